"""The pictures that stand with the title, outside of the text: the lead of most news pages."""

from __future__ import annotations

import re

from lxml import etree

from scraper.extract.nearness import Nearness
from scraper.extract.source import Source

#: Figures looked at on one page, and kept.
MOST_LOOKED, MOST = 30, 4
#: Levels up from the title within which a figure is the article's.
NEAR = 4.0

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)", re.I)


def lead_figures(source: Source) -> list[etree._Element]:
    """The figures near the title of a page of no known system; those of teasers are links."""
    if source.node is not None:
        return []
    nearness, found = Nearness(source, {}), []
    for figure in source.page.index.with_tag("figure")[:MOST_LOOKED]:
        rank = nearness.rank(figure)
        if rank is not None and rank <= NEAR and not _leads_away(figure):
            found.append(figure)
    return found[:MOST]


def _leads_away(figure: etree._Element) -> bool:
    """True for a figure that is, or holds, a link to another page."""
    around = next(figure.iterancestors("a"), None)
    links = [*figure.iter("a"), *([] if around is None else [around])]
    return any((link.get("href") or "#")[:1] != "#" and not _is_picture(link) for link in links)


def _is_picture(link: etree._Element) -> bool:
    return bool(_PICTURE.search((link.get("href") or "")[:1000]))
