"""``sites template``: from saved pages to what they repeat, and back by a person's word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive.lock import hold
from tests.command import Command, Ended
from tests.sites_made import blog

SITE = "cluster-blog.example"
NOTE = "Das Cluster Nord verbindet 120 Betriebe"
PAGES = blog.pages(44)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, page in enumerate(PAGES):
        # A name for the box that no rule knows.
        html = page.html.replace("about-box", "net")
        (folder / f"{number:02}.html").write_text(html, encoding="utf-8")
    return folder


def ingest(clusternews: Command, pages: Path, first: int, last: int) -> None:
    files = sorted(pages.iterdir())[first:last]
    assert clusternews("ingest", *files).code == 0


def body(clusternews: Command, number: int) -> str:
    shown = clusternews("show", PAGES[number].url, "--json").json()
    return str(shown["body_text"])


def template(clusternews: Command, *words: str) -> Ended:
    return clusternews("sites", "template", SITE, *words)


def note(clusternews: Command) -> dict[str, Any]:
    rows = template(clusternews, "--json").json()
    [row] = [row for row in rows if (row["example"] or "").startswith(NOTE)]
    assert isinstance(row, dict)
    return row


def test_later_pages_use_at_once_what_earlier_ones_taught(
    clusternews: Command, pages: Path
) -> None:
    ingest(clusternews, pages, 0, 40)
    assert NOTE in body(clusternews, 0)
    assert not any(NOTE in body(clusternews, number) for number in range(20, 40))
    sql = "select count(*) from removed_blocks_full where rule = 'template:learned' and text like ?"
    counted = clusternews("query", sql, f"%{NOTE}%", "--json").json()
    assert next(iter(counted[0].values())) >= 10
    one = note(clusternews)
    assert (one["state"], one["pages"], one["goes"]) == ("learned", 20, "between")
    assert one["place"].endswith("div.net > p")


def test_a_person_keeps_drops_and_takes_it_back(clusternews: Command, pages: Path) -> None:
    ingest(clusternews, pages, 0, 40)
    id_ = note(clusternews)["id"]
    kept = template(clusternews, "--keep", id_)
    assert kept.code == 0
    assert f"{id_}\tkept\t20" in kept.out
    ingest(clusternews, pages, 40, 42)
    assert NOTE in body(clusternews, 40)
    template(clusternews, "--drop", id_[:8])
    assert note(clusternews)["goes"] == "anywhere"
    template(clusternews, "--reset", id_)
    assert note(clusternews)["state"] == "learned"
    ingest(clusternews, pages, 42, 44)
    assert NOTE not in body(clusternews, 42)


def test_what_is_wrong_is_said(clusternews: Command, pages: Path) -> None:
    missing = template(clusternews)
    assert (missing.code, missing.out) == (2, "")
    ingest(clusternews, pages, 0, 3)
    nothing = template(clusternews)
    assert (nothing.code, nothing.out) == (1, "")
    assert "nothing is repeated" in nothing.err
    assert template(clusternews, "--json").json() == []
    unknown = clusternews("sites", "template", "cluster-blok.example")
    assert unknown.code == 1
    assert SITE in unknown.err
    wrong = template(clusternews, "--keep", "123456")
    assert wrong.code == 2
    assert "no block" in wrong.err


def test_a_running_crawl_is_not_disturbed(clusternews: Command, pages: Path) -> None:
    ingest(clusternews, pages, 0, 12)
    id_ = note(clusternews)["id"]
    with hold(clusternews.archive):
        assert template(clusternews).code == 0
        assert template(clusternews, "--keep", id_).code == 75
    assert note(clusternews)["state"] == "learned"
