"""What became of tags: renamed, or merged into another, as the platform's pages show it.

A tag was *renamed* if its page kept its address under another label, or if articles show
another tag, new then, where it stood, and nothing has shown it since. It was *merged* if
that other tag took the place of several, or was in use before. What an editor does to one
article while the tag goes on elsewhere is neither.
"""

from __future__ import annotations

import difflib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.selection import folded
from archive.tag_steps import Loss, Step

#: A tag was replaced by another only if so large a part of the articles that lost it got that.
LEAST_SHARE = 0.5
#: Labels at least so alike belong together where an article changes several tags at once.
LEAST_LIKENESS = 0.6

#: Slug of a tag, slug of the one that took its place.
Pair = tuple[str, str]

_RELABELLED = """
SELECT s.name, g.slug, l.label, l.first_seen_at
FROM tag_labels l JOIN tags g ON g.id = l.tag_id JOIN sites s ON s.id = g.site_id
WHERE l.tag_id IN (SELECT tag_id FROM tag_labels GROUP BY tag_id HAVING count(*) > 1)
  AND (:site IS NULL OR s.name = :site)
ORDER BY s.name, g.slug, l.first_seen_at, l.label
"""
_TAG = """
SELECT g.id, g.label, (SELECT min(first_seen_at) FROM tag_labels WHERE tag_id = g.id)
FROM tags g JOIN sites s ON s.id = g.site_id WHERE s.name = ? AND g.slug = ?
"""
_LAST_SHOWN = """
SELECT max(c.captured_at) FROM article_tags x
CROSS JOIN articles a ON a.id = x.article_id
CROSS JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
CROSS JOIN captures c ON c.version_id = v.id
WHERE x.tag_id = ?
"""
_LAST_SHOWED_VERSION = "SELECT max(captured_at) FROM captures WHERE version_id = ?"


@dataclass(frozen=True, slots=True)
class _Gone:
    """A tag that another took the place of."""

    slug: str
    label: str  #: the last one
    steps: Sequence[Step]  #: that show it, the oldest first
    seen: str  #: the latest capture with the tag; empty if none is known


def vocabulary_changes(
    connection: sqlite3.Connection, steps: Sequence[Step], site: str | None = None
) -> list[dict[str, Any]]:
    """The tags renamed and merged, the oldest first.

    Each with ``kind`` (``renamed`` or ``merged``), ``site``, ``before`` (the former tags,
    each with slug and label), ``after``, ``since`` and ``until`` (when it was first and last
    seen to have happened), and ``articles``, the evidence: which, and from when to when.
    A new label that only articles new to the archive show has no such evidence.
    """
    found = [*_relabelled(connection, steps, site), *_replaced(connection, steps)]
    found.sort(key=lambda one: (one["since"], one["site"], one["after"]["slug"]))
    return found


def replaced_in(changes: Iterable[dict[str, Any]]) -> set[Loss]:
    """Where an article lost a tag only because the tag was renamed or merged."""
    return {
        (article["id"], article["to"], tag["slug"])
        for change in changes
        for article in change["articles"]
        for tag in change["before"]
    }


def last_seen(connection: sqlite3.Connection, tag_id: int, lost: Iterable[Step]) -> str | None:
    """The latest capture that shows a tag; ``lost`` are the changes in which articles lost it."""
    times = [connection.execute(_LAST_SHOWN, (tag_id,)).fetchone()[0]]
    for version in {step.before_version for step in lost}:
        times.append(connection.execute(_LAST_SHOWED_VERSION, (version,)).fetchone()[0])
    return max((time for time in times if time), default=None)


def _relabelled(
    connection: sqlite3.Connection, steps: Sequence[Step], site: str | None
) -> Iterator[dict[str, Any]]:
    evidence: dict[tuple[str, ...], list[Step]] = defaultdict(list)
    for step in steps:
        for slug, label in step.before.items():
            if (new := step.after.get(slug, label)) != label:
                evidence[step.site, slug, label, new].append(step)
    before: tuple[str, ...] = ()
    for row in map(tuple, connection.execute(_RELABELLED, {"site": site})):
        name, slug, label, seen_at = row
        if before[:2] == (name, slug) and before[3] < seen_at:
            own = evidence[name, slug, before[2], label]
            former = [{"slug": slug, "label": before[2]}]
            latter = {"slug": slug, "label": label}
            since = min([seen_at, *(step.at for step in own)])
            yield _change("renamed", name, former, latter, own, since)
        before = row


def _change(
    kind: str,
    site: str,
    before: list[dict[str, str]],
    after: dict[str, str],
    steps: Sequence[Step],
    since: str,
) -> dict[str, Any]:
    return {
        "kind": kind,
        "site": site,
        "before": before,
        "after": after,
        "since": since,
        "until": max([since, *(step.at for step in steps)]),
        "articles": [step.evidence() for step in steps],
    }


def _replaced(connection: sqlite3.Connection, steps: Sequence[Step]) -> Iterator[dict[str, Any]]:
    by_site: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        if step.lost:
            by_site[step.site].append(step)
    for site, own in by_site.items():
        losses: dict[str, list[Step]] = defaultdict(list)
        for step in own:
            for former in step.lost:
                losses[former].append(step)
        into: dict[str, dict[str, list[Step]]] = defaultdict(dict)
        for (former, latter), shown in _places(own).items():
            if len(shown) >= LEAST_SHARE * len(losses[former]):
                into[latter][former] = shown
        for latter, formers in into.items():
            yield from _judged(connection, site, latter, formers, losses)


def _judged(
    connection: sqlite3.Connection,
    site: str,
    latter: str,
    formers: Mapping[str, Sequence[Step]],
    losses: Mapping[str, Sequence[Step]],
) -> Iterator[dict[str, Any]]:
    """The changes that made one tag of others, if nothing has shown those since.

    A tag that was still shown when others had gone into this one is a change of its own.
    """
    after = connection.execute(_TAG, (site, latter)).fetchone()
    if after is None:
        return
    together: list[_Gone] = []
    gone = [
        _gone(connection, site, former, shown, losses[former]) for former, shown in formers.items()
    ]
    for one in sorted(filter(None, gone), key=lambda one: (one.steps[0].at, one.slug)):
        if together and one.seen >= together[0].steps[0].at:
            yield _became(site, together, latter, after)
            together = []
        together.append(one)
    if together:
        yield _became(site, together, latter, after)


def _gone(
    connection: sqlite3.Connection,
    site: str,
    former: str,
    own: Sequence[Step],
    lost: Sequence[Step],
) -> _Gone | None:
    """The tag that ``own`` steps show to have gone, of those that lost it; None if it goes on."""
    tag = connection.execute(_TAG, (site, former)).fetchone()
    if tag is None:
        return None
    seen = last_seen(connection, tag[0], lost) or ""
    return None if seen >= own[0].at else _Gone(former, own[-1].before[former], own, seen)


def _became(
    site: str, gone: Sequence[_Gone], latter: str, after: tuple[int, str, str | None]
) -> dict[str, Any]:
    was_there = after[2] is not None and after[2] <= max(one.seen for one in gone)
    kind = "merged" if len(gone) > 1 or was_there else "renamed"
    different = {id(step): step for one in gone for step in one.steps}
    steps = sorted(different.values(), key=lambda step: (step.at, step.article_id))
    before = sorted(({"slug": one.slug, "label": one.label} for one in gone), key=_slug_of)
    return _change(kind, site, before, {"slug": latter, "label": after[1]}, steps, steps[0].at)


def _slug_of(tag: dict[str, str]) -> str:
    return tag["slug"]


def _places(steps: Sequence[Step]) -> dict[Pair, list[Step]]:
    """For tags that others took the place of: the steps that show it, the oldest first.

    A step that lost one tag or several for a single other one says so by itself. Where more
    have changed, pairs that are known so are set apart, and what is left goes by likeness. A
    step in which a tag went while its heir was there already counts once the pair is known.
    """
    found: dict[Pair, list[Step]] = defaultdict(list)
    for step in steps:
        if len(step.gained) == 1:
            for former in step.lost:
                found[former, step.gained[0]].append(step)
    known = Counter({pair: len(own) for pair, own in found.items()})
    for step in steps:
        if len(step.gained) > 1:
            for pair in _paired(step, known):
                found[pair].append(step)
    heirs = dict(sorted(found, key=lambda pair: (len(found[pair]), pair)))
    for step in steps:
        for former in step.lost:
            heir = heirs.get(former)
            if heir in step.before and heir in step.after:
                found[former, heir].append(step)
    return {
        pair: sorted(own, key=lambda step: (step.at, step.article_id))
        for pair, own in found.items()
        if heirs[pair[0]] == pair[1]
    }


def _paired(step: Step, known: Counter[Pair]) -> Iterator[Pair]:
    """Which of the tags gained took the place of which of those lost, each once."""
    pairs = [(former, latter) for former in step.lost for latter in step.gained]
    likeness = {pair: _likeness(step.before[pair[0]], step.after[pair[1]]) for pair in pairs}
    pairs.sort(key=lambda pair: (-known[pair], -likeness[pair], pair))
    formers, latters = set(step.lost), set(step.gained)
    for former, latter in pairs:
        if former not in formers or latter not in latters:
            continue
        alone = len(formers) == len(latters) == 1
        if known[former, latter] or likeness[former, latter] >= LEAST_LIKENESS or alone:
            formers.discard(former)
            latters.discard(latter)
            yield former, latter


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, folded(one), folded(other)).ratio()
