"""Tags a page at a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from archive.errors import NothingFound
from archive.records import Tag, Visit
from archive.store import Archive
from archive.tag_pages import ORDERS, Order, page_of_tags, two_years
from archive.tags import list_tags
from tests.archive.making import BASE, LATER, visit
from tests.archive.populated import populate


def tagged(name: str, published_at: str | None, *tags: str, **changes: Any) -> Visit:
    made = tuple(Tag(tag, tag.lower()) for tag in tags)
    return visit(f"{BASE}/{name}", published_at=published_at, tags=made, **changes)


def labels(archive: Archive, **asked: Any) -> list[str]:
    found = page_of_tags(archive.connection, **asked)
    return [tag["label"] for tag in found["tags"]]


def test_the_most_used_first_as_the_list_has_them(archive: Archive) -> None:
    populate(archive)
    found = page_of_tags(archive.connection)
    assert found == {
        "total": 2,
        "period": None,
        "tags": list_tags(archive.connection),
    }
    assert labels(archive, limit=1, offset=1) == ["Hydrogen"]
    assert labels(archive, offset=5) == []
    assert page_of_tags(archive.connection, offset=5)["total"] == 2


def test_by_the_beginning_of_label_or_slug(archive: Archive) -> None:
    archive.save(
        [
            visit(
                tags=(Tag("Énergie", "energy"), Tag("Hydrogen", "h2"), Tag("100% green", "green")),
            )
        ]
    )
    for beginning, due in (("ener", ["Énergie"]), ("ÉN", ["Énergie"]), ("H2", ["Hydrogen"])):
        assert labels(archive, beginning=beginning) == due
    assert labels(archive, beginning="100%") == ["100% green"]
    assert labels(archive, beginning="ydro") == []


def test_of_one_platform(archive: Archive) -> None:
    archive.save([tagged("a", None, "One"), tagged("b", None, "Two", site="other")])
    assert labels(archive, site="other") == ["Two"]
    with pytest.raises(NothingFound, match="no platform"):
        page_of_tags(archive.connection, site="nowhere")


def test_the_newest_are_those_met_last(archive: Archive) -> None:
    archive.save([tagged("a", "2020-01-01", "Old"), tagged("b", "2020-01-01", "Old")])
    archive.save([tagged("c", "2010-01-01", "New", at=LATER)])
    assert labels(archive, order="newest") == ["New", "Old"]


def test_rising_is_by_the_share_of_the_articles(archive: Archive) -> None:
    before = [
        tagged(f"b{n}", "2020-06-01", *(["Fell", "Rose"] if n == 0 else [])) for n in range(4)
    ]
    after = [tagged(f"a{n}", "2021-06-01", "Rose", "New") for n in range(1)]
    last = [tagged("last", "2021-12-31", "Fell")]
    archive.save([*before, *after, *last])
    found = page_of_tags(archive.connection, order="rising")
    assert found["period"] == ("2019-12-31", "2020-12-31", "2021-12-31")
    shown = [(tag["label"], tag["share_before"], tag["share"]) for tag in found["tags"]]
    assert shown == [("New", 0.0, 0.5), ("Fell", 0.25, 0.5), ("Rose", 0.25, 0.5)]
    assert found["total"] == 3


def test_no_day_is_known(archive: Archive) -> None:
    archive.save([tagged("a", None, "One")])
    assert two_years(archive.connection) is None
    assert page_of_tags(archive.connection, order="rising")["tags"] == []
    assert labels(archive, order="newest") == ["One"]


@pytest.mark.parametrize("date", ["2999-01-01", "2026-02-30", "2026"])
def test_dates_to_come_or_of_no_day_count_as_today(archive: Archive, date: str) -> None:
    archive.save([tagged("a", "2020-01-01", "One")])
    archive.connection.execute("UPDATE articles SET published_at = ?", (date,))
    with time_machine.travel(datetime(2026, 5, 4, tzinfo=UTC), tick=False):
        assert two_years(archive.connection) == ("2024-05-04", "2025-05-04", "2026-05-04")


@pytest.mark.parametrize("order", ORDERS)
def test_an_archive_without_tags(archive: Archive, order: Order) -> None:
    assert page_of_tags(archive.connection, order=order)["tags"] == []
