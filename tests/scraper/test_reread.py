"""Stored captures through today's rules: what differs, and the same end however often killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.opening import open_reading
from archive.records import Visit
from archive.store import Archive
from archive.stored_captures import StoredCapture
from archive.upkeep import check
from scraper.config import Config
from scraper.ingested import Given
from scraper.reread import Chosen, Report, reread
from scraper.reread_worker import Worker
from scraper.rereading import Rereader
from scraper.saved_pages import file_bytes, read_file
from scraper.sites import known_sites

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "pages" / "drupal7"
SITE = known_sites()["eccp"]
FILES = [*sorted(PAGES.glob("[0-9]*.html")), *sorted(PAGES.glob("[0-9]*.txt"))]
#: What rows say, without the ids that depend on the order in which they came.
STATE = (
    "SELECT a.url, a.title, a.published_at, a.state, t.* FROM articles a "
    "JOIN article_texts t ON t.article_id = a.id ORDER BY a.url",
    "SELECT a.url, g.slug, x.position FROM article_tags x JOIN tags g ON g.id = x.tag_id "
    "JOIN articles a ON a.id = x.article_id ORDER BY 1, 3",
    "SELECT url, at, classes, state, title FROM article_history WHERE replaced_at IS NULL "
    "ORDER BY url, at",
    "SELECT c.digest, c.form, v.content_sha256, v.title, v.extractor FROM captures c "
    "LEFT JOIN versions v ON v.id = c.version_id ORDER BY 1, 2",
    "SELECT c.digest, e.position, e.field, e.method, e.place, e.raw, e.chosen FROM evidence e "
    "JOIN captures c ON c.id = e.capture_id ORDER BY 1, 2",
    # What pages repeat is known better afterwards than when the first ones were read.
    "SELECT c.digest, b.rule, b.place, t.text FROM removed_blocks b "
    "JOIN captures c ON c.id = b.capture_id JOIN removed_texts t ON t.id = b.text_id "
    "WHERE b.rule <> 'template:learned' ORDER BY 1, 2, 3, 4",
)


def save_all(path: Path, *, older: bool) -> None:
    """Ingests saved pages one by one; ``older``: as rules read them that knew less."""
    with Archive.open(path) as archive:
        archive.add_site(SITE.name, SITE.title, SITE.base_url)
        for number, file in enumerate(FILES):
            moment = f"2026-03-{1 + number // 24:02}T{number % 24:02}:00:00+00:00"
            given = Given(site=SITE.name, captured_at=moment, url=url_of(file))
            words = archive.vocabulary(SITE.name)
            visit = read_file(file, file_bytes(file), SITE, given, words)
            archive.save([as_read_before(visit) if older else visit])


def url_of(file: Path) -> str:
    return f"{SITE.base_url}/news/page-{file.name.partition('.')[0]}"


def as_read_before(visit: Visit) -> Visit:
    assert visit.article is not None
    article = replace(
        visit.article,
        title=visit.article.title.upper(),
        tags=(),
        extractor="clusternews/0",
        evidence=visit.article.evidence[1:],
    )
    return replace(visit, article=article, read_as="")


def state(path: Path) -> list[list[tuple[Any, ...]]]:
    with closing(open_reading(path)) as connection:
        connection.row_factory = None
        return [connection.execute(sql).fetchall() for sql in STATE]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An archive read by older rules, and a fresh one of the same bytes."""
    folder = tmp_path_factory.mktemp("reread")
    for name in ("older", "fresh"):
        save_all(folder / f"{name}.db", older=name == "older")
    return folder / "older.db", folder / "fresh.db"


@pytest.fixture
def older(made: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(made[0], tmp_path / "news.db"))


def run(path: Path, *, apply: bool = False, **chosen: Any) -> Report:
    config = Config(archive=path, sites=known_sites())
    *_, report = reread(config, Chosen(**chosen), apply=apply)
    return report


def test_without_apply_it_reports_and_changes_nothing(older: Path) -> None:
    before = older.read_bytes()
    report = run(older, workers=1)
    assert older.read_bytes() == before
    assert report.captures == len(FILES)
    assert report.fields["title"] >= 14 and report.fields["tags"] >= 10
    sample = report.samples["title"][0]
    assert sample.old == sample.new.upper() != sample.new
    assert report.unreadable == []


def test_applied_it_equals_a_fresh_reading_of_the_same_bytes(
    older: Path, made: tuple[Path, Path]
) -> None:
    run(older, apply=True, workers=2)
    assert state(older) == state(made[1])
    with closing(open_reading(older)) as connection:
        assert {one.code for one in check(connection)} <= {"sqlite_version", "orphans"}
    again = run(older, workers=1)
    assert (again.changed, again.fields) == (0, {})


def test_former_readings_stay_as_what_was_believed(older: Path) -> None:
    run(older, apply=True, workers=1)
    with closing(open_reading(older)) as connection:
        rows = connection.execute(
            "SELECT title, replaced_at IS NULL FROM article_history ORDER BY url, at, noted_at"
        ).fetchall()
    former = [title for title, held in map(tuple, rows) if not held]
    assert former and all(title == title.upper() for title in former)


def test_one_field_alone(older: Path) -> None:
    report = run(older, apply=True, fields=("title",), workers=1)
    assert set(report.fields) == {"title"}
    with closing(open_reading(older)) as connection:
        titles = [row[0] for row in connection.execute("SELECT title FROM articles")]
        assert all(title != title.upper() for title in titles)
        assert connection.execute("SELECT count(*) FROM article_tags").fetchone()[0] == 0


def test_what_these_very_rules_have_read_is_not_read_again(
    older: Path, made: tuple[Path, Path]
) -> None:
    run(older, apply=True, workers=1)
    again = run(older, workers=1)
    pages = len([file for file in FILES if file.suffix == ".html"])
    assert (again.same, again.changed) == (pages, 0)
    everything = run(older, workers=1, every=True)
    assert (everything.same, everything.changed) == (0, 0)


def test_what_a_reading_depends_on_makes_it_be_read_again(older: Path) -> None:
    run(older, apply=True, workers=1)
    pages = run(older, workers=1).same
    with Archive.open(older) as archive:
        block = archive.connection.execute(
            "SELECT block FROM template_blocks WHERE pages > 3 ORDER BY pages DESC LIMIT 1"
        ).fetchone()[0]
        archive.connection.execute(
            "UPDATE template_blocks SET verdict = 'kept' WHERE block = ?", (block,)
        )
    assert run(older, workers=1).same < pages
    run(older, apply=True, fields=("title",), workers=1)
    assert run(older, workers=1).same < pages


def test_only_articles_captured_since(older: Path) -> None:
    assert run(older, since="2026-03-09", workers=1).articles == 0


KILLED = """
import sys
from pathlib import Path
from scraper.config import Config
from scraper.reread import Chosen, reread
from scraper.sites import known_sites
import scraper.reread
scraper.reread.BATCH = 2
if __name__ == "__main__":
    config = Config(archive=Path(sys.argv[1]), sites=known_sites())
    for report in reread(config, Chosen(workers=1), apply=True):
        print(report.articles, flush=True)
"""


@pytest.mark.parametrize("batches", [1, 4])
def test_a_killed_run_goes_on_and_ends_the_same(
    older: Path, made: tuple[Path, Path], tmp_path: Path, batches: int
) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(older)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        for _ in range(batches):
            running.stdout.readline()
        os.killpg(running.pid, signal.SIGKILL)
    report = run(older, apply=True, workers=1)
    assert report.resumed and report.captures < len(FILES)
    assert state(older) == state(made[1])


def test_a_value_put_in_by_hand_wins(older: Path) -> None:
    with Archive.open(older) as archive:
        archive.correct(1, "title", "As it should be", "printed so on the poster")
    report = run(older, apply=True, workers=1)
    assert "As it should be" not in str(report.samples["title"])
    with closing(sqlite3.connect(older)) as connection:
        title = connection.execute("SELECT title FROM articles WHERE id = 1").fetchone()[0]
    assert title == "As it should be"


def test_nothing_connects_while_captures_are_read(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that goes to the network is stopped; outside of reading it may."""

    def read_from_network(self: Rereader, stored: StoredCapture) -> Visit:
        socket.create_connection(("127.0.0.1", 9))
        raise AssertionError("it has connected")

    worker = Worker(Config(archive=older, sites=known_sites()), ())
    with closing(worker), monkeypatch.context() as patched:
        patched.setattr(Rereader, "visit", read_from_network)
        with pytest.raises(PermissionError, match="does not use the network"):
            worker.read([1], printed=False)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", 9))
