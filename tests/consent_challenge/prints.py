"""Prints of the challenge: a page as text, with the banner where a printer or browser puts it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from random import Random

from lxml import etree

from tests.consent_challenge.products import Product
from tests.consent_challenge.texts import Banner, Story

WIDTH = 92
SHEET = 46
_ROW = frozenset(("a", "button", "label", "span"))
_BLOCK = frozenset(
    ("div", "p", "h1", "h2", "h3", "h4", "h5", "li", "ul", "tr", "fieldset", "section")
)
_APART = frozenset(("p", "h1", "h2", "h3", "h4"))


def lines_of(product: Product, banner: Banner) -> list[str]:
    """The banner as a browser turns it into text: rows of buttons, blank lines at paragraphs."""
    tree = etree.fromstring(product.markup(banner), etree.HTMLParser())
    parts = list(_parts(tree)) if tree is not None else []
    text = "".join(parts)
    lines = [" ".join(line.split(" ")).strip() for line in text.split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return _trimmed(kept)


def _parts(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in ("template", "input"):
        yield element.tail or ""
        return
    hidden = "display: none" in (element.get("style") or "")
    if not hidden:
        edge = "\n\n" if element.tag in _APART else "\n" if element.tag in _BLOCK else ""
        wide = "    " if element.tag in _ROW else ""
        yield edge + wide + (element.text or "")
        for child in element:
            yield from _parts(child)
        yield wide + edge
    yield element.tail or ""


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def copied_print(story: Story, banner: Banner, product: Product, random: Random) -> str:
    """The text of a page as it is copied out of a browser: the banner first, or last."""
    article = [story.title, "", *(line for block in story.blocks for line in (block, ""))]
    stamp = lines_of(product, banner)
    parts = [stamp, article] if random.random() < 0.5 else [article, stamp]
    gap = [""] * random.randint(1, 3)
    return "\n".join([*parts[0], *gap, *parts[1], ""])


def sheets_print(story: Story, banner: Banner, product: Product, random: Random) -> str:
    """The page as ``pdftotext -layout`` gives it: sheets, with the banner at the foot of each,
    or of the last one only.
    """
    body = [*textwrap.wrap(story.title, WIDTH), "", ""]
    for block in story.blocks:
        body += [*textwrap.wrap(block, WIDTH), ""]
    stamp = [line for text in lines_of(product, banner) for line in _wrapped(text)]
    indent = " " * random.choice((0, 2, 6))
    room = max(12, SHEET - len(stamp))
    sheets = [body[at : at + room] for at in range(0, len(body), room)]
    once = random.random() < 0.5
    printed = []
    for number, sheet in enumerate(sheets, 1):
        foot = [] if once and number < len(sheets) else ["", "", *stamp]
        printed.append("\n".join(indent + line if line else "" for line in (*sheet, *foot)))
    return "\n\f".join(printed) + "\n\f"


def _wrapped(text: str) -> list[str]:
    if not text:
        return [""]
    return (
        textwrap.wrap(text, WIDTH, replace_whitespace=False, drop_whitespace=False)
        if ("   " not in text)
        else [text]
    )
