"""Which rows belong to a choice of articles: table by table, as data.

Rows that belong to the articles of a batch are told by three lists, given to the statements
as JSON arrays: ``:articles``, ``:pages`` (their addresses and what redirects to them) and
``:captures``. Rows that many articles share are told by what has been copied.
"""

from __future__ import annotations

_A = "(SELECT value FROM json_each(:articles))"
_P = "(SELECT value FROM json_each(:pages))"
_C = "(SELECT value FROM json_each(:captures))"

#: The pages of a batch: where its articles were read, and what redirects there.
PAGES_OF = f"""
WITH RECURSIVE own (id) AS (
  SELECT page_id FROM articles WHERE id IN {_A}
  UNION SELECT id FROM pages WHERE article_id IN {_A}
  UNION SELECT page_id FROM captures WHERE article_id IN {_A}
  UNION SELECT p.id FROM pages p JOIN own ON p.redirect_page_id = own.id)
SELECT id FROM own ORDER BY id
"""
#: The captures of a batch: what its articles were read from, and what no article was.
CAPTURES_OF = f"""
SELECT id FROM captures WHERE article_id IN {_A}
UNION SELECT id FROM captures WHERE page_id IN {_P} AND article_id IS NULL
ORDER BY 1
"""
_VERSIONS = f"(SELECT id FROM versions WHERE article_id IN {_A})"
_TAGS = f"(SELECT tag_id FROM article_tags WHERE article_id IN {_A})"
_REDIRECTS = f"(SELECT redirect_page_id FROM pages WHERE id IN {_P})"

#: Table -> which of its rows belong to a batch.
OF_BATCH: dict[str, str] = {
    "articles": f"id IN {_A}",
    "article_texts": f"article_id IN {_A}",
    "versions": f"article_id IN {_A}",
    "version_contents": f"version_id IN {_VERSIONS}",
    "changes": f"article_id IN {_A}",
    "corrections": f"article_id IN {_A}",
    "article_tags": f"article_id IN {_A}",
    "article_labels": f"article_id IN {_A}",
    "article_people": f"article_id IN {_A}",
    "breadcrumbs": f"article_id IN {_A}",
    "images": f"article_id IN {_A}",
    "links": f"article_id IN {_A}",
    "attachments": f"article_id IN {_A}",
    "contacts": f"article_id IN {_A}",
    "related": f"article_id IN {_A}",
    "event_dates": f"article_id IN {_A}",
    "template_pages": f"article_id IN {_A}",
    "sketches": f"article_id IN {_A}",
    "untied": f"article_id IN {_A}",
    "ties": f"article_id IN {_A}",
    "pages": f"id IN {_P} OR id IN {_REDIRECTS}",
    "page_visits": f"page_id IN {_P}",
    "visit_checks": f"visit_id IN (SELECT id FROM visits WHERE page_id IN {_P})",
    "quarantine": f"page_id IN {_P}",
    "announcements": f"page_id IN {_P}",
    "alternates": f"page_id IN {_P}",
    "visits": f"page_id IN {_P}",
    "problems": f"visit_id IN (SELECT id FROM visits WHERE page_id IN {_P})",
    "captures": f"id IN {_C}",
    "evidence": f"capture_id IN {_C}",
    "removed_blocks": f"capture_id IN {_C}",
    "removed_texts": f"id IN (SELECT text_id FROM removed_blocks WHERE capture_id IN {_C})",
    "bodies": f"sha256 IN (SELECT digest FROM captures WHERE id IN {_C})",
    "tags": f"id IN {_TAGS}",
    "tag_labels": f"tag_id IN {_TAGS}",
    "labels": f"id IN (SELECT label_id FROM article_labels WHERE article_id IN {_A})",
    "people": f"id IN (SELECT person_id FROM article_people WHERE article_id IN {_A})",
}

#: Table -> (which of its rows belong to all that was copied, by a list ``:ids``; that list,
#: asked of the copy). None: all of it.
OF_WHOLE: dict[str, tuple[str, str] | None] = {
    "dictionaries": (
        "id IN (SELECT value FROM json_each(:ids))",
        "SELECT DISTINCT dictionary_id FROM bodies WHERE dictionary_id IS NOT NULL",
    ),
    "sites": (
        "id IN (SELECT value FROM json_each(:ids))",
        "SELECT site_id FROM pages UNION SELECT site_id FROM articles UNION SELECT site_id FROM "
        "tags UNION SELECT site_id FROM labels UNION SELECT site_id FROM dictionaries",
    ),
    "runs": (
        "id IN (SELECT value FROM json_each(:ids))",
        "SELECT run_id FROM captures UNION SELECT run_id FROM visits UNION SELECT found_run_id "
        "FROM pages UNION SELECT last_run_id FROM page_visits",
    ),
    "run_sites": ("run_id IN (SELECT value FROM json_each(:ids))", "SELECT id FROM runs"),
    "banner_sentences": (
        "site_id IN (SELECT value FROM json_each(:ids))",
        "SELECT id FROM sites",
    ),
    "kept_blocks": ("site_id IN (SELECT value FROM json_each(:ids))", "SELECT id FROM sites"),
    "template_places": ("site_id IN (SELECT value FROM json_each(:ids))", "SELECT id FROM sites"),
    "template_blocks": ("site_id IN (SELECT value FROM json_each(:ids))", "SELECT id FROM sites"),
    "hosts": None,
    "tombstones": None,
    "tombstone_marks": None,
    # When the schema was made is a fact of the archive that the rows come from.
    "_sqlite_migrations": None,
}

#: Tables that are not copied: made anew, or (``secrets``) given keys of their own.
MADE_ANEW = frozenset({"article_search", "schema_comments", "secrets"})

#: What points out of the choice, once all is copied.
LOOSE_ENDS = (
    "DELETE FROM ties WHERE other_id NOT IN (SELECT id FROM articles)",
    "DELETE FROM run_sites WHERE site_id NOT IN (SELECT id FROM sites)",
    "DELETE FROM problems WHERE visit_id IN (SELECT id FROM visits WHERE capture_id IS NOT NULL "
    "AND capture_id NOT IN (SELECT id FROM captures))",
    "DELETE FROM visit_checks WHERE visit_id IN (SELECT id FROM visits WHERE capture_id IS NOT "
    "NULL AND capture_id NOT IN (SELECT id FROM captures))",
    "DELETE FROM quarantine WHERE capture_id NOT IN (SELECT id FROM captures)",
    "UPDATE page_visits SET capture_id = NULL WHERE capture_id NOT IN (SELECT id FROM captures)",
    "DELETE FROM visits WHERE capture_id IS NOT NULL "
    "AND capture_id NOT IN (SELECT id FROM captures)",
    "UPDATE runs SET first_run_id = NULL WHERE first_run_id NOT IN (SELECT id FROM runs)",
    "UPDATE pages SET article_id = NULL WHERE article_id NOT IN (SELECT id FROM articles)",
    "UPDATE pages SET redirect_page_id = NULL WHERE redirect_page_id NOT IN (SELECT id FROM pages)",
)
