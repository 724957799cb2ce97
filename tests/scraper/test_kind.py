"""What an unknown page is: article, listing, or a page of the platform about itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.records import Form, PageKind, PageState, Visit
from scraper.capture import capture
from scraper.read import read
from scraper.site import site_for_url
from tests.unknown_site import pages
from tests.unknown_site.writing import Story

BASE = "https://nordhang.example"
STORIES = [Story(number) for number in range(12)]


def visit_of(body: str, path: str, expected: PageKind = PageKind.UNKNOWN) -> Visit:
    url = BASE + path
    captured = capture(
        url, body.encode(), form=Form.HTTP, captured_at="2026-05-01T00:00:00+00:00", status=200
    )
    return read(captured, site_for_url(url), url=url, expected=expected)


def headed(story: Story) -> str:
    return f'<div class="e"><h3><a href="{story.path}">{story.title}</a></h3>{story.teaser}</div>'


def around(story: Story) -> str:
    return f'<a class="karte" href="{story.path}"><h2>{story.title}</h2><p>{story.teaser}</p></a>'


def plain(story: Story) -> str:
    return f'<li><a href="{story.path}">{story.title}</a> <span>{story.day:%d.%m.%Y}</span></li>'


def cells(story: Story) -> str:
    return f'<tr><td>{story.day}</td><td><a href="{story.path}">{story.title}</a></td></tr>'


def excerpt(story: Story) -> str:
    text = "".join(f"<p>{one}</p>" for one in story.paragraphs[:2])
    return f'<article><h2><a href="{story.path}">{story.title}</a></h2>{text}</article>'


def post(story: Story) -> str:
    text = "".join(f"<p>{one}</p>" for one in story.paragraphs * 2)
    return f'<div class="post"><h2><a href="{story.path}">{story.title}</a></h2>{text}</div>'


def flat(story: Story) -> str:
    return f'<h3><a href="{story.path}">{story.title}</a></h3><p>{story.paragraphs[0]}</p>'


SHAPES = (headed, around, plain, cells, excerpt, post, flat)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape.__name__))
@pytest.mark.parametrize("path", ["/news/", "/", "/de/themen-und-projekte/"])
def test_listings_of_every_shape_lead_to_their_articles(
    shape: Callable[[Story], str], path: str
) -> None:
    items = "".join(shape(story) for story in STORIES)
    holder = {"plain": "ul", "cells": "table"}.get(shape.__name__, "div")
    visit = visit_of(pages.page("Neuigkeiten", f"<{holder}>{items}</{holder}>"), path)
    assert (visit.kind, visit.state) == (PageKind.LISTING, PageState.FETCHED)
    found = [link.url for link in visit.links if link.kind is not PageKind.LISTING]
    assert found == [BASE + story.path.rstrip("/") for story in STORIES]


@pytest.mark.parametrize("story", STORIES[:4], ids=lambda story: str(story.number))
@pytest.mark.parametrize("shape", SHAPES[:5], ids=lambda shape: str(shape.__name__))
def test_an_article_with_teasers_beside_it_is_an_article(
    story: Story, shape: Callable[[Story], str]
) -> None:
    others = "".join(shape(one) for one in STORIES[6:])
    body = pages.article(story, ()).replace("</main>", f"</main><div>{others}</div>")
    visit = visit_of(body, story.path)
    assert visit.kind is PageKind.ARTICLE
    assert visit.article is not None
    assert visit.article.title == story.title


def test_a_listing_that_is_empty_leads_to_nothing() -> None:
    visit = visit_of(pages.page("Neuigkeiten", "<h1>Neuigkeiten</h1>"), "/news/", PageKind.LISTING)
    assert (visit.kind, visit.state) == (PageKind.LISTING, PageState.EMPTY)


ABOUT = {
    "bg": "Политика за поверителност",
    "cs": "Kontakty",
    "da": "Privatlivspolitik",
    "de": "Datenschutzerklärung",
    "el": "Επικοινωνία",
    "en": "Privacy policy",
    "es": "Aviso legal",
    "et": "Kontaktid",
    "fi": "Yhteystiedot",
    "fr": "Mentions légales",
    "ga": "Teagmháil",
    "hr": "Pravila privatnosti",
    "hu": "Adatkezelési tájékoztató",
    "it": "Chi siamo",
    "lt": "Privatumo politika",
    "lv": "Kontakti",
    "mt": "Kuntatt",
    "nl": "Privacyverklaring",
    "pl": "Polityka prywatności",
    "pt": "Quem somos",
    "ro": "Despre noi",
    "sk": "Ochrana osobných údajov",
    "sl": "Varstvo osebnih podatkov",
    "sv": "Om oss",
}


@pytest.mark.parametrize("language", ABOUT)
def test_pages_about_the_platform_itself_are_no_articles(language: str) -> None:
    text = ["The association that runs this platform was founded by its members. " * 5] * 4
    dated = '<meta property="article:published_time" content="2020-05-25T10:00:00+02:00">'
    title = ABOUT[language]
    body = pages.text(title, *text).replace("</head>", f"{dated}</head>")
    visit = visit_of(body, "/x/y", PageKind.ARTICLE)
    assert (visit.kind, visit.article) == (PageKind.OTHER, None)


def test_a_page_that_nothing_calls_news_is_none() -> None:
    text = [
        f"Wir beraten Betriebe bei {what}, von der ersten Frage bis zum Abschluss. " * 4
        for what in ("der Suche nach Partnern", "Anträgen auf Mittel", "Fragen des Rechts")
    ]
    assert visit_of(pages.text("Beratung", *text), "/leistungen/beratung").kind is PageKind.OTHER
    asked = visit_of(pages.text("Beratung", *text), "/leistungen/beratung", PageKind.ARTICLE)
    assert asked.kind is PageKind.ARTICLE
