"""Renames, merges and losses of tags: told apart, with the articles that show them."""

from __future__ import annotations

import random
import sqlite3
from typing import Any

import pytest

from archive.errors import NotAnArchive
from archive.records import Tag
from archive.store import Archive
from archive.tag_card import all_changes, tag_card
from archive.tag_steps import lost_tags, tag_steps
from tests.archive.making import LATER, LATEST, TIME, gone, visit
from tests.archive.populated import ENERGY, HYDROGEN, TEXTILES, populate, url

POWER = Tag("Power", "power", "/tags/power")
COAL = Tag("Coal", "coal", "/tags/coal")
FUEL = Tag("Fuel", "fuel", "/tags/fuel")


def show(archive: Archive, at: str, **articles: tuple[Tag, ...]) -> None:
    """Saves what each article showed at a moment."""
    archive.save([visit(url(name), at=at, tags=tags) for name, tags in articles.items()])


def changes(archive: Archive) -> list[tuple[Any, ...]]:
    """Kind, slugs before, slug after, and the articles that show it."""
    return [
        (
            one["kind"],
            [tag["slug"] for tag in one["before"]],
            one["after"]["slug"],
            [article["url"].rpartition("/")[2] for article in one["articles"]],
        )
        for one in all_changes(archive.connection)["changes"]
    ]


def lost(archive: Archive) -> list[tuple[str, list[str], bool]]:
    found = all_changes(archive.connection)["lost"]
    return [(one["url"].rpartition("/")[2], one["lost"], one["all"]) for one in found]


def test_another_label_under_the_same_slug(archive: Archive) -> None:
    show(archive, TIME, a=(ENERGY,), b=(ENERGY,))
    show(archive, LATER, a=(Tag("Clean energy", "energy", "/tags/energy"),))
    (change,) = all_changes(archive.connection)["changes"]
    assert change == {
        "kind": "renamed",
        "site": "example",
        "before": [{"slug": "energy", "label": "Energy"}],
        "after": {"slug": "energy", "label": "Clean energy"},
        "since": LATER,
        "until": LATER,
        "articles": [{"id": 1, "url": url("a"), "from": TIME, "to": LATER}],
    }
    assert lost(archive) == []
    card = tag_card(archive.connection, "energy")
    assert card["tags"][0]["labels"] == [
        {"label": "Energy", "first_seen_at": TIME},
        {"label": "Clean energy", "first_seen_at": LATER},
    ]
    assert tag_card(archive.connection, "ENERGY", parts=())["tags"][0]["label"] == "Clean energy"


def test_a_label_that_only_new_articles_show_is_a_rename_without_articles(
    archive: Archive,
) -> None:
    show(archive, TIME, a=(ENERGY,))
    show(archive, LATER, b=(Tag("Clean energy", "energy", "/tags/energy"),))
    assert changes(archive) == [("renamed", ["energy"], "energy", [])]


def test_one_slug_in_the_place_of_another(archive: Archive) -> None:
    show(archive, TIME, a=(COAL, ENERGY), b=(COAL,), c=(ENERGY,))
    show(archive, LATER, a=(FUEL, ENERGY))
    show(archive, LATEST, b=(FUEL,), c=(ENERGY,))
    assert changes(archive) == [("renamed", ["coal"], "fuel", ["a", "b"])]
    assert lost(archive) == []
    card = tag_card(archive.connection, "coal")
    assert card["tags"][0]["articles"] == 0
    assert card["tags"][0]["last_seen_at"] == TIME
    assert [one["until"] for one in card["changes"]] == [LATEST]
    assert len(tag_card(archive.connection, "fuel")["changes"]) == 1
    assert tag_card(archive.connection, "energy")["changes"] == []


def test_several_in_the_place_of_which_one_stands(archive: Archive) -> None:
    show(archive, TIME, a=(COAL, POWER), b=(COAL,), c=(POWER, ENERGY))
    show(archive, LATER, a=(FUEL,), b=(FUEL,), c=(ENERGY, FUEL))
    assert changes(archive) == [("merged", ["coal", "power"], "fuel", ["a", "b", "c"])]
    assert lost(archive) == []


def test_one_that_goes_into_another_that_was_there(archive: Archive) -> None:
    show(archive, TIME, a=(COAL,), b=(COAL, ENERGY), c=(ENERGY,))
    show(archive, LATER, a=(ENERGY,), b=(ENERGY,), c=(ENERGY,))
    assert changes(archive) == [("merged", ["coal"], "energy", ["a", "b"])]
    assert lost(archive) == []


def test_what_goes_there_later_is_a_change_of_its_own(archive: Archive) -> None:
    show(archive, TIME, a=(COAL,), b=(POWER,))
    show(archive, LATER, a=(FUEL,), b=(POWER,))
    show(archive, LATEST, b=(FUEL,))
    assert changes(archive) == [
        ("renamed", ["coal"], "fuel", ["a"]),
        ("merged", ["power"], "fuel", ["b"]),
    ]


def test_two_renamed_at_once_are_told_apart_by_their_labels(archive: Archive) -> None:
    one, two = Tag("Smart cities", "sc"), Tag("Blue growth", "bg")
    new_one, new_two = Tag("Smart city", "smart-city"), Tag("Blue growth areas", "blue")
    show(archive, TIME, a=(one, two), b=(two, one))
    show(archive, LATER, a=(new_two, new_one), b=(new_one, new_two))
    assert changes(archive) == [
        ("renamed", ["bg"], "blue", ["a", "b"]),
        ("renamed", ["sc"], "smart-city", ["a", "b"]),
    ]


def test_what_one_article_shows_alone_tells_where_several_change(archive: Archive) -> None:
    show(archive, TIME, a=(COAL, ENERGY), b=(COAL,))
    show(archive, LATER, a=(POWER, FUEL), b=(FUEL,))
    assert changes(archive) == [
        ("renamed", ["coal"], "fuel", ["a", "b"]),
        ("renamed", ["energy"], "power", ["a"]),
    ]


def test_an_edit_of_one_article_is_no_rename(archive: Archive) -> None:
    show(archive, TIME, a=(COAL,), b=(COAL,))
    show(archive, LATER, a=(FUEL,))
    show(archive, LATEST, b=(COAL,), c=(COAL,))
    assert changes(archive) == []
    assert lost(archive) == [("a", ["coal"], False)]


def test_articles_that_lost_tags_say_which_and_what_is_left(archive: Archive) -> None:
    populate(archive)
    found = all_changes(archive.connection)["lost"]
    assert found == [
        {"id": 2, "url": url("b"), "title": "Skåne opens a cluster", "site": "example"}
        | {"from": TIME, "at": LATER, "lost": ["textiles"], "left": ["energy"], "all": False},
        {"id": 1, "url": url("a"), "title": "Old hydrogen", "site": "example"}
        | {"from": TIME, "at": LATER, "lost": ["energy"], "left": [], "all": True},
    ]
    (only,) = tag_card(archive.connection, "textiles")["lost"]
    assert only["url"] == url("b")
    assert all_changes(archive.connection, limit=1)["lost"] == found[:1]
    assert all_changes(archive.connection, site="example")["lost"] == found


def test_a_tag_whose_joined_one_is_left_is_not_lost(archive: Archive) -> None:
    show(archive, TIME, a=(COAL, FUEL), b=(COAL,))
    show(archive, LATER, a=(FUEL,))
    steps = tag_steps(archive.connection)
    assert [one["lost"] for one in lost_tags(steps)] == [["coal"]]
    assert list(lost_tags(steps, twins=(("coal", "fuel"),))) == []


def test_pages_gone_and_other_changes_are_no_steps(archive: Archive) -> None:
    show(archive, TIME, a=(COAL,), b=(COAL,))
    archive.save([gone(url("a"), at=LATER)])
    archive.save([visit(url("b"), at=LATER, tags=(COAL,), title="Another title")])
    assert tag_steps(archive.connection) == []


def test_a_believed_history_is_read_not_a_former_one(archive: Archive) -> None:
    """What came in late, between two captures, moves the step."""
    show(archive, TIME, a=(COAL, ENERGY))
    show(archive, LATEST, a=(ENERGY,))
    assert [step.before_at for step in tag_steps(archive.connection)] == [TIME]
    show(archive, LATER, a=(COAL, ENERGY, HYDROGEN))
    steps = tag_steps(archive.connection)
    assert [(step.gained, step.lost) for step in steps] == [
        (["hydrogen"], []),
        ([], ["coal", "hydrogen"]),
    ]
    assert [(step.before_at, step.at) for step in steps] == [(TIME, LATER), (LATER, LATEST)]


def test_a_damaged_version_says_so(archive: Archive) -> None:
    show(archive, TIME, a=(COAL,))
    show(archive, LATER, a=(TEXTILES,))
    for damaged in ("{", '{"tags":[1]}', '{"tags":[{"slug":"x"}]}'):
        archive.connection.execute("UPDATE version_contents SET fields = ?", (damaged,))
        with pytest.raises(NotAnArchive, match="damaged"):
            tag_steps(archive.connection)


def test_only_versions_with_other_tags_are_read(archive: Archive) -> None:
    show(archive, TIME, a=(COAL,))
    statements: list[str] = []
    archive.connection.set_trace_callback(statements.append)
    tag_steps(archive.connection)
    archive.connection.set_trace_callback(None)
    (sql,) = statements
    plan = [row[3] for row in archive.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert plan[0] == "SCAN h USING INDEX changes_of_tags"
    assert not [step for step in plan[1:] if step.startswith("SCAN")]


def test_all_is_read_from_one_state(archive: Archive, path: Any) -> None:
    """A card made within the caller's transaction leaves it open."""
    populate(archive)
    with sqlite3.connect(path, isolation_level=None) as reader:
        reader.execute("BEGIN")
        tag_card(reader, "energy")
        assert [reader.in_transaction] == [True]
        reader.execute("ROLLBACK")
        tag_card(reader, "energy")
        assert [reader.in_transaction] == [False]
    reader.close()


def test_known_changes_are_found_among_edits_of_single_articles(archive: Archive) -> None:
    """Three crawls; between them tags are renamed and merged, and articles edited, at random."""
    rng = random.Random(7)
    slugs = [f"tag-{number}" for number in range(20)]
    articles = {f"n{name}": rng.sample(slugs, rng.randrange(1, 5)) for name in range(40)}
    known = []
    for crawl, at in enumerate((TIME, LATER, LATEST)):
        for event in range(2 * bool(crawl)):
            olds = sorted(rng.sample(slugs, 1 + event))
            new = f"new-{crawl}-{event}"
            known.append(("merged" if event else "renamed", olds, new))
            slugs = [slug for slug in slugs if slug not in olds]
            for tags in articles.values():
                taken = [new if slug in olds else slug for slug in tags]
                tags[:] = dict.fromkeys(taken)
        for name in rng.sample(sorted(articles), 6 * bool(crawl)):
            articles[name] = articles[name][1:] + rng.sample(slugs, 1)
        shown = {
            name: [Tag(slug.title(), slug) for slug in tags] for name, tags in articles.items()
        }
        show(archive, at, **{name: tuple(dict.fromkeys(tags)) for name, tags in shown.items()})
    found = [change[:3] for change in changes(archive)]
    assert sorted(found) == sorted(known)
    assert len(known) == 4
