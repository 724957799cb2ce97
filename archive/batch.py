"""Saving visits inside one transaction, each in a savepoint of its own."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import chain
from urllib.parse import urlsplit

from archive.articles import Articles, Reading
from archive.captures import Kept, keep_capture
from archive.erase_bodies import erase_body
from archive.erase_content import Redaction
from archive.memory import Memory
from archive.numbering import Numbering
from archive.pages import Pages
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
from archive.sanitise import clean_text, cleaned
from archive.seals import are_texts, seal_of
from archive.search_index import IndexChanges
from archive.template_counts import TemplateCounts
from archive.terms import Terms
from archive.times import now, utc, utc_or_none
from archive.tombstones import Tombstones

_SELECT_SITE = "SELECT id FROM sites WHERE name = ?"
_INSERT_SITE = "INSERT INTO sites (name, title, base_url, added_at) VALUES (?, ?, ?, ?)"
_SELECT_VISITS = """
SELECT run_id FROM visits WHERE page_id = ? AND visited_at = ? AND state = ? AND capture_id IS ?
"""
_INSERT_VISIT = """
INSERT INTO visits (id, seal, page_id, run_id, visited_at, kind, state, reason, outcome, capture_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_PROBLEM = """
INSERT INTO problems (visit_id, id, code, severity, field, message) VALUES (?, ?, ?, ?, ?, ?)
"""
_CUT = "the body was cut short or damaged"
_INSERT_ALTERNATE = """
INSERT INTO alternates (page_id, url, language, first_seen_at) VALUES (?, ?, ?, ?)
ON CONFLICT (page_id, url) DO NOTHING
"""
_UNTIE = """
INSERT INTO untied (article_id) SELECT article_id FROM pages WHERE id = ? AND article_id IS NOT NULL
ON CONFLICT DO NOTHING
"""
_INSERT_SENTENCE = """
INSERT INTO banner_sentences (site_id, sentence, first_seen_at) VALUES (?, ?, ?)
ON CONFLICT (site_id, sentence) DO NOTHING
"""

#: What a visit without an article means for the archive's articles.
_OUTCOMES = {
    PageState.UNREADABLE: Outcome.UNREADABLE,
    PageState.WALL: Outcome.UNREADABLE,
    PageState.SOFT_404: Outcome.UNREADABLE,
    PageState.INCOMPLETE: Outcome.FAILED,
    PageState.FAILED: Outcome.FAILED,
    PageState.GONE: Outcome.GONE,
}


class Batch:
    """The visits of one transaction, and what they share."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        run_id: int | None,
        reader: Reader | None,
        memory: Memory,
    ) -> None:
        self._connection = connection
        self._run_id = run_id
        self._memory = memory
        self._numbers = Numbering(connection)
        self._pages = Pages(connection, run_id, memory.told)
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
        if visit.state == PageState.FETCHED and visit.capture and not visit.capture.complete:
            visit = replace(visit, state=PageState.INCOMPLETE, reason=visit.reason or _CUT)
        site_id = self._site(visit)
        known = self._pages.find(visit.url)
        page_id = known[0] if known else self._pages.record_visit(visit, site_id, visited_at, None)
        capture_id, kept = keep_capture(
            self._connection,
            visit,
            page_id,
            known[3] if known else site_id,
            self._run_id,
            self._terms,
            is_new_page=known is None,
        )
        identity = (page_id, visited_at, visit.state, capture_id)
        runs = self._connection.execute(_SELECT_VISITS, identity).fetchall() if known else []
        is_latest = not runs and (known is None or visited_at >= (known[1] or ""))
        if known and is_latest:
            self._pages.record_visit(visit, site_id, visited_at, page_id)
        outcome, article_id, version = self._save_article(
            visit, site_id, page_id, capture_id, kept, bool(runs), known is None
        )
        if visit.state == PageState.GONE and known and known[2]:
            article_id = known[2]
            if is_latest:
                self._articles.mark_gone(article_id, page_id, visited_at)
            elif not runs:
                self._articles.was_gone(article_id, page_id, visited_at)
        if (self._run_id,) not in runs:
            self._record(visit, (page_id, self._run_id, visited_at), outcome, capture_id)
        if not runs:
            self._record_finds(visit, site_id, page_id, visited_at)
        return SavedVisit(visit.url, outcome, article_id, version)

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
    ) -> tuple[Outcome, int | None, int | None]:
        """Outcome, article and current version; only a whole page read as one makes an article."""
        article, capture = visit.article, visit.capture
        if visit.state != PageState.FETCHED:
            return _OUTCOMES.get(visit.state, Outcome.NO_ARTICLE), None, None
        if article is None:
            due = visit.kind == PageKind.ARTICLE
            return Outcome.UNREADABLE if due else Outcome.NO_ARTICLE, None, None
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
        outcome, article_id, version = self._articles.save(reading)
        self._pages.show_article(page_id, article_id)
        if own_page_id != page_id:
            self._pages.show_article(own_page_id, article_id)
            self._pages.read_elsewhere(own_page_id, visit.url, visited_at)
        return outcome, article_id, version

    def _record(
        self,
        visit: Visit,
        where_and_when: tuple[int, int | None, str],
        outcome: Outcome,
        capture_id: int | None,
    ) -> None:
        row = (*where_and_when, visit.kind, visit.state, visit.reason, outcome, capture_id)
        take = self._numbers.take
        visit_id = take("visits")
        problems = [
            (take("problems"), p.code, p.severity, p.field, p.message) for p in visit.problems
        ]
        texts = [
            visit.kind,
            visit.state,
            visit.reason,
            *chain.from_iterable(p[1:] for p in problems),
        ]
        seal = seal_of(visit_id, row, problems) if are_texts(texts) else None
        self._connection.execute(_INSERT_VISIT, (visit_id, seal, *row))
        if problems:
            rows = [(visit_id, *problem) for problem in problems]
            self._connection.executemany(_INSERT_PROBLEM, rows)

    def _record_finds(self, visit: Visit, site_id: int, page_id: int, visited_at: str) -> None:
        if visit.links:
            self._pages.record_links(visit.links, site_id, visited_at)
        if visit.redirected_to and visit.redirected_to != visit.url:
            target_id = self._pages.named(visit.redirected_to, visit.kind, site_id, visited_at)
            self._pages.redirect(page_id, target_id)
            self._connection.execute(_UNTIE, (page_id,))
        if visit.alternates:
            rows = [(page_id, one.url, one.language, visited_at) for one in visit.alternates]
            if self._connection.executemany(_INSERT_ALTERNATE, rows).rowcount:
                self._connection.execute(_UNTIE, (page_id,))
        if visit.banner_sentences:
            self._connection.executemany(
                _INSERT_SENTENCE,
                [(site_id, sentence, visited_at) for sentence in visit.banner_sentences],
            )


def _is_fatal(error: Exception) -> bool:
    """True for what is not the fault of one row (disk full, locked, file damaged)."""
    return isinstance(error, sqlite3.OperationalError | MemoryError) or (
        type(error) is sqlite3.DatabaseError
    )
