"""Captures from disk to ``show --json``, in every form."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from archive.records import Article
from tests.command import Command

PAGES = Path(__file__).parents[2] / "pages"
SEED = PAGES / "seed" / "clusterix-print-capture.txt"
TRUTH = json.loads(SEED.with_name("clusterix-print-capture.expected.json").read_text("utf-8"))
DRUPAL7 = sorted((PAGES / "drupal7").glob("*.expected.json"))


def expected(path: Path) -> dict[str, Any]:
    truth = json.loads(path.read_text("utf-8"))
    assert isinstance(truth, dict)
    return truth


def shown(clusternews: Command, url: str) -> dict[str, Any]:
    ended = clusternews("show", url, "--json")
    assert ended.code == 0, ended.err
    article = ended.json()
    assert isinstance(article, dict)
    return article


def without_slug(tags: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"label": tag["label"], "path": tag["path"]} for tag in tags]


def test_the_seed_gives_every_expected_field(clusternews: Command) -> None:
    assert clusternews("ingest", SEED, "--site", "eccp", "--url", TRUTH["url"]).code == 0
    article = shown(clusternews, TRUTH["url"])
    for field in ("url", "site", "title", "subtitle", "language", "published_at", "event_dates"):
        assert article[field] == TRUTH[field], field
    for field in ("authors", "labels", "breadcrumbs", "contacts", "related"):
        assert article[field] == TRUTH[field], field
    assert without_slug(article["tags"]) == TRUTH["tags"]
    assert article["body_text"].split("\n\n") == TRUTH["body_blocks"]
    fields = {key: value for key, value in article.items() if key not in {"evidence", "captures"}}
    text = json.dumps(fields, ensure_ascii=False)
    assert not [words for words in TRUTH["must_not_appear_in_any_field"] if words in text]


def test_what_a_print_cannot_show_is_null_and_says_so(clusternews: Command) -> None:
    clusternews("ingest", SEED, "--site", "eccp", "--url", TRUTH["url"])
    article = shown(clusternews, TRUTH["url"])
    methods = {row["field"]: row["method"] for row in article["evidence"]}
    assert article["body_html"] is None
    assert methods["body_html"] == "not_in_form"
    assert methods["published_at"] in {"absent", "not_in_form"}


@pytest.mark.parametrize("form", ["html", "rendered.html"])
@pytest.mark.parametrize("path", DRUPAL7, ids=lambda path: path.name[:3])
def test_drupal7_items_from_markup(clusternews: Command, path: Path, form: str) -> None:
    truth = expected(path)
    page = path.with_name(path.name.replace("expected.json", form))
    assert clusternews("ingest", page, "--site", "eccp", "--url", truth["url"]).code == 0
    article = shown(clusternews, truth["url"])
    for field in ("url", "title", "authors", "published_at", "language", "labels"):
        assert article[field] == truth[field], field
    assert without_slug(article["tags"]) == truth["tags"]
    assert article["body_text"].split("\n\n") == truth["body_blocks"]


@pytest.mark.parametrize("form", ["html", "print.txt"])
def test_every_field_says_how_it_is_known(clusternews: Command, form: str) -> None:
    truth = expected(DRUPAL7[5])
    page = DRUPAL7[5].with_name(DRUPAL7[5].name.replace("expected.json", form))
    clusternews("ingest", page, "--site", "eccp", "--url", truth["url"])
    article = shown(clusternews, truth["url"])
    known = {row["field"] for row in article["evidence"]}
    fields = {field.name for field in dataclasses.fields(Article)}
    assert fields - known == {"url", "site", "extractor", "evidence"}
    for row in article["evidence"]:
        has_value = bool(article[row["field"]])
        assert has_value == (row["method"] not in {"absent", "not_in_form"}) or row["raw"], row


def test_prints_alone_invent_no_tag(clusternews: Command) -> None:
    for path in DRUPAL7:
        truth = expected(path)
        page = path.with_name(path.name.replace("expected.json", "print.txt"))
        assert clusternews("ingest", page, "--site", "eccp", "--url", truth["url"]).code == 0
        article = shown(clusternews, truth["url"])
        assert article["title"] == truth["title"]
        assert article["authors"] == truth["authors"]
        assert article["published_at"][:10] == truth["published_at"][:10]
        assert word_f1(article["body_text"], " ".join(truth["body_blocks"])) >= 0.98
        assert set(article["labels"]) <= set(truth["labels"])
        assert {tag["label"] for tag in article["tags"]} <= {tag["label"] for tag in truth["tags"]}
        assert "cookies on this site" not in json.dumps(article)


def word_f1(found: str, truth: str) -> float:
    left, right = Counter(found.split()), Counter(truth.split())
    both = sum((left & right).values())
    return 2 * both / (sum(left.values()) + sum(right.values()))


def known_elsewhere(left_out: Path) -> bool:
    """True if every label and tag of the item stands on another page too."""
    others = [expected(path) for path in DRUPAL7 if path != left_out]
    labels = {label for truth in others for label in truth["labels"]}
    tags = {tag["label"] for truth in others for tag in truth["tags"]}
    truth = expected(left_out)
    return labels >= set(truth["labels"]) and tags >= {tag["label"] for tag in truth["tags"]}


def test_a_print_is_parted_by_the_words_of_other_pages(
    clusternews: Command, tmp_path: Path
) -> None:
    """One article known only from its print; the words of the site from all other pages."""
    tried = [path for path in DRUPAL7 if known_elsewhere(path)]
    assert len(tried) >= 10
    for left_out in tried:
        clusternews.archive.unlink(missing_ok=True)
        folder = tmp_path / left_out.name[:3]
        folder.mkdir()
        for path in set(DRUPAL7) - {left_out}:
            page = path.with_name(path.name.replace("expected.json", "html"))
            (folder / page.name).write_bytes(page.read_bytes())
        assert clusternews("ingest", folder, "--site", "eccp").code == 0
        truth = expected(left_out)
        page = left_out.with_name(left_out.name.replace("expected.json", "print.txt"))
        clusternews("ingest", page, "--site", "eccp", "--url", truth["url"])
        article = shown(clusternews, truth["url"])
        assert article["labels"] == truth["labels"]
        assert without_slug(article["tags"]) == truth["tags"]


def test_three_forms_stand_beside_each_other(clusternews: Command) -> None:
    truth = expected(DRUPAL7[3])
    stem = DRUPAL7[3].name[:3]
    pages = [
        PAGES / "drupal7" / f"{stem}.{form}" for form in ("print.txt", "html", "rendered.html")
    ]
    outcomes = []
    for page in pages:
        ended = clusternews("ingest", page, "--site", "eccp", "--url", truth["url"], "--json")
        outcomes.append(ended.json()[0]["outcome"])
    assert outcomes[0] == "new"
    assert outcomes[2] == "unchanged"
    article = shown(clusternews, truth["url"])
    assert sorted(item["form"] for item in article["captures"]) == ["file", "print", "rendered"]
    assert without_slug(article["tags"]) == truth["tags"]
    again = clusternews("ingest", pages[0], "--site", "eccp", "--url", truth["url"], "--json")
    assert again.json()[0]["outcome"] == "unchanged"
    after = shown(clusternews, truth["url"])
    assert len(after.pop("captures")) == len(article.pop("captures"))
    assert after == article


def test_a_folder_reads_markup_before_prints(clusternews: Command, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("000.html", "003.html"):
        (folder / name).write_bytes((PAGES / "drupal7" / name).read_bytes())
    ended = clusternews("ingest", folder, "--site", "eccp", "--json")
    assert ended.code == 0, ended.err
    urls = {item["url"] for item in ended.json()}
    assert urls == {expected(path)["url"] for path in DRUPAL7[:2]}
    assert clusternews("check").code == 0


def test_a_print_says_its_address_or_is_refused(clusternews: Command, tmp_path: Path) -> None:
    """Prints without an address would all be taken for one article, the home page."""
    text = (PAGES / "drupal7" / "003.print.txt").read_text("utf-8")
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    refused = clusternews("ingest", page, "--site", "eccp")
    assert refused.code == 3
    assert "--url" in refused.err
    assert not clusternews.archive.exists()
    url = "https://www.clustercollaboration.eu/news/some-title"
    page.write_text(f"{text}\n{url}                         1/1\n", encoding="utf-8")
    assert clusternews("ingest", page, "--site", "eccp").code == 0
    assert shown(clusternews, url)["title"] == expected(DRUPAL7[1])["title"]
    assert url not in shown(clusternews, url)["body_text"]
