"""How one value is known: evidence with its meaning, the capture, the past, a correction."""

from __future__ import annotations

import json

import pytest

from archive.errors import NothingFound, UsageError
from archive.explanation import explain
from archive.records import Evidence, Form, Problem
from archive.store import Archive
from tests.archive.making import BASE, LATER, LATEST, TIME, gone, visit

ONE = f"{BASE}/news/one"
EVIDENCE = (
    Evidence("published_at", "json-ld", "datePublished", "2016-08-05", 0.9),
    Evidence("published_at", "text", "span.date", "4 August", 0.4, chosen=False),
    Evidence("title", "text", "h1", "Skåne", 0.7),
)
DOUBT = Problem("date_doubtful", "Two dates differ.", field="published_at")


def test_everything_on_one_value(archive: Archive) -> None:
    archive.save([visit(published_at="2016-08-04")])
    archive.save([visit(at=LATER, title="Same date")])
    later = visit(at=LATEST, published_at="2016-08-05", evidence=EVIDENCE, problems=(DOUBT,))
    archive.save([later])
    found = explain(archive.connection, ONE, "published_at")
    assert later.capture is not None
    assert found == {
        "id": 1,
        "url": ONE,
        "field": "published_at",
        "value": "2016-08-05",
        "evidence": [
            {"method": "json-ld", "meaning": "a JSON-LD statement of the page"}
            | {"place": "datePublished", "raw": "2016-08-05", "confidence": 0.9}
        ],
        "not_taken": [
            {
                "method": "text",
                "meaning": "what the page prints, at a place that general rules know",
            }
            | {"place": "span.date", "raw": "4 August", "confidence": 0.4}
        ],
        "capture": {"form": "http", "captured_at": LATEST, "address": ONE, "status": 200}
        | {"digest": later.capture.digest, "witness": 0},
        "version": 3,
        "extractor": "rules 1",
        "read_at": found["read_at"],
        "history": [
            {"at": TIME, "version": 1, "extractor": "rules 1", "value": "2016-08-04"},
            {"at": LATER, "version": 2, "extractor": "rules 1"}
            | {"value": "2016-08-04T15:37:00+02:00"},
            {"at": LATEST, "version": 3, "extractor": "rules 1", "value": "2016-08-05"},
        ],
        "problems": [
            {"code": "date_doubtful", "severity": "warning"}
            | {"message": "Two dates differ.", "seen_at": LATEST}
        ],
        "correction": None,
    }
    assert json.loads(json.dumps(found)) == found


def test_a_value_that_stays_is_one_row_of_the_past(archive: Archive) -> None:
    archive.save([visit(), visit(at=LATER, title="Other"), gone(ONE, at=LATEST)])
    assert len(explain(archive.connection, "1", "language")["history"]) == 1
    assert [row["value"] for row in explain(archive.connection, "1", "title")["history"]] == [
        "Skåne opens a cluster",
        "Other",
    ]


def test_lists_and_texts_are_values_too(archive: Archive) -> None:
    archive.save([visit()])
    assert explain(archive.connection, "1", "authors")["value"] == ["Ana Horvat", "Team"]
    assert explain(archive.connection, "1", "people")["field"] == "authors"
    assert explain(archive.connection, "1", "Body-Text")["value"].startswith("The first")
    assert explain(archive.connection, "1", "tags")["value"][0]["slug"] == "smart-specialisation"
    assert explain(archive.connection, "1", "modified_at")["evidence"][0]["meaning"] == (
        "looked for, and not there"
    )


def test_what_a_person_put_in_is_named(archive: Archive) -> None:
    archive.save([visit()])
    archive.correct(1, "published_at", "2020-01-01", "the page is wrong")
    found = explain(archive.connection, "1", "published_at")
    assert found["value"] == "2020-01-01"
    assert found["correction"]["why"] == "the page is wrong"
    assert explain(archive.connection, "1", "title")["correction"] is None


def test_the_capture_is_that_of_the_version_shown(archive: Archive) -> None:
    archive.save([visit(), visit(at=LATER, form=Form.PRINT, title="In print")])
    found = explain(archive.connection, "1", "title")
    assert (found["value"], found["capture"]["form"]) == ("Skåne opens a cluster", "http")


@pytest.mark.parametrize(
    ("field", "near"), [("publised_at", "published_at"), ("author", "authors"), ("", "known are")]
)
def test_an_unknown_field_is_answered_with_the_nearest(
    archive: Archive, field: str, near: str
) -> None:
    archive.save([visit()])
    with pytest.raises(UsageError) as caught:
        explain(archive.connection, "1", field)
    assert near in caught.value.hint
    with pytest.raises(NothingFound):
        explain(archive.connection, "9", "title")
