"""Words removed and added, with context, to the letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.content import content_of
from archive.records import Tag
from archive.word_diff import Part, field_changes, item_text, word_changes, words_of_kind
from tests.archive.making import article

WORDS = st.lists(st.sampled_from("a b c d, e. 5 – (f) gé".split()), max_size=20).map(" ".join)
EVERYTHING = 10_000


def sides(passages: list[tuple[Part, ...]]) -> tuple[str, str]:
    """What the passages say stood there before, and after."""
    texts = []
    for other in ("added", "removed"):
        kept = (part.text for each in passages for part in each if part.kind != other)
        texts.append("".join(kept))
    return texts[0], texts[1]


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_a_passage(before: str, after: str) -> None:
    passages = word_changes(before, after, context=EVERYTHING)
    if before == after:
        assert passages == []
    else:
        assert ["".join(one.split()) for one in sides(passages)] == [
            "".join(one.split()) for one in (before, after)
        ]


def test_one_word() -> None:
    ((*parts,),) = word_changes("The call opens in May.", "The call closes in May.")
    assert parts == [
        Part("same", "The call "),
        Part("removed", "opens"),
        Part("added", "closes"),
        Part("same", " in May."),
    ]


def test_blocks_that_stayed_are_left_out() -> None:
    before = "\n\n".join(["One stays here.", "Two goes.", "Three stays here."])
    after = "\n\n".join(["One stays here.", "Three stays here.", "Four comes."])
    passages = word_changes(before, after)
    assert words_of_kind(passages, "removed") == ["Two goes."]
    assert words_of_kind(passages, "added") == ["Four comes."]
    assert words_of_kind(passages, "same") == []


def test_a_changed_block_is_compared_with_the_one_it_became() -> None:
    before = "Lead of the text.\n\nThe old middle has five words more."
    after = "Lead of the text.\n\nAn insert.\n\nThe new middle has five words more."
    assert words_of_kind(word_changes(before, after), "removed") == ["old"]
    assert words_of_kind(word_changes(before, after), "added") == ["An insert.", "new"]


def test_words_far_from_a_change_are_cut() -> None:
    long = " ".join(f"word{number}" for number in range(100))
    ((*parts,),) = word_changes(f"{long} end", f"{long} END", context=3)
    assert [part.kind for part in parts] == ["cut", "same", "removed", "added"]
    assert parts[1].text == "word97 word98 word99 "


def test_only_spaces_differ() -> None:
    assert sides(word_changes("a b", "a  b", context=EVERYTHING)) == ("a b", "a  b")


def test_figures_and_addresses_stay_whole() -> None:
    passages = word_changes("It costs 1,000.50 now", "It costs 1,000.60 now")
    assert words_of_kind(passages, "removed") == ["1,000.50"]


def test_field_by_field() -> None:
    before = content_of(article())
    after = content_of(
        article(title="Skåne closes a cluster", published_at=None, tags=(Tag("X", "x"),))
    )
    title, published, tags = field_changes(before, after)
    assert (title["field"], title["removed"], title["added"]) == ("title", ["opens"], ["closes"])
    assert published["old"] == "2016-08-04T15:37:00+02:00" and published["new"] is None
    assert [item_text(one) for one in tags["removed"]] == ["Smart Specialisation", "value chains"]
    assert [item_text(one) for one in tags["added"]] == ["X"]
    assert field_changes(before, before) == []


def test_markup_alone_is_named() -> None:
    before = content_of(article())
    after = content_of(article(body_html="<h2>Other markup</h2>"))
    assert field_changes(before, after) == [{"field": "body_html"}]
    assert field_changes(before, content_of(article(body_html=None))) == []
