"""What a page says about itself to machines: JSON-LD, ``meta`` and ``link`` elements.

Values come as they stand; what they mean for an article is decided by the field modules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Any

from scraper.clean.index import PageIndex
from scraper.clean.page import CleanPage
from scraper.extract.json_ld import nodes_of, type_names
from scraper.extract.stated_nodes import ARTICLE_TYPES, PAGE_TYPES, Subject, article_of, work_of
from scraper.extract.text import clean_text

__all__ = ["ARTICLE_TYPES", "PAGE_TYPES", "Statements", "statements", "strings", "type_names"]

_MARKUP = re.compile(r"<(?:[a-zA-Z/!])[^<>]{0,500}>")
#: Spellings of Dublin Core's prefix: ``DC:date``, ``dc.date``, ``dcterms:date``.
_DUBLIN = re.compile(r"(dc|dcterms)[:_-](?=[a-z])")
_NAMING = frozenset({"property", "name", "itemprop", "http-equiv"})
_LONGEST_NAME = 100
#: Relations that say nothing of the article.
_TECHNICAL = frozenset(
    {"stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload"}
)


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one page about itself."""

    article: dict[str, Any] = field(default_factory=dict)
    #: the JSON-LD node of the article that the page is about; empty if none is
    work: dict[str, Any] = field(default_factory=dict)
    #: the node of the page itself, or of a recipe, video ... that it is about
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


def statements(page: CleanPage, url: str = "") -> Statements:
    """Collect what ``page``, which stands at ``url``, states."""
    meta, links = _meta(page.index), _links(page.index)
    outer, inner = nodes_of(page.json_ld)
    if not outer:
        return Statements(meta=meta, links=links)
    addresses = (url, *links.get("canonical", ()), *meta.get("og:url", ()))
    subject = Subject(addresses, _titles(page.index, meta))
    nodes = (*outer, *inner)
    article = article_of(nodes, subject)
    return Statements(article, work_of(nodes, subject), outer, meta, links)


def strings(value: Any, *keys: str) -> list[str]:
    """The texts in a JSON-LD value: itself, its items, or the first of ``keys`` of a node.

    Without markup, and with its entities read.
    """
    if isinstance(value, str):
        text = clean_text(plain(value))
        return [text] if text else []
    if isinstance(value, list):
        return [text for item in value[:200] for text in strings(item, *keys)]
    if isinstance(value, dict):
        for key in keys:
            if found := strings(value.get(key), *keys):
                return found
    return []


def plain(text: str) -> str:
    """The text a reader would see of a value that holds markup or entities."""
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    if "&" in text:
        text = unescape(unescape(text))
    return text


def _titles(index: PageIndex, meta: Mapping[str, list[str]]) -> tuple[str, ...]:
    """What the page calls itself: its head's titles."""
    heads = [element.text or "" for element in index.with_tag("title")[:1]]
    return (*meta.get("og:title", ())[:1], *heads)


def _meta(index: PageIndex) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in index.with_tag("meta"):
        content, names = None, []
        for key, value in element.items():
            if key == "content":
                content = value
            elif key in _NAMING and (name := _meta_name(key, value)) and name not in names:
                names.append(name)
        if names:
            if content is None:
                content = element.get("value") or ""
            kept = clean_text(plain(content) if "<" in content or "&" in content else content)
            for name in names:
                found[name].append(kept)
    return found


@lru_cache(maxsize=1024)
def _meta_name(attribute: str, value: str) -> str:
    """The name that a meta element is looked up by; empty for dates of microdata."""
    name = value.strip().lower()[:_LONGEST_NAME]
    if attribute == "itemprop" and name.startswith("date"):
        return ""
    return _DUBLIN.sub(r"\1.", name)


def _links(index: PageIndex) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in index.with_tag("link"):
        relation = element.get("rel")
        if not relation or relation in _TECHNICAL:
            continue
        if href := (element.get("href") or "").strip():
            for rel in relation.lower().split():
                found[rel].append(href)
    return found
