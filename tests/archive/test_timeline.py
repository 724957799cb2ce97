"""The history of articles: the same in whatever order captures come in."""

from __future__ import annotations

import hashlib
import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine

from archive.records import Form, RemovedBlock, Visit
from archive.store import Archive
from tests.archive.making import BASE, gone, visit
from tests.fresh import fresh

ONE = f"{BASE}/news/one"
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (
    f"2020-06-0{day}T08:00:00+00:00" for day in range(1, 6)
)
OLD_TEXT = "The call opens in June. Ten regions take part in it."
NEW_TEXT = "The call opens in June. Twelve regions take part in it."


def history(archive: Archive, *, url: str = ONE) -> list[tuple[str, str, str]]:
    """Day, classes and body of each change in force."""
    rows = archive.connection.execute(
        "SELECT h.at, h.classes, h.state, v.body_text FROM article_history h "
        "JOIN article_versions v ON v.version_id = h.version_id "
        "WHERE h.url = ? AND h.replaced_at IS NULL ORDER BY h.at",
        (url,),
    )
    return [
        (at[8:10], f"{classes} {state}".removesuffix(" live"), body)
        for at, classes, state, body in rows
    ]


def test_an_article_that_stays_as_it_is_has_one_change(archive: Archive) -> None:
    for at in (MONDAY, TUESDAY, WEDNESDAY):
        archive.save([visit(at=at, body=at.encode())])
    assert [row[:2] for row in history(archive)] == [("01", "first")]


def test_changes_withdrawal_and_return_are_named(archive: Archive) -> None:
    archive.save([visit(at=MONDAY, body_text=OLD_TEXT)])
    archive.save([visit(at=TUESDAY, body_text=NEW_TEXT)])
    archive.save([gone(at=WEDNESDAY)])
    archive.save([visit(at=THURSDAY, body_text=NEW_TEXT, body=b"again")])
    archive.save([visit(at=FRIDAY, body_text=OLD_TEXT, body=b"and back")])
    assert history(archive) == [
        ("01", "first", OLD_TEXT),
        ("02", "substantive", NEW_TEXT),
        ("03", "withdrawn gone", NEW_TEXT),
        ("04", "returned", NEW_TEXT),
        ("05", "substantive", OLD_TEXT),
    ]


def test_a_page_that_returns_changed_says_both(archive: Archive) -> None:
    archive.save([visit(at=MONDAY, body_text=OLD_TEXT)])
    archive.save([gone(at=TUESDAY)])
    archive.save([visit(at=WEDNESDAY, body_text=NEW_TEXT)])
    assert history(archive)[-1][:2] == ("03", "returned substantive")


def arrivals() -> list[Visit]:
    texts = (OLD_TEXT, OLD_TEXT, NEW_TEXT, OLD_TEXT, OLD_TEXT)
    days = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)
    return [
        visit(at=at, body_text=text, body=f"{at} {text}".encode())
        for at, text in zip(days, texts, strict=True)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_arrival_does_not_matter(path: Path, seed: int) -> None:
    visits = arrivals()
    random.Random(seed).shuffle(visits)
    with fresh(path) as archive:
        for one in visits:
            archive.save([one])
        assert history(archive) == [
            ("01", "first", OLD_TEXT),
            ("03", "substantive", NEW_TEXT),
            ("04", "substantive", OLD_TEXT),
        ]
        shown = archive.connection.execute("SELECT body_text FROM article_texts").fetchone()[0]
        assert shown == OLD_TEXT


def test_a_late_arrival_replaces_a_belief_and_keeps_it(path: Path) -> None:
    with time_machine.travel("2021-01-01T00:00:00Z", tick=False), Archive.open(path) as archive:
        archive.save([visit(at=MONDAY, body_text=OLD_TEXT)])
        archive.save([visit(at=WEDNESDAY, body_text=NEW_TEXT)])
    with time_machine.travel("2021-02-01T00:00:00Z", tick=False), Archive.open(path) as archive:
        archive.save([visit(at=TUESDAY, body_text=NEW_TEXT, body=b"found later")])
        rows = archive.connection.execute(
            "SELECT substr(at, 9, 2), substr(noted_at, 1, 7), substr(replaced_at, 1, 7) "
            "FROM changes ORDER BY at, noted_at"
        ).fetchall()
    assert rows == [
        ("01", "2021-01", None),
        ("02", "2021-02", None),
        ("03", "2021-01", "2021-02"),
    ]


def test_a_fuller_form_is_no_change_of_the_platform(archive: Archive) -> None:
    archive.save([visit(at=MONDAY, form=Form.PRINT, body_text="A print of it.", body=b"print")])
    archive.save([visit(at=TUESDAY, body_text=OLD_TEXT)])
    assert [row[:2] for row in history(archive)] == [("01", "first"), ("02", "fuller")]


def test_a_print_or_a_witness_beside_the_page_says_nothing(archive: Archive) -> None:
    archive.save([visit(at=MONDAY, body_text=OLD_TEXT)])
    archive.save([visit(at=TUESDAY, form=Form.PRINT, body_text="Shorter.", body=b"print")])
    archive.save([visit(at=WEDNESDAY, witness=True, body_text=NEW_TEXT, body=b"staging")])
    assert [row[:2] for row in history(archive)] == [("01", "first")]
    pointed = archive.connection.execute("SELECT version_id FROM captures ORDER BY id").fetchall()
    assert pointed == [(1,), (None,), (None,)]


def test_a_flicker_that_arrives_late_does_not_become_the_article(archive: Archive) -> None:
    archive.save([visit(at=MONDAY, body_text=OLD_TEXT)])
    archive.save([visit(at=TUESDAY, body_text=NEW_TEXT)])
    archive.save([visit(at=FRIDAY, body_text=NEW_TEXT, body=b"the same")])
    archive.save([visit(at=WEDNESDAY, body_text=OLD_TEXT, body=b"flicker")])
    assert [row[0] for row in history(archive)] == ["01", "02", "03", "05"]
    shown = archive.connection.execute("SELECT body_text FROM article_texts").fetchone()[0]
    assert shown == NEW_TEXT


def test_saving_again_changes_nothing(archive: Archive) -> None:
    visits = [*arrivals(), gone(at="2020-06-06T08:00:00+00:00")]
    archive.save(visits)
    before = archive.connection.execute("SELECT * FROM changes").fetchall()
    for one in itertools.chain(visits, reversed(visits)):
        archive.save([one])
    assert archive.connection.execute("SELECT * FROM changes").fetchall() == before


@pytest.mark.parametrize("first_without", [True, False])
def test_a_paragraph_taken_for_boilerplate_on_one_visit_is_no_change(
    archive: Archive, first_without: bool
) -> None:
    short = "Doors open at nine."
    whole = visit(body_text=f"{OLD_TEXT}\n\n{short}", removed=())
    less = visit(body_text=OLD_TEXT, removed=(RemovedBlock("unlikely:text", short, "p"),))
    one, two = (less, whole) if first_without else (whole, less)
    archive.save([again(one, MONDAY), again(two, TUESDAY)])
    assert [row[1] for row in history(archive)] == ["first"]
    gone_for_good = visit(body_text=NEW_TEXT, removed=(), at=WEDNESDAY)
    archive.save([gone_for_good])
    assert [row[1] for row in history(archive)] == ["first", "substantive"]


def again(one: Visit, at: str) -> Visit:
    """The visit at another time, with other bytes."""
    assert one.capture is not None
    body = one.capture.body + at.encode()
    digest = hashlib.sha256(body).hexdigest()
    capture = replace(one.capture, captured_at=at, body=body, digest=digest)
    return replace(one, visited_at=at, capture=capture)


def test_a_page_found_gone_earlier_than_was_known_is_gone_since_then(archive: Archive) -> None:
    archive.save([visit(at=MONDAY)])
    archive.save([gone(at=THURSDAY)])
    archive.save([gone(at=TUESDAY)])
    assert [row[:2] for row in history(archive)] == [("01", "first"), ("02", "withdrawn gone")]


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_print_and_a_staging_page_the_platforms_own_print_counts(
    archive: Archive, turned: bool
) -> None:
    printed = visit(at=TUESDAY, form=Form.PRINT, body_text=NEW_TEXT, body=b"print")
    staging = visit(at=MONDAY, witness=True, body_text=OLD_TEXT, body=b"staging")
    for one in (staging, printed) if turned else (printed, staging):
        archive.save([one])
    assert [row[1:] for row in history(archive)] == [("first", OLD_TEXT), ("fuller", NEW_TEXT)]
    shown = archive.connection.execute("SELECT body_text FROM article_texts").fetchone()[0]
    assert shown == NEW_TEXT
