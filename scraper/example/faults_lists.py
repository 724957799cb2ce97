"""Faults of what leads to articles: robots.txt, sitemaps, the feed, and listings without end."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache

from scraper.example.faults_kinds import Expected, Fault, Hit, Reply, Script, framed, html, redirect
from scraper.example.routes import Answer

_ROBOTS, _SITEMAP, _FEED, _LISTING = "/robots.txt", "/sitemap.xml", "/rss.xml", "/news"
_FRESH = "/content/trap-"
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LAUGHS = "".join(
    f'<!ENTITY l{level} "{f"&l{level - 1};" * 10 if level else "ha" * 50}">' for level in range(10)
)


def _plain(body: bytes, status: int = 200) -> Callable[[Hit], Reply]:
    return lambda hit: Answer(body, status, "text/plain; charset=utf-8")


def _rules_and(more: Callable[[], Iterable[bytes]]) -> Callable[[Hit], Reply]:
    """The healthy rules with more behind them."""

    def act(hit: Hit) -> Reply:
        healthy = hit.healthy()
        return healthy._replace(body=healthy.body + b"\nUser-agent: *\n" + b"".join(more()))

    return act


@lru_cache
def _many_rules() -> tuple[bytes, ...]:
    return tuple(b"Disallow: /no-such-folder-%06d/\n" % number for number in range(360_000))


def _slow_rules() -> Iterable[bytes]:
    return [b"Disallow: /" + b"*n" * 30 + b"*z$\n"]


def _with_mark(hit: Hit) -> Reply:
    healthy = hit.healthy()
    return healthy._replace(body=b"\xef\xbb\xbf" + healthy.body)


def _page(hit: Hit) -> Reply:
    return Answer(b"<!DOCTYPE html><html><head><title>Welcome</title></head><body></body></html>")


def _silence(hit: Hit) -> Reply:
    return Script([3600.0])


def _xml(text: str) -> Answer:
    return Answer(text.encode(), media_type="application/xml; charset=utf-8")


def _loop(hit: Hit) -> Reply:
    """The healthy parts, the index itself, and a fresh index below each index."""
    if "page" in hit.query:
        return None
    level = int(hit.query.get("level", "0"))
    children = ["", "?page=1", "?page=2", f"?level={level + 1}"]
    entries = "".join(
        f"<sitemap><loc>{hit.base_url}{_SITEMAP}{child}</loc></sitemap>" for child in children
    )
    return _xml(f"<sitemapindex {_NAMESPACE}>{entries}</sitemapindex>")


def _entries(more: Callable[[Hit], tuple[str, str]]) -> Callable[[Hit], Reply]:
    """The first healthy part, with a declaration before it and entries more in it."""

    def act(hit: Hit) -> Reply:
        if hit.query.get("page") != "1":
            return None
        declared, entries = more(hit)
        healthy = hit.healthy()
        text = healthy.body.decode().replace("?>", f"?>{declared}", 1)
        return healthy._replace(body=text.replace("</urlset>", f"{entries}</urlset>").encode())

    return act


def _foreign(hit: Hit) -> tuple[str, str]:
    locations = (f"http://host-{number}.example.net/news/a" for number in range(50_000))
    return "", "".join(f"<url><loc>{location}</loc></url>" for location in locations)


def _external(hit: Hit) -> tuple[str, str]:
    declared = (
        f'<!DOCTYPE urlset [<!ENTITY secret SYSTEM "{hit.secret}/entity">'
        '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    )
    entries = (f"<url><loc>{hit.base_url}/news/&{name};</loc></url>" for name in ("secret", "file"))
    return declared, "".join(entries)


def _laughs(hit: Hit) -> tuple[str, str]:
    entry = f"<url><loc>{hit.base_url}/news/&l9;</loc></url>"
    return f"<!DOCTYPE urlset [{_LAUGHS}]>", entry


def _to_the_secret(hit: Hit) -> tuple[str, str]:
    places = (hit.secret, "http://169.254.169.254", "http://10.0.0.1", "http://[::1]:81")
    return "", "".join(f"<url><loc>{place}/news/a</loc></url>" for place in places)


@lru_cache
def _big_bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(bytes(64 * 2**20)) + packer.flush()


def _sitemap_bomb(hit: Hit) -> Reply:
    return framed(_big_bomb(), "Content-Encoding: gzip", kind="application/xml")


def _feed_laughs(hit: Hit) -> Reply:
    healthy = hit.healthy()
    text = healthy.body.decode().replace("?>", f"?><!DOCTYPE rss [{_LAUGHS}]>", 1)
    return healthy._replace(body=text.replace("</title>", "&l9;</title>").encode())


def _behind(links: Callable[[Hit], Iterable[tuple[str, str]]]) -> Callable[[Hit], Reply]:
    """A listing with more links, as pairs of address and text, behind what it holds."""

    def act(hit: Hit) -> Reply:
        if hit.path.startswith(_FRESH):
            return _fresh(hit)
        more = "".join(f'<a href="{href}">{text}</a> ' for href, text in links(hit))
        return html(hit.healthy(), lambda page: page.replace("</body>", f"{more}</body>", 1))

    return act


def _fresh(hit: Hit) -> Answer:
    name = hit.path.removeprefix(_FRESH)
    said = f"Item {name} of the archive was written for nobody and is told at some length. "
    return Answer(
        f"<!DOCTYPE html><html lang='en'><head><title>Item {name}</title></head><body><article>"
        f"<h1>Item {name}</h1><div class='field--name-body'><p>{said * 9}</p></div>"
        "</article></body></html>".encode()
    )


def _next_month(hit: Hit) -> Iterable[tuple[str, str]]:
    year, month = map(int, hit.query.get("month", "2026-11").split("-"))
    after = f"{year + month // 12}-{month % 12 + 1:02}"
    yield f"{_LISTING}?month={after}", "Next month"
    yield f"{_LISTING}?month={after}", "next ›"


def _next_page(hit: Hit) -> Iterable[tuple[str, str]]:
    page = hit.query.get("page", "0").split(",")[0]
    yield f"{_LISTING}?page={int(page) + 1}", "next ›"


def _next_fresh(hit: Hit) -> Iterable[tuple[str, str]]:
    page = int(hit.query.get("page", "0").split(",")[0])
    yield f"{_FRESH}{page}", f"Item {page} of the archive"
    yield f"{_LISTING}?page={page + 1}", "next ›"


def _sessions(hit: Hit) -> Iterable[tuple[str, str]]:
    """Every link of the platform once more, each time with another session."""
    session = hashlib.sha256(f"{hit.target} {hit.total}".encode()).hexdigest()[:32]
    for name in ("sid", "PHPSESSID", "jsessionid"):
        yield f"{_LISTING}?{name}={session}", "News"
    yield f"{_LISTING};jsessionid={session}", "News"
    yield f"/content/about-platform?sid={session}", "About"


def _fault(
    name: str, at: str, does: str, act: Callable[[Hit], Reply], expect: Expected, *also: str
) -> Fault:
    return Fault(name=name, at=at, does=does, act=act, expect=expect, also=also)


_READ = Expected(states=("fetched",))
_REFUSED = Expected(states=("fetched",), problems=("sitemap_entries_refused",))
_NO_RULES = Expected(states=("failed",), exit_code=3)

LISTS = (
    _fault("robots-503", _ROBOTS, "says 503", _plain(b"", 503), _NO_RULES),
    _fault("robots-silent", _ROBOTS, "never answers", _silence, _NO_RULES),
    _fault(
        *("robots-secret", _ROBOTS, "redirects to the secret place"),
        *(lambda hit: redirect(f"{hit.secret}/robots.txt"), _NO_RULES),
    ),
    _fault(
        *("robots-huge", _ROBOTS, "holds 12 MB of rules", _rules_and(_many_rules)),
        Expected(states=("fetched",), problems=("robots_too_long",)),
    ),
    _fault("robots-slow", _ROBOTS, "holds a rule of 30 wildcards", _rules_and(_slow_rules), _READ),
    _fault(
        *("robots-html", _ROBOTS, "is a page", _page),
        Expected(states=("fetched",), problems=("robots_html",)),
    ),
    _fault("robots-mark", _ROBOTS, "begins with a byte order mark", _with_mark, _READ),
    _fault("sitemap-loop", _SITEMAP, "lists itself and one more below", _loop, _READ),
    _fault(
        *("sitemap-foreign", _SITEMAP, "lists 50,000 pages of other hosts", _entries(_foreign)),
        _REFUSED,
    ),
    _fault(
        *("sitemap-secret", _SITEMAP, "lists the secret place and private nets"),
        *(_entries(_to_the_secret), _REFUSED),
    ),
    _fault(
        *("sitemap-external", _SITEMAP, "names files as entities", _entries(_external)),
        Expected(states=("fetched",), problems=("sitemap_entry_without_address",)),
    ),
    _fault(
        *("sitemap-laughs", _SITEMAP, "nests entities by the billion", _entries(_laughs)),
        Expected(states=("fetched",), problems=("sitemap_entities",), exit_code=1),
    ),
    _fault(
        *("sitemap-html", _SITEMAP, "is a page", _page),
        Expected(states=("unreadable",), problems=("list_unusable",), exit_code=1),
    ),
    _fault(
        *("sitemap-bomb", _SITEMAP, "sends 64 KiB that unpack to 64 MiB", _sitemap_bomb),
        Expected(states=("unreadable",), reason="larger than", problems=("list_unusable",)),
    ),
    _fault(
        *("feed-laughs", _FEED, "nests entities by the billion", _feed_laughs),
        Expected(states=("fetched",), problems=("feed_entities",), exit_code=1),
    ),
    _fault("calendar-trap", _LISTING, "leads on to the next month", _behind(_next_month), _READ),
    _fault("endless-pager", _LISTING, "repeats its last page for ever", _behind(_next_page), _READ),
    _fault(
        *("endless-archive", _LISTING, "has one more article on each page, for ever"),
        *(_behind(_next_fresh), Expected(states=("fetched",), problems=("listing_cut",))),
        _FRESH,
    ),
    _fault("session-trap", _LISTING, "gives every link a new session", _behind(_sessions), _READ),
)
