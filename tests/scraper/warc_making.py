"""An archive of real pages in every form, to be exported as WARC and read back."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from archive.announcements import announced_of
from archive.queries import find_article
from archive.records import Announced, Form, FoundLink, PageKind, PageState, Visit
from archive.store import Archive
from scraper.capture import capture
from scraper.read import read
from scraper.sites.eccp import SITE

PAGES = Path(__file__).parents[1] / "pages" / "drupal7"
BASE = SITE.base_url
#: What is not the same in two archives of the same captures: when rows were made, and ids.
_OWN = {"id", "first_seen_at", "last_visited_at", "saved_at", "seen_at"}


class Maker:
    """Reads pages into an archive as a crawl or an ingest does, one at a time."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        archive.add_site(SITE.name, SITE.title, SITE.base_url)
        self._run = archive.begin_run("ingest", [SITE.name], {})

    def page(
        self, name: str, at: str, *, form: Form = Form.HTTP, change: tuple[str, str] = ("", ""),
        host: str = "", complete: bool = True,
    ) -> str:  # fmt: skip
        """Read a golden page as captured then; returns the canonical address."""
        url = expected(name)["url"]
        body = (PAGES / name).read_bytes().replace(change[0].encode(), change[1].encode())
        address = url.replace(BASE, host or BASE)
        captured = capture(
            address,
            body,
            form=form,
            captured_at=at,
            status=200 if form is Form.HTTP else None,
            headers=HEADERS if form is Form.HTTP else (),
            site=SITE,
            complete=complete,
            witness=bool(host),
        )
        words = self.archive.vocabulary(SITE.name)
        said = tuple(announced_of(self.archive.connection, url))
        self.save(read(captured, SITE, url=url, vocabulary=words, announced=said))
        return str(url)

    def announce(self, name: str) -> None:
        """A feed that names the page."""
        link = FoundLink(
            url=expected(name)["url"],
            kind=PageKind.ARTICLE,
            announced=_SAID,
        )
        feed = Visit(
            url=f"{BASE}/rss.xml",
            site=SITE.name,
            visited_at="2024-01-01T00:00:00+00:00",
            kind=PageKind.FEED,
            state=PageState.FETCHED,
            links=(link,),
        )
        self.save(feed)

    def gone(self, url: str, at: str) -> None:
        """The page was found gone."""
        self.save(_bare(url, at, PageState.GONE, reason="status 404"))

    def moved(self, url: str, at: str, to: str) -> None:
        """The page led to another."""
        self.save(_bare(url, at, PageState.REDIRECTED, reason="status 301", redirected_to=to))

    def save(self, visit: Visit) -> None:
        """Save one visit in a transaction of its own."""
        (saved,) = self.archive.save([visit], self._run)
        assert saved.error is None, saved.error

    def end(self) -> None:
        """End the run."""
        self.archive.end_run(self._run)


HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "gzip"),
    ("Content-Length", "99"),
    ("X-Généré", "Ã¼ by\tDrupal 7"),
)
_SAID = Announced(
    method="feed",
    place=f"{BASE}/rss.xml",
    title="As the feed has it",
    published_at="2012-02-03",
    authors=("Feed Author",),
    terms=("Special",),
)


def _bare(url: str, at: str, state: PageState, **more: Any) -> Visit:
    kind = PageKind.ARTICLE
    return Visit(url=url, site=SITE.name, visited_at=at, kind=kind, state=state, **more)


def expected(name: str) -> dict[str, Any]:
    """What a golden page is known to hold."""
    path = PAGES / f"{name[:3]}.expected.json"
    truth: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return truth


def make(path: Path) -> None:
    """Several articles in several forms and versions, one gone, one moved, one returned."""
    with Archive.open(path) as archive:
        maker = Maker(archive)
        maker.announce("006.html")
        names = [f"{number:03}.html" for number in range(0, 40, 3)]
        urls = [maker.page(name, f"2024-01-{day:02}T08:00:00+00:00")
                for day, name in enumerate(names, start=1)]  # fmt: skip
        maker.page("000.html", "2024-02-01T08:00:00+00:00", change=(" the ", " a certain "))
        maker.page("003.rendered.html", "2024-02-02", form=Form.RENDERED)
        maker.page("006.html", "2024-02-03T08:00:00+00:00")
        maker.page("009.html", "2024-02-04T08:00:00+00:00", host="https://staging.example.org")
        maker.page("012.html", "2024-02-05T08:00:00+00:00", complete=False)
        maker.gone(urls[5], "2024-02-06T08:00:00+00:00")
        maker.gone(urls[6], "2024-02-06T08:00:00+00:00")
        maker.page("018.html", "2024-02-07T08:00:00+00:00", change=(" and ", " but "))
        maker.moved(f"{BASE}/node/77", "2024-02-08T08:00:00+00:00", urls[0])
        maker.page("021.print.txt", "2024-02-09T08:00:00+00:00", form=Form.PRINT)
        maker.page("024.html", "2024-02-10T08:00:00+00:00", form=Form.FILE)
        maker.end()


def content(path: Path) -> dict[str, Any]:
    """All that an archive says of its articles, without what only the archive itself is."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        ids = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY url")]
        articles = [_plain(find_article(connection, str(one))) for one in ids]
        history = connection.execute(_HISTORY).fetchall()
        captures = connection.execute(_CAPTURES).fetchall()
        pages = connection.execute(_PAGES).fetchall()
    finally:
        connection.close()
    return {
        "articles": articles,
        "history": list(map(tuple, history)),
        "captures": list(map(tuple, captures)),
        "pages": list(map(tuple, pages)),
    }


_HISTORY = """
SELECT a.url, h.at, h.state, h.classes, v.content_sha256, c.captured_at, c.digest
FROM changes h JOIN articles a ON a.id = h.article_id JOIN versions v ON v.id = h.version_id
LEFT JOIN captures c ON c.id = h.capture_id WHERE h.replaced_at IS NULL ORDER BY a.url, h.at
"""
_CAPTURES = """
SELECT p.url, c.url, a.url, c.captured_at, c.form, c.status, c.media_type, c.encoding,
  c.encoding_source, c.complete, c.witness, c.template, c.digest, c.headers, b.size,
  v.content_sha256
FROM captures c JOIN pages p ON p.id = c.page_id JOIN bodies b ON b.sha256 = c.digest
LEFT JOIN articles a ON a.id = c.article_id LEFT JOIN versions v ON v.id = c.version_id
ORDER BY p.url, c.captured_at, c.form
"""
_PAGES = """
SELECT p.url, p.state, t.url, a.url FROM pages p LEFT JOIN pages t ON t.id = p.redirect_page_id
LEFT JOIN articles a ON a.id = p.article_id
WHERE p.article_id IS NOT NULL OR p.redirect_page_id IS NOT NULL ORDER BY p.url
"""


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key not in _OWN}
    return [_plain(one) for one in value] if isinstance(value, list) else value
