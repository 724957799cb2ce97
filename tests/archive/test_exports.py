"""Exports: complete, streaming, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import NothingFound
from archive.exports import CSV_COLUMNS, as_written, formula_safe, write_csv, write_jsonl
from archive.queries import find_article
from archive.records import Contact, Person, Tag
from archive.store import Archive
from tests.archive.making import BASE, visit

FORMULAS = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "'=1",
    "''+1",
    "＝1",
    "",
    "'",
    "plain",
    "a = b",
]


def read_csv(archive: Archive, **filters: str) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    count = write_csv(archive.connection, out, **filters)  # type: ignore[arg-type]
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(rows) == count
    return rows


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_no_cell_starts_a_formula_and_each_can_be_read_back(archive: Archive, text: str) -> None:
    archive.save(
        [
            visit(
                title=text,
                body_text=text,
                tags=(Tag(text, "slug"),),
                authors=(Person(text),),
                contacts=(Contact(text),),
                url=f"{BASE}/x",
            )
        ]
    )
    row = read_csv(archive)[0]
    for name in ("title", "body_text", "tags", "authors", "contacts"):
        assert not row[name].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
        assert as_written(row[name]) == text


@given(st.text())
def test_any_cell_can_be_read_back(text: str) -> None:
    assert as_written(formula_safe(text)) == text


def test_a_csv_row_holds_what_an_analyst_counts(archive: Archive) -> None:
    archive.save([visit()])
    row = read_csv(archive)[0]
    assert tuple(row) == CSV_COLUMNS
    assert row["tags"] == "Smart Specialisation; value chains"
    assert row["authors"] == "Ana Horvat; Team"
    assert row["event_dates"] == "2016-06-21"
    assert row["modified_at"] == ""
    assert row["body_text"] == "The first paragraph.\n\nThe second one names hydrogen."


def test_exports_take_the_filters_of_search(archive: Archive) -> None:
    archive.save(
        [
            visit(f"{BASE}/1", published_at="2016-01-01"),
            visit(f"{BASE}/2", published_at="2017-01-01", title="Other"),
        ]
    )
    assert [row["url"] for row in read_csv(archive)] == [f"{BASE}/2", f"{BASE}/1"]
    assert [row["url"] for row in read_csv(archive, since="2017")] == [f"{BASE}/2"]
    assert [row["url"] for row in read_csv(archive, words="skane")] == [f"{BASE}/1"]
    assert read_csv(archive, words="skane", since="2017") == []
    with pytest.raises(NothingFound):
        read_csv(archive, tag="unknown")


def test_json_lines_hold_what_show_prints(archive: Archive) -> None:
    archive.save([visit(title="Größe\u2028x")])
    out = io.StringIO()
    assert write_jsonl(archive.connection, out) == 1
    lines = out.getvalue().split("\n")
    assert lines[1] == ""
    exported = json.loads(lines[0])
    shown = find_article(archive.connection, "1")
    assert exported == {name: shown[name] for name in exported}
    assert shown.keys() - exported.keys() == {
        "aliases",
        "evidence",
        "problems",
        "versions",
        "captures",
    }
