"""What version 5 of the schema adds: how the date of each article is known, beside the date.

Frozen once released: later changes are steps of their own. What the rows of older archives
become is in :mod:`archive.fifth_step`.
"""

from __future__ import annotations

#: The view is the definition; ``articles.dated`` is a copy of it, for questions that count.
#: ``articles_grouped`` has the articles in the order in which facets and months count them.
DATED = """
ALTER TABLE articles ADD COLUMN dated TEXT;
CREATE VIEW date_evidence AS
SELECT a.id AS article_id, coalesce(
  (SELECT 'hand' FROM corrections k
   WHERE k.article_id = a.id AND k.field = 'published_at' AND k.withdrawn_at IS NULL),
  (SELECT e.method FROM versions v JOIN evidence e ON e.capture_id = v.capture_id
   WHERE v.article_id = a.id AND v.number = a.current_version AND e.field = 'published_at'
     AND e.chosen = 1
   ORDER BY e.position LIMIT 1)) AS method
FROM articles a;
DROP INDEX articles_narrow;
CREATE INDEX articles_narrow
  ON articles(id, published_month, site_id, language, published_at, state, dated);
CREATE INDEX articles_grouped
  ON articles(published_month, site_id, language, state, dated, published_at);
"""
#: Of all articles these are few, and the first page of the browser view counts them.
FEW = """
CREATE INDEX articles_gone ON articles(state) WHERE state = 'gone';
CREATE INDEX articles_changed ON articles(last_changed_at, first_seen_at)
  WHERE last_changed_at > first_seen_at;
"""

_OF_ARTICLE = """
UPDATE articles SET dated = (SELECT method FROM date_evidence WHERE article_id = articles.id)
WHERE id IN ({ids})"""
_OF_CAPTURES = "SELECT article_id FROM versions WHERE capture_id IN ({captures})"
#: When the copy is made anew: on, event, condition, the articles concerned.
_MOMENTS = (
    ("versions_dated", "INSERT ON versions", "", "new.article_id"),
    ("versions_dated_anew", "UPDATE OF capture_id ON versions", "", "new.article_id"),
    ("articles_dated", "UPDATE OF current_version ON articles", "", "new.id"),
    (
        "evidence_dated",
        "INSERT ON evidence",
        " WHEN new.field = 'published_at'",
        _OF_CAPTURES.format(captures="new.capture_id"),
    ),
    (
        "evidence_dated_anew",
        "UPDATE ON evidence",
        " WHEN 'published_at' IN (old.field, new.field)",
        _OF_CAPTURES.format(captures="old.capture_id, new.capture_id"),
    ),
    (
        "evidence_dated_no_more",
        "DELETE ON evidence",
        " WHEN old.field = 'published_at'",
        _OF_CAPTURES.format(captures="old.capture_id"),
    ),
    ("corrections_dated", "INSERT ON corrections", "", "new.article_id"),
    ("corrections_dated_anew", "UPDATE ON corrections", "", "old.article_id, new.article_id"),
    ("corrections_dated_no_more", "DELETE ON corrections", "", "old.article_id"),
)


def _trigger(name: str, event: str, when: str, ids: str) -> str:
    body = _OF_ARTICLE.format(ids=ids).strip()
    return f"\nCREATE TRIGGER {name} AFTER {event}{when}\nBEGIN {body}; END;"


#: Whatever writes to what a date is known by keeps the copy right, in the same transaction.
TRIGGERS = "".join(_trigger(*moment) for moment in _MOMENTS) + "\n"

FIFTH_SCHEMA = DATED + FEW + TRIGGERS
