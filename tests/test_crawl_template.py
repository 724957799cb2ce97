"""A crawl learns what the pages of its site repeat while it runs, and loses none of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import crawl, rows, site_of, start
from tests.hostile import Hostile, listing, response

PAGES = 60
NOTE = "The network of the harbour towns joins 80 members on both shores since 1998."


def page(name: str) -> str:
    """An article with a note below it, in a box whose name says nothing."""
    sentence = f"What {name} means was shown to the members of the cluster in spring. "
    text = "".join(f"<p>{number}. {sentence * 4}</p>" for number in range(3))
    return (
        f"<html lang='en'><head><title>Story {name}</title><meta property='og:type' "
        f"content='article'></head><body><div class='wide'><h1>Story {name}</h1>{text}"
        f"<div class='xq'><p>{NOTE}</p></div></div></body></html>"
    )


@pytest.fixture
def server() -> Iterator[Hostile]:
    with Hostile() as running:
        running.fallback = lambda path: response(page(path[6:]))
        running.routes["/robots.txt"] = response(b"", kind="text/plain")
        running.routes["/news"] = response(listing(*[f"/news/{n}" for n in range(PAGES)]))
        yield running


def taken_out(archive: Path) -> int:
    """Pages on which the note was left out because other pages have it."""
    sql = "select count(*) from removed_blocks_full where rule = 'template:learned' and text = ?"
    return int(rows(archive, sql, NOTE)[0][0])


def test_the_pages_of_one_crawl_teach_those_that_follow(server: Hostile, tmp_path: Path) -> None:
    archive = tmp_path / "t.db"
    ended = crawl(site_of(server.base_url), archive, settings={"DOWNLOAD_DELAY": 0})
    assert ended.code == 0, ended.log
    assert rows(archive, "select count(*) from template_pages") == [(PAGES,)]
    assert rows(archive, "select pages from template_blocks where example = ?", NOTE) == [(PAGES,)]
    # Fifty visits are saved at once; those after them know what these have taught.
    assert taken_out(archive) >= PAGES - 51


def test_what_was_learned_outlives_a_kill(server: Hostile, tmp_path: Path) -> None:
    archive = tmp_path / "t.db"
    site = site_of(server.base_url)
    running = start(site, archive)
    server.on_request = lambda path: (
        running.send(signal.SIGKILL) if len(server.log) == PAGES else None
    )
    assert running.finish().code == -signal.SIGKILL
    server.on_request = None
    saved = rows(archive, "select count(*) from articles")[0][0]
    assert rows(archive, "select count(*) from template_pages") == [(saved,)]
    before = taken_out(archive)
    assert crawl(site, archive).code == 0
    assert rows(archive, "select count(*) from template_pages") == [(PAGES,)]
    assert taken_out(archive) - before >= (PAGES - saved if saved >= 4 else PAGES - 51)
