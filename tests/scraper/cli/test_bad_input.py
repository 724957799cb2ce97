"""A user's mistake: a message that says what and what to do, the right code, nothing lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.command import Command

READING = (
    ("search", "x"),
    ("show", "1"),
    ("query", "select 1"),
    ("query", "runs"),
    ("tags",),
    ("tags", "x", "--trend"),
    ("explain", "1", "title"),
    ("removed",),
    ("export",),
    ("status",),
    ("check",),
)
URL = "https://www.clustercollaboration.eu/news/x"


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_a_missing_archive_is_not_created(clusternews: Command, words: tuple[str, ...]) -> None:
    ended = clusternews(*words)
    assert ended.code == 2
    assert str(clusternews.archive) in ended.err
    assert "try:" in ended.err
    assert not clusternews.archive.exists()
    assert list(clusternews.archive.parent.iterdir()) == []


@pytest.mark.parametrize("words", [*READING, ("ingest", __file__, "--url", URL)])
def test_a_file_that_is_no_archive(clusternews: Command, words: tuple[str, ...]) -> None:
    clusternews.archive.write_bytes(b"not a database, but somebody's notes\n" * 100)
    before = clusternews.archive.read_bytes()
    ended = clusternews(*words)
    assert ended.code == 3
    assert "Traceback" not in ended.err
    assert clusternews.archive.read_bytes() == before


def test_another_programs_database_is_left_alone(clusternews: Command) -> None:
    connection = sqlite3.connect(clusternews.archive)
    connection.execute("create table theirs(x)")
    connection.commit()
    connection.close()
    before = clusternews.archive.read_bytes()
    assert clusternews("search", "x").code == 3
    assert clusternews("ingest", seed(), "--site", "eccp", "--url", URL).code == 3
    assert clusternews.archive.read_bytes() == before


def test_a_newer_archive_is_refused_untouched(clusternews: Command) -> None:
    clusternews("ingest", seed(), "--site", "eccp", "--url", URL)
    connection = sqlite3.connect(clusternews.archive)
    version = connection.execute("pragma user_version").fetchone()[0]
    connection.execute(f"pragma user_version = {version + 1}")
    connection.close()
    before = clusternews.archive.read_bytes()
    for words in (*READING, ("ingest", str(seed()), "--site", "eccp", "--url", URL)):
        ended = clusternews(*words)
        assert ended.code == 3, words
        assert str(version + 1) in ended.err
    assert clusternews.archive.read_bytes() == before


def test_an_unknown_site_offers_the_nearest_name(clusternews: Command) -> None:
    ended = clusternews("ingest", seed(), "--site", "ecp", "--url", URL)
    assert ended.code == 2
    assert "eccp" in ended.err
    assert clusternews("crawl", "ecp").code == 2


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("empty.html", b"", "empty"),
        ("blank.txt", b" \n\n\t ", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "no article"),
        ("binary.txt", bytes(range(256)) * 40, "no article"),
        ("report.html", b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 50, "no article"),
        ("nothing.html", b"<html><body></body></html>", "no article"),
        ("words.txt", b"hello\n", "no article"),
        (
            "login.html",
            b"<title>Log in | X</title><form><input type=password></form>",
            "no article",
        ),
    ],
)
def test_captures_that_hold_no_article(
    clusternews: Command, tmp_path: Path, name: str, body: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    ended = clusternews("ingest", path, "--site", "eccp", "--url", URL)
    assert ended.code == 3
    assert name in ended.err
    assert says in ended.err
    assert not clusternews.archive.exists()


def test_one_bad_capture_among_good_ones(clusternews: Command, tmp_path: Path) -> None:
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "a.html").write_bytes(b"")
    (folder / "b.html").write_bytes((seed().parents[1] / "drupal7" / "000.html").read_bytes())
    ended = clusternews("ingest", folder, "--site", "eccp")
    assert ended.code == 1
    assert "a.html" in ended.err
    assert clusternews("search").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ingest", "missing.html", "--site", "eccp"), "missing.html"),
        (("ingest", "{seed}"), "--url"),
        (("ingest", "{seed}", "--site", "eccp", "--url", "eccp/news"), "web address"),
        (("ingest", "{seed}", "--url", URL, "--captured-at", "yesterday"), "ISO 8601"),
        (("crawl", "ftp://example.org/"), "web address"),
        (("crawl", "--max-pages", "none"), "max-pages"),
        (("sites", "show", "ecp"), "eccp"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_words(clusternews: Command, words: tuple[str, ...], says: str) -> None:
    filled = [word.replace("{seed}", str(seed())) for word in words]
    ended = clusternews(*filled, archive=words[0] not in {"sites", "nonsense"})
    assert ended.code == 2
    assert says in ended.err
    assert not clusternews.archive.exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"archive = ", "not valid TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (b'archiv = "x.db"', "archive"),
        (b"crawl_delay = 'slow'", "crawl_delay"),
        (b"[sites.x]\nlike = 'ecp'\nbase_url = 'https://x.eu'", "eccp"),
        (b"[sites.x]\ntitle = 'X'", "base_url"),
        (b"[sites.x]\nbase_url = 'https://x.eu'\nlisting = ['/news']", "listings"),
        (b"[sites.x]\nbase_url = 'https://x.eu'\narticle_paths = ['(']", "regular expression"),
        (b"[sites.x]\nbase_url = 'https://x.eu'\nboilerplate = ['div[']", "selector"),
    ],
)
def test_a_config_file_with_a_mistake(clusternews: Command, text: bytes, says: str) -> None:
    Path("clusternews.toml").write_bytes(text)
    ended = clusternews("status")
    assert ended.code == 2
    assert says in ended.err
    assert "clusternews.toml" in ended.err


def test_a_config_file_that_is_named_and_missing(clusternews: Command) -> None:
    ended = clusternews("--config", "other.toml", "status")
    assert ended.code == 2
    assert "other.toml" in ended.err


@pytest.mark.parametrize(
    "sql",
    [
        "delete from articles",
        "drop table articles",
        "attach 'x.db' as x",
        "pragma journal_mode = delete",
        "select load_extension('x')",
        "select 1; select 2",
        "vacuum into 'copy.db'",
        "selec 1",
        "select missing from articles",
        "",
    ],
)
def test_sql_that_is_refused(clusternews: Command, sql: str) -> None:
    clusternews("ingest", seed(), "--site", "eccp", "--url", URL)
    before = clusternews.archive.read_bytes()
    ended = clusternews("query", sql)
    assert ended.code == 2
    assert ended.err.startswith("clusternews: ")
    assert clusternews.archive.read_bytes() == before
    assert {path.name for path in Path().iterdir()} <= {"t.db", "t.db-wal", "t.db-shm", "t.db.lock"}


def test_a_query_without_end_is_stopped(clusternews: Command) -> None:
    clusternews("ingest", seed(), "--site", "eccp", "--url", URL)
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select sum(i) from n"
    ended = clusternews("query", endless, "--seconds", "0.2")
    assert ended.code == 2
    assert "0.2" in ended.err


def test_words_that_no_article_has(clusternews: Command) -> None:
    clusternews("ingest", seed(), "--site", "eccp", "--url", URL)
    assert clusternews("search", "xyzzy").code == 1
    assert clusternews("search", 'foo"bar AND ( NEAR').code == 1
    ended = clusternews("search", 'foo"bar AND (', "--raw")
    assert ended.code == 2
    assert "FTS5" in ended.err or "fts5" in ended.err


def test_an_archive_that_cannot_be_made(clusternews: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for path in (tmp_path / "file" / "t.db", Path("/proc/t.db")):
        words = ("ingest", seed(), "--site", "eccp", "--url", URL, "--archive", path)
        ended = clusternews(*words, archive=False)
        assert ended.code == 3
        assert str(path) in ended.err
        assert "Traceback" not in ended.err


def seed() -> Path:
    return Path(__file__).parents[2] / "pages" / "seed" / "clusterix-print-capture.txt"
