"""The pages of a listing that come after this one.

Platforms count pages or items, from 0 or from 1, in the query or in the path, and
Drupal keeps all pagers of a page in one parameter (``page=2,0,0,1``, one number for
each). No scheme is assumed: of the links that differ from this page in one such
number alone, the one with the next larger number is the next page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from archive.records import FoundLink, PageKind, PageState
from scraper.discover_links import distinct, found_link, path_of_canonical
from scraper.discover_pager_words import ARROWS, LONGEST, NEXT_TEXT
from scraper.discover_shapes import is_calendar
from scraper.site import Site
from scraper.urls import canonicalize

#: Parameters that count pages or items (of TYPO3 only what stands in the last brackets).
_PAGERS = (
    r"page|paged|pag|pg|pagina|pagenum|page_num|pagenumber|pageno|seite|strana|strona|oldal|sivu"
    r"|currentpage|cpage|start|offset|limitstart|skip|first|startindex|start_index"
)
_IN_PATH = r"page|seite|pagina|list|strana|strona|oldal|sivu"
_PARAMETER = re.compile(rf"(?:.*%5B)?(?:{_PAGERS})(?:%5D)?", re.I)
_PATH_PAGER = re.compile(rf"(?P<path>.*)/(?P<name>{_IN_PATH})[/-](?P<number>\d+)")
_QUERY_PAGER = re.compile(rf"(?:{_PAGERS})(?:\]|%5D)?=\d", re.I)
_NUMBERS = re.compile(r"\d{1,7}(?:,\d{1,7})*")
#: Links of one page that may be of a pager; more are none.
MAX_LINKS = 2000
#: Links of one page whose text is a number or says "next"; more are no pager.
MAX_TELLING = 300
_NUMBERS_ALONE = re.compile(r"\d{1,4}", re.A)
_LAST_NUMBER = re.compile(r"/(?:[a-z]{1,10}-?)?(\d{1,4})/?$", re.I)
_NEXT = re.compile(r"\bnext\b")
_PAGER = re.compile(r"pag(?:er|ing|ina|e-numbers)", re.I)
_HERE = frozenset(["active", "current", "is-active", "is-current", "pager-current", "selected"])

#: Where a page stands: the listing without its pagers, and each pager's number by its name
#: and place. Numbers that are 0 are left out, as platforms do themselves.
_Place = tuple[tuple[str, ...], dict[tuple[str, int], int]]


def next_pages(
    tree: etree._Element, page_url: str, site: Site, *, start: str | None = None
) -> tuple[FoundLink, ...]:
    """The page after this one in each of its pagers, as links of kind LISTING.

    One number is advanced and the others are kept. A page that a walk reached by
    advancing one pager leads on in that pager alone, so that several pagers never
    multiply; ``start`` is where the walk began (None: where every pager stands at
    its beginning). Empty past the last page.
    """
    page = canonicalize(page_url, site)
    here = _place(page)
    base, numbers = here
    begin = _place(canonicalize(start, site))[1] if start else {}
    moved = _moved(numbers, begin)
    steps: dict[tuple[str, int], tuple[int, FoundLink]] = {}
    following: list[tuple[int, FoundLink]] = []
    for href, says_next, text in islice(_hrefs(tree), MAX_LINKS):
        link = found_link(href, page_url, site, kind=PageKind.LISTING)
        step = _step(here, _place(link.url))
        if link.state is PageState.REFUSED or link.url == page or is_calendar(link.url):
            continue
        if step is None:
            if says_next and _place(link.url)[0] != base:
                following.append((0, link))
            elif text and (number := _further(page, link.url, text)):
                following.append((number, link))
        elif len(moved) != 1 or step[0] in moved:
            nearest = steps.get(step[0])
            if nearest is None or step[1] < nearest[0]:
                steps[step[0]] = (step[1], link)
    if not steps and following:
        least = min(number for number, _ in following)
        return distinct([link for number, link in following if number == least])
    return distinct([link for _, link in steps.values()])


def listing_key(url: str) -> tuple[str, ...]:
    """What the pages of one listing have in common: its canonical address without pagers."""
    return _place(url)[0]


def in_one_pager(url: str, start: str) -> bool:
    """True if at most one pager is ahead of where a walk began; on other listings, always."""
    (base, numbers), (begun, begin) = _place(url), _place(start)
    return base != begun or len(_moved(numbers, begin)) <= 1


def _moved(
    numbers: dict[tuple[str, int], int], begin: dict[tuple[str, int], int]
) -> set[tuple[str, int]]:
    return {key for key in numbers.keys() | begin if numbers.get(key) != begin.get(key)}


def _step(here: _Place, there: _Place) -> tuple[tuple[str, int], int] | None:
    """The one number in which ``there`` is ahead of ``here``; None if it is no next page."""
    if here[0] != there[0]:
        return None
    keys = _moved(there[1], here[1])
    if len(keys) != 1:
        return None
    (key,) = keys
    number = there[1].get(key, 0)
    return (key, number) if number > here[1].get(key, 0) else None


def _place(url: str) -> _Place:
    path, _, query = url.partition("?")
    numbers: dict[tuple[str, int], int] = {}
    if found := _PATH_PAGER.fullmatch(path):
        path = found["path"]
        # The first page has no number in its path, and the second is 2.
        if int(found["number"]) > 1:
            numbers[found["name"], -1] = int(found["number"])
    rest: list[str] = []
    for part in query.split("&") if query else ():
        name, _, value = part.partition("=")
        if _PARAMETER.fullmatch(name) and _NUMBERS.fullmatch(value):
            for index, number in enumerate(value.split(",")):
                if int(number):
                    numbers[name, index] = int(number)
        else:
            rest.append(part)
    return (path.rstrip("/"), *rest), numbers


def _further(page: str, url: str, text: str) -> int | None:
    """The number of a later page of the same listing that is counted in a way of its own.

    ``text`` is that of the link: a number, or words for "next". None: no such page.
    """
    here, there = _numbers_in(page), _numbers_in(url)
    if here[0] != there[0]:
        return None
    known = dict(here[1])
    changed = {name: number for name, number in there[1] if known.get(name) != number}
    if len(changed) != 1:
        return None
    ((name, number),) = changed.items()
    if text.isdigit() and name not in known and int(text) != 2:
        # On the first page, which has no number, the second one follows.
        return None
    return number if number > known.get(name, 0) else None


def _numbers_in(url: str) -> tuple[str, list[tuple[str, int]]]:
    """A listing's path, and the numbers in its query and at the end of its path by name."""
    path, query = path_of_canonical(url), url.partition("?")[2]
    pairs = [part.partition("=")[::2] for part in query.split("&")] if query else []
    numbers = [(name, int(value)) for name, value in pairs if _NUMBERS_ALONE.fullmatch(value)]
    if last := _LAST_NUMBER.search(path):
        numbers.append(("", int(last[1])))
        path = path[: last.start()]
    return path.rstrip("/"), numbers


def _hrefs(tree: etree._Element) -> Iterator[tuple[str, bool, str]]:
    """Links of the page that may be of a pager and lead elsewhere.

    With each: whether its markup says "next", and its text if that is a number or does.
    """
    telling = 0
    for element in tree.iter("a", "link"):
        href = element.get("href")
        if not href:
            continue
        says_next = "next" in (element.get("rel") or "") or (
            element.tag == "a" and _says_next(element)
        )
        text = _telling_text(element) if element.tag == "a" and telling < MAX_TELLING else ""
        telling += bool(text)
        if not (says_next or text or (element.tag == "a" and _may_count(href))):
            continue
        if not href.startswith("#") and not _is_current(element):
            yield href, says_next, text


def _telling_text(element: etree._Element) -> str:
    """The text of a link of a pager: a number, or words for "next"; else empty."""
    text = "".join(islice(element.itertext(with_tail=False), 5)).strip(ARROWS)
    if not text or len(text) > LONGEST:
        return ""
    return text if _NUMBERS_ALONE.fullmatch(text) or NEXT_TEXT.fullmatch(text) else ""


def _may_count(href: str) -> bool:
    """Tells the few links of a pager from the hundreds of others, at little cost."""
    if "=" in href and _QUERY_PAGER.search(href):
        return True
    end = href.rstrip("/")[-1:]
    return end.isdigit() and _PATH_PAGER.match(href.rstrip("/")) is not None


def _is_current(element: etree._Element) -> bool:
    if element.get("aria-current"):
        return True
    classes = f"{_class(element)} {_class(element.getparent())}".lower().split()
    return any(name in _HERE or name.endswith("--current") for name in classes)


def _says_next(element: etree._Element) -> bool:
    """True for the link of a pager that its own or its item's class calls the next."""
    names = _class(element) + " " + _class(element.getparent())
    if "next" not in names or not _NEXT.search(names):
        return False
    around = [element, *element.iterancestors()][:5]
    return any(_PAGER.search(_class(ancestor)) for ancestor in around)


def _class(element: etree._Element | None) -> str:
    return "" if element is None else element.get("class") or ""
