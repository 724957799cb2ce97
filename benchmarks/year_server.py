"""The server of the made-up platform: one thread, a port for each host, a log of requests."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from benchmarks.year_pages import MAPPED, Pages
from benchmarks.year_world import Article, Habit, World
from scraper.site import Listing, Site
from tests.serving import Serving


@dataclass(frozen=True, slots=True)
class Request:
    """One request and how it was answered."""

    habit: Habit
    path: str
    status: int
    is_lie: bool = False  #: 304, though the page is not what was last sent of it


class Server(Serving):
    """Serves a world as it stands at its moment; leave the ``with`` block to stop it."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.log: list[Request] = []
        self.sites: dict[Habit, Site] = {}
        self.pages: dict[Habit, Pages] = {}
        self._world = world
        self._by_path = {(one.habit, one.path): one for one in world.every()}
        self._sent: dict[Article, str] = {}  #: what was last sent whole

    def take_log(self) -> list[Request]:
        """The requests since the last call."""
        taken, self.log = self.log, []
        return taken

    async def begin(self) -> Sequence[asyncio.Server]:
        """Listen at a port for each habit."""
        return [await self._open(habit) for habit in self._world.articles]

    async def _open(self, habit: Habit) -> asyncio.Server:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._answer(habit, reader, writer)

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self.sites[habit] = site_of(habit, base_url)
        self.pages[habit] = Pages(self._world, habit, base_url)
        return server

    async def _answer(
        self, habit: Habit, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                writer.write(self._response(habit, head))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    def _response(self, habit: Habit, head: str) -> bytes:
        path, moment = head.split(" ", 2)[1], self._world.moment
        asked = _headers(head)
        article = self._by_path.get((habit, path))
        if article is None:
            body, kind = self._list(habit, path, moment)
            return self._note(habit, path, 200 if body else 404, body, kind)
        if not article.is_there(moment):
            return self._note(habit, path, 404, "<h1>Page not found</h1>", "text/html")
        body = self.pages[habit].article(article, moment)
        sent = self._validators(article, body, moment)
        if _is_known(asked, sent) or (habit is Habit.LYING and _is_conditional(asked)):
            is_lie = self._sent.get(article) != body
            return self._note(habit, path, 304, "", "text/html", sent, is_lie=is_lie)
        self._sent[article] = body
        return self._note(habit, path, 200, body, "text/html", sent)

    def _list(self, habit: Habit, path: str, moment: datetime) -> tuple[str, str]:
        pages = self.pages[habit]
        if path == "/sitemap.xml" and habit in MAPPED:
            return pages.sitemap(moment), "application/xml"
        if path == "/rss.xml" and habit not in MAPPED:
            return pages.feed(moment), "application/rss+xml"
        if path == "/news":
            return pages.listing(0, moment), "text/html"
        number = path.removeprefix("/news?page=")
        return (pages.listing(int(number), moment) if number.isdecimal() else ""), "text/html"

    def _validators(self, article: Article, body: str, moment: datetime) -> dict[str, str]:
        """What the host sends with a page, and would know again."""
        if article.habit in (Habit.HONEST, Habit.MAPPED):
            changed = article.at(moment).at.replace(microsecond=0)
            digest = hashlib.sha256(body.encode()).hexdigest()[:16]
            return {"etag": f'"{digest}"', "last-modified": format_datetime(changed, usegmt=True)}
        if article.habit is Habit.LYING:
            return {"etag": f'"{article.number}"'}
        return {}

    def _note(
        self,
        habit: Habit,
        path: str,
        status: int,
        body: str,
        kind: str,
        validators: dict[str, str] | None = None,
        *,
        is_lie: bool = False,
    ) -> bytes:
        self.log.append(Request(habit, path, status, is_lie))
        data = body.encode()
        lines = [f"HTTP/1.1 {status} {'OK' if status == 200 else 'So it is'}"]
        lines += [f"{name}: {value}" for name, value in (validators or {}).items()]
        if status != 304:
            lines += [f"Content-Type: {kind}; charset=utf-8", f"Content-Length: {len(data)}"]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def site_of(habit: Habit, base_url: str) -> Site:
    """A host as a site: a listing, and a sitemap or a feed."""
    lists = {"sitemaps": ("/sitemap.xml",)} if habit in MAPPED else {"feeds": ("/rss.xml",)}
    return Site(
        name=habit.name.lower(),
        title=habit.name.title(),
        base_url=base_url,
        hosts=(base_url.partition("://")[2],),
        listings=(Listing(path="/news"),),
        article_paths=(r"/news/",),
        crawl_delay=0.0,
        **lists,  # type: ignore[arg-type]
    )


def _headers(head: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in head.split("\r\n")[1:] if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _is_conditional(asked: dict[str, str]) -> bool:
    return "if-none-match" in asked or "if-modified-since" in asked


def _is_known(asked: dict[str, str], sent: dict[str, str]) -> bool:
    """True if the validators asked with are those of the page (RFC 9110: an ETag goes first)."""
    if "etag" in sent and "if-none-match" in asked:
        tags = [tag.strip().removeprefix("W/") for tag in asked["if-none-match"].split(",")]
        return sent["etag"] in tags
    if "last-modified" in sent and "if-modified-since" in asked:
        changed = parsedate_to_datetime(sent["last-modified"])
        return changed <= parsedate_to_datetime(asked["if-modified-since"])
    return False
