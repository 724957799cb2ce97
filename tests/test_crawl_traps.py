"""Addresses without end hold no crawl, and a site with many articles meets no limit."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.budgets import IN_VAIN, MAX_DEPTH
from scraper.redirects import MAX_HOPS
from scraper.site import Listing
from scraper.url_patterns import Shape
from tests.crawling import Ended, crawl, rows, site_of, states
from tests.hostile import Hostile, article, listing, redirect, response

HONEST = ["/news/first-story", "/news/second-story", "/news/third-story"]


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as running:
        running.routes["/robots.txt"] = response(b"", status="404 Not Found")
        for path in HONEST:
            running.routes[path] = response(article(f"Story at {path}"))
        yield running


def starts(server: Hostile, *links: str) -> None:
    """The first page of the news: a trap, and honest articles after it."""
    server.routes["/news"] = response(listing(*links, *HONEST))


def asked_below(server: Hostile, start: str) -> int:
    return sum(path.startswith(start) for path in server.paths)


def limits(archive: Path) -> list[str]:
    return [text for (text,) in rows(archive, "select message from problems where code = ?", CODE)]


def is_fine(ended: Ended, archive: Path) -> bool:
    """The run came to its end by itself, and has the honest articles."""
    urls = {url for (url,) in rows(archive, "select url from articles")}
    has_all = all(any(url.endswith(path) for url in urls) for path in HONEST)
    return ended.code == 0 and ended.verdict is not None and has_all


CODE = "address_limit"


class TestCalendars:
    def month(self, path: str) -> bytes:
        """A month that leads to the next one, and to five others."""
        dice = random.Random(path)
        months = [f"/news/calendar/{dice.randint(1000, 9999)}/{dice.randint(1, 12):02}"]
        months += [f"/news/calendar/{dice.randint(1000, 9999)}/01" for _ in range(5)]
        return response(listing(*months))

    def test_months_without_end(self, server: Hostile, archive: Path) -> None:
        server.fallback = self.month
        starts(server, "/news/calendar/2031/07")
        ended = crawl(site_of(server.base_url), archive)
        assert is_fine(ended, archive)
        assert asked_below(server, "/news/calendar") <= IN_VAIN[Shape.PATTERN] + 1
        said = [text for text in limits(archive) if "that waited" in text]
        assert len(said) == 1
        assert said[0].startswith("addresses like /news/calendar/#/# brought no new article 120")
        waiting = "select count(*) from pages where state = 'known'"
        assert rows(archive, waiting) == [(0,)]
        server.log.clear()
        assert crawl(site_of(server.base_url), archive).code == 0
        assert asked_below(server, "/news/calendar") <= 10

    def test_one_after_the_other(self, server: Hostile, archive: Path) -> None:
        server.fallback = lambda path: response(listing(f"{path}n", *HONEST))
        starts(server, "/news/after-")
        assert is_fine(crawl(site_of(server.base_url), archive), archive)
        assert asked_below(server, "/news/after") == MAX_DEPTH
        assert any("links away" in text for text in limits(archive))

    def test_a_path_that_grows(self, server: Hostile, archive: Path) -> None:
        server.fallback = lambda path: response(listing("a/b/", "../c/d/", *HONEST))
        starts(server, "/news/grows/")
        assert is_fine(crawl(site_of(server.base_url), archive), archive)
        assert asked_below(server, "/news/grows") <= 20
        reasons = {reason for _, reason in states(archive, server.base_url).values()}
        assert "path repeats itself" in reasons


class TestSessions:
    @pytest.mark.parametrize(
        "form",
        [
            "/news/a;jsessionid={}",
            "/news/a?PHPSESSID={}",
            "/news/a?sid={}",
            "/news/a?zz={}",
            "/news/(S({}))/a",
        ],
    )
    def test_one_article_under_a_hundred_sessions(
        self, server: Hostile, archive: Path, form: str
    ) -> None:
        dice = random.Random(1)
        links = [form.format(f"{dice.getrandbits(128):032x}") for _ in range(100)]
        server.fallback = lambda path: response(article("The one story"))
        starts(server, "/news/a", *links)
        assert is_fine(crawl(site_of(server.base_url), archive), archive)
        # One more is on its way when the third turns out to be the same.
        assert len(server.paths) - 5 <= 3 + 1

    def test_different_articles_under_tokens_are_all_read(
        self, server: Hostile, archive: Path
    ) -> None:
        """The control: what looks like sessions and is none."""
        dice = random.Random(2)
        links = [f"/news/a?zz={dice.getrandbits(128):032x}" for _ in range(50)]
        server.fallback = lambda path: response(article(f"The story {path}"))
        starts(server, *links)
        assert is_fine(crawl(site_of(server.base_url), archive), archive)
        assert rows(archive, "select count(*) from articles") == [(53,)]
        assert limits(archive) == []


class TestFacets:
    def test_a_hundred_thousand_choices(self, server: Hostile, archive: Path) -> None:
        def choice(path: str) -> bytes:
            dice = random.Random(path)
            more = [
                "/news/by?" + "&".join(f"f{facet}={dice.randint(0, 9)}" for facet in range(5))
                for _ in range(300)
            ]
            return response(listing(*HONEST, *more))

        server.fallback = choice
        starts(server, "/news/by?f1=1")
        assert is_fine(crawl(site_of(server.base_url), archive), archive)
        assert asked_below(server, "/news/by") <= 50
        assert any("/news/by?..." in text for text in limits(archive))
        assert rows(archive, "select count(*) < 2500 from pages") == [(1,)]

    def test_a_platform_that_numbers_its_articles_in_the_query(
        self, server: Hostile, archive: Path
    ) -> None:
        """The control: more articles than would be asked for in vain."""
        links = [f"/news/show?id={number}" for number in range(IN_VAIN[Shape.VARIANTS] + 20)]
        starts(server, *links)
        server.fallback = lambda path: response(article(f"The story {path}"))
        assert is_fine(crawl(site_of(server.base_url), archive), archive)
        assert rows(archive, "select count(*) from articles") == [(len(links) + 3,)]
        assert limits(archive) == []


class TestPagers:
    def test_one_that_repeats_its_last_page_for_ever(self, server: Hostile, archive: Path) -> None:
        def page(path: str) -> bytes:
            number = int(path.rpartition("=")[2])
            items = f"/news/story-{'x' * min(number, 3)}"
            if path.startswith("/news/"):
                return response(article(path))
            return response(listing(items, pager=f'<a href="/news?page={number + 1}">next</a>'))

        server.fallback = lambda path: (
            page(path) if "=" in path else response(article(f"The story {path}"))
        )
        starts(server)
        server.routes["/news"] = response(listing(*HONEST, pager='<a href="/news?page=1">next</a>'))
        assert is_fine(crawl(site_of(server.base_url), archive), archive)
        past_the_end = [path for path in server.paths if path.startswith("/news?page=")][3:]
        assert len(past_the_end) <= 3

    def test_one_that_invents_links_is_cut(self, server: Hostile, archive: Path) -> None:
        def page(path: str) -> bytes:
            if "=" not in path or path.startswith("/news/"):
                return response(article("Always the same"))
            number = int(path.rpartition("=")[2])
            items = f"/news/a?from={number}"
            return response(listing(items, pager=f'<a href="/news?page={number + 1}">next</a>'))

        server.fallback = page
        pager = '<a href="/news?page=1">next</a>'
        server.routes["/news"] = response(listing(*HONEST, pager=pager))
        site = site_of(server.base_url, listings=(Listing(path="/news", max_pages=60),))
        assert is_fine(crawl(site, archive), archive)
        assert asked_below(server, "/news?page=") == 59
        assert asked_below(server, "/news/a") <= 50


class TestRedirects:
    def test_loops_end_and_leave_a_record(self, server: Hostile, archive: Path) -> None:
        def moved(path: str) -> bytes:
            number = int(path.rpartition("=")[2])
            return redirect(f"/news/round?n={number + 1}")

        server.fallback = moved
        server.routes["/news/self"] = redirect("/news/self")
        with Hostile() as other:
            hosts = tuple(one.base_url.partition("://")[2] for one in (server, other))
            server.routes["/news/ping"] = redirect(f"{other.base_url}/news/pong")
            other.routes["/robots.txt"] = response(b"", status="404 Not Found")
            other.routes["/news/pong"] = redirect(f"{server.base_url}/news/ping")
            starts(server, "/news/round?n=0", "/news/self", "/news/ping")
            site = site_of(server.base_url, hosts=hosts)
            assert is_fine(crawl(site, archive), archive)
            found = states(archive, server.base_url)
            assert asked_below(server, "/news/round") == MAX_HOPS + 1
            assert {found[f"/news/{name}"][0] for name in ("self", "ping", "pong")} == {
                "redirected"
            }
            codes = rows(archive, "select count(*) from problems where code = 'redirect_loop'")
            assert codes == [(3,)]
            server.log.clear()
            crawl(site, archive)
            assert asked_below(server, "/news/round") == 0, Counter(server.paths)
