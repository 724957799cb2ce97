"""The main job on a whole platform: crawl over HTTP, strip, extract, archive, query.

Counted from the server's own log, and compared with what the platform says of itself.
"""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from archive.opening import open_reading
from archive.queries import find_article
from archive.questions import ask, find_question
from scraper.example.platform import ExamplePlatform
from scraper.example.server import LoggedRequest
from scraper.example.truth import ExpectedArticle
from tests.command import Ended
from tests.commanding import in_process_of_its_own

ARTICLES = 60
CRAWL_DELAY = 0.02


@dataclass
class Crawled:
    """A platform, an archive, and what each of the two crawls asked for."""

    platform: ExamplePlatform
    folder: Path
    runs: list[tuple[Ended, list[LoggedRequest], str]]

    @property
    def archive(self) -> Path:
        return self.folder / "t.db"


def crawl(platform: ExamplePlatform, folder: Path, *words: str) -> Ended:
    (folder / "clusternews.toml").write_text(
        f'[sites.example]\nlike = "eccp"\nbase_url = "{platform.base_url}"\n'
        f"crawl_delay = {CRAWL_DELAY}\n",
        encoding="utf-8",
    )
    words = ("crawl", "example", "--allow-loopback", "--archive", "t.db", "--json", *words)
    return in_process_of_its_own(*words, cwd=folder)


def dump(path: Path, *tables: str) -> str:
    connection = sqlite3.connect(path)
    rows = {
        table: sorted(map(repr, connection.execute(f"select * from {table}"))) for table in tables
    }
    connection.close()
    return json.dumps(rows)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("crawl")
    with ExamplePlatform(articles=ARTICLES, crawl_delay=CRAWL_DELAY) as platform:
        runs = []
        for _ in range(2):
            seen = len(platform.log)
            ended = crawl(platform, folder)
            log = list(platform.log[seen:])
            runs.append(
                (ended, log, dump(folder / "t.db", "articles", "article_texts", "versions"))
            )
        yield Crawled(platform, folder, runs)


def test_every_article_is_archived_once(crawled: Crawled) -> None:
    connection = sqlite3.connect(crawled.archive)
    urls = [row[0] for row in connection.execute("select url from articles order by url")]
    assert urls == sorted(article.url for article in crawled.platform.articles)


def test_no_address_is_asked_for_twice(crawled: Crawled) -> None:
    asked = Counter(request.path for request in crawled.runs[0][1])
    assert [path for path, count in asked.items() if count > 1] == []


def test_no_disallowed_path_is_asked_for(crawled: Crawled) -> None:
    for _, log, _ in crawled.runs:
        assert not [item.path for item in log if item.path.startswith("/admin")]
    connection = sqlite3.connect(crawled.archive)
    states = dict(connection.execute("select url, state from pages"))
    for page in crawled.platform.other_pages:
        state = states.get(crawled.platform.base_url + page.path)
        assert state in page.states, (page.path, page.why)


def test_the_crawl_delay_is_kept(crawled: Crawled) -> None:
    for _, log, _ in crawled.runs:
        times = [request.time for request in log]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert min(gaps) >= CRAWL_DELAY * 0.95


def test_a_second_crawl_asks_only_for_listings_and_changes_no_article(crawled: Crawled) -> None:
    (_, _, before), (ended, log, after) = crawled.runs
    articles = {article.path for article in crawled.platform.articles}
    assert not [request.path for request in log if request.path.split("?")[0] in articles]
    assert before == after
    assert ended.json()["new"] == ended.json()["changed"] == 0


@pytest.mark.parametrize("number", range(ARTICLES))
def test_every_field_of_every_article(crawled: Crawled, number: int) -> None:
    truth = crawled.platform.articles[number]
    found = find_article(open_reading(crawled.archive), truth.url)
    assert comparable(found) == expected(truth)


PLAIN_FIELDS = (
    *("url", "title", "subtitle", "summary", "language", "declared_language", "authors"),
    *("published_at", "event_dates", "labels", "source_id"),
)


def comparable(article: dict[str, Any]) -> dict[str, Any]:
    return {
        **{field: article[field] for field in PLAIN_FIELDS},
        "tags": [(tag["label"], tag["path"]) for tag in article["tags"]],
        "breadcrumbs": [(crumb["label"], crumb["path"]) for crumb in article["breadcrumbs"]],
        "blocks": article["body_text"].split("\n\n"),
        "contacts": sorted((item["email"], item["name"]) for item in article["contacts"]),
        "attachments": [(item["label"], item["size"]) for item in article["attachments"]],
        "images": [(item["alt"], item["caption"]) for item in article["images"]],
        "related": [(item["title"], item["path"]) for item in article["related"]],
    }


def expected(truth: ExpectedArticle) -> dict[str, Any]:
    return {
        "url": truth.url,
        "title": truth.title,
        "subtitle": truth.subtitle,
        "summary": truth.summary,
        "language": truth.language,
        "declared_language": truth.declared_language,
        "authors": list(truth.authors),
        "published_at": truth.published_at,
        "event_dates": list(truth.event_dates),
        "labels": [label for label, _ in truth.labels],
        "source_id": truth.source_id,
        "tags": list(truth.tags),
        "breadcrumbs": list(truth.breadcrumbs),
        "blocks": list(truth.body_blocks),
        "contacts": sorted((item.email, item.name) for item in truth.contacts),
        "attachments": [(item.label, item.size) for item in truth.attachments],
        "images": [(item.alt or None, item.caption) for item in truth.images],
        "related": list(truth.related),
    }


def test_no_consent_wording_is_left(crawled: Crawled) -> None:
    connection = open_reading(crawled.archive)
    for truth in crawled.platform.articles:
        if not truth.quotes_banner:
            text = find_article(connection, truth.url)["body_text"]
            assert "cookies on this site" not in text


def answered(crawled: Crawled, name: str, *given: str) -> list[dict[str, Any]]:
    answer = ask(open_reading(crawled.archive), find_question(name), given)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def words_of(article: ExpectedArticle) -> set[str]:
    """What a reader of the page can find it by."""
    parts = (article.title, article.subtitle, article.summary, *article.body_blocks)
    named = (*article.authors, *(label for label, _ in (*article.tags, *article.labels)))
    return set(re.findall(r"\w+", " ".join(filter(None, (*parts, *named))).lower()))


def test_named_questions_are_answered_as_the_platform_would(crawled: Crawled) -> None:
    told = crawled.platform.articles
    undated = {article.url for article in told if article.published_at is None}
    assert {row["url"] for row in answered(crawled, "undated-articles")} == undated != set()
    calls = {one.url for one in told if "Open call" in dict(one.labels)}
    assert {r["url"] for r in answered(crawled, "labelled-articles", "open call")} == calls != set()
    found = [one for one in told if "hydrogen" in words_of(one)]
    by_language = answered(crawled, "term-by-site-and-language", "hydrogen")
    counted = {row["language"]: row["articles"] for row in by_language}
    assert counted == Counter(one.language for one in found) != {}
    first = min((one for one in found if one.published_at), key=lambda one: one.published_at or "")
    assert answered(crawled, "first-mention", "hydrogen", "top=1")[0]["url"] == first.url
    beside = Counter(
        tag
        for one in told
        if "Skills" in dict(one.tags)
        for tag in dict(one.tags)
        if tag != "Skills"
    )
    neighbours = answered(crawled, "tags-beside", "Skills", "top=1000")
    assert {row["tag"]: row["articles"] for row in neighbours} == beside != {}


def test_the_archive_is_whole(crawled: Crawled) -> None:
    assert in_process_of_its_own("check", "--archive", "t.db", cwd=crawled.folder).code == 0


def test_edits_become_versions_and_nothing_is_lost(tmp_path: Path) -> None:
    with ExamplePlatform(articles=30, crawl_delay=0.0) as platform:
        assert crawl(platform, tmp_path).code in {0, 1}
        count = len(platform.articles)
        edit = platform.edit()
        verdict = crawl(platform, tmp_path, "--full").json()
        assert verdict["changed"] == len(edit.changed)
        # One of the pages that are not found held an article: only the next run makes sure.
        assert verdict["missing"] == 1
        assert crawl(platform, tmp_path).json()["gone"] == 1
        connection = open_reading(tmp_path / "t.db")
        versions = dict(
            connection.execute("select a.url, count(*) from versions v join articles a "
                               "on a.id = v.article_id group by 1")
        )  # fmt: skip
        assert len(versions) == count
        changed = {url for url, number in versions.items() if number == 2}
        assert changed == {platform.base_url + path for path in edit.changed}
        assert find_article(connection, platform.base_url + edit.gone)["state"] == "gone"


def test_the_demo_and_each_thing_it_says_to_try(tmp_path: Path) -> None:
    ended = in_process_of_its_own("demo", "--articles", "20", cwd=tmp_path)
    assert ended.code in {0, 1}, ended.err
    tried = [line.strip() for line in ended.out.splitlines() if "--archive demo.db" in line]
    assert len(tried) == 3
    for command in tried:
        done = subprocess.run(
            shlex.split(command), cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, command
        assert done.stdout.strip(), command
