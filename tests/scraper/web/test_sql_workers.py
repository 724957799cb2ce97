"""Any SQL of whoever sits at the browser: it reads, it ends, and it takes nothing along."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from archive.errors import ArchiveMissing, BadQuery
from archive.free_sql import TookTooLong
from scraper.web.sql_worker import BOUNDS, Task
from scraper.web.sql_workers import SqlWorkers
from tests.archive.making import visit
from tests.fresh import fresh

COUNTING = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n{limit}) "
ENDLESS = COUNTING.format(limit="") + "SELECT max(x) FROM n"

#: What would write, look elsewhere or change how the archive is read.
WRITING = (
    "DELETE FROM articles",
    "UPDATE articles SET title = 'x'",
    "INSERT INTO sites (name) VALUES ('x')",
    "REPLACE INTO sites (name) VALUES ('x')",
    "DROP TABLE articles",
    "CREATE TABLE t (x)",
    "CREATE TEMP TABLE t (x)",
    "CREATE VIRTUAL TABLE t USING fts5(x)",
    "ALTER TABLE articles RENAME TO a",
    "WITH a AS (SELECT 1) DELETE FROM articles",
    "EXPLAIN DELETE FROM articles",
    "ATTACH '{folder}/other.db' AS other",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO '{folder}/copy.db'",
    "REINDEX",
    "ANALYZE",
    "BEGIN IMMEDIATE",
    "SAVEPOINT a",
    "COMMIT",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA user_version = 9",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA hard_heap_limit = 9999999999",
    "PRAGMA temp_store_directory = '{folder}'",
    "PRAGMA database_list",
    "SELECT load_extension('{folder}/x.so')",
    "SELECT writefile('{folder}/written', 'x')",
    "SELECT readfile('/etc/passwd')",
    "SELECT edit('x', 'touch {folder}/written')",
    "SELECT fts3_tokenizer('simple')",
    "INSERT INTO article_search (article_search) VALUES ('rebuild')",
    "INSERT INTO article_search (article_search, rank) VALUES ('automerge', 9)",
    "SELECT 1; DELETE FROM articles",
    "",
    "-- nothing",
)
SECRET = (
    "SELECT * FROM secrets",
    "SELECT count(*) FROM Secrets",
    "SELECT 1 FROM main.[SECRETS]",
    "SELECT (SELECT group_concat(value) FROM secrets)",
    "SELECT a.id FROM articles a JOIN secrets ON 1",
    "WITH s AS (SELECT value FROM secrets) SELECT * FROM s",
)
#: What would take all memory.
FLOODS = (
    "SELECT randomblob(900000000)",
    "SELECT hex(zeroblob(15000000))",
    "SELECT " + ", ".join(["randomblob(8000000)"] * 60),
    "SELECT " + ", ".join(["hex(zeroblob(7000000))"] * 60),
    "SELECT replace(hex(zeroblob(7000000)), '0', 'aaaaaaaa')",
    COUNTING.format(limit=" LIMIT 1000") + "SELECT hex(randomblob(500000)) FROM n",
    COUNTING.format(limit="") + "SELECT group_concat(x || hex(zeroblob(999))) FROM n",
    COUNTING.format(limit="") + "SELECT json_group_array(x) FROM n",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workers") / "news.db"
    with fresh(path) as archive:
        archive.save([visit()])
    return path


@pytest.fixture(scope="module")
def workers(path: Path) -> Iterator[SqlWorkers]:
    started = SqlWorkers(path, 2)
    yield started
    started.close()


def ask(workers: SqlWorkers, sql: str, seconds: float = 5.0) -> list[tuple[object, ...]]:
    return workers.ask(Task(sql, (), 1000, seconds))[1]


def digests(path: Path) -> dict[str, str]:
    """Of every file beside the archive but the one in which readers mark that they read."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in path.parent.iterdir()
        if not file.name.endswith("-shm")
    }


def test_columns_rows_and_values(workers: SqlWorkers) -> None:
    columns, rows = workers.ask(Task("SELECT id, :x AS x FROM articles", {"x": "a"}, 9, 5.0))
    assert (columns, rows) == (["id", "x"], [(1, "a")])
    assert workers.ask(Task("SELECT ?", ("b",), 9, 5.0))[1] == [("b",)]


def test_at_most_so_many_rows(workers: SqlWorkers) -> None:
    endless = COUNTING.format(limit="") + "SELECT x FROM n"
    assert workers.ask(Task(endless, (), 3, 5.0))[1] == [(1,), (2,), (3,)]


def test_nothing_writes_or_reaches_out(workers: SqlWorkers, path: Path) -> None:
    ask(workers, "SELECT 1")
    before = digests(path)
    for sql in WRITING:
        with pytest.raises(BadQuery):
            ask(workers, sql.format(folder=path.parent))
    assert digests(path) == before
    assert ask(workers, "SELECT count(*) FROM articles") == [(1,)]


@pytest.mark.parametrize("sql", SECRET)
def test_keys_are_not_shown(workers: SqlWorkers, sql: str) -> None:
    with pytest.raises(BadQuery, match=r"prohibited|not authorized"):
        ask(workers, sql)


def test_what_makes_too_much_is_refused_and_the_memory_given_back(workers: SqlWorkers) -> None:
    for sql in FLOODS:
        with pytest.raises(BadQuery):
            ask(workers, sql, seconds=1.0)
    assert ask(workers, "SELECT 1") == [(1,)]


def test_what_takes_too_long_ends_and_the_process_stays(workers: SqlWorkers) -> None:
    with pytest.raises(TookTooLong, match=r"0\.1 s"):
        ask(workers, ENDLESS, seconds=0.1)
    assert ask(workers, "SELECT 1") == [(1,)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT instr(hex(zeroblob(3000000)), hex(zeroblob(1000000)) || 'x')",
        "SELECT printf('%.*c', 2000000000, 'x')",
    ],
)
def test_one_function_that_does_not_end_is_ended_with_its_process(
    workers: SqlWorkers, sql: str
) -> None:
    """SQLite looks at no clock within a function."""
    with pytest.raises(TookTooLong):
        ask(workers, sql, seconds=0.1)
    assert ask(workers, "SELECT 1") == [(1,)]


def test_one_that_runs_long_holds_up_no_other(path: Path) -> None:
    workers = SqlWorkers(path, 2)
    ended = threading.Event()

    def long() -> None:
        with suppress(BadQuery):
            ask(workers, ENDLESS, seconds=30.0)
        ended.set()

    thread = threading.Thread(target=long)
    thread.start()
    assert ask(workers, "SELECT count(*) FROM articles") == [(1,)]
    assert not ended.is_set()
    workers.close()
    thread.join()


def test_closed_ones_end_at_once_and_answer_no_more(path: Path) -> None:
    workers = SqlWorkers(path, 1)
    ask(workers, "SELECT 1")
    workers.close()
    with pytest.raises(BadQuery, match="ending"):
        ask(workers, "SELECT 1")


def test_what_is_wrong_with_the_file_is_no_fault_of_the_query(tmp_path: Path) -> None:
    workers = SqlWorkers(tmp_path / "none.db", 1)
    with pytest.raises(ArchiveMissing):
        ask(workers, "SELECT 1")
    workers.close()


def test_words_are_no_syntax_of_the_index(workers: SqlWorkers) -> None:
    sql = "SELECT article_id FROM article_texts WHERE article_id IN (SELECT rowid FROM"
    sql += " article_search WHERE article_search MATCH escape_fts(:words))"
    for words, found in (("hydrogen", 1), ('"', 0), ("NEAR(", 0), ("title:hydrogen", 0), ("", 0)):
        assert len(workers.ask(Task(sql, {"words": words}, 9, 5.0))[1]) == found, words


def test_the_bounds_leave_room_for_the_largest_text() -> None:
    """A body of a page has at most 8 MiB (row 25 of docs/reliability.md)."""
    assert BOUNDS.value_bytes > 8 * 2**20
    assert BOUNDS.closed == {"secrets"}
