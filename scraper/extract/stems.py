"""Which of the many names and addresses of a page may speak of something, in one search.

A page has some hundred class attributes and addresses, and nearly none of them tells of an
author or a tag. Joined to one text they are searched for a few letters each at the speed
of the machine; only those that hold some are looked at with patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from weakref import WeakKeyDictionary

from lxml import etree

from scraper.clean.index import PageIndex

#: Stands in no text that was parsed.
_MARK = "\x00"


class Texts:
    """Many short texts that are searched together, again and again."""

    def __init__(self, values: Iterable[str]) -> None:
        self.values = list(values)
        self._joined = _MARK.join(self.values).lower()
        self._lowered: list[str] = []

    def holding(self, stems: Sequence[str]) -> list[int]:
        """The numbers of the texts in which one of ``stems`` (lower case) stands, in any case."""
        present = [stem for stem in stems if stem in self._joined]
        if not present:
            return []
        if not self._lowered:
            self._lowered = self._joined.split(_MARK)
        found: set[int] = set()
        for stem in present:
            found.update([n for n, value in enumerate(self._lowered) if stem in value])
        return sorted(found)


#: The names on the pages in work, by attribute.
_NAMES: WeakKeyDictionary[PageIndex, dict[str, Texts]] = WeakKeyDictionary()
_Links = tuple[Sequence[etree._Element], Texts]
_LINKS: WeakKeyDictionary[PageIndex, _Links] = WeakKeyDictionary()


def named(index: PageIndex, attribute: str, stems: Sequence[str]) -> Iterator[str]:
    """The values of an attribute of the page in which one of ``stems`` stands."""
    known = _NAMES.setdefault(index, {})
    texts = known.get(attribute)
    if texts is None:
        texts = known[attribute] = Texts(index.values(attribute))
    return map(texts.values.__getitem__, texts.holding(stems))


def leading(index: PageIndex, stems: Sequence[str]) -> Iterator[tuple[etree._Element, str]]:
    """The links of the page with one of ``stems`` in their address, with the address.

    A link that was cut since the page was first asked is not there.
    """
    links = index.with_tag("a")
    known = _LINKS.get(index)
    if known is None or known[0] != links:
        texts = Texts(link.get("href") or "" for link in links)
        known = _LINKS[index] = (links, texts)
    texts = known[1]
    return ((links[number], texts.values[number]) for number in texts.holding(stems))
