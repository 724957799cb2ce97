"""Strip: a captured page without its boilerplate, in layers.

First what products and systems name beyond doubt, then what hints at furniture and
looks like it, then the consent texts that the page's own scripts hold, then blocks
that are consent wording and nothing else. Each removal is recorded with its rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from archive.records import CapturedPage, SiteTemplate
from scraper.clean.banner_script import banner_sentences
from scraper.clean.banner_text import banner_suspects, cut_banner_text
from scraper.clean.consent_tree import cut_banners
from scraper.clean.guard import Guard
from scraper.clean.index import PageIndex
from scraper.clean.page import CleanPage
from scraper.clean.parse import ParsedPage, parse
from scraper.clean.removal import Remover, detach, folded, text_digest
from scraper.clean.rule_words import HIDDEN_CLASSES, SILENT_TAGS
from scraper.clean.rules import RELATED_HEADING, Rule
from scraper.clean.selectors import compile_all
from scraper.clean.template import Repeated, repeated_on
from scraper.site import Site

#: Headings of related news on one page; the blocks around each are read.
MOST_HEADED = 25

#: Hidden text longer than this is a folded part of the article, not a label.
HIDDEN_LIMIT = 160

#: Ids of parts that React sends hidden and moves to their place by script.
STREAMED = re.compile(r"S:[0-9a-f]+")

#: Names of parts that a reader unfolds.
UNFOLDING = re.compile(r"accordion|collaps|toggle|tab-?pane|expand|faq", re.I)

_HEADED = Rule("related:heading")

_NOT_SHOWN = re.compile(r"display\s*:\s*none")


def strip(captured: CapturedPage, site: Site) -> CleanPage:
    """Parse ``captured`` and take its boilerplate out by the general and the site's rules."""
    return cut(parse(captured), site)


def cut(
    page: ParsedPage,
    site: Site,
    template: SiteTemplate | None = None,
    *,
    kept: frozenset[str] = frozenset(),
    rules: bool = True,
) -> CleanPage:
    """Take the boilerplate out of a parsed page; its tree is changed.

    What the pages of the site repeat (``template``) is marked and stays in the tree.
    ``kept``: digests of blocks that stay, as in :class:`~archive.records.Vocabulary`.
    ``rules`` False: by what was learned alone, which is how that is measured.
    """
    index = page.index
    sentences = banner_sentences(index)
    scripts = index.with_tag("script")
    json_ld = tuple(s.text for s in scripts if s.text and "ld+json" in (s.get("type") or ""))
    settings = tuple(s.text for s in scripts if s.text and _is_settings(s))
    remover = Remover(index, kept)
    _drop_silent(index)
    if rules:
        _apply_rules(index, site, remover, sentences)
    repeated = _without_kept(repeated_on(page.tree, template), kept)
    return CleanPage(
        tree=page.tree,
        index=index,
        removed=(*remover.removed, *repeated.removed),
        repeated=repeated.elements,
        seen=repeated.seen,
        cut=remover.by_kind,
        json_ld=json_ld,
        settings=settings,
        problems=tuple(page.problems),
        banner_sentences=sentences,
    )


def _without_kept(repeated: Repeated, kept: frozenset[str]) -> Repeated:
    """What a page repeats, without the blocks that a person has put back."""
    if not kept:
        return repeated
    pairs = zip(repeated.elements, repeated.removed, strict=True)
    left = [(one, block) for one, block in pairs if text_digest(block.text) not in kept]
    elements, removed = tuple(one for one, _ in left), tuple(block for _, block in left)
    return replace(repeated, elements=elements, removed=removed)


def _apply_rules(
    index: PageIndex, site: Site, remover: Remover, sentences: tuple[str, ...]
) -> None:
    guard = Guard(index)
    products, others = _ruled(index)
    _apply(products, index, remover, guard)
    suspects = banner_suspects(index, sentences)
    cut_banners(index, remover, guard, suspects)
    guard.weigh()
    _apply(_of_site(index, site), index, remover, guard)
    _apply(others, index, remover, guard)
    _cut_headed(index, remover, guard)
    _drop_hidden(index, remover, guard)
    cut_banner_text(index, remover, guard, sentences, suspects)


def _is_settings(script: etree._Element) -> bool:
    return bool(script.get("data-drupal-selector") == "drupal-settings-json")


def _drop_silent(index: PageIndex) -> None:
    for element in index.with_tag(*SILENT_TAGS):
        if element not in index.gone:
            detach(element)
            index.forget(element)


#: An element, and the rule that names it.
Candidate = tuple[etree._Element, Rule]


def _ruled(index: PageIndex) -> tuple[list[Candidate], list[Candidate]]:
    """The elements that a rule names: those of consent products, and the rest.

    Of the rest sure names come first.
    """
    products: list[Candidate] = []
    others: list[Candidate] = []
    for candidate in index.candidates:
        rule = candidate[1]
        (products if rule.sure and rule.kind == "consent" else others).append(candidate)
    others.sort(key=lambda candidate: not candidate[1].sure)
    return products, others


def _of_site(index: PageIndex, site: Site) -> list[Candidate]:
    """The elements that the site's own selectors name as boilerplate."""
    return [
        (element, Rule(f"site:{selector.css}", sure=True))
        for selector in compile_all(site.boilerplate)
        for element in selector.find(index)
    ]


def _apply(candidates: list[Candidate], index: PageIndex, remover: Remover, guard: Guard) -> None:
    gone = index.gone
    for element, rule in candidates:
        if element not in gone and guard.allows(element, rule):
            remover.remove(element, rule.name)


def _cut_headed(index: PageIndex, remover: Remover, guard: Guard) -> None:
    """Blocks that lead to other articles, known by their heading (``Recent news``)."""
    left = MOST_HEADED
    refused: set[etree._Element] = set()
    for heading in index.with_tag("h2", "h3", "h4", "h5"):
        if heading in index.gone or not RELATED_HEADING.match(folded(heading)):
            continue
        if (left := left - 1) < 0:
            return
        block = _block_under(heading)
        if block is None or block in refused:
            continue
        if guard.allows(block, _HEADED) and _mostly_links(block):
            remover.remove(block, _HEADED.name)
        else:
            refused.add(block)


def _block_under(heading: etree._Element) -> etree._Element | None:
    """The element that a heading stands at the beginning of, with more than the heading."""
    title = folded(heading)
    for ancestor in heading.iterancestors():
        text = folded(ancestor, len(title) + 1)
        if not text.startswith(title):
            return None
        if len(text) > len(title):
            return ancestor
    return None


def _mostly_links(element: etree._Element) -> bool:
    """True if every part of a block leads somewhere: a list of links or of teasers."""
    linked = sum(len(folded(link)) for link in element.iter("a"))
    return linked * 4 > len(folded(element))


def _drop_hidden(index: PageIndex, remover: Remover, guard: Guard) -> None:
    """Text that no reader sees; long hidden parts of a text are kept (they unfold)."""
    rule = Rule("hidden:attribute", sure=True)
    for element in _hidden(index):
        if element in index.gone or not guard.allows(element, rule):
            continue
        if STREAMED.fullmatch(element.get("id") or ""):
            continue
        text = folded(element)
        # Without a text it may still state something to machines (RDFa's hidden spans).
        if text and (len(text) <= HIDDEN_LIMIT or not _unfolds(element, guard)):
            remover.remove(element, rule.name)


def _unfolds(element: etree._Element, guard: Guard) -> bool:
    """True for a hidden part of a text: it stands in one, or is the panel of an accordion."""
    if guard.is_inside_body(element):
        return True
    around = (element, *islice(element.iterancestors(), 2))
    return any(UNFOLDING.search(each.get("class") or "") for each in around)


def _hidden(index: PageIndex) -> Iterator[etree._Element]:
    for name in HIDDEN_CLASSES:
        yield from index.with_class(name)
    yield from index.with_attribute("hidden")
    for style in index.values("style"):
        if "display" in style and _NOT_SHOWN.search(style):
            yield from index.with_exactly("style", style)
