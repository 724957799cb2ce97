"""A file that holds one page: saved HTML, rendered HTML or printed text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from archive.errors import UnreadableCapture, UsageError
from archive.records import Form, Visit, Vocabulary
from scraper.capture import capture
from scraper.config import Config, host_of
from scraper.declared import declared_url, printed_url
from scraper.extract.printed import looks_printed
from scraper.ingested import MAX_BYTES, Given
from scraper.read import read
from scraper.site import Site
from scraper.warc_scan import is_warc

#: Bytes of a file by which a print is told from a page with markup.
TELLING_BYTES = 65536


def beginning(path: Path) -> bytes:
    """Enough bytes to tell a print; none of a file that cannot be read, which is said later."""
    try:
        with path.open("rb") as file:
            return file.read(TELLING_BYTES)
    except OSError:
        return b""


def is_printed(body: bytes, given: Given) -> bool:
    """True if the capture is a printed page: as said, else by its first bytes."""
    if given.form is not None:
        return given.form is Form.PRINT
    return looks_printed(body[:TELLING_BYTES])


def file_bytes(path: Path) -> bytes:
    """The bytes of a capture; raises UnreadableCapture if it cannot be a page."""
    if is_warc(path):
        raise UnreadableCapture("a WARC file holds many pages", hint="`clusternews ingest` it")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableCapture(f"larger than {MAX_BYTES // 2**20} MiB: no page of news")
        body = path.read_bytes()
    except OSError as error:
        raise UnreadableCapture(f"cannot be read: {error.strerror}") from None
    if not body.strip():
        raise UnreadableCapture("the file is empty")
    return body


def site_of_file(body: bytes, given: Given, config: Config) -> Site:
    """The platform of a capture: as named, else by the address given or declared."""
    if given.site:
        return config.site(given.site)
    url = given.url or (None if is_printed(body, given) else declared_url(body))
    if url is None:
        raise UsageError(
            "nothing says which page this is", hint="name its address with --url, or its --site"
        )
    return config.site_of(url)


def read_file(
    path: Path,
    body: bytes,
    site: Site,
    given: Given,
    vocabulary: Vocabulary,
    *,
    why: list[tuple[str, int]] | None = None,
) -> Visit:
    """Read one capture by the rules of its site; ``why`` as in :func:`scraper.read.read`."""
    printed = is_printed(body, given)
    printed_at = printed_url(body, site) if printed else None
    captured = capture(
        given.url or printed_at or declared_url(body) or site.base_url,
        body,
        form=given.form or _form(path, printed=printed),
        captured_at=given.captured_at or _file_time(path),
        site=site,
        witness=given.url is not None and site.is_witness(host_of(given.url)),
    )
    return read(captured, site, url=given.url or printed_at, vocabulary=vocabulary, why=why)


def _form(path: Path, *, printed: bool) -> Form:
    if printed:
        return Form.PRINT
    return Form.RENDERED if ".rendered." in path.name.lower() else Form.FILE


def _file_time(path: Path) -> str:
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC).isoformat()
