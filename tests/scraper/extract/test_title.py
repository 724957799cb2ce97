"""The title: which heading it is, and what does not belong to it."""

from __future__ import annotations

import json

import pytest

from scraper.extract.title import Title, same_words, title_of
from scraper.site import site_for_url
from tests.scraper.saved import SITE, TEXT, URL, recognised

TITLE = "A register of test beds"


def title(
    body: str = "", *, head: str = "", name: str = TITLE, url: str = URL, lang: str = "en"
) -> Title | None:
    html = (
        f'<html lang="{lang}"><head><title>{name}</title>{head}</head>'
        f"<body><main>{body}<div>{TEXT}</div></main></body></html>"
    )
    return title_of(recognised(html, SITE if url == URL else site_for_url(url), url))


def text(body: str = "", *, head: str = "", name: str = TITLE, url: str = URL) -> str | None:
    found = title(body, head=head, name=name, url=url)
    return None if found is None else found.text


def headline(value: str) -> str:
    node = {"@type": "NewsArticle", "headline": value}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("name", "head"),
    [
        (f"{TITLE} | Example", '<meta property="og:site_name" content="Example">'),
        (
            f"{TITLE} - The Daily Example",
            '<meta property="og:site_name" content="The Daily Example">',
        ),
        (f"{TITLE} | example.org | Your paper for the valley", ""),
        (f"{TITLE} – Example News Online", ""),
        (f"Example: {TITLE}", ""),
        (f"{TITLE} | Example | 06.05.2024", ""),
    ],
)
def test_the_name_of_the_site_is_no_part_of_it(name: str, head: str) -> None:
    wanted = name if name.startswith("Example:") else TITLE
    assert text(name=name, head=head) == wanted
    assert text(f"<h1>{TITLE}</h1>", name=name, head=head) == TITLE


@pytest.mark.parametrize(
    "heading",
    [
        '<h1><span class="kicker">Energy</span> A register of test beds</h1>',
        '<h1><i class="article-overline">Energy:</i><span>A register of test beds</span></h1>',
        "<h1><small>Energy</small><br>A register of test beds</h1>",
        "<h1><span><em>Energy</em> <b>A register of test beds</b></span></h1>",
        "<h1>A register of test beds <span>Opinion</span></h1>",
        "<h1><time>6 May</time> A register of test beds</h1>",
    ],
)
def test_what_is_glued_to_the_headline(heading: str) -> None:
    assert text(heading, head=headline(TITLE), name="Energy") == TITLE


def test_a_kicker_that_its_class_names_goes_without_metadata() -> None:
    assert text('<h1><span class="dachzeile">Energy</span> Test beds for all</h1>') == (
        "Test beds for all"
    )


def test_the_whole_heading_where_a_claim_has_it_too() -> None:
    heading = "<h1><span>Energy:</span> A register of test beds</h1>"
    head = headline(TITLE) + f'<meta property="og:title" content="Energy: {TITLE}">'
    assert text(heading, head=head) == f"Energy: {TITLE}"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Example</h1><h2>{TITLE}</h2>",
        f'<h1><a href="/"><img alt="x">example.org</a></h1><h2>{TITLE}</h2>',
        f"<h1>News</h1><h1>{TITLE}</h1>",
        f"<h2>Latest</h2><h2>{TITLE}</h2><h3>Nobody owns the crane</h3>",
    ],
)
def test_the_headline_where_the_first_heading_is_not_it(body: str) -> None:
    assert text(body, name=f"{TITLE} | Example") == TITLE


def test_a_heading_beats_what_was_written_for_search_engines() -> None:
    found = title("<h1>Who owns the crane?</h1>", name="Crane 2024: owners, prices, pictures")
    assert found is not None
    assert found.text == "Who owns the crane?"
    assert [row.raw for row in found.others] == ["Crane 2024: owners, prices, pictures"]
    assert not found.others[0].chosen


def test_what_search_engines_and_networks_are_told_alike_beats_a_heading_that_moves() -> None:
    head = headline("Live: the storm") + '<meta property="og:title" content="Live: the storm">'
    assert text("<h1>Now the ferries stop as well</h1>", head=head) == "Live: the storm"


def test_agreement_makes_it_surer() -> None:
    alone = title(f"<h1>{TITLE}</h1>", name="Something else entirely")
    agreed = title(f"<h1>{TITLE}</h1>", head=headline(TITLE))
    assert alone is not None
    assert agreed is not None
    assert alone.evidence.confidence is not None
    assert agreed.evidence.confidence is not None
    assert alone.evidence.confidence < agreed.evidence.confidence
    assert len(agreed.elements) == 1


def test_the_gap_before_a_colon_stays_as_printed() -> None:
    printed = title("<h1><span>Register</span> : all test beds</h1>")
    assert printed is not None
    assert printed.text == "Register : all test beds"


def test_entities_in_a_headline_are_read() -> None:
    assert text(head=headline("Beds &amp;amp; &quot;cranes&quot;"), name="x") == 'Beds & "cranes"'


def test_nothing_but_the_name_of_the_site_is_no_title() -> None:
    assert text(name="example.org") is None


def test_same_words() -> None:
    assert same_words("A register – of test beds!", "a register of “test beds”")
    assert not same_words("A register", "A registrar")
