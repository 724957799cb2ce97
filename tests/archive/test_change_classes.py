"""The classes of a change, field by field, and what makes no version."""

from __future__ import annotations

from typing import Any

import pytest

from archive.change_classes import CLASSES, classes_of
from archive.content import Content, content_of
from archive.records import Attachment, Contact, Image, Label, Link, Outcome, Person, Related, Tag
from archive.store import Archive
from tests.archive.making import BASE, article, visit

BODY = "The call is open. It ends on 3 May.\n\nTwelve firms take part in it."
HTML = "<p>The call is open. It ends on 3 May.</p><p>Twelve firms take part in it.</p>"


def content(**changes: Any) -> Content:
    return content_of(article(**{"body_text": BODY, "body_html": HTML, **changes}))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"title": "Skåne closes a cluster"}, "title"),
        ({"title": "Skåne  opens a “cluster”!"}, "cosmetic"),
        ({"published_at": "2016-08-05T15:37:00+02:00"}, "date"),
        ({"published_at": None}, "date"),
        ({"published_at": "2016-08-04T13:37:00+00:00"}, ""),
        ({"modified_at": "2026-01-01T00:00:00+00:00"}, ""),
        ({"tags": (Tag("Smart Specialisation", "smart-specialisation"),)}, "tags"),
        ({"labels": (Label("Special"),)}, "tags"),
        ({"body_text": BODY.replace("open", "opne"), "body_html": None}, "wording"),
        ({"body_text": BODY.replace("3 May", "4 May"), "body_html": None}, "substantive"),
        ({"body_text": BODY.replace("open.", "open!"), "body_html": None}, "cosmetic"),
        ({"body_html": None}, ""),
        ({"body_html": HTML.replace("<p>", "<p class='x' id='y'>")}, ""),
        ({"body_html": f"<div>{HTML}</div>"}, ""),
        ({"body_html": HTML.replace("open", "<b>open</b>")}, "cosmetic"),
        ({"subtitle": "Another region moves"}, "wording"),
        ({"subtitle": None}, "substantive"),
        ({"summary": "What occurred in the region."}, "wording"),
        ({"authors": (Person("Ana Horvat"),)}, "substantive"),
        ({"authors": (Person("Ana Horv…", cut=True), Person("Team"))}, "cosmetic"),
        ({"authors": (Person("Ana Horvat", byline="x"), Person("Team"))}, ""),
        ({"contacts": (Contact("ana@example.org", "Ana Horvat"),)}, "substantive"),
        ({"attachments": (Attachment(f"{BASE}/b.pdf", "Agenda"),)}, "substantive"),
        ({"attachments": (Attachment(f"{BASE}/a.pdf?itok=1", "Agenda"),)}, ""),
        ({"attachments": (Attachment(f"{BASE}/a.pdf", "Agedna"),)}, "wording"),
        ({"attachments": (Attachment(f"{BASE}/a.pdf", "AGENDA"),)}, "cosmetic"),
        ({"images": (Image(f"{BASE}/a.jpg?itok=9", alt="A hall", caption="The hall"),)}, ""),
        ({"images": (Image(f"{BASE}/b.jpg", alt="A hall"),)}, "cosmetic"),
        ({"images": (Image(f"{BASE}/a.jpg", alt="A house", caption="The hall"),)}, "cosmetic"),
        ({"images": (Image(f"{BASE}/a.jpg", alt="A hall", caption="A hall"),)}, "wording"),
        ({"links": (Link("https://other.example/x?utm_id=2", "the programme"),)}, ""),
        ({"links": (Link("https://other.example/y", "the programme"),)}, "cosmetic"),
        ({"related": (Related("A third one", "/news/three"),)}, ""),
        ({"breadcrumbs": (), "section": "News", "source_id": None, "template": "x"}, ""),
        ({"title": "Other", "published_at": "2016-01-01", "tags": ()}, "title date tags"),
    ],
)
def test_classes(changes: dict[str, Any], expected: str) -> None:
    assert classes_of(content(), content(**changes)) == tuple(expected.split())
    assert classes_of(content(**changes), content()) == tuple(expected.split())


def test_the_order_of_tags_is_none_of_the_reader_s_business() -> None:
    tags = article().tags
    assert classes_of(content(tags=tags), content(tags=tags[::-1])) == ()


def test_a_description_that_repeats_the_text_says_nothing_of_its_own() -> None:
    before = content(summary="The call is open. It ends on…")
    after = content(
        summary="The call is open! It ends…",
        body_text=BODY.replace("open.", "open!"),
        body_html=None,
    )
    assert classes_of(before, after) == ("cosmetic",)


def test_the_weightiest_class_comes_first() -> None:
    after = content(title="Another", body_text=f"{BODY} More was said.", tags=(), body_html=None)
    found = classes_of(content(), after)
    assert found == ("substantive", "title", "tags")
    assert sorted(found, key=CLASSES.index) == list(found)


BOILERPLATE: list[dict[str, Any]] = [
    {"modified_at": "2026-03-09T00:00:00+00:00"},
    {"images": (Image(f"{BASE}/a.jpg?itok=new", alt="A hall", caption="The hall"),)},
    {"body_links": (Link("https://other.example/x?utm_source=feed", "the programme"),)},
    {"related": (Related("New teaser", "/news/nine"),)},
    {"tags": article().tags[::-1]},
    {"body_html": '<div class="x">' + str(article().body_html) + "</div>"},
    {"published_at": "2016-08-04T13:37:00+00:00"},
]


@pytest.mark.parametrize("changes", BOILERPLATE, ids=lambda one: next(iter(one)))
def test_boilerplate_makes_no_version_and_no_change(
    archive: Archive, changes: dict[str, Any]
) -> None:
    archive.save([visit(at="2026-03-01T10:00:00+00:00")])
    for day in range(2, 6):
        body = f"<html>{day}</html>".encode()
        (saved,) = archive.save([visit(at=f"2026-03-0{day}T10:00:00+00:00", body=body, **changes)])
        assert saved.outcome is Outcome.UNCHANGED
    counts = [
        archive.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("versions", "changes", "captures")
    ]
    assert counts == [1, 1, 5]
