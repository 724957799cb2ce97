"""Which elements are boilerplate, by their ids, classes, tags and roles.

A rule is looked up by what a page has: the verdict on a class attribute or an id is
remembered, and pages of one site share nearly all of theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from scraper.clean.consent_products import PRODUCTS
from scraper.clean.rule_keys import names
from scraper.clean.rule_words import EXACT, RELATED_HEADINGS, TURNING, WORDS


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of boilerplate."""

    name: str  #: ``consent:cookiebot``, ``share:word`` ... as recorded with what it removed
    sure: bool = False  #: the name is proof; otherwise what the element holds must agree
    kind: str = field(init=False)  #: the part before the colon: what the element was for

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", self.name.partition(":")[0])


#: Elements that are boilerplate by their tag, unless they hold the article.
TAG_RULES: dict[str, Rule] = {
    "amp-consent": Rule("consent:amp", sure=True),
    "noscript": Rule("hidden:noscript", sure=True),
    "button": Rule("control:button", sure=True),
    "nav": Rule("navigation:nav"),
    "aside": Rule("sidebar:aside"),
    "menu": Rule("navigation:menu"),
    "footer": Rule("footer:footer"),
    "header": Rule("header:header"),
    "dialog": Rule("dialog:dialog"),
    "form": Rule("form:form"),
}

#: The same by role.
ROLE_RULES: dict[str, Rule] = {
    "navigation": Rule("navigation:role"),
    "search": Rule("search:role"),
    "banner": Rule("header:role"),
    "contentinfo": Rule("footer:role"),
    "complementary": Rule("sidebar:role"),
    "dialog": Rule("dialog:role"),
    "alertdialog": Rule("dialog:role"),
}

#: The heading of a block that leads to other articles (``Recent news``).
RELATED_HEADING = re.compile(rf"(?:{'|'.join(RELATED_HEADINGS)})\s*:?$", re.I)

#: Longer class attributes are judged by their beginning, so that none fills the memory.
LONGEST_ATTRIBUTE = 400

_WORD_RULES = tuple(Rule(name) for name in WORDS)
#: First word -> all rows of words that hint at something and begin with it, each ended by a
#: hyphen, with its rule. Where two rules know what begins at the same word, the first counts.
_HINTS: dict[str, list[tuple[str, Rule]]] = {}
for _rule, _patterns in zip(_WORD_RULES, WORDS.values(), strict=True):
    for _name in dict.fromkeys(name for pattern in _patterns for name in names(pattern)):
        _HINTS.setdefault(_name.split("-", 1)[0], []).append((f"{_name}-", _rule))
_FIRST_WORDS = frozenset(_HINTS)
#: Any word that ``cookie`` stands in, which no list can hold.
_COOKIES = re.compile("[a-z]{0,20}cookies?[a-z]{0,20}")
_COOKIE_RULE = next(rule for rule in _WORD_RULES if rule.name == "consent:word")
_TURNING = tuple(f"{word}-" for word in TURNING)
_EXACT_RULES = {word: Rule(name, sure=True) for name, words in EXACT.items() for word in words}
_PRODUCTS = {
    name: Rule(f"consent:{product}", sure=True)
    for product, names in PRODUCTS.items()
    for name in names
}
_PREFIXES = {name[:-1]: rule for name, rule in _PRODUCTS.items() if name.endswith("*")}
_ALL_PREFIXES = tuple(_PREFIXES)
#: No product is known by a beginning shorter than this.
SHORTEST_PREFIX = 3
_HEADS = frozenset(prefix[:SHORTEST_PREFIX] for prefix in _PREFIXES)

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HYPHENS = re.compile(r"-{2,}")
#: Drupal makes one class of a block's plugin and name: ``block-views-blockrecent-news-block-1``.
_GLUED = re.compile(r"\b(block-views-block)(?=[a-z])")


@lru_cache(maxsize=1024)
def verdict(attribute: str) -> Rule | None:
    """The rule that an id or a class attribute falls under, the surest of its names; or None."""
    hint: Rule | None = None
    for name in attribute.split():
        rule = _of_name(name)
        if rule is not None and rule.sure:
            return rule
        hint = hint or rule
    return hint


@lru_cache(maxsize=8192)
def _of_name(name: str) -> Rule | None:
    if rule := _PRODUCTS.get(name):
        return rule
    if name[:SHORTEST_PREFIX] in _HEADS and name.startswith(_ALL_PREFIXES):
        return next(rule for prefix, rule in _PREFIXES.items() if name.startswith(prefix))
    words = name.lower()
    if rule := _EXACT_RULES.get(words):
        return rule
    words = (_CAMEL.sub("-", name).lower() if words != name else name).replace("_", "-")
    if "cookie" in words or "block-views-block" in words:
        return _of_words(words)
    return None if _FIRST_WORDS.isdisjoint(words.split("-")) else _of_words(words)


def _of_words(words: str) -> Rule | None:
    """The rule of the first words in a name that hint at anything."""
    if "--" in words:
        words = _HYPHENS.sub("-", words)
    if "block-views-block" in words:
        words = _GLUED.sub(r"\1-", words)
    if words.startswith(_TURNING):
        return None
    ended, place = f"{words}-", 0
    for word in words.split("-"):
        for hint, rule in _HINTS.get(word, ()):
            if ended.startswith(hint, place):
                return rule
        if "cookie" in word and _COOKIES.fullmatch(word):
            return _COOKIE_RULE
        place += len(word) + 1
    return None
