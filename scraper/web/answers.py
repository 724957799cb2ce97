"""What a page's function answers; bytes are made of it by :mod:`scraper.web.views`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO


@dataclass(frozen=True, slots=True)
class Page:
    """A page of HTML, and the same as data."""

    template: str  #: a file of ``scraper/web/templates``
    values: Mapping[str, Any]  #: what the template is filled with
    rows: Sequence[Mapping[str, Any]] = ()
    #: what ``format=csv`` gives: the page's main table, the same keys in each row
    data: Any = None  #: what ``format=json`` gives; None: ``rows``
    columns: Sequence[str] = ()  #: of ``rows``; empty: the keys of the first
    file: str = "clusternews"  #: name of a download, without its ending
    status: int = 200


@dataclass(frozen=True, slots=True)
class Picture:
    """A Vega-Lite picture, shown as SVG."""

    spec: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that may be larger than memory should hold."""

    write: Callable[[TextIO], object]  #: writes all of it; called in the same thread and moment
    media_type: str
    file: str  #: its name, with its ending


@dataclass(frozen=True, slots=True)
class Moved:
    """Another page holds the answer."""

    to: str


Answer = Page | Picture | Download | Moved


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows as mappings, of names and rows as a cursor gives them."""
    return [dict(zip(columns, row, strict=True)) for row in rows]


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as bytes."""

    body: bytes
    media_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
