"""Annotated pages as rows to learn from: blocks, their features, and which of them are text.

A folder holds ``<set>/<page>/page.html.gz`` with ``expected.json`` beside it: ``url``, and
``text`` (all of the article) or ``with`` and ``without`` (words that must and must not be
in it).
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from archive.records import Form
from scraper.capture import capture
from scraper.clean.parse import parse
from scraper.clean.strip import cut
from scraper.extract import article
from scraper.extract.blocks import Block
from scraper.extract.body_choice import without_links
from scraper.extract.body_features import Features, Told
from scraper.extract.body_learned import considered
from scraper.extract.body_names import Surroundings
from scraper.extract.source import Source
from scraper.site import site_for_url

#: Words that a snippet counts for among those of a page with a whole text.
SNIPPET = 0.15
#: Words that are added to each block's, so that short ones count too.
LEAST = 1.5

WORD = re.compile(r"\w+")
_SECOND_LEVEL = re.compile(r"\.(?:co|com|org|net|ac|gov|edu)\.\w\w$")


@dataclass(slots=True)
class Page:
    """One annotated page."""

    name: str  #: set and number
    site: str  #: registered domain; pages of one site are learned or tested together
    blocks: list[Block]
    features: Features
    keys: list[list[str]]  #: of the first score
    labels: list[float]  #: 1: text, 0: not
    weights: list[float]  #: how much a block counts; 0: nothing is known of it
    text: str | None = None
    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)


def pages(folder: Path, sets: Sequence[str]) -> Iterator[Page]:
    """The pages of ``sets`` that have a truth, in a fixed order."""
    for name in sets:
        for path in sorted((folder / name).glob("*/expected.json")):
            truth = json.loads(path.read_text("utf-8"))
            if truth.get("text") or truth.get("with") is not None:
                body = gzip.decompress((path.parent / "page.html.gz").read_bytes())
                yield _page(f"{name}/{path.parent.name}", truth, body)


def site_of(url: str) -> str:
    """The registered domain of an address, as far as its form tells it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return ".".join(host.split(".")[-3 if _SECOND_LEVEL.search(host) else -2 :])


def _page(name: str, truth: dict[str, Any], body: bytes) -> Page:
    blocks, told = _considered(body, truth["url"])
    _, blocks, told = without_links(blocks, told)
    features, around = Features(blocks, told), Surroundings()
    keys = [
        [*own, *around.keys(block.element)]
        for own, block in zip(features.all(), blocks, strict=True)
    ]
    page = Page(name, site_of(truth["url"]), blocks, features, keys, [], [])
    page.text = truth.get("text") or None
    page.wanted, page.unwanted = truth.get("with") or [], truth.get("without") or []
    if page.text:
        _label_by_text(page, page.text)
    else:
        _label_by_snippets(page)
    return page


def _considered(body: bytes, url: str) -> tuple[list[Block], Told]:
    """The blocks as the extractor sees them, at the point where it looks for the body."""
    seen: list[tuple[list[Block], Told]] = []

    def look(source: Source, title: str, known: Sequence[etree._Element]) -> None:
        seen.append(considered(source, title, set(known)))

    site = site_for_url(url)
    captured = capture(url, body, form=Form.FILE, captured_at="2026-01-01T00:00:00+00:00")
    stripped = cut(parse(captured), site)
    steps = vars(article)
    original, steps["body_of"] = steps["body_of"], look
    try:
        article.extract(stripped, captured, site, url=url)
    finally:
        steps["body_of"] = original
    return seen[0]


def _label_by_snippets(page: Page) -> None:
    wanted = [squashed(text) for text in page.wanted]
    unwanted = [squashed(text) for text in page.unwanted]
    for block in page.blocks:
        text = squashed(block.text)
        good, bad = any(w in text for w in wanted), any(w in text for w in unwanted)
        page.labels.append(float(good))
        page.weights.append(SNIPPET if good != bad else 0.0)


def squashed(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _label_by_text(page: Page, text: str) -> None:
    """A block is text if most of its runs of four words are; a short one if it joins there."""
    words = WORD.findall(text)
    left = runs(words)
    said = [WORD.findall(block.text) for block in page.blocks]
    labels: list[float | None] = [_share(each, left) if len(each) > 3 else None for each in said]
    line = f" {' '.join(words)} "
    for number, each in enumerate(said):
        label = labels[number]
        joined = _joins(number, said, labels, line) if label is None else label > 0.5
        page.labels.append(float(joined))
        page.weights.append(min(1.0, (len(each) + LEAST) / len(words)))


def runs(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text; all of it if it is shorter."""
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[start:] for start in range(4)), strict=False))


def _share(words: Sequence[str], left: Counter[tuple[str, ...]]) -> float:
    """The share of a block's runs that the text has; those of a block that fits are used up."""
    own = runs(words)
    share = sum(run in left and left[run] > 0 for run in own) / len(own)
    if share > 0.5:
        left.subtract(own)
    return share


def _joins(number: int, said: list[list[str]], labels: list[float | None], line: str) -> bool:
    """True if a block of up to three words follows or leads a block of the text there."""
    if not said[number]:
        return False
    own = " ".join(said[number])
    before = _nearest(range(number - 1, -1, -1), said, labels)[-2:]
    after = _nearest(range(number + 1, len(said)), said, labels)[:2]
    follows = len(before) == 2 and f" {' '.join(before)} {own} " in line
    return follows or (len(after) == 2 and f" {own} {' '.join(after)} " in line)


def _nearest(order: range, said: list[list[str]], labels: list[float | None]) -> list[str]:
    for other in order[:200]:
        if said[other] and (labels[other] or 0.0) > 0.5:
            return said[other]
    return []
