"""Which generation of markup a page is, by its tell-tales, and its id there.

The generations of Drupal are known on every site; a site's own templates come first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.clean.page import CleanPage
from scraper.clean.selectors import Selector, compile_all
from scraper.extract.nodes import Nodes
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

_NODE_ID = re.compile(r"\bnode[-/](\d+)\b")
_CURRENT_PATH = re.compile(r'"currentPath":\s*"node\\?/(\d+)"')
_BODY_CLASS = re.compile(r"\bpage-node-(\d+)\b")
_ELEMENT_ID = re.compile(r"node-(\d+)")


def template_of(page: CleanPage, site: Site) -> Template:
    """The template whose tell-tales the page shows; the generic one if none does."""
    index = page.index
    for template in (*site.templates, *DRUPAL):
        by_class, others, classes = _compiled(template.tell_tales)
        likely = (*by_class, *others) if any(map(index.has_class, classes)) else others
        if any(selector.find(index) for selector in likely):
            return template
    return GENERIC


@lru_cache(maxsize=256)
def _compiled(
    tell_tales: tuple[str, ...],
) -> tuple[tuple[Selector, ...], tuple[Selector, ...], frozenset[str]]:
    """The selectors that ask for a class, the others, and classes without which none of the
    first matches."""
    selectors = compile_all(tell_tales)
    by_class = tuple(s for s in selectors if all(each.classes for each in s.alternatives))
    classes = frozenset(each.classes[0] for s in by_class for each in s.alternatives)
    return by_class, tuple(s for s in selectors if s not in by_class), classes


def is_drupal(template: Template) -> bool:
    """True for the templates whose pages name their fields as Drupal does."""
    return template.name.startswith("drupal")


def source_id(page: CleanPage, nodes: Nodes, shortlink: str | None) -> tuple[str, str] | None:
    """The platform's own id of the page (``node/1586``), and where it stands."""
    for node in nodes.full[:1]:
        if number := node.get("data-history-node-id"):
            return f"node/{number}", f"{node.tag}[data-history-node-id]"
    if shortlink and (match := _NODE_ID.search(shortlink)):
        return f"node/{match[1]}", "link[rel=shortlink]"
    for text in page.settings:
        if match := _CURRENT_PATH.search(text):
            return f"node/{match[1]}", "drupalSettings.path.currentPath"
    for body in page.index.with_tag("body"):
        if match := _BODY_CLASS.search(body.get("class") or ""):
            return f"node/{match[1]}", "body[class]"
    for node in nodes.full[:1]:
        if match := _ELEMENT_ID.fullmatch(node.get("id") or ""):
            return f"node/{match[1]}", "#node-N"
    return None
