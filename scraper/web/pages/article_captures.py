"""The bytes of a capture: as text, and as a file. Neither can run in a browser.

The page of an archive is never shown as a page: its source stands as text within ours, and a
download is named as text and sent as bytes of no known kind.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, TextIO

from archive.bodies import read_body
from archive.errors import BodyAbsent, NothingFound, UsageError
from archive.queries import find_article
from scraper.web.answers import Answer, Download, Page
from scraper.web.asked import Asked

#: Bytes that are read into memory; `export --format warc` has larger ones.
MOST_BYTES = 20_000_000
#: Characters of the source that a page shows.
MOST_SHOWN = 300_000

_SIZE = "SELECT size FROM bodies WHERE sha256 = ?"


@dataclass(frozen=True, slots=True)
class _Copy:
    """A capture with its bytes."""

    article: dict[str, Any]
    capture: dict[str, Any]
    body: bytes

    @property
    def text(self) -> str:
        """The bytes as text, in the encoding that the page was read with."""
        encoding = self.capture["encoding"] or "utf-8"
        try:
            return self.body.decode(encoding, "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


def source(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The source of a capture (``capture``: its digest) as text."""
    copy = _copy(asked, connection)
    text = copy.text
    values = {
        "article": copy.article,
        "capture": copy.capture,
        "text": text[:MOST_SHOWN],
        "left_out": max(0, len(text) - MOST_SHOWN),
    }
    data = {**copy.capture, "text": text}
    file = f"source-{copy.article['id']}"
    return Page("source.html", values, rows=[copy.capture], data=data, file=file)


def download(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The bytes of a capture (``capture``: its digest) as they were received."""
    copy = _copy(asked, connection)

    def write(out: TextIO) -> None:
        out.buffer.write(copy.body)

    # No browser opens it as a page, whatever it is: neither by its kind nor by its name.
    name = f"article-{copy.article['id']}-{copy.capture['digest'][:12]}.txt"
    return Download(write, "application/octet-stream", name)


def _copy(asked: Asked, connection: sqlite3.Connection) -> _Copy:
    found = find_article(connection, asked.parts["article"])
    wanted = asked.one("capture") or found["digest"]
    capture = next((one for one in found["captures"] if one["digest"] == wanted), None)
    if capture is None:
        raise NothingFound(f"article {found['id']} has no capture {wanted[:64]}")
    size = connection.execute(_SIZE, (wanted,)).fetchone()
    if size is not None and size[0] > MOST_BYTES:
        raise UsageError(
            f"this capture has {size[0]:,} bytes, and {MOST_BYTES:,} are shown at most",
            hint="`clusternews export --format warc` writes it",
        )
    try:
        body = read_body(connection, wanted)
    except BodyAbsent as error:
        raise NothingFound(str(error), hint=error.hint) from error
    shown = {name: value for name, value in capture.items() if name != "evidence"}
    return _Copy(found, {**shown, "size": len(body)}, body)
