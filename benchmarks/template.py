"""What is learned of a site from its own pages, with all rule lists switched off, and its cost.

``python -m benchmarks.template`` reads three generated platforms as a crawl does, and says
for the pages after the thirtieth: how many blocks that repeat were taken out, whether any
block of an article was, and what stands in the text of the articles that should not. Then
what it costs: CPU as ratios to an lxml parse of the same bytes, interleaved, and bytes of
the archive. A folder of saved pages may be given for the cost of the blocks alone.
"""

from __future__ import annotations

import gzip
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import lxml.html

from archive.records import Form, Reach, SiteTemplate
from scraper.capture import capture
from scraper.clean.parse import parse
from scraper.clean.strip import cut
from scraper.clean.template import repeated_on
from scraper.site import site_for_url
from tests.sites_made import blog, tables
from tests.sites_made.measure import Page, example_pages, measure

REPEATS = 3
_FEW, _MANY = 64, 500
_COLUMNS = ("platform", "pages", "repeated gone", "all gone", "lost", "in text", "not in text")


def main() -> None:
    """Print both tables."""
    platforms = _platforms()
    print("  ".join(f"{name:>13}" for name in _COLUMNS))
    for name, pages in platforms.items():
        with tempfile.TemporaryDirectory() as folder:
            found = measure(Path(folder) / "t.db", pages)
        shares = (f"{found.gone:.2%} of {found.repeated}", f"{found.gone_of_all:.2%}")
        counts = (found.article_lost, found.furniture_in_text, found.article_not_in_text)
        cells = (name, found.pages, *shares, *map(len, counts))
        print("  ".join(f"{cell!s:>13}" for cell in cells))
    given = list(_saved(Path(sys.argv[1]))) if len(sys.argv) > 1 else []
    print("\nCPU per page, parse by lxml = 1 (median)")
    for name, bodies in {
        **{name: [html.encode() for _, html in pages] for name, pages in platforms.items()},
        **({"saved pages": given} if given else {}),
    }.items():
        counted, judged = _costs(bodies)
        print(f"{name:>13}  blocks counted {counted:.2f}, with a template {judged:.2f}")
    print(f"\nArchive: {_bytes(platforms['blog']):.0f} bytes a page (blog, {_FEW} pages), ", end="")
    print(f"{_bytes(_many()):.0f} ({_MANY} pages)")


def _platforms() -> dict[str, list[Page]]:
    example = example_pages()
    return {
        "blog": [(page.url, page.html) for page in blog.pages()],
        "tables": [(page.url, page.html) for page in tables.pages()],
        "example": random.Random(7).sample(example, len(example)),
        "redesigned": example,
    }


def _many() -> list[Page]:
    return [(page.url, page.html) for page in blog.pages(_MANY)]


def _saved(folder: Path) -> Iterator[bytes]:
    paths = sorted((*folder.rglob("*.html"), *folder.rglob("*.html.gz")))
    for path in random.Random(3).sample(paths, min(150, len(paths))):
        raw = path.read_bytes()
        yield gzip.decompress(raw) if path.suffix == ".gz" else raw


def _costs(bodies: list[bytes]) -> tuple[float, float]:
    """Median ratios to a parse: blocks alone, and judged by a template of half of them."""
    counted, judged = [], []
    for body in bodies:
        base = min(_parse(body) for _ in range(REPEATS))
        plain = [_read(body, SiteTemplate()) for _ in range(REPEATS)]
        keys = plain[0][1][::2]
        template = SiteTemplate(dict.fromkeys(keys, Reach.APART))
        counted.append(min(seconds for seconds, _ in plain) / base)
        judged.append(min(_read(body, template)[0] for _ in range(REPEATS)) / base)
    return statistics.median(counted), statistics.median(judged)


def _read(body: bytes, template: SiteTemplate) -> tuple[float, list[int]]:
    site = site_for_url("https://www.site.example/")
    captured = capture(
        site.base_url, body, form=Form.FILE, captured_at="2026-01-01T00:00:00+00:00", site=site
    )
    clean = cut(parse(captured), site)
    start = time.process_time()
    repeated = repeated_on(clean.tree, template)
    return time.process_time() - start, [block.key for block in repeated.seen]


def _parse(body: bytes) -> float:
    start = time.process_time()
    lxml.html.document_fromstring(body)
    return time.process_time() - start


def _bytes(pages: list[Page]) -> float:
    """Bytes of the archive of a site that are for what it counts, for each page."""
    sizes = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.db"
        measure(path, pages)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for table in (None, "template_blocks", "template_places", "template_pages"):
                if table is not None:
                    connection.execute(f"DELETE FROM {table}")
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                sizes.append(path.stat().st_size)
    return (sizes[0] - sizes[-1]) / len(pages)


if __name__ == "__main__":
    main()
