"""What stands around an article: its breadcrumb and the teasers of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from archive.records import Crumb, Evidence, Related
from scraper.clean.removal import folded
from scraper.clean.rules import LONGEST_ATTRIBUTE, RELATED_HEADING, verdict
from scraper.extract.address import site_path
from scraper.extract.evidence import absent, found
from scraper.extract.source import Source
from scraper.extract.structured import strings, type_names
from scraper.extract.text import clean_text
from scraper.extract.title import bare

_MARKS = re.compile(r"^[\s>»›/|→:·-]+|[\s>»›/|→:·-]+$")
_YOU_ARE_HERE = re.compile(
    r"^(?:you are here|breadcrumb|sie sind hier|vous êtes ici|fil d'ariane|brotkrumen"
    r"|pfadnavigation|se encuentra usted aquí|ruta de navegación|percorso)\s*:?$",
    re.I,
)
_MORE = re.compile(
    r"^(?:read more|more|mehr|weiterlesen|mehr lesen|lire la suite|en savoir plus|leer más"
    r"|leggi tutto|view all|see all|all news|alle|more news|tout voir|next|previous|»|›|>)\W*$",
    re.I,
)

#: Blocks of a sidebar or footer that are looked at.
MOST_BLOCKS = 200
#: Teasers kept for one page.
MOST_RELATED = 30


def breadcrumbs_of(source: Source) -> tuple[tuple[Crumb, ...], Evidence]:
    """The breadcrumb as printed, without its marks; steps that are no link have no path."""
    for place, element in _breadcrumb_elements(source):
        crumbs = tuple(_crumbs(element, source))
        if crumbs:
            raw = " > ".join(crumb.label for crumb in crumbs)
            return crumbs, found("breadcrumbs", "text", place, raw)
    for node in source.stated.nodes:
        if "BreadcrumbList" in type_names(node) and (crumbs := tuple(_stated_crumbs(node, source))):
            return crumbs, found("breadcrumbs", "json-ld", "BreadcrumbList")
    return (), absent("breadcrumbs", "breadcrumb, JSON-LD")


def _breadcrumb_elements(source: Source) -> Iterator[tuple[str, etree._Element]]:
    yield from source.selected("breadcrumbs")
    for element in source.page.cut.get("breadcrumb", ()):
        yield "breadcrumb", element
    for element in source.page.cut.get("navigation", ()):
        if "readcrumb" in (element.get("aria-label") or ""):
            yield "nav[aria-label]", element
        for inner in element.iter("nav", "ol", "ul", "div"):
            if "breadcrumb" in (inner.get("class") or ""):
                yield ".breadcrumb", inner


def _crumbs(element: etree._Element, source: Source) -> Iterator[Crumb]:
    """Every link and every text between links, in order."""
    last = ""
    for text, href in _steps(element):
        label = _MARKS.sub("", clean_text(text))
        if not label or _YOU_ARE_HERE.match(label) or bare(label) == last:
            continue
        last = bare(label)
        yield Crumb(label, site_path(href, source.base, source.site) if href else None)


def _steps(element: etree._Element) -> Iterator[tuple[str, str | None]]:
    """Texts of a breadcrumb, each with the link it stands in, if it stands in one."""
    parts: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        if event == "start" and node.tag == "a" and node.get("href"):
            yield "".join(parts), None
            parts.clear()
            yield folded(node), node.get("href")
            walker.skip_subtree()
        elif event == "start":
            if node.tag in ("li", "div", "h2", "ol", "ul", "p"):
                yield "".join(parts), None
                parts.clear()
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    yield "".join(parts), None


def _stated_crumbs(node: dict[str, object], source: Source) -> Iterator[Crumb]:
    items = node.get("itemListElement")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            target = item.get("item")
            named = strings(item.get("name")) or strings(target, "name")
            url = next(iter(strings(target, "@id", "url")), None)
            if named:
                yield Crumb(named[0], site_path(url, source.base, source.site))


def related_of(source: Source, own_path: str | None) -> tuple[tuple[Related, ...], Evidence]:
    """The teasers of other articles that were cut from this page, each once."""
    teasers: dict[str, Related] = {}
    for element in _related_elements(source):
        for link in element.iter("a"):
            path = site_path(link.get("href"), source.base, source.site)
            if not path or path in (own_path, "/"):
                continue
            known = teasers.get(path)
            if known is None and len(teasers) == MOST_RELATED:
                continue
            title = _teaser_title(link)
            if title and (known is None or len(known.title) < len(title)) and _is_teaser(title):
                teasers[path] = Related(title, path)
    found_teasers = tuple(teasers.values())
    if not found_teasers:
        return (), absent("related", "blocks of related or recent items")
    return found_teasers, found("related", "text", "related", None)


def _is_teaser(title: str) -> bool:
    """False for the heading of the block itself and for its "read more"."""
    return not (_MORE.match(title) or RELATED_HEADING.match(title))


def _related_elements(source: Source) -> Iterable[etree._Element]:
    for _, element in source.selected("related"):
        yield element
    for field in source.role("related"):
        yield field.element
    yield from source.page.cut.get("related", ())
    for kind in ("sidebar", "footer"):
        for element in source.page.cut.get(kind, ()):
            inner = element.iter("div", "section", "aside", "ul", "nav")
            yield from filter(_is_related, islice(inner, MOST_BLOCKS))


def _is_related(element: etree._Element) -> bool:
    """True for a block of other articles inside of a sidebar that was cut whole."""
    name, names = element.get("id"), element.get("class")
    return bool(
        (name and _names_related(name[:LONGEST_ATTRIBUTE]))
        or (names and _names_related(names[:LONGEST_ATTRIBUTE]))
    )


@lru_cache(maxsize=1024)
def _names_related(attribute: str) -> bool:
    rule = verdict(attribute)
    return rule is not None and rule.kind == "related"


def _teaser_title(link: etree._Element) -> str | None:
    """The title a teaser's link gives: its heading, else its text if it reads like one."""
    heading = next(link.iter("h2", "h3", "h4", "h5"), None) if len(link) else None
    text = clean_text(folded(link if heading is None else heading))
    if text and heading is None and text.count(" ") < 2:
        heading = next(link.iterancestors("h2", "h3", "h4", "h5"), None)
        return None if heading is None else text[:300]
    return text[:300] or None
