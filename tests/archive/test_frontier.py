"""The frontier: what a crawl should ask for, and what it should leave alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from archive.frontier import Frontier
from archive.queries import find_article
from archive.records import FoundLink, KnownPage, Outcome, PageKind, PageState
from archive.store import Archive
from archive.times import now
from tests.archive.making import BASE, LATER, LATEST, TIME, bare, gone, listing, visit

ONE = f"{BASE}/news/one"
ARTICLE = PageKind.ARTICLE


@pytest.fixture
def frontier(archive: Archive) -> Frontier:
    return Frontier(archive.connection)


def link(url: str = ONE, **changes: object) -> FoundLink:
    return FoundLink(url=url, kind=ARTICLE, **changes)  # type: ignore[arg-type]


def left(frontier: Frontier, site: str = "example") -> list[KnownPage]:
    """All that earlier runs have left of a site."""
    return frontier.left(site, None, 99)


def test_an_unknown_page_is_wanted(frontier: Frontier) -> None:
    assert frontier.wanted(ONE, ARTICLE)
    assert frontier.state(ONE) is None


def test_a_visited_page_is_settled(archive: Archive, frontier: Frontier) -> None:
    archive.save([visit()])
    assert frontier.state(ONE) == PageState.FETCHED
    assert not frontier.wanted(ONE, ARTICLE)
    assert not frontier.wanted(ONE, PageKind.UNKNOWN)


@pytest.mark.parametrize("kind", [PageKind.LISTING, PageKind.FEED, PageKind.SITEMAP])
def test_pages_that_hold_links_are_always_wanted(
    archive: Archive, frontier: Frontier, kind: PageKind
) -> None:
    archive.save([bare(f"{BASE}/x", PageState.FETCHED, kind=kind)])
    assert frontier.wanted(f"{BASE}/x", kind)
    assert frontier.wanted(f"{BASE}/x", PageKind.UNKNOWN)


@pytest.mark.parametrize("state", list(PageState))
def test_each_state_is_settled_or_not(
    archive: Archive, frontier: Frontier, state: PageState
) -> None:
    archive.save([bare(ONE, state)])
    # What says that nothing has changed of a page that was never received is a failure.
    unsettled = {PageState.KNOWN, PageState.FAILED, PageState.INCOMPLETE, PageState.MISSING}
    unsettled.add(PageState.NOT_MODIFIED)
    assert frontier.wanted(ONE, ARTICLE) == (state in unsettled)
    assert [page.url for page in left(frontier)] == [ONE] * (state in unsettled)


def test_links_of_a_page_wait_with_it(archive: Archive, frontier: Frontier) -> None:
    archive.save([listing(link(title="A title"), link(f"{BASE}/two"))])
    assert [(page.url, page.state) for page in left(frontier)] == [
        (ONE, PageState.KNOWN),
        (f"{BASE}/two", PageState.KNOWN),
    ]
    assert left(frontier, "another") == []


def test_the_spelling_to_ask_for_is_kept(archive: Archive, frontier: Frontier) -> None:
    archive.save([listing(link()), listing(link(address=f"{ONE}/"), at=LATER)])
    archive.save([listing(link(), at=LATEST)])
    assert left(frontier)[0].address == f"{ONE}/"


def test_finding_a_link_again_does_not_undo_a_visit(archive: Archive, frontier: Frontier) -> None:
    archive.save([visit(), listing(link(), at=LATER)])
    assert frontier.state(ONE) == PageState.FETCHED
    archive.save([listing(link(state=PageState.REFUSED, reason="ignored path"), at=LATEST)])
    assert frontier.state(ONE) == PageState.FETCHED


def test_a_refused_link_is_settled_until_the_rules_change(
    archive: Archive, frontier: Frontier
) -> None:
    archive.save([listing(link(state=PageState.REFUSED, reason="ignored path"))])
    assert frontier.state(ONE) == PageState.REFUSED
    assert left(frontier) == []
    # A caller asks wanted() only for what today's rules allow.
    assert frontier.wanted(ONE, ARTICLE)
    archive.save([listing(link(), at=LATER)])
    assert frontier.state(ONE) == PageState.KNOWN


def test_a_known_link_that_is_refused_now_is_settled(archive: Archive, frontier: Frontier) -> None:
    archive.save([listing(link()), listing(link(state=PageState.REFUSED, reason="x"), at=LATER)])
    assert frontier.state(ONE) == PageState.REFUSED


def test_a_later_visit_decides_the_state(archive: Archive, frontier: Frontier) -> None:
    archive.save([bare(ONE, PageState.FAILED, at=LATER), visit(at=TIME)])
    assert frontier.state(ONE) == PageState.FAILED
    archive.save([visit(at=LATEST)])
    assert frontier.state(ONE) == PageState.FETCHED


def test_a_claimed_change_makes_a_page_wanted_again(archive: Archive, frontier: Frontier) -> None:
    claim = "2026-01-01T00:00:00+00:00"
    archive.save([listing(link(lastmod=claim)), visit(lastmod=claim, at=LATER)])
    assert not frontier.wanted(ONE, ARTICLE, claim)
    assert not frontier.wanted(ONE, ARTICLE, "2026-01-01T01:00+01:00")
    assert frontier.wanted(ONE, ARTICLE, "2026-01-02")
    archive.save([visit(lastmod="2026-01-02", at=LATEST)])
    assert not frontier.wanted(ONE, ARTICLE, "2026-01-02")


def test_a_page_read_before_its_sitemap_is_not_read_again(
    archive: Archive, frontier: Frontier
) -> None:
    """Found by a listing without a time, then claimed by feed and sitemap in the same run."""
    run = archive.begin_run("crawl", [], {})
    archive.save([visit()], run)
    feed, sitemap = "2016-08-04T13:37:00Z", "2016-09-01T08:00Z"
    archive.save([listing(link(lastmod=feed), url=f"{BASE}/feed", at=LATER)], run)
    archive.save([listing(link(lastmod=sitemap), url=f"{BASE}/sitemap", at=LATER)], run)
    assert not frontier.wanted(ONE, ARTICLE, feed)
    assert not frontier.wanted(ONE, ARTICLE, sitemap)
    assert frontier.wanted(ONE, ARTICLE, "2016-09-02")


def test_a_claim_that_is_older_than_the_only_visit_is_nothing_new(
    archive: Archive, frontier: Frontier
) -> None:
    archive.save([visit(at=LATER)], archive.begin_run("crawl", [], {}))
    assert not frontier.wanted(ONE, ARTICLE, TIME)
    assert frontier.wanted(ONE, ARTICLE, LATEST)
    second = archive.begin_run("crawl", [], {})
    archive.save([listing(link(lastmod=TIME), at=LATEST)], second)
    assert frontier.wanted(ONE, ARTICLE, "2026-03-01T11:00:00Z")


def test_a_claim_that_is_no_time_claims_nothing(archive: Archive, frontier: Frontier) -> None:
    archive.save([listing(link(lastmod="last week")), visit(at=LATER)])
    assert not frontier.wanted(ONE, ARTICLE, "yesterday")


def test_finding_the_same_links_again_writes_nothing(archive: Archive) -> None:
    links = [link(f"{BASE}/news/{number}", lastmod="2016-08-04") for number in range(20)]
    archive.save([listing(*links)])
    changes = archive.connection.total_changes
    archive.save([listing(*links, at=LATER)])
    # The listing's own page, its capture, body, visit and their seals; not one of its links.
    assert archive.connection.total_changes - changes <= 6


def test_a_redirect_leads_to_its_target(archive: Archive, frontier: Frontier) -> None:
    old, older = f"{BASE}/old", f"{BASE}/older"
    archive.save(
        [
            bare(older, PageState.REDIRECTED, redirected_to=old),
            bare(old, PageState.REDIRECTED, redirected_to=ONE),
            visit(),
        ]
    )
    assert find_article(archive.connection, older)["url"] == ONE
    assert not frontier.wanted(old, ARTICLE)


def test_a_redirect_that_was_never_followed_leaves_its_target_waiting(
    archive: Archive, frontier: Frontier
) -> None:
    archive.save([bare(f"{BASE}/old", PageState.REDIRECTED, redirected_to=ONE)])
    assert [page.url for page in left(frontier)] == [ONE]


def test_a_refused_target_of_a_redirect_is_never_asked_for(
    archive: Archive, frontier: Frontier
) -> None:
    away = "https://elsewhere.example/"
    refused = FoundLink(url=away, state=PageState.REFUSED, reason="off-site")
    archive.save([bare(f"{BASE}/old", PageState.REDIRECTED, redirected_to=away, links=(refused,))])
    assert left(frontier) == []


def test_redirects_in_a_circle_end(archive: Archive) -> None:
    here, there = f"{BASE}/a", f"{BASE}/b"
    archive.save(
        [
            bare(here, PageState.REDIRECTED, redirected_to=there),
            bare(there, PageState.REDIRECTED, redirected_to=here),
            bare(f"{BASE}/self", PageState.REDIRECTED, redirected_to=f"{BASE}/self"),
        ]
    )
    with pytest.raises(Exception, match="redirected"):
        find_article(archive.connection, here)


def test_a_page_that_fails_keeps_its_kind(archive: Archive) -> None:
    archive.save([listing(link()), bare(ONE, PageState.FAILED, kind=PageKind.UNKNOWN, at=LATER)])
    assert left(Frontier(archive.connection))[0].kind == ARTICLE


def test_a_page_and_its_links_are_one_transaction(archive: Archive, frontier: Frontier) -> None:
    bad = listing(link(), FoundLink(url=f"{BASE}/two", kind=b"no kind"))  # type: ignore[arg-type]
    assert archive.save([bad])[0].outcome == Outcome.FAILED
    assert frontier.state(ONE) is None
    assert frontier.state(f"{BASE}/news") == PageState.FAILED


def test_a_gone_page_that_claims_a_change_is_asked_for(
    archive: Archive, frontier: Frontier
) -> None:
    archive.save([visit(), gone(at=LATER)])
    assert not frontier.wanted(ONE, ARTICLE)
    assert frontier.wanted(ONE, ARTICLE, LATEST)


class TestWhatIsLeftIsHandedOut:
    def test_in_chunks_in_the_order_found(self, archive: Archive, frontier: Frontier) -> None:
        urls = [f"{BASE}/news/{number}" for number in range(5)]
        archive.save([listing(*map(link, urls))])
        first = frontier.left("example", None, 2)
        second = frontier.left("example", first[-1].url, 2)
        third = frontier.left("example", second[-1].url, 2)
        assert [page.url for page in (*first, *second, *third)] == urls

    def test_a_page_that_fails_again_and_again_waits_longer(
        self, archive: Archive, frontier: Frontier
    ) -> None:
        days = []
        for day in range(10, 16):
            at = datetime.fromisoformat(f"2026-03-{day}T10:00:00+00:00")
            archive.save([bare(ONE, PageState.FAILED, at=at.isoformat(), kind=ARTICLE)])
            (due,) = archive.connection.execute("SELECT next_visit_at FROM page_visits").fetchone()
            days.append((datetime.fromisoformat(due) - at).days)
        assert days[0] <= 0 and days == sorted(days) and days[-1] > 3

    def test_a_list_to_go_on_at_until_it_was_read(
        self, archive: Archive, frontier: Frontier
    ) -> None:
        second = f"{BASE}/news?page=1"
        archive.save([bare(second, PageState.FETCHED, kind=PageKind.LISTING)])
        assert left(frontier) == []
        go_on = FoundLink(url=second, kind=PageKind.LISTING, due=True)
        archive.save([listing(go_on, at=LATER)])
        assert [page.url for page in left(frontier)] == [second]
        archive.save([bare(second, PageState.FETCHED, kind=PageKind.LISTING, at=LATEST)])
        assert left(frontier) == []

    def test_what_claims_a_change(self, archive: Archive, frontier: Frontier) -> None:
        archive.save([visit()])
        assert frontier.claiming("example", None, 9) == []
        archive.save([listing(link(lastmod="2026-06-01"), at=LATER)])
        assert [page.url for page in frontier.claiming("example", None, 9)] == [ONE]
        archive.save([visit(at=LATEST)])
        assert frontier.claiming("example", None, 9) == []

    def test_what_is_due_by_its_plan(self, archive: Archive, frontier: Frontier) -> None:
        archive.save([visit(), visit(f"{BASE}/news/two", at=now())])
        assert [page.url for page in frontier.due("example", None, 9)] == [ONE]
        assert frontier.count_due("example") == 1

    def test_every_article_but_for_those_of_the_run(
        self, archive: Archive, frontier: Frontier
    ) -> None:
        archive.save([visit(), gone(f"{BASE}/news/two", at=LATER)])
        run = archive.begin_run("crawl", [], {})
        archive.save([visit(f"{BASE}/news/three")], run)
        found = frontier.articles("example", run, None, 9)
        assert [page.url for page in found] == [ONE, f"{BASE}/news/two"]


class TestARunGoesOn:
    @pytest.fixture(autouse=True)
    def known(self, archive: Archive) -> None:
        archive.add_site("example", "The example", BASE)

    def begin(self, archive: Archive, verb: str = "crawl", full: str = "false") -> int:
        return archive.begin_run(verb, ["example"], {"full": full})

    def test_the_first_begins_anew(self, archive: Archive, frontier: Frontier) -> None:
        run = self.begin(archive)
        assert frontier.goes_on_from("example", run, "crawl", full=False) == run

    @pytest.mark.parametrize("reason", ["interrupted", "max_pages", "max_seconds"])
    def test_after_one_that_was_stopped(
        self, archive: Archive, frontier: Frontier, reason: str
    ) -> None:
        first = self.begin(archive)
        archive.end_run(first, reason)
        run = self.begin(archive)
        assert frontier.goes_on_from("example", run, "crawl", full=False) == first

    def test_after_several_that_were_killed(self, archive: Archive, frontier: Frontier) -> None:
        first, _, run = (self.begin(archive) for _ in range(3))
        assert frontier.goes_on_from("example", run, "crawl", full=False) == first

    def test_not_after_one_that_has_finished(self, archive: Archive, frontier: Frontier) -> None:
        self.begin(archive)
        archive.end_run(self.begin(archive))
        run = self.begin(archive)
        assert frontier.goes_on_from("example", run, "crawl", full=False) == run

    def test_not_after_one_of_another_kind(self, archive: Archive, frontier: Frontier) -> None:
        self.begin(archive, "refresh")
        run = self.begin(archive)
        assert frontier.goes_on_from("example", run, "crawl", full=False) == run
        full = self.begin(archive, full="true")
        assert frontier.goes_on_from("example", full, "crawl", full=True) == full

    def test_not_after_a_day(self, archive: Archive, frontier: Frontier) -> None:
        first = self.begin(archive)
        archive.connection.execute("UPDATE runs SET started_at = ? WHERE id = ?", (TIME, first))
        run = self.begin(archive)
        assert frontier.goes_on_from("example", run, "crawl", full=False) == run


class TestMostOverdue:
    """Of what a sitemap vouches for, what is the most likely to have changed comes first."""

    def known(self, archive: Archive, name: str, interval: int, lastmod: str | None) -> None:
        """A page visited ten days ago that the plan looks at every so many days."""
        url = f"{BASE}/{name}"
        archive.save([visit(url, at=_ago(10))])
        if lastmod:
            archive.save([listing(link(url, lastmod=lastmod), at=_ago(10), url=f"{BASE}/map")])
        archive.connection.execute(
            "UPDATE page_visits SET next_visit_at = ? "
            "WHERE page_id = (SELECT id FROM pages WHERE url = ?)",
            (_ago(10 - interval), url),
        )

    def names(self, frontier: Frontier, most: int = 9) -> list[str]:
        found = frontier.most_overdue("example", most)
        return [page.url.removeprefix(f"{BASE}/") for page in found]

    def test_measured_by_how_often_they_are_looked_at(
        self, archive: Archive, frontier: Frontier
    ) -> None:
        for name, interval in (("rarely", 9), ("daily", 1), ("weekly", 7), ("later", 20)):
            self.known(archive, name, interval, _ago(30))
        assert self.names(frontier) == ["daily", "weekly", "rarely"]
        assert self.names(frontier, 1) == ["daily"]

    def test_only_what_a_sitemap_says_is_as_it_was(
        self, archive: Archive, frontier: Frontier
    ) -> None:
        self.known(archive, "vouched", 1, _ago(30))
        self.known(archive, "unlisted", 1, None)
        self.known(archive, "changed", 1, _ago(2))
        assert self.names(frontier) == ["vouched"]


def _ago(days: float) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
