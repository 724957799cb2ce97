"""The rows of a copied archive with its contacts hashed or left out, in every table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from archive.article_rows import PARTS, TEXTS, texts_row
from archive.bodies import LEFT_OUT_CODEC
from archive.content import (
    Content,
    as_json,
    content_digest,
    sha256,
    stored_digest,
    stored_fields,
)
from archive.export_contacts import ContactPolicy
from archive.version_contents import version_content

Row = tuple[object, ...]
Named = dict[str, Any]

_PARTS = {part.table: part for part in PARTS}
_SHOWN = """
SELECT v.id FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
WHERE a.id = ?
"""


class MaskedRows:
    """Rows as they go into the copy; every digest is that of what is written."""

    def __init__(self, source: sqlite3.Connection, policy: ContactPolicy) -> None:
        self._source = source
        self._policy = policy
        self._special: dict[str, Callable[[Named], Named | None]] = {
            "article_texts": self._article_texts,
            "versions": self._version,
            "version_contents": self._version_contents,
            "corrections": self._correction,
            "captures": _unsealed,
            "visits": _unsealed,
            "bodies": _without_bytes,
            "evidence": _without_names,
            # Made of the words as they were.
            "sketches": _nothing,
        }

    def rows(self, table: str, names: list[str], rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of a table, with these columns, as they are to be written."""
        if table in _PARTS:
            yield from self._part(table, names, rows)
            return
        change = self._special.get(table)
        for row in rows:
            masked = self._masked(dict(zip(names, row, strict=True)))
            written = change(masked) if change else masked
            if written is not None:
                yield tuple(written[name] for name in names)

    def _masked(self, row: Named) -> Named:
        masked = {
            name: self._policy.text(value, name) if isinstance(value, str) else value
            for name, value in row.items()
        }
        if {"sha256", "text"} <= masked.keys():
            masked["sha256"] = sha256(masked["text"])
        return masked

    def _content(self, version_id: int) -> Content:
        return self._policy.fields(version_content(self._source, version_id))

    def _shown(self, article_id: int) -> Content:
        version_id = self._source.execute(_SHOWN, (article_id,)).fetchone()[0]
        return self._content(version_id)

    def _part(self, table: str, names: list[str], rows: Iterable[Row]) -> Iterator[Row]:
        """A list of an article may be shorter than it was."""
        part, place = _PARTS[table], names.index("article_id")
        columns = ("article_id", "position", *part.columns)
        for article_id in dict.fromkeys(row[place] for row in rows):
            assert isinstance(article_id, int)
            for made in part.rows(article_id, self._shown(article_id)):
                named = dict(zip(columns, made, strict=True))
                yield tuple(named[name] for name in names)

    def _article_texts(self, row: Named) -> Named:
        texts = texts_row(self._shown(row["article_id"]))
        return row | dict(zip(TEXTS, texts, strict=True))

    def _version(self, row: Named) -> Named:
        return row | {"content_sha256": content_digest(self._content(row["id"]))}

    def _version_contents(self, row: Named) -> Named:
        content = self._content(row["version_id"])
        fields = stored_fields(content)
        digest = stored_digest(fields, content["body_text"], content["body_html"])
        row |= {"fields": fields, "stored_sha256": digest}
        if row["body_text"] is not None:
            row |= {"body_text": content["body_text"], "body_html": content["body_html"]}
        return row

    def _correction(self, row: Named) -> Named:
        field = row["field"]
        value = self._policy.fields({field: json.loads(row["value"])})[field]
        return row | {"value": as_json(value)}


def _unsealed(row: Named) -> Named:
    return row | {"seal": None}


def _without_bytes(row: Named) -> Named:
    return row | {"codec": LEFT_OUT_CODEC, "dictionary_id": None, "content": b""}


def _without_names(row: Named) -> Named:
    """The text in which contacts were found names the people."""
    return row | {"raw": None} if row["field"] == "contacts" else row


def _nothing(_: Named) -> None:
    return None
