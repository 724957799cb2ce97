"""Looking an archive over: is everything in it still what was saved?

SQLite's own check found 40 of 1,000 flipped bits. So that every row which a reader sees is
told by something, beside the pages of the file themselves:

=============================================  ================================================
rows                                           what tells that they were changed
=============================================  ================================================
``bodies``, ``dictionaries``                   SHA-256 of the bytes; every body is decompressed
``version_contents``, ``article_texts``        SHA-256 of the fields and the body
``articles``, ``article_texts``, ``links`` ...  compared with what the current version makes;
                                               ``dated`` with the evidence; state, times and
                                               keys: a second copy
``article_tags`` ``_labels`` ``_people``       compared with the current version
``captures``, ``evidence``, ``removed_blocks`` the capture's seal (:mod:`archive.seals`)
``removed_texts``                              SHA-256 of the text
``visits``, ``problems``                       the visit's seal
``changes``                                    derived anew from the captures; a second copy
``article_search``                             FTS5's check of the index against the texts, its
                                               settings against those of a new archive
``pages``, ``sites``, ``runs``, ``versions``,  a second copy: an index over what is not in a
``tags``, ``corrections``, ``ties`` ...        key, which SQLite's check compares with the rows
tables, indexes, views, triggers               compared with those of a new archive
``sketches``, ``untied``,                      nothing: no reader sees them
``template_pages.seen``
=============================================  ================================================

A second copy is an index that no question uses (``pages_twice``); it tells that one of the
two is wrong, and not which.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from archive.check_index import look_at_word_index
from archive.check_rows import look_at_articles, look_at_histories, look_at_versions
from archive.check_schema import look_at_schema
from archive.check_seals import look_at_bodies, look_at_dictionaries, look_at_orphans, look_at_seals
from archive.erase_scrub import look_at_erasures
from archive.findings import Finding, survived
from archive.records import Severity
from archive.second_copies import SUFFIX, look_at_second_copies

__all__ = ["Finding", "check", "library_findings"]

#: Versions without the fix of the WAL-reset fault, which needs a writer, a reader
#: and a checkpoint at the same moment (sqlite.org, news of 3.51.3). A distribution
#: may have mended an older one under its old number.
_FIXED = (3, 51, 3)
_FIXED_BRANCHES = {(3, 44): 6, (3, 50): 7}
#: SQLite stops listing what is wrong after so many.
_MOST_MESSAGES = 100
_OF_INDEX = re.compile(r"\bindex (\w+)")
_INDEXED_TABLE = "SELECT tbl_name FROM sqlite_master WHERE type = 'index' AND name = ?"


def check(connection: sqlite3.Connection) -> list[Finding]:
    """Every damage found, by reading every byte that was kept; empty if all is well.

    Looks at one moment of the archive, also while a run writes to it. Damage that
    stops one look does not stop the others.
    """
    findings = list(library_findings(sqlite3.sqlite_version_info))
    connection.execute("BEGIN")
    try:
        for look in (
            _look_at_file,
            look_at_second_copies,
            look_at_schema,
            _look_at_references,
            look_at_dictionaries,
            look_at_bodies,
            look_at_articles,
            look_at_versions,
            look_at_histories,
            look_at_seals,
            look_at_orphans,
            look_at_erasures,
        ):
            findings += survived(look, connection)
    finally:
        connection.execute("ROLLBACK")
    return findings + survived(look_at_word_index, connection)


def library_findings(version: tuple[int, ...]) -> Iterator[Finding]:
    """A note if this SQLite has a fault that may damage archives."""
    fixed = _FIXED_BRANCHES.get((version[0], version[1]))
    if version >= _FIXED or (fixed is not None and version[2] >= fixed):
        return
    name = ".".join(map(str, version))
    yield Finding(
        "sqlite_version",
        f"SQLite {name} may have the WAL-reset fault that 3.51.3 mended (a distribution may have "
        "mended it too): keep to one writing process, and make backups.",
        "sqlite library",
        Severity.NOTE,
    )


def _look_at_file(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (message,) in connection.execute(f"PRAGMA integrity_check({_MOST_MESSAGES})").fetchall():
        if message == "ok":
            continue
        index = _OF_INDEX.search(message)
        if index is None:
            yield Finding("structure", f"SQLite finds: {message}.", "file")
            continue
        table = connection.execute(_INDEXED_TABLE, (index[1],)).fetchone()
        where = table[0] if table else index[1]
        code = "copy" if index[1].endswith(SUFFIX) else "index_of_rows"
        yield Finding(code, f"SQLite finds: {message}.", where)


def _look_at_references(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        message = f"Row {row} of {table} points to no row of {parent}."
        yield Finding("reference", message, f"{table}:{row}")
