"""Looking at the word index: does search know the texts as they are?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from archive.findings import Finding
from archive.records import Severity

_WAIT_SECONDS = 30.0

_NOT_INDEXED = """
SELECT a.url FROM articles a
WHERE NOT EXISTS (SELECT 1 FROM article_search_docsize d WHERE d.id = a.id)
"""
_INDEXED_ALONE = """
SELECT d.id FROM article_search_docsize d
WHERE NOT EXISTS (SELECT 1 FROM article_texts t WHERE t.article_id = d.id)
"""
_CHECK = "INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)"


def look_at_word_index(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compares the word index with the texts, by FTS5's own check.

    The check is an INSERT, so it needs a connection that may write; it writes
    nothing, and is rolled back.
    """
    for (url,) in connection.execute(_NOT_INDEXED).fetchall():
        yield Finding("not_indexed", "Search does not know the article.", url)
    for (row,) in connection.execute(_INDEXED_ALONE).fetchall():
        yield Finding("indexed_alone", f"Search knows an article {row} that is not there.", "index")
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as writer:
        try:
            writer.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            message = f"The word index was not compared with the texts: {error}."
            yield Finding("index_not_checked", message, "article_search", Severity.NOTE)
            return
        try:
            writer.execute(_CHECK)
        except sqlite3.DatabaseError as error:
            message = f"The word index is out of step with the texts: {error}."
            yield Finding("index", message, "article_search")
        writer.execute("ROLLBACK")
