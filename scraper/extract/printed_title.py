"""The title of a printed page, with what stands around it: breadcrumb, byline, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlsplit

from scraper.extract.people import split_submitted
from scraper.extract.printed_joining import is_closed, is_full, join, starts_lower, width_of
from scraper.extract.printed_lines import Line, groups_of
from scraper.extract.printed_marks import (
    BELOW,
    CHROME,
    CRUMB_MARK,
    HOME,
    LABEL_WORDS,
    SHARE,
)
from scraper.extract.printed_markup import printed_target
from scraper.extract.text import clean_text, slugify
from scraper.site import Site

Group = tuple[Line, ...]

#: Lines among which a title and its byline stand; further down they are another article's.
_HEAD = 80
_LONGEST_TITLE = 400
_MOST_JOINED = 200
_MOST_LINES = 6
_LONGEST_BYLINE = 200
#: Share of the words of the address that a title has, if the address was made from it.
_SLUG_MATCH = 0.5
#: Letters of a line that wrapped, at least.
_WRAPPED = 60
#: Letters of a cut title, at least, that name it.
_TELLING = 10


@dataclass(slots=True)
class Head:
    """What stands above the text of the article, as lines."""

    title: str = ""
    title_lines: Group = ()
    crumb_lines: Group = ()
    crumbs: tuple[tuple[str, str | None], ...] = ()
    byline: Line | None = None
    published: tuple[str, Line] | None = None  #: date text that says it is the publication's
    modified: tuple[str, Line] | None = None
    bare_date: Line | None = None  #: a date that does not say what it is the date of
    label_lines: Group = ()
    labels_parted: bool = False  #: each label stands on a line of its own
    subtitle: str | None = None
    subtitle_lines: Group = ()
    dropped: list[tuple[str, Line]] = field(default_factory=list)  #: rule and line
    rest: Group = ()  #: the lines below the head


def text_of(lines: Iterable[Line]) -> str:
    """The text of several lines as one; of very many, that of the first."""
    text = ""
    for line in islice(lines, _MOST_JOINED):
        words = line.words
        text = join(text, words, ()) if text else words.removeprefix("# ")
    return clean_text(text)


class TitleReader:
    """Finds the title, by what stands around it."""

    def __init__(self, lines: Group, site: Site, url: str, header_titles: Sequence[str]) -> None:
        self._lines = lines
        self._site_words = frozenset(slugify(site.title).split("-"))
        self._slug = _slug_words(url)
        self._named = [clean_text(title).casefold() for title in header_titles]

    def read(self) -> Head | None:
        """Breadcrumb, title and byline, and the lines below them; None without a title."""
        head = Head()
        byline = self._byline()
        self._read_crumbs(head, byline)
        title = self._above(byline, head) if byline is not None else self._below(head)
        if not title:
            return None
        head.title_lines, head.title = title, text_of(title)
        first, last = self._lines.index(title[0]), self._lines.index(title[-1])
        self._read_home(head, first)
        crumbs = {line.number for line in head.crumb_lines}
        above = (line for line in self._lines[:first] if line.number not in crumbs)
        head.dropped += (("print:above_title", line) for line in above)
        if byline is not None:
            head.byline = self._lines[byline]
            between = self._lines[last + 1 : byline]
            head.dropped += (("print:above_text", line) for line in between)
            last = byline
        head.rest = self._lines[last + 1 :]
        return head

    def _byline(self) -> int | None:
        """Index of the line that says who submitted the article, and when."""
        for number, line in enumerate(self._lines[:_HEAD]):
            words = line.words
            if len(words) > _LONGEST_BYLINE or number == 0:
                continue
            name, date = split_submitted(words)
            if name and date and len(name.split()) <= 8:
                return number
        return None

    def _read_crumbs(self, head: Head, byline: int | None) -> None:
        """The breadcrumb: steps with a mark between them, on one line or on two."""
        for number, line in enumerate(self._lines[: byline or _HEAD]):
            if not HOME.fullmatch(CRUMB_MARK.split(line.words)[0].strip()):
                continue
            lines = [line]
            for following in self._lines[number + 1 : number + 3]:
                if not _crumb_goes_on(lines[-1], following):
                    break
                lines.append(following)
            steps = [printed_target(s)[0].strip() for s in CRUMB_MARK.split(text_of(lines))]
            if len(steps) > 1 and all(steps):
                head.crumb_lines = tuple(lines)
                head.crumbs = tuple(_crumbs(steps, lines))
                self._named.append(steps[-1].casefold())
                return

    def _read_home(self, head: Head, title: int) -> None:
        """A breadcrumb of one step: Home, alone and right above the title."""
        line = self._lines[title - 1] if title else None
        if line is not None and not head.crumb_lines and HOME.fullmatch(line.words):
            head.crumb_lines, head.crumbs = (line,), ((line.words, None),)

    def _above(self, byline: int, head: Head) -> Group:
        """The lines of the title right above a byline."""
        end = byline
        while end and self._is_furniture(self._lines[end - 1]):
            end -= 1
        runs = [self._lines[start:end] for start in range(max(0, end - _MOST_LINES), end)]
        runs = [run for run in runs if not any(map(self._is_furniture, run))]
        named = [run for run in runs if self._is_named(text_of(run))]
        if named:
            return named[0]
        start = end - 1
        while start > 0 and end - start < _MOST_LINES and self._goes_up(start, head):
            start -= 1
        return self._lines[max(start, 0) : end]

    def _goes_up(self, start: int, head: Head) -> bool:
        """True if the title begins above the line ``start``."""
        line, above = self._lines[start], self._lines[start - 1]
        if self._is_furniture(above) or above in head.crumb_lines:
            return False
        if line.gap == 0:
            return True
        width = max(width_of(above.words), width_of(line.words))
        is_close = line.gap <= 1 and (line.torn or starts_lower(line.words))
        return is_close and not is_closed(above.words) and is_full(above.words, line.words, width)

    def _below(self, head: Head) -> Group:
        """The best candidate below the breadcrumb, where no byline shows the title."""
        start = self._lines.index(head.crumb_lines[-1]) + 1 if head.crumb_lines else 0
        groups = groups_of(self._lines[start : start + _HEAD])
        runs = [run for group in groups for run in self._runs(group)]
        if not runs:
            return ()
        order = range(len(runs))
        return runs[max(order, key=lambda n: (*self._score(runs[n]), -n))]

    def _runs(self, group: Group) -> Iterator[Group]:
        """The ways in which the beginning of a group can be a title; the likeliest first."""
        while group and self._is_furniture(group[0]):
            group = group[1:]
        if not group:
            return
        likely = 1
        while likely < min(len(group), _MOST_LINES) and _title_goes_on(group, likely):
            likely += 1
        yield group[:likely]
        for count in range(1, min(len(group), _MOST_LINES) + 1):
            if count != likely and self._is_named(text_of(group[:count])):
                yield group[:count]

    def _is_furniture(self, line: Line) -> bool:
        """True for the platform's name, menus and forms."""
        words = slugify(printed_target(line.words)[0]).split("-")
        in_name = self._site_words.issuperset(set(words) - {"eu", "the"})
        return (in_name and words != [""]) or is_chrome(line)

    def _is_named(self, text: str) -> bool:
        """True if the breadcrumb or a page header gives this title, whole or cut short."""
        folded = text.casefold()
        for name in self._named:
            bare = name.rstrip("….").rstrip()
            if folded == name or (
                bare != name and len(bare) > _TELLING and folded.startswith(bare)
            ):
                return True
            if re.match(re.escape(folded) + r"\s+[|–—-]\s", name):
                return True
        return False

    def _score(self, run: Group) -> tuple[float, ...]:
        """What speaks for a title: its name elsewhere, its mark, the address, its length."""
        text = text_of(run)
        words = set(slugify(text).split("-"))
        match = len(self._slug & words) / len(self._slug) if self._slug else 0.0
        is_heading = run[0].text.lstrip().startswith("# ")
        is_short = len(text.split()) < 3 and len(text) < 20
        is_title = 2 < len(text) <= _LONGEST_TITLE
        by_address = match if match >= _SLUG_MATCH else 0.0
        return (
            *map(float, (is_title, self._is_named(text), is_heading)),
            by_address,
            -float(is_short),
        )


def _crumb_goes_on(line: Line, following: Line) -> bool:
    """True if a breadcrumb wraps: its last step does not begin anew on the next line."""
    last = CRUMB_MARK.split(line.words)[-1].strip()
    is_title = following.words.startswith(last[:_TELLING])
    return len(line.words) >= _WRAPPED and not following.gap and not is_title


def _title_goes_on(group: Group, count: int) -> bool:
    """True if the title of ``count`` lines goes on with the next line of its group."""
    above, line = group[count - 1], group[count]
    if above.links or line.links or is_closed(above.words) or are_label_words(line.words):
        return False
    width = max(width_of(line.words) for line in group[:count])
    if width_of(line.words) > 1.15 * width:
        return False
    return len(above.words) >= 25 and is_full(above.words, line.words, width)


def are_label_words(text: str) -> bool:
    """True for a line that is nothing but well-known labels, run together."""
    return not LABEL_WORDS.sub(" ", text).strip()


def _crumbs(steps: Sequence[str], lines: Iterable[Line]) -> Iterator[tuple[str, str | None]]:
    """Label and path of each step; the last one, the page itself, has no path."""
    targets = {link.label: link.target for line in lines for link in line.links}
    for number, step in enumerate(steps):
        yield step, None if number == len(steps) - 1 else targets.get(step)


def _slug_words(url: str) -> frozenset[str]:
    """The words of the last segment of an address."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return frozenset()
    words = slugify(path.rstrip("/").rsplit("/", 1)[-1]).split("-")
    return frozenset(word for word in words if len(word) > 2)


def is_chrome(line: Line) -> bool:
    """True for a line of a menu or a form: words for it, or nothing else in its cells."""
    words = printed_target(line.words.lstrip("> "))[0]
    if not words or CHROME.fullmatch(words) or SHARE.fullmatch(words) or BELOW.fullmatch(words):
        return True
    return is_menu(line)


def is_menu(line: Line) -> bool:
    """True for the entries of a menu in a row."""
    cells = re.split(r"\s{2,}|\s[|·•]\s", line.text.strip())
    begins_at_home = HOME.fullmatch(cells[0].split(" ")[0]) is not None
    if len(cells) > 2 and begins_at_home:
        return True
    return len(cells) > 1 and all(CHROME.fullmatch(cell) or not cell for cell in cells)
