"""The tags, and one of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from archive.opening import open_reading
from archive.records import Tag
from archive.tag_view import tag_view
from archive.tags import list_tags
from scraper.web.rendering import clean
from tests.archive.making import BASE, visit
from tests.fresh import fresh
from tests.scraper.web.asking import Asking, asking
from tests.scraper.web.pages_asked import ATTACK, links, made, page, pictures, rows, texts


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("tags") / "news.db")


@pytest.fixture(scope="module")
def asked(path: Path) -> Iterator[Asking]:
    with asking(path) as opened:
        yield opened


def labels(asked: Asking, query: str) -> list[str]:
    return texts(page(asked, f"/tags{query}"), "td:first-child")


def test_the_list_is_that_of_the_archive(asked: Asking, path: Path) -> None:
    with closing(open_reading(path)) as connection:
        every = list_tags(connection)
    due = [" ".join(clean(tag["label"]).split()) for tag in every]
    assert labels(asked, "") == due
    assert [row["articles"] for row in rows(asked, "/tags")] == [str(t["articles"]) for t in every]


def test_it_is_narrowed_by_beginning_and_platform(asked: Asking) -> None:
    assert labels(asked, "?q=HYD") == ["Hydrogen"]
    assert labels(asked, "?site=odd&q=en") == ["Energy"]
    assert "No tag is so." in page(asked, "/tags?q=zzz").text_content()
    shown = page(asked, "/tags?q=%22%3E&site=odd")
    assert shown.cssselect("#q")[0].get("value") == '">'
    assert shown.cssselect("#site option[selected]")[0].text == "odd"


def test_it_has_orders_and_pages(asked: Asking, tmp_path: Path) -> None:
    assert labels(asked, "?sort=newest")
    rising = page(asked, "/tags?sort=rising")
    assert texts(rising, "h1") == ["Which tags rise?"]
    assert "against the year before" in rising.text_content()
    with fresh(tmp_path / "many.db") as archive:
        many = tuple(Tag(f"tag {n:03d}", f"tag-{n}") for n in range(120))
        archive.save([visit(tags=many)])
    with asking(tmp_path / "many.db") as of_many:
        assert len(labels(of_many, "")) == 50
        assert labels(of_many, "?page=3")[-1] == "tag 119"
        assert "/tags?page=2" in links(page(of_many, "/tags"))
        assert "There is no page 4" in page(of_many, "/tags?page=4").text_content()
        assert len(rows(of_many, "/tags?page=3")) == 20


@pytest.mark.parametrize("query", ["sort=odd", "page=0", "page=x", "format=xml"])
def test_what_it_cannot_mean_is_refused(asked: Asking, query: str) -> None:
    assert asked.get(f"/tags?{query}").status_code == 400


def test_a_platform_that_there_is_not(asked: Asking) -> None:
    assert "near: example" in page(asked, "/tags?site=exampel", 404).text_content()


def test_all_about_one_tag(asked: Asking, path: Path) -> None:
    with closing(open_reading(path)) as connection:
        seen = tag_view(connection, "energy")
    shown = page(asked, "/tags/energy")
    assert texts(shown, "h1") == ["Energy"]
    assert texts(shown, ".button") == [f"{seen['articles']} articles"]
    assert pictures(asked, shown) == 1
    due = [f"{row['period']} {row['articles']} {row['of']}" for row in seen["trend"]]
    assert texts(shown, "figure tbody tr") == due
    beside = [one["label"] for one in seen["beside"]]
    table = shown.cssselect("[aria-label='Tags beside it']")[0]
    assert texts(table, "td:first-child") == [" ".join(clean(one).split()) for one in beside]
    assert {"/sites/example", "/sites/odd", "/tags/Hydrogen"} <= links(shown)
    assert "/search?tag=energy&order=newest" in links(shown)
    assert "lost it" in shown.text_content()
    assert [row["period"] for row in rows(asked, "/tags/energy")] == [
        row["period"] for row in seen["trend"]
    ]
    data = json.loads(asked.get("/tags/energy?format=json").text)
    assert [one["id"] for one in data["lost"]] == [one["id"] for one in seen["lost"]]


def test_of_one_platform_alone(asked: Asking) -> None:
    shown = page(asked, "/tags/energy?site=odd")
    assert texts(shown, ".button") == ["1 article"]
    assert "/search?tag=energy&order=newest&site=odd" in links(shown)


def test_a_renamed_tag_tells_what_it_was(tmp_path: Path) -> None:
    with fresh(tmp_path / "renamed.db") as archive:
        archive.save([visit(tags=(Tag("Old name", "one"),))])
        later = "2026-04-01T10:00:00+00:00"
        archive.save([visit(at=later, tags=(Tag("New name", "one"),))])
    with asking(tmp_path / "renamed.db") as renamed:
        shown = page(renamed, "/tags/one")
        words = " ".join(shown.text_content().split())
        assert "Renamed on example since 2026-04-01: Old name → New name" in words
        assert "Old name since 2026-03-01, New name since 2026-04-01" in words
        assert "/articles/1/versions" in links(shown)


def test_names_of_any_letters_lead_to_their_page(asked: Asking) -> None:
    """With slashes, dots, quotes and markup, percent-encoded."""
    shown = page(asked, f"/tags/{quote(ATTACK, safe='')}")
    assert texts(shown, "h1") == [" ".join(clean(ATTACK).split())]
    assert not shown.cssselect("main img[onerror]")
    assert pictures(asked, shown) == 0
    assert f"/tags/{quote(ATTACK, safe='')}" in links(page(asked, "/tags"))


def test_an_unknown_tag_names_those_that_are_near(asked: Asking) -> None:
    shown = page(asked, "/tags/hydrogne", 404)
    assert "/tags/Hydrogen" in links(shown)
    assert "/search?q=hydrogne" in links(shown)
    assert "no tag" in shown.text_content()
    far = page(asked, "/tags/%3Cb%3Ezzzzz", 404)
    assert not far.cssselect("main b")
    assert asked.get("/tags/zzzzz/trend.svg").status_code == 404


def test_a_tag_of_many_platforms_is_counted_together(tmp_path: Path) -> None:
    with fresh(tmp_path / "two.db") as archive:
        archive.save([visit(f"{BASE}/{n}", site=f"site{n}", tags=(Tag("A", "a"),)) for n in "ab"])
    with asking(tmp_path / "two.db") as two:
        assert "on 2 platforms" in page(two, "/tags/A").text_content()
