"""What the pages of a platform give, told of the articles that came last."""

from __future__ import annotations

from typing import Any

from archive.coverage import (
    Revisits,
    captures_of,
    coverage,
    latest_ids,
    methods,
    readings,
    removed_rules,
    revisits,
)
from archive.records import Evidence, RemovedBlock, Visit
from archive.store import Archive
from tests.archive.making import BASE, LATER, visit

NONE = Evidence("published_at", "absent", "meta", None)
BYLINE = Evidence("published_at", "byline", "p.by", "4 August 2016", 0.9)


def bare_one(name: str, **changes: Any) -> Visit:
    """An article with nothing but a title and a text."""
    empty: dict[str, Any] = dict.fromkeys(("authors", "tags", "labels", "images", "body_links"), ())
    empty |= dict.fromkeys(("attachments", "contacts", "event_dates"), ())
    missing: dict[str, Any] = {"published_at": None, "language": None}
    return visit(f"{BASE}/{name}", **{**empty, **missing, **changes})


def test_fields_are_counted_of_the_articles_given(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/full"), bare_one("bare", evidence=(NONE,))])
    ids = latest_ids(archive.connection, 1)
    assert ids == (2, 1)
    counts = coverage(archive.connection, ids)
    assert counts.pop("articles") == 2
    assert {name for name, count in counts.items() if count != 1} == {"modified_at", "section"}
    assert (counts["modified_at"], counts["section"]) == (0, 0)
    assert coverage(archive.connection, ids[:1])["tags"] == 0
    assert coverage(archive.connection, ()) == dict.fromkeys(["articles", *counts], 0)


def test_only_the_articles_of_the_platform_that_came_last(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/{n}", site="one" if n % 2 else "two") for n in range(10)])
    assert latest_ids(archive.connection, 1, most=3) == (9, 7, 5)
    assert latest_ids(archive.connection, 99) == ()


def test_methods_are_those_of_what_is_shown_now(archive: Archive) -> None:
    other = Evidence("published_at", "meta", "meta", "2016-08-05", 0.5, chosen=False)
    archive.save(
        [visit(f"{BASE}/a", evidence=(NONE,)), visit(f"{BASE}/b", evidence=(BYLINE, other))]
    )
    archive.save([visit(f"{BASE}/a", at=LATER, title="Another", evidence=(BYLINE, BYLINE))])
    captures = captures_of(archive.connection, latest_ids(archive.connection, 1))
    assert len(captures) == 2
    assert methods(archive.connection, captures) == [
        {"field": "published_at", "method": "byline", "articles": 2}
    ]


def test_readings_leave_the_key_of_the_rules_out(archive: Archive) -> None:
    ends = ("rules 1:abc", "rules 1:def", "rules 2", None)
    archive.save([visit(f"{BASE}/{n}", extractor=one or "x") for n, one in enumerate(ends)])
    archive.connection.execute("UPDATE captures SET extractor = NULL WHERE id = 4")
    captures = captures_of(archive.connection, latest_ids(archive.connection, 1))
    found = [(row["rules"], row["articles"]) for row in readings(archive.connection, captures)]
    assert found == [("rules 1", 2), (None, 1), ("rules 2", 1)]


def test_rules_that_took_blocks_out(archive: Archive) -> None:
    twice = (RemovedBlock("nav", "Home", "nav"), RemovedBlock("nav", "News", "nav"))
    once = (RemovedBlock("consent:banner", "Cookies", "div"),)
    archive.save([visit(f"{BASE}/a", removed=(*twice, *once)), visit(f"{BASE}/b", removed=twice)])
    captures = captures_of(archive.connection, latest_ids(archive.connection, 1))
    assert removed_rules(archive.connection, captures) == [
        {"rule": "nav", "blocks": 4, "articles": 2},
        {"rule": "consent:banner", "blocks": 1, "articles": 1},
    ]
    assert len(removed_rules(archive.connection, captures, limit=1)) == 1


def test_how_often_they_are_looked_at_again(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/{n}") for n in range(3)])
    ids = latest_ids(archive.connection, 1)
    for page, due in (
        (1, "2026-03-02T10:00:00+00:00"),
        (2, "2026-03-11T10:00:00+00:00"),
        (3, None),
    ):
        sql = "UPDATE page_visits SET last_visited_at = ?, next_visit_at = ? WHERE page_id = ?"
        at = "2026-03-01T10:00:00+00:00"
        archive.connection.execute(sql, (at, due, page))
    pages = dict(archive.connection.execute("SELECT id, page_id FROM articles").fetchall())
    assert sorted(pages.values())[0] == 1
    found = revisits(archive.connection, [one for one in ids if pages[one] <= 3])
    assert found.last_visited_at == "2026-03-01T10:00:00+00:00"
    assert revisits(archive.connection, ()) == Revisits(0, None, None)
