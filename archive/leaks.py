"""Looking for banner sentences that came through into the texts of articles."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence

from archive.findings import Finding
from archive.records import Severity

#: Tells which of the blocks of a text are a consent banner, by general rules: their numbers.
Judge = Callable[[Sequence[str]], Collection[int]]

#: Sentences of fewer words (``OK, I agree``) prove nothing alone.
TELLING_WORDS = 5
_SHOWN_LETTERS = 160
_NOT_WORD = re.compile(r"[\W_]+")

_SITES = "SELECT id FROM sites ORDER BY id"
_SENTENCES = "SELECT sentence FROM banner_sentences WHERE site_id = ? ORDER BY id"
_VERSIONS = """
SELECT v.id FROM versions v JOIN articles a ON a.id = v.article_id
WHERE a.site_id = ? ORDER BY v.id
"""
_TEXT = """
SELECT a.url, v.number, coalesce(x.body_text, t.body_text),
  CASE WHEN x.body_text IS NULL THEN t.summary END, v.title
FROM versions v
JOIN articles a ON a.id = v.article_id
JOIN version_contents x ON x.version_id = v.id
JOIN article_texts t ON t.article_id = a.id
WHERE v.id = ?
"""


def leaks(connection: sqlite3.Connection, judge: Judge) -> Iterator[Finding]:
    """Blocks of any version that hold a sentence of their platform's banner (a warning), or
    that only ``judge`` takes for a banner (a note: an article may be about cookies)."""
    for (site_id,) in connection.execute(_SITES).fetchall():
        said = {row[0]: _bare(row[0]) for row in connection.execute(_SENTENCES, (site_id,))}
        telling = {
            one: words for one, words in said.items() if words.count(" ") >= TELLING_WORDS + 1
        }
        for (version_id,) in connection.execute(_VERSIONS, (site_id,)).fetchall():
            row = connection.execute(_TEXT, (version_id,)).fetchone()
            if row is not None:
                yield from _in_version(row, telling, judge)


def _in_version(
    row: Sequence[str | None], telling: dict[str, str], judge: Judge
) -> Iterator[Finding]:
    url, number, body, summary, title = row
    where = f"{url} version {number}"
    blocks = [*filter(None, (title, summary)), *(body or "").split("\n\n")]
    known = set()
    for at, block in enumerate(blocks):
        words = _bare(block)
        for sentence in (one for one, own in telling.items() if own in words):
            known.add(at)
            message = f"A sentence of the platform's banner stands in the text: {_short(sentence)}"
            yield Finding("leak", message, where, Severity.WARNING)
    for at in sorted(set(judge(blocks)) - known):
        message = f"A block reads like a consent banner: {_short(blocks[at])}"
        yield Finding("maybe_leak", message, where, Severity.NOTE)


def _bare(text: str) -> str:
    """Lower-case words with a space before, between and after them."""
    return f" {_NOT_WORD.sub(' ', text.casefold()).strip()} "


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_LETTERS else f"{text[:_SHOWN_LETTERS]}…"
