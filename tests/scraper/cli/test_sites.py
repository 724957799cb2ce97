"""``sites``: the platforms known, and one page in one look."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Command
from tests.terminal import on_terminal
from tests.unknown_site import pages
from tests.unknown_site.writing import Story

URL = "https://www.nordhang.example"
STORIES = [Story(number) for number in range(9)]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    head = '<meta property="article:published_time" content="2019-02-03T10:00:00+01:00">'
    body = pages.article(STORIES[0], STORIES[2:6]).replace("</head>", f"{head}</head>")
    path.write_text(body, encoding="utf-8")
    return path


def test_list_names_the_hosts_that_the_archive_keeps(clusternews: Command, page: Path) -> None:
    assert clusternews("ingest", page, "--url", f"{URL}{STORIES[0].path}").code == 0
    listed = clusternews("sites", "list").out.splitlines()
    assert listed[0].split("\t") == ["name", "platform", "address", "rules", "articles"]
    assert f"nordhang.example\tnordhang.example\t{URL}\tgeneral\t1" in listed
    assert any(one.startswith("eccp\t") and one.endswith("\tsite file\t0") for one in listed)
    rows = {row["name"]: row for row in clusternews("sites", "list", "--json").json()}
    assert rows["nordhang.example"]["rules"] == "general"
    assert rows["nordhang.example"]["articles"] == 1


def test_a_site_in_the_config_is_said_to_take_a_host_over(
    clusternews: Command, page: Path, tmp_path: Path
) -> None:
    clusternews("ingest", page, "--url", f"{URL}{STORIES[0].path}")
    (tmp_path / "clusternews.toml").write_text(f'[sites.nordhang]\nbase_url = "{URL}"\n')
    listed = clusternews("sites", "list").out
    assert f"nordhang\tnordhang\t{URL}\tconfig file\t0" in listed
    assert "\tgeneral; nordhang takes it over\t1" in listed
    assert clusternews("ingest", page, "--url", f"{URL}{STORIES[0].path}").code == 0
    listed = clusternews("sites", "list").out
    assert f"nordhang\tnordhang\t{URL}\tconfig file\t1" in listed
    assert "general" not in listed


def test_saved_pages_of_unknown_platforms_say_themselves_what_they_are(
    clusternews: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    hosts = ("www.nordhang.example", "suedhang.example", "nordhang.example")
    for story, host in zip(STORIES, hosts, strict=False):
        link = f"<link rel=canonical href=https://{host}{story.path}>"
        body = pages.article(story, ()).replace("</head>", f"{link}</head>")
        (folder / f"{story.number}.html").write_text(body, encoding="utf-8")
    (folder / "nameless.html").write_text(pages.article(STORIES[5], ()), encoding="utf-8")
    ended = clusternews("ingest", folder, "--json")
    assert ended.code == 1
    assert "nothing says which page this is" in ended.err
    assert [row["url"] for row in ended.json()] == [
        f"https://www.nordhang.example{STORIES[0].path}".rstrip("/"),
        f"https://suedhang.example{STORIES[1].path}".rstrip("/"),
        f"https://www.nordhang.example{STORIES[2].path}".rstrip("/"),
    ]
    rows = {row["name"]: row["articles"] for row in clusternews("sites", "list", "--json").json()}
    assert (rows["nordhang.example"], rows["suedhang.example"]) == (2, 1)


def test_try_shows_values_places_doubts_reasons_and_what_was_removed(
    clusternews: Command, page: Path
) -> None:
    ended = clusternews("sites", "try", page, "--url", f"{URL}{STORIES[0].path}")
    assert ended.code == 0
    rows = [one.split("\t") for one in ended.out.splitlines()]
    said = {row[0]: row[1:] for row in rows if len(row) == 4}
    assert said["published_at"][0][:10] in (str(STORIES[0].day), "2019-02-03")
    assert "time" in said["published_at"][1]
    assert float(said["published_at"][2]) > 0.5
    assert said["section"] == ["-", said["section"][1], "-"]
    assert "\n\tnot taken: 1. Juni 2026\t" in ended.out
    assert "a date of publication +2" in ended.out
    assert "site nordhang.example, general rules" in ended.out
    (footer,) = [row for row in rows if row[0].startswith("footer:")]
    assert footer[1] == "1" and int(footer[2]) > 50
    assert not clusternews.archive.exists()


def test_try_shows_days_as_days(clusternews: Command, page: Path) -> None:
    told = page.read_text(encoding="utf-8")
    sentence = STORIES[0].paragraphs[0]
    assert sentence in told
    page.write_text(
        told.replace(sentence, f"{sentence} Beginn ist am 21. Juni 2016."), encoding="utf-8"
    )
    ended = clusternews("sites", "try", page, "--url", f"{URL}{STORIES[0].path}")
    days = next(line for line in ended.out.splitlines() if line.startswith("event_dates"))
    assert "2016-06-21" in days
    assert "built-in" not in ended.out


def test_try_of_a_listing_shows_where_it_leads(clusternews: Command, tmp_path: Path) -> None:
    path = tmp_path / "list.html"
    path.write_text(pages.listing(STORIES[:8], 1, 3), encoding="utf-8")
    ended = clusternews("sites", "try", path, "--url", f"{URL}/news/")
    assert ended.code == 1
    assert "listing, fetched" in ended.out
    assert "links: 8 article, 1 listing" in ended.out
    assert f"article\t{STORIES[0].day}\t{STORIES[0].title}\t{URL}" in ended.out


def test_try_as_json_is_complete(clusternews: Command, page: Path) -> None:
    ended = clusternews("sites", "try", page, "--url", f"{URL}{STORIES[0].path}", "--json")
    facts = ended.json()
    assert facts["article"]["title"] == STORIES[0].title
    assert {"reason": "a date of publication", "weight": 2} in facts["why"]
    rejected = [row for row in facts["article"]["evidence"] if not row["chosen"]]
    assert any(row["field"] == "published_at" for row in rejected)
    counts = {row["rule"]: row["blocks"] for row in facts["removed_by_rule"]}
    assert sum(counts.values()) == len(facts["removed"])
    assert "body" not in facts["capture"]
    json.dumps(facts)


@pytest.mark.parametrize("width", [80, 200])
def test_try_fits_the_terminal(page: Path, width: int) -> None:
    words = ("sites", "try", page, "--url", f"{URL}{STORIES[0].path}")
    ended = on_terminal(*words, columns=width)
    assert not ended.too_wide(width)
    assert "published_at" in ended.words and "not taken: " in ended.words
    if width == 200:
        (title,) = [one for one in ended.text.splitlines() if one.startswith("title ")]
        assert STORIES[0].title in title
