"""The platforms, and one of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.opening import open_reading
from archive.site_card import site_card
from scraper.web.pages.sites import FIELDS, WORDS
from scraper.web.rendering import clean
from tests.archive.making import BASE, visit
from tests.fresh import fresh
from tests.scraper.web.asking import Asking, asking
from tests.scraper.web.pages_asked import ATTACK, links, made, page, pictures, rows, texts


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("sites") / "news.db")


@pytest.fixture(scope="module")
def asked(path: Path) -> Iterator[Asking]:
    with asking(path) as opened:
        yield opened


def test_every_platform_with_what_its_pages_give(asked: Asking) -> None:
    shown = page(asked, "/sites")
    assert {"/sites/example", "/sites/odd"} <= links(shown)
    assert pictures(asked, shown) == 1
    given = rows(asked, "/sites")
    assert [row["name"] for row in given] == ["example", "odd"]
    assert (given[1]["of_latest"], given[1]["with_published_at"], given[1]["held"]) == (
        "1",
        "0",
        "0",
    )
    percents = texts(shown, "figure tbody tr")
    assert percents[1].startswith("odd 1 0 % 100 % 100 %")
    assert json.loads(asked.get("/sites?format=json").text)[0]["coverage"]["articles"] == 7


def test_all_about_one_platform(asked: Asking, path: Path) -> None:
    with closing(open_reading(path)) as connection:
        card = site_card(connection, "example")
    shown = page(asked, "/sites/example")
    words = " ".join(shown.text_content().split())
    assert texts(shown, "h1") == ["Example platform"]
    assert pictures(asked, shown) == 1
    fields = shown.cssselect("[aria-label='Fields and how they are known']")[0]
    assert texts(fields, "tbody th") == ["title", *FIELDS.values()]
    every = card["coverage"]["articles"]
    meters = [one.get("aria-label") for one in fields.cssselect("meter")][1:]
    assert meters == [
        f"{said}: {card['coverage'][name]} of {every}" for name, said in FIELDS.items()
    ]
    assert "What is held back?" in words
    assert f"expected a title, found {' '.join(clean(ATTACK).split())}" in words
    assert "Not modified" in WORDS["validator"]
    assert "broken held in 0 of 1 tests" in words
    assert "image_without_alt" in words
    assert "timed out" in words
    assert {"/runs/1", "/runs/2", "/search?site=example&order=newest"} <= links(shown)
    assert [row["field"] for row in rows(asked, "/sites/example")] == list(FIELDS)
    data = json.loads(asked.get("/sites/example?format=json").text)
    assert data["quarantine"][0]["misfits"][0]["sign"] == "missing"
    assert data["years"] == card["years"]


def test_a_field_that_the_form_cannot_show_is_said_so(asked: Asking) -> None:
    shown = page(asked, "/sites/odd")
    assert "none: not visible in this form 1" in " ".join(shown.text_content().split())
    assert "No article of it states a date." in shown.text_content()
    assert not shown.cssselect("main img")
    assert "odd_code" in shown.text_content()


def test_a_platform_that_there_is_not(asked: Asking) -> None:
    assert "near: example" in page(asked, "/sites/exampel", 404).text_content()
    assert asked.get("/sites/exampel/years.svg").status_code == 404


def test_platforms_have_pages(tmp_path: Path) -> None:
    with fresh(tmp_path / "many.db") as archive:
        archive.save([visit(f"{BASE}/{n}", site=f"site{n:02d}") for n in range(23)])
    with asking(tmp_path / "many.db") as many:
        assert [row["name"] for row in rows(many, "/sites?page=2")] == [
            "site20",
            "site21",
            "site22",
        ]
        second = page(many, "/sites?page=2")
        assert "/sites?page=1" in links(second)
        assert pictures(many, second) == 1
        assert "There is no page 3" in page(many, "/sites?page=3").text_content()
