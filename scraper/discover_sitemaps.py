"""Pages and further sitemaps listed by a sitemap (sitemaps.org, version 0.9)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from archive.records import Announced, FoundLink, PageKind, PageState, Problem, Severity
from scraper.discover_feeds import read_feed
from scraper.discover_links import found_link, path_of_canonical
from scraper.discover_shapes import looks_like_article, segments
from scraper.extract.dates import parse_date
from scraper.extract.text import clean_text
from scraper.site import Site

#: What the protocol allows in one file, uncompressed.
MAX_ENTRIES = 50_000
MAX_BYTES = 50 * 1024 * 1024
#: Refused entries recorded one by one; the rest is only counted.
MAX_REFUSED = 20

_BEGINNING = re.compile(rb"<\?xml|<urlset[\s>]|<sitemapindex[\s>]|<rss[\s>]|<feed[\s>]", re.I)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_BARE_AMPERSAND = re.compile(rb"&(?![A-Za-z][A-Za-z0-9]*;|#[0-9]+;|#x[0-9A-Fa-f]+;)")
#: In the name of the namespace of news sitemaps, in all its spellings.
_NEWS = "/sitemap-news/"
#: Words in the names of sitemaps that list no articles (WordPress and its plugins, TYPO3,
#: Drupal), and of those that do.
_OTHER_SITEMAPS = frozenset(
    (
        "page pages category categories tag tags author authors user users image images video"
        " videos product products taxonomies taxonomy attachment event events archives location"
    ).split()
)
_NUMBERED = re.compile(r"sitemap[-_]?page[-_]?\d")
_NEWS_SITEMAPS = frozenset(["news", "article", "articles", "blog", "press"])
_ENTITIES = frozenset(["ERR_RESOURCE_LIMIT", "ERR_ENTITY_LOOP", "ERR_UNDECLARED_ENTITY"])


class SitemapContent(NamedTuple):
    """What a sitemap lists, and what was wrong with it."""

    links: tuple[FoundLink, ...]
    problems: tuple[Problem, ...]


class _Entry(NamedTuple):
    kind: PageKind
    loc: str
    lastmod: str | None
    news: dict[str, str]  #: what a news sitemap says of the page, by the names of its elements


def read_sitemap(body: bytes, site: Site, *, place: str = "") -> SitemapContent:
    """The entries of a sitemap or a sitemap index, plain or gzipped, in order.

    Further sitemaps are links of kind SITEMAP. Of pages only those under the site's
    article paths are taken; of a site that names none all, and where its pages must be
    told by their addresses, those that look like articles and stand below what the crawl
    is about. Entries of foreign hosts are refused without any look-up. Everything that
    is wrong is a problem; what could be read before and after it is kept. ``place`` is
    the sitemap's own address, by which the statements of a news sitemap are known.
    """
    problems: list[Problem] = []
    plain = _unpacked(body, problems)
    start = _BEGINNING.search(plain[:65536])
    plain = plain[start.start() :] if start else plain
    if _FEED.search(plain[:1024]):
        feed = read_feed(plain, site, place=place)
        return SitemapContent(feed.links, (*problems, *feed.problems))
    entries = _parsed(plain, problems)
    return SitemapContent(tuple(_links(entries, site, place, problems)), tuple(problems))


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
    if problems:
        pass  # What is not whole is not well-formed either.
    elif root not in ("urlset", "sitemapindex"):
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
    news: dict[str, str] = {}
    for child in element:
        # An entity that was not resolved leaves a child, and an address we do not know.
        if isinstance(child.tag, str) and child.prefix == element.prefix and not len(child):
            facts.setdefault(_name(child), (child.text or "").strip())
        elif isinstance(child.tag, str) and len(child) and _NEWS in child.tag:
            news = {_name(one): (one.text or "").strip() for one in child.iter("{*}*")}
    kind = PageKind.SITEMAP if _name(element) == "sitemap" else PageKind.UNKNOWN
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
    return _Entry(kind, facts.get("loc", ""), _instant(facts.get("lastmod", "")), news)


def _announced(news: dict[str, str], place: str) -> Announced | None:
    """What a news sitemap says; its name stands for the publication, and is no author."""
    if not news:
        return None
    published = parse_date(news.get("publication_date", ""))
    keywords = (clean_text(word) for word in news.get("keywords", "")[:2000].split(","))
    return Announced(
        method="feed",
        place=place,
        title=clean_text(news.get("title", ""))[:500] or None,
        published_at=published.iso if published else None,
        terms=tuple(dict.fromkeys(filter(None, keywords))),
    )


def _is_of_other_pages(url: str) -> bool:
    """True for a sitemap that by its name lists terms, people or pages about the site."""
    name = (segments(path_of_canonical(url)) or ("",))[-1]
    if _NUMBERED.search(name):
        return False
    words = set(re.split(r"[^a-z]+", name.removesuffix(".gz").removesuffix(".xml")))
    return bool(words & _OTHER_SITEMAPS) and not words & _NEWS_SITEMAPS


def _is_left_out(link: FoundLink, site: Site) -> bool:
    """True for a page that is none of the articles that a crawl of the site is about."""
    if link.kind is PageKind.SITEMAP:
        return site.finds_its_lists and _is_of_other_pages(link.url)
    if link.kind is not PageKind.UNKNOWN:
        return False
    if site.article_paths or not site.finds_its_lists:
        return bool(site.article_paths)
    path = path_of_canonical(link.url)
    return not (path.startswith(site.scopes) and looks_like_article(link.url))


def _links(
    entries: list[_Entry], site: Site, place: str, problems: list[Problem]
) -> Iterator[FoundLink]:
    refused = skipped = nameless = 0
    for entry in entries:
        if not entry.loc:
            nameless += 1
            continue
        link = found_link(
            entry.loc,
            site.base_url + "/",
            site,
            kind=entry.kind,
            lastmod=entry.lastmod,
            announced=_announced(entry.news, place),
        )
        if link.state is PageState.REFUSED:
            refused += 1
            if refused <= MAX_REFUSED:
                yield link
        elif _is_left_out(link, site):
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
