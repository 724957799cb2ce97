"""One article, many addresses; many articles, one text: linked, never merged."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.queries import find_article
from archive.records import Alternate, PageState, Visit
from archive.store import Archive
from archive.ties import ALIKE, likeness
from tests.archive.making import BASE, LATER, TIME, bare, visit
from tests.fresh import fresh

ONE, TWO = f"{BASE}/news/one", f"{BASE}/news/two"
SISTER = "https://www.sister.example/news/the-same"
WORDS = (
    "The cluster of the north and the cluster of the south have agreed to test batteries of "
    "fishing boats together for three winters, and to publish what they measure each month. "
    "Twelve companies take part, four of them with boats of their own, and the port pays."
)
EDITED = WORDS.replace("three winters", "four winters")
OTHER = " ".join(f"word{number} stands here alone" for number in range(40))


def tied(*visits: Visit, path: Path) -> list[tuple[Any, ...]]:
    """The ties of an archive into which these visits were saved, each in a run of its own."""
    with fresh(path) as archive:
        for one in visits:
            archive.save([one])
            archive.tie_up()
        rows = archive.connection.execute("SELECT url, other_url, kind FROM article_ties")
        return sorted((*sorted(row[:2]), row[2]) for row in rows)


def plain(url: str, text: str = OTHER, **changes: Any) -> Visit:
    """An article that shares no address, id or text with others unless told to."""
    own = {"canonical_url": None, "source_id": None, "body_text": f"{url} {text}"}
    return visit(url, **{**own, **changes})


def test_the_same_text_on_a_sister_platform(path: Path) -> None:
    here = plain(ONE, body_text=WORDS)
    there = plain(SISTER, body_text=EDITED, at=LATER)
    apart = plain(TWO, body_text=OTHER)
    assert tied(here, there, apart, path=path) == [(ONE, SISTER, "same text")]


def test_on_another_platform_it_is_syndicated(path: Path) -> None:
    there = replace(plain(SISTER, body_text=EDITED, at=LATER), site="sister")
    assert tied(plain(ONE, body_text=WORDS), there, path=path) == [(ONE, SISTER, "syndicated")]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ({"source_id": "node/7"}, {"source_id": "node/7"}, "same node"),
        ({"canonical_url": TWO}, {}, "canonical"),
        ({"alternates": (Alternate(TWO, "fr"),)}, {}, "translation"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_the_pages_say(
    path: Path, one: dict[str, Any], other: dict[str, Any], kind: str, turned: bool
) -> None:
    visits = [plain(ONE, "a b c", **one), plain(TWO, "d e f", **other)]
    assert tied(*(reversed(visits) if turned else visits), path=path) == [(ONE, TWO, kind)]


@pytest.mark.parametrize("seed", range(4))
def test_a_page_that_moved_in_whatever_order_it_is_met(path: Path, seed: int) -> None:
    moved = bare(ONE, PageState.REDIRECTED, at=LATER, redirected_to=TWO)
    later = [moved, plain(TWO, "d e f", at=LATER)]
    random.Random(seed).shuffle(later)
    assert tied(plain(ONE, "a b c"), *later, path=path) == [(ONE, TWO, "moved")]


def test_groups_are_the_same_in_whatever_order_they_come_in(tmp_path: Path) -> None:
    visits = [
        plain(f"{BASE}/news/{number}", body_text=f"{WORDS} And number {number}.", at=at)
        for number, at in enumerate((LATER, TIME, LATER, TIME))
    ]
    found = []
    for seed in range(3):
        random.Random(seed).shuffle(visits)
        path = tmp_path / f"{seed}.db"
        tied(*visits, path=path)
        with Archive.open(path) as archive:
            group = find_article(archive.connection, f"{BASE}/news/0")["group"]
        found.append((group["first_url"], [one["url"] for one in group["members"]]))
    assert found[0] == found[1] == found[2]
    assert found[0][0] == f"{BASE}/news/1" and len(found[0][1]) == 4


def test_a_text_that_changes_loses_the_tie_of_its_words(path: Path) -> None:
    visits = [plain(ONE, body_text=WORDS), plain(SISTER, body_text=EDITED)]
    assert tied(*visits, plain(SISTER, body_text=OTHER, at=LATER), path=path) == []


def test_short_texts_are_not_alike(path: Path) -> None:
    assert (
        tied(
            plain(ONE, body_text="Save the date"), plain(TWO, body_text="Save the date"), path=path
        )
        == []
    )


def test_every_address_of_an_article_is_named(archive: Archive) -> None:
    archive.save([plain(ONE, source_id="node/7", canonical_url=f"{ONE}?page=1")])
    archive.save([bare(f"{BASE}/old", PageState.REDIRECTED, redirected_to=ONE)])
    archive.save(
        [
            plain(
                ONE,
                source_id="node/7",
                at=LATER,
                witness=True,
                captured_from="https://staging.example.eu/news/one",
                canonical_url=f"{ONE}?page=1",
            )
        ]
    )
    rows = find_article(archive.connection, ONE)["addresses"]
    assert [(row["how"], row["url"]) for row in rows] == [
        ("own", ONE),
        ("redirect", f"{BASE}/old"),
        ("witness", "https://staging.example.eu/news/one"),
        ("declared", f"{ONE}?page=1"),
        ("node", f"{BASE}/node/7"),
    ]


def test_likeness_counts_sequences() -> None:
    assert likeness(WORDS, WORDS) == 1.0
    assert ALIKE < likeness(WORDS, EDITED) < 1.0
    assert likeness(WORDS, OTHER) == 0.0
