"""An archive with something in every table that questions are asked of."""

from __future__ import annotations

from archive.records import PageState, RemovedBlock, Tag
from archive.store import Archive
from tests.archive.making import BASE, LATER, LATEST, TIME, bare, gone, visit

ENERGY = Tag("Energy", "energy", "/tags/energy")
HYDROGEN = Tag("Hydrogen", "hydrogen", "/tags/hydrogen")
TEXTILES = Tag("Textiles", "textiles", "/fr/tags/textiles")
NAV = RemovedBlock("navigation:nav", "Home News Contact", "nav")


def url(name: str) -> str:
    return f"{BASE}/news/{name}"


def populate(archive: Archive) -> None:
    """Six articles of 2017 and 2018, edits, one gone, one without a date, one waiting."""
    archive.add_site("example", "Example platform", BASE)
    run_id = archive.begin_run("crawl", ["example"], {})
    first = [
        visit(url("a"), published_at="2017-03-01", tags=(ENERGY,), title="Old hydrogen"),
        visit(url("b"), published_at="2017-04-01", tags=(ENERGY, TEXTILES), language="fr"),
        visit(url("c"), published_at="2018-01-05", tags=(ENERGY, HYDROGEN), removed=(NAV,)),
        visit(url("d"), published_at="2018-04-05", tags=(HYDROGEN,), removed=(NAV,)),
        visit(url("e"), published_at=None, tags=()),
        visit(url("f"), published_at="2018-08-04", tags=(HYDROGEN, ENERGY)),
        bare(url("g"), PageState.FAILED, reason="timed out"),
    ]
    archive.save(first, run_id)
    archive.end_run(run_id)
    later = [
        visit(url("a"), at=LATER, published_at="2017-03-01", tags=(), title="Old hydrogen"),
        visit(url("b"), at=LATER, published_at="2017-04-01", tags=(ENERGY,), language="fr"),
        gone(url("d"), at=LATEST),
    ]
    archive.save(later)
    assert TIME < LATER < LATEST
