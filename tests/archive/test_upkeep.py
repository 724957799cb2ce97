"""The check: finds what was changed behind the archive's back, and nothing else."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.opening import open_reading
from archive.records import Form, Severity
from archive.store import Archive
from archive.upkeep import check, library_findings
from tests.archive.making import BASE, LATER, gone, visit


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "news.db"
    with Archive.open(path) as archive:
        archive.save([visit(f"{BASE}/{number}") for number in range(3)])
        archive.save([visit(f"{BASE}/0", at=LATER, title="Changed", body_text="Quite other.")])
        archive.save([visit(f"{BASE}/1", at=LATER, form=Form.PRINT, tags=())])
        archive.save([gone(f"{BASE}/2", at=LATER)])
    return path.read_bytes()


@pytest.fixture
def filled(whole: bytes, path: Path) -> Path:
    path.write_bytes(whole)
    return path


def codes(path: Path) -> list[str]:
    """Codes of the findings that are damage."""
    with closing(open_reading(path)) as connection:
        return [one.code for one in check(connection) if one.severity != Severity.NOTE]


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_sound_archive_has_no_findings(filled: Path) -> None:
    assert codes(filled) == []


def test_checking_changes_nothing(filled: Path) -> None:
    before = filled.read_bytes()
    codes(filled)
    assert filled.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE bodies SET content = zeroblob(length(content)) WHERE id = 1", "body"),
        ("UPDATE bodies SET content = substr(content, 1, 20) WHERE id = 1", "body"),
        ("UPDATE bodies SET codec = 'lzw' WHERE id = 1", "body"),
        ("UPDATE bodies SET size = size - 1 WHERE id = 1", "body"),
        ("UPDATE article_texts SET body_text = 'Quite othes.' WHERE article_id = 1", "version"),
        ("UPDATE article_texts SET body_html = NULL WHERE article_id = 1", "version"),
        ("UPDATE article_texts SET summary = NULL WHERE article_id = 1", "rows"),
        (
            "UPDATE version_contents SET body_text = body_text || 'x' WHERE version_id = 1",
            "version",
        ),
        ("UPDATE version_contents SET fields = replace(fields, 'EU', 'UE')", "version"),
        ("UPDATE version_contents SET fields = '{}'", "version"),
        ("DELETE FROM version_contents WHERE version_id = 1", "version"),
        ("UPDATE versions SET content_sha256 = '' WHERE id = 1", "version"),
        ("UPDATE versions SET title = '' WHERE id = 1", "version"),
        ("UPDATE articles SET title = 'x' WHERE id = 1", "rows"),
        ("UPDATE articles SET published_month = NULL WHERE id = 1", "rows"),
        ("DELETE FROM links WHERE article_id = 1", "rows"),
        ("UPDATE contacts SET email = 'x' WHERE article_id = 1", "rows"),
        ("DELETE FROM article_tags WHERE article_id = 1", "rows"),
        ("UPDATE article_tags SET published_at = '' WHERE article_id = 1", "rows"),
        ("UPDATE people SET name = 'x'", "rows"),
        ("DELETE FROM versions WHERE article_id = 1 AND number = 2", "no_version"),
        ("DELETE FROM article_texts WHERE article_id = 1", "version"),
        ("DELETE FROM captures WHERE id = 1", "reference"),
        ("DELETE FROM sites", "reference"),
        ("DELETE FROM article_search_docsize WHERE id = 1", "not_indexed"),
        ("INSERT INTO article_search_docsize VALUES (99, x'00')", "indexed_alone"),
        ("INSERT INTO article_search (rowid, title) VALUES (2, 'drifted')", "index"),
        ("UPDATE article_texts SET title = 'drifted' WHERE article_id = 1", "index"),
        ("UPDATE articles SET title = CAST(x'41ff' AS TEXT) WHERE id = 1", "rows"),
    ],
)
def test_what_was_changed_by_hand_is_found(filled: Path, statement: str, code: str) -> None:
    spoil(filled, statement)
    assert code in codes(filled)


def test_a_finding_says_where(filled: Path) -> None:
    spoil(filled, "UPDATE article_texts SET body_text = 'x' WHERE article_id = 2")
    with closing(open_reading(filled)) as connection:
        found = [one for one in check(connection) if one.code == "version"]
    assert [one.where for one in found] == [f"{BASE}/1 version 1"]


def test_flipped_bits_of_texts_are_found(filled: Path) -> None:
    """Flips in the file itself, where SQLite's own check sees one in twenty-five."""
    chance = random.Random(41)
    whole = filled.read_bytes()
    needles = (b"Quite other.", b"The second one names hydrogen", b"Smart Specialisation")
    places = [(start, len(needle)) for needle in needles for start in occurrences(whole, needle)]
    assert len(places) > 10
    for start, length in places:
        flipped = bytearray(whole)
        place = start + chance.randrange(length)
        flipped[place] ^= 1 << chance.randrange(7)
        filled.write_bytes(flipped)
        assert codes(filled), place
    filled.write_bytes(whole)


def occurrences(whole: bytes, needle: bytes) -> Iterator[int]:
    start = whole.find(needle)
    while start >= 0:
        yield start
        start = whole.find(needle, start + 1)


#: Columns that no index holds a second copy of, and what tells that they were changed.
TOLD_OTHERWISE = {
    "captures": "seal",
    "visits": "seal",
    "evidence": "seal of the capture",
    "removed_blocks": "seal of the capture",
    "problems": "seal of the visit",
    "removed_texts": "digest",
    "bodies": "digest",
    "dictionaries": "digest",
    "version_contents": "digest",
    "article_texts": "digest of the version",
    "articles": "the version",
    "versions": "its content",
    "breadcrumbs": "the version",
    "images": "the version",
    "links": "the version",
    "attachments": "the version",
    "contacts": "the version",
    "related": "the version",
    "event_dates": "the version",
    "article_tags": "the version",
    "article_labels": "the version",
    "article_people": "the version",
    "template_pages": "nothing: no reader sees it",
    "sketches": "nothing: no reader sees them",
}


def test_every_column_is_told_by_something(path: Path) -> None:
    Archive.open(path).close()
    with closing(open_reading(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'article_search%' AND name <> '_sqlite_migrations'"
        ).fetchall()
        for (table,) in tables:
            if table in TOLD_OTHERWISE:
                continue
            info = connection.execute(f"PRAGMA table_info({table})").fetchall()
            indexes = connection.execute(f"PRAGMA index_list({table})").fetchall()
            has_key = any(index[3] == "pk" for index in indexes)
            # A row's own number is its place in the file, which SQLite looks at.
            columns = {row[1] for row in info if has_key or not row[5]}
            held = {
                column[2]
                for index in indexes
                if index[3] != "pk"
                for column in connection.execute(f"PRAGMA index_xinfo({index[1]})").fetchall()
            }
            assert columns - held == set(), f"{table}: no second copy"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE pages SET kind = 'other' WHERE id = 1", "copy"),
        ("UPDATE page_visits SET last_visited_at = '2027-01-01' WHERE page_id = 1", "copy"),
        ("UPDATE articles SET first_seen_at = '2027-01-01' WHERE id = 1", "copy"),
        ("UPDATE articles SET state = 'gone' WHERE id = 1", "copy"),
        ("UPDATE versions SET extractor = 'x' WHERE id = 1", "copy"),
        ("UPDATE sites SET title = 'x'", "copy"),
        ("UPDATE tags SET label = 'x' WHERE id = 1", "copy"),
        ("UPDATE changes SET class = 'x'", "copy"),
        ("UPDATE changes SET noted_at = '2027-01-01'", "copy"),
        ("UPDATE captures SET url = 'x' WHERE id = 1", "seal"),
        ("UPDATE evidence SET raw = 'x' WHERE capture_id = 1", "seal"),
        ("UPDATE visits SET kind = 'x' WHERE id = 1", "seal"),
        ("UPDATE problems SET message = 'x' WHERE id = 1", "seal"),
        ("UPDATE removed_texts SET text = 'x'", "removed_text"),
        ("UPDATE article_people SET byline = 'x' WHERE article_id = 1", "rows"),
        ("UPDATE article_search_config SET v = 'bm25(1.0)' WHERE k = 'rank'", "schema"),
    ],
)
def test_what_decays_is_found(filled: Path, statement: str, code: str) -> None:
    """The row alone changes: indexes and triggers hear nothing of it."""
    with closing(sqlite3.connect(filled)) as connection:
        schema = connection.execute(
            "SELECT rowid, * FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql <> ''"
        ).fetchall()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "DELETE FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql <> ''"
        )
        connection.commit()
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute(statement)
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany(
            "INSERT INTO sqlite_master (rowid, type, name, tbl_name, rootpage, sql) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            schema,
        )
        connection.commit()
    assert code in codes(filled)


@pytest.mark.parametrize(
    ("statement", "code", "where"),
    [
        ("UPDATE changes SET version_id = 1 WHERE class <> 'first'", "history", f"{BASE}/0"),
        ("DELETE FROM changes WHERE class = 'first'", "history", f"{BASE}/0"),
        ("UPDATE captures SET version_id = 2 WHERE id = 1", "stranger", f"{BASE}/0"),
        ("DROP INDEX pages_twice", "schema", "pages_twice"),
        ("DROP TRIGGER evidence_change", "schema", "evidence_change"),
        ("DROP VIEW latest", "schema", "latest"),
        ("CREATE TRIGGER mine AFTER INSERT ON pages BEGIN SELECT 1; END", "schema", "mine"),
        ("DELETE FROM _sqlite_migrations WHERE name LIKE '0002%'", "schema", "_sqlite_migrations"),
    ],
)
def test_what_was_changed_elsewhere_is_named(
    filled: Path, statement: str, code: str, where: str
) -> None:
    spoil(filled, statement)
    with closing(open_reading(filled)) as connection:
        found = {(one.code, one.where) for one in check(connection)}
    assert (code, where) in found


def test_a_changed_view_is_named(filled: Path) -> None:
    spoil(filled, "DROP VIEW latest", "CREATE VIEW latest AS SELECT id FROM articles")
    assert codes(filled) == ["schema"]


def test_what_is_added_beside_is_noted_only(filled: Path) -> None:
    spoil(filled, "CREATE VIEW mine AS SELECT 1", "CREATE INDEX own ON pages(reason)")
    assert codes(filled) == []
    with closing(open_reading(filled)) as connection:
        assert {"mine", "own"} <= {one.where for one in check(connection)}


def test_rows_that_nothing_points_to_are_noted(filled: Path) -> None:
    spoil(
        filled, "INSERT INTO bodies SELECT 99, 'ff', size, codec, NULL, content FROM bodies LIMIT 1"
    )
    with closing(open_reading(filled)) as connection:
        assert ("orphans", "bodies") in {(one.code, one.where) for one in check(connection)}


def test_a_body_whose_dictionary_is_missing_is_refused(filled: Path) -> None:
    spoil(filled, "UPDATE bodies SET dictionary_id = 7 WHERE id = 1")
    with closing(open_reading(filled)) as connection:
        messages = [one.message for one in check(connection) if one.code == "body"]
    assert "dictionary 7" in messages[0]


def test_a_broken_page_stops_one_look_and_not_the_others(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'bodies'"
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(filled.read_bytes())
    content[(root - 1) * size : root * size] = bytes(size)
    filled.write_bytes(content)
    found = codes(filled)
    assert "structure" in found or "unreadable" in found


def test_a_check_while_a_run_writes(filled: Path) -> None:
    with Archive.open(filled) as archive, closing(open_reading(filled)) as connection:
        archive.save([visit(f"{BASE}/new")])
        assert [one for one in check(connection) if one.severity != Severity.NOTE] == []
        archive.save([visit(f"{BASE}/newer")])


@pytest.mark.parametrize(
    ("version", "notes"),
    [
        ((3, 40, 1), 1),
        ((3, 44, 5), 1),
        ((3, 44, 6), 0),
        ((3, 50, 7), 0),
        ((3, 51, 2), 1),
        ((3, 51, 3), 0),
        ((3, 54, 0), 0),
    ],
)
def test_a_library_with_a_known_fault_is_noted(version: tuple[int, int, int], notes: int) -> None:
    findings = list(library_findings(version))
    assert [one.severity for one in findings] == [Severity.NOTE] * notes
