"""One page that is asked for: what is known of it until its answer is there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from archive.records import LIST_KINDS, Check, FoundLink, KnownPage, PageKind, PageState, Visit
from archive.times import now
from scraper.walks import Branch


class Turn(IntEnum):
    """Which pages come first.

    Sitemaps before all, because they tell which pages have changed; then what is new
    (feeds, first pages of listings and their articles); further pages of listings
    when the articles of the one before are in; what only sitemaps list at the end.
    """

    SITEMAP = 0
    FEED = 1
    LISTING = 2
    ARTICLE = 3
    NEXT_PAGE = 4
    REST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page of the site, under the canonical address that its visit is recorded with."""

    url: str
    addresses: tuple[str, ...]  #: what was asked for, twins that redirect to each other included
    kind: PageKind
    turn: Turn
    lastmod: str | None = None
    came_from: tuple[str, ...] = ()  #: canonical addresses of the pages that redirected here
    branch: Branch | None = None  #: of a listing: the walk it belongs to
    depth: int = 0  #: how many links lead here: of a sitemap, how many indexes stand above it
    start: bool = False  #: True if the crawl begins here and does not know what it is
    known: KnownPage | None = None  #: what the archive knows of it; None: not asked, or nothing
    if_changed: bool = False  #: asked with the validators of the last answer
    looks_behind: bool = False  #: asked for whole, because the server says that nothing changed
    checks: tuple[Check, ...] = ()  #: words of the site that the answer puts to the test

    @classmethod
    def for_link(cls, link: FoundLink, turn: Turn, **more: Any) -> Asked:
        """The page that a link leads to."""
        address = link.address or link.url
        known = {"url": link.url, "kind": link.kind, "lastmod": link.lastmod}
        return cls(addresses=(address,), turn=turn, **{**known, **more})

    @property
    def address(self) -> str:
        """What is asked for now."""
        return self.addresses[-1]

    @property
    def is_list(self) -> bool:
        """True if what it links to matters even where the page is as it was."""
        kinds = {self.kind, self.known.kind if self.known else self.kind}
        return self.start or self.branch is not None or not kinds.isdisjoint(LIST_KINDS)

    def visit(self, site: str, state: PageState, reason: str | None = None, **more: Any) -> Visit:
        """The visit with which this page ends."""
        return Visit(
            url=self.url,
            site=site,
            visited_at=now(),
            kind=self.kind,
            state=state,
            reason=reason,
            lastmod=self.lastmod,
            **{"checks": self.checks, **more},
        )
