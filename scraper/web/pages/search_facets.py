"""The facets beside the articles found: each value a link that narrows, with its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.facets import Share
from archive.selection import folded
from scraper.web.asked import Asked
from scraper.web.selecting import shown

#: Dimensions in the order in which they stand, and their headings.
ORDER = {
    "year": "Year",
    "tag": "Tag",
    "site": "Site",
    "label": "Label",
    "language": "Language",
    "author": "Author",
    "dated": "Date known by",
    "state": "State",
}
#: Of these an article has one: a value takes the place of others. Of the rest it has several.
_ONE = {"site", "language", "dated", "state"}
_NONE = {
    "year": "no date",
    "language": "not known",
    "dated": "nothing noted",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet."""

    text: str
    articles: int
    link: str  #: narrows to it; empty where that would change nothing
    is_absence: bool  #: True: there is no value
    is_chosen: bool  #: a filter has it already


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet."""

    name: str
    heading: str
    values: tuple[Value, ...]
    more: str  #: address with more values; empty if these are all
    fewer: str  #: address with fewer


def groups(
    asked: Asked, shares: Mapping[str, Sequence[Share]], total: int, *, few: int, more: str
) -> list[Facet]:
    """The facets that have values, of ``total`` articles; all values only of ``more``."""
    found = []
    for name, heading in ORDER.items():
        values = [_value(asked, name, share, total) for share in shares[name]]
        if name == "year":  # the latest first; how many have no date is always shown
            values.reverse()
            values.sort(key=lambda one: not one.is_absence)
        if not values:
            continue
        is_long = len(values) > few
        wanted = name == more
        found.append(
            Facet(
                name,
                heading,
                tuple(values if wanted else values[:few]),
                asked.link(more=name) if is_long and not wanted else "",
                asked.link(more=None) if is_long and wanted else "",
            )
        )
    return found


def _value(asked: Asked, name: str, share: Share, total: int) -> Value:
    text = shown(name, share.value) if share.value else _NONE.get(name, "none")
    is_absence = share.value is None or (name, share.value) in _ABSENCES
    chosen = _is_chosen(asked, name, share.value)
    link = "" if chosen or share.articles == total else _link(asked, name, share.value)
    return Value(text, share.articles, link, is_absence, chosen)


_ABSENCES = {("dated", "absent"), ("dated", "not_in_form")}


def _link(asked: Asked, name: str, value: str | None) -> str:
    if name == "year" and value:
        return asked.link(since=value, until=value)
    if name == "year":
        return asked.link(undated="1", since=None, until=None)
    if value is None:
        return asked.link(**{name: None, "without": [*asked.all("without"), name]})
    if name in _ONE:
        return asked.link(**{name: value})
    return asked.adding(name, f'"{value}"' if name == "author" else value)


def _is_chosen(asked: Asked, name: str, value: str | None) -> bool:
    if name == "year":
        if value is None:
            return bool(asked.one("undated"))
        return asked.one("since") == value == asked.one("until")
    if value is None:
        return name in asked.all("without")
    if name in _ONE:
        return asked.all(name) == [value]
    return folded(value) in {folded(one.strip('"')) for one in asked.all(name)}
