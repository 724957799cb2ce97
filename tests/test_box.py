"""Every fault of the example platform comes out of a crawl as its table says.

Faults that do not stand in each other's way share a crawl; each crawl is a process of its
own, asks a real server, and is judged by its archive and by the server's log.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from scraper.example.faults import FAULTS
from scraper.example.faults_kinds import ARTICLE
from scraper.example.platform import ExamplePlatform
from scraper.site import Listing, Site
from tests.box import Box, box, together
from tests.crawling import rows, states

#: Faults that leave a crawl nothing healthy to look at, or nothing to go on with.
BANS = ("ban-page", "ban-status")
NO_RULES = ("robots-503", "robots-silent", "robots-secret")
LAST = "busy-for-a-day"
#: Acts only on who has been there before.
CONDITIONAL = "never-changed"
APART = (*BANS, *NO_RULES, LAST, CONDITIONAL)
GROUPS = together(name for name in FAULTS if name not in APART)
#: In these looks the site's own selectors do not answer, and the general rules do.
LOOKS = {"layout-change", "two-layouts"}
WALKED = 4
#: What a trap may cost: requests whose target fits, at most.
COSTS = {
    "endless-archive": (r"/news\?page=|/content/trap-", 2 * WALKED + 1),
    "endless-pager": (r"/news\?", WALKED),
    "calendar-trap": (r"/news\?month=", 3),
    "session-trap": (r".*(?:sid|sessid|sessionid)=", 0),
    "sitemap-loop": (r"/sitemap\.xml\?level=", 3),
    "redirect-on-and-on": (r".*\?step=", 8),
}


def with_short_walks(site: Site) -> Site:
    """The site with listings that a walk leaves after a few pages."""
    return replace(site, listings=tuple(replace(one, max_pages=WALKED) for one in site.listings))


@pytest.mark.parametrize("names", GROUPS, ids=lambda names: f"{names[0]}-and-{len(names) - 1}")
def test_each_fault_ends_as_its_table_says(tmp_path: Path, names: tuple[str, ...]) -> None:
    codes = {FAULTS[name].expect.exit_code for name in names}
    # What fails every time is not asked for again; what works the second time is.
    settings = {"RETRY_TIMES": 0 if codes == {1} else 1}
    with box(tmp_path / "t.db", names, site=with_short_walks, settings=settings) as crawled:
        assert [said for name in names for said in crawled.wrong(name)] == []
        assert crawled.missing(exactly=not LOOKS & set(names)) == []
        assert crawled.unaccounted() == []
        assert crawled.secret.log == []
        assert {crawled.ended.code} == codes
        assert_one_state_each(crawled)
        assert strangers(crawled) == []
        assert [said for name in names for said in too_dear(crawled, name)] == []


def strangers(crawled: Box) -> list[str]:
    """Articles that the platform does not have: of a second address, or of no article at all.

    Those of an archive without end are its own.
    """
    known = {one.url for one in crawled.platform.articles}
    found = [url for (url,) in rows(crawled.archive, "select url from articles")]
    return [url for url in found if url not in known and "/content/trap-" not in url]


def too_dear(crawled: Box, name: str) -> list[str]:
    """What a trap has cost beyond what it may."""
    pattern, most = COSTS.get(name, ("", len(crawled.platform.log)))
    asked = [one.path for one in crawled.platform.log if re.match(pattern, one.path, re.I)]
    return [f"{name}: {asked}"] if len(asked) > most else []


def assert_one_state_each(crawled: Box) -> None:
    """No page was visited twice, and none that was found is left without an end."""
    twice = "select url from visits v join pages p on p.id = page_id group by 1 having count(*) > 1"
    assert rows(crawled.archive, twice) == []
    assert rows(crawled.archive, "select url from pages where state = 'known'") == []


def test_no_fault_is_without_a_crawl() -> None:
    crawled = [name for names in GROUPS for name in names]
    assert sorted([*crawled, *APART]) == sorted(FAULTS)
    assert len(FAULTS) >= 40
    assert all(fault.name == name for name, fault in FAULTS.items())


@pytest.mark.parametrize("name", NO_RULES)
def test_without_rules_nothing_is_asked_for(tmp_path: Path, name: str) -> None:
    with box(tmp_path / "t.db", [name]) as crawled:
        assert crawled.ended.code == FAULTS[name].expect.exit_code
        assert crawled.page("/robots.txt").state == "failed"
        assert {request.path for request in crawled.platform.log} == {"/robots.txt"}
        assert crawled.secret.log == []


@pytest.mark.parametrize("name", BANS)
def test_a_ban_makes_no_article_of_itself(tmp_path: Path, name: str) -> None:
    expect = FAULTS[name].expect
    with box(tmp_path / "t.db", [name], healthy=50) as crawled:
        banned = {request.path for request in crawled.platform.log if request.fault == name}
        found = states(crawled.archive, crawled.platform.base_url)
        articles = banned & {one.path for one in crawled.platform.articles}
        assert articles
        assert {found[path][0] for path in articles} == set(expect.states)
        titles = rows(crawled.archive, "select title from article_texts")
        assert set(titles) <= {(one.title,) for one in crawled.platform.articles}
        assert crawled.ended.code == expect.exit_code == 1
        assert crawled.unaccounted() == []


def test_who_is_to_come_again_tomorrow_is_left_to_the_next_run(tmp_path: Path) -> None:
    def oldest(platform: ExamplePlatform, name: str) -> tuple[str, ...]:
        listed = [one for one in platform.articles if one.path.startswith("/community-news/")]
        return (listed[-1].path,)

    def one_list(site: Site) -> Site:
        return replace(site, listings=(Listing(path="/community-news"),), feeds=(), sitemaps=())

    with box(tmp_path / "t.db", [LAST], paths=oldest, site=one_list) as crawled:
        assert crawled.wrong(LAST) == []
        asked = [request for request in crawled.platform.log if request.fault == LAST]
        assert len(asked) == 1
        assert crawled.ended.code == 1


def test_every_article_has_a_page_of_its_own() -> None:
    every = [name for name, fault in FAULTS.items() if fault.at == ARTICLE]
    with ExamplePlatform(2 * len(every) + 14, faults=every) as platform:
        paths = [path for name in every for path in platform.faulty[name]]
        assert len(set(paths)) == len(every)
        assert set(paths) < {one.path for one in platform.articles}
