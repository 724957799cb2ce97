"""Names of months and weekdays in the languages of the platforms.

The names are dateparser's, read from its data files one by one: importing the package
itself costs a hundred times as much, in time and in memory, and nothing else of it is
needed here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pathlib import Path
from typing import Any

#: The 24 languages of the EU, and those of close neighbours that platforms write in.
LANGUAGES = (
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
    + "ca nb tr uk ru".split()
)
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

# Cases in which a month stands beside its day and that dateparser's data lack,
# January to December.
_INFLECTED: Mapping[str, str] = {
    "sl": "januarja februarja marca aprila maja junija julija avgusta septembra oktobra"
    " novembra decembra",
    "lv": "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī"
    " novembrī decembrī",
    "et": "jaanuaril veebruaril märtsil aprillil mail juunil juulil augustil septembril"
    " oktoobril novembril detsembril",
    "el": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου"
    " σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
}
# Short forms that are everyday words ("5 pro", "led"), and Roman numbers.
_NO_NAME = re.compile(r"pro|led|[ivx]+")


@cache
def _data(language: str) -> dict[str, Any]:
    """dateparser's data of one language."""
    package = find_spec("dateparser")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("No module named 'dateparser'", name="dateparser")
    file = Path(package.origin).parent / "data" / "date_translation_data" / f"{language}.py"
    code = SourceFileLoader(f"dateparser_{language}", str(file)).get_code(f"dateparser_{language}")
    names: dict[str, Any] = {}
    if code is not None:
        exec(code, names)  # the data of an installed package, as import would run them
    info: dict[str, Any] = names["info"]
    return info


def _spellings(word: str) -> Iterator[str]:
    folded = unicodedata.normalize("NFC", word).casefold().strip(". ")
    yield folded
    plain = unicodedata.normalize("NFD", folded)  # capitals are often set without accents
    yield "".join(c for c in plain if not unicodedata.combining(c))


def _table(keys: Iterable[str], language: str) -> Iterator[tuple[str, int]]:
    for number, key in enumerate(keys, 1):
        for word in _data(language)[key]:
            yield from ((spelling, number) for spelling in _spellings(word))


@cache
def _months() -> dict[str, dict[str, int]]:
    """Folded month name -> language -> number of the month."""
    found: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        pairs = list(_table(_MONTHS, language))
        for number, word in enumerate(_INFLECTED.get(language, "").split(), 1):
            pairs += [(spelling, number) for spelling in _spellings(word)]
        for word, number in pairs:
            if not _NO_NAME.fullmatch(word):
                found.setdefault(word, {})[language] = number
    return found


@cache
def _weekdays() -> dict[str, frozenset[int]]:
    """Folded weekday name -> its possible numbers, Monday is 0."""
    found: dict[str, frozenset[int]] = {}
    for language in LANGUAGES:
        for word, number in _table(_WEEKDAYS, language):
            found[word] = found.get(word, frozenset()) | {number - 1}
    return found


def month_of(word: str, language: str | None = None) -> int | None:
    """The month that ``word`` names, 1 to 12, or None.

    In ``language`` if it is known there, else in any: then only if all languages that
    have the word agree (``listopada`` is October in Croatian, November in Polish), and a
    form as short as ``out`` or ``set`` only if three languages have it.
    """
    folded = next(_spellings(word))
    by_language = _months().get(folded)
    if by_language is None:
        return None
    if language in by_language:
        return by_language[language]
    if len(folded) <= 3 and folded < "\u0370" and len(by_language) < 3:
        return None
    numbers = set(by_language.values())
    return numbers.pop() if len(numbers) == 1 else None


def weekdays_of(word: str) -> frozenset[int]:
    """The weekdays, 0 (Monday) to 6, that ``word`` names in some language; may be empty."""
    return _weekdays().get(next(_spellings(word)), frozenset())
