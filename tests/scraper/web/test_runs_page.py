"""The runs, and one of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.opening import open_reading
from archive.run_card import list_runs, run_card
from scraper.web.rendering import clean
from tests.archive.making import BASE, visit
from tests.fresh import fresh
from tests.scraper.web.asking import Asking, asking
from tests.scraper.web.pages_asked import ATTACK, links, made, page, pictures, rows, texts


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("runs") / "news.db")


@pytest.fixture(scope="module")
def asked(path: Path) -> Iterator[Asking]:
    with asking(path) as opened:
        yield opened


def test_every_run_with_how_it_ended_in_words(asked: Asking, path: Path) -> None:
    with closing(open_reading(path)) as connection:
        runs = list_runs(connection, limit=9)
    shown = page(asked, "/runs")
    table = shown.cssselect("[aria-label='Runs, the latest first']")[0]
    assert texts(table, "tbody td:first-child") == [f"{run['id']} {run['verb']}" for run in runs]
    assert texts(table, "tbody td:nth-child(4)") == ["✗ failed exit 3", "! worth a look exit 1"]
    assert pictures(asked, shown) == 1
    [night] = texts(shown, "figure tbody tr")
    assert night.endswith("worth a look")
    assert [row["id"] for row in rows(asked, "/runs")] == ["2", "1"]
    assert list(json.loads(asked.get("/runs?format=json").text)["nights"].values()) == ["partial"]


def test_all_about_one_run(asked: Asking, path: Path) -> None:
    with closing(open_reading(path)) as connection:
        card = run_card(connection, 2)
    shown = page(asked, "/runs/2")
    words = " ".join(shown.text_content().split())
    assert "✗ failed with exit code 3 (failed), took" in words
    numbers = dict(zip(texts(shown, ".numbers li"), range(9), strict=False))
    assert f"{card['new']} new articles" in numbers
    assert f"{card['failed']} pages failed" in numbers
    assert f"{card['quarantined']} pages held back" in numbers
    assert "Brand new" in words
    assert f"failed: {' '.join(clean(ATTACK).split())}" in words
    new, changed = (card[f"{kind}_articles"][0]["id"] for kind in ("new", "changed"))
    assert {f"/articles/{new}", f"/articles/{changed}", "/sites/example"} <= links(shown)
    given = rows(asked, "/runs/2")
    assert [(row["outcome"], row["id"]) for row in given] == [
        ("new", str(new)),
        ("changed", str(changed)),
    ]
    assert json.loads(asked.get("/runs/2?format=json").text)["settings"]["delay"] == ATTACK


def test_a_run_that_goes_on(tmp_path: Path) -> None:
    with fresh(tmp_path / "now.db") as archive:
        archive.add_site("example", "Example", BASE)
        run_id = archive.begin_run("crawl", ["example"], {})
        archive.save([visit()], run_id)
        with asking(tmp_path / "now.db") as now:
            assert "… running" in texts(page(now, "/runs"), "td:nth-child(4)")[0]
            words = " ".join(page(now, "/runs/1").text_content().split())
            assert "… running, took not ended" in words
            assert "not counted until a run has ended" in words


def test_runs_and_their_articles_have_pages(tmp_path: Path) -> None:
    with fresh(tmp_path / "many.db") as archive:
        archive.add_site("example", "Example", BASE)
        for number in range(33):
            run_id = archive.begin_run("crawl", ["example"], {})
            if not number:
                archive.save([visit(f"{BASE}/{n}", title=f"No {n}") for n in range(40)], run_id)
            archive.end_run(run_id)
    with asking(tmp_path / "many.db") as many:
        assert len(rows(many, "/runs")) == 30
        assert [row["id"] for row in rows(many, "/runs?page=2")] == ["3", "2", "1"]
        assert "There is no page 3" in page(many, "/runs?page=3").text_content()
        first = page(many, "/runs/1")
        assert "30 of 40" in first.text_content()
        assert "/runs/1?page=2" in links(first)
        assert [row["title"] for row in rows(many, "/runs/1?page=2")][-1] == "No 39"


@pytest.mark.parametrize("number", ["3", "0", "99999999999999999"])
def test_a_run_that_there_is_not(asked: Asking, number: str) -> None:
    assert "the last run is 2" in page(asked, f"/runs/{number}", 404).text_content()
