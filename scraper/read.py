"""Read: the whole way from captured bytes to a visit, without network and archive.

The page decides what it is. The same bytes with the same rules give the same visit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.records import (
    Announced,
    CapturedPage,
    Form,
    FoundLink,
    PageKind,
    PageState,
    Problem,
    Severity,
    Visit,
    Vocabulary,
)
from scraper.alternates import alternates
from scraper.clean.page import CleanPage
from scraper.clean.parse import ParsedPage, parse
from scraper.clean.strip import cut
from scraper.discover import links_on_listing, next_pages, read_feed, read_sitemap
from scraper.discover_lists import lists_on
from scraper.extract.announced import with_announced
from scraper.extract.article import extract
from scraper.extract.nodes import Nodes, nodes_on
from scraper.extract.printed import looks_printed, read_printed
from scraper.extract.reading import Reading
from scraper.extract.structured import statements
from scraper.identity import article_key, own_address
from scraper.kind import ENOUGH, is_list_of_titles, is_listing, path_of, reasons, teasers_of
from scraper.reading_key import key_of_page
from scraper.site import Site
from scraper.urls import canonicalize
from scraper.walls import asks_password, is_missing, wall_by_address, wall_by_content, wall_problems

NO_VOCABULARY, NOTHING = Vocabulary(), Reading()
GONE = frozenset({404, 410, 451})
DENIED = frozenset({401, 403, 407})
FEEDS = frozenset({"application/rss+xml", "application/atom+xml"})


@dataclass(frozen=True, slots=True)
class _Request:
    """What is being read, and what is known of it beforehand."""

    captured: CapturedPage
    site: Site
    url: str  #: canonical
    expected: PageKind
    vocabulary: Vocabulary
    announced: tuple[Announced, ...]
    start: bool
    why: list[tuple[str, int]]

    def visit(
        self,
        kind: PageKind,
        state: PageState,
        reason: str | None = None,
        *,
        reading: Reading = NOTHING,
        links: tuple[FoundLink, ...] = (),
    ) -> Visit:
        return Visit(
            url=self.url,
            site=self.site.name,
            visited_at=self.captured.captured_at,
            kind=kind,
            state=state,
            reason=reason,
            capture=self.captured,
            article=reading.article if kind is PageKind.ARTICLE else None,
            problems=reading.problems,
            removed=reading.removed,
            links=links,
            banner_sentences=reading.banner_sentences,
        )


def read(
    captured: CapturedPage,
    site: Site,
    *,
    url: str | None = None,
    vocabulary: Vocabulary = NO_VOCABULARY,
    expected: PageKind = PageKind.UNKNOWN,
    announced: tuple[Announced, ...] = (),
    start: bool = False,
    why: list[tuple[str, int]] | None = None,
) -> Visit:
    """The visit that ``captured`` amounts to: what the page is, its article, its links.

    ``url`` None: the page's own canonical link where the capture is a file that names no
    address, else the capture's. ``expected`` is what the page was asked for as,
    ``announced`` what feeds and listings say of it. ``start`` True: the visit also has
    the feeds, sitemaps and sections that the page leads to, for a site that names none.
    ``why`` takes what spoke for and against an article, with its weight.
    """
    address = url or captured.url
    known = (canonicalize(address, site), expected, vocabulary, announced, start)
    request = _Request(captured, site, *known, why=[] if why is None else why)
    if early := _without_reading(request):
        return early
    media_type = captured.media_type or ""
    if captured.form is Form.PRINT or (media_type == "text/plain" and looks_printed(captured.body)):
        reading = read_printed(captured, site, vocabulary, url=request.url)
        return _as_article(request, reading) or _unreadable(request, reading)
    if media_type in FEEDS and expected is not PageKind.SITEMAP:
        feed = read_feed(captured.body, site, place=request.url)
        return _of_links(request, PageKind.FEED, feed.links, feed.problems)
    if _is_sitemap(request):
        sitemap = read_sitemap(captured.body, site, place=request.url)
        return _of_links(request, PageKind.SITEMAP, sitemap.links, sitemap.problems)
    if media_type != "text/html":
        what = media_type or "nothing"
        return request.visit(PageKind.UNKNOWN, PageState.UNREADABLE, f"holds {what}, not a page")
    return _read_page(request, named=url is not None)


def _without_reading(request: _Request) -> Visit | None:
    """The visit of an answer that is settled by its status or its completeness."""
    captured, expected = request.captured, request.expected
    status = captured.status
    if status is not None and not 200 <= status < 300:
        state = PageState.FAILED
        if status in GONE:
            state = PageState.GONE
        elif status in DENIED:
            state = PageState.DENIED
        return request.visit(expected, state, f"status {status}")
    if status == 206 or not captured.complete:
        return request.visit(expected, PageState.INCOMPLETE, "the body was cut short or damaged")
    if not captured.body.strip():
        return request.visit(expected, PageState.UNREADABLE, "the body is empty")
    return None


def _is_sitemap(request: _Request) -> bool:
    media_type = request.captured.media_type
    if media_type == "application/xml":
        return True
    is_due = request.expected is PageKind.SITEMAP or path_of(request.captured.url).endswith(".gz")
    return is_due and media_type in ("application/gzip", "text/plain", *FEEDS)


def _of_links(
    request: _Request,
    kind: PageKind,
    links: tuple[FoundLink, ...],
    problems: tuple[Problem, ...],
) -> Visit:
    reading = Reading(problems=problems)
    if links:
        return request.visit(kind, PageState.FETCHED, reading=reading, links=links)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return request.visit(kind, PageState.UNREADABLE, problems[0].message, reading=reading)
    return request.visit(kind, PageState.EMPTY, "it lists nothing", reading=reading)


def _read_page(request: _Request, *, named: bool) -> Visit:
    captured, site = request.captured, request.site
    parsed = parse(captured)
    if not named and captured.form not in (Form.HTTP, Form.WARC):
        request = replace(request, url=own_address(parsed.index, request.url, captured, site))
    if reason := wall_by_address(captured.url, parsed.index):
        lost = _lost(parsed, reason)
        return request.visit(request.expected, PageState.WALL, reason, reading=lost)
    nodes = nodes_on(parsed.index)
    if is_listing(parsed.index, nodes, request.url, site, request.expected):
        visit = _as_listing(request, parsed)
        if not _may_be_article_after_all(request, visit):
            return visit
        read_again = _read_article(request, parsed, nodes)
        return read_again if read_again.article else visit
    lists = _lists(request, parsed, PageKind.ARTICLE)
    visit = _read_article(request, parsed, nodes)
    return replace(visit, links=lists) if lists and not visit.links else visit


def _may_be_article_after_all(request: _Request, listing: Visit) -> bool:
    """True for a page that looks like a listing, on a site of which nothing is known, and that
    leads to no article."""
    asked = request.expected is PageKind.LISTING or request.site.article_paths
    return listing.state is PageState.EMPTY and not asked


def _lists(request: _Request, parsed: ParsedPage, kind: PageKind) -> tuple[FoundLink, ...]:
    """Where the news are, as the page says that a crawl of an unknown site begins at."""
    if not request.start:
        return ()
    return tuple(lists_on(parsed.tree, request.captured.url, request.site, kind))


def _read_article(request: _Request, parsed: ParsedPage, nodes: Nodes) -> Visit:
    teasers, asks = teasers_of(parsed.index, nodes), asks_password(parsed.index)
    others = alternates(parsed.index, request.url, request.captured.url, request.site)
    words = request.vocabulary
    page = cut(parsed, request.site, words.template, kept=words.kept)
    reading = extract(page, request.captured, request.site, url=request.url)
    reading = with_announced(reading, request.announced)
    article = reading.article
    text = article.body_text if article else ""
    if is_missing(parsed.index, text):
        return _no_article(request, PageState.SOFT_404, "says that there is no such page", reading)
    free, types = _stated(page)
    consent = sum(len(b.text) for b in reading.removed if b.rule.startswith("consent:"))
    if reason := wall_by_content(text, free=free, asks_password=asks, consent_chars=consent):
        return _no_article(request, PageState.WALL, reason, reading)
    if article is None:
        return _without_article(request, reading, teasers)
    weighed = reasons(article, parsed.index, nodes, types, request.url, request.site)
    request.why.extend(weighed)
    if request.expected is PageKind.ARTICLE:
        request.why.append(("what led here expects an article", 1))
    if sum(weight for _, weight in request.why) < ENOUGH:
        return _other(request, reading, teasers)
    if (visit := _as_article(request, reading)) is None:
        return _unreadable(request, reading)
    key = key_of_page(request.site, request.url, request.announced, words, page.seen)
    return replace(visit, blocks=page.seen, alternates=others, read_as=key)


def _stated(page: CleanPage) -> tuple[bool, set[str]]:
    """Whether the page may be read freely, as it states, and the types it names."""
    if not page.json_ld:
        return True, set()
    stated = statements(page)
    free = str(stated.article.get("isAccessibleForFree", "true")).lower() != "false"
    return free, stated.types()


def _as_article(request: _Request, reading: Reading) -> Visit | None:
    if reading.article is None:
        return None
    key, doubts = article_key(reading.article, request.url, request.site)
    if doubts or key != reading.article.url:
        article = replace(reading.article, url=key)
        problems = (*reading.problems, *doubts)
        reading = replace(reading, article=article, problems=problems)
    return request.visit(PageKind.ARTICLE, PageState.FETCHED, reading=reading)


def _no_article(request: _Request, state: PageState, reason: str, reading: Reading) -> Visit:
    """A page that is not what was asked for, or of which nothing could be read."""
    kept = replace(reading, article=None)
    return request.visit(request.expected, state, reason, reading=kept)


def _unreadable(request: _Request, reading: Reading) -> Visit:
    reasons = [p.message for p in reading.problems if p.severity is Severity.ERROR]
    reason = "; ".join(reasons) or "it holds no article"
    return _no_article(request, PageState.UNREADABLE, reason, reading)


def _without_article(request: _Request, reading: Reading, teasers: int) -> Visit:
    """A page of teasers is a listing after all; any other without text is unreadable."""
    may_list = request.expected is not PageKind.ARTICLE
    if may_list and (teasers >= 2 or not request.site.article_paths):
        listing = _as_listing(request, parse(request.captured))
        if teasers >= 2 or is_list_of_titles(listing.links, ""):
            return listing
    return _unreadable(request, reading)


def _other(request: _Request, reading: Reading, teasers: int) -> Visit:
    """A readable page that is no article: a profile, a policy, a landing page, a list."""
    if teasers >= 3:
        return _as_listing(request, parse(request.captured))
    if not request.site.article_paths and reading.article is not None:
        listing = _as_listing(request, parse(request.captured))
        if is_list_of_titles(listing.links, reading.article.body_text):
            return listing
    reason = "reads as no news article"
    return request.visit(PageKind.OTHER, PageState.FETCHED, reason, reading=reading)


def _as_listing(request: _Request, parsed: ParsedPage) -> Visit:
    """The visit of a listing: links to articles, and the next page of each pager."""
    links = links_on_listing(parsed.tree, request.captured.url, request.site)
    articles = [link for link in links if link.state is not PageState.REFUSED]
    pages = next_pages(parsed.tree, request.captured.url, request.site)
    every = (*links, *pages, *_lists(request, parsed, PageKind.LISTING))
    lost = _lost(parsed)
    if articles:
        return request.visit(PageKind.LISTING, PageState.FETCHED, reading=lost, links=every)
    if is_missing(parsed.index, ""):
        reason = "says that there is no such page"
        return request.visit(PageKind.LISTING, PageState.SOFT_404, reason, reading=lost)
    state, reason = PageState.EMPTY, "it links to no article"
    return request.visit(PageKind.LISTING, state, reason, reading=lost, links=every)


def _lost(parsed: ParsedPage, wall: str = "") -> Reading:
    """What the parse of a page that was not read further lost, and the ``wall`` it is."""
    return Reading(problems=(*parsed.problems, *wall_problems(wall)))
