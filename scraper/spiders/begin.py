"""How a crawl begins: its site, its archive, and the pages that it starts from."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from archive.errors import ClusternewsError, UsageError
from archive.records import Form, FoundLink, KnownPage, PageKind, PageState, Visit
from archive.store import Archive
from archive.times import now
from pipelines.store import Session
from scraper.addresses import is_loopback_host
from scraper.capture import capture
from scraper.config import load_config
from scraper.discover_links import distinct, found_link
from scraper.discover_shapes import is_list_file
from scraper.host_sites import note_starts
from scraper.pace import Pace
from scraper.prepare import prepare
from scraper.robots import Robots
from scraper.robots_before import archived_robots
from scraper.site import Site
from scraper.spiders.follow import MAX_SITEMAPS
from scraper.targets import sites_named
from scraper.urls import canonicalize

_MAX_CONTACT = 200
#: What may stand in a comment of a User-Agent (RFC 9110, 5.6.5), with an address or page in it.
_CONTACT = re.compile(
    r"(?=.*[^\s@<>]+@[^\s@<>]+\.\w|.*https?://[^\s/]+\.\w)(?:(?![()\\])[\x20-\x7e])+", re.ASCII
)


def site_from(site: str | Site, base_url: str | None = None) -> Site:
    """The site of a name, or as given; at another ``base_url`` if one is named.

    The address of a page is the site that serves it, with that page as its one listing.
    Raises UsageError (UnknownSite with the nearest name).
    """
    if not site:
        raise UsageError("no site is named", hint="scrapy crawl news -a site=eccp")
    if isinstance(site, str):
        site = _named(site)
    if base_url is None:
        return site
    parts = urlsplit(base_url)
    host = parts.netloc.lower()
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"{base_url!r} is no web address", hint="https://www.example.org")
    return replace(site, base_url=f"{parts.scheme}://{host}", hosts=(host,))


def _named(name: str) -> Site:
    (site,) = sites_named([name], load_config())
    return site


def seconds_from(text: float | str) -> float:
    """A delay as Scrapy's command line gives it. Raises UsageError for what is none."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 1e6:
        raise UsageError(f"{text!r} is no number of seconds", hint="-a delay=1.5")
    return seconds


def require_contact(site: Site, contact: str | None, *, allow_loopback: bool) -> None:
    """Raise UsageError where a public site would be crawled and nobody said by whom.

    A contact that is given must be one that a site can turn to, on any site: it stands in a
    header of every request. There is no ``From`` beside it, which would say the same again
    where the logs of servers do not keep it.
    """
    given = (contact or "").strip()
    if given and len(given) <= _MAX_CONTACT and _CONTACT.fullmatch(given):
        return
    if not given and allow_loopback and is_loopback_host(urlsplit(site.base_url).netloc):
        return
    said = f"a crawl of {site.base_url} needs a contact that the site can turn to"
    raise UsageError(
        f"{said}; {given[:60]!r} is neither an e-mail address nor a page" if given else said,
        hint="--contact you@example.org, CLUSTERNEWS_CONTACT, or `contact` in clusternews.toml",
    )


def start_session(site: Site, settings: BaseSettings) -> Session:
    """The archive that the settings name, opened for a run over one site.

    Raises what opening an archive raises, and UsageError without a contact.
    """
    require_contact(
        site,
        settings.get("CLUSTERNEWS_CONTACT"),
        allow_loopback=settings.getbool("CLUSTERNEWS_ALLOW_LOOPBACK"),
    )
    facts = (site.name, site.title, site.base_url)
    archive = Path(settings["CLUSTERNEWS_ARCHIVE"])
    session = Session.open(archive, [facts], {}, prepare=lambda opened: prepare(opened, [site]))
    note_starts(session.archive, [site])
    return session


def end_process(error: ClusternewsError) -> NoReturn:
    """Say what is wrong and leave with its exit code; Scrapy itself would leave with 0."""
    hint = f"\n  {error.hint}" if error.hint else ""
    sys.stderr.write(f"error: {error}{hint}\n")
    raise SystemExit(error.exit_code)


def pace_of(site: Site, delay: float, archive: Archive) -> Pace:
    """The pace of a crawl that goes on where the last one of the site has ended."""
    pace = Pace(site, delay)
    before = archived_robots(archive.connection, site)
    pace.remember(archive, agreed=before.delay if before else 0.0)
    return pace


def first_links(site: Site, robots: Robots) -> tuple[FoundLink, ...]:
    """Sitemaps, feeds and listings of the site; those of robots.txt if it names no sitemap.

    Of a site that names none the pages that the crawl begins at: their kind is UNKNOWN.
    """
    sitemaps = (site.sitemaps or robots.sitemaps)[:MAX_SITEMAPS]
    starts = site.starts or ("/",) if site.finds_its_lists else ()
    files = [is_list_file(site.base_url + path) for path in starts]
    if starts and all(files):
        sitemaps = ()
    named: list[tuple[str, PageKind]] = [
        *((path, PageKind.SITEMAP) for path in sitemaps),
        *((path, PageKind.FEED) for path in site.feeds),
        *((listing.path, PageKind.LISTING) for listing in site.listings),
        *(
            (path, PageKind.FEED if is_file else PageKind.UNKNOWN)
            for path, is_file in zip(starts, files, strict=True)
        ),
    ]
    root = f"{site.base_url}/"
    return distinct([found_link(path, root, site, kind=kind) for path, kind in named])


def robots_visit(
    robots: Robots, site: Site, links: tuple[FoundLink, ...], last: KnownPage | None
) -> Visit:
    """The visit of robots.txt, which carries the pages that the crawl starts from.

    ``last``: what is known of robots.txt from before; None: nothing.
    """
    known: dict[str, Any] = {"state": PageState.FETCHED, "reason": None}
    if robots.unreachable is not None:
        known = {"state": PageState.FAILED, "reason": robots.unreachable}
    elif robots.failure is not None:
        known = {"state": PageState.FAILED, "reason": robots.failure}
    elif robots.rules is None:
        known["reason"] = f"status {robots.status}: everything may be asked for"
    captured = None
    if robots.status is not None and robots.failure is None:
        captured = capture(
            robots.url,
            robots.body,
            form=Form.HTTP,
            captured_at=now(),
            status=robots.status,
            site=site,
        )
        same = last is not None and last.is_settled and last.digest == captured.digest
        if same and robots.unreachable is None:
            known["state"] = PageState.NOT_MODIFIED
    return Visit(
        url=canonicalize("/robots.txt", site),
        site=site.name,
        visited_at=now(),
        kind=PageKind.OTHER,
        capture=captured,
        problems=robots.problems,
        links=links,
        **known,
    )
