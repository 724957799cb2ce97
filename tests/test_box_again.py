"""Faults that begin after the platform was archived: what is known of it is not harmed.

Each test crawls the healthy platform, switches faults on, and refreshes it on later days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.example.faults import FAULTS
from scraper.example.faults_kinds import ARTICLE, EVERYWHERE
from scraper.example.platform import ExamplePlatform
from tests.box import QUICK, Box
from tests.crawling import Ended, crawl, rows
from tests.hostile import Hostile

#: The first crawl: after everything that the platform says of its articles.
START = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)
#: A night on which every article is due that was read on the day of the crawl.
DUE = 40
SITEMAP = "/sitemap.xml"
#: Faults of one article after which there is no article to be read; the slow ones apart.
NO_ARTICLE = [
    name
    for name, fault in FAULTS.items()
    if fault.at == ARTICLE
    and "fetched" not in fault.expect.states
    and name not in ("slow-headers", "silence", "busy-for-a-day")
]
#: Faults that give a page which can be read, and is not the article's.
MISFITS = [name for name, fault in FAULTS.items() if "quarantined" in fault.expect.later]
#: Lies that say that nothing has changed, and those that say that everything has.
SAME, CHANGED = (
    ("never-changed", "etag-constant", "modified-stuck"),
    ("modified-always", "lastmod-always", "restless"),
)


@dataclass
class Nights(Box):
    """A platform, archived while it was healthy, that is crawled again."""

    met: set[str] = field(default_factory=set)  #: faults that any crawl has met

    def crawl(self, number: float = 0, verb: str = "refresh") -> None:
        """Crawl or refresh so many days after the first crawl."""
        self.platform.log.clear()
        settings, at = {**QUICK, "RETRY_TIMES": 0}, START + timedelta(days=number)
        self.ended = crawl(*(self.platform.site, self.archive), at=at, verb=verb, settings=settings)
        self.met |= {request.fault for request in self.platform.log}

    def texts(self, paths: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
        """Title and text of articles, as archived."""
        pages = {path: self.page(path) for path in paths}
        return {path: (page.title, page.text) for path, page in pages.items()}

    def versions(self) -> dict[str, int]:
        """Path -> number of versions of its article."""
        asked = "select a.url, count(*) from versions v join articles a on a.id = v.article_id"
        found = rows(self.archive, f"{asked} group by 1")
        return {url.removeprefix(self.platform.base_url): number for url, number in found}


@contextmanager
def nights(archive: Path, articles: int, *before: str) -> Iterator[Nights]:
    """A platform of which nothing is archived yet; ``before``: faults on from the start.

    Its sitemap gives no times of change unless one of these does: they would spare most of
    the requests that the faults are to meet.
    """
    if not any(FAULTS[name].at == SITEMAP for name in before):
        before = (*before, "lastmod-none")
    with (
        Hostile("127.0.0.2") as secret,
        ExamplePlatform(
            articles, crawl_delay=0.0, secret=secret.base_url, faults=before
        ) as platform,
    ):
        yield Nights(platform, secret, archive, ended=Ended(-1))


def wrong_states(box: Nights, names: Iterable[str]) -> list[str]:
    """Pages that are in another state than the table says of those archived before."""
    return [
        f"{name}: {path} is {state}"
        for name in names
        for path in box.paths(name)
        if (state := box.page(path).state) not in later_states(name)
    ]


def later_states(name: str) -> tuple[str, ...]:
    """The states of a page that was archived before a fault began."""
    expect = FAULTS[name].expect
    return expect.later or expect.states


def test_no_fault_takes_the_place_of_what_was_read_before(tmp_path: Path) -> None:
    with nights(tmp_path / "t.db", 2 * len(NO_ARTICLE) + 8) as box:
        box.crawl(verb="crawl")
        for name in NO_ARTICLE:
            box.platform.fault(name)
        faulty = [path for name in NO_ARTICLE for path in box.platform.faulty[name]]
        before = box.texts(faulty)
        assert all(title and text for title, text in before.values())
        box.crawl(DUE)
        assert set(NO_ARTICLE) <= box.met
        assert wrong_states(box, NO_ARTICLE) == []
        assert box.texts(faulty) == before
        assert set(box.versions().values()) == {1}
        assert box.ended.code == 1
        assert box.secret.log == []
        # Once it is mended all is as it was, and nothing was written anew.
        box.platform.heal(*NO_ARTICLE)
        for number in (2 * DUE,):
            box.crawl(number)
        assert {box.page(path).state for path in faulty} == {"fetched"}
        assert set(box.versions().values()) == {1}


@pytest.mark.parametrize("name", MISFITS)
def test_what_does_not_fit_is_held_back(tmp_path: Path, name: str) -> None:
    with nights(tmp_path / "t.db", 24) as box:
        box.crawl(verb="crawl")
        articles = [one.path for one in box.platform.articles]
        before = box.texts(articles)
        box.platform.fault(name)
        box.crawl(DUE)
        assert box.ended.verdict is not None
        assert (box.ended.code, box.ended.verdict.changed) == (1, 0)
        assert box.ended.verdict.quarantined >= 1
        assert wrong_states(box, [name]) == []
        assert box.texts(articles) == before
        box.platform.heal(name)
        box.crawl(2 * DUE)
        assert {box.page(path).state for path in articles} == {"fetched"}
        assert set(box.versions().values()) == {1}
        assert box.ended.code == 0


@pytest.mark.parametrize("name", SAME)
def test_an_edit_is_found_though_the_server_says_that_nothing_changed(
    tmp_path: Path, name: str
) -> None:
    with nights(tmp_path / "t.db", 30, name) as box:
        box.crawl(verb="crawl")
        edit = box.platform.edit()
        for number in range(3):
            box.crawl(DUE + number)
        versions = box.versions()
        assert {path: versions[path] for path in edit.changed} == dict.fromkeys(edit.changed, 2)
        assert versions[edit.boilerplate] == 1
        assert name in box.met


def test_an_edit_is_found_though_the_sitemap_says_that_nothing_changed(tmp_path: Path) -> None:
    with nights(tmp_path / "t.db", 30, "lastmod-stuck", "no-validators") as box:
        box.crawl(verb="crawl")
        edit = box.platform.edit()
        for number in range(1, 4):
            box.crawl(DUE * number)
        versions = box.versions()
        assert {path: versions[path] for path in edit.changed} == dict.fromkeys(edit.changed, 2)


@pytest.mark.parametrize("name", CHANGED)
def test_that_everything_changed_is_no_version(tmp_path: Path, name: str) -> None:
    with nights(tmp_path / "t.db", 20, name) as box:
        box.crawl(verb="crawl")
        for number in range(2):
            box.crawl(DUE + number)
            assert box.ended.verdict is not None
            assert (box.ended.verdict.new, box.ended.verdict.changed) == (0, 0)
        assert set(box.versions().values()) == {1}


def test_an_article_in_place_is_edited_once(tmp_path: Path) -> None:
    with nights(tmp_path / "t.db", 12) as box:
        box.crawl(verb="crawl")
        (path,) = box.platform.fault("edited")
        box.crawl(DUE)
        box.crawl(DUE + 1)
        assert box.versions()[path] == 2
        expected = FAULTS["edited"].expect.text or ""
        assert expected in (box.page(path).text or "")
        assert box.ended.code == 0


def test_gone_once_is_missing_and_comes_back(tmp_path: Path) -> None:
    with nights(tmp_path / "t.db", 12) as box:
        box.crawl(verb="crawl")
        (once,), (twice,) = box.platform.fault("gone-once"), box.platform.fault("gone-for-good")
        before = box.texts((once, twice))
        found = []
        for number in range(2):
            box.crawl(DUE + number)
            found.append((box.page(once).state, box.page(twice).state))
        assert found == [("missing", "missing"), ("fetched", "gone")]
        assert box.texts((once, twice)) == before


def test_a_ban_takes_nothing_away(tmp_path: Path) -> None:
    with nights(tmp_path / "t.db", 40) as box:
        box.crawl(verb="crawl")
        paths = [one.path for one in box.platform.articles]
        before = box.texts(paths)
        for number, name in enumerate(("ban-page", "ban-status")):
            box.platform.heal("ban-page")
            assert box.platform.fault(name) == (EVERYWHERE,)
            box.crawl(DUE + number)
            assert name in box.met
        assert box.texts(paths) == before
        assert set(box.versions().values()) == {1}
