"""Where the tags of an article changed, as the platform showed it: read from its history.

Only changes of the class ``tags`` are looked at, each with what the article showed before
it; of their versions only the tags are read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from archive.errors import NotAnArchive
from archive.twins import NONE, Groups, Twins

_STEPS = """
SELECT h.article_id, a.url, a.title, s.name, b.at, h.at, b.version_id,
  json_extract(y.fields, '$.tags'), json_extract(x.fields, '$.tags')
FROM changes h
CROSS JOIN changes b ON b.article_id = h.article_id AND b.replaced_at IS NULL AND b.at = (
  SELECT max(p.at) FROM changes p
  WHERE p.article_id = h.article_id AND p.at < h.at AND p.replaced_at IS NULL)
CROSS JOIN articles a ON a.id = h.article_id
CROSS JOIN sites s ON s.id = a.site_id
CROSS JOIN version_contents y ON y.version_id = b.version_id
CROSS JOIN version_contents x ON x.version_id = h.version_id
WHERE instr(h.classes, 'tags') > 0 AND h.replaced_at IS NULL AND (:site IS NULL OR s.name = :site)
ORDER BY h.at, h.article_id
"""


#: An article's id, when it was first seen without a tag, and the tag's slug.
Loss = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an article's tags."""

    article_id: int
    url: str
    title: str
    site: str
    before_at: str  #: since when the platform had shown the tags before, UTC
    at: str  #: when it was first seen to show the others, UTC
    before_version: int  #: the version with the tags before, its id
    before: dict[str, str]  #: slug -> label
    after: dict[str, str]

    @property
    def lost(self) -> list[str]:
        """The slugs that are no longer there, in the order in which they stood."""
        return [slug for slug in self.before if slug not in self.after]

    @property
    def gained(self) -> list[str]:
        """The slugs that are new."""
        return [slug for slug in self.after if slug not in self.before]

    def evidence(self) -> dict[str, Any]:
        """The article, and from when to when its tags changed."""
        return {"id": self.article_id, "url": self.url, "from": self.before_at, "to": self.at}


def tag_steps(connection: sqlite3.Connection, site: str | None = None) -> list[Step]:
    """Every change of tags, the oldest first; of one platform where ``site`` names it.

    Raises NotAnArchive for a version that is damaged.
    """
    try:
        rows = connection.execute(_STEPS, {"site": site}).fetchall()
        return [_step(*row) for row in rows]
    except (sqlite3.OperationalError, ValueError, TypeError, KeyError) as error:
        if isinstance(error, sqlite3.OperationalError) and "malformed JSON" not in str(error):
            raise
        raise NotAnArchive(
            f"a version is damaged: {error}", hint="`clusternews check` lists all that is damaged"
        ) from error


def _step(*row: Any) -> Step:
    return Step(*[*row[:-2], *map(_tags, row[-2:])])


def _tags(stored: str | None) -> dict[str, str]:
    tags = json.loads(stored or "[]")
    return {str(tag["slug"] or tag["label"]): str(tag["label"]) for tag in tags}


def lost_tags(
    steps: Collection[Step],
    *,
    only: Collection[str] = (),
    replaced: Collection[Loss] = (),
    twins: Twins = NONE,
) -> Iterator[dict[str, Any]]:
    """The articles that lost tags, the latest loss first, with the slugs lost and left.

    ``only``: slugs of which one must be lost; empty: any. Not lost is a tag that another took
    the place of: one that ``replaced`` names, or that the user has joined with one that is
    left. ``all`` is True where no tag was left.
    """
    groups = Groups(twins)
    for step in sorted(steps, key=lambda step: (step.at, step.article_id), reverse=True):
        left = {groups.of({"slug": slug, "label": label}) for slug, label in step.after.items()}
        left.discard(None)
        lost = [
            slug
            for slug in step.lost
            if groups.of({"slug": slug, "label": step.before[slug]}) not in left
            and (step.article_id, step.at, slug) not in replaced
        ]
        if lost and (not only or not set(only).isdisjoint(lost)):
            yield {
                "id": step.article_id,
                "url": step.url,
                "title": step.title,
                "site": step.site,
                "from": step.before_at,
                "at": step.at,
                "lost": lost,
                "left": list(step.after),
                "all": not step.after,
            }
