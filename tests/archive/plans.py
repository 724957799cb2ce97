"""The plans of the archive's statements: ``python -m tests.archive.plans`` writes plans.txt.

A tour through the public functions runs on a small archive whose connection notes every
statement with what SQLite plans for it. To have another function's statements looked at,
add a line to :data:`READING` or :data:`WRITING`. Named questions and the statements that
stand as constants in modules are looked at without being run.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from archive import (
    addresses,
    explanation,
    history,
    lookup,
    overview,
    queries,
    questions,
    removed,
    stored_captures,
    tag_card,
    tags,
    templates,
    ties,
)
from archive.announcements import announced_of
from archive.facets import facets, months
from archive.kept import kept_blocks
from archive.leaks import leaks
from archive.platforms import platforms
from archive.search import search, select_ids
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, LATER, LATEST, gone, visit

PLANS = Path(__file__).with_name("plans.txt")
#: Tables with long rows, or with rows without number.
WIDE = frozenset(
    "articles article_texts version_contents bodies captures evidence visits pages".split()
)
#: Modules that run the statements of others.
_THROUGH = {"archive.rows", "archive.matches"}
_STATEMENT = re.compile(r"\s*(?:SELECT|WITH|UPDATE|DELETE|INSERT|REPLACE)\b[^{]*")
_NEEDS_MORE = re.compile("no such (table|column|function)|incomplete input|syntax error")
_ROOT = Path(__file__).parents[2]
_URL = f"{BASE}/news/one"

#: What an analyst asks.
READING: tuple[Callable[[sqlite3.Connection], object], ...] = (
    lambda c: search(c, "hydrogen"),
    lambda c: search(c, "hydro*"),
    lambda c: search(c, "hydrogen", order="newest"),
    lambda c: search(c, "hydrogen", tag=["value chains"], label="special", author="ana"),
    lambda c: search(c, "hydrogen", site="example", language="en", since="2016", state="live"),
    lambda c: search(c, "hydrogen", order="newest", tag="value chains"),
    lambda c: search(c, ""),
    lambda c: search(c, "", tag="value chains"),
    lambda c: search(c, "", tag=["value chains", "smart specialisation"]),
    lambda c: search(c, "", site="example"),
    lambda c: search(c, "", language="en", until="2020"),
    lambda c: search(c, "", undated=True),
    lambda c: search(c, "", label="special"),
    lambda c: facets(c, "hydrogen"),
    lambda c: facets(c, "hydrogen", tag="value chains"),
    lambda c: facets(c, "", tag="value chains"),
    lambda c: facets(c, ""),
    lambda c: months(c, "hydrogen"),
    lambda c: months(c, "", tag="value chains"),
    lambda c: months(c, "", site="example"),
    lambda c: list(select_ids(c, "hydrogen", {})),
    lambda c: list(select_ids(c, "", {"tag": "value chains"})),
    lambda c: queries.find_article(c, _URL),
    lambda c: list(queries.list_articles(c, limit=2)),
    lambda c: queries.status(c),
    lambda c: lookup.article_id(c, _URL.removeprefix("https://www.") + "/?x=1"),
    lambda c: lookup.page_id(c, _URL),
    lambda c: history.history_of(c, _URL, superseded=True),
    lambda c: history.diff_of(c, _URL),
    lambda c: history.diff_of(c, _URL, "2026-03", "2"),
    lambda c: explanation.explain(c, _URL, "title"),
    lambda c: removed.removed_of(c, _URL),
    lambda c: removed.removed_by_rule(c, site="example"),
    lambda c: removed.removed_texts(c, "consent:banner"),
    lambda c: kept_blocks(c, "example"),
    lambda c: tags.list_tags(c, site="example", limit=3),
    lambda c: tag_card.tag_card(c, "value chains"),
    lambda c: tag_card.all_changes(c, limit=5),
    lambda c: addresses.addresses_of(c, 1),
    lambda c: addresses.group_of(c, 1),
    lambda c: overview.failures(c, 1, limit=5),
    lambda c: announced_of(c, _URL),
    lambda c: stored_captures.captures_of(c, 1),
    lambda c: platforms(c),
    lambda c: templates.template_blocks(c, "example"),
)
#: What a run or a person changes.
WRITING: tuple[Callable[[Archive], object], ...] = (
    lambda a: a.begin_run("crawl", ["example"], {}),
    lambda a: a.save([visit(f"{BASE}/news/two", at=LATER)], 1),
    lambda a: a.save([visit(at=LATER, title="A new title", body_text="Otherwise.")], 1),
    lambda a: a.save([visit(at=LATEST)], 1),
    lambda a: a.save([gone(f"{BASE}/news/two", at=LATEST)], 1),
    lambda a: a.correct(1, "title", "The right title", "it was misread"),
    lambda a: a.vocabulary("example"),
    lambda a: ties.tie_some(a.connection, 10),
    lambda a: a.end_run(1),
)
#: What has to look at everything there is.
LOOKING_OVER: tuple[Callable[[sqlite3.Connection], object], ...] = (
    check,
    lambda c: list(leaks(c, lambda blocks: ())),
)


class Planned(NamedTuple):
    """A statement, the module that runs it, and what SQLite does for it."""

    module: str
    sql: str  #: on one line
    plan: tuple[str, ...]
    scanned: frozenset[str]  #: wide tables of which every row is read


class Recorder(sqlite3.Connection):
    """A connection that notes the plan of every statement it is given."""

    planned: dict[tuple[str, str], Planned]

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        """Runs a statement and notes its plan."""
        self._note(sql, values)
        return super().execute(sql, values)

    def executemany(self, sql: str, values: Any, /) -> sqlite3.Cursor:
        """Runs a statement for many rows and notes its plan."""
        rows = list(values)
        if rows:
            self._note(sql, rows[0])
        return super().executemany(sql, rows)

    def note(self, module: str, sql: str, values: Any) -> None:
        """Notes the plan of a statement of a module."""
        steps = tuple(_plan(super().execute(f"EXPLAIN QUERY PLAN {sql}", values)))
        folded = _folded(sql)
        if steps and (module, folded) not in self.planned:
            codes = super().execute(f"EXPLAIN {sql}", values).fetchall()
            roots = dict(
                super().execute("SELECT rootpage, name FROM sqlite_master WHERE type = 'table'")
            )
            self.planned[module, folded] = Planned(module, folded, steps, _scanned(codes, roots))

    def _note(self, sql: str, values: Any) -> None:
        frame = sys._getframe(2)
        while frame.f_globals["__name__"] in _THROUGH and frame.f_back is not None:
            frame = frame.f_back
        module = frame.f_globals["__name__"]
        if _STATEMENT.match(sql):
            self.note(module, sql, values)


def collected() -> list[Planned]:
    """All statements with their plans, by module."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        with Archive.open(path) as archive:
            archive.save([visit()])
            # Statistics come and go; without them the plans are always the same.
            archive.connection.execute("PRAGMA optimize(0)")
        with closing(sqlite3.connect(path, isolation_level=None, factory=Recorder)) as connection:
            connection.planned = {}
            sqlite3.Connection.execute(connection, "DROP TABLE IF EXISTS sqlite_stat1")
        with closing(sqlite3.connect(path, isolation_level=None, factory=Recorder)) as connection:
            connection.planned = {}
            archive = Archive(path, connection)
            for write in WRITING:
                write(archive)
            for read in (*READING, *LOOKING_OVER):
                read(connection)
            _note_questions(connection)
            _note_constants(connection)
            return sorted(connection.planned.values())


def written(planned: Sequence[Planned]) -> str:
    """The text of plans.txt."""
    lines = [f"SQLite {sqlite3.sqlite_version}"]
    module = ""
    for one in planned:
        if one.module != module:
            lines += ["", f"== {one.module}"]
            module = one.module
        lines += ["", one.sql, *(f"    {step}" for step in one.plan)]
    return "\n".join(lines) + "\n"


def _note_questions(connection: Recorder) -> None:
    for name, question in questions.questions().items():
        values: dict[str, object] = defaultdict(str)
        for parameter in re.findall(r":(\w+)", question.sql):
            values[parameter] = "[]" if parameter == "tag" else "1"
        connection.note(f"question {name}", question.sql.strip().rstrip(";"), values)


def _note_constants(connection: Recorder) -> None:
    known = {sql for _, sql in connection.planned}
    for module, sql in _constants():
        if _folded(sql) in known:
            continue
        known.add(_folded(sql))
        names = re.findall(r"(?<![\w':]):([a-z_]+)", sql)
        numbered = max(map(int, re.findall(r"\?(\d+)", sql)), default=0)
        values: Any = dict.fromkeys(names) if names else (None,) * (numbered or sql.count("?"))
        try:
            connection.note(module, sql, values)
        except sqlite3.OperationalError as error:
            # Some need tables or functions that are there for a moment only, some are beginnings.
            if not _NEEDS_MORE.search(str(error)):
                raise


def _constants() -> Iterator[tuple[str, str]]:
    """The whole statements that stand as constants in the archive's modules."""
    for path in sorted((_ROOT / "archive").glob("*.py")):
        module = import_module(f"archive.{path.stem}")
        for value in vars(module).values():
            if isinstance(value, str) and _STATEMENT.fullmatch(value):
                yield module.__name__, value


def _plan(rows: sqlite3.Cursor) -> Iterator[str]:
    """The steps of a plan, indented as they belong together."""
    depth = {0: 0}
    for step, parent, _, detail in map(tuple, rows):
        depth[step] = depth.get(parent, 0) + 1
        yield "  " * (depth[step] - 1) + detail


def _scanned(codes: Sequence[Sequence[Any]], roots: dict[int, str]) -> frozenset[str]:
    """The wide tables that a program walks through from one end, by its op codes."""
    cursors = {row[2]: roots.get(row[3]) for row in codes if row[1] in ("OpenRead", "OpenWrite")}
    walked = {cursors.get(row[2]) for row in codes if row[1] in ("Rewind", "Last", "Count")}
    return frozenset(name for name in walked if name in WIDE)


def _folded(sql: str) -> str:
    """A statement on one line, with lists of marks shortened."""
    return re.sub(r"\?(?:, \?)+", "?, ...", " ".join(sql.split()))


if __name__ == "__main__":
    PLANS.write_text(written(collected()), encoding="utf-8")
