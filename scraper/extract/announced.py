"""What feeds and listings say of an article, beside what its own page says.

The page comes first. Where it states nothing, what the platform says elsewhere counts;
where the two differ, both are kept, and the page's value is less sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from archive.records import Announced, Article, Evidence, Person, Tag
from scraper.extract.evidence import found, other
from scraper.extract.people import parse_byline
from scraper.extract.reading import Reading
from scraper.extract.text import slugify

#: How much less sure a value is that the platform gives otherwise elsewhere.
DOUBT = 0.8
#: Terms of a feed mix tags with sections.
TERMS = 0.6
#: More terms than this are the vocabulary of a platform, not of an article.
MOST_TERMS = 30


def with_announced(reading: Reading, announced: Sequence[Announced]) -> Reading:
    """The reading with the fields that its page leaves open, as far as something else says.

    ``announced`` comes in the order in which it is believed.
    """
    article = reading.article
    if article is None or not announced:
        return reading
    for one in announced:
        article = _with(article, one)
    problems = reading.problems
    if article.published_at is not None:
        problems = tuple(problem for problem in problems if problem.code != "date_absent")
    return replace(reading, article=article, problems=problems)


def _with(article: Article, one: Announced) -> Article:
    article = _with_title(article, one)
    article = _with_date(article, one)
    article = _with_authors(article, one)
    terms = [term for term in one.terms if slugify(term)]
    if terms and not article.tags and len(terms) <= MOST_TERMS:
        tags: dict[str, Tag] = {}
        for term in terms:
            tags.setdefault(slugify(term), Tag(term, slugify(term)))
        known = found("tags", one.method, one.place, ", ".join(terms), TERMS)
        article = _filled(article, known, tags=tuple(tags.values()))
    return article


def _with_title(article: Article, one: Announced) -> Article:
    if one.title is None or slugify(one.title) == slugify(article.title):
        return article
    return _doubted(article, other("title", one.method, one.place, one.title), 0.95)


def _with_date(article: Article, one: Announced) -> Article:
    said = one.published_at
    if said is None:
        return article
    if article.published_at is None:
        known = found("published_at", one.method, one.place, said)
        return _filled(article, known, published_at=said)
    if _is_same_day(said, article.published_at):
        return article
    return _doubted(article, other("published_at", one.method, one.place, said))


def _with_authors(article: Article, one: Announced) -> Article:
    people = [person for name in one.authors if _is_name(name) for person in parse_byline(name)]
    if not people:
        return article
    raw = ", ".join(one.authors)
    if not article.authors:
        once: dict[str, Person] = {}
        for person in people:
            once.setdefault(person.name, person)
        known = found("authors", one.method, one.place, raw)
        return _filled(article, known, authors=tuple(once.values()))
    if {_key(person) for person in people} & {_key(person) for person in article.authors}:
        return article
    return _doubted(article, other("authors", one.method, one.place, raw))


def _key(person: Person) -> str:
    return slugify(person.name)


def _is_name(text: str) -> bool:
    """False for the account of a system (``admin``, ``jdoe42``) and for an address."""
    return "@" not in text and (" " in text.strip() or not (text.islower() or text.isupper()))


def _is_same_day(one: str, another: str) -> bool:
    """True for the same day, give or take what zones make of it."""
    try:
        days = date.fromisoformat(one[:10]) - date.fromisoformat(another[:10])
    except ValueError:
        return one == another
    return abs(days.days) <= 1


def _filled(article: Article, known: Evidence, **values: Any) -> Article:
    """The article with a field it did not have; what was looked for in vain is no more."""
    kept = [row for row in article.evidence if row.field != known.field or row.method != "absent"]
    return replace(article, evidence=(*kept, known), **values)


def _doubted(article: Article, said: Evidence, factor: float = DOUBT) -> Article:
    """The article with another value for a field beside its own."""
    if said in article.evidence:
        return article
    rows = [_less_sure(row, said.field, factor) for row in article.evidence]
    return replace(article, evidence=(*rows, said))


def _less_sure(row: Evidence, field: str, factor: float) -> Evidence:
    if row.field != field or not row.chosen or row.confidence is None:
        return row
    return replace(row, confidence=round(row.confidence * factor, 2))
