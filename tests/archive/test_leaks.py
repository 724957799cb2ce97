"""Looking for banners in texts: what is the platform's own, and what only reads like one."""

from __future__ import annotations

from collections.abc import Sequence

from archive.leaks import leaks
from archive.records import Severity
from archive.store import Archive
from tests.archive.making import BASE, LATER, visit

BANNER = "We use cookies on this site to enhance your user experience."


def nobody(blocks: Sequence[str]) -> set[int]:
    return set()


def found(archive: Archive) -> list[tuple[str, str]]:
    every = list(leaks(archive.connection, nobody))
    assert {one.severity for one in every} <= {Severity.WARNING}
    return [(one.code, one.where) for one in every]


def save(archive: Archive, number: int, body: str, at: str = LATER, **more: str) -> None:
    archive.save(
        [
            visit(
                f"{BASE}/{number}",
                at=at,
                body_text=body,
                body_html=None,
                banner_sentences=(BANNER, "OK, I agree"),
                **more,
            )
        ]
    )


def test_a_sentence_that_came_through_is_named_with_its_version(archive: Archive) -> None:
    save(archive, 1, "A text about clusters.")
    save(archive, 2, f"A text.\n\n{BANNER.upper()} OK, I agree\n\nThe end.")
    save(archive, 2, "A text.\n\nThe end.", at="2026-04-01")
    assert found(archive) == [("leak", f"{BASE}/2 version 1")]
    (one,) = leaks(archive.connection, nobody)
    assert BANNER in one.message


def test_summary_and_title_are_looked_at_too(archive: Archive) -> None:
    save(archive, 1, "A text.", summary=BANNER)
    save(archive, 2, "A text.", title=BANNER)
    assert found(archive) == [("leak", f"{BASE}/1 version 1"), ("leak", f"{BASE}/2 version 1")]


def test_few_words_and_parts_of_sentences_prove_nothing(archive: Archive) -> None:
    save(archive, 1, "OK, I agree, said the minister.\n\nWe use cookies on this site.")
    assert found(archive) == []


def test_what_only_the_rules_take_for_a_banner_is_a_note(archive: Archive) -> None:
    save(archive, 1, f"A text on cookies.\n\n{BANNER}")
    every = list(leaks(archive.connection, lambda blocks: set(range(len(blocks)))))
    assert [(one.code, one.severity) for one in every] == [
        ("leak", Severity.WARNING),
        ("maybe_leak", Severity.NOTE),
        ("maybe_leak", Severity.NOTE),
        ("maybe_leak", Severity.NOTE),
    ]
