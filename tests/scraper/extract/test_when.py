"""When an article was published and changed: what counts, and what only looks like it."""

from __future__ import annotations

import pytest

from scraper.extract.title import title_of
from scraper.extract.when import Dates, dates_of
from scraper.site import site_for_url
from tests.scraper.saved import TEXT, URL, WHEN, article, recognised

ISO = "2024-05-06T10:30:00+02:00"


def dates(
    body: str = "", *, head: str = "", url: str = URL, lang: str = "en", language: str | None = "en"
) -> Dates:
    html = (
        f'<html lang="{lang}"><head><title>A register of test beds</title>{head}</head><body><main>'
        f"<h1>A register of test beds</h1>{body}<div>{TEXT}</div></main></body></html>"
    )
    source = recognised(html, url=url)
    return dates_of(source, title_of(source), None, language, WHEN)


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = ld(f'{{"@type": "NewsArticle", "datePublished": "{ISO}", "dateModified": "2024-05-08"}}')


def test_the_surest_statement_and_its_evidence() -> None:
    found = dates("<p>Published on 6 May 2024</p>", head=ARTICLE)
    assert (found.published_at, found.modified_at) == (ISO, "2024-05-08")
    row = found.evidence[0]
    assert (row.field, row.method, row.place, row.raw) == (
        *("published_at", "json-ld", "datePublished", ISO),
    )
    assert row.chosen
    assert row.confidence is not None
    assert row.confidence > 0.9  # the printed day agrees


def test_other_days_are_kept_and_make_the_date_less_sure() -> None:
    head = ARTICLE + '<meta property="article:published_time" content="2023-01-02">'
    found = dates(head=head)
    chosen, kept = (row for row in found.evidence if row.field == "published_at")
    assert (chosen.raw, kept.raw, kept.chosen) == (ISO, "2023-01-02", False)
    assert chosen.confidence is not None
    assert chosen.confidence < 0.9


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-05-06T10:30:00+02:00">',
        '<meta name="DC:date.issued" content="2024-05-06">',
        '<meta name="parsely-pub-date" content="2024-05-06T08:30:00Z">',
        '<meta name="sailthru.date" content="Mon, 06 May 2024 08:30:00 GMT">',
        '<meta name="cXenseParse:recs:publishtime" content="2024-05-06T08:30:00.000Z">',
        '<meta name="acme-published-date" content="20240506T083000Z">',
        '<meta name="acme.publication_date" content="Mon May 06 10:30:00 CEST 2024">',
        ld('{"@type": "WebPage", "datePublished": "2024-05-06"}'),
        ld('{"@type": "VideoObject", "uploadDate": "2024-05-06T10:30:00+02:00"}'),
    ],
)
def test_places_in_the_head(head: str) -> None:
    published = dates(head=head).published_at
    assert published is not None
    assert published[:10] == "2024-05-06"


@pytest.mark.parametrize(
    "body",
    [
        '<time datetime="2024-05-06T10:30:00+02:00">two days ago</time>',
        "<time>6 May 2024</time>",
        '<p class="post-date">6 May 2024</p>',
        '<div class="articleDate">06.05.2024</div>',
        '<span class="x7Ka">May 6th, 2024</span>',
        "<div><div><p>By Ana Kovač on 6 May 2024</p></div></div>",
        "<dl><dt>Published</dt><dd>06.05.24</dd></dl>",
        "<p>May 6, 2024 · 3 min read</p>",
        "<div><span>6</span> <span>May</span> <span>2024</span></div>",
        '<abbr class="published" title="2024-05-06">Monday</abbr>',
        '<aside class="meta"><p><time datetime="2024-05-06">6 May</time></p></aside>',
        "<p>(06.05.2024) The port has opened a register of test beds. "
        + "It is free. " * 30
        + "</p>",
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        '<meta itemprop="datePublished" content="2024-05-06"></div>',
    ],
)
def test_places_near_the_heading(body: str) -> None:
    published = dates(body).published_at
    assert published is not None
    assert published[:10] == "2024-05-06"


def test_both_in_one_line() -> None:
    found = dates("<p>Published: 6 May 2024, last updated: 8 May 2024 | Photo: dpa</p>")
    assert (found.published_at, found.modified_at) == ("2024-05-06", "2024-05-08")


@pytest.mark.parametrize(
    "body",
    [
        "<p>Deadline: 6 May 2024</p>",
        "<p>Anmeldeschluss 06.05.2024</p>",
        "<p>© 6 May 2024 Example</p>",
        "<p>The next meeting of the round table is on Monday 6 May 2024 in Linz.</p>",
        "<p>From 6 May 2024 to 8 May 2024</p>",
        "<h2>What we saw at the fair of 6 May 2024</h2>",
        "<figure><img src='a.jpg'><figcaption>Photo of 6 May 2024</figcaption></figure>",
        '<aside><p class="date">6 May 2024</p></aside>',
        '<div class="comments"><time datetime="2024-05-06">6 May</time></div>',
        '<div class="event-box"><span class="date">6 May 2024</span></div>',
        '<div itemscope itemtype="https://schema.org/Comment">'
        '<meta itemprop="datePublished" content="2024-05-06"></div>',
        "<p>May 2024</p>",
        "<p>6 May 1987</p>",
        "<p>6 May 2031</p>",
        '<p class="date">05/06/2024</p>',
    ],
)
def test_what_is_no_date_of_publication(body: str) -> None:
    assert dates(body).published_at is None


def test_a_related_article_has_a_date_of_its_own() -> None:
    other = '{"@type": "NewsArticle", "url": "https://www.example.org/news/x", "headline": "Crane",'
    assert dates(head=ld(other + '"datePublished": "2024-05-06"}')).published_at is None


def test_the_dates_of_a_list_are_nobodys() -> None:
    cards = "".join(
        f'<div><h3><a href="/n/{day}">Entry {day}</a></h3><p class="date">{day}.05.2024</p></div>'
        for day in range(6, 10)
    )
    assert dates(cards).published_at is None


@pytest.mark.parametrize(
    ("lang", "language", "url", "day"),
    [
        ("en-US", "en", "https://www.example.org/a", "2024-05-06"),
        ("en-US", "en", "https://www.example.at/a", None),
        ("en-GB", "en", "https://www.example.org/a", "2024-06-05"),
        ("fr", "fr", "https://www.example.org/a", "2024-06-05"),
        ("en", "en", "https://www.example.org/a", None),
        ("en", "en", "https://www.example.org/2024/05/06/a", "2024-05-06"),
    ],
)
def test_the_order_of_figures(lang: str, language: str, url: str, day: str | None) -> None:
    html = (
        f'<html lang="{lang}"><head><title>A register</title></head><body><h1>A register</h1>'
        f'<p class="date">05/06/2024</p><div>{TEXT}</div></body></html>'
    )
    source = recognised(html, site_for_url(url), url)
    assert dates_of(source, title_of(source), None, language, WHEN).published_at == day


def test_a_stated_day_proves_the_order_of_printed_figures() -> None:
    found = dates('<p class="date">05/06/2024</p>', head='<meta name="date" content="2024-06-05">')
    assert found.published_at == "2024-06-05"


def test_other_dates_of_the_page_prove_the_order() -> None:
    beside = '<aside><time>24/05/2024</time></aside><div class="x"><time>28/05/2024</time></div>'
    found = dates(f"<p><time>05/06/2024</time></p><div>{TEXT}</div>{beside}")
    assert found.published_at == "2024-06-05"


def test_an_address_with_a_day() -> None:
    found = dates(url="https://www.example.org/2024/05/06/a-register")
    assert found.published_at == "2024-05-06"
    assert found.evidence[0].method == "url"
    assert dates(url="https://www.example.org/2024/05/a-register").published_at is None
    assert dates(url="https://www.example.org/n/20249906").published_at is None


def test_a_day_at_the_end_of_the_documents_title() -> None:
    html = (
        "<html lang='de'><head><title>A register of test beds | NN | 06.05.2024</title></head>"
        f"<body><h1>A register of test beds</h1><div>{TEXT}</div></body></html>"
    )
    found = article(html)
    assert (found.title, found.published_at) == ("A register of test beds", "2024-05-06")


def test_an_address_is_older_than_a_page_published_again() -> None:
    url = "https://www.example.org/2019/05/06/a-register"
    assert dates(head=ARTICLE, url=url).published_at == "2019-05-06"


def test_a_moment_in_utc_is_given_in_the_zone_that_the_page_prints() -> None:
    head = '<meta property="article:published_time" content="2024-05-07T02:25:54Z">'
    found = dates("<p>Published May 6, 2024, 10:25 pm</p>", head=head)
    assert found.published_at == "2024-05-06T22:25:54-04:00"
    assert dates("<p>Published May 6, 2024</p>", head=head).published_at == "2024-05-06"
    wrong = dates("<p>Published May 6, 2024, 11:11 am</p>", head=head)
    assert wrong.published_at == "2024-05-07T02:25:54Z"


def test_the_day_of_the_last_change_does_not_overwrite_the_one_printed() -> None:
    head = ld(
        '{"@type": "Article", "datePublished": "2024-05-20T08:00:00+02:00",'
        '"dateModified": "2024-05-20T08:00:00+02:00"}'
    )
    assert dates("<p>Published 6 May 2024</p>", head=head).published_at == "2024-05-06"
    assert dates("<p>6 May 2024</p>", head=head).published_at == "2024-05-20T08:00:00+02:00"


def test_a_doubtful_name_counts_where_nothing_else_does() -> None:
    head = '<meta name="date" content="2024-05-20">'
    found = dates(head=head)
    assert found.published_at == "2024-05-20"
    assert found.evidence[0].confidence is not None
    assert found.evidence[0].confidence <= 0.6
    assert dates("<p>Published 6 May 2024</p>", head=head).published_at == "2024-05-06"


def test_a_time_without_a_zone_stays_a_day() -> None:
    assert dates("<p>Published 6 May 2024, 10:30</p>").published_at == "2024-05-06"
    zoned = dates("<p>Published 6 May 2024, 10:30 CEST</p>").published_at
    assert zoned == "2024-05-06T10:30:00+02:00"


def test_the_line_of_the_date_is_no_text_and_no_event() -> None:
    html = (
        '<html lang="en"><head><title>A register of test beds</title></head><body><article>'
        f"<h1>A register of test beds</h1><p>6 May 2024 | Linz</p>{TEXT}</article></body></html>"
    )
    found = article(html)
    assert found.published_at == "2024-05-06"
    assert found.event_dates == ()
    assert "2024" not in found.body_text


def test_nothing_is_guessed_and_it_is_said_where_was_looked() -> None:
    found = dates()
    assert (found.published_at, found.modified_at) == (None, None)
    assert [row.method for row in found.evidence] == ["absent", "absent"]
