"""What a host's word is worth: proven by looking, broken by a lie, and forgiven in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from archive.records import Check, PageKind, PageState, Signal, Visit
from archive.store import Archive
from archive.trust import MEMORY_DAYS, PROOF, Word, word_of
from tests.archive.making import BASE, bare, visit

DAY = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
ONE = f"{BASE}/news/one"


def on(day: float) -> str:
    return (DAY + timedelta(days=day)).isoformat(timespec="seconds")


def looked_at(*held: bool | None, day: float = 0, signal: Signal = Signal.VALIDATOR) -> list[Visit]:
    """Visits, one for each test of the word."""
    return [
        bare(
            f"{BASE}/{signal}/{day}/{number}",
            PageState.FETCHED,
            at=on(day),
            kind=PageKind.OTHER,
            checks=(Check(signal, one),),
        )
        for number, one in enumerate(held)
    ]


def tagged(text: str, day: float) -> list[Visit]:
    """A visit of an article with this text and an ETag to it."""
    read = visit(at=on(day), body_text=f"The text of this page is number {text}, and no other.")
    assert read.capture is not None
    headers = (("ETag", f'"{text}"'),)
    return [replace(read, capture=replace(read.capture, headers=headers))]


def word(archive: Archive, day: float = 0, signal: Signal = Signal.VALIDATOR) -> Word:
    with time_machine.travel(DAY + timedelta(days=day), tick=False):
        return word_of(archive.connection, "example", signal)


def checks(archive: Archive) -> list[tuple[str, int]]:
    return archive.connection.execute(
        "SELECT signal, held FROM visit_checks ORDER BY checked_at, signal"
    ).fetchall()


class TestWord:
    def test_of_a_platform_never_seen_is_unproven(self, archive: Archive) -> None:
        assert {word(archive, signal=signal) for signal in Signal} == {Word.UNPROVEN}

    def test_of_validators_holds_when_they_were_proven_and_have_changed_with_a_page(
        self, archive: Archive
    ) -> None:
        """Where nothing happens, a host that says so to everything is right every time."""
        archive.save(looked_at(*[True] * (PROOF - 1)))
        archive.save(tagged("1", 0))
        archive.save(tagged("2", 1))
        assert word(archive, 1) is Word.UNPROVEN
        archive.save(looked_at(True, day=1))
        assert word(archive, 1) is Word.HOLDS

    def test_of_validators_that_never_changed_is_unproven(self, archive: Archive) -> None:
        archive.save(looked_at(*[True] * PROOF))
        archive.save(tagged("1", 0))
        assert word(archive) is Word.UNPROVEN

    def test_of_a_sitemap_holds_only_if_it_has_told_of_a_change(self, archive: Archive) -> None:
        archive.save(looked_at(*[True] * PROOF, signal=Signal.LASTMOD))
        assert word(archive, signal=Signal.LASTMOD) is Word.UNPROVEN
        archive.save(looked_at(True, signal=Signal.CLAIM))
        assert word(archive, signal=Signal.LASTMOD) is Word.HOLDS

    def test_of_validators_is_broken_by_one_lie(self, archive: Archive) -> None:
        archive.save(looked_at(*[True] * PROOF, False))
        assert word(archive) is Word.BROKEN

    def test_of_a_sitemap_that_never_told_of_a_change_is_broken_by_one(
        self, archive: Archive
    ) -> None:
        archive.save(looked_at(*[True] * PROOF, False, signal=Signal.LASTMOD))
        assert word(archive, signal=Signal.LASTMOD) is Word.BROKEN

    def test_of_one_that_did_is_broken_by_two(self, archive: Archive) -> None:
        """Sitemaps are made once in a while: one page may have changed since."""
        archive.save(looked_at(True, signal=Signal.CLAIM))
        archive.save(looked_at(*[True] * PROOF, False, signal=Signal.LASTMOD))
        assert word(archive, signal=Signal.LASTMOD) is Word.UNPROVEN
        archive.save(looked_at(False, day=1, signal=Signal.LASTMOD))
        assert word(archive, 1, Signal.LASTMOD) is Word.BROKEN

    def test_that_all_has_changed_is_broken_where_nearly_nothing_has(
        self, archive: Archive
    ) -> None:
        archive.save(looked_at(*[False] * 9, signal=Signal.CLAIM))
        assert word(archive, signal=Signal.CLAIM) is not Word.BROKEN
        archive.save(looked_at(False, day=1, signal=Signal.CLAIM))
        assert word(archive, 1, Signal.CLAIM) is Word.BROKEN

    def test_that_much_has_changed_is_no_lie_if_some_has(self, archive: Archive) -> None:
        """Where a template changes, every page has, and the articles have not."""
        archive.save(looked_at(*[False] * 18, True, True, signal=Signal.CLAIM))
        assert word(archive, signal=Signal.CLAIM) is not Word.BROKEN

    def test_of_one_kind_says_nothing_of_another(self, archive: Archive) -> None:
        archive.save(looked_at(False))
        assert word(archive, signal=Signal.LASTMOD) is Word.UNPROVEN

    def test_of_one_platform_says_nothing_of_another(self, archive: Archive) -> None:
        archive.save(looked_at(False))
        with time_machine.travel(DAY, tick=False):
            assert word_of(archive.connection, "elsewhere", Signal.VALIDATOR) is Word.UNPROVEN

    def test_is_given_another_chance_after_a_while(self, archive: Archive) -> None:
        archive.save(looked_at(False))
        assert word(archive, MEMORY_DAYS - 1) is Word.BROKEN
        assert word(archive, MEMORY_DAYS + 1) is Word.UNPROVEN

    def test_must_be_proven_again_when_the_proof_is_old(self, archive: Archive) -> None:
        archive.save(looked_at(*[True] * PROOF))
        assert word(archive, MEMORY_DAYS + 1) is Word.UNPROVEN

    def test_stays_broken_where_the_clock_was_set_back(self, archive: Archive) -> None:
        archive.save(looked_at(False, day=5))
        assert word(archive, -400) is Word.BROKEN


class TestWhatAVisitTells:
    def read(self, archive: Archive, day: float, text: str, *signals: Signal) -> None:
        held = tuple(Check(signal) for signal in signals)
        archive.save([visit(at=on(day), body_text=text, checks=held)])

    @pytest.mark.parametrize("signal", [Signal.VALIDATOR, Signal.LASTMOD])
    def test_an_article_that_has_changed_breaks_the_word_that_it_has_not(
        self, archive: Archive, signal: Signal
    ) -> None:
        self.read(archive, 0, "As it was at first.")
        self.read(archive, 1, "As it was at first.", signal)
        self.read(archive, 2, "Quite another text than the first one.", signal)
        assert checks(archive) == [(signal, 1), (signal, 0)]

    def test_a_claim_of_change_holds_where_the_article_has_changed(self, archive: Archive) -> None:
        self.read(archive, 0, "As it was at first.")
        self.read(archive, 1, "As it was at first.", Signal.CLAIM)
        self.read(archive, 2, "Quite another text than the first one.", Signal.CLAIM)
        assert checks(archive) == [("claim", 0), ("claim", 1)]

    def test_one_look_may_tell_of_two_words(self, archive: Archive) -> None:
        self.read(archive, 0, "As it was at first.")
        self.read(archive, 1, "Quite another text than the first one.", *Signal)
        assert checks(archive) == [("claim", 1), ("lastmod", 0), ("validator", 0)]

    def test_a_page_that_is_new_tells_nothing(self, archive: Archive) -> None:
        self.read(archive, 0, "As it was at first.", *Signal)
        assert checks(archive) == []

    @pytest.mark.parametrize(
        "state", [PageState.FAILED, PageState.GONE, PageState.WALL, PageState.UNREADABLE]
    )
    def test_a_page_that_could_not_be_had_tells_nothing(
        self, archive: Archive, state: PageState
    ) -> None:
        self.read(archive, 0, "As it was at first.")
        archive.save([bare(ONE, state, at=on(1), checks=(Check(Signal.VALIDATOR),))])
        assert checks(archive) == []

    def test_what_was_seen_by_comparing_bytes_is_believed(self, archive: Archive) -> None:
        self.read(archive, 0, "As it was at first.")
        said = (Check(Signal.VALIDATOR, False),)
        archive.save([visit(at=on(1), body_text="As it was at first.", checks=said)])
        assert checks(archive) == [("validator", 0)]

    def test_saving_a_visit_twice_counts_its_test_once(self, archive: Archive) -> None:
        again = looked_at(True)
        archive.save(again)
        archive.save(again)
        assert checks(archive) == [("validator", 1)]


class TestDoubt:
    """A host that lied about one page may have lied about all that it was believed of."""

    def due(self, archive: Archive) -> dict[str, str | None]:
        rows: Sequence[tuple[str, str | None]] = archive.connection.execute(
            "SELECT p.url, v.next_visit_at FROM page_visits v JOIN pages p ON p.id = v.page_id"
        ).fetchall()
        return {url.removeprefix(BASE): due for url, due in rows}

    def not_modified(self, url: str, day: float) -> Visit:
        return bare(url, PageState.NOT_MODIFIED, at=on(day))

    def test_what_was_believed_since_it_was_last_seen_whole_is_due_at_once(
        self, archive: Archive
    ) -> None:
        believed, seen = f"{BASE}/news/believed", f"{BASE}/news/seen"
        archive.save([visit(url, at=on(0)) for url in (ONE, believed, seen)])
        archive.save([self.not_modified(believed, 10)])
        archive.save([visit(seen, at=on(10))])
        before = self.due(archive)
        lie = (Check(Signal.VALIDATOR, False),)
        archive.save([visit(at=on(11), body_text="Quite another text now.", checks=lie)])
        after = self.due(archive)
        assert before["/news/believed"] is not None
        assert before["/news/believed"] > on(11) == after["/news/believed"]
        assert after["/news/seen"] == before["/news/seen"]

    def test_it_is_due_no_later_than_it_was(self, archive: Archive) -> None:
        archive.save([visit(ONE, at=on(0)), visit(f"{BASE}/news/two", at=on(0))])
        archive.save([bare(f"{BASE}/news/two", PageState.FAILED, at=on(1))])
        before = self.due(archive)
        archive.save(looked_at(False, day=9))
        assert self.due(archive)["/news/two"] == before["/news/two"] == on(1)

    def test_a_test_that_held_changes_nothing(self, archive: Archive) -> None:
        archive.save([visit(ONE, at=on(0))])
        archive.save([self.not_modified(ONE, 1)])
        before = self.due(archive)
        archive.save(looked_at(True, day=2))
        after = self.due(archive)
        assert {url: after[url] for url in before} == before
