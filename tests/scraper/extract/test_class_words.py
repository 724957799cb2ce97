"""The words of class attributes, and patterns that ask for them."""

from __future__ import annotations

import pytest

from scraper.extract.class_words import worded, words_pattern


@pytest.mark.parametrize(
    ("attribute", "words"),
    [
        ("", ""),
        (" \n", ""),
        ("date", "-date-"),
        ("is-date  col_md_6", "-is-date- -col-md-6-"),
        ("postDate articleMeta2X", "-post-date- -article-meta2-x-"),
        ("field--name-body card__title", "-field-name-body- -card-title-"),
        ("ABC", "-abc-"),
    ],
)
def test_words_are_parted_by_hyphens(attribute: str, words: str) -> None:
    assert worded(attribute) == words


def test_a_pattern_finds_whole_words_of_any_name() -> None:
    pattern = words_pattern(r"by-?line|meta|more-?\w+")
    for found in ("byline", "post-byline", "card by-line--small", "postMeta", "x more_stories"):
        assert pattern.search(worded(found)), found
    for other in ("", "bylines", "metadata", "by line", "more", "no-more x"):
        assert not pattern.search(worded(other)), other
