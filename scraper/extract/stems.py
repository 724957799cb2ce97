"""Which of the many names and addresses of a page may speak of something, in one search.

A page has some hundred class attributes and addresses, and nearly none of them tells of an
author or a tag. Joined to one text they are searched for a few letters each at the speed
of the machine; only those that hold some are looked at with patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from scraper.clean.index import PageIndex

#: Stands in no text that was parsed.
_MARK = "\x00"


def holding(values: Iterable[str], stems: Sequence[str]) -> list[int]:
    """The numbers of the values in which one of ``stems`` (lower case) stands, in any case."""
    joined = _MARK.join(values).lower()
    found: set[int] = set()
    if present := [stem for stem in stems if stem in joined]:
        lowered = joined.split(_MARK)
        for stem in present:
            found.update([number for number, value in enumerate(lowered) if stem in value])
    return sorted(found)


def named(index: PageIndex, attribute: str, stems: Sequence[str]) -> Iterator[str]:
    """The values of an attribute of the page in which one of ``stems`` stands."""
    values = list(index.values(attribute))
    return (values[number] for number in holding(values, stems))


def leading(
    links: Sequence[etree._Element], stems: Sequence[str]
) -> Iterator[tuple[etree._Element, str]]:
    """The links with one of ``stems`` in their address, with the address."""
    addresses = [link.get("href") or "" for link in links]
    return ((links[number], addresses[number]) for number in holding(addresses, stems))
