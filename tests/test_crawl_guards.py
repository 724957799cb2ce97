"""What no server can make a crawl do: reach inwards, hand on secrets, trust, wait or mistake."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from scrapy.resolver import CachingHostnameResolver, dnscache
from twisted.internet.address import IPv4Address
from twisted.internet.defer import ensureDeferred
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.error import DNSLookupError
from twisted.internet.protocol import Factory, Protocol

from scraper.resolver import GuardedResolver
from scraper.robots import read_robots
from tests.certificates import Authority, context_for
from tests.crawling import Ended, Running, crawl, rows, site_of, states
from tests.hostile import Answer, Hostile, article, listing, raw, redirect, response
from tests.scraper.test_resolver import Receiver

WHOLE = article("A whole page")


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as running:
        running.fallback = lambda path: (
            response(article(f"The story {path}"))
            if path.startswith("/news/")
            else response(b"", status="404 Not Found")
        )
        yield running


@pytest.fixture
def secret() -> Iterator[Hostile]:
    """Another server, which must not be reached."""
    with Hostile("127.0.0.2") as listener:
        listener.fallback = lambda path: response(article("A secret"))
        yield listener


def articles(archive: Path) -> int:
    count: int = rows(archive, "select count(*) from articles")[0][0]
    return count


class TestPlaces:
    INWARDS = (
        *("127.0.0.2", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("[::1]", "[fc00::1]", "[fe80::1]", "[::ffff:127.0.0.2]", "2130706434", "localhost"),
    )
    STATUSES = ("301 Moved", "302 Found", "303 Other", "307 Temporary", "308 Permanent")

    def test_no_redirect_of_any_kind_leads_inwards(
        self, server: Hostile, secret: Hostile, archive: Path
    ) -> None:
        for number, status in enumerate(self.STATUSES):
            for host in self.INWARDS:
                target = f"http://{host}:{secret.port}/news/x"
                server.routes[f"/news/{number}/{host.strip('[]').replace(':', '_')}"] = redirect(
                    target, status
                )
        paths = list(server.routes)
        meta = f"<meta http-equiv='refresh' content='0; url={secret.base_url}/news/x'>"
        server.routes["/news/meta"] = response(WHOLE.replace("<title>", f"{meta}<title>"))
        server.routes["/news"] = response(listing(*paths, "/news/meta"))
        crawl(site_of(server.base_url), archive)
        assert secret.log == []
        found = states(archive, server.base_url)
        assert len(paths) == 60
        assert {found[path][0] for path in paths} == {"refused"}
        assert found["/news/meta"][0] == "fetched"

    @pytest.mark.parametrize("path", ["/news", "/robots.txt"])
    def test_where_a_crawl_begins_may_not_lead_away_either(
        self, server: Hostile, secret: Hostile, archive: Path, path: str
    ) -> None:
        server.routes["/news"] = response(listing("/news/a"))
        server.routes[path] = redirect(f"{secret.base_url}/news")
        crawl(site_of(server.base_url), archive)
        assert secret.log == []

    def test_only_the_web_is_asked(self, server: Hostile, archive: Path, tmp_path: Path) -> None:
        canary = tmp_path / "canary.html"
        canary.write_text(article("CANARYBYTES"))
        links = [f"file://{canary}", f"FILE:{canary}", f"view-source:file://{canary}"]
        links += [f"file://localhost{canary}", f"ftp://127.0.0.1{canary}", "s3://bucket/key"]
        links += ["data:text/html,CANARYBYTES", "javascript:alert(1)", "gopher://127.0.0.1/"]
        server.routes["/news"] = response(listing("/news/a", *links))
        entries = "".join(f"<url><loc>{link}</loc></url>" for link in links)
        server.routes["/s.xml"] = response(f"<urlset>{entries}</urlset>", kind="text/xml")
        items = "".join(f"<item><link>{link}</link></item>" for link in links)
        rss = f"<rss version='2.0'><channel>{items}</channel></rss>"
        server.routes["/f.xml"] = response(rss, kind="text/xml")
        crawl(site_of(server.base_url, sitemaps=("/s.xml",), feeds=("/f.xml",)), archive)
        assert articles(archive) == 1
        titles = rows(archive, "select title from articles")
        assert "CANARY" not in str(titles)
        assert b"The story /news/a" in dump(archive)
        assert "<title>CANARYBYTES" not in dump(archive).decode("utf-8", "replace")

    def test_what_a_name_means_is_decided_when_it_is_used(self, tmp_path: Path) -> None:
        """A name server that says one thing to who checks and another to who connects."""
        log = tmp_path / "log"
        with Hostile("127.0.0.2") as listener:
            assert Running(_rebound, listener.port, True, log=log).finish().value == [0, 0]
            assert listener.log == []
            # The control: without the guard all of them arrive.
            assert Running(_rebound, listener.port, False, log=log).finish().value == [100, 100]


def dump(archive: Path) -> bytes:
    return b"".join(path.read_bytes() for path in archive.parent.glob("t.db*"))


class TwoFaced:
    """A name server: a public address for who asks first, one of ours for who asks again."""

    def __init__(self, port: int, *answers: str) -> None:
        self._port, self._answers = port, cycle(answers)

    def resolveHostName(self, receiver: Any, name: str, *rest: Any) -> Any:
        receiver.resolutionBegan(None)
        receiver.addressResolved(IPv4Address("TCP", next(self._answers), self._port))
        receiver.resolutionComplete()


class Silent(Protocol):
    def connectionMade(self) -> None:
        transport: Any = self.transport
        transport.write(b"GET /secret HTTP/1.0\r\n\r\n")


def _rebound(port: int, is_guarded: bool) -> Ended:
    """How many of a hundred connections are made, without a cache of names and with one."""
    reactor: Any = import_module("twisted.internet.reactor")
    made: list[int] = []

    async def tried() -> None:
        for is_cached, answers in ((0, ("93.184.216.34", "127.0.0.2")), (1, ("127.0.0.2",))):
            reactor.installNameResolver(TwoFaced(port, *answers))
            kind = GuardedResolver if is_guarded else CachingHostnameResolver
            more = (False,) if is_guarded else ()
            resolver: Any = kind(reactor, 999, *more)
            reactor.installNameResolver(resolver)
            made.append(0)
            for number in range(100):
                name = f"n{number}.example"
                resolver.resolveHostName(Receiver(), name, port)
                if not is_cached:
                    dnscache.clear()
                with suppress(DNSLookupError):
                    endpoint: Any = HostnameEndpoint(reactor, name, port)
                    await endpoint.connect(Factory.forProtocol(Silent))
                    made[-1] += 1

    def begin() -> None:
        ensureDeferred(tried()).addBoth(failed.append).addBoth(lambda _: reactor.stop())

    failed: list[object] = []
    reactor.callWhenRunning(begin)
    reactor.callLater(50, reactor.stop)
    reactor.run(installSignalHandlers=False)
    assert failed == [None], failed
    return Ended(0, value=made)


class TestCertificates:
    @pytest.mark.parametrize("kind", ["fine", "self-signed", "wrong host", "expired"])
    def test_a_server_is_who_it_says_or_is_not_asked(
        self, archive: Path, tmp_path: Path, kind: str
    ) -> None:
        authority = Authority(tmp_path)
        context = authority.context_for(
            "x.example" if kind == "wrong host" else "127.0.0.1",
            days=-1 if kind == "expired" else 1,
        )
        if kind == "self-signed":
            context = context_for("127.0.0.1", tmp_path)
        with Hostile(context=context) as server:
            server.routes["/news"] = response(listing("/news/a"))
            server.fallback = lambda path: response(WHOLE, status="200 OK")
            server.routes["/robots.txt"] = response(b"", status="404 Not Found")
            trust = {"SSL_CERT_FILE": str(authority.path)}
            ended = crawl(site_of(server.base_url), archive, environment=trust)
            # The control: with a certificate that is in order the same server is asked.
            assert (ended.code, bool(server.log)) == ((0, True) if kind == "fine" else (3, False))
            reason = states(archive, server.base_url)["/robots.txt"][1] or ""
            assert ("certificate not valid" in reason) == (kind != "fine"), reason


def test_nothing_is_handed_on_from_host_to_host(server: Hostile, archive: Path) -> None:
    """Another port, another host, a name and password in the address: no header says who asks."""
    with Hostile("127.0.0.2") as own, Hostile("127.0.0.3") as foreign:
        hosts = tuple(one.base_url.partition("://")[2] for one in (server, own))
        asks = ("Set-Cookie: session=S3CRET", 'WWW-Authenticate: Basic realm="x"')
        server.routes["/news/0"] = response(WHOLE, *asks, status="401 Who")
        server.routes["/news/1"] = response(WHOLE, *asks)
        own.fallback = lambda path: response(article(f"The story {path}"), *asks)
        ways = [f"{own.base_url}/news/a", own.base_url.replace("://", "://me:S3CRET@") + "/news/b"]
        ways += [f"{foreign.base_url}/news/c", foreign.base_url.replace("http:", "https:")]
        for number, way in enumerate(ways, start=2):
            server.routes[f"/news/{number}"] = redirect(way)
        server.routes["/news"] = response(listing(*(f"/news/{number}" for number in range(6))))
        crawl(site_of(server.base_url, hosts=hosts), archive)
        assert foreign.log == []
        assert "/news/a" in own.paths
        assert "/news/b" not in own.paths
        heads = "".join(request.head for request in (*server.log, *own.log))
        names = {line.partition(":")[0].lower() for line in heads.splitlines() if ":" in line}
        assert names == {"host", "accept", "accept-encoding", "user-agent"}
        assert b"S3CRET@" not in dump(archive)


def test_a_site_that_hangs_holds_no_other(server: Hostile, archive: Path) -> None:
    async def silence(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    links = [f"/news/{number}" for number in range(5)]
    server.routes["/news"] = response(listing(*links))
    with Hostile() as hanging, Hostile() as half:
        hanging.fallback = lambda path: silence
        half.routes = {**server.routes, "/news/2": silence}
        half.fallback = server.fallback
        quick = [site_of(server.base_url, name=f"quick{number}") for number in range(5)]
        slow = [site_of(one.base_url, name=one.base_url[-5:]) for one in (hanging, half)]
        limits = {"DOWNLOAD_TIMEOUT": 2, "RETRY_TIMES": 0}
        ended = crawl([*slow, *quick], archive, settings=limits)
        assert ended.code == 1
        # All of it was asked for while the others hung, before any of them had timed out.
        assert Counter(server.paths)["/news/4"] == len(quick)
        assert server.log[-1].time < hanging.log[0].time + 2
        assert "/news/4" in half.paths


LABELS: dict[str, tuple[Answer, bool]] = {
    "pdf-as-html": (response(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(2000)), False),
    "png-as-html": (response(b"\x89PNG\r\n\x1a\n" + bytes(2000)), False),
    "jpeg-as-html": (response(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(2000)), False),
    "zip-as-html": (response(b"PK\x03\x04" + bytes(2000)), False),
    "gzip-as-html": (response(b"\x1f\x8b\x08" + bytes(2000)), False),
    "json-as-html": (response('{"title": "News", "body": "' + "A text. " * 99 + '"}'), False),
    "noise-as-html": (response(bytes(range(256)) * 20), False),
    "empty-as-html": (response(b""), False),
    "feed-as-html": (response("<rss version='2.0'><channel></channel></rss>"), False),
    "pdf-as-pdf": (response(b"%PDF-1.7\n" + bytes(2000), kind="application/pdf"), False),
    "video-as-video": (response(bytes(2000), kind="video/mp4"), False),
    "html-as-octets": (response(WHOLE, kind="application/octet-stream"), True),
    "html-as-nothing": (
        raw("HTTP/1.1 200 OK", f"Content-Length: {len(WHOLE)}", body=WHOLE.encode()),
        True,
    ),
    "html-as-text": (response(WHOLE, kind="text/plain"), True),
}


def test_what_a_page_is_shows_its_bytes_and_not_its_label(server: Hostile, archive: Path) -> None:
    server.routes |= {f"/news/{name}": answer for name, (answer, _) in LABELS.items()}
    server.routes["/news"] = response(listing(*(f"/news/{name}" for name in LABELS)))
    crawl(site_of(server.base_url), archive, settings={"RETRY_TIMES": 0})
    found = {url.rpartition("/")[2] for (url,) in rows(archive, "select url from articles")}
    assert found == {name for name, (_, is_article) in LABELS.items() if is_article}
    left = {name: states(archive, server.base_url)[f"/news/{name}"] for name in LABELS}
    unclear = {name: end for name, end in left.items() if end[0] == "known" or not end[0]}
    assert unclear == {}
    assert all(left[name][1] for name, (_, is_article) in LABELS.items() if not is_article), left


BANS = (
    "<h1>Access denied</h1><p>Too many requests from your network.</p>",
    "<h1>Just a moment...</h1><p>Checking your browser before you go on.</p>",
    "<h1>429 Too Many Requests</h1>",
    "",
)


@pytest.mark.parametrize("ban", BANS)
def test_a_ban_page_replaces_nothing(server: Hostile, archive: Path, ban: str) -> None:
    """After so many requests the server answers every page with the same one, and 200."""
    links = [f"/news/{number}" for number in range(8)]
    server.routes["/news"] = response(listing(*links))
    site = site_of(server.base_url)
    crawl(site, archive)
    assert articles(archive) == len(links)
    kept = "select a.id, a.title, v.* from articles a join versions v on v.article_id = a.id"
    before = rows(archive, kept)
    page = f"<!DOCTYPE html><html><head><title>Sorry</title></head><body>{ban}</body></html>"
    server.fallback = lambda path: response(page)
    crawl(site, archive, full=True)
    assert rows(archive, kept) == before


def test_every_address_ends_in_one_state(server: Hostile, archive: Path) -> None:
    """Three hundred of fifteen kinds: what was asked for has one visit, the rest a reason."""
    kinds: list[tuple[str, Answer]] = [
        ("/news/good-{}", response(WHOLE)),
        ("/news/gone-{}", response(b"", status="410 Gone")),
        ("/news/self-{}", redirect("/news/self-{}")),
        ("/news/away-{}", redirect("http://elsewhere.example/{}")),
        ("/news/same-{}", redirect("/news/good-1")),
        ("/news/login-{}", redirect("/user/login?to={}")),
        ("/news/long-{}" + "x" * 2100, b""),
        ("http://me:pw@127.0.0.1/news/{}", b""),
        ("http://elsewhere.example/news/{}", b""),
        ("/news/%00-{}", b""),
        ("mailto:me{}@example.org", b""),
        ("/news/picture-{}.jpg", b""),
        ("/news/" + "a/" * 25 + "{}", b""),
        ("/news/x/x/x/{}", b""),
        ("/news/pdf-{}", response(b"%PDF-1.7\n" + bytes(999))),
    ]
    links = []
    for number in range(20):
        for link, answer in kinds:
            links.append(link.format(number))
            if isinstance(answer, bytes):
                server.routes[links[-1]] = answer.replace(b"{}", str(number).encode())
    server.routes["/news"] = response(listing(*links))
    server.routes["/robots.txt"] = response(b"", status="404 Not Found")
    crawl(site_of(server.base_url, ignored_paths=("/user/",)), archive)
    visits = "select url from visits v join pages p on p.id = v.page_id"
    visited = Counter(url.removeprefix(server.base_url) for (url,) in rows(archive, visits))
    assert visited == Counter(server.paths)
    assert max(visited.values()) == 1
    loose = "select url from pages where state = 'known'"
    assert rows(archive, loose) == []
    unexplained = rows(archive, "select url from pages where state = 'refused' and reason is null")
    assert unexplained == []
    refused = rows(archive, "select count(*) from pages where state = 'refused'")[0][0]
    # Of links that are no address of a web page (mailto) nothing is known.
    assert refused >= 7 * 20


def test_rules_that_take_long_to_match() -> None:
    stars = "\n".join(f"Disallow: /{'*a' * 30}x{number}$" for number in range(50))
    began = time.monotonic()
    robots = read_robots("https://x.example/robots.txt", 200, f"User-agent: *\n{stars}".encode())
    assert robots.allows("https://x.example/news/" + "a" * 2000)
    huge = b"User-agent: *\n" + b"Disallow: /a*b/c*d\n" * 600_000
    robots = read_robots("https://x.example/robots.txt", 200, huge)
    assert (len(robots.body), robots.allows("https://x.example/news/a")) == (512 * 1024, True)
    assert time.monotonic() - began < 4
