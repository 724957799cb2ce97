"""The history of an article, and the difference of any two of its versions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import time_machine

from archive import history
from archive.errors import NothingFound, UsageError
from archive.history import diff_of, history_of
from archive.opening import open_reading
from archive.records import Form
from archive.store import Archive
from tests.archive.making import BASE, gone, visit

URL = f"{BASE}/news/one"
TEXT = "The call is open for firms. It ends on 3 May."


def day(number: int) -> str:
    return f"2026-03-{number:02}T10:00:00+00:00"


def save(archive: Archive, number: int, **changes: Any) -> None:
    archive.save([visit(at=day(number), **{"body_text": TEXT, "body_html": None, **changes})])


@pytest.fixture
def edited(archive: Archive) -> Archive:
    save(archive, 1)
    save(archive, 2, body_text=TEXT.replace("3 May", "9 May"))
    save(archive, 3, body_text=TEXT.replace("3 May", "9 May"), title="A new title")
    archive.save([gone(at=day(4))])
    save(archive, 6, body_text=TEXT.replace("3 May", "9 May"), title="A new title")
    archive.save([gone(at=day(8))])
    return archive


def test_every_change_since_when_and_how_we_know(edited: Archive) -> None:
    found = history_of(edited.connection, URL)
    assert (found["state"], found["gone_at"], found["title"]) == ("gone", day(8), "A new title")
    assert [(one["at"], one["class"], one["state"]) for one in found["changes"]] == [
        (day(1), "first", "live"),
        (day(2), "substantive", "live"),
        (day(3), "title", "live"),
        (day(4), "withdrawn", "gone"),
        (day(6), "returned", "live"),
        (day(8), "withdrawn", "gone"),
    ]
    second = found["changes"][1]
    assert (second["version"], second["extractor"]) == (2, "rules 1")
    assert second["capture"]["form"] == Form.HTTP
    assert (second["capture"]["captured_at"], second["capture"]["url"]) == (day(2), URL)
    assert len(second["capture"]["digest"]) == 64
    assert found["changes"][3]["capture"] is None
    assert "replaced_at" not in second
    json.dumps(found)


def test_what_is_no_longer_held_true(archive: Archive) -> None:
    with time_machine.travel("2026-04-01T00:00:00+00:00", tick=False):
        save(archive, 5)
        save(archive, 9, title="Other")
    with time_machine.travel("2026-05-01T00:00:00+00:00", tick=False):
        save(archive, 2, title="Earlier")
    now = history_of(archive.connection, "1")["changes"]
    assert [(one["at"], one["class"]) for one in now] == [
        (day(2), "first"),
        (day(5), "title"),
        (day(9), "title"),
    ]
    every = history_of(archive.connection, "1", superseded=True)["changes"]
    old = [one for one in every if one["replaced_at"]]
    assert [(one["at"], one["class"]) for one in old] == [(day(5), "first")]
    assert old[0]["replaced_at"] == "2026-05-01T00:00:00+00:00"
    assert len(every) == len(now) + 1


def test_the_last_change(edited: Archive) -> None:
    found = diff_of(edited.connection, URL)
    assert (found["before"]["version"], found["after"]["version"]) == (2, 3)
    assert found["classes"] == ["title"]
    assert [one["field"] for one in found["fields"]] == ["title"]
    json.dumps(found)


@pytest.mark.parametrize(
    ("a", "b", "versions"),
    [
        ("1", None, (1, 3)),
        ("1", "2", (1, 2)),
        ("3", "1", (3, 1)),
        ("2026-03-01", "2026-03-02", (1, 2)),
        ("2026-03-02T09:59", None, (1, 3)),
        ("2", "2026", (2, 3)),
        ("2026-03", "1", (3, 1)),
        ("2026-03-04", "3", (3, 3)),
    ],
)
def test_versions_and_dates(
    edited: Archive, a: str, b: str | None, versions: tuple[int, int]
) -> None:
    found = diff_of(edited.connection, URL, a, b)
    assert (found["before"]["version"], found["after"]["version"]) == versions
    assert bool(found["classes"]) == (versions[0] != versions[1])


def test_words_of_a_difference(edited: Archive) -> None:
    (body,) = diff_of(edited.connection, URL, "1", "2")["fields"]
    assert (body["field"], body["removed"], body["added"]) == ("body_text", ["3"], ["9"])


@pytest.mark.parametrize(
    ("a", "b", "error", "said"),
    [
        ("7", None, NothingFound, "has no version 7"),
        ("1", "0", NothingFound, "has no version 0"),
        ("2025", None, NothingFound, "nothing is known .* as of 2025"),
        ("yesterday", None, UsageError, "'yesterday' is no date"),
        ("-1", None, UsageError, "'-1' is no date"),
        ("9" * 40, None, UsageError, "is no date"),
        ("²", None, UsageError, "is no date"),
        ("1", "'; DROP TABLE changes;--", UsageError, "is no date"),
    ],
)
def test_what_is_not_there(
    edited: Archive, a: str, b: str | None, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        diff_of(edited.connection, URL, a, b)
    assert not edited.connection.in_transaction


def test_one_version(archive: Archive) -> None:
    save(archive, 1)
    archive.save([gone(at=day(2))])
    with pytest.raises(NothingFound, match="has one version; nothing to compare"):
        diff_of(archive.connection, URL)
    assert diff_of(archive.connection, URL, "1")["fields"] == []


def test_an_unknown_article(archive: Archive) -> None:
    for ask in (history_of, diff_of):
        with pytest.raises(NothingFound):
            ask(archive.connection, "https://nowhere.example/")


def test_no_statement_reads_more_than_the_rows_of_one_article(edited: Archive, path: Path) -> None:
    connection = open_reading(path)
    statements = {
        history._CHANGES: (1, 1),
        history._ARTICLE: (1,),
        history._NUMBERED: (1, 1),
        history._AS_OF: (1, day(3)),
        history._FIRST_SEEN: (1,),
        history._LATEST_FIRST: (1,),
        history._NUMBERS: (1,),
    }
    for sql, values in statements.items():
        plan = [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        assert not [step for step in plan if step.startswith("SCAN") or "TEMP B-TREE" in step], plan
    connection.close()
