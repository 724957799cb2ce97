"""Everything about one tag, or what became of all: the answers of the verb ``tags``."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from typing import Any

from archive.moment import one_moment
from archive.selection import site_name
from archive.tag_history import last_seen, replaced_in, vocabulary_changes
from archive.tag_steps import Step, lost_tags, tag_steps
from archive.tags import labels_of, matching_tags, neighbours, trend
from archive.twins import NONE, Twins

#: What can be asked of a tag beside its use.
PARTS = ("trend", "with", "changes", "lost")

_SLUGS = """
SELECT id, slug FROM tags WHERE id IN (SELECT value FROM json_each(?))
"""


def tag_card(
    connection: sqlite3.Connection,
    name: str,
    *,
    site: str | None = None,
    parts: Collection[str] = PARTS,
    limit: int | None = None,
    twins: Twins = NONE,
) -> dict[str, Any]:
    """One tag: ``name`` as asked, ``tags``, and what of :data:`PARTS` was asked for.

    ``tags`` are rows of :func:`archive.tags.list_tags`, several where platforms share the
    name; with ``changes`` or ``lost`` each has its ``labels`` and ``last_seen_at``, the latest
    capture that shows it. ``limit`` holds for each part but the trend. Raises NothingFound.
    """
    with one_moment(connection):
        found = matching_tags(connection, name, site=site, twins=twins)
        within = site_name(connection, site) if site else None
        ids = [tag_id for own, _ in found for tag_id in own]
        card: dict[str, Any] = {"name": name, "tags": [row for _, row in found]}
        fates: dict[str, list[dict[str, Any]]] = {}
        if not {"changes", "lost"}.isdisjoint(parts):
            steps = tag_steps(connection, within)
            slugs = {row[0]: row[1] for row in connection.execute(_SLUGS, (str(ids),))}
            fates = became(connection, steps, within, set(slugs.values()), twins)
            for own, row in found:
                row |= _dated(connection, row["site"], [(one, slugs[one]) for one in own], steps)
        if "trend" in parts:
            card["trend"] = trend(connection, ids)
        if "with" in parts:
            card["with"] = neighbours(connection, ids, limit=limit, twins=twins)
        card |= {part: rows[:limit] for part, rows in fates.items() if part in parts}
    return card


def all_changes(
    connection: sqlite3.Connection,
    *,
    site: str | None = None,
    limit: int | None = None,
    twins: Twins = NONE,
) -> dict[str, list[dict[str, Any]]]:
    """``changes``: the tags renamed and merged; ``lost``: the articles that lost a tag.

    Raises NothingFound for a platform that is not in the archive.
    """
    with one_moment(connection):
        within = site_name(connection, site) if site else None
        fates = became(connection, tag_steps(connection, within), within, set(), twins)
    return {part: rows[:limit] for part, rows in fates.items()}


def _dated(
    connection: sqlite3.Connection,
    site: str,
    tags: Sequence[tuple[int, str]],
    steps: Sequence[Step],
) -> dict[str, Any]:
    """The labels of a row of the list, and when it was last seen."""
    labels = [label for tag_id, _ in tags for label in labels_of(connection, tag_id)]
    seen = [
        last_seen(connection, tag_id, [s for s in steps if s.site == site and slug in s.lost])
        for tag_id, slug in tags
    ]
    return {"last_seen_at": max(filter(None, seen), default=None), "labels": labels}


def became(
    connection: sqlite3.Connection,
    steps: Sequence[Step],
    site: str | None,
    slugs: Collection[str],
    twins: Twins = NONE,
) -> dict[str, list[dict[str, Any]]]:
    """What became of the tags of these slugs, or (none given) of all: ``changes`` and ``lost``.

    ``steps`` are those of :func:`archive.tag_steps.tag_steps` for the same platform.
    """
    changes = vocabulary_changes(connection, steps, site)
    replaced = replaced_in(changes)
    if slugs:
        changes = [
            one
            for one in changes
            if not set(slugs).isdisjoint(tag["slug"] for tag in (*one["before"], one["after"]))
        ]
    lost = list(lost_tags(steps, only=slugs, replaced=replaced, twins=twins))
    return {"changes": changes, "lost": lost}
