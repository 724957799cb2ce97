"""How each platform stands: what is held back, which fields come, its rhythm, what is due."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.rhythm import rhythm
from archive.rows import dicts
from archive.times import now

#: Articles last added that count as lately, and those before that they are compared with.
LATELY, BEFORE = 20, 300

_SITES = "SELECT id, name FROM sites ORDER BY name"
_HELD = """
SELECT count(*), min(q.found_at) FROM quarantine q JOIN pages p ON p.id = q.page_id
WHERE p.site_id = ? AND q.state = 'held'
"""
_BROKEN = """
SELECT DISTINCT json_extract(m.value, '$.field') FROM quarantine q
JOIN pages p ON p.id = q.page_id, json_each(q.misfits) m
WHERE p.site_id = ? AND q.state = 'held' ORDER BY 1
"""
_COVERAGE = """
WITH last AS (SELECT a.id, a.published_at, a.language, a.section,
    row_number() OVER (ORDER BY a.id DESC) <= :lately AS is_late
  FROM (SELECT id FROM articles INDEXED BY articles_narrow
    WHERE site_id = :site_id ORDER BY id DESC LIMIT :every) x
  CROSS JOIN articles a ON a.id = x.id)
SELECT is_late, count(*) AS articles, avg(published_at IS NOT NULL) AS published_at,
  avg(EXISTS (SELECT 1 FROM article_people p WHERE p.article_id = last.id)) AS authors,
  avg(EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = last.id)) AS tags,
  avg(EXISTS (SELECT 1 FROM images i WHERE i.article_id = last.id)) AS images,
  avg(EXISTS (SELECT 1 FROM article_labels l WHERE l.article_id = last.id)) AS labels,
  avg(section IS NOT NULL) AS section, avg(language IS NOT NULL) AS language
FROM last GROUP BY is_late
"""
_WORD = "SELECT signal, checks, held, last_broken_at FROM word_of_hosts WHERE site = ?"
_DUE = """
SELECT sum(next_visit_at <= :now), min(next_visit_at), count(*) FROM due_pages WHERE site = :site
"""
_LAST_GOOD = """
SELECT max(r.finished_at) FROM run_sites x JOIN runs r ON r.id = x.run_id
WHERE x.site_id = ? AND r.verb IN ('crawl', 'refresh') AND r.exit_code = 0
"""


def health(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """One entry a platform, JSON-ready.

    ``fields`` gives the share of the articles with a field: of the last :data:`LATELY` added,
    and of those before; None where there are none.
    """
    return [
        _of_site(connection, site_id, name)
        for site_id, name in connection.execute(_SITES).fetchall()
    ]


def _of_site(connection: sqlite3.Connection, site_id: int, name: str) -> dict[str, Any]:
    held, since = connection.execute(_HELD, (site_id,)).fetchone()
    at = now()
    due, next_due, planned = connection.execute(_DUE, {"now": at, "site": name}).fetchone()
    known = rhythm(connection, name, at)
    return {
        "site": name,
        "held": held,
        "held_since": since,
        "broken_fields": [row[0] for row in connection.execute(_BROKEN, (site_id,))],
        "fields": fields_lately(connection, site_id),
        "days_between_articles": round(known.usual, 1) if known else None,
        "longest_silence_days": known.longest if known else None,
        "silent_days": known.silent if known else None,
        "is_silence_improbable": known.is_improbable if known else False,
        "word": dicts(connection, _WORD, (name,)),
        "due": due or 0,
        "planned": planned,
        "next_due_at": next_due,
        "last_good_run_at": connection.execute(_LAST_GOOD, (site_id,)).fetchone()[0],
    }


def fields_lately(
    connection: sqlite3.Connection, site_id: int
) -> dict[str, dict[str, float | None]]:
    """By field the share of a platform's articles with a value, as :func:`health` gives it."""
    values = {"site_id": site_id, "lately": LATELY, "every": LATELY + BEFORE}
    rows = {row.pop("is_late"): row for row in dicts(connection, _COVERAGE, values)}
    lately, before = rows.get(1, {}), rows.get(0, {})
    names = [name for name in lately if name != "articles"]
    return {
        name: {"before": _share(before, name), "lately": _share(lately, name)} for name in names
    }


def _share(row: dict[str, Any], name: str) -> float | None:
    share = row.get(name)
    return None if share is None else round(share, 3)
