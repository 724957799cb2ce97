"""What describes a package to programs: a Frictionless Data Package and an RO-Crate."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scraper import __version__
from scraper.exports.package_columns import ALL, Table
from scraper.exports.package_files import digest_of

Thing = dict[str, Any]

DATAPACKAGE = "datapackage.json"
CRATE = "ro-crate-metadata.json"
_LICENCE = "#licence-unknown"
LICENCE = (
    "The licence of the articles is not known. They belong to their authors and platforms; "
    "whoever publishes or reuses them must ask those, or rely on the law that lets research "
    "quote and mine texts."
)
_SOFTWARE = "#clusternews"

#: File -> name of the resource, media type, meaning; tables describe themselves.
FILES: dict[str, tuple[str, str, str]] = {
    "data/articles.jsonl": (
        "articles-complete",
        "application/x-ndjson",
        "The articles with every field, one JSON object a line.",
    ),
    "data/versions.jsonl": (
        "versions-complete",
        "application/x-ndjson",
        "Every version with its text and all fields, one JSON object a line.",
    ),
    "data/captures.warc.gz": (
        "captures-raw",
        "application/warc",
        "The captures themselves (ISO 28500); clusternews, pywb and warcio read them.",
    ),
    "runs.jsonl": (
        "runs",
        "application/x-ndjson",
        "The runs that made the archive, one JSON object a line.",
    ),
    "citations/articles.json": (
        "citations-csl",
        "application/vnd.citationstyles.csl+json",
        "How to cite each article, CSL-JSON.",
    ),
    "citations/articles.bib": (
        "citations-bibtex",
        "application/x-bibtex",
        "How to cite each article, BibTeX.",
    ),
    "README.md": ("readme", "text/markdown", "What the package holds, for people."),
}


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a package as a whole."""

    title: str
    description: str
    date: str  #: of the archive's last change, UTC
    sites: tuple[tuple[str, str, str], ...]  #: name, title and address of the platforms


def write_descriptors(folder: Path, about: About) -> None:
    """Describes the files that are in the folder by now."""
    _write(folder / DATAPACKAGE, datapackage(folder, about))
    _write(folder / CRATE, crate(folder, about))


def _write(path: Path, value: Thing) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    with path.open("x", encoding="utf-8", newline="") as out:
        out.write(text)


def datapackage(folder: Path, about: About) -> Thing:
    """The Data Package (Frictionless specifications, version 1)."""
    files = [_file_resource(folder, path) for path in FILES if (folder / path).exists()]
    return {
        "profile": "data-package",
        "name": "clusternews",
        "title": about.title,
        "description": f"{about.description} {LICENCE}",
        "created": _zoned(about.date),
        "version": about.date,
        "sources": [{"title": title, "path": url} for _, title, url in about.sites],
        "resources": [_table_resource(folder, table) for table in ALL] + files,
    }


def _zoned(moment: str) -> str:
    return f"{moment}T00:00:00Z" if len(moment) == len("2016-08-04") else moment


def _table_resource(folder: Path, table: Table) -> Thing:
    schema: Thing = {
        "fields": [
            {"name": column.name, "type": column.type, "description": column.about}
            for column in table.columns
        ],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.of_article:
        target = {"resource": "articles", "fields": "id"}
        schema["foreignKeys"] = [{"fields": "article_id", "reference": target}]
    return {
        "name": table.name,
        "profile": "tabular-data-resource",
        "description": table.about,
        **_measured(folder, table.path),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'}
        | {"doubleQuote": True, "header": True},
        "schema": schema,
    }


def _file_resource(folder: Path, path: str) -> Thing:
    name, media_type, about = FILES[path]
    measured = _measured(folder, path)
    return {"name": name, "description": about, **measured, "mediatype": media_type}


def _measured(folder: Path, path: str) -> Thing:
    size = (folder / path).stat().st_size
    return {"path": path, "bytes": size, "hash": f"sha256:{digest_of(folder / path)}"}


def crate(folder: Path, about: About) -> Thing:
    """The RO-Crate (version 1.1)."""
    kinds = {table.path: ("text/csv", table.about) for table in ALL}
    kinds |= {path: (kind, said) for path, (_, kind, said) in FILES.items()}
    kinds |= {DATAPACKAGE: ("application/json", "The tables and their columns, for programs.")}
    files = [_file(folder, path, *kinds[path]) for path in kinds if (folder / path).exists()]
    graph = [_descriptor(), _root(about, files), *files, *_context(about)]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}


def _descriptor() -> Thing:
    return {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }


def _root(about: About, files: list[Thing]) -> Thing:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title,
        "description": about.description,
        "datePublished": about.date,
        "license": {"@id": _LICENCE},
        "creator": {"@id": _SOFTWARE},
        "isBasedOn": [{"@id": url} for url in _addresses(about)],
        "hasPart": [{"@id": one["@id"]} for one in files],
    }


def _file(folder: Path, path: str, media_type: str, said: str) -> Thing:
    return {
        "@id": path,
        "@type": "File",
        "name": path.rpartition("/")[2],
        "description": said,
        "encodingFormat": media_type,
        "contentSize": str((folder / path).stat().st_size),
        "sha256": digest_of(folder / path),
    }


def _context(about: About) -> list[Thing]:
    licence = {
        "@id": _LICENCE,
        "@type": "CreativeWork",
        "name": "Licence not known",
        "description": LICENCE,
    }
    software = {
        "@id": _SOFTWARE,
        "@type": "SoftwareApplication",
        "name": "clusternews",
        "version": __version__,
        "description": "An archive of cluster-platform news, which made this package.",
    }
    made = {
        "@id": "#export",
        "@type": "CreateAction",
        "name": "Export of the archive as it stood",
        "endTime": about.date,
        "instrument": {"@id": _SOFTWARE},
        "object": [{"@id": url} for url in _addresses(about)],
        "result": {"@id": "./"},
    }
    return [licence, software, made, *_sites(about)]


def _addresses(about: About) -> list[str]:
    """The platforms' addresses, each once: two names may stand for one."""
    return list(dict.fromkeys(url for _, _, url in about.sites))


def _sites(about: About) -> list[Thing]:
    things: dict[str, Thing] = {}
    for name, title, url in about.sites:
        owner = f"#publisher-{quote(name, safe='')}"
        site = {"@id": url, "@type": "WebSite", "name": title, "url": url}
        things.setdefault(url, {**site, "publisher": {"@id": owner}})
        things.setdefault(owner, {"@id": owner, "@type": "Organization", "name": title, "url": url})
    return list(things.values())
