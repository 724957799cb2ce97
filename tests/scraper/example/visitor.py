"""A plain visitor of the platform: one connection, no redirects followed, no magic."""

from __future__ import annotations

import zlib
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from scraper.example.platform import ExamplePlatform


class Page(NamedTuple):
    """What a visitor got."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body, decoded."""
        return self.body.decode()

    def tree(self) -> etree._Element:
        """The page as a tree."""
        return lxml_html.document_fromstring(self.body)

    def words(self, xpath: str = "//body") -> str:
        """All text below an element, without scripts, white space folded."""
        tree = self.tree()
        etree.strip_elements(tree, "script", "style", with_tail=False)
        return " ".join(" ".join(found.text_content() for found in _found(tree, xpath)).split())

    def hrefs(self, xpath: str) -> list[str]:
        """Targets of links, absolute."""
        return [urljoin(self.url, str(href)) for href in _found(self.tree(), f"{xpath}/@href")]


class Visitor:
    """Asks one platform, over one connection."""

    def __init__(self, platform: ExamplePlatform) -> None:
        self.base_url = platform.base_url
        self._connection = HTTPConnection(urlsplit(platform.base_url).netloc, timeout=10)

    def ask(self, address: str, method: str = "GET", **headers: str) -> Page:
        """One request; ``address`` is a path or absolute."""
        url = urljoin(self.base_url, address)
        parts = urlsplit(url)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(
            method, parts.path + (f"?{parts.query}" if parts.query else ""), headers=named
        )
        answer = self._connection.getresponse()
        return Page(url, answer.status, dict(answer.getheaders()), answer.read())

    def follow(self, address: str) -> Page:
        """Asks, and goes where one is sent, at most five times."""
        page = self.ask(address)
        for _ in range(5):
            if page.status not in (301, 302):
                break
            page = self.ask(page.headers["Location"])
        return page

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def _found(tree: etree._Element, xpath: str) -> list[etree._Element]:
    found = tree.xpath(xpath)
    assert isinstance(found, list)
    return found


def gunzip(body: bytes) -> bytes:
    """Unpacks a gzip body."""
    return zlib.decompress(body, wbits=31)
