"""What may stand in a log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from archive.errors import UsageError
from scraper.logs import logging_to, redacted


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
