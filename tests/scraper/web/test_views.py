"""From an address to bytes: forms of a page, what is kept, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import pytest

from archive.errors import (
    ArchiveBusy,
    ArchiveMissing,
    BadQuery,
    ClusternewsError,
    MissingExtra,
    NothingFound,
    UsageError,
)
from scraper.web import views as module
from scraper.web.answers import Answer, Download, Moved, Page, Picture, Sent
from scraper.web.asked import Asked
from scraper.web.reading import Reader
from scraper.web.views import OpenDownload, Views, status_of
from tests.archive.making import BASE, visit
from tests.fresh import fresh

Answering = Callable[[Asked, sqlite3.Connection], Answer]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with fresh(tmp_path / "news.db") as archive:
        archive.save([visit()])
    return tmp_path / "news.db"


@pytest.fixture
def views(path: Path) -> Iterator[Views]:
    reader = Reader(path)
    yield Views(reader)
    reader.close()


def answered(
    views: Views,
    monkeypatch: pytest.MonkeyPatch,
    function: Answering,
    args: Mapping[str, Sequence[str]] | None = None,
) -> Sent:
    """What is sent where ``function`` is the page's."""
    monkeypatch.setattr(module, "answering", lambda path: (function, {}))
    sent = views.answer("/page", args or {})
    assert isinstance(sent, Sent)
    return sent


def page(asked: Asked, connection: sqlite3.Connection) -> Page:
    rows = [{"id": 1, "title": "=1+1", "tags": ["a", "b"], "none": None}]
    return Page("error.html", {"message": asked.one("q"), "hint": ""}, rows, file="found")


def test_a_page_is_html_csv_and_json(views: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Views, "shared", lambda self: {"archive_name": "a", "version": "1", "status": 404}
    )
    sent = answered(views, monkeypatch, page, {"q": ["<b>"], "empty": [" "]})
    assert (sent.status, sent.media_type) == (200, "text/html; charset=utf-8")
    assert b"&lt;b&gt;" in sent.body
    sent = answered(views, monkeypatch, page, {"format": ["csv"]})
    assert list(csv.reader(io.StringIO(sent.body.decode()))) == [
        ["id", "title", "tags", "none"],
        ["1", "'=1+1", '["a", "b"]', ""],
    ]
    assert sent.headers == {"content-disposition": 'attachment; filename="found.csv"'}
    sent = answered(views, monkeypatch, page, {"format": ["json"]})
    assert json.loads(sent.body)[0]["title"] == "=1+1"


def test_another_form_is_refused(views: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(views, monkeypatch, page, {"format": ["xml"]}).status == 400


def test_a_page_without_rows_is_an_empty_csv(views: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(asked: Asked, connection: sqlite3.Connection) -> Page:
        return Page("error.html", {}, columns=("a", "b"))

    assert answered(views, monkeypatch, nothing, {"format": ["csv"]}).body == b"a,b\r\n"


def test_another_address(views: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = answered(views, monkeypatch, lambda asked, connection: Moved("/there"))
    assert (sent.status, sent.headers) == (302, {"location": "/there"})


def test_a_picture_is_svg(views: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "svg", lambda spec: f"<svg>{spec['a']}</svg>")
    sent = answered(views, monkeypatch, lambda asked, connection: Picture({"a": 1}))
    assert (sent.media_type, sent.body) == ("image/svg+xml", b"<svg>1</svg>")


def _download(views: Views, write: Callable[[TextIO], object]) -> Sent | OpenDownload:
    def answer(asked: Asked, connection: sqlite3.Connection) -> Download:
        return Download(write, "text/plain", "all.txt")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "answering", lambda path: (answer, {}))
        return views.answer("/page", {})


def test_a_download_is_written_before_it_is_sent(views: Views) -> None:
    sent = _download(views, lambda out: out.write("a\nb\ud800" * 3))
    assert isinstance(sent, OpenDownload)
    assert sent.headers == {"content-disposition": 'attachment; filename="all.txt"'}
    with sent.file as file:
        assert file.read() == b"a\nb?" * 3


def test_a_download_that_fails_is_an_error_page(views: Views) -> None:
    def write(out: TextIO) -> None:
        out.write("begun")
        raise NothingFound("nothing to write")

    sent = _download(views, write)
    assert isinstance(sent, Sent)
    assert sent.status == 404 and b"nothing to write" in sent.body


def test_a_page_is_made_once_while_the_archive_stays(
    views: Views, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(asked: Asked, connection: sqlite3.Connection) -> Page:
        made.append(asked.one("q"))
        rows = [{"n": connection.execute("SELECT count(*) FROM articles").fetchone()[0]}]
        return Page("error.html", {}, rows)

    def ask(**args: str) -> Any:
        given = {"format": ["json"], **{name: [value] for name, value in args.items()}}
        return json.loads(answered(views, monkeypatch, counted, given).body)

    assert ask() == ask() == ask(blank=" ") == [{"n": 1}]
    assert len(made) == 1
    assert ask(q="a") == [{"n": 1}]
    with fresh(path) as archive:
        archive.save([visit(f"{BASE}/news/two")])
    assert ask() == [{"n": 2}]
    assert len(made) == 3


def test_what_is_wrong_is_not_kept(views: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    errors: list[ClusternewsError] = [NothingFound("first"), UsageError("second")]

    def failing(asked: Asked, connection: sqlite3.Connection) -> Page:
        raise errors.pop(0)

    assert answered(views, monkeypatch, failing).status == 404
    assert answered(views, monkeypatch, failing).status == 400


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NothingFound("x"), 404),
        (UsageError("x"), 400),
        (BadQuery("x"), 400),
        (ArchiveMissing("x"), 503),
        (ArchiveBusy("x"), 503),
        (MissingExtra("x"), 503),
        (ClusternewsError("x"), 503),
    ],
)
def test_statuses(error: ClusternewsError, status: int) -> None:
    assert status_of(error) == status


def test_an_error_tells_no_folder(views: Views, path: Path) -> None:
    error = ArchiveMissing(f"there is no archive at {path}", hint=f"look into {path.parent}, <b>")
    text = views.refused("/", error).body.decode()
    assert str(path.parent) not in text
    assert "no archive at news.db" in text and "look into its folder, &lt;b&gt;" in text


def test_an_address_that_is_no_page(views: Views) -> None:
    sent = views.answer("/nothing/\x1b", {})
    assert isinstance(sent, Sent)
    assert sent.status == 404 and b"\x1b" not in sent.body
