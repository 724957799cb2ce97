"""Removed blocks: of an article, by rule, on a platform, and put back."""

from __future__ import annotations

import sqlite3

import pytest

from archive.errors import NothingFound, UsageError
from archive.kept import kept_blocks
from archive.records import RemovedBlock
from archive.removed import removed_by_rule, removed_of, removed_texts
from archive.store import Archive
from tests.archive.making import LATER, visit
from tests.archive.populated import url

BANNER = RemovedBlock("consent:banner", "We use cookies.", "div#banner")
OTHER = RemovedBlock("consent:other", "Cookies again.", "div#other")
MENU = RemovedBlock("navigation:nav", "Home News", "nav")
CHOSEN = RemovedBlock("unlikely:block", "Read on.", "p")
LINE = RemovedBlock("consent:banner", "We print cookies.", "line 3")
FAR = "https://other.example/news/x"


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.save(
        [
            visit(url("a"), removed=(BANNER, MENU, BANNER)),
            visit(url("b"), removed=(BANNER, CHOSEN, LINE)),
            visit(FAR, site="other", removed=(BANNER, OTHER)),
        ]
    )
    return archive


def block_of(connection: sqlite3.Connection, text: str) -> int:
    sql = "SELECT id FROM removed_texts WHERE text = ?"
    return int(connection.execute(sql, (text,)).fetchone()[0])


def test_the_blocks_of_an_article_in_their_order(filled: Archive) -> None:
    found = removed_of(filled.connection, url("b"))
    assert found["id"] == 2
    assert [(one["rule"], one["place"], one["text"]) for one in found["blocks"]] == [
        (block.rule, block.place, block.text) for block in (BANNER, CHOSEN, LINE)
    ]
    assert not any(one["kept"] for one in found["blocks"])
    filled.save([visit(url("b"), at=LATER, title="Another", removed=(MENU,))])
    assert [one["rule"] for one in removed_of(filled.connection, "2")["blocks"]] == [MENU.rule]


def test_rules_are_counted_with_their_most_frequent_text(filled: Archive) -> None:
    rows = removed_by_rule(filled.connection)
    assert [(row["rule"], row["blocks"], row["texts"]) for row in rows] == [
        ("consent:banner", 5, 2),
        ("consent:other", 1, 1),
        ("navigation:nav", 1, 1),
        ("unlikely:block", 1, 1),
    ]
    assert (rows[0]["example"], rows[0]["example_url"]) == (BANNER.text, url("a"))
    assert removed_by_rule(filled.connection, limit=1) == rows[:1]
    there = removed_by_rule(filled.connection, site="other")
    assert [(row["rule"], row["blocks"]) for row in there] == [
        ("consent:banner", 1),
        ("consent:other", 1),
    ]
    with pytest.raises(NothingFound):
        removed_by_rule(filled.connection, site="nowhere")


def test_texts_of_a_rule_or_of_a_kind_of_rules(filled: Archive) -> None:
    rows = removed_texts(filled.connection, "consent")
    assert [(row["text"], row["blocks"]) for row in rows] == [
        (BANNER.text, 4),
        (LINE.text, 1),
        (OTHER.text, 1),
    ]
    exact = removed_texts(filled.connection, "consent:other", site="other")
    assert [row["text"] for row in exact] == [OTHER.text]
    with pytest.raises(NothingFound) as caught:
        removed_texts(filled.connection, "consent:banne")
    assert "consent:banner" in caught.value.hint


def test_counting_reads_an_index_alone(archive: Archive) -> None:
    archive.save([visit(removed=(BANNER,))])
    statements: list[str] = []
    archive.connection.set_trace_callback(statements.append)
    removed_by_rule(archive.connection, site="example")
    archive.connection.set_trace_callback(None)
    (sql,) = (sql for sql in statements if "removed_blocks" in sql)
    plan = [row[3] for row in archive.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    scans = [step for step in plan if " b" in step]
    assert scans == ["SCAN b USING COVERING INDEX removed_blocks_by_text"]


def test_a_block_is_put_back_on_every_platform_and_taken_again(filled: Archive) -> None:
    block = block_of(filled.connection, BANNER.text)
    kept = filled.put_back(block, "it is the article's")
    assert [(one.site, one.text) for one in kept] == [
        ("example", BANNER.text),
        ("other", BANNER.text),
    ]
    sha256 = filled.connection.execute(
        "SELECT sha256 FROM removed_texts WHERE id = ?", (block,)
    ).fetchone()[0]
    assert filled.vocabulary("example").kept == {sha256} == filled.vocabulary("other").kept
    assert [one["kept"] for one in removed_of(filled.connection, "1")["blocks"]] == [
        *(True, False, True)
    ]
    assert filled.take_again(kept[0].id) == kept[0]
    assert filled.vocabulary("example").kept == frozenset()
    assert [one["site"] for one in kept_blocks(filled.connection)] == ["other"]
    assert kept_blocks(filled.connection, "example") == []
    with pytest.raises(NothingFound):
        filled.take_again(kept[0].id)


def test_putting_back_again_gives_the_reason_anew(filled: Archive) -> None:
    block = block_of(filled.connection, MENU.text)
    first = filled.put_back(block, "one")
    assert filled.put_back(block, "two") == first
    assert [one["why"] for one in kept_blocks(filled.connection)] == ["two"]


def test_one_platform_alone_may_be_meant(filled: Archive) -> None:
    block = block_of(filled.connection, BANNER.text)
    assert [one.site for one in filled.put_back(block, "why", "other")] == ["other"]
    with pytest.raises(NothingFound, match="on other"):
        filled.put_back(block_of(filled.connection, MENU.text), "why", "other")


def test_what_cannot_be_put_back_is_explained(filled: Archive) -> None:
    connection = filled.connection
    for text in (CHOSEN.text, LINE.text):
        with pytest.raises(UsageError, match="not removed from the page"):
            filled.put_back(block_of(connection, text), "why")
    with pytest.raises(NothingFound):
        filled.put_back(999, "why")
    with pytest.raises(UsageError, match="reason"):
        filled.put_back(block_of(connection, MENU.text), " \n")
    assert kept_blocks(connection) == []
