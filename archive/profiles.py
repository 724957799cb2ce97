"""What the pages of a site have shown so far: the past that a new page is held against.

Derived from what the archive holds anyway (evidence, blocks, articles), of a sample of its
articles, once for a run; what the run adds is kept in memory. Nothing is written.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from archive.quarantine import Known, known_misfits
from archive.records import SeenBlock
from archive.shown_pages import (
    Own,
    Shown,
    is_on_title,
    places_and_keys,
    standing,
    text_number,
    ways_of_captures,
)

#: Articles looked at: the latest added, and others spread over all.
LATEST, SPREAD = 250, 150
#: A site with fewer has shown too little to judge a page by.
FEWEST = 8
#: A text that so many pages, and such a share of them, show is furniture; with the second
#: share it is on every page.
_FURNITURE_PAGES, _FURNITURE_SHARE, _EVERYWHERE = 8, 0.3, 0.8

#: Methods by which a page states its fields all at once, beside what it shows.
SOURCES = ("json-ld", "microdata", "rdfa", "meta")

_SITE = "SELECT id, title, base_url FROM sites WHERE name = ?"
_IDS = """
SELECT id FROM (SELECT id FROM articles WHERE site_id = :site_id ORDER BY id DESC LIMIT :latest)
UNION SELECT id FROM (SELECT id FROM articles WHERE site_id = :site_id
  AND id % max(1, (SELECT count(*) FROM articles WHERE site_id = :site_id) / :spread) = 0
  LIMIT :spread)
"""
_SHOWN = """
SELECT a.id, a.url, a.title, a.published_at, a.language, t.body_text, c.id, c.template,
  c.extractor, p.seen
FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value
CROSS JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
CROSS JOIN article_texts t ON t.article_id = a.id
LEFT JOIN template_pages p ON p.article_id = a.id
CROSS JOIN captures c ON c.id = (SELECT id FROM captures WHERE version_id = v.id
  AND form IN ('http', 'warc') AND NOT witness ORDER BY captured_at DESC, id DESC LIMIT 1)
"""
_PLACES = "SELECT place, path FROM template_places WHERE site_id = ?"
_PAGES = "SELECT count(*) FROM template_pages WHERE site_id = ?"
_FURNITURE = """
SELECT example, pages >= :everywhere FROM template_blocks
WHERE site_id = :site_id AND pages >= :pages AND example IS NOT NULL
"""
_FIRST_FINISHED = """
SELECT count(*), min(CASE WHEN r.reason = 'finished' THEN r.finished_at END)
FROM run_sites x JOIN runs r ON r.id = x.run_id
WHERE x.site_id = ? AND r.verb IN ('crawl', 'refresh') AND r.finished_at IS NOT NULL
"""
_PAGE = """
SELECT p.kind, p.state, p.first_seen_at, p.article_id, t.body_text, c.digest
FROM pages p LEFT JOIN article_texts t ON t.article_id = p.article_id
LEFT JOIN articles a ON a.id = p.article_id
LEFT JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
LEFT JOIN captures c ON c.id = (SELECT id FROM captures WHERE version_id = v.id
  ORDER BY captured_at DESC, id DESC LIMIT 1)
WHERE p.url = ?
"""
_STEP = re.compile(r"\S*\.\S+")
_NUMBERS = re.compile(r"\d+")


@dataclass(slots=True)
class Group:
    """The pages of one generation of markup, counted."""

    pages: int = 0
    read: int = 0  #: of them by the rules of today, whose ways can be compared
    answered: Counter[str] = field(default_factory=Counter)  #: pages that give a field
    answered_now: Counter[str] = field(default_factory=Counter)  #: of those read by today's rules
    ways: dict[str, Counter[str]] = field(default_factory=dict)
    sources: Counter[str] = field(default_factory=Counter)
    #: of those read by today's rules: :data:`SOURCES` that state several fields
    placed: int = 0  #: pages whose blocks are known
    places: Counter[int] = field(default_factory=Counter)
    keys: Counter[int] = field(default_factory=Counter)
    stood: Counter[str] = field(default_factory=Counter)  #: pages on which a field's block is known
    stands: dict[str, Counter[int]] = field(default_factory=dict)
    shortest: int = 0  #: letters of the shortest body
    on_title: int = 0  #: pages whose body has words of the title

    def add(self, one: Shown, rules: str) -> None:
        """Counts one more page."""
        self.pages += 1
        self.answered.update(one.ways.keys())
        self.on_title += one.is_on_title
        self.shortest = min(self.shortest or one.size, one.size)
        if one.rules == rules:
            self.read += 1
            self.sources.update(name for name in SOURCES if one.said.get(name, 0) > 1)
            self.answered_now.update(one.ways.keys())
            for name, found in one.ways.items():
                self.ways.setdefault(name, Counter()).update(found)
        if one.places:
            self.placed += 1
            self.places.update(one.places)
            self.keys.update(one.keys)
        for name, places in one.stands.items():
            self.stood[name] += bool(places)
            self.stands.setdefault(name, Counter()).update(places)

    def learn(self, one: Shown) -> None:
        """Takes in how a page of this run answers its fields, without counting it."""
        for name, found in one.ways.items():
            self.ways.setdefault(name, Counter()).update(found)
        for name, places in one.stands.items():
            self.stands.setdefault(name, Counter()).update(places)


@dataclass(slots=True)
class Profile:
    """What a site has shown so far."""

    site: str
    shown: list[Shown] = field(default_factory=list)
    accepted: frozenset[Known] = frozenset()  #: misfits that a person has accepted
    furniture: frozenset[str] = frozenset()  #: texts that its pages repeat, and its names
    names: frozenset[str] = frozenset()  #: of the site, and what stands on every page
    spelt: tuple[str, ...] = ()  #: the addresses that spell its name
    has_lost_letters: bool = False  #: of some of its texts, so that others may have too
    steps: set[str] = field(default_factory=set)  #: names on the paths of known places
    places: dict[int, str] = field(default_factory=dict)  #: known kinds of places: their paths
    run_titles: Counter[str] = field(default_factory=Counter)  #: of articles read in this run
    texts: Counter[int] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    settled_at: str | None = ""
    #: when the first crawl of all of it had ended; empty: no crawls are known; None: not yet
    oldest: str | None = None  #: first day of publication known
    _groups: dict[str, Group] = field(default_factory=dict)
    _rules: str = ""

    @property
    def is_blank(self) -> bool:
        """True if the site has shown too little to judge a page by.

        So it has while its first crawl is not through: a part of a site, as a killed crawl
        leaves it, is not like all of it.
        """
        return len(self.shown) < FEWEST or self.settled_at is None

    def group(self, template: str, rules: str) -> Group:
        """What pages of a generation of markup have shown, for comparison with ``rules``."""
        return self._counted(rules).get(template) or Group()

    def every(self, rules: str) -> list[Group]:
        """The same of all generations, the largest first."""
        return sorted(self._counted(rules).values(), key=lambda one: -one.pages)

    def add(self, one: Shown, blocks: Iterable[SeenBlock]) -> None:
        """What a page of this run has shown, and fits, is known from then on.

        How often something is shown is counted of earlier runs alone: one bad night must not
        make itself a habit.
        """
        self._note(one)
        self.run_titles[one.title] += 1
        group = self._groups.get(one.template)
        if group is not None:
            group.learn(one)
        for block in blocks:
            if block.place not in self.places:
                self.places[block.place] = block.path
                self.steps.update(named_steps(block.path))

    def _counted(self, rules: str) -> Mapping[str, Group]:
        if self._rules != rules:
            self._rules, self._groups = rules, {}
            for one in self.shown:
                self._groups.setdefault(one.template, Group()).add(one, rules)
        return self._groups

    def _note(self, one: Shown) -> None:
        self.sections[section_of(one.url)] += 1
        if one.text:
            self.texts[one.text] += 1


def named_steps(path: str) -> list[str]:
    """The steps of a kind of place that have a name: ``div.footer > p`` gives ``div.footer``."""
    return _STEP.findall(path)


def section_of(url: str) -> str:
    """The part of a site that an address is in: its folders, without figures."""
    folders = urlsplit(url).path.rstrip("/").split("/")[1:-1]
    return "/".join(_NUMBERS.sub("#", folder) for folder in folders[:2])


def profile_of(connection: sqlite3.Connection, site: str) -> Profile:
    """What a site has shown so far, as the archive has it; blank for one not known."""
    profile = Profile(site)
    row = connection.execute(_SITE, (site,)).fetchone()
    if row is None:
        return profile
    site_id, *names = row
    known = profile.places = dict(connection.execute(_PLACES, (site_id,)).fetchall())
    for path in known.values():
        profile.steps.update(named_steps(path))
    values = {"site_id": site_id, "latest": LATEST, "spread": SPREAD}
    ids = json.dumps([one[0] for one in connection.execute(_IDS, values)])
    rows = connection.execute(_SHOWN, (ids,)).fetchall()
    profile.shown = _shown(connection, rows, known, counted=True)
    for one in profile.shown:
        profile._note(one)
        profile.has_lost_letters |= one.has_lost_letters
    profile.oldest = min((o.published_at for o in profile.shown if o.published_at), default=None)
    profile.accepted = known_misfits(connection, site_id)
    repeated = _furniture(connection, site_id)
    profile.spelt = tuple(names[1:])
    profile.names = frozenset(
        [*(name.casefold() for name in names), *filter(repeated.get, repeated)]
    )
    profile.furniture = profile.names | repeated.keys()
    runs, first = connection.execute(_FIRST_FINISHED, (site_id,)).fetchone()
    profile.settled_at = first if runs else ""
    return profile


def own_past(connection: sqlite3.Connection, profile: Profile, url: str) -> Own | None:
    """What the archive has of a page itself; None for an address not known."""
    row = connection.execute(_PAGE, (url,)).fetchone()
    if row is None:
        return None
    kind, state, first_seen_at, article_id, body, digest = row
    if article_id is None:
        return Own(kind, state, first_seen_at)
    rows = connection.execute(_SHOWN, (f"[{article_id}]",)).fetchall()
    shown = _shown(connection, rows, profile.places, counted=False)
    return Own(kind, state, first_seen_at, digest, body or "", shown[0] if shown else None)


def _shown(
    connection: sqlite3.Connection,
    rows: list[tuple[Any, ...]],
    known: Mapping[int, str],
    *,
    counted: bool,
) -> list[Shown]:
    ways = ways_of_captures(connection, json.dumps([row[6] for row in rows]))
    return [_one(row, ways.get(row[6], ({}, {})), known, counted=counted) for row in rows]


def _one(
    row: tuple[Any, ...],
    ways: tuple[dict[str, frozenset[str]], dict[str, int]],
    known: Mapping[int, str],
    *,
    counted: bool,
) -> Shown:
    _, url, title, published_at, language, body, _, template, extractor, seen = row
    places, keys = places_and_keys(seen or b"", known)
    return Shown(
        url=url,
        template=template or "",
        rules=(extractor or "").partition(":")[0],
        title=title,
        size=len(body),
        text=text_number(body),
        published_at=published_at,
        language=language,
        ways=ways[0],
        said=ways[1],
        places=places,
        keys=keys,
        stands=standing(title, body, places, keys) if counted else {},
        has_lost_letters="\ufffd" in body,
        is_on_title=counted and is_on_title(title, body),
    )


def _furniture(connection: sqlite3.Connection, site_id: int) -> dict[str, bool]:
    """Texts that the pages of a site repeat; True for those on every page."""
    pages = connection.execute(_PAGES, (site_id,)).fetchone()[0]
    values = {
        "site_id": site_id,
        "pages": max(_FURNITURE_PAGES, pages * _FURNITURE_SHARE),
        "everywhere": pages * _EVERYWHERE,
    }
    rows = connection.execute(_FURNITURE, values)
    return {text.casefold(): bool(everywhere) for text, everywhere in rows}
