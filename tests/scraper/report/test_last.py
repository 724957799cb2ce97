"""A report knows when it was made; the next one reads that from the file it replaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import UsageError
from scraper.report.last import DAYS, made_by, require_no_database, since
from scraper.report.markdown import markdown
from scraper.report.report import Report
from tests.scraper.report import made


def test_a_report_says_when_it_was_made_in_either_form(
    full: Report, full_html: str, tmp_path: Path
) -> None:
    for text in (full_html, markdown(full)):
        path = tmp_path / "report"
        path.write_text(text, encoding="utf-8")
        assert made_by(path) == made.TODAY


def test_new_begins_with_the_report_before(full_html: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(full_html, encoding="utf-8")
    later = since(None, path, "2026-12-01T00:00:00+00:00")
    assert later.at == made.TODAY
    assert "2026-11-23 01:00 UTC" in later.words
    # A report of a day before it says nothing of that day.
    assert since(None, path, "2026-11-01T00:00:00+00:00").at == "2026-10-02"
    assert since("2026-05", path, "2026-12-01T00:00:00+00:00").at == "2026-05"


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"clusternews-report", b"x" * 5000 + b"clusternews-report of 2020"],
)
def test_without_a_report_new_is_of_the_last_days(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(content)
    assert made_by(path) is None
    for target in (path, tmp_path, tmp_path / "none", Path("\0"), None):
        found = since(None, target, made.TODAY)
        assert (found.at, found.words) == ("2026-10-24", f"in the last {DAYS} days")


def test_a_text_of_a_page_is_not_taken_for_the_time_of_a_report(filled: Path) -> None:
    words = "clusternews-report of 1999-01-01T00:00:00+00:00"
    text = markdown(made.report(filled, words))
    assert text.index("clusternews-report of 2026") < text.index("1999")


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ("2026", "2026"),
        ("2026-11", "2026-11"),
        (" 2026-11-02 ", "2026-11-02"),
        ("2026-11-02T10:00+02:00", "2026-11-02T08:00:00+00:00"),
    ],
)
def test_a_day_or_time_may_be_given(given: str, at: str) -> None:
    assert since(given, None, made.TODAY).at == at


@pytest.mark.parametrize("given", ["", "yesterday", "2026-13", "2026-02-30", "26-1-1", "2026-1-1"])
def test_what_is_no_date_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="no date"):
        since(given, None, made.TODAY)


def test_no_database_is_replaced(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="database"):
        require_no_database(filled)
    require_no_database(tmp_path / "none")
