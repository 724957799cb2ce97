"""Pages nested deeper than any text is: made shallow, with their text kept.

The parser drops what lies deeper than 2,046 levels, and whatever asks for the ancestors of
every element costs the more the deeper they stand. Unclosed tags make such pages.
"""

from __future__ import annotations

import re

from lxml import etree

#: Levels of elements that are kept. The deepest of 1,200 pages of news sites has 56.
DEEPEST = 200

#: Tags counted that may stand within each other; those that are not counted come on top.
_KEPT = DEEPEST - 20

_AT_THE_BOTTOM = etree.XPath("/*" * DEEPEST)
_IS_DEEPER = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")

_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]{0,40})[^<>]*>")
#: Tags that are not counted: they hold nothing, end by themselves, or hold no markup.
_FLAT = frozenset(
    {
        *(b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta"),
        *(b"param", b"source", b"track", b"wbr", b"p", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6"),
        *(b"html", b"head", b"body", b"script", b"style", b"title", b"textarea", b"iframe"),
    }
)
#: Their end is no boundary between words.
_IN_WORDS = frozenset({b"a", b"abbr", b"b", b"em", b"font", b"i", b"small", b"span", b"strong"})


def is_too_deep(tree: etree._Element) -> bool:
    """True if the tree has more than :data:`DEEPEST` levels."""
    return bool(_IS_DEEPER(tree))


def flatten(tree: etree._Element) -> None:
    """Join all that lies deeper than :data:`DEEPEST` levels to the text above it.

    Nothing is visited: a look at an element costs the more the deeper it lies.
    """
    for bottom in _AT_THE_BOTTOM(tree):
        if len(bottom):
            etree.strip_tags(bottom, "*")


def without_deep_tags(body: bytes) -> bytes:
    """``body`` without the tags that begin below the deepest level, and their end tags.

    Paragraphs and headings stay; what the tags left out hold then stands higher.
    """
    opened: list[tuple[bytes, bool]] = []
    kept = 0

    def sifted(match: re.Match[bytes]) -> bytes:
        nonlocal kept
        name = match[2].lower()
        if name in _FLAT:
            return match[0]
        if not match[1]:
            keep = kept < _KEPT
            opened.append((name, keep))
        elif opened and opened[-1][0] == name:
            keep = opened.pop()[1]
        else:
            return match[0]
        if keep:
            kept += -1 if match[1] else 1
            return match[0]
        return b"" if name in _IN_WORDS else b"\n"

    return _TAG.sub(sifted, body)
