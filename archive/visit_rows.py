"""Rows of visits with their problems, and what a visit has found beside the article."""

from __future__ import annotations

import sqlite3
from itertools import chain

from archive.numbering import Numbering
from archive.pages import Pages
from archive.records import Outcome, Visit
from archive.seals import are_texts, seal_of

_INSERT_VISIT = """
INSERT INTO visits (id, seal, page_id, run_id, visited_at, kind, state, reason, outcome, capture_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_PROBLEM = """
INSERT INTO problems (visit_id, id, code, severity, field, message) VALUES (?, ?, ?, ?, ?, ?)
"""
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


class VisitRows:
    """Adds them within one transaction."""

    def __init__(self, connection: sqlite3.Connection, numbers: Numbering, pages: Pages) -> None:
        self._connection = connection
        self._numbers = numbers
        self._pages = pages

    def add(
        self,
        visit: Visit,
        where_and_when: tuple[int, int | None, str],
        outcome: Outcome,
        capture_id: int | None,
    ) -> int:
        """Adds a visit of a page, run and time, with its problems; its id."""
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
        return visit_id

    def add_finds(self, visit: Visit, site_id: int, page_id: int, visited_at: str) -> None:
        """Notes what a page leads to, and what it says of itself and its site."""
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
