"""The start page: what there is, how it stands, and where to go from there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.attention import attention
from archive.holdings import articles_by_year, holdings
from archive.opening import open_reading
from archive.questions import questions
from tests.fresh import fresh
from tests.scraper.web.asking import Asking, asking
from tests.scraper.web.pages_asked import links, made, page, pictures, rows, texts


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("start") / "news.db")


@pytest.fixture(scope="module")
def asked(path: Path) -> Iterator[Asking]:
    with asking(path) as opened:
        yield opened


def test_the_numbers_are_those_of_the_archive(asked: Asking, path: Path) -> None:
    with closing(open_reading(path)) as connection:
        held = holdings(connection)
    shown = page(asked, "/")
    assert texts(shown, "h1") == [f"{held.articles} articles of {held.sites} platforms"]
    numbers = texts(shown, ".numbers li")
    assert numbers[0] == f"{held.articles} articles, {held.undated} without a date"
    assert numbers[1] == f"{held.changed} changed since first seen"
    assert numbers[2] == f"{held.gone} gone from the web, kept here"
    assert numbers[3] == f"{held.tags} tags"
    assert "failed last run, refresh, " in numbers[4]
    assert (
        "Published from 2016-08-04 to 2018-08-04. Last looked at" in texts(shown, ".welcome p")[0]
    )


def test_what_is_worth_a_look_is_said_with_what_to_do(asked: Asking, path: Path) -> None:
    with closing(open_reading(path)) as connection:
        notices = attention(connection)
    shown = page(asked, "/")
    said = texts(shown, ".notices li")
    assert len(said) == len(notices) >= 2
    for text, notice in zip(said, notices, strict=True):
        assert notice.text in text
        assert notice.do in text
    assert {"/runs/2", "/sites/example"} <= links(shown)


def test_years_are_a_picture_a_table_and_links(asked: Asking, path: Path) -> None:
    with closing(open_reading(path)) as connection:
        years = articles_by_year(connection)
    shown = page(asked, "/")
    assert pictures(asked, shown) == 1
    assert texts(shown, ".years li") == [f"{year} {count}" for year, count in years.items()]
    cells = texts(shown, "figure td")
    assert cells == [text for year, count in years.items() for text in (year, str(count))]
    assert "/search?since=2018&until=2018&order=newest" in links(shown)
    assert rows(asked, "/") == [
        {"year": year, "articles": str(count)} for year, count in years.items()
    ]


def test_every_question_and_the_latest_articles_are_linked(asked: Asking) -> None:
    shown = page(asked, "/")
    leads_to = links(shown)
    assert {f"/questions/{name}" for name in questions()} <= leads_to
    latest = shown.cssselect(".titles a")
    assert latest[0].get("href").startswith("/articles/")
    assert "/tags/Energy" in leads_to
    assert shown.cssselect("input[type=search]")[0].get("name") == "q"
    for address in sorted(leads_to):
        if address.startswith(("/articles/", "/tags", "/sites", "/runs", "/search")):
            assert asked.get(address).status_code == 200, address


def test_as_json_it_is_the_same(asked: Asking) -> None:
    data = json.loads(asked.get("/?format=json").text)
    assert data["holds"]["articles"] == 8
    assert data["last_run"]["ended"] == "failed"
    assert {one["severity"] for one in data["notices"]} >= {"error", "warning"}


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    fresh(tmp_path / "empty.db").close()
    with asking(tmp_path / "empty.db") as empty:
        shown = page(empty, "/")
        assert texts(shown, "h1") == ["This archive is empty"]
        assert "clusternews crawl" in shown.text_content()
        assert shown.cssselect("h2")[-1].text_content() == "Questions to ask"
        assert json.loads(empty.get("/?format=json").text)["years"] == []
        assert empty.get("/years.svg").status_code == 200
        for address in ("/tags", "/sites", "/runs", "/questions", "/sites.svg", "/runs.svg"):
            assert empty.get(address).status_code == 200, address


def test_an_archive_in_order_says_so(tmp_path: Path) -> None:
    from tests.archive.making import BASE, visit  # noqa: PLC0415

    with fresh(tmp_path / "fine.db") as archive:
        archive.add_site("example", "Example", BASE)
        run_id = archive.begin_run("crawl", ["example"], {})
        archive.save([visit(problems=())], run_id)
        archive.end_run(run_id)
    with asking(tmp_path / "fine.db") as fine:
        shown = page(fine, "/")
        assert texts(shown, "h1") == ["1 article of 1 platform"]
        assert "Nothing calls for a look" in texts(shown, ".all-well")[0]
        assert not shown.cssselect(".notices")
