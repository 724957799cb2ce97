"""What a redirect means, for every kind of target."""

from __future__ import annotations

import pytest

from archive.records import PageKind, PageState
from scraper.asked import Asked, Turn
from scraper.redirects import MAX_HOPS, Redirect, read_redirect
from scraper.site import Site

BASE = "https://www.example.eu"
SITE = Site(
    name="example",
    title="Example",
    base_url=BASE,
    hosts=("example.eu", "www.example.eu"),
    witness_hosts=("preview.example.eu",),
    ignored_paths=(r"/user(/|$)", r"/search"),
)


def asked(path: str = "/news/a", *, came_from: tuple[str, ...] = ()) -> Asked:
    return Asked(
        url=BASE + path.rstrip("/"),
        addresses=(BASE + path,),
        kind=PageKind.ARTICLE,
        turn=Turn.ARTICLE,
        lastmod="2026-04-04",
        came_from=came_from,
    )


def test_another_page_of_the_site() -> None:
    redirect = _read("/content/b/?utm_source=x#top")
    visit, follow = redirect.visit, redirect.follow
    assert visit is not None
    assert (visit.state, visit.reason) == (PageState.REDIRECTED, "status 301")
    assert visit.redirected_to == f"{BASE}/content/b"
    assert [link.url for link in visit.links] == [f"{BASE}/content/b"]
    assert follow is not None
    assert (follow.url, follow.address) == (f"{BASE}/content/b", f"{BASE}/content/b/")
    assert (follow.came_from, follow.lastmod) == ((f"{BASE}/news/a",), "2026-04-04")


@pytest.mark.parametrize(
    "location",
    [
        "http://www.example.eu/news/a",
        "https://example.eu/news/a",
        "/news/a/",
        "//example.eu/news/a",
    ],
)
def test_the_same_page_under_another_spelling_is_asked_for_once_more(location: str) -> None:
    redirect = _read(location)
    visit, follow = redirect.visit, redirect.follow
    assert visit is None
    assert follow is not None
    assert (follow.url, follow.addresses[0]) == (f"{BASE}/news/a", f"{BASE}/news/a")
    again = read_redirect(follow, 301, f"{BASE}/news/a".encode(), SITE)
    assert again.visit is not None
    assert (again.follow, again.visit.state) == (None, PageState.REDIRECTED)
    assert (again.visit.reason or "").startswith("redirect loop")


@pytest.mark.parametrize(
    ("location", "state", "reason"),
    [
        ("", PageState.FAILED, "nowhere to go"),
        ("/news/a", PageState.REDIRECTED, "redirects to itself"),
        ("#top", PageState.REDIRECTED, "redirects to itself"),
        ("https://other.example/", PageState.REFUSED, "off-site: https://other.example/"),
        ("https://www.example.eu.other.example/", PageState.REFUSED, "off-site"),
        ("http://127.0.0.2/", PageState.REFUSED, "off-site"),
        ("file:///etc/passwd", PageState.REFUSED, "scheme file"),
        ("javascript:alert(1)", PageState.REFUSED, "scheme javascript"),
        ("/user/login?destination=news/a", PageState.WALL, "login"),
        ("/search?q=a", PageState.REFUSED, "ignored"),
        ("/a" * 30, PageState.REFUSED, "more than 20"),
        ("/" + "a" * 3000, PageState.REFUSED, "longer than"),
        ("https://preview.example.eu/news/a", PageState.REFUSED, "only a witness"),
        ("/a\x00b", PageState.REFUSED, "control"),
    ],
)
def test_ends(location: str, state: PageState, reason: str) -> None:
    redirect = _read(location)
    visit, follow = redirect.visit, redirect.follow
    assert visit is not None
    assert follow is None
    assert (visit.state, reason in (visit.reason or "")) == (state, True), visit.reason


def test_a_circle_is_told_with_its_way() -> None:
    way = (f"{BASE}/b", f"{BASE}/c")
    ended = read_redirect(asked(came_from=way), 302, b"/b", SITE)
    assert ended.visit is not None
    assert ended.visit.reason == f"redirect loop: {BASE}/b -> {BASE}/c -> {BASE}/news/a -> {BASE}/b"
    assert [problem.code for problem in ended.visit.problems] == ["redirect_loop"]


def test_a_way_without_end_is_left() -> None:
    way = tuple(f"{BASE}/{number}" for number in range(MAX_HOPS))
    ended = read_redirect(asked(came_from=way), 302, b"/next", SITE)
    assert ended.visit is not None
    assert (ended.follow, f"more than {MAX_HOPS}" in (ended.visit.reason or "")) == (None, True)


def test_letters_outside_ascii() -> None:
    for location in ("/news/ä".encode(), "/news/ä".encode("latin-1")):
        found = read_redirect(asked(), 302, location, SITE).visit
        assert found is not None
        assert found.redirected_to == f"{BASE}/news/%C3%A4"


def _read(location: str) -> Redirect:
    return read_redirect(asked(), 301, location.encode(), SITE)
