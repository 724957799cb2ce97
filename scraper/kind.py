"""What a page is, by what stands on it: never by its path alone.

``/content/<slug>`` may be a news item, a project profile or a privacy policy, and a
status of 200 may be a login form or "page not found".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from archive.records import Article, PageKind
from scraper.clean.index import PageIndex
from scraper.clean.removal import folded
from scraper.extract.nodes import Nodes, is_aside
from scraper.extract.structured import ARTICLE_TYPES
from scraper.site import Site

#: Types of content (in class names) that are news, and that are not.
NEWS_TYPES = re.compile(
    r"(?:^|-)(?:news|article|story|stories|blog|post|press|release|announcement|interview|update"
    r"|actualit\w*|nachricht\w*|noticia\w*|notizi\w*|newsletter|achievements?|good-practice"
    r"|success-story)(?:-|$)"
)
OTHER_TYPES = re.compile(
    r"(?:^|-)(?:page|basic-page|landing|webform|event|faq|person|people|user|profile|organi[sz]ation"
    r"|project|partner|document|publication|library|call|open-call|job|vacancy|contact|book|forum"
    r"|product|service|panel|homepage|network|training|gallery|cluster|partnership)s?(?:-|$)"
)
_TYPE_CLASSES = (
    re.compile(r"(?:^|\s)node-type-([a-z0-9-]+)"),
    re.compile(r"(?:^|\s)page-node-type-([a-z0-9-]+)"),
    re.compile(r"(?:^|\s)node--type-([a-z0-9-]+)"),
)
_NOT_TYPES = re.compile(
    r"^(?:full|teaser|promoted|sticky|unpublished|unverified|default|view|\d+|by-viewer|preview|type)"
)

#: Pages of a platform that are about itself.
_ABOUT_ITSELF = re.compile(
    r"^(?:privacy|data protection|cookie(?:s)? (?:policy|notice|statement)|legal notice|imprint"
    r"|impressum|datenschutz|mentions légales|terms (?:of|and)|disclaimer|contact(?: us)?$"
    r"|about(?: us)?$|gdpr|accessibility|sitemap|faqs?$|help$)",
    re.I,
)
_COMPLETED = re.compile(r"\b\d{1,3}\s?% completed\b")

#: Points from which on a page counts as an article.
ENOUGH = 1


def teasers_of(index: PageIndex, nodes: Nodes) -> int:
    """How many short forms of other pages stand on the page."""
    rows = sum(1 for row in index.with_class("views-row") if _leads_on(row))
    return max(len(nodes.teasers), rows)


def is_listing(index: PageIndex, nodes: Nodes, path: str, site: Site, expected: PageKind) -> bool:
    """True if the page is one of teasers, as far as it shows before it is read.

    ``path`` is that of its address, with the query. A page that prints a node in full
    is no listing, wherever it stands.
    """
    if nodes.full:
        return False
    bare = path.partition("?")[0]
    is_known = site.is_listing_path(bare) or any(
        path == one.path or bare == one.path for one in site.listings
    )
    if expected is PageKind.LISTING or is_known:
        return True
    classes = " ".join(body.get("class") or "" for body in index.with_tag("body")).split()
    if {"page-taxonomy", "page-taxonomy-term", "path-taxonomy"}.intersection(classes):
        return True
    if len(nodes.teasers) >= 2 or (path == "/" and teasers_of(index, nodes) >= 2):
        return True
    return expected is not PageKind.ARTICLE and _repeated_articles(index) >= 4


def points(
    article: Article, index: PageIndex, nodes: Nodes, types: set[str], path: str, site: Site
) -> int:
    """How much speaks for a page being a news article, and how much against it.

    ``types`` are those that its JSON-LD names, ``path`` that of its address.
    """
    total = _type_points(index, nodes)
    total += 3 * bool(types & ARTICLE_TYPES)
    total += 2 * (article.published_at is not None) + bool(article.authors)
    total += bool(article.tags or article.labels) + site.is_article_path(path)
    total += (len(article.body_text) >= 200) + (len(article.body_text) >= 600)
    total -= 4 * (path in ("", "/"))
    if article.published_at is None and _ABOUT_ITSELF.search(article.title):
        total -= 4
    if _labelled_facts(index) >= 4 or _COMPLETED.search(article.body_text):
        total -= 4
    return total


def _type_points(index: PageIndex, nodes: Nodes) -> int:
    names = list(_types(index, nodes))
    if any(NEWS_TYPES.search(name) for name in names):
        return 4
    return -3 if any(OTHER_TYPES.search(name) for name in names) else 0


def _types(index: PageIndex, nodes: Nodes) -> Iterator[str]:
    """The machine names of the content type that classes state."""
    for element in (*index.with_tag("body"), *nodes.full):
        classes = element.get("class") or ""
        for pattern in _TYPE_CLASSES:
            yield from pattern.findall(classes)
    for node in nodes.full:
        for name in (node.get("class") or "").split():
            if name.startswith("node-") and not _NOT_TYPES.match(name[5:].lstrip("-")):
                yield name[5:].lstrip("-")


def _leads_on(row: etree._Element) -> bool:
    return next(row.iter("a"), None) is not None


def _repeated_articles(index: PageIndex) -> int:
    """How many ``article`` elements lead on by a heading that is a link."""
    count = 0
    for element in index.with_tag("article"):
        heading = next(element.iter("h2", "h3", "h4"), None)
        if heading is not None and any(
            inner.tag == "a" for inner in (*heading.iter("a"), *heading.iterancestors("a"))
        ):
            count += not is_aside(element)
    return count


def _labelled_facts(index: PageIndex) -> int:
    """How many fields print a label and a short value, as profiles do."""
    labels = [*index.with_class("field-label"), *index.with_class("field__label")]
    facts = 0
    for label in labels:
        parent = label.getparent()
        classes = parent.get("class") or "" if parent is not None else ""
        if not re.search(r"tags?\b|labels?\b|body|taxonomy|image|file|audience", classes):
            facts += parent is not None and 0 < len(folded(parent)) < 200
    return facts


def path_of(url: str) -> str:
    """Path and query of a URL; ``/`` where it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
