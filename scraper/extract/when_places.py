"""Where on a page its own date is looked for: around the heading, and by the names of elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.extract.dates_numeric import proved_order
from scraper.extract.when_names import (
    LONGEST_NAMES,
    is_called_line,
    is_called_teaser,
    is_of_others,
    names_date,
)
from scraper.extract.when_printed import HINT, PrintedDate, Reader, line_of
from scraper.extract.when_words import first_label

#: Different days from which dates printed alike are those of a list.
MANY_DAYS = 3
#: Elements looked at behind and before a heading.
MOST_BEHIND = 160
MOST_BEFORE = 40
#: Characters of running text behind which the body has begun.
ENOUGH_PROSE = 900
#: Texts of so many characters are running text.
PROSE = 100
#: Elements looked at behind the first date found: a later one may be that of a change.
MOST_AFTER_DATE = 25
#: Elements within one that are looked at, and characters of a text that may be a line.
MOST_INNER = 20
LONGEST_HINT = 300
#: Levels above a heading whose later parts can still be its own head.
LEVELS = 7
LEVELS_BEFORE = 4
#: Elements of one class that are looked at, and in all.
MOST_NAMED = 12
MOST_IN_ALL = 80
#: Class attributes looked at on one page.
MOST_NAMES = 3000
#: Paragraphs that are asked whether they begin with a label.
MOST_PARAGRAPHS = 400

#: Kinds of boilerplate in which themes print the article's own day, and the points it must have.
_CUT = {"header": 2, "share": 0, "tools": 2, "breadcrumb": 2, "footer": 2, "sidebar": 3}

_SKIPPED = frozenset(
    {
        *("script", "style", "nav", "footer", "figure", "figcaption", "form", "select"),
        *("iframe", "svg", "video", "audio", "blockquote", "button", "noscript", "template"),
    }
)
_CARDS = frozenset({"li", "article", "div", "section", "a"})
_DATED = frozenset({"time", "abbr"})
_END = frozenset({"body", "html"})


def near(headings: Iterable[etree._Element], reader: Reader) -> list[PrintedDate]:
    """The dates printed in, behind and right before the headings of the article."""
    found: list[PrintedDate] = []
    for heading in islice(headings, 3):
        found += _dates(heading.iter(), reader)
        found += _dates(_behind(heading), reader, MOST_AFTER_DATE)
        found += _dates(_before(heading), reader, MOST_AFTER_DATE)
    return _of_no_list(found)


def named(index: PageIndex, reader: Reader, most: int = MOST_IN_ALL) -> list[PrintedDate]:
    """The dates of elements that are called so, wherever they stand outside of other things."""
    elements = [*index.with_tag("time")[:MOST_NAMED]]
    for names in islice(index.values("class"), MOST_NAMES):
        if names_date(names[:LONGEST_NAMES]):
            elements += index.with_exactly("class", names)[:MOST_NAMED]
    own = (element for element in elements[:most] if not _is_elsewhere(element))
    return _of_no_list(_dates(_with_inner(own), reader))


def _of_no_list(dates: Iterable[PrintedDate]) -> list[PrintedDate]:
    """Without the dates of elements alike that give many days: those of the entries of a list."""
    dates = list(dates)
    if len(dates) < MANY_DAYS:
        return dates
    days: dict[tuple[str, ...], set[str]] = {}
    for date in dates:
        days.setdefault(_look(date.element), set()).add(date.iso[:10])
    return [date for date in dates if len(days[_look(date.element)]) < MANY_DAYS]


def _look(element: etree._Element) -> tuple[str, ...]:
    parent = element.getparent()
    around = (parent.tag, parent.get("class") or "") if parent is not None else ()
    return (element.tag, element.get("class") or "", *around)


def cut_off(cut: Mapping[str, list[etree._Element]], reader: Reader) -> list[PrintedDate]:
    """The day in what was cut from around the article, if it says what it is and is the only one.

    Themes print the day of an article beside its share buttons, in its header or footer.
    """
    found = [
        date
        for kind, points in _CUT.items()
        for element in cut.get(kind, ())[:MOST_NAMED]
        for date in _dates(_with_inner([element], MOST_BEFORE), reader)
        if date.points >= (min(points, 2) if is_called_line(element) else points)
        and date.kind != "modified"
    ]
    found = [date for date in found if date.kind == "published"] or found
    return found if len({date.iso[:10] for date in found}) == 1 else []


def order_of_figures(index: PageIndex) -> bool | None:
    """Whether the page's dates in figures stand month first, if some of them prove it."""
    elements = index.with_tag("time")[:MOST_IN_ALL]
    for names in islice(index.values("class"), MOST_NAMES):
        if names_date(names[:LONGEST_NAMES]):
            elements += index.with_exactly("class", names)[:MOST_NAMED]
    texts = (text for element in elements[:MOST_IN_ALL] if (text := line_of(element)))
    return proved_order(texts)


def labelled(index: PageIndex, reader: Reader) -> list[PrintedDate]:
    """The dates of paragraphs that begin with what they are the date of."""
    paragraphs = (
        paragraph
        for paragraph in index.with_tag("p")[:MOST_PARAGRAPHS]
        if _begins_with_label(paragraph) and not _is_elsewhere(paragraph, cards=False)
    )
    return list(_dates(_with_inner(paragraphs), reader))


def _begins_with_label(paragraph: etree._Element) -> bool:
    text = (paragraph.text or "").strip()
    if not text and len(paragraph):
        text = (paragraph[0].text or "").strip()
    if not text or len(text) > PROSE:
        return False
    return first_label(text) not in ("", "other")


def _dates(
    elements: Iterable[etree._Element], reader: Reader, left: int = MOST_IN_ALL * MOST_INNER
) -> Iterator[PrintedDate]:
    """The dates at ``elements``; at most ``left`` more are looked at behind the first found."""
    seen: set[etree._Element] = set()
    has_found = False
    for element in elements:
        left -= has_found
        if left < 0:
            return
        text, tail = element.text, element.tail
        if (text and len(text) > 3 and _hints(text)) or (element.tag in _DATED and element.attrib):
            owner = element
        elif tail and len(tail) > 3 and _hints(tail):
            owner = element.getparent()  # a tail is the text of the parent
        else:
            continue
        if owner not in seen:
            seen.add(owner)
            for date in reader.dates_at(owner):
                seen.add(date.element)
                has_found = True
                yield date


def _hints(text: str) -> bool:
    if len(text) >= LONGEST_HINT:
        return text.lstrip()[:1] == "("  # agencies begin with the day: "(06.05.2024) The port ..."
    return HINT.search(text) is not None


def _with_inner(
    elements: Iterable[etree._Element], most: int = MOST_INNER
) -> Iterator[etree._Element]:
    """Elements with the first of what they hold."""
    for element in elements:
        for inner in islice(element.iter(), most):
            if isinstance(inner.tag, str) and inner.getparent() is not None:
                yield inner


def _behind(heading: etree._Element) -> Iterator[etree._Element]:
    """The elements behind a heading up to the running text."""
    left, prose = MOST_BEHIND, 0
    node = heading
    for _ in range(LEVELS):
        for sibling in node.itersiblings():
            for element in _walk(sibling):
                yield element
                left -= 1
                text = element.text
                if text and len(text) > PROSE:
                    prose += len(text)
                if left <= 0 or prose > ENOUGH_PROSE:
                    return
        parent = node.getparent()
        if parent is None or parent.tag in _END:
            return
        node = parent


def _walk(top: etree._Element) -> Iterator[etree._Element]:
    """An element and what it holds, without pictures, forms and what belongs to others."""
    if _is_apart(top):
        return
    yield top
    if not len(top):
        return
    inner = etree.iterwalk(top, events=("start",))
    next(inner)
    for _, element in inner:
        if _is_apart(element):
            inner.skip_subtree()
        else:
            yield element


def _is_apart(element: etree._Element) -> bool:
    tag = element.tag
    return tag in _SKIPPED or is_of_others(element) or (tag in _CARDS and _is_card(element))


def _before(heading: etree._Element) -> Iterator[etree._Element]:
    """The elements right before a heading, nearest first."""
    left = MOST_BEFORE
    node = heading
    for _ in range(LEVELS_BEFORE):
        for sibling in node.itersiblings(preceding=True):
            for element in reversed(list(islice(_walk(sibling), left))):
                yield element
                left -= 1
            if left <= 0:
                return
        parent = node.getparent()
        if parent is None or parent.tag in _END:
            return
        node = parent


def _is_card(element: etree._Element) -> bool:
    """True for one of several alike that lead on: an entry of a list of other pages."""
    if element.tag not in _CARDS:
        return False
    beside = element.getnext()
    if beside is None:
        beside = element.getprevious()
    if beside is None or beside.tag != element.tag:
        return False
    if element.tag in ("li", "article"):
        return next(element.iter("h2", "h3", "h4", "img"), None) is not None
    return (
        bool(element.get("class"))
        and element.get("class") == beside.get("class")
        and _leads_on(element)
    )


def _leads_on(element: etree._Element) -> bool:
    """True if a heading in ``element`` is a link."""
    heading = next(element.iter("h2", "h3", "h4"), None)
    if heading is None:
        return False
    links = (*heading.iter("a"), *islice(heading.iterancestors("a"), 1))
    return bool(links)


def _is_elsewhere(element: etree._Element, *, cards: bool = True) -> bool:
    """True for what stands in a list, a comment, a caption or another part that is not the head."""
    for ancestor in (element, *islice(element.iterancestors(), 8)):
        if ancestor.tag in _END:
            return False
        if is_of_others(ancestor):
            return True
        if cards and ancestor is not element and (_is_card(ancestor) or is_called_teaser(ancestor)):
            return True
    return False
