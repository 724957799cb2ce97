"""What the last visits of a page were, which validators it sent, and when it is due."""

from __future__ import annotations

from typing import Any

import pytest

from archive.page_visits import validators
from archive.records import Form, FoundLink, Outcome, PageKind, PageState, Visit
from archive.store import Archive
from tests.archive.making import (
    BASE,
    LATER,
    LATEST,
    TIME,
    article,
    bare,
    capture,
    dump,
    gone,
    listing,
    visit,
)

ONE = f"{BASE}/news/one"
AFTER = "2026-03-04T10:00:00+00:00"
TAGS = (("ETag", '"1"'), ("Last-Modified", "Sun, 01 Mar 2026 10:00:00 GMT"))


def of(archive: Archive, url: str = ONE) -> dict[str, Any]:
    """The row of a page."""
    cursor = archive.connection.execute(
        "SELECT v.*, p.state FROM page_visits v JOIN pages p ON p.id = v.page_id WHERE p.url = ?",
        (url,),
    )
    names = [column[0] for column in cursor.description]
    row = cursor.fetchone()
    return dict(zip(names, row, strict=True)) if row else {}


def tagged(at: str = TIME, *headers: tuple[str, str], body: bytes = b"<p>one</p>") -> Visit:
    """A visit that was answered with these headers."""
    return Visit(
        url=ONE,
        site="example",
        visited_at=at,
        kind=PageKind.ARTICLE,
        state=PageState.FETCHED,
        capture=capture(ONE, body, captured_at=at, headers=headers),
        article=article(ONE),
    )


def not_modified(at: str) -> Visit:
    return bare(ONE, PageState.NOT_MODIFIED, at=at)


class TestVisits:
    def test_a_page_never_visited_has_no_row(self, archive: Archive) -> None:
        archive.save([listing(FoundLink(url=ONE, kind=PageKind.ARTICLE))])
        assert of(archive) == {}

    def test_the_first_visit_of_an_article(self, archive: Archive) -> None:
        run = archive.begin_run("crawl", [], {})
        archive.save([tagged(TIME, *TAGS)], run)
        row = of(archive)
        assert (row["last_visited_at"], row["whole_at"], row["last_run_id"]) == (TIME, TIME, run)
        assert (row["etag"], row["last_modified"]) == (TAGS[0][1], TAGS[1][1])
        assert row["next_visit_at"] > TIME
        assert row["failures"] == 0

    def test_an_earlier_visit_that_comes_in_later_changes_nothing(self, archive: Archive) -> None:
        archive.save([tagged(LATER, *TAGS)])
        before = of(archive)
        archive.save([tagged(TIME, ("ETag", '"0"'))])
        assert of(archive) == before

    def test_the_same_visit_saved_twice_changes_nothing(self, archive: Archive) -> None:
        failed = bare(ONE, PageState.FAILED, at=LATER)
        archive.save([tagged(TIME, *TAGS), failed])
        before = dump(archive.connection)
        archive.save([failed])
        assert dump(archive.connection) == before

    def test_failures_are_counted_until_the_page_is_there_again(self, archive: Archive) -> None:
        archive.save([tagged(TIME, *TAGS)])
        archive.save([bare(ONE, PageState.FAILED, at=LATER)])
        archive.save([bare(ONE, PageState.WALL, at=LATEST)])
        row = of(archive)
        assert (row["failures"], row["whole_at"], row["etag"]) == (2, TIME, '"1"')
        archive.save([tagged(AFTER)])
        assert of(archive)["failures"] == 0

    @pytest.mark.parametrize(
        ("state", "counts"),
        [
            (PageState.FAILED, 1),
            (PageState.DENIED, 1),
            (PageState.SOFT_404, 1),
            (PageState.UNREADABLE, 1),
            (PageState.INCOMPLETE, 1),
            (PageState.FETCHED, 0),
            (PageState.EMPTY, 0),
            (PageState.REDIRECTED, 0),
        ],
    )
    def test_what_counts_as_a_failure(
        self, archive: Archive, state: PageState, counts: int
    ) -> None:
        archive.save([bare(ONE, state)])
        assert of(archive)["failures"] == counts

    def test_lists_are_never_due(self, archive: Archive) -> None:
        archive.save([listing(), bare(f"{BASE}/map", PageState.FETCHED, kind=PageKind.SITEMAP)])
        assert of(archive, f"{BASE}/news")["next_visit_at"] is None
        assert of(archive, f"{BASE}/map")["next_visit_at"] is None


class TestNotModified:
    def test_the_page_keeps_its_state_and_what_was_received(self, archive: Archive) -> None:
        archive.save([tagged(TIME, *TAGS)])
        before = of(archive)
        (saved,) = archive.save([not_modified(LATER)])
        row = of(archive)
        assert (saved.outcome, saved.version) == (Outcome.UNCHANGED, 1)
        assert row["last_visited_at"] == LATER
        kept = ("state", "whole_at", "capture_id", "etag", "last_modified")
        assert {name: row[name] for name in kept} == {name: before[name] for name in kept}
        assert row["next_visit_at"] > before["next_visit_at"]

    def test_it_is_a_visit_of_the_capture_that_it_vouches_for(self, archive: Archive) -> None:
        archive.save([tagged(TIME, *TAGS)])
        archive.save([not_modified(LATER)])
        visits = archive.connection.execute(
            "SELECT visited_at, state, capture_id FROM visits ORDER BY id"
        ).fetchall()
        assert [(at, state) for at, state, _ in visits] == [
            (TIME, "fetched"),
            (LATER, "not_modified"),
        ]
        assert visits[0][2] == visits[1][2] == of(archive)["capture_id"]
        assert archive.connection.execute("SELECT count(*) FROM captures").fetchone() == (1,)

    def test_it_ends_a_row_of_failures(self, archive: Archive) -> None:
        archive.save([tagged(TIME, *TAGS), not_modified(LATEST)])
        assert of(archive)["failures"] == 0

    def test_of_a_page_never_received_it_says_nothing(self, archive: Archive) -> None:
        (saved,) = archive.save([not_modified(TIME)])
        assert saved.error is not None
        assert of(archive).get("state") != "not_modified"


class TestValidators:
    def test_are_those_of_the_last_whole_answer(self, archive: Archive) -> None:
        archive.save([tagged(TIME, *TAGS)])
        archive.save([tagged(LATER, ("ETag", 'W/"2"'), body=b"<p>two</p>")])
        row = of(archive)
        assert (row["etag"], row["last_modified"], row["whole_at"]) == ('W/"2"', None, LATER)

    @pytest.mark.parametrize("changes", [{"complete": False}, {"form": Form.RENDERED}])
    def test_of_half_a_page_or_one_from_elsewhere_are_not_kept(
        self, archive: Archive, changes: dict[str, Any]
    ) -> None:
        archive.save([tagged(TIME, *TAGS)])
        archive.save([visit(at=LATER, body=b"<p>half</p>", **changes)])
        row = of(archive)
        assert (row["etag"], row["whole_at"]) == ('"1"', TIME)

    @pytest.mark.parametrize("name", ["ETag", "etag", "ETAG"])
    def test_are_found_in_any_spelling(self, name: str) -> None:
        assert validators(capture(ONE, b"", headers=((name, '"x"'),))) == ('"x"', None)

    def test_the_first_of_two_counts(self) -> None:
        twice = (("ETag", '"first"'), ("etag", '"second"'))
        assert validators(capture(ONE, b"", headers=twice)) == ('"first"', None)

    @pytest.mark.parametrize(
        "value", ["", " ", '"' + "x" * 1001 + '"', '"a\r\nX: y"', '"\x00"', '"é"', '"\x1b[31m"']
    )
    def test_what_could_not_be_sent_back_is_none(self, value: str) -> None:
        assert validators(capture(ONE, b"", headers=(("ETag", value),))) == (None, None)


class TestClaims:
    def claimed(self, lastmod: str, at: str) -> Visit:
        return listing(
            FoundLink(url=ONE, kind=PageKind.ARTICLE, lastmod=lastmod), at=at, url=f"{BASE}/map"
        )

    def test_a_visit_covers_what_was_claimed_before_it(self, archive: Archive) -> None:
        archive.save([self.claimed("2026-02-02", TIME), tagged(LATER)])
        assert of(archive)["visited_lastmod"] == "2026-02-02"

    def test_a_later_claim_is_not_covered(self, archive: Archive) -> None:
        archive.save([self.claimed("2026-02-02", TIME), tagged(LATER)])
        archive.save([self.claimed("2026-03-03", LATEST)])
        assert of(archive)["visited_lastmod"] == "2026-02-02"

    def test_one_made_in_the_run_of_the_visit_is(self, archive: Archive) -> None:
        run = archive.begin_run("crawl", [], {})
        archive.save([tagged(LATER), self.claimed("2026-03-03", LATER)], run)
        assert of(archive)["visited_lastmod"] == "2026-03-03"

    @pytest.mark.parametrize("lastmod", ["yesterday", "", "2026-13-40"])
    def test_what_is_no_time_is_no_claim(self, archive: Archive, lastmod: str) -> None:
        archive.save([tagged(TIME), self.claimed(lastmod, LATER)])
        assert of(archive)["visited_lastmod"] is None


class TestGoneAndBack:
    """Row 52: 404 twice in different runs is gone; a return is noticed; nothing is lost."""

    def run(self, archive: Archive, *visits: Visit) -> list[Outcome]:
        run = archive.begin_run("refresh", [], {})
        saved = archive.save(visits, run)
        archive.end_run(run)
        return [one.outcome for one in saved]

    def states(self, archive: Archive) -> tuple[str, str, str | None]:
        row: tuple[str, str, str | None] = archive.connection.execute(
            "SELECT p.state, a.state, a.gone_at FROM pages p JOIN articles a ON a.id = p.article_id"
        ).fetchone()
        return row

    def test_once_is_missing_twice_is_gone(self, archive: Archive) -> None:
        self.run(archive, visit(at=TIME))
        assert self.run(archive, gone(at=LATER)) == [Outcome.MISSING]
        assert self.states(archive) == ("missing", "live", None)
        assert of(archive)["next_visit_at"] == LATER
        assert self.run(archive, gone(at=LATEST)) == [Outcome.GONE]
        assert self.states(archive) == ("gone", "gone", LATEST)

    def test_twice_in_one_run_is_missing(self, archive: Archive) -> None:
        self.run(archive, visit(at=TIME))
        soon = LATER.replace("10:00", "10:05")
        outcomes = self.run(archive, gone(at=LATER), gone(at=soon))
        assert outcomes == [Outcome.MISSING] * 2
        assert self.states(archive)[1] == "live"

    def test_a_return_between_begins_anew(self, archive: Archive) -> None:
        self.run(archive, visit(at=TIME))
        self.run(archive, gone(at=LATER))
        self.run(archive, visit(at=LATEST))
        assert self.run(archive, gone(at=AFTER)) == [Outcome.MISSING]

    def test_a_return_is_noticed(self, archive: Archive) -> None:
        for one in (visit(at=TIME), gone(at=LATER), gone(at=LATEST)):
            self.run(archive, one)
        assert self.run(archive, visit(at=AFTER))[0] in (Outcome.CHANGED, Outcome.UNCHANGED)
        assert self.states(archive) == ("fetched", "live", None)
        count = "SELECT count(*) FROM versions"
        assert archive.connection.execute(count).fetchone() == (1,)

    def test_a_page_that_never_was_an_article_is_gone_at_once(self, archive: Archive) -> None:
        self.run(archive, listing(FoundLink(url=ONE, kind=PageKind.ARTICLE)))
        assert self.run(archive, gone(at=LATER)) == [Outcome.GONE]
