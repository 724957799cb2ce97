"""The same page in other languages, as pages declare it."""

from __future__ import annotations

from archive.records import Alternate, Form, Visit
from scraper.capture import capture
from scraper.read import read
from scraper.site import site_for_url

URL = "https://www.clusters.example/en/news/boats"
TEXT = "<p>" + "</p><p>".join(["The boats of the north are tested for three winters now."] * 6)


def read_page(head: str = "", body: str = "") -> Visit:
    html = (
        f"<html lang=en><head><title>Boats</title>{head}"
        '<meta property="og:type" content="article"></head>'
        f"<body>{body}<article><h1>Boats of the north</h1>"
        f'<time datetime="2020-05-05">5 May 2020</time>{TEXT}</article></body></html>'
    )
    site = site_for_url(URL)
    captured = capture(
        URL, html.encode(), form=Form.HTTP, captured_at="2020-06-01T00:00:00Z", site=site
    )
    visit = read(captured, site, url=URL)
    assert visit.article is not None
    return visit


def test_links_of_the_head() -> None:
    head = (
        f'<link rel="alternate" hreflang="en" href="{URL}">'
        '<link rel="alternate" hreflang="FR" href="/fr/actualites/bateaux?utm_source=x">'
        '<link rel="alternate" hreflang="x-default" href="/news/boats">'
        '<link rel="alternate" type="application/rss+xml" href="/feed">'
        '<link rel="alternate" hreflang="de" href="">'
        '<link rel="stylesheet" hreflang="it" href="/style.css">'
        '<link rel="alternate" hreflang="pt" href="javascript:void(0)">'
    )
    assert read_page(head).alternates == (
        Alternate("https://www.clusters.example/fr/actualites/bateaux", "fr"),
    )


def test_a_language_switch() -> None:
    switch = (
        '<ul class="language-switcher"><li><a class="language-link" hreflang="fr" '
        'href="/fr/actualites/bateaux">Français</a></li></ul>'
    )
    assert [one.language for one in read_page(body=switch).alternates] == ["fr"]


def test_a_thousand_languages_are_bounded() -> None:
    head = "".join(
        f'<link rel="alternate" hreflang="l{number}" href="/{number}">' for number in range(1000)
    )
    assert len(read_page(head).alternates) == 40


def test_a_page_without_any() -> None:
    assert read_page().alternates == ()
