"""The tags of an article as its metadata state them, freed of what machines put there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from scraper.extract import terms_words as words
from scraper.extract.source import Source
from scraper.extract.structured import strings
from scraper.extract.text import clean_text, slugify

#: Meta elements that list terms, the most telling first; ``keywords`` is often the same
#: on all pages of a site.
METAS = ("news_keywords", "article:tag", "parsely-tags", "sailthru.tags", "cxenseparse:tags")
LAST_METAS = ("dcterms.subject", "dc.subject", "keywords")

#: Terms kept from one list, and characters of a term.
MOST = 50
LONGEST_TERM = 80

_SPLIT = re.compile(r"\s*[,;|、，；]\s*")
_MACHINE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{10,}|\d{1,3}|\d{5,}|[a-z0-9]+(?:_[a-z0-9]+)+|\w+:[\w/:.-]*"
    r"|(?:[\w-]+\.)+(?:com|org|net|[a-z]{2})"
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
_PREFIXED = re.compile(r"(?P<kind>[A-Z][\w ]{2,30}): (?P<value>.+)")
_NO_TERM = re.compile(words.NO_TERMS, re.I)


def stated_terms(source: Source, *, sure: bool) -> Iterator[tuple[str, str, list[str]]]:
    """Lists of terms, the most telling first: (method, place, terms).

    ``sure``: those that are made for the article; else those that often are the site's.
    """
    article, metas = source.stated.article, source.stated.meta
    for name in METAS if sure else LAST_METAS:
        terms = terms_in(metas.get(name, ()))
        if terms and not _is_slug(terms, source.url):
            yield "meta", name, terms
    for name in ("keywords",) if sure else ("about", "mentions"):
        terms = terms_in(strings(article.get(name), "name", "@value"))
        if terms and not _is_slug(terms, source.url):
            yield "json-ld", name, terms


def terms_in(values: Iterable[str]) -> list[str]:
    """Terms from a list, or from texts that join them; each once, machine marks left out."""
    texts = [text for value in values for text in _parted(value)]
    marked = [m for text in texts if (m := _PREFIXED.fullmatch(text))]
    if len(marked) > 1 or (marked and any(map(_UUID.match, texts))):
        texts = list(_without_kinds(texts))
    found: dict[str, str] = {}
    for text in texts:
        if is_term(text):
            found.setdefault(text.casefold(), text)
    return list(found.values())[:MOST]


@lru_cache(maxsize=1024)
def is_term(text: str) -> bool:
    """True for a word or a few; False for an id, a host, a sentence, or ``News``."""
    if not 1 < len(text) <= LONGEST_TERM or len(text.split()) > 8:
        return False
    return not (is_machines(text) or _NO_TERM.fullmatch(text))


def is_machines(text: str) -> bool:
    """True for what a program calls a thing by: an id, a host, ``editors_pick``."""
    return bool(_MACHINE.fullmatch(text))


def _parted(value: str) -> list[str]:
    parts = [clean_text(part).lstrip("#").strip() for part in _SPLIT.split(value[:10_000])]
    if len(parts) == 1 and _is_row_of_nouns(parts[0]):
        return parts[0].split()
    return [part for part in parts if part]


def _is_row_of_nouns(text: str) -> bool:
    """True for terms that nothing but spaces part: many words, each with a capital."""
    each = text.split()
    return len(each) > 5 and all(word[:1].isupper() for word in each)


def _without_kinds(texts: Sequence[str]) -> Iterator[str]:
    """Terms of which some carry the name of their kind (``Category: World``)."""
    for text in texts:
        match = _PREFIXED.fullmatch(text)
        if match is None:
            yield text
        elif "categor" not in match["kind"].lower():
            yield match["value"]


def _is_slug(terms: Sequence[str], url: str) -> bool:
    """True for the words of the address in their order, which a system has made terms of."""
    if len(terms) <= 2:
        return False
    path = _path_of(url)
    return slugify(terms[0]) in path and "-".join(map(slugify, terms)) in path


@lru_cache(maxsize=16)
def _path_of(url: str) -> str:
    return slugify(unquote(urlsplit(url).path)) if "//" in url else ""
