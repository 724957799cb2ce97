"""The large archive of the benchmark holds the rows that saving would have made."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from archive.opening import open_reading
from archive.records import Severity
from archive.search import search
from archive.store import Archive
from archive.upkeep import check
from benchmarks.multiply import multiply
from benchmarks.synthetic import Synthetic

ARTICLES, TIMES = 30, 3


@pytest.fixture(scope="module")
def synthetic() -> Synthetic:
    """Millions of words to draw from."""
    return Synthetic(ARTICLES)


def test_multiplied_rows_are_sound_and_as_many(tmp_path: Path, synthetic: Synthetic) -> None:
    path = tmp_path / "news.db"
    with Archive.open(path) as archive:
        archive.save(list(synthetic.lean()))
        versions = archive.connection.execute("SELECT count(*) FROM versions").fetchone()[0]
    multiply(path, TIMES)
    with closing(open_reading(path)) as connection:
        assert [one for one in check(connection) if one.severity != Severity.NOTE] == []
        found = search(connection, "", limit=ARTICLES * TIMES)
        assert (found.total, len(found.hits)) == (ARTICLES * TIMES, ARTICLES * TIMES)
        assert Counter(hit.title for hit in found.hits).most_common(1)[0][1] >= TIMES
        every = connection.execute("SELECT count(*) FROM versions").fetchone()[0]
        assert every == versions * TIMES


def test_the_same_number_gives_the_same_visit(synthetic: Synthetic) -> None:
    other = Synthetic(ARTICLES)
    assert list(synthetic.visits(3, 6)) == list(other.visits(3, 6))
    assert other.visit(3) != other.visit(4)
