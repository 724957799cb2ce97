"""Tags that a user joins: by any name, on every platform, and never in two groups."""

from __future__ import annotations

import pytest

from archive.errors import UsageError
from archive.twins import Groups, check_twins, spellings

TWINS = (("smart-specialisation", "Smart Specialization"), ("energie", "energy", "énergie-fr"))


def test_a_group_is_found_by_any_of_its_names() -> None:
    assert spellings("SMART-specialisation", TWINS) == TWINS[0]
    assert spellings(" Energie-FR ", TWINS) == TWINS[1]
    assert spellings("smart_specialization", TWINS) == TWINS[0]
    assert spellings("textiles", TWINS) == ()
    assert spellings(None, TWINS) == ()
    assert spellings("", TWINS) == ()


def test_a_tag_belongs_to_a_group_by_slug_label_or_path() -> None:
    groups = Groups((("a", "/tags/b"), ("Label C", "d")))
    assert groups.of({"slug": "a", "label": "x", "path": None}) == 0
    assert groups.of({"slug": "b", "label": "x", "path": "/tags/b"}) == 0
    assert groups.of({"slug": "c", "label": "LABEL C"}) == 1
    assert groups.of({"slug": "e", "label": "e", "path": "/e"}) is None
    assert Groups(()).of({"slug": "a", "label": "a"}) is None


@pytest.mark.parametrize(
    ("groups", "says"),
    [
        ([["one"]], "fewer than two"),
        ([[]], "fewer than two"),
        ([["Énergie", "energie"]], "fewer than two"),
        ([["a", "b"], ["c", "A"]], "'a' is in groups 1 and 2"),
        ([["a", " "]], "empty name"),
    ],
)
def test_groups_that_cannot_be_meant(groups: list[list[str]], says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        check_twins(groups)
    assert caught.value.exit_code == 2


def test_groups_that_are_fine() -> None:
    check_twins(TWINS)
    check_twins([])
