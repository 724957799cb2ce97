"""``explain``: how one value is known, for people and for programs."""

from __future__ import annotations

import pytest

from archive.records import Evidence
from archive.store import Archive
from tests.archive.making import LATER, visit
from tests.command import Command

EVIL = "\x1b[2Jboo\u202e"
EVIDENCE = (
    Evidence("title", "json-ld", "headline", EVIL, 0.9),
    Evidence("title", "text", "h1", "Another", 0.4, chosen=False),
)


@pytest.fixture
def filled(clusternews: Command) -> Command:
    with Archive.open(clusternews.archive) as archive:
        archive.save([visit(), visit(at=LATER, title=f"New {EVIL}", evidence=EVIDENCE)])
        archive.correct(1, "language", "sv", "read by a person")
    return clusternews


def test_a_value_and_how_it_is_known(filled: Command) -> None:
    out = filled("explain", "1", "title").out
    for words in (
        "json-ld (a JSON-LD statement of the page) at headline, 0.90 sure",
        "not taken  text",
        "http of 2026-03-02T10:00:00+00:00",
        "history  2026-03-01T10:00:00+00:00 (version",
        "): Skåne opens a cluster",
        "        sha256  ",
    ):
        assert words in out
    assert "\x1b" not in out and "\u202e" not in out
    assert filled("explain", "1", "title", "--json").json()["value"] == f"New {EVIL}"


def test_a_correction_and_a_value_that_is_not_there(filled: Command) -> None:
    assert "put in by hand" in filled("explain", "1", "language").out
    out = filled("explain", "1", "modified_at").out
    assert "no value" in out
    assert "Agenda" in filled("explain", "1", "attachments").out


def test_misuse(filled: Command) -> None:
    ended = filled("explain", "1", "titel")
    assert (ended.code, "title" in ended.err) == (2, True)
    assert filled("explain", "99", "title").code == 1
