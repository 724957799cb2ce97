"""The body of an article as it is shown: sanitised again, whatever stands in the archive.

What was sanitised when it was saved may have been written by other rules, or by another
hand. Here the same rules are made stricter: pictures become words with a link, because no
page of ours asks anyone else for anything; links lead to http and https alone; nothing else
of an attribute stays.
"""

from __future__ import annotations

import nh3
from lxml import etree, html
from markupsafe import Markup

from scraper.clean.depth import is_too_deep
from scraper.extract.sanitise import LONGEST, MOST_REFERENCES, TAGS, WITH_CONTENT
from scraper.web.rendering import clean, href

#: For links that lead away: the other side learns nothing of where one comes from.
_REL = "noreferrer noopener nofollow"
_ATTRIBUTES = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
#: Columns or rows that one cell may span; more would make a table of any size.
_MOST_SPAN = 50


def _kept(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute that may stay, else None."""
    if name in ("rel", "tabindex"):  # of no page: the cleaner itself puts them in
        return value
    if name == "href":
        return href(value.strip())
    if not (value.isascii() and value.isdigit() and len(value) < 6):
        return None
    return value if name == "start" or 1 <= int(value) <= _MOST_SPAN else None


_CLEANER = nh3.Cleaner(
    tags=TAGS - {"img"},
    clean_content_tags=WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_kept,
    # A wide table scrolls by itself; so it must be reached by the keyboard.
    set_tag_attribute_values={"table": {"tabindex": "0"}},
    url_schemes={"http", "https"},
    link_rel=_REL,
    strip_comments=True,
)


def shown_body(body_html: str | None) -> Markup | None:
    """Markup that is safe within a page of ours; None if there is none, or too much of it.

    The caller shows the text then, which is always there.
    """
    if not body_html or len(body_html) > LONGEST:
        return None
    if body_html.count("&") + body_html.count("\u00a0") > MOST_REFERENCES:
        return None
    prepared = _prepared(body_html)
    # The last word is nh3's: nothing is put together of what it gives.
    return None if prepared is None else Markup(_CLEANER.clean(prepared).strip()) or None


def _prepared(body_html: str) -> str | None:
    """The markup with its pictures as words and its first headings as second ones."""
    try:
        root = html.fragment_fromstring(clean(body_html), create_parent="div")
    except (etree.LxmlError, ValueError):
        return None
    if is_too_deep(root):
        return None
    for image in list(root.iter("img")):
        _put_in_words(image)
    for heading in list(root.iter("h1")):  # the page has one: its title
        heading.tag = "h2"
    return str(etree.tostring(root, method="html", encoding="unicode"))


def _put_in_words(image: etree._Element) -> None:
    alt, src = image.get("alt") or "", image.get("src") or ""
    tail = image.tail
    image.clear()
    image.tail = tail
    image.tag = "small"
    image.text = f"[Picture: {alt.strip() or 'without a description'}"
    if href(src):
        link = etree.SubElement(image, "a", href=src)
        link.text = "its address"
        image.text += ", "
        link.tail = "]"
    else:
        image.text += "]"


def paragraphs(text: str) -> list[str]:
    """The blocks of a text, in order."""
    return [block for block in text.split("\n\n") if block.strip()]
