"""What a page says about itself to machines: JSON-LD, ``meta`` and ``link`` elements.

Values come as they stand; what they mean for an article is decided by the field modules.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scraper.clean.index import PageIndex
from scraper.clean.page import CleanPage
from scraper.extract.text import clean_text

#: Types of schema.org that are an article.
ARTICLE_TYPES = frozenset(
    {
        *(
            "Article",
            "NewsArticle",
            "BlogPosting",
            "Report",
            "ReportageNewsArticle",
            "PressRelease",
        ),
        *(
            "AnalysisNewsArticle",
            "BackgroundNewsArticle",
            "OpinionNewsArticle",
            "ReviewNewsArticle",
        ),
        *("SocialMediaPosting", "LiveBlogPosting", "TechArticle", "ScholarlyArticle"),
        *("AdvertiserContentArticle", "SatiricalArticle"),
    }
)

#: Types that an article's own page is not.
PAGE_TYPES = frozenset(
    {"CollectionPage", "SearchResultsPage", "ProfilePage", "FAQPage", "ContactPage"}
)

_LONGEST = 1_000_000
_DEEPEST = 12
_WRAPPER = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one page about itself."""

    article: dict[str, Any] = field(default_factory=dict)  #: the JSON-LD node of an article
    nodes: tuple[dict[str, Any], ...] = ()  #: all JSON-LD nodes
    meta: Mapping[str, list[str]] = field(default_factory=dict)
    #: lower-case name or property -> contents, in order
    links: Mapping[str, list[str]] = field(default_factory=dict)  #: rel -> hrefs

    def first_meta(self, *names: str) -> tuple[str, str] | None:
        """Name and content of the first of ``names`` that has a content."""
        for name in names:
            for content in self.meta.get(name, ()):
                if content:
                    return name, content
        return None

    def link(self, rel: str) -> str | None:
        """The first ``href`` of this relation."""
        return next(iter(self.links.get(rel, ())), None)

    def types(self) -> set[str]:
        """All types of the page's JSON-LD nodes."""
        return {name for node in self.nodes for name in type_names(node)}


def statements(page: CleanPage) -> Statements:
    """Collect what ``page`` states."""
    nodes = tuple(_nodes(page.json_ld))
    articles = [node for node in nodes if ARTICLE_TYPES.intersection(type_names(node))]
    best = max(articles, key=len, default={})
    return Statements(best, nodes, _meta(page.index), _links(page.index))


def type_names(node: dict[str, Any]) -> list[str]:
    """The types of a JSON-LD node without their vocabulary."""
    named = node.get("@type", ())
    values = named if isinstance(named, list) else [named]
    return [value.rsplit("/", 1)[-1] for value in values if isinstance(value, str)]


def strings(value: Any, *keys: str) -> list[str]:
    """The texts in a JSON-LD value: itself, its items, or the first of ``keys`` of a node."""
    if isinstance(value, str):
        text = clean_text(value)
        return [text] if text else []
    if isinstance(value, list):
        return [text for item in value[:200] for text in strings(item, *keys)]
    if isinstance(value, dict):
        for key in keys:
            if found := strings(value.get(key), *keys):
                return found
    return []


def _nodes(scripts: Sequence[str]) -> Iterator[dict[str, Any]]:
    for script in scripts:
        if len(script) <= _LONGEST:
            yield from _flat(_parsed(script), _DEEPEST)


def _parsed(script: str) -> Any:
    text = _WRAPPER.sub("", script).strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _flat(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The nodes of a document: of lists and graphs, and the main entity of a page."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value[:500]:
            yield from _flat(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _flat(value.get(key), depth - 1)


def _meta(index: PageIndex) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in index.with_tag("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if name := element.get(attribute):
                found[name.strip().lower()].append(clean_text(element.get("content") or ""))
                break
    return found


def _links(index: PageIndex) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in index.with_tag("link"):
        if href := (element.get("href") or "").strip():
            for rel in (element.get("rel") or "").lower().split():
                found[rel].append(href)
    return found
