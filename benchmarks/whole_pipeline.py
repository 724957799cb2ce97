"""Contender: clusternews itself, from discovery to the searchable archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.cost import run_and_report
from scraper.run import crawl as run_crawl
from scraper.site import Site
from scraper.sites import find_site


def served_site(base_url: str) -> Site:
    """The ECCP's rules for a platform that is served on this machine."""
    parts = urlsplit(base_url)
    return replace(
        find_site("eccp"),
        base_url=base_url,
        hosts=(parts.netloc, f"localhost:{parts.port}"),
        witness_hosts=(f"preview.localhost:{parts.port}",),
        crawl_delay=0.0,
    )


def crawl(base_url: str, paths: Sequence[str], folder: Path) -> None:
    """Find, read and keep the whole site; ``paths`` are found, not given."""
    run_crawl(
        [served_site(base_url)],
        folder / "ours.db",
        allow_loopback=True,
        delay=0,
        log_file=folder / "ours.log",
        log_level="INFO",
    )


if __name__ == "__main__":
    run_and_report(crawl)
