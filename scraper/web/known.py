"""How the values of an article are known, and what became of them, in words for its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive.records import METHODS

Row = Mapping[str, Any]

#: Names of fields for people, in the order in which evidence is shown.
FIELDS: dict[str, str] = {
    "title": "Title",
    "subtitle": "Standfirst",
    "summary": "Summary",
    "authors": "Authors",
    "published_at": "Published",
    "modified_at": "Modified",
    "event_dates": "Dates of events",
    "language": "Language of the text",
    "declared_language": "Language declared",
    "section": "Section",
    "labels": "Labels",
    "tags": "Tags",
    "breadcrumbs": "Breadcrumbs",
    "body_text": "Text",
    "body_html": "Text with markup",
    "images": "Pictures",
    "links": "Links",
    "attachments": "Files",
    "contacts": "Contacts",
    "related": "Teasers of others",
    "canonical_url": "Address declared",
    "source_id": "Number at the platform",
    "template": "Kind of markup",
    "url": "Address",
    "site": "Platform",
}
#: Classes of change (:data:`archive.change_classes.CLASSES`) in words.
CLASSES: dict[str, str] = {
    "first": "first seen",
    "withdrawn": "gone from the platform",
    "returned": "back on the platform",
    "fuller": "a fuller copy of the same",
    "substantive": "figures, names or statements",
    "title": "title",
    "date": "date of publication",
    "tags": "tags or labels",
    "wording": "wording",
    "cosmetic": "only set otherwise",
}
#: What ties two articles (:mod:`archive.ties`), in words.
TIES: dict[str, str] = {
    "moved": "the address moved",
    "same node": "the same number at the platform",
    "canonical": "declared to be the same",
    "translation": "in another language",
    "syndicated": "the same text on another platform",
    "same text": "the same text",
}
#: How an address is known (:func:`archive.addresses.addresses_of`), in words.
ADDRESSES: dict[str, str] = {
    "own": "its own",
    "redirect": "leads to it",
    "alias": "another page with it",
    "witness": "a staging or mirror host",
    "spelling": "as it was asked for",
    "declared": "declared by the page",
    "node": "by its number at the platform",
}
#: Forms of a capture (:class:`archive.records.Form`) in words.
FORMS: dict[str, str] = {
    "http": "as the server sent it",
    "rendered": "as a browser rendered it",
    "print": "as it was printed",
    "warc": "from a WARC file",
    "file": "from a saved file",
}
#: The methods by which an absence is stated, and how it is shown.
_ABSENCES = {"not_in_form": "not visible in this form", "absent": "not on the page"}
#: Languages written from right to left, ISO 639-1.
_FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ku"})


def method_in_words(method: str) -> str:
    """What a method means; the method itself if it is none that is known."""
    return METHODS.get(method, method)


def statements(evidence: Iterable[Row], field: str) -> list[Row]:
    """The statements that the value of a field was taken from."""
    return [
        row
        for row in evidence
        if row["field"] == field and row["chosen"] and row["method"] not in _ABSENCES
    ]


def absence(evidence: Iterable[Row], field: str) -> str:
    """Why a field has no value: ``not visible in this form``, or ``not on the page``."""
    methods = {row["method"] for row in evidence if row["field"] == field}
    return _ABSENCES["not_in_form" if "not_in_form" in methods else "absent"]


def no_date(evidence: Iterable[Row]) -> str:
    """Why there is no date of publication."""
    why = absence(evidence, "published_at")
    return "no date on the page" if why == _ABSENCES["absent"] else why


def sure(confidence: float | None) -> str:
    """How sure a statement is, in words; nothing where that is not said."""
    return "" if confidence is None else f"{round(confidence * 100)} % sure"


def classes_in_words(classes: Sequence[str]) -> str:
    """What a change amounts to, in words."""
    return ", ".join(CLASSES.get(one, one) for one in classes)


def direction(language: str | None) -> str:
    """``rtl`` or ``ltr`` for a text in a language; ``auto`` where that is not known."""
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0] in _FROM_THE_RIGHT else "ltr"


def language_tag(language: str | None) -> str:
    """What may stand in ``lang``: a well-formed tag, else nothing (which says: not known)."""
    parts = (language or "").split("-")
    is_one = len(parts[0]) in (2, 3) and all(
        part.isascii() and part.isalnum() and len(part) <= 8 for part in parts
    )
    return language or "" if is_one and parts[0].isalpha() else ""
