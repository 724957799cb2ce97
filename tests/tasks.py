"""Ten tasks of an analyst, written down before anything was built to answer them.

They are asked of the archive of :mod:`tests.newsrooms`. ``docs/tasks.md`` is made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from archive.questions import Parameter, find_question
from tests.newsrooms import CALL, FIRST, NO_NAME, TIMED_OUT, WITHDRAWN


class Step(NamedTuple):
    """What a person does in the browser: ``click`` something, or ``fill`` something in."""

    action: str  #: ``click``, ``fill`` or ``select``
    role: str  #: ARIA role of what is clicked or filled in
    name: str  #: its accessible name
    value: str = ""  #: what is filled in or selected


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A question of an analyst, the three ways to its answer, and the answer."""

    name: str
    asks: str
    command: tuple[str, ...]  #: what follows ``clusternews``
    question: str  #: the named question
    given: tuple[str, ...]  #: what it is put with
    steps: tuple[Step, ...]  #: from the start page
    rows: tuple[dict[str, Any], ...]
    #: the first rows of the question's answer, by those of their columns that matter
    says: tuple[str, ...]  #: what stands in the answer at the terminal and in the browser
    omits: tuple[str, ...] = ()  #: what stands in neither
    known: str  #: how the answer is known without asking


def _asking(name: str, **given: str) -> tuple[Step, ...]:
    """The way over the page of the questions: choose one, fill in, send."""
    question = find_question(name)
    chosen = (Step("click", "link", "Questions"), Step("click", "link", question.about))
    if not given:
        return chosen
    filled = [
        Step("fill", *_field(one), given[one.name])
        for one in question.parameters
        if one.name in given
    ]
    return (*chosen, *filled, Step("click", "button", "Ask"))


def _field(parameter: Parameter) -> tuple[str, str]:
    """Role and accessible name of the field for a parameter; some offer names as one types."""
    role = "combobox" if parameter.kind in ("tag", "label", "site") else "textbox"
    return role, parameter.name.capitalize() + " needed" * (parameter.default is None)


def _finding(words: str, *then: Step) -> tuple[Step, ...]:
    """The way over the search field that stands on every page."""
    field = Step("fill", "searchbox", "Find articles by their words", words)
    return (field, Step("click", "button", "Search"), *then)


TASKS: tuple[Task, ...] = (
    Task(
        name="rising",
        asks="Which tags rose most in 2018?",
        command=("query", "rising-tags", "2018"),
        question="rising-tags",
        given=("year=2018",),
        steps=_asking("rising-tags", year="2018"),
        rows=(
            {"site": "atlantic", "tag": "Hydrogen", "percent_before": 0.0, "percent": 75.0},
            {"site": "rhone", "tag": "Hydrogène", "percent_before": 0.0, "percent": 50.0},
        ),
        says=("Hydrogen", "Hydrogène"),
        omits=("Skills",),
        known="Of the four articles of atlantic in 2018 three have the tag, of those in 2017 "
        "none; on rhone one of two. Every other tag has a smaller share than the year before.",
    ),
    Task(
        name="first",
        asks="Which article was the first to name the project HyTide?",
        command=("query", "first-mention", "HyTide", "top=1"),
        question="first-mention",
        given=("words=HyTide", "top=1"),
        steps=_asking("first-mention", words="HyTide", top="1"),
        rows=({"published_at": FIRST.published, "site": "atlantic", "url": FIRST.url},),
        says=(FIRST.title, "2018-03-12"),
        omits=("HyTide opens its plant", "Notes of a meeting"),
        known="Four articles name it: one on 2018-03-12, only in its text, two later, and one "
        "has no date.",
    ),
    Task(
        name="changed",
        asks="What has changed in the text of this call, and when?",
        command=("diff", CALL.url),
        question="text-changes",
        given=(f"article={CALL.url}",),
        steps=_finding(
            '"pilot lines"',
            Step("click", "link", CALL.title),
            Step("click", "link", "What changed last"),
        ),
        rows=(
            {"field": "body_text", "what": "taken out", "position": 2},
            {"field": "body_text", "what": "put in", "position": 2},
            {"field": "event_dates", "what": "taken out", "text": "2026-06-15"},
            {"field": "event_dates", "what": "put in", "text": "2026-07-31"},
        ),
        says=("2026-03-02", "31 July", "15 June"),
        omits=("A jury of five",),
        known="The page was read on 2026-03-01 with one time limit and on 2026-03-02 with "
        "another; nothing else differs.",
    ),
    Task(
        name="undated",
        asks="Which articles have no date, and why?",
        command=("query", "undated-articles"),
        question="undated-articles",
        given=(),
        steps=_asking("undated-articles"),
        rows=(
            {"site": "atlantic", "why": "absent", "title": "Notes of a meeting"},
            {"site": "oresund", "why": "not_in_form", "title": "Udskrift"},
        ),
        says=("Notes of a meeting", "Udskrift"),
        omits=(FIRST.title,),
        known="Two pages were made without one: on the first it was looked for, the second came "
        "in a form that does not show it.",
    ),
    Task(
        name="who",
        asks="Who wrote about hydrogen in three countries, in which languages?",
        command=("query", "authors-on-term-by-language", "hydrog*"),
        question="authors-on-term-by-language",
        given=("words=hydrog*",),
        steps=_asking("authors-on-term-by-language", words="hydrog*"),
        rows=(
            {"site": "atlantic", "language": "en", "author": "Aoife Brennan", "articles": 2},
            {"site": "atlantic", "language": "en", "author": "no author on the page"},
            {"site": "oresund", "language": "da", "author": "Signe Holm", "articles": 1},
            {"site": "rhone", "language": "fr", "author": "Camille Roux", "articles": 1},
        ),
        says=("Aoife Brennan", "Signe Holm", "Camille Roux"),
        omits=("Luc Blanc", "Team"),
        known="The word, or hydrogène, stands in five articles; one of them names no author.",
    ),
    Task(
        name="together",
        asks="Which tags stand beside Hydrogen?",
        command=("tags", "Hydrogen", "--with"),
        question="tags-beside",
        given=("tag=Hydrogen",),
        steps=(Step("click", "link", "Tags"), Step("click", "link", "Hydrogen")),
        rows=(
            {"site": "atlantic", "tag": "Maritime", "articles": 2},
            {"site": "oresund", "tag": "Maritime", "articles": 1},
        ),
        says=("Maritime",),
        omits=("Skills", "Bois"),
        known="Of the four articles with the tag, three have Maritime as well, and no other one.",
    ),
    Task(
        name="withdrawn",
        asks="Which articles were withdrawn by their platform, and since when?",
        command=("query", "withdrawn-articles"),
        question="withdrawn-articles",
        given=(),
        steps=_asking("withdrawn-articles"),
        rows=({"gone_at": "2026-03-03T10:00:00+00:00", "site": "rhone", "url": WITHDRAWN.url},),
        says=(WITHDRAWN.title, "2026-03-03"),
        omits=("Le tissu",),
        known="One page answered 410 on the second day, and on the third: since then it counts as "
        "gone.",
    ),
    Task(
        name="calls",
        asks="Which open calls name a day after 1 June 2026, the newest first?",
        command=("query", "labelled-articles", "Open call", "since=2026-06-02"),
        question="labelled-articles",
        given=("label=Open call", "since=2026-06-02"),
        steps=_asking("labelled-articles", label="Open call", since="2026-06-02"),
        rows=({"title": CALL.title, "days_named": "2026-07-31", "url": CALL.url},),
        says=(CALL.title, "2026-07-31"),
        omits=("Appel à projets",),
        known="Two articles have the label: one names 2026-05-20, the other 2026-07-31 since it "
        "was edited.",
    ),
    Task(
        name="coverage",
        asks="Which fields do the articles of oresund lack most?",
        command=("query", "coverage", "oresund"),
        question="coverage",
        given=("site=oresund",),
        steps=(Step("click", "link", "Sites"), Step("click", "link", "oresund")),
        rows=(
            *({"percent": 0.0, "with_value": 0, "articles": 4},) * 6,
            {"field": "authors", "percent": 25.0, "with_value": 1, "articles": 4},
            {"field": "event_dates", "percent": 25.0, "with_value": 1, "articles": 4},
            {"field": "labels", "percent": 25.0, "with_value": 1, "articles": 4},
            {"field": "published_at", "percent": 75.0, "with_value": 3, "articles": 4},
        ),
        says=("authors", "labels"),
        known="Its four articles were made without pictures, links, files, contacts, section "
        "and time of change; one of them has an author, a label and a day, three have a date.",
    ),
    Task(
        name="failed",
        asks="Which runs failed, and why?",
        command=("query", "failed-runs"),
        question="failed-runs",
        given=(),
        steps=(Step("click", "link", "Runs"), Step("click", "link", "3 refresh")),
        rows=(
            {"id": 3, "exit_code": 3, "why": TIMED_OUT, "pages": 2},
            {"id": 3, "exit_code": 3, "why": NO_NAME, "pages": 1},
        ),
        says=(TIMED_OUT, NO_NAME),
        known="The third run was ended with code 3; two of its pages timed out, and the name of "
        "one was not known.",
    ),
)
