"""Real servers and a real Chromium: started once for a worker, each page in a context of its own.

A test asks for ``server`` (called with an archive, it gives a running
:class:`~tests.browser.serving.Server`), for ``demo`` (the archive that ``clusternews demo``
makes) or ``hostile`` (one of pages that attack), and for ``page`` (1440 px wide), ``phone``
(390 px) or ``open_page`` (any size). What
a page does beside being shown (an error in the console, a dialog, a request to another host)
fails its test at the end; ``seen`` is what was seen of it so far.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import Server
from tests.browser.watching import Seen
from tests.commanding import in_process_of_its_own
from tests.made_once import made_once
from tests.scraper.web.hostile_archive import make

#: Nothing is looked up and nothing asked for beyond this machine, whatever a page wants.
_ARGUMENTS = (
    "--no-sandbox",  # tests may run as root
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-dev-shm-usage",
)
#: Milliseconds that anything in the browser may take, on a machine that is busy.
_PATIENCE = 60_000

Serve = Callable[[Path], Server]
OpenPage = Callable[..., Page]


@dataclass(frozen=True)
class Driven:
    """A browser, and the loop of its driver, which is the thread's while a page is driven."""

    browser: Browser
    loop: asyncio.AbstractEventLoop


@pytest.fixture(scope="session")
def _driven() -> Iterator[Driven]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine: the package `chromium` has it")
    with sync_playwright() as playwright:
        loop = asyncio.get_running_loop()
        browser = playwright.chromium.launch(executable_path=chromium, args=[*_ARGUMENTS])
        # Other tests of this worker run loops of their own.
        asyncio._set_running_loop(None)
        yield Driven(browser, loop)
        asyncio._set_running_loop(loop)
        browser.close()


@pytest.fixture
def browser(_driven: Driven) -> Iterator[Browser]:
    """Chromium, for this test."""
    asyncio._set_running_loop(_driven.loop)
    yield _driven.browser
    asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def _servers() -> Iterator[dict[Path, Server]]:
    running: dict[Path, Server] = {}
    yield running
    for server in running.values():
        server.stop()


@pytest.fixture
def server(_servers: dict[Path, Server]) -> Serve:
    """A server for an archive: the same one for the same archive."""

    def serve(archive: Path) -> Server:
        if archive not in _servers:
            _servers[archive] = Server(archive)
        return _servers[archive]

    return serve


@pytest.fixture
def seen(_servers: dict[Path, Server]) -> Seen:
    """What pages of this test do beside being shown."""
    return Seen(_Origins(_servers))


class _Origins:
    """The origins of all servers that run by now."""

    def __init__(self, servers: dict[Path, Server]) -> None:
        self._servers = servers

    def __contains__(self, origin: object) -> bool:
        return any(server.url == origin for server in self._servers.values())


@pytest.fixture
def open_page(browser: Browser, seen: Seen) -> Iterator[OpenPage]:
    """A new page; called with its ``width`` and ``height``, and options of a new context."""
    contexts = []

    def opened(width: int = 1440, height: int = 900, **options: object) -> Page:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        seen.watch(context)
        page = context.new_page()
        page.on("popup", lambda popup: seen.opened.append(popup.url))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not seen.nothing(), seen.nothing()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page as wide as a desk's screen."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A page as wide as a telephone."""
    return open_page(390, 844)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo archive, as ``clusternews demo`` makes it. Nothing may write to it."""
    return made_once(tmp_path_factory, "demo", _demo)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of pages that attack. Nothing may write to it."""
    return made_once(tmp_path_factory, "hostile", make)


def _demo(archive: Path) -> None:
    ended = in_process_of_its_own("demo", "--archive", archive, cwd=archive.parent)
    assert ended.code in (0, 1), ended.err
