"""What a page is, by what stands on it: never by its path alone.

``/content/<slug>`` may be a news item, a project profile or a privacy policy, and a
status of 200 may be a login form or "page not found".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from lxml import etree

from archive.records import Article, FoundLink, PageKind
from scraper.address_words import NEWS
from scraper.clean.index import PageIndex
from scraper.clean.removal import folded
from scraper.discover_shapes import is_about_itself, is_news_section, looks_like_article, segments
from scraper.extract.nodes import Nodes
from scraper.extract.structured import ARTICLE_TYPES
from scraper.kind_teasers import is_page_of_teasers
from scraper.kind_words import ABOUT_TITLE
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

_COMPLETED = re.compile(r"\b\d{1,3}\s?% completed\b")

#: So many titles make a list.
MIN_TITLES = 5
#: What any long page has.
_ADDRESS, _TEXT = "its address is that of an article", "enough text"
_WEAK = (_ADDRESS, _TEXT)
_NEWS_SEGMENT = re.compile(r"[-_]?\d+$")
#: Points from which on a page counts as an article.
ENOUGH = 1


def teasers_of(index: PageIndex, nodes: Nodes) -> int:
    """How many short forms of other pages stand on the page."""
    rows = sum(1 for row in index.with_class("views-row") if _leads_on(row))
    return max(len(nodes.teasers), rows)


def is_listing(index: PageIndex, nodes: Nodes, url: str, site: Site, expected: PageKind) -> bool:
    """True if the page is one of teasers, as far as it shows before it is read.

    ``url`` is its canonical address. A page that prints a node in full is no listing,
    wherever it stands.
    """
    if nodes.full:
        return False
    path = path_of(url)
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
    due = expected is PageKind.ARTICLE or site.is_article_path(bare)
    return is_page_of_teasers(index, url, due=due)


def reasons(
    article: Article, index: PageIndex, nodes: Nodes, types: set[str], url: str, site: Site
) -> list[tuple[str, int]]:
    """What speaks for a page being a news article, and what against it, with its weight.

    ``types`` are those that its JSON-LD names, ``url`` is its canonical address. Together
    :data:`ENOUGH` make an article.
    """
    path = path_of(url).partition("?")[0]
    is_news = site.is_article_path(path) or (not site.article_paths and looks_like_article(url))
    length = len(article.body_text)
    weighed = [
        ("its content type, by the markup", _type_points(index, nodes)),
        ("JSON-LD calls it an article", 3 * bool(types & ARTICLE_TYPES)),
        ("a date of publication", 2 * (article.published_at is not None)),
        ("an author", int(bool(article.authors))),
        ("tags or labels", int(bool(article.tags or article.labels))),
        (_ADDRESS, int(is_news)),
        (_TEXT, (length >= 200) + (length >= 600)),
        ("it is the front page", -4 * (path in ("", "/"))),
        (
            "its address is that of a section",
            -3 * (not site.article_paths and is_news_section(url)),
        ),
        ("it is about the platform itself", -_about_itself(article, url, site)),
        ("it prints labelled facts, as profiles do", -4 * _is_profile(article, index)),
        ("most of its text is links", -4 * _is_of_links(article)),
    ]
    found = [(said, weight) for said, weight in weighed if weight]
    if not site.article_paths and not _is_called_news(found, index, path):
        found.append(("nothing says that it is news", -2))
    return found


def _is_called_news(found: list[tuple[str, int]], index: PageIndex, path: str) -> bool:
    """True if something other than its text and its address's shape makes a page news."""
    if any(weight > 0 and said not in _WEAK for said, weight in found):
        return True
    if any(_NEWS_SEGMENT.sub("", name) in NEWS for name in segments(path)[:-1]):
        return True
    return any(
        meta.get("property") == "og:type" and meta.get("content") == "article"
        for meta in index.with_tag("meta")
    )


def is_list_of_titles(links: Sequence[FoundLink], text: str) -> bool:
    """True if a page is hardly more than titles of articles that it leads to.

    ``links`` are those found on it as on a listing, ``text`` is what was read of it.
    """
    titles = [link.title or "" for link in links if looks_like_article(link.url)]
    return len(titles) >= MIN_TITLES and 2 * sum(map(len, titles)) > len(text)


def _about_itself(article: Article, url: str, site: Site) -> int:
    """How much says that a page is an imprint, a contact page and the like."""
    if ABOUT_TITLE.fullmatch(article.title.strip(" .:!|-–—")):
        return 8
    if not site.article_paths and is_about_itself(url):
        return 6
    return 4 * (article.published_at is None and bool(ABOUT_TITLE.match(article.title)))


def _is_profile(article: Article, index: PageIndex) -> bool:
    return _labelled_facts(index) >= 4 or bool(_COMPLETED.search(article.body_text))


def _is_of_links(article: Article) -> bool:
    """True if a text is hardly more than the texts of its links, as a list's is."""
    linked = sum(len(link.text) for link in article.links)
    return len(article.links) >= 5 and linked * 2 > len(article.body_text)


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
