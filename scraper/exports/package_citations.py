"""How to cite each article: CSL-JSON 1.0.2 and BibTeX, with version and day of access."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from archive.exports import Export

Article = dict[str, Any]

_SITES = "SELECT name, title FROM sites"
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
#: Much of the digest of an address as makes a key unique in any archive.
_KEY_DIGITS = 16
_NO_KEY_LETTER = re.compile(r"[^a-z0-9]+")

#: What means something to TeX. Its own names for braces, since BibTeX counts those that are
#: escaped by a backslash as well.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "%": r"\%",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write_citations(export: Export, folder: Path) -> None:
    """Writes ``citations/articles.json`` and ``citations/articles.bib``."""
    titles = _titles(export.connection)
    with (
        (folder / "citations/articles.json").open("x", encoding="utf-8", newline="") as csl,
        (folder / "citations/articles.bib").open("x", encoding="utf-8", newline="") as bib,
    ):
        before = "[\n"
        for article in export.articles():
            site = titles.get(article["site"], article["site"])
            csl.write(before + json.dumps(csl_item(article, site), ensure_ascii=False))
            bib.write(bibtex_entry(article, site))
            before = ",\n"
        csl.write("[]\n" if before == "[\n" else "\n]\n")


def _titles(connection: sqlite3.Connection) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in connection.execute(_SITES)}


def citation_key(article: Article) -> str:
    """The key of an article: always the same, and in no archive that of two."""
    digest = sha256(article["url"].encode()).hexdigest()[:_KEY_DIGITS]
    site = _NO_KEY_LETTER.sub("", article["site"].lower())
    published = _DAY.match(article["published_at"] or "")
    return f"{site or 'site'}-{published[1] if published else 'undated'}-{digest}"


def csl_item(article: Article, site: str) -> dict[str, Any]:
    """The article as an item of CSL-JSON; what is not known is left out."""
    item = {
        "id": citation_key(article),
        "type": "article-newspaper",
        "title": article["title"],
        "author": [{"literal": name} for name in article["authors"]],
        "container-title": site,
        "issued": _date_parts(article["published_at"]),
        "accessed": _date_parts(article["captured_at"]),
        "URL": article["url"],
        "language": article["language"],
        "abstract": article["summary"],
        "keyword": ", ".join(tag["label"] for tag in article["tags"]),
        "version": str(article["version"]),
        "note": version_note(article),
    }
    return {name: value for name, value in item.items() if value}


def version_note(article: Article) -> str:
    """Which text is cited: its number and its digest."""
    return f"Version {article['version']}, content sha256:{article['content_sha256']}"


def _date_parts(moment: str | None) -> dict[str, Any] | None:
    found = _DAY.match(moment or "")
    return {"date-parts": [[int(one) for one in found.groups() if one]]} if found else None


def bibtex_entry(article: Article, site: str) -> str:
    """The article as an entry that BibTeX and biblatex take, one field a line."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(article, site))
    month = _month(article["published_at"])
    return f"@misc{{{citation_key(article)},\n{fields}{month}}}\n\n"


def _fields(article: Article, site: str) -> Iterator[tuple[str, str]]:
    published = _DAY.match(article["published_at"] or "")
    authors = " and ".join(f"{{{tex(name)}}}" for name in article["authors"])
    values = {
        "title": f"{{{tex(article['title'])}}}",
        "author": authors,
        "howpublished": tex(site),
        "year": published[1] if published else "",
        "date": "-".join(one for one in published.groups() if one) if published else "",
        "url": _url(article["url"]),
        "urldate": article["captured_at"][:10],
        "language": tex(article["language"] or ""),
        "keywords": tex(", ".join(tag["label"] for tag in article["tags"])),
        "note": tex(version_note(article)),
    }
    return ((name, value) for name, value in values.items() if value)


def _month(published: str | None) -> str:
    """A month is the name of a string of BibTeX, which stands without braces."""
    found = _DAY.match(published or "")
    if not (found and found[2] and 1 <= int(found[2]) <= len(_MONTHS)):
        return ""
    return f"  month = {_MONTHS[int(found[2]) - 1]},\n"


def tex(text: str) -> str:
    """Text as TeX prints it, on one line; controls and marks of direction, which it cannot
    print, are left out."""
    return _UNPRINTED.sub("", " ".join(text.split())).translate(_TEX)


def _url(url: str) -> str:
    """An address, which TeX takes letter by letter."""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=-._~")
