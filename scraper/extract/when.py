"""When an article was published and changed, by what states it; never by running text.

What the page states to machines goes first, then what it prints near its heading, then
its address. Each place that gives the same day makes the date surer, each that gives
another less sure; the other values are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from lxml import etree

from archive.records import Evidence
from scraper.extract.byline import Byline
from scraper.extract.source import Source
from scraper.extract.title import Title
from scraper.extract.when_choice import Claim, choose, evidence_of
from scraper.extract.when_places import cut_off, labelled, named, near, order_of_figures
from scraper.extract.when_printed import AMBIGUOUS, PrintedDate, Reader
from scraper.extract.when_stated import (
    StatedDate,
    stated_dates,
    stated_properties,
    system_dates,
    title_dates,
    url_day,
)

#: No page of the web is older; what a page states to machines may be (digitised papers).
FIRST_YEAR = 1990
#: Days that a page may be ahead of its capture: zones, and papers dated for tomorrow.
AHEAD = timedelta(days=2)

_LOOKED = "JSON-LD, meta, microdata, RDFa, byline, around the heading, address"
_AMERICAN = re.compile(r"en[-_](?:us|ph)\b", re.I)
#: Hosts of American pages; elsewhere ``en-US`` is what the system came with.
_AMERICAN_HOST = re.compile(r"\.(?:com|org|net|us|gov|edu|mil|info|io|news|blog|co)(?::\d+)?$")


@dataclass(frozen=True, slots=True)
class Dates:
    """Both dates, with what they stand on and where they are printed."""

    published_at: str | None  #: ISO instant or day
    modified_at: str | None
    evidence: tuple[Evidence, ...]
    elements: tuple[etree._Element, ...] = ()  #: lines that print them: no part of the text


def dates_of(
    source: Source,
    title: Title | None,
    line: Byline | None,
    language: str | None,
    captured_at: str,
) -> Dates:
    """When the article was published and changed; ``captured_at``: when the page was had."""
    reader = Reader(language, _month_first(source))
    sheet = _Sheet(source, reader, _day(captured_at) + AHEAD)
    stated = stated_properties(source)
    printed = near(_headings(source, title), reader) if source.node is None else []
    sheet.know(printed)
    sheet.take_stated(stated_dates(source, "published_at", stated), sheet.published)
    sheet.take_stated(stated_dates(source, "modified_at", stated), sheet.changed)
    sheet.take_stated(system_dates(source, "published_at", line), sheet.published)
    sheet.take_stated(system_dates(source, "modified_at", line), sheet.changed)
    sheet.take_printed(printed)
    if source.node is None and not sheet.has_sure():
        sheet.take_printed(named(source.page.index, reader))
        if not sheet.published:
            sheet.take_printed(labelled(source.page.index, reader))
        if not sheet.published:
            sheet.take_printed(cut_off(source.page.cut, reader))
            sheet.take_stated(title_dates(source), sheet.published)
    elif not sheet.published:
        sheet.take_printed(near(_headings(source, title), reader))
    sheet.take_url(source.url)
    return sheet.dates(printed)


class _Sheet:
    """The claims of one page, as they are gathered."""

    def __init__(self, source: Source, reader: Reader, latest: date) -> None:
        self.published: list[Claim] = []
        self.changed: list[Claim] = []
        self._reader = reader
        self._latest = latest
        self._index = source.page.index
        self._url = url_day(source.url)
        self._known = {self._url}  # days that prove the order of figures

    def know(self, dates: Iterable[PrintedDate]) -> None:
        """Note the days that are printed, before anything is taken."""
        self._known.update(printed.iso[:10] for printed in dates if printed.iso)

    def has_sure(self) -> bool:
        """True if a day of publication is known from more than a doubtful name."""
        return any(not claim.doubtful for claim in self.published)

    def take_stated(self, dates: Iterable[StatedDate], into: list[Claim]) -> None:
        """Add what is stated, as far as it is a date; what is hard to believe as doubtful."""
        for stated in dates:
            doubtful_order = stated.method == "meta" and AMBIGUOUS.search(stated.raw)
            iso = None if doubtful_order else self._reader.day(stated.raw)
            iso = iso or self._proved(stated.raw)
            if iso:
                # A day yet to come is that of an event, or the capture's clock was wrong.
                doubtful = stated.doubtful or _day(iso) > self._latest
                element = stated.element
                claim = Claim(
                    stated.method, stated.place, stated.raw, iso, doubtful, element=element
                )
                into.append(claim)

    def take_printed(self, dates: Iterable[PrintedDate]) -> None:
        """Add what is printed, surest first; at most one of each kind."""
        ranked = sorted(dates, key=lambda printed: -printed.points)
        for kind, into in (("published", self.published), ("modified", self.changed)):
            for printed in ranked:
                if (printed.kind or "published") != kind:
                    continue
                iso = printed.iso or self._proved(printed.raw)
                if iso and self._is_believable(iso):
                    line = printed.element if printed.is_line else None
                    plain = printed.points == 0
                    into.append(
                        Claim("text", printed.place, printed.raw, iso, plain=plain, element=line)
                    )
                    break

    def take_url(self, url: str) -> None:
        """Add the day that the address names."""
        if self._url and self._is_believable(self._url):
            self.published.append(Claim("url", "path", url, self._url))

    def dates(self, printed: Iterable[PrintedDate]) -> Dates:
        """What the claims amount to."""
        published = choose(self.published, self.changed)
        modified = self.changed[0] if self.changed else None
        elements = [each.element for each in printed if each.is_line]
        elements += [each.element for each in (published, modified) if each and each.is_line]
        rows = evidence_of("published_at", published, self.published, _LOOKED)
        rows += evidence_of("modified_at", modified, self.changed, _LOOKED)
        return Dates(
            published.iso if published else None,
            modified.iso if modified else None,
            tuple(rows),
            tuple(dict.fromkeys(elements)),
        )

    def _is_believable(self, iso: str) -> bool:
        day = _day(iso)
        return day.year >= FIRST_YEAR and day <= self._latest

    def _proved(self, raw: str) -> str | None:
        """The day of figures in doubtful order, where another place of the page gives it too."""
        if not AMBIGUOUS.search(raw):
            return None
        known = self._known.union(claim.iso[:10] for claim in (*self.published, *self.changed))
        for month_first in (True, False):
            iso = Reader(self._reader.language, month_first).day(raw)
            if iso and iso[:10] in known:
                return iso
        order = self._order
        return None if order is None else Reader(self._reader.language, order).day(raw)

    @cached_property
    def _order(self) -> bool | None:
        return order_of_figures(self._index)


def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10])


def _headings(source: Source, title: Title | None) -> list[etree._Element]:
    """The elements that print the title, else the first heading of the page."""
    elements = [each for each in (title.elements if title else ()) if each.tag != "title"]
    return elements or source.page.index.with_tag("h1")[:1]


def _month_first(source: Source) -> bool | None:
    """Whether figures stand month first: by the site, else by the region of its language."""
    if source.site.month_first is not None:
        return source.site.month_first
    root = source.page.tree
    claim = root.get("lang") or root.get("xml:lang") or ""
    for meta in source.stated.meta.get("og:locale", ())[:1]:
        claim = claim if "-" in claim or "_" in claim else meta
    if not claim:
        return None
    if _AMERICAN.match(claim):
        return True if _AMERICAN_HOST.search(source.site.name) else None
    return None if claim.lower().strip() == "en" else False
