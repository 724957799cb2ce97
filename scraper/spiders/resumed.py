"""A run that goes on with others, which were killed or stopped: together they count as one."""

from __future__ import annotations

from archive.frontier import Frontier
from archive.records import LIST_KINDS, KnownPage, PageState
from pipelines.store import Session

_READ = (PageState.FETCHED, PageState.EMPTY, PageState.REDIRECTED)


class Resumed:
    """What the earlier runs have done that this one goes on with, for one site."""

    def __init__(
        self, site: str, session: Session, frontier: Frontier, *, refresh: bool, full: bool
    ) -> None:
        verb = "refresh" if refresh else "crawl"
        self.first_run = frontier.goes_on_from(site, session.run_id, verb, full)
        self._run_id = session.run_id
        if self:
            # Of several sites the run is one with those runs that all of them go on with.
            session.archive.note_goes_on(session.run_id, self.first_run)

    def has_visited(self, known: KnownPage | None) -> bool:
        """True for a page, not a list, that an earlier one of these runs has visited."""
        if known is None or known.kind in LIST_KINDS:
            return False
        return self.first_run <= (known.last_run_id or 0) < self._run_id

    def has_read(self, known: KnownPage | None) -> bool:
        """True for a list that one of these runs has read."""
        if known is None or known.state not in _READ:
            return False
        return (known.last_run_id or 0) >= self.first_run

    def __bool__(self) -> bool:
        return self.first_run < self._run_id
