"""The nodes that a Drupal page prints: the one it is about, and the short forms of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.clean.removal import folded
from scraper.clean.rules import LONGEST_ATTRIBUTE, verdict
from scraper.clean.selectors import compile_selector

_VIEW_MODE = re.compile(r"(?:^|\s)(?:node--)?view-mode-([a-z0-9_-]+)")
#: Words in the names of view modes that print a node in short.
_SHORT = re.compile(
    r"(?:^|[-_])(?:teasers?|cards?|search|rss|list(?:ing)?|small|compact|mini|related|token"
    r"|featured|block|promo(?:ted)?|grid|tiles?|slider?|carousel|highlight(?:ed)?|short|row"
    r"|thumbnail|preview|reference|embed|sidebar|latest|overview|item)(?:[-_]|$)"
)
_FULL_MODES = ("full", "default")
_SELECTORS = ("article[data-history-node-id]", ".node")

#: Nodes looked at on one page.
MOST_NODES = 200


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of a page, parted."""

    full: tuple[etree._Element, ...]  #: printed in full; a page has one, or none
    teasers: tuple[etree._Element, ...]

    @property
    def main(self) -> etree._Element | None:
        """The node that the page is about; of several the one that says most."""
        if len(self.full) > 1:
            return max(self.full[:20], key=lambda node: len(folded(node)))
        return self.full[0] if self.full else None


def nodes_on(index: PageIndex) -> Nodes:
    """Part the nodes of a page; those in sidebars and related blocks count as neither.

    View modes can be called anything: where several nodes share an unknown one and each
    leads on by its heading, they are short forms.
    """
    nodes = list(islice(_nodes(index), MOST_NODES))
    if not nodes:
        return Nodes((), ())
    modes = Counter(_view_mode(node) for node in nodes)
    full, teasers = [], []
    for node in nodes:
        mode = _view_mode(node)
        shared = mode not in _FULL_MODES and modes[mode] > 1 and _leads_on(node)
        if is_teaser(node) or shared:
            teasers.append(node)
        elif not is_aside(node):
            full.append(node)
    marked = [node for node in full if _is_marked_full(node)]
    return Nodes(tuple(marked or full), tuple(teasers))


def is_teaser(node: etree._Element) -> bool:
    """True if the classes of a node say that it is printed in short."""
    classes = node.get("class") or ""
    if "node-teaser" in classes or "node-search-result" in classes:
        return True
    mode = _view_mode(node)
    return mode not in ("", *_FULL_MODES) and bool(_SHORT.search(mode))


def is_aside(node: etree._Element) -> bool:
    """True for what stands in a sidebar, a footer, or a block of related items."""
    for ancestor in node.iterancestors():
        if ancestor.tag in ("aside", "footer", "nav"):
            return True
        if ancestor.tag in ("body", "html"):
            return False
        for name in (ancestor.get("id"), ancestor.get("class")):
            rule = verdict(name[:LONGEST_ATTRIBUTE]) if name else None
            if rule is not None and rule.kind in ("sidebar", "related", "footer"):
                return True
    return False


def _nodes(index: PageIndex) -> Iterator[etree._Element]:
    seen: set[etree._Element] = set()
    for selector in _SELECTORS:
        for element in compile_selector(selector).find(index):
            if element not in seen and element.tag not in ("body", "html", "a", "li"):
                seen.add(element)
                yield element


def _view_mode(node: etree._Element) -> str:
    match = _VIEW_MODE.search(node.get("class") or "")
    return match[1] if match else ""


def _is_marked_full(node: etree._Element) -> bool:
    return "node-full" in (node.get("class") or "").split() or _view_mode(node) in _FULL_MODES


def _leads_on(node: etree._Element) -> bool:
    """True if the first heading of a node is a link: to the node's own page."""
    heading = next(node.iter("h2", "h3", "h4"), None)
    if heading is None:
        return False
    links = (*heading.iter("a"), *heading.iterancestors("a"))
    return bool(links)
