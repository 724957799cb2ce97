"""The walk through the pages of a listing, and where it stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Walk:
    """One listing of a site, from its first page on, through all its pagers."""

    start: str  #: canonical address of the first page
    max_pages: int
    pages: int = 0  #: pages asked for

    def may_go_on(self) -> bool:
        """Count one more page; False if the limit is reached."""
        if self.pages >= self.max_pages:
            return False
        self.pages += 1
        return True


@dataclass(slots=True)
class Branch:
    """The way through one pager of a listing; a listing with one pager has one branch."""

    walk: Walk
    seen: set[str] = field(default_factory=set)  #: articles that this way has come past

    def brings_new(self, urls: Iterable[str]) -> bool:
        """Take in the articles of a page; False if none is new to this way.

        Platforms repeat their last page for any page beyond it, some pagers never
        end: only new articles show that a walk is worth going on.
        """
        before = len(self.seen)
        self.seen.update(urls)
        return len(self.seen) > before

    def fork(self) -> Branch:
        """A way of its own, from here on, for another pager of the first page."""
        return Branch(self.walk, set(self.seen))
