"""Archives of earlier schemas: opened, brought up to date, and answering as before."""

from __future__ import annotations

import json
import lzma
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.backup import back_up
from archive.errors import NotAnArchive
from archive.opening import SCHEMA_VERSION, open_reading
from archive.records import Severity
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, visit
from tests.archive.old.make import answers

ROOT = Path(__file__).parents[2]
OLD = Path(__file__).parent / "old"
SCHEMAS = range(1, SCHEMA_VERSION)


@pytest.fixture(params=SCHEMAS, ids=lambda number: f"schema{number}")
def schema(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture
def old(schema: int, path: Path) -> Path:
    """An archive of an earlier schema."""
    path.write_bytes(lzma.decompress((OLD / f"schema{schema}.db.xz").read_bytes()))
    return path


def answers_of_then(schema: int) -> dict[str, Any]:
    said = json.loads(lzma.decompress((OLD / f"schema{schema}.json.xz").read_bytes()))
    assert isinstance(said, dict)
    return said


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return list(connection.iterdump())


def missing(then: Any, now: Any, where: str = "") -> list[str]:
    """Where an answer is not what it was; new keys are no difference."""
    if isinstance(then, dict) and isinstance(now, dict):
        gone = [f"{where}.{key}: gone" for key in then.keys() - now.keys()]
        both = [missing(then[key], now[key], f"{where}.{key}") for key in then.keys() & now.keys()]
        return gone + [one for found in both for one in found]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        pairs = enumerate(zip(then, now, strict=True))
        return [one for at, (a, b) in pairs for one in missing(a, b, f"{where}[{at}]")]
    # An earlier capture that came in later did not count before version 3.
    if where.endswith(".first_seen_at") and now < then:
        return []
    return [] if then == now else [f"{where}: {then!r} became {now!r}"]


def test_there_is_an_archive_of_each_earlier_schema(schema: int, old: Path) -> None:
    assert version_of(old) == schema
    assert set(OLD.glob("*.xz")) == {
        OLD / f"schema{number}.{kind}.xz" for number in SCHEMAS for kind in ("db", "json")
    }


def test_a_reader_is_told_what_brings_it_up_to_date(schema: int, old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(NotAnArchive, match=f"has schema {schema}; .* {SCHEMA_VERSION}") as caught:
        open_reading(old)
    assert "up to date" in caught.value.hint
    assert old.read_bytes() == before


def test_it_can_be_backed_up_before(schema: int, old: Path, tmp_path: Path) -> None:
    made = back_up(old, tmp_path / "before.db")
    assert version_of(made.path) == schema
    assert sorted(rows(made.path)) == sorted(rows(old))
    assert made.articles == len(answers_of_then(schema)["articles"])


def test_it_answers_as_it_did(schema: int, old: Path) -> None:
    then = answers_of_then(schema)
    Archive.open(old).close()
    assert version_of(old) == SCHEMA_VERSION
    now = answers(old)
    assert then["status"].pop("archive_bytes") > 0
    # The latest runs were asked for in no order before version 4.
    then["status"].pop("last_run")
    then["status"]["runs"].sort(key=lambda run: -run["id"])
    assert missing(then, now) == []
    with closing(open_reading(old)) as connection:
        assert [one for one in check(connection) if one.severity != Severity.NOTE] == []


def test_it_is_the_same_as_a_new_archive_but_for_its_rows(old: Path, tmp_path: Path) -> None:
    Archive.open(old).close()
    Archive.open(tmp_path / "new.db").close()
    objects = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
    with closing(open_reading(old)) as one, closing(open_reading(tmp_path / "new.db")) as other:
        assert set(map(tuple, one.execute(objects))) == set(map(tuple, other.execute(objects)))


def history(path: Path, url: str) -> list[tuple[str, str, int]]:
    with closing(open_reading(path)) as connection:
        found = connection.execute(
            "SELECT substr(at, 6, 5), state, version FROM article_history "
            "WHERE url = ? AND replaced_at IS NULL ORDER BY at",
            (url,),
        )
        return [tuple(row) for row in found]


def test_what_was_saved_has_a_history(old: Path, schema: int) -> None:
    Archive.open(old).close()
    assert history(old, f"{BASE}/news/0") == [
        ("03-01", "live", 1),
        ("03-02", "live", 2),
        ("03-03", "live", 3),
        ("03-04", "live", 4),
    ]
    # The code of version 4 takes an article for gone when a second run does not find it.
    withdrawn = [("03-02", "gone", 1)] if schema < 4 else []
    returned = [("03-04", "live", 1)] if 1 < schema < 4 else []
    assert history(old, f"{BASE}/news/3") == [("03-01", "live", 1), *withdrawn, *returned]
    assert history(old, f"{BASE}/news/1") == [("03-01", "live", 1)]
    assert [state for _, state, _ in history(old, f"{BASE}/news/5")][:2] == ["live", "live"]
    with closing(open_reading(old)) as connection:
        without = "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM changes h "
        assert connection.execute(without + "WHERE h.article_id = a.id)").fetchone()[0] == 0


def test_how_each_date_is_known_is_noted(old: Path, schema: int) -> None:
    Archive.open(old).close()
    with closing(open_reading(old)) as connection:
        sql = "SELECT substr(url, instr(url, '/dated/') + 7), dated FROM articles"
        known = connection.execute(sql + " WHERE dated IS NOT NULL").fetchall()
    due = {"json-ld": "json-ld", "url": "hand", "absent": "absent", "not_in_form": "not_in_form"}
    assert dict(map(tuple, known)) == (due if schema > 3 else {})


def test_it_takes_new_pages(old: Path) -> None:
    with Archive.open(old) as archive:
        saved = archive.save([visit(f"{BASE}/news/new"), visit(f"{BASE}/news/2", at="2026-04-01")])
        assert [one.outcome for one in saved] == ["new", "unchanged"]
        damage = [one for one in check(archive.connection) if one.severity != Severity.NOTE]
        assert damage == []


def test_an_empty_archive_is_brought_up_to_date(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        triggers_and_tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%' "
            "AND name NOT LIKE 'sqlite%' AND name NOT IN ('_sqlite_migrations', 'schema_comments')"
        ).fetchall()
        for (table,) in triggers_and_tables:
            connection.execute(f"DELETE FROM {table}")
        connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
        connection.commit()
    with Archive.open(old) as archive:
        archive.save([visit()])


#: Ends itself by SIGKILL before the first statement of a migration that begins so.
KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
import archive.store
connect = sqlite3.connect
class Mortal(sqlite3.Connection):
    begun = False
    def execute(self, sql, *words):
        self.begun = self.begun or sql == "BEGIN IMMEDIATE"
        if self.begun and sql.strip().startswith(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(sql, *words)
archive.store.sqlite3.connect = lambda *a, **k: connect(*a, factory=Mortal, **k)
archive.store.Archive.open(Path(sys.argv[1]))
"""


@pytest.mark.parametrize(
    "statement",
    ["ALTER TABLE articles ADD COLUMN dated", "UPDATE articles SET dated", "COMMIT"],
)
def test_a_migration_killed_midway_leaves_the_old_archive(
    schema: int, old: Path, statement: str
) -> None:
    before = rows(old)
    command = [sys.executable, "-c", KILLED, str(old), statement]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (version_of(old), rows(old)) == (schema, before)
    Archive.open(old).close()
    assert missing(answers_of_then(schema)["show"], answers(old)["show"]) == []
