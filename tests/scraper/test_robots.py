"""What a robots.txt says."""

from __future__ import annotations

import pytest

from scraper.robots import MAX_BYTES, read_robots, robots_url

URL = "https://www.example.eu/robots.txt"


def allowed(body: str | bytes, path: str = "/news/a", status: int = 200) -> bool:
    data = body.encode() if isinstance(body, str) else body
    return read_robots(URL, status, data).allows(f"https://www.example.eu{path}")


@pytest.mark.parametrize(
    ("rules", "path", "is_allowed"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/a", "/news/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?a", True),
        ("USER-AGENT: *\r\ndisallow: /x\r\n", "/x", False),
        ("User-agent: clusternews\nDisallow: /x\n\nUser-agent: *\nDisallow: /y", "/y", True),
        ("User-agent: other\nDisallow: /", "/x", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("\ufeffUser-agent: *\nDisallow: /x", "/x", False),
        ("User-agent: *\nDisallow: /" + "*a" * 30, "/" + "a" * 2000 + "b", False),
    ],
)
def test_rules(rules: str, path: str, is_allowed: bool) -> None:
    assert allowed(rules, path) is is_allowed


@pytest.mark.parametrize(
    ("status", "is_allowed"),
    [(404, True), (403, True), (401, True), (429, False), (500, False), (503, False), (304, False)],
)
def test_status(status: int, is_allowed: bool) -> None:
    assert allowed("User-agent: *\nAllow: /", status=status) is is_allowed


def test_the_first_512_kib_count_up_to_the_last_whole_line() -> None:
    filler = "# filler\n" * (MAX_BYTES // 9 + 1)
    assert not allowed("User-agent: *\nDisallow: /x\n" + filler, "/x")
    assert allowed(filler + "User-agent: *\nDisallow: /x\n", "/x")
    head = "User-agent: *\n"
    cut = head + "#" * (MAX_BYTES - len(head) - len("\nDisallow: /n")) + "\nDisallow: /news"
    assert allowed(cut, "/no")
    (problem,) = read_robots(URL, 200, cut.encode()).problems
    assert problem.code == "robots_too_long"


@pytest.mark.parametrize(
    ("rules", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: -1", 0.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nRequest-rate: 1/10s", 10.0),
        ("User-agent: *\nCrawl-delay: 20\nRequest-rate: 1/10s", 20.0),
        ("User-agent: other\nCrawl-delay: 9", 0.0),
    ],
)
def test_delay(rules: str, delay: float) -> None:
    assert read_robots(URL, 200, rules.encode()).delay == delay


def test_sitemaps() -> None:
    found = read_robots(URL, 200, b"Sitemap: https://a.example/1.xml\nsitemap: /2.xml\n")
    assert found.sitemaps == ("https://a.example/1.xml", "/2.xml")


@pytest.mark.parametrize(
    "body", [b"<!DOCTYPE html><html>", b"\n<HTML><body>", b"\xef\xbb\xbf<html>"]
)
def test_a_page_in_its_place_is_flagged(body: bytes) -> None:
    robots = read_robots(URL, 200, body)
    assert [problem.code for problem in robots.problems] == ["robots_html"]
    assert robots.allows("https://www.example.eu/x")


def test_bytes_of_any_kind_are_no_error() -> None:
    assert allowed(bytes(range(256)) * 100)


def test_where_the_rules_stand() -> None:
    assert robots_url("https://www.example.eu:443/a?b") == URL
