"""Questions with a name: SQL for what analysts ask again and again, kept as data.

They stand in ``questions.sql`` beside this module; its first lines say how they are written.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from archive import lookup
from archive.errors import UsageError
from archive.free_sql import run_query
from archive.question_file import Chart, Parameter, ParameterKind, Question, parsed
from archive.search_words import match_expression
from archive.selection import label_ids, nearest, site_name, tag_ids
from archive.twins import NONE, Twins, spellings

__all__ = [
    "NAME",
    "Answer",
    "Chart",
    "Parameter",
    "Question",
    "ask",
    "ask_sql",
    "bound",
    "find_question",
    "parsed",
    "questions",
    "sections",
]

#: What a name looks like: what is asked for by one is no SQL.
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_GIVEN = re.compile(r"([a-z_]+)=(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question was answered with."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    is_cut: bool  #: there are more rows than were asked for


@cache
def questions() -> dict[str, Question]:
    """Every named question, in the order of the file."""
    text = files("archive").joinpath("questions.sql").read_text(encoding="utf-8")
    return {one.name: one for one in parsed(text)}


def sections() -> dict[str, list[Question]]:
    """The questions by section, both in the order of the file."""
    grouped: dict[str, list[Question]] = {}
    for one in questions().values():
        grouped.setdefault(one.section, []).append(one)
    return grouped


def find_question(name: str) -> Question:
    """The question of that name. Raises UsageError with the nearest names."""
    known = questions()
    if name in known:
        return known[name]
    near = nearest(name, known)
    advice = f"near: {', '.join(near)}; " if near else ""
    raise UsageError(
        f"no question is called {name!r}, and it is no SQL",
        hint=f"{advice}`clusternews query --list` shows all",
    )


def ask(
    connection: sqlite3.Connection,
    question: Question,
    given: Sequence[str] | Mapping[str, str] = (),
    *,
    twins: Twins = NONE,
    limit: int = 1000,
    seconds: float = 10.0,
) -> Answer:
    """Answers a question with at most ``limit`` rows, within the bounds of any SQL of a user's.

    ``given`` is as :func:`bound` takes it. Raises what that raises, and BadQuery for what
    takes longer than ``seconds`` or would not fit into memory.
    """
    values = bound(connection, question, given, twins=twins)
    return ask_sql(connection, question.sql, values, limit=limit, seconds=seconds)


def ask_sql(
    connection: sqlite3.Connection,
    sql: str,
    values: Sequence[object] | dict[str, object] = (),
    *,
    limit: int = 1000,
    seconds: float = 10.0,
) -> Answer:
    """Likewise any SQL of a user's, with values for its marks. Raises BadQuery."""
    columns, rows = run_query(connection, sql, parameters=values, limit=limit + 1, seconds=seconds)
    return Answer(columns, rows[:limit], len(rows) > limit)


def bound(
    connection: sqlite3.Connection,
    question: Question,
    given: Sequence[str] | Mapping[str, str],
    *,
    twins: Twins = NONE,
) -> dict[str, Any]:
    """The values to bind for what a user has given.

    That is a value for each name; or words, ``name=value`` or values in their order. A name
    without a value (``""``) is as if it were not given.

    Raises UsageError for a parameter that is missing, unknown, or of the wrong kind, and
    NothingFound for a platform, tag or article that the archive does not know.
    """
    words = (
        [f"{name}={value}" for name, value in given.items()]
        if isinstance(given, Mapping)
        else given
    )
    values = _assigned(question, words)
    made: dict[str, Any] = {}
    for parameter in question.parameters:
        value = values.get(parameter.name) or parameter.default
        if value is None:
            raise UsageError(
                f"{question.name} needs {parameter.name}: {parameter.about}",
                hint=f"clusternews query {question.name} {parameter.name}=...",
            )
        is_set = value != ""
        made[parameter.name] = _KINDS[parameter.kind](connection, value, twins) if is_set else ""
    return made


def _assigned(question: Question, given: Sequence[str]) -> dict[str, str]:
    names = [parameter.name for parameter in question.parameters]
    values: dict[str, str] = {}
    in_order = []
    for word in given:
        match = _GIVEN.fullmatch(word)
        if match is None:
            in_order.append(word)
            continue
        if match[1] not in names or match[1] in values:
            problem = "is given twice" if match[1] in values else "is none of its parameters"
            raise UsageError(f"{question.name}: {match[1]} {problem}", hint=_takes(names))
        values[match[1]] = match[2]
    free = [name for name in names if name not in values]
    if len(in_order) > len(free):
        raise UsageError(f"{question.name}: {in_order[-1]!r} is too much", hint=_takes(names))
    return values | dict(zip(free, in_order, strict=False))


def _takes(names: Sequence[str]) -> str:
    return "it takes " + (", ".join(f"{name}=..." for name in names) or "nothing")


def _text(connection: sqlite3.Connection, value: str, twins: Twins) -> str | int:
    return value


def _integer(connection: sqlite3.Connection, value: str, twins: Twins) -> str | int:
    if not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise UsageError(f"{value!r} is no whole number")
    return int(value)


def _date(connection: sqlite3.Connection, value: str, twins: Twins) -> str | int:
    if not _DATE.fullmatch(value):
        raise UsageError(f"{value!r} is no date", hint="2016, 2016-08 or 2016-08-04")
    return value


def _site(connection: sqlite3.Connection, value: str, twins: Twins) -> str | int:
    return site_name(connection, value)


def _tag(connection: sqlite3.Connection, value: str, twins: Twins) -> str | int:
    return str(tag_ids(connection, value, spellings(value, twins)))


def _label(connection: sqlite3.Connection, value: str, twins: Twins) -> str | int:
    return str(label_ids(connection, value))


def _article(connection: sqlite3.Connection, value: str, twins: Twins) -> str | int:
    return lookup.article_id(connection, value)


def _words(connection: sqlite3.Connection, value: str, twins: Twins) -> str | int:
    phrase = f'"{value}"' if " " in value and '"' not in value else value
    return match_expression(phrase) or '""'


_KINDS: Mapping[ParameterKind, Callable[[sqlite3.Connection, str, Twins], str | int]] = {
    "text": _text,
    "integer": _integer,
    "date": _date,
    "site": _site,
    "tag": _tag,
    "label": _label,
    "article": _article,
    "words": _words,
}
