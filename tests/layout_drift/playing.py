"""Plays pages through the way of a crawl: read, normalise, validate, fit, save."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from archive.profiles import profile_of
from archive.records import Form, PageKind, SavedVisit, Visit
from archive.store import Archive
from pipelines.fit import Fitting
from pipelines.normalise import normalise
from pipelines.validate import validate
from scraper.capture import capture
from scraper.prepare import prepare
from scraper.read import read
from tests.layout_drift.sites import Entry, Look

_TYPE = (("Content-Type", "text/html; charset=utf-8"),)


class Night:
    """One run over one site."""

    def __init__(self, archive: Archive, look: Look, at: datetime) -> None:
        self.archive = archive
        self.look = look
        self.at = at
        archive.add_site(look.site.name, look.site.title, look.site.base_url)
        prepare(archive, [look.site])
        self.run_id = archive.begin_run("crawl", [look.site.name], {})
        self.words = archive.vocabulary(look.site.name)
        self.fitting = Fitting(archive.connection, profile_of(archive.connection, look.site.name))
        self.visits: list[Visit] = []

    def read(self, url: str, page: str | bytes) -> Visit:
        """What a page amounts to, before it is held against anything."""
        body = page.encode("utf-8", "replace") if isinstance(page, str) else page
        site, at = self.look.site, self.at.isoformat(timespec="seconds")
        got = capture(
            url, body, form=Form.HTTP, captured_at=at, status=200, headers=_TYPE, site=site
        )
        words = self.words
        visit = read(got, site, url=url, vocabulary=words, expected=PageKind.ARTICLE)
        return validate(normalise(visit))

    def visit(self, entry: Entry, page: str | None = None) -> Visit:
        """Visits the page of an entry, as the site prints it or as given; what is judged of it."""
        shown = self.look.page(entry) if page is None else page
        judged = self.fitting.judge(self.read(self.look.url(entry), shown))
        self.visits.append(judged)
        return judged

    def end(self) -> list[SavedVisit]:
        """Saves what was visited, and ends the run."""
        saved = []
        for start in range(0, len(self.visits), 50):
            saved += self.archive.save(self.visits[start : start + 50], self.run_id)
        self.verdict = self.archive.end_run(self.run_id)
        return saved


def past(archive: Archive, look: Look, entries: Iterable[Entry], at: datetime) -> None:
    """A first run that finds all of these."""
    night = Night(archive, look, at)
    for entry in entries:
        night.visit(entry)
    night.end()
