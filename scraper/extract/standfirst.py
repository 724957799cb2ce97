"""The standfirst: the line or paragraph that the publisher marks as the lead, under the title."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.clean.removal import folded
from scraper.extract.class_words import worded, words_pattern
from scraper.extract.text import clean_text
from scraper.extract.title_names import bare
from scraper.extract.when_names import LONGEST_NAMES, is_of_others

#: A shorter text says nothing, a longer one is the article.
SHORTEST, LONGEST = 15, 900
#: Class attributes looked at on one page, elements with a telling one, and inside of one.
MOST_NAMES = 3000
MOST_ELEMENTS = 20
MOST_INNER = 12
#: Levels up from the standfirst at which the heading must stand beside it.
LEVELS = 5

#: What themes in many languages call it; "teaser" only counts under the heading itself.
_NAME = words_pattern(
    r"stand-?first|dec?k|lede|lead|lead-?(?:in|text|paragraph)|text-?lead|strap-?line"
    r"|sub-?(?:titles?|head(?:er|ing|line)?|deck)|summary|excerpt|abstract|intro(?:-?(?:text|duction))?"
    r"|ingress[io]?|manchet|perex|underrubrik|vorspann|einleitung|unter-?(?:titel|zeile)|anlesetext"
    r"|chapo|chapeau|accroche|entradilla|bajada|resumen|sommario|catenaccio|resumo|zajawka"
    r"|inleiding|kokkuvote|anons|teaser|description|post-?excerpt"
)

_FIELD_TYPES = ("field-type-", "field--type-")
#: Descriptions and introductions of somebody or something else.
_OTHER = words_pattern(
    r"authors?|bio|byline|site|brand|newsletter|captions?|image|photo|video|comments?"
    r"|category|section|body|tags?|cookie|meta|date|profile|user|social"
)


def standfirst_of(
    index: PageIndex, headings: Iterable[etree._Element], title: str
) -> tuple[str, str] | None:
    """The standfirst (place, text) that stands beside or under one of ``headings``."""
    around: set[etree._Element] = set()
    for heading in headings:
        around.update(each for each in heading.iterancestors() if each.tag not in ("body", "html"))
        around.add(heading.getparent())
    for names in islice(index.values("class"), MOST_NAMES):
        if _is_standfirst(names[:LONGEST_NAMES]):
            for element in index.with_exactly("class", names)[:MOST_ELEMENTS]:
                if text := _text(element, around, title):
                    return f"{element.tag}.{names.split()[0]}", text
    return None


@lru_cache(maxsize=1024)
def _is_standfirst(attribute: str) -> bool:
    if "field-" in attribute:
        # Drupal's type of a field that can be cut to a summary says nothing of what it holds.
        names = attribute.split()
        attribute = " ".join(name for name in names if not name.startswith(_FIELD_TYPES))
    words = worded(attribute)
    return _NAME.search(words) is not None and _OTHER.search(words) is None


def _text(element: etree._Element, around: set[etree._Element], title: str) -> str | None:
    """The text of an element, if it can be the standfirst."""
    if element in around or element.tag in ("a", "h1", "li") or len(element) > MOST_INNER:
        return None
    if not _is_beside(element, around):
        return None
    if next(element.iter("h1", "time", "img", "ul"), None) is not None:
        return None
    text = clean_text(folded(element))
    if not SHORTEST <= len(text) <= LONGEST or bare(text) == bare(title):
        return None
    return text if len(bare(text).split()) > 2 else None


def _is_beside(element: etree._Element, around: set[etree._Element]) -> bool:
    """True if the heading stands a few levels around, and nothing of another kind between."""
    if is_of_others(element):
        return False
    for ancestor in islice(element.iterancestors(), LEVELS):
        if ancestor in around:
            return True
        if is_of_others(ancestor) or ancestor.tag in ("li", "a", "p"):
            return False
    return False
