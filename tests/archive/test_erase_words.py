"""A name is found however it is written, and what is like it is left alone."""

from __future__ import annotations

import re

import pytest

from archive.erase_words import MARK, Sought, fold, folded_email, holds, redacted, words_of


def sought(name: str, *emails: str) -> Sought:
    words = words_of(name)
    turned = {" ".join(words[n:] + words[:n]) for n in range(1, len(words))}
    known = {folded_email(email) for email in emails}
    return Sought(
        (len(words),),
        {" ".join(words)}.__contains__,
        turned.__contains__,
        is_email=known.__contains__ if known else None,
    )


ANNA = sought("Anna Berg", "anna.berg@example.org")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("by Anna Berg, Oslo", "by [erased], Oslo"),
        ("ANNA  BERG's talk; Anna Berg’s", "[erased]'s talk; [erased]’s"),
        ("Anna Bergs bok", "[erased]s bok"),
        ("Änna Bérg", MARK),
        ("A\u0308nna Berg", MARK),
        ("Anna\u00a0Be\u00adrg and Anna\u200b \u2060Berg", f"{MARK} and {MARK}"),
        ("Anna\nBerg", MARK),
        ("Contact: Berg, Anna; Smith, Jo", "Contact: [erased]; Smith, Jo"),
        ("BERG Anna (NO)", "[erased] (NO)"),
        ("Anna-Berg", MARK),
        ("<p>An<b>na</b> <i>Berg</i></p>", "<p>[erased]<b></b><i></i></p>"),
        ("<td>Anna</td><td>Berg</td>", "<td>[erased]</td><td></td>"),
        ('<img alt="Anna Berg">', '<img alt="[erased]">'),
        ("<!-- by Anna Berg -->", "<!-- by [erased] -->"),
        ("&#65;nna&nbsp;B&#x65;rg", MARK),
        ("&amp;#65;nna Berg", MARK),
        ('{"name":"\\u0041nna Berg","by":"Anna\\nBerg"}', f'{{"name":"{MARK}","by":"{MARK}"}}'),
        ("/search?q=Anna%20Berg&x=1", "/search?q=[erased]&x=1"),
        ("/search?q=Anna+Berg", "/search?q=[erased]"),
        ("mailto:anna.berg@example.org?subject=x", "mailto:[erased]?subject=x"),
        ("Write to Anna.Berg@EXAMPLE.org.Thanks", "Write to [erased].Thanks"),
        ("anna.berg [at] example [dot] org", MARK),
        ("anna.berg&#64;example.org, anna.berg%40example.org", f"{MARK}, {MARK}"),
        ("Anna Berg Anna Berg", f"{MARK} {MARK}"),
    ],
)
def test_a_name_is_found_in_every_form(text: str, left: str) -> None:
    assert redacted(text, ANNA) == left
    assert holds(text, ANNA)
    assert redacted(left, ANNA) is left


@pytest.mark.parametrize(
    "text",
    [
        "Annaberg, Johanna Berger, Anna Berger, Hanna Berg, Anna Bergstrom",
        "Team: Carl Berg, Anna Smith, Jo Hill",
        "Carl Berg\nAnna Smith",
        "We met Anna. Berg means mountain.",
        "Anna\n\nBerg",
        "<p>Anna</p> is; <p>Berg</p>",
        "https://example.org/people/anna-berg.html and anna-berg@example.com",
        "anna.berg@example.org.uk, joanna.berg@example.org",
        "Anna (Berg) or Anna | Berg, or Anna / Berg",
        "",
    ],
)
def test_what_is_like_it_is_left_alone(text: str) -> None:
    assert redacted(text, ANNA) is text
    assert not holds(text, ANNA)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoë O’Brien-Łukasz", "ZOE O'BRIEN ŁUKASZ"),
        ("Zoë O’Brien-Łukasz", "Zo&euml; O&rsquo;Brien&#8209;Łukasz"),
        ("Groß Straße", "GROSS STRASSE"),
        ("Søren Ærø", "soren aero"),
        ("J. R. Miller", "J.R. Miller"),
        ("J R Miller", "J. R. Miller"),
        ("Jean-Luc de la Tour", "de la Tour, Jean-Luc"),
        ("Николай Върбанов", "НИКОЛАЙ ВЪРБАНОВ"),
        ("Σοφία Παπαδοπούλου", "ΣΟΦΙΑ ΠΑΠΑΔΟΠΟΥΛΟΥ"),
    ],
)
def test_accents_case_and_joints_do_not_matter(name: str, text: str) -> None:
    assert redacted(f"x {text}, y", sought(name)) == f"x {MARK}, y"
    if "&" not in text:
        assert redacted(f"x {name}, y", sought(text)) == f"x {MARK}, y"


def test_an_address_that_spells_a_name_of_joined_words() -> None:
    name = sought("Jean-Luc de la Tour")
    assert redacted("/x?by=Jean-Luc%20de%20la%20Tour&y", name) == f"/x?by={MARK}&y"
    slug = "/people/jean-luc-de-la-tour"
    assert redacted(slug, name) is slug


def test_a_text_of_many_signs_is_read_in_good_time() -> None:
    for bad in ("@" * 20_000, "<" * 20_000, "&amp;" * 9_000, "%25" * 9_000, "\\u" * 9_000):
        assert redacted(bad, ANNA) is bad
    assert redacted("Anna " * 9_000, ANNA)
    assert redacted(" [at] " * 9_000, ANNA)


def test_folding_changes_no_number_of_words() -> None:
    text = "Žofie Krähenbühl, Ødegård; ﬁne Ⅷ — İstanbul"
    assert len(words_of(text)) == len(re.findall(r"\w+", text))
    assert fold("plain") == "plain"
