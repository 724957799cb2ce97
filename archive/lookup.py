"""From an address or id, as a person gives it, to the article it means."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, quote, unquote, urlsplit

from archive.errors import NothingFound
from archive.sanitise import clean_text

_BY_ID = "SELECT id FROM articles WHERE id = ?"
_BY_URL = "SELECT id FROM articles WHERE url = ?"
_BY_URLS = """
SELECT a.url, a.id FROM json_each(?) e CROSS JOIN articles a ON a.url = e.value
"""
_PAGE = "SELECT id, state, reason, article_id, redirect_page_id FROM pages WHERE url = ?"
_PAGE_BY_ID = "SELECT id, state, reason, article_id, redirect_page_id FROM pages WHERE id = ?"
# A staging host's address is known from the capture alone: its page is the platform's.
_BY_CAPTURE = """
SELECT coalesce(c.article_id, p.article_id) FROM captures c JOIN pages p ON p.id = c.page_id
WHERE c.url = ? AND coalesce(c.article_id, p.article_id) IS NOT NULL
"""
_BY_CANONICAL = "SELECT id FROM articles WHERE canonical_url = ?"
_BASES = "SELECT base_url FROM sites ORDER BY id"
_LIKE_TITLE = """
SELECT a.id, a.url FROM article_search JOIN articles a ON a.id = article_search.rowid
WHERE article_search MATCH ? ORDER BY article_search.rank LIMIT 3
"""
_COUNT = "SELECT count(*) FROM articles"

_MAX_REDIRECTS = 10
_MAX_ID_DIGITS = 18
_MAX_WORDS = 20


def article_id(connection: sqlite3.Connection, url_or_id: str) -> int:
    """The article meant by its id, its address, or any address it was ever met under.

    Scheme, ``www.``, a trailing slash, a fragment and, where nothing else fits, the
    query do not matter. Raises NothingFound with the articles whose titles are
    nearest to the words of the address.
    """
    wanted = clean_text(url_or_id).strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= _MAX_ID_DIGITS:
        row = connection.execute(_BY_ID, (int(wanted),)).fetchone()
        if row:
            return int(row[0])
        raise _nothing(connection, wanted, f"no article has the id {wanted}")
    variants = list(dict.fromkeys(_variants(connection, wanted)))
    for find in (_by_url, _by_page, _by_capture, _by_canonical):
        for variant in variants:
            found = find(connection, variant)
            if found is not None:
                return found
    raise _nothing(connection, wanted, _state_of(connection, variants) or f"no article at {wanted}")


def article_ids(connection: sqlite3.Connection, urls: Iterable[str]) -> dict[str, int]:
    """The articles of those addresses that are one's own, exactly as written."""
    wanted = json.dumps(list(dict.fromkeys(urls)))
    return {row[0]: row[1] for row in connection.execute(_BY_URLS, (wanted,))}


def page_id(connection: sqlite3.Connection, url: str) -> int | None:
    """The page of an address, in whatever spelling; None if none is known."""
    for variant in _variants(connection, clean_text(url).strip()):
        row = connection.execute(_PAGE, (variant,)).fetchone()
        if row:
            return int(row[0])
    return None


def _by_url(connection: sqlite3.Connection, url: str) -> int | None:
    return _first(connection, _BY_URL, url)


def _by_capture(connection: sqlite3.Connection, url: str) -> int | None:
    return _first(connection, _BY_CAPTURE, url)


def _by_canonical(connection: sqlite3.Connection, url: str) -> int | None:
    return _first(connection, _BY_CANONICAL, url)


def _by_page(connection: sqlite3.Connection, url: str) -> int | None:
    """The article of a page, or of the page it redirects to."""
    row = connection.execute(_PAGE, (url,)).fetchone()
    for _ in range(_MAX_REDIRECTS):
        if row is None:
            return None
        _, _, article, target = row[0], row[1], row[3], row[4]
        if target is None:
            return None if article is None else int(article)
        row = connection.execute(_PAGE_BY_ID, (target,)).fetchone()
    return None


def _first(connection: sqlite3.Connection, sql: str, value: str) -> int | None:
    row = connection.execute(sql, (value,)).fetchone()
    return int(row[0]) if row else None


def _variants(connection: sqlite3.Connection, text: str) -> Iterator[str]:
    """Addresses that mean the same page, the one given first."""
    if text.startswith("/") and not text.startswith("//"):
        for (base,) in connection.execute(_BASES).fetchall():
            yield from _variants(connection, base + text)
        return
    yield text
    try:
        parts = urlsplit(text if "://" in text else f"https://{text.lstrip('/')}")
    except ValueError:
        return
    yield from _twins(parts)
    if parts.query:
        yield from _twins(parts._replace(query=""))


def _twins(parts: SplitResult) -> Iterator[str]:
    host = parts.netloc.lower()
    other_host = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    path = parts.path.rstrip("/")
    encoded = quote(unquote(path), safe="/%:@!$&'()*+,;=~-._")
    for scheme in (parts.scheme, "https", "http"):
        for netloc in (host, other_host):
            for one in dict.fromkeys((parts.path, path, f"{path}/", encoded)):
                query = f"?{parts.query}" if parts.query else ""
                yield f"{scheme}://{netloc}{one}{query}"


def _state_of(connection: sqlite3.Connection, variants: list[str]) -> str | None:
    for variant in variants:
        row = connection.execute(_PAGE, (variant,)).fetchone()
        if row:
            reason = f" ({row[2]})" if row[2] else ""
            return f"no article was read at {variant}: the page is {row[1]}{reason}"
    return None


def _nothing(connection: sqlite3.Connection, wanted: str, message: str) -> NothingFound:
    words = re.findall(r"\w+", unquote(wanted.rstrip("/").rpartition("/")[2]))[:_MAX_WORDS]
    near = []
    if words:
        match = "title : (" + " OR ".join(f'"{word}"' for word in words) + ")"
        near = [f"{row[1]} (id {row[0]})" for row in connection.execute(_LIKE_TITLE, (match,))]
    if near:
        return NothingFound(message, hint="near: " + ", ".join(near))
    count = connection.execute(_COUNT).fetchone()[0]
    return NothingFound(message, hint=f"the archive holds {count} articles; try `search`")
