"""A platform of a few articles for the tests of ``refresh``, and refreshes on days of one's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scraper.site import Site
from tests.crawling import Ended, crawl, rows, site_of
from tests.hostile import Hostile, Request, article, listing, response

#: The day of the first crawl.
START = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
PER_PAGE = 5


def day(number: float) -> datetime:
    """So many days after the first crawl, at night."""
    return START + timedelta(days=number)


class Platform:
    """Articles under ``/news/`` with a listing, validators and a sitemap, each if wanted."""

    def __init__(self, server: Hostile, *names: str, tags: bool = True) -> None:
        self.texts = {name: f"{name.title()} begins its work in spring. " * 20 for name in names}
        self.tags = tags  #: an ETag that holds
        self.lies = False  #: 304 to whoever asks conditionally
        self.lastmods: dict[str, str] | None = None  #: of the sitemap; None: there is none
        self.gone: dict[str, str] = {}  #: name -> status
        self.footer = ""
        self.server = server
        server.fallback = self._answer

    @property
    def names(self) -> list[str]:
        """The articles that there are, as the listing shows them."""
        return [name for name in self.texts if name not in self.gone]

    def crawl(self, archive: Path, number: float = 0, **options: Any) -> Ended:
        """Crawl on a day; the log of the server begins with it."""
        self.server.log.clear()
        return crawl(self.site(), archive, at=day(number), **options)

    def refresh(self, archive: Path, number: float, **options: Any) -> Ended:
        """Refresh on a day; the log of the server begins with it."""
        return self.crawl(archive, number, verb="refresh", **options)

    def site(self) -> Site:
        """The platform as the crawler knows it."""
        maps = {} if self.lastmods is None else {"sitemaps": ("/sitemap.xml",)}
        return site_of(self.server.base_url, **maps)

    def asked(self, name: str | None = None) -> list[Request]:
        """The requests for an article, or for any."""
        wanted = "/news/" if name is None else f"/news/{name}"
        return [
            one
            for one in self.server.log
            if one.path == wanted or (name is None and one.path.startswith(wanted))
        ]

    def lists_asked(self) -> list[str]:
        """The paths of listings asked for, in order."""
        return [path for path in self.server.paths if path.partition("?")[0] == "/news"]

    def etag(self, name: str) -> str:
        """What identifies the present page of an article."""
        return f'"{abs(hash((self.texts[name], self.footer))):x}"'

    def _answer(self, path: str) -> bytes:
        head = self.server.log[-1].head
        if path == "/sitemap.xml" and self.lastmods is not None:
            return self._sitemap(self.lastmods)
        if path.partition("?")[0] == "/news":
            return response(self._listing(int(path.rpartition("=")[2] or 0) if "=" in path else 0))
        name = path.removeprefix("/news/")
        if name not in self.texts:
            return response(b"", status="404 Not Found")
        if name in self.gone:
            return response("<title>Not here</title>", status=self.gone[name])
        tag = self.etag(name)
        known = header(head, "if-none-match")
        if known is not None and (self.lies or known == tag):
            return b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
        page = article(f"Story of {name}", self.texts[name]).replace(
            "</body>", f"<footer>{self.footer}</footer></body>"
        )
        return response(page, *([f"ETag: {tag}"] if self.tags else []))

    def _listing(self, number: int) -> str:
        names = self.names
        shown = names[number * PER_PAGE : (number + 1) * PER_PAGE]
        more = (number + 1) * PER_PAGE < len(names)
        pager = f'<a href="/news?page={number + 1}">next</a>' if more else ""
        return listing(*(f"/news/{name}" for name in shown), pager=pager)

    def _sitemap(self, lastmods: dict[str, str]) -> bytes:
        entries = "".join(
            f"<url><loc>{self.server.base_url}/news/{name}</loc><lastmod>{at}</lastmod></url>"
            for name, at in lastmods.items()
            if name not in self.gone
        )
        return response(f"<urlset>{entries}</urlset>", kind="application/xml")


def header(head: str, name: str) -> str | None:
    """A header of a request; None if it was not sent."""
    for line in head.split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return None


def visits_of(archive: Path, run: int, kind: str = "article") -> list[tuple[str, str | None]]:
    """State and reason of the visits of a run to pages of a kind."""
    return rows(
        archive,
        "select v.state, v.reason from visits v where v.run_id = ? and v.kind = ? order by v.id",
        run,
        kind,
    )


def count(archive: Path, table: str) -> int:
    """Rows of a table."""
    return int(rows(archive, f"select count(*) from {table}")[0][0])
