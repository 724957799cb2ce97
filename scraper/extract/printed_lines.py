"""A printed page as lines: what stands on them, where, and what was between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from archive.records import CapturedPage, Problem, Severity
from scraper.extract.printed_markup import Hyperlink, Visible, has_markup, visible

_LINE_END = re.compile(r"\r\n?|[\x0b\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Some fonts print these pairs of letters as one.
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
#: UTF-8 read as a one-byte encoding.
_MOJIBAKE = re.compile(r"[ÃÂ][\u0080-\u00bf€™œž]|â€[™œ\u009d“”¢¦]")
#: Share of unreadable characters above which a file is no text.
_MOST_UNREADABLE = 0.05


#: Lines of a print that are read; no page of news has so many.
MOST_LINES = 8000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a print that is not blank."""

    number: int  #: as an editor counts, from 1
    text: str  #: visible text, with its indentation and gaps
    raw: str = ""  #: as in the file, white space stripped
    links: tuple[Hyperlink, ...] = ()
    sheet: int = 0
    gap: int = 0  #: blank lines above it
    torn: bool = False  #: a banner, a print header or a page break stood above it
    beside: bool = False  #: a row that only a sidebar fills is above it: a blank line, or none

    @property
    def indent(self) -> int:
        """Columns before its first character."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def words(self) -> str:
        """Its text with white space folded."""
        return " ".join(self.text.split())

    @property
    def place(self) -> str:
        """Where it stands, as evidence names it."""
        return f"line {self.number}"


@dataclass(frozen=True, slots=True)
class Print:
    """A printed page, decoded and parted into lines."""

    lines: tuple[Line, ...]
    has_markup: bool  #: Markdown-like: a paragraph is one line, links are written out
    sheet_ends: frozenset[int]  #: indexes, in ``all_lines``, of the last lines of sheets
    all_lines: tuple[str, ...] = field(repr=False)  #: visible text of every line, blank ones too
    problems: tuple[Problem, ...] = ()
    raws: tuple[str, ...] = field(default=(), repr=False)  #: the lines of the file

    def with_texts(self, texts: Sequence[str]) -> Print:
        """The same print with other texts on its lines; only for prints without markup."""
        lines = _numbered_lines(texts, self.raws, [()] * len(texts))
        return replace(self, lines=lines, all_lines=tuple(texts))


def read_print(captured: CapturedPage) -> Print | None:
    """The lines of a printed page; None if its bytes are no text."""
    text = _decoded(captured)
    if _is_unreadable(text):
        return None
    text = _CONTROL.sub("", text.translate(_LIGATURES))
    marked = has_markup(text)
    raws = text.split("\n", MOST_LINES)[:MOST_LINES]
    whole = _mended(raws) if marked else raws
    seen = [visible(raw.replace("\f", "")) if marked else Visible(raw) for raw in whole]
    shown = tuple(v.text.replace("\f", "").expandtabs().rstrip() for v in seen)
    lines = _numbered_lines(shown, raws, [v.links for v in seen])
    ends = frozenset(number - 1 for number, raw in enumerate(raws) if "\f" in raw and number)
    return Print(lines, marked, ends, shown, _doubts(text), tuple(raws))


def _numbered_lines(
    texts: Sequence[str], raws: Sequence[str], links: Sequence[tuple[Hyperlink, ...]]
) -> tuple[Line, ...]:
    """A line for each text that is not blank, or that holds links alone."""
    lines: list[Line] = []
    sheet = gap = 0
    torn = False
    for number, (text, raw, found) in enumerate(zip(texts, raws, links, strict=True), 1):
        if "\f" in raw:
            sheet, torn = sheet + raw.count("\f"), True
        if not text.strip() and not found:
            gap += 1
            continue
        bare = raw.replace("\f", "").strip()
        lines.append(Line(number, text, bare, found, sheet, gap, torn))
        gap, torn = 0, False
    return tuple(lines)


def without(lines: Iterable[Line], gone: Iterable[int]) -> tuple[Line, ...]:
    """``lines`` without those of the numbers ``gone``; what stood above them is remembered."""
    gone = frozenset(gone)
    kept: list[Line] = []
    gap, torn = 0, False
    for line in lines:
        gap, torn = gap + line.gap, torn or line.torn
        if line.number in gone:
            torn = True
            continue
        kept.append(replace(line, gap=gap, torn=torn))
        gap, torn = 0, False
    return tuple(kept)


def groups_of(lines: Sequence[Line], *, beside: bool = False) -> list[tuple[Line, ...]]:
    """Lines that stand together without a blank line between them.

    ``beside``: a line of the sidebar alone between two lines parts them too.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap or not groups or (beside and line.beside):
            groups.append([])
        groups[-1].append(line)
    return [tuple(group) for group in groups]


def _mended(raws: Sequence[str]) -> list[str]:
    """Lines in which a link that was broken over two of them stands whole on the first."""
    mended = list(raws)
    for number, raw in enumerate(mended[:-1]):
        opens = raw.rfind("[") > raw.rfind("]")
        if opens and re.match(r"[^\[\]]{1,200}\]\(", mended[number + 1]):
            mended[number], mended[number + 1] = f"{raw.rstrip()} {mended[number + 1].lstrip()}", ""
    return mended


def _decoded(captured: CapturedPage) -> str:
    try:
        text = captured.body.decode(captured.encoding or "utf-8", errors="replace")
    except LookupError:
        text = captured.body.decode("utf-8", errors="replace")
    return _LINE_END.sub("\n", text.removeprefix("\ufeff"))


def _is_unreadable(text: str) -> bool:
    sample = text[:100_000]
    unreadable = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    return unreadable > _MOST_UNREADABLE * len(sample)


def _doubts(text: str) -> tuple[Problem, ...]:
    doubts: list[Problem] = []
    if text.count("\n") > MOST_LINES:
        message = f"more than {MOST_LINES} lines; the rest was left out"
        doubts.append(Problem("parse_truncated", message))
    if "\ufffd" in text or _MOJIBAKE.search(text):
        message = "some letters could not be read with the encoding taken for this print"
        doubts.append(Problem("charset_doubt", message, Severity.WARNING, "body_text"))
    return tuple(doubts)
