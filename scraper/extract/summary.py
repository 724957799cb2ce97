"""Standfirst, description and declared language of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.records import Evidence
from scraper.extract.evidence import absent, found, other, sureness
from scraper.extract.source import Source
from scraper.extract.standfirst import standfirst_of
from scraper.extract.structured import strings
from scraper.extract.title import Title, bare, same_words

_LANGUAGE = re.compile(r"^([a-z]{2})(?:[-_]|$)", re.I)

#: How far an ``alternativeHeadline`` is a subtitle: as often it is a second title.
ALTERNATIVE = 0.6


def subtitle_of(source: Source, title: Title) -> tuple[str | None, Evidence]:
    """The standfirst printed with the title."""
    if selected := source.selected_text("subtitle"):
        return selected[1], found("subtitle", "site-rule", *selected)
    for field in source.role("subtitle"):
        if text := field.text():
            return text, found("subtitle", "text", field.place, text)
    headings = title.elements or source.page.index.with_tag("h1")[:1]
    if printed := standfirst_of(source.page.index, headings, title.text):
        place, text = printed
        return text, found("subtitle", "text", place, text, _sureness(source, text))
    for text in strings(source.stated.article.get("alternativeHeadline"))[:1]:
        if not same_words(text, title.text):
            return text, found("subtitle", "json-ld", "alternativeHeadline", text, ALTERNATIVE)
    return None, absent("subtitle", "fields, standfirst, JSON-LD")


def _sureness(source: Source, text: str) -> float:
    """A standfirst is surer if the page describes itself with it."""
    described = [raw for _, _, raw in _descriptions(source)]
    same = any(_begins_alike(raw, text) for raw in described)
    return sureness("text", int(same), 0)


def _begins_alike(first: str, second: str) -> bool:
    """True if two texts are the same as far as the shorter goes; descriptions are cut."""
    one, two = bare(first.rstrip("….")), bare(second)
    length = min(len(one), len(two))
    return length > 0 and one[:length] == two[:length]


def summary_of(source: Source, subtitle: str | None = None) -> tuple[str | None, list[Evidence]]:
    """The description that the page gives of itself; else its lead.

    A description that is the beginning of ``subtitle`` was cut: the whole is taken.
    """
    if selected := source.selected_text("summary"):
        return selected[1], [found("summary", "site-rule", *selected)]
    claims = list(_descriptions(source))
    if not claims:
        return None, [absent("summary", "meta, JSON-LD, lead fields")]
    method, place, raw = claims[0]
    differing = {bare(text): (m, p, text) for m, p, text in claims[1:] if bare(text) != bare(raw)}
    sure = sureness(method, len(claims) - 1 - len(differing), len(differing))
    rows = [found("summary", method, place, raw, sure)]
    rows += [other("summary", m, p, text) for m, p, text in list(differing.values())[:2]]
    is_cut = subtitle is not None and len(subtitle) > len(raw) and _begins_alike(raw, subtitle)
    return (subtitle if is_cut else raw), rows


def _descriptions(source: Source) -> Iterator[tuple[str, str, str]]:
    for name in ("description", "og:description", "dcterms.description", "dc.description"):
        if meta := source.stated.first_meta(name):
            yield "meta", *meta
    for text in strings(source.stated.article.get("description"))[:1]:
        yield "json-ld", "description", text
    for field in source.role("lead"):
        if text := field.text():
            yield "text", field.place, text


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
    claims += (
        ("inLanguage", text) for text in strings(source.stated.article.get("inLanguage"))[:1]
    )
    for place, claim in claims:
        if claim and (match := _LANGUAGE.match(claim.strip())):
            method = "json-ld" if place == "inLanguage" else "meta"
            return match[1].lower(), found("declared_language", method, place, claim)
    return None, absent("declared_language", "html[lang], meta, JSON-LD")
