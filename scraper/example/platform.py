"""The example platform: a look-alike of the first platform, served on loopback.

It is a fixture for the demo, the tests and the benchmarks. All of its text is made
up; the markup follows what is known of the real one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Self

from scraper.example import banners, expectation, others
from scraper.example.catalogue import Catalogue
from scraper.example.faults import Switchboard
from scraper.example.routes import Routes
from scraper.example.server import LoggedRequest, Server
from scraper.example.subjects import CROWDED_TERM, EMPTY_TERM
from scraper.example.truth import Edit, ExpectedArticle, ExpectedPage
from scraper.example.twins import Twins
from scraper.site import Listing, Site
from scraper.sites import find_site


class ExamplePlatform:
    """A running platform; leave the ``with`` block to stop it.

    ``articles`` is how many it holds, ``crawl_delay`` what its robots.txt asks for in
    seconds (0: nothing), ``port`` 0 a free one, ``page_bytes`` a size up to which pages
    are padded with menus and scripts. The same ``seed`` gives the same articles.

    ``faults`` are names of :data:`scraper.example.faults.FAULTS` that are on from the
    start; ``secret`` is the scheme and host that those lead to which mean harm. Raises
    ValueError for a name that no fault has, or for more of them than there are articles.
    """

    def __init__(
        self,
        articles: int = 120,
        *,
        crawl_delay: float = 0.1,
        port: int = 0,
        host: str = "127.0.0.1",
        seed: int = 2016,
        page_bytes: int | None = None,
        faults: Iterable[str] = (),
        secret: str = "http://127.0.0.2:9",
    ) -> None:
        self._server = Server(host, port)
        port = self._server.server_address[1]
        self.base_url = f"http://{host}:{port}"
        self._crawl_delay = crawl_delay
        self._twins = Twins(
            self.base_url, f"http://localhost:{port}", f"http://preview.localhost:{port}"
        )
        self._catalogue = Catalogue(articles, seed)
        routes = Routes(
            self._catalogue, self._twins, crawl_delay=crawl_delay, page_bytes=page_bytes
        )
        self._server.answer = routes.answer
        self._faults = Switchboard(routes, self.base_url, secret)
        self._server.misbehave = self._faults.meet
        try:
            for name in faults:
                self._faults.switch_on(name)
        except ValueError:
            self._server.server_close()
            raise

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.stop()

    @property
    def site(self) -> Site:
        """The real platform's site, moved to this address: its rules are what is exercised.

        Two term pages are listings here, too: one with four pagers, and an empty one.
        """
        eccp = find_site("eccp")
        terms = (Listing(path=CROWDED_TERM.path), Listing(path=EMPTY_TERM.path))
        return replace(
            eccp,
            listings=(*eccp.listings, *terms),
            base_url=self.base_url,
            hosts=(_host(self.base_url), _host(self._twins.second_url)),
            witness_hosts=(_host(self._twins.witness_url),),
            crawl_delay=self._crawl_delay,
        )

    @property
    def log(self) -> list[LoggedRequest]:
        """Every request so far, in order of arrival; clear it to begin anew."""
        return self._server.log

    @property
    def articles(self) -> list[ExpectedArticle]:
        """What is to be found on each article's page, as it is now; newest first."""
        return [
            expectation.expected(story, self._catalogue.recent(story), self._twins)
            for story in self._catalogue.stories
        ]

    @property
    def other_pages(self) -> tuple[ExpectedPage, ...]:
        """Linked addresses that hold no article, and how they must end."""
        return others.EXPECTED

    @property
    def banner_sentences(self) -> tuple[str, ...]:
        """What may stand in no field, unless ``quotes_banner`` says that the article quotes it."""
        return banners.sentences()

    def fault(self, name: str, *paths: str) -> tuple[str, ...]:
        """Switch a fault on, also while it runs: at ``paths``, or where it belongs.

        The fault of an article takes the newest one that no other fault has. Returns the
        paths that it acts on (``*``: all). Raises ValueError for a name that no fault has,
        or if no article is left.
        """
        return self._faults.switch_on(name, paths)

    def heal(self, *names: str) -> None:
        """Switch faults off; without names all of them. Raises ValueError for a wrong name."""
        for name in names or (None,):
            self._faults.switch_off(name)

    @property
    def faulty(self) -> Mapping[str, tuple[str, ...]]:
        """The faults that are on, and the paths that each of them acts on (``*``: all)."""
        return self._faults.on

    def edit(self) -> Edit:
        """Some articles change, one vanishes, one changes in nothing but its furniture."""
        edit = self._catalogue.edit()
        self._server.forget()
        return edit


def _host(url: str) -> str:
    return url.removeprefix("http://")
