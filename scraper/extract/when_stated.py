"""The dates that a page states to machines, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from scraper.clean.removal import folded
from scraper.extract.byline import Byline
from scraper.extract.fields import Field
from scraper.extract.json_ld import Node
from scraper.extract.microdata import Properties, machine_date, properties_of
from scraper.extract.people import split_submitted
from scraper.extract.source import Source, value_of
from scraper.extract.structured import strings

_PROPERTIES = {
    "published_at": (
        *("schema:datePublished", "datePublished", "dc:issued", "dcterms:issued", "dc:created"),
        *("dcterms:created", "dc:date", "schema:dateCreated", "dateCreated"),
    ),
    "modified_at": ("schema:dateModified", "dateModified", "dc:modified", "dcterms:modified"),
}
_WANTED = frozenset(name for names in _PROPERTIES.values() for name in names)
_JSON_LD = {
    "published_at": ("datePublished", "dateCreated", "uploadDate"),
    "modified_at": ("dateModified",),
}
_META = {
    "published_at": (
        *("article:published_time", "og:article:published_time", "og:published_time"),
        *("og:pubdate", "article:published", "article.published", "article:publication_date"),
        *("dcterms.issued", "dcterms.date.issued", "dc.date.issued", "dcterms.available"),
        *("pubdate", "pub_date", "pub-date", "publishdate", "publish-date", "publish_date"),
        *("published", "published_time", "published-date", "publisheddate", "date.published"),
        *("publication_date", "publication-date", "publicationdate", "date-published"),
        *("date_published", "datepublished", "firstpublished", "originalpublicationdate"),
        *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article:pubdate"),
        *("cxenseparse:publishtime", "bt:pubdate", "ptime", "publishtime", "rnews:datepublished"),
        *("article.created", "article_date_original", "article:post_date", "displaydate"),
        *(
            "citation_publication_date",
            "citation_date",
            "citation_online_date",
            "vr:published_time",
        ),
        *("gsa-published-date", "swiftype.date", "release_date", "releasedate", "issue_date"),
    ),
    "modified_at": (
        *("article:modified_time", "og:article:modified_time", "og:updated_time"),
        *("article:modified", "article:updated", "article.updated", "datemodified"),
        *("date_modified", "dcterms.modified", "dc.date.modified", "dc.modified", "last-modified"),
        *("lastmodified", "last_updated", "lastmod", "revised", "modified", "updated", "utime"),
        *("cxenseparse:recs:modifiedtime", "bt:moddate", "article_date_updated", "vr:updated_time"),
    ),
}
#: Names under which some systems give the day of publication, and others that of the
#: delivery, of the last change, or of the file.
_DOUBTFUL = (
    *("dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "date", "datecreated"),
    *("search_date", "timestamp", "time", "article:date"),
)
#: Names of systems that we do not know, which say what they mean.
_SPEAKING = {
    "published_at": re.compile(
        r"(?:^|[^a-z])(?:publish(?:ed)?|publication|pub|posted)[-_.:]?(?:date|time|at|on)\b"
        r"|date[-_.:]?publi(?:shed|cation)\b"
    ),
    "modified_at": re.compile(
        r"(?:^|[^a-z])(?:updated?|modified|modification)[-_.:]?(?:date|time|at|on)\b"
        r"|date[-_.:]?(?:modified|updated)\b"
    ),
}
_LONGEST_NAME = 60
_ROLES = {"published_at": "published", "modified_at": "modified"}

_URL_DAY = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?P<m>[/_-])(?P<mo>0?[1-9]|1[0-2])(?P=m)(?P<d>0?[1-9]|[12]\d|3[01])(?![\d])"
    r"|(?<!\d)(?P<y2>20\d\d)(?P<mo2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<y3>20\d\d)-(?P<mo3>0[1-9]|1[0-2])-(?P<d3>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|/(?P<y4>(?:19|20)\d\d)/(?P<mo4>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"/(?P<d4>[0-3]?\d)(?!\d)"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date that the page states to machines."""

    method: str
    place: str
    raw: str
    doubtful: bool = False  #: under a name that is used for other days too
    element: etree._Element | None = None  #: where the page prints it too


def stated_dates(source: Source, name: str, stated: Properties) -> Iterator[StatedDate]:
    """What states the date called ``name``, best first."""
    for css, element in source.selected(name):
        raw = machine_date(element) or value_of(css, element)
        yield StatedDate("site-rule", css, raw, element=element)
    yield from _of_properties(stated, name)
    yield from _of_node(source.stated.article, name, "")
    known = _META[name]
    yield from _of_meta(source, known)
    yield from _of_node(source.stated.work, name, "page ")
    meta = source.stated.meta
    for key in [key for key in meta if _speaks_of(key) == name and key not in known]:
        yield StatedDate("meta", key, meta[key][0])
    if name == "published_at":
        yield from _of_meta(source, _DOUBTFUL, doubtful=True)


def _of_node(node: Node, name: str, prefix: str) -> Iterator[StatedDate]:
    for key in _JSON_LD[name]:
        for raw in strings(node.get(key))[:1] if key in node else ():
            yield StatedDate("json-ld", prefix + key, raw, doubtful=key == "dateCreated")


def _of_meta(
    source: Source, keys: Iterable[str], *, doubtful: bool = False
) -> Iterator[StatedDate]:
    meta = source.stated.meta
    for key in [key for key in keys if key in meta]:
        yield StatedDate("meta", key, meta[key][0], doubtful)


@lru_cache(maxsize=1024)
def _speaks_of(key: str) -> str:
    """The date that the name of a meta element speaks of, if its words say so."""
    key = key[:_LONGEST_NAME]
    return next((name for name, words in _SPEAKING.items() if words.search(key)), "")


def system_dates(source: Source, name: str, line: Byline | None) -> Iterator[StatedDate]:
    """The dates that content systems print at places of their own: bylines and fields."""
    if name == "published_at" and line is not None:
        yield from _line_dates(line)
    for field in source.role(_ROLES[name]):
        yield StatedDate("text", field.place, _field_date(field), element=field.element)


def title_dates(source: Source) -> Iterator[StatedDate]:
    """The day that some sites end the title of every document with: ``... | Name | 06.05.2024``."""
    for element in source.page.index.with_tag("title")[:1]:
        _, mark, last = folded(element).rpartition("|")
        if mark and len(last) < _LONGEST_NAME:
            yield StatedDate("meta", "title", last.strip())


def stated_properties(source: Source) -> Properties:
    """Microdata and RDFa of the article that are dates."""
    scope = source.page.tree if source.node is None else source.node
    return properties_of(source.page.index, scope, _WANTED)


def url_day(url: str) -> str | None:
    """The day that an address names as news sites do, ISO; None if it names none or several."""
    if "20" not in url and "19" not in url:
        return None
    days = set()
    for match in _URL_DAY.finditer(url.lower().partition("?")[0]):
        year, month, day = _numbers(match)
        days.add(f"{year}-{month:02}-{day:02}")
    return days.pop() if len(days) == 1 else None


def _numbers(match: re.Match[str]) -> tuple[str, int, int]:
    if match["y4"]:
        return match["y4"], _MONTHS.index(match["mo4"]) + 1, int(match["d4"])
    for end in ("", "2", "3"):
        if match["y" + end]:
            return match["y" + end], int(match["mo" + end]), int(match["d" + end])
    raise AssertionError(match)


def _of_properties(stated: Properties, name: str) -> Iterator[StatedDate]:
    for key in _PROPERTIES[name]:
        for element in stated.get(key, ())[:1]:
            method = "rdfa" if element.get("property") else "microdata"
            raw = machine_date(element) or folded(element)
            place = f"[property~={key}]" if method == "rdfa" else f"[itemprop~={key}]"
            doubtful = key == "dateCreated"  # Drupal's RDFa has schema:dateCreated for it
            yield StatedDate(method, place, raw, doubtful, element)


def _line_dates(line: Byline) -> Iterator[StatedDate]:
    for element in line.element.iter("time"):
        if value := element.get("datetime"):
            yield StatedDate("byline", f"{line.place} time[datetime]", value)
    _, text = split_submitted(line.text)
    if text:
        yield StatedDate("byline", line.place, text)
    yield StatedDate("byline", line.place, line.text)


def _field_date(field: Field) -> str:
    return machine_date(field.element) or field.text()
