"""Extractors to stand beside, each in the form of :mod:`benchmarks.adapter`.

Each is a ``pip install`` away (the extra ``peers``) and imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import lxml.html

from benchmarks import adapter

#: Bytes and an address in; out any of text, title, date, authors, tags.
Extractor = Callable[[bytes, str], dict[str, Any]]


def clusternews() -> Extractor:
    """Ours, all fields of an article."""
    return adapter.extract


def lxml_parse() -> Extractor:
    """The floor: one parse of the page, and nothing read from it."""

    def extract(html: bytes, url: str) -> dict[str, Any]:
        lxml.html.document_fromstring(html)
        return {}

    return extract


def trafilatura(**options: bool) -> Extractor:
    """trafilatura with metadata and without comments, as its documentation sets it."""
    bare_extraction = import_module("trafilatura").bare_extraction

    def extract(html: bytes, url: str) -> dict[str, Any]:
        page = bare_extraction(html, url=url, with_metadata=True, include_comments=False, **options)
        if page is None:
            return {}
        return {
            "text": page.text,
            "title": page.title,
            "date": page.date,
            "authors": [name.strip() for name in (page.author or "").split(";") if name.strip()],
            "tags": [*(page.tags or ()), *(page.categories or ())],
        }

    return extract


def readability() -> Extractor:
    """readability-lxml: text and title."""
    document = import_module("readability").Document

    def extract(html: bytes, url: str) -> dict[str, Any]:
        page = document(html)
        tree = lxml.html.fromstring(page.summary())
        return {"text": "\n".join(tree.itertext()), "title": page.short_title()}

    return extract


def newspaper() -> Extractor:
    """newspaper4k from the page at hand, without the network."""
    article = import_module("newspaper").Article

    def extract(html: bytes, url: str) -> dict[str, Any]:
        page = article(url, fetch_images=False)
        page.download(input_html=html.decode("utf-8", "replace"))
        page.parse()
        date = page.publish_date
        return {
            "text": page.text,
            "title": page.title,
            "date": date.isoformat() if date else None,
            "authors": list(page.authors),
            "tags": sorted(page.tags or ()),
        }

    return extract


def resiliparse() -> Extractor:
    """resiliparse: its main content as plain text, and the document's title."""
    plain = import_module("resiliparse.extract.html2text").extract_plain_text
    tree = import_module("resiliparse.parse.html").HTMLTree
    detect = import_module("resiliparse.parse.encoding").detect_encoding

    def extract(html: bytes, url: str) -> dict[str, Any]:
        page = tree.parse_from_bytes(html, detect(html))
        return {"text": plain(page, main_content=True), "title": page.title}

    return extract


CONTENDERS: dict[str, Callable[[], Extractor]] = {
    "clusternews": clusternews,
    "trafilatura": trafilatura,
    "trafilatura_fast": lambda: trafilatura(fast=True),
    "trafilatura_precision": lambda: trafilatura(favor_precision=True),
    "readability": readability,
    "newspaper4k": newspaper,
    "resiliparse": resiliparse,
    "lxml_parse": lxml_parse,
}


@cache
def contender(name: str) -> Extractor | None:
    """The extractor of this name; None if its package is not installed."""
    try:
        return CONTENDERS[name]()
    except ModuleNotFoundError:
        return None
