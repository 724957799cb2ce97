"""A crawl of the example platform with faults on, and what its archive says of each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from scraper.example.faults import FAULTS
from scraper.example.faults_kinds import ARTICLE, EVERYWHERE, Fault
from scraper.example.platform import ExamplePlatform
from scraper.example.truth import ExpectedArticle
from scraper.site import Site
from scraper.urls import canonicalize
from tests.crawling import Ended, crawl, rows
from tests.hostile import Hostile, article, response

#: A page that a server takes so long over is given up; failures are asked for once more.
QUICK = {"DOWNLOAD_TIMEOUT": 1.5, "RETRY_TIMES": 1}
#: Healthy articles beside the faulty ones, at least.
HEALTHY = 14

_PROBLEMS = """
SELECT q.code, q.severity = 'error' FROM problems q JOIN visits v ON v.id = q.visit_id
JOIN pages p ON p.id = v.page_id WHERE substr(p.url, 1, length(?1)) = ?1
"""
_FAILED = """
SELECT count(*) FROM visits v JOIN pages p ON p.id = v.page_id
WHERE substr(p.url, 1, length(?1)) = ?1 AND v.outcome IN ('failed', 'quarantined')
"""
_ARTICLE = """
SELECT t.title, t.body_text FROM articles a JOIN article_texts t ON t.article_id = a.id
WHERE a.url = ?
"""


class Page(NamedTuple):
    """What the archive says of one path."""

    state: str  #: empty: nothing
    reason: str
    codes: frozenset[str]  #: of problems, those of its query variants included
    alarms: bool  #: a run over this page alone would exit with 1
    title: str | None  #: None: there is no article
    text: str | None


@dataclass
class Box:
    """A running platform with faults, a place nobody may be led to, and an archive."""

    platform: ExamplePlatform
    secret: Hostile
    archive: Path
    ended: Ended

    def page(self, path: str) -> Page:
        """What the archive says of a path."""
        url = self.platform.base_url + path
        state, reason = next(
            iter(rows(self.archive, "select state, reason from pages where url = ?", url)), ("", "")
        )
        problems = rows(self.archive, _PROBLEMS, url)
        ((failed,),) = rows(self.archive, _FAILED, url)
        title, text = next(iter(rows(self.archive, _ARTICLE, url)), (None, None))
        alarms = bool(failed) or any(is_error for _, is_error in problems)
        codes = frozenset(code for code, _ in problems)
        return Page(state, reason or "", codes, alarms, title, text)

    def paths(self, name: str) -> tuple[str, ...]:
        """The paths that a fault acts on; of one that acts everywhere, all healthy articles."""
        paths = self.platform.faulty[name]
        if paths == (EVERYWHERE,):
            return tuple(one.path for one in self.healthy)
        return paths

    @property
    def healthy(self) -> list[ExpectedArticle]:
        """The articles that no fault of their own has."""
        faulty = {path for paths in self.platform.faulty.values() for path in paths}
        return [one for one in self.platform.articles if one.path not in faulty]

    def missing(self, *, exactly: bool = True) -> list[str]:
        """Healthy articles that are not archived with their title and, ``exactly``, their text."""
        return [one.path for one in self.healthy if not self._is_archived(one, exactly)]

    def _is_archived(self, truth: ExpectedArticle, exactly: bool) -> bool:
        page = self.page(truth.path)
        if (page.state, page.title) != ("fetched", truth.title):
            return False
        blocks = (page.text or "").split("\n\n")
        if exactly:
            return blocks == list(truth.body_blocks)
        return set(truth.body_blocks[:2]) <= set(blocks)

    def unaccounted(self) -> list[str]:
        """Addresses that the server was asked for, and that no visit of the run tells of."""
        told = {
            url
            for (url,) in rows(
                *(self.archive, "select p.url from visits v join pages p on p.id = v.page_id")
            )
        }
        asked = {
            canonicalize(self.platform.base_url + request.path, self.platform.site)
            for request in self.platform.log
        }
        return sorted(asked - told)

    def wrong(self, name: str) -> list[str]:
        """In what a fault came out otherwise than its table says."""
        fault = FAULTS[name]
        said = [] if self._was_met(name) else ["it was never met"]
        for path in self.paths(name):
            page = self.page(path)
            said += [f"{path}: {what}" for what in self._differences(fault, path, page)]
        return [f"{name}: {what}" for what in said]

    def _was_met(self, name: str) -> bool:
        return any(request.fault == name for request in self.platform.log)

    def _differences(self, fault: Fault, path: str, page: Page) -> Iterator[str]:
        expect = fault.expect
        if page.state not in expect.states:
            yield f"state {page.state!r} ({page.reason})"
        if not re.search(expect.reason, page.reason):
            yield f"reason {page.reason!r}"
        if missing := set(expect.problems) - page.codes:
            yield f"without {missing}, with {set(page.codes)}"
        if page.alarms != (expect.exit_code != 0):
            yield f"exit code 1 is {'not ' if not page.alarms else ''}asked for"
        if fault.at == ARTICLE:
            yield from self._text_differences(fault, path, page)

    def _text_differences(self, fault: Fault, path: str, page: Page) -> Iterator[str]:
        expect = fault.expect
        if "fetched" not in expect.states:
            if page.title is not None:
                yield "an article was made of it"
            return
        (truth,) = (one for one in self.platform.articles if one.path == path)
        title = truth.title if expect.title is None else expect.title
        text = truth.body_blocks[0] if expect.text is None else expect.text
        if page.title != title:
            yield f"title {(page.title or '')[:80]!r}"
        if text not in (page.text or ""):
            yield f"text {(page.text or '')[:80]!r}"


@contextmanager
def box(
    archive: Path,
    names: Iterable[str],
    *,
    site: Callable[[Site], Site] = lambda site: site,
    paths: Callable[[ExamplePlatform, str], tuple[str, ...]] = lambda platform, name: (),
    healthy: int = HEALTHY,
    **options: Any,
) -> Iterator[Box]:
    """A platform with these faults on, crawled once.

    ``site`` may change what is crawled, ``paths`` say where a fault is to act; ``healthy``
    articles are added to those that faults take and leave beside them.
    """
    names = list(names)
    faulty = sum(FAULTS[name].at == ARTICLE for name in names)
    with (
        Hostile("127.0.0.2") as secret,
        ExamplePlatform(2 * faulty + healthy, crawl_delay=0.0, secret=secret.base_url) as platform,
    ):
        secret.fallback = lambda path: response(article("A secret"))
        for name in names:
            platform.fault(name, *paths(platform, name))
        settings = {**QUICK, **options.pop("settings", {})}
        ended = crawl(site(platform.site), archive, settings=settings, **options)
        yield Box(platform, secret, archive, ended)


def together(names: Iterable[str], most: int = 26) -> list[tuple[str, ...]]:
    """Faults that do not stand in each other's way, and ask for the same exit code, as groups."""
    groups: list[list[str]] = []
    for name in names:
        group = next((group for group in groups if _fits(name, group, most)), None)
        if group is None:
            groups.append(group := [])
        group.append(name)
    return [tuple(group) for group in groups]


def _fits(name: str, group: list[str], most: int) -> bool:
    fault, others = FAULTS[name], [FAULTS[other] for other in group]
    return (
        len(group) < most
        and fault.expect.exit_code == others[0].expect.exit_code
        and (fault.at == ARTICLE or all(fault.at != other.at for other in others))
    )
