"""Values that a person types to correct an article, in the form that its content holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict

from archive.errors import UsageError
from archive.records import Label, Person, Tag, Vocabulary
from archive.sanitise import clean_text
from archive.selection import folded, nearest
from archive.times import utc
from scraper.extract.text import slugify

_ZONE = re.compile(r"([+-]\d{2}:?\d{2}|Z)$")
_LANGUAGE = re.compile(r"[a-z]{2}")
_DAY_LENGTH = len("2016-08-04")


def correction(field: str, text: str | None, words: Vocabulary) -> tuple[str, object]:
    """The key of a content, and the value under it that ``text`` means.

    ``text`` None or empty: the article has no such value. Items of lists (authors, tags,
    labels, event_dates) are parted by ``;``; tags and labels that the platform's ``words``
    know are those. Raises UsageError for a field that cannot be corrected, and for what
    cannot be its value.
    """
    key, value_of = key_of(field), FIELDS[field][1]
    typed = clean_text(text or "").strip()
    if not typed and field in _REQUIRED:
        raise UsageError(f"an article needs its {field}", hint="give the right one")
    if not typed and field not in _LISTS:
        return key, None
    return key, value_of(typed, words)


def key_of(field: str) -> str:
    """The key of a content that a field is kept under; raises UsageError for one that
    cannot be corrected, with the nearest name."""
    if field in FIELDS:
        return FIELDS[field][0]
    near = nearest(field, FIELDS)
    hint = f"did you mean {near[0]!r}? " if near else ""
    raise UsageError(
        f"no field {field!r} can be corrected", hint=f"{hint}known are: {', '.join(FIELDS)}"
    )


def _text(text: str, _: Vocabulary) -> object:
    return text


def _moment(text: str, _: Vocabulary) -> object:
    """A day, or a time with its zone."""
    try:
        moment = utc(text)
    except ValueError:
        moment = ""
    if moment and (len(text) == _DAY_LENGTH or _ZONE.search(text)):
        return text
    raise UsageError(
        f"{text!r} is no date of an article",
        hint="give a day, or a time with its zone: 2016-08-04, 2016-08-04T15:37:00+02:00",
    )


def _language(text: str, _: Vocabulary) -> object:
    if not _LANGUAGE.fullmatch(text.lower()):
        raise UsageError(f"{text!r} is no language", hint="give two letters: en, de, fr")
    return text.lower()


def _people(text: str, _: Vocabulary) -> object:
    return [asdict(Person(name)) for name in _items(text)]


def _tags(text: str, words: Vocabulary) -> object:
    known = {folded(tag.label): tag for tag in words.tags}
    return [asdict(known.get(folded(label), Tag(label, slugify(label)))) for label in _items(text)]


def _labels(text: str, words: Vocabulary) -> object:
    known = {folded(label.label): label for label in words.labels}
    return [asdict(known.get(folded(label), Label(label))) for label in _items(text)]


def _days(text: str, words: Vocabulary) -> object:
    days = sorted(set(_items(text)))
    for day in days:
        if len(day) != _DAY_LENGTH:
            raise UsageError(f"{day!r} is no day", hint="2016-08-04")
        _moment(day, words)
    return days


def _items(text: str) -> list[str]:
    return list(dict.fromkeys(item.strip() for item in text.split(";") if item.strip()))


#: Field as a person names it -> (key in a content, what makes a value of the text typed).
FIELDS: dict[str, tuple[str, Callable[[str, Vocabulary], object]]] = {
    "title": ("title", _text),
    "subtitle": ("subtitle", _text),
    "summary": ("summary", _text),
    "authors": ("people", _people),
    "published_at": ("published_at", _moment),
    "modified_at": ("modified_at", _moment),
    "event_dates": ("event_dates", _days),
    "language": ("language", _language),
    "section": ("section", _text),
    "labels": ("labels", _labels),
    "tags": ("tags", _tags),
    "body_text": ("body_text", _text),
}
_LISTS = frozenset({"authors", "event_dates", "labels", "tags"})
_REQUIRED = frozenset({"title", "body_text"})
