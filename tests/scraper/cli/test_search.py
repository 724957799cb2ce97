"""``search`` on the command line: hits on stdout, talk on stderr, everything as JSON too."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.facets import DIMENSIONS
from archive.records import Label, Tag
from archive.store import Archive
from tests.archive.making import BASE, visit
from tests.command import Command

HOSTILE = "\x1b[31mred\u202e \U0001f600 '; DROP TABLE articles; --"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "news.db"
    steel, coal = Tag("Steel", "steel"), Tag("Coal", "coal")
    with Archive.open(path) as archive:
        archive.save(
            [
                visit(f"{BASE}/1", title="One", tags=(steel, coal), published_at="2016-08-04"),
                visit(f"{BASE}/2", title="Two", tags=(steel,), published_at="2016-09-01"),
                visit(f"{BASE}/3", title="Three", tags=(), published_at=None),
                visit(f"{BASE}/4", title=HOSTILE, labels=(Label(HOSTILE),), language="fr"),
            ]
        )
    return path


@pytest.fixture
def command(path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(path, capsys)


def test_repeated_filters(command: Command) -> None:
    both = command("search", "--tag", "steel", "--tag", "coal", "--json").json()
    assert [hit["title"] for hit in both["hits"]] == ["One"]
    either = command("search", "--language", "fr", "--language", "en", "--count")
    assert either.out == "4\n"
    assert command("search", "--no-date", "--count").out == "1\n"
    assert command("search", "--state", "gone").code == 1
    assert command("search", "--state", "dead").code == 2


def test_pages_of_hits(command: Command) -> None:
    pages = [
        command("search", "hydrogen", "--limit", "1", "--offset", offset, "--json").json()
        for offset in "01234"
    ]
    assert {page["total"] for page in pages} == {4}
    ids = [hit["id"] for page in pages for hit in page["hits"]]
    assert sorted(ids) == [1, 2, 3, 4]


def test_facets_and_months_as_json(command: Command) -> None:
    words = ("search", "hydrogen", "--tag", "steel", "--facets", "--months")
    shown = command(*words, "--json").json()
    assert (shown["total"], shown["ranked"], len(shown["hits"])) == (2, None, 2)
    facets = shown["facets"]
    assert tuple(facets) == (*DIMENSIONS, "month")
    assert facets["site"] == [{"value": "example", "articles": 2}]
    assert facets["tag"] == [{"value": "Steel", "articles": 2}, {"value": "Coal", "articles": 1}]
    assert [one["value"] for one in facets["month"]] == ["2016-08", "2016-09"]
    counted = command(*words, "--count", "--json").json()
    assert counted == {"total": 2, "facets": facets}


def test_facets_are_printed_below_the_hits(command: Command) -> None:
    ended = command("search", "hydrogen", "--facets", "--months")
    assert ended.code == 0
    assert "4 articles, 4 shown" in ended.err
    assert "\nmonth\n       1  (none)\n" in ended.out
    assert "\x1b" not in ended.out.replace("\\x1b", "")
    assert "\\x1b[31mred" in ended.out
    assert "\u202e" not in ended.out


def test_only_numbers_on_demand(command: Command) -> None:
    ended = command("search", "hydrogen", "--count", "--months")
    assert ended.out.startswith("4\n\nmonth\n")
    assert ended.err == ""


def test_of_very_many_matches_the_summary_says_which_were_ranked(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.search.MOST_RANKED", 2)
    ended = command("search", "hydrogen")
    assert "4 articles, 2 shown, the best of the last 2 of them" in ended.err
    assert command("search", "hydrogen", "--json").json()["ranked"] == 2


def test_nothing_found(command: Command) -> None:
    ended = command("search", "nowhere", "--facets", "--json")
    assert ended.code == 1
    assert ended.json()["facets"]["tag"] == []
