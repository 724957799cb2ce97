"""Which spellings are one page, which are not, and what is never asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Request

from archive.records import PageKind
from scraper.site import Site
from scraper.urls import address, canonicalize, origin_of, refusal, resolve

SITE = Site(
    name="example",
    title="Example",
    base_url="https://www.example.eu",
    hosts=("example.eu", "www.example.eu"),
    witness_hosts=("preview.example.eu", "qa.hosted.example:8443"),
    ignored_paths=(r"/user(/|$)",),
    identity_parameters=("font",),
)
BASE = "https://www.example.eu"
PLAIN = Site(name="plain", title="Plain", base_url=BASE, hosts=SITE.hosts)


@pytest.mark.parametrize(
    "twin",
    [
        "http://www.example.eu/news/x",
        "https://example.eu/news/x",
        "HTTPS://WWW.Example.EU/news/x",
        "https://www.example.eu:443/news/x",
        "http://example.eu:80/news/x",
        "http://www.example.eu./news/x",
        "https://preview.example.eu/news/x",
        "https://qa.hosted.example:8443/news/x",
        "http://default/news/x",
        "//example.eu/news/x",
        "/news/x",
        "news/x",
        "https:////www.example.eu/news/x",
        "https:/www.example.eu/news/x",
        "https://www.example.eu//news///x",
        "https://www.example.eu/news/x/",
        "https://www.example.eu/news/x#comments",
        "https://www.example.eu/news/x?",
        "https://www.example.eu/news/x/index.html",
        "https://www.example.eu/index.php/news/x/",
        "https://www.example.eu/news/./y/../x",
        "https://www.example.eu/news/%78",
        "https://www.example.eu/news/%2e%2e/news/x",
        "https://www.example.eu/news/x;jsessionid=0A1B2C",
        "https://www.example.eu/news/x;JSESSIONID=0A1B2C?utm_source=mail",
        "https://www.example.eu/news/x?utm_source=a&utm_medium=b&fbclid=c&gclid=d&mc_cid=e",
        "https://www.example.eu/news/x?inheritRedirect=true",
        "https://www.example.eu/news/x?no_cache=1&cHash=4f",
        "https://www.example.eu/news/x?view=renderPrint",
        "https://www.example.eu/news/x?PHPSESSID=9f8e7d",
        "https://www.example.eu/news/x?sid=9f8e7d6c5b4a39281706",
        "https://www.example.eu/news/x?date=2023-02&t=list",
        "  https://www.example.eu/news/x\n",
        "https://www.example.eu/ne\tws/x",
    ],
)
def test_twins_are_one_page(twin: str) -> None:
    assert canonicalize(twin, SITE) == f"{BASE}/news/x"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.example.eu", f"{BASE}/"),
        ("https://www.example.eu/index.php", f"{BASE}/"),
        ("/News/X", f"{BASE}/News/X"),
        ("/news.php?id=86", f"{BASE}/news.php?id=86"),
        ("/da/Nyhed.aspx?PID=19&NewsId=965", f"{BASE}/da/Nyhed.aspx?NewsId=965&PID=19"),
        ("/?p=7438", f"{BASE}/?p=7438"),
        ("/list?item=3&pag=2", f"{BASE}/list?item=3&pag=2"),
        ("/tags/x?page=2%2C0%2C0%2C1", f"{BASE}/tags/x?page=2,0,0,1"),
        (
            "/index.php?option=com_content&id=1074%3Aslug",
            f"{BASE}/index.php?id=1074:slug&option=com_content",
        ),
        ("/story?sid=123", f"{BASE}/story?sid=123"),
        ("/a%2fb", f"{BASE}/a%2Fb"),
        ("/caf%c3%a9", f"{BASE}/caf%C3%A9"),
        ("/café", f"{BASE}/caf%C3%A9"),
        ("/a b?q=c d&r=e%20f", f"{BASE}/a%20b?q=c+d&r=e+f"),
        ("/100%", f"{BASE}/100%25"),
        ("/x?tx_news[id]=5", f"{BASE}/x?tx_news%5Bid%5D=5"),
        ("/x?tag=b&tag=a", f"{BASE}/x?tag=b&tag=a"),
        ("https://other.example/a/../B/?z=1&a=2", "https://other.example/B?a=2&z=1"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("https://www.example.eu:8443/x", "https://www.example.eu:8443/x"),
        ("http://me:secret@www.example.eu/x", "https://***@www.example.eu/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_canonical_form(url: str, canonical: str) -> None:
    assert canonicalize(url, PLAIN) == canonical


def test_a_site_can_say_what_is_identity_to_it() -> None:
    assert canonicalize("/x?font=4", SITE) == f"{BASE}/x?font=4"
    assert canonicalize("/x?font=4", PLAIN) == f"{BASE}/x"


def test_the_address_keeps_what_a_server_may_insist_on() -> None:
    found = "http://example.eu/index.php/news/x/?cHash=4f&b=1&a=2&utm_source=m#top"
    assert address(found, SITE) == f"{BASE}/index.php/news/x/?cHash=4f&b=1&a=2"
    assert address("/x/", SITE, origin="http://example.eu") == "http://example.eu/x/"


def test_an_idn_host_is_one_in_both_spellings() -> None:
    site = Site(
        name="b", title="B", base_url="https://bücher.example", hosts=("xn--bcher-kva.example",)
    )
    twins = {canonicalize(f"{start}/x", site) for start in ("https://BÜCHER.example", "")}
    assert twins == {"https://xn--bcher-kva.example/x"}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://www.example.eu/x", "scheme ftp"),
        ("file:///etc/passwd", "scheme file"),
        ("javascript:void(0)", "scheme javascript"),
        ("data:text/html,x", "scheme data"),
        ("https://other.example/x", "off-site"),
        ("http://127.0.0.1/x", "off-site"),
        ("http://2130706433/x", "off-site"),
        ("http://[::1]/x", "off-site"),
        ("https://www.example.eu.evil.example/x", "off-site"),
        ("https://www.example.eu@evil.example/x", "user name"),
        ("https://me:secret@www.example.eu/x", "user name"),
        ("https://www.example.eu:8080/x", "off-site"),
        ("https://www.example.eu\\@evil.example/", "backslash"),
        ("http:\\\\127.0.0.1\\x", "backslash"),
        ("/x\x00y", "control characters"),
        ("/x%0d%0ay", "control characters"),
        ("/" + "a" * 3000, "longer than 2083"),
        ("/a" * 21, "more than 20"),
        ("/a/b/a/b/a/b", "repeats itself"),
        ("/a/a/a", "repeats itself"),
        ("/user/login?destination=x", "ignored"),
        ("/user", "ignored"),
        ("/files/report.PDF", "a file"),
        ("http://", "not a web address"),
        ("https://[half/x", "off-site"),
        ("https://exa mple.eu/x", "not a web address"),
    ],
)
def test_what_is_never_asked_for(url: str, reason: str) -> None:
    assert reason in (refusal(url, SITE) or "")


@pytest.mark.parametrize(
    "url",
    [
        "/news/x",
        "/news/pdf",
        "/a/b/a/b/c",
        "/news/version-2.0",
        "/users",
        "https://preview.example.eu/news/x",
    ],
)
def test_what_may_be_asked_for(url: str) -> None:
    assert refusal(url, SITE) is None


def test_a_sitemap_may_be_a_file() -> None:
    assert refusal("/sitemap.xml.gz", SITE) == "a file, not a page"
    assert refusal("/sitemap.xml.gz", SITE, kind=PageKind.SITEMAP) is None


def test_resolve_never_raises() -> None:
    assert resolve("?page=1", f"{BASE}/news") == f"{BASE}/news?page=1"
    assert resolve("https://[half/x", BASE) == "https://[half/x"


def test_origin() -> None:
    assert origin_of("HTTP://Example.EU:80/x") == "http://example.eu"
    assert origin_of("mailto:x") == ""


SPELLINGS = st.lists(
    st.sampled_from(
        (
            *("http://", "https:", "//", "/", "www.example.eu", "default", "..", "."),
            *("index.php", "index.html", "?", "&", "=", "a", "%2e", "%", "%25", "41", "%C3", "ä"),
            *("@", ":", "443", "[::1]", "\\", "\t", " ", "#", "\ud800", "\x00", "t=list"),
            *(";jsessionid=1", "amp=1", "[", "%5b"),
        )
    ),
    max_size=12,
).map("".join)


@given(SPELLINGS | st.text(max_size=60))
def test_canonical_form_is_stable_and_printable(url: str) -> None:
    once = canonicalize(url, SITE)
    assert canonicalize(once, SITE) == once
    assert once.isascii()
    asked = address(url, SITE)
    assert address(asked, SITE) == asked
    assert canonicalize(asked, SITE) == once


@given(SPELLINGS | st.text(max_size=60))
def test_what_is_not_refused_stays_on_the_site(url: str) -> None:
    if refusal(url, SITE) is None:
        assert origin_of(canonicalize(url, SITE)) == BASE
        assert refusal(canonicalize(url, SITE), SITE) is None


@given(SPELLINGS | st.text(max_size=60))
def test_what_is_not_refused_can_be_asked_for_at_its_own_host(url: str) -> None:
    if refusal(url, SITE) is None:
        request = Request(address(url, SITE))
        assert urlsplit(request.url).netloc == "www.example.eu"
        assert canonicalize(request.url, SITE) == canonicalize(url, SITE)
