"""What surrounds every page of the platform: menus, footer, and padding for benchmarks."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from scraper.example import banners
from scraper.example.markup import link
from scraper.example.story import Story

NAME = "European Cluster Collaboration Platform"
_MENU = (
    ("/", "Home"),
    ("/news", "News"),
    ("/community-news", "Community news"),
    ("/cluster-networks", "Cluster networks"),
    ("/content/about-platform", "About"),
    ("/faq-page", "Help"),
)
_DRAWERS = ("Policy", "Markets", "Projects", "Networks", "Library", "Training", "Regions")


class Around(NamedTuple):
    """What a page shows besides its own content."""

    base_url: str
    recent: tuple[Story, ...] = ()  #: for the block *Recent news*
    revision: int = 0  #: raised when nothing but the furniture of the page changed
    page_bytes: int | None = None  #: pages are filled up to about this size


class Sheet(NamedTuple):
    """One page before it is put into its look."""

    path: str
    title: str
    content: str  #: HTML of the main column
    node: int | None = None
    kind: str = "page"  #: Drupal's content type, or ``listing``
    language: str = "en"  #: as the markup claims
    banner: str = "settings"
    head: str = ""  #: more elements for the head


def menu(around: Around) -> str:
    """The main menu, with a drawer full of links on big pages."""
    entries = "".join(f"<li>{link(path, label)}</li>" for path, label in _MENU)
    if around.revision:
        entries += f"<li>{link('/register-your-profile', 'Register now')}</li>"
    return f'<ul class="menu links">{entries}{_drawers(around)}</ul>'


def _drawers(around: Around) -> str:
    """A mega menu of about half of what is missing to ``page_bytes``."""
    if around.page_bytes is None:
        return ""
    wanted = max(around.page_bytes - 9_000, 0) // 2
    columns = max(wanted // (len(_DRAWERS) * 118), 1)
    return "".join(
        f'<li class="expanded"><span>{drawer}</span><ul>'
        + "".join(
            f'<li class="menu-item leaf">'
            f"{link(f'/resources/{drawer.lower()}-{number}', f'{drawer} resource {number}')}</li>"
            for number in range(columns)
        )
        + "</ul></li>"
        for drawer in _DRAWERS
    )


def fill(html: str, around: Around) -> str:
    """The page, padded with a script up to ``page_bytes``."""
    if around.page_bytes is None:
        return html
    missing = around.page_bytes - len(html.encode())
    rows = (f'"asset-{n}":{{"weight":{n * 7919 % 997},"preload":true}}' for n in range(99_999))
    script = ""
    while len(script) < missing:
        script += next(rows) + ","
    return html.replace("</body>", f"<script>window.assets={{{script}}};</script>\n</body>")


def footer() -> str:
    """Says what this platform is, to whoever looks at it in a browser."""
    return (
        "<p>An example platform with made-up news, served by your own computer.</p>"
        f"<p>{link('/content/privacy-policy', 'Privacy policy')} "
        f"{link('/user/login', 'Login')}</p>"
    )


def page_title(title: str) -> str:
    """Content of the ``title`` element."""
    return escape(f"{title} | {NAME}" if title else NAME)


def body_class(*names: str, hiding: str) -> str:
    """Class attribute of ``body``; banner tools put theirs there too."""
    return " ".join(filter(None, (*names, banners.HIDINGS[hiding].body_class)))
