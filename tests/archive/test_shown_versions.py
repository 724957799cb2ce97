"""One version of an article, under the names that the article itself is shown with."""

from __future__ import annotations

import pytest

from archive.errors import NothingFound
from archive.queries import find_article
from archive.shown_versions import find_version
from archive.store import Archive
from tests.archive.making import LATER, visit


def test_an_older_version_is_shown_as_it_was(archive: Archive) -> None:
    archive.save([visit()])
    archive.save([visit(at=LATER, title="Skåne closes it", body=b"<html>other</html>")])
    old, new = (find_version(archive.connection, 1, number) for number in (1, 2))
    assert (old["title"], new["title"]) == ("Skåne opens a cluster", "Skåne closes it")
    assert old["labels"] == ["Special", "EU"]
    assert old["authors"] == ["Ana Horvat", "Team"]
    assert old["evidence"][0]["raw"] == "Skåne opens a cluster"
    assert old["captured_at"] < new["captured_at"]
    assert old["digest"] != new["digest"]
    shown = find_article(archive.connection, "1")
    assert set(new) <= set(shown)
    assert {name: shown[name] for name in new} == new


def test_a_number_that_is_none_is_said(archive: Archive) -> None:
    archive.save([visit()])
    with pytest.raises(NothingFound, match="article 1 has no version 7") as raised:
        find_version(archive.connection, 1, 7)
    assert raised.value.hint == "it has 1"
