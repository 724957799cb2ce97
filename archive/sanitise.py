"""Text that SQLite and its readers can hold, whatever a page or a caller gave.

A NUL is stored whole, but ``length()``, ``LIKE`` and many tools stop at it; a
lone surrogate (JSON-LD may carry one) cannot be stored and would take a whole
batch with it. Both become U+FFFD. Every visit that is saved passes here once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.records import Visit


def clean_text(text: str) -> str:
    """``text`` without NUL and lone surrogates; the same object if it has none."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if not _is_encodable(text):
        # Surrogates that form a pair are one character; the rest are nothing.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def cleaned(visit: Visit) -> Visit:
    """The visit with every text in it cleaned; the same object if there was nothing to do."""
    if _is_clean(visit):
        return visit
    clean: Visit = _cleaned(visit)
    return clean


def _is_encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_clean(visit: Visit) -> bool:
    """Looks at all texts of a visit run together: one look instead of some hundred."""
    texts: list[str] = []
    try:
        for record in (visit, visit.capture, visit.article):
            if record is not None:
                _collect((record,), texts)
                kind: Any = type(record)
                for values in _lists(kind)(record):
                    _collect(values, texts)
        everything = "".join(texts)
    except (AttributeError, TypeError):
        # A value of another type than its field promises: looked at one by one.
        return False
    return "\0" not in everything and _is_encodable(everything)


def _collect(values: Sequence[Any], texts: list[str]) -> None:
    """Adds the texts of records of one class, of pairs, or of plain texts."""
    if not values:
        return
    kind: Any = type(values[0])
    if kind is str:
        texts.extend(values)
    elif kind is tuple:
        texts.extend(chain.from_iterable(values))
    else:
        texts.extend(filter(None, chain.from_iterable(map(_texts(kind), values))))


@cache
def _texts(record: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What reads the text fields of a record class."""
    return _getter([one.name for one in fields(record) if one.type in ("str", "str | None")])


@cache
def _lists(record: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What reads the fields of a record class that hold several values."""
    return _getter([one.name for one in fields(record) if str(one.type).startswith("tuple")])


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _cleaned(value: Any) -> Any:
    if type(value) is str:
        return clean_text(value)
    if isinstance(value, tuple | list):
        return tuple(_cleaned(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in fields(value)]
        return replace(value, **{name: _cleaned(getattr(value, name)) for name in names})
    return value
