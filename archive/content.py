"""The content of an article version as one plain object, and its digests.

The object holds every field under its own name; it is what versions keep and
what ``show`` prints, and all other rows of an article are made from it, so they
can be compared with it at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from archive.records import (
    Article,
    Attachment,
    Contact,
    Crumb,
    Image,
    Label,
    Link,
    Person,
    Related,
    Tag,
)

Content = dict[str, Any]

_BODY = frozenset({"body_text", "body_html"})
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def _objects(attribute: str, record: type) -> Callable[[Article], list[dict[str, Any]]]:
    """What turns a list of records into plain objects."""
    names = tuple(field.name for field in fields(record))
    read, records = attrgetter(*names), attrgetter(attribute)
    return lambda article: [dict(zip(names, read(one), strict=True)) for one in records(article)]


def _days(article: Article) -> list[str]:
    return list(article.event_dates)


#: Every field of a content and what reads it from an article, in the order shown.
_FIELDS: dict[str, Callable[[Article], Any]] = {
    "url": attrgetter("url"),
    "site": attrgetter("site"),
    "title": attrgetter("title"),
    "subtitle": attrgetter("subtitle"),
    "summary": attrgetter("summary"),
    "people": _objects("authors", Person),
    "published_at": attrgetter("published_at"),
    "modified_at": attrgetter("modified_at"),
    "event_dates": _days,
    "language": attrgetter("language"),
    "declared_language": attrgetter("declared_language"),
    "section": attrgetter("section"),
    "labels": _objects("labels", Label),
    "tags": _objects("tags", Tag),
    "breadcrumbs": _objects("breadcrumbs", Crumb),
    "body_text": attrgetter("body_text"),
    "body_html": attrgetter("body_html"),
    "images": _objects("images", Image),
    "links": _objects("links", Link),
    "attachments": _objects("attachments", Attachment),
    "contacts": _objects("contacts", Contact),
    "related": _objects("related", Related),
    "canonical_url": attrgetter("canonical_url"),
    "source_id": attrgetter("source_id"),
    "template": attrgetter("template"),
}
#: Keys of a content that articles show under another name.
SHOWN_AS = {"people": "authors"}
#: The keys of every content.
FIELD_NAMES = tuple(_FIELDS)


def content_of(article: Article) -> Content:
    """Every field of the article except its evidence and the extractor's name."""
    return {name: read(article) for name, read in _FIELDS.items()}


def content_digest(content: Content) -> str:
    """SHA-256 of what decides whether an article has changed.

    Left out is what moves without the article being edited: markup, teasers of
    other articles, breadcrumbs, the modification time.
    """
    decisive = [
        content["title"],
        content["subtitle"],
        content["summary"],
        [person["name"] for person in content["people"]],
        content["published_at"],
        content["event_dates"],
        [label["label"] for label in content["labels"]],
        [(tag["label"], tag["slug"]) for tag in content["tags"]],
        [(contact["email"], contact["name"]) for contact in content["contacts"]],
        [(attachment["url"], attachment["label"]) for attachment in content["attachments"]],
        [link["url"] for link in content["links"]],
        [image["url"] for image in content["images"]],
    ]
    return sha256(as_json(decisive), content["body_text"])


def stored_fields(content: Content) -> str:
    """The JSON in which a version keeps every field but the body."""
    return as_json({name: content[name] for name in content if name not in _BODY})


def stored_digest(fields: str, body_text: str, body_html: str | None) -> str:
    """SHA-256 of all that is stored of a version: a flipped bit anywhere changes it."""
    return sha256(fields, body_text, body_html or "")


def content_from(fields: str, body_text: str, body_html: str | None) -> Content:
    """The content as it was saved. Raises ValueError if the fields are damaged."""
    content = json.loads(fields)
    if not isinstance(content, dict) or content.keys() | _BODY != _FIELDS.keys():
        raise ValueError("a version does not hold the fields of an article")
    content |= {"body_text": body_text, "body_html": body_html}
    return {name: content[name] for name in _FIELDS}


def shown_fields(content: Content) -> dict[str, Any]:
    """The fields as articles show them: ``authors`` beside ``people``, labels by their names."""
    shown: dict[str, Any] = {}
    for name, value in content.items():
        if name == "people":
            shown["authors"] = [person["name"] for person in value]
        shown[name] = value
    return shown | {"labels": [label["label"] for label in content["labels"]]}


def as_json(value: object) -> str:
    """Compact JSON that keeps letters as they are."""
    return _ENCODER.encode(value)


def sha256(*texts: str) -> str:
    """SHA-256 of the texts' UTF-8 bytes, hex; NUL, which no text holds, parts them."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def published_month(content: Content) -> str | None:
    """``YYYY-MM`` of the publication date; None if not even the month is known."""
    published = content["published_at"]
    return published[:7] if published and len(published) >= len("2016-08") else None


def joined(names: Sequence[str]) -> str | None:
    """Names as one readable, searchable line; None for no names."""
    return ", ".join(names) or None
