"""Plays edited articles into an archive, and compares what it says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.records import Form, Visit, Vocabulary
from archive.store import Archive
from scraper.capture import capture
from scraper.read import NO_VOCABULARY, read
from scraper.site import Site, site_for_url
from tests.edited_articles.replay import Step
from tests.edited_articles.story import BASE

SITE: Site = site_for_url(BASE)
_CHANGES = """
SELECT h.classes FROM changes h JOIN articles a ON a.id = h.article_id
WHERE a.url = ? AND h.at = ? AND h.replaced_at IS NULL
"""
_VERSIONS = "SELECT count(*) FROM versions v JOIN articles a ON a.id = v.article_id WHERE a.url = ?"
_CHANGE_ROWS = (
    "SELECT count(*) FROM changes h JOIN articles a ON a.id = h.article_id WHERE a.url = ?"
)


def visit_of(step: Step, vocabulary: Vocabulary = NO_VOCABULARY) -> Visit:
    """The visit that reads the page of a step, with what is known of the platform so far."""
    status = 404 if step.body is None else 200
    captured = capture(
        step.url,
        step.body or b"<html><body><h1>Not found</h1></body></html>",
        form=Form.HTTP,
        captured_at=step.at,
        status=status,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        site=SITE,
    )
    return read(captured, SITE, vocabulary=vocabulary)


@dataclass(frozen=True, slots=True)
class Found:
    """What the archive made of a step."""

    step: Step
    classes: frozenset[str]  #: of the change noted for its moment; empty: none was
    versions: int  #: versions that it added
    changes: int  #: rows of the history that it added
    misread: bool  #: the body read from the page is not the article's, now or the visit before


def play(archive: Archive, steps: Iterable[Step]) -> list[Found]:
    """Saves each step and notes what came of it; the visits of a day are one crawl."""
    found = []
    today, vocabulary = "", NO_VOCABULARY
    counts: Counter[tuple[str, str]] = Counter()
    wrong: dict[str, tuple[bool, bool]] = {}
    connection = archive.connection
    for step in steps:
        if step.day != today:
            today, vocabulary = step.day, archive.vocabulary(SITE.name)
        visit = visit_of(step, vocabulary)
        archive.save([visit])
        wrong[step.url] = (wrong.get(step.url, (False, False))[1], _is_misread(step, visit))
        row = connection.execute(_CHANGES, (step.url, step.at)).fetchone()
        classes = frozenset(row[0].split()) if row else frozenset()
        added = []
        for what, sql in (("versions", _VERSIONS), ("changes", _CHANGE_ROWS)):
            now = connection.execute(sql, (step.url,)).fetchone()[0]
            added.append(now - counts[step.url, what])
            counts[step.url, what] = now
        found.append(Found(step, classes, added[0], added[1], misread=any(wrong[step.url])))
    return found


def _is_misread(step: Step, visit: Visit) -> bool:
    if step.content is None:
        return False
    return visit.article is None or visit.article.body_text != step.content["body_text"]


@dataclass(frozen=True, slots=True)
class Score:
    """How well one class was told, over all steps."""

    hits: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is so; 1.0 where nothing was said."""
        said = self.hits + self.invented
        return self.hits / said if said else 1.0

    @property
    def recall(self) -> float:
        """Share of what is so that was said; 1.0 where there was nothing."""
        due = self.hits + self.missed
        return self.hits / due if due else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores for each class, and versions stored where nothing changed."""

    classes: dict[str, Score] = field(default_factory=dict)
    needless_versions: int = 0
    needless_changes: int = 0
    unchanged_visits: int = 0

    @property
    def macro_f1(self) -> float:
        """Mean of the classes' F1."""
        return sum(score.f1 for score in self.classes.values()) / max(1, len(self.classes))


def measure(found: Iterable[Found]) -> Measured:
    """Compares what was found with what is so; ``first`` is no change and not counted."""
    hits, missed, invented = Counter[str](), Counter[str](), Counter[str]()
    quiet = []
    for one in found:
        if "first" in one.step.expected:
            continue
        due, said = one.step.expected or {"boilerplate"}, one.classes or {"boilerplate"}
        hits.update(due & said)
        missed.update(due - said)
        invented.update(said - due)
        if not one.step.expected:
            quiet.append(one)
    names = sorted(hits.keys() | missed.keys() | invented.keys())
    return Measured(
        {name: Score(hits[name], missed[name], invented[name]) for name in names},
        sum(one.versions for one in quiet),
        sum(one.changes for one in quiet),
        len(quiet),
    )
