"""The platforms known: complete, compiled, and honest about their sources."""

from __future__ import annotations

import re

import pytest

from archive.errors import UnknownSite
from scraper.site import Site
from scraper.sites import find_site, known_sites, site_of_url

SITES = list(known_sites().values())


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_site_is_complete(site: Site) -> None:
    assert re.fullmatch(r"https?://[^/]+", site.base_url)
    assert site.base_url.partition("://")[2] in site.hosts
    assert not set(site.hosts) & set(site.witness_hosts)
    assert site.listings or site.feeds or site.sitemaps
    for pattern in (*site.article_paths, *site.listing_paths, *site.ignored_paths):
        re.compile(pattern)
    for path in (*site.feeds, *site.sitemaps, *(listing.path for listing in site.listings)):
        assert path.startswith("/")
    assert site.seen
    assert site.inferred
    assert not set(site.seen) & set(site.inferred)


def test_names() -> None:
    assert find_site("eccp") is known_sites()["eccp"]
    with pytest.raises(UnknownSite) as unknown:
        find_site("ecpc")
    assert "'eccp'" in unknown.value.hint
    with pytest.raises(UnknownSite) as far:
        find_site("zzzzzzzz")
    assert "eccp" in far.value.hint
    known_sites().clear()
    assert known_sites()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.clustercollaboration.eu/news/x", "eccp"),
        ("http://clustercollaboration.eu/", "eccp"),
        ("https://QA-CMS.eccp.hosted-temp.com/x", "eccp"),
        ("https://clustercollaboration.eu.evil.example/", None),
        ("https://evil.example/clustercollaboration.eu", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_sites_by_address(url: str, name: str | None) -> None:
    found = site_of_url(url)
    assert (found.name if found else None) == name


ECCP = find_site("eccp")


@pytest.mark.parametrize(
    ("path", "article", "listing", "ignored"),
    [
        ("/news/a-slug", True, False, False),
        ("/community-news/a-slug/", True, False, False),
        ("/content/privacy-policy", True, False, False),
        ("/profile-articles/a", True, False, False),
        ("/achievements/8-romanian-silver-clusters", True, False, False),
        ("/achievements/people-about-eccp/x", False, False, False),
        ("/news", False, True, False),
        ("/tags/smart-specialisation", False, True, False),
        ("/user/login", False, False, True),
        ("/users-of-the-platform", False, False, False),
        ("/print/17", False, False, True),
        ("/event-calendar/x", False, False, False),
    ],
)
def test_paths_of_the_first_platform(
    path: str, article: bool, listing: bool, ignored: bool
) -> None:
    assert ECCP.is_article_path(path) is article
    assert ECCP.is_listing_path(path) is listing
    assert ECCP.is_ignored_path(path) is ignored
