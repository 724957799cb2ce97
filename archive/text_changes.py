"""What became of a text's sentences: added, removed, altered, or only set otherwise.

Sentences that both texts hold are taken out first, so that the work grows with what
differs. What is left is paired: a sentence goes with the one most like it, or with the one
at its place. A pair that says another figure, date, address or negation, or that gained or
lost a clause, counts as much as a sentence added or removed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from archive.alignment import gaps
from archive.figures import says_otherwise
from archive.sentences import Sentence, blocks_of, sentences_of

#: More sentences than this left on a side: a text written anew, not looked at one by one.
_MOST = 1_000
#: Characters of them, and their number, beyond which not even their words are looked at.
_LONGEST, _MANY = 300_000, 20_000
#: Words put in or taken out at one place that are a clause, and no matter of wording.
_CLAUSE = 5
#: Share of words in common from which two sentences are one: anywhere; at the same place.
_LIKE, _LIKE_IN_PLACE = 0.5, 0.35
#: Share of a sentence's words found in a neighbour from which it was joined to it.
_JOINED = 0.7
_SHORT_LINE = 3  #: words of a heading or list item that is altered rather than replaced
_SHORT = 6  #: words up to which likeness of the letters counts as well
_LIKE_LETTERS = 0.7
_COMPARED = 120  #: words, or letters, up to which their order counts
_COMMON_WORD = 30  #: a word of more sentences than this leads to none of them
_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class _Left:
    """A sentence that only one text holds, and where it stands."""

    sentence: Sentence
    after: tuple[str, int]  #: what both texts hold before it, and how far that is away
    before: tuple[str, int]  #: what both texts hold after it, and how far that is away

    @property
    def words(self) -> list[str]:
        """The words of the sentence."""
        return self.sentence.words


def text_classes(before: str, after: str, language: str | None = None) -> set[str]:
    """``substantive``, ``wording``, ``cosmetic``: what differs between two texts; may be empty.

    ``language`` (ISO 639-1) is that of the text. The work is bounded on any text.
    """
    return set() if before == after else set(_text_classes(before, after, language))


# Saving an edited article asks the same more than once: whether it differs, and in what.
@lru_cache(maxsize=8)
def _text_classes(before: str, after: str, language: str | None) -> set[str]:
    ours, theirs = _pieces(before, after)
    shared = Counter(ours) & Counter(theirs)
    left, right = _without(ours, shared), _without(theirs, shared)
    if max(_length(left), _length(right)) > _LONGEST or max(len(left), len(right)) > _MANY:
        return {"cosmetic" if _bare(before) == _bare(after) else "substantive"}
    alike = Counter(map(_letters, left)) & Counter(map(_letters, right))
    found = {"cosmetic"} if alike or _moved(ours, theirs, shared) else set()
    left, right = _without_alike(left, alike), _without_alike(right, alike)
    if "".join(map(_letters, left)) == "".join(map(_letters, right)):
        return {"cosmetic"}
    if max(len(left), len(right)) > _MOST:
        return found | {"substantive"}
    return found | {_judged(*pair, language) for pair in _pairs(left, right)}


def same_letters(before: str, after: str) -> bool:
    """True if two short texts differ in spaces, punctuation and case at most."""
    return before == after or Sentence(before).letters == Sentence(after).letters


def _length(left: Iterable[_Left]) -> int:
    return sum(len(one.sentence.raw) for one in left)


def _bare(text: str) -> str:
    """Letters and digits alone."""
    return "".join(filter(str.isalnum, text)).casefold()


def _letters(left: _Left) -> str:
    return left.sentence.letters


def _pieces(before: str, after: str) -> tuple[list[str], list[str]]:
    """Both texts in pieces: blocks that both hold are whole, others cut into sentences."""
    ours, theirs = blocks_of(before), blocks_of(after)
    shared = Counter(ours) & Counter(theirs)
    return list(_cut(ours, shared.copy())), list(_cut(theirs, shared.copy()))


def _cut(blocks: Iterable[str], whole: Counter[str]) -> Iterator[str]:
    for block in blocks:
        if whole[block]:
            whole[block] -= 1
            yield block
        else:
            yield from sentences_of(block)


def _without(pieces: Sequence[str], shared: Counter[str]) -> list[_Left]:
    """The pieces that only this text holds."""
    remaining = shared.copy()
    own = []
    for piece in pieces:
        own.append(not remaining[piece])
        remaining[piece] -= not own[-1]
    before = _distances(pieces[::-1], own[::-1])[::-1]
    places = zip(pieces, own, _distances(pieces, own), before, strict=True)
    return [_Left(Sentence(piece), *where) for piece, is_own, *where in places if is_own]


def _distances(pieces: Sequence[str], own: Sequence[bool]) -> list[tuple[str, int]]:
    """For each piece the last shared one up to it, and how far that is away."""
    found, last, distance = [], "", 0
    for piece, is_own in zip(pieces, own, strict=True):
        distance += 1
        found.append((last, distance))
        if not is_own:
            last, distance = piece, 0
    return found


def _moved(ours: Sequence[str], theirs: Sequence[str], shared: Counter[str]) -> bool:
    """True if what both texts hold once stands in another order."""
    counts = Counter(ours), Counter(theirs)
    single = {piece for piece in shared if all(count[piece] == 1 for count in counts)}
    return [one for one in ours if one in single] != [one for one in theirs if one in single]


def _without_alike(left: Iterable[_Left], alike: Counter[str]) -> list[_Left]:
    """Without the sentences that the other text holds too, set otherwise; and without words."""
    remaining = alike.copy()
    kept = []
    for one in left:
        if remaining[_letters(one)]:
            remaining[_letters(one)] -= 1
        elif _letters(one):
            kept.append(one)
    return kept


def _pairs(left: list[_Left], right: list[_Left]) -> Iterator[tuple[list[str], list[str]]]:
    """The words of each sentence beside those it became; none where it has no counterpart."""
    rated = sorted(_rated(left, right), reverse=True)
    theirs: dict[int, int] = {}
    ours: dict[int, int] = {}
    for likeness, i, j in rated:
        if likeness >= _LIKE and i not in theirs and j not in ours:
            theirs[i], ours[j] = j, i
    groups = {i: ([i], [j]) for i, j in theirs.items()}
    for _, i, j in rated:
        if i not in theirs and j in ours and _adds(left[i], right[j], left[ours[j]]):
            theirs[i] = j
            groups[ours[j]][0].append(i)
        elif (
            j not in ours
            and i in theirs
            and i in groups
            and _adds(right[j], left[i], right[theirs[i]])
        ):
            ours[j] = i
            groups[i][1].append(j)
    for one, other in groups.values():
        yield _run(left, one), _run(right, other)
    yield from ((one.words, []) for i, one in enumerate(left) if i not in theirs)
    yield from (([], one.words) for j, one in enumerate(right) if j not in ours)


def _run(among: list[_Left], chosen: list[int]) -> list[str]:
    return [word for at in sorted(chosen) for word in among[at].words]


def _adds(one: _Left, whole: _Left, partner: _Left) -> bool:
    """True if ``whole`` is its partner with ``one`` joined to it."""
    rest = Counter(whole.words) - Counter(partner.words)
    return (Counter(one.words) & rest).total() >= _JOINED * len(one.words)


def _rated(left: list[_Left], right: list[_Left]) -> Iterator[tuple[float, int, int]]:
    """Likeness of the pairs that may be one sentence."""
    holders: dict[str, list[int]] = {}
    places: dict[tuple[str, int, bool], int] = {}
    for j, one in enumerate(right):
        for word in set(one.words):
            holders.setdefault(word, []).append(j)
        places[(*one.after, True)] = places[(*one.before, False)] = j
    for i, one in enumerate(left):
        shared = Counter(
            j
            for word in set(one.words)
            if len(holders.get(word, ())) <= _COMMON_WORD
            for j in holders.get(word, ())
        )
        at_place = {places.get((*one.after, True)), places.get((*one.before, False))}
        likely = {j for j, _ in shared.most_common(_CANDIDATES)}
        for j in likely | {j for j in at_place if j is not None}:
            yield _likeness(one, right[j]), i, j


def _likeness(one: _Left, other: _Left) -> float:
    """Share of words in common, in order; raised at the same place, where less is needed."""
    ours, theirs = one.words, other.words
    longest = max(len(ours), len(theirs))
    if longest > _COMPARED:
        common = (Counter(ours) & Counter(theirs)).total()
        share = 2 * common / (len(ours) + len(theirs))
    else:
        share = _ratio(ours, theirs)
    if longest <= _SHORT and len(_letters(one)) + len(_letters(other)) <= 2 * _COMPARED:
        letters = _ratio(_letters(one), _letters(other))
        share = max(share, letters if letters >= _LIKE_LETTERS else 0)
    places = (one.after == other.after) + (one.before == other.before)
    if places == 2 and longest <= _SHORT_LINE:
        return max(share, _LIKE)
    return share + (_LIKE - _LIKE_IN_PLACE if places else 0)


def _ratio(ours: Sequence[str], theirs: Sequence[str]) -> float:
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def _judged(before: list[str], after: list[str], language: str | None) -> str:
    """The class of what became of one sentence."""
    if not before or not after:
        return "substantive"
    if "".join(before) == "".join(after):
        return "cosmetic"
    if says_otherwise(before, after, language):
        return "substantive"
    clauses = (abs((d - c) - (b - a)) >= _CLAUSE for a, b, c, d in gaps(before, after))
    return "substantive" if any(clauses) else "wording"
