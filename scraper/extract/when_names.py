"""Elements that are called a date, and those that belong to something else, by their names."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from scraper.extract.class_words import worded, words_pattern

#: Attributes longer than this are no list of names.
LONGEST_NAMES = 300

_OF_OTHERS = frozenset({"aside", "footer", "nav", "figure", "figcaption", "blockquote"})
_DATE = words_pattern(
    r"date(?:s|time|line|info|stamp)?|datum|fecha|dato|timestamp|time|pub-?date|posted"
    r"|publish(?:ed)?|publication|publie|pubblicat[oa]|post-?date|created|news-?date|release"
    r"|(?:article|story|entry|post|publish|pub)(?:date|time|datum)|veroeffentlicht"
)
# "updated" alone is none: the hAtom format asks for it on the date of every entry.
_MODIFIED = words_pattern(
    r"modified|(?:last|date|time)-?(?:mod|update|edit|change)\w*"
    r"|(?:updated?|changed?)-?(?:date|time|at|on)"
)
_PUBLISHED = words_pattern(r"publish\w*|publication|pub-?date|posted|created|publie")
_LINE = words_pattern(
    r"by-?line|meta|infos?|submitted|sub-?line|details?|dateline|post-?info|doc-?data"
    r"|author(?:-?(?:info|line|date))?|kicker|credits?|signature|header-?info"
)
_OTHERS = words_pattern(
    r"comments?|replies|reply|captions?|figure|related|sidebars?|aside|widgets?"
    r"|recommend\w*|similar|latest|footer|colophon|copyright|events?|termine?|calendar|kalender"
    r"|agenda|carousel|slider|slick|swiper|popular|trending|most-?read|next|prev(?:ious)?|pager"
    r"|pagination|archives?|search-?results?|more-?\w+|read-?(?:more|next|also)|promo\w*|newsletter"
    r"|nav|navigation|menu|breadcrumbs?|tweet|twitter|instagram|facebook|embed|disqus|reviews?"
    r"|ad|ads|advert\w*|ticker|weather|clock|countdown|expir\w*|deadline|valid|birth\w*|joined"
)


def is_called_teaser(element: etree._Element) -> bool:
    """True if the class or id calls ``element`` a teaser; themes do so with whole articles."""
    return any("teaser" in name.lower() for name in _names(element))


def is_called_date(element: etree._Element) -> bool:
    """True if the class or id of ``element`` says that it prints a date."""
    return any(_is_date(name[:LONGEST_NAMES]) for name in _names(element))


def is_called_line(element: etree._Element) -> bool:
    """True if the class of ``element`` names a date, or a line that may print one."""
    return names_date((element.get("class") or "")[:LONGEST_NAMES])


def kind_by_name(element: etree._Element) -> str:
    """``published`` or ``modified`` if the class or id says so; else empty."""
    names = [worded(name[:LONGEST_NAMES]) for name in _names(element)]
    for kind, pattern in (("published", _PUBLISHED), ("modified", _MODIFIED)):
        if any(map(pattern.search, names)):
            return kind
    return ""


def is_of_others(element: etree._Element) -> bool:
    """True if the class or id of ``element`` says that it is about something else."""
    tag = element.tag
    if tag in _OF_OTHERS:
        return tag != "aside" or not is_called_line(element)
    if not element.keys():  # most elements of a text, and sooner asked than two attributes
        return False
    classes = element.get("class")
    if classes and _is_other(classes[:LONGEST_NAMES]):
        return True
    name = element.get("id")
    return bool(name) and _is_other(name[:LONGEST_NAMES])


@lru_cache(maxsize=1024)
def names_date(attribute: str) -> bool:
    """True if a class attribute names a date, or a line that may print one."""
    words = worded(attribute)
    return bool(_DATE.search(words) or _LINE.search(words))


@lru_cache(maxsize=1024)
def _is_date(attribute: str) -> bool:
    return _DATE.search(worded(attribute)) is not None


@lru_cache(maxsize=1024)
def _is_other(attribute: str) -> bool:
    return _OTHERS.search(worded(attribute)) is not None


def _names(element: etree._Element) -> list[str]:
    return [name for name in (element.get("class"), element.get("id")) if name]
