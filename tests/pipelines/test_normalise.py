"""One form for every value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.records import (
    Article,
    Attachment,
    Contact,
    Image,
    Label,
    Link,
    PageKind,
    PageState,
    Person,
    Related,
    Tag,
    Visit,
)
from pipelines.normalise import normalise

ARTICLE = Article(
    url="https://x.example/a",
    site="x",
    title="A title",
    body_text="One.\n\nTwo.",
    extractor="test 1",
)
VISIT = Visit(
    url="https://x.example/a",
    site="x",
    visited_at="2026-01-01T00:00:00+00:00",
    kind=PageKind.ARTICLE,
    state=PageState.FETCHED,
    article=ARTICLE,
)


def normal(**fields: Any) -> Article:
    found = normalise(replace(VISIT, article=replace(ARTICLE, **fields))).article
    assert found is not None
    return found


def test_what_is_in_normal_form_stays_the_same_object() -> None:
    assert normalise(VISIT) is VISIT
    without = replace(VISIT, article=None)
    assert normalise(without) is without


@pytest.mark.parametrize(
    ("field", "given", "normal_form"),
    [
        ("title", "  Ska\u030ane \n news\u00a0today ", "Sk\u00e5ne news today"),
        ("subtitle", " \n", None),
        ("summary", "two  words", "two words"),
        ("section", "", None),
        ("body_text", "One. \n\n\n\n Two\u00a0\r\n", "One.\n\n Two"),
        ("body_html", "", None),
        ("published_at", "2023-04-05T10:00:00Z", "2023-04-05T10:00:00+00:00"),
        ("published_at", " 2023-04-05 ", "2023-04-05"),
        ("modified_at", "", None),
        ("language", "en-GB", "en"),
        ("language", "DE", "de"),
        ("language", "english!", None),
        ("event_dates", ("2016-06-22", "2016-06-21", "2016-06-22"), ("2016-06-21", "2016-06-22")),
        ("authors", (Person("A"), Person("B"), Person("A")), (Person("A"), Person("B"))),
        ("labels", (Label("Special"), Label("Special")), (Label("Special"),)),
        ("tags", (Tag("X", "x", "/tags/x"), Tag("x", "x")), (Tag("X", "x", "/tags/x"),)),
        ("images", (Image("u", "a"), Image("u", "b")), (Image("u", "a"),)),
        ("links", (Link("u", "a"), Link("u", "b")), (Link("u", "a"), Link("u", "b"))),
        ("attachments", (Attachment("u", "a"), Attachment("u", "a")), (Attachment("u", "a"),)),
        ("related", (Related("T", "/t"), Related("T2", "/t")), (Related("T", "/t"),)),
        (
            "contacts",
            (Contact("me@X.Example"), Contact("Me@x.example", "Me"), Contact("mailto:b@x.example")),
            (Contact("Me@x.example", "Me"), Contact("b@x.example")),
        ),
    ],
)
def test_each_field(field: str, given: object, normal_form: object) -> None:
    found = normal(**{field: given})
    assert getattr(found, field) == normal_form
    again = normalise(replace(VISIT, article=found))
    assert again.article is found
