"""Which function answers which address."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from urllib.parse import unquote

from scraper.web.answers import Answer
from scraper.web.asked import Asked
from scraper.web.pages import (
    article_captures,
    article_evidence,
    article_history,
    articles,
    questions,
    runs,
    search,
    sites,
    start,
    tags,
)

PageFunction = Callable[[Asked, sqlite3.Connection], Answer]

#: Pattern of a whole path -> what answers it.
ROUTES: tuple[tuple[str, PageFunction], ...] = (
    (r"/", start.start),
    (r"/years\.svg", start.picture),
    (r"/search", search.search),
    (r"/search\.svg", search.picture),
    (r"/search\.(?:csv|jsonl)", search.export),
    (r"/articles/(?P<article>[0-9]{1,18})", articles.article),
    (r"/articles/(?P<article>[0-9]{1,18})/versions", article_history.versions),
    (r"/articles/(?P<article>[0-9]{1,18})/diff", article_history.diff),
    (r"/articles/(?P<article>[0-9]{1,18})/evidence", article_evidence.evidence),
    (r"/articles/(?P<article>[0-9]{1,18})/removed", article_evidence.removed),
    (r"/articles/(?P<article>[0-9]{1,18})/source", article_captures.source),
    (r"/articles/(?P<article>[0-9]{1,18})/copy", article_captures.download),
    (r"/tags", tags.tags),
    (r"/tags/(?P<tag>[^/]+)", tags.tag),
    (r"/tags/(?P<tag>[^/]+)/trend\.svg", tags.picture),
    (r"/sites", sites.sites),
    (r"/sites\.svg", sites.picture),
    (r"/sites/(?P<site>[^/]+)", sites.site),
    (r"/sites/(?P<site>[^/]+)/years\.svg", sites.years),
    (r"/runs", runs.runs),
    (r"/runs\.svg", runs.picture),
    (r"/runs/(?P<run>[0-9]{1,18})", runs.run),
    (r"/questions", questions.questions),
    (r"/questions/(?P<question>[^/]+)", questions.question),
    (r"/questions/(?P<question>[^/]+)/answer\.svg", questions.picture),
)

_COMPILED = tuple((re.compile(pattern), function) for pattern, function in ROUTES)


def answering(path: str) -> tuple[PageFunction, dict[str, str]] | None:
    """The function for a path, percent-encoded, and the named parts of the path, decoded."""
    for pattern, function in _COMPILED:
        match = pattern.fullmatch(path)
        if match is not None:
            return function, {name: unquote(part) for name, part in match.groupdict().items()}
    return None
