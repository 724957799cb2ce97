"""Capture: the bytes of a page, with what is known about them before they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from archive.records import CapturedPage, Form
from scraper.encoding import decide
from scraper.mediatype import sniff
from scraper.site import Site

#: Response headers that carry a secret of the connection and say nothing of the page.
_SECRET = re.compile(
    r"cookie|authori[sz]ation|authenticate|token|secret|session|api-?key|csrf|xsrf", re.I
)


def capture(
    url: str,
    body: bytes,
    *,
    form: Form,
    captured_at: str,
    status: int | None = None,
    headers: Iterable[tuple[str, str]] = (),
    site: Site | None = None,
    complete: bool = True,
    witness: bool = False,
) -> CapturedPage:
    """The captured page of ``body``: digest, encoding and media type decided.

    ``captured_at`` is ISO 8601 with a zone. ``complete`` is False if the transfer was
    cut short or damaged; ``witness`` is True for a staging, preview or mirror host.
    Headers that hold secrets (cookies, tokens) are left out.
    """
    kept = tuple((name, value) for name, value in headers if not _SECRET.search(name))
    encoding, source, fit = decide(
        body,
        content_type=_content_type(kept),
        stated=site.encoding if site else None,
        url=url,
    )
    return CapturedPage(
        url=url,
        body=body,
        form=form,
        captured_at=captured_at,
        status=status,
        headers=kept,
        encoding=encoding,
        encoding_source=source,
        digest=sha256(body).hexdigest(),
        complete=complete,
        media_type=sniff(body, encoding),
        witness=witness,
        fit=fit,
    )


def _content_type(headers: Iterable[tuple[str, str]]) -> str | None:
    return next((value for name, value in headers if name.lower() == "content-type"), None)
