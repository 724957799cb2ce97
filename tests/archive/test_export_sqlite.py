"""A subset of an archive is an archive: whole, the same rows, and nothing of the others."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive import as_of, export_sqlite
from archive.bodies import read_body
from archive.errors import BodyAbsent, UsageError
from archive.export_contacts import Contacts
from archive.export_sqlite import write_sqlite
from archive.exports import Export
from archive.opening import open_reading
from archive.queries import find_article, list_articles, status
from archive.records import Contact, Evidence, FoundLink, Outcome, PageState, RemovedBlock, Severity
from archive.search import search
from archive.selection import Filters
from archive.store import Archive
from archive.subset_plan import MADE_ANEW, OF_BATCH, OF_WHOLE
from archive.upkeep import check
from tests.archive.hostile_articles import TEXTS, save_hostile
from tests.archive.making import BASE, LATER, LATEST, bare, dump, gone, visit

TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
AND name NOT LIKE 'article_search_%'
"""


@pytest.fixture
def full(archive: Archive) -> Archive:
    """Two platforms; of the first, articles with a history, an alias, and one that is gone."""
    run_id = archive.begin_run("crawl", ["example", "other"], {"contact": "me@example.org"})
    archive.save(
        [
            visit(f"{BASE}/news/1", body_text="Figures: 12. Write to ana@example.eu."),
            visit(f"{BASE}/news/2", title="Another", tags=(), body_text="Water."),
            visit(f"{BASE}/node/1", article_url=f"{BASE}/news/1"),
            visit("https://other.example/news/3", site="other", title="Elsewhere"),
        ],
        run_id,
    )
    archive.save([visit(f"{BASE}/news/1", at=LATER, body_text="Figures: 13.")], run_id)
    archive.save([gone(f"{BASE}/news/2", at=LATER)], run_id)
    target = f"{BASE}/news/1"
    archive.save([bare(f"{BASE}/old", PageState.REDIRECTED, at=LATEST, redirected_to=target)])
    return archive


def subset(archive: Archive, path: Path, contacts: Contacts = Contacts.KEEP, **chosen: str) -> Path:
    filters = Filters(**chosen)  # type: ignore[typeddict-item]
    with closing(open_reading(archive.path)) as connection:
        connection.execute("BEGIN")
        write_sqlite(Export(connection, filters=filters, contacts=contacts), path)
    return path


def damage(path: Path) -> list[str]:
    with closing(open_reading(path)) as connection:
        found = check(connection)
    return [str(one) for one in found if one.severity is not Severity.NOTE]


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)


def test_every_table_has_its_rule(archive: Archive) -> None:
    tables = {row[0] for row in archive.connection.execute(TABLES)}
    assert tables == {*OF_BATCH, *OF_WHOLE, *MADE_ANEW}


def test_all_articles_are_the_same_rows(full: Archive, tmp_path: Path) -> None:
    path = subset(full, tmp_path / "all.db")
    assert damage(path) == []
    # News that was found and not visited belongs to no article; the keys are others.
    for table in {*OF_BATCH, *OF_WHOLE} - {"pages"}:
        assert rows(path, table) == rows(full.path, table), table
    assert rows(path, "secrets") != rows(full.path, "secrets")
    visited = [row for row in rows(full.path, "pages") if f"{BASE}/news/two" not in row]
    assert rows(path, "pages") == visited


def test_a_choice_brings_what_belongs_to_it_and_nothing_else(full: Archive, tmp_path: Path) -> None:
    path = subset(full, tmp_path / "some.db", site="example", tag="value-chains")
    assert damage(path) == []
    with closing(open_reading(path)) as connection, closing(open_reading(full.path)) as source:
        chosen = list(list_articles(connection))
        assert [one["url"] for one in chosen] == [f"{BASE}/news/1"]
        assert find_article(connection, f"{BASE}/old") == find_article(source, f"{BASE}/news/1")
        assert [one.url for one in search(connection, "figures").hits] == [f"{BASE}/news/1"]
        assert search(connection, "water").total == 0
        assert status(connection)
        digests = [row[0] for row in connection.execute("SELECT digest FROM captures")]
        assert len(digests) == 3
        assert all(read_body(connection, one) == read_body(source, one) for one in digests)
    assert "Elsewhere" not in "".join(dump(sqlite3.connect(path)))
    assert [row[1] for row in rows(path, "sites")] == ["example"]


def test_it_is_one_file_that_a_crawl_can_go_on_with(full: Archive, tmp_path: Path) -> None:
    path = subset(full, tmp_path / "some.db", site="example")
    assert [one.name for one in tmp_path.glob("some.db*")] == ["some.db"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    with Archive.open(path) as archive:
        saved = archive.save([visit(f"{BASE}/news/1", at=LATEST, body_text="Figures: 14.")])
        assert saved[0].outcome is Outcome.CHANGED
    assert damage(path) == []


def test_two_of_one_state_are_the_same_bytes(full: Archive, tmp_path: Path) -> None:
    for contacts in Contacts:
        one = subset(full, tmp_path / f"1{contacts}.db", contacts)
        other = subset(full, tmp_path / f"2{contacts}.db", contacts)
        assert one.read_bytes() == other.read_bytes()


def test_batches_of_any_size_make_the_same_archive(
    full: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is enough to hold one batch: what two of them share is written once."""
    at_once = subset(full, tmp_path / "at-once.db")
    monkeypatch.setattr(export_sqlite, "BATCH", 1)
    one_by_one = subset(full, tmp_path / "one-by-one.db")
    for table in {*OF_BATCH, *OF_WHOLE}:
        assert rows(one_by_one, table) == rows(at_once, table), table
    assert damage(one_by_one) == []


def test_no_articles_make_an_empty_archive(full: Archive, tmp_path: Path) -> None:
    path = subset(full, tmp_path / "none.db", language="xx")
    assert damage(path) == []
    assert rows(path, "articles") == rows(path, "pages") == rows(path, "sites") == []


def test_hostile_texts_are_the_same_in_it(archive: Archive, tmp_path: Path) -> None:
    save_hostile(archive)
    path = subset(archive, tmp_path / "hostile.db")
    assert damage(path) == []
    assert rows(path, "article_texts") == rows(archive.path, "article_texts")
    assert len(rows(path, "articles")) == len(TEXTS)


@pytest.mark.parametrize("contacts", [Contacts.HASH, Contacts.LEAVE_OUT])
def test_contacts_are_replaced_in_every_table(
    archive: Archive, tmp_path: Path, contacts: Contacts
) -> None:
    address = "planted@secret.example"
    archive.save(
        [
            visit(
                f"{BASE}/{address}",
                title=f"a {address}",
                body_text=f"Write to {address}.",
                body_html=f"<p>planted<b>@secret.example</b> {number}</p>",
                contacts=(Contact(address, "Planted Person"), Contact("two@secret.example")),
                evidence=(Evidence("contacts", "text", "p", f"Planted Person <{address}>", 0.7),),
                removed=(
                    RemovedBlock("footer", f"Imprint {address}", "div"),
                    RemovedBlock("footer", f"Imprint {address.upper()}", "div"),
                ),
                banner_sentences=(f"Ask {address}", f"Ask {address.upper()}"),
                links=(FoundLink(url=f"{BASE}/x", title=address),),
                at=at,
                body=f"raw {number} {address}".encode(),
            )
            for number, at in enumerate(("2026-03-01T10:00:00+00:00", LATER))
        ]
    )
    path = subset(archive, tmp_path / "masked.db", contacts)
    data = path.read_bytes().lower()
    for word in (b"planted@", b"secret.example", b"planted person"):
        assert word not in data
    assert damage(path) == []
    with closing(open_reading(path)) as connection:
        (article,) = list_articles(connection)
        assert len(article["contacts"]) == (2 if contacts is Contacts.HASH else 0)
        versions = connection.execute("SELECT count(*) FROM versions").fetchone()[0]
        assert versions == archive.connection.execute("SELECT count(*) FROM versions").fetchone()[0]
        assert len(rows(path, "removed_texts")) == 2
        with pytest.raises(BodyAbsent):
            read_body(connection, article["digest"])
        again = Export(connection, contacts=contacts).articles()
        assert next(again)["contacts"] == article["contacts"]


def test_corrections_go_along_masked(archive: Archive, tmp_path: Path) -> None:
    archive.save([visit()])
    value = [{"email": "right@secret.example", "name": "Right Person"}]
    assert archive.correct(1, "contacts", value, "told by right@secret.example")
    path = subset(archive, tmp_path / "masked.db", Contacts.LEAVE_OUT)
    ((*_, why, _, _),) = rows(path, "corrections")
    assert str(why).startswith("told by e-mail-left-out")
    assert b"secret.example" not in path.read_bytes()
    assert damage(path) == []


def test_an_archive_of_a_day_is_not_exported_so(full: Archive, tmp_path: Path) -> None:
    with closing(open_reading(full.path)) as connection:
        as_of.as_of(connection, "2030")
        with pytest.raises(UsageError, match="of no one day"):
            write_sqlite(Export(connection), tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()
