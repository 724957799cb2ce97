"""What may stand in a log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from archive.errors import UsageError
from scraper.logs import RunName, logging_to
from scraper.redaction import redacted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("GET http://me:pw@x.example/a", "GET http://***@x.example/a"),
        ("https://x.example/a?token=abc&page=2", "https://x.example/a?token=***&page=2"),
        ("https://x.example/?page=2&API_KEY=abc", "https://x.example/?page=2&API_KEY=***"),
        ("/a;jsessionid=0AF3?x=1", "/a;jsessionid=***?x=1"),
        ("?access_token=a.b-c#x", "?access_token=***#x"),
        ("{'HTTPAUTH_PASS': 'hunter2', 'BOT': 'x'}", "{'HTTPAUTH_PASS': '***', 'BOT': 'x'}"),
        ('AWS_SECRET_ACCESS_KEY="abc"', 'AWS_SECRET_ACCESS_KEY="***"'),
        ("Authorization: Basic abc", "Authorization: ***"),
        ("Set-Cookie: a=b; c=d", "Set-Cookie: ***"),
        ("nothing secret at a@b.example: page 2", "nothing secret at a@b.example: page 2"),
    ],
)
def test_secrets_are_taken_out(text: str, written: str) -> None:
    assert redacted(text) == written


def test_a_traceback_is_redacted_too(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with logging_to(path, stderr=False, level="info"):
        try:
            raise ValueError("http://me:pw@x.example/?token=abc")
        except ValueError:
            logging.getLogger("test").exception("cannot read %s", "http://x.example/?sig=1")
        logging.getLogger("test").debug("too small to be told")
    written = path.read_text(encoding="utf-8")
    assert "ValueError: http://***@x.example/?token=***" in written
    assert "?sig=***" in written
    assert "too small" not in written
    assert "pw" not in written


def test_a_log_cannot_take_a_terminal_over(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with logging_to(path, stderr=False, level="info"):
        logging.getLogger("test").info("of %s", "\x1b]0;owned\x07 \u202eturned\x9b2J")
    assert "of \\x1b]0;owned\\x07 \\u202eturned\\x9b2J\n" in path.read_text(encoding="utf-8")


def test_it_leaves_logging_as_it_was(tmp_path: Path) -> None:
    before = (logging.root.level, list(logging.root.handlers))
    with logging_to(tmp_path / "log", stderr=True, level="DEBUG"):
        assert len(logging.root.handlers) == len(before[1]) + 2
    assert (logging.root.level, list(logging.root.handlers)) == before


def test_wrong_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="log level"), logging_to(None, stderr=False, level="LOUD"):
        pass
    missing = tmp_path / "no" / "log"
    with (
        pytest.raises(UsageError, match="log file"),
        logging_to(missing, stderr=False, level="INFO"),
    ):
        pass


def run_name(run_id: int, archive: str = "news") -> RunName:
    return RunName(archive, f"2026-01-01T00:00:{run_id:02}+00:00", "refresh", run_id)


def test_a_run_has_a_file_of_its_own_with_what_was_said_before(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    logger = logging.getLogger("test")
    with logging_to(None, stderr=False, level="INFO", folder=folder) as open_log:
        logger.info("before it has a name")
        open_log(run_name(7), 30)
        logger.info("GET https://x.example/?token=abc")
    (file,) = folder.iterdir()
    assert file.name == "news-20260101T000007Z-refresh-7.log"
    written = file.read_text(encoding="utf-8")
    assert "before it has a name" in written
    assert "?token=***" in written


def test_a_line_is_in_the_file_at_once(tmp_path: Path) -> None:
    """A run that is killed leaves its log."""
    with logging_to(None, stderr=False, level="INFO", folder=tmp_path) as open_log:
        open_log(run_name(1), 30)
        logging.getLogger("test").info("still alive")
        (file,) = tmp_path.iterdir()
        assert "still alive" in file.read_text(encoding="utf-8")


def test_the_newest_logs_of_an_archive_are_kept_and_no_other_file_goes(tmp_path: Path) -> None:
    others = ["news.db", "news-old.log", "newspaper-20250101T000000Z-crawl-1.log"]
    for name in others:
        (tmp_path / name).touch()
    for run_id in range(1, 8):
        with logging_to(None, stderr=False, level="INFO", folder=tmp_path) as open_log:
            open_log(run_name(run_id), 3)
    kept = sorted(file.name for file in tmp_path.iterdir() if file.name not in others)
    assert kept == [run_name(run_id).file_name for run_id in (5, 6, 7)]
    assert all((tmp_path / name).exists() for name in others)


def test_a_clock_that_was_set_back_does_not_lose_the_log_of_the_run(tmp_path: Path) -> None:
    for run_id in (9, 8, 1):
        with logging_to(None, stderr=False, level="INFO", folder=tmp_path) as open_log:
            open_log(run_name(run_id), 1)
        assert [file.name for file in tmp_path.iterdir()] == [run_name(run_id).file_name]


def test_a_full_disk_costs_lines_of_the_log_and_says_nothing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with logging_to(Path("/dev/full"), stderr=False, level="INFO"):
        logging.getLogger("test").info("lost")
    assert capfd.readouterr() == ("", "")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "no" / "logs"):
        with (
            pytest.raises(UsageError, match="folder of logs"),
            logging_to(None, stderr=False, level="INFO", folder=folder),
        ):
            pass
