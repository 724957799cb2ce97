"""Rows as lines of csv, sent as they come."""

from __future__ import annotations

import csv
import io
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any

from archive.exports import formula_safe

log = logging.getLogger(__name__)

_CSV = "text/csv; charset=utf-8"


class Lines:
    """A csv file on its way, some lines at a time."""

    def __init__(self, lines: AsyncIterator[bytes], name: str) -> None:
        self._lines = lines
        # A name of a table is letters in all archives; of any other file it is a harmless one.
        kept = "".join(letter for letter in name if letter.isalnum() or letter in "._-")
        self._name = kept.encode("ascii", "ignore").decode()

    async def asgi_send(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Send it; a failure on the way leaves the file visibly cut short."""
        first = await anext(self._lines, b"")  # what fails with the first is still an error page
        headers = {
            "content-type": _CSV,
            "content-disposition": f'attachment; filename="{self._name}"',
        }
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        await send({"type": "http.response.body", "body": first, "more_body": True})
        try:
            async for piece in self._lines:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except Exception as error:  # whatever it is, an error page cannot follow any more
            log.warning("%s was cut short: %s", self._name, error)
            return
        await send({"type": "http.response.body", "body": b""})


def headings(columns: Sequence[str], expanded: set[str]) -> list[str]:
    """The first line: a column whose rows have names stands beside these."""
    return [
        heading
        for name in columns
        for heading in ((name, f"{name}_label") if name in expanded else (name,))
    ]


def cells(columns: Sequence[str], expanded: set[str], row: Any) -> list[object]:
    """The values of a row, as many as there are headings."""
    made: list[object] = []
    for name, cell in zip(columns, list(row), strict=False):
        if name not in expanded:
            made.append(cell)
        elif isinstance(cell, Mapping):
            made += [cell["value"], cell["label"]]
        else:
            made += [cell, None]
    return made


def line(values: Sequence[object]) -> bytes:
    """A line of a file that a spreadsheet may open: no cell of it is a formula."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow([formula_safe(_text(cell)) for cell in values])
    return out.getvalue().encode("utf-8", "replace")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, list | tuple | dict):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return f"{len(cell)} bytes" if isinstance(cell, bytes) else str(cell)
