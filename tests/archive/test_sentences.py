"""Texts are cut into sentences and words alike, in whatever language."""

from __future__ import annotations

import pytest

from archive.sentences import Sentence, blocks_of, sentences_of, words_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It began. It ended.", 2),
        ("Der Call endet am 4. August 2016. Mehr folgt.", 2),
        ("J. Smith und z. B. Frau Dr. Weber kamen. Alle blieben.", 2),
        ("Das kostet 3.5 Mio. Euro im Jahr.", 1),
        ("Τι είναι αυτό; Μια ερώτηση. Τέλος.", 3),
        ("First; second; third.", 1),
        ("Проектът започна. Срокът е 15 юни 2025 г. Документите са онлайн.", 2),
        ("The end.Next one begins.", 2),
        ("See www.Example.eu/Start.Here for more.", 1),
        ("„Ja.“ Er kam. «Oui.» Elle aussi.", 4),
        ("会议将于北京举行。欢迎参加。", 2),
        ("Really? Yes! Well… Perhaps.", 4),
        ("In 2016. The next year was better.", 2),
        ("a line\nanother line\n\n", 2),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    found = list(sentences_of(text))
    assert len(found) == count, found
    assert "".join("".join(found).split()) == "".join(text.split())


def test_blocks_are_parted_by_blank_lines() -> None:
    assert blocks_of("one\n\ntwo\nstill two\n\n\n\nthree") == ["one", "two\nstill two", "three"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,000 firms", "1000 firms"),
        ("1 000 firms", "1.000 firms"),
        ("at 10:00", "at 10.00"),
        ("1.5 %", "1,5%"),
        ("on 04.08.2016", "on 4.8.2016"),
        ("A “quoted” – word…", 'a "quoted" - word...'),
        ("co\u00adoperation", "cooperation"),
        ("Straße", "STRASSE"),
        ("don’t", "don't"),
        ("https://www.example.eu/a/", "www.example.eu/a"),
        ("ﬁnance", "finance"),
        ("web site", "website"),
        ("ΤΕΛΟΣ", "τέλος".replace("έ", "ε")),
    ],
)
def test_what_is_only_set_otherwise_is_the_same(one: str, other: str) -> None:
    assert Sentence(one).letters == Sentence(other).letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5 firms", "15 firms"),
        ("−5 degrees", "5 degrees"),
        ("0.5", "5"),
        ("10-20", "10.20"),
        ("a@b.eu", "c@b.eu"),
        ("€5", "$5"),
        ("10 a.m.", "10 p.m."),
        ("ที่", "ท"),
    ],
)
def test_what_says_something_else_differs(one: str, other: str) -> None:
    assert Sentence(one).letters != Sentence(other).letters


def test_words_are_folded_and_parted_from_figures() -> None:
    assert list(words_of("COVID-19: €1,000.50, Mail A.B@C.eu!")) == [
        *("covid", "19", "€", "1.000.50", "mail", "@a.b@c.eu"),
    ]
