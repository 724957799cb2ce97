from __future__ import annotations

import pytest

from scraper.extract.printed_terms import part_terms

KNOWN = (
    "Open call",
    "Open",
    "call",
    "Event",
    "Health & care",
    "care",
    "EU",
    "Textiles",
    "textiles",
)


@pytest.mark.parametrize(
    ("lines", "terms"),
    [
        (["Event Open call"], ("Event", "Open call")),
        (["Open   call   Event"], ("Open", "call", "Event")),  # the gaps part them
        (["Health &", "care Textiles"], ("Health & care", "Textiles")),
        (["Textiles textiles"], ("Textiles", "textiles")),
        (["EVENT open CALL"], ("Event", "Open call")),  # spelled as the vocabulary does
        (["EU, Event"], ("EU", "Event")),
        (["Event Opening"], None),
        (["Event and EU"], None),
        (["", "  "], None),
        ([], None),
        (["EU " * 500], None),
    ],
)
def test_part_terms(lines: list[str], terms: tuple[str, ...] | None) -> None:
    assert part_terms(lines, KNOWN) == terms


def test_nothing_is_known_without_a_vocabulary() -> None:
    assert part_terms(["Event"], ()) is None
