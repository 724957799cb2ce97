"""Articles announced by an RSS or Atom feed."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

import feedparser

from archive.records import Announced, FoundLink, PageKind, Problem, Severity
from scraper.discover_links import distinct, found_link
from scraper.extract.dates import is_valid_instant, parse_date
from scraper.extract.text import clean_text
from scraper.site import Site

#: A feed longer than this is none.
MAX_ENTRIES = 5000
#: What its reader may be given: bytes, of which it keeps some eight times as much, and tags
#: and entities, at up to 60 microseconds each.
MAX_BYTES = 8 * 2**20
MAX_MARKS = 50_000
#: Authors and terms taken of one entry, and characters of each.
MAX_VALUES = 50
MAX_TEXT = 500
_TAG = re.compile(r"<[^<>]{0,1000}>")

# Blank lines and comments of a theme's debug mode stand before the declaration on
# some platforms; no XML parser takes that.
_BEGINNING = re.compile(rb"<\?xml|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]", re.I)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]{0,1000}(?:>|(\[))", re.I)
_DOCTYPE_END = re.compile(rb"\]\s{0,100}>")
_MARK = re.compile(rb"[<&]")
_ENTITY = re.compile(rb"<!ENTITY\s+([\w.:-]{1,100})\s")


class FeedContent(NamedTuple):
    """What a feed announces, and what was wrong with it."""

    links: tuple[FoundLink, ...]
    problems: tuple[Problem, ...]


def read_feed(body: bytes, site: Site, *, place: str = "") -> FeedContent:
    """The articles that a feed links to, and what it says of them.

    ``lastmod`` is what Atom calls ``updated``; a publication date is no change time.
    ``place`` is the feed's own address, by which its statements are known. What cannot
    be read is a problem, and what could be read of it is kept.
    """
    start = _BEGINNING.search(body[:65536])
    plain, entities = _without_doctype(body[start.start() :] if start else body)
    # Bytes in a stream only: given a text, feedparser would fetch or open it.
    part = _readable(plain)
    parsed = feedparser.parse(BytesIO(part), sanitize_html=False, resolve_relative_uris=False)
    links = distinct(
        [
            found_link(
                href,
                site.base_url + "/",
                site,
                kind=PageKind.ARTICLE,
                lastmod=_updated(entry),
                title=entry.get("title"),
                announced=_announced(entry, place, parsed.get("version") or ""),
            )
            for entry in parsed.entries[:MAX_ENTRIES]
            if (href := _href(entry)) and not any(f"&{name}" in href for name in entities)
        ]
    )
    own = _own(links, site)
    unread = len(plain) - len(part)
    return FeedContent(own, tuple(_problems(parsed, unread, entities, is_of_use=bool(own))))


def _readable(body: bytes) -> bytes:
    """As much of the feed as is read: to the end, or to a limit."""
    part = body[:MAX_BYTES]
    beyond = next(islice(_MARK.finditer(part), MAX_MARKS, None), None)
    return part[: beyond.start()] if beyond else part


def _without_doctype(body: bytes) -> tuple[bytes, list[str]]:
    """The feed without what it declares, and the entities that it declares and uses.

    A declaration may make gigabytes of a line, or name a file of ours; none is needed
    to read a feed.
    """
    found = _DOCTYPE.search(body, 0, 8192)
    if found is None:
        return body, []
    end = found.end()
    if found[1] is not None:
        closing = _DOCTYPE_END.search(body, end)
        end = closing.end() if closing else len(body)
    rest = body[end:]
    declared = dict.fromkeys(_ENTITY.findall(body[found.start() : end])[:MAX_VALUES])
    used = [name for name in declared if b"&" + name + b";" in rest]
    return body[: found.start()] + rest, [name.decode("latin-1") for name in used]


def _href(entry: Any) -> str | None:
    """Where the entry leads: its link, or an id that is an address."""
    href = entry.get("feedburner_origlink") or entry.get("link")
    if not href and str(entry.get("id", "")).startswith(("http://", "https://")):
        href = entry.get("id")
    return str(href).strip() if href else None


def _own(links: tuple[FoundLink, ...], site: Site) -> tuple[FoundLink, ...]:
    """Without the listings, to which some feeds link where an entry has no page."""
    roots = {found_link(listing.path, site.base_url + "/", site).url for listing in site.listings}
    return tuple(link for link in links if link.url not in roots)


def _announced(entry: Any, place: str, version: str) -> Announced:
    people = [one.get("name") for one in entry.get("authors") or () if hasattr(one, "get")]
    tags = [one.get("label") or one.get("term") for one in entry.get("tags") or ()]
    return Announced(
        method="feed",
        place=place,
        title=_plain(entry.get("title")),
        published_at=_published(entry, version),
        authors=_texts(people or [entry.get("author")]),
        terms=_texts(tags),
    )


def _texts(values: list[Any]) -> tuple[str, ...]:
    texts = [_plain(value) for value in values[:MAX_VALUES]]
    return tuple(dict.fromkeys(text for text in texts if text))


def _plain(value: Any) -> str | None:
    """A text without the markup that titles of feeds carry, escaped once or twice."""
    if not value:
        return None
    text = str(value)[: 4 * MAX_TEXT]
    return clean_text(unescape(_TAG.sub("", unescape(text))))[:MAX_TEXT] or None


def _published(entry: Any, version: str) -> str | None:
    """When the entry says that it was published, with the zone as written where it can be."""
    raw = dict.get(entry, "published") or ""
    if not raw and version.startswith("rss"):
        # Of RSS, dc:date alone stands there, which feedparser takes for a change.
        raw = dict.get(entry, "updated") or ""
    raw = str(raw).strip()[:100]
    try:
        iso = parsedate_to_datetime(raw).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        parsed = parse_date(raw) if raw else None
        return parsed.iso if parsed else _instant(dict.get(entry, "published_parsed"))
    # RFC 2822 writes -0000 for a time in UTC whose zone is not known.
    iso = iso if "+" in iso[10:] or "-" in iso[10:] else f"{iso}+00:00"
    return iso if is_valid_instant(iso) else None


def _updated(entry: Any) -> str | None:
    # ``get`` would give the publication date instead, with a deprecation warning.
    return _instant(dict.get(entry, "updated_parsed"))


def _instant(moment: Any) -> str | None:
    if moment is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).isoformat()
    except (ValueError, OverflowError):
        return None


def _problems(parsed: Any, unread: int, entities: list[str], *, is_of_use: bool) -> list[Problem]:
    problems: list[Problem] = []
    if entities:
        said = f"the feed declares entities of its own, which are not resolved: {entities[0]}"
        problems.append(Problem("feed_entities", said, Severity.ERROR))
    if unread:
        said = f"the feed is larger than the limit: its last {unread:,} bytes were not read"
        severity = Severity.WARNING if is_of_use else Severity.ERROR
        problems.append(Problem("feed_too_large", said, severity))
    if not parsed.get("version"):
        said = "the answer is neither RSS nor Atom"
        return [*problems, Problem("feed_unreadable", said, Severity.ERROR)]
    if not problems and _is_malformed(parsed):
        said = f"the feed is not well-formed: {parsed.get('bozo_exception')}"
        problems.append(Problem("feed_malformed", said[:300]))
    if len(parsed.entries) > MAX_ENTRIES:
        said = f"{len(parsed.entries):,} entries, of which the first {MAX_ENTRIES:,} were taken"
        problems.append(Problem("feed_too_long", said))
    return problems


def _is_malformed(parsed: Any) -> bool:
    reason = parsed.get("bozo_exception")
    return bool(parsed.get("bozo")) and not isinstance(reason, feedparser.CharacterEncodingOverride)
