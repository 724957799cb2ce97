"""Everything about one page that a field may be read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scraper.clean.page import CleanPage
from scraper.clean.removal import folded
from scraper.clean.selectors import compile_selector
from scraper.extract.address import absolute
from scraper.extract.fields import Field, fields_of
from scraper.extract.nodes import Nodes, nodes_on
from scraper.extract.structured import Statements, statements
from scraper.extract.template import is_drupal, template_of
from scraper.extract.text import clean_text
from scraper.site import Site, Template


@dataclass(frozen=True, slots=True)
class Source:
    """A stripped page with what was recognised of it."""

    page: CleanPage
    site: Site
    template: Template
    base: str  #: absolute URL that links on the page are relative to
    url: str  #: where the page stands
    stated: Statements
    nodes: Nodes  #: the Drupal nodes printed
    node: etree._Element | None  #: the element of the one that the page is about
    fields: tuple[Field, ...]  #: its fields, or those of the page where no node is printed

    def role(self, role: str) -> list[Field]:
        """The fields of this role, in order."""
        return [field for field in self.fields if field.role == role]

    def selected(self, field: str) -> Iterator[tuple[str, etree._Element]]:
        """Elements that the site's own selectors name for a field: (selector, element).

        Those of the first selector that matches; none where the site names none.
        """
        for css in self.template.selectors.get(field, ()):
            elements = compile_selector(css).find(self.page.index)
            if elements:
                yield from ((css, element) for element in elements)
                return

    def selected_text(self, field: str) -> tuple[str, str] | None:
        """Selector and text of the first such element that has a text."""
        for css, element in self.selected(field):
            if text := value_of(css, element):
                return css, text
        return None


def value_of(css: str, element: etree._Element) -> str:
    """What a selector asks of an element: an attribute (``::attr(x)``), else its text."""
    attribute = compile_selector(css).attribute
    return clean_text((element.get(attribute) or "") if attribute else folded(element))


def source_of(page: CleanPage, site: Site, url: str) -> Source:
    """Recognise template, node and fields of ``page``, which stands at ``url``."""
    template = template_of(page, site)
    nodes = nodes_on(page.index)
    node = nodes.main if is_drupal(template) else None
    scope = page.tree if node is None else node
    fields = fields_of(scope) if is_drupal(template) else []
    if node is not None and not any(field.role == "body" for field in fields):
        # Layout builders and panels print the fields of a node beside its element.
        around = [field for field in fields_of(page.tree) if field.role == "body"]
        fields += around
    return Source(
        page=page,
        site=site,
        template=template,
        base=_base(page, url),
        url=url,
        stated=statements(page, url),
        nodes=nodes,
        node=node,
        fields=tuple(fields),
    )


def _base(page: CleanPage, url: str) -> str:
    for element in page.index.with_tag("base"):
        if href := absolute(element.get("href"), url):
            return href
    return url
