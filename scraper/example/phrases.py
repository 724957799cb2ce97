"""The shape of the sentence material, one set a language."""

from __future__ import annotations

from typing import NamedTuple

#: What a story can be about; each language has words for each.
KINDS = ("call", "event", "study", "partnership", "result", "portrait", "training")


class Phrases(NamedTuple):
    """Sentences with slots, from which the articles of one language are put together.

    Slots: ``cluster other region city topic project person role n smes million partners
    months date days deadline``.
    """

    titles: dict[str, tuple[str, ...]]
    openings: dict[str, tuple[str, ...]]
    follow_ups: dict[str, tuple[str, ...]]
    topics: dict[str, tuple[str, ...]]
    general: tuple[str, ...]
    headings: tuple[str, ...]
    items: tuple[str, ...]
    table: tuple[tuple[str, str], ...]
    quotes: tuple[str, ...]
    sources: tuple[str, ...]  #: ``before|linked words|after``
    contacts: tuple[str, ...]  #: end where the address follows
    roles: tuple[str, ...]
    captions: tuple[str, ...]
    subtitles: tuple[str, ...]


def passages(text: str) -> tuple[str, ...]:
    """The paragraphs of ``text``, each on one line; blank lines part them."""
    return tuple(" ".join(part.split()) for part in text.strip().split("\n\n"))
