"""A report as plain Markdown, for mail: small tables, no pictures, no HTML.

Whatever comes from pages is escaped, so that no text of theirs becomes markup, a link or a
line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from scraper.report.last import MARK
from scraper.report.parts import Link, Section, Table, Value
from scraper.report.report import Report
from scraper.report.wording import foot, method

#: Rows of a table, and columns beside its first: of more, the first rows and the last columns.
MOST_ROWS, MOST_COLUMNS = 15, 6

_MARKUP = re.compile(r"([\\`*_\[\]<>&|~#!$^])")
# Addresses that programs make links of: the scheme or "www" is parted from what follows.
_SCHEMES = "https?|ftps?|mailto|xmpp|tel|file|data|javascript|vbscript"
_ADDRESS = re.compile(rf"(?i)\b(www)(\.)|\b({_SCHEMES})(:)")
# What begins a list, a heading or a rule at the start of a line.
_BEGINNING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=](?:[\s=-]|$)))")


def markdown(report: Report) -> str:
    """The report in CommonMark with tables."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def escaped(text: str) -> str:
    """One line of text that Markdown reads as text."""
    safe = _MARKUP.sub(r"\\\1", text)
    safe = _ADDRESS.sub(lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", safe)
    return _BEGINNING.sub(r"\1\\", safe)


def _lines(report: Report) -> Iterator[str]:
    # The first digits: by them the next report knows when this one was made.
    yield from (f"# {escaped(report.title)}", "", f"{MARK} of {report.made_at}", "")
    facts = [report.about, f"Published {report.span}" if report.span else "", report.as_of]
    yield from (". ".join(escaped(fact) for fact in facts if fact) + ".", "")
    for value, counts, base in report.numbers:
        yield f"- **{escaped(value)}** {escaped(counts)}" + (f" ({escaped(base)})" if base else "")
    yield from ("", "## In short", "")
    for sentence in report.sentences:
        yield f"- {escaped(sentence)}"
    for section in report.sections:
        yield from _section(section)
    yield from ("", "## Method", "")
    for line in (*method(report), *foot(report)):
        yield from (escaped(line), "")
    yield from ("## Where the numbers come from", "")
    for figure in report.queries:
        named = f" (`clusternews query {figure.question}`)" if figure.question else ""
        yield from (f"### {figure.name}", "", escaped(figure.about) + named, "")
        yield from _code(figure.sql)


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {escaped(section.question)}", "", escaped(section.counted))
    for table in (*section.instead, *section.tables):
        yield from ("", f"{escaped(table.caption)}:", "")
        yield from _table(table)
    for note in section.notes:
        yield from ("", escaped(note))


def _table(table: Table) -> Iterator[str]:
    count = len(table.columns)
    columns = [0, *range(max(1, count - MOST_COLUMNS), count)]
    yield _row(escaped(table.columns[n]) for n in columns)
    yield _row("---:" if table.is_number(n) else "---" for n in columns)
    for row in table.rows[:MOST_ROWS]:
        yield _row(_value(row[n]) for n in columns)
    if len(table.rows) > MOST_ROWS:
        yield from ("", f"... and {len(table.rows) - MOST_ROWS} more.")


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _value(value: Value) -> str:
    if isinstance(value, Link):
        text = escaped(value.text)
        return f"[{text}](<{_target(value.url)}>)" if value.url else text
    return escaped(value) if isinstance(value, str) else f"{value:,}"


def _target(url: str) -> str:
    """An address in which no character means anything to Markdown."""
    encoded = quote(url, safe="/:?#[]@!$'()*+,;=%~-._&")
    return encoded.replace("&", "&amp;")


def _code(sql: str) -> Iterator[str]:
    """A block that no run of backticks in the text can end."""
    runs = re.findall(r"`+", sql)
    fence = "`" * max(3, 1 + max(map(len, runs), default=0))
    yield from (f"{fence}sql", sql, fence, "")
