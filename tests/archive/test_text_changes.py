"""What became of a text: sentences, figures and dates, wording, or only its dress."""

from __future__ import annotations

import pytest

from archive import sentences, text_changes
from archive.figures import says_otherwise
from archive.text_changes import text_classes
from tests.edited_articles.newsroom import REVISIONS, Revision

TEXT = (
    "The cluster opens a call. The deadline is 4. August 2016 for all firms. Partners from "
    "three countries take part.\n\nMore on www.x.eu/a or by mail to a@b.eu.\n\nBackground\n\n"
    "The region has worked on water for years. Its university leads the field."
)


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda one: f"{one.language} {one.after[:40]}")
def test_edits_as_newsrooms_make_them(revision: Revision) -> None:
    found = text_classes(revision.before, revision.after, revision.language)
    assert found == {revision.expected}
    back = text_classes(revision.after, revision.before, revision.language)
    assert back == found, "undone, it is a change of the same class"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("opens", "launches", {"wording"}),
        ("opens", "opnes", {"wording"}),
        ("4. August", "5. August", {"substantive"}),
        ("August", "July", {"substantive"}),
        ("August", "Augsut", {"wording"}),
        ("4. August 2016", "4.8.2016", {"wording"}),
        ("three", "four", {"substantive"}),
        ("three", "3", {"wording"}),
        ("is 4.", "is not 4.", {"substantive"}),
        ("opens", "cancels", {"substantive"}),
        ("a@b.eu", "c@b.eu", {"substantive"}),
        ("www.x.eu/a", "www.x.eu/b", {"substantive"}),
        ("Background", "Context", {"wording"}),
        ("call. The", "call, the", {"cosmetic"}),
        ("firms. Partners", "firms.\n\nPartners", {"cosmetic"}),
        ("firms.", "firms!", {"cosmetic"}),
        ("The region", "THE REGION", {"cosmetic"}),
        (" take part.", " take part. Nobody else was asked.", {"substantive"}),
        ("The cluster opens a call. ", "", {"substantive"}),
        ("for all firms", "for all firms of the region that have fewer staff", {"substantive"}),
        ("opens a call. The", "opens the call, and its", {"wording"}),
    ],
)
def test_one_edit(old: str, new: str, expected: set[str]) -> None:
    assert old in TEXT
    assert text_classes(TEXT, TEXT.replace(old, new), "en") == expected
    assert text_classes(TEXT.replace(old, new), TEXT, "en") == expected


def test_nothing_changed() -> None:
    assert text_classes(TEXT, TEXT, "en") == set()


def test_edits_in_several_sentences_are_all_named() -> None:
    edited = TEXT.replace("opens", "launches").replace("4.", "9.").replace("field.", "field!")
    assert text_classes(TEXT, edited) == {"wording", "substantive", "cosmetic"}


def test_paragraphs_in_another_order() -> None:
    assert text_classes(TEXT, "\n\n".join(reversed(TEXT.split("\n\n")))) == {"cosmetic"}


def test_a_sentence_that_moved_and_was_edited_is_the_same_sentence() -> None:
    blocks = TEXT.replace("worked on water", "laboured on water").split("\n\n")
    moved = "\n\n".join([blocks[-1], *blocks[:-1]])
    assert text_classes(TEXT, moved) == {"wording", "cosmetic"} or text_classes(TEXT, moved) == {
        "wording"
    }


def test_a_text_that_came_or_went_is_sentences_added_or_removed() -> None:
    assert text_classes("", "Some words.") == text_classes("Some words.", "") == {"substantive"}
    assert text_classes("", "—") == {"cosmetic"}


@pytest.mark.parametrize(
    ("language", "before", "after", "expected"),
    [
        ("en", "only one partner came", "only 1 partner came", False),
        ("en", "it meets twice a year", "it meets two times a year", False),
        ("en", "it may be the first step", "it could be an initial step", False),
        ("en", "from 5 to 10 percent", "from 10 to 5 percent", True),
        ("en", "on the first day", "on the second day", True),
        ("en", "5 million", "5 billion", True),
        ("nl", "onze leden komen", "de leden komen", False),
        ("pt", "a lista dos parceiros", "a lista de parceiros", False),
        ("it", "mai come prima", "come prima", True),
        ("fr", "le projet est prêt", "le projet n'est pas prêt", True),
        ("et", "kuni 1 märtsini", "kuni 1 aprillini", True),
        ("fi", "helmikuun alussa", "maaliskuun alussa", True),
        (None, "il non vient", "il vient", True),
    ],
)
def test_figures_and_negations(
    language: str | None, before: str, after: str, expected: bool
) -> None:
    assert says_otherwise(before.split(), after.split(), language) is expected


def test_the_work_on_hostile_texts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of pairs compared does not grow with the square of the sentences."""
    compared = 0
    likeness = text_changes._likeness

    def counted(one: text_changes._Left, other: text_changes._Left) -> float:
        nonlocal compared
        compared += 1
        return likeness(one, other)

    monkeypatch.setattr(text_changes, "_likeness", counted)
    lines = [f"the same words again and again {number}" for number in range(900)]
    other = [f"the same words again and again {number}" for number in range(1000, 1900)]
    assert text_classes("\n\n".join(lines), "\n\n".join(other)) == {"substantive"}
    assert compared <= 6 * 900


def test_a_text_written_anew_is_not_looked_at_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    words = sentences.words_of

    def counted(text: str) -> object:
        asked.append(text)
        return words(text)

    monkeypatch.setattr(sentences, "words_of", counted)
    before, after = "a1" * 200_000, "a1" * 199_999 + "b."
    assert text_classes(before, after) == {"substantive"}
    assert text_classes(before, before + "!") == {"cosmetic"}
    assert not asked
