"""What to read next: by rare tags, and by what the page itself teases."""

from __future__ import annotations

from typing import Any

from archive.records import Tag
from archive.related import sharing_tags, teased
from archive.store import Archive
from tests.archive.making import BASE, visit

HYDROGEN, SKILLS, RARE = (Tag(one, one.lower()) for one in ("Hydrogen", "Skills", "Rare"))


def test_the_rarer_the_tag_the_more_it_tells(archive: Archive) -> None:
    many = [visit(f"{BASE}/news/{n}", title=f"News {n}", tags=(HYDROGEN,)) for n in range(20)]
    rare = visit(f"{BASE}/news/rare", title="Rare one", tags=(RARE,))
    own = visit(f"{BASE}/news/own", title="Own", tags=(HYDROGEN, RARE, SKILLS))
    archive.save([*many, rare, own])
    found = sharing_tags(archive.connection, 22, limit=3)
    assert [one["title"] for one in found] == ["Rare one", "News 19", "News 18"]
    assert [one["tags"] for one in found] == [["Rare"], ["Hydrogen"], ["Hydrogen"]]
    assert 22 not in [one["id"] for one in sharing_tags(archive.connection, 22, limit=50)]


def test_of_a_tag_with_many_those_near_in_time_are_looked_at(archive: Archive) -> None:
    days = [f"2020-01-{day:02}" for day in range(1, 32)] + [f"2021-03-{d:02}" for d in range(1, 32)]
    days += [f"2024-05-{day:02}" for day in range(1, 32)]
    visits = [
        visit(f"{BASE}/news/{n}", title=day, tags=(HYDROGEN,), published_at=day)
        for n, day in enumerate(days)
    ]
    archive.save(visits)
    found = sharing_tags(archive.connection, 1, limit=100)
    assert {one["title"] for one in found} == set(days[1:41])


def test_no_tags_nothing_shared(archive: Archive) -> None:
    archive.save([visit(tags=()), visit(f"{BASE}/news/two", title="Two", tags=())])
    assert sharing_tags(archive.connection, 1) == []


def test_a_teaser_leads_to_the_article_that_is_kept(archive: Archive) -> None:
    archive.add_site("example", "Example", BASE)
    archive.save([visit(f"{BASE}/news/two", title="Two")])
    related: list[dict[str, Any]] = [
        {"title": "Two", "path": "/news/two/"},
        {"title": "Elsewhere", "path": "https://other.example/x"},
        {"title": "No address", "path": None},
        {"title": "Broken", "path": "http://[::1"},
    ]
    assert [(one["url"], one["id"]) for one in teased(archive.connection, "example", related)] == [
        (f"{BASE}/news/two/", 1),
        ("https://other.example/x", None),
        (None, None),
        ("http://[::1", None),
    ]
