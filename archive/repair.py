"""Mending what can be rebuilt from what is whole, and saying what cannot.

Rebuilt are the word index, rows made from a version whose SHA-256 fits, histories, indexes
over rows that something else tells to be right, and parts of the schema. Nothing that was
saved is changed or deleted: a body, a version, a seal that does not fit stays for a person
to look at, beside a backup.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from archive.check_rows import content_as_saved
from archive.check_schema import SchemaObject, new_archive
from archive.findings import Finding
from archive.records import Form, Severity
from archive.search_index import IndexChanges
from archive.shown_rows import ShownRows, Source
from archive.terms import Terms
from archive.timeline import Timelines

#: Tables whose rows are told to be right by a digest or by what they are made from: an
#: index that differs from them is the one that is wrong.
_TOLD = {
    "captures",
    "visits",
    "bodies",
    "removed_texts",
    "contacts",
    "event_dates",
    "article_tags",
    "article_labels",
    "article_people",
}
#: Damage to the file itself: whatever is written to it may make it worse.
_OF_FILE = {"structure", "unreadable"}
_OF_WORD_INDEX = {"index", "not_indexed", "indexed_alone"}
_ROW = re.compile(r":\d+$")

_ARTICLE = """
SELECT a.id, a.site_id, a.last_changed_at, a.current_version, v.id, c.form
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
JOIN captures c ON c.id = v.capture_id
WHERE a.url = ?
"""
_ARTICLE_ID = "SELECT id FROM articles WHERE url = ?"
_SHOWN_VERSION = re.compile(r"^(.*) version (\d+)$")
_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
_REBUILD = "INSERT INTO article_search (article_search) VALUES ('rebuild')"
_SET_RANK = "INSERT INTO article_search (article_search, rank) VALUES ('rank', ?)"


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that can be mended."""

    message: str  #: what will be done, one sentence
    mends: tuple[Finding, ...]
    run: Callable[[sqlite3.Connection], None]


def plan_repairs(
    connection: sqlite3.Connection, findings: Iterable[Finding]
) -> tuple[list[Repair], list[Finding]]:
    """What can be mended of what :func:`archive.upkeep.check` found, and what cannot.

    Nothing can if the file itself is damaged. Reads only.
    """
    damage = [one for one in findings if one.severity is not Severity.NOTE]
    if any(one.code in _OF_FILE for one in damage):
        return [], damage
    repairs: list[Repair] = []
    for plan in (_schema, _indexes, _rows, _histories, _word_index):
        repairs += plan(connection, damage)
    mended = {one for repair in repairs for one in repair.mends}
    return repairs, [one for one in damage if one not in mended]


def run_repairs(connection: sqlite3.Connection, repairs: Sequence[Repair]) -> None:
    """Does what was planned, within a transaction of the caller: all or nothing."""
    for repair in repairs:
        repair.run(connection)


def _schema(connection: sqlite3.Connection, damage: list[Finding]) -> Iterator[Repair]:
    due = new_archive()
    for one in damage:
        if one.code != "schema":
            continue
        found = due.objects.get(one.where)
        if found is not None and found.kind != "table" and found.sql is not None:
            message = f"make the {found.kind} {found.name} as a new archive has it"
            yield Repair(message, (one,), partial(_make_again, found))
        elif one.where == "article_search" and "settings" in one.message:
            rank = dict(due.search_settings).get("rank")
            yield Repair(
                "set how search weighs its columns",
                (one,),
                partial(_run, _SET_RANK, (rank,)),
            )


def _make_again(one: SchemaObject, connection: sqlite3.Connection) -> None:
    if one.sql is not None:
        connection.execute(f'DROP {one.kind} IF EXISTS "{one.name}"')
        connection.execute(one.sql)


def _indexes(connection: sqlite3.Connection, damage: list[Finding]) -> Iterator[Repair]:
    by_table: dict[str, list[Finding]] = {}
    for one in damage:
        if one.code in {"index_of_rows", "copy"}:
            by_table.setdefault(_ROW.sub("", one.where), []).append(one)
    doubtful = {_ROW.sub("", one.where) for one in damage if one.code in {"seal", "removed_text"}}
    doubtful |= {"bodies"} if any(one.code == "body" for one in damage) else set()
    for table, found in by_table.items():
        if table in _TOLD - doubtful:
            message = f"build the indexes of {table} again from its rows, which are whole"
            yield Repair(message, tuple(found), partial(_reindex, table))


def _rows(connection: sqlite3.Connection, damage: list[Finding]) -> Iterator[Repair]:
    by_article: dict[str, list[Finding]] = {}
    for one in damage:
        shown = _SHOWN_VERSION.match(one.where)
        if one.code == "rows" and shown is not None:
            by_article.setdefault(shown[1], []).append(one)
    for url, found in by_article.items():
        message = f"make the rows of {url} again from its current version, which is whole"
        yield Repair(message, tuple(found), partial(_remake, url))


def _remake(url: str, connection: sqlite3.Connection) -> None:
    row = connection.execute(_ARTICLE, (url,)).fetchone()
    content = None if row is None else content_as_saved(connection, row[4])
    if row is None or content is None:
        return
    article_id, site_id, changed_at, number, _, form = row
    source = Source(site_id, changed_at, in_markup=form != Form.PRINT)
    # The word index is built again as a whole: it cannot forget texts that it never knew.
    ShownRows(connection, Terms(connection), IndexChanges()).update(
        article_id, number, source, content
    )


def _histories(connection: sqlite3.Connection, damage: list[Finding]) -> Iterator[Repair]:
    for one in damage:
        row = connection.execute(_ARTICLE_ID, (one.where,)).fetchone()
        if one.code == "history" and row is not None and "derived" not in one.message:
            message = f"derive the history of {one.where} from its captures"
            yield Repair(message, (one,), partial(_rederive, row[0]))


def _word_index(connection: sqlite3.Connection, damage: list[Finding]) -> Iterator[Repair]:
    found = tuple(one for one in damage if one.code in _OF_WORD_INDEX)
    rows = any(one.code == "rows" for one in damage)
    # Words of a text that is lost may stand in the index alone.
    if (found or rows) and not any(one.code in {"version", "no_version"} for one in damage):
        yield Repair(
            "build the word index again from the texts",
            found,
            partial(_run, _REBUILD, ()),
        )


def _run(sql: str, values: tuple[object, ...], connection: sqlite3.Connection) -> None:
    connection.execute(sql, values)


def _rederive(article_id: int, connection: sqlite3.Connection) -> None:
    Timelines(connection).rebuild(article_id)


def _reindex(table: str, connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute(_INDEXES, (table,)).fetchall():
        connection.execute(f'REINDEX "{name}"')
