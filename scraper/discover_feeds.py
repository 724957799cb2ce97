"""Articles announced by an RSS or Atom feed."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from io import BytesIO
from typing import Any, NamedTuple

import feedparser

from archive.records import Announced, FoundLink, PageKind, Problem, Severity
from scraper.discover_links import distinct, found_link
from scraper.extract.dates import is_valid_instant, parse_date
from scraper.extract.text import clean_text
from scraper.site import Site

#: A feed longer than this is none.
MAX_ENTRIES = 5000
#: Authors and terms taken of one entry, and characters of each.
MAX_VALUES = 50
MAX_TEXT = 500
_TAG = re.compile(r"<[^<>]{0,1000}>")

# Blank lines and comments of a theme's debug mode stand before the declaration on
# some platforms; no XML parser takes that.
_BEGINNING = re.compile(rb"<\?xml|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]", re.I)


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
    # Bytes in a stream only: given a text, feedparser would fetch or open it.
    parsed = feedparser.parse(
        BytesIO(body[start.start() :] if start else body),
        sanitize_html=False,
        resolve_relative_uris=False,
    )
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
            if (href := _href(entry))
        ]
    )
    return FeedContent(_own(links, site), tuple(_problems(parsed)))


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


def _problems(parsed: Any) -> list[Problem]:
    if not parsed.get("version"):
        return [Problem("feed_unreadable", "the answer is neither RSS nor Atom", Severity.ERROR)]
    problems: list[Problem] = []
    if parsed.get("bozo") and not isinstance(
        parsed.get("bozo_exception"), feedparser.CharacterEncodingOverride
    ):
        said = f"the feed is not well-formed: {parsed.get('bozo_exception')}"
        problems.append(Problem("feed_malformed", said[:300]))
    if len(parsed.entries) > MAX_ENTRIES:
        said = f"{len(parsed.entries):,} entries, of which the first {MAX_ENTRIES:,} were taken"
        problems.append(Problem("feed_too_long", said))
    return problems
