"""Finding a name, an e-mail address or a web address in text, however it is written there.

What is looked for is known by digests alone, so the same search serves the erasure and every
later save, when nobody knows the words any more: a text is folded into words, and the digest
of each run of as many words as a name has is looked up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from archive.erase_views import WAYS, View, plain_texts, tags_within, view_of

#: What stands where something was erased.
MARK = "[erased]"

#: Letters that Unicode does not take apart.
_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d"}
_LETTERS |= {"æ": "ae", "œ": "oe", "þ": "th"}
#: Soft hyphen, zero-width characters, word joiner, byte order mark: not seen, not read.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
_FOLDED = str.maketrans({**_LETTERS, **dict.fromkeys(_UNSEEN + _ACCENTS)})
_WORD = re.compile(rf"(?:[^\W_]|[{_UNSEEN}\u0300-\u036f])+")
_SPACE = rf"\s{_UNSEEN}"
_PLAIN = re.compile(rf"[{_SPACE}'’ʼ`´+]*")
_INITIAL = re.compile(rf"\.[{_SPACE}]*")
_JOINED = re.compile(rf"[{_SPACE}'’_\-\u2010-\u2015]*")
_COMMA = re.compile(rf"[{_SPACE}]*,[{_SPACE}]*")
_BLANK_LINE = re.compile(r"\n\s*\n")
_ADDRESS_ENDS = re.compile(r"[\s\"'<>(){}]")
_AT = re.compile(r"@|\s{0,3}[\[({]\s{0,2}(?:at|@)\s{0,2}[\])}]\s{0,3}", re.I)
_BEFORE_AT = re.compile(r"[\w.+'-]{1,64}\Z")
_AFTER_AT = re.compile(r"[\w-]{1,63}(?:(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)[\w-]{1,63}){1,8}", re.I)
_DOT = re.compile(r"\s?[\[(]\s?dot\s?[\])]\s?", re.I)
#: Longest stretch between two words of one name, and length of an abbreviated one.
_LONGEST_GAP = 200
_ABBREVIATED = 2
#: How far the ends of an address are looked for.
_NEAR = 300

_NOTHING, _PLAINLY, _IN_ONE, _TURNED = range(4)

Span = tuple[int, int]


def fold(text: str) -> str:
    """Small letters without accents and unseen characters, as words are compared."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDED)


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word for found in _WORD.findall(text) if (word := fold(found))]


def folded_email(email: str) -> str:
    """An e-mail address as it is compared."""
    return fold(_DOT.sub(".", email.strip()).removeprefix("mailto:"))


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. The functions say of folded words whether they are it."""

    sizes: tuple[int, ...] = ()  #: numbers of words that names have
    is_name: Callable[[str], bool] = lambda _: False  #: words joined by spaces, as given
    is_turned: Callable[[str], bool] = lambda _: False  #: family name first
    is_among: Callable[[set[str]], bool] = lambda _: True  #: either, of many such texts: quick
    is_email: Callable[[str], bool] | None = None  #: None: no address is looked for
    hints: tuple[tuple[str, ...], ...] | None = None
    #: what a text must hold of any one of these to be looked at; None: look at every text


@dataclass(frozen=True, slots=True)
class _Words:
    """A text taken apart."""

    text: str
    words: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)  #: what stands between a word and the next


def redacted(text: str, sought: Sought) -> str:
    """The text with a mark where what is sought stood; the same object if it is not in it.

    Tags in between stay, so that markup remains whole.
    """
    if not may_hold(text, sought):
        return text
    for way in WAYS:
        view = view_of(text, way)
        spans = _spans(view.text, sought) if view else []
        if view and spans:
            text = _cut(text, view, spans)
    return text


def holds(text: str, sought: Sought) -> bool:
    """True if what is sought stands anywhere in the text."""
    if not may_hold(text, sought):
        return False
    seen = (view_of(text, way) for way in WAYS)
    return any(_spans(view.text, sought) for view in seen if view)


def may_hold(text: str, sought: Sought) -> bool:
    """False only if what is sought is not in the text: far quicker than :func:`holds`."""
    return any(_may_stand_in(plain, sought) for plain in plain_texts(text))


def _may_stand_in(plain: str, sought: Sought) -> bool:
    if sought.hints is not None:
        folded = fold(plain)
        if not any(all(word in folded for word in hint) for hint in sought.hints):
            return False
    if sought.sizes and _may_be_named(plain, sought):
        return True
    return sought.is_email is not None and any(True for _ in _emails(plain, sought.is_email))


def without(text: str, phrase: Sequence[str]) -> str:
    """The text with a mark in the place of a phrase, given as folded words."""
    joined = " ".join(phrase)
    is_phrase = joined.__eq__
    return redacted(text, Sought((len(phrase),), is_phrase, hints=((phrase[0], phrase[-1]),)))


def _cut(text: str, view: View, spans: list[Span]) -> str:
    for start, end in reversed(spans):
        first, last = view.source(start, end)
        kept = tags_within(text[first:last]) if view.without_tags else ""
        text = f"{text[:first]}{MARK}{kept}{text[last:]}"
    return text


def _spans(text: str, sought: Sought) -> list[Span]:
    """Where in the text it stands, in order and without overlap."""
    found = list(_names(text, sought)) if sought.sizes else []
    if sought.is_email is not None:
        found += _emails(text, sought.is_email)
    ends, kept = 0, []
    for start, end in sorted(found):
        if start >= ends:
            kept.append((start, end))
            ends = end
    return kept


def _may_be_named(text: str, sought: Sought) -> bool:
    """False for most texts: no run of words in it is a name, whatever stands in between."""
    words = [word for found in _WORD.findall(text) if (word := _folded_word(found))]
    for size in sought.sizes:
        runs = set(map(" ".join, zip(*(words[start:] for start in range(size)), strict=False)))
        genitives = {run[:-1] for run in runs if run.endswith("s")}
        if sought.is_among(runs | genitives):
            return True
    return False


def _names(text: str, sought: Sought) -> Iterator[Span]:
    taken = _taken_apart(text)
    last = len(taken.words)
    at = 0
    while at < last:
        for size in sought.sizes:
            end = None if at + size > last else _name_end(taken, at, size, sought)
            if end is not None:
                yield taken.spans[at][0], end
                at += size - 1
                break
        at += 1


def _name_end(taken: _Words, at: int, size: int, sought: Sought) -> int | None:
    """Where a name ends that begins at this word; None if none does."""
    gaps = taken.gaps[at : at + size - 1]
    if _NOTHING in gaps:
        return None
    words = " ".join(taken.words[at : at + size])
    is_name, end = sought.is_name(words), taken.spans[at + size - 1][1]
    if not is_name and words.endswith("s") and sought.is_name(words[:-1]):
        is_name, end = True, end - 1  # the s of a genitive stays
    if not is_name or _TURNED in gaps:
        is_turned = gaps.count(_TURNED) <= 1 and sought.is_turned(words)
        if not is_turned or _of_two_names(taken, at, size):
            return None
    # Spaces are written in no address but by somebody who spelt the name in it.
    is_slug = _IN_ONE in gaps and _PLAINLY not in gaps
    return None if is_slug and _in_address(taken.text, taken.spans[at][0], end) else end


def _of_two_names(taken: _Words, at: int, size: int) -> bool:
    """True where a family name and the next person's first name meet ("A Berg, Anna B")."""
    inside = taken.text[taken.spans[at][0] : taken.spans[at + size - 1][1]]
    if "\n" in inside and "," not in inside:
        return True
    return _goes_on(taken, at - 1, at - 1) and _goes_on(taken, at + size - 1, at + size)


def _goes_on(taken: _Words, gap: int, word: int) -> bool:
    """True if a capitalised word stands beside, with nothing but space in between."""
    if not 0 <= gap < len(taken.gaps):
        return False
    first, second = taken.spans[gap], taken.spans[gap + 1]
    return not taken.text[first[1] : second[0]].strip() and (
        taken.text[taken.spans[word][0]].isupper()
    )


def _taken_apart(text: str) -> _Words:
    taken = _Words(text)
    for match in _WORD.finditer(text):
        word = _folded_word(match[0])
        if not word:
            continue
        span = match.span()
        if taken.spans:
            before = taken.spans[-1][1]
            gap = text[before : span[0]]
            taken.gaps.append(
                _PLAINLY if gap == " " else _gap(gap, len(taken.words[-1]) <= _ABBREVIATED)
            )
        taken.words.append(word)
        taken.spans.append(span)
    return taken


_folded_word = lru_cache(maxsize=65536)(fold)


@lru_cache(maxsize=4096)
def _gap(gap: str, after_initial: bool) -> int:
    if len(gap) > _LONGEST_GAP or _BLANK_LINE.search(gap):
        return _NOTHING
    if _PLAIN.fullmatch(gap) or (after_initial and _INITIAL.fullmatch(gap)):
        return _PLAINLY
    if _JOINED.fullmatch(gap):
        return _IN_ONE
    return _TURNED if _COMMA.fullmatch(gap) else _NOTHING


def _in_address(text: str, start: int, end: int) -> bool:
    """True within a web or e-mail address: there a name is part of another one's key."""
    before = _ADDRESS_ENDS.split(text[max(0, start - _NEAR) : start])[-1]
    after = _ADDRESS_ENDS.split(text[end : end + _NEAR], maxsplit=1)[0]
    return any(sign in before + after for sign in "/@\\=")


def _emails(text: str, is_email: Callable[[str], bool]) -> Iterator[Span]:
    for match in _AT.finditer(text):
        before = _BEFORE_AT.search(text[max(0, match.start() - 64) : match.start()])
        after = _AFTER_AT.match(text, match.end())
        if before is None or after is None:
            continue
        labels = list(re.finditer(r"[\w-]+", _DOT.sub(".", after[0])))
        host = _DOT.sub(".", after[0])
        for label in labels[:0:-1]:
            # A sentence may go on without a space after the address.
            rest = host[label.end() + 1 :]
            if rest and not rest[0].isupper():
                continue
            if is_email(folded_email(f"{before[0]}@{host[: label.end()]}")):
                whole = label.end() if host == after[0] else len(after[0])
                yield match.start() - len(before[0]), match.end() + whole
                break
