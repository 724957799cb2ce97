"""Which part of a platform a crawl from one page is about."""

from __future__ import annotations

from scraper.discover_links import path_of_canonical
from scraper.discover_pagers import listing_key
from scraper.discover_shapes import has_date, is_list_file, looks_like_article


def scope_of(url: str) -> str:
    """The path below which a crawl from this page takes what sitemaps list; ``/``: all.

    A listing's own path, without its pager; of an article the section it stands in.
    """
    if is_list_file(url):
        return "/"
    path = path_of_canonical(listing_key(url.partition("?")[0].rstrip("/"))[0])
    above, _, last = path.rstrip("/").rpartition("/")
    if looks_like_article(url):
        return "/" if has_date(url) else f"{above}/"
    return f"{above}/" if "." in last else f"{path.rstrip('/')}/"
