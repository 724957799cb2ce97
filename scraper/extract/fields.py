"""The fields of a Drupal node, of both generations, by the names in their classes.

Drupal 7 prints ``field field-name-body field-type-text-with-summary field-label-hidden``,
Drupal 8 and later ``field field--name-body field--type-text-with-summary ...`` (core
templates ``field.tpl.php`` and ``field.html.twig``). What a field is for is told by its
type where the type tells it, else by the words of its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from scraper.clean.removal import folded
from scraper.extract.nodes import is_teaser
from scraper.extract.text import clean_text

_NAME = re.compile(r"\bfield-(?:-)?name-(?:-)?(?:field-)?([a-z0-9][a-z0-9_-]*)")
#: A block that editors fill by hand is no part of any page's node.
_BLOCK = re.compile(r"\bblock(?:-block)?-content")
_TYPE = re.compile(r"\bfield-(?:-)?type-([a-z0-9][a-z0-9_-]*)")

#: What a field is for, by words of its name; the first that fits.
WORDS: dict[str, tuple[str, ...]] = {
    "title": ("^title", "^name"),
    "avatar": ("user-?picture", "avatar"),
    "related": ("related", "see-?also", "similar", "recommended"),
    "subtitle": (
        *("sub-?titles?", "sub-?head(?:ing|line)?", "standfirst", "kicker", "strapline"),
        *("untertitel", "soustitre"),
    ),
    "lead": (
        *("lead", "intro", "introduction", "summary", "teaser", "abstract", "chapo", "chapeau"),
        *("excerpt", "vorspann"),
    ),
    "labels": ("labels?", "(?:news|article|content|post|item)-?types?", "badges?"),
    "tags": (
        *("tags?", "key-?words?", "topics?", "themes?", "subjects?", "terms?", "schlagworte?"),
        "mots-?cles",
    ),
    "section": ("categor(?:y|ies)", "sections?", "rubri(?:c|k|que|kk)s?", "channel"),
    "caption": ("captions?", "credits?", "copyright", "bildunterschrift", "legende"),
    "images": (
        *("images?", "photos?", "pictures?", "media", "gallery", "logo", "banner", "visual"),
        "bild(?:er)?",
    ),
    "files": (
        *("attachments?", "files?", "documents?", "downloads?", "pdfs?", "anhang", "anhaenge"),
    ),
    "authors": ("authors?", "uid", "by-?lines?", "writers?", "autor(?:en)?", "auteurs?"),
    "published": (
        *("created", "published", "publish(?:ing)?-?(?:date|on)", "publication-?date"),
        *("news-?date", "post-?date", "pub-?date", "posted", "release-?date", "date-?published"),
    ),
    "modified": ("changed", "updated", "modified", "last-?update"),
    "organisation": (
        *("og-audience", "og-group-ref", "organi[sz]ations?", "company", "publisher"),
    ),
    "share": ("share", "social", "sharethis", "addtoany", "links"),
    "comments": ("comments?",),
    "body": (
        *("body", "text", "content", "main-?text", "description", "article", "paragraphs?"),
        *("sections?-content", "components?"),
    ),
}
_ROLES = tuple(
    (role, re.compile(rf"(?:^|-)(?:{'|'.join(words)})(?:-|$)")) for role, words in WORDS.items()
)

#: Types that are running text whatever the field is called.
TEXT_TYPES = frozenset(
    {"text-with-summary", "text-long", "string-long", "text_long", "string_long"}
)
#: Types that hold other things with fields of their own.
NESTING_TYPES = frozenset(
    {"entity-reference-revisions", "paragraphs", "field-collection", "layout-section"}
)
_BY_TYPE = {
    "image": "images",
    "file": "files",
    "taxonomy-term-reference": "tags",
    "email": "contact",
    "comment": "comments",
    "link": "links",
    "link-field": "links",
    "created": "published",
    "changed": "modified",
    "datetime": "date",
    "date": "date",
    "daterange": "date",
    "datestamp": "date",
    "boolean": "other",
    "list-text": "other",
    "list-string": "other",
    "number-integer": "other",
    "telephone": "other",
    "address": "other",
    "addressfield": "other",
    "geofield": "other",
}

_LABELS = frozenset({"field-label", "field__label", "field--tags__label"})
_ITEMS = frozenset({"field-item", "field__item", "field--tags__item"})

#: A field without a telling name is running text from this many characters on.
PROSE = 140


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a node as printed."""

    name: str  #: without ``field-`` in front (``body``, ``tags``)
    role: str  #: what it is for, one of the keys of :data:`WORDS`, or ``other``
    element: etree._Element

    @property
    def place(self) -> str:
        """Its class, as a selector."""
        match = _NAME.search(self.element.get("class") or "")
        return f".{match[0]}" if match else str(self.element.tag)

    @property
    def label(self) -> etree._Element | None:
        """The element with the field's label, if it is printed."""
        return next((e for e in self.element.iterdescendants() if _is_label(e)), None)

    def items(self) -> list[etree._Element]:
        """The elements of its values; the field itself where they have none of their own."""
        found = [e for e in self.element.iter() if _is_item(e)]
        return found or [self.element]

    def text(self) -> str:
        """Its value on one line, the label left out."""
        label = self.label
        parts = [folded(item) for item in self.items() if item is not label]
        text = clean_text(" ".join(parts))
        if label is not None and self.items() == [self.element]:
            text = text.removeprefix(clean_text(folded(label))).strip(" :")
        return text


def fields_of(scope: etree._Element) -> list[Field]:
    """The fields in ``scope``, in order; those of teasers inside of it are left out."""
    return list(_fields(scope))


def _fields(scope: etree._Element) -> Iterator[Field]:
    inside: etree._Element | None = None
    walker = etree.iterwalk(scope, events=("start",))
    for _, element in walker:
        classes = element.get("class") if isinstance(element.tag, str) else None
        if not classes:
            continue
        if element is not scope and (_BLOCK.search(classes) or _is_other_node(element, classes)):
            walker.skip_subtree()
            continue
        match = _NAME.search(classes)
        if match is None or element is inside:
            continue
        kind = _TYPE.search(classes)
        role = _role(match[1].replace("_", "-"), kind[1] if kind else "")
        if role == "nested":
            inside = element
            continue
        yield Field(match[1], role, element)
        walker.skip_subtree()


def _is_other_node(element: etree._Element, classes: str) -> bool:
    """True for the short form of another page."""
    return "node" in classes and is_teaser(element)


@lru_cache(maxsize=1024)
def _role(name: str, kind: str) -> str:
    if kind in NESTING_TYPES:
        return "nested"
    by_name = next((role for role, words in _ROLES if words.search(name)), None)
    if by_name == "avatar":
        return by_name
    if kind in TEXT_TYPES:
        return by_name if by_name in ("lead", "subtitle", "caption", "related") else "body"
    by_type = _BY_TYPE.get(kind)
    if by_type in ("date", "tags") and by_name in (
        "labels",
        "section",
        "published",
        "modified",
        "tags",
    ):
        return by_name
    return by_type or by_name or "other"


def _is_label(element: etree._Element) -> bool:
    classes = element.get("class")
    return bool(classes and not _LABELS.isdisjoint(classes.split()))


def _is_item(element: etree._Element) -> bool:
    classes = element.get("class")
    return bool(classes and not _ITEMS.isdisjoint(classes.split()))
