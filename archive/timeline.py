"""The history of an article: what its platform showed from when on.

It is derived from the captures, each of which points to the version read from it, so it
is the same in whatever order they came in. A row that a later arrival or another reading
makes wrong is kept with the time until which it was believed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from archive.change_classes import CLASSES, classes_of
from archive.times import now
from archive.version_contents import version_content

# A print that says less than the page does shows no version, and that the page is there.
# A page that is as it was is no capture of its own, and shows what the one before it showed.
_SHOWN = """
SELECT captured_at, id, version_id, form = 'print', witness FROM captures
WHERE article_id = :id AND (version_id IS NOT NULL OR witness = 0)
UNION ALL
SELECT v.visited_at, c.id, c.version_id, c.form = 'print', c.witness
FROM captures c JOIN visits v ON v.capture_id = c.id AND v.state = 'not_modified'
WHERE c.article_id = :id AND (c.version_id IS NOT NULL OR c.witness = 0)
ORDER BY 1, 2
"""
_SHOWN_LATER = f"SELECT 1 FROM ({_SHOWN}) WHERE captured_at >= :at"
_BELIEVED = """
SELECT at, state, version_id, capture_id, classes, noted_at FROM changes
WHERE article_id = ? AND replaced_at IS NULL ORDER BY at
"""
_INSERT = """
INSERT INTO changes (article_id, at, state, version_id, capture_id, class, classes, noted_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_LAST = """
SELECT at, state, version_id FROM changes
WHERE article_id = ? AND replaced_at IS NULL ORDER BY at DESC LIMIT 1
"""
_CHANGED_LATER = """
SELECT 1 FROM changes WHERE article_id = :id AND replaced_at IS NULL AND at > :at
"""
# What the page of an article's own address said; another address may say it for a while. It
# counts once another run has not found it either, unless no run says so, one from before
# version 4 (they have no heartbeat), or one that took in what others had seen.
_GONE = """
SELECT visited_at FROM (
  SELECT v.visited_at, v.state, v.run_id,
    lag(v.state) OVER visits AS before, lag(v.run) OVER visits AS run_before, v.run,
    julianday(v.visited_at) - julianday(lag(v.visited_at) OVER visits) AS days
  FROM (
    SELECT w.id, w.visited_at, w.state, w.run_id, coalesce(
      (SELECT r.first_run_id FROM runs r WHERE r.id = w.run_id), w.run_id) AS run
    FROM articles a JOIN visits w ON w.page_id = a.page_id
      AND w.state NOT IN ('failed', 'incomplete', 'denied', 'refused')
    WHERE a.id = :id) v WINDOW visits AS (ORDER BY v.visited_at, v.id))
WHERE state IN ('gone', 'missing') AND (run_id IS NULL AND state = 'gone'
  OR state = 'gone' AND run_id IN (
    SELECT r.id FROM runs r WHERE r.id = run_id AND (r.heartbeat_at IS NULL OR r.verb = 'ingest'))
  OR before IN ('gone', 'missing') AND (run_before IS NOT run OR days >= 0.25))
ORDER BY visited_at
"""
_GONE_LATER = f"SELECT 1 FROM ({_GONE}) WHERE visited_at >= :at"
_THEN = """
SELECT at, state, version_id FROM changes
WHERE article_id = ? AND replaced_at IS NULL AND at <= ? ORDER BY at DESC LIMIT 1
"""
# The narrow row says what the history ends with.
_SETTLE = """
UPDATE articles SET (state, gone_at, first_seen_at, last_changed_at) = (
  SELECT l.state, CASE l.state WHEN 'gone' THEN l.at END, f.first_seen_at, f.last_changed_at
  FROM (SELECT state, max(at) AS at FROM changes
        WHERE article_id = :id AND replaced_at IS NULL) l,
    (SELECT min(at) AS first_seen_at,
       max(CASE WHEN classes NOT IN ('withdrawn', 'returned') THEN at END) AS last_changed_at
     FROM changes WHERE article_id = :id AND replaced_at IS NULL) f)
WHERE id = :id
"""
# Nobody can have asked within the second in which a row was noted.
_FORGET = "DELETE FROM changes WHERE article_id = ? AND at = ? AND noted_at = ?"
_REPLACE = "UPDATE changes SET replaced_at = ? WHERE article_id = ? AND at = ? AND noted_at = ?"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of an article's history."""

    at: str
    state: str
    version_id: int
    capture_id: int | None
    classes: str


@dataclass(frozen=True, slots=True)
class _Event:
    """A capture of the article, or a visit that found the page gone."""

    at: str
    capture_id: int | None = None
    version_id: int | None = None
    is_print: bool = False
    is_witness: bool = False
    is_gone: bool = False

    def shows_less_than(self, other: _Event) -> bool:
        """True if it comes from a lesser place, or from an equal one and its form shows less."""
        return (self.is_witness, self.is_print) > (other.is_witness, other.is_print)

    def repeats(self, other: _Event) -> bool:
        """True if it shows the same at the same moment, as two addresses of an article do."""
        mine = (self.at, self.version_id, self.is_witness, self.is_print)
        return mine == (other.at, other.version_id, other.is_witness, other.is_print)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the platform shows at a moment."""

    event: _Event
    version_id: int
    state: str = "live"

    def after(self, event: _Event) -> _Shown:
        """What it shows after one more event."""
        if event.is_gone:
            return _Shown(self.event, self.version_id, "gone")
        state = self.state if event.is_witness else "live"
        if event.version_id is None or event.shows_less_than(self.event):
            return _Shown(self.event, self.version_id, state)
        if event.repeats(self.event):
            return _Shown(self.event, self.version_id, state)
        return _Shown(event, event.version_id, state)


class Timelines:
    """Keeps histories within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(
        self, article_id: int, at: str, version_id: int, capture_id: int, *, is_new_page: bool
    ) -> None:
        """The history of an article that is new; so may its page be, which then had no visits."""
        self._insert(article_id, Change(at, "live", version_id, capture_id, "first"), now())
        if is_new_page:
            return
        if self._connection.execute(_GONE_LATER, {"id": article_id, "at": at}).fetchone():
            self.rebuild(article_id)

    def withdrawn(self, article_id: int, at: str) -> None:
        """Notes that the article's page was found gone, now or at an earlier visit that comes
        in late."""
        row = self._connection.execute(_THEN, (article_id, at)).fetchone()
        if row is None or row[0] == at or row[1] == "gone":
            return
        self._insert(article_id, Change(at, "gone", row[2], None, "withdrawn"), now())
        later = (_SHOWN_LATER, _CHANGED_LATER)
        both = {"id": article_id, "at": at}
        if any(self._connection.execute(sql, both).fetchone() for sql in later):
            self.rebuild(article_id)
        self._connection.execute(_SETTLE, {"id": article_id})

    def seen(self, article_id: int, at: str, version_id: int | None, *, witness: bool) -> None:
        """Notes a capture that shows ``version_id`` (None: nothing that is not known); most
        say nothing new."""
        row = self._connection.execute(_LAST, (article_id,)).fetchone()
        if row is None or (witness and row[1] == "gone" and at >= row[0]):
            return
        if at < row[0] or row[1] != "live" or version_id not in (None, row[2]):
            self.rebuild(article_id)

    def rebuild(self, article_id: int) -> None:
        """Derives the history anew from all captures."""
        believed = self._connection.execute(_BELIEVED, (article_id,)).fetchall()
        known = {Change(*row[:5]): row[5] for row in believed}
        changes = list(self._derived(article_id, known))
        moment = now()
        for change, noted_at in known.items():
            if change not in changes:
                self._drop(article_id, change.at, noted_at, moment)
        for change in changes:
            if change not in known:
                self._insert(article_id, change, moment)
        if changes:
            self._connection.execute(_SETTLE, {"id": article_id})

    def differs(self, article_id: int) -> bool:
        """True if the history kept is not the one that the captures tell."""
        believed = self._connection.execute(_BELIEVED, (article_id,)).fetchall()
        known = [Change(*row[:5]) for row in believed]
        return list(self._derived(article_id, known)) != known

    def _derived(self, article_id: int, known: Iterable[Change]) -> Iterator[Change]:
        classes = {
            (one.version_id, two.version_id): two.classes
            for one, two in pairwise(known)
            if one.state == two.state and "fuller" not in two.classes.split()
        }
        shown: _Shown | None = None
        for at, events in groupby(self._events(article_id, known), key=lambda event: event.at):
            before = shown
            for event in events:
                if shown is not None:
                    shown = shown.after(event)
                elif event.version_id is not None:
                    shown = _Shown(event, event.version_id)
            if shown is None or (before and _same(before, shown)):
                continue
            named = self._classes(before, shown, classes)
            if not named:
                assert before is not None
                shown = before
                continue
            capture_id = shown.event.capture_id if shown.state == "live" else None
            yield Change(at, shown.state, shown.version_id, capture_id, named)

    def _events(self, article_id: int, known: Iterable[Change]) -> list[_Event]:
        visits = self._connection.execute(_GONE, {"id": article_id})
        moments = {row[0] for row in visits} | {one.at for one in known if one.state == "gone"}
        gone = [_Event(at, is_gone=True) for at in moments]
        rows = self._connection.execute(_SHOWN, {"id": article_id})
        shown = [
            _Event(at, capture_id, version_id, bool(is_print), bool(is_witness))
            for at, capture_id, version_id, is_print, is_witness in rows
        ]
        return sorted(gone + shown, key=lambda event: (event.at, event.capture_id or 0))

    def _classes(
        self, before: _Shown | None, after: _Shown, known: dict[tuple[int, int], str]
    ) -> str:
        """All classes of a step, separated by spaces; empty if nothing that counts differs."""
        if before is None:
            return "first"
        found = set()
        if before.state != after.state:
            found.add("returned" if after.state == "live" else "withdrawn")
        pair = (before.version_id, after.version_id)
        if before.event.shows_less_than(after.event):
            found.add("fuller")
        elif pair[0] != pair[1]:
            between = known.get(pair)
            if between is None:
                contents = [version_content(self._connection, one) for one in pair]
                between = " ".join(classes_of(*contents))
            found |= set(between.split())
        return " ".join(name for name in CLASSES if name in found)

    def _insert(self, article_id: int, change: Change, noted_at: str) -> None:
        what = (change.state, change.version_id, change.capture_id)
        named = (change.classes.split()[0], change.classes)
        self._connection.execute(_INSERT, (article_id, change.at, *what, *named, noted_at))

    def _drop(self, article_id: int, at: str, noted_at: str, moment: str) -> None:
        if noted_at == moment:
            self._connection.execute(_FORGET, (article_id, at, noted_at))
        else:
            self._connection.execute(_REPLACE, (moment, article_id, at, noted_at))


def _same(one: _Shown, other: _Shown) -> bool:
    return (one.version_id, one.state) == (other.version_id, other.state)
