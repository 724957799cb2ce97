"""Pages and further sitemaps listed by a sitemap (sitemaps.org, version 0.9)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from archive.records import FoundLink, PageKind, PageState, Problem, Severity
from scraper.discover_feeds import read_feed
from scraper.discover_links import found_link
from scraper.site import Site

#: What the protocol allows in one file, uncompressed.
MAX_ENTRIES = 50_000
MAX_BYTES = 50 * 1024 * 1024
#: Refused entries recorded one by one; the rest is only counted.
MAX_REFUSED = 20

_BEGINNING = re.compile(rb"<\?xml|<urlset[\s>]|<sitemapindex[\s>]|<rss[\s>]|<feed[\s>]", re.I)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_BARE_AMPERSAND = re.compile(rb"&(?![A-Za-z][A-Za-z0-9]*;|#[0-9]+;|#x[0-9A-Fa-f]+;)")
_ENTITIES = frozenset(["ERR_RESOURCE_LIMIT", "ERR_ENTITY_LOOP", "ERR_UNDECLARED_ENTITY"])


class SitemapContent(NamedTuple):
    """What a sitemap lists, and what was wrong with it."""

    links: tuple[FoundLink, ...]
    problems: tuple[Problem, ...]


class _Entry(NamedTuple):
    kind: PageKind
    loc: str
    lastmod: str | None


def read_sitemap(body: bytes, site: Site) -> SitemapContent:
    """The entries of a sitemap or a sitemap index, plain or gzipped, in order.

    Further sitemaps are links of kind SITEMAP. Of pages only those under the site's
    article paths are taken (all, if the site names none). Entries of foreign hosts
    are refused without any look-up. Everything that is wrong is a problem; what
    could be read before and after it is kept.
    """
    problems: list[Problem] = []
    plain = _unpacked(body, problems)
    start = _BEGINNING.search(plain[:65536])
    plain = plain[start.start() :] if start else plain
    if _FEED.search(plain[:1024]):
        feed = read_feed(plain, site)
        return SitemapContent(feed.links, (*problems, *feed.problems))
    entries = _parsed(plain, problems)
    return SitemapContent(tuple(_links(entries, site, problems)), tuple(problems))


def _unpacked(body: bytes, problems: list[Problem]) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(body, MAX_BYTES)
    except zlib.error as error:
        problems.append(_error("sitemap_damaged", f"the gzip data is damaged: {error}"))
        return b""
    if unpacker.unconsumed_tail:
        limit = MAX_BYTES // 2**20
        problems.append(_error("sitemap_too_large", f"unpacks to more than {limit} MiB"))
    elif not unpacker.eof:
        problems.append(_error("sitemap_damaged", "the gzip data is cut short"))
    return plain


def _parsed(body: bytes, problems: list[Problem]) -> list[_Entry]:
    entries, errors, root = _parse(body)
    if any(error.type_name == "ERR_ENTITYREF_SEMICOL_MISSING" for error in errors):
        # A query string whose & was not escaped: one parameter would be lost.
        entries, _, root = _parse(_BARE_AMPERSAND.sub(b"&amp;", body))
    if root not in ("urlset", "sitemapindex"):
        said = f"<{root}>" if root else "nothing that is XML"
        problems.append(_error("sitemap_unreadable", f"no sitemap: the answer holds {said}"))
    elif errors:
        entities = any(error.type_name in _ENTITIES for error in errors)
        code = "sitemap_entities" if entities else "sitemap_malformed"
        said = f"line {errors[0].line}: {errors[0].message}"
        problems.append(_error(code, f"the sitemap is not well-formed: {said}"[:300]))
    if len(entries) > MAX_ENTRIES:
        said = f"more than {MAX_ENTRIES:,} entries; the first {MAX_ENTRIES:,} were taken"
        problems.append(Problem("sitemap_too_long", said))
    return entries[:MAX_ENTRIES]


def _parse(body: bytes) -> tuple[list[_Entry], list[etree._LogEntry], str]:
    """Entries, errors, and the name of the root element (empty if there is none)."""
    context = etree.iterparse(
        BytesIO(body),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        recover=True,
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    entries: list[_Entry] = []
    root = None
    try:
        for _, element in context:
            root = element.getroottree().getroot()
            entries.append(_entry(element))
            if len(entries) > MAX_ENTRIES:
                break
        else:
            root = context.root
    except etree.XMLSyntaxError:
        root = None
    return entries, list(context.error_log), "" if root is None else _name(root)


def _entry(element: etree._Element) -> _Entry:
    """The facts of one entry, which is then dropped from the tree."""
    facts: dict[str, str] = {}
    for child in element:
        # An entity that was not resolved leaves a child, and an address we do not know.
        if isinstance(child.tag, str) and child.prefix == element.prefix and not len(child):
            facts.setdefault(_name(child), (child.text or "").strip())
    kind = PageKind.SITEMAP if _name(element) == "sitemap" else PageKind.UNKNOWN
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
    return _Entry(kind, facts.get("loc", ""), _instant(facts.get("lastmod", "")))


def _links(entries: list[_Entry], site: Site, problems: list[Problem]) -> Iterator[FoundLink]:
    refused = skipped = nameless = 0
    for entry in entries:
        if not entry.loc:
            nameless += 1
            continue
        link = found_link(
            entry.loc, site.base_url + "/", site, kind=entry.kind, lastmod=entry.lastmod
        )
        if link.state is PageState.REFUSED:
            refused += 1
            if refused <= MAX_REFUSED:
                yield link
        elif link.kind is PageKind.UNKNOWN and site.article_paths:
            skipped += 1
        else:
            yield link
    if nameless:
        said = f"{nameless:,} entries have no address that can be read"
        problems.append(Problem("sitemap_entry_without_address", said))
    if refused:
        problems.append(Problem("sitemap_entries_refused", _refused(refused)))
    if skipped:
        said = f"{skipped:,} entries are no articles by their path"
        problems.append(Problem("sitemap_entries_skipped", said, Severity.NOTE))


def _refused(count: int) -> str:
    said = f"{count:,} entries are refused: other hosts, files, or paths never asked for"
    return said if count <= MAX_REFUSED else f"{said}; {MAX_REFUSED} of them are recorded"


def _instant(text: str) -> str | None:
    """A W3C date, also without seconds (``2026-04-04T08:00Z``); None if it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return text if len(text) == 10 else moment.isoformat()


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _error(code: str, message: str) -> Problem:
    return Problem(code, message, Severity.ERROR)
