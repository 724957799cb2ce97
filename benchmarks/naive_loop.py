"""Contender: what one writes in an afternoon, with requests, BeautifulSoup and sqlite3.

With the parser of the first example in BeautifulSoup's documentation, ``html.parser``;
:mod:`benchmarks.naive_loop_lxml` is the same loop with the faster one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup

from benchmarks.cost import run_and_report


def crawl(
    base_url: str, paths: Sequence[str], folder: Path, *, parser: str = "html.parser"
) -> None:
    """Fetch, read and keep all paths, with a commit each."""
    database = sqlite3.connect(folder / "naive.db")
    database.execute("create table pages (url text primary key, title text, body text, html text)")
    database.execute("create table tags (url text, tag text)")
    with requests.Session() as session:
        for path in paths:
            response = session.get(base_url + path)
            keep(database, base_url + path, BeautifulSoup(response.text, parser), response.text)
    database.close()


def keep(database: sqlite3.Connection, url: str, soup: BeautifulSoup, html: str) -> None:
    """Read one page and write its rows."""
    title = soup.select_one("h1, title")
    body = soup.select_one(".field-name-body, .field--name-body") or soup
    row = (url, title.get_text() if title else "", body.get_text("\n"), html)
    database.execute("insert into pages values (?, ?, ?, ?)", row)
    for tag in soup.select("[class*=field-tags] a"):
        database.execute("insert into tags values (?, ?)", (url, tag.get_text()))
    database.commit()
    # A crawler has to look for links, even where it is handed the list.
    [urljoin(url, str(link["href"])) for link in soup.select("a[href]")]


if __name__ == "__main__":
    run_and_report(crawl)
