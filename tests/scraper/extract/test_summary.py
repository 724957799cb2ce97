"""Standfirst, description and languages of pages of no known system."""

from __future__ import annotations

import pytest

from tests.scraper.saved import TEXT, article, document

LEAD = "Whoever owns a machine that others could use is asked to say so before June."


@pytest.mark.parametrize(
    "marked",
    [
        f'<p class="standfirst">{LEAD}</p>',
        f'<h2 class="article__sub-title">{LEAD}</h2>',
        f'<div class="ArticleHeader-dek"><p>{LEAD}</p></div>',
        f'<p class="c-article-summary">{LEAD}</p>',
        f'<div class="vorspann">{LEAD}</div>',
        f'<p class="chapo">{LEAD}</p>',
        f'<p class="entradilla">{LEAD}</p>',
        f'<p class="ingress">{LEAD}</p>',
        f'<div class="perex"><strong>{LEAD}</strong></div>',
    ],
)
def test_the_standfirst_by_its_class(marked: str) -> None:
    found = article(document(f"{marked}<div>{TEXT}</div>"))
    assert found.subtitle == LEAD
    row = next(row for row in found.evidence if row.field == "subtitle")
    assert (row.method, row.raw) == ("text", LEAD)


@pytest.mark.parametrize(
    "other",
    [
        '<p class="subtitle">A register of test beds</p>',
        f'<div class="related"><p class="teaser-intro">{LEAD}</p></div>',
        f'<div class="author-description">{LEAD}</div>',
        f'<ul><li><p class="summary">{LEAD}</p></li></ul>',
        f'<figure><p class="lead">{LEAD}</p></figure>',
    ],
)
def test_what_is_no_standfirst(other: str) -> None:
    assert article(document(f"{other}<div>{TEXT}</div>")).subtitle is None


def test_a_description_that_was_cut_is_taken_whole() -> None:
    head = f'<meta name="description" content="{LEAD[:50]}…">'
    page = document(f'<p class="standfirst">{LEAD}</p><div>{TEXT}</div>', head=head)
    assert article(page).summary == LEAD


def test_other_descriptions_are_kept_beside() -> None:
    head = '<meta name="description" content="One"><meta property="og:description" content="Two">'
    found = article(document(f"<div>{TEXT}</div>", head=head))
    rows = [row for row in found.evidence if row.field == "summary"]
    assert found.summary == "One"
    assert [(row.raw, row.chosen) for row in rows] == [("One", True), ("Two", False)]


def test_the_declared_language_stands_beside_the_one_of_the_text() -> None:
    page = document(f"<div>{TEXT}</div>").replace('lang="en"', 'lang="de-AT"')
    found = article(page)
    assert (found.language, found.declared_language) == ("en", "de")


def test_a_short_text_is_told_with_its_title_and_summary() -> None:
    head = '<meta name="description" content="Where machines can be lent and borrowed by all.">'
    page = document("<div><p>Enter them here, all of them, today.</p></div>", head=head)
    found = article(page)
    row = next(row for row in found.evidence if row.field == "language")
    assert (found.language, row.place) == ("en", "title, summary, body_text")
