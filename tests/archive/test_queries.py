"""The analyst's questions, answered or refused with a reason."""

from __future__ import annotations

import json
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import BadQuery, NotAnArchive, NothingFound
from archive.opening import open_reading
from archive.queries import find_article, list_articles, run_query
from archive.records import PageState
from archive.store import Archive
from tests.archive.making import BASE, LATER, bare, visit
from tests.fresh import fresh

ONE = f"{BASE}/news/one"


@pytest.fixture
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    with fresh(path) as archive:
        archive.add_site("example", "Example platform", BASE)
        archive.save([visit(), visit(f"{BASE}/news/two?page=2", title="Hydrogen valleys")])
    with closing(open_reading(path)) as connection:
        yield connection


@pytest.mark.parametrize(
    "wanted",
    [
        ONE,
        "1",
        " 1 ",
        "http://www.example.eu/news/one",
        "https://example.eu/news/one",
        "http://example.eu/news/one/",
        f"{ONE}/",
        f"{ONE}#top",
        f"{ONE}?utm_source=mail",
        "HTTPS://WWW.EXAMPLE.EU/news/one",
        "www.example.eu/news/one",
        "/news/one",
        "//www.example.eu/news/one",
    ],
)
def test_an_article_is_found_by_any_way_to_write_its_address(
    reading: sqlite3.Connection, wanted: str
) -> None:
    assert find_article(reading, wanted)["url"] == ONE


def test_an_address_with_a_query_of_its_own(reading: sqlite3.Connection) -> None:
    assert find_article(reading, "example.eu/news/two?page=2")["id"] == 2


def test_letters_and_their_escapes_are_the_same_address(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/news/sk%C3%A5ne")])
    assert find_article(archive.connection, f"{BASE}/news/skåne")["id"] == 1


def test_a_canonical_address_that_was_never_visited(archive: Archive) -> None:
    archive.save([visit(canonical_url="https://other.example/original")])
    assert find_article(archive.connection, "other.example/original")["url"] == ONE


@pytest.mark.parametrize(
    "wanted", ["99", "9" * 40, f"{BASE}/news/none", "", " ", "\0", "\ud800", "http://[", "/", "x y"]
)
def test_what_is_not_there_is_named(reading: sqlite3.Connection, wanted: str) -> None:
    with pytest.raises(NothingFound) as caught:
        find_article(reading, wanted)
    assert caught.value.hint
    assert caught.value.exit_code == 1


def test_the_nearest_titles_are_offered(reading: sqlite3.Connection) -> None:
    with pytest.raises(NothingFound) as caught:
        find_article(reading, f"{BASE}/2019/hydrogen-valleys-in-europe")
    assert f"{BASE}/news/two?page=2 (id 2)" in caught.value.hint


def test_a_page_without_an_article_says_why(archive: Archive) -> None:
    archive.save([bare(ONE, PageState.WALL, reason="a login form")])
    with pytest.raises(NothingFound, match=r"wall \(a login form\)"):
        find_article(archive.connection, ONE)


def test_what_is_shown_is_json(reading: sqlite3.Connection) -> None:
    shown = find_article(reading, "1")
    assert json.loads(json.dumps(shown)) == shown
    assert list(shown)[:5] == ["id", "url", "site", "title", "subtitle"]


def test_a_damaged_version_says_so(path: Path, reading: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("UPDATE version_contents SET fields = '{' WHERE version_id = 1")
        writer.commit()
    with pytest.raises(NotAnArchive) as caught:
        find_article(reading, "1")
    assert "check" in caught.value.hint


def test_counting_tags_reads_no_article(archive: Archive) -> None:
    archive.save([visit()])
    rows = archive.connection.execute(
        "EXPLAIN QUERY PLAN SELECT tag_id, substr(published_at, 1, 7), count(*) "
        "FROM article_tags WHERE tag_id = 1 GROUP BY 2"
    )
    assert rows.fetchone()[3] == "SEARCH article_tags USING PRIMARY KEY (tag_id=?)"
    rows = archive.connection.execute("EXPLAIN QUERY PLAN SELECT * FROM tag_counts")
    tables = {step.split()[1] for (_, _, _, step) in rows if step.startswith(("SCAN", "SEARCH"))}
    assert tables <= {"article_tags", "n", "g", "s", "tag_counts"}
    rows = archive.connection.execute(
        "EXPLAIN QUERY PLAN SELECT month, articles FROM tags_by_month WHERE tag = 'energy'"
    )
    steps = [row[3] for row in rows]
    assert any(step.startswith("SEARCH x USING PRIMARY KEY (tag_id=?") for step in steps)


def test_an_article_is_looked_up_by_index_alone(archive: Archive) -> None:
    """As planned without statistics; with those of a tiny archive a scan may be cheapest."""
    archive.save([visit()])
    connection = archive.connection
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    find_article(connection, ONE)
    find_article(connection, "1")
    with pytest.raises(NothingFound):
        find_article(connection, f"{BASE}/none")
    connection.set_trace_callback(None)
    steps = [
        row[3]
        for sql in statements
        if sql.lstrip().startswith("SELECT") and "count(*)" not in sql
        for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert len(steps) > 20
    scans = {step for step in steps if step.startswith("SCAN")}
    walked = ("article_search", "(subquery")  # the words; rows that are at hand
    assert {step for step in scans if not any(name in step for name in walked)} == set()


def test_articles_come_one_at_a_time(reading: sqlite3.Connection) -> None:
    articles = list_articles(reading, words="hydrogen")
    assert iter(articles) is articles
    assert {article["id"] for article in articles} == {1, 2}
    assert [one["id"] for one in list_articles(reading, limit=1)] == [2]
    assert list(list_articles(reading, words="nowhere")) == []
    assert list(list_articles(reading, words="😀")) == []


def test_a_query_gives_columns_and_rows(reading: sqlite3.Connection) -> None:
    columns, rows = run_query(
        reading, "SELECT id, url AS address FROM articles WHERE id = ?", parameters=[1]
    )
    assert (columns, rows) == (["id", "address"], [(1, ONE)])
    assert len(run_query(reading, "SELECT * FROM articles", limit=1)[1]) == 1
    assert run_query(reading, "SELECT :a", parameters={"a": 5})[1] == [(5,)]


@pytest.mark.parametrize(
    "sql",
    [
        "WITH x(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM x WHERE n < 5) SELECT n FROM x",
        "EXPLAIN QUERY PLAN SELECT * FROM articles",
        "PRAGMA table_info(articles)",
        "PRAGMA user_version",
        "SELECT name FROM pragma_table_info('articles')",
        "SELECT rowid FROM article_search WHERE article_search MATCH 'skane' ORDER BY rank",
        "SELECT snippet(article_search, 3, '[', ']', '…', 8) FROM article_search('hydrogen')",
        "SELECT highlight(article_search, 0, '', '') FROM article_search('skane')",
        "SELECT sql FROM sqlite_master",
        "VALUES (1)",
        "SELECT 1;",
        "-- a remark\nSELECT 1",
        "SELECT group_concat(label, ', ') FROM tags",
        "SELECT json_extract(fields, '$.title') FROM version_contents",
        "SELECT value FROM version_contents, json_each(fields, '$.tags')",
    ],
)
def test_any_reading_statement_may_be_asked(reading: sqlite3.Connection, sql: str) -> None:
    assert run_query(reading, sql)[1]


FORBIDDEN = [
    "DELETE FROM articles",
    "UPDATE articles SET title = ''",
    "INSERT INTO sites VALUES (9, '', '', '', '')",
    "DROP TABLE articles",
    "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x (a)",
    "CREATE VIEW x AS SELECT 1",
    "ALTER TABLE articles RENAME TO x",
    "ATTACH 'other.db' AS other",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO 'copy.db'",
    "REINDEX",
    "ANALYZE",
    "BEGIN",
    "COMMIT",
    "SAVEPOINT x",
    "PRAGMA user_version = 99",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA wal_checkpoint",
    "PRAGMA trusted_schema = ON",
    "PRAGMA database_list",
    "SELECT load_extension('x')",
    "SELECT writefile('x', 'y')",
    "INSERT INTO article_search(article_search) VALUES ('rebuild')",
    "WITH x AS (SELECT 1) DELETE FROM articles",
    "SELECT 1; DELETE FROM articles",
    "SELECT 1; SELECT 2",
    "",
    "   ",
    "-- nothing",
    "SELEC 1",
    "SELECT nonsense",
    "UPDATE sqlite_master SET type = 'x'",
    "UPDATE sqlite_master SET type = 'x' WHERE name = 'articles'",
    "SELECT * FROM nowhere",
    "SELECT 'open",
    "SELECT ?",
    "SELECT 1\0",
    "SELECT '\ud800'",
]


@pytest.mark.parametrize("writable", [False, True], ids=["reader", "writer"])
def test_a_query_can_do_nothing_but_read(
    path: Path, reading: sqlite3.Connection, tmp_path: Path, writable: bool
) -> None:
    with Archive.open(path) as archive:
        connection = archive.connection if writable else reading
        before = "\n".join(archive.connection.iterdump())
        for sql in FORBIDDEN:
            with pytest.raises(BadQuery):
                run_query(connection, sql)
        assert "\n".join(archive.connection.iterdump()) == before
        # What the query was held by is lifted again.
        assert connection.execute("PRAGMA database_list").fetchone()
        if writable:
            archive.save([visit(at=LATER, title="Still writable")])
    names = {file.name.removeprefix("news.db") for file in tmp_path.iterdir()}
    assert names <= {"", "-wal", "-shm"}


def test_a_refusal_says_what_sqlite_said(reading: sqlite3.Connection) -> None:
    with pytest.raises(BadQuery, match="no such column: nonsense") as caught:
        run_query(reading, "SELECT nonsense FROM articles")
    assert "schema_comments" in caught.value.hint
    with pytest.raises(BadQuery) as caught:
        run_query(reading, "DELETE FROM articles")
    assert "only read" in caught.value.hint


ENDLESS = "WITH RECURSIVE x(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM x) SELECT count(*) FROM x"


def test_a_query_ends_when_its_time_is_over(reading: sqlite3.Connection) -> None:
    began = time.monotonic()
    with pytest.raises(BadQuery, match=r"longer than 0\.1 s"):
        run_query(reading, ENDLESS, seconds=0.1)
    assert time.monotonic() - began < 5
    assert run_query(reading, "SELECT 1")[1] == [(1,)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT length(randomblob(900000000))",
        "SELECT hex(zeroblob(400000000))",
        "SELECT replace(hex(zeroblob(8000000)), '0', 'xxxxxxxx')",
        "WITH RECURSIVE x(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM x) "
        "SELECT zeroblob(10000000) FROM x",
    ],
)
def test_a_query_cannot_fill_the_memory(reading: sqlite3.Connection, sql: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadQuery):
        run_query(reading, sql)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 300_000


def test_every_view_can_be_read_under_the_safe_settings(reading: sqlite3.Connection) -> None:
    views = reading.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    assert views
    for (name,) in views:
        reading.execute(f"SELECT * FROM {name}").fetchall()
