"""What a writer remembers between batches holds only as long as nobody else has written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive import memory
from archive.records import FoundLink, Problem, Tag, Visit
from archive.store import Archive
from tests.archive.making import BASE, LATER, article, visit

_SLUG = "SELECT slug FROM tags WHERE slug = 'value-chains'"
_RENAME = "UPDATE tags SET slug = 'renamed' WHERE slug = 'value-chains'"
_TAGS_OF = """
SELECT g.slug FROM articles a JOIN article_tags x ON x.article_id = a.id
JOIN tags g ON g.id = x.tag_id WHERE a.url = ? ORDER BY x.position
"""
_OWN = ["smart-specialisation", "value-chains"]


def tags_of(archive: Archive, url: str) -> list[str]:
    return [row[0] for row in archive.connection.execute(_TAGS_OF, (url,))]


def statements(archive: Archive, visits: list[Visit]) -> list[str]:
    noted: list[str] = []
    archive.connection.set_trace_callback(noted.append)
    archive.save(visits)
    archive.connection.set_trace_callback(None)
    return [" ".join(one.split()) for one in noted]


def linking(number: int) -> Visit:
    links = tuple(FoundLink(url=f"{BASE}/menu/{place}") for place in range(5))
    return replace(visit(f"{BASE}/{number}"), links=links)


def test_a_second_batch_asks_for_no_word_again_and_says_no_link_again(archive: Archive) -> None:
    archive.save([linking(1)])
    asked = statements(archive, [linking(2)])
    assert not [one for one in asked if "FROM tags" in one or "FROM sites" in one]
    assert not [one for one in asked if "/menu/" in one]
    assert tags_of(archive, f"{BASE}/2") == _OWN


def test_what_another_connection_writes_is_seen(archive: Archive, path: Path) -> None:
    archive.save([visit(f"{BASE}/1")])
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(_RENAME)
    archive.save([visit(f"{BASE}/2")])
    assert tags_of(archive, f"{BASE}/2") == _OWN


def test_what_this_connection_writes_elsewhere_is_seen(archive: Archive) -> None:
    archive.save([linking(1)])
    with archive.trying(keep=True):
        archive.connection.execute(_RENAME)
        archive.connection.execute("DELETE FROM pages WHERE url LIKE '%/menu/%'")
    archive.save([linking(2)])
    assert tags_of(archive, f"{BASE}/2") == _OWN
    menu = "SELECT count(*) FROM pages WHERE url LIKE '%/menu/%'"
    assert archive.connection.execute(menu).fetchone()[0] == 5


def test_words_of_a_visit_that_failed_are_found_again(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/1")])
    new = (Tag("New", "new", "/tags/new"),)
    bad = visit(f"{BASE}/2", article=article(f"{BASE}/2", tags=new))
    bad = replace(bad, problems=(Problem("odd", None),))  # type: ignore[arg-type]
    good = visit(f"{BASE}/3", article=article(f"{BASE}/3", tags=new))
    saved = archive.save([bad, good])
    assert [one.outcome for one in saved] == ["failed", "new"]
    archive.save([visit(f"{BASE}/4", at=LATER, article=article(f"{BASE}/4", tags=new))])
    assert tags_of(archive, f"{BASE}/3") == tags_of(archive, f"{BASE}/4") == ["new"]


def test_it_is_bounded(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_TOLD", 3)
    archive.save([linking(1)])
    assert [one for one in statements(archive, [linking(2)]) if "/menu/" in one]
