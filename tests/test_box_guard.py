"""Where faults try to lead a crawl, and that it does not go there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scraper.example.faults import FAULTS
from scraper.example.platform import ExamplePlatform
from scraper.site import Site
from tests.box import box
from tests.crawling import crawl, rows
from tests.hostile import Hostile, article, response

#: Faults that lead to the listener that must never be reached.
TO_THE_SECRET = (
    *(name for name in FAULTS if name.startswith("redirect-secret")),
    *("meta-refresh-secret", "sitemap-secret", "robots-html"),
)


def and_host(site: Site, host: str) -> Site:
    """The site as if it were served at another host as well."""
    return replace(site, hosts=(*site.hosts, host))


def test_no_fault_leads_to_the_secret_place(tmp_path: Path) -> None:
    with box(tmp_path / "t.db", TO_THE_SECRET) as crawled:
        met = {request.fault for request in crawled.platform.log}
        assert set(TO_THE_SECRET) <= met
        assert crawled.secret.log == []
        assert crawled.missing() == []


def test_the_control_arrives_there(tmp_path: Path) -> None:
    """Where the secret place is one of the site's hosts, every redirect arrives: the zero
    above is the guard's."""
    redirects = [name for name in TO_THE_SECRET if name.startswith("redirect-")]
    with Hostile("127.0.0.2") as secret:
        secret.fallback = lambda path: response(article("No secret any more"))
        secret.routes["/robots.txt"] = response(b"", kind="text/plain")
        with ExamplePlatform(24, crawl_delay=0.0, secret=secret.base_url, faults=redirects) as at:
            led = {path for paths in at.faulty.values() for path in paths}
            site = and_host(at.site, secret.base_url.removeprefix("http://"))
            crawl(site, tmp_path / "t.db")
    assert led <= set(secret.paths)


@pytest.mark.parametrize(
    ("name", "host"), [("redirect-private", "10.0.0.1"), ("redirect-metadata", "169.254.169.254")]
)
def test_an_address_of_the_site_itself_must_be_public(tmp_path: Path, name: str, host: str) -> None:
    """The rule on hosts lets it pass; the address is refused when it is to be connected to."""
    with box(tmp_path / "t.db", [name], site=lambda site: and_host(site, host)) as crawled:
        reasons = rows(crawled.archive, "select reason from visits where reason like '%public%'")
        assert reasons
        assert all(host in reason for (reason,) in reasons)
        assert crawled.missing() == []
