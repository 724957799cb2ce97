"""Saving visits inside one transaction, each in a savepoint of its own."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from urllib.parse import urlsplit

from archive.articles import Articles, Reading
from archive.captures import Kept, keep_capture
from archive.erase_bodies import erase_body
from archive.erase_content import Redaction
from archive.memory import Memory
from archive.numbering import Numbering
from archive.page_visits import PageVisits
from archive.pages import FoundPage, Pages
from archive.plan import Plan
from archive.quarantine import hold, replaced
from archive.records import (
    Outcome,
    PageKind,
    PageState,
    Problem,
    SavedVisit,
    Severity,
    Visit,
)
from archive.rereading import Reader
from archive.runs import kind_of
from archive.sanitise import clean_text, cleaned
from archive.search_index import IndexChanges
from archive.template_counts import TemplateCounts
from archive.terms import Terms
from archive.times import now, utc, utc_or_none
from archive.tombstones import Tombstones
from archive.trust import note_checks
from archive.visit_rows import VisitRows
from archive.visit_states import as_it_counts, is_same

_SELECT_SITE = "SELECT id FROM sites WHERE name = ?"
_INSERT_SITE = "INSERT INTO sites (name, title, base_url, added_at) VALUES (?, ?, ?, ?)"
_SELECT_VISITS = """
SELECT run_id FROM visits WHERE page_id = ? AND visited_at = ? AND state = ? AND capture_id IS ?
"""
_SELECT_ARTICLE = """
SELECT a.id, a.current_version FROM pages p JOIN articles a ON a.id = p.article_id WHERE p.id = ?
"""
#: What a visit without an article means for the archive's articles.
_OUTCOMES = {
    PageState.UNREADABLE: Outcome.UNREADABLE,
    PageState.WALL: Outcome.UNREADABLE,
    PageState.SOFT_404: Outcome.UNREADABLE,
    PageState.INCOMPLETE: Outcome.FAILED,
    PageState.FAILED: Outcome.FAILED,
    PageState.GONE: Outcome.GONE,
    PageState.MISSING: Outcome.MISSING,
    PageState.QUARANTINED: Outcome.QUARANTINED,
}
_NOT_FOUND = (PageState.GONE, PageState.MISSING)


class Batch:
    """The visits of one transaction, and what they share."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        run_id: int | None,
        reader: Reader | None,
        memory: Memory,
        plan: Plan,
    ) -> None:
        self._connection = connection
        self._run_id = run_id
        verb, first_run_id = kind_of(connection, run_id)
        # What others have seen cannot be asked for again: it counts as it is.
        self._asked_in = None if verb == "ingest" else first_run_id
        self._memory = memory
        self._numbers = Numbering(connection)
        self._visits = PageVisits(connection, run_id, plan, first_run_id)
        self._pages = Pages(connection, run_id, memory.told, self._visits)
        self._rows = VisitRows(connection, self._numbers, self._pages)
        self._terms = Terms(connection, memory)
        self._index = IndexChanges()
        self._articles = Articles(connection, self._terms, self._index, reader)
        self._counts = TemplateCounts(connection)
        self._tombstones = Tombstones(connection)
        self._redaction = Redaction(self._tombstones)

    def save(self, visit: Visit) -> SavedVisit:
        """Saves one visit; what cannot be saved becomes a failed visit with a problem."""
        try:
            return self._save_in_savepoint(visit)
        except Exception as error:
            if _is_fatal(error):
                raise
            return self._save_failure(visit, error)

    def finish(self) -> None:
        """Brings word index and counted blocks up to date; nothing may be saved after it."""
        self._index.write(self._connection)
        self._counts.write()

    def _save_in_savepoint(self, visit: Visit) -> SavedVisit:
        self._connection.execute("SAVEPOINT visit")
        try:
            visit = cleaned(visit)
            kept = self._without_erased(visit)
            saved = SavedVisit(visit.url, Outcome.ERASED) if kept is None else self._save(kept)
        except BaseException:
            self._memory.forget()
            self._numbers.forget()
            self._index.forget()
            # A full disk ends the transaction by itself, savepoints included.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO visit")
                self._connection.execute("RELEASE visit")
            raise
        self._connection.execute("RELEASE visit")
        self._index.settle()
        if kept and kept.blocks and saved.article_id is not None:
            self._counts.add(saved.article_id, self._site(kept), kept.blocks)
        return saved

    def _without_erased(self, visit: Visit) -> Visit | None:
        """The visit without what was erased on request; None if all of it was."""
        if not self._tombstones:
            return visit
        kept = self._redaction.visit(visit)
        if kept and kept.body_erased and visit.capture:
            erase_body(self._connection, visit.capture.digest, len(visit.capture.body))
        return kept.visit if kept else None

    def _save_failure(self, visit: Visit, error: Exception) -> SavedVisit:
        message = clean_text(f"{type(error).__name__}: {error}")
        url = clean_text(str(visit.url))
        failure = Visit(
            url=url,
            site=clean_text(str(visit.site)),
            visited_at=utc_or_none(str(visit.visited_at)) or now(),
            kind=PageKind.UNKNOWN,
            state=PageState.FAILED,
            reason=f"could not be saved: {message}",
            problems=(Problem("not_saved", message, Severity.ERROR),),
        )
        try:
            self._save_in_savepoint(failure)
        except Exception as second:
            if _is_fatal(second):
                raise
            message = f"{message}; noting that failed too: {second}"
        return SavedVisit(url, Outcome.FAILED, error=message)

    def _save(self, visit: Visit) -> SavedVisit:
        visited_at = utc(visit.visited_at)
        known = self._pages.find(visit.url)
        visit = as_it_counts(visit, known, self._asked_in, visited_at)
        site_id = self._site(visit)
        page_id = known.id if known else self._pages.record_visit(visit, site_id, visited_at, None)
        capture_id, kept = self._keep_capture(visit, known, page_id, site_id)
        identity = (page_id, visited_at, visit.state, capture_id)
        runs = self._connection.execute(_SELECT_VISITS, identity).fetchall() if known else []
        is_latest = not runs and (known is None or visited_at >= (known.last_visited_at or ""))
        if known and is_latest and visit.state != PageState.NOT_MODIFIED:
            self._pages.record_visit(visit, site_id, visited_at, page_id)
        saved = self._save_article(
            visit, site_id, page_id, capture_id, kept, bool(runs), known is None
        )
        if visit.state == PageState.GONE and known and known.article_id:
            saved = replace(saved, article_id=known.article_id)
        if (self._run_id,) not in runs:
            self._record(visit, saved.outcome, (page_id, site_id, capture_id), visited_at)
        if visit.state == PageState.FETCHED and known and known.state == PageState.QUARANTINED:
            replaced(self._connection, page_id, visited_at, capture_id)
        if visit.state in _NOT_FOUND and known and known.article_id and not runs:
            self._note_absence(visit, known.article_id, page_id, is_latest=is_latest)
        if is_latest:
            self._visits.note(visit, page_id, visited_at, capture_id)
        if not runs:
            self._rows.add_finds(visit, site_id, page_id, visited_at)
        return saved

    def _record(
        self, visit: Visit, outcome: Outcome, ids: tuple[int, int, int | None], visited_at: str
    ) -> None:
        """Adds the visit's row of this run, what it put to the test, and what it holds back."""
        page_id, site_id, capture_id = ids
        row = (page_id, self._run_id, visited_at)
        visit_id = self._rows.add(visit, row, outcome, capture_id)
        note_checks(self._connection, visit_id, site_id, visit.checks, outcome, visited_at)
        if visit.state == PageState.QUARANTINED and capture_id is not None:
            hold(self._connection, visit, (visit_id, page_id, capture_id), visited_at)

    def _note_absence(
        self, visit: Visit, article_id: int, page_id: int, *, is_latest: bool
    ) -> None:
        """Notes that the page of an article was not found; nothing of it is removed."""
        if not is_latest:
            self._articles.was_not_found(article_id, page_id)
        elif visit.state == PageState.GONE:
            self._articles.mark_gone(article_id, page_id, utc(visit.visited_at))

    def _keep_capture(
        self, visit: Visit, known: FoundPage | None, page_id: int, site_id: int
    ) -> tuple[int | None, Kept | None]:
        """The capture of a visit; of a page that is as it was the one received before."""
        if known is not None and (visit.state == PageState.NOT_MODIFIED or is_same(visit, known)):
            return known.capture_id, None
        return keep_capture(
            self._connection,
            visit,
            page_id,
            known.site_id if known else site_id,
            self._run_id,
            self._terms,
            is_new_page=known is None,
        )

    def _site(self, visit: Visit) -> int:
        if visit.site not in self._memory.sites:
            row = self._connection.execute(_SELECT_SITE, (visit.site,)).fetchone()
            self._memory.sites[visit.site] = int(row[0]) if row else self._new_site(visit)
        return self._memory.sites[visit.site]

    def _new_site(self, visit: Visit) -> int:
        parts = urlsplit(visit.url)
        values = (visit.site, visit.site, f"{parts.scheme}://{parts.netloc}", now())
        site_id = self._connection.execute(_INSERT_SITE, values).lastrowid
        assert site_id is not None
        return site_id

    def _save_article(
        self,
        visit: Visit,
        site_id: int,
        page_id: int,
        capture_id: int | None,
        kept: Kept | None,
        repeated: bool,
        is_new_page: bool,
    ) -> SavedVisit:
        """What became of the article; only a whole page read as one makes an article."""
        article, capture = visit.article, visit.capture
        if visit.state != PageState.FETCHED or article is None:
            return self._without_article(visit, page_id)
        if capture is None or capture_id is None:
            raise ValueError("an article needs the capture it was read from")
        visited_at = utc(visit.visited_at)
        own_page_id = page_id
        if article.url != visit.url:
            own_page_id = self._pages.named(article.url, PageKind.ARTICLE, site_id, visited_at)
        reading = Reading(
            article,
            capture,
            capture_id,
            site_id,
            own_page_id,
            repeated,
            removed=visit.removed,
            kept=kept,
            is_new_page=is_new_page and own_page_id == page_id,
        )
        saved = self._articles.save(reading)
        assert saved.article_id is not None
        self._pages.show_article(page_id, saved.article_id)
        if own_page_id != page_id:
            self._pages.show_article(own_page_id, saved.article_id)
            self._pages.read_elsewhere(own_page_id, visit.url, visited_at)
        return replace(saved, url=visit.url)

    def _without_article(self, visit: Visit, page_id: int) -> SavedVisit:
        if visit.state == PageState.NOT_MODIFIED:
            row = self._connection.execute(_SELECT_ARTICLE, (page_id,)).fetchone()
            return SavedVisit(
                visit.url, Outcome.UNCHANGED if row else Outcome.NO_ARTICLE, *row or ()
            )
        if visit.state != PageState.FETCHED:
            return SavedVisit(visit.url, _OUTCOMES.get(visit.state, Outcome.NO_ARTICLE))
        due = visit.kind == PageKind.ARTICLE
        return SavedVisit(visit.url, Outcome.UNREADABLE if due else Outcome.NO_ARTICLE)


def _is_fatal(error: Exception) -> bool:
    """True for what is not the fault of one row (disk full, locked, file damaged)."""
    return isinstance(error, sqlite3.OperationalError | MemoryError) or (
        type(error) is sqlite3.DatabaseError
    )
