"""The search page shows what the archive answers: hits, facets, series, files, mistakes."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from lxml import html

from archive.exports import Export, write_csv, write_jsonl
from archive.facets import DIMENSIONS, facets
from archive.opening import open_reading
from archive.records import Evidence, Label, Person, Tag, Visit
from archive.search import search
from archive.selection import Filters
from scraper.cli.search import command as search_command
from tests.archive.making import BASE, LATER, LATEST, gone, visit
from tests.command import Command
from tests.fresh import fresh
from tests.scraper.web.asking import Asking, asking

ATTACK = "<script>alert(1)</script>'\"{{ 7*7 }}\x1b[31m\u202e & more"
TAGS = ("Hydrogen", "Énergie", "Value chains", ATTACK)
METHODS = ("json-ld", "absent", "not_in_form", None)
SIZE = 20

Element = Any


def made(number: int) -> Visit:
    """The number decides on everything; every second names hydrogen, every third steel."""
    method = METHODS[number % 4]
    has_date = method in ("json-ld", None)
    words = ("Hydrogen <b>& more</b>. " * (number % 2 == 0)) + ("Steel." * (number % 3 == 0))
    return visit(
        f"{BASE}/{number}",
        site="alpha" if number % 3 else "beta",
        title=ATTACK if number == 4 else f"Article {number}",
        subtitle=None,
        summary=None,
        body_text=f"Text {number}. {words}",
        tags=tuple(Tag(one, one.lower()) for one in TAGS[: number % 5]),
        labels=(Label("Open call"),) if number % 2 else (),
        authors=(Person("Ana Horvat"), Person("Ana Horvat-Kovač"))[: number % 3],
        language=("en", "fr", None)[number % 3],
        published_at=f"{2010 + number % 13}-{number % 12 + 1:02d}-04" if has_date else None,
        evidence=() if method is None else (Evidence("published_at", method, "here", None),),
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made_at: Path = tmp_path_factory.mktemp("search") / "news.db"
    with fresh(made_at) as archive:
        archive.save([made(number) for number in range(70)])
        for day in (LATER, LATEST):
            run = archive.begin_run("crawl", ["alpha"], {})
            archive.save([gone(f"{BASE}/{number}", at=day) for number in (1, 2)], run)
            archive.end_run(run)
    return made_at


@pytest.fixture(scope="module")
def asked(path: Path) -> Iterator[Asking]:
    with asking(path) as opened:
        yield opened


def page(asked: Asking, query: str = "", status: int = 200) -> Element:
    answer = asked.get(f"/search{'?' if query else ''}{query}")
    assert answer.status_code == status, answer.text
    return html.fromstring(answer.text)


def texts(found: Element, selector: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in found.cssselect(selector)]


QUERIES: list[tuple[str, str, Filters]] = [
    ("", "", {}),
    ("q=hydrogen", "hydrogen", {}),
    ("q=hydro*&order=newest", "hydro*", {}),
    ("q=%22text+4%22", '"text 4"', {}),
    ("tag=hydrogen&tag=energie", "", {"tag": ["hydrogen", "energie"]}),
    ("site=alpha&language=en&language=fr", "", {"site": ["alpha"], "language": ["en", "fr"]}),
    ("q=steel&since=2016&until=2018", "steel", {"since": "2016", "until": "2018"}),
    ("undated=1&dated=not_in_form", "", {"undated": True, "dated": ["not_in_form"]}),
    ("author=%22Ana+Horvat%22", "", {"author": ['"Ana Horvat"']}),
    ("without=language&without=tag", "", {"without": ["language", "tag"]}),
    ("state=gone", "", {"state": "gone"}),
    ("label=open+call&q=text", "text", {"label": ["open call"]}),
]


@pytest.mark.parametrize(("query", "words", "filters"), QUERIES, ids=lambda one: str(one)[:40])
def test_what_is_shown_is_what_the_archive_answers(
    asked: Asking, path: Path, query: str, words: str, filters: Filters
) -> None:
    shown = page(asked, query)
    with closing(open_reading(path)) as connection:
        order: Any = "newest" if "newest" in query else "best"
        due = search(connection, words, order=order, limit=SIZE, **filters)
        shares = facets(connection, words, by=(*DIMENSIONS, "month"), **filters)
    assert texts(shown, ".count strong") == [str(due.total)]
    links = [one.get("href") for one in shown.cssselect(".hits h2 a")]
    assert links == [f"/articles/{hit.id}" for hit in due.hits]
    for name in DIMENSIONS:
        numbers = texts(shown, f"[aria-labelledby=by-{name}] .number")
        values = [share.articles for share in shares[name]]
        if name == "year":
            undated = [share.articles for share in shares[name] if share.value is None]
            values = [*undated, *values[::-1]]
        assert numbers == [str(number) for number in values[: len(numbers)]], name
    periods = {row.value: row.articles for row in shares["month"] if row.value}
    drawn = [int(text) for text in texts(shown, "figure tr td:last-child")]
    assert sum(drawn) == due.total or not periods


def test_each_facet_value_leads_to_as_many_articles_as_it_says(asked: Asking) -> None:
    shown = page(asked, "q=text&since=2014")
    links = shown.cssselect(".values li")
    assert len(links) > 20
    for item in links:
        for link in item.cssselect("a"):
            number = item.cssselect(".number")[0].text_content()
            narrowed = page(asked, link.get("href").partition("?")[2])
            assert texts(narrowed, ".count strong") == [number], link.get("href")
            assert texts(narrowed, ".in-force a")


def test_an_absence_can_be_asked_for(asked: Asking) -> None:
    shown = page(asked)
    absences = {one.text_content(): one.get("href") for one in shown.cssselect(".values .absent")}
    assert absences["no date"] == "/search?undated=1"
    assert absences["not known"] == "/search?without=language"
    assert absences["nothing noted"] == "/search?without=dated"
    assert absences["none: not on the page"] == "/search?dated=absent"
    assert absences["none: not visible in this form"] == "/search?dated=not_in_form"
    undated = page(asked, "dated=not_in_form")
    assert set(texts(undated, ".hits .facts > .absent:first-child")) == {
        "date not visible in this form"
    }
    assert "no date on the page" in texts(page(asked, "dated=absent"), ".hits .facts .absent")


def test_a_chip_takes_its_filter_back(asked: Asking) -> None:
    shown = page(asked, "q=text&tag=Hydrogen&tag=energie&since=2016&until=2016&state=live")
    chips = {
        one.text_content().partition(":")[0].rstrip(" ×"): one.get("href")
        for one in shown.cssselect(".in-force .chip")
    }
    assert chips == {
        "Tag Hydrogen": "/search?q=text&since=2016&until=2016&state=live&tag=energie",
        "Tag energie": "/search?q=text&since=2016&until=2016&state=live&tag=Hydrogen",
        "Date 2016": "/search?q=text&tag=Hydrogen&tag=energie&state=live",
        "State live": "/search?q=text&tag=Hydrogen&tag=energie&since=2016&until=2016",
    }


def test_searching_again_keeps_the_filters(asked: Asking) -> None:
    form = page(asked, "q=text&tag=Hydrogen&site=alpha&page=1&since=2015").cssselect("form")[0]
    kept = dict(form.form_values())
    assert kept == {
        "q": "text",
        "tag": "Hydrogen",
        "site": "alpha",
        "since": "2015",
        "until": "",
        "order": "best",
    }
    # A form sends blank fields too: they ask nothing.
    blank = page(asked, "q=&since=&until=&order=newest")
    assert texts(blank, ".count strong") == ["70"]


def test_pages_hold_every_article_once(asked: Asking) -> None:
    seen: list[str] = []
    for number in range(1, 5):
        shown = page(asked, f"order=newest&page={number}")
        seen += [one.get("href") for one in shown.cssselect(".hits h2 a")]
    assert len(seen) == len(set(seen)) == 70
    assert "there is no page 5" in " ".join(texts(page(asked, "page=5", 404), ".trouble"))


def test_passages_are_marked_and_everything_else_is_text(asked: Asking) -> None:
    shown = page(asked, "q=hydrogen")
    passages = shown.cssselect(".passage")
    assert len(shown.cssselect(".passage mark")) > len(passages) // 2
    assert {one.text.lower() for one in shown.cssselect(".passage mark")} == {"hydrogen"}
    assert "<b>& more</b>" in passages[0].text_content()
    whole = page(asked, "q=%22text+4%22&more=tag")
    assert not whole.cssselect("script, b, main [style]")
    titles = texts(whole, ".hits h2")
    assert any("<script>alert(1)</script>" in title and "{{ 7*7 }}" in title for title in titles)
    assert any("\\x1b[31m" in title for title in titles)


def test_words_that_attack_are_words(asked: Asking) -> None:
    shown = page(asked, urlencode({"q": ATTACK + ' NEAR( "'}))
    assert not shown.cssselect("script")
    assert texts(shown, ".count strong") == ["0"]
    narrowed = page(asked, urlencode({"tag": ATTACK}))
    assert texts(narrowed, ".count strong") == ["14"]


def test_many_words_are_searched_for(asked: Asking) -> None:
    words = "+".join(f"w{number}" for number in range(180))
    assert texts(page(asked, f"q={words}"), ".count strong") == ["0"]


def test_nothing_found_says_what_there_is(asked: Asking) -> None:
    shown = page(asked, "q=hydrgen&site=alpha")
    assert texts(shown, ".nothing li") == [
        "these filters without the words: 46 articles",
        "the tag Hydrogen: 56 articles",
    ]
    for link in shown.cssselect(".nothing li a"):
        found = page(asked, link.get("href").partition("?")[2])
        assert texts(found, ".count strong")[0] in link.getparent().text_content()
    assert not shown.cssselect("figure")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("tag=hydrogn", 404, "no tag 'hydrogn'"),
        ("site=alpa", 404, "no platform 'alpa'"),
        ("author=horvath", 404, "no author"),
        ("since=yesterday", 400, "is no date"),
        ("state=lost", 400, "is no state"),
        ("dated=guessed", 400, "no way to know a date"),
        ("without=title", 400, "without"),
        ("order=oldest", 400, "best and newest"),
        ("page=0", 400, "whole number"),
        ("page=-1", 400, "whole number"),
        ("as_of=2016", 400, "--as-of"),
        ("tga=hydrogen", 400, "is no filter"),
        ("q=" + "x" * 1001, 400, "longer than"),
        ("&".join(f"tag=t{number}" for number in range(31)), 400, "at most 30"),
    ],
    ids=lambda one: str(one)[:20],
)
def test_what_cannot_be_asked_is_said_in_the_page(
    asked: Asking, query: str, status: int, said: str
) -> None:
    shown = page(asked, query, status)
    assert said in " ".join(texts(shown, ".trouble"))
    assert shown.cssselect("form input[name=q]")
    for path in (f"/search?format=json&{query}", f"/search.csv?{query}", f"/search.svg?{query}"):
        if "page=" in query and "?format" not in path:
            continue  # a file has no pages
        if path.startswith("/search.svg") and "order" in query:
            continue
        assert asked.get(path).status_code == status, path


def test_near_names_are_links(asked: Asking) -> None:
    links = page(asked, "tag=hydrogn&q=text&site=alpha", 404).cssselect(".trouble a")
    assert links[0].text_content() == "Hydrogen"
    assert links[0].get("href") == "/search?q=text&site=alpha&tag=Hydrogen"
    authors = page(asked, "author=Anna+Horvat", 404).cssselect(".trouble a")
    assert parse_qs(urlsplit(authors[0].get("href")).query) == {"author": ['"Ana Horvat"']}


@pytest.mark.parametrize("query", [one[0] for one in QUERIES[1::4]])
def test_files_are_what_export_writes(asked: Asking, path: Path, query: str) -> None:
    words, filters = next((words, filters) for name, words, filters in QUERIES if name == query)
    with closing(open_reading(path)) as connection:
        export = Export(connection, words, filters=filters)
        table, lines = io.StringIO(newline=""), io.StringIO(newline="")
        write_csv(export, table)
        write_jsonl(export, lines)
    for form, due in (("csv", table), ("jsonl", lines)):
        answer = asked.get(f"/search.{form}?{query}")
        assert answer.status_code == 200
        assert answer.content.decode() == due.getvalue()
        assert answer.headers["content-disposition"] == f'attachment; filename="articles.{form}"'


def test_the_page_itself_as_json_and_csv(asked: Asking, path: Path) -> None:
    data = asked.get("/search?q=hydrogen&format=json").json()
    with closing(open_reading(path)) as connection:
        due = search(connection, "hydrogen", limit=SIZE)
    assert data["total"] == due.total
    assert [one["id"] for one in data["hits"]] == [hit.id for hit in due.hits]
    assert "*Hydrogen*" in data["hits"][0]["snippet"]
    assert set(data["facets"]) == {*DIMENSIONS, "month"}
    table = asked.get("/search?q=hydrogen&format=csv").text
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [int(row["id"]) for row in rows] == [hit.id for hit in due.hits]
    assert json.loads(rows[0]["tags"]) == list(due.hits[0].tags)


@pytest.mark.parametrize(
    "query", [*(one[0] for one in QUERIES[::3]), "q=-x+%22a+b%22&label=open+call"]
)
def test_the_command_line_asks_the_same(
    asked: Asking, path: Path, capsys: pytest.CaptureFixture[str], query: str
) -> None:
    shown = page(asked, query)
    if not shown.cssselect(".take pre"):
        return
    line = shown.cssselect(".take pre")[0].text_content().splitlines()[0]
    parts = shlex.split(line)
    assert parts[:2] == ["clusternews", "search"]
    known = {flag for one in search_command.params for flag in one.opts}
    assert {part.partition("=")[0] for part in parts if part.startswith("--")} <= known | {"--"}
    told = Command(path, capsys)(
        "--archive", path, "search", "--json", *parts[2:], archive=False
    ).json()
    assert [str(told["total"])] == texts(shown, ".count strong")


def test_the_sql_gives_the_same(asked: Asking, path: Path) -> None:
    shown = page(asked, "q=text&tag=hydrogen&since=2016&order=newest")
    sql = shown.cssselect(".take pre")[1].text_content()
    with closing(open_reading(path)) as connection:
        rows = connection.execute(sql).fetchall()
    assert [str(len(rows))] == texts(shown, ".count strong")
    link = next(a.get("href") for a in shown.cssselect(".take a") if "sql=" in a.get("href"))
    assert parse_qs(urlsplit(link).query)["sql"] == [sql]
    assert asked.get(link).status_code == 200


def test_the_picture_is_of_the_same_articles(asked: Asking) -> None:
    shown = page(asked, "q=text&tag=hydrogen&order=newest&page=2")
    source = shown.cssselect("figure img")[0].get("src")
    assert parse_qs(urlsplit(source).query) == {"q": ["text"], "tag": ["hydrogen"]}
    answer = asked.get(source)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "<script" not in answer.text
    every = shown.xpath("//figure//@src | //figure//@srcset")
    narrow = next(one for one in every if "narrow=1" in one)
    assert asked.get(narrow).text != answer.text


def test_more_values_on_demand(asked: Asking) -> None:
    assert len(texts(page(asked), "[aria-labelledby=by-year] li")) == 8
    shown = page(asked, "more=year")
    assert len(texts(shown, "[aria-labelledby=by-year] li")) == 14
    fewer = next(one.get("href") for one in shown.cssselect(".more a") if "Fewer" in one.text)
    assert fewer == "/search#by-year"
