"""The consent texts that a page carries in its scripts, for its own scripts to show.

Drupal's EU Cookie Compliance sends no banner element: the markup of every message and
button is a JSON string in the settings script. Read from there, a site's own wording
is known word for word before a browser, a printer or an archive paints it somewhere.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

from lxml import etree

from scraper.clean.index import PageIndex
from scraper.clean.removal import folded

_SETTINGS = re.compile(
    r'"((?:mobile_)?popup_html_\w+|withdraw_(?:markup|action_button_label|tab_button_label)'
    r'|popup_(?:info|agreed)_\w+|cookie_(?:category_)?text)"\s*:\s*("(?:[^"\\]|\\.)*")'
)
#: cookieconsent (Osano and its forks) is given its words as an object literal.
_CONSENT_CALL = re.compile(
    r"(?<![\w/.-])(?:window\.)?(?:cookieconsent|CookieConsent)"
    r"(?:_options\s*=|\.(?:initiali[sz]e|run)\s*\()"
)
_CONTENT = re.compile(
    r"""["']?(header|message|dismiss|allow|deny|link|policy|title|description|acceptAllBtn"""
    r"""|acceptNecessaryBtn|showPreferencesBtn|primary_btn|secondary_btn)["']?\s*:\s*"""
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
)

_LEAVES = frozenset(
    (
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "button",
        "label",
        "summary",
        "td",
        "th",
        "div",
        "a",
    )
)
#: Characters in front of the first text in which other texts of the settings stand.
REACH = 5000
_LONGEST_SCRIPT = 2_000_000


def banner_sentences(index: PageIndex) -> tuple[str, ...]:
    """What the consent tool of this page says: messages and buttons, in order, each once."""
    found: dict[str, None] = {}
    for script in index.with_tag("script"):
        text = script.text or ""
        if len(text) > _LONGEST_SCRIPT or "ookie" not in text:
            continue
        for literal in _literals(text):
            found.update(dict.fromkeys(_sentences(literal)))
    return tuple(found)


def _literals(text: str) -> list[str]:
    start = text.find('"eu_cookie_compliance"')
    if start >= 0:
        # The key is first met in a list of the module's files; its settings hold the texts.
        start = max(start, text.find("popup_html") - REACH)
        return [match[2] for match in _SETTINGS.finditer(text, start)]
    if ("cookieconsent" in text or "CookieConsent" in text) and _CONSENT_CALL.search(text):
        return [match[2] for match in _CONTENT.finditer(text)]
    return []


@lru_cache(maxsize=256)
def _sentences(literal: str) -> tuple[str, ...]:
    """The texts of the leaves of the markup in a string literal of JSON or JavaScript."""
    markup = _unquoted(literal)
    if not markup.strip():
        return ()
    parser = etree.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
    tree = etree.fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser)
    if tree is None:
        return ()
    return tuple(dict.fromkeys(text for element in tree.iter(*_LEAVES) if (text := _leaf(element))))


def _unquoted(literal: str) -> str:
    if literal.startswith("'"):
        literal = '"' + literal[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""


def _leaf(element: etree._Element) -> str:
    """The element's text, unless the text belongs to smaller blocks inside of it."""
    inner = element.iterdescendants(*(_LEAVES - {"a"}))
    if next(inner, None) is not None:
        return ""
    parent = element.getparent()
    if element.tag == "a" and parent is not None and (parent.tag in _LEAVES - {"div"}):
        return ""
    return folded(element)
