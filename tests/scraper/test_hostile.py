"""Hostile and broken pages: no exception escapes, nothing stalls, nothing invisible is kept."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.records import PageKind, Visit
from benchmarks.hostile_cases import CASES
from benchmarks.mutations import mutated
from scraper.sites import find_site
from tests.scraper.saved import PAGES, TEXT, captured, document, visit

ECCP = find_site("eccp")
URL = f"{ECCP.base_url}/news/x"
SHELL = "<html><head><title>Some title here</title></head><body>"

#: Pages of a megabyte, each made to be slow at one step.
LARGE = {
    "links": '<a href="/x/y/z/very/long/link/here">some link text</a> ' * 18_000,
    "paragraphs": "".join(f"<p>{n} {'word ' * 30}.</p>" for n in range(5_000)),
    "one text": f"<p>{'word ' * 180_000}",
    "one word": f"<p>{'x' * 1_000_000}",
    "tiny elements": "<b>x</b>" * 100_000,
    "open paragraphs": "<p>" * 180_000,
    "less-than signs": "<" * 1_000_000,
    "open comments": "<!--" * 40_000,
    "nested tables": "<table><tr><td>" * 10_000,
    "cells": f"<table>{'<tr><td>a</td><td>b</td></tr>' * 8_000}",
    "nested inlines": "<b><i><a>" * 20_000,
    "names of their own": "".join((f'<i class="c{n} cookie{n}" '
f'id="i{n}">t</i>') for n in range(16_000)),
    "one long class": f'<div class="{"a b cookie " * 60_000}">hi</div>',
    "banners": "<div>We use cookies on this site. <button>Accept</button></div>" * 8_000,
    "dates": f"<p>{'12 March 2020 ' * 40_000}",
    "addresses": f"<p>{'a@b.example [at] (at) ' * 30_000}",
    "nested fields": '<div class="node"><div class="field field-name-body">' * 900,
    "nodes": '<div class="node node-1"><p>text text text</p></div>' * 8_000,
    "breaks": f"<p>{'text<br><br>' * 40_000}",
    "metas": '<meta name="a" content="b">' * 12_000,
    "breadcrumbs": f'<div class="breadcrumb">{"<a href=/x>x</a> &gt; " * 10_000}</div>',
    "spamspans": ('<span class="spamspan"><span class="u">a</span><span class="d">'
'b.c</span></span>') * 4_000,
    "settings": f'<script>{{"eu_cookie_compliance":{{{chr(34)}popup_html_info":"{"<p>" * 100_000}',
    "json": f'<script type="application/ld+json">{"[" * 100_000}</script>',
    "graphs": ('<script type="application/ld+json">'
f'{"{" + chr(34) + "@graph" + chr(34) + ":[" * 1}{"[" * 900}'),
    "preformatted": f"<pre>{'a' + chr(10)}" + "a\n" * 180_000,
    "white space": f"<p>{' ' * 600_000}x{chr(9) * 200_000}</p>",
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_large_pages_end_soon(name: str) -> None:
    page = SHELL + LARGE[name]
    started = time.process_time()
    found = visit(page, URL, site=ECCP, expected=PageKind.ARTICLE)
    # Some tenths of a second each; the bound only tells a slow step from an endless one.
    assert time.process_time() - started < 5
    assert found.state


#: Cases of the benchmark that took from ten seconds to for ever, each at another step.
ONCE_ENDLESS = (
    *("5 MB: entities", "deep: then stray end tags", "deep: then list items"),
    *("deep: links at each level", "attributes: quoted away", "attributes: textarea"),
    *("1 MB text: no-break spaces", "1 MB meta: digits", "1 MB meta: hashes"),
    *("many: headings of one box", "many: nested banners", "many: theme debug without an end"),
    *("json-ld: html inside", "form: prologue", "form: plaintext", "form: laughs"),
)


@pytest.mark.parametrize("name", ONCE_ENDLESS)
def test_pages_that_once_had_no_end(name: str) -> None:
    started = time.process_time()
    found = visit(CASES[name](), URL, expected=PageKind.ARTICLE)
    assert time.process_time() - started < 5
    assert found.state
    assert "root:" not in str(found.article)


@pytest.mark.parametrize("depth", [10, 600, 2000, 100_000])
@pytest.mark.parametrize(
    "tag", ["div", "p", "b", "ul><li", "table><tr><td", "blockquote", "article"]
)
def test_depth(depth: int, tag: str) -> None:
    found = visit(SHELL + f"<{tag}>" * depth + TEXT, URL, site=ECCP)
    codes = [problem.code for problem in found.problems]
    if found.article is None or TEXT[3:40] not in found.article.body_text:
        assert "parse_truncated" in codes
    if depth == 600 and tag == "div":
        assert found.article is not None
        assert found.article.body_html is not None
        assert TEXT[3:40] in found.article.body_html


def strings_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_of(item)
    elif is_dataclass(value):
        for one in fields(value):
            yield from strings_of(getattr(value, one.name))


NASTY = "a\0b\x1b[31mc\u202ed\u200be\ufffef\x85g"
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_UNWANTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def assert_clean(found: Visit) -> None:
    for text in strings_of((found.article, found.problems, found.banner_sentences)):
        assert not _UNWANTED.search(text), repr(text[:200])
    for text in strings_of(found.removed):
        assert not _CONTROL.search(text), repr(text[:200])


def test_controls_and_lone_surrogates_reach_no_field() -> None:
    stated = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": f"A register\ud83d of test beds {NASTY}",
            "author": {"name": f"Ada\ud83d {NASTY}"},
            "keywords": [f"tag\ud83d {NASTY}"],
        }
    )
    html = document(
        f"<nav>menu {NASTY}&#xD800;&#0;</nav><main><p class=byline>By Ada{NASTY} "
        "Beispiel on 3 May 2020</p>"
        f"{TEXT}<p>{NASTY} &#1; &#xFFFE; &#x1F600;</p><img src='/a{NASTY}.png' alt='{NASTY} &#1;'>"
        f"<a href='/x{NASTY}'>{NASTY}</a></main><div class='breadcrumb'><a href='/'>"
        f"Home{NASTY}</a></div>",
        head=(
            f'<script type="application/ld+json">{stated}</script><meta name="description" '
            f'content="{NASTY}">'
        ),
    )
    found = visit(html)
    assert found.article is not None
    assert_clean(found)


def saved_pages() -> list[bytes]:
    names = ("drupal7/024.rendered.html", "eccp-drupal10/eccp.html", "eccp-drupal10/debug.html")
    return [(PAGES / name).read_bytes() for name in names]


SAVED = saved_pages()


@pytest.mark.parametrize("number", range(len(SAVED)))
def test_mutated_pages(number: int) -> None:
    for seed in range(60):
        body = mutated(SAVED[number], seed)
        found = visit(body, URL, site=ECCP, expected=PageKind.ARTICLE)
        assert_clean(found)
        assert (found.article is None) == (
            found.kind is not PageKind.ARTICLE or found.state != "fetched"
        )
        if seed % 20 == 0:
            assert visit(body, URL, site=ECCP, expected=PageKind.ARTICLE) == found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(SAVED), st.integers(0, 20_000))
def test_any_bytes_anywhere(noise: bytes, page: bytes, at: int) -> None:
    assert_clean(visit(noise, URL, site=ECCP))
    assert_clean(visit(page[:at] + noise + page[at:], URL, site=ECCP))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_in_fields(title: str, name: str, href: str) -> None:
    """Attributes and texts of a page may hold anything at all."""
    quoted = [json.dumps(text)[1:-1].replace('"', "") for text in (title, name, href)]
    html = (
        f'<html><head><title>{title}</title><link rel=canonical href="{quoted[2]}">'
        f"</head><body><h1>{title}</h1>"
        f"<div class='node node-news'><p class=submitted>Submitted by {name} on 3 May "
        f"2020</p>{TEXT}"
        f'<a href="{quoted[2]}">{name}</a><img src="{href}" alt="{title}"></div></body></html>'
    )
    assert_clean(visit(html.encode("utf-8", "replace"), URL, site=ECCP))


def test_captures_of_odd_addresses() -> None:
    for url in (
        "",
        "http://[::1",
        "about:blank",
        "file:///tmp/x.html",
        "https://x.example/\ud83d",
        "x" * 5000,
    ):
        assert captured(document(TEXT), url).encoding == "utf-8"
        assert visit(document(TEXT), url).state
