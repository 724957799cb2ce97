"""The language of a tag: that of its path, or of most of its articles."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any

#: So many of a tag's first articles, and of its latest, are looked at for its language: to
#: look up those of every tag would take longer than all the counting.
LANGUAGE_SAMPLE = 15

#: Languages whose code begins the paths of a platform: those of Europe, without ``eu``,
#: which in a path means the Union rather than Basque.
_CODES = frozenset(
    "bg bs ca cs cy da de el en es et fi fr ga gl hr hu is it lb lt lv mk mt nb nl nn no pl pt "
    "ro ru sk sl sq sr sv tr uk".split()
)
_PREFIX = re.compile(r"/([a-z]{2})(?:-[a-z]{2})?/", re.I)

_FIRST_ARTICLES, _LATEST_ARTICLES = (
    f"SELECT article_id FROM article_tags WHERE tag_id = ? ORDER BY {order} LIMIT {LANGUAGE_SAMPLE}"
    for order in ("published_at, article_id", "published_at DESC, article_id DESC")
)
_LANGUAGES = """
SELECT a.language, json_group_array(a.id)
FROM json_each(?) e CROSS JOIN articles a ON a.id = e.value GROUP BY a.language
"""


def languages_of(
    connection: sqlite3.Connection, rows: Sequence[dict[str, Any]]
) -> list[str | None]:
    """The language of each row's tags; all articles are looked up at once, in their order."""
    samples = [_sample(connection, row) for row in rows]
    wanted = str(sorted({article_id for sample in samples for article_id in sample}))
    known: dict[int, str | None] = {}
    for language, articles in connection.execute(_LANGUAGES, (wanted,)):
        known |= dict.fromkeys(json.loads(articles), language)
    found: list[str | None] = []
    for row, sample in zip(rows, samples, strict=True):
        counts = Counter(map(known.get, sample))
        most = max(counts.items(), key=lambda one: one[1], default=(None, 0))
        found.append(_by_path(row["path"]) or (most[0] if most[1] * 2 > len(sample) else None))
    return found


def _by_path(path: str | None) -> str | None:
    prefix = _PREFIX.match(path or "")
    return code if prefix and (code := prefix[1].lower()) in _CODES else None


def _sample(connection: sqlite3.Connection, row: dict[str, Any]) -> list[int]:
    """The articles that tell the language of a tag; none if its path does."""
    if _by_path(row["path"]):
        return []
    found: dict[int, None] = {}
    for tag_id in row["ids"]:
        for sql in (_FIRST_ARTICLES, _LATEST_ARTICLES):
            found.update((one[0], None) for one in connection.execute(sql, (tag_id,)))
    return list(found)
