"""Is a page one of teasers, or an article with teasers beside it? By its own text.

Nearly every article is surrounded by the headlines of others. What tells the two apart
is the running text that belongs to no headline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.clean.removal import folded
from scraper.discover_shapes import is_news_section, is_no_article, looks_like_article
from scraper.extract.nodes import is_aside
from scraper.extract.structured import ARTICLE_TYPES, PAGE_TYPES

#: So many headlines that are links may make a page one of teasers.
MIN_HEADLINES = 4
#: Characters of running text from which on a page is an article whatever stands around it,
#: and those that are enough where its address or its statements say so too.
ENOUGH_TEXT = 900
SOME_TEXT = 200
#: A paragraph of running text is no shorter.
_PARAGRAPH = 60
#: A teaser has no more characters in paragraphs, and they stand no deeper in it.
_TEASER = 800
_MAX_LEVELS = 4
#: So many texts under headlines of their own are no article.
_MANY_POSTS = 3
#: Headings, paragraphs and bytes of statements looked at on one page.
_MOST = 400
_LONGEST = 200_000

_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:https?://schema\.org/)?(\w+)"')
_FURNITURE = frozenset(["nav", "footer", "aside", "form"])


def is_page_of_teasers(index: PageIndex, url: str, *, due: bool) -> bool:
    """True if the page at the canonical address is a listing by what it shows.

    ``due`` True: something else leads one to expect an article here.
    """
    headlines = _headlines(index)
    if len(headlines) < MIN_HEADLINES:
        return False
    stated = states_article(index)
    is_list = is_no_article(url) or is_news_section(url)
    if stated and not is_list:
        return False
    looks = stated or due or looks_like_article(url)
    page = _parted(index, headlines)
    if page.posts >= _MANY_POSTS and not (stated or due):
        # Beside an article a few headlines may stand over boxes with much text.
        return not looks or 2 * page.posts >= len(headlines)
    if page.running >= ENOUGH_TEXT:
        return False
    # Text without paragraphs is not seen here; it is read, and judged again.
    return is_list or stated is False or not looks or page.running < SOME_TEXT


def states_article(index: PageIndex) -> bool | None:
    """True if the page's statements call it one article, False a list; None: neither."""
    kinds = [kind for text in _json_ld(index) for kind in _TYPE.findall(text)]
    if PAGE_TYPES.intersection(kinds) or "ItemList" in kinds[:1]:
        return False
    if sum(kind in ARTICLE_TYPES for kind in kinds) == 1:
        return True
    stated = {meta.get("property"): meta.get("content") for meta in index.with_tag("meta")}
    if stated.get("og:type") == "article" and "article:published_time" in stated:
        return True
    return None


def _json_ld(index: PageIndex) -> Iterator[str]:
    for script in index.with_tag("script"):
        if "ld+json" in (script.get("type") or ""):
            yield (script.text or "")[:_LONGEST]


def _headlines(index: PageIndex) -> dict[etree._Element, str]:
    """Headings that are links -> where they lead, each address once."""
    found: dict[etree._Element, str] = {}
    seen: set[str] = set()
    for heading in index.with_tag("h2", "h3", "h4")[:_MOST]:
        link = next(heading.iter("a"), None)
        if link is None:
            link = next(heading.iterancestors("a"), None)
        href = "" if link is None else (link.get("href") or "")
        if href and href[0] != "#" and href not in seen and not is_aside(heading):
            seen.add(href)
            found[heading] = href
    return found


class _Parted(NamedTuple):
    """The text of a page, by whether it belongs to a headline of its own."""

    running: int  #: characters that belong to none
    posts: int  #: headlines that stand over a whole text, as on the front page of a weblog


def _parted(index: PageIndex, headlines: dict[etree._Element, str]) -> _Parted:
    paragraphs = {one: _text(one) for one in index.with_tag("p")[:_MOST]}
    inside: Counter[etree._Element] = Counter()
    for paragraph, length in paragraphs.items():
        for element in islice(paragraph.iterancestors(), _MAX_LEVELS):
            inside[element] += length
    teasers, posts = _blocks(headlines, inside)
    running = sum(
        length
        for paragraph, length in paragraphs.items()
        if length
        and paragraph.getprevious() not in headlines
        and not any(one in teasers or one.tag in _FURNITURE for one in paragraph.iterancestors())
    )
    return _Parted(running, posts)


def _text(paragraph: etree._Element) -> int:
    """Characters of a paragraph of running text; 0 for a line of something else."""
    length = len(folded(paragraph))
    if length < _PARAGRAPH:
        return 0
    linked = sum(len(folded(link)) for link in paragraph.iter("a"))
    return length if linked * 2 < length else 0


def _blocks(
    headlines: dict[etree._Element, str], inside: Counter[etree._Element]
) -> tuple[set[etree._Element], int]:
    """The blocks of teasers, and how many headlines stand over more than a teaser's text.

    A block is what is around one headline alone; ``inside``: characters in an element.
    """
    leads: dict[etree._Element, set[str]] = {}
    for heading, href in headlines.items():
        for element in _around(heading):
            leads.setdefault(element, set()).add(href)
    teasers: set[etree._Element] = set()
    posts = 0
    for heading in headlines:
        alone = [element for element in _around(heading) if len(leads[element]) == 1]
        teasers.update(element for element in alone if inside[element] <= _TEASER)
        posts += bool(alone) and inside[alone[-1]] > _TEASER
    return teasers, posts


def _around(heading: etree._Element) -> Iterator[etree._Element]:
    for element in islice(heading.iterancestors(), _MAX_LEVELS):
        if element.tag in ("main", "body", "html"):
            return
        yield element
        if element.tag in ("article", "li", "tr"):
            return
