"""The plan of visits: young and edited pages soon, old ones rarely, none ever forgotten."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.plan import DEFAULT_PLAN, PageFacts, Plan, planned_facts
from archive.records import PageKind, PageState
from archive.store import Archive
from tests.archive.making import BASE, LATER, TIME, bare, gone, visit

NOW = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
WITHOUT_TURN = (PageKind.LISTING, PageKind.FEED, PageKind.SITEMAP)
WITHOUT_PAGE = (PageState.FAILED, PageState.INCOMPLETE, PageState.MISSING, PageState.KNOWN)


def ago(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat(timespec="seconds")


def facts(**changes: Any) -> PageFacts:
    """An article of the day, read, seen for the first time."""
    known = {
        "url": f"{BASE}/news/one",
        "kind": PageKind.ARTICLE,
        "state": PageState.FETCHED,
        "visited_at": ago(0),
        "published_at": ago(0),
        "first_seen_at": ago(0),
    }
    return PageFacts(**{**known, **changes})


def days(known: PageFacts, plan: Plan = DEFAULT_PLAN) -> float:
    """Days from the visit to the next one."""
    due = plan.next_visit(known)
    assert due is not None
    visited = datetime.fromisoformat(known.visited_at)
    return (datetime.fromisoformat(due) - visited) / timedelta(days=1)


def old(age: float, url: str = f"{BASE}/news/one", **changes: Any) -> PageFacts:
    """An article so many days old that was never seen to change."""
    seen = {"published_at": ago(age), "first_seen_at": ago(age)}
    return facts(url=url, **{**seen, **changes})


years = st.floats(0, 20 * 365)
#: From the first days of the calendar to the last.
moments = st.integers(3, 3_600_000).map(
    lambda day: datetime.fromordinal(day).replace(hour=day % 24, tzinfo=UTC)
)
#: What a page may say of its own date, and what is no date at all.
dates = st.one_of(
    st.none(),
    moments.map(lambda moment: moment.isoformat(timespec="seconds")),
    st.sampled_from(["2026", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "soon", ""]),
)
anything = st.builds(
    PageFacts,
    url=st.text(),
    kind=st.sampled_from([kind for kind in PageKind if kind not in WITHOUT_TURN]),
    state=st.sampled_from([state for state in PageState if state is not PageState.REFUSED]),
    visited_at=moments.map(lambda moment: moment.isoformat(timespec="seconds")),
    failures=st.integers(0, 10**6),
    published_at=dates,
    first_seen_at=dates,
    last_changed_at=dates,
    changes=st.integers(0, 10**6),
)


class TestOfEveryPage:
    @given(anything, st.floats(1, 400))
    def test_its_turn_comes_within_the_days_promised_and_never_before_it(
        self, known: PageFacts, promised: float
    ) -> None:
        assert 0 <= days(known, Plan(promised)) <= promised + 1 / 86_400

    @given(anything)
    def test_it_is_a_time_that_sorts_with_those_of_the_archive(self, known: PageFacts) -> None:
        due = DEFAULT_PLAN.next_visit(known)
        assert due is not None
        assert due == datetime.fromisoformat(due).astimezone(UTC).isoformat(timespec="seconds")

    @pytest.mark.parametrize("kind", WITHOUT_TURN)
    @pytest.mark.parametrize("state", list(PageState))
    def test_lists_have_no_turn_of_their_own(self, kind: PageKind, state: PageState) -> None:
        assert DEFAULT_PLAN.next_visit(facts(kind=kind, state=state)) is None

    def test_what_is_refused_is_due_only_where_an_article_was_read(self) -> None:
        refused = facts(state=PageState.REFUSED)
        assert DEFAULT_PLAN.next_visit(replace(refused, first_seen_at=None)) is None
        assert DEFAULT_PLAN.next_visit(refused) is not None

    def test_at_the_end_of_time_it_is_due_at_once(self) -> None:
        last = "9999-12-31T00:00:00+00:00"
        assert DEFAULT_PLAN.next_visit(facts(visited_at=last, published_at=None)) == last


class TestOfArticles:
    @given(years, years)
    def test_the_older_the_rarer(self, one: float, other: float) -> None:
        younger, older = sorted((one, other))
        assert days(old(younger)) <= days(old(older)) + 2 / 86_400

    @given(years, st.integers(0, 50), st.integers(0, 50))
    def test_the_more_edits_the_sooner(self, age: float, one: int, other: int) -> None:
        fewer, more = sorted((one, other))
        edited = {"last_changed_at": ago(age / 2)}
        assert days(old(age, changes=more, **edited)) <= days(old(age, changes=fewer, **edited))

    @given(years, years, st.integers(1, 50))
    def test_the_fresher_the_edit_the_sooner(self, one: float, other: float, edits: int) -> None:
        fresher, staler = sorted((one, other))
        age = staler + 1
        late = days(old(age, changes=edits, last_changed_at=ago(staler)))
        assert days(old(age, changes=edits, last_changed_at=ago(fresher))) <= late + 2 / 86_400

    def test_one_of_the_day_is_due_the_next_night_though_the_run_begins_earlier(self) -> None:
        assert 0.5 < days(facts()) < 1

    def test_one_of_years_ago_that_never_changed_rarely(self) -> None:
        assert 20 < days(old(3 * 365)) <= DEFAULT_PLAN.days

    def test_an_old_one_that_was_edited_yesterday_is_looked_at_soon(self) -> None:
        quiet, edited = old(3 * 365), old(3 * 365, changes=1, last_changed_at=ago(1))
        assert days(edited) < 1 < days(quiet)

    def test_one_without_a_date_goes_by_when_it_was_first_seen(self) -> None:
        fresh = facts(published_at=None)
        assert 3 < days(fresh) <= 7
        assert days(facts(published_at=None, first_seen_at=ago(300))) > days(fresh)

    @pytest.mark.parametrize("date", ["2126-01-01", ago(-5), "9999-12-31T23:59:59-12:00"])
    def test_a_date_to_come_makes_it_young(self, date: str) -> None:
        assert days(facts(published_at=date, first_seen_at=ago(100))) < 1

    def test_an_answer_that_was_no_article_is_looked_at_at_the_end_of_the_days(self) -> None:
        assert 20 < days(facts(first_seen_at=None, published_at=None)) <= 30


class TestOfMany:
    def test_what_was_found_in_one_night_is_not_all_due_in_one(self) -> None:
        nights = Counter(
            round(days(old(365, url=f"{BASE}/news/{number}"))) for number in range(2000)
        )
        assert max(nights.values()) < 2000 / 5
        assert len(nights) >= 7

    def test_the_night_of_a_page_is_always_the_same(self) -> None:
        assert days(old(365)) == days(old(365))

    def test_young_ones_are_not_put_off_for_it(self) -> None:
        ones = {days(old(8, url=f"{BASE}/news/{number}")) for number in range(100)}
        assert ones == {2.0}


class TestOfFailures:
    @pytest.mark.parametrize("state", WITHOUT_PAGE)
    def test_the_next_run_asks_again_and_later_ones_ever_more_rarely(
        self, state: PageState
    ) -> None:
        waits = [days(facts(state=state, failures=number)) for number in range(1, 40)]
        assert waits[:2] == [0, 0]
        assert waits == sorted(waits)
        assert 20 < waits[-1] <= DEFAULT_PLAN.days

    def test_what_is_gone_is_looked_for_ever_more_rarely_and_not_forgotten(self) -> None:
        waits = [days(facts(state=PageState.GONE, failures=number)) for number in range(2, 40)]
        assert 5 <= waits[0] <= 7
        assert waits == sorted(waits)
        assert 20 < waits[-1] <= DEFAULT_PLAN.days

    @pytest.mark.parametrize("state", [PageState.DENIED, PageState.QUARANTINED])
    def test_what_is_denied_or_held_is_asked_for_each_week(self, state: PageState) -> None:
        assert 5 <= days(facts(state=state, failures=9)) <= 7

    @pytest.mark.parametrize("state", [PageState.WALL, PageState.SOFT_404, PageState.UNREADABLE])
    def test_an_article_behind_a_wall_is_asked_for_by_the_next_run(self, state: PageState) -> None:
        assert days(facts(state=state, failures=1)) == 0
        assert days(facts(state=state, failures=1, first_seen_at=None)) > 20


class TestOfClocks:
    @given(st.floats(-4000, 4000))
    def test_a_clock_that_jumps_forgets_no_page(self, jump: float) -> None:
        """The visit counts as it was noted, whatever the dates of the page then say."""
        assert 0 <= days(old(30, visited_at=ago(jump))) <= DEFAULT_PLAN.days

    def test_one_that_was_set_back_makes_nothing_due_before_its_visit(self) -> None:
        known = facts(visited_at=ago(1000), first_seen_at=ago(0), last_changed_at=ago(0), changes=3)
        assert 0 < days(known) < 1

    def test_zones_and_days_without_a_time_are_understood(self) -> None:
        same = facts(published_at="2026-02-21T04:30:00+02:00", first_seen_at="2026-02-01")
        assert days(same) == days(facts(published_at=ago(8), first_seen_at=ago(28))) == 2


class TestOfTheArchive:
    def of(self, archive: Archive, url: str = f"{BASE}/news/one") -> PageFacts:
        (page_id,) = archive.connection.execute(
            "SELECT id FROM pages WHERE url = ?", (url,)
        ).fetchone()
        return planned_facts(archive.connection, page_id)

    def test_facts_are_those_of_the_page_and_its_article(self, archive: Archive) -> None:
        archive.save([visit()])
        archive.save([visit(at=LATER, body_text="Something else altogether was written.")])
        known = self.of(archive)
        assert (known.kind, known.state, known.failures) == ("article", "fetched", 0)
        assert (known.first_seen_at, known.last_changed_at) == (TIME, LATER)
        assert (known.visited_at, known.changes) == (LATER, 1)
        assert known.published_at == "2016-08-04T15:37:00+02:00"

    def test_of_a_page_without_an_article_there_are_none(self, archive: Archive) -> None:
        archive.save([bare(f"{BASE}/news/one", PageState.FAILED)])
        known = self.of(archive)
        assert (known.first_seen_at, known.published_at, known.changes) == (None, None, 0)
        assert (known.state, known.failures) == ("failed", 1)

    def test_the_archive_plans_by_its_own_plan(self, archive: Archive) -> None:
        archive.plan = Plan(days=2.0)
        archive.save([visit()])
        (due,) = archive.connection.execute("SELECT next_visit_at FROM page_visits").fetchone()
        assert TIME < due <= LATER.replace("02T", "03T")

    def test_what_is_gone_keeps_its_article_in_view(self, archive: Archive) -> None:
        archive.save([visit()])
        archive.save([gone(at=LATER)])
        known = self.of(archive)
        assert (known.state, known.failures, known.first_seen_at) == ("gone", 1, TIME)
