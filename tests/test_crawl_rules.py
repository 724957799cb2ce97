"""robots.txt, pace and addresses: what a crawl may ask for, when, and of whom."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from archive.records import PageState
from scraper.site import Listing, Site
from tests.certificates import context_for
from tests.crawling import Ended, crawl, rows, site_of, start, states
from tests.hostile import Answer, Hostile, article, listing, raw, redirect, response


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as running:
        running.fallback = lambda path: (
            response(article(path)) if path.startswith("/news/") else response(b"", status="404 No")
        )
        running.routes["/news"] = response(listing("/news/a", "/news/b", "/news/private"))
        yield running


def text(body: str | bytes, status: str = "200 OK") -> bytes:
    return response(body, kind="text/plain", status=status)


async def hang(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


class TestRobots:
    @pytest.mark.parametrize(
        "rules",
        [
            "User-agent: *\nDisallow: /news/private\n",
            "\ufeffUser-agent: *\nDisallow: /news/private\n",
            "User-agent: *\nDisallow: /*private$\n",
            "User-agent: ClusterNews\nDisallow: /news/private\n\nUser-agent: *\nAllow: /\n",
            "User-agent: *\nDisallow: /news/private\n" + "# x\n" * 300_000,
        ],
        ids=["plain", "bom", "wildcard", "by name", "long"],
    )
    def test_what_it_disallows_is_not_asked_for(
        self, server: Hostile, archive: Path, rules: str
    ) -> None:
        server.routes["/robots.txt"] = text(rules)
        ended = crawl(site_of(server.base_url), archive)
        assert sorted(server.paths) == ["/news", "/news/a", "/news/b", "/robots.txt"]
        found = states(archive, server.base_url)["/news/private"]
        assert found == ("denied", "robots.txt disallows")
        assert ended.code == 0

    @pytest.mark.parametrize("status", ["401 Who", "403 No", "404 No", "410 Gone", "418 Tea"])
    def test_without_rules_all_is_allowed(
        self, server: Hostile, archive: Path, status: str
    ) -> None:
        server.routes["/robots.txt"] = text("Disallow: /", status)
        crawl(site_of(server.base_url), archive)
        assert "/news/private" in server.paths

    @pytest.mark.parametrize(
        "answer",
        [
            text("", "500 Oops"),
            text("", "503 Busy"),
            text("", "429 Slow"),
            hang,
            b"",
            redirect("http://127.0.0.2/robots.txt"),
            redirect("/robots.txt"),
            raw("HTTP/1.1 200 OK", "Content-Length: 100", body=b"User-agent: *\n"),
        ],
        ids=["500", "503", "429", "silent", "hangs up", "off-site", "loop", "cut"],
    )
    def test_where_it_cannot_be_had_nothing_is_asked_for(
        self, server: Hostile, archive: Path, answer: Answer
    ) -> None:
        server.routes["/robots.txt"] = answer
        ended = crawl(site_of(server.base_url), archive, settings={"DOWNLOAD_TIMEOUT": 1})
        assert set(server.paths) == {"/robots.txt"}
        state, reason = states(archive, server.base_url)["/news"]
        assert (state, (reason or "")[:22]) == ("failed", "robots.txt unreachable")
        assert ended.code == 3
        server.routes["/robots.txt"] = text("")
        assert crawl(site_of(server.base_url), archive).code == 0
        assert "/news/a" in server.paths

    def test_a_page_in_its_place_is_a_problem(self, server: Hostile, archive: Path) -> None:
        server.routes["/robots.txt"] = redirect("/welcome")
        server.routes["/welcome"] = response("<!DOCTYPE html><html>Welcome</html>")
        crawl(site_of(server.base_url), archive)
        assert "/news/a" in server.paths
        asked = "select code from problems q join visits v on v.id = q.visit_id"
        assert rows(archive, f"{asked} join pages p on p.id = page_id where url like '%robots.txt'")

    def test_it_may_redirect_five_times(self, server: Hostile, archive: Path) -> None:
        for number in range(5):
            server.routes[f"/robots{number or ''}.txt"] = redirect(f"/robots{number + 1}.txt")
        server.routes["/robots5.txt"] = text("User-agent: *\nDisallow: /news/private\n")
        crawl(site_of(server.base_url), archive)
        assert "/news/a" in server.paths
        assert "/news/private" not in server.paths


class TestPace:
    def gaps(self, server: Hostile) -> list[float]:
        times = [request.time for request in server.log]
        return [later - before for before, later in pairwise(times)]

    @pytest.mark.parametrize(
        ("rules", "own", "least"),
        [
            ("User-agent: *\nCrawl-delay: 0.2\n", 0.0, 0.2),
            ("User-agent: *\nCrawl-delay: 0.05\n", 0.2, 0.2),
            ("User-agent: *\nRequest-rate: 5/1s\n", 0.0, 0.2),
            ("", 0.2, 0.2),
        ],
    )
    def test_the_longer_delay_holds_from_the_first_page_on(
        self, server: Hostile, archive: Path, rules: str, own: float, least: float
    ) -> None:
        server.routes["/robots.txt"] = text(rules)
        crawl(site_of(server.base_url, crawl_delay=own), archive)
        assert len(server.log) == 5
        assert min(self.gaps(server)) >= least

    def test_hosts_of_one_site_share_it(self, server: Hostile, archive: Path) -> None:
        with Hostile() as other:
            other.fallback = lambda path: redirect(server.base_url + path)
            hosts = (other.base_url.partition("://")[2], server.base_url.partition("://")[2])
            crawl(site_of(other.base_url, hosts=hosts, crawl_delay=0.1), archive)
            server.log = sorted([*server.log, *other.log])
            assert len(server.log) == 2 + 1 + 1 + 4
            assert min(self.gaps(server)) >= 0.1

    @pytest.mark.parametrize("as_date", [False, True])
    def test_retry_after_is_waited_for(self, server: Hostile, archive: Path, as_date: bool) -> None:
        moment = datetime.now(UTC) + timedelta(seconds=3)
        asked = format_datetime(moment, usegmt=True) if as_date else "1"
        busy = response(b"", f"Retry-After: {asked}", status="503 Busy")
        server.routes["/news/a"] = [busy, response(article("a"))]
        crawl(site_of(server.base_url), archive)
        times = [request.time for request in server.log]
        refused = server.paths.index("/news/a")
        assert times[refused + 1] - times[refused] >= (0.5 if as_date else 1.0)
        assert states(archive, server.base_url)["/news/a"][0] == "fetched"

    def test_who_asks_for_more_than_a_run_can_wait_is_left_to_the_next(
        self, server: Hostile, archive: Path
    ) -> None:
        busy = response(b"", "Retry-After: 86400", status="429 Slow down")
        server.routes["/news"] = response(listing("/news/a"))
        server.routes["/news/a"] = busy
        crawl(site_of(server.base_url), archive)
        assert server.paths.count("/news/a") == 1
        state, reason = states(archive, server.base_url)["/news/a"]
        assert (state, "is not to be asked before" in (reason or "")) == ("failed", True)

    def test_the_same_headers_every_time(self, server: Hostile, archive: Path) -> None:
        crawl(site_of(server.base_url), archive, contact="me@example.org")
        heads = [request.head.partition("\r\n")[2] for request in server.log]
        assert len(set(heads)) == 1
        names = [line.partition(":")[0].lower() for line in heads[0].splitlines() if line]
        assert "user-agent: clusternews/" in heads[0].lower()
        assert "(+me@example.org)" in heads[0]
        assert not {"cookie", "referer", "authorization"} & set(names)


class TestAddresses:
    """A listener on another loopback address must never be reached."""

    @pytest.fixture
    def secret(self) -> Iterator[Hostile]:
        with Hostile("127.0.0.2") as listener:
            listener.fallback = lambda path: response(article("A secret"))
            yield listener

    def spellings(self, port: int) -> list[str]:
        hosts = ["127.0.0.2", "2130706434", "0x7f000002", "0177.0.0.2", "127.2", "127.0.2"]
        hosts += ["[::ffff:127.0.0.2]", "[::127.0.0.2]", "127.0.0.2.", "１２７.０.０.２"]
        hosts += ["127。0。0。2", "①②⑦.0.0.2", "me@127.0.0.2", "127.0.0.2\\@x"]
        return [f"http://{host}:{port}/news/secret" for host in hosts]

    def test_no_link_redirect_sitemap_or_feed_leads_there(
        self, server: Hostile, secret: Hostile, archive: Path
    ) -> None:
        targets = self.spellings(secret.port)
        redirects = [f"/news/r{number}" for number in range(len(targets))]
        pager = f'<a rel="next" href="{targets[0]}?page=1">next</a>'
        server.routes["/news"] = response(listing("/news/ok", *targets, *redirects, pager=pager))
        for path, target in zip(redirects, targets, strict=True):
            server.routes[path] = redirect(target.encode().decode("latin-1"), "301 Moved")
        entries = "".join(f"<url><loc>{target}</loc></url>" for target in targets)
        server.routes["/sitemap.xml"] = response(f"<urlset>{entries}</urlset>", kind="text/xml")
        items = "".join(f"<item><link>{target}</link></item>" for target in targets)
        server.routes["/rss.xml"] = response(
            f"<rss version='2.0'><channel>{items}</channel></rss>", kind="text/xml"
        )
        server.routes["/robots.txt"] = text(f"Sitemap: {targets[0]}\n")
        site = site_of(server.base_url, sitemaps=("/sitemap.xml",), feeds=("/rss.xml",))
        crawl(site, archive)
        assert secret.log == []
        assert rows(archive, "select count(*) from articles") == [(1,)]
        found = states(archive, server.base_url)
        assert {found[path][0] for path in redirects} == {"refused"}

    @pytest.mark.parametrize(
        "host", ["127.0.0.2", "2130706434", "0x7f000002", "127.2", "[::ffff:127.0.0.2]"]
    )
    def test_a_site_may_not_be_there_unless_loopback_is_allowed(
        self, secret: Hostile, archive: Path, host: str
    ) -> None:
        base_url = f"http://{host}:{secret.port}"
        ended = crawl(site_of(base_url), archive, allow_loopback=False, contact="me@example.org")
        assert secret.log == []
        assert ended.code == 3
        ((reason,),) = rows(archive, "select distinct reason from pages where url like '%/news'")
        assert reason.startswith("robots.txt unreachable")

    def test_the_control_reaches_it(self, secret: Hostile, archive: Path) -> None:
        """With the guard off the same crawl arrives, so the zeros above mean something."""
        crawl(site_of(secret.base_url, hosts=(f"127.0.0.2:{secret.port}",)), archive)
        assert secret.log


class TestCertificates:
    @pytest.mark.parametrize("kind", ["self-signed", "wrong host"])
    def test_a_bad_certificate_is_a_failure_and_no_page(
        self, archive: Path, tmp_path: Path, kind: str
    ) -> None:
        context = context_for("127.0.0.1" if kind == "self-signed" else "x.example", tmp_path)
        with Hostile(context=context) as server:
            ended = crawl(site_of(server.base_url), archive)
            assert server.log == []
            assert ended.code == 3
            _, reason = states(archive, server.base_url)["/robots.txt"]
            assert "certificate" in (reason or "")


def test_nothing_listens_during_a_crawl(server: Hostile, archive: Path) -> None:
    ports: list[int] = []
    running = start(site_of(server.base_url), archive)
    server.on_request = lambda path: ports.append(running.listening())
    assert running.finish().code == 0
    assert ports
    assert set(ports) == {0}


def test_two_sites_in_one_run(server: Hostile, archive: Path) -> None:
    with Hostile() as other:
        other.routes["/robots.txt"] = text("", "500 Oops")
        sites = [
            site_of(server.base_url, name="one"),
            site_of(other.base_url, name="two", listings=(Listing(path="/n"),)),
        ]
        ended: Ended = crawl(sites, archive)
    assert ended.verdict is not None
    assert (ended.code, ended.verdict.new) == (1, 3)
    by_site = "select s.name, count(*) from pages p join sites s on s.id = site_id group by 1"
    assert dict(rows(archive, by_site)) == {"one": 5, "two": 2}


def test_a_site_that_stops_answering_is_left_alone(server: Hostile, archive: Path) -> None:
    server.fallback = lambda path: response(b"", status="418 Teapot")
    server.routes["/robots.txt"] = text("")
    server.routes["/news"] = response(listing(*(f"/news/{number}" for number in range(40))))
    ended = crawl(site_of(server.base_url), archive)
    # One more is on its way when the tenth is counted.
    assert len(server.log) <= 2 + 10 + 1
    assert ended.verdict is not None
    assert ended.verdict.reason == "site_failing"
    known = rows(archive, "select count(*) from pages where state = ?", PageState.KNOWN)
    assert known[0][0] >= 29


def test_a_site_is_needed(archive: Path) -> None:
    nobody: list[Site] = []
    ended = crawl(nobody, archive, missing=True)
    assert (ended.code, archive.exists()) == (2, False)


def test_a_public_site_needs_a_contact(archive: Path) -> None:
    ended = crawl(site_of("https://www.example.org"), archive, missing=True)
    assert (ended.code, archive.exists()) == (2, False)
    assert "contact" in ended.error
