"""What the browser and the window add to a print: the banner, page headers and footers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import urlsplit

from archive.records import RemovedBlock
from scraper.clean.phrases import BannerMatcher, Cut
from scraper.extract.printed_lines import Line, Print, without
from scraper.site import Site

_CLOCK = (
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s{1,3}(?:um |à |at )?\d{1,2}[:.]\d\d(?::\d\d)?"
    r"(?:\s?[AaPp]\.?[Mm]\b\.?)?"
)
_PAGE = r"(?:page|seite|página|pagina|pàgina|strana|strán\w+|sivu|sida|side|oldal|strona|lk)"
_OF = r"(?:/|of|von|de|sur|di|van|af|av|z|od|din|/ )"
_COUNT = rf"(?:{_PAGE}\s)?\d{{1,3}}\s?{_OF}\s?\d{{1,3}}"
_CLOCK_LINE = re.compile(rf"{_CLOCK}(?P<rest>.*)", re.IGNORECASE)
_CLOCK_LAST = re.compile(rf"(?:{_COUNT}\s+)?{_CLOCK}", re.IGNORECASE)
_COUNT_LINE = re.compile(rf"[-–—|\s]*(?:{_COUNT}|{_PAGE}\s\d{{1,3}})[-–—|\s]*", re.IGNORECASE)
_URL_LINE = re.compile(
    rf"(?P<before>.*?)(?P<url>(?:https?|file)://\S+)(?:\s+(?P<count>{_COUNT}|\d{{1,3}}))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
#: Rows at the top and at the bottom of a sheet in which headers and footers stand.
_EDGE = 2


def without_banner(
    page: Print, matcher: BannerMatcher
) -> tuple[tuple[Line, ...], tuple[RemovedBlock, ...]]:
    """The lines without the consent banner, and what was taken out."""
    texts, overprints = matcher.unweave(page.all_lines, page.sheet_ends)
    if overprints:
        page = page.with_texts(texts)
    cuts: dict[int, list[Cut]] = defaultdict(list)
    for cut in matcher.find(page.all_lines, page.sheet_ends):
        cuts[cut.line + 1].append(cut)
    lines = [_without_cuts(line, cuts.get(line.number, ())) for line in page.lines]
    blank = {line.number for line in lines if line.number in cuts and not line.text}
    taken = sorted((*overprints, *(c for of_line in cuts.values() for c in of_line)), key=_line_of)
    removed = tuple(
        RemovedBlock(cut.rule, " ".join(cut.text.split()), f"line {cut.line + 1}") for cut in taken
    )
    return without(lines, blank), removed


def _line_of(cut: Cut) -> int:
    return cut.line


def _without_cuts(line: Line, cuts: Sequence[Cut]) -> Line:
    """The line with spaces where the cuts were, so that its columns stay."""
    if not cuts:
        return line
    text = line.text
    for cut in cuts:
        text = text[: cut.start] + " " * (cut.end - cut.start) + text[cut.end :]
    return replace(line, text=text.rstrip())


def without_headers(
    lines: Sequence[Line], url: str, site: Site
) -> tuple[tuple[Line, ...], tuple[RemovedBlock, ...], tuple[str, ...]]:
    """The lines without the browser's page headers and footers; what was taken out; the
    page titles that the headers gave.
    """
    headers = _Headers(lines, url, site)
    gone: dict[int, str] = {}
    titles: list[str] = []
    for line in lines:
        rule, title = headers.judge(line)
        if rule:
            gone[line.number] = rule
        if title:
            titles.append(title)
    removed = tuple(
        RemovedBlock(gone[n.number], n.words, n.place) for n in lines if n.number in gone
    )
    return without(lines, gone), removed, tuple(titles)


class _Headers:
    """What the headers and footers of one print look like."""

    def __init__(self, lines: Sequence[Line], url: str, site: Site) -> None:
        self._path = _path_of(url)
        self._site_title = site.title.casefold()
        endings = [
            re.escape(suffix.strip(" |–—-")) for suffix in (site.title, *site.title_suffixes)
        ]
        self._page_title = re.compile(rf"(.+?)\s[|–—-]\s(?:{'|'.join(endings)})", re.IGNORECASE)
        self._repeated = set(_repeated_edges(lines))
        self._urls = Counter(m["url"] for line in lines if (m := _URL_LINE.fullmatch(line.words)))
        rests = (m["rest"].strip() for line in lines if (m := _CLOCK_LINE.match(line.words)))
        self._rests = Counter(rests)

    def judge(self, line: Line) -> tuple[str | None, str | None]:
        """The rule by which a line goes, or None; and the page title it holds, or None."""
        words = line.words
        clock = _CLOCK_LINE.fullmatch(words)
        if clock and self._is_header(line, clock["rest"].strip()):
            rest = _COUNT_LINE.sub("", clock["rest"]).strip()
            return "print:header", None if "://" in rest else rest or None
        page_title = self._page_title.fullmatch(words)
        if page_title:
            return "print:header", page_title[1]
        address = _URL_LINE.fullmatch(words)
        if address and self._is_own_address(address, line):
            return "print:footer", address["before"].strip() or None
        if _COUNT_LINE.fullmatch(words) or _CLOCK_LAST.fullmatch(words):
            return "print:footer", None
        if line.number in self._repeated:
            return "print:header", None
        return None, None

    def _is_header(self, line: Line, rest: str) -> bool:
        is_apart = re.search(rf"{_CLOCK}\s{{3,}}\S", line.text, re.IGNORECASE) is not None
        named = self._site_title in rest.casefold()
        return not rest or is_apart or named or self._rests[rest] > 1

    def _is_own_address(self, match: re.Match[str], line: Line) -> bool:
        """True for the page's own address; a body may print others on a line too."""
        if match["before"].strip() and not (match["count"] or line.number in self._repeated):
            return False
        is_own = _path_of(match["url"]) == self._path != ""
        return bool(is_own or match["count"] or self._urls[match["url"]] > 1)


def _repeated_edges(lines: Sequence[Line]) -> Iterator[int]:
    """Numbers of the lines that stand alike at the top, or at the bottom, of all sheets."""
    sheets = [list(sheet) for _, sheet in groupby(lines, key=lambda line: line.sheet)]
    for position in (*range(_EDGE), *range(-_EDGE, 0)):
        rows = [sheet[position] for sheet in sheets if len(sheet) > 2 * _EDGE]
        patterns = Counter(_DIGITS.sub("0", row.words) for row in rows)
        pattern, times = patterns.most_common(1)[0] if patterns else ("", 0)
        # The first sheet has the head of the page at its top, the last may end early.
        if times >= max(2, len(sheets) - 1):
            yield from (r.number for r in rows if _DIGITS.sub("0", r.words) == pattern)


def _path_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.path.rstrip('/')}?{parts.query}".casefold() if parts.path.strip("/") else ""
