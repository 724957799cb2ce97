"""The figures: what the articles that were put in say, and what their queries say again."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from archive.as_of import as_of
from archive.errors import NothingFound, UsageError
from archive.free_sql import run_query
from archive.store import Archive
from scraper.report.figures import Asked, Figures, gather, two_years
from scraper.report.report import Report
from tests.scraper.report import made

FILTERS: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("photonics", {}),
    ("photonics wood", {}),
    ("'; DROP TABLE articles; --", {}),
    ("", {"tag": ["hydrogen"]}),
    ("", {"tag": ["Hydrogen", "Skills"], "since": "2021"}),
    ("wood", {"site": ["other"], "language": ["de"]}),
    ("", {"undated": True}),
    ("", {"author": "Author 2", "until": "2022-05", "state": "live"}),
    ("photo*", {"site": ["example", "other"]}),
]


def figures(path: Path, words: str = "", /, **filters: Any) -> Figures:
    with made.reading(path) as connection:
        return gather(connection, Asked(words, filters, "2026-03", made.TODAY))  # type: ignore[arg-type]


@pytest.mark.parametrize(("words", "filters"), FILTERS)
def test_every_query_shown_gives_what_the_report_says(
    filled: Path, words: str, filters: dict[str, Any]
) -> None:
    of = figures(filled, words, **filters)
    with made.reading(filled) as connection:
        for figure in of.by_name.values():
            answered = [row for sql in figure.sql.split(";\n\n") for row in ask(connection, sql)]
            if figure.name != "content":
                assert answered == figure.rows, figure.name
            assert not connection.total_changes


def ask(connection: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    columns, rows = run_query(connection, sql)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def chosen_numbers(**wanted: Any) -> list[int]:
    """The articles that a plain look at what was put in chooses."""
    every = range(1, made.ARTICLES + 1)
    kept = [n for n in every if "tag" not in wanted or _has(n, wanted["tag"])]
    return [n for n in kept if "site" not in wanted or _site(n) == wanted["site"]]


def _has(number: int, tag: str) -> bool:
    article = made.article_visit(number).article
    assert article is not None
    return tag in {one.label.lower() for one in article.tags}


def _site(number: int) -> str:
    return "other" if number % 3 == 0 else "example"


def _year(number: int) -> str | None:
    article = made.article_visit(number).article
    assert article is not None
    return article.published_at and article.published_at[:4]


@pytest.mark.parametrize("wanted", [{}, {"tag": "hydrogen"}, {"site": "other"}, {"tag": "skills"}])
def test_the_figures_are_those_of_the_articles_chosen(filled: Path, wanted: dict[str, Any]) -> None:
    numbers = chosen_numbers(**wanted)
    of = figures(filled, **{name: [value] for name, value in wanted.items()})
    assert of.one("numbers")["articles"] == len(numbers)
    assert of.one("numbers")["undated"] == sum(_year(n) is None for n in numbers)
    years = Counter(_year(n) for n in numbers if _year(n))
    assert {row["year"]: row["articles"] for row in of.rows("years")} == years
    assert sum(row["articles"] for row in of.rows("months")) == years.total()
    assert {row["site"]: row["articles"] for row in of.rows("sites")} == Counter(
        map(_site, numbers)
    )
    for row in of.rows("tags-by-year"):
        having = [n for n in numbers if _year(n) == row["year"] and _has(n, row["tag"].lower())]
        assert (row["articles"], row["of_year"]) == (len(having), years[row["year"]])
        assert row["share"] == round(len(having) / years[row["year"]], 4)
    for row in of.rows("tags-together"):
        one, other = ([n for n in numbers if _has(n, row[key].lower())] for key in ("tag", "other"))
        both = set(one) & set(other)
        assert row["articles"] == len(both)
        assert row["ratio"] == round(len(both) * len(numbers) / (len(one) * len(other)), 2)
    assert of.one("news") == {"new": len(numbers), "changed": int(1 in numbers)}
    by_method: Counter[str] = Counter()
    for row in of.rows("date-evidence"):
        by_method[row["method"]] += row["articles"]
    undated = of.one("numbers")["undated"]
    assert by_method == +Counter(absent=undated, meta=len(numbers) - undated)


def test_spellings_of_a_tag_on_two_platforms_are_one(full: Report) -> None:
    names = {row["tag"].lower() for row in full.figures.rows("tags-by-year")}
    assert names == {"hydrogen", "robotics", "skills", "textiles"}
    assert len({row["tag"] for row in full.figures.rows("tags-by-year")}) == 4


def test_tags_that_rose_and_fell_are_shares_of_two_years(full: Report) -> None:
    assert full.figures.years == ("2024", "2023")
    for name, sign in (("rising-tags", 1), ("falling-tags", -1)):
        rows = full.figures.rows(name)
        assert rows
        for row in rows:
            assert sign * (row["percent"] - row["percent_before"]) > 0
            assert row["points"] == pytest.approx(row["percent"] - row["percent_before"], abs=0.011)
        assert rows == sorted(rows, key=lambda row: -sign * row["points"])


@pytest.mark.parametrize(
    ("years", "pair"),
    [
        (["2023", "2024", "2025", "2026"], ("2025", "2024")),
        (["2025", "2026"], ("2026", "2025")),
        (["2011", "2012", "2025", "2026"], ("2012", "2011")),
        (["2020", "2022"], None),
        (["2020", "²0²1", "x"], None),
        ([], None),
    ],
)
def test_two_years_that_are_over_are_compared(
    years: list[str], pair: tuple[str, str] | None
) -> None:
    assert two_years(years, "2026-11-23") == pair


def test_nights_and_runs_are_of_the_platforms_asked_for(filled: Path) -> None:
    assert [row["worst"] for row in figures(filled).rows("nights")] == [2]
    assert [row["worst"] for row in figures(filled, site="example").rows("nights")] == [0]
    assert [row["runs"] for row in figures(filled, site="other").rows("nights")] == [2]
    assert [row["reason"] for row in figures(filled).rows("runs-to-look-at")] == ["failed"]
    assert not figures(filled, site="example").rows("runs-to-look-at")
    assert {row["site"] for row in figures(filled, site="other").rows("problems")} == {"other"}
    assert len(figures(filled, site=["other", "example"]).rows("problems")) == 2


def test_what_the_archive_does_not_know_is_said(filled: Path) -> None:
    with pytest.raises(NothingFound, match="no tag"):
        figures(filled, tag="hydrogn")
    with pytest.raises(UsageError):
        figures(filled, since="yesterday")


def test_the_digest_is_of_the_texts_chosen(filled: Path, tmp_path: Path) -> None:
    before = figures(filled).digest
    assert before == figures(filled).digest != figures(filled, site="other").digest
    again = tmp_path / "again.db"
    made.fill(again)
    assert figures(again).digest == before
    with Archive.open(again) as archive:
        archive.save([made.article_visit(1, at="2026-03-09T10:00:00+00:00", title="Another")])
    assert figures(again).digest != before


def test_as_of_a_day_before_the_edit(filled: Path) -> None:
    now = figures(filled)
    with made.reading(filled) as connection:
        as_of(connection, "2026-03-01")
        then = gather(connection, Asked(since="2026", moment="2026-03-01T23:59:59+00:00"))
        # All was saved today, which a report of that day does not take for the time it came in.
        assert then.one("news") == {"new": made.ARTICLES, "changed": 0}
        later = gather(connection, Asked(since="2026-03-01T12", moment="2026-03-01T23:59:59+00:00"))
        assert later.one("news") == {"new": 0, "changed": 0}
        assert not later.rows("new-articles")
        assert then.one("numbers")["articles"] == made.ARTICLES
        assert (now.one("numbers")["changed"], then.one("numbers")["changed"]) == (1, 0)
        assert then.digest != now.digest
        # Put to a connection of the same day, the queries answer the same.
        for name in ("numbers", "authors", "date-evidence", "tags-by-year"):
            assert ask(connection, then.by_name[name].sql) == then.rows(name)


def test_an_empty_archive_has_figures(empty: Path) -> None:
    of = figures(empty)
    assert of.one("numbers")["articles"] == 0
    assert of.years is None
    assert of.one("news") == {"new": 0, "changed": 0}
