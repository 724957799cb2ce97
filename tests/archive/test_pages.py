"""The frontier's rows: the same whether visits are saved together or one by one."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from archive.records import FoundLink, PageKind, PageState, Visit
from tests.archive.making import BASE, bare, visit
from tests.fresh import fresh

#: What a page may be said to be, where, with what time of change.
_KINDS = (PageKind.UNKNOWN, PageKind.ARTICLE, PageKind.LISTING)
_TIMES = (None, None, None, "2026-02-01T00:00:00+00:00", "2026-03-05T00:00:00+00:00")
_PAGES = """
SELECT url, address, kind, title, state, reason, lastmod, visited_lastmod, first_seen_at,
  last_visited_at, next_visit_at, failures
FROM pages p LEFT JOIN page_visits v ON v.page_id = p.id ORDER BY url
"""


def visits(seed: int) -> list[Visit]:
    """Visits of a few pages that say the same and different things of each other."""
    rng = Random(seed)
    made = []
    for day in range(1, 15):
        url, at = f"{BASE}/{rng.randrange(6)}", f"2026-03-{day:02}T10:00:00+00:00"
        links = tuple(_link(rng) for _ in range(rng.randint(0, 6)))
        if rng.random() < 0.5:
            made.append(visit(url, at=at, links=links))
        else:
            state, kind = rng.choice(list(PageState)), rng.choice(_KINDS[:2])
            made.append(bare(url, state, at=at, kind=kind, links=links))
    return made


def _link(rng: Random) -> FoundLink:
    return FoundLink(
        url=f"{BASE}/{rng.randrange(6)}",
        kind=rng.choice(_KINDS),
        title=rng.choice([None, "A", "B"]),
        lastmod=rng.choice(_TIMES),
        state=rng.choice([PageState.KNOWN, PageState.KNOWN, PageState.REFUSED]),
        reason=rng.choice([None, "off-site"]),
    )


@pytest.mark.parametrize("seed", range(8))
def test_links_of_one_batch_leave_the_rows_of_single_saves(tmp_path: Path, seed: int) -> None:
    found = []
    for size in (14, 1):
        with fresh(tmp_path / f"{size}.db") as archive:
            every = visits(seed)
            for start in range(0, len(every), size):
                archive.save(every[start : start + size])
            found.append(archive.connection.execute(_PAGES).fetchall())
    assert found[0] == found[1]
