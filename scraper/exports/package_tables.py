"""The rows of the tables of a package, one at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from archive.content import content_digest
from archive.export_contacts import ContactPolicy, Contacts
from archive.exports import Export, formula_safe, write_csv, write_jsonl
from archive.rows import dicts
from archive.version_contents import version_content
from scraper.exports import package_columns as tables
from scraper.exports.package_columns import Table

Row = dict[str, Any]

_VERSIONS = """
SELECT v.id, v.article_id, a.url, v.number, v.content_sha256, v.number = a.current_version
  AS is_current, c.captured_at, c.digest AS capture_sha256, v.extractor, v.saved_at
FROM versions v JOIN articles a ON a.id = v.article_id JOIN captures c ON c.id = v.capture_id
WHERE v.article_id = ? ORDER BY v.number
"""
_HISTORY = """
SELECT h.article_id, a.url, h.at, h.state, h.class, h.classes, v.number AS version,
  c.digest AS capture_sha256, h.noted_at, h.replaced_at
FROM changes h JOIN articles a ON a.id = h.article_id JOIN versions v ON v.id = h.version_id
LEFT JOIN captures c ON c.id = h.capture_id
WHERE h.article_id = ? ORDER BY h.at, h.noted_at
"""
_CAPTURES = """
SELECT :article AS article_id, p.url AS page, c.url, c.captured_at, c.form, c.status,
  c.media_type, c.encoding, c.encoding_source, c.complete, c.witness, c.extractor,
  c.digest AS sha256, b.size AS bytes, v.number AS version
FROM captures c JOIN pages p ON p.id = c.page_id JOIN bodies b ON b.sha256 = c.digest
LEFT JOIN versions v ON v.id = c.version_id
WHERE c.id IN (
  SELECT own.id FROM captures own WHERE own.article_id = :article
  UNION
  SELECT other.id FROM pages q CROSS JOIN captures other ON other.page_id = q.id
  WHERE q.article_id = :article AND other.article_id IS NULL)
ORDER BY c.captured_at, c.id
"""
_EVIDENCE = """
SELECT a.id AS article_id, a.url, e.position, e.field, e.method, e.place, e.raw, e.confidence,
  e.chosen
FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
JOIN evidence e ON e.capture_id = v.capture_id
WHERE a.id = ? ORDER BY e.position
"""
_RUNS = """
SELECT r.id, r.verb, r.started_at, r.finished_at, r.reason, r.exit_code, r.asked, r.new,
  r.changed, r.unchanged, r.gone, r.failed, r.refused, r.problems, r.settings,
  (SELECT json_group_array(name) FROM (SELECT s.name FROM run_sites x JOIN sites s
     ON s.id = x.site_id WHERE x.run_id = r.id ORDER BY s.name)) AS sites
FROM runs r ORDER BY r.id
"""
_FLAGS = frozenset({"is_current", "complete", "witness", "chosen"})


def write_tables(export: Export, folder: Path) -> int:
    """Writes ``data/`` and the run log; returns how many articles there are."""
    policy = export.policy()
    with _text(folder / tables.ARTICLES.path) as out:
        count = write_csv(export, out)
    with _text(folder / "data/articles.jsonl") as out:
        write_jsonl(export, out)
    _write_versions(export, folder, policy)
    _write(tables.HISTORY, folder, _rows(export, _HISTORY, policy))
    _write(tables.CAPTURES, folder, _rows(export, _CAPTURES, policy))
    _write(tables.EVIDENCE, folder, _rows(export, _EVIDENCE, policy))
    _write_tags(export, folder)
    with _text(folder / "runs.jsonl") as out:
        for row in dicts(export.connection, _RUNS):
            row["settings"] = json.loads(row["settings"] or "{}")
            row["sites"] = json.loads(row["sites"])
            out.write(_line(row))
    return count


def _text(path: Path) -> Any:
    return path.open("x", encoding="utf-8", newline="")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _write(table: Table, folder: Path, rows: Iterable[Row]) -> None:
    with _text(folder / table.path) as out:
        write = _writer(table, out)
        for row in rows:
            write(row)


def _writer(table: Table, out: Any) -> Callable[[Row], None]:
    """What writes a row, after the header."""
    writer = csv.writer(out)
    names = [column.name for column in table.columns]
    writer.writerow(names)
    return lambda row: writer.writerow([formula_safe(_cell(name, row[name])) for name in names])


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    return ("true" if value else "false") if name in _FLAGS else str(value)


def _rows(export: Export, sql: str, policy: ContactPolicy) -> Iterator[Row]:
    """The rows of a question asked for each article."""
    named = ":article" in sql
    for article_id in export.ids():
        values = {"article": article_id} if named else (article_id,)
        for row in dicts(export.connection, sql, values):
            yield policy.fields(row)


def _write_versions(export: Export, folder: Path, policy: ContactPolicy) -> None:
    with (
        _text(folder / tables.VERSIONS.path) as out,
        _text(folder / "data/versions.jsonl") as texts,
    ):
        write = _writer(tables.VERSIONS, out)
        for article_id in export.ids():
            for row in dicts(export.connection, _VERSIONS, (article_id,)):
                content = version_content(export.connection, row.pop("id"))
                if policy.contacts is not Contacts.KEEP:
                    content = policy.fields(content)
                    row["content_sha256"] = content_digest(content)
                write({**policy.fields(row), "title": content["title"]})
                number = {name: row[name] for name in ("article_id", "number", "content_sha256")}
                texts.write(_line({**number, **content}))


def _write_tags(export: Export, folder: Path) -> None:
    """Both tables of tags, from one reading of the articles."""
    vocabulary: dict[tuple[str, str], Row] = {}
    with _text(folder / tables.ARTICLE_TAGS.path) as out:
        write = _writer(tables.ARTICLE_TAGS, out)
        for article in export.articles():
            for position, tag in enumerate(article["tags"]):
                one = {"article_id": article["id"], "position": position, "site": article["site"]}
                write({**one, "slug": tag["slug"]})
                _count(vocabulary, article, tag)
    _write(tables.TAGS, folder, (vocabulary[key] for key in sorted(vocabulary)))


def _count(vocabulary: dict[tuple[str, str], Row], article: Row, tag: Row) -> None:
    site, published = article["site"], article["published_at"]
    row = vocabulary.setdefault(
        (site, tag["slug"]),
        {"site": site, "articles": 0, "first_published": None, "last_published": None} | tag,
    )
    row["articles"] += 1
    row["path"] = row["path"] or tag["path"]
    if published:
        row["first_published"] = min(row["first_published"] or published, published)
        row["last_published"] = max(row["last_published"] or published, published)
