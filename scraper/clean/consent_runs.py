"""Where a banner begins and ends among pieces of text that stand one after another.

A banner is a *run*: sentences of a banner, then what a reader can press, with headings,
purposes and vendors between them and no prose. Its ends are drawn tightly, since what
stands next to a banner is the article's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.clean.consent_shape import NOTHING, Kind, Role, Shape, shape_of

_TOPIC = Role.COOKIE | Role.DATA
_CHOOSES = Role.AGREE | Role.REFUSE | Role.MANAGE
_ASKS = _CHOOSES | Role.INFORM
#: Words of a heading that a banner may have above its sentences, and how many of them.
_HEADING_WORDS, _MOST_HEADINGS = 9, 2
#: Short pieces in a row before a reader can decide, after it, and unknown ones of these.
_MOST_BETWEEN, _MOST_AFTER, _MOST_ODD = 60, 6, 2
_ODD_BUTTON_WORDS, _PURPOSE_WORDS = 4, 2
#: Sentences that may follow a sure one below the buttons.
_MOST_TOLD = 4
#: Sentences between others that may have fewer known words, and how few.
_MOST_DOUBTFUL, DOUBTFUL = 2, 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, a cell of a line, or the text of an element."""

    text: str
    gap: int = 0  #: blank lines above it
    beside: bool = False  #: it stands to the right of the piece before
    cited: bool = False  #: an article shows it as what others say
    first: bool = False  #: nothing stands above it on its sheet
    last: bool = False  #: nothing stands below it, or only the next sheet


@dataclass(frozen=True, slots=True)
class Run:
    """A banner: the pieces from ``start`` up to ``end``, without the latter."""

    start: int
    end: int
    language: str


def banner_runs(pieces: Sequence[Piece]) -> Iterator[Run]:
    """The banners among ``pieces``, in order; none overlaps another."""
    shapes = [NOTHING if piece.cited else shape_of(piece.text) for piece in pieces]
    at = 0
    while at < len(pieces):
        if shapes[at].kind is Kind.SENTENCE or _begins(shapes[at]):
            start = _start(pieces, shapes, at)
            walk = _Walk(pieces, shapes, start, at)
            if walk.is_banner:
                start -= walk.lacks_agreeing and _may_agree(pieces, shapes, start - 1)
                start, at = _with_echoes(pieces, shapes, start, walk.end)
                yield Run(start, at, shapes[walk.first].language)
                continue
        at += 1


def is_run(pieces: Sequence[Piece]) -> bool:
    """True if the pieces are one banner, and nothing beside it."""
    return [(run.start, run.end) for run in banner_runs(pieces)] == [(0, len(pieces))]


def _start(pieces: Sequence[Piece], shapes: Sequence[Shape], first: int) -> int:
    """Where a run begins whose first sentence is ``first``: with its headings."""
    start = first
    while start and first - start < _MOST_HEADINGS:
        shape = shapes[start - 1]
        if pieces[start].gap > 1 or not (
            _is_heading(shape) or _begins(shape) or _is_button_of_banner(shape)
        ):
            break
        start -= 1
    return start


def _with_echoes(
    pieces: Sequence[Piece], shapes: Sequence[Shape], start: int, end: int
) -> tuple[int, int]:
    """A run with the lines above and below that say the same as one of its own.

    Tabs of a banner stand above it: its heading, and what leads to more.
    """
    own = range(start, end)
    texts = {pieces[at].text for at in own if shapes[at].kind is not Kind.PROSE}
    while start and pieces[start - 1].text in texts:
        start -= 1
    if start > 1 and shapes[start - 1].roles & _ASKS and pieces[start - 2].text in texts:
        start -= 2 * (not shapes[start - 1].is_long)
    while end < len(pieces) and pieces[end].text in texts:
        end += 1
    return start, end


def _is_button_of_banner(shape: Shape) -> bool:
    """True for a choice, and for a pointer to a policy on cookies or data."""
    is_policy = shape.roles & Role.INFORM and shape.roles & _TOPIC
    return shape.kind is Kind.BUTTON and bool(shape.roles & _CHOOSES or is_policy)


def _may_agree(pieces: Sequence[Piece], shapes: Sequence[Shape], at: int) -> bool:
    """True if the piece can be the button to agree, of odd words, above all that is said."""
    if at < 0 or shapes[at].kind is not Kind.SHORT or pieces[at + 1].gap > 1:
        return False
    is_apart = at == 0 or pieces[at].gap > 1 or pieces[at].first
    return is_apart and 0 < shapes[at].words <= _ODD_BUTTON_WORDS


def _is_heading(shape: Shape) -> bool:
    if not Kind.PROSE < shape.kind < Kind.SENTENCE or shape.words > _HEADING_WORDS:
        return False
    is_ours = bool(shape.roles & Role.DATA) and bool(shape.roles & Role.PERSON)
    return bool(shape.roles & Role.COOKIE) or is_ours


def _begins(shape: Shape) -> bool:
    """True for a sentence that would not prove a banner, and begins one above a sure one."""
    is_told = bool(shape.roles & Role.PERSON) and bool(shape.roles & _TOPIC)
    return shape.kind is Kind.LABEL and shape.is_long and is_told


class _Walk:
    """A way down the pieces from a banner's first sentence to its last button."""

    def __init__(
        self, pieces: Sequence[Piece], shapes: Sequence[Shape], start: int, first: int
    ) -> None:
        self._pieces = pieces
        self._shapes = shapes
        self.first = first
        self.end = first + 1
        self._pressed = Role(0)
        self._decided = False
        self._in_row = False  #: a button stands beside something else: no line of a text does
        self._doubtful = 0
        self._told = shapes[first].kind is Kind.SENTENCE
        for shape in shapes[start:first]:
            if shape.decides and self._told and shape.words <= _ODD_BUTTON_WORDS:
                self._pressed, self._decided = shape.roles, True
        for at in range(first + 1, len(pieces)):
            if not self._goes_on(at):
                break

    @property
    def is_banner(self) -> bool:
        """True if the reader was told of cookies, and could choose something."""
        if not self._told:
            return self._decided
        return self._decided or self._in_row or bool(self._pressed & _CHOOSES)

    @property
    def lacks_agreeing(self) -> bool:
        """True if none of the buttons found is one to agree."""
        return not self._pressed & Role.AGREE

    def _goes_on(self, at: int) -> bool:
        """Judge one piece; False: the banner has ended before it."""
        shape, between = self._shapes[at], at - self.end
        if between > self._most_between or (self._decided and self._pieces[at].first):
            return False
        if shape.kind is Kind.PROSE:
            return self._may_be_told(at, shape)
        if self._decided and self._odd(at) > _MOST_ODD:
            return False
        if shape.kind is Kind.BUTTON:
            return self._press(at, shape)
        if shape.kind is Kind.SENTENCE or shape.is_long:
            if not self._belongs(at, shape):
                return False
            self._told = self._told or shape.kind is Kind.SENTENCE
            self.end = at + 1
        elif self._is_odd_button(at, shape):
            self._pressed |= Role.AGREE
            self.end = at + 1
        return True

    def _may_be_told(self, at: int, shape: Shape) -> bool:
        """True for a sentence of few known words, if it can stand before a banner's buttons."""
        self._doubtful += 1
        is_near = self._pieces[at].gap <= 1 and not self._decided
        is_alike = shape.language == self._shapes[self.first].language
        return is_near and is_alike and shape.share >= DOUBTFUL and self._doubtful <= _MOST_DOUBTFUL

    def _odd(self, at: int) -> int:
        """How many pieces between the banner's last and this one mean nothing to a banner."""
        return sum(shape.kind is Kind.SHORT for shape in self._shapes[self.end : at + 1])

    @property
    def _most_between(self) -> int:
        return _MOST_AFTER if self._decided else _MOST_BETWEEN

    def _press(self, at: int, shape: Shape) -> bool:
        if not shape.roles & _CHOOSES and not self._is_pointer(at, shape):
            return not self._decided
        self._pressed |= shape.roles
        self._decided = self._decided or shape.decides
        self._in_row = self._in_row or self._pieces[at].beside
        self.end = at + 1
        return True

    def _is_pointer(self, at: int, shape: Shape) -> bool:
        """True if a line that leads to more information is the banner's, not the page's."""
        if self._pieces[at].beside:
            return True
        if at != self.end:
            return False
        is_own = bool(shape.roles & _TOPIC) or not self._pieces[at].gap
        return is_own or not (self._decided and self._pressed & Role.INFORM)

    def _belongs(self, at: int, shape: Shape) -> bool:
        """True for a text that goes on with what was said, or describes a purpose."""
        may_be_title = self._decided and not shape.is_closed
        says_you = bool(shape.roles & Role.PERSON) and not may_be_title
        if at == self.end and (shape.kind is Kind.SENTENCE or says_you):
            return True
        before = self._shapes[at - 1]
        if not self._decided:
            return before.is_long or before.kind in (Kind.LABEL, Kind.BUTTON)
        if before.is_long:
            return at == self.end and shape.is_closed and self._goes_on_telling(at)
        if _is_purpose(before):
            return shape.is_closed
        is_after_name = before.kind in (Kind.LABEL, Kind.BUTTON)
        return is_after_name and shape.is_sure and shape.is_closed

    def _goes_on_telling(self, at: int) -> bool:
        """True if one of the last pieces is a sentence that only a banner says."""
        last = self._shapes[max(0, at - _MOST_TOLD) : at]
        return any(shape.kind is Kind.SENTENCE for shape in last)

    def _is_odd_button(self, at: int, shape: Shape) -> bool:
        """True for a button of unknown words: on the row of others, or right below them.

        The button to agree may say anything: it is the last one, if no other agrees.
        """
        if at != self.end or not self._pressed or shape.words > _ODD_BUTTON_WORDS:
            return False
        piece = self._pieces[at]
        if piece.last and self._decided:
            return True
        if piece.beside or (shape.roles & _CHOOSES and piece.gap <= 1 and not _names_topic(shape)):
            return True
        return not piece.gap and not self._pressed & Role.AGREE


def _is_purpose(shape: Shape) -> bool:
    """True for the name of a purpose, which its description follows."""
    is_name = shape.words <= _PURPOSE_WORDS and shape.kind in (Kind.LABEL, Kind.BUTTON)
    return (
        is_name
        and not shape.decides
        and bool(shape.roles & Role.PURPOSE)
        and not _names_topic(shape)
    )


def _names_topic(shape: Shape) -> bool:
    """True for words that may be the headline of an article about cookies."""
    return bool(shape.roles & Role.COOKIE)
