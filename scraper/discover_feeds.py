"""Articles announced by an RSS or Atom feed."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

import feedparser

from archive.records import FoundLink, PageKind, Problem, Severity
from scraper.discover_links import distinct, found_link
from scraper.site import Site

#: A feed longer than this is none.
MAX_ENTRIES = 5000

# Blank lines and comments of a theme's debug mode stand before the declaration on
# some platforms; no XML parser takes that.
_BEGINNING = re.compile(rb"<\?xml|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]", re.I)


class FeedContent(NamedTuple):
    """What a feed announces, and what was wrong with it."""

    links: tuple[FoundLink, ...]
    problems: tuple[Problem, ...]


def read_feed(body: bytes, site: Site) -> FeedContent:
    """The articles that a feed links to, with the change times that it claims.

    ``lastmod`` is what Atom calls ``updated``; a publication date is no change time.
    What cannot be read is a problem, and what could be read of it is kept.
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


def _updated(entry: Any) -> str | None:
    # ``get`` would give the publication date instead, with a deprecation warning.
    moment = dict.get(entry, "updated_parsed")
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
