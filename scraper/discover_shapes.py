"""What an address alone says of the page it leads to; a hint, never a verdict."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from scraper.address_words import (
    ABOUT,
    CALENDAR_PARAMETERS,
    CLASSES,
    FUNCTIONS,
    ID_PARAMETERS,
    NEWS,
)
from scraper.discover_links import path_of_canonical

#: A slug of a headline has so many words, an id so many digits.
_MIN_WORDS = 3
_MIN_DIGITS = 3

_ENDING = re.compile(r"\.(?:s?html?|xhtml|php\d?|aspx?|jsp|do)$")
_DATE_IN_PATH = re.compile(
    r"/(?:19|20)\d\d[-/]?(?:0?[1-9]|1[0-2])(?:[-/]?(?:0?[1-9]|[12]\d|3[01]))?(?=[-_/])"
)
_DATE_IN_SLUG = re.compile(r"(?:^|[-_])(?:19|20)\d\d-?[01]\d-?[0-3]\d(?:[-_]|$)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ID = re.compile(rf"(?:^|[-_.,a-z])\d{{{_MIN_DIGITS},}}$|^\d{{{_MIN_DIGITS},}}[-_.:]")
_ITEM = re.compile(r"\d+(?:$|[:-]|%3a)")
_MONTH_DATE = re.compile(r"(?:19|20)\d\d-(?:0?[1-9]|1[0-2])(?:-\d\d?)?")
_FEED = re.compile(
    r"/(?:rss|atom|feeds?|rdf)\d?(?:\.(?:xml|php|aspx?|rdf))?/?$"
    r"|[._-](?:rss|atom|feed)\d?\.(?:xml|php|rdf)$|\.(?:rss|atom)$"
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|view)=(?:rss2?|atom|feed|100)(?:&|$)")
_COMMENT_FEED = re.compile(r"comment|kommentar|comentari|commento|reacti|/replies", re.I)


def looks_like_article(url: str) -> bool:
    """True if the canonical address has the shape of an article's: slug, id or date."""
    if is_no_article(url):
        return False
    names = segments(path_of_canonical(url))
    if _names_an_item(url):
        return True
    if not names:
        return False
    last = names[-1]
    words = [word for word in re.split(r"[-_+ ]", last) if word]
    letters = sum(any(map(str.isalpha, word)) for word in words)
    if letters >= _MIN_WORDS or (letters >= 2 and len(last) >= 20):
        return True
    if _ID.search(last) and not _YEAR.fullmatch(last):
        return True
    return letters > 0 and has_date(url)


def _names_an_item(url: str) -> bool:
    """True if the query numbers one item (``id=86``, ``id=1074:slug``)."""
    query = url.partition("?")[2].lower()
    pairs = (part.partition("=") for part in query.split("&"))
    return any(name in ID_PARAMETERS and _ITEM.match(value) for name, _, value in pairs)


def has_date(url: str) -> bool:
    """True if a day or month stands in the path, as publishers put it there."""
    path = path_of_canonical(url)
    return bool(_DATE_IN_PATH.search(path)) or bool(_DATE_IN_SLUG.search(path.rsplit("/", 1)[-1]))


def is_no_article(url: str) -> bool:
    """True for what an address says to be something else: a term, a form, a date archive."""
    names = segments(path_of_canonical(url))
    if any(name in FUNCTIONS for name in names):
        return True
    for place, name in enumerate(names):
        # A term's page; deeper down, a category is only a part of an article's address.
        if name in CLASSES and len(names) - place <= 2:
            return True
    return is_about_itself(url) or _is_date_archive(names) or is_calendar(url)


def is_about_itself(url: str) -> bool:
    """True if the last segment is that of an imprint, a contact page and the like."""
    names = segments(path_of_canonical(url))
    return bool(names) and names[-1] in ABOUT


def is_calendar(url: str) -> bool:
    """True for the address of a page of a calendar, which leads to the next for ever."""
    query = url.partition("?")[2].lower()
    names = {part.partition("=")[0] for part in query.split("&")} if query else set()
    if names & CALENDAR_PARAMETERS:
        return True
    found = segments(path_of_canonical(url))
    return bool(found) and bool(_MONTH_DATE.fullmatch(found[-1]))


def is_news_section(url: str) -> bool:
    """True if the address is that of a platform's news, by the word its path ends in.

    With the number of one item in its query it is that item's (``/news.php?id=86``).
    """
    names = segments(path_of_canonical(url))
    return bool(names) and names[-1] in NEWS and not _names_an_item(url)


def is_feed_address(url: str) -> bool:
    """True if the address is one of a feed, and not that of a page's comments."""
    path, _, query = url.lower().partition("?")
    looks = _FEED.search(path) or (query and _FEED_QUERY.search(query))
    return bool(looks) and not _COMMENT_FEED.search(url)


def is_list_file(url: str) -> bool:
    """True for the address of a feed or a sitemap, rather than of a page."""
    path = url.lower().partition("?")[0]
    return is_feed_address(url) or path.endswith((".xml", ".xml.gz", ".rss", ".atom", ".rdf"))


@lru_cache(maxsize=1024)
def segments(path: str) -> tuple[str, ...]:
    """The segments of a path: plain letters, lower case, without the ending of a file."""
    plain = unquote(path).lower() if "%" in path else path.lower()
    if not plain.isascii():
        bare = unicodedata.normalize("NFKD", plain.replace("ß", "ss").replace("ł", "l"))
        plain = "".join(char for char in bare if not unicodedata.combining(char))
    return tuple(_ENDING.sub("", one) for one in plain.split("/") if one)


def _is_date_archive(names: tuple[str, ...]) -> bool:
    """True for ``/2026/05`` and the like: a month's list, not one of its items."""
    years = [place for place, name in enumerate(names) if _YEAR.fullmatch(name)]
    return bool(years) and all(name.isdigit() and len(name) <= 2 for name in names[years[-1] + 1 :])
