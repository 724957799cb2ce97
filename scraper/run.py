"""A crawl from beginning to end: settings, archive, spiders, verdict.

The machinery below Scrapy can be started once in a process, so :func:`crawl` and
:func:`fetch` can be called once in a process, both together.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from archive.errors import ClusternewsError, UsageError
from archive.plan import DEFAULT_PLAN, Plan
from archive.records import CapturedPage, RunVerdict
from archive.upkeep import library_findings
from pipelines.progress import Progress
from pipelines.store import Session
from scraper.host_sites import note_starts
from scraper.logs import RunName, logging_to
from scraper.pace import agree
from scraper.prepare import prepare
from scraper.settings import user_agent
from scraper.site import Site
from scraper.spiders.begin import require_contact
from scraper.spiders.news import NewsSpider
from scraper.spiders.page import PageSpider
from scraper.stopping import Stopper, stopping

__all__ = ["Progress", "crawl", "fetch"]

log = logging.getLogger(__name__)


def crawl(
    sites: Sequence[Site],
    archive: Path,
    *,
    verb: str = "crawl",
    allow_loopback: bool = False,
    contact: str | None = None,
    max_pages: int | None = None,
    max_seconds: float | None = None,
    plan: Plan = DEFAULT_PLAN,
    full: bool = False,
    wait: float = 0.0,
    on_start: Callable[[int], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    log_file: Path | None = None,
    log_dir: Path | None = None,
    log_keep: int = 30,
    log_level: str = "INFO",
    log_to_stderr: bool = False,
    delay: float | None = None,
) -> RunVerdict:
    """Visit ``sites`` side by side and keep what is new; the verdict is the archive's.

    ``verb`` is ``crawl`` or ``refresh``, which needs an archive that is there.
    ``max_pages`` is a limit for each site, ``max_seconds`` one for the run; ``plan`` says
    when pages are looked at again; ``full``
    asks again for every article known; ``delay`` replaces the sites' own delay (that of
    robots.txt holds anyway). While another run holds the archive, it is waited for, for
    ``wait`` seconds. ``on_start`` gets the run's id before the first request. SIGINT and
    SIGTERM finish the page in hand and save; the verdict is then ``interrupted``. The log
    goes to ``log_file``, to a file for each run in ``log_dir`` (the newest ``log_keep``
    stay), and to standard error; without any of them nothing is logged. Can be called once
    in a process.

    Raises UsageError (no site, no contact, no log), ArchiveBusy, NotAnArchive,
    ArchiveTooNew, ArchiveUnwritable (DiskFull); KeyboardInterrupt for a signal that comes
    before the run has begun.
    """
    if not sites:
        raise UsageError("no site is named", hint="`clusternews sites` lists those known")
    for site in sites:
        require_contact(site, contact, allow_loopback=allow_loopback)
    settings = _settings(allow_loopback, contact, max_pages=max_pages, max_seconds=max_seconds)
    facts = [(site.name, site.title, site.base_url) for site in sites]
    logs = logging_to(log_file, stderr=log_to_stderr, level=log_level, folder=log_dir)
    with logs as log_of_run, stopping() as stopper:
        session = Session.open(
            *(archive, facts, _noted(settings, full, delay), on_progress),
            prepare=lambda opened: prepare(opened, sites),
            verb=verb,
            wait=wait,
        )
        session.archive.plan = plan
        try:
            log_of_run(RunName(archive.stem, session.started_at, verb, session.run_id), log_keep)
            names = ", ".join(site.name for site in sites)
            log.info("run %d: %s of %s into %s", session.run_id, verb, names, archive)
            _note_library()
            if on_start is not None:
                on_start(session.run_id)
            note_starts(session.archive, sites)
            for site in sites:
                agree(site, site.crawl_delay if delay is None else delay)
            process = _process(settings)
            arguments = _arguments(verb, full=full, session=session, delay=delay)
            tasks = [process.crawl(NewsSpider, site=site, **arguments) for site in sites]
            if not _run(stopper, process, tasks):
                session.site_ended("interrupted")
        except KeyboardInterrupt:
            session.site_ended("interrupted")
        finally:
            verdict = _ended(session)
        return verdict


def _ended(session: Session) -> RunVerdict:
    try:
        verdict = session.end()
    except ClusternewsError as error:
        log.error("run %d: %s", session.run_id, error)
        raise
    log.info("run %d %s, exit code %d", verdict.run_id, verdict.reason, verdict.exit_code)
    return verdict


def _note_library() -> None:
    for finding in library_findings(sqlite3.sqlite_version_info):
        log.warning("%s", finding.message)


def _arguments(verb: str, **arguments: Any) -> dict[str, Any]:
    """What every spider of a run is given."""
    return {**arguments, "refresh": True} if verb == "refresh" else arguments


def fetch(
    url: str, site: Site, *, allow_loopback: bool = False, contact: str | None = None
) -> CapturedPage:
    """One page of ``site``, asked for under the same rules as a crawl; nothing is kept.

    Redirects within the site are followed. Raises UsageError without a contact, and
    ClusternewsError where there is no answer, saying why. Can be called once in a process.
    """
    require_contact(site, contact, allow_loopback=allow_loopback)
    settings = _settings(allow_loopback, contact)
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    answer: list[CapturedPage | str] = []
    with logging_to(None, stderr=False, level="INFO"), stopping() as stopper:
        process = _process(settings)
        task = process.crawl(PageSpider, url=url, site=site, answer=answer)
        if not _run(stopper, process, [task]):
            raise KeyboardInterrupt
    if not answer or isinstance(answer[0], str):
        why = answer[0] if answer else "there was no answer"
        raise ClusternewsError(f"{url} cannot be read: {why}")
    return answer[0]


def _settings(
    allow_loopback: bool,
    contact: str | None,
    *,
    max_pages: int | None = None,
    max_seconds: float | None = None,
) -> Settings:
    settings = Settings()
    settings.setmodule("scraper.settings", priority="project")
    contact = contact or ""
    ours: dict[str, Any] = {
        "CLUSTERNEWS_ALLOW_LOOPBACK": allow_loopback,
        "CLUSTERNEWS_CONTACT": contact,
        "CLUSTERNEWS_MAX_PAGES": max_pages or 0,
        "CLUSTERNEWS_MAX_SECONDS": max_seconds or 0.0,
        "USER_AGENT": user_agent(contact),
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
    for name, value in ours.items():
        settings.set(name, value, priority="cmdline")
    return settings


def _noted(settings: Settings, full: bool, delay: float | None) -> Mapping[str, str]:
    """What the archive notes of a run's settings."""
    return {
        "user_agent": settings["USER_AGENT"],
        "max_pages": str(settings.getint("CLUSTERNEWS_MAX_PAGES")),
        "max_seconds": str(settings.getfloat("CLUSTERNEWS_MAX_SECONDS")),
        "full": str(full).lower(),
        "delay": "" if delay is None else str(delay),
    }


def _process(settings: Settings) -> AsyncCrawlerProcess:
    process = AsyncCrawlerProcess(settings)
    # Scrapy lets its own loggers speak at DEBUG; what nobody reads need not be put together.
    logging.getLogger("scrapy").setLevel(logging.root.level)
    return process


def _collect_garbage_less_often() -> None:
    """A page makes thousands of short-lived objects, none of them in a circle: by default
    Python would look through all that Scrapy holds many times a second (12 % of a crawl's
    CPU, measured by ``benchmarks.crawl``; peak memory is the same)."""
    gc.set_threshold(20_000, 20, 100)


def _run(
    stopper: Stopper, process: AsyncCrawlerProcess, tasks: Sequence[asyncio.Task[None]]
) -> bool:
    """Run to the end; False if a signal cut it short.

    An error that Scrapy met before a spider ran is raised here.
    """
    _collect_garbage_less_often()
    stopper.run(process)
    for task in tasks:
        if task.done() and not task.cancelled() and (error := task.exception()) is not None:
            raise error
    return not stopper.asked and all(task.done() for task in tasks)
