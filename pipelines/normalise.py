"""One form for every value: what a reader of pages may have left in another.

Readers do most of this themselves; here it holds for all of them, those that are yet
to be written included. Nothing is dropped but empty values and repetitions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from archive.records import Article, Contact, Visit

Item = TypeVar("Item")

_BLANK_LINES = re.compile(r"\n{3,}")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.I)


def normalise(visit: Visit) -> Visit:
    """The same visit with its article in normal form; the very same if it has it already."""
    if visit.article is None:
        return visit
    changes = _changes(visit.article)
    return replace(visit, article=replace(visit.article, **changes)) if changes else visit


def _changes(article: Article) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": line(article.title) or article.title,
        "subtitle": line(article.subtitle),
        "summary": line(article.summary),
        "section": line(article.section),
        "body_text": blocks(article.body_text),
        "body_html": _nfc(article.body_html) if article.body_html else None,
        "published_at": instant(article.published_at),
        "modified_at": instant(article.modified_at),
        "event_dates": tuple(sorted(set(article.event_dates))),
        "language": language(article.language),
        "authors": once(article.authors, lambda one: one.name),
        "labels": once(article.labels, lambda one: one.label),
        "tags": once(article.tags, lambda one: one.slug),
        "images": once(article.images, lambda one: one.url),
        "links": once(article.links, lambda one: (one.url, one.text)),
        "attachments": once(article.attachments, lambda one: one.url),
        "contacts": contacts(article.contacts),
        "related": once(article.related, lambda one: one.path or one.title),
    }
    return {name: value for name, value in values.items() if value != getattr(article, name)}


def line(text: str | None) -> str | None:
    """One line of text, NFC, single spaces; None if nothing is left."""
    return " ".join(_nfc(text).split()) or None if text else None


def blocks(text: str) -> str:
    """Text in blocks with one blank line between them, without spaces at line ends."""
    lines = "\n".join(one.rstrip() for one in _nfc(text).split("\n"))
    return (_BLANK_LINES.sub("\n\n", lines) if "\n\n\n" in lines else lines).strip()


def instant(text: str | None) -> str | None:
    """A day or instant with its zone written out (``Z`` is ``+00:00``)."""
    if not text or not (text := text.strip()):
        return None
    return f"{text[:-1]}+00:00" if text[-1] in "Zz" and len(text) > 10 else text


def language(code: str | None) -> str | None:
    """The language alone of a code like ``en-GB``; None for what is no such code."""
    found = _LANGUAGE.fullmatch(code.strip()) if code else None
    return found[1].lower() if found else None


def contacts(found: Iterable[Contact]) -> tuple[Contact, ...]:
    """Each address once, its host in lower case; the one that has a name is kept."""
    kept: dict[str, Contact] = {}
    for contact in found:
        user, _, host = contact.email.strip().removeprefix("mailto:").rpartition("@")
        email = f"{user}@{host.lower()}" if user else contact.email
        known = kept.get(email.lower())
        if known is None or (known.name is None and contact.name is not None):
            kept[email.lower()] = replace(contact, email=email)
    return tuple(kept.values())


def once(items: tuple[Item, ...], key: Callable[[Item], Hashable]) -> tuple[Item, ...]:
    """The items without those whose key came before."""
    if len(items) < 2:
        return items
    kept = {key(item): item for item in reversed(items)}
    if len(kept) == len(items):
        return items
    return tuple(item for item in items if kept.pop(key(item), None) is not None)


def _nfc(text: str) -> str:
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


class NormalisePipeline:
    """Brings each visit into normal form."""

    def process_item(self, item: Visit) -> Visit:
        """The visit in normal form."""
        return normalise(item)
