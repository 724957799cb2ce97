"""Saving: what is new, what changed, what stays, and that a second time changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.opening import open_reading
from archive.queries import find_article
from archive.records import (
    Evidence,
    Form,
    Label,
    Outcome,
    PageKind,
    PageState,
    Person,
    Problem,
    Severity,
    Tag,
    Visit,
)
from archive.store import Archive
from archive.upkeep import check
from tests.archive.making import BASE, LATER, LATEST, TIME, bare, capture, dump, gone, visit
from tests.fresh import fresh

ONE = f"{BASE}/news/one"

_LAST_VISITED = "SELECT v.last_visited_at FROM pages p JOIN page_visits v ON v.page_id = p.id"


def count(archive: Archive, table: str) -> int:
    number: int = archive.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return number


def value(archive: Archive, sql: str, *values: object) -> Any:
    row = archive.connection.execute(sql, values).fetchone()
    return row and row[0]


def damages(archive: Archive) -> list[str]:
    """Findings of the check that are no mere notes."""
    found = [finding for finding in check(archive.connection) if finding.severity != Severity.NOTE]
    return [f"{finding.code} {finding.where} {finding.message}" for finding in found]


def test_a_new_article_is_kept_with_all_its_fields(archive: Archive) -> None:
    saved = archive.save([visit()])
    assert [(one.outcome, one.article_id, one.version) for one in saved] == [(Outcome.NEW, 1, 1)]
    shown = find_article(archive.connection, ONE)
    assert shown["title"] == "Skåne opens a cluster"
    assert shown["authors"] == ["Ana Horvat", "Team"]
    assert shown["labels"] == ["Special", "EU"]
    assert shown["tags"][0] == {
        "label": "Smart Specialisation",
        "slug": "smart-specialisation",
        "path": "/tags/smart-specialisation",
    }
    assert shown["breadcrumbs"][1] == {"label": "Skåne opens a cluster", "path": None}
    assert shown["contacts"] == [{"email": "ana@example.eu", "name": "Ana Horvat"}]
    assert shown["related"] == [{"title": "Another one", "path": "/news/two"}]
    assert shown["event_dates"] == ["2016-06-21"]
    assert shown["published_at"] == "2016-08-04T15:37:00+02:00"
    assert shown["modified_at"] is None
    assert shown["evidence"][0] == {
        "field": "title",
        "method": "text",
        "place": "h1",
        "raw": "Skåne opens a cluster",
        "confidence": 0.7,
        "chosen": True,
    }
    assert [problem["code"] for problem in shown["problems"]] == ["image_without_alt"]
    assert shown["captures"][0]["digest"] == shown["digest"]
    assert damages(archive) == []


def test_saving_the_same_visits_again_changes_nothing(archive: Archive) -> None:
    visits = [
        visit(),
        visit(at=LATER, title="A new title"),
        gone(at=LATEST),
        bare(f"{BASE}/x", PageState.FAILED, reason="timeout"),
        bare(f"{BASE}/old", PageState.REDIRECTED, redirected_to=ONE),
        visit(f"{BASE}/news/print", form=Form.PRINT, article_url=ONE, tags=()),
    ]
    archive.save(visits)
    before = dump(archive.connection)
    archive.save(visits)
    for one in visits:
        archive.save([one])
    assert dump(archive.connection) == before


def test_the_same_content_at_a_later_time_touches_no_row_of_the_article(archive: Archive) -> None:
    archive.save([visit()])
    tables = ("articles", "article_texts", "versions", "version_contents", "article_tags")
    before = [archive.connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
    again = visit(
        at=LATER,
        body=b"<html>other markup, same article</html>",
        body_html=f"<div class='other'>{visit().article.body_html}</div>",  # type: ignore[union-attr]
        related=(),
        breadcrumbs=(),
        modified_at=LATER,
        evidence=(),
    )
    assert archive.save([again])[0].outcome == Outcome.UNCHANGED
    after = [archive.connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
    assert after == before
    assert count(archive, "captures") == 2
    assert value(archive, f"{_LAST_VISITED} WHERE p.url = ?", ONE) == LATER


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"},
        {"subtitle": None},
        {"summary": "Other"},
        {"body_text": "Other"},
        {"authors": (Person("Someone Else"),)},
        {"published_at": "2016-08-05"},
        {"labels": (Label("Special"),)},
        {"tags": (Tag("Other", "other", "/tags/other"),)},
        {"contacts": ()},
        {"attachments": ()},
        {"body_links": ()},
        {"images": ()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_of_content_is_a_new_version_and_keeps_the_old(
    archive: Archive, change: dict[str, Any]
) -> None:
    archive.save([visit()])
    saved = archive.save([visit(at=LATER, body=b"changed", **change)])[0]
    assert (saved.outcome, saved.version) == (Outcome.CHANGED, 2)
    assert value(archive, "SELECT count(*) FROM versions") == 2
    assert value(archive, "SELECT body_text FROM article_versions WHERE number = 1") == (
        "The first paragraph.\n\nThe second one names hydrogen."
    )
    assert damages(archive) == []


def test_a_text_that_returns_is_a_version_again(archive: Archive) -> None:
    archive.save([visit()])
    archive.save([visit(at=LATER, title="Other")])
    saved = archive.save([visit(at=LATEST)])[0]
    assert (saved.outcome, saved.version) == (Outcome.CHANGED, 3)
    digests = archive.connection.execute("SELECT content_sha256 FROM versions ORDER BY number")
    first, second, third = (row[0] for row in digests)
    assert first == third != second


def test_an_older_capture_becomes_a_version_but_not_the_current_one(archive: Archive) -> None:
    archive.save([visit(at=LATER)])
    saved = archive.save([visit(at=TIME, title="As it was before")])[0]
    assert (saved.outcome, saved.version) == (Outcome.UNCHANGED, 1)
    shown = find_article(archive.connection, ONE)
    assert shown["title"] == "Skåne opens a cluster"
    assert [(v["number"], v["is_current"]) for v in shown["versions"]] == [(1, True), (2, False)]
    old = archive.connection.execute("SELECT title, body_text FROM article_versions").fetchall()[1]
    assert tuple(old) == ("As it was before", shown["body_text"])
    assert damages(archive) == []


def test_two_versions_in_one_batch_leave_the_index_in_step(archive: Archive) -> None:
    archive.save([visit(), visit(at=LATER, title="Quite another")])
    found = "SELECT count(*) FROM article_search WHERE article_search MATCH ?"
    assert value(archive, found, "another") == 1
    assert value(archive, found, "skane") == 0
    assert damages(archive) == []


def test_a_batch_writes_one_segment_of_the_index(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/news/{number}") for number in range(50)])
    assert value(archive, "SELECT count(DISTINCT segid) FROM article_search_idx") == 1


def test_a_print_never_replaces_a_fuller_form(archive: Archive) -> None:
    archive.save([visit()])
    evidence = (Evidence("tags", "not_in_form", "print"),)
    printed = visit(
        at=LATER, form=Form.PRINT, tags=(), body_links=(), body_html=None, evidence=evidence
    )
    assert archive.save([printed])[0].outcome == Outcome.UNCHANGED
    shown = find_article(archive.connection, ONE)
    assert len(shown["tags"]) == 2
    assert [one["form"] for one in shown["captures"]] == ["http", "print"]
    assert shown["captures"][1]["evidence"][0]["method"] == "not_in_form"
    assert "evidence" not in shown["captures"][0]


def test_a_fuller_form_replaces_a_print_even_if_it_is_older(archive: Archive) -> None:
    archive.save([visit(at=LATER, form=Form.PRINT, tags=(), body_links=(), images=())])
    saved = archive.save([visit(at=TIME)])[0]
    assert (saved.outcome, saved.version) == (Outcome.CHANGED, 2)


def test_a_fuller_form_of_the_same_content_fills_in_what_print_cannot_show(
    archive: Archive,
) -> None:
    tags = (Tag("value chains", "value-chains"),)
    printed = visit(form=Form.PRINT, tags=tags, labels=(Label("EU"),), body_html=None)
    archive.save([printed])
    tags = (Tag("value chains", "value-chains", "/tags/value-chains"),)
    saved = archive.save([visit(at=LATER, tags=tags, labels=(Label("EU"),))])[0]
    assert (saved.outcome, saved.version) == (Outcome.UNCHANGED, 1)
    shown = find_article(archive.connection, ONE)
    assert shown["tags"][0]["path"] == "/tags/value-chains"
    assert shown["body_html"].startswith("<p>")
    assert shown["form"] == "http"
    assert value(archive, "SELECT path FROM tags WHERE slug = 'value-chains'") is not None
    assert damages(archive) == []


def test_three_forms_stand_under_one_article_whatever_their_order(archive: Archive) -> None:
    forms = [Form.PRINT, Form.FILE, Form.RENDERED]
    archive.save([visit(at=LATER, form=form, body=form.encode()) for form in forms])
    shown = find_article(archive.connection, ONE)
    assert sorted(one["form"] for one in shown["captures"]) == ["file", "print", "rendered"]
    assert len(shown["versions"]) == 1
    assert count(archive, "articles") == 1


def test_a_witness_never_replaces_the_platform_itself(archive: Archive) -> None:
    archive.save([visit()])
    staged = visit(
        at=LATER, witness=True, captured_from="https://stage.example.eu/news/one", title="Draft"
    )
    assert archive.save([staged])[0].outcome == Outcome.UNCHANGED
    shown = find_article(archive.connection, "https://stage.example.eu/news/one")
    assert shown["title"] == "Skåne opens a cluster"
    assert shown["captures"][1]["witness"] is True


def test_the_platform_replaces_a_witness(archive: Archive) -> None:
    archive.save([visit(at=LATER, witness=True, title="Draft")])
    assert archive.save([visit(at=TIME)])[0].outcome == Outcome.CHANGED


def test_a_cut_body_is_kept_and_makes_no_version(archive: Archive) -> None:
    archive.save([visit()])
    cut = visit(at=LATER, complete=False, title="Half", body=b"<html>Half")
    assert archive.save([cut])[0].outcome == Outcome.FAILED
    assert value(archive, "SELECT state FROM pages WHERE url = ?", ONE) == "incomplete"
    assert value(archive, "SELECT count(*) FROM captures WHERE complete = 0") == 1
    assert find_article(archive.connection, ONE)["title"] == "Skåne opens a cluster"
    new = visit(f"{BASE}/news/new", complete=False, state=PageState.INCOMPLETE)
    assert archive.save([new])[0].article_id is None
    assert count(archive, "articles") == 1


def test_an_article_that_is_gone_is_kept_and_may_return(archive: Archive) -> None:
    archive.save([visit()])
    saved = archive.save([gone(at=LATER)])[0]
    assert (saved.outcome, saved.article_id) == (Outcome.GONE, 1)
    shown = find_article(archive.connection, ONE)
    assert (shown["state"], shown["gone_at"]) == ("gone", LATER)
    assert shown["body_text"]
    archive.save([visit(at=TIME, witness=True)])
    assert find_article(archive.connection, ONE)["state"] == "gone"
    assert archive.save([visit(at=LATEST)])[0].outcome == Outcome.UNCHANGED
    shown = find_article(archive.connection, ONE)
    assert (shown["state"], shown["gone_at"]) == ("live", None)
    history = archive.connection.execute(
        "SELECT state, outcome FROM visits ORDER BY visited_at, id"
    )
    states = [tuple(row) for row in history]
    assert ("gone", "gone") in states and states[-1] == ("fetched", "unchanged")


def test_an_alias_that_is_gone_leaves_the_article_live(archive: Archive) -> None:
    alias = f"{BASE}/node/1"
    archive.save([visit(), visit(alias, article_url=ONE), gone(alias, at=LATER)])
    assert find_article(archive.connection, alias)["state"] == "live"


def test_an_article_known_by_an_alias_alone_is_gone_with_it(archive: Archive) -> None:
    alias = f"{BASE}/node/1"
    archive.save([visit(alias, article_url=ONE), gone(alias, at=LATER)])
    assert find_article(archive.connection, ONE)["state"] == "gone"


def test_an_alias_leads_to_the_article_and_settles_its_own_address(archive: Archive) -> None:
    alias = f"{BASE}/node/1"
    archive.save([visit(alias, article_url=ONE)])
    shown = find_article(archive.connection, alias)
    assert (shown["url"], shown["aliases"]) == (ONE, [alias])
    state = archive.connection.execute("SELECT state, reason FROM pages WHERE url = ?", (ONE,))
    assert tuple(state.fetchone()) == ("fetched", f"read at {alias}")


def test_an_early_404_does_not_undo_a_later_visit(archive: Archive) -> None:
    archive.save([visit(at=LATER), gone(at=TIME)])
    assert find_article(archive.connection, ONE)["state"] == "live"
    assert value(archive, "SELECT state FROM pages WHERE url = ?", ONE) == "fetched"


def test_one_bad_row_takes_no_other_along_and_is_noted(archive: Archive) -> None:
    good = [visit(f"{BASE}/news/{number}") for number in range(3)]
    bad = visit(f"{BASE}/news/bad", title=b"bytes")
    saved = archive.save([good[0], bad, *good[1:]])
    assert [one.outcome for one in saved] == [
        Outcome.NEW,
        Outcome.FAILED,
        Outcome.NEW,
        Outcome.NEW,
    ]
    assert "articles.title" in (saved[1].error or "")
    row = archive.connection.execute(
        "SELECT p.state, q.code, q.severity FROM pages p JOIN visits v ON v.page_id = p.id "
        "JOIN problems q ON q.visit_id = v.id WHERE p.url = ?",
        (f"{BASE}/news/bad",),
    ).fetchone()
    assert tuple(row) == ("failed", "not_saved", "error")
    assert damages(archive) == []


def test_words_first_seen_in_a_bad_row_are_still_found_by_the_next(archive: Archive) -> None:
    tags = (Tag("Fresh", "fresh", "/tags/fresh"),)
    bad = visit(f"{BASE}/bad", tags=tags, contacts=("no contact",))
    assert [one.error is None for one in archive.save([bad, visit(tags=tags)])] == [False, True]
    assert value(archive, "SELECT count(*) FROM article_tags") == 1
    assert damages(archive) == []


@pytest.mark.parametrize(
    "bad",
    [
        visit(f"{BASE}/bad", at="yesterday"),
        replace(visit(f"{BASE}/bad"), capture=replace(capture("x", b"x"), digest="0" * 64)),
        replace(visit(f"{BASE}/bad"), capture=None),
        visit(f"{BASE}/bad", status=2**70),
    ],
    ids=["time", "digest", "no capture", "number"],
)
def test_what_cannot_be_kept_is_a_failed_visit(archive: Archive, bad: Visit) -> None:
    saved = archive.save([bad, visit()])
    assert [one.outcome for one in saved] == [Outcome.FAILED, Outcome.NEW]
    assert value(archive, "SELECT state FROM pages WHERE url = ?", bad.url) == "failed"


HOSTILE = [
    "'); DROP TABLE articles; --",
    "nul \0 inside",
    "lone \ud83d surrogate \udc00 \udfff",
    "pair \ud83d\ude00",
    "x" * 1_000_000,
    "=HYPERLINK(1)",
    "\u202eright to left\u200b",
    "",
]


@pytest.mark.parametrize("title", HOSTILE, ids=lambda text: repr(text[:12]))
def test_any_text_is_kept_readable(archive: Archive, title: str) -> None:
    saved = archive.save([visit(title=title, body_text=f"{title} after")])[0]
    assert saved.outcome == Outcome.NEW
    shown = find_article(archive.connection, ONE)
    assert "\0" not in shown["title"]
    shown["title"].encode()
    assert value(archive, "SELECT body_text LIKE '% after' FROM article_texts") == 1
    assert damages(archive) == []


def test_text_is_cleaned_wherever_it_stands(archive: Archive) -> None:
    dirty = "a\0b\ud800"
    one = visit(
        f"{BASE}/news/{dirty}",
        evidence=(Evidence("title", "text", dirty, dirty),),
        tags=(Tag(dirty, dirty, dirty),),
        event_dates=(dirty,),
        banner_sentences=(dirty,),
        reason=dirty,
        problems=(Problem(dirty, dirty),),
    )
    assert archive.save([one])[0].outcome == Outcome.NEW
    assert "\\0" not in "".join(dump(archive.connection))
    assert value(archive, "SELECT raw FROM evidence") == "a\ufffdb\ufffd"
    assert value(archive, "SELECT sentence FROM banner_sentences") == "a\ufffdb\ufffd"


def test_labels_and_tags_of_markup_make_the_vocabulary(archive: Archive) -> None:
    printed = visit(
        f"{BASE}/p", form=Form.PRINT, labels=(Label("Misread"),), tags=(Tag("Guess", "guess"),)
    )
    archive.save([printed, visit()])
    words = archive.vocabulary("example")
    assert words.labels == (Label("Special"), Label("EU", "/type/eu"))
    assert [tag.slug for tag in words.tags] == ["smart-specialisation", "value-chains"]
    assert words.banner_sentences == ("We use cookies.",)
    assert archive.vocabulary("unknown").tags == ()


def test_a_print_read_again_with_a_vocabulary_gets_its_tags_and_evidence(archive: Archive) -> None:
    bare_print = visit(form=Form.PRINT, tags=(), labels=(), evidence=())
    archive.save([bare_print])
    evidence = (Evidence("tags", "vocabulary", "line 3", "Smart Specialisation"),)
    again = visit(form=Form.PRINT, labels=(), evidence=evidence)
    again = replace(again, capture=bare_print.capture)
    assert archive.save([again])[0].outcome == Outcome.CHANGED
    shown = find_article(archive.connection, ONE)
    assert len(shown["captures"]) == 1
    assert shown["evidence"][0]["method"] == "vocabulary"


def test_same_removed_text_is_kept_once(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/news/{number}") for number in range(5)])
    assert count(archive, "removed_blocks") == 5
    assert count(archive, "removed_texts") == 1


def test_kinds_of_visits_without_article(archive: Archive) -> None:
    outcomes = {
        PageState.WALL: Outcome.UNREADABLE,
        PageState.SOFT_404: Outcome.UNREADABLE,
        PageState.UNREADABLE: Outcome.UNREADABLE,
        PageState.FETCHED: Outcome.UNREADABLE,
        PageState.FAILED: Outcome.FAILED,
        PageState.INCOMPLETE: Outcome.FAILED,
        PageState.REFUSED: Outcome.NO_ARTICLE,
        PageState.DENIED: Outcome.NO_ARTICLE,
        PageState.EMPTY: Outcome.NO_ARTICLE,
        PageState.GONE: Outcome.GONE,
    }
    visits = [bare(f"{BASE}/{state}", state) for state in outcomes]
    assert [one.outcome for one in archive.save(visits)] == list(outcomes.values())
    listing = bare(f"{BASE}/news", PageState.FETCHED, kind=PageKind.LISTING)
    assert archive.save([listing])[0].outcome == Outcome.NO_ARTICLE


def test_a_wall_never_replaces_an_article(archive: Archive) -> None:
    archive.save([visit(), visit(at=LATER, state=PageState.WALL, title="Please log in")])
    assert find_article(archive.connection, ONE)["title"] == "Skåne opens a cluster"


def test_what_is_saved_is_there_after_opening_again(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.save([visit()])
    assert not path.with_name("news.db-wal").exists()
    with open_reading(path) as connection:
        assert find_article(connection, "1")["url"] == ONE
    connection.close()


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(order=st.permutations(range(6)), again=st.lists(st.integers(0, 5), max_size=4))
def test_the_order_of_saving_does_not_decide_what_is_current(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], again: list[int]
) -> None:
    days = [f"2026-03-0{day}T10:00:00+00:00" for day in range(1, 7)]
    titles = ["first", "second", "first", "third", "third", "fourth"]
    visits = [
        visit(at=day, title=title, body=f"{day} {title}".encode())
        for day, title in zip(days, titles, strict=True)
    ]
    with fresh(tmp_path_factory.mktemp("order") / "news.db") as archive:
        archive.save([visits[number] for number in order])
        before = dump(archive.connection)
        archive.save([visits[number] for number in again])
        assert dump(archive.connection) == before
        shown = find_article(archive.connection, ONE)
        assert shown["title"] == "fourth"
        kept = {row[0] for row in archive.connection.execute("SELECT title FROM article_versions")}
        assert kept == {"first", "second", "third", "fourth"}
        assert value(archive, f"{_LAST_VISITED} WHERE p.url = ?", ONE) == days[-1]
        assert damages(archive) == []
