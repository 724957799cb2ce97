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


@pytest.fixture
def filled(path: Path) -> Path:
    with Archive.open(path) as archive:
        archive.save([visit(f"{BASE}/{number}") for number in range(3)])
        archive.save([visit(f"{BASE}/0", at=LATER, title="Changed", body_text="Quite other.")])
        archive.save([visit(f"{BASE}/1", at=LATER, form=Form.PRINT, tags=())])
        archive.save([gone(f"{BASE}/2", at=LATER)])
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


def test_flipped_bits_of_bodies_and_texts_are_found(filled: Path) -> None:
    """Flips in the file itself, where SQLite's own check sees one in twenty-five."""
    chance = random.Random(41)
    whole = filled.read_bytes()
    needles = (b"Quite other.", b"The second one names hydrogen", b"Smart Specialisation")
    places = [(start, len(needle)) for needle in needles for start in occurrences(whole, needle)]
    assert len(places) > 10
    missed = []
    for start, length in places:
        flipped = bytearray(whole)
        place = start + chance.randrange(length)
        flipped[place] ^= 1 << chance.randrange(7)
        filled.write_bytes(flipped)
        if not codes(filled):
            missed.append(place)
    filled.write_bytes(whole)
    # Evidence and tags' own rows carry no digest; all else does.
    assert len(missed) <= len(places) // 5


def occurrences(whole: bytes, needle: bytes) -> Iterator[int]:
    start = whole.find(needle)
    while start >= 0:
        yield start
        start = whole.find(needle, start + 1)


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
