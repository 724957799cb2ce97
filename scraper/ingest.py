"""From files on disk to rows: saved HTML, rendered HTML, printed page text, WARC files.

Pages with markup are read before printed ones, because a print can only be parted
into labels and tags by the words that the archive already knows of the site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import chain, islice, repeat
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from archive.errors import UnreadableCapture, UsageError
from archive.lock import hold
from archive.records import SiteTemplate, Visit, Vocabulary
from archive.store import Archive
from scraper.config import Config
from scraper.host_sites import kept_platforms
from scraper.ingested import Given, Ingested, why_no_article
from scraper.prepare import prepare
from scraper.saved_pages import beginning, file_bytes, is_printed, read_file, site_of_file
from scraper.site import Site
from scraper.warc_files import Entry, WarcFiles
from scraper.warc_scan import is_warc
from scraper.warc_visits import NothingToKeepError, visit_of

Item = TypeVar("Item")

#: Visits saved in one transaction; fewer at first, as each batch teaches what pages repeat.
BATCH = 50
FIRST_BATCHES = (5, 5, 10, 10, 20)


@dataclass(frozen=True, slots=True)
class _Read:
    """A visit on its way into the archive, and where its capture stood."""

    path: Path
    offset: int | None
    site: Site
    visit: Visit


def ingest(paths: Iterable[Path], given: Given, config: Config) -> Iterator[Ingested]:
    """Read the files into the archive: one result a file, or a record of a WARC file.

    The archive is created with the first file that holds an article, so that files
    without one create nothing. Raises UsageError where nothing says which page a
    file is that is given alone, ArchiveBusy while another run holds the archive.
    """
    if given.site:
        config.site(given.site)  # a name that is wrong is wrong for every file
    paths = list(paths)
    warcs = [path for path in paths if is_warc(path)]
    if warcs and (given.url or given.captured_at or given.form):
        raise UsageError(
            "a WARC file says itself what its pages are and when they were captured",
            hint="leave out --url, --captured-at and --form",
        )
    files = _Files(given, config, alone=len(paths) == 1)
    plain, printed = _by_form([path for path in paths if path not in set(warcs)], given)
    with ExitStack() as stack:
        writer = _Writer(config.archive, stack)
        records = _Records(stack.enter_context(closing(WarcFiles(warcs))), given, config, writer)
        yield from writer.save(records.walk(), lambda found: found)
        yield from writer.save(plain, files.read(writer))
        yield from writer.save(records.entries(printed=False), records.read)
        yield from writer.save(printed, files.read(writer))
        yield from writer.save(records.entries(printed=True), records.read)
        yield from records.rest()
        writer.finish()


class _Writer:
    """The archive, opened when there is something to save or something to learn."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._path = path
        self._stack = stack
        self._archive: Archive | None = None
        self._run = 0
        self._failed = False
        self._kept = {known.name for known in kept_platforms(path)}
        self._sites: dict[str, Site] = {}
        self._words: dict[str, Vocabulary] = {}

    def vocabulary(self, site: Site) -> Vocabulary:
        """What the archive knows of the site since the last batch."""
        if self._archive is None and not self._path.exists():
            return Vocabulary(template=SiteTemplate())
        if site.name not in self._words:
            self._words[site.name] = self._opened().vocabulary(site.name)
        return self._words[site.name]

    def knows(self, site: Site) -> bool:
        """True if the archive has pages of the site."""
        return site.name in self._kept or site.name in self._sites

    def save(
        self, items: Iterable[Item], read_one: Callable[[Item], _Read | Ingested | None]
    ) -> Iterator[Ingested]:
        """Read and save the items in batches; a reader gives None where nothing is to be said."""
        for batch in _batches(items):
            yield from self.save_all(result for item in batch if (result := read_one(item)))

    def save_all(self, results: Iterable[_Read | Ingested]) -> list[Ingested]:
        """Save the visits of one batch in one transaction; failures pass through."""
        done: list[Ingested] = []
        visits: list[_Read] = []
        for result in results:
            if isinstance(result, Ingested):
                done.append(result)
                continue
            self._add_site(result.site)
            visits.append(result)
        if visits:
            saved = self._opened().save([one.visit for one in visits], self._run)
            for one, item in zip(visits, saved, strict=True):
                kept = None if item.error else item
                done.append(Ingested(one.path, kept, item.error, one.offset))
            self._words.clear()
        self._failed = self._failed or any(item.error for item in done)
        return done

    def _add_site(self, site: Site) -> None:
        if site.name not in self._sites:
            self._sites[site.name] = site
            prepare(self._opened(), self._sites.values())
            self._opened().add_site(site.name, site.title, site.base_url)

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


class _Records:
    """Reads the records of WARC files."""

    def __init__(self, files: WarcFiles, given: Given, config: Config, writer: _Writer) -> None:
        self._files = files
        self._given = given
        self._config = config
        self._writer = writer
        self._skipped: Counter[tuple[Path, str]] = Counter()
        self._waiting: list[_Read] = []
        self.walk = files.walk
        self.entries = files.entries

    def read(self, entry: Entry) -> _Read | Ingested | None:
        """The visit of a record, why it cannot be read, or None for one that is counted later."""
        try:
            words = self._writer.vocabulary
            one = _Read(
                entry.path, entry.offset, *visit_of(entry, self._given, self._config, words)
            )
        except NothingToKeepError as why:
            self._skipped[entry.path, str(why)] += 1
            return None
        except (UnreadableCapture, UsageError) as error:
            return Ingested(entry.path, error=str(error), offset=entry.offset)
        if one.visit.capture is None and not self._writer.knows(one.site):
            self._waiting.append(one)
            return None
        return one

    def rest(self) -> Iterator[Ingested]:
        """Saves what waited for articles of its platform, and says what was left out."""
        for batch in _batches(self._waiting):
            known = [one for one in batch if self._writer.knows(one.site)]
            yield from self._writer.save_all(known)
            for one in batch:
                if one not in known:
                    self._skipped[one.path, "gone or moved, on a platform without articles"] += 1
        for (path, why), count in self._skipped.most_common():
            yield Ingested(path, skipped=why, count=count)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    remaining, sizes = iter(items), chain(FIRST_BATCHES, repeat(BATCH))
    while batch := list(islice(remaining, next(sizes))):
        yield batch


def _by_form(paths: Iterable[Path], given: Given) -> tuple[list[Path], list[Path]]:
    """The paths of pages with markup, and those of printed ones."""
    plain: list[Path] = []
    printed: list[Path] = []
    for path in paths:
        (printed if is_printed(beginning(path), given) else plain).append(path)
    return plain, printed


@dataclass(frozen=True, slots=True)
class _Files:
    """Reads files that hold one page each."""

    given: Given
    config: Config
    alone: bool  #: True if no other file was given

    def read(self, writer: _Writer) -> Callable[[Path], _Read | Ingested]:
        """What reads a file by the words that the archive knows by then."""
        return lambda path: self._read(path, writer)

    def _read(self, path: Path, writer: _Writer) -> _Read | Ingested:
        try:
            body = file_bytes(path)
            site = site_of_file(body, self.given, self.config)
            visit = read_file(path, body, site, self.given, writer.vocabulary(site))
            if visit.article is None:
                raise UnreadableCapture(why_no_article(visit))
            if self.given.url is None and urlsplit(visit.article.url).path in ("", "/"):
                # All captures of this kind would be taken for one article, the home page.
                raise UnreadableCapture("does not say which page it is", hint="name it with --url")
            return _Read(path, None, site, visit)
        except (UnreadableCapture, UsageError) as error:
            # Of many files, one that does not say what it is does not stop the others.
            if self.alone and isinstance(error, UsageError):
                raise
            hint = f" (try: {error.hint})" if error.hint else ""
            return Ingested(path, error=f"{error}{hint}")
