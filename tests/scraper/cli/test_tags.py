"""``tags``: the list, one tag, what became of them; joined by the config, or apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.records import Tag
from archive.store import Archive
from tests.archive.making import LATER, visit
from tests.archive.populated import populate, url
from tests.command import Command
from tests.fresh import fresh

EVIL = "\x1b[2Jboo\u202e <script> =1+1"


@pytest.fixture
def filled(clusternews: Command) -> Command:
    with fresh(clusternews.archive) as archive:
        populate(archive)
    return clusternews


def joined(folder: Path) -> Path:
    path = folder / "joined.toml"
    path.write_text('[tags]\njoin = [["energy", "hydrogen"]]\n', encoding="utf-8")
    return path


def test_the_list(filled: Command) -> None:
    ended = filled("tags", "--json")
    assert (ended.code, [tag["slug"] for tag in ended.json()]) == (0, ["energy", "hydrogen"])
    lines = filled("tags", "--limit", "1").out.splitlines()
    assert lines[0].split("\t")[:4] == ["site", "label", "slug", "path"]
    assert "joined" not in lines[0]
    assert len(lines) == 2


def test_all_about_one_tag(filled: Command) -> None:
    shown = filled("tags", "hydrogen", "--json").json()
    assert list(shown) == ["name", "tags", "trend", "with", "changes", "lost"]
    assert shown["tags"][0]["labels"][0]["label"] == "Hydrogen"
    text = filled("tags", "hydrogen").out
    for words in ("Hydrogen (since 2026-03-01)", "articles by year:", "2018\t3", "Energy"):
        assert words in text
    assert "renamed and merged: none" in text
    assert "   first_seen_at  2026" in text
    assert "2018-02\t0" in filled("tags", "hydrogen", "--trend").out


def test_only_what_is_asked_for(filled: Command) -> None:
    shown = filled("tags", "energy", "--trend", "--json").json()
    assert list(shown) == ["name", "tags", "trend"]
    shown = filled("tags", "energy", "--with", "--limit", "1", "--json").json()
    assert [one["slug"] for one in shown["with"]] == ["hydrogen"]


def test_what_became_of_all(filled: Command) -> None:
    lost = filled("tags", "--lost", "--json").json()
    assert [one["url"] for one in lost["lost"]] == [url("b"), url("a")]
    assert "energy\tnone\tOld hydrogen" in filled("tags", "--lost").out
    ended = filled("tags", "--changes")
    assert (ended.code, "none" in ended.out) == (1, True)
    with Archive.open(filled.archive) as archive:
        archive.save([visit(url("c"), at=LATER, tags=(Tag("Clean energy", "energy"),))])
    ended = filled("tags", "--changes")
    assert ended.code == 0
    assert "Energy (energy)\tClean energy (energy)\t2026-03-02" in ended.out


def test_the_config_joins_and_apart_does_not(filled: Command, tmp_path: Path) -> None:
    config = ("--config", joined(tmp_path))
    (tag,) = filled("tags", "--json", *config).json()
    assert (tag["articles"], tag["joined"]) == (4, ["energy", "hydrogen"])
    assert "energy, hydrogen" in filled("tags", *config).out
    assert len(filled("tags", "--json", "--apart", *config).json()) == 2
    trend = filled("tags", "hydrogen", "--trend", "--json", *config).json()["trend"]
    assert sum(one["articles"] for one in trend) == 4
    search = ("search", "--tag", "Hydrogen", "--count")
    assert filled(*search).out.split() == ["3"]
    assert filled(*search, *config).out.split() == ["4"]
    assert filled(*search, "--apart", *config).out.split() == ["3"]
    query = ("query", "tag-by-month", "hydrogen", "--json")
    assert sum(row["articles"] for row in filled(*query, *config).json()) == 4


def test_misuse(filled: Command) -> None:
    for words in (("--trend",), ("--with",)):
        ended = filled("tags", *words)
        assert (ended.code, "about one tag" in ended.err) == (2, True)
    ended = filled("tags", "hydrogne")
    assert ended.code == 1
    assert "near: " in ended.err
    assert filled("tags", "--site", "nowhere").code == 1


def test_what_pages_say_cannot_take_the_terminal_over(clusternews: Command) -> None:
    with Archive.open(clusternews.archive) as archive:
        archive.save([visit(tags=(Tag(EVIL, "evil"),), title=EVIL)])
        archive.save([visit(at=LATER, tags=(), title=EVIL)])
    for words in (("tags",), ("tags", "evil"), ("tags", "--lost"), ("tags", "evil", "--json")):
        out = clusternews(*words).out
        assert "\x1b" not in out and "\u202e" not in out
