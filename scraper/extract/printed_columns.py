"""The main column of a print, where a sidebar stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from scraper.extract.printed_lines import Line
from scraper.extract.printed_marks import RELATED
from scraper.extract.printed_title import is_menu

_CELL = re.compile(r"\S+(?:[ \t\xa0]{1,2}\S+)*")
#: Whole lines by which a sidebar is known.
_SIDEBAR = re.compile(
    r"(?:user ?name|password|benutzername|passwort|nom d[’']utilisateur|mot de passe|usuario|"
    r"contraseña|nome utente|gebruikersnaam|wachtwoord) ?\*?|user login|log ?in|search|"
    r"(?:create new|neues \w+) (?:account|erstellen)|request new password|benutzeranmeldung|"
    r"anmelden|suche|connexion(?: utilisateur)?|se connecter|rechercher|iniciar sesión|buscar|"
    r"upcoming events|kommende veranstaltungen|événements à venir|próximos eventos|"
    r"(?:main )?navigation|newsletter|follow us|syndicate|tag cloud|who[’']s online|search form",
    re.IGNORECASE,
)
#: A column of text is at least so wide, in characters.
_NARROWEST = 12
#: Columns that are tried; a sheet has few, a table a handful.
_MOST_COLUMNS = 40
_ALMOST = 0.85
#: Where a sidebar without telling words may begin or end, as a share of the sheet's width.
_RIGHT_PART, _LEFT_PART = 0.6, 0.35


@dataclass(frozen=True, slots=True)
class _Gutter:
    """An empty strip between two columns, over some rows of one sheet."""

    column: int  #: where the right column begins
    rows: range


def cells_of(text: str) -> list[tuple[int, str]]:
    """The cells of a line, set apart by three spaces or more, with their columns."""
    return [(match.start(), match.group()) for match in _CELL.finditer(text)]


def main_column(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the main column, and those of a sidebar beside it."""
    main: list[Line] = []
    aside: list[Line] = []
    for _, sheet in groupby(lines, key=lambda line: line.sheet):
        rows = list(sheet)
        gutter = _gutter(rows)
        kept, taken = _parted(rows, gutter) if gutter else (rows, [])
        main += kept
        aside += taken
    return tuple(main), tuple(aside)


def _gutter(rows: Sequence[Line]) -> _Gutter | None:
    """The longest gutter beside a sidebar, right where a column begins, if the sheet has one."""
    starts = Counter(column for row in rows for column, _ in cells_of(row.text)[1:])
    often = [column for column, _ in starts.most_common(_MOST_COLUMNS) if column >= _NARROWEST]
    gutters = (_Gutter(column, run) for column in sorted(often) for run in _runs(rows, column))
    beside = [gutter for gutter in gutters if _is_sidebar(rows, gutter)]
    longest = max((len(gutter.rows) for gutter in beside), default=0)
    long = (gutter for gutter in beside if len(gutter.rows) >= _ALMOST * longest)
    return max(long, key=lambda gutter: starts[gutter.column], default=None)


def _runs(rows: Sequence[Line], column: int) -> Iterator[range]:
    """Rows in a row that leave the strip before ``column`` empty, from the first to the last
    of them that has a text to the right of it.
    """
    beside: list[int] = []
    for number, row in enumerate(rows):
        if row.text[column - 2 : column].strip() or (not beside and is_menu(row)):
            if beside:
                yield range(beside[0], beside[-1] + 1)
            beside = []
        elif row.text[column:].strip():
            beside.append(number)
    if beside:
        yield range(beside[0], beside[-1] + 1)


def _is_sidebar(rows: Sequence[Line], gutter: _Gutter) -> bool:
    """True if one of the two columns is a sidebar: by its words, or because it is narrow and
    the other is prose.
    """
    left, right = _sides(rows, gutter)
    if len(right) < 2 or len(left) < 2:
        return False
    for texts in (left, right):
        if sum(map(_is_sidebar_word, texts)) >= 1:
            return True
    width = max(len(row.text) for row in rows)
    if gutter.column >= _RIGHT_PART * width:
        return _is_prose(left, gutter.column)
    return gutter.column <= _LEFT_PART * width and _is_prose(right, width - gutter.column)


def _is_prose(texts: Sequence[str], width: int) -> bool:
    """True if most lines fill their column: text that wraps, not the cells of a table."""
    wide = sum(len(text) >= 0.7 * width for text in texts)
    return wide >= 3 and wide >= 0.4 * len(texts)


def _sides(rows: Sequence[Line], gutter: _Gutter) -> tuple[list[str], list[str]]:
    inside = [rows[n].text for n in gutter.rows]
    left = [text[: gutter.column].strip() for text in inside]
    right = [text[gutter.column :].strip() for text in inside]
    return [text for text in left if text], [text for text in right if text]


def _parted(rows: Sequence[Line], gutter: _Gutter) -> tuple[list[Line], list[Line]]:
    left, right = _sides(rows, gutter)
    main_is_left = _weight(left) >= _weight(right)
    main: list[Line] = []
    aside: list[Line] = []
    gap, torn, beside = 0, False, False
    for number, row in enumerate(rows):
        ours, theirs = row.text, ""
        if number in gutter.rows:
            ours, theirs = row.text[: gutter.column].rstrip(), row.text[gutter.column :]
            if not main_is_left:
                ours, theirs = " " * gutter.column + theirs, ours
        if theirs.strip():
            aside.append(replace(row, text=theirs.strip()))
        gap, torn = gap + row.gap, torn or row.torn
        if gap == 1 and number in gutter.rows and number - 1 in gutter.rows:
            gap, beside = 0, True  # the other column pushes the lines of this one apart
        if not ours.strip():
            beside = True
            continue
        main.append(replace(row, text=ours.rstrip(), gap=gap, torn=torn, beside=beside))
        gap, torn, beside = 0, False, False
    return main, aside


def _weight(texts: Iterable[str]) -> float:
    """How much a column reads like the article: long lines count, forms do not."""
    return float(sum(len(text) ** 1.5 for text in texts if not _is_sidebar_word(text)))


def _is_sidebar_word(text: str) -> bool:
    return bool(_SIDEBAR.fullmatch(text) or RELATED.fullmatch(text))
