"""What was erased on request, known by keyed digests alone, so that it does not come back.

A digest of an address or a name tells nothing to a reader of a table or an export. Who has the
whole archive has its key too, and may test a guess; the words themselves are nowhere.
"""

from __future__ import annotations

import hmac
import re
import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from archive.erase_words import Sought, folded_email, words_of
from archive.keys import make_key, read_key
from archive.times import now

#: Name of the archive's key for these digests.
_KEY = "tombstones"
_MARKS = "SELECT kind, digest, words FROM tombstone_marks WHERE ? IN (0, tombstone_id)"
_INSERT = "INSERT INTO tombstones (kind, why, erased_at) VALUES (?, ?, ?)"
_INSERT_MARK = """
INSERT INTO tombstone_marks (digest, tombstone_id, kind, words) VALUES (?, ?, ?, ?)
ON CONFLICT (digest) DO NOTHING
"""
_AGAIN = "UPDATE tombstones SET scrubbed_at = NULL WHERE id = ?"
_LIST = """
SELECT t.id, t.kind, t.why, t.erased_at, t.scrubbed_at,
  (SELECT count(*) FROM tombstone_marks m WHERE m.tombstone_id = t.id) AS marks
FROM tombstones t ORDER BY t.id
"""
_LIFT = "DELETE FROM tombstones WHERE id = ?"
_OF_MARK = "SELECT tombstone_id FROM tombstone_marks WHERE digest = ?"

#: What a mark may be of: an address, the content of an article's version or of a body, the
#: words of a name as given, or with the family name first, an e-mail address.
ADDRESS, CONTENT, BODY, NAME, TURNED, EMAIL = (
    "address",
    "content",
    "body",
    "name",
    "turned",
    "email",
)
#: Kind of mark, what it is of, and the number of words of a name.
Mark = tuple[str, str, int | None]

#: Parameters that tell where a visitor came from.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|_ga|ref|sid|phpsessid|jsessionid", re.I)
#: So many runs of words are remembered that are no name: some 30 MB at most.
_REMEMBERED = 1 << 18


class Tombstones:
    """The marks of all tombstones of an archive, or of one, as they are now."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        only: int = 0,
        page_hints: tuple[str, ...] | None = None,
        person_hints: tuple[tuple[str, ...], ...] | None = None,
    ) -> None:
        """``only``: the id of one; 0: all. Hints are what a text must hold to be looked at,
        where the words are known: of any address one, of any name or e-mail address all."""
        #: what a text holds of the address of an erased page; None: not known
        self.page_hints = page_hints
        self._key = b""
        self._marks: dict[str, set[str]] = {}
        sizes: set[int] = set()
        for kind, digest, words in connection.execute(_MARKS, (only,)):
            self._marks.setdefault(kind, set()).add(digest)
            if words:
                sizes.add(words)
        if self._marks:
            self._key = read_key(connection, _KEY)
        names = _names_of(self._key, self._of(NAME), self._of(TURNED))
        #: the persons that are looked for
        self.sought = Sought(
            tuple(sorted(sizes, reverse=True)),
            names.is_name,
            names.is_turned,
            names.is_among,
            self._test(EMAIL) if EMAIL in self._marks else None,
            person_hints,
        )
        self.has_people = bool(sizes) or EMAIL in self._marks
        self.has_pages = ADDRESS in self._marks
        self._is_address = self._test(ADDRESS)
        self._is_content = self._test(CONTENT)
        self._is_body = self._test(BODY)

    def __bool__(self) -> bool:
        return bool(self._marks)

    def is_erased(self, url: str | None, base: str = "") -> bool:
        """True for the address of an erased page, in whatever spelling."""
        if not url or not self.has_pages:
            return False
        return self._is_address(address_key(url, base))

    def is_erased_content(self, site: str, content_sha256: str) -> bool:
        """True for the digest of a content that a page of the platform had, and was erased."""
        return CONTENT in self._marks and self._is_content(f"{site} {content_sha256}")

    def is_erased_body(self, sha256: str) -> bool:
        """True for the digest of bytes that were erased with their page."""
        return BODY in self._marks and self._is_body(sha256)

    def _test(self, kind: str) -> Callable[[str], bool]:
        known, key = self._marks.get(kind, ()), self._key
        return lru_cache(maxsize=4096)(lambda text: digest_of(key, kind, text) in known)

    def _of(self, kind: str) -> frozenset[str]:
        return frozenset(self._marks.get(kind, ()))


class _Names:
    """Tells names by their digests, and remembers what is none: most pages of a site, and
    most sites, use the same words one after the other."""

    def __init__(self, key: bytes, names: frozenset[str], turned: frozenset[str]) -> None:
        self._key = key
        self._names = names
        self._turned = turned
        self._either = names | turned
        self._others: set[str] = set()

    def is_name(self, words: str) -> bool:
        """True for the words of a name as given, joined by spaces."""
        return words not in self._others and self._digest(words) in self._names

    def is_turned(self, words: str) -> bool:
        """True for those of a name with the family name first."""
        return words not in self._others and self._digest(words) in self._turned

    def is_among(self, runs: set[str]) -> bool:
        """True if any run of words is either."""
        new = runs - self._others
        found = {run for run in new if self._digest(run) in self._either}
        if len(self._others) > _REMEMBERED:
            self._others.clear()
        self._others |= new - found
        return bool(found)

    def _digest(self, words: str) -> str:
        return digest_of(self._key, NAME, words)


@lru_cache(maxsize=4)
def _names_of(key: bytes, names: frozenset[str], turned: frozenset[str]) -> _Names:
    return _Names(key, names, turned)


def digest_of(key: bytes, kind: str, text: str) -> str:
    """The mark of a text, hex."""
    return hmac.digest(key, f"{kind}\0{text}".encode(errors="replace"), "sha256").hex()


@lru_cache(maxsize=4096)
def address_key(url: str, base: str = "") -> str:
    """One spelling for all that mean a page: without scheme, ``www.``, slash at the end,
    fragment, tracking; escapes resolved, parameters in order."""
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    except ValueError:
        return url
    host = re.sub(r":(?:80|443)?$", "", host)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]))
    query = "&".join(f"{name}={value}" for name, value in kept)
    path = re.sub(r"^/index\.php(?=/)", "", unquote(parts.path)).rstrip("/")
    return f"{host}{path}?{query}"


def marks_of_page(
    addresses: Iterable[str], contents: Iterable[str], bodies: Iterable[str]
) -> list[Mark]:
    """What a page is recognised by: its addresses, ``platform digest`` of the contents of its
    versions, and digests of its bodies."""
    return [
        *((ADDRESS, address_key(url), None) for url in addresses),
        *((CONTENT, one, None) for one in contents),
        *((BODY, one, None) for one in bodies),
    ]


def marks_of_person(name: str, emails: Iterable[str]) -> list[Mark]:
    """What a person is recognised by: the words of the name, and e-mail addresses."""
    words = words_of(name)
    turned = sorted({" ".join(words[n:] + words[:n]) for n in range(1, len(words))})
    return [
        (NAME, " ".join(words), len(words)),
        *((TURNED, text, len(words)) for text in turned),
        *((EMAIL, folded_email(one), None) for one in emails),
    ]


def bury(connection: sqlite3.Connection, kind: str, why: str, marks: Iterable[Mark]) -> int:
    """Adds a tombstone (``page`` or ``person``) and returns its id.

    What has one already gets it anew: it is to be scrubbed once more. Must run within a
    transaction.
    """
    make_key(connection, _KEY)
    key = read_key(connection, _KEY)
    rows = [
        (digest_of(key, NAME if mark == TURNED else mark, text), mark, words)
        for mark, text, words in marks
    ]
    known = connection.execute(_OF_MARK, (rows[0][0],)).fetchone()
    if known is None:
        tombstone = connection.execute(_INSERT, (kind, why, now())).lastrowid
    else:
        tombstone = known[0]
        connection.execute(_AGAIN, (tombstone,))
    connection.executemany(_INSERT_MARK, [(one[0], tombstone, *one[1:]) for one in rows])
    assert tombstone is not None
    return int(tombstone)


def listed(connection: sqlite3.Connection) -> list[dict[str, object]]:
    """All tombstones, the oldest first, without what they stand for."""
    rows = connection.execute(_LIST)
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows]


def lift(connection: sqlite3.Connection, tombstone: int) -> bool:
    """Takes a tombstone away: what it stands for may be collected again; False if there is
    none with this id. Must run within a transaction."""
    return connection.execute(_LIFT, (tombstone,)).rowcount > 0
