"""Tags that the user counts as one: joined when a question is asked, never in what is kept.

A platform may spell one term in two ways (``smart-specialisation``,
``smart-specialization``). A group names the tags of one term by slug, label or path,
compared by their letters and digits, so that a label is the slug made of it. A group holds
on every platform of an archive, since a term is the same term there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from archive.errors import UsageError
from archive.selection import folded

#: Groups of tags that count as one, as the config file gives them.
Twins = Sequence[Sequence[str]]

#: Tags as they are kept.
NONE: Twins = ()

_BETWEEN = re.compile(r"[\W_]+")


def check_twins(groups: Sequence[Sequence[str]]) -> None:
    """Raises UsageError for a group of fewer than two tags, and for a tag in two groups."""
    seen: dict[str, int] = {}
    for number, group in enumerate(groups, start=1):
        names = dict.fromkeys(map(_key, group))
        if "" in names:
            raise UsageError(f"group {number} of joined tags has an empty name")
        if len(names) < 2:
            raise UsageError(
                f"group {number} of joined tags has fewer than two: {', '.join(group) or 'none'}",
                hint='a group names all the tags of one term: ["colour", "color"]',
            )
        for name in names:
            if name in seen:
                raise UsageError(
                    f"the tag {name!r} is in groups {seen[name]} and {number} of joined tags",
                    hint="make one group of both, or take it out of one",
                )
            seen[name] = number


def spellings(name: str | None, twins: Twins) -> tuple[str, ...]:
    """The names joined with ``name``, itself among them; empty if it stands alone."""
    key = _key(name or "")
    for group in twins:
        if key in map(_key, group):
            return tuple(group)
    return ()


class Groups:
    """Says of many tags to which group each belongs."""

    def __init__(self, twins: Twins) -> None:
        self._groups = {_key(name): number for number, group in enumerate(twins) for name in group}

    def of(self, tag: Mapping[str, Any]) -> int | None:
        """The number of the group of a tag with ``slug``, ``label`` and ``path``."""
        if not self._groups:
            return None
        for name in (tag["slug"], tag["label"], tag.get("path")):
            if name and (group := self._groups.get(_key(name))) is not None:
                return group
        return None


def _key(name: str) -> str:
    """What a name is compared by; one without a letter or digit is compared as it is."""
    plain = folded(name)
    return _BETWEEN.sub("-", plain).strip("-") or plain
