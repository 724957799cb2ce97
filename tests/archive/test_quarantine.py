"""What is held back: once for the same bytes, until something better is known."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.errors import UsageError
from archive.quarantine import broken_in, chosen, decide, entries, known_misfits
from archive.records import Misfit, Outcome, PageState, Problem, Severity, Visit
from archive.store import Archive
from tests.archive.making import BASE, LATER, LATEST, TIME, visit

URL = f"{BASE}/news/one"
TAGS = Misfit("tags", "missing", "20 of 20 pages have it", "absent")
HOSTILE = Misfit("title", "moved", "h1'); DROP TABLE quarantine; --", 'a "b" \x1b[31m é')


def held(
    url: str = URL, *, at: str = LATER, found: Sequence[Misfit] = (TAGS,), **more: object
) -> Visit:
    """A visit that does not fit."""
    problems = tuple(Problem("misfit", one.found, Severity.ERROR, one.field) for one in found)
    return visit(
        url,
        at=at,
        state=PageState.QUARANTINED,
        misfits=tuple(found),
        problems=problems,
        title="Held",
        **more,
    )


def test_the_article_stays_and_the_bytes_are_kept(archive: Archive) -> None:
    archive.save([visit(at=TIME)])
    (saved,) = archive.save([held()])
    assert saved.outcome is Outcome.QUARANTINED
    (one,) = entries(archive.connection)
    assert (one.url, one.site, one.state, one.title) == (URL, "example", "held", "Held")
    assert (one.misfits, one.found_at, one.template) == ((TAGS,), LATER, "drupal7")
    article = "SELECT title, current_version FROM articles"
    assert archive.connection.execute(article).fetchall() == [("Skåne opens a cluster", 1)]
    capture = "SELECT article_id, version_id FROM captures WHERE id = ?"
    assert archive.connection.execute(capture, (one.capture_id,)).fetchone() == (None, None)


def test_the_same_bytes_are_one_finding_and_others_another(archive: Archive) -> None:
    archive.save([visit(at=TIME), held(), held(at=LATEST)])
    assert len(entries(archive.connection)) == 1
    archive.save([held(at="2026-03-04T10:00:00+00:00", body=b"<html>other</html>")])
    assert len(entries(archive.connection)) == 2


def test_saving_it_again_changes_nothing(archive: Archive) -> None:
    archive.save([visit(at=TIME), held()])
    before = list(archive.connection.iterdump())
    archive.save([held()])
    assert list(archive.connection.iterdump()) == before


def test_a_later_good_visit_replaces_it_and_an_earlier_one_does_not(archive: Archive) -> None:
    archive.save([held(at=LATER)])
    archive.save([visit(at=TIME)])
    assert [one.state for one in entries(archive.connection, every=True)] == ["held"]
    archive.save([visit(at=LATEST)])
    assert entries(archive.connection) == []
    (one,) = entries(archive.connection, every=True)
    assert (one.state, one.decided_at) == ("replaced", LATEST)


def test_hostile_findings_are_kept_as_they_are(archive: Archive) -> None:
    archive.save([held(found=[HOSTILE])])
    (one,) = entries(archive.connection)
    assert one.misfits == (HOSTILE,)


def test_what_a_person_accepts_is_known_of_that_generation_of_markup(archive: Archive) -> None:
    archive.save([held(), held(f"{BASE}/news/two", found=[HOSTILE])])
    first, _ = entries(archive.connection)
    with archive.trying(keep=True):
        decide(archive.connection, first.id, "accepted", "new", LATEST, PageState.FETCHED)
    site = archive.connection.execute("SELECT id FROM sites").fetchone()[0]
    assert known_misfits(archive.connection, site) == {("drupal7", "tags", "missing", "absent")}
    state = archive.connection.execute("SELECT state FROM pages WHERE url = ?", (URL,))
    assert state.fetchone() == ("fetched",)


def test_entries_are_chosen_by_number_or_site(archive: Archive) -> None:
    archive.save([held(), held(f"{BASE}/news/two", body=b"two")])
    assert [one.id for one in chosen(archive.connection, [2], None)] == [2]
    assert len(chosen(archive.connection, [], "example")) == 2
    assert chosen(archive.connection, [], "elsewhere") == []
    with pytest.raises(UsageError, match="number 7"):
        chosen(archive.connection, [7], None)


def test_a_run_says_what_broke_where_since_when(archive: Archive) -> None:
    archive.add_site("example", "Example", BASE)
    first = archive.begin_run("crawl", ["example"], {})
    archive.save([held()], first)
    archive.end_run(first)
    second = archive.begin_run("refresh", ["example"], {})
    pages = [held(f"{BASE}/news/{n}", at=LATEST, body=b"%d" % n) for n in range(3)]
    archive.save([*pages, held(f"{BASE}/x", at=LATEST, found=[HOSTILE], body=b"x")], second)
    verdict = archive.end_run(second)
    assert (verdict.exit_code, verdict.quarantined) == (1, 4)
    tags, title = broken_in(archive.connection, second)
    assert (tags.site, tags.field, tags.pages, tags.since) == ("example", "tags", 3, LATER)
    assert tags.sample == f"{BASE}/news/0"
    assert (title.field, title.since) == ("title", LATEST)
