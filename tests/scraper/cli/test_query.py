"""``query``: by name or in SQL; listed, shown, refused with the nearest name."""

from __future__ import annotations

import pytest

from archive.questions import questions
from archive.store import Archive
from tests.archive.populated import populate, url
from tests.command import Command


@pytest.fixture
def filled(clusternews: Command) -> Command:
    with Archive.open(clusternews.archive) as archive:
        populate(archive)
    return clusternews


def test_a_question_with_a_name(filled: Command) -> None:
    ended = filled("query", "first-mention", "hydrogen", "top=1", "--json")
    assert ended.code == 0
    assert ended.json()[0]["url"] == url("a")
    assert filled("query", "rising-tags", "year=1999").code == 1
    assert filled("query", "tag-by-month", "tag=energy", "--csv").out.splitlines()[0] == (
        "month,articles"
    )


def test_sql_is_still_sql(filled: Command) -> None:
    assert filled("query", "select count(*) from articles").out.split()[-1] == "6"
    sql = "select count(*) as n from articles where language = ?"
    assert filled("query", sql, "fr", "--json").json() == [{"n": 1}]
    assert filled("query", "delete from articles").code == 2


def test_the_list_and_the_sql_need_no_archive(clusternews: Command) -> None:
    ended = clusternews("query", "--list")
    assert ended.code == 0
    assert [row.split("\t")[0] for row in ended.out.splitlines()[1:]] == list(questions())
    assert "first-mention\twords [top]\t" in ended.out
    listed = clusternews("query", "--list", "--json").json()
    assert [one["name"] for one in listed] == list(questions())
    assert listed[0]["section"] == "Topics"
    assert listed[0]["chart"] == {"kind": "ranked", "x": "tag", "y": "rise", "series": None}
    shown = clusternews("query", "--show", "rising-tags")
    assert "tags_by_year" in shown.out
    assert "top (integer) = 25: so many rows" in shown.out
    assert clusternews("query", "--show", "runs", "--json").json()["sql"].startswith("SELECT")
    assert not clusternews.archive.exists()


def test_a_name_that_is_none_is_answered_with_the_nearest(filled: Command) -> None:
    ended = filled("query", "risng-tags")
    assert ended.code == 2
    assert "rising-tags" in ended.err
    ended = filled("query", "first-mention")
    assert (ended.code, "needs words" in ended.err) == (2, True)
    assert filled("query").code == 2
    assert filled("query", "--show", "nothing").code == 2
