"""No question reads a wide table from one end to the other, but those that must.

The plans of all statements stand in plans.txt; ``python -m tests.archive.plans`` writes it
anew when a statement is added or changed. What it says depends on the version of SQLite.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.archive.plans import PLANS, WIDE, Planned, Recorder, collected, written

_CHECK = "the check looks at everything"
_COUNT = "counts everything there is"
_REREAD = "all captures are read again"
#: Statements that read all rows of a wide table: module and beginning, with the reason.
READ_EVERYTHING = {
    ("archive.backup", "SELECT sha256 FROM bodies ORDER BY id DESC LIMIT"): "only the last few",
    ("archive.check_rows", "SELECT a.url FROM articles a WHERE NOT EXISTS"): _CHECK,
    ("archive.check_rows", "SELECT a.url, v.number FROM articles a JOIN versions"): _CHECK,
    ("archive.check_rows", "SELECT id, url FROM articles ORDER BY id"): _CHECK,
    ("archive.check_seals", "SELECT sha256 FROM bodies ORDER BY id"): _CHECK,
    ("archive.seals", "SELECT id"): _CHECK,
    ("archive.second_copies", "SELECT"): _CHECK,
    ("archive.numbering", "SELECT coalesce(max(id), 0) + 1 FROM visits"): "only the last row",
    ("archive.frontier", "SELECT p.url, p.kind, p.state"): "asks of all pages which are due",
    ("archive.erase_bodies", "SELECT sha256, size FROM bodies WHERE codec"): "rare, and once",
    ("archive.overview", "SELECT (SELECT count(*) FROM articles) AS articles"): _COUNT,
    ("archive.stored_captures", "SELECT c.id, s.name AS site"): _REREAD,
    ("archive.site_card", "SELECT v.id FROM (SELECT id, page_id"): "only the last few",
    ("archive.site_card", "SELECT q.code, q.severity"): "only the last few",
    ("archive.third_step", ""): "the step of a migration",
    ("archive.fifth_step", ""): "another step of a migration",
    ("question longest-unvisited", "SELECT"): "sorts all articles by a date of their pages",
    ("question new-articles-by-month", "SELECT"): _COUNT,
    ("question waiting-pages", "SELECT"): "asks for all pages of a kind",
}


@pytest.fixture(scope="module")
def planned() -> list[Planned]:
    return collected()


def reason(one: Planned) -> str | None:
    """Why a statement may read everything, if it may."""
    for (module, beginning), why in READ_EVERYTHING.items():
        if one.module == module and one.sql.startswith(beginning):
            return why
    return None


def test_wide_tables_are_read_through_only_with_a_reason(planned: list[Planned]) -> None:
    without = [f"{one.module}: {one.sql}" for one in planned if one.scanned and not reason(one)]
    assert not without


def test_no_reason_is_out_of_date(planned: list[Planned]) -> None:
    in_use = {reason(one) for one in planned if one.scanned}
    unused = set(READ_EVERYTHING.values()) - in_use
    assert not unused
    for module, beginning in READ_EVERYTHING:
        statements = [one for one in planned if one.module == module and one.scanned]
        assert any(one.sql.startswith(beginning) for one in statements), (module, beginning)


def test_the_plans_are_those_written_down(planned: list[Planned]) -> None:
    committed = PLANS.read_text(encoding="utf-8")
    if not committed.startswith(f"SQLite {sqlite3.sqlite_version}\n"):
        pytest.skip(f"plans.txt is of {committed.splitlines()[0]}")
    assert written(planned) == committed, "python -m tests.archive.plans writes it"


def test_questions_to_a_large_archive_have_the_plans_they_are_fast_by(
    planned: list[Planned],
) -> None:
    """Whatever SQLite's version: matches first, then the narrow index, no row of the table."""
    modules = ("archive.search", "archive.article_groups")
    asking = [one for one in planned if one.module in modules]
    searches = [one for one in asking if "article_search MATCH" in one.sql]
    joined = [one for one in searches if "JOIN articles a" in one.sql]
    assert len(joined) >= 5
    for one in joined:
        matches, narrow = one.plan[:2]
        assert "article_search VIRTUAL TABLE" in matches
        assert "COVERING INDEX articles_narrow" in narrow, one.sql
    grouped = [one for one in asking if "IS NOT NULL" in one.sql and "GROUP BY" in one.sql]
    assert len(grouped) >= 2
    for one in grouped:
        assert "COVERING INDEX articles_grouped" in one.plan[0], one.sql
        assert "TEMP B-TREE" not in " ".join(one.plan), one.sql
    latest = next(one for one in asking if "ORDER BY t.published_at" in one.sql)
    assert "TEMP B-TREE" not in " ".join(latest.plan)
    assert latest.plan[0].startswith("SEARCH t USING PRIMARY KEY (tag_id=?")


def test_a_walk_through_a_table_is_noticed() -> None:
    with closing(sqlite3.connect(":memory:", factory=Recorder)) as connection:
        connection.planned = {}
        connection.executescript(
            "CREATE TABLE visits (id INTEGER PRIMARY KEY, a); CREATE INDEX by_a ON visits(a)"
        )
        for sql in (
            "SELECT id FROM visits WHERE a + 1 = 3 AND id > 4",
            "SELECT count(*) FROM visits NOT INDEXED",
            "SELECT id FROM visits NOT INDEXED ORDER BY id DESC",
            "UPDATE visits SET a = 1 WHERE a + 1 = 2",
            "SELECT id FROM visits WHERE a = 1",
            "SELECT a FROM visits WHERE id = 1",
        ):
            connection.note("here", sql, ())
    scanned = [bool(one.scanned) for one in connection.planned.values()]
    assert scanned == [False, True, True, True, False, False]
    assert "visits" in WIDE
