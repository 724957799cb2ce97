"""An archive with something on each of the plain pages, and what tests look at on them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from lxml import html

from archive.records import (
    Check,
    Evidence,
    Label,
    Misfit,
    PageState,
    Problem,
    Severity,
    Signal,
    Tag,
)
from archive.store import Archive
from archive.times import now
from tests.archive.making import BASE, bare, visit
from tests.archive.populated import populate
from tests.fresh import fresh
from tests.scraper.web.asking import Asking

#: A tag, a title, a reason that attack.
ATTACK = "<img src=x onerror=alert(1)>'\"{{ 7*7 }}\x1b[31m\u202e & / more"
Element = Any


def made(path: Path) -> Path:
    """Platforms, tags, runs that ended well and badly, pages held back, problems."""
    with fresh(path) as archive:
        populate(archive)
        _odd(archive)
        _failed(archive)
    return path


def page(asked: Asking, url: str, status: int = 200) -> Element:
    """The page as a tree."""
    answer = asked.get(url)
    assert answer.status_code == status, answer.text
    return html.fromstring(answer.text)


def rows(asked: Asking, url: str) -> list[dict[str, str]]:
    """The same page as csv."""
    answer = asked.get(url + ("&" if "?" in url else "?") + "format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.text)))


def texts(found: Element, selector: str) -> list[str]:
    """The words of every element that fits; cells of a row are parted by a space."""
    return [
        " ".join(
            " ".join(one.itertext()).split() if one.tag == "tr" else one.text_content().split()
        )
        for one in found.cssselect(selector)
    ]


def links(found: Element) -> set[str]:
    """Where the page leads to."""
    return {one.get("href") for one in found.cssselect("main a[href]")}


def pictures(asked: Asking, found: Element) -> int:
    """How many pictures there are; each is there for wide screens and for narrow ones."""
    wide, narrow = (found.cssselect(f"main img.on-{name}") for name in ("wide", "narrow"))
    for one, other in zip(wide, narrow, strict=True):
        assert one.get("alt") == other.get("alt") != ""
        assert "narrow=1" in other.get("src")
        answer = asked.get(one.get("src"))
        assert answer.status_code == 200, one.get("src")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.text.startswith("<svg")
    return len(wide)


def _odd(archive: Archive) -> None:
    evidence = (Evidence("published_at", "not_in_form", "page", None),)
    archive.save(
        [
            visit(
                f"{BASE}/odd",
                site="odd",
                title=ATTACK,
                published_at=None,
                tags=(Tag(ATTACK, "attack"), Tag("Energy", "energy")),
                labels=(Label(ATTACK),),
                problems=(Problem("odd_code", ATTACK, severity=Severity.ERROR),),
                evidence=evidence,
            )
        ]
    )


def _failed(archive: Archive) -> None:
    run_id = archive.begin_run("refresh", ["example"], {"delay": ATTACK})
    misfit = (Misfit("title", "missing", "a title", ATTACK),)
    url = f"{BASE}/news/a"
    archive.save(
        [
            visit(f"{BASE}/new", at=now(), title="Brand new", checks=()),
            visit(url, at=now(), checks=(Check(Signal.VALIDATOR, held=False),), title="Again"),
            visit(f"{BASE}/held", at=now(), state=PageState.QUARANTINED, misfits=misfit),
            bare(f"{BASE}/down", PageState.FAILED, at=now(), reason=ATTACK),
        ],
        run_id,
    )
    archive.end_run(run_id, "failed", exit_code=3)
