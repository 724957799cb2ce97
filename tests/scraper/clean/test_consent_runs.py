"""Banners of any wording: by vocabulary, and by what stands around them."""

from __future__ import annotations

import pytest

from scraper.clean.consent_runs import Piece, banner_runs, is_run
from scraper.clean.consent_shape import LONGEST_PART, Kind, Role, shape_of

TOLD = "Auf diesem Portal setzen wir Cookies ein, damit Sie alle Seiten nutzen können."
MORE = "Ihre Zustimmung können Sie in den Einstellungen jederzeit widerrufen."
PROSE = "Das Hafenamt prüfte einen gemeinsamen Kran für hölzerne Rümpfe vor dem Sturm."
COURT = "Der Gerichtshof entschied, dass Websites vor dem Setzen von Cookies fragen müssen."


def found(*texts: str, gap: int = 1) -> list[list[str]]:
    pieces = [Piece(text, gap) for text in texts]
    return [[p.text for p in pieces[run.start : run.end]] for run in banner_runs(pieces)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TOLD, Kind.SENTENCE),
        ("Alle annehmen", Kind.BUTTON),
        ("Statistik", Kind.LABEL),
        ("Cobalt Metrics", Kind.SHORT),
        (PROSE, Kind.PROSE),
        (COURT, Kind.PROSE),
        (f"Dort stand „{TOLD}“ und sonst nichts.", Kind.PROSE),
        ("x" * (LONGEST_PART + 1), Kind.PROSE),
        ("", Kind.SHORT),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert shape_of(text).kind is kind


def test_roles_of_buttons() -> None:
    assert shape_of("Alle annehmen").decides
    assert not shape_of("Mehr Details").decides
    assert shape_of("Sütibeállítások").roles & Role.MANAGE  # a compound


def test_a_banner_among_prose() -> None:
    banner = ("Cookies auf dieser Seite", TOLD, MORE, "Alle annehmen", "Nur notwendige")
    assert found(PROSE, *banner, PROSE) == [list(banner)]
    assert found(COURT, *banner, COURT) == [list(banner)]


def test_purposes_and_vendors_between() -> None:
    banner = (TOLD, "Statistik", "Hilft uns zu verstehen, wie Besucher die Seite nutzen.")
    assert found(*banner, "Cobalt Metrics", "Alle annehmen") == [
        [*banner, "Cobalt Metrics", "Alle annehmen"]
    ]


def test_without_a_choice_it_is_a_text() -> None:
    assert found(TOLD, MORE, PROSE) == []
    assert found(TOLD, "Mehr Informationen", PROSE) == []
    assert found("Alle annehmen", "Ablehnen") == []


def test_what_follows_the_buttons_is_the_articles() -> None:
    title = "Cookies und das Recht: Was sich im Herbst ändert"
    assert found(TOLD, "Alle annehmen", "Ablehnen", title, COURT) == [
        [TOLD, "Alle annehmen", "Ablehnen"]
    ]
    assert found(TOLD, "Alle annehmen", "Kran", "Hafen", "Mole", "Ablehnen") == [
        [TOLD, "Alle annehmen"]
    ]


def test_an_odd_button_stands_on_the_row_of_others() -> None:
    pieces = [Piece(TOLD), Piece("Alle annehmen", 1), Piece("Passt schon", 0, beside=True)]
    assert [(run.start, run.end) for run in banner_runs(pieces)] == [(0, 3)]
    assert is_run(pieces)
    assert not is_run([*pieces, Piece(PROSE)])


def test_a_new_sheet_ends_a_banner() -> None:
    end = "und die Cookies."
    pieces = [Piece(TOLD), Piece("Alle annehmen", 1), Piece(end, 0, first=True)]
    assert [(run.start, run.end) for run in banner_runs(pieces)] == [(0, 2)]
