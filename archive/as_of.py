"""The archive as of a day: every question, put to what was so then.

:func:`as_of` lays temporary views over the tables of a reading connection, under the same
names, which SQLite finds before those of the file. So the questions of this package and a
user's own SQL need not know of it; ``main.articles`` is still the table of today. The file
is not touched.

What travels: articles with all that is made from their versions, the words that search
finds, versions, captures with their evidence and removed blocks, visits, problems, pages
(without those whose article was not read yet), tags and their labels. What does not: runs,
platforms, corrections, what the pages of a site repeat, which articles belong together. Of
captures that were read again the last reading's evidence is kept. The names of labels and
people stay known before their first use, and with ``then`` so do tags that captures of that
time brought in later; what they count is of the day.
"""

from __future__ import annotations

import re
import sqlite3
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Literal

from archive.as_of_rows import drop_later_tags, fill, note_dated
from archive.as_of_views import lay_views
from archive.as_of_words import PastWords
from archive.errors import NothingFound, UsageError

#: ``today``: what the platforms had said by then, as the rules and corrections in force today
#: read it. ``then``: what this archive held then, by the rules of its time.
Knowledge = Literal["today", "then"]

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(:\d\d)?(.*))?)?)?", re.A | re.S
)
_HINT = "give a year, month, day or time: 2016, 2016-08, 2016-08-04, 2016-08-04T15:30+02:00"
_FIRST = "SELECT min(at), min(noted_at) FROM changes"


def as_of(connection: sqlite3.Connection, when: str, knowledge: Knowledge = "today") -> str:
    """Makes a reading connection answer as of the end of ``when``; returns that moment, UTC.

    ``when`` is as :func:`end_of` reads it. The connection stays in one transaction from
    here on, so that a run that writes meanwhile changes no answer; it must be closed, and
    cannot be brought to another day. Raises UsageError for what is no date, NothingFound
    where no article was known yet, and NotAnArchive where a version of that day is damaged.
    """
    moment = end_of(when)
    if not connection.in_transaction:
        connection.execute("BEGIN")
    with _temporary_tables(connection):
        seen = fill(connection, moment, as_held=knowledge == "then")
        if not seen:
            raise _nothing_yet(connection, when.strip(), knowledge)
        lay_views(connection, moment, as_held=knowledge == "then")
        drop_later_tags(connection)
        note_dated(connection)
    PastWords(connection).answer()
    return moment


def end_of(when: str) -> str:
    """The last second of a year, month, day, minute or second, UTC, ISO 8601.

    Days and longer are those of UTC; a time without a zone is UTC too. Raises UsageError.
    """
    found = _DATE.fullmatch(when.strip())
    if found is None:
        raise UsageError(f"{when!r} is no date", hint=_HINT)
    try:
        return _last_second(when.strip(), found).isoformat(timespec="seconds")
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{when!r} is no date: {error}", hint=_HINT) from error


def _last_second(when: str, found: re.Match[str]) -> datetime:
    year, month, day, hour, _, seconds, _ = found.groups()
    if hour is not None:
        moment = datetime.fromisoformat(when)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC) + timedelta(seconds=0 if seconds else 59)
    in_month = int(month or 12)
    in_day = int(day) if day else monthrange(int(year), in_month)[1]
    return datetime(int(year), in_month, in_day, 23, 59, 59, tzinfo=UTC)


@contextmanager
def _temporary_tables(connection: sqlite3.Connection) -> Iterator[None]:
    """Lets the connection make temporary tables: the file itself is open for reading only."""
    connection.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA query_only = ON")


def _nothing_yet(connection: sqlite3.Connection, when: str, knowledge: Knowledge) -> NothingFound:
    first = connection.execute(_FIRST).fetchone()[int(knowledge == "then")]
    known = f"its first article is of {first}" if first else "it holds no article at all"
    return NothingFound(f"the archive has nothing as of {when}: {known}")
