"""Parquet: typed, explained, streamed, and the same content for another program."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import pytest

from archive.export_fields import ARTICLE_FIELDS
from archive.exports import Export
from archive.store import Archive
from scraper.exports import parquet
from scraper.exports.parquet import MADE_COLUMNS, groups, write_parquet
from tests.archive.hostile_articles import save_hostile
from tests.archive.making import BASE, visit
from tests.fresh import fresh


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with fresh(tmp_path / "news.db") as opened:
        yield opened


def written(archive: Archive, folder: Path) -> Path:
    path = folder / "out.parquet"
    assert write_parquet(Export(archive.connection), path) == _count(archive)
    return path


def _count(archive: Archive) -> int:
    return int(archive.connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def test_another_program_reads_the_same_fields(archive: Archive, tmp_path: Path) -> None:
    save_hostile(archive)
    archive.save([visit(f"{BASE}/full")])
    path = written(archive, tmp_path)
    found = duckdb.execute(f"SELECT * FROM '{path}'")
    names = [one[0] for one in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for row, article in zip(rows, Export(archive.connection).articles(), strict=True):
        for name, value in article.items():
            assert row[name] == value, name


def test_columns_are_typed_and_explained(archive: Archive, tmp_path: Path) -> None:
    archive.save([visit()])
    schema = pyarrow.parquet.read_schema(written(archive, tmp_path))
    assert schema.names == [*ARTICLE_FIELDS, *MADE_COLUMNS]
    assert {
        name: str(schema.field(name).type) for name in schema.names if name in MADE_COLUMNS
    } == {
        "published_date": "date32[day]",
        "published_time": "timestamp[us, tz=UTC]",
        "modified_date": "date32[day]",
        "modified_time": "timestamp[us, tz=UTC]",
    }
    assert str(schema.field("id").type) == "int64"
    assert str(schema.field("labels").type).startswith("list<")
    assert "email: string" in str(schema.field("contacts").type)
    assert all(schema.field(name).metadata[b"description"] for name in schema.names)
    group = pyarrow.parquet.ParquetFile(tmp_path / "out.parquet").metadata.row_group(0)
    assert group.column(0).compression == "ZSTD"


@pytest.mark.parametrize(
    ("said", "day", "moment"),
    [
        ("2016-08-04T15:37:00+02:00", (2016, 8, 4), (2016, 8, 4, 13, 37)),
        ("2016-08-04", (2016, 8, 4), None),
        ("2016-08", None, None),
        ("2016-08-04T15:37:00", (2016, 8, 4), None),
        ("0001-01-01T00:00:00+14:00", (1, 1, 1), None),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_a_moment_only_where_one_is_known(
    archive: Archive,
    tmp_path: Path,
    said: str | None,
    day: tuple[int, int, int] | None,
    moment: tuple[int, int, int, int, int] | None,
) -> None:
    archive.save([visit(published_at=said)])
    row: dict[str, Any] = pyarrow.parquet.read_table(written(archive, tmp_path)).to_pylist()[0]
    assert row["published_at"] == said
    assert row["published_date"] == (datetime.date(*day) if day else None)
    assert row["published_time"] == (
        datetime.datetime(*moment, tzinfo=datetime.UTC) if moment else None
    )


def test_only_one_group_of_rows_is_held(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.save([visit(f"{BASE}/{number}") for number in range(7)])
    bounded = parquet.groups
    monkeypatch.setattr(parquet, "groups", lambda articles: bounded(articles, 3, 10**6))
    file = pyarrow.parquet.ParquetFile(written(archive, tmp_path))
    sizes = [file.metadata.row_group(n).num_rows for n in range(file.metadata.num_row_groups)]
    assert sizes == [3, 3, 1]


def test_a_group_ends_at_its_bounds_and_asks_for_no_more() -> None:
    asked = []

    def articles() -> Iterator[dict[str, Any]]:
        for number in range(6):
            asked.append(number)
            yield {"body_text": "x" * (100 if number == 1 else 10), "body_html": None}

    found = groups(articles(), 3, 100)
    assert len(next(found)) == 2
    assert asked == [0, 1]
    assert [len(group) for group in found] == [3, 1]


def test_no_articles_make_a_file_with_columns(archive: Archive, tmp_path: Path) -> None:
    table = pyarrow.parquet.read_table(written(archive, tmp_path))
    assert table.num_rows == 0
    assert table.schema.names[:2] == ["id", "url"]
