"""How many addresses of one kind are followed, and that yield makes good for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.records import Article, FoundLink, PageKind, PageState, Visit
from scraper import budgets as limits
from scraper.asked import Asked, Turn
from scraper.budgets import Budgets
from scraper.url_patterns import Shape
from scraper.waiting import Waiting
from tests.fresh import fresh

BASE = "https://x.example"


class Walker:
    """Finds links and asks for them, as a run does."""

    def __init__(self, tmp_path: Path) -> None:
        self.archive = fresh(tmp_path / "t.db").__enter__()
        self.budgets = Budgets(self.archive.connection)
        self.waiting = Waiting(0, 0.0)
        self.known: set[str] = set()

    def finds(self, *paths: str, kind: PageKind = PageKind.LISTING, depth: int = 0) -> Visit:
        page = Asked(url=f"{BASE}/l", addresses=(f"{BASE}/l",), kind=kind, turn=Turn.LISTING)
        links = tuple(FoundLink(url=BASE + path, kind=PageKind.ARTICLE) for path in paths)
        asked = Asked.for_link(FoundLink(url=page.url, kind=kind), Turn.LISTING, depth=depth)
        visit = self.budgets.admitted(
            page.visit("x", PageState.FETCHED, links=links), asked, self.known
        )
        for link in visit.links:
            if link.state is not PageState.REFUSED:
                self.known.add(link.url)
                following = Asked.for_link(link, Turn.ARTICLE, depth=depth + 1)
                self.waiting.add(self.budgets.watched(following, visit))
        return visit

    def asks(self, path: str, text: str | None) -> Visit:
        """Ask for a page: with ``text`` it holds an article, without it none."""
        (asked,) = self.waiting.remove(lambda one: one.url == BASE + path)
        article = None
        if text is not None:
            article = Article(
                url=asked.url, site="x", extractor="test", title="A title", body_text=text
            )
        visit = asked.visit("x", PageState.FETCHED, article=article)
        return self.budgets.settle(visit, asked, self.waiting)


@pytest.fixture
def walker(tmp_path: Path) -> Walker:
    return Walker(tmp_path)


def refused(visit: Visit) -> list[FoundLink]:
    return [link for link in visit.links if link.state is PageState.REFUSED]


def test_pages_without_articles_use_a_pattern_up(walker: Walker) -> None:
    paths = [f"/by?f={number}" for number in range(limits.IN_VAIN[Shape.VARIANTS] + 9)]
    walker.finds(*paths)
    ends = [walker.asks(path, None) for path in paths[: limits.IN_VAIN[Shape.VARIANTS]]]
    assert [visit.problems for visit in ends[:-1]] == [()] * (len(ends) - 1)
    (problem,) = ends[-1].problems
    assert problem.code == "address_limit"
    assert "/by?..." in problem.message
    assert len(refused(ends[-1])) == 9
    assert len(walker.waiting) == 0
    later = walker.finds("/by?f=x", "/by?f=y", "/news/a")
    assert [link.url for link in refused(later)] == [f"{BASE}/by?f=x", f"{BASE}/by?f=y"]
    assert len(later.problems) == 1


def test_articles_keep_it_open(walker: Walker) -> None:
    """Four pages in five without an article, ten times as many as are asked for in vain."""
    for number in range(400):
        path = f"/show?id={number}"
        walker.finds(path)
        ended = walker.asks(path, f"text {number}" if number % 5 == 0 else None)
        assert ended.problems == ()


def test_the_same_article_over_and_over_is_no_yield(walker: Walker) -> None:
    paths = [f"/show?id={number}" for number in range(limits.IN_VAIN[Shape.VARIANTS] + 1)]
    walker.finds(*paths)
    ends = [walker.asks(path, "the same text") for path in paths]
    assert [bool(visit.problems) for visit in ends] == [False] * (len(ends) - 1) + [True]


def test_a_session_shows_at_the_third_page(walker: Walker) -> None:
    paths = [f"/a?zz={number:x}0a1b2c3d4e5f" for number in range(9)]
    walker.finds("/a", *paths)
    ends = [walker.asks(path, "the same text") for path in ("/a", *paths[:2])]
    assert [len(visit.problems) for visit in ends] == [0, 0, 1]
    assert "show the same page" in ends[-1].problems[0].message
    assert len(walker.waiting) == 0


def test_what_a_sitemap_names_is_held_to_no_limit(walker: Walker) -> None:
    paths = [f"/by?f={number}" for number in range(2 * limits.IN_VAIN[Shape.VARIANTS])]
    assert refused(walker.finds(*paths, kind=PageKind.SITEMAP)) == []
    assert all(walker.asks(path, None).problems == () for path in paths)


def test_one_page_and_one_depth(walker: Walker) -> None:
    many = [f"/news/{'x' * (number % 40)}-{number:x}g" for number in range(limits.MAX_LINKS + 50)]
    visit = walker.finds(*many)
    kept = [link for link in visit.links if link.state is not PageState.REFUSED]
    assert (len(kept), len(refused(visit))) == (limits.MAX_LINKS, limits.MAX_RECORDED)
    assert "50 links are not followed" in visit.problems[0].message
    deep = walker.finds("/news/deep", depth=limits.MAX_DEPTH)
    assert [link.url for link in refused(deep)] == [f"{BASE}/news/deep"]


def test_so_many_wait_and_no_more(walker: Walker) -> None:
    most = limits.MAX_WAITING[Shape.VARIANTS]
    visit = walker.finds(*(f"/by?f={number}" for number in range(most + 30)))
    assert len(refused(visit)) == limits.MAX_RECORDED
    assert len(walker.waiting) == most


def test_a_trap_is_remembered(walker: Walker) -> None:
    """A later run tries a few, and does not walk into it anew."""
    archive = walker.archive
    archive.add_site("x", "X", BASE)
    run = archive.begin_run("crawl", ["x"], {})
    pages = [
        Asked.for_link(FoundLink(url=f"{BASE}/by?f={number}"), Turn.ARTICLE)
        for number in range(limits.IN_VAIN[Shape.VARIANTS])
    ]
    archive.save([page.visit("x", PageState.FETCHED) for page in pages], run)
    paths = [f"/by?g={number}" for number in range(30)]
    walker.finds(*paths)
    ends = [walker.asks(path, None) for path in paths[: limits.PROBES]]
    assert [len(visit.problems) for visit in ends] == [0] * (limits.PROBES - 1) + [1]
    assert len(walker.waiting) == 0
