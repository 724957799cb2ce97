"""The sites: two looks of the example platform, a blog, and a magazine of nobody's system."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from scraper.example.catalogue import Catalogue
from scraper.example.routes import Routes
from scraper.example.story import Paragraph
from scraper.example.twins import Twins
from scraper.site import Site, site_for_url
from scraper.sites import find_site

#: The first day of a simulated time.
FIRST = datetime(2024, 1, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an editor has put into one article."""

    number: int
    day: datetime
    author: bool = True
    tags: bool = True
    dated: bool = True
    picture: bool = True
    size: int = 6  #: paragraphs
    edited: int = 0
    new_tag: bool = False
    section: str = "news"


@dataclass(frozen=True, slots=True)
class Look:
    """A site, how it prints an entry, and the class names that its fields hang on."""

    name: str
    site: Site
    address: Callable[[Entry], str]
    page: Callable[[Entry], str]
    classes: dict[str, str]  #: field -> class name around it

    def url(self, entry: Entry) -> str:
        return self.site.base_url + self.address(entry)


_WORDS = (
    "cluster region partner network company support project member energy water textile region "
    "market funding programme meeting training research harbour battery photonics hydrogen "
    "workshop delegation strategy platform exchange service laboratory pilot factory supplier "
    "institute agreement minister university technology material recycling transport maritime"
).split()
_PEOPLE = ("Ana Horvat", "Jan Novak", "Elena Rossi", "Piet Jansen", "Sofia Lind", "Marc Dubois")
_TOPICS = ("Hydrogen", "Textiles", "Photonics", "Maritime", "Recycling", "Skills")


def sentence(chance: Random, words: int) -> str:
    chosen = [chance.choice(_WORDS) for _ in range(words)]
    return " ".join(chosen).capitalize() + "."


def title_of(entry: Entry) -> str:
    chance = Random(f"title {entry.number}")
    return f"{sentence(chance, 5).removesuffix('.')} {entry.number}"


def paragraphs(entry: Entry) -> list[str]:
    """The text; the words of the title come up in it, and an edit changes half of it."""
    chance = Random(f"body {entry.number}")
    found = [f"{title_of(entry)}: {sentence(chance, 14)}"]
    found += [" ".join(sentence(chance, 12) for _ in range(3)) for _ in range(entry.size - 1)]
    again = Random(f"edit {entry.number} {entry.edited}")
    for rank in range(1, len(found), 2):
        if entry.edited:
            found[rank] = " ".join(sentence(again, 11) for _ in range(3))
    return found


def _topics(entry: Entry) -> list[str]:
    chosen = Random(f"tags {entry.number}").sample(_TOPICS, 2)
    return [*chosen, f"Topic {entry.number}"] if entry.new_tag else chosen


def _person(entry: Entry) -> str:
    return Random(f"person {entry.number}").choice(_PEOPLE)


def _slug(text: str) -> str:
    return "-".join(text.lower().split())


# --- a magazine of nobody's system ---------------------------------------------------------

_MAGAZINE = site_for_url("https://www.cluster-magazine.example")


def _magazine(entry: Entry) -> str:
    title, day = html.escape(title_of(entry)), entry.day
    stated: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title_of(entry),
    }
    by = when = ""
    if entry.author:
        stated["author"] = {"@type": "Person", "name": _person(entry)}
        by = f'<span class="byline-name">By <a rel="author" href="/p">{_person(entry)}</a></span>'
    if entry.dated:
        stated["datePublished"] = day.isoformat()
        when = f'<time class="stamp" datetime="{day.isoformat()}">{day:%d %B %Y}</time>'
    topics = "".join(
        f'<li><a rel="tag" href="/topic/{_slug(one)}">{one}</a></li>' for one in _topics(entry)
    )
    picture = '<figure class="hero"><img src="/i.jpg" alt="A hall"></figure>'
    text = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs(entry))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title} | Cluster Magazine</title>
<link rel="canonical" href="{_MAGAZINE.base_url}/{entry.section}/{_slug(title_of(entry))}">
<script type="application/ld+json">{json.dumps(stated)}</script></head>
<body class="single"><header class="top"><p class="brand">Cluster Magazine</p><nav class="bar">
<ul><li><a href="/">Front page</a></li><li><a href="/news">All news</a></li>
<li><a href="/about">About the magazine</a></li><li><a href="/members">For members</a></li>
<li><a href="/contact">How to reach us</a></li></ul></nav></header><main class="page">
<article class="story"><h1 class="headline">{title}</h1>
<div class="credit">{by} {when}</div>{picture if entry.picture else ""}
<div class="prose">{text}</div>
{f'<ul class="topics">{topics}</ul>' if entry.tags else ""}</article></main>
<aside class="side"><h2>Newsletter</h2><p>Once a month, free of charge.</p></aside>
<footer class="foot"><p>Published by the Association of Clusters.</p></footer></body></html>"""


# --- a blog ---------------------------------------------------------------------------------

_BLOG = replace(site_for_url("https://blog.cluster-nord.example"), name="blog")


def _blog(entry: Entry) -> str:
    title, day = html.escape(title_of(entry)), entry.day
    by = f'<span class="vcard"><a rel="author" href="/p">{_person(entry)}</a></span>'
    when = f'<span class="posted-on"><time class="entry-date" datetime="{day:%Y-%m-%d}">'
    when += f"{day:%B %d, %Y}</time></span>"
    topics = ", ".join(f'<a rel="tag" href="/tag/{_slug(one)}">{one}</a>' for one in _topics(entry))
    text = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs(entry))
    classes = f"post-{entry.number} post type-post status-publish hentry"
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>{title} – Cluster Nord</title><meta property="og:title" content="{title}">
<meta property="og:site_name" content="Cluster Nord"></head>
<body class="post-template-default single postid-{entry.number}">
<div class="site-branding"><p class="site-title">Cluster Nord</p></div>
<nav class="main-navigation"><ul class="menu"><li><a href="/">Start</a></li>
<li><a href="/{entry.section}">News</a></li><li><a href="/team">The team</a></li>
<li><a href="/contact">Contact</a></li></ul></nav>
<main id="main"><article id="post-{entry.number}" class="{classes}">
<header class="entry-header"><h1 class="entry-title">{title}</h1><div class="entry-meta">
{when if entry.dated else ""} {by if entry.author else ""}</div></header>
{'<div class="post-thumbnail"><img src="/a.jpg" alt="A view"></div>' if entry.picture else ""}
<div class="entry-content">{text}</div>
<footer class="entry-footer">{
        f'<span class="tags-links">Tagged {topics}</span>' if entry.tags else ""
    }</footer></article></main>
<footer class="site-footer"><p>Cluster Nord is funded by the region.</p></footer>
</body></html>"""


# --- the example platform -------------------------------------------------------------------

_ECCP = find_site("eccp")


@cache
def _platform() -> tuple[Catalogue, Routes]:
    catalogue = Catalogue(150, 2016)
    twins = Twins(_ECCP.base_url, "https://clustercollaboration.eu", "https://preview.example")
    return catalogue, Routes(catalogue, twins, crawl_delay=0, page_bytes=None)


def _example(theme: str) -> Callable[[Entry], str]:
    def page(entry: Entry) -> str:
        catalogue, routes = _platform()
        story = catalogue.stories[entry.number % len(catalogue.stories)]
        text = tuple(Paragraph((part,)) for part in paragraphs(entry))
        changes: dict[str, Any] = {
            "theme": theme,
            "debug": False,
            "title": title_of(entry),
            "slug": _slug(title_of(entry)),
            "section": entry.section,
            "language": "en",
            "published": entry.day,
            "author": _person(entry) if entry.author else None,
            "tags": story.tags if entry.tags else (),
            "body": text,
            "node": 1000 + entry.number,
        }
        return routes.page_of(replace(story, **changes)).body.decode()

    return page


def _path(entry: Entry) -> str:
    return f"/{entry.section}/{_slug(title_of(entry))}"


def _flat(entry: Entry) -> str:
    return f"/{_slug(title_of(entry))}"


LOOKS = {
    look.name: look
    for look in (
        Look(
            "magazine",
            _MAGAZINE,
            _path,
            _magazine,
            {
                "title": "headline",
                "body_text": "prose",
                "published_at": "stamp",
                "tags": "topics",
                "authors": "byline-name",
            },
        ),
        Look(
            "blog",
            _BLOG,
            _flat,
            _blog,
            {
                "title": "entry-title",
                "body_text": "entry-content",
                "published_at": "entry-date",
                "tags": "tags-links",
                "authors": "vcard",
            },
        ),
        Look(
            "drupal10",
            _ECCP,
            _path,
            _example("drupal10"),
            {
                "title": "page-title",
                "body_text": "field--name-body",
                "published_at": "node__meta",
                "tags": "field--name-field-tags",
                "authors": "node__meta",
            },
        ),
        Look(
            "drupal7",
            _ECCP,
            _path,
            _example("drupal7_stock"),
            {
                "title": "title",
                "body_text": "field-name-body",
                "published_at": "submitted",
                "tags": "field-name-field-tags",
                "authors": "submitted",
            },
        ),
    )
}


def entry(number: int, every_days: float = 3.0) -> Entry:
    return Entry(number, FIRST + timedelta(days=every_days * number))
