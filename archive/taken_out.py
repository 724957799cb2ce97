"""What differs between two readings of a page beyond what was taken for boilerplate.

The text of a page of no known system is chosen block by block, and a short block may be
chosen on one visit and not on the next, because other furniture stood around it. A paragraph
that is still on the page was not edited.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.change_classes import classes_of
from archive.content import Content


def differ_beyond(
    before: Content, after: Content, taken_before: Sequence[str], taken_after: Sequence[str]
) -> bool:
    """True if anything that a reader could see differs, apart from paragraphs that one
    reading has and the other has taken out of the page (texts, white space folded)."""
    ours = _without(before, after, " ".join(taken_after))
    theirs = _without(after, before, " ".join(taken_before))
    return bool(classes_of(ours, theirs))


def _without(content: Content, other: Content, taken: str) -> Content:
    """The content without the paragraphs that the other one lacks and has taken out."""
    blocks = content["body_text"].split("\n\n")
    there = set(other["body_text"].split("\n\n"))
    kept = [one for one in blocks if one in there or " ".join(one.split()) not in taken]
    if len(kept) == len(blocks):
        return content
    return content | {"body_text": "\n\n".join(kept), "body_html": None}
