"""What a platform did to its articles over some nights, and what the archive then says of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.crawling import crawl, rows
from tests.hostile import Hostile, article, listing, response
from tests.refreshing import Platform, count, day

NIGHTS_APART = 40


def states(archive: Path, name: str) -> tuple[str, str, str | None]:
    """State of the page and of its article, and since when it is gone."""
    found = rows(
        archive,
        "select p.state, a.state, a.gone_at from pages p join articles a on a.id = p.article_id "
        "where p.url like '%/' || ?",
        name,
    )
    return found[0]


def visited(archive: Path, name: str) -> list[tuple[str, str]]:
    """Day and state of each visit of a page."""
    found = rows(
        archive,
        "select v.visited_at, v.state from visits v join pages p on p.id = v.page_id "
        "where p.url like '%/' || ? order by v.id",
        name,
    )
    return [(at[:10], state) for at, state in found]


def on(number: float) -> str:
    return f"{day(number):%Y-%m-%d}"


class TestGone:
    @pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "451 Unavailable"])
    def test_once_is_missing_twice_is_gone_and_its_return_is_noticed(
        self, server: Hostile, archive: Path, status: str
    ) -> None:
        platform = Platform(server, "a", "b")
        platform.crawl(archive)
        platform.gone["a"] = status
        first = platform.refresh(archive, NIGHTS_APART)
        assert first.verdict is not None
        assert (first.verdict.missing, first.verdict.gone) == (1, 0)
        assert states(archive, "a") == ("missing", "live", None)
        second = platform.refresh(archive, NIGHTS_APART + 1)
        assert second.verdict is not None
        assert (second.verdict.missing, second.verdict.gone) == (0, 1)
        page, state, gone_at = states(archive, "a")
        assert (page, state, str(gone_at)[:10]) == ("gone", "gone", on(NIGHTS_APART + 1))
        platform.gone.clear()
        platform.refresh(archive, NIGHTS_APART + 12)
        assert states(archive, "a") == ("fetched", "live", None)
        assert [state for _, state in visited(archive, "a")][:3] == ["fetched", "missing", "gone"]
        assert [at for at, _ in visited(archive, "a")] == [
            on(number) for number in (0, NIGHTS_APART, NIGHTS_APART + 1, NIGHTS_APART + 12)
        ]
        assert count(archive, "versions") == 2

    def test_what_stood_there_is_kept(self, server: Hostile, archive: Path) -> None:
        platform = Platform(server, "a")
        platform.crawl(archive)
        before = rows(archive, "select article_id, body_text from article_texts")
        platform.gone["a"] = "410 Gone"
        platform.refresh(archive, NIGHTS_APART)
        platform.refresh(archive, NIGHTS_APART + 1)
        assert states(archive, "a")[1] == "gone"
        assert rows(archive, "select article_id, body_text from article_texts") == before

    def test_a_bad_night_makes_nothing_gone(self, server: Hostile, archive: Path) -> None:
        """A server that is being mended may answer 404 for everything once."""
        names = [f"item{number}" for number in range(8)]
        platform = Platform(server, *names)
        platform.crawl(archive)
        platform.gone = dict.fromkeys(names, "404 Not Found")
        platform.refresh(archive, NIGHTS_APART)
        platform.gone = {}
        platform.refresh(archive, NIGHTS_APART + 1)
        assert rows(archive, "select distinct state from articles") == [("live",)]
        assert count(archive, "versions") == len(names)


class TestEdits:
    def test_every_text_is_kept_a_return_to_an_earlier_one_noted_and_furniture_ignored(
        self, server: Hostile, archive: Path
    ) -> None:
        platform = Platform(server, "a", "b")
        original = platform.texts["a"]
        platform.crawl(archive)
        changed = []
        for number in range(1, 6):
            platform.texts["a"] = f"Part {number} of the work is told in its own words here. " * 20
            ended = platform.refresh(archive, number * NIGHTS_APART)
            assert ended.verdict is not None
            changed.append(ended.verdict.changed)
        platform.texts["a"] = original
        ended = platform.refresh(archive, 6 * NIGHTS_APART)
        assert ended.verdict is not None
        assert [*changed, ended.verdict.changed] == [1] * 6
        platform.footer = "Another number in the footer: 4711"
        ended = platform.refresh(archive, 7 * NIGHTS_APART)
        assert ended.verdict is not None
        assert (ended.verdict.changed, ended.verdict.unchanged) == (0, 2)
        said = rows(
            archive,
            "select h.class, v.content_sha256 from changes h join versions v on v.id = h.version_id"
            " join articles a on a.id = h.article_id where a.url like '%/a' "
            "and h.replaced_at is null order by h.at",
        )
        assert len(said) == 7
        assert said[-1][1] == said[0][1]
        assert len({content for _, content in said}) == 6
        ((body,),) = rows(
            archive,
            "select body_text from article_texts t join articles a on a.id = t.article_id "
            "where a.url like '%/a'",
        )
        assert body.startswith(original.strip()[:40])


class TestAliases:
    """Row 55: one article under twelve addresses is one article."""

    VARIANTS = (
        "{base}/news/{name}",
        "{base}/news/{name}/",
        "{twin}/news/{name}",
        "{secure}/news/{name}",
        "{base}/news/{name}?utm_source=letter&utm_medium=mail",
        "{base}/news/{name}?fbclid=IwAR0abc",
        "{base}/news/{name}#more",
        "{base}/news/{name}?PHPSESSID=0123456789abcdef0123456789abcdef",
        "{base}/index.php/news/{name}",
        "{base}//news/{name}",
        "{base}/news/./{name}",
        "{base}/news/{name}?amp=1",
    )

    def test_one_article_and_one_request(self, server: Hostile, archive: Path) -> None:
        platform = Platform(server)
        host = server.base_url.partition("://")[2]
        twin = f"localhost:{server.port}"
        site = replace(platform.site(), hosts=(host, twin))
        names = [f"item{number}" for number in range(10)]
        hrefs = [
            variant.format(
                base=server.base_url, twin=f"http://{twin}", secure=f"https://{host}", name=name
            )
            for variant in self.VARIANTS
            for name in names
        ]
        assert len(hrefs) == 120
        server.routes["/news"] = response(listing(*hrefs))
        server.fallback = lambda path: response(article(f"Story of {path[6:12]}"))
        server.routes["/robots.txt"] = response(b"", status="404 Not Found")
        crawl(site, archive, at=day(0))
        assert count(archive, "articles") == len(names)
        assert len(server.log) == 2 + len(names)
        server.log.clear()
        crawl(site, archive, at=day(1), verb="refresh")
        assert count(archive, "articles") == len(names)

    def test_a_page_for_telephones_is_the_article_that_it_names(
        self, server: Hostile, archive: Path
    ) -> None:
        platform = Platform(server)
        path, site = "/news/skane-opens-a-cluster", platform.site()
        link = f"<head><link rel='canonical' href='{path}'>"
        page = article("Skåne opens a cluster").replace("<head>", link)
        server.routes["/news"] = response(listing(f"{path}/amp", path))
        server.fallback = lambda path: response(page)
        server.routes["/robots.txt"] = response(b"", status="404 Not Found")
        crawl(site, archive, at=day(0))
        assert rows(archive, "select url from articles") == [(server.base_url + path,)]
        aliases = rows(archive, "select url from pages where article_id = 1 order by url")
        assert aliases == [(server.base_url + path,), (f"{server.base_url}{path}/amp",)]
