"""From a record of a WARC file to the visit that it amounts to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from archive.errors import UnreadableCapture
from archive.records import CapturedPage, Form, FoundLink, PageKind, PageState, Visit, Vocabulary
from archive.times import utc
from scraper.asked import Asked, Turn
from scraper.capture import capture
from scraper.config import Config, host_of
from scraper.exports.warc_facts import CaptureFacts, VisitFacts
from scraper.ingested import Given
from scraper.read import read
from scraper.redirects import read_redirect
from scraper.site import Site
from scraper.urls import canonicalize
from scraper.warc_answers import Body, Head, body_of, head_of
from scraper.warc_files import Entry, block_of, first_block_of

#: What the archive knows of a platform, asked for each page anew.
Words = Callable[[Site], Vocabulary]


class NothingToKeepError(Exception):
    """The record is whole and holds nothing for the archive; says why."""


def visit_of(entry: Entry, given: Given, config: Config, words: Words) -> tuple[Site, Visit]:
    """The platform and the visit of a record.

    Raises UnreadableCapture or UsageError with what is wrong with it, NothingToKeepError
    for a page without an article and an answer that leads nowhere.
    """
    if entry.what == "lost":
        raise UnreadableCapture("repeats a record that is not in these files")
    facts = entry.facts
    if facts is not None:
        site = _site(facts.site, facts.page, given, config)
        if isinstance(facts, VisitFacts):
            return site, _told(facts, site)
        return site, _read_own(entry, facts, site, words(site))
    site = _site(None, entry.uri, given, config)
    host = host_of(entry.uri)
    if given.site and not (site.is_own_host(host) or site.is_witness(host)):
        raise NothingToKeepError("of another platform")
    if entry.what == "page":
        return site, _read_page(entry, site, words(site))
    head = head_of(block_of(entry))
    assert head is not None
    return site, _moved(entry, head, site) if entry.what == "moved" else _gone(entry, head, site)


def _site(name: str | None, url: str, given: Given, config: Config) -> Site:
    """The platform as a person says, as the record says, or by the address."""
    if given.site:
        return config.site(given.site)
    return config.sites.get(name or "") or config.site_of(url)


def _told(facts: VisitFacts, site: Site) -> Visit:
    return Visit(
        url=canonicalize(facts.page, site),
        site=site.name,
        visited_at=_moment(facts.visited_at),
        kind=PageKind(facts.kind),
        state=PageState(facts.state),
        reason=facts.reason,
        redirected_to=canonicalize(facts.redirected_to, site) if facts.redirected_to else None,
    )


def _moment(text: str) -> str:
    try:
        return utc(text)
    except ValueError:
        raise UnreadableCapture(f"{text!r} is no time") from None


def _read_own(entry: Entry, facts: CaptureFacts, site: Site, words: Vocabulary) -> Visit:
    """A capture of our own: read as it was then, as far as the record can tell."""
    head = head_of(block_of(entry))
    block = first_block_of(entry)
    first = head_of(block)
    # What was the platform's to say may be unknown here; all else the bytes tell again.
    by_site = facts.encoding_source == "site"
    captured = capture(
        facts.url,
        block[first.length :] if first else block,
        form=Form(facts.form),
        captured_at=_moment(facts.captured_at),
        status=head.status if head else None,
        headers=tuple((name, value) for name, value in facts.headers),
        site=replace(site, encoding=facts.encoding) if by_site else site,
        complete=facts.complete,
        witness=facts.witness,
    )
    expected = PageKind.ARTICLE if facts.article else PageKind.UNKNOWN
    said = facts.announcements()
    url = canonicalize(facts.page, site)
    visit = read(captured, site, url=url, vocabulary=words, expected=expected, announced=said)
    if facts.state is not None:
        visit = _as_it_ended(visit, facts.state)
    again = [FoundLink(url=url, kind=PageKind.ARTICLE, announced=one) for one in said]
    return replace(visit, links=(*visit.links, *again))


def _as_it_ended(visit: Visit, state: str) -> Visit:
    """A reading of what made no version then, and must make none now."""
    if state == PageState.MISSING and visit.state is PageState.GONE:
        return replace(visit, state=PageState.MISSING)
    if state == PageState.QUARANTINED and visit.article is not None:
        reason = "it was held in quarantine"
        return replace(visit, state=PageState.UNREADABLE, reason=reason, article=None)
    return visit


def _read_page(entry: Entry, site: Site, words: Vocabulary) -> Visit:
    captured = _captured(entry, site)
    visit = read(captured, site, url=entry.uri, vocabulary=words)
    if visit.article is None:
        what = visit.kind.value if visit.state is PageState.FETCHED else visit.state.value
        raise NothingToKeepError(f"no article: {what}")
    return visit


def _captured(entry: Entry, site: Site) -> CapturedPage:
    block = first_block_of(entry)
    first = head_of(block)
    head = (head_of(block_of(entry)) or first) if entry.first else first
    raw = block[first.length :] if first else block
    body = body_of(raw, first) if first else Body(raw, complete=True)
    return capture(
        entry.uri,
        body.content,
        form=Form.WARC if head else Form.FILE,
        captured_at=entry.at,
        status=200 if head else None,
        headers=_headers(head, first),
        site=site,
        complete=body.complete and not entry.truncated,
        witness=site.is_witness(host_of(entry.uri)),
    )


def _headers(head: Head | None, first: Head | None) -> tuple[tuple[str, str], ...]:
    """Those of the answer; one that says only that nothing changed has those of the first."""
    if head is None:
        return ()
    return first.headers if first and head.get("content-type") is None else head.headers


def _moved(entry: Entry, head: Head, site: Site) -> Visit:
    asked = Asked(
        url=canonicalize(entry.uri, site),
        addresses=(entry.uri,),
        kind=PageKind.UNKNOWN,
        turn=Turn.ARTICLE,
    )
    location = (head.get("location") or "").encode()
    visit = read_redirect(asked, head.status, location, site).visit
    if visit is None:
        raise NothingToKeepError("redirect to the same page")
    if visit.state is not PageState.REDIRECTED:
        raise NothingToKeepError("redirect that leads to no page of the platform")
    return replace(visit, visited_at=entry.at)


def _gone(entry: Entry, head: Head, site: Site) -> Visit:
    return Visit(
        url=canonicalize(entry.uri, site),
        site=site.name,
        visited_at=entry.at,
        kind=PageKind.UNKNOWN,
        state=PageState.GONE,
        reason=f"status {head.status}",
    )
