"""What a crawl is asked to visit, and what is known of a host from before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import UnknownSite, UsageError
from archive.store import Archive
from scraper.config import Config, load_config
from scraper.host_sites import note_starts, take_over
from scraper.site import Site, site_for_url
from scraper.targets import sites_named

BASE = "https://www.platform.example"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return replace(load_config(), archive=tmp_path / "t.db")


def kept(config: Config, *sites: Site) -> None:
    with Archive.open(config.archive) as archive:
        for site in sites:
            archive.add_site(site.name, site.title, site.base_url)
        note_starts(archive, sites)


def test_an_address_of_an_unknown_host(config: Config) -> None:
    (site,) = sites_named([f"{BASE}/en/news/?page=2"], config)
    assert (site.name, site.base_url) == ("platform.example", BASE)
    assert (site.starts, site.scopes) == (("/en/news/?page=2",), ("/en/news/",))
    assert site.finds_its_lists


def test_several_addresses_of_several_hosts_are_a_crawl_for_each_host(config: Config) -> None:
    targets = [f"{BASE}/news/", "https://other.example/", "https://platform.example/press/"]
    first, second = sites_named([*targets, "eccp"], config)[:2]
    assert (first.name, first.starts) == ("platform.example", ("/news/", "/press/"))
    assert first.scopes == ("/news/", "/press/")
    assert (second.name, second.starts, second.scopes) == ("other.example", ("/",), ("/",))


def test_an_address_of_a_known_site_is_one_of_its_listings(config: Config) -> None:
    (site,) = sites_named(["https://clustercollaboration.eu/tags/x"], config)
    assert (site.name, site.starts) == ("eccp", ())
    assert [one.path for one in site.listings] == ["/tags/x"]
    assert (site.feeds, site.sitemaps) == ((), ())


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://WWW.Platform.Example:443/x", "platform.example"),
        ("https://user:secret@platform.example/x", "platform.example"),
        ("http://127.0.0.1:8080/news", "127.0.0.1:8080"),
        ("https://www.bücher.example/", "xn--bcher-kva.example"),
    ],
)
def test_a_host_has_one_name(url: str, name: str) -> None:
    assert site_for_url(url).name == name


def test_a_host_is_known_by_its_name_once_it_is_in_the_archive(config: Config) -> None:
    with pytest.raises(UnknownSite):
        config.site("platform.example")
    (site,) = sites_named([f"{BASE}/news/"], config)
    kept(config, site)
    again = config.site("platform.example")
    assert (again.base_url, again.starts, again.scopes) == (BASE, ("/news/",), ("/news/",))


def test_a_host_keeps_the_address_it_was_first_kept_under(config: Config) -> None:
    kept(config, site_for_url(f"{BASE}/news/"))
    assert config.site_of("http://platform.example/news/x").base_url == BASE
    assert replace(config, met={}).site_of("https://platform.example/").base_url == BASE


def test_a_platform_of_the_archive_that_is_no_host_stays_unknown(config: Config) -> None:
    kept(config, replace(site_for_url(BASE), name="lost", title="Lost"))
    with pytest.raises(UnknownSite):
        config.site("lost")


def test_an_archive_that_is_none_is_said_by_who_opens_it(config: Config) -> None:
    config.archive.write_bytes(b"no archive at all " * 100)
    assert config.site_of(BASE).name == "platform.example"
    with pytest.raises(UnknownSite):
        config.site("platform.example")


def test_what_is_no_address(config: Config) -> None:
    with pytest.raises(UsageError):
        sites_named(["ftp://platform.example/news"], config)


def test_a_site_takes_over_its_hosts_and_no_others(tmp_path: Path) -> None:
    named = replace(site_for_url(BASE), name="named", witness_hosts=("staging.platform.example",))
    hosts = ("platform.example", "staging.platform.example", "blog.platform.example")
    with Archive.open(tmp_path / "t.db") as archive:
        for host in hosts:
            archive.add_site(host, host, f"https://{host}")
        assert take_over(archive, [named]) == ["platform.example", "staging.platform.example"]
        names = archive.connection.execute("select name from sites order by name").fetchall()
        assert names == [("blog.platform.example",), ("named",)]
