"""When an article was published and changed, by what states it; never by running text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archive.records import Evidence
from scraper.clean.removal import folded
from scraper.clean.selectors import compile_selector
from scraper.extract.byline import Byline
from scraper.extract.dates import parse_date
from scraper.extract.evidence import absent, found
from scraper.extract.fields import Field
from scraper.extract.nodes import is_teaser
from scraper.extract.people import split_submitted
from scraper.extract.source import Source, value_of
from scraper.extract.structured import strings

_PROPERTIES = {
    "published_at": (
        "schema:datePublished",
        "datePublished",
        "dc:issued",
        "dcterms:issued",
        "dc:created",
        "dcterms:created",
        "dc:date",
        "schema:dateCreated",
        "dateCreated",
    ),
    "modified_at": (
        "schema:dateModified",
        "dateModified",
        "dc:modified",
        "dcterms:modified",
    ),
}
_JSON_LD = {
    "published_at": ("datePublished", "dateCreated"),
    "modified_at": ("dateModified",),
}
_META = {
    "published_at": (
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
        "article:published",
        "dcterms.issued",
        "dcterms.date.issued",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "dc.date.created",
        "dc.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "parsely-pub-date",
        "sailthru.date",
        "date",
        "datecreated",
        "article.published",
        "article.created",
    ),
    "modified_at": (
        "article:modified_time",
        "og:updated_time",
        "article:modified",
        "datemodified",
        "dcterms.modified",
        "dc.date.modified",
        "last-modified",
        "lastmod",
        "revised",
    ),
}
_ROLES = {"published_at": "published", "modified_at": "modified"}

#: Elements of pages of no known system that print the day of publication.
PLACES = (
    "time[pubdate]",
    "time.published",
    "time.entry-date",
    "time.post-date",
    'time[itemprop~="datePublished"]',
    "span.date-display-single",
    ".article-date",
    ".article__date",
    ".post-date",
    ".entry-date",
    ".news-date",
    ".published",
    ".publish-date",
    ".date-published",
    ".publication-date",
    ".pubdate",
    ".posted-on",
    ".date",
    ".datum",
)

_STATED = etree.XPath(".//*[@property or @itemprop]")
_LONGEST = 80


Dated = tuple[str | None, Evidence]


def dates_of(source: Source, line: Byline | None, language: str | None) -> tuple[Dated, Dated]:
    """``published_at`` and ``modified_at`` as ISO instants or days, with their evidence."""
    stated = _stated_elements(source)
    return (
        _date(source, "published_at", line, language, stated),
        _date(source, "modified_at", line, language, stated),
    )


def _date(
    source: Source,
    name: str,
    line: Byline | None,
    language: str | None,
    stated: dict[str, etree._Element],
) -> Dated:
    for method, place, raw in _raw_dates(source, name, line, stated):
        parsed = parse_date(raw, language=language, month_first=source.site.month_first)
        if parsed is not None:
            return parsed.iso, found(name, method, place, raw)
    return None, absent(name, "RDFa, JSON-LD, meta, byline")


def _raw_dates(
    source: Source, name: str, line: Byline | None, stated: dict[str, etree._Element]
) -> Iterator[tuple[str, str, str]]:
    """The texts that state the date, best first: (method, place, text)."""
    for css, element in source.selected(name):
        yield "site-rule", css, _machine_date(element) or value_of(css, element)
    yield from _properties(stated, name)
    for key in _JSON_LD[name]:
        for raw in strings(source.stated.article.get(key))[:1]:
            yield "json-ld", key, raw
    for key in _META[name]:
        for raw in source.stated.meta.get(key, ())[:1]:
            yield "meta", key, raw
    if name == "published_at" and line is not None:
        yield from _line_dates(line)
    for field in source.role(_ROLES[name]):
        yield "text", field.place, _field_date(field)
    if name == "published_at" and source.node is None:
        yield from _printed(source)


def _stated_elements(source: Source) -> dict[str, etree._Element]:
    """RDFa and microdata of the article itself: property -> the first element with it."""
    scope = source.page.tree if source.node is None else source.node
    stated: dict[str, etree._Element] = {}
    for element in _STATED(scope):
        names = f"{element.get('property') or ''} {element.get('itemprop') or ''}".split()
        if names and not _is_of_another(element, scope):
            for key in names:
                stated.setdefault(key, element)
    return stated


def _properties(stated: dict[str, etree._Element], name: str) -> Iterator[tuple[str, str, str]]:
    for key in _PROPERTIES[name]:
        if (element := stated.get(key)) is not None:
            method = "rdfa" if element.get("property") else "meta"
            yield method, f"[property~={key}]", _machine_date(element) or folded(element)


def _is_of_another(element: etree._Element, scope: etree._Element) -> bool:
    """True for the date of a teaser or comment printed beside the article."""
    for ancestor in element.iterancestors():
        if ancestor is scope:
            return False
        if is_teaser(ancestor) or ancestor.tag in ("li", "aside"):
            return True
    return False


def _machine_date(element: etree._Element) -> str | None:
    """The date an element gives to machines: its attributes, or a ``time`` inside of it."""
    if element.get("property") or element.get("itemprop") or element.tag in ("time", "meta"):
        for attribute in ("content", "datetime"):
            if value := element.get(attribute):
                return str(value)
    inner = next(iter(element.iter("time")), None)
    return None if inner is None else (str(inner.get("datetime") or "") or None)


def _line_dates(line: Byline) -> Iterator[tuple[str, str, str]]:
    for element in line.element.iter("time"):
        if value := element.get("datetime"):
            yield "byline", f"{line.place} time[datetime]", value
    _, text = split_submitted(line.text)
    if text:
        yield "byline", line.place, text
    yield "byline", line.place, line.text


def _field_date(field: Field) -> str:
    return _machine_date(field.element) or field.text()


def _printed(source: Source) -> Iterator[tuple[str, str, str]]:
    for css in PLACES:
        for element in compile_selector(css).find(source.page.index)[:3]:
            text = _machine_date(element) or folded(element)
            if len(text) <= _LONGEST:
                yield "text", css, text
    for element in source.page.index.with_tag("time")[:1]:
        yield "text", "time", element.get("datetime") or folded(element)
