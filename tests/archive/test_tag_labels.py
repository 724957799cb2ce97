"""The labels of a tag: each with its first sighting, in whatever order the captures come."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from archive.records import Form, Tag, Visit
from archive.store import Archive
from archive.tag_labels import fill_labels
from tests.archive.making import BASE, LATER, LATEST, TIME, visit


def tagged(label: str, at: str, name: str = "one", **changes: Any) -> Visit:
    tag = Tag(label, "energy", "/tags/energy")
    return visit(f"{BASE}/news/{name}", at=at, tags=(tag,), **changes)


def labels(archive: Archive) -> list[tuple[str, ...]]:
    sql = "SELECT label, first_seen_at FROM tag_labels ORDER BY first_seen_at, label"
    return [tuple(row) for row in archive.connection.execute(sql)]


def shown(archive: Archive) -> str:
    (row,) = archive.connection.execute("SELECT label FROM tags").fetchall()
    return str(row[0])


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "three batches"])
def test_the_order_of_arrival_does_not_matter(
    archive: Archive, order: tuple[int, ...], together: bool
) -> None:
    visits = [tagged("Energy", TIME), tagged("Energies", LATER), tagged("Energy", LATEST)]
    batches = [visits[number] for number in order]
    for batch in [batches] if together else [[one] for one in batches]:
        archive.save(batch)
    assert labels(archive) == [("Energy", TIME), ("Energies", LATER)]
    assert shown(archive) == "Energies"


def test_a_label_is_noted_once_and_an_earlier_sighting_counts(archive: Archive) -> None:
    archive.save([tagged("Energy", LATER), tagged("Energy", LATEST, "two")])
    assert labels(archive) == [("Energy", LATER)]
    archive.save([tagged("Energy", TIME, "three")])
    assert labels(archive) == [("Energy", TIME)]


def test_a_print_shows_no_label_of_its_own(archive: Archive) -> None:
    archive.save([tagged("ENERGY", TIME, form=Form.PRINT)])
    assert labels(archive) == []
    assert shown(archive) == "ENERGY"
    archive.save([tagged("Energy", LATER)])
    assert labels(archive) == [("Energy", LATER)]
    assert shown(archive) == "Energy"


def test_what_was_saved_in_vain_is_not_remembered(archive: Archive) -> None:
    broken = tagged("Energy", TIME, visited_at="no time")
    archive.save([broken, tagged("Energy", LATER, "two")])
    assert labels(archive) == [("Energy", LATER)]


def test_labels_are_filled_from_the_versions_of_an_older_archive(archive: Archive) -> None:
    archive.save([tagged("Energy", TIME), tagged("Energies", LATER)])
    archive.save([tagged("Old", TIME, "two", form=Form.PRINT)])
    before = labels(archive)
    archive.connection.execute("DELETE FROM tag_labels")
    archive.connection.execute("UPDATE tags SET label = 'x'")
    archive.connection.execute("UPDATE version_contents SET fields = '{' WHERE version_id = 3")
    fill_labels(archive.connection)
    assert labels(archive) == before == [("Energy", TIME), ("Energies", LATER)]
    assert shown(archive) == "Energies"


def test_labels_go_with_the_tag_when_a_platform_gets_its_name(path: Path) -> None:
    with Archive.open(path) as archive:
        early = tagged("Energy", TIME, site="www.example.eu")
        late = [tagged("Energy", LATER, "two"), tagged("Energies", LATEST, "three")]
        archive.save([early, *late])
        archive.adopt_site("example", ["www.example.eu"], lambda url: url)
        assert labels(archive) == [("Energy", TIME), ("Energies", LATEST)]
        assert shown(archive) == "Energies"
        assert archive.connection.execute("PRAGMA foreign_key_check").fetchall() == []
