from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.text import clean_text, slugify


@pytest.mark.parametrize(
    ("given_", "cleaned"),
    [
        ("plain words", "plain words"),
        ("  two\u00a0 spaces \n and\ta\u2003line\x0bend\x85", "two spaces and a line end"),
        ("Sko\u030ane".replace("o\u030a", "a\u030a"), "Sk\u00e5ne"),
        ("Clus\x00ter\x07\x1b[31m", "Cluster[31m"),
        ("cross\u00adborder zero\u200bwidth \ufeffmark", "crossborder zerowidth mark"),
        ("\u202eesrever\u202c and \u2066isolate\u2069", "esrever and isolate"),
        ("icon \uf0e0 mail\ue000\ue001", "icon mail"),
        ("pair \ud83d\ude00, lone \ud83d, low \ude00", "pair \U0001f600, lone \ufffd, low \ufffd"),
        (
            "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
            "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        ("\ufdd0\uffff", ""),
    ],
)
def test_clean_text(given_: str, cleaned: str) -> None:
    assert clean_text(given_) == cleaned


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaned_text_can_be_stored_and_stays_clean(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert "\x00" not in cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("Smart Specialisation", "smart-specialisation"),
        ("Health & care", "health-care"),
        ("Mobility / logistics", "mobility-logistics"),
        ("Öko-Innovation", "oko-innovation"),
        ("Straße in Łódź, Ærø", "strasse-in-lodz-aero"),
        ("Клъстери й", "клъстери-й"),
        (" – ", ""),
    ],
)
def test_slugify(label: str, slug: str) -> None:
    assert slugify(label) == slug
