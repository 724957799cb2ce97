"""The body of an article as HTML that is safe to show anywhere: an allow-list, by nh3.

No scripts, styles, handlers, forms or frames; links and pictures absolute; only http,
https and mailto. nh3's cost grows with the square of the depth: the trees it is given
are bounded when they are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import nh3
from lxml import etree

from scraper.extract.address import absolute
from scraper.extract.media import image_url

#: Characters of markup beyond which none is kept: the text is, and the capture.
LONGEST = 1_000_000

#: Character references and no-break spaces beyond which none is kept: nh3's cost grows with
#: the square of their number in one text.
MOST_REFERENCES = 20_000

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt"),
    *("em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"),
    *("kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "strong", "sub", "sup"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
#: Gone with what they hold; every other tag not allowed leaves its content.
WITH_CONTENT = {
    *("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "button"),
    *("select", "textarea", "title"),
}
SCHEMES = {"http", "https", "mailto"}

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=WITH_CONTENT,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)

#: What no text may hold; character references can still bring it in.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANK = re.compile(r"\n\s*\n+")


def sanitised(roots: Iterable[etree._Element], base: str) -> str | None:
    """Clean HTML of ``roots``; None if there is none, or too much of it."""
    roots = list(roots)
    if not roots:
        return None
    raw = "\n".join(_markup(root, base) for root in roots)
    if len(raw) > LONGEST or raw.count("&") + raw.count("\u00a0") > MOST_REFERENCES:
        return None
    clean = _CLEANER.clean(raw)
    if not clean.replace("\n", "").isprintable():  # the cheap test; most have no such character
        clean = _CONTROL.sub("", clean)
    return _BLANK.sub("\n", clean).strip() or None


def _markup(root: etree._Element, base: str) -> str:
    """The HTML of an element, with its links and pictures made absolute in place."""
    for image in root.iter("img"):
        _set(image, "src", image_url(image, base))
    for link in root.iter("a"):
        href = (link.get("href") or "").strip()
        if not href.lower().startswith("mailto:"):
            _set(link, "href", absolute(href, base))
    return str(etree.tostring(root, method="html", encoding="unicode", with_tail=False))


def _set(element: etree._Element, name: str, value: str | None) -> None:
    if value is not None:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]
