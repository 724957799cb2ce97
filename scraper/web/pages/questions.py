"""The named questions, and the answer to one."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Mapping
from typing import Any

from archive.errors import ClusternewsError, NothingFound, UsageError
from archive.lookup import article_ids
from archive.name_lists import label_names, platform_names, tag_names
from archive.questions import Answer as Answered
from archive.questions import Question, ask_sql, bound, find_question, sections
from scraper.web.answers import Answer, Page, Picture, table
from scraper.web.asked import Asked, address
from scraper.web.pages.cells import shown_rows, url_columns
from scraper.web.pages.question_pictures import picture_of

#: Rows shown on the page; a download has more.
SHOWN, DOWNLOADED = 200, 10_000
#: A question is given up after so many seconds.
SECONDS = 8.0
#: Kinds of parameters whose values are names that a list offers.
_NAMED = {"tag": tag_names, "site": platform_names, "label": label_names}


def questions(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """Every question that has a name, by section."""
    rows = [
        {"section": section, "name": one.name, "question": one.about}
        for section, those in sections().items()
        for one in those
    ]
    return Page("questions.html", {"sections": sections()}, rows=rows, file="questions")


def question(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """A question with its form and, once it has all that it needs, its answer."""
    known = _found(asked.parts["question"])
    given = _given(asked, known)
    missing = [one.name for one in known.parameters if one.default is None and not given[one.name]]
    if asked.form == "html" and missing:
        return _page(connection, known, given, missing=missing)
    limit = SHOWN if asked.form == "html" else DOWNLOADED
    try:
        values = bound(connection, known, given)
        answer = ask_sql(connection, known.sql, values, limit=limit, seconds=SECONDS)
    except ClusternewsError as error:
        if asked.form != "html":
            raise
        return _page(connection, known, given, error=error)
    return _page(connection, known, given, answer=answer, values=values)


def picture(asked: Asked, connection: sqlite3.Connection) -> Answer:
    """The picture of an answer."""
    known = _found(asked.parts["question"])
    if known.chart is None:
        raise NothingFound(f"the question {known.name} has no picture")
    values = bound(connection, known, _given(asked, known))
    answer = ask_sql(connection, known.sql, values, limit=DOWNLOADED, seconds=SECONDS)
    return Picture(picture_of(known, known.chart, answer, asked))


def _found(name: str) -> Question:
    try:
        return find_question(name)
    except UsageError as error:
        raise NothingFound(
            f"no question is called {name[:80]!r}", hint="the page of questions lists all"
        ) from error


def _given(asked: Asked, known: Question) -> dict[str, str]:
    return {one.name: asked.one(one.name) for one in known.parameters}


def _page(
    connection: sqlite3.Connection,
    known: Question,
    given: Mapping[str, str],
    *,
    missing: list[str] | None = None,
    answer: Answered | None = None,
    values: Mapping[str, Any] | None = None,
    error: ClusternewsError | None = None,
) -> Page:
    kinds = {one.kind for one in known.parameters}
    shown: dict[str, Any] = {
        "known": known,
        "given": given,
        "missing": missing or [],
        "error": error,
        "answer": None,
        "names": {kind: of(connection) for kind, of in _NAMED.items() if kind in kinds},
        "command": _command(known, given),
        "sql_page": address("/archive", {"sql": known.sql, **_texts(values or {})}),
    }
    if answer is None:
        return Page("question.html", shown, file=known.name, status=400 if error else 200)
    urls = [row[at] for at in url_columns(answer.columns) for row in answer.rows]
    articles = article_ids(connection, [url for url in urls if isinstance(url, str)])
    shown["answer"] = answer
    shown["cells"] = shown_rows(answer.columns, answer.rows[:SHOWN], articles)
    rows = table(answer.columns, answer.rows)
    return Page("question.html", shown, rows=rows, columns=answer.columns, file=known.name)


def _command(known: Question, given: Mapping[str, str]) -> str:
    """The command that gives the same; a value that is needed and missing as dots."""
    words = ["clusternews", "query", known.name]
    for one in known.parameters:
        if given[one.name]:
            words.append(shlex.quote(f"{one.name}={given[one.name]}"))
        elif one.default is None:
            words.append(f"{one.name}=...")
    return " ".join(words)


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
