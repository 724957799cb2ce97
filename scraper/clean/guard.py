"""What no rule may take out of a page: its title, its text, and whatever holds them.

Banner tools put their classes on ``body``, site builders call a wrapper
``article-cookie-policy-news``, and an ``aside`` may hold the whole article. So a name
alone removes nothing that the page is there for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from scraper.clean.consent_pieces import LONGEST, is_banner, leans_to_banner
from scraper.clean.index import MUCH, PageIndex
from scraper.clean.phrases import is_consent_block
from scraper.clean.removal import folded
from scraper.clean.rule_words import BODY_CLASSES, NEVER
from scraper.clean.rules import Rule
from scraper.clean.wording import bare

#: Share of the page's running text that marks an element as part of what the page is for,
#: where a name says surely that it is not; :data:`scraper.clean.index.MUCH` where it hints.
MOST = 0.6

#: A text longer than this is no banner.
LONGEST_BANNER = 4000

#: Characters on one page that are read for consent wording, element by element.
MOST_JUDGED = 100_000

#: Inside a text, furniture is small.
SMALL_INSIDE = 600

#: A paragraph of its own without a link is no furniture, whatever its name hints at.
LONG_PARAGRAPH = 200

#: Words of an id that make it a spelling of a heading, not the name of a part.
SPELLED = 4

#: Containers of one name that are looked at.
MOST_BODIES = 50

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

#: Teasers of other pages, and blocks that editors fill by hand (their field is called body too).
_ASIDE = re.compile(r"\bteaser\b|node--view-mode-(?!full\b|default\b)|\bblock(?:-block)?-content")


class Guard:
    """Answers, for one page, whether a rule may take an element out."""

    def __init__(self, index: PageIndex) -> None:
        self._left = MOST_JUDGED
        self._index = index
        self._kept: set[etree._Element] = set()
        self._bodies: set[etree._Element] = set()
        self._named = False
        for element in (*_titles(index), *_mains(index)):
            self._keep(element)
        for element in _named_bodies(index):
            self._named = True
            self._bodies.add(element)
            self._keep(element)

    def weigh(self) -> None:
        """See where the running text is; to be called once consent tools are out."""
        if not self._bodies and (densest := self._densest()) is not None:
            self._bodies.add(densest)
            self._keep(densest)

    def allows(self, element: etree._Element, rule: Rule) -> bool:
        """True if ``rule`` may remove ``element``."""
        if element.tag in NEVER or element in self._kept or element in self._bodies:
            return False
        if not rule.sure and rule.kind != "consent" and _is_own_text(element):
            return False
        if self.is_inside_body(element):
            return self._allows_inside(element, rule)
        if rule.kind == "consent":
            return rule.sure or self._is_consent(element) or leans_to_banner(element)
        if rule.kind in ("header", "footer") and not rule.sure and _is_part_of_article(element):
            return False
        # Where the text is known by name, little else is: a text may have a second part.
        limit = MOST if rule.sure or self._named else MUCH
        return self._index.prose.share(element) < limit

    def keeps(self, element: etree._Element) -> bool:
        """True if the element is, or holds, what the page is for."""
        return element in self._kept or element in self._bodies

    def is_inside_body(self, element: etree._Element) -> bool:
        """True if the element stands in a container of the article's text."""
        return not self._bodies.isdisjoint(element.iterancestors())

    def _allows_inside(self, element: etree._Element, rule: Rule) -> bool:
        """Inside a text only small things go, and only where what they hold agrees."""
        if rule.kind in ("header", "footer", "sidebar", "search", "tools", "messages", "dialog"):
            return rule.sure and len(folded(element)) < SMALL_INSIDE
        if rule.kind == "consent":
            return self._is_consent(element)
        if rule.kind in ("control", "hidden"):
            return True
        return len(folded(element)) < SMALL_INSIDE and self._index.prose.share(element) < MUCH

    def _is_consent(self, element: etree._Element) -> bool:
        """True if an element says what a banner says, and nothing else."""
        text = folded(element)
        self._left -= len(text)
        if len(text) > LONGEST or self._left < 0:
            return False
        return is_consent_block(text) or bool(is_banner(element))

    def _keep(self, element: etree._Element) -> None:
        self._kept.add(element)
        self._kept.update(element.iterancestors())

    def _densest(self) -> etree._Element | None:
        """The element whose own paragraphs hold most of the page's running text."""
        gone, prose = self._index.gone, self._index.prose
        sums = {
            element: length
            for element, length in prose.near.items()
            if element not in gone and gone.isdisjoint(element.iterancestors())
        }
        densest = max(sums, key=sums.__getitem__, default=None)
        if densest is None or sums[densest] * 2 < prose.total or densest.tag == "body":
            return None
        is_small = sums[densest] < LONGEST_BANNER
        return None if is_small and self._is_consent(densest) else densest


def _titles(index: PageIndex) -> Iterator[etree._Element]:
    """The headings that say what the document's title says; else the first ``h1``."""
    claims = [bare(folded(title)) for title in index.with_tag("title")]
    claims += [
        bare(meta.get("content") or "")
        for meta in index.with_tag("meta")
        if meta.get("property") == "og:title"
    ]
    found = False
    for heading in index.with_tag("h1", "h2"):
        text = bare(folded(heading))
        if text and any(_agree(text, claim) for claim in claims):
            found = True
            yield heading
    if not found:
        yield from index.with_tag("h1")[:1]


def _agree(heading: str, claim: str) -> bool:
    """True if a document title begins with the heading, or the two are the same words."""
    return bool(claim) and (heading == claim or claim.startswith(f"{heading} "))


def _mains(index: PageIndex) -> Iterable[etree._Element]:
    return index.with_tag("main")


def _named_bodies(index: PageIndex) -> Iterator[etree._Element]:
    """The elements that systems name as an article's text, those of others left out."""
    for name in BODY_CLASSES:
        for element in index.with_class(name)[:MOST_BODIES]:
            if not _is_aside(element):
                yield element


def _is_aside(element: etree._Element) -> bool:
    return any(
        ancestor.tag in ("aside", "footer", "nav") or _ASIDE.search(ancestor.get("class") or "")
        for ancestor in element.iterancestors()
    )


def _is_own_text(element: etree._Element) -> bool:
    """True for a plain paragraph, and for what has an id that spells its own heading.

    Generators of anchors do so: ``<h2 id="how-to-share-the-costs-of-a-test-bed">``.
    """
    if element.tag == "p":
        return next(element.iter("a"), None) is None and len(folded(element)) > LONG_PARAGRAPH
    words = bare(element.get("id") or "").split()
    if len(words) < SPELLED:
        return False
    text = bare(folded(element)[:400])
    begins = " ".join(text.split()[: len(words) + 2])
    spelled = any(" ".join(words[skip : skip + 3]) in begins for skip in (0, 1, 2))
    return spelled and (element.tag in HEADINGS or len(text) > LONG_PARAGRAPH)


def _is_part_of_article(element: etree._Element) -> bool:
    """True for a header or footer of an article, which holds its title or byline."""
    return any(
        ancestor.tag in ("article", "main") or "node" in (ancestor.get("class") or "").split()
        for ancestor in element.iterancestors()
    )
