"""The pages of an article: for reading, its versions, what changed, evidence, removed blocks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from archive.history import diff_of, history_of
from archive.opening import open_reading
from archive.queries import find_article
from archive.records import Evidence, Form
from archive.store import Archive
from scraper.web.answers import Sent
from scraper.web.pages.article_captures import MOST_BYTES
from scraper.web.reading import Reader
from scraper.web.views import OpenDownload, Views
from tests.archive.making import BASE, LATER, LATEST, gone, visit

ARABIC = "افتتحت المنطقة تجمعا جديدا للهيدروجين"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("articles") / "t.db"
    with Archive.open(made) as archive:
        archive.add_site("example", "Example", BASE)
        archive.save([visit(), _printed(), _arabic()])
        edited = visit(at=LATER, title="Skåne closes a cluster", body=b"edited")
        archive.save([edited, visit(f"{BASE}/news/two", title="Another one", at=LATER)])
        for _ in range(2):
            run = archive.begin_run("refresh", ["example"], {})
            archive.save([gone(f"{BASE}/news/two", at=LATEST)], run)
            archive.end_run(run)
        archive.correct(3, "section", "Health", "the page names it in its picture")
    return made


def _printed() -> Any:
    evidence = (Evidence("published_at", "not_in_form", "printed page"),)
    page = visit(f"{BASE}/news/printed", published_at=None, body_html=None, evidence=evidence)
    assert page.capture is not None
    return replace(page, capture=replace(page.capture, form=Form.PRINT))


def _arabic() -> Any:
    return visit(f"{BASE}/news/arabic", title=ARABIC, language="ar", published_at=None)


@pytest.fixture
def views(path: Path) -> Iterator[Views]:
    yield Views(Reader(path))


def asked(views: Views, address: str) -> Sent:
    base, _, query = address.partition("?")
    pairs = [one.partition("=") for one in query.split("&") if one]
    sent = views.answer(base, {name: [value] for name, _, value in pairs})
    assert isinstance(sent, Sent)
    return sent


def shown(views: Views, address: str) -> Any:
    sent = asked(views, address)
    assert sent.status == 200, sent.body
    return html.document_fromstring(sent.body.decode())


def text(tree: Any) -> str:
    return " ".join(tree.text_content().split())


def test_an_article_is_there_to_be_read(views: Views) -> None:
    page = shown(views, "/articles/1")
    assert text(page.find(".//h1")) == "Skåne closes a cluster"
    for words in (
        *("A region moves", "2016-08-04", "Ana Horvat, Team", "Special", "The first paragraph."),
        *("Smart Specialisation", "ana@example.eu", "Agenda", "application/pdf, 1.4 MB"),
        *("1 picture, named and not loaded", "the programme", "An image has no alt text."),
        *("Version 2", "Version 1", "2016-08-04 15:37 +02:00", "2016-06-21"),
    ):
        assert words in text(page), words
    assert page.findall(".//img") == []
    body = page.find(".//div[@class='text']")
    assert (body.get("lang"), body.get("dir")) == ("en", "ltr")
    links = {one.text_content(): one.get("href") for one in page.iter("a")}
    assert links["Original page"] == f"{BASE}/news/one"
    assert links["Smart Specialisation"] == "/tags/smart-specialisation"
    assert links["Another one"] == "/articles/4"


def test_what_is_not_there_is_said(views: Views) -> None:
    assert "not visible in this form" in text(shown(views, "/articles/2"))
    arabic = shown(views, "/articles/3")
    assert "no date on the page" in text(arabic)
    body = arabic.find(".//div[@class='text']")
    assert (body.get("lang"), body.get("dir")) == ("ar", "rtl")
    assert "Section corrected by hand" in text(arabic)
    assert "the page names it in its picture" in text(arabic)
    assert "Gone from the platform since 2026-03-03 10:00" in text(shown(views, "/articles/4"))


def test_an_older_version_is_marked_as_such(views: Views) -> None:
    old = shown(views, "/articles/1?version=1")
    assert text(old.find(".//h1")) == "Skåne opens a cluster"
    assert "An older version." in text(old)
    assert "An older version." not in text(shown(views, "/articles/1?version=2"))
    assert asked(views, "/articles/1?version=9").status == 404
    assert asked(views, "/articles/1?version=x").status == 400


def test_a_correction_of_the_text_is_what_is_read(path: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "t.db") as archive:
        archive.save([visit()])
        archive.correct(1, "body_text", "Put right.", "a person knows better")
    page = shown(Views(Reader(tmp_path / "t.db")), "/articles/1")
    assert text(page.find(".//div[@class='text']")) == "Put right."


def test_versions_say_what_changed_and_when(views: Views) -> None:
    page = shown(views, "/articles/1/versions")
    assert "Version 2: title" in text(page)
    assert "Version 1: first seen" in text(page)
    links = [one.get("href") for one in page.iter("a")]
    assert "/articles/1/diff?a=1&b=2" in links
    assert "Gone from the platform" in text(shown(views, "/articles/4/versions"))
    assert "There is one version" in text(shown(views, "/articles/2/versions"))


def test_a_difference_is_marked_by_words_and_by_elements(views: Views) -> None:
    page = shown(views, "/articles/1/diff?a=1&b=2")
    assert [text(one) for one in page.iter("del")] == ["removed: opens"]
    assert [text(one) for one in page.iter("ins")] == ["added: closes"]
    assert "This changed: title." in text(page)
    assert "The two versions say the same." in text(shown(views, "/articles/1/diff?a=1&b=1"))
    assert asked(views, "/articles/2/diff").status == 404
    assert asked(views, "/articles/1/diff?a=nothing").status == 400


def test_evidence_names_method_place_and_what_was_found(views: Views) -> None:
    page = text(shown(views, "/articles/1/evidence"))
    assert "what the page prints, at a place that general rules know" in page
    assert "70 % sure" in page
    assert "Looked for, and without a value" in page
    field = text(shown(views, "/articles/1/evidence?field=title"))
    assert "Skåne opens a cluster" in field
    assert "Put in by hand" in text(shown(views, "/articles/3/evidence?field=section"))
    assert asked(views, "/articles/1/evidence?field=nonsense").status == 400
    assert asked(views, "/articles/1/evidence?capture=nonsense").status == 404


def test_removed_blocks_name_their_rule(views: Views) -> None:
    page = text(shown(views, "/articles/1/removed"))
    assert "consent:banner" in page
    assert "We use cookies." in page
    assert "div#banner" in page


def test_a_copy_is_text_within_a_page_or_a_file_of_no_kind(views: Views) -> None:
    assert text(shown(views, "/articles/1/source").find(".//pre")) == "edited"
    sent = views.answer("/articles/1/copy", {})
    assert isinstance(sent, OpenDownload)
    with sent.file as file:
        assert file.read() == b"edited"
    assert sent.media_type == "application/octet-stream"
    assert sent.headers["content-disposition"].endswith('.txt"')
    assert asked(views, "/articles/1/copy?capture=0").status == 404


def test_a_copy_has_a_bound(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "t.db") as archive:
        archive.save([visit(body=b" " * (MOST_BYTES + 1))])
    answer = asked(Views(Reader(tmp_path / "t.db")), "/articles/1/source")
    assert answer.status == 400
    assert b"export --format warc" in answer.body


def test_data_is_what_the_verbs_give(views: Views, path: Path) -> None:
    with closing(open_reading(path)) as connection:
        expected = {
            "/articles/1": find_article(connection, "1"),
            "/articles/1/versions": history_of(connection, "1"),
            "/articles/1/diff": diff_of(connection, "1"),
        }
    for address, data in expected.items():
        assert json.loads(asked(views, f"{address}?format=json").body) == data


@pytest.mark.parametrize("part", ["", "/versions", "/diff", "/evidence", "/removed", "/source"])
def test_each_page_is_a_table_too(views: Views, part: str) -> None:
    rows = list(
        csv.reader(io.StringIO(asked(views, f"/articles/1{part}?format=csv").body.decode()))
    )
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_no_such_article(views: Views) -> None:
    for part in ("", "/versions", "/diff", "/evidence", "/removed", "/source", "/copy"):
        answer = asked(views, f"/articles/999{part}")
        assert answer.status == 404
        assert b"no article has the id 999" in answer.body
