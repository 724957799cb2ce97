"""What a platform calls itself, and titles without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scraper.clean import wording
from scraper.extract.json_ld import type_names
from scraper.extract.source import Source
from scraper.extract.structured import strings

_SEPARATOR = re.compile(r"\s+[|–—\-:·•»«›‹~/∙⋅●★☆►]+\s+|\s*[|»›：｜]\s*")
_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d\d)?\d\d|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}")
#: Parts of a host that name no platform.
_COMMON = frozenset(
    "www com org net gov edu info news blog online portal web site home mobile media magazin"
    " magazine europa newsroom press presse wiki shop".split()
)
#: Words of a part of a title that still is a platform's name with what it is: ``X - the daily``.
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one platform, as they are compared."""

    exact: frozenset[str]  #: whole names, as :func:`bare` gives them
    brands: tuple[str, ...]  #: telling parts of its host, without spaces

    def is_name(self, text: str) -> bool:
        """True if ``text`` is what the platform calls itself."""
        words = bare(text)
        return not words or words in self.exact or words.replace(" ", "") in self.brands

    def is_signature(self, part: str) -> bool:
        """True if a part of a title names the platform, alone or with what it says of itself."""
        if self.is_name(part) or _DAY.fullmatch(part.strip()):
            return True
        words = bare(part).split()
        squeezed = "".join(words)
        return len(words) <= MOST_WORDS and any(
            squeezed.startswith(brand) or squeezed.endswith(brand) or brand in words
            for brand in self.brands
        )


def names_of(source: Source) -> Names:
    """What the platform of a page is called, by its metadata and its host."""
    stated = source.stated
    names = [source.site.title, source.site.name]
    for key in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
        names += stated.meta.get(key, ())[:2]
    for node in stated.nodes[:50]:
        if {"WebSite", "NewsMediaOrganization"}.intersection(type_names(node)):
            names += strings(node.get("name"))[:1] + strings(node.get("alternateName"))[:2]
    names += strings(stated.article.get("publisher"), "name")[:1]
    exact = frozenset(bare(name) for name in names if name) - {""}
    return Names(exact, _brands(source.site.name))


@lru_cache(maxsize=512)
def _brands(host: str) -> tuple[str, ...]:
    """The host without its ending, and its parts that are long enough to be a name."""
    labels = host.partition(":")[0].removeprefix("www.").split(".")
    whole = bare(".".join(labels[:-1])).replace(" ", "")
    parts = [bare(label).replace(" ", "") for label in labels[:-1]]
    every = {whole, bare(host).replace(" ", ""), *(p for p in parts if len(p) >= 4)}
    return tuple(sorted(every - _COMMON - {""}, key=len, reverse=True))


def without_names(text: str, names: Names, suffixes: tuple[str, ...] = ()) -> str:
    """A document title without the platform's name and what stands with it, at either end."""
    for suffix in suffixes:
        if text.endswith(suffix) and len(text) > len(suffix):
            return text.removesuffix(suffix).strip()
    marks = list(_SEPARATOR.finditer(text))[:40]
    for position, mark in enumerate(marks):
        end = marks[position + 1].start() if position + 1 < len(marks) else len(text)
        if names.is_signature(text[mark.end() : end]) and text[: mark.start()].strip():
            return text[: mark.start()].strip()
    if marks and names.is_name(text[: marks[0].start()]):
        return text[marks[0].end() :].strip() or text
    return text


def parts_of(text: str) -> list[str]:
    """The beginnings and the single parts of a title that separators part."""
    marks = list(_SEPARATOR.finditer(text))[:8]
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    beginnings = [text[:end] for end in ends[1:-1]]
    return [*beginnings, *(text[a:b] for a, b in zip(starts, ends, strict=True))]


@lru_cache(maxsize=512)
def bare(text: str) -> str:
    """Lower-case words only, for comparison."""
    return wording.bare(text)
