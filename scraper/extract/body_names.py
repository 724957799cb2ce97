"""The names of the elements around a block, as words that a weight can be learned for."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from lxml import etree

from scraper.extract.body_weights import Weights

#: Attributes whose values name what an element is for.
NAMING = frozenset(
    {
        *("class", "id", "itemprop", "role", "property", "data-testid", "data-test", "data-qa"),
        *("data-component", "data-module", "data-type", "data-block", "data-name", "aria-label"),
    }
)

#: Tags that say what stands in them.
TELLING = frozenset(
    {
        *("article", "aside", "blockquote", "center", "dl", "details", "figure", "footer", "form"),
        *("header", "main", "nav", "ol", "section", "summary", "table", "ul", "a", "td", "th"),
        *("pre", "address", "dd", "dt", "em", "strong"),
    }
)

#: What an element is for, by parts of its names: common words of themes in many languages,
#: gathered so that a name on few sites says as much as its likes on many.
KINDS: dict[str, str] = {
    "caption": "caption legend bildunter bildtext credit annotation photograph fotohinweis",
    "box": "infobox factbox info-box fact-box callout glossar kasten sidebox boxout pullquote"
    " pull-quote infobx infokasten",
    "embed": "tweet instagram embed facebook-post bluesky tiktok youtube",
    "promo": "newsletter subscri donat spende paywall promo piano membership sign-up signup cta"
    " advert sponsor werbung anzeige support-us banner no-access",
    "others": "related teaser recommend read-more readmore read-also similar trending popular"
    " latest mostread most-read weitere mehr-zum more-from also-like",
    "person": "author autor byline bio- profile contributor writer",
    "comments": "comment kommentar disqus reply discuss",
    "meta": "meta date time- tags breadcrumb share social toolbar print- rating",
    "text": "articlebody article-body article_body article-content article__content articletext"
    " article-text entry-content post-content story-body storybody richtext rich-text bodytext"
    " body-text wysiwyg prose paragraph main-content post-body page-content copytext",
    "lead": "standfirst lead- dek- intro chapo vorspann subtitle sub-title subhead excerpt summary"
    " abstract ingress sommario entradilla bajada epigraph lede subline",
    "frame": "nav menu footer sidebar widget modal popup overlay cookie consent login",
}

#: Longer values are judged by their beginning.
LONGEST_NAME = 300
#: Words looked at in one value.
MOST_WORDS = 24

_PARTS = tuple((kind, tuple(parts.split())) for kind, parts in KINDS.items())
_BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")


@lru_cache(maxsize=1024)
def _words(value: str) -> frozenset[str]:
    """The words of a class, id or label, and the names of two or three words as a whole."""
    found: list[str] = []
    for name in value.split()[:MOST_WORDS]:
        words = [word.lower() for word in _BOUNDARY.split(name) if 2 < len(word) < 20]
        found += words
        if 1 < len(words) < 4:
            found.append("-".join(words))
    lower = f"{value.lower()}-".replace(" ", "- ")
    found += [f"*{kind}" for kind, parts in _PARTS if any(part in lower for part in parts)]
    return frozenset(found)


def names_of(element: etree._Element) -> frozenset[str]:
    """The words that an element is named by, its telling tag among them."""
    found: frozenset[str] = frozenset()
    for key, value in element.items():
        if key in NAMING:
            found |= _words(value[:LONGEST_NAME])
    return found | {f"<{element.tag}>"} if element.tag in TELLING else found


def words_behind(known: Collection[str]) -> frozenset[str]:
    """The words of the keys that have a weight."""
    return known.words if isinstance(known, Weights) else frozenset(key[1:] for key in known)


class Surroundings:
    """The names near to and far around the elements of one page, each found once."""

    def __init__(self, known: Collection[str] | None = None) -> None:
        """``known``: the keys that have a weight; None for all (when weights are learned)."""
        self._known = known
        self._words = None if known is None else words_behind(known)
        self._all: dict[etree._Element, frozenset[str]] = {}
        self._keys: dict[tuple[frozenset[str], etree._Element | None], tuple[str, ...]] = {}

    def keys(self, element: etree._Element) -> tuple[str, ...]:
        """``+word`` for the words of an element and the two around it, ``^word`` for others.

        Siblings of the same names get the same tuple.
        """
        own, parent = self._names(element), element.getparent()
        keys = self._keys.get((own, parent))
        if keys is None:
            keys = self._keys[own, parent] = tuple(self._found(own, parent))
        return keys

    def _found(self, own: frozenset[str], parent: etree._Element | None) -> list[str]:
        near, current = own, parent
        for _ in range(2):
            if current is None:
                break
            near = near | self._names(current)
            current = current.getparent()
        far = self._around(current) - near if current is not None else frozenset()
        keys = [f"+{word}" for word in near] + [f"^{word}" for word in far]
        known = self._known
        return keys if known is None else [key for key in keys if key in known]

    def _names(self, element: etree._Element) -> frozenset[str]:
        if element.tag in ("body", "html"):
            return frozenset()
        names = names_of(element)
        return names if self._words is None else names & self._words

    def _around(self, element: etree._Element) -> frozenset[str]:
        """The names of an element and of all around it."""
        chain: list[etree._Element] = []
        current: etree._Element | None = element
        while current is not None and current not in self._all:
            chain.append(current)
            current = current.getparent()
        names = self._all[current] if current is not None else frozenset()
        for each in reversed(chain):
            names = self._all[each] = names | self._names(each)
        return names
