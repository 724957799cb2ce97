"""What is held in quarantine, read again and saved: accepted by a person, or fitting by now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from archive.errors import NotAnArchive
from archive.profiles import profile_of
from archive.quarantine import Entry, decide
from archive.records import PageKind, PageState, SavedVisit, Visit
from archive.rereading import Reread
from archive.store import Archive
from archive.stored_captures import capture_by_id
from archive.times import now
from pipelines.fit import Fitting
from pipelines.normalise import normalise
from pipelines.validate import validate
from scraper.config import Config
from scraper.reread_worker import site_of
from scraper.rereading import rereader


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of one entry."""

    entry: Entry
    visit: Visit | None = None  #: as it is read today; None: its bytes cannot be had
    saved: SavedVisit | None = None  #: None: it stays where it is
    error: str | None = None


def accept(archive: Archive, config: Config, held: Sequence[Entry], why: str) -> list[Decided]:
    """Saves what is held, in the order of time, as what its pages show; it is known from then
    on that pages of its site may be so."""
    with _run(archive, "accept", held) as run_id:
        return [
            _kept(archive, one, "accepted", why, run_id) for one in _read(archive, config, held)
        ]


def reread(archive: Archive, config: Config, held: Sequence[Entry]) -> list[Decided]:
    """Saves what fits by the rules of today; the rest stays held."""
    fittings: dict[str, Fitting] = {}
    with _run(archive, "reread", held) as run_id:
        done = []
        for one in _read(archive, config, held):
            site = one.entry.site
            if site not in fittings:
                profile = profile_of(archive.connection, site)
                fittings[site] = Fitting(archive.connection, profile)
            if one.visit is None or not _fits(fittings[site].judge(one.visit)):
                done.append(one)
                continue
            why = "fits as it is read today"
            done.append(_kept(archive, one, "fitting", why, run_id))
        return done


def _fits(visit: Visit) -> bool:
    return visit.state is not PageState.QUARANTINED


@contextmanager
def _run(archive: Archive, what: str, held: Sequence[Entry]) -> Iterator[int]:
    sites = sorted({one.site for one in held})
    run_id = archive.begin_run("quarantine", sites, {"what": what})
    yield run_id
    archive.end_run(run_id, "finished", 0)


def _read(archive: Archive, config: Config, held: Sequence[Entry]) -> Iterator[Decided]:
    """The entries with what they read as now, one after the other: each may teach the next."""
    sites = site_of(archive.connection, config)

    def again(connection: object, capture_id: int) -> Reread | None:
        return rereader(archive.connection, sites).capture(capture_id)

    archive.reader = again
    for entry in sorted(held, key=lambda one: (one.found_at, one.id)):
        stored = capture_by_id(archive.connection, entry.capture_id)
        if entry.article_id is not None:
            stored = replace(stored, kind=PageKind.ARTICLE)
        try:
            visit = rereader(archive.connection, sites).visit(stored)
        except NotAnArchive as error:
            yield Decided(entry, error=str(error))
            continue
        yield Decided(entry, validate(normalise(visit)))


def _kept(archive: Archive, one: Decided, state: str, why: str, run_id: int) -> Decided:
    """Saves a visit and ends its quarantine; cut off in between, the same again does no harm."""
    if one.visit is None:
        return one
    (saved,) = archive.save([one.visit], run_id)
    if saved.error is not None:
        return replace(one, error=saved.error)
    with archive.trying(keep=True):
        decide(archive.connection, one.entry.id, state, why, now(), one.visit.state)
    return replace(one, saved=saved)
