"""Which elements are boilerplate, by their ids, classes, tags and roles.

A rule is looked up by what a page has: the verdict on a class attribute or an id is
remembered, and pages of one site share nearly all of theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from scraper.clean.consent_products import PRODUCTS
from scraper.clean.rule_keys import first_words
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
_GROUPS = "|".join(f"({'|'.join(patterns)})" for patterns in WORDS.values())
_WORD = re.compile(f"(?:^|-)(?:{_GROUPS})(?:-|$)")
#: Patterns that begin with any letters are known by :func:`_is_made_up`.
_FIRST_WORDS = first_words(
    pattern for patterns in WORDS.values() for pattern in patterns if "[" not in pattern
)
_TURNED = re.compile(f"(?:{'|'.join(TURNING)})-")
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


def verdict(attribute: str) -> Rule | None:
    """The rule that an id or a class attribute falls under, the surest of its names; or None."""
    hint: Rule | None = None
    for name in attribute.split():
        rule = _of_name(name)
        if rule is not None and rule.sure:
            return rule
        hint = hint or rule
    return hint


@lru_cache(maxsize=32768)
def _of_name(name: str) -> Rule | None:
    if rule := _PRODUCTS.get(name):
        return rule
    if name[:SHORTEST_PREFIX] in _HEADS and name.startswith(_ALL_PREFIXES):
        return next(rule for prefix, rule in _PREFIXES.items() if name.startswith(prefix))
    words = name.lower()
    if rule := _EXACT_RULES.get(words):
        return rule
    words = (_CAMEL.sub("-", name).lower() if words != name else name).replace("_", "-")
    if _FIRST_WORDS.isdisjoint(words.split("-")) and not _is_made_up(words):
        return None
    words = _GLUED.sub(r"\1-", _HYPHENS.sub("-", words))
    if _TURNED.match(words):
        return None
    match = _WORD.search(words)
    return _WORD_RULES[match.lastindex - 1] if match and match.lastindex else None


def _is_made_up(words: str) -> bool:
    """True for names in which a word of a rule may stand without a hyphen before it."""
    return "cookie" in words or "block-views-block" in words
