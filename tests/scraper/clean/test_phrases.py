"""Consent wording: found where it stands as boilerplate, and nowhere else."""

from __future__ import annotations

import pytest

from scraper.clean.banner_match import PhraseIndex
from scraper.clean.consent_words import COOKIE, consent_language
from scraper.clean.known_banners import SENTENCE, known_phrases, words_of
from scraper.clean.phrases import MOST_LINES, BannerMatcher, is_consent_block
from tests.scraper.printing import BANNERS

HEADING, SENTENCE_2017, AGREE, MORE = BANNERS["en 2017"]
STAMP = [HEADING, SENTENCE_2017, AGREE, MORE]
PROSE = "The harbour office tested a shared crane before the storm."


def left(lines: list[str], matcher: BannerMatcher | None = None) -> list[str]:
    """What stays of the lines, columns that were cut out left out."""
    kept = list(lines)
    for cut in (matcher or BannerMatcher()).find(lines):
        kept[cut.line] = kept[cut.line].replace(cut.text, " " * len(cut.text))
    return [line.strip() for line in kept if line.strip()]


def rules(lines: list[str]) -> set[str]:
    return {cut.rule for cut in BannerMatcher().find(lines)}


def test_a_banner_between_lines() -> None:
    assert left([PROSE, "", *STAMP, "", PROSE]) == [PROSE, PROSE]
    assert rules([*STAMP]) == {"consent:en"}


@pytest.mark.parametrize("phrase", [p for p in known_phrases() if p.role == SENTENCE])
def test_every_known_sentence_is_found_whole_and_torn(phrase: object) -> None:
    words = list(getattr(phrase, "words"))  # noqa: B009 - the records are compared by identity
    half = len(words) // 2
    cookies = "Cookies"  # some sentences of a banner do not speak of them
    assert left([PROSE, " ".join(words), cookies]) == [PROSE, cookies]
    torn = [" ".join(words[:half]), PROSE, " ".join(words[half:]), cookies]
    assert left(torn) == [PROSE, cookies]


def test_torn_interleaved_and_side_by_side() -> None:
    first, second = HEADING.rsplit(" ", 2)[0], " ".join(HEADING.rsplit(" ", 2)[1:])
    assert left([first, PROSE, second, SENTENCE_2017]) == [PROSE]
    assert left([HEADING, PROSE, SENTENCE_2017, PROSE, AGREE, PROSE, MORE]) == [PROSE] * 3
    columns = [f"    {HEADING}", f"{' ' * 90}{AGREE}    {MORE}", f"    {SENTENCE_2017}"]
    assert left([PROSE, *columns, PROSE]) == [PROSE, PROSE]
    assert left([f"{HEADING} {SENTENCE_2017} {AGREE} {MORE}"]) == []


def test_a_sheet_may_end_inside_the_banner() -> None:
    lines = [PROSE, *STAMP, PROSE, "We use cookies on this"]
    assert left(lines) == [PROSE, PROSE]
    lines = [*STAMP, PROSE, "We use", PROSE]
    cuts = BannerMatcher().find(lines, sheet_ends={5})
    assert [cut.line for cut in cuts] == [0, 1, 2, 3, 5]
    assert "We use" in left(lines)  # in the middle of a sheet two words prove nothing


@pytest.mark.parametrize(
    "line",
    [
        f"The banner says “{HEADING}” and waits.",
        f"“{HEADING}”",
        f"- {HEADING}",
        f"Some write {HEADING} on every page",
        "We use cookies for breakfast as an ice-breaker",
        "Websites that use cookies must obtain the user's consent.",
        "By law, websites which use cookies must ask before they set them.",
    ],
)
def test_an_article_about_cookies_keeps_every_word(line: str) -> None:
    lines = ["Cookies and the law", "", line, "", "OK", "", "More info", "", PROSE]
    assert left(lines) == [text for text in lines if text]


def test_two_paragraphs_of_a_cookie_policy_stay() -> None:
    policy = [
        "We use cookies on our website to count our visitors.",
        "",
        "By using our site you agree that we store cookies on your device.",
        "",
        "More information",
    ]
    assert left(policy) == [line for line in policy if line]


def test_buttons_belong_to_a_banner_only_beside_it() -> None:
    assert left(["OK", "More info", "Hide", "Cookies"]) == ["OK", "More info", "Hide", "Cookies"]
    assert left([*STAMP, "More info", PROSE]) == ["More info", PROSE]  # the banner has its own
    assert left(["OK", PROSE, PROSE, *STAMP]) == ["OK", PROSE, PROSE]


def test_wordings_never_seen_are_learned_from_the_print() -> None:
    unseen = [
        "Auf unserem Portal setzen wir gern Cookies ein",
        "Wenn Sie weitersurfen, sind Sie mit unseren Cookies einverstanden.",
        "Passt",
    ]
    assert left([PROSE, *unseen, PROSE, PROSE, PROSE, *unseen, PROSE]) == [PROSE] * 5
    torn = ["Auf unserem Portal setzen", "wir gern Cookies ein", *unseen[1:]]
    lines = [*unseen, PROSE, PROSE, PROSE, *unseen, PROSE, PROSE, *torn, PROSE]
    assert left(lines) == [PROSE] * 6
    decided = ["Nous déposons sur ce site des cookies de mesure", "Tout accepter"]
    assert left([PROSE, *decided, PROSE]) == [PROSE, PROSE]


def test_a_sentence_printed_twice_is_not_a_banner_by_that() -> None:
    item = "They talked about cookies for breakfast at the pier."
    lines = [item, PROSE, item, PROSE, PROSE, PROSE, PROSE, item, PROSE]
    assert left(lines) == lines


def test_the_site_s_own_sentences() -> None:
    own = ("Biscuits make this harbour work better for you. Sail on if you like them.", "Aye")
    lines = [
        PROSE,
        "Biscuits make this harbour",
        "work better for you.",
        "Sail on if you like them.",
        "Aye",
    ]
    assert left(lines, BannerMatcher(own, source="harbour")) == [PROSE]
    cuts = BannerMatcher(own, source="harbour").find(lines)
    assert {cut.rule for cut in cuts} == {"consent:harbour"}
    assert left(["Aye", PROSE], BannerMatcher(own)) == ["Aye", PROSE]


def test_words_printed_over_each_other_are_parted() -> None:
    """What ``pdftotext -layout`` makes of a banner that lies upon the last lines of a sheet."""
    lines = [
        "      We use cookies",
        "      The office     on this site",
        "                         has bought oldto enhance",
        "                                        boats     your",
        "                                              from     user experience",
        "                                                        the pier of the old town.",
        f"      {SENTENCE_2017}",
    ]
    texts, cuts = BannerMatcher().unweave(lines, {len(lines) - 1})
    words = " ".join(" ".join(texts).split())
    assert words == "The office has bought old boats from the pier of the old town."
    assert {cut.rule for cut in cuts} == {"consent:en"}


def test_prose_that_quotes_a_banner_is_not_unwoven() -> None:
    lines = [f"The pier says {HEADING} to", "all who come, and nobody reads it."]
    assert BannerMatcher().unweave(lines, {1}) == (lines, ())
    assert BannerMatcher().unweave([*lines, *STAMP], {5})[0][:2] != []


@pytest.mark.parametrize(
    ("text", "is_consent"),
    [
        (f"{HEADING} {SENTENCE_2017} {AGREE} {MORE}", True),
        ("This website uses cookies to improve your experience. Accept all", True),
        ("Wir setzen auf unserer Seite Cookies ein. Mehr in unserer Datenschutzerklärung.", True),
        ("We use cookies for breakfast as an ice-breaker", False),
        ("The Commission wants websites to ask before they set cookies. More info", False),
        ("OK", False),
        ("More info", False),
        ("", False),
    ],
)
def test_is_consent_block(text: str, is_consent: bool) -> None:
    assert is_consent_block(text) is is_consent


def test_the_known_wordings_hold_together() -> None:
    languages = {phrase.source for phrase in known_phrases()}
    assert len(languages) == 24
    for language in languages:
        own = [phrase for phrase in known_phrases() if phrase.source == language]
        assert {"agree", "more", SENTENCE} <= {phrase.role for phrase in own}
        assert any(COOKIE.search(" ".join(p.words)) for p in own if p.role == SENTENCE)
    index = PhraseIndex(known_phrases())
    assert index.parse(words_of(f"{HEADING} {AGREE}")) is not None
    assert index.parse(words_of(f"{HEADING} and more")) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dieses Portal verwendet Cookies, um Ihnen die Seiten zu zeigen", "de"),
        ("Nous utilisons des cookies pour mesurer la fréquentation du site", "fr"),
        ("Ta strona używa plików cookie w celach statystycznych", "pl"),
        ("Cookies are baked at the harbour", None),
        ("We use ropes on this site", None),
    ],
)
def test_consent_language(text: str, language: str | None) -> None:
    assert consent_language(text) == language


def test_a_print_longer_than_any_article_is_searched_at_both_ends() -> None:
    filling = [PROSE, ""] * (MOST_LINES // 4)
    lines = [*STAMP, "", *filling, *STAMP, "", *filling, *STAMP, "", *filling, *STAMP]
    assert len(lines) > MOST_LINES
    assert set(left(lines)) == {PROSE}
    assert len(left(lines)) == 3 * len(filling) // 2
