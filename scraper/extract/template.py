"""Which generation of markup a page is, by its tell-tales, and where its article stands.

The generations of Drupal are known on every site; a site's own templates come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.clean.page import CleanPage
from scraper.clean.removal import folded
from scraper.clean.selectors import compile_selector
from scraper.site import Site, Template

GENERIC = Template(name="generic", tell_tales=())

#: Core markup of the two families, as Drupal's own themes print it.
DRUPAL = (
    Template(
        name="drupal10",
        tell_tales=(
            "article[data-history-node-id]",
            ".node[data-history-node-id]",
            ".node--view-mode-full",
            ".field--name-body",
            'meta[name="Generator"][content^="Drupal 8"]',
            'meta[name="Generator"][content^="Drupal 9"]',
            'meta[name="Generator"][content^="Drupal 1"]',
        ),
    ),
    Template(
        name="drupal7",
        tell_tales=(
            'meta[name="Generator"][content^="Drupal 7"]',
            ".field-name-body",
            ".node.node-full",
            'div[id^="node-"].node',
            'article[id^="node-"].node',
        ),
    ),
)

#: Nodes compared by their length on one page.
MOST_NODES = 20

_NODE_ID = re.compile(r"\bnode[-/](\d+)\b")
_TEASER = re.compile(
    r"\b(?:node-teaser|node-search-result|teaser)\b|node--view-mode-(?!full\b|default\b)|\bview-mode-(?!full\b|default\b)"
)
_FULL = re.compile(r"\bnode-full\b|node--view-mode-(?:full|default)\b|\bview-mode-full\b")


def template_of(page: CleanPage, site: Site) -> Template:
    """The template whose tell-tales the page shows; the generic one if none does."""
    for template in (*site.templates, *DRUPAL):
        if any(compile_selector(css).find(page.index) for css in template.tell_tales):
            return template
    return GENERIC


def is_drupal(template: Template) -> bool:
    """True for the templates whose pages name their fields as Drupal does."""
    return template.name.startswith("drupal")


def main_node(index: PageIndex) -> etree._Element | None:
    """The element of the one node that the page is about; None for a page of teasers."""
    nodes = list(nodes_of(index))
    full = [node for node in nodes if not is_teaser(node)]
    marked = [node for node in full if _FULL.search(node.get("class") or "")]
    for group in (marked, full):
        if len(group) > 1:
            return max(group[:MOST_NODES], key=lambda node: len(folded(node)))
        if group:
            return group[0]
    return None


def nodes_of(index: PageIndex) -> Iterator[etree._Element]:
    """The elements that print a node, teasers included, each once."""
    seen: set[etree._Element] = set()
    for selector in (
        "article[data-history-node-id]",
        ".node",
    ):
        for element in compile_selector(selector).find(index):
            if element not in seen and element.tag not in ("body", "html", "a", "li"):
                seen.add(element)
                yield element


def is_teaser(node: etree._Element) -> bool:
    """True if a node is printed in short, to lead to its own page."""
    return bool(_TEASER.search(node.get("class") or ""))


def source_id(page: CleanPage, shortlink: str | None) -> tuple[str, str] | None:
    """The platform's own id of the page (``node/1586``), and where it stands."""
    for element in nodes_of(page.index):
        if (number := element.get("data-history-node-id")) and not is_teaser(element):
            return f"node/{number}", f"{element.tag}[data-history-node-id]"
    if shortlink and (match := _NODE_ID.search(shortlink)):
        return f"node/{match[1]}", "link[rel=shortlink]"
    for text in page.settings:
        if match := re.search(r'"currentPath":"node\\?/(\d+)"', text):
            return f"node/{match[1]}", "drupalSettings.path.currentPath"
    return _from_classes(page.index)


def _from_classes(index: PageIndex) -> tuple[str, str] | None:
    for body in index.with_tag("body"):
        if match := re.search(r"\bpage-node-(\d+)\b", body.get("class") or ""):
            return f"node/{match[1]}", "body[class]"
    node = main_node(index)
    if node is not None and (match := re.fullmatch(r"node-(\d+)", node.get("id") or "")):
        return f"node/{match[1]}", "#node-N"
    return None
