"""Faults that show when a page is asked for again: lies about change, and new looks."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from scraper.example.faults_kinds import EVERYWHERE, Expected, Fault, Hit, Reply, html
from scraper.example.routes import Answer
from scraper.example.story import Paragraph

_SITEMAP = "/sitemap.xml"
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_CLASS = re.compile(r'\bclass="([^"]*)"')
#: What else a template may be told by.
_MARKS = (
    ("data-history-node-id", "data-nid"),
    (' id="node-', ' id="entry-'),
    (' id="breadcrumb"', ' id="trail"'),
    (' property="schema:', ' data-was="'),
    (' typeof="schema:', ' data-of="'),
)
_LASTMOD = re.compile(r"<lastmod>[^<]*</lastmod>")


def _constant_tag(hit: Hit) -> Reply:
    return hit.healthy()._replace(etag='"the-same"', modified=None)


def _never_changed(hit: Hit) -> Reply:
    """304 to whoever has seen the page before, whatever it holds now."""
    return Answer(b"", 304) if hit.is_conditional else None


def _never_anything(hit: Hit) -> Reply:
    return Answer(b"", 304)


def _old_date(hit: Hit) -> Reply:
    return hit.healthy()._replace(etag="", modified=_LONG_AGO)


def _new_date(hit: Hit) -> Reply:
    """Changed a moment ago, every time."""
    moment = _LONG_AGO + timedelta(hours=hit.total)
    return hit.healthy()._replace(etag=f'"{hit.total}"', modified=moment)


def _no_validators(hit: Hit) -> Reply:
    return hit.healthy()._replace(etag="", modified=None)


def _lastmod(change: Callable[[Hit], str]) -> Callable[[Hit], Reply]:
    def act(hit: Hit) -> Reply:
        healthy = hit.healthy()
        element = f"<lastmod>{change(hit)}</lastmod>" if change(hit) else ""
        return healthy._replace(body=_LASTMOD.sub(element, healthy.body.decode()).encode())

    return act


def _restless(hit: Hit) -> Reply:
    """A counter in the margin: no two answers are the same bytes."""
    margin = f'<aside class="visits"><p>Visitor number {hit.total:,} today</p></aside></body>'
    return html(hit.healthy(), lambda page: page.replace("</body>", margin, 1))


def renamed(page: str) -> str:
    """The page with other class names, and without what a template could be told by."""
    for old, new in _MARKS:
        page = page.replace(old, new)
    return _CLASS.sub(lambda found: f'class="{_renamed(found[1])}"', page)


def _renamed(names: str) -> str:
    return " ".join(f"l{zlib.crc32(name.encode()):08x}" for name in names.split())


def _new_look(hit: Hit) -> Reply:
    return html(hit.healthy(), renamed)


def _two_looks(hit: Hit) -> Reply:
    return html(hit.healthy(), renamed) if hit.total % 2 else None


def _edited(hit: Hit) -> Reply:
    if hit.story is None:
        return None
    added = Paragraph(("The figures of this article were corrected after it had appeared.",))
    return hit.render(replace(hit.story, body=(*hit.story.body, added)))


def _hollow(hit: Hit) -> Reply:
    """The look stands, and the text is missing: as when a template's variable is renamed."""
    if hit.story is None:
        return None
    return hit.render(replace(hit.story, body=(), subtitle=None, attached=()))


_READ = Expected(states=("fetched",))


def _everywhere(
    name: str, does: str, act: Callable[[Hit], Reply], expect: Expected = _READ
) -> Fault:
    return Fault(name=name, does=does, act=act, at=EVERYWHERE, expect=expect)


TIME = (
    _everywhere("etag-constant", "gives every page the same ETag", _constant_tag),
    _everywhere("never-changed", "says 304 to every condition", _never_changed),
    Fault(
        name="always-304",
        does="says 304 to everything, conditions or not",
        act=_never_anything,
        # Of a page that was read before: only where its word is put to the test.
        expect=Expected(
            states=("failed",), reason="status 304", later=("fetched", "failed"), exit_code=1
        ),
    ),
    _everywhere("modified-stuck", "says that nothing changed since 2020", _old_date),
    _everywhere("modified-always", "says that everything changed just now", _new_date),
    _everywhere("no-validators", "sends neither ETag nor Last-Modified", _no_validators),
    Fault(
        name="lastmod-stuck",
        does="lists every page as unchanged since 2020",
        act=_lastmod(lambda hit: "2020-01-01"),
        at=_SITEMAP,
        expect=_READ,
    ),
    Fault(
        name="lastmod-always",
        does="lists every page as changed since the last time",
        act=_lastmod(lambda hit: f"{_LONG_AGO + timedelta(days=hit.total):%Y-%m-%d}"),
        at=_SITEMAP,
        expect=_READ,
    ),
    Fault(
        name="lastmod-none",
        does="lists pages without a date",
        act=_lastmod(lambda hit: ""),
        at=_SITEMAP,
        expect=_READ,
    ),
    _everywhere("restless", "counts its visitors on every page", _restless),
    _everywhere(
        *("layout-change", "has renamed the classes of all pages", _new_look),
        Expected(states=("fetched",), later=("quarantined",)),
    ),
    _everywhere(
        *("two-layouts", "shows every other request the renamed look", _two_looks),
        Expected(states=("fetched",), later=("quarantined", "fetched")),
    ),
    Fault(
        name="edited",
        does="has a paragraph more than before",
        act=_edited,
        expect=Expected(states=("fetched",), text="were corrected after it had appeared"),
    ),
    Fault(
        name="hollow",
        does="has its look and no text",
        act=_hollow,
        # What else stands on the page may be taken for its text: only what the archive
        # knows of the article tells that it is not.
        expect=Expected(states=("fetched",), later=("quarantined",), text=""),
    ),
)
