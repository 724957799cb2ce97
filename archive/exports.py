"""Articles as files for other programs: one at a time, however many there are."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TextIO

from archive.content import content_digest
from archive.export_contacts import ContactPolicy, Contacts
from archive.keys import CONTACTS, read_key
from archive.queries import list_articles
from archive.schema_org import Publishers, news_article
from archive.search import select_ids
from archive.selection import Filters

#: Columns of a CSV export; lists of several values are joined by ``"; "``.
CSV_COLUMNS = (
    "id",
    "url",
    "site",
    "title",
    "subtitle",
    "summary",
    "authors",
    "published_at",
    "modified_at",
    "language",
    "section",
    "labels",
    "tags",
    "event_dates",
    "contacts",
    "links",
    "images",
    "attachments",
    "state",
    "version",
    "captured_at",
    "digest",
    "content_sha256",
    "body_text",
)
#: What stands for an item of a list in a cell.
_ITEM = {
    "tags": "label",
    "contacts": "email",
    "links": "url",
    "images": "url",
    "attachments": "url",
}
# A spreadsheet runs a cell that begins so. A quote mark before it makes it text;
# cells that begin with quote marks and then so get one more, so that taking the
# first one away again gives back every cell as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# Excel takes a file for UTF-8 only if it begins with this.
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Export:
    """Which articles an export is about, and what becomes of the contacts in them."""

    connection: sqlite3.Connection  #: open for reading; in one transaction, for one moment
    words: str = ""  #: as for :func:`archive.search.search`
    limit: int | None = None  #: at most so many articles
    filters: Filters = field(default_factory=Filters)
    contacts: Contacts = Contacts.KEEP
    as_of: str = ""  #: the moment that the connection answers for, in words; empty: now

    def policy(self) -> ContactPolicy:
        """What replaces addresses. Raises NotAnArchive if the key for it is missing."""
        keep = self.contacts is Contacts.KEEP
        key = b"" if keep else read_key(self.connection, CONTACTS)
        return ContactPolicy(self.contacts, key)

    def ids(self) -> Iterator[int]:
        """The ids of the articles, the newest first; raises as a search does."""
        chosen = select_ids(self.connection, self.words, self.filters, limit=self.limit)
        return (row[0] for row in chosen)

    def articles(self) -> Iterator[dict[str, Any]]:
        """Each article as :func:`archive.queries.list_articles` gives it, one at a time.

        Where addresses are replaced, ``content_sha256`` is that of what is given: the
        digest of the whole would let anybody try out which address fits. Raises as
        :func:`archive.queries.list_articles` does.
        """
        policy = self.policy()
        found = list_articles(self.connection, words=self.words, limit=self.limit, **self.filters)
        if self.contacts is Contacts.KEEP:
            return found
        return (_with_own_digest(policy.fields(article)) for article in found)


def write_csv(export: Export, out: TextIO, *, bom: bool = False) -> int:
    """Writes a header and a row for each article; returns how many articles.

    ``out`` is opened with ``newline=""``; lines end as RFC 4180 has it. No cell starts a
    formula: see :func:`formula_safe`. ``bom`` begins the file as Excel wants it. Raises as
    :meth:`Export.articles` does.
    """
    articles = export.articles()
    if bom:
        out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    count = 0
    for article in articles:
        writer.writerow([formula_safe(_cell(article, name)) for name in CSV_COLUMNS])
        count += 1
    return count


def write_jsonl(
    export: Export, out: TextIO, *, schema: Literal["native", "schema.org"] = "native"
) -> int:
    """Writes one JSON object a line for each article; returns how many.

    The objects are those of :meth:`Export.articles`, with its errors, or JSON-LD: see
    :func:`archive.schema_org.news_article`.
    """
    articles = export.articles()
    if schema == "schema.org":
        publishers = Publishers(export.connection)
        articles = (news_article(article, publishers) for article in articles)
    count = 0
    for article in articles:
        out.write(json.dumps(article, ensure_ascii=False))
        out.write("\n")
        count += 1
    return count


def formula_safe(cell: str) -> str:
    """The cell with a leading ``'`` if a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_written(cell: str) -> str:
    """The cell as it was before :func:`formula_safe`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _with_own_digest(article: dict[str, Any]) -> dict[str, Any]:
    labels = [{"label": label} for label in article["labels"]]
    return article | {"content_sha256": content_digest(article | {"labels": labels})}


def _cell(article: dict[str, Any], name: str) -> str:
    value = article[name]
    if isinstance(value, list):
        key = _ITEM.get(name)
        return "; ".join(item[key] if key else item for item in value)
    return "" if value is None else str(value)
