"""Prints of pages with known truth: the seed, and sheets printed from a Drupal 7 site."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.records import Article, Form, Label, PageKind, PageState, Tag, Vocabulary
from scraper.capture import capture
from scraper.extract.reading import Reading
from scraper.read import read
from scraper.sites import find_site
from tests.scraper.printing import BANNERS, TELLING, reading

PAGES = Path(__file__).parent / "pages"
SEED = PAGES / "seed" / "clusterix-print-capture.txt"
SEED_TRUTH = json.loads(SEED.with_suffix(".expected.json").read_text(encoding="utf-8"))
PRINTS = sorted(PAGES.glob("drupal7/*.print.txt"))
#: What no field may hold: the banner, and the platform's own furniture.
BANNER = ("We use cookies", "By clicking any link", "OK, I agree", "No, give me more info")


def truth_of(path: Path) -> dict[str, Any]:
    expected = path.with_name(path.name.replace(".print.txt", ".expected.json"))
    found: dict[str, Any] = json.loads(expected.read_text(encoding="utf-8"))
    return found


@cache
def vocabulary() -> Vocabulary:
    """The words of the site, as its other pages teach them."""
    truths = [truth_of(path) for path in PRINTS]
    labels = {name: Label(name, f"/labels/{name.lower()}") for t in truths for name in t["labels"]}
    tags = {
        tag["label"]: Tag(tag["label"], tag["path"].rpartition("/")[2], tag["path"])
        for truth in truths
        for tag in truth["tags"]
    }
    return Vocabulary(tuple(labels.values()), tuple(tags.values()))


def read_print(text: str, truth: dict[str, Any], known: Vocabulary | None = None) -> Reading:
    found = reading(text, known, url=truth["url"])
    assert found.article is not None, found.problems
    return found


def article_of(text: str, truth: dict[str, Any], known: Vocabulary | None = None) -> Article:
    found = read_print(text, truth, known).article
    assert found is not None
    return found


def values(article: Article) -> str:
    """Everything the article says, as one text; the evidence quotes the print and is left out."""
    return json.dumps({**asdict(article), "evidence": ()}, ensure_ascii=False)


@pytest.mark.parametrize(
    "field", sorted(SEED_TRUTH.keys() - {"url_note", "must_not_appear_in_any_field"})
)
def test_seed(field: str) -> None:
    article = article_of(SEED.read_text(encoding="utf-8"), SEED_TRUTH)
    got: dict[str, Any] = asdict(article)
    got["authors"] = [person.name for person in article.authors]
    got["labels"] = [label.label for label in article.labels]
    got["event_dates"] = list(article.event_dates)
    got["body_blocks"] = article.body_text.split("\n\n")
    got["tags"] = [{"label": tag.label, "path": tag.path} for tag in article.tags]
    got["breadcrumbs"] = [asdict(crumb) for crumb in article.breadcrumbs]
    got["contacts"] = [asdict(contact) for contact in article.contacts]
    got["related"] = [asdict(item) for item in article.related]
    assert got[field] == SEED_TRUTH[field]


@pytest.mark.parametrize("words", SEED_TRUTH["must_not_appear_in_any_field"])
def test_seed_has_no_furniture(words: str) -> None:
    article = article_of(SEED.read_text(encoding="utf-8"), SEED_TRUTH)
    assert words not in values(article)


def test_seed_records_what_it_removed() -> None:
    removed = read_print(SEED.read_text(encoding="utf-8"), SEED_TRUTH).removed
    banner = [block for block in removed if block.rule == "consent:en"]
    assert [block.place for block in banner] == [
        f"line {n}" for n in (37, 39, 41, 43, 45, 57, 59, 61, 63, 87, 91)
    ]
    assert {block.rule for block in removed} >= {"print:above_title", "print:share"}


def test_seed_says_where_each_value_stands() -> None:
    article = article_of(SEED.read_text(encoding="utf-8"), SEED_TRUTH)
    evidence = {found.field: found for found in article.evidence}
    assert (evidence["title"].place, evidence["title"].raw) == ("line 17", article.title)
    assert evidence["labels"].place == "line 19, line 20, line 21"
    assert evidence["authors"].method == evidence["published_at"].method == "absent"
    for name in ("modified_at", "body_html", "images", "summary", "canonical_url"):
        assert evidence[name].method == "not_in_form"


@pytest.mark.parametrize("path", PRINTS, ids=lambda path: path.name[:3])
def test_sheets(path: Path) -> None:
    truth = truth_of(path)
    found = read_print(path.read_text(encoding="utf-8"), truth)
    article = found.article
    assert article is not None
    assert article.title == truth["title"]
    assert [person.name for person in article.authors] == truth["authors"]
    assert article.published_at == truth["published_at"][:10]
    assert article.language == truth["language"]
    assert article.body_text.split("\n\n") == truth["body_blocks"]
    assert not [words for words in BANNER if words in values(article)]
    assert (article.labels, article.tags) == ((), ())
    unparted = {str(p.field) for p in found.problems if p.code == "unparted_line"}
    assert unparted == {name for name in ("labels", "tags") if truth[name]}
    raw = {e.field: e.raw for e in article.evidence if e.method == "print"}
    for name in unparted:
        words = truth[name] if name == "labels" else [tag["label"] for tag in truth[name]]
        assert (raw[name] or "").split() == " ".join(words).split()


@pytest.mark.parametrize("path", PRINTS, ids=lambda path: path.name[:3])
def test_sheets_with_the_vocabulary_of_the_site(path: Path) -> None:
    truth = truth_of(path)
    article = article_of(path.read_text(encoding="utf-8"), truth, vocabulary())
    assert [label.label for label in article.labels] == truth["labels"]
    assert [{"label": tag.label, "path": tag.path} for tag in article.tags] == truth["tags"]
    methods = {found.field: found.method for found in article.evidence}
    for name in ("labels", "tags"):
        assert methods[name] == ("vocabulary" if truth[name] else "absent")


def sheet_without_banner(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    banner = next(number for number, line in enumerate(lines) if BANNER[0] in line)
    return lines[: banner - 4]


@st.composite
def layout_stamps(draw: st.DrawFn) -> list[str]:
    """A banner as a sheet shows it: sentences at the left, buttons in columns of their own."""
    heading, sentence, agree, more = BANNERS[draw(st.sampled_from(sorted(BANNERS)))]
    left = " " * draw(st.integers(4, 20))
    words = heading.split()
    cut = draw(st.integers(3, len(words) - 1))
    torn = [" ".join(words[:cut]), " ".join(words[cut:])]
    shapes = (
        [left + heading, f"{' ' * 100}{agree}    {more}", left + sentence],
        [f"{left}{heading}{' ' * 30}{agree}    {more}", left + sentence],
        [left + torn[0], f"{left}{torn[1]}{' ' * 40}{agree}", left + sentence, " " * 90 + more],
    )
    return draw(st.sampled_from(shapes))


@settings(
    max_examples=80,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.sampled_from(PRINTS), st.lists(layout_stamps(), min_size=1, max_size=3), st.data())
def test_sheets_stamped_and_broken_anywhere(
    path: Path, stamps: list[list[str]], data: st.DataObject
) -> None:
    truth = truth_of(path)
    lines = sheet_without_banner(path)
    byline = next(n for n, line in enumerate(lines) if line.startswith("Submitted by"))
    for stamp in stamps:
        at = data.draw(st.integers(byline + 2, len(lines)))
        kind = data.draw(st.sampled_from(("close", "apart", "sheet")))
        if kind == "close":
            lines[at:at] = stamp
        elif kind == "apart":
            lines[at:at] = ["", *stamp, ""]
        elif at < len(lines) and lines[at]:
            lines[at : at + 1] = ["", "", "", "", *stamp, f"\f{lines[at]}"]
    article = article_of("\n".join([*lines, "", "", "", *stamps[0], "\f"]), truth, vocabulary())
    assert article.title == truth["title"]
    assert [person.name for person in article.authors] == truth["authors"]
    assert [label.label for label in article.labels] == truth["labels"]
    assert [tag.label for tag in article.tags] == [tag["label"] for tag in truth["tags"]]
    expected, got = " ".join(truth["body_blocks"]).split(), article.body_text.split()
    assert Counter(got) == Counter(expected)
    assert not [words for words in TELLING if words in values(article)]


def test_the_same_article_in_three_forms() -> None:
    """What every form can show is the same in each."""
    site = find_site("eccp")
    for path in PRINTS:
        truth = truth_of(path)
        forms = {
            Form.PRINT: path,
            Form.FILE: path.with_name(path.name.replace(".print.txt", ".html")),
            Form.RENDERED: path.with_name(path.name.replace(".print.txt", ".rendered.html")),
        }
        seen = set()
        for form, file in forms.items():
            page = capture(
                truth["url"],
                file.read_bytes(),
                form=form,
                captured_at="2026-01-02T03:04:05+00:00",
                site=site,
            )
            visit = read(page, site, url=truth["url"], vocabulary=vocabulary())
            assert (visit.kind, visit.state) == (PageKind.ARTICLE, PageState.FETCHED)
            assert visit.article is not None
            labels = tuple(label.label for label in visit.article.labels)
            tags = tuple(tag.label for tag in visit.article.tags)
            words = re.sub(r"\s+", " ", visit.article.body_text)
            seen.add((visit.article.title, labels, tags, words))
        assert len(seen) == 1
