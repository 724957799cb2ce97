"""What a robots.txt says."""

from __future__ import annotations

import random
from time import process_time
from urllib.parse import quote

import pytest
from protego import Protego

from scraper.robots import AGENT, MAX_BYTES, read_robots, robots_url

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
        ("User-agent: *\nCrawl-delay: 3600", 3600.0),
        ("User-agent: *\nCrawl-delay: 1e300", 86_400.0),
        ("User-agent: *\nCrawl-delay: inf", 0.0),
        ("User-agent: *\nRequest-rate: 1/2d", 86_400.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nRequest-rate: 1/10s", 10.0),
        ("User-agent: *\nCrawl-delay: 20\nRequest-rate: 1/10s", 20.0),
        ("User-agent: other\nCrawl-delay: 9", 0.0),
    ],
)
def test_delay(rules: str, delay: float) -> None:
    assert read_robots(URL, 200, rules.encode()).delay == delay


@pytest.mark.parametrize(
    ("delay", "severity"), [("60", None), ("61", "note"), ("86400", "note"), ("86401", "warning")]
)
def test_a_delay_that_a_person_should_know_of(delay: str, severity: str | None) -> None:
    robots = read_robots(URL, 200, f"User-agent: *\nCrawl-delay: {delay}\n".encode())
    said = [(problem.code, problem.severity) for problem in robots.problems]
    assert said == ([("crawl_delay_long", severity)] if severity else [])


@pytest.mark.parametrize(
    ("name", "is_us"),
    [
        ("clusternews", True),
        ("ClusterNews/2.1", True),
        ("clusternews*", True),
        ("clusternews (news archive)", True),
        ("cluster", False),
        ("clusternews-images", False),
        ("mozilla clusternews", False),
        ("", False),
    ],
)
def test_who_is_meant(name: str, is_us: bool) -> None:
    rules = f"User-agent: {name}\nDisallow: /x\n\nUser-agent: *\nDisallow: /y\n"
    assert (allowed(rules, "/x"), allowed(rules, "/y")) == (not is_us, is_us)


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: other\nUser-agent: *\nDisallow: /x",
        "User-agent: *\nSitemap: /s.xml\nUser-agent: other\n\nDisallow: /x",
        "User-agent: *\nDisallow: /y\nUser-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /x",
        "User agent: *\nDisallow /x",
        "garbage\nUser-agent: * # all\nCrawl-delay: 1\nDisallow: /x # not this",
    ],
)
def test_groups(rules: str) -> None:
    assert (allowed(rules, "/x"), allowed(rules, "/z")) == (False, True)


def matches(pattern: str, path: str) -> bool:
    """RFC 9309, 2.2.3, letter by letter."""
    if not pattern:
        return True
    if pattern == "$":
        return not path
    if pattern[0] == "*":
        return any(matches(pattern[1:], path[at:]) for at in range(len(path) + 1))
    return path[:1] == pattern[0] and matches(pattern[1:], path[1:])


def by_the_letter(groups: list[tuple[str, list[tuple[str, str]]]], path: str) -> bool:
    """RFC 9309, 2.2.1 and 2.2.2: our own groups, else those of everybody; the longest rule
    that matches counts, and of equally long ones the one that allows."""
    own = [rule for agent, rules in groups if agent.lower() == "clusternews" for rule in rules]
    if not any(agent.lower() == "clusternews" for agent, _ in groups):
        own = [rule for agent, rules in groups if agent == "*" for rule in rules]
    found = [
        (len(pattern), verb == "Allow")
        for verb, pattern in own
        if matches(quote(pattern, "/*$%"), quote(path, "/%"))
    ]
    return max(found, default=(0, True))[1]


def generated(seed: int) -> tuple[str, list[tuple[str, list[tuple[str, str]]]], str]:
    """A robots.txt, its groups, and a path that is near to its rules."""
    chance = random.Random(seed)
    pieces = ["/", "/a", "b", "*", "/news", ".html", "%C3%A9", "-", "/*/", "x1"]
    groups = []
    for agent in chance.sample(["*", "clusternews", "ClusterNews", "archiver", "other"], 3):
        rules = []
        for _ in range(chance.randint(1, 6)):
            end = "$" if chance.random() < 0.2 else ""
            pattern = "/" + "".join(chance.choices(pieces, k=chance.randint(0, 4))) + end
            rules.append((chance.choice(["Allow", "Disallow"]), pattern))
        groups.append((agent, rules))
    pattern = chance.choice([rule for _, rules in groups for _, rule in rules]).rstrip("$")
    path = "".join(chance.choice(["", "a", "/b/"]) if one == "*" else one for one in pattern)
    path += chance.choice(["", "", "/a", "b.html", "x1"])
    blocks = []
    for agent, rules in groups:
        lines = [f"User-agent: {agent}", *(f"{verb}: {one}" for verb, one in rules)]
        blocks.append(chance.choice(["\n", "\r\n"]).join(lines))
    return "\n\n".join(blocks), groups, path


def test_500_rules_and_addresses_against_two_others() -> None:
    allowed_by = [0, 0]
    for seed in range(500):
        body, groups, path = generated(seed)
        ours = allowed(body, path)
        url = f"https://www.example.eu{path}"
        assert ours == by_the_letter(groups, path), (body, path)
        assert ours == bool(Protego.parse(body).can_fetch(url, AGENT)), (body, path)
        allowed_by[ours] += 1
    assert min(allowed_by) > 100, "both answers are tried"


@pytest.mark.parametrize(
    "line",
    [
        "Disallow: /a{0}/b{0}\n",
        "Disallow: /*{0:x}*q\n",
        "Disallow: /$x$y${0}$\n",
        "Disallow: /" + "*a" * 30 + "{0}\n",
        "User-agent: bot{0}\n",
    ],
    ids=["plain", "wildcards", "dollars", "stars", "agents"],
)
def test_a_huge_one_is_read_and_matched_within_2_s(line: str) -> None:
    """What it may cost in memory is measured with a crawl (tests/test_crawl_manners.py)."""
    size = 300_000 if line.startswith("User") else 600_000
    rules = "".join(line.format(number) for number in range(size // len(line.format(9_999))))
    rules += "".join(f"Disallow: /{number}\n" for number in range(9_000))
    body = ("User-agent: *\nDisallow: /private\n" + rules).encode().ljust(12 * 2**20, b"#")
    begun = process_time()
    robots = read_robots(URL, 200, body)
    assert robots.allows(f"https://www.example.eu/news/{'a' * 1900}b")
    assert not robots.allows("https://www.example.eu/private/x")
    assert process_time() - begun <= 2


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
