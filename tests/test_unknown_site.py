"""A platform of which nothing is known, crawled from one address, end to end.

Counted from the server's own log, and compared with what the platform's maker knows.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.opening import open_reading
from archive.queries import find_article
from tests.command import Ended
from tests.commanding import in_process_of_its_own
from tests.hostile import response
from tests.unknown_site.platform import ARTICLES, IN_FEED, LISTED, Unknown, unknown_platform
from tests.unknown_site.writing import Story

_TABLES = ("articles", "article_texts", "versions", "announcements")
_LISTS = {
    "/robots.txt",
    "/wp-sitemap.xml",
    "/wp-sitemap-posts-post-1.xml",
    "/news/",
    "/news/page/2/",
    "/news/page/3/",
    "/feed/",
}


@dataclass
class Crawled:
    """The platform, the archive, and what each crawl asked for."""

    platform: Unknown
    folder: Path
    runs: list[tuple[Ended, list[str], list[Any]]]

    @property
    def archive(self) -> Path:
        return self.folder / "t.db"

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.archive)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def crawl(self, *words: str) -> Ended:
        self.platform.server.log.clear()
        always = ("--allow-loopback", "--delay", "0", "--archive", "t.db")
        ended = in_process_of_its_own("crawl", *words, *always, cwd=self.folder)
        everything = [self.rows(f"select * from {table} order by 1, 2") for table in _TABLES]
        self.runs.append((ended, self.platform.server.paths, everything))
        return ended

    def evidence(self, story: Story) -> list[dict[str, Any]]:
        connection = open_reading(self.archive)
        try:
            shown = find_article(connection, self.platform.base + story.path.rstrip("/"))
        finally:
            connection.close()
        assert shown is not None
        evidence: list[dict[str, Any]] = shown["evidence"]
        return evidence


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """Crawled from its news, then from the name of its host."""
    with unknown_platform() as platform:
        crawled = Crawled(platform, tmp_path_factory.mktemp("unknown"), [])
        crawled.crawl(f"{platform.base}/news/")
        crawled.crawl(platform.base.partition("://")[2])
        yield crawled


def test_every_article_is_asked_for_once_and_no_trap_is_entered(crawled: Crawled) -> None:
    ended, paths, _ = crawled.runs[0]
    assert ended.code == 0, ended.err
    assert max(Counter(paths).values()) == 1
    missing = "/news/verschwundener-beitrag-ueber-pumpen/"
    assert set(paths) - _LISTS - {missing} == {story.path for story in crawled.platform.stories}
    assert set(paths) >= _LISTS


def test_nothing_else_becomes_an_article(crawled: Crawled) -> None:
    kept = {url for (url,) in crawled.rows("select url from articles")}
    base = crawled.platform.base
    assert kept == {base + story.path.rstrip("/") for story in crawled.platform.stories}
    states = dict(crawled.rows("select replace(url, ?, ''), state from pages", base))
    assert states["/news/verschwundener-beitrag-ueber-pumpen"] == "soft_404"
    assert states["/intern/protokoll-der-sitzung"] == "denied"


def test_every_field_is_that_of_the_platform(crawled: Crawled) -> None:
    sql = """
    select a.title, substr(a.published_at, 1, 10), t.body_text, a.language,
      (select group_concat(name, '|') from (select p.name from article_people x
        join people p on p.id = x.person_id where x.article_id = a.id order by x.position)),
      (select group_concat(label, '|') from (select g.label from article_tags x
        join tags g on g.id = x.tag_id where x.article_id = a.id order by x.position))
    from articles a join article_texts t on t.article_id = a.id where a.url = ?
    """
    for story in crawled.platform.stories:
        (row,) = crawled.rows(sql, crawled.platform.base + story.path.rstrip("/"))
        listed, in_feed = story.number < LISTED, story.number < IN_FEED
        day = str(story.day) if story.page_states_date or listed else None
        author = story.author if story.page_states_author or listed else None
        tags = "|".join(story.tags) if story.page_states_tags or in_feed else None
        body = "\n\n".join(story.paragraphs)
        assert row == (story.title, day, body, "de", author, tags), story.number


def test_what_the_page_leaves_open_names_the_feed_or_the_listing(crawled: Crawled) -> None:
    methods = {}
    for number in (2, 3, 4, 11, 15):
        for row in crawled.evidence(crawled.platform.stories[number]):
            if row["method"] in ("feed", "listing") and row["chosen"]:
                methods[number, row["field"]] = (row["method"], row["place"], row["confidence"])
    base = crawled.platform.base
    feed, page = f"{base}/feed", f"{base}/news/page/2"
    assert methods == {
        (2, "published_at"): ("feed", feed, 0.85),
        (3, "authors"): ("feed", feed, 0.85),
        (4, "tags"): ("feed", feed, 0.6),
        (11, "published_at"): ("listing", page, 0.75),
        (11, "authors"): ("listing", page, 0.75),
        (15, "authors"): ("listing", page, 0.75),
    }


def test_a_second_crawl_by_the_host_asks_for_lists_alone_and_changes_nothing(
    crawled: Crawled,
) -> None:
    (_, _, before), (ended, paths, after) = crawled.runs[:2]
    assert ended.code == 0, ended.err
    assert set(paths) == _LISTS
    assert before == after


@pytest.mark.parametrize("start", ["/", "/feed/", "/wp-sitemap.xml", "an article"])
def test_any_page_of_the_platform_leads_to_its_news(start: str, tmp_path: Path) -> None:
    with unknown_platform() as platform:
        path = platform.stories[5].path if start == "an article" else start
        crawled = Crawled(platform, tmp_path, [])
        ended = crawled.crawl(platform.base + path)
        assert ended.code == 0, ended.err
        expected = IN_FEED if start == "/feed/" else ARTICLES
        assert crawled.rows("select count(*) from articles") == [(expected,)]
        assert not any(
            re.match("/kalender|/mitglieder|/intern", one) for one in platform.server.paths
        )


def test_what_the_feed_said_outlives_a_crawl_that_was_stopped(tmp_path: Path) -> None:
    with unknown_platform() as platform:
        crawled = Crawled(platform, tmp_path, [])
        crawled.crawl(f"{platform.base}/news/", "--max-pages", "4")
        assert crawled.rows("select count(*) from articles") == [(0,)]
        for path in ("/feed/", "/news/"):
            platform.server.routes[path] = response("", status="404 Not Found")
        crawled.crawl(platform.base.partition("://")[2])
        story = platform.stories[2]
        sql = "select published_at from articles where url = ?"
        ((published,),) = crawled.rows(sql, platform.base + story.path.rstrip("/"))
        assert published == f"{story.day}T09:30:00+02:00"


class TestASiteFileThatComesLater:
    """The archive of a host gets the name of its site, and loses nothing."""

    def test_in_one_run(self, tmp_path: Path) -> None:
        with unknown_platform() as platform:
            crawled = Crawled(platform, tmp_path, [])
            crawled.crawl(f"{platform.base}/news/")
            (tmp_path / "clusternews.toml").write_text(
                f'[sites.nordhang]\ntitle = "Nordhang"\nbase_url = "{platform.base}"\n'
                'listings = ["/news/"]\narticle_paths = ["/news/[^/]+$"]\n'
            )
            ended = crawled.crawl("nordhang")
            assert ended.code == 0, ended.err
            (_, _, before), (_, paths, after) = crawled.runs
            assert before == after
            assert not {story.path for story in platform.stories} & set(paths)
            assert crawled.rows("select name, title from sites") == [("nordhang", "Nordhang")]
            listed = in_process_of_its_own("sites", "list", "--archive", "t.db", cwd=tmp_path)
            assert f"nordhang\tNordhang\t{platform.base}\tconfig file\t{ARTICLES}\n" in listed.out
            checked = in_process_of_its_own("check", "--archive", "t.db", cwd=tmp_path)
            assert checked.code == 0, checked.out + checked.err
