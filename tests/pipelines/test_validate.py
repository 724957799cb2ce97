"""Every rule fires where it should, and only there; nothing is dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive.records import Contact, Image, Link, Person, Problem, Severity, Tag, Visit
from pipelines.validate import RULES, validate
from tests.pipelines.test_normalise import ARTICLE, VISIT

FINE = replace(ARTICLE, body_text="A sentence about clusters in Skåne and Łódź. " * 5)
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()
NEXT_YEAR = (datetime.now(UTC) + timedelta(days=400)).date().isoformat()


def codes(**fields: Any) -> list[str]:
    visit = validate(replace(VISIT, article=replace(FINE, **fields)))
    return [problem.code for problem in visit.problems]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"published_at": "2016-06-21", "modified_at": "2016-06-21T10:00:00+02:00"},
        {"published_at": TOMORROW},
        {"modified_at": "2020-01-01"},
        {"event_dates": ("2016-02-29", NEXT_YEAR)},
        {"authors": (Person("Ana Kovač"), Person("Team 4.0", organisation=True))},
        {"tags": (Tag("Smart specialisation", "smart-specialisation"),)},
        {"contacts": (Contact("first.last@cluster-x.example"),)},
        {"links": (Link("https://x.example/[a]", "a"), Link("mailto:a@b.example", "a"))},
        {"language": "en", "declared_language": "en-GB"},
        {"language": None, "declared_language": "en"},
        {"title": "Ã la carte"},
    ],
)
def test_nothing_to_say(fields: dict[str, Any]) -> None:
    assert codes(**fields) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"body_text": " "}, "body_missing"),
        ({"body_text": "Read more."}, "body_short"),
        ({"title": "x" * 301}, "title_long"),
        ({"title": FINE.body_text, "body_text": FINE.body_text}, "title_is_body"),
        ({"published_at": "yesterday"}, "date_invalid"),
        ({"published_at": "2016-13-01"}, "date_invalid"),
        ({"published_at": "2016-06-21T10:00:00"}, "date_invalid"),
        ({"published_at": NEXT_YEAR}, "date_in_future"),
        ({"published_at": "1970-01-01"}, "date_before_web"),
        ({"modified_at": "1970-01-01T00:00:00+00:00"}, "date_before_web"),
        ({"published_at": "2016-06-21", "modified_at": "2016-06-20"}, "modified_before_published"),
        ({"event_dates": ("2016-02-30",)}, "event_date_invalid"),
        ({"body_text": FINE.body_text + "Sk\ufffdne"}, "letters_lost"),
        ({"body_text": FINE.body_text + "SkÃ¥ne und MÃ¼nchen fÃ¼r"}, "encoding_doubtful"),
        ({"authors": (Person("x" * 81),)}, "author_doubtful"),
        ({"authors": (Person("On 5 April 2023"),)}, "author_doubtful"),
        ({"tags": (Tag("x" * 101, "x"),)}, "tag_doubtful"),
        ({"tags": tuple(Tag(str(n), str(n)) for n in range(51))}, "tags_many"),
        ({"contacts": (Contact("nobody"),)}, "contact_invalid"),
        ({"images": (Image("/relative.png"),)}, "link_relative"),
        ({"language": "de", "declared_language": "en"}, "language_differs"),
    ],
)
def test_what_looks_wrong(fields: dict[str, Any], code: str) -> None:
    assert code in codes(**fields)


def test_the_article_itself_stays_as_it_is() -> None:
    visit = replace(VISIT, article=replace(FINE, body_text=""))
    checked = validate(visit)
    assert checked.article is visit.article
    assert checked.problems[0].severity is Severity.ERROR


def test_a_problem_that_is_known_is_not_told_twice() -> None:
    known = Problem("body_missing", "the reader has said so", Severity.ERROR, "body_text")
    visit = replace(VISIT, article=replace(FINE, body_text=""), problems=(known,))
    assert validate(visit).problems == (known,)


def test_a_visit_without_an_article_passes() -> None:
    visit: Visit = replace(VISIT, article=None)
    assert validate(visit) is visit


def test_each_rule_says_what_it_holds() -> None:
    assert all(rule.__doc__ for rule in RULES)
