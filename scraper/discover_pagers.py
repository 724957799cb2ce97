"""The pages of a listing that come after this one.

Platforms count pages or items, from 0 or from 1, in the query or in the path, and
Drupal keeps all pagers of a page in one parameter (``page=2,0,0,1``, one number for
each). No scheme is assumed: of the links that differ from this page in one such
number alone, the one with the next larger number is the next page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archive.records import FoundLink, PageKind, PageState
from scraper.discover_links import distinct, found_link
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
    following: list[FoundLink] = []
    for href, says_next in _hrefs(tree):
        link = found_link(href, page_url, site, kind=PageKind.LISTING)
        step = _step(here, _place(link.url))
        if link.state is PageState.REFUSED or link.url == page:
            continue
        if step is None:
            if says_next and _place(link.url)[0] != base:
                following.append(link)
        elif len(moved) != 1 or step[0] in moved:
            nearest = steps.get(step[0])
            if nearest is None or step[1] < nearest[0]:
                steps[step[0]] = (step[1], link)
    return distinct([link for _, link in steps.values()] or following)


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


def _hrefs(tree: etree._Element) -> Iterator[tuple[str, bool]]:
    """Links of the page that may be of a pager and lead elsewhere, and if they say "next"."""
    for element in tree.iter("a", "link"):
        href = element.get("href")
        if not href:
            continue
        says_next = "next" in (element.get("rel") or "") or (
            element.tag == "a" and _says_next(element)
        )
        if not (says_next or (element.tag == "a" and _may_count(href))):
            continue
        if not href.startswith("#") and not _is_current(element):
            yield href, says_next


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
