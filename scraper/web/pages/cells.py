"""Cells of an answer as text, and as links where they name something that has a page here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scraper.web.asked import article_path, run_path, search_path, site_path, tag_path

#: Columns that hold addresses.
_URLS = frozenset({"url", "other_url", "example", "example_url", "captured_from"})
#: Columns of one name each that has a page.
_NAMES: Mapping[str, Callable[[str], str]] = {
    "site": site_path,
    "tag": tag_path,
    "other": tag_path,
    "author": lambda name: search_path(author=name),
    "language": lambda code: search_path(language=code),
    "year": lambda year: search_path(since=year, until=year, order="newest"),
    "label": lambda name: search_path(label=name),
}
#: Columns that only runs have.
_OF_RUNS = frozenset({"verb", "exit_code"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell."""

    value: Any  #: as the answer has it
    link: str | None = None  #: a page of ours
    away: str | None = None  #: an address elsewhere, as the answer has it


def url_columns(columns: Sequence[str]) -> list[int]:
    """Where the addresses stand."""
    return [at for at, name in enumerate(columns) if name in _URLS]


def shown_rows(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], articles: Mapping[str, int]
) -> list[list[Shown]]:
    """The rows as cells; ``articles``: ids by the addresses that have an article."""
    return [_row(columns, row, articles) for row in rows]


def _row(columns: Sequence[str], row: Sequence[Any], articles: Mapping[str, int]) -> list[Shown]:
    own = dict(zip(columns, row, strict=True))
    article = articles.get(own.get("url") or "")
    return [_cell(columns, name, value, article, articles) for name, value in own.items()]


def _cell(
    columns: Sequence[str],
    name: str,
    value: Any,
    article: int | None,
    articles: Mapping[str, int],
) -> Shown:
    if value is None or value == "":
        return Shown(None)
    if name in _URLS:
        found = articles.get(str(value))
        return Shown(value, article_path(found)) if found else Shown(value, away=str(value))
    if name == "title" and article:
        return Shown(value, article_path(article))
    if name in ("id", "article_id", "run_id") and isinstance(value, int) and value > 0:
        is_run = name == "run_id" or (name == "id" and not _OF_RUNS.isdisjoint(columns))
        return Shown(value, run_path(value) if is_run else article_path(value))
    path = _NAMES.get(name)
    return Shown(value, path(str(value))) if path else Shown(value)
