"""The platform as a server: its routes, its traps, and the truth about its articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from tests.hostile import Answer, Hostile, response
from tests.unknown_site import pages
from tests.unknown_site.writing import Story

ARTICLES = 24
PER_PAGE = 8
LISTED = 21  #: articles on the pages of the listing; the others are in the sitemap alone
IN_FEED = 10

_MONTH = re.compile(r"/kalender/(\d{4})-(\d\d)/?")
#: What stands among the teasers and is no article.
_EXTRA = (
    '<div class="kachel"><h2><a href="/news/verschwundener-beitrag-ueber-pumpen/">Verschwundener '
    'Beitrag über Pumpen</a></h2></div><div class="kachel"><h2><a href="/intern/protokoll-der-'
    'sitzung/">Protokoll der Sitzung im Mai</a></h2></div><div class="kachel"><h2>'
    '<a href="/kalender/2026-06/">Alle Termine im Kalender ansehen</a></h2></div>'
    '<div class="wolke"><h3><a href="/schlagwort/photonik/">Alles zum Thema Photonik</a></h3>'
    '</div><p><a href="/mitglieder/anmelden/">Als Mitglied hier jetzt anmelden</a></p>'
    '<p><a href="/impressum/">Wer diese Seiten macht und verantwortet</a></p>'
)


class Unknown:
    """The platform behind one server."""

    def __init__(self, server: Hostile) -> None:
        self.server = server
        self.stories = [Story(number) for number in range(ARTICLES)]
        server.routes = dict(self._routes())
        server.fallback = self._other

    @property
    def base(self) -> str:
        return self.server.base_url

    def _routes(self) -> Iterator[tuple[str, Answer]]:
        yield (
            "/robots.txt",
            response(
                f"User-agent: *\nDisallow: /intern/\nSitemap: {self.base}/wp-sitemap.xml\n",
                kind="text/plain",
            ),
        )
        for story in self.stories:
            others = [self.stories[(story.number + step) % ARTICLES] for step in range(1, 5)]
            yield story.path, response(pages.article(story, others))
        yield from self._listings()
        yield from self._lists()
        yield from self._others()

    def _listings(self) -> Iterator[tuple[str, Answer]]:
        listed = self.stories[:LISTED]
        last = -(-LISTED // PER_PAGE)
        for number in range(1, last + 1):
            part = listed[(number - 1) * PER_PAGE : number * PER_PAGE]
            path = "/news/" if number == 1 else f"/news/page/{number}/"
            body = pages.listing(part, number, last, _EXTRA if number == 1 else "")
            yield path, response(body)
        front = pages.listing(listed[:4], 1, 1).replace(
            "<h1>Neuigkeiten</h1>", "<h1>Willkommen</h1>"
        )
        yield "/", response(front)

    def _lists(self) -> Iterator[tuple[str, Answer]]:
        xml = "application/xml"
        rss = pages.feed(self.stories[:IN_FEED], self.base)
        yield "/feed/", response(rss, kind="application/rss+xml; charset=UTF-8")
        index = pages.sitemap(
            self.base,
            "/wp-sitemap-posts-post-1.xml",
            "/wp-sitemap-posts-page-1.xml",
            "/wp-sitemap-taxonomies-schlagwort-1.xml",
            "/wp-sitemap-users-1.xml",
            index=True,
        )
        yield "/wp-sitemap.xml", response(index, kind=xml)
        posts = [story.path for story in self.stories]
        more = ("/projekte/langes-projekt-mit-vielen-partnern/", "/news/", "/impressum/")
        yield (
            "/wp-sitemap-posts-post-1.xml",
            response(pages.sitemap(self.base, *posts, *more), kind=xml),
        )

    def _others(self) -> Iterator[tuple[str, Answer]]:
        yield (
            "/impressum/",
            response(
                pages.text(
                    "Impressum", *["Angaben nach dem Gesetz über digitale Dienste. " * 6] * 3
                )
            ),
        )
        yield "/mitglieder/anmelden/", response(pages.login())
        yield "/schlagwort/photonik/", response(pages.listing(self.stories[3:9], 1, 1))
        missing = pages.text("Seite nicht gefunden", "Hier ist leider nichts zu finden. " * 5)
        yield "/news/verschwundener-beitrag-ueber-pumpen/", response(missing)

    def _other(self, path: str) -> Answer:
        if found := _MONTH.fullmatch(path):
            year, month = int(found[1]), int(found[2])
            after = f"{year + month // 12}-{month % 12 + 1:02}"
            return response(pages.calendar(f"{year}-{month:02}", f"/kalender/{after}/"))
        return response(pages.text("Fehler", "Nichts da."), status="404 Not Found")


@contextmanager
def unknown_platform() -> Iterator[Unknown]:
    """The platform, served on a loopback port."""
    with Hostile() as server:
        yield Unknown(server)
