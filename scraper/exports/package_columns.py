"""The tables of a package and what each of their columns means, as data."""

from __future__ import annotations

from dataclasses import dataclass

from archive.exports import CSV_COLUMNS
from archive.schema import TABLES


@dataclass(frozen=True, slots=True)
class Column:
    """One column; types are those of Frictionless Table Schema."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file of a package."""

    name: str  #: of the resource; the file is ``data/NAME.csv``
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()  #: columns that no two rows share
    of_article: bool = False  #: True if ``article_id`` names a row of ``articles``

    @property
    def path(self) -> str:
        """Where it stands in the package."""
        return f"data/{self.name}.csv"


_SCHEMA = {table.name: table.columns for table in TABLES}

_JOINED = "separated by semicolons"
#: Column of articles.csv -> type and meaning; what the archive explains is taken from there.
_ARTICLE: dict[str, tuple[str, str]] = {
    "id": ("integer", "number of the article in this archive"),
    "url": ("string", _SCHEMA["articles"]["url"]),
    "site": ("string", "short name of the platform"),
    "title": ("string", "title printed on the page"),
    "subtitle": ("string", _SCHEMA["article_texts"]["subtitle"]),
    "summary": ("string", _SCHEMA["article_texts"]["summary"]),
    "authors": ("string", f"authors as the page names them, {_JOINED}"),
    "published_at": ("string", _SCHEMA["articles"]["published_at"]),
    "modified_at": ("string", _SCHEMA["articles"]["modified_at"]),
    "language": ("string", _SCHEMA["articles"]["language"]),
    "section": ("string", _SCHEMA["articles"]["section"]),
    "labels": ("string", f"type markers printed with the article, {_JOINED}"),
    "tags": ("string", f"labels of its tags, {_JOINED}"),
    "event_dates": ("string", f"days named in the text, {_JOINED}"),
    "contacts": ("string", f"e-mail addresses in the text, {_JOINED}"),
    "links": ("string", f"addresses that the text links to, {_JOINED}"),
    "images": ("string", f"addresses of its pictures, {_JOINED}"),
    "attachments": ("string", f"addresses of files offered with it, {_JOINED}"),
    "state": ("string", _SCHEMA["articles"]["state"]),
    "version": ("integer", "number of the version shown"),
    "captured_at": ("string", "when the page was received that this version was read from, UTC"),
    "digest": ("string", "SHA-256 of the bytes of that page"),
    "content_sha256": ("string", _SCHEMA["versions"]["content_sha256"]),
    "body_text": ("string", _SCHEMA["article_texts"]["body_text"]),
}
_ID = Column("article_id", "integer", "the article, `id` in articles.csv")
_URL = Column("url", "string", "canonical address of the article")


def _of(table: str, types: dict[str, str]) -> tuple[Column, ...]:
    """Columns under the names and with the explanations of the archive."""
    return tuple(Column(name, kind, _SCHEMA[table][name]) for name, kind in types.items())


ARTICLES = Table(
    "articles",
    "The articles, one a row: the version that each shows.",
    tuple(Column(name, *_ARTICLE[name]) for name in CSV_COLUMNS),
    key=("id",),
)
VERSIONS = Table(
    "versions",
    "Every distinct content that the articles have had; the texts are in versions.jsonl.",
    (
        _ID,
        _URL,
        *_of("versions", {"number": "integer", "title": "string", "content_sha256": "string"}),
        Column("is_current", "boolean", "true for the version that articles.csv shows"),
        Column("captured_at", "string", "when the page was received that it was read from, UTC"),
        Column("capture_sha256", "string", "SHA-256 of the bytes of that page"),
        *_of("versions", {"extractor": "string", "saved_at": "string"}),
    ),
    key=("article_id", "number"),
    of_article=True,
)
HISTORY = Table(
    "history",
    "What the platform showed from when on, with what was believed earlier.",
    (
        _ID,
        _URL,
        *_of("changes", {"at": "string", "state": "string", "class": "string"}),
        *_of("changes", {"classes": "string"}),
        Column("version", "integer", "what the article was then, `number` in versions.csv"),
        Column("capture_sha256", "string", "SHA-256 of the page that shows it; empty if none"),
        *_of("changes", {"noted_at": "string", "replaced_at": "string"}),
    ),
    key=("article_id", "at", "noted_at"),
    of_article=True,
)
CAPTURES = Table(
    "captures",
    "What was received of the pages of the articles, in every form.",
    (
        _ID,
        Column("page", "string", "canonical address of the page"),
        *_of("captures", {"url": "string", "captured_at": "string", "form": "string"}),
        *_of("captures", {"status": "integer", "media_type": "string", "encoding": "string"}),
        *_of("captures", {"encoding_source": "string"}),
        Column("complete", "boolean", "false if the bytes were cut short or damaged"),
        Column("witness", "boolean", "true if it came from a staging, preview or mirror host"),
        *_of("captures", {"extractor": "string"}),
        Column("sha256", "string", "SHA-256 of the bytes"),
        Column("bytes", "integer", "how many bytes they are"),
        Column("version", "integer", "what it shows, `number` in versions.csv; empty if none"),
    ),
    key=("page", "captured_at", "sha256", "form"),
    of_article=True,
)
EVIDENCE = Table(
    "evidence",
    "How each field of the versions shown is known.",
    (
        _ID,
        _URL,
        *_of("evidence", {"position": "integer", "field": "string", "method": "string"}),
        *_of("evidence", {"place": "string", "raw": "string", "confidence": "number"}),
        Column("chosen", "boolean", "false: another value that the page gives, and not taken"),
    ),
    key=("article_id", "position"),
    of_article=True,
)
ARTICLE_TAGS = Table(
    "article_tags",
    "Which article has which tags.",
    (
        _ID,
        Column("position", "integer", "order on the page, from 0"),
        Column("site", "string", "the platform, `site` in tags.csv"),
        Column("slug", "string", "the tag, `slug` in tags.csv"),
    ),
    key=("article_id", "position"),
    of_article=True,
)
TAGS = Table(
    "tags",
    "The tags of the articles, with how many of these articles have each.",
    (
        Column("site", "string", "short name of the platform"),
        *_of("tags", {"slug": "string", "label": "string", "path": "string"}),
        Column("articles", "integer", "how many of the articles have it"),
        Column("first_published", "string", "earliest publication among them; empty if unknown"),
        Column("last_published", "string", "latest publication among them; empty if unknown"),
    ),
    key=("site", "slug"),
)
#: In the order in which they are written and described.
ALL = (ARTICLES, VERSIONS, HISTORY, CAPTURES, EVIDENCE, ARTICLE_TAGS, TAGS)
