"""Makes an archive of an earlier schema, and takes down what the code of then answers.

    git archive COMMIT | tar x -C FOLDER
    cp tests/archive/old/make.py FOLDER && cd FOLDER && python make.py NAME

writes ``NAME.db.xz`` and ``NAME.json.xz``; see README.md beside this file.
"""

from __future__ import annotations

import dataclasses
import json
import lzma
import sys
from pathlib import Path
from typing import Any

from archive import records
from archive.bodies import read_body
from archive.opening import open_reading
from archive.queries import find_article, list_articles, list_tags, status
from archive.records import Form, FoundLink, PageState, RemovedBlock, Tag, Visit
from archive.search import search
from archive.store import Archive
from tests.archive.making import BASE, LATER, LATEST, TIME, bare, gone, listing, visit

SEARCHES = ("", "hydrogen", "skane", '"second one"', "clust*", "value chains", "nothing-has-this")
LAST = "2026-03-04T10:00:00+00:00"


def fill(path: Path) -> None:
    """Versions, prints, staged pages, gone and returned ones, refusals, failures, runs."""
    removed = (
        RemovedBlock("consent:banner", "We use cookies.", "div#banner"),
        RemovedBlock("navigation:nav", "Home News", "nav"),
    )
    with Archive.open(path) as archive:
        archive.add_site("example", "The example", BASE)
        first = archive.begin_run("crawl", ["example"], {"depth": "3"})
        archive.save([visit(f"{BASE}/news/{n}", removed=removed) for n in range(8)], first)
        archive.save([listing(*_links(), at=TIME), *_other_visits()], first)
        archive.end_run(first)
        second = archive.begin_run("crawl", ["example"], {})
        archive.save(_changes(), second)
        archive.end_run(second, "interrupted")
        archive.begin_run("ingest", ["example"], {})
        if hasattr(archive, "correct"):
            article_id = archive.save(_dated())[1].article_id
            assert article_id is not None
            archive.correct(article_id, "published_at", "2016-09", "the address is misleading")
        if hasattr(records, "SeenBlock"):
            archive.save([_counted(number) for number in range(8)])


def _links() -> list[FoundLink]:
    return [
        FoundLink(url=f"{BASE}/news/waiting", title="Not read yet", lastmod=LATER),
        FoundLink(url=f"{BASE}/login", state=PageState.REFUSED, reason="robots.txt"),
    ]


def _other_visits() -> list[Visit]:
    return [
        bare(f"{BASE}/old", PageState.REDIRECTED, redirected_to=f"{BASE}/news/0"),
        bare(f"{BASE}/down", PageState.FAILED, reason="status 503"),
        visit(f"{BASE}/node/1", article_url=f"{BASE}/news/1"),
    ]


def _changes() -> list[Visit]:
    tags = (Tag("Smart Specialisation", "smart-specialisation"), Tag("hydrogen", "hydrogen"))
    return [
        visit(f"{BASE}/news/0", at=LATER, title="Changed", body_text="Quite other words, 7 km."),
        visit(f"{BASE}/news/0", at=LATEST, title="Changed", body_text="Words of a third kind."),
        visit(f"{BASE}/news/0", at=LAST),
        visit(f"{BASE}/news/1", at=LATER, form=Form.PRINT, body_text="Printed.", tags=()),
        visit(f"{BASE}/news/2", at=LATER, witness=True, captured_from="https://staging.example/2"),
        gone(f"{BASE}/news/3", at=LATER),
        gone(f"{BASE}/news/4", at=LATER),
        visit(f"{BASE}/news/4", at=LATEST),
        visit(f"{BASE}/news/5", at=LATER, tags=tags),
        visit(f"{BASE}/news/6", at=LATER, published_at="2017-01-01"),
        visit(f"{BASE}/news/7", at="2026-02-01T10:00:00+00:00", title="As it was before"),
        visit(f"{BASE}/print", form=Form.PRINT, article_url=f"{BASE}/print", body_html=None),
        visit(f"{BASE}/print", at=LATER, body_text="The first paragraph, in full."),
    ]


def _dated() -> list[Visit]:
    """Articles whose dates are known by different things, one of them not at all."""
    known = {"json-ld": TIME, "url": "2016-08", "absent": None, "not_in_form": None}
    return [
        visit(
            f"{BASE}/dated/{method}",
            published_at=date,
            evidence=(records.Evidence("published_at", method, "page", date),),
        )
        for method, date in known.items()
    ]


def _counted(number: int) -> Visit:
    block = records.SeenBlock(key=77, place=5, path="div.footer > p", text="A footer")
    return visit(f"{BASE}/news/{number}", at=LAST, blocks=(block,))


def answers(path: Path) -> dict[str, Any]:
    """What the public functions answer, JSON-ready."""
    connection = open_reading(path)
    digests = connection.execute("SELECT DISTINCT digest FROM captures ORDER BY digest").fetchall()
    articles = list(list_articles(connection))
    found: dict[str, Any] = {
        "articles": articles,
        "show": {one["url"]: find_article(connection, one["url"]) for one in articles},
        "redirected": find_article(connection, f"{BASE}/old")["id"],
        "tags": list_tags(connection),
        "status": status(connection),
        "search": {words: dataclasses.asdict(search(connection, words)) for words in SEARCHES},
        "newest": dataclasses.asdict(search(connection, "paragraph", order="newest")),
        "tagged": dataclasses.asdict(search(connection, "", tag="hydrogen")),
        "bodies": {row[0]: read_body(connection, row[0]).decode() for row in digests},
    }
    connection.close()
    plain: dict[str, Any] = json.loads(json.dumps(found))
    return plain


def main() -> None:
    """Write both files into the working folder."""
    name = sys.argv[1]
    path = Path(f"{name}.db")
    fill(path)
    said = json.dumps(answers(path), ensure_ascii=False).encode()
    Path(f"{name}.json.xz").write_bytes(lzma.compress(said))
    Path(f"{name}.db.xz").write_bytes(lzma.compress(path.read_bytes()))


if __name__ == "__main__":
    main()
