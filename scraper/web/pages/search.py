"""The search page: words and filters, what they find, and what that is made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from archive.errors import ClusternewsError, NothingFound, UnknownName, UsageError
from archive.exports import Export
from archive.facets import DIMENSIONS, Share, facets, months
from archive.search import MARK_BEGIN, MARK_END, Hit, as_sql
from archive.search import search as find
from archive.tags import tags_like
from scraper.charts.periods import by_period
from scraper.charts.specs import over_time
from scraper.exports.formats import FORMATS
from scraper.web import known
from scraper.web.answers import Answer, Download, Page, Picture
from scraper.web.asked import Asked, address
from scraper.web.pages.pictures import height_of, width_of
from scraper.web.pages.search_facets import groups
from scraper.web.selecting import Selection, selection

#: Articles of a page, and values of a facet: few, and those that ``more`` asks for.
SIZE, FEW, MANY = 20, 8, 100
_MOST_PAGE = 1_000_000
_WORDS_LOOKED_AT = 10
#: What these files hold, beside their names in :data:`scraper.exports.formats.FORMATS`.
_MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}
_KINDS = {"platform": "site"}
_WIDTH, _HEIGHT = 700, 130
_COLUMNS = (
    "id",
    "published_at",
    "dated",
    "site",
    "language",
    "state",
    "title",
    "tags",
    "snippet",
    "url",
)


def search(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """What the words and filters find, and the facets by which to narrow it down.

    What cannot be asked is said in the page itself, beside what was asked.
    """
    try:
        chosen = selection(asked)
        return _found(chosen, connection)
    except (NothingFound, UsageError) as error:
        if asked.form != "html":
            raise
        return _refused(asked, error)


def picture(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """How many of the articles were published when."""
    chosen = selection(asked)
    counts = months(connection, chosen.words, **chosen.filters)
    width, height = width_of(asked, _WIDTH), height_of(asked, _HEIGHT)
    numbers = {one.value: one.articles for one in counts if one.value}
    spec = over_time(numbers, title="When were they published?", width=width, height=height)
    return Picture(spec)


def export(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """All articles found, as ``clusternews export`` writes them."""
    chosen = selection(asked)
    form = PurePosixPath(asked.path).suffix.removeprefix(".")
    every = Export(connection, chosen.words, filters=chosen.filters)
    every.ids()  # what cannot be asked is said before anything is sent
    return Download(
        lambda out: FORMATS[form].write(every, out, {}), _MEDIA[form], f"articles.{form}"
    )


def _found(chosen: Selection, connection: sqlite3.Connection) -> Page:
    asked, filters = chosen.asked, chosen.filters
    page = asked.number("page", 1, most=_MOST_PAGE)
    offset = (page - 1) * SIZE
    found = find(connection, chosen.words, order=chosen.order, limit=SIZE, offset=offset, **filters)
    pages = -(-found.total // SIZE)
    if page > max(pages, 1):
        raise NothingFound(
            f"there is no page {page}", hint=f"the last one is {pages}" if pages else ""
        )
    more = asked.one("more")
    most = MANY if more in DIMENSIONS else FEW + 1
    by = (*DIMENSIONS, "month")
    shares = facets(connection, chosen.words, most=most, by=by, **filters)
    periods = _periods(shares["month"])
    values = {
        **_asked_for(chosen),
        "found": found,
        "page": page,
        "pages": pages,
        "groups": groups(asked, shares, found.total, few=FEW, more=more),
        "periods": periods,
        "series": [(period or "no month known", n) for period, n in _latest_first(periods)],
        "known": known,
        "sql": as_sql(connection, chosen.words, **filters),
        "instead": [] if found.total else _instead(chosen, connection),
    }
    rows = [_plain(hit) for hit in found.hits]
    data = {
        "total": found.total,
        "ranked": found.ranked,
        "hits": rows,
        "facets": {name: list(map(asdict, of)) for name, of in shares.items()},
    }
    return Page("search.html", values, rows, data, _COLUMNS, file="search")


def _refused(asked: Asked, error: ClusternewsError) -> Page:
    """The page with the words and filters, and what is wrong with them."""
    try:
        values = _asked_for(selection(asked))
    except UsageError:
        plain = Asked(asked.path, {"q": asked.all("q")})
        values = _asked_for(selection(plain)) if len(asked.one("q")) < 1000 else {}
    near = []
    if isinstance(error, UnknownName):
        name = _KINDS.get(error.kind, error.kind)
        for one in error.near:
            put = f'"{one}"' if name == "author" else one
            others = [value for value in asked.all(name) if value.strip('"') != error.wanted]
            near.append((one, asked.link(**{name: [*others, put]})))
    status = 404 if isinstance(error, NothingFound) else 400
    values |= {"error": error, "near": near, "found": None}
    return Page("search.html", values, status=status)


def _asked_for(chosen: Selection) -> dict[str, Any]:
    """What the page says of the question itself."""
    asked = chosen.asked
    kept = {name: v for name, v in asked.args.items() if name not in ("page", "format", "more")}
    return {
        "words": chosen.words,
        "order": chosen.order,
        "chips": chosen.chips(),
        "hidden": [
            (name, value)
            for name, values in kept.items()
            if name not in ("q", "since", "until", "order")
            for value in values
        ],
        "args": {name: v for name, v in kept.items() if name != "order"},
        "command": chosen.command("search"),
        "export_command": chosen.command("export", "-o", "articles.csv"),
        "error": None,
    }


def _periods(counts: Sequence[Share]) -> dict[str, int]:
    """The numbers of the picture; what has no month stands under ``""``."""
    by_month = {one.value or "": one.articles for one in counts}
    undated = by_month.pop("", 0)
    return by_period(by_month) | ({"": undated} if undated else {})


def _latest_first(periods: Mapping[str, int]) -> list[tuple[str, int]]:
    """The periods that have any, as a table shows them; those without a month come first."""
    known = sorted(((one, n) for one, n in periods.items() if one and n), reverse=True)
    return [*((one, n) for one, n in periods.items() if not one), *known]


def _instead(chosen: Selection, connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """What does find something: words of the address, the address, and how many."""
    path, words = chosen.asked.path, chosen.words
    found = []
    if words and chosen.filters:
        total = find(connection, words, limit=1).total
        found.append(("these words without the filters", address(path, {"q": words}), total))
        total = find(connection, "", limit=1, **chosen.filters).total
        found.append(("these filters without the words", chosen.asked.link(q=None), total))
    for label in tags_like(connection, words.split()[:_WORDS_LOOKED_AT]):
        total = find(connection, "", limit=1, tag=label).total
        found.append((f"the tag {label}", address(path, {"tag": label}), total))
    return [one for one in found if one[2]]


def _plain(hit: Hit) -> dict[str, Any]:
    """A hit as csv and json have it: the words found between asterisks."""
    snippet = hit.snippet.replace(MARK_BEGIN, "*").replace(MARK_END, "*")
    return asdict(hit) | {"snippet": snippet}
