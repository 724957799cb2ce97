"""``reread`` and ``edit`` at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.lock import hold
from tests.command import Command

PAGE = Path(__file__).parents[2] / "pages" / "drupal7" / "003.html"


@pytest.fixture
def kept(clusternews: Command) -> Command:
    """An archive with one article."""
    assert clusternews("ingest", PAGE, "--site", "eccp").code == 0
    return clusternews


def test_what_was_just_read_reads_the_same(kept: Command) -> None:
    before = kept.archive.read_bytes()
    ended = kept("reread", "eccp")
    assert (ended.code, ended.out) == (0, "")
    assert "1 captures were read by these very rules" in ended.err
    every = kept("reread", "--all")
    assert "1 captures of 1 articles read: 0 differ" in every.err
    assert kept.archive.read_bytes() == before


def test_a_correction_is_marked_kept_and_taken_back(kept: Command) -> None:
    title = kept("show", "1", "--json").json()["title"]
    ended = kept("edit", "1", "title", "Better", "--why", "as printed on the poster")
    assert (ended.code, ended.err.strip()) == (0, "article 1: title is Better")
    assert kept("reread", "--apply").code == 0
    shown = kept("show", "1", "--json").json()
    assert shown["title"] == "Better"
    assert next(row["method"] for row in shown["evidence"] if row["field"] == "title") == "hand"
    assert "as printed on the poster" in kept("show", "1").out
    assert kept("edit", "1", "title", "--undo").code == 0
    assert kept("show", "1", "--json").json()["title"] == title
    assert kept("check").code == 0


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("authors", "Ana Silva; Bo Ek", ["Ana Silva", "Bo Ek"]),
        ("published_at", "2016-08-04", "2016-08-04"),
        ("labels", "", []),
        ("language", "FR", "fr"),
        ("event_dates", "2016-09-01; 2016-08-01", ["2016-08-01", "2016-09-01"]),
    ],
)
def test_values_of_every_kind(kept: Command, field: str, value: str, expected: object) -> None:
    given = [value] if value else ["--none"]
    assert kept("edit", "1", field, *given, "--why", "seen").code == 0
    assert kept("show", "1", "--json").json()[field] == expected


def test_a_tag_of_the_platform_is_that_tag(kept: Command) -> None:
    tag = kept("show", "1", "--json").json()["tags"][0]
    assert kept("edit", "1", "tags", f"{tag['label'].upper()}; Brand new", "--why", "x").code == 0
    tags = kept("show", "1", "--json").json()["tags"]
    assert tags[0] == tag
    assert tags[1] == {"label": "Brand new", "slug": "brand-new", "path": None}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("edit", "1", "title", "x"), "needs its reason"),
        (("edit", "1", "title", "--why", "x"), "give one of"),
        (("edit", "1", "title", "x", "--none", "--why", "x"), "give one of"),
        (("edit", "1", "titel", "x", "--why", "x"), "did you mean 'title'"),
        (("edit", "1", "title", "--none", "--why", "x"), "an article needs its title"),
        (("edit", "1", "published_at", "in spring", "--why", "x"), "is no date"),
        (("edit", "1", "published_at", "2016-08-04T10:00", "--why", "x"), "with its zone"),
        (("edit", "1", "language", "english", "--why", "x"), "two letters"),
        (("reread", "--field", "titel"), "did you mean 'title'"),
        (("reread", "--since", "yesterday"), "is no day"),
    ],
)
def test_mistakes_are_named_and_change_nothing(
    kept: Command, words: tuple[str, ...], said: str
) -> None:
    before = kept.archive.read_bytes()
    ended = kept(*words)
    assert ended.code == 2
    assert said in ended.err
    assert kept.archive.read_bytes() == before


@pytest.mark.parametrize(
    "words", [("edit", "99", "title", "x", "--why", "x"), ("reread", "nobody")]
)
def test_what_is_not_there_is_named(kept: Command, words: tuple[str, ...]) -> None:
    assert kept(*words).code == 1


def test_a_held_archive_is_left_alone(kept: Command) -> None:
    with hold(kept.archive):
        assert kept("reread", "--apply").code == 75
        assert kept("edit", "1", "title", "x", "--why", "y").code == 75


def test_without_an_archive_none_is_made(clusternews: Command) -> None:
    assert clusternews("reread", "--apply").code == clusternews("show", "1").code
    assert clusternews("edit", "1", "title", "x", "--why", "y").code != 0
    assert not clusternews.archive.exists()
