"""What it costs to ask an archive as of a day: ``python -m benchmarks.as_of [ARTICLES]``.

Makes an archive of synthetic articles (20,000 unless told otherwise) in a folder of its own,
each seen once and one in ten changed a month later. For three days it prints, in milliseconds
of CPU time, what it costs to go back to it and to put some questions there: a day to come
(nothing differs), one on which 2 % of the articles showed something else, and one on which a
quarter was not seen yet and a tenth of the others showed something else.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from itertools import islice
from pathlib import Path

from archive.as_of import as_of
from archive.opening import open_reading
from archive.queries import find_article, list_articles, list_tags, run_query
from archive.search import search
from archive.store import Archive
from benchmarks.synthetic import FIRST_DAY, Synthetic

_BATCH = 500
_MONTHS = "SELECT * FROM articles_by_month"


def main() -> int:
    """Makes the archive and prints the table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    made = Synthetic(articles)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.db")
        fill(path, made)
        print(f"{articles} articles, ms of CPU time")
        # Synthetic articles are first seen one a second, and change after 30 and 60 days.
        for day, share in ((3650, 1.0), (45, 1.0), (0, 0.75)):
            moment = FIRST_DAY + timedelta(days=day, seconds=int(articles * share))
            report(path, moment.isoformat(), made.url(articles // 2))
    return 0


def fill(path: Path, made: Synthetic) -> None:
    """Saves the synthetic visits, without their pages."""
    visits = made.lean()
    with Archive.open(path) as archive:
        while batch := list(islice(visits, _BATCH)):
            archive.save(batch)


def report(path: Path, when: str, url: str) -> None:
    """Prints the costs for one moment."""
    with closing(open_reading(path)) as connection:
        print(f"as of {when}: {cost(lambda: as_of(connection, when)):.0f}", end="")
        print(f" ({differing(connection)})")
        for name, ask in questions(connection, url).items():
            print(f"  {name}: {cost(ask):.1f}")


def questions(connection: sqlite3.Connection, url: str) -> dict[str, Callable[[], object]]:
    """What is asked, by the name it is printed under."""
    return {
        "first search for a word in 1 %": lambda: search(connection, "hydrogen"),
        "the same again": lambda: search(connection, "hydrogen"),
        "newest of a word in 10 %": lambda: search(connection, "energy", order="newest"),
        "newest of all": lambda: search(connection, ""),
        "tags": lambda: list_tags(connection),
        "months": lambda: run_query(connection, _MONTHS),
        "one article": lambda: find_article(connection, url),
        "100 articles of an export": lambda: list(list_articles(connection, limit=100)),
    }


def differing(connection: sqlite3.Connection) -> str:
    """How many articles stood otherwise."""
    count = "SELECT (SELECT count(*) FROM temp.{}), (SELECT count(*) FROM temp.{})"
    other, unseen = connection.execute(
        count.format("as_of_article_texts", "as_of_unseen")
    ).fetchone()
    return f"{other} showed something else, {unseen} not seen yet"


def cost(ask: Callable[[], object]) -> float:
    """Milliseconds of CPU time."""
    start = time.process_time()
    ask()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
