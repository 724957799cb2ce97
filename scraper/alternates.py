"""The same page in other languages, as the page declares it.

``link rel=alternate hreflang`` in the head (Google's and W3C's convention), and the links of
a language switch, which Drupal marks with ``hreflang`` and a class of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from archive.records import Alternate
from scraper.clean.index import PageIndex
from scraper.site import Site
from scraper.urls import canonicalize

#: More languages than the EU has are a trap.
MOST = 40
#: Longer names of languages (``zh-hant-tw``) are none.
LONGEST = 12


def alternates(index: PageIndex, url: str, base: str, site: Site) -> tuple[Alternate, ...]:
    """The addresses of other languages; ``url`` is the page's own, ``base`` what relative
    addresses count from."""
    found: dict[str, Alternate] = {}
    for language, href in _declared(index):
        try:
            other = canonicalize(urljoin(base, href.strip()), site)
        except ValueError:
            continue
        if other != url and other.startswith(("http://", "https://")) and len(found) < MOST:
            found.setdefault(other, Alternate(other, language))
    return tuple(found.values())


def _declared(index: PageIndex) -> Iterator[tuple[str, str]]:
    """Language and address of each link to another language."""
    links = [link for link in index.with_tag("link") if "alternate" in (link.get("rel") or "")]
    for element in (*links, *_switched(index)):
        language = (element.get("hreflang") or "").strip().lower()
        href = element.get("href")
        if href and language and language != "x-default" and len(language) <= LONGEST:
            yield language, href


def _switched(index: PageIndex) -> Iterator[etree._Element]:
    """The links of language switches, which mostly stand in what is not looked into."""
    yield from index.with_class("language-link")
    for element in index.unlooked():
        if "lang" in f"{element.get('class')} {element.get('id')}".lower():
            yield from islice(element.iter("a"), MOST)
