"""The pages of tables, rows and SQL: readable, whole, and unmoved by what they are given."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from archive.opening import open_reading
from archive.records import Tag
from scraper.web.tables import REST, VIEWS, by_subject
from tests.archive.making import BASE, visit
from tests.fresh import fresh
from tests.scraper.web.asking import Asking, asking

#: Datasette leaves some of its questions unasked when an earlier one fails.
pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"{{ 7*7 }}\x1b[31m"
FORMULA = '=HYPERLINK("http://evil.example")'
LONG = "word " * 5000


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    path = tmp_path_factory.mktemp("tables") / "news.db"
    with fresh(path) as archive:
        archive.save(
            [
                visit(),
                visit(f"{BASE}/news/bad", title=ATTACK, tags=(Tag(ATTACK, "attack", "/t"),)),
                visit(f"{BASE}/news/formula", title=FORMULA, body_text=LONG, published_at=None),
                *(visit(f"{BASE}/news/{n}", title=f"Article {n}") for n in range(120)),
            ]
        )
    with asking(path) as opened:
        yield opened


class Live(HTMLParser):
    """What of a page would run, or go elsewhere by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "embed"):
            self.found.append(tag)
        for name, value in attrs:
            target = (value or "").strip().lower()
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action") and not target.startswith(
                ("/", "#", "http:", "https:")
            ):
                self.found.append(f"{tag} {name}={value}")


def live(response: httpx.Response) -> list[str]:
    parser = Live()
    parser.feed(response.text)
    return parser.found


def rows_of(response: httpx.Response) -> list[list[str]]:
    assert response.status_code == 200, response.text
    return list(csv.reader(io.StringIO(response.text)))


def test_all_tables_by_what_they_are_about(asked: Asking) -> None:
    response = asked.get("/archive")
    assert response.status_code == 200
    page = unescape(response.text)
    assert page.index(VIEWS) < page.index("<h2>Articles</h2>") < page.index(REST)
    assert 'href="/archive/articles_full"' in page
    assert "One narrow row for each article; its text is in <code>article_texts</code>" in page
    assert "123 rows" in page
    assert "article_search_data" not in page
    assert 'href="/archive/secrets"' not in page and "not shown here" in page


def test_every_table_of_the_schema_is_listed_once(asked: Asking) -> None:
    connection = open_reading(asked.datasette.reader.path)
    names = [table.name for group in by_subject(connection).values() for table in group]
    assert len(names) == len(set(names))
    sql = "SELECT DISTINCT table_name FROM schema_comments"
    assert set(names) >= {str(row[0]) for row in connection.execute(sql)}
    connection.close()


def test_counts_are_estimates_where_counting_takes_too_long(
    asked: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scraper.web.tables._SECONDS", 0.0)
    connection = open_reading(asked.datasette.reader.path)
    counted = [t for group in by_subject(connection).values() for t in group if not t.is_view]
    assert all(table.is_estimate or table.is_closed for table in counted)
    connection.close()


def test_a_table_shows_its_rows_columns_and_what_they_hold(asked: Asking) -> None:
    page = asked.get("/archive/articles?_size=5").text
    assert "123 rows" in page and "What the columns hold" in page
    assert page.count("<tr>") == 6
    assert '<a href="/archive/sites/1">example</a>' in page, "rows of other tables by name"
    assert 'href="/archive/articles/1"' in page
    assert "CREATE TABLE articles" in page


def test_pages_follow_one_another(asked: Asking) -> None:
    seen: list[str] = []
    url: str | None = "/archive/articles.json?_shape=objects&_size=50&_sort_desc=title"
    while url:
        answer = asked.get(url).json()
        seen += [row["url"] for row in answer["rows"]]
        url = answer["next_url"]
    assert len(seen) == len(set(seen)) == 123


def test_filters_are_a_plain_form(asked: Asking) -> None:
    form = "_filter_column=title&_filter_op=contains&_filter_value=Article"
    moved = asked.get(f"/archive/articles?{form}")
    assert moved.status_code == 302
    page = asked.get(moved.headers["location"]).text
    assert "120 rows" in page
    assert 'value="Article"' in page


def test_rows_are_counted_by_a_column(asked: Asking) -> None:
    page = asked.get("/archive/articles?_facet=language&_facet=published_month").text
    assert "2016-08" in page and "122" in page
    assert "_facet_size" not in page


def test_words_are_searched(asked: Asking) -> None:
    page = asked.get("/archive/article_texts?_search=hydrogen").text
    assert 'name="_search"' in page and "122 rows" in page
    assert asked.get("/archive/article_texts?_search=%22%2A%28NEAR").status_code == 200


def test_long_texts_are_folded_and_bytes_counted(asked: Asking) -> None:
    page = asked.get("/archive/article_texts?_size=5").text
    assert '<details class="long">' in page
    row = asked.get("/archive/article_texts/3").text
    assert "characters more" in row and len(row) < 2 * len(LONG)
    bodies = asked.get("/archive/bodies?_size=2").text
    assert " bytes</span>" in bodies and "blob" not in bodies


def test_nothing_is_told_from_blank(asked: Asking) -> None:
    page = asked.get("/archive?sql=select+null+as+a,+''+as+b,+x'00ff'+as+c").text
    assert ">none<" in page and ">empty<" in page and ">2 bytes<" in page


@pytest.mark.parametrize(
    "url",
    [
        "/archive",
        "/archive/articles",
        "/archive/articles/2",
        "/archive/articles_full",
        "/archive/tags",
        "/archive/article_tags",
        "/archive/tag_labels?_facet=label",
        "/archive/articles?_facet=title",
        "/archive?sql=select+title+from+articles",
        "/archive?sql=%3Cscript%3Ealert(1)%3C/script%3E",
        "/archive?sql=select+:a&a=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/archive?sql=select+1+as+%22%3Cscript%3E%22",
        "/archive?sql=select+'javascript:alert(1)'+as+url",
        "/archive/articles?title=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/archive/articles?_search=%3Cscript%3E&_sort=%22%3E%3Cscript%3E",
        "/archive/%3Cscript%3Ealert(1)%3C~2Fscript%3E",
        "/archive/articles?%22%3E%3Cscript%3E=1",
        "/archive/articles?_where=1=1+or+%22%3Cscript%3E%22",
        "/%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_what_attacks_is_shown_as_text(asked: Asking, url: str) -> None:
    response = asked.get(url)
    assert response.status_code < 500
    assert live(response) == []
    assert "\x1b" not in response.text
    assert "49" not in response.text or "{{ 7*7 }}" in response.text or "/archive/" in url


@pytest.mark.parametrize(
    "url",
    [
        "/archive/articles.csv",
        "/archive/articles.csv?_stream=on",
        "/archive/articles.csv?_labels=on",
        "/archive/articles/3.csv",
        "/archive/articles_full.csv",
        "/archive.csv?sql=select+title,+title+as+%22%3Dcmd%22+from+articles",
        "/archive.csv?sql=select+'%0A%3D1',+'%2B1',+'@x',+'-1',+'%EF%BC%9D1'",
    ],
)
def test_no_cell_of_a_csv_is_a_formula(asked: Asking, url: str) -> None:
    cells = [cell for row in rows_of(asked.get(url)) for cell in row]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\n", "＝"))]


def test_a_csv_of_all_rows_is_whole(asked: Asking) -> None:
    response = asked.get("/archive/articles.csv?_stream=on&_labels=on&_size=7")
    rows = rows_of(response)
    assert len(rows) == 124
    assert rows[0][:4] == ["id", "site_id", "site_id_label", "page_id"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert response.headers["content-disposition"] == 'attachment; filename="articles.csv"'
    assert len(rows_of(asked.get("/archive/latest.csv?_stream=on"))) == 124
    assert len(rows_of(asked.get("/archive/articles.csv?_size=7"))) == 8


def test_a_csv_of_large_rows_is_read_a_few_at_a_time(asked: Asking, tmp_path: Path) -> None:
    """Three rows of 2.5 MB are more than one answer may be."""
    path = tmp_path / "news.db"
    texts = [f"{number} " + "word " * 500_000 for number in range(3)]
    with fresh(path) as archive:
        archive.save([visit(f"{BASE}/{n}", body_text=text) for n, text in enumerate(texts)])
    with asking(path) as large:
        refused = large.get("/archive/article_texts.csv")
        assert refused.status_code == 400 and "fewer rows" in refused.text
        csv.field_size_limit(10_000_000)
        rows = rows_of(large.get("/archive/article_texts.csv?_stream=on"))
    column = rows[0].index("body_text")
    assert [row[column].strip() for row in rows[1:]] == [text.strip() for text in texts]


def test_bytes_in_a_csv_are_counted(asked: Asking) -> None:
    assert rows_of(asked.get("/archive.csv?sql=select+x'00ff'+as+a")) == [["a"], ["2 bytes"]]


def test_the_json_that_programs_ask_for(asked: Asking) -> None:
    rows = asked.get("/archive/articles.json?_shape=array&_labels=on&_size=2").json()
    assert [row["id"] for row in rows] == [1, 2]
    assert rows[0]["site_id"] == {"value": 1, "label": "example"}
    lines = asked.get("/archive/articles.json?_shape=array&_nl=on&_size=2").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [1, 2]
    answer = asked.get("/archive.json?sql=select+1+as+a&_shape=array").json()
    assert answer == [{"a": 1}]


def test_a_mistake_in_sql_is_told_beside_the_sql(asked: Asking) -> None:
    response = asked.get("/archive?sql=select+none_such+from+articles")
    assert response.status_code == 400
    assert "no such column: none_such" in response.text
    assert "schema_comments" in response.text, "what to do about it"
    assert "select none_such from articles</textarea>" in response.text


def test_values_of_parameters_are_asked_for(asked: Asking) -> None:
    page = asked.get("/archive?sql=select+:word+as+a&word=x%22y").text
    assert 'name="word" value="x&#34;y"' in page
    assert "<bdi>x&#34;y</bdi>" in page


def test_describing_statements_are_answered(asked: Asking) -> None:
    for sql in (
        "PRAGMA+table_info(articles)",
        "explain+select+1",
        "with+a+as+(select+1)+select+*+from+a",
    ):
        assert asked.get(f"/archive?sql={sql}").status_code == 200


def test_what_writes_is_refused(asked: Asking) -> None:
    before = asked.datasette.reader.path.read_bytes()
    for sql in ("delete from articles", "attach 'x' as y", "pragma journal_mode=off"):
        for ending in ("", ".json", ".csv"):
            response = asked.ask("GET", str(httpx.URL(f"/archive{ending}", params={"sql": sql})))
            assert response.status_code == 400, (sql, ending)
    for where in ("1); delete from articles; --", "id in (select value from secrets)"):
        response = asked.ask("GET", str(httpx.URL("/archive/articles", params={"_where": where})))
        assert response.status_code == 400
    assert asked.datasette.reader.path.read_bytes() == before


@pytest.mark.parametrize("name", ["secrets", "SECRETS", "~73ecrets"])
@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".csv?_stream=on"])
def test_the_keys_are_not_shown(asked: Asking, name: str, ending: str) -> None:
    response = asked.get(f"/archive/{name}{ending}")
    assert response.status_code in (403, 404)
    row = asked.get(f"/archive/{name}/contacts{ending}")
    assert row.status_code in (403, 404)


HOSTILE = (
    "_facet=none_such",
    "_facet=",
    "_facet=title&_facet_size=abc",
    "_facet_array=title",
    "_facet_array=nothing",
    "_facet_date=id",
    "_facet=title&_facet_size=-1",
    "_facet=title&_facet_size=max",
    "_sort=nothing",
    "_sort=title&_sort_desc=title",
    "_sort_by_desc=on",
    "_sort=id;drop",
    "_col=nothing",
    "_nocol=nothing",
    "_col=id&_col=id",
    "_next=abc",
    "_next=,,,",
    "_next=$null",
    "_sort=title&_next=a",
    "_sort_desc=published_at&_next=$null,1,2,3",
    "_size=0",
    "_size=-1",
    "_size=abc",
    "_size=max",
    "_size=1001",
    "_size=99999999999999999999999",
    "_size=%C2%B2",
    "_timelimit=abc",
    "_timelimit=-1",
    "_timelimit=0",
    "_trace=1",
    "_shape=nothing",
    "_shape=object",
    "_shape=arrayfirst",
    "_json=title",
    "_json=nothing",
    "_label=nothing",
    "_labels=nothing",
    "_where=",
    "_where=(",
    "_where=nothing",
    "_search=%00",
    "_search_title=x",
    "_search_nothing=x",
    "_searchmode=raw&_search=NEAR(",
    "_through={",
    '_through={"table":"nothing","column":"x","value":"y"}',
    "_ttl=abc",
    "_ttl=%C2%B2",
    "_ttl=99999999",
    "_nl=on",
    "_stream=on&_next=1",
    "_header=off",
    "_blob_column=x",
    "_extras=nothing,foreign_key_tables",
    "_nofacet=1&_nocount=1",
    "title__nothing=1",
    "title__in=[",
    "title__arraycontains=x",
    "title__date=x",
    "none_such=1",
    "nothing__exact=1",
    "id__gt=abc",
    "title__like=%25%25%25",
    "title__glob=[",
    "__=1",
    "_filter_column=nothing&_filter_op=exact&_filter_value=1",
    "_filter_column=title&_filter_op=nothing&_filter_value=1",
    "_sort_desc=published_at&_col=title&_labels=on&_size=5",
    "%00=%00",
    "%ff=%ff",
    "_col=%ff",
    "a" * 5000,
    "&" * 500,
)


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_parameters_are_no_fault(
    asked: Asking, query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in ("articles", "articles_full", "articles/1", ""):
        for ending in ("", ".json", ".csv"):
            url = f"/archive/{place}{ending}?{query}" if place else f"/archive{ending}?{query}"
            response = asked.get(url)
            assert response.status_code < 500, (url, response.text)
            if ending == ".json" and response.status_code >= 400:
                assert response.json()["ok"] is False
    assert capsys.readouterr() == ("", ""), "nothing is printed beside the log"


@pytest.mark.parametrize("query", ["_trace=1", "_trace=1&_stream=on"])
def test_a_csv_is_never_a_page(asked: Asking, query: str) -> None:
    response = asked.get(f"/archive/articles.csv?{query}")
    assert response.status_code == 400


def test_a_statement_that_runs_long_says_so_in_every_form(
    asked: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked.datasette, "sql_time_limit_ms", 50)
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"
    for ending in ("", ".json", ".csv"):
        response = asked.ask("GET", str(httpx.URL(f"/archive{ending}", params={"sql": endless})))
        assert response.status_code == 400
        assert "longer than" in response.text
        assert live(response) == [], "Datasette's own words bring a script along"


def test_a_folder_is_no_part_of_an_error(tmp_path: Path) -> None:
    with asking(tmp_path / "none.db") as asked:
        for url in (
            "/",
            "/archive",
            "/archive/articles",
            "/archive.json",
            "/archive.json?sql=select+1",
        ):
            response = asked.get(url)
            assert response.status_code == 503, url
            assert str(tmp_path) not in response.text
            assert "none.db" in response.text


def test_an_opened_view_may_take_longer_than_sql_of_ones_own(
    asked: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some views count all articles; a condition in SQL is SQL of one's own again."""
    asked.get("/archive/articles")
    slow = "with recursive n(x) as (select 1 union all select x + 1 from n limit 2000000) "
    where = str(httpx.URL("/archive/latest", params={"_where": f"({slow} select max(x) from n)"}))
    monkeypatch.setattr(asked.datasette, "sql_time_limit_ms", 20)
    assert asked.get("/archive/tag_pairs").status_code == 200
    assert asked.get(where).status_code == 400
