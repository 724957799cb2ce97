"""The numbers of the first page: exact, whatever way they are counted."""

from __future__ import annotations

from archive.holdings import (
    Holdings,
    articles_by_year,
    holdings,
    languages_lately,
    tags_lately,
)
from archive.store import Archive
from tests.archive.making import BASE, visit
from tests.archive.populated import populate


def test_an_empty_archive_holds_nothing(archive: Archive) -> None:
    assert holdings(archive.connection) == Holdings(0, 0, 0, 0, 0, 0, None, None)
    assert articles_by_year(archive.connection) == {}
    assert tags_lately(archive.connection) == []
    assert languages_lately(archive.connection) == {}


def test_numbers_are_those_that_the_rows_tell(archive: Archive) -> None:
    populate(archive)
    held = holdings(archive.connection)
    assert (held.articles, held.undated, held.changed, held.gone) == (6, 1, 2, 1)
    assert (held.sites, held.tags) == (1, 3)
    assert (held.first_published, held.latest_published) == ("2017-03-01", "2018-08-04")
    archive.connection.execute("UPDATE articles SET state = 'gone' WHERE id = 3")
    assert holdings(archive.connection).gone == 2


def test_the_numbers_that_are_few_are_read_from_indexes_of_their_own(archive: Archive) -> None:
    for where, index in (
        ("state = 'gone'", "articles_gone"),
        ("last_changed_at > first_seen_at", "articles_changed"),
    ):
        sql = f"EXPLAIN QUERY PLAN SELECT count(*) FROM articles WHERE {where}"
        [step] = [row[3] for row in archive.connection.execute(sql)]
        assert f"COVERING INDEX {index}" in step


def test_years_are_counted_from_one_to_the_next(archive: Archive) -> None:
    dates = ["2014", "2014-12-31T23:59:59+01:00", "2016-01", "2016-02-03", "2019-09-09", None]
    archive.save(
        [
            visit(f"{BASE}/{n}", published_at=date, site="one" if n % 2 else "two")
            for n, date in enumerate(dates)
        ]
    )
    assert articles_by_year(archive.connection) == {"2014": 2, "2016": 2, "2019": 1}
    sites = dict(archive.connection.execute("SELECT name, id FROM sites").fetchall())
    of_one = articles_by_year(archive.connection, sites["one"])
    of_two = articles_by_year(archive.connection, sites["two"])
    assert (of_one, of_two) == ({"2014": 1, "2016": 1}, {"2014": 1, "2016": 1, "2019": 1})


def test_dates_that_are_none_end_the_counting_all_the_same(archive: Archive) -> None:
    archive.save([visit(f"{BASE}/{n}", published_at=f"201{n}") for n in range(3)])
    archive.connection.execute("UPDATE articles SET published_at = '~soon' WHERE id = 1")
    archive.connection.execute("UPDATE articles SET published_at = 'é' WHERE id = 2")
    assert articles_by_year(archive.connection) == {"2012": 1, "~soo": 1, "é": 1}


def test_what_is_written_about_lately(archive: Archive) -> None:
    populate(archive)
    tags = tags_lately(archive.connection, limit=2)
    assert [(tag["label"], tag["articles"]) for tag in tags] == [("Energy", 3), ("Hydrogen", 3)]
    assert languages_lately(archive.connection) == {"en": 5, "fr": 1}
