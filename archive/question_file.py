"""How a file of named questions is written: names, what they take, and their pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast, get_args

#: What a value of a parameter may be; ``questions.sql`` says how each is written.
ParameterKind = Literal["text", "integer", "date", "site", "tag", "label", "article", "words"]

#: Kinds of pictures. ``bars``: an amount for each month or year; ``lines``: several of them;
#: ``ranked``: names in the order of an amount; ``heat``: names against names or times.
ChartKind = Literal["bars", "lines", "ranked", "heat"]

_HEAD = re.compile(r"-- question: (\S+)\n-- (.+)\n(?:-- chart: (.+)\n)?((?:-- parameter: .+\n)*)")
_SECTION = re.compile(r"^-- section: (.+)\n", re.M)
_CHART = re.compile(r"(bars|ranked) (\w+) (\w+)|(lines|heat) (\w+) (\w+) (\w+)")
_PARAMETER = re.compile(r"-- parameter: (\w+) (\w+)(?: =(?: (\S+))?)?: (.+)")
_REQUIRED = re.compile(r"-- parameter: \w+ \w+: ")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question takes."""

    name: str
    kind: ParameterKind
    default: str | None  #: as it would be given; None: a value must be given
    about: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture that shows the answer of a question; its parts are columns of the answer."""

    kind: ChartKind
    x: str  #: along: months or years (bars, lines, some heat), names (ranked, other heat)
    y: str  #: an amount; of ``heat`` the names down the side
    series: str | None  #: ``lines``: the name of each line; ``heat``: the amount that colours


@dataclass(frozen=True, slots=True)
class Question:
    """One named question."""

    name: str
    section: str  #: the group it is listed in
    about: str  #: what it answers, one line
    chart: Chart | None  #: None: a table says it best
    parameters: tuple[Parameter, ...]
    sql: str


def parsed(text: str) -> list[Question]:
    """The questions of a file. Raises ValueError for what is not written as one."""
    first, *pieces = _SECTION.split(text)
    if "-- question:" in first:
        raise ValueError("a question stands before the first section")
    return [
        question
        for section, piece in zip(pieces[::2], pieces[1::2], strict=True)
        for question in _of_section(section, piece)
    ]


def _of_section(section: str, text: str) -> Iterator[Question]:
    heads = list(_HEAD.finditer(text))
    if len(heads) != text.count("-- question:"):
        raise ValueError("a question lacks its name or the line on what it answers")
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        name, about, chart, lines = head.groups()
        sql = text[head.end() : end].strip().rstrip(";")
        if sql.startswith(("-- parameter:", "-- chart:")):
            raise ValueError(f"{name}: its lines are not in order")
        taken = tuple(map(_parameter, lines.splitlines()))
        yield Question(name, section, about, _chart(chart), taken, sql)


def _chart(line: str | None) -> Chart | None:
    if line is None:
        return None
    match = _CHART.fullmatch(line)
    if match is None:
        raise ValueError(f"no chart: {line}")
    kind, x, y, *series = filter(None, match.groups())
    return Chart(cast(ChartKind, kind), x, y, *(series or [None]))


def _parameter(line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None or match[2] not in get_args(ParameterKind):
        raise ValueError(f"no parameter: {line}")
    name, kind, default, about = match.groups()
    return Parameter(
        name, cast(ParameterKind, kind), None if _REQUIRED.match(line) else default or "", about
    )
