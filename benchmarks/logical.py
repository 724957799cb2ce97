"""What an archive says, apart from when it learned it, in which order, and in how many runs.

    python -m benchmarks.logical ONE.db OTHER.db

compares two archives so: one that was killed and taken up again must say the same as one that
nobody disturbed. Prints each difference, and ends with exit code 1 if there is one. Rows are
known by addresses and names; ids, numbers of runs, times of observation and how often a page
was asked for are left out, and so is what depends on them by design: when a page is due, how
far a host's word is trusted, and which blocks the site's learned template took out of a page,
which depends on how many pages were known when it was read; and that redirects lead in a
circle, which only a run sees that follows them all.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from archive.opening import open_reading

#: What an archive says: for each part the rows by what they are known by.
Said = Mapping[str, Mapping[str, Any]]

#: Differences that are shown of a part.
_SHOWN = 10
#: Characters of a value that are shown.
_LONGEST = 300


class _Part(NamedTuple):
    """Rows of one kind: the first column is what they are known by."""

    sql: str
    ordered: bool = False  #: several rows under one key are in an order that counts


def _of_article(table: str, columns: str) -> _Part:
    return _Part(
        f"SELECT a.url, {columns} FROM {table} x JOIN articles a ON a.id = x.article_id "
        "ORDER BY a.url, x.position",
        ordered=True,
    )


def _named(table: str, name: str, columns: str) -> _Part:
    singular = {"people": "person"}.get(table, table.removesuffix("s"))
    return _Part(
        f"SELECT a.url, x.position, x.published_at, n.{name}, {columns} FROM article_{table} x "
        f"JOIN articles a ON a.id = x.article_id JOIN {table} n ON n.id = x.{singular}_id "
        "ORDER BY a.url, x.position",
        ordered=True,
    )


_CURRENT = """
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
JOIN captures c ON c.id = v.capture_id
"""

_PARTS: dict[str, _Part] = {
    "sites": _Part("SELECT name, title, base_url, starts FROM sites"),
    "pages": _Part(
        """
        SELECT p.url, s.name, p.kind, p.state, p.lastmod, p.address, r.url AS redirect,
          a.url AS article, CASE WHEN p.state <> 'redirected' THEN p.reason END AS reason
        FROM pages p JOIN sites s ON s.id = p.site_id
        LEFT JOIN pages r ON r.id = p.redirect_page_id LEFT JOIN articles a ON a.id = p.article_id
        """
    ),
    "validators": _Part(
        """
        SELECT p.url, v.etag, v.last_modified, c.digest FROM page_visits v
        JOIN pages p ON p.id = v.page_id LEFT JOIN captures c ON c.id = v.capture_id
        """
    ),
    "articles": _Part(
        """
        SELECT a.url, s.name, p.url AS page, a.title, a.published_at, a.published_month,
          a.modified_at, a.language, a.section, a.template, a.source_id, a.canonical_url, a.state,
          t.title AS text_title, t.subtitle, t.summary, t.tags, t.labels, t.people,
          t.declared_language, t.body_text, t.body_html
        FROM articles a JOIN sites s ON s.id = a.site_id JOIN pages p ON p.id = a.page_id
        JOIN article_texts t ON t.article_id = a.id
        """
    ),
    "tags of articles": _named("tags", "slug", "n.label, n.path, n.in_markup"),
    "labels of articles": _named("labels", "label", "n.path, n.in_markup"),
    "people of articles": _named("people", "name", "n.organisation, n.cut, x.byline"),
    "breadcrumbs": _of_article("breadcrumbs", "x.label, x.path"),
    "images": _of_article("images", "x.url, x.alt, x.caption"),
    "links": _of_article("links", "x.url, x.text"),
    "attachments": _of_article("attachments", "x.url, x.label, x.media_type, x.size"),
    "contacts": _of_article("contacts", "x.email, x.name"),
    "related": _of_article("related", "x.title, x.path"),
    "event dates": _of_article("event_dates", "x.day"),
    "versions": _Part(
        """
        SELECT a.url, v.number = a.current_version AS current, v.content_sha256, v.title,
          c.form
        FROM versions v JOIN articles a ON a.id = v.article_id
        JOIN captures c ON c.id = v.capture_id ORDER BY a.url, v.number
        """,
        ordered=True,
    ),
    "changes": _Part(
        """
        SELECT a.url, h.state, h.class, h.classes, v.content_sha256
        FROM changes h JOIN articles a ON a.id = h.article_id
        JOIN versions v ON v.id = h.version_id
        WHERE h.replaced_at IS NULL ORDER BY a.url, h.at
        """,
        ordered=True,
    ),
    "captures": _Part(
        """
        SELECT DISTINCT p.url, c.url AS address, c.form, c.status, c.media_type, c.encoding,
          c.complete, c.witness, c.template, a.url AS article, v.content_sha256
        FROM captures c JOIN pages p ON p.id = c.page_id
        LEFT JOIN articles a ON a.id = c.article_id LEFT JOIN versions v ON v.id = c.version_id
        """
    ),
    "bytes": _Part(
        "SELECT DISTINCT p.url, c.digest, c.form FROM captures c JOIN pages p ON p.id = c.page_id"
    ),
    "evidence": _Part(
        "SELECT a.url, e.field, e.method, e.place, e.raw, e.confidence, e.chosen FROM articles a"
        f"{_CURRENT} JOIN evidence e ON e.capture_id = c.id ORDER BY a.url, e.position",
        ordered=True,
    ),
    "removed blocks": _Part(
        f"SELECT a.url, b.rule, b.place, t.text FROM articles a{_CURRENT}"
        "JOIN removed_blocks b ON b.capture_id = c.id JOIN removed_texts t ON t.id = b.text_id "
        "WHERE b.rule <> 'template:learned' ORDER BY a.url, b.position",
        ordered=True,
    ),
    "tags": _Part(
        """
        SELECT s.name || ' ' || g.slug, g.label, g.path, g.in_markup, l.label AS spelling
        FROM tags g JOIN sites s ON s.id = g.site_id LEFT JOIN tag_labels l ON l.tag_id = g.id
        """
    ),
    "labels": _Part(
        "SELECT s.name || ' ' || l.label, l.path, l.in_markup "
        "FROM labels l JOIN sites s ON s.id = l.site_id"
    ),
    "announcements": _Part(
        "SELECT p.url, n.method, n.place, n.facts FROM announcements n "
        "JOIN pages p ON p.id = n.page_id"
    ),
    "alternates": _Part(
        "SELECT p.url, x.url AS other, x.language FROM alternates x "
        "JOIN pages p ON p.id = x.page_id"
    ),
    "ties": _Part(
        """
        SELECT DISTINCT min(a.url, b.url), max(a.url, b.url) AS other, t.kind, t.evidence,
          t.likeness
        FROM ties t
        JOIN articles a ON a.id = t.article_id JOIN articles b ON b.id = t.other_id
        """
    ),
    "problems": _Part(
        """
        SELECT DISTINCT p.url, q.code, q.severity, q.field, q.message FROM problems q
        JOIN visits v ON v.id = q.visit_id JOIN pages p ON p.id = v.page_id
        WHERE q.code <> 'redirect_loop'
        """
    ),
    "quarantine": _Part(
        """
        SELECT p.url, q.state, q.title, q.misfits, c.digest FROM quarantine q
        JOIN pages p ON p.id = q.page_id JOIN captures c ON c.id = q.capture_id
        """
    ),
    "banner sentences": _Part(
        "SELECT s.name, b.sentence FROM banner_sentences b JOIN sites s ON s.id = b.site_id"
    ),
    "template": _Part(
        "SELECT s.name, count(*) FROM template_pages t JOIN sites s ON s.id = t.site_id GROUP BY 1"
    ),
    "corrections": _Part(
        "SELECT a.url, x.field, x.value, x.why, x.withdrawn_at IS NULL AS in_force "
        "FROM corrections x JOIN articles a ON a.id = x.article_id"
    ),
    "blocks put back": _Part(
        "SELECT s.name, k.sha256, k.text, k.why FROM kept_blocks k JOIN sites s ON s.id = k.site_id"
    ),
    "erased": _Part("SELECT kind, why, count(*) FROM tombstones GROUP BY 1, 2"),
}


def logical(connection: sqlite3.Connection) -> Said:
    """What an open archive says, in one consistent moment."""
    connection.execute("BEGIN")
    try:
        return {name: _rows(connection, part) for name, part in _PARTS.items()}
    finally:
        connection.execute("ROLLBACK")


def _rows(connection: sqlite3.Connection, part: _Part) -> dict[str, Any]:
    cursor = connection.execute(part.sql)
    columns = [column[0] for column in cursor.description][1:]
    found = sorted(map(tuple, cursor), key=lambda row: str(row[0]))
    said: dict[str, Any] = {}
    for key, rows in groupby(found, key=lambda row: str(row[0])):
        values = [dict(zip(columns, row[1:], strict=True)) for row in rows]
        if not part.ordered:
            values.sort(key=lambda value: json.dumps(value, sort_keys=True, default=repr))
        said[key] = values
    return said


def logical_of(path: Path) -> Said:
    """What the archive in a file says. Raises NotAnArchive."""
    with closing(open_reading(path)) as connection:
        return logical(connection)


def differences(one: Said, other: Said) -> Iterator[str]:
    """Where two archives do not say the same: part, key, and the value in each."""
    for name in one:
        here, there = one[name], other[name]
        for key in sorted(here.keys() | there.keys()):
            if here.get(key) != there.get(key):
                yield f"{name}: {key}: {_difference(here.get(key), there.get(key))}"


def _difference(here: Any, there: Any) -> str:
    if here is None or there is None:
        known = there if here is None else here
        return f"only in the {'second' if here is None else 'first'}: {_short(known)}"
    if len(here) == len(there) == 1:
        names = [name for name in here[0] if here[0][name] != there[0][name]]
        return "; ".join(f"{n}: {_apart(here[0][n], there[0][n])}" for n in names)
    gone = [value for value in here if value not in there]
    new = [value for value in there if value not in here]
    if not gone and not new:
        return "in another order"
    return f"{_short(gone)} became {_short(new)}"


def _apart(here: Any, there: Any) -> str:
    """Two values, long texts from where they part."""
    if isinstance(here, str) and isinstance(there, str) and max(len(here), len(there)) > _LONGEST:
        same = next(
            (at for at, (a, b) in enumerate(zip(here, there, strict=False)) if a != b),
            min(len(here), len(there)),
        )
        start = max(0, same - 40)
        return f"(from character {start}) {_short(here[start:])} became {_short(there[start:])}"
    return f"{_short(here)} became {_short(there)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def main() -> int:
    """Compare two archives."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.logical", description=__doc__)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--show", type=int, default=_SHOWN, help="differences shown of a part")
    chosen = parser.parse_args()
    found = list(differences(logical_of(chosen.one), logical_of(chosen.other)))
    for name, lines in groupby(found, key=lambda line: line.partition(":")[0]):
        every = list(lines)
        print(f"{name}: {len(every)} differ")
        print(*(f"  {line}" for line in every[: chosen.show]), sep="\n")
    print(f"{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
