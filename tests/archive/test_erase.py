"""Erasing persons and pages: no byte of them is left, and nothing else is touched."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from archive import dictionaries, erase, erase_scrub
from archive.backup import back_up
from archive.bodies import read_body
from archive.erase import erase_page, erase_person
from archive.erase_words import MARK
from archive.errors import ArchiveBusy, ArchiveUnwritable, BodyAbsent, NothingFound, UsageError
from archive.frontier import Frontier
from archive.opening import open_reading
from archive.queries import find_article
from archive.records import (
    Contact,
    FoundLink,
    Link,
    Outcome,
    PageKind,
    PageState,
    Related,
    RemovedBlock,
    Severity,
    Visit,
)
from archive.rereading import Reread, readings_kept
from archive.store import Archive
from archive.tombstones import listed
from archive.upkeep import check
from tests.archive.erasing import (
    PEOPLE,
    bytes_found,
    email_of,
    everything,
    forms_of,
    planted,
    url_of,
)
from tests.archive.making import BASE, LATER, LATEST, bare, gone, listing, visit

ERASED, STAYING = PEOPLE[::3], (*PEOPLE[1::3], *PEOPLE[2::3])
NAME = PEOPLE[0]
PAGES = 200


def copied(archive: Path, to: Path) -> Path:
    shutil.copy(archive, to)
    return to


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 200 pages on which persons are planted, and some without."""
    path = tmp_path_factory.mktemp("planted") / "news.db"
    with Archive.open(path) as archive:
        run_id = archive.begin_run("crawl", [], {"note": f"asked by {PEOPLE[0]}"})
        visits = [planted(number, PEOPLE[number % 10]) for number in range(PAGES)]
        for start in range(0, PAGES, 50):
            archive.save(visits[start : start + 50], run_id)
        again = [
            planted(number, PEOPLE[number % 10], at=LATER, subtitle="New") for number in (1, 7)
        ]
        archive.save([*again, *(visit(f"{BASE}/news/plain-{n}") for n in range(5))], run_id)
        archive.end_run(run_id)
    return path


@pytest.fixture(scope="module")
def erased(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after some of the persons were erased."""
    path = copied(full, tmp_path_factory.mktemp("erased") / "news.db")
    with Archive.open(path) as archive:
        for name in ERASED:
            erase_person(archive, name, [email_of(name)], "asked for")
    return path


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 20 pages on which one person is planted."""
    path = tmp_path_factory.mktemp("few") / "small.db"
    with Archive.open(path) as archive:
        archive.save([planted(number, NAME) for number in range(20)])
    return path


@pytest.fixture
def small(few: Path, tmp_path: Path) -> Path:
    return copied(few, tmp_path / "small.db")


def assert_whole(path: Path) -> None:
    with closing(open_reading(path)) as connection:
        findings = check(connection)
    assert [one for one in findings if one.severity is not Severity.NOTE] == []


def pages_of(names: tuple[str, ...]) -> set[str]:
    return {url_of(number) for number in range(PAGES) if PEOPLE[number % 10] in names}


def test_no_byte_of_the_erased_is_left_and_all_else_is_equal(
    full: Path, erased: Path, tmp_path: Path
) -> None:
    assert len(bytes_found(full, PEOPLE)) == len(PEOPLE)
    assert bytes_found(erased, ERASED) == []
    copy = tmp_path / "copy" / "backup.db"
    copy.parent.mkdir()
    with closing(sqlite3.connect(erased)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    assert bytes_found(copy, ERASED) == []
    assert len(bytes_found(erased, STAYING)) == len(STAYING)
    assert_whole(erased)
    assert_only_rows_of(pages_of(ERASED), everything(full), everything(erased))


def assert_only_rows_of(pages: set[str], before: dict[str, Any], after: dict[str, Any]) -> None:
    """Rows that are not of the erased persons' pages are what they were, to the last bit."""
    ids = {row[0] for row in before["pages"] if row[2] in pages}
    captures = {row[0] for row in before["captures"] if row[1] in ids}
    articles = {row[0] for row in before["articles"] if row[3] in pages}
    versions = {row[0] for row in before["versions"] if row[1] in articles}
    visits = {row[0] for row in before["visits"] if row[1] in ids}
    digests = {row[15] for row in before["captures"] if row[0] in captures}
    owners = {
        **dict.fromkeys(("captures", "evidence", "removed_blocks"), (0, captures)),
        **dict.fromkeys(("articles", "article_texts"), (0, articles)),
        **dict.fromkeys(("links", "images", "related", "contacts", "attachments"), (0, articles)),
        **dict.fromkeys(("article_tags", "article_labels", "article_people"), (2, articles)),
        **dict.fromkeys(("versions", "version_contents"), (0, versions)),
        **dict.fromkeys(("untied", "event_dates"), (0, articles)),
        "sketches": (1, articles),
        "visits": (0, visits),
        "problems": (1, visits),
    }
    free = {"people", "tags", "labels", "tag_labels", "removed_texts", "runs", "template_blocks"}
    free |= {"pages", "bodies", "tombstones", "tombstone_marks", "secrets"}
    for table, rows in before.items():
        if table.startswith("article_search"):
            continue
        changed = rows ^ after[table]
        if table in owners:
            column, allowed = owners[table]
            assert {row[column] for row in changed} <= allowed, table
        else:
            assert not changed or table in free, table
    kept = {row for row in before["bodies"] if row[1] not in digests}
    assert kept <= after["bodies"]
    for table in ("people", "tags", "labels", "removed_texts"):
        assert all(is_of(row, ERASED) for row in before[table] - after[table]), table
        assert all("[erased]" in str(row) for row in after[table] - before[table]), table
    assert after["pages"] - before["pages"] == {
        row for row in after["pages"] if "[erased]" in str(row)
    }


def is_of(row: tuple[Any, ...], names: tuple[str, ...]) -> bool:
    text = " ".join(map(str, row)).casefold().replace("\\xa0", " ").replace("\u00a0", " ")
    first_words = [name.casefold().split()[0] for name in names]
    return any(word in text for word in first_words)


def test_texts_have_a_mark_where_the_name_stood(few: Path, small: Path) -> None:
    with Archive.open(small) as archive:
        erase_person(archive, NAME, [email_of(NAME)], "asked for")
    sql = "SELECT article_id, body_text, title, people FROM article_texts"
    with closing(sqlite3.connect(few)) as one, closing(sqlite3.connect(small)) as other:
        for before, after in zip(one.execute(sql), other.execute(sql), strict=True):
            expected = [str(value) for value in before]
            for form in forms_of(NAME):
                expected = [value.replace(form, "[erased]") for value in expected]
            expected[3] = expected[3].replace("[erased], ", "")
            assert list(map(str, after)) == expected


@pytest.mark.parametrize("step", ["build_word_indexes", "write_anew", "empty_log"])
def test_without_one_step_of_scrubbing_bytes_are_found(
    small: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The search can fail, and each step is there for something."""
    monkeypatch.setattr(erase_scrub, step, lambda *_: None)
    with Archive.open(small) as archive:
        archive.connection.execute("PRAGMA secure_delete = OFF")
        erase_person(archive, NAME, [email_of(NAME)], "asked for")
        content = b"".join(file.read_bytes() for file in small.parent.glob("small.db*"))
    assert b"krahenbuhl" in content or bytes_found(small, [NAME])


def test_an_unchanged_page_is_unchanged_and_nothing_comes_back(
    erased: Path, tmp_path: Path
) -> None:
    path = copied(erased, tmp_path / "news.db")
    with Archive.open(path) as archive:
        again = [planted(number, PEOPLE[number % 10], at=LATEST) for number in range(90)]
        outcomes = {one.outcome for one in archive.save(again)}
        alias = planted(3, PEOPLE[0], article_url=f"{BASE}/node/3", at=LATEST)
        new = replace(alias, url=f"{BASE}/node/3")
        assert archive.save([new])[0].outcome is Outcome.NEW
        assert archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    # Pages 1 and 7 had a subtitle when they were last seen.
    assert outcomes <= {Outcome.UNCHANGED, Outcome.CHANGED}
    assert bytes_found(path, ERASED) == []
    assert_whole(path)


#: What two archives of the same visits have in common, whatever the ids of shared rows.
SAME = (
    "SELECT * FROM article_texts ORDER BY 1",
    "SELECT * FROM version_contents ORDER BY 1",
    "SELECT number, title, content_sha256 FROM versions ORDER BY id",
    "SELECT * FROM evidence ORDER BY 1, 2",
    "SELECT * FROM problems ORDER BY 1",
    "SELECT * FROM links ORDER BY 1, 2",
    "SELECT * FROM contacts ORDER BY 1, 2",
    "SELECT * FROM images ORDER BY 1, 2",
    "SELECT * FROM attachments ORDER BY 1, 2",
    "SELECT * FROM related ORDER BY 1, 2",
    "SELECT capture_id, position, rule, text, sha256 FROM removed_blocks b "
    "JOIN removed_texts t ON t.id = b.text_id ORDER BY 1, 2",
    "SELECT article_id, position, name, organisation, byline FROM article_people x "
    "JOIN people p ON p.id = x.person_id ORDER BY 1, 2",
    "SELECT article_id, position, slug, label, path FROM article_tags x "
    "JOIN tags t ON t.id = x.tag_id ORDER BY 1, 2",
    "SELECT name, organisation FROM people ORDER BY 1, 2",
    "SELECT slug, label FROM tags ORDER BY 1",
    "SELECT label FROM labels ORDER BY 1",
    "SELECT label FROM tag_labels ORDER BY 1",
    "SELECT url, title, state, reason FROM pages ORDER BY 1",
    "SELECT sha256, size, codec FROM bodies ORDER BY 1",
    "SELECT url, digest, headers FROM captures ORDER BY id",
    "SELECT example FROM template_blocks ORDER BY 1",
    "SELECT sentence FROM banner_sentences ORDER BY 1",
)


def test_erased_after_saving_or_before_is_the_same(tmp_path: Path) -> None:
    names = (PEOPLE[0], PEOPLE[2], PEOPLE[9])
    visits = [planted(number, names[number % 3]) for number in range(54)]
    after, before = tmp_path / "after.db", tmp_path / "before.db"
    with Archive.open(after) as archive:
        archive.save(visits)
        for name in names:
            erase_person(archive, name, [email_of(name)], "asked for")
    with Archive.open(before) as archive:
        for name in names:
            erase_person(archive, name, [email_of(name)], "asked for")
        archive.save(visits)
    with closing(sqlite3.connect(after)) as one, closing(sqlite3.connect(before)) as other:
        for sql in SAME:
            assert one.execute(sql).fetchall() == other.execute(sql).fetchall(), sql


def test_bytes_that_name_a_person_say_that_they_were_erased(erased: Path) -> None:
    with closing(open_reading(erased)) as connection:
        rows = connection.execute("SELECT sha256 FROM bodies WHERE codec = 'erased'").fetchall()
        assert rows
        with pytest.raises(BodyAbsent, match="erased on request at 2"):
            read_body(connection, rows[0][0])


def test_a_dry_run_counts_and_changes_nothing(small: Path) -> None:
    before = everything(small)
    with Archive.open(small) as archive:
        tally = erase_person(archive, "zofie KRAHENBUHL", [email_of(NAME)], "", dry_run=True)
    assert everything(small) == before
    assert set(tally.articles) < {url_of(number) for number in range(20)}
    assert (tally.removed["people"], tally.bodies) == (1, 20)


def test_why_and_the_list_name_nobody(small: Path) -> None:
    with Archive.open(small) as archive:
        erase_person(archive, "Rosa Luz", [], "a letter of Rosa Luz")
        (one,) = listed(archive.connection)
    assert one["why"] == "a letter of [erased]"
    assert (one["kind"], one["marks"], one["scrubbed_at"] is not None) == ("person", 2, True)


@pytest.mark.parametrize("name", ["Rosa", "", "a b c d e f g h i", "., -"])
def test_what_is_no_name_is_refused(small: Path, name: str) -> None:
    with Archive.open(small) as archive, pytest.raises(UsageError, match="no name"):
        erase_person(archive, name, [], "why")
    with Archive.open(small) as archive, pytest.raises(UsageError, match="no e-mail"):
        erase_person(archive, "Rosa Luz", ["rosa"], "why")


def test_an_address_that_spells_the_person_goes_with_its_page(small: Path) -> None:
    url = f"{BASE}/search?author=Rosa%20Luz"
    with Archive.open(small) as archive:
        archive.save([bare(url, PageState.FETCHED, kind=PageKind.OTHER), visit(f"{BASE}/rosa-luz")])
        erase_person(archive, "Rosa Luz", [], "asked for")
        urls = {row[0] for row in archive.connection.execute("SELECT url FROM pages")}
        assert (url in urls, f"{BASE}/rosa-luz" in urls) == (False, True)
        found = FoundLink(url=url, kind=PageKind.OTHER)
        archive.save([listing(found, FoundLink(url=f"{BASE}/new"), at=LATER)])
        urls = {row[0] for row in archive.connection.execute("SELECT url FROM pages")}
        assert (url in urls, f"{BASE}/new" in urls) == (False, True)
        assert not Frontier(archive.connection).wanted(url, PageKind.OTHER)
        assert archive.save([bare(url, PageState.FETCHED)])[0].outcome is Outcome.ERASED


TITLE = "A canary sings in the mine"
PAGE = f"{BASE}/news/canary-77"


def page_archive(path: Path) -> None:
    """A page with an alias, a redirect, a print, a listing and other articles that lead to it."""
    link = FoundLink(url=PAGE, kind=PageKind.ARTICLE, title=TITLE)
    with Archive.open(path) as archive:
        archive.save(
            [
                listing(link, FoundLink(url=f"{BASE}/news/two", title="Two")),
                visit(PAGE, title=TITLE, body_text="The canary text."),
                visit(PAGE, title=TITLE, body_text="The canary text, changed.", at=LATER),
                visit(f"{BASE}/node/77", article_url=PAGE, title=TITLE, at=LATER),
                bare(f"{BASE}/old-77", PageState.REDIRECTED, redirected_to=PAGE),
                visit(f"{BASE}/news/two", title="Two", body=b"<p>two</p>"),
                visit(
                    f"{BASE}/news/three",
                    title="Three",
                    body=f'<a href="/news/canary-77/">{TITLE}</a>'.encode(),
                    related=(Related(TITLE, "/news/canary-77"), Related("Two", "/news/two")),
                    body_links=(Link(f"{PAGE}?utm_source=x", "this"), Link(f"{BASE}/x", "that")),
                    body_html=f'<p>See <a href="{PAGE}#a">this</a> and that.</p>',
                    removed=(RemovedBlock("box", f"Latest: {TITLE} Two", "div"),),
                ),
                gone(f"{BASE}/news/two-gone", at=LATER),
            ]
        )


def test_a_page_goes_with_all_that_leads_to_it(tmp_path: Path) -> None:
    path = tmp_path / "page.db"
    page_archive(path)
    with Archive.open(path) as archive:
        tally = erase_page(archive, "http://example.eu/news/canary-77/", "asked for")
        texts = archive.connection.execute(
            "SELECT body_html FROM article_texts t JOIN articles a ON a.id = t.article_id "
            "WHERE a.title = 'Three'"
        ).fetchone()
        related = archive.connection.execute("SELECT title FROM related").fetchall()
    assert tally.articles == {PAGE: "removed", f"{BASE}/news/three": "changed"}
    assert texts[0] == '<p>See <a href="[erased]">this</a> and that.</p>'
    assert related == [("Another one",), ("Two",)]
    content = b"".join(file.read_bytes() for file in tmp_path.glob("page.db*"))
    for canary in (b"canary", b"Canary", b"node/77", b"old-77"):
        assert canary not in content
    assert_whole(path)


def visits_that_bring_it_back() -> list[Visit]:
    same = visit(PAGE, title=TITLE, body_text="The canary text.", at=LATEST)
    other = f"{BASE}/another-way"
    return [
        same,
        replace(same, url="http://www.example.eu/news/canary-77/?utm_source=mail"),
        visit(f"{BASE}/node/77", title="x", at=LATEST),
        visit(other, title="x", canonical_url=PAGE, at=LATEST),
        visit(other, title=TITLE, body_text="The canary text.", at=LATEST, body=b"other bytes"),
        bare(f"{BASE}/old-77", PageState.REDIRECTED, redirected_to=PAGE, at=LATEST),
        bare(f"{BASE}/unheard-of", PageState.REDIRECTED, redirected_to=f"{PAGE}/", at=LATEST),
        gone(PAGE, at=LATEST),
    ]


def test_an_erased_page_does_not_come_back_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "page.db"
    page_archive(path)
    with Archive.open(path) as archive:
        erase_page(archive, PAGE, "asked for")
        before = list(archive.connection.iterdump())
        saved = archive.save(visits_that_bring_it_back())
        assert {one.outcome for one in saved} == {Outcome.ERASED}
        assert {one.article_id for one in saved} == {None}
        assert list(archive.connection.iterdump()) == before
        frontier = Frontier(archive.connection)
        assert not frontier.wanted(f"{BASE}/node/77", PageKind.UNKNOWN)
        assert not frontier.wanted(PAGE, PageKind.LISTING)
        assert frontier.wanted(f"{BASE}/news/new", PageKind.ARTICLE)
    page_archive(path)
    content = b"".join(file.read_bytes() for file in tmp_path.glob("page.db*"))
    assert b"canary" not in content.lower()
    assert_whole(path)


def test_lifted_it_may_come_back(tmp_path: Path) -> None:
    from archive.tombstones import lift  # noqa: PLC0415

    path = tmp_path / "page.db"
    page_archive(path)
    with Archive.open(path) as archive:
        erase_page(archive, PAGE, "a mistake")
        with archive.trying(keep=True):
            assert lift(archive.connection, 1)
            assert not lift(archive.connection, 2)
        assert archive.save([visit(PAGE, title=TITLE)])[0].outcome is Outcome.NEW


def test_a_page_that_is_not_there(small: Path) -> None:
    with Archive.open(small) as archive, pytest.raises(NothingFound):
        erase_page(archive, f"{BASE}/nowhere", "why")


def test_a_reader_in_the_way_is_named_and_running_again_finishes(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_reading(small)) as reader, Archive.open(small) as archive:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        archive.connection.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(ArchiveBusy, match="reading"):
            erase_person(archive, NAME, [email_of(NAME)], "asked for")
    with closing(sqlite3.connect(small)) as connection:
        assert erase_scrub.is_pending(connection)
    Archive.open(small).close()
    with closing(sqlite3.connect(small)) as connection:
        assert not erase_scrub.is_pending(connection)
    assert bytes_found(small, [NAME]) == []


def test_a_full_disk_is_told_before_anything_is_done(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erase_scrub, "_ROOM", 1e12)
    before = everything(small)
    with Archive.open(small) as archive, pytest.raises(ArchiveUnwritable, match="MiB free"):
        erase_person(archive, NAME, [email_of(NAME)], "asked for")
    assert everything(small) == before


def in_a_child(work: Callable[[], None]) -> int:
    """Runs it in a process forked from this one; the signal that ended it, or 0."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status)


def kill_at(path: Path, statement: str) -> Callable[[], None]:
    """An erasure that is killed when SQLite is about to run a statement that begins so."""

    def work() -> None:
        archive = Archive.open(path)

        def look(sql: str) -> None:
            if sql.strip().startswith(statement):
                os.kill(os.getpid(), signal.SIGKILL)

        archive.connection.set_trace_callback(look)
        erase_person(archive, NAME, [email_of(NAME)], "asked for")

    return work


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE versions",
        "DELETE FROM people",
        "COMMIT",
        "INSERT INTO article_search (article_search) VALUES ('rebuild')",
        "VACUUM",
        "INSERT INTO vacuum_db",
        "PRAGMA wal_checkpoint",
        "UPDATE tombstones SET scrubbed_at",
    ],
)
def test_killed_at_any_moment_the_archive_is_whole_and_the_next_run_finishes(
    small: Path, statement: str
) -> None:
    if in_a_child(kill_at(small, statement)) != signal.SIGKILL:
        assert statement == "INSERT INTO vacuum_db", "the erasure runs no such statement"
    assert_whole(small)
    with Archive.open(small) as archive:
        assert not erase_scrub.is_pending(archive.connection)
        if listed(archive.connection) == []:
            erase_person(archive, NAME, [email_of(NAME)], "asked for")
    assert bytes_found(small, [NAME]) == []
    assert_whole(small)


def test_a_dictionary_that_knows_the_name_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionaries, "FEWEST_BODIES", 40)
    monkeypatch.setattr(dictionaries, "FEWEST_BYTES", 1000)
    monkeypatch.setattr(dictionaries, "SIZE", 8000)
    path, chance = tmp_path / "news.db", Random(3)
    furniture = " ".join(f"word{chance.random()}" for _ in range(60))
    line = f"Written by {NAME}, for many years the press officer of this and that cluster"
    bodies = [f"{chance.random()} {furniture} {line if n < 30 else ''}" for n in range(70)]
    with Archive.open(path) as archive:
        archive.save([visit(url_of(n), body=bodies[n].encode()) for n in range(70)])
        used = archive.connection.execute("SELECT content FROM dictionaries").fetchall()
        assert used and "Krähenbühl".encode() in used[0][0]
        erase_person(archive, NAME, [], "asked for")
        assert archive.connection.execute("SELECT count(*) FROM dictionaries").fetchone() == (0,)
        kept = archive.connection.execute(
            "SELECT count(*) FILTER (WHERE codec = 'erased'), count(*) FROM bodies"
        ).fetchone()
        assert kept == (30, 70)
        archive.save([visit(url_of(70), body=furniture.encode())])
    assert_whole(path)
    assert "Krähenbühl".encode() not in path.read_bytes()


def test_a_backup_made_afterwards_is_clean(small: Path, tmp_path: Path) -> None:
    with Archive.open(small) as archive:
        erase_person(archive, NAME, [email_of(NAME)], "asked for")
    back_up(small, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").stat().st_size > 0
    assert bytes_found(tmp_path / "backup.db", [NAME]) == []


def test_contacts_and_addresses_that_stay_are_told(small: Path) -> None:
    with Archive.open(small) as archive:
        archive.save(
            [
                visit(
                    f"{BASE}/people/zofie-krahenbuhl",
                    contacts=(Contact("zk@example.org", NAME), Contact("other@example.org")),
                )
            ]
        )
        tally = erase_person(archive, NAME, [email_of(NAME)], "", dry_run=True)
    assert tally.emails == {"zk@example.org"}
    assert tally.spelt == [f"{BASE}/people/zofie-krahenbuhl"]


def test_a_name_in_the_shared_rows_of_others_is_one_row_in_the_end(tmp_path: Path) -> None:
    """Two rows that become the same are one: nothing is lost, nothing points nowhere."""
    path = tmp_path / "news.db"
    with Archive.open(path) as archive:
        for number, form in enumerate((*forms_of(NAME), MARK)):
            removed = (RemovedBlock("box", f"Team: {form}", "div"),)
            sentence = (f"{form} uses cookies.",)
            one = visit(url_of(number), removed=removed, banner_sentences=sentence)
            archive.save([one])
        erase_person(archive, NAME, [], "asked for")
        texts = archive.connection.execute("SELECT text FROM removed_texts").fetchall()
        sentences = archive.connection.execute("SELECT sentence FROM banner_sentences").fetchall()
    assert texts == [(f"Team: {MARK}",)]
    assert sentences == [(f"{MARK} uses cookies.",)]
    assert_whole(path)


def test_a_version_read_again_does_not_bring_the_name_back(small: Path) -> None:
    with Archive.open(small) as archive:
        erase_person(archive, NAME, [email_of(NAME)], "asked for")
        (article_id, capture_id) = archive.connection.execute(
            "SELECT article_id, id FROM captures WHERE article_id IS NOT NULL LIMIT 1"
        ).fetchone()
        content = readings_kept(archive.connection, article_id)[0].content
        reread = Reread(capture_id, "rules 9", content | {"subtitle": f"by {NAME}"})
        archive.reread({article_id: [reread]})
        subtitles = archive.connection.execute(
            "SELECT subtitle FROM article_texts WHERE article_id = ?", (article_id,)
        ).fetchone()
    assert subtitles == (f"by {MARK}",)
    assert bytes_found(small, [NAME]) == []


def test_an_article_that_was_once_read_at_an_erased_address_stays(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    other = f"{BASE}/news/other"
    with Archive.open(path) as archive:
        archive.save([visit(PAGE, article_url=other, title="Another matter", body=b"other")])
        archive.save([visit(PAGE, title=TITLE, body_text="The canary text.", at=LATER)])
        tally = erase_page(archive, PAGE, "asked for")
        captures = archive.connection.execute(
            "SELECT c.url, a.url FROM captures c JOIN articles a ON a.id = c.article_id"
        ).fetchall()
        body = archive.connection.execute("SELECT codec FROM bodies").fetchall()
    assert tally.articles == {PAGE: "removed"}
    assert captures == [(other, other)]
    assert body == [("zstd",)]
    assert b"canary" not in b"".join(file.read_bytes() for file in tmp_path.glob("news.db*"))
    assert_whole(path)


def test_an_unfinished_erasure_is_noted(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erase, "scrub", lambda *_: None)
    with Archive.open(small) as archive:
        erase_person(archive, NAME, [], "asked for")
    with closing(open_reading(small)) as connection:
        assert "erasing" in {one.code for one in check(connection)}
    monkeypatch.undo()
    Archive.open(small).close()
    with closing(open_reading(small)) as connection:
        assert "erasing" not in {one.code for one in check(connection)}


def test_the_addresses_of_contacts_that_spell_the_name_go_without_being_given(
    path: Path,
) -> None:
    text = "Ask Íñigo Arrutia, inigo.arrutia@port.example, or the desk, desk@port.example."
    contacts = (
        Contact("inigo.arrutia@port.example"),
        Contact("desk@port.example"),
        Contact("ia@port.example", "Íñigo Arrutia"),
        Contact("arrutia.fish@port.example", "Maria Arrutia"),
    )
    with Archive.open(path) as archive:
        archive.save([visit(body_text=text, contacts=contacts)])
        tally = erase_person(archive, "Íñigo Arrutia", [], "asked for")
        shown = find_article(archive.connection, "1")
    assert [one["email"] for one in shown["contacts"]] == [
        "desk@port.example",
        "ia@port.example",
        "arrutia.fish@port.example",
    ]
    assert tally.emails == {"ia@port.example"}
    assert "arrutia@" not in shown["body_text"]
    assert "desk@port.example" in shown["body_text"]
    assert b"inigo.arrutia" not in path.read_bytes()
