"""Exports: complete, streaming, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.content import content_digest
from archive.errors import NothingFound
from archive.export_contacts import Contacts
from archive.export_fields import ARTICLE_FIELDS
from archive.exports import (
    CSV_COLUMNS,
    Export,
    as_written,
    formula_safe,
    write_csv,
    write_jsonl,
)
from archive.queries import find_article
from archive.records import Contact, Person, Tag
from archive.selection import Filters
from archive.store import Archive
from archive.version_contents import version_content
from tests.archive.hostile_articles import LONGEST_FIELD, TEXTS, save_hostile
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


def read_csv(archive: Archive, words: str = "", **filters: str) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    chosen = Filters(**filters)  # type: ignore[typeddict-item]
    count = write_csv(Export(archive.connection, words, filters=chosen), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(rows) == count
    return rows


def read_jsonl(archive: Archive, **options: Any) -> list[dict[str, Any]]:
    out = io.StringIO()
    count = write_jsonl(Export(archive.connection, **options), out)
    lines = out.getvalue().split("\n")
    assert lines.pop() == ""
    assert len(lines) == count
    return [json.loads(line) for line in lines]


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


@settings(deadline=None)
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


def test_another_program_reads_every_csv_cell_as_it_was(archive: Archive, tmp_path: Path) -> None:
    save_hostile(archive)
    path = tmp_path / "out.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write_csv(Export(archive.connection), out)
    options = (
        "header=true, delim=',', quote='\"', escape='\"', max_line_size=10000000, "
        f"auto_detect=false, columns={dict.fromkeys(CSV_COLUMNS, 'VARCHAR')}"
    )
    found = duckdb.execute(f"SELECT * FROM read_csv('{path}', {options}) ORDER BY id::INTEGER")
    rows = [dict(zip(CSV_COLUMNS, row, strict=True)) for row in found.fetchall()]
    assert len(rows) == len(TEXTS)
    stored = sorted(read_jsonl(archive), key=lambda one: int(one["id"]))
    for row, article in zip(rows, stored, strict=True):
        for name in ("title", "subtitle", "summary", "section", "body_text"):
            assert as_written(row[name] or "") == article[name]
        assert as_written(row["tags"]) == article["tags"][0]["label"]
        assert as_written(row["authors"]) == article["authors"][0]


def test_excel_is_told_the_encoding_when_asked(archive: Archive) -> None:
    archive.save([visit()])
    out = io.StringIO(newline="")
    write_csv(Export(archive.connection), out, bom=True)
    assert out.getvalue().startswith("\ufeffid,url")
    assert out.getvalue().count("\ufeff") == 1


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
    assert [one["id"] for one in read_jsonl(archive, limit=1)] == [2]
    with pytest.raises(NothingFound):
        read_csv(archive, tag="unknown")


def test_json_lines_hold_what_show_prints(archive: Archive) -> None:
    archive.save([visit(title="Größe\u2028x")])
    (exported,) = read_jsonl(archive)
    shown = find_article(archive.connection, "1")
    assert exported == {name: shown[name] for name in exported}
    assert shown.keys() - exported.keys() >= {"aliases", "evidence", "problems", "versions"}


def test_every_exported_field_is_explained(archive: Archive) -> None:
    archive.save([visit()])
    (exported,) = read_jsonl(archive)
    assert list(exported) == list(ARTICLE_FIELDS)
    assert set(CSV_COLUMNS) <= set(ARTICLE_FIELDS)


def test_json_lines_hold_every_hostile_text(archive: Archive) -> None:
    save_hostile(archive)
    kept = {f"{BASE}/news/{number}": text for number, text in enumerate(TEXTS)}
    for article in read_jsonl(archive):
        text = kept[article["url"]].replace("\0", "\ufffd").replace("\ud800", "\ufffd")
        assert article["body_text"] == text
        assert article["title"] == article["tags"][0]["label"] == text[:LONGEST_FIELD]


def test_one_article_is_held_at_a_time(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/{number}") for number in range(5)])
    seen: list[int] = []
    archive.connection.set_trace_callback(lambda sql: seen.append("article_texts t" in sql))
    articles = Export(archive.connection).articles()
    for count in range(1, 4):
        next(articles)
        assert sum(seen) == count


def test_the_digest_is_that_of_the_version_or_of_what_is_given(archive: Archive) -> None:
    archive.save([visit(body_text="Write to ana@example.eu now.")])
    stored = version_content(archive.connection, 1)
    (kept,) = read_jsonl(archive)
    (hashed,) = read_jsonl(archive, contacts=Contacts.HASH)
    assert kept["content_sha256"] == content_digest(stored)
    text = kept["body_text"].replace("ana@example.eu", hashed["contacts"][0]["email"])
    name = hashed["contacts"][0]["name"]
    masked = stored | {"body_text": text, "contacts": hashed["contacts"]}
    assert name.startswith("sha256-")
    assert hashed["content_sha256"] == content_digest(masked) != kept["content_sha256"]
