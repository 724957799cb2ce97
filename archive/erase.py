"""Erasing a page or a person on request: from every row, and from every byte of the file.

All rows are changed in one transaction, and the file is scrubbed afterwards
(:mod:`archive.erase_scrub`). Killed in between, it holds all or nothing of the erasure, and
the next run that writes finishes it. Copies made before (backups, exports) cannot be
reached from here.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from archive import lookup
from archive.erase_bodies import drop_dictionaries, erase_bodies
from archive.erase_content import Redaction
from archive.erase_pages import Doomed, delete, doomed_with
from archive.erase_rows import Tally
from archive.erase_scrub import is_pending, require_room, scrub
from archive.erase_sweep import Sweep
from archive.erase_words import fold, folded_email, words_of
from archive.errors import NothingFound, UsageError
from archive.sanitise import clean_text
from archive.store import Archive
from archive.tombstones import Mark, Tombstones, bury, marks_of_person

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_FEWEST, _MOST = 2, 8
_REFUSED_PAGES = "SELECT id FROM pages WHERE erase_refuses(url) OR erase_refuses(address)"
_REFUSED_ARTICLES = "SELECT id FROM articles WHERE erase_refuses(url)"
_SAMPLES = "DELETE FROM sqlite_stat4"
_HAS_SAMPLES = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'"
_SET_WHY = "UPDATE tombstones SET why = ? WHERE id = ?"


def erase_page(archive: Archive, url_or_id: str, why: str, *, dry_run: bool = False) -> Tally:
    """Erases a page with its article, under every address that leads to it.

    ``url_or_id`` as :func:`archive.lookup.article_id` takes it, or the address of a page
    without an article. Titles of the page and links to it go from other articles too.
    Raises NothingFound if the archive does not have it, and what :func:`_erase` raises.
    """
    connection = archive.connection

    def work(tally: Tally) -> None:
        pages, articles = _found(connection, url_or_id)
        doomed = doomed_with(connection, pages, articles)
        tombstone = bury(connection, "page", "", doomed.marks())
        phrases = [words for title in doomed.titles if (words := words_of(title))]
        tombstones = Tombstones(connection, tombstone, _keys_in(doomed.addresses))
        redaction, beside = Redaction(tombstones), Redaction(tombstones, phrases)
        sweep = Sweep(connection, redaction, beside, tally)
        delete(connection, doomed, tally)
        is_in_dictionary = _held_by(doomed, tombstones.page_hints)
        _sweep(connection, sweep, beside, tally, is_in_dictionary)
        connection.execute(_SET_WHY, (beside.text(why), tombstone))

    return _erase(archive, work, dry_run=dry_run)


def erase_person(
    archive: Archive, name: str, emails: Iterable[str], why: str, *, dry_run: bool = False
) -> Tally:
    """Erases a person's name, however it is written, and e-mail addresses, from everything:
    those given, and those of contacts that spell the name.

    Raises UsageError for what is no name of two to eight words or no e-mail address, and
    what :func:`_erase` raises. That nothing is found is no error: the tombstone keeps it so.
    """
    name, emails = clean_text(name), [clean_text(one).strip() for one in emails]
    connection = archive.connection
    emails += [one for one in _own_emails(connection, words_of(name)) if one not in emails]
    marks = _marks(name, emails)

    def work(tally: Tally) -> None:
        tombstone = bury(connection, "person", "", marks)
        hints = [tuple(words_of(name)), *map(_parts, emails)]
        tombstones = Tombstones(connection, tombstone, person_hints=tuple(hints))
        redaction = Redaction(tombstones)
        sweep = Sweep(connection, redaction, redaction, tally)
        refused = [
            {row[0] for row in connection.execute(sql)}
            for sql in (_REFUSED_PAGES, _REFUSED_ARTICLES)
        ]
        if any(refused):
            delete(connection, doomed_with(connection, *refused), tally)
        tally.spelt += _spelling(connection, hints[0])
        telling = [max(hint, key=len) for hint in hints]
        _sweep(connection, sweep, redaction, tally, lambda _, text: _any_in(telling, text))
        connection.execute(_SET_WHY, (redaction.text(why), tombstone))

    return _erase(archive, work, dry_run=dry_run)


def finish(archive: Archive) -> bool:
    """Finishes an erasure that was cut short; False if there is none. Raises as scrubbing."""
    if not is_pending(archive.connection):
        return False
    scrub(archive.connection, archive.path)
    return True


def _erase(archive: Archive, work: Callable[[Tally], None], *, dry_run: bool) -> Tally:
    """Does the work in one transaction, which is undone for ``dry_run``; then scrubs.

    Raises ArchiveUnwritable for want of room on the disk before anything is done,
    NotAnArchive where damage keeps something from being looked at (nothing is erased then),
    and what :func:`archive.erase_scrub.scrub` raises.
    """
    tally = Tally()
    if not dry_run:
        require_room(archive.path)
    # What is sorted on the way must not be left in files.
    archive.connection.execute("PRAGMA temp_store = MEMORY")
    with archive.trying(keep=not dry_run):
        work(tally)
    if not dry_run:
        scrub(archive.connection, archive.path)
    return tally


def _sweep(
    connection: sqlite3.Connection,
    sweep: Sweep,
    beside: Redaction,
    tally: Tally,
    is_in_dictionary: Callable[[int, str], bool],
) -> None:
    sweep.run()
    tally.bodies = erase_bodies(connection, beside.is_in, sweep.bodies)
    dropped, repacked = drop_dictionaries(connection, is_in_dictionary)
    tally.removed["dictionaries"] += dropped
    tally.changed["bodies"] += repacked
    # Samples of indexed values, by which SQLite plans; they come again.
    if connection.execute(_HAS_SAMPLES).fetchone():
        connection.execute(_SAMPLES)


def _found(connection: sqlite3.Connection, url_or_id: str) -> tuple[set[int], set[int]]:
    """Ids of the pages and articles meant."""
    try:
        return set(), {lookup.article_id(connection, url_or_id)}
    except NothingFound:
        page = lookup.page_id(connection, url_or_id)
        if page is None:
            raise
        return {page}, set()


def _held_by(doomed: Doomed, hints: tuple[str, ...] | None) -> Callable[[int, str], bool]:
    """True for a dictionary that may have been learned from an erased page, or one like it."""
    return lambda site_id, text: (
        site_id in doomed.sites or hints is None or any(hint in text for hint in hints)
    )


def _marks(name: str, emails: list[str]) -> list[Mark]:
    words = words_of(name)
    if not _FEWEST <= len(words) <= _MOST:
        raise UsageError(
            f"{name!r} is no name of {_FEWEST} to {_MOST} words",
            hint="give first and family name: one word alone would take other people's too",
        )
    for email in emails:
        if not _EMAIL.fullmatch(email):
            raise UsageError(f"{email!r} is no e-mail address", hint="--email anna@example.org")
    return marks_of_person(name, emails)


def _own_emails(connection: sqlite3.Connection, words: list[str]) -> list[str]:
    """The addresses of contacts that have all words of the name before the ``@``.

    Another one that stands beside the name may be a desk's: it is told, and stays.
    """
    rows = connection.execute("SELECT DISTINCT email FROM contacts ORDER BY email")
    emails = [row[0] for row in rows if _EMAIL.fullmatch(row[0])]
    return [email for email in emails if words and set(words) <= set(_spelled(email))]


def _spelled(email: str) -> list[str]:
    """The words that the part of an address before the ``@`` is made of."""
    return words_of(re.sub(r"[._+-]+", " ", email.partition("@")[0]))


def _parts(email: str) -> tuple[str, ...]:
    """What every spelling of an address holds."""
    local, _, host = folded_email(email).partition("@")
    return local, host.partition(".")[0]


def _keys_in(addresses: Iterable[str]) -> tuple[str, ...] | None:
    """What a text holds that spells one of these addresses; None: nothing that tells."""
    keys = []
    for url in addresses:
        path = unquote(url.partition("://")[2].partition("/")[2])
        runs = re.findall(r"[A-Za-z0-9]+", path)
        if not runs:
            return None
        keys.append(max(runs, key=len))
    return tuple(set(keys))


def _spelling(connection: sqlite3.Connection, words: tuple[str, ...]) -> list[str]:
    """Addresses of pages with the words of a name in them, one after the other."""
    name = f" {' '.join(words)} "
    rows = connection.execute("SELECT url FROM pages ORDER BY id")
    return [url for (url,) in rows if name in f" {' '.join(words_of(unquote(url)))} "]


def _any_in(words: Iterable[str], text: str) -> bool:
    folded = fold(text)
    return any(word in folded for word in words)
