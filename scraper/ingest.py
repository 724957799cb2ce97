"""From files on disk to rows: saved HTML, rendered HTML and printed page text.

Pages with markup are read before printed ones, because a print can only be parted
into labels and tags by the words that the archive already knows of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice, repeat
from pathlib import Path
from urllib.parse import urlsplit

from archive.errors import UnreadableCapture, UsageError
from archive.lock import hold
from archive.records import Form, PageState, SavedVisit, SiteTemplate, Visit, Vocabulary
from archive.store import Archive
from scraper.capture import capture
from scraper.config import Config, host_of
from scraper.declared import declared_url, printed_url
from scraper.extract.printed import looks_printed
from scraper.host_sites import take_over
from scraper.read import read
from scraper.site import Site

#: More than any page of news; a larger file is no page.
MAX_BYTES = 64 * 1024 * 1024

#: Bytes of a file by which a print is told from a page with markup.
TELLING_BYTES = 65536

#: Visits saved in one transaction; fewer at first, as each batch teaches what pages repeat.
BATCH = 50
FIRST_BATCHES = (5, 5, 10, 10, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person says of the captures; None: the capture itself tells."""

    site: str | None = None
    url: str | None = None
    captured_at: str | None = None  #: ISO 8601 with a zone; None: the file's own time
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: exactly one of ``saved`` and ``error`` is set."""

    path: Path
    saved: SavedVisit | None = None
    error: str | None = None


def ingest(paths: Iterable[Path], given: Given, config: Config) -> Iterator[Ingested]:
    """Read the files into the archive, one result a file.

    The archive is created with the first file that holds an article, so that files
    without one create nothing. Raises UsageError where nothing says which page a
    file is that is given alone, ArchiveBusy while another run holds the archive.
    """
    if given.site:
        config.site(given.site)  # a name that is wrong is wrong for every file
    paths = list(paths)
    plain, printed = _by_form(paths, given)
    alone = len(paths) == 1
    with ExitStack() as stack:
        writer = _Writer(config.archive, stack)
        for batch in _batches(plain):
            yield from writer.save_all(_read_all(batch, given, config, writer, alone=alone))
        for batch in _batches(printed):
            yield from writer.save_all(_read_all(batch, given, config, writer, alone=alone))
        writer.finish()


class _Writer:
    """The archive, opened when there is something to save or something to learn."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._path = path
        self._stack = stack
        self._archive: Archive | None = None
        self._run = 0
        self._failed = False
        self._sites: set[str] = set()
        self._words: dict[str, Vocabulary] = {}

    def vocabulary(self, site: Site) -> Vocabulary:
        """What the archive knows of the site since the last batch."""
        if self._archive is None and not self._path.exists():
            return Vocabulary(template=SiteTemplate())
        if site.name not in self._words:
            self._words[site.name] = self._opened().vocabulary(site.name)
        return self._words[site.name]

    def save_all(self, results: Iterable[tuple[Path, Site, Visit] | Ingested]) -> list[Ingested]:
        """Save the visits of one batch in one transaction; failures pass through."""
        done: list[Ingested] = []
        visits: list[tuple[Path, Visit]] = []
        for result in results:
            if isinstance(result, Ingested):
                done.append(result)
                continue
            path, site, visit = result
            self._add_site(site)
            visits.append((path, visit))
        if visits:
            saved = self._opened().save([visit for _, visit in visits], self._run)
            pairs = zip(visits, saved, strict=True)
            done += [_outcome(path, item) for (path, _), item in pairs]
            self._words.clear()
        self._failed = self._failed or any(item.error for item in done)
        return done

    def _add_site(self, site: Site) -> None:
        if site.name not in self._sites:
            take_over(self._opened(), [site])
            self._opened().add_site(site.name, site.title, site.base_url)
            self._sites.add(site.name)

    def finish(self) -> None:
        """Close the run, if one was begun."""
        if self._archive is not None:
            self._archive.end_run(self._run, "finished", int(self._failed))

    def _opened(self) -> Archive:
        if self._archive is None:
            self._stack.enter_context(hold(self._path))
            self._archive = self._stack.enter_context(Archive.open(self._path))
            self._run = self._archive.begin_run("ingest", [], {})
        return self._archive


def _outcome(path: Path, saved: SavedVisit) -> Ingested:
    return Ingested(path, error=saved.error) if saved.error else Ingested(path, saved=saved)


def _batches(paths: list[Path]) -> Iterator[list[Path]]:
    remaining, sizes = iter(paths), chain(FIRST_BATCHES, repeat(BATCH))
    while batch := list(islice(remaining, next(sizes))):
        yield batch


def _by_form(paths: Iterable[Path], given: Given) -> tuple[list[Path], list[Path]]:
    """The paths of pages with markup, and those of printed ones."""
    plain: list[Path] = []
    printed: list[Path] = []
    for path in paths:
        (printed if is_printed(_beginning(path), given) else plain).append(path)
    return plain, printed


def _beginning(path: Path) -> bytes:
    """Enough bytes to tell a print; none of a file that cannot be read, which is said later."""
    try:
        with path.open("rb") as file:
            return file.read(TELLING_BYTES)
    except OSError:
        return b""


def is_printed(body: bytes, given: Given) -> bool:
    """True if the capture is a printed page: as said, else by its first bytes."""
    if given.form is not None:
        return given.form is Form.PRINT
    return looks_printed(body[:TELLING_BYTES])


def _read_all(
    paths: list[Path], given: Given, config: Config, writer: _Writer, *, alone: bool
) -> Iterator[tuple[Path, Site, Visit] | Ingested]:
    for path in paths:
        try:
            body = file_bytes(path)
            site = site_of_file(body, given, config)
            visit = read_file(path, body, site, given, writer.vocabulary(site))
            if visit.article is None:
                raise UnreadableCapture(why_no_article(visit))
            if given.url is None and urlsplit(visit.article.url).path in ("", "/"):
                # All captures of this kind would be taken for one article, the home page.
                raise UnreadableCapture("does not say which page it is", hint="name it with --url")
            yield path, site, visit
        except (UnreadableCapture, UsageError) as error:
            # Of many files, one that does not say what it is does not stop the others.
            if alone and isinstance(error, UsageError):
                raise
            hint = f" (try: {error.hint})" if error.hint else ""
            yield Ingested(path, error=f"{error}{hint}")


def file_bytes(path: Path) -> bytes:
    """The bytes of a capture; raises UnreadableCapture if it cannot be a page."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableCapture(f"larger than {MAX_BYTES // 2**20} MiB: no page of news")
        body = path.read_bytes()
    except OSError as error:
        raise UnreadableCapture(f"cannot be read: {error.strerror}") from None
    if not body.strip():
        raise UnreadableCapture("the file is empty")
    if body.startswith(b"WARC/") or path.name.endswith((".warc", ".warc.gz")):
        raise UnreadableCapture("WARC files are not read yet", hint="give the saved page itself")
    return body


def site_of_file(body: bytes, given: Given, config: Config) -> Site:
    """The platform of a capture: as named, else by the address given or declared."""
    if given.site:
        return config.site(given.site)
    url = given.url or (None if is_printed(body, given) else declared_url(body))
    if url is None:
        raise UsageError(
            "nothing says which page this is", hint="name its address with --url, or its --site"
        )
    return config.site_of(url)


def read_file(
    path: Path,
    body: bytes,
    site: Site,
    given: Given,
    vocabulary: Vocabulary,
    *,
    why: list[tuple[str, int]] | None = None,
) -> Visit:
    """Read one capture by the rules of its site; ``why`` as in :func:`scraper.read.read`."""
    printed = is_printed(body, given)
    printed_at = printed_url(body, site) if printed else None
    captured = capture(
        given.url or printed_at or declared_url(body) or site.base_url,
        body,
        form=given.form or _form(path, printed=printed),
        captured_at=given.captured_at or _file_time(path),
        site=site,
        witness=given.url is not None and site.is_witness(host_of(given.url)),
    )
    return read(captured, site, url=given.url or printed_at, vocabulary=vocabulary, why=why)


def _form(path: Path, *, printed: bool) -> Form:
    if printed:
        return Form.PRINT
    return Form.RENDERED if ".rendered." in path.name.lower() else Form.FILE


def _file_time(path: Path) -> str:
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC).isoformat()


def why_no_article(visit: Visit) -> str:
    """One sentence: what a page without an article is instead."""
    if visit.state is PageState.FETCHED:
        return f"holds no article: it reads as a page of kind {visit.kind.value!r}"
    said = visit.reason or "; ".join(problem.message for problem in visit.problems)
    return f"holds no article: {visit.state.value}" + (f" ({said})" if said else "")
