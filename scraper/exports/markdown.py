"""Articles as a folder of Markdown files, one an article, each with its fields in front."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from archive.exports import Export
from scraper.exports.markdown_text import markdown_of

#: Most characters of the title in a file name; a name has at most 94.
_SLUG_LENGTH = 60
_HASH_LENGTH = 16
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_BODY = frozenset({"body_text", "body_html"})
#: Letters that have no plain form of their own in Unicode.
_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th"})

#: The one in C is five times as fast, and not everywhere.
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def write_markdown(export: Export, out: Path) -> int:
    """Writes a file for each article into a new folder; returns how many.

    Raises as :meth:`archive.exports.Export.articles`.
    """
    count = 0
    for article in export.articles():
        _write(out / file_name(article), markdown_file(article))
        count += 1
    return count


def file_name(article: dict[str, Any]) -> str:
    """``2016-08-04-the-title-1f2e3d4c5b6a7988.md``: day, title, and a hash of the address.

    ASCII letters in lower case, digits and hyphens alone, so that it means the same on
    every system; never a name that one of them reserves. The same article has the same name.
    """
    day = _DAY.match(article["published_at"] or "")
    plain = unicodedata.normalize("NFKD", article["title"].casefold().translate(_SPELT))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    slug = _NO_SLUG.sub("-", plain)[:_SLUG_LENGTH].strip("-")
    digest = hashlib.sha256(article["url"].encode()).hexdigest()[:_HASH_LENGTH]
    return "-".join(filter(None, (day[0] if day else "undated", slug, digest))) + ".md"


def markdown_file(article: dict[str, Any]) -> str:
    """YAML front matter with every field that has a value, and the body."""
    fields = {
        name: value
        for name, value in article.items()
        if name not in _BODY and value not in (None, [])
    }
    body = markdown_of(article["body_text"], article["body_html"])
    return f"---\n{_yaml(fields)}---\n\n{body}\n"


def _write(path: Path, text: str) -> None:
    # Only ever a new file: never through a link, never over another article.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o666), "w", encoding="utf-8", newline="") as file:
        file.write(text)


def _yaml(fields: dict[str, Any]) -> str:
    text = yaml.dump(fields, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=2**20)
    return str(text)
