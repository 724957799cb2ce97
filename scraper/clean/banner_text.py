"""Consent wording that stands in a page without telltale names.

Removed only where it stands as boilerplate: a block, and whatever holds nothing else,
whose whole text is what the site's consent tool says, or is consent wording and no
more. Inside an article's text a single sentence stays: an article may quote a banner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from scraper.clean.guard import LONGEST_BANNER, Guard
from scraper.clean.index import PageIndex
from scraper.clean.phrases import is_consent_block
from scraper.clean.removal import Remover, folded
from scraper.clean.rule_words import NEVER
from scraper.clean.wording import bare

#: Blocks looked at on one page; a banner is one of a few.
MOST_SUSPECTS = 300

#: Sentences of fewer words (``OK, I agree``) prove nothing alone.
TELLING_WORDS = 5

_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "li", "span", "td", "label")
)
#: Stems of the word for cookie in the languages of the platforms, by a part of them without
#: which none of them stands in a text: a look for one letter costs next to nothing.
_STEMS = {
    "ookie": ("ookie",),
    "OOKIE": ("OOKIE",),
    "iasteczk": ("ciasteczk", "Ciasteczk"),
    "lapuk": ("slapuk", "Slapuk"),
    "akor": ("kakor", "Kakor"),
    "aletes": ("galetes", "Galetes"),
    "informasjonskaps": ("informasjonskaps",),
    "ü": ("sütik", "Sütik", "süti ", "Süti ", "küpsis", "Küpsis"),
    "č": ("kolačić", "Kolačić"),
    "š": ("piškot", "Piškot"),
    "б": ("бисквитк",),
    "Б": ("Бисквитк",),
    "ī": ("sīkdat", "Sīkdat"),
    "ä": ("eväste", "Eväste"),
    "á": ("fianá", "fhianá", "Fianá"),
}
_TEXT = etree.XPath("string()", smart_strings=False)
_CONTAINING = etree.XPath("body/descendant::text()[contains(., $words)]")


def cut_banner_text(
    index: PageIndex,
    remover: Remover,
    guard: Guard,
    sentences: Sequence[str],
    suspects: Iterable[etree._Element],
) -> None:
    """Remove those of ``suspects`` that are nothing but consent wording, known or general."""
    own = OwnWords(sentences)
    for element in suspects:
        if element in index.gone:
            continue
        text = folded(element)
        if not text or len(text) > LONGEST_BANNER:
            continue
        if own.tells(text) and _may_go(element, text, own, guard):
            for part in _with_neighbours(_widest(element, own.covers), own):
                remover.remove(part, "consent:settings_script")
        elif not guard.is_inside_body(element) and is_consent_block(text):
            remover.remove(_widest(element, is_consent_block), "consent:wording")


def banner_suspects(index: PageIndex, sentences: Sequence[str]) -> list[etree._Element]:
    """The blocks in which a word for cookies or a sentence of the site's banner stands."""
    page_text = str(_TEXT(index.tree))
    marks = [
        stem
        for part, stems in _STEMS.items()
        if part in page_text
        for stem in stems
        if stem in page_text
    ]
    marks += [
        words
        for sentence in sentences
        if len(parts := sentence.split()) >= TELLING_WORDS
        and (words := " ".join(parts[:2])) in page_text
    ]
    found = [text for each in marks for text in _CONTAINING(index.tree, words=each)]
    blocks = (_block_of(text.getparent(), tail=text.is_tail) for text in found)
    return list(dict.fromkeys(block for block in blocks if block is not None))[:MOST_SUSPECTS]


def _block_of(element: etree._Element | None, *, tail: bool) -> etree._Element | None:
    """The block around a text; a tail stands in the parent of its element."""
    if element is not None and tail:
        element = element.getparent()
    while element is not None and element.tag not in _BLOCKS:
        element = element.getparent()
    return element


class OwnWords:
    """What a site's own consent tool says."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._sentences = sorted({bare(s) for s in sentences} - {""}, key=len, reverse=True)
        self._telling = [s for s in self._sentences if len(s.split()) >= TELLING_WORDS]

    def tells(self, text: str) -> bool:
        """True if ``text`` is made of these sentences only, one of them telling."""
        words = f" {bare(text)} "
        return any(f" {s} " in words for s in self._telling) and self.covers(text)

    def covers(self, text: str) -> bool:
        """True if nothing is left of ``text`` without these sentences."""
        rest = f" {bare(text)} "
        for sentence in self._sentences:
            rest = rest.replace(f" {sentence} ", " ")
        return not rest.strip()

    def count(self, text: str) -> int:
        """How many of these sentences stand in ``text``."""
        words = f" {bare(text)} "
        return sum(f" {sentence} " in words for sentence in self._sentences)


def _may_go(element: etree._Element, text: str, own: OwnWords, guard: Guard) -> bool:
    """Inside an article's text a banner is known by its parts standing together."""
    if not guard.is_inside_body(element):
        return True
    return own.count(text) > 1 or own.count(folded(_widest(element, own.covers))) > 1


def _with_neighbours(element: etree._Element, own: OwnWords) -> list[etree._Element]:
    """A part of the site's banner, and the parts right before and behind it: its heading."""
    found = [element]
    for beside in (element.getprevious(), element.getnext()):
        if beside is not None and beside.tag not in NEVER:
            text = folded(beside)
            if text and len(text) <= LONGEST_BANNER and own.covers(text):
                found.append(beside)
    return found


def _widest(element: etree._Element, holds: Callable[[str], bool]) -> etree._Element:
    """The outermost element around ``element`` that holds nothing else."""
    while (parent := element.getparent()) is not None and parent.tag not in NEVER:
        text = folded(parent)
        if len(text) > LONGEST_BANNER or not holds(text):
            break
        element = parent
    return element
