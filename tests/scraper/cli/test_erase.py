"""``clusternews erase``: on pages that were ingested and crawled for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Command
from tests.crawling import crawl, rows, site_of, states
from tests.hostile import Hostile, article, listing, redirect, response

NAME = "Žofie Krähenbühl"
URL = "https://www.clusters.example/news/speech"


def page(title: str, by: str) -> str:
    text = f"{by} spoke to the members of the cluster for an hour. Nobody left the hall. " * 6
    return article(title, text).replace(
        "</head>", f'<meta name="author" content="{by}"><link rel="canonical" href="{URL}"></head>'
    )


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    file = tmp_path / "speech.html"
    file.write_text(page("The speech of the year", NAME), encoding="utf-8")
    return file


def files(archive: Path) -> bytes:
    return b"".join(file.read_bytes() for file in archive.parent.glob(f"{archive.name}*"))


def test_a_person_is_erased_and_a_page_ingested_again_does_not_bring_them_back(
    clusternews: Command, speech: Path
) -> None:
    assert clusternews("ingest", speech).code == 0
    assert "Krähenbühl" in clusternews("show", URL).out
    tried = clusternews("erase", "--person", "zofie krahenbuhl", "--dry-run", "--json")
    assert tried.json()["articles"] == {URL: "changed"}
    assert "Krähenbühl" in clusternews("show", URL).out
    done = clusternews("erase", "--person", "zofie krahenbuhl", "--why", "asked for", "--yes")
    assert done.code == 0
    assert "look for them yourself" in done.err
    again = clusternews("ingest", speech, "--captured-at", "2030-01-01")
    assert again.out.startswith("unchanged")
    assert "Krähenbühl" not in clusternews("show", URL).out
    assert clusternews("check").code == 0
    assert "Krähenbühl".encode() not in files(clusternews.archive)


def test_a_page_is_erased_and_does_not_come_back(clusternews: Command, speech: Path) -> None:
    clusternews("ingest", speech)
    assert clusternews("erase", "--page", URL, "--why", "asked for", "--yes").code == 0
    again = clusternews(
        "ingest", speech, "--url", "http://clusters.example/news/speech/?utm_source=x"
    )
    assert again.out.startswith("erased")
    assert b"speech" not in files(clusternews.archive)
    assert clusternews("show", URL).code == 1
    listed = clusternews("erase", "--list", "--json").json()
    assert [(one["id"], one["kind"], one["why"]) for one in listed] == [(1, "page", "asked for")]
    assert clusternews("erase", "--lift", "1").code == 0
    assert clusternews("ingest", speech).out.startswith("new")
    assert clusternews("erase", "--list").code == 1
    assert clusternews("erase", "--lift", "1").code == 1


def test_what_is_asked_wrongly_is_told(clusternews: Command, speech: Path) -> None:
    assert clusternews("erase", "--person", NAME, "--why", "x", "--yes").code == 2  # no archive
    assert not clusternews.archive.exists()
    clusternews("ingest", speech)
    for words in (
        ("--person", NAME),
        ("--person", NAME, "--page", URL, "--why", "x"),
        ("--page", URL, "--email", "a@b.example", "--why", "x"),
        ("--person", NAME, "--why", "x"),  # nobody to ask
        ("--person", "Krähenbühl", "--why", "x", "--yes"),
        ("--person", NAME, "--email", "nobody", "--why", "x", "--yes"),
    ):
        assert clusternews("erase", *words).code == 2, words
    assert clusternews("erase", "--page", f"{URL}x", "--why", "x", "--yes").code == 1
    assert "Krähenbühl" in clusternews("show", URL).out
    assert clusternews("erase").code == 0


def test_a_crawl_does_not_ask_for_an_erased_page(clusternews: Command) -> None:
    archive = clusternews.archive
    with Hostile() as server:
        server.fallback = lambda path: response(
            article(f"Story of {path[6:]}", f"Told by {NAME} herself. " * 30)
        )
        server.routes["/news"] = response(listing("/news/keep", "/news/zap?utm_source=l", "/old"))
        server.routes["/old"] = redirect("/news/zap")
        site = site_of(server.base_url)
        assert crawl(site, archive).code == 0
        zap = f"{server.base_url}/news/zap"
        assert clusternews("erase", "--page", zap, "--why", "x", "--yes").code == 0
        assert clusternews("erase", "--person", NAME, "--why", "x", "--yes").code == 0
        asked = len(server.paths)
        server.routes["/news"] = response(listing("/news/keep", "/news/zap/", "/old", "/news/new"))
        assert crawl(site, archive, full=True).code == 0
        paths = server.paths[asked:]
        known = states(archive, server.base_url)
    assert not [path for path in paths if "zap" in path or "old" in path]
    assert "/news/new" in paths
    assert not [path for path in known if "zap" in path]
    assert rows(archive, "select count(*) from articles") == [(2,)]
    assert b"zap" not in files(archive)
    assert "Krähenbühl".encode() not in files(archive)
    assert clusternews("check").code == 0
