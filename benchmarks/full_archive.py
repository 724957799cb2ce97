"""A small archive with everything in it: for what has to hold of every kind of row."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

from archive.erase import erase_page
from archive.records import (
    Announced,
    Evidence,
    Form,
    FoundLink,
    PageKind,
    PageState,
    Person,
    RemovedBlock,
    SeenBlock,
    Tag,
    Visit,
)
from archive.store import Archive
from tests.archive.making import BASE, LATER, LATEST, bare, capture, gone, visit

#: Articles, and listings beside them so that the platform gets its dictionary.
ARTICLES, LISTINGS = 41, 270
#: Rows that only other verbs make, or rare pages.
_ROWS = (
    "INSERT INTO kept_blocks (site_id, sha256, text, why, made_at) "
    "VALUES (1, '00ff', 'A paragraph put back', 'it is the article''s', '2026-03-04')",
    "INSERT INTO alternates VALUES (1, 'https://www.example.eu/de/eins', 'de', '2026-03-04')",
    "INSERT INTO ties VALUES (1, 2, 'syndicated', 'nearly the same words', 0.91, '2026-03-04') "
    "ON CONFLICT DO NOTHING",
    "INSERT INTO hosts VALUES ('www.example.eu', '2026-03-05', 2.5, 3, '2026-03-04')",
    "INSERT INTO visit_checks (visit_id, site_id, signal, checked_at, held) "
    "VALUES (1, 1, 'validator', '2026-03-04', 1)",
    "INSERT INTO quarantine (id, visit_id, page_id, capture_id, found_at, title, misfits, state) "
    "VALUES (1, 2, 2, 2, '2026-03-04', 'A title', '[]', 'held')",
    "INSERT INTO tag_labels VALUES (1, 'Smart specialisation', '2026-03-04') "
    "ON CONFLICT DO NOTHING",
)


def fill(path: Path) -> None:
    """Makes the archive at ``path``; the same each time, but for the times of saving."""
    chance = Random(7)
    furniture = _words(chance, 1100)
    with Archive.open(path) as archive:
        archive.add_site("example", "The example", BASE)
        run_id = archive.begin_run("crawl", ["example"], {"depth": "3"})
        articles = [_article(number, chance, furniture) for number in range(ARTICLES)]
        archive.save(articles, run_id)
        # What no run has seen counts at once: an article that is gone.
        archive.save(_later(articles))
        erase_page(archive, articles[-1].url, "asked for")
        archive.save(
            [
                _listing(f"{BASE}/news?page={number}", _page(chance, furniture))
                for number in range(LISTINGS)
            ],
            run_id,
        )
        archive.end_run(run_id)
        article_id = archive.connection.execute("SELECT id FROM articles LIMIT 1").fetchone()[0]
        archive.correct(article_id, "section", "Regions", "the page names another")
        _other_rows(archive.connection)
        # Bodies compressed again left free pages behind, in which a flip can do no harm.
        archive.connection.execute("VACUUM")


def _other_rows(connection: sqlite3.Connection) -> None:
    for statement in _ROWS:
        connection.execute(statement)


def _words(chance: Random, count: int) -> str:
    letters = "abcdefghijklmnoprstuvz"
    return " ".join("".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(count))


def _page(chance: Random, furniture: str) -> bytes:
    return f"<html><nav>{furniture}</nav><p>{_words(chance, 60)}</p></html>".encode()


def _listing(url: str, body: bytes) -> Visit:
    page = capture(url, body, captured_at=LATER)
    state, kind = PageState.FETCHED, PageKind.LISTING
    return bare(url, state, at=LATER, kind=kind, capture=page, reason="has no links")


def _article(number: int, chance: Random, furniture: str) -> Visit:
    url = f"{BASE}/news/{number}"
    return visit(
        url,
        body=_page(chance, furniture),
        title=f"Cluster {number} opens {_words(chance, 3)}",
        body_text=f"The first paragraph.\n\nThe second names hydrogen and {_words(chance, 60)}.",
        body_html=None,
        source_id=f"node/{number}",
        published_at=f"2016-{number % 12 + 1:02}-04T15:37:00+02:00",
        authors=(Person(f"Ana {number % 7}", byline=f"by Ana {number % 7}"),),
        tags=(
            Tag("Smart Specialisation", "smart-specialisation"),
            Tag(f"T{number % 9}", f"t{number % 9}"),
        ),
        evidence=(
            Evidence("title", "text", "h1", f"Cluster {number}", 0.7),
            Evidence("published_at", "meta", "article:published_time", "2016-08-04", 0.9),
            Evidence("published_at", "text", "span.date", "4 August", 0.4, chosen=False),
        ),
        removed=(
            RemovedBlock("consent:banner", "We use cookies.", "div#banner"),
            RemovedBlock("navigation:nav", f"Menu {number % 5}", "nav"),
        ),
        blocks=tuple(
            SeenBlock(
                block * (1 if block < 5 else number + 1), block, f"div.b{block} > p", "Footer"
            )
            for block in range(1, 9)
        ),
        links=(
            FoundLink(
                url=f"{BASE}/news/{number + 1}",
                announced=Announced(
                    method="listing", place=f"{BASE}/news", title=f"Cluster {number + 1}"
                ),
            ),
        ),
    )


def _later(articles: list[Visit]) -> list[Visit]:
    """Changed, printed, staged, gone and returned."""
    urls = [one.url for one in articles]
    return [
        visit(urls[0], at=LATER, title="Quite another title", body_text="Quite other words."),
        visit(urls[0], at=LATEST, title="A third title", body_text="Words of a third kind."),
        visit(urls[1], at=LATER, form=Form.PRINT, body_text="Printed words.", tags=()),
        visit(urls[2], at=LATER, witness=True, captured_from=f"{BASE}/staging/2"),
        gone(urls[3], at=LATER),
        gone(urls[4], at=LATER),
        visit(urls[4], at=LATEST),
    ]
