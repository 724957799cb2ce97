"""Standfirst, description and declared language of an article."""

from __future__ import annotations

import re

from archive.records import Evidence
from scraper.clean.removal import folded
from scraper.clean.selectors import compile_selector
from scraper.extract.evidence import absent, found
from scraper.extract.source import Source
from scraper.extract.structured import strings
from scraper.extract.text import clean_text

SUBTITLES = (
    "h2.subtitle",
    "p.subtitle",
    "div.subtitle",
    "h2.sub-title",
    "p.standfirst",
    "div.standfirst",
    ".article-subtitle",
    ".article__subtitle",
    ".entry-subtitle",
)
_LANGUAGE = re.compile(r"^([a-z]{2})(?:[-_]|$)", re.I)

#: A standfirst is a line, not a paragraph.
LONGEST_SUBTITLE = 300


def subtitle_of(source: Source) -> tuple[str | None, Evidence]:
    """The standfirst line printed with the title."""
    if selected := source.selected_text("subtitle"):
        return selected[1], found("subtitle", "site-rule", *selected)
    for field in source.role("subtitle"):
        if text := field.text():
            return text, found("subtitle", "text", field.place, text)
    for css in SUBTITLES:
        element = compile_selector(css).first(source.page.index)
        text = clean_text(folded(element)) if element is not None else ""
        if 0 < len(text) <= LONGEST_SUBTITLE:
            return text, found("subtitle", "text", css, text)
    for text in strings(source.stated.article.get("alternativeHeadline"))[:1]:
        return text, found("subtitle", "json-ld", "alternativeHeadline", text)
    return None, absent("subtitle", "fields, headings, JSON-LD")


def summary_of(source: Source) -> tuple[str | None, Evidence]:
    """The description that the page gives of itself; else its lead."""
    if selected := source.selected_text("summary"):
        return selected[1], found("summary", "site-rule", *selected)
    if meta := source.stated.first_meta("description", "og:description", "dcterms.description"):
        return meta[1], found("summary", "meta", *meta)
    for text in strings(source.stated.article.get("description"))[:1]:
        return text, found("summary", "json-ld", "description", text)
    for field in source.role("lead"):
        if text := field.text():
            return text, found("summary", "text", field.place, text)
    return None, absent("summary", "meta, JSON-LD, lead fields")


def declared_language(source: Source) -> tuple[str | None, Evidence]:
    """The language that the markup claims, ISO 639-1; often that of the site, not the text."""
    claims = []
    if source.node is not None:
        claims.append(("[lang]", source.node.get("lang") or source.node.get("xml:lang")))
    root = source.page.tree
    claims.append(("html[lang]", root.get("lang") or root.get("xml:lang")))
    if meta := source.stated.first_meta(
        "og:locale", "content-language", "dcterms.language", "language"
    ):
        claims.append(meta)
    for place, claim in claims:
        if claim and (match := _LANGUAGE.match(claim.strip())):
            return match[1].lower(), found("declared_language", "meta", place, claim)
    return None, absent("declared_language", "html[lang], meta")
