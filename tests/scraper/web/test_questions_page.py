"""The named questions, and their answers."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from click.testing import CliRunner

from archive.opening import open_reading
from archive.questions import ask, find_question, questions, sections
from scraper.cli.query import command as query_command
from tests.scraper.web.asking import Asking, asking
from tests.scraper.web.pages_asked import ATTACK, links, made, page, pictures, rows, texts

#: A value for parameters that need one, by their kind.
VALUES = {
    "text": "x",
    "integer": "3",
    "date": "2018",
    "site": "example",
    "tag": "energy",
    "label": "Special",
    "article": "1",
    "words": "hydrogen",
}
WITH_CHARTS = [name for name, one in questions().items() if one.chart]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("questions") / "news.db")


@pytest.fixture(scope="module")
def asked(path: Path) -> Iterator[Asking]:
    with asking(path) as opened:
        yield opened


def put(name: str) -> str:
    """The address of a question with all that it needs."""
    needed = [one for one in questions()[name].parameters if one.default is None]
    given = urlencode({one.name: VALUES[one.kind] for one in needed})
    return f"/questions/{name}" + (f"?{given}" if given else "")


def test_every_question_is_listed_in_its_section(asked: Asking) -> None:
    shown = page(asked, "/questions")
    assert texts(shown, "h2") == list(sections())
    assert {f"/questions/{name}" for name in questions()} <= links(shown)
    assert [row["name"] for row in rows(asked, "/questions")] == list(questions())


@pytest.mark.parametrize("name", questions())
def test_the_answer_is_that_of_the_command(asked: Asking, path: Path, name: str) -> None:
    address = put(name)
    given = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
    with closing(open_reading(path)) as connection:
        due = ask(connection, find_question(name), given)
    shown = page(asked, address)
    answer = shown.cssselect("table.answer")
    assert bool(answer) is bool(due.rows)
    if answer:
        assert texts(answer[0], "thead th") == [one.replace("_", " ") for one in due.columns]
        assert len(answer[0].cssselect("tbody tr")) == len(due.rows)
        assert [list(row) for row in rows(asked, address)] == [due.columns] * len(due.rows)
    data = json.loads(asked.get(address + ("&" if given else "?") + "format=json").text)
    assert [list(row.values()) for row in data] == [list(row) for row in due.rows]


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_its_picture_is_drawn(asked: Asking, name: str) -> None:
    address = put(name)
    shown = page(asked, address)
    drawn = asked.get(f"/questions/{name}/answer.svg?narrow=1&{urlsplit(address).query}")
    assert drawn.status_code == 200
    assert drawn.text.startswith("<svg")
    assert len(shown.cssselect("img.on-wide")) == bool(shown.cssselect("table.answer"))


def test_the_command_that_is_shown_gives_the_same(asked: Asking, path: Path) -> None:
    shown = page(asked, "/questions/first-mention?words=%22second+one%22&top=2")
    [line] = texts(shown, "main section > pre")
    words = shlex.split(line)
    assert words[:3] == ["clusternews", "query", "first-mention"]
    done = CliRunner().invoke(query_command, [*words[2:], "--json", "--archive", str(path)])
    given = json.loads(done.stdout)
    assert [row["url"] for row in given] == [
        row["url"] for row in rows(asked, "/questions/first-mention?words=%22second+one%22&top=2")
    ]
    assert given


def test_a_value_that_is_needed_is_asked_for(asked: Asking) -> None:
    shown = page(asked, "/questions/tags-beside")
    assert "Give tag, and the answer stands here." in shown.text_content()
    field = shown.cssselect("input[name=tag]")[0]
    assert field.get("required") is not None
    names = shown.cssselect(f"#{field.get('list')} option")
    assert "Energy" in [one.get("value") for one in names]
    assert shown.cssselect("input[name=top]")[0].get("placeholder") == "25"
    label = shown.cssselect(f"label[for={field.get('id')}]")[0]
    assert "needed" in label.text_content()
    assert not shown.cssselect("table.answer, main img")
    assert "tag=..." in texts(shown, "main section > pre")[0]
    assert asked.get("/questions/tags-beside?format=csv").status_code == 400
    assert asked.get("/questions/tags-beside/answer.svg").status_code == 400


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("rising-tags?year=soon", "'soon' is no whole number"),
        ("recent-changes?since=tomorrow", "'tomorrow' is no date"),
        ("tags-beside?tag=enerjy", "near: Energy"),
        ("history?article=999", "no article has the id 999"),
        ("undated-articles?site=%3Cb%3E", "no platform '<b>'"),
    ],
)
def test_a_wrong_value_is_said_beside_the_form(asked: Asking, address: str, said: str) -> None:
    shown = page(asked, f"/questions/{address}", 400)
    assert said in texts(shown, "[role=alert]")[0]
    name, value = address.partition("?")[2].split("=")
    shown_value = shown.cssselect(f"input[name={name}]")[0].get("value")
    assert shown_value == parse_qs(f"v={value}")["v"][0]
    assert not shown.cssselect("main b")
    assert asked.get(f"/questions/{address}&format=json").status_code in (400, 404)


def test_its_sql_leads_to_the_page_of_sql(asked: Asking) -> None:
    shown = page(asked, "/questions/tags-beside?tag=energy")
    known = questions()["tags-beside"]
    assert known.sql in [one.text_content() for one in shown.cssselect("details pre")]
    [there] = [link for link in links(shown) if link.startswith("/archive?")]
    given = parse_qs(urlsplit(there).query)
    assert given["sql"] == [known.sql]
    assert given["top"] == ["25"]
    answer = asked.get(f"/archive.json?{urlsplit(there).query}&_shape=array")
    due = [tuple(map(str, row.values())) for row in answer.json()]
    assert due == [tuple(row.values()) for row in rows(asked, "/questions/tags-beside?tag=energy")]


def test_cells_lead_to_the_pages_of_what_they_name(asked: Asking) -> None:
    found = links(page(asked, "/questions/untagged-articles"))
    assert any(link.startswith("/articles/") for link in found)
    assert "/runs/2" in links(page(asked, "/questions/failed-runs"))
    beside = links(page(asked, "/questions/tags-beside?tag=energy"))
    assert {"/tags/Hydrogen", "/sites/example"} <= beside
    problems = page(asked, "/questions/runs")
    assert "/articles/1" not in links(problems)


def test_what_attacks_is_text(asked: Asking) -> None:
    shown = page(asked, "/questions/tags-beside?tag=energy")
    assert any("onerror=alert" in text for text in texts(shown, "td"))
    assert not shown.cssselect("main img[onerror]")
    given = rows(asked, "/questions/tags-beside?tag=energy")
    assert ATTACK in {row["tag"] for row in given}


@pytest.mark.parametrize(
    "address", ["nothing", "nothing/answer.svg", "history/answer.svg?article=1"]
)
def test_a_question_or_picture_that_there_is_not(asked: Asking, address: str) -> None:
    assert asked.get(f"/questions/{address}").status_code == 404


def test_long_answers_stand_folded_under_their_picture(tmp_path: Path) -> None:
    from tests.archive.making import BASE, visit  # noqa: PLC0415
    from tests.fresh import fresh  # noqa: PLC0415

    with fresh(tmp_path / "many.db") as archive:
        dates: list[Any] = [f"{1900 + n}-01-01" for n in range(120)]
        archive.save([visit(f"{BASE}/{n}", published_at=date) for n, date in enumerate(dates)])
    with asking(tmp_path / "many.db") as many:
        shown = page(many, "/questions/articles-by-month")
        assert texts(shown, "summary")[0] == "120 rows"
        assert pictures(many, shown) == 1
