"""The body of pages that no rule knows, shape by shape, and a floor for all of them."""

from __future__ import annotations

from collections import Counter
from statistics import fmean

import pytest

from archive.records import Article
from scraper.clean.strip import strip
from scraper.extract.article import extract
from tests.scraper.extract.body_shapes import LEAD, P1, P3, SHAPES, Shape
from tests.scraper.saved import SITE, URL, captured

#: Mean F1 of the words of all shapes; it may be raised, never lowered.
FLOOR = 0.99


def read(shape: Shape) -> Article:
    page = captured(shape.page)
    found = extract(strip(page, SITE), page, SITE, url=URL).article
    assert found is not None
    return found


def named(part: str) -> Shape:
    return next(shape for shape in SHAPES if part in shape.name)


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_blocks(shape: Shape) -> None:
    assert read(shape).body_text.split("\n\n") == list(shape.blocks)


def test_the_floor() -> None:
    assert fmean(map(f1, SHAPES)) >= FLOOR


def f1(shape: Shape) -> float:
    wanted, given = Counter(" ".join(shape.blocks).split()), Counter(read(shape).body_text.split())
    return 2 * (wanted & given).total() / (wanted.total() + given.total())


def test_a_measure_that_can_fall() -> None:
    worse = Shape("other", SHAPES[0].markup, (LEAD, P1))
    assert f1(worse) < FLOOR


def test_markup_without_what_was_left_out() -> None:
    html = read(named("newsletter")).body_html
    assert html is not None
    assert P1 in html
    assert P3 in html
    assert "Subscribe" not in html
    assert "Never miss" not in html


def test_markup_of_a_lead_outside_of_the_container() -> None:
    html = read(named("standfirst")).body_html
    assert html is not None
    assert html.index(LEAD) < html.index(P1)
    assert "Imprint" not in html


def test_pictures_stay_where_their_captions_go() -> None:
    images = read(named("captions")).images
    captions = {image.url.rsplit("/", 1)[1]: image.caption for image in images}
    assert set(captions) == {"q.jpg", "r.jpg"}
    assert captions["r.jpg"] == "The ropewalk"


def test_what_was_left_out_is_on_record() -> None:
    page = captured(named("newsletter").page)
    removed = extract(strip(page, SITE), page, SITE, url=URL).removed
    assert any("Subscribe to our newsletter" in block.text for block in removed)


def test_the_evidence_names_the_container_and_how_sure_it_is() -> None:
    evidence = next(e for e in read(named("author box")).evidence if e.field == "body_text")
    assert evidence.method == "text"
    assert "post-text" in evidence.place
    assert evidence.confidence is not None
    assert 0.3 <= evidence.confidence <= 0.95


def test_a_page_of_links_has_no_body() -> None:
    links = "".join(f"<li><a href='/n/{n}'>Story {n}</a></li>" for n in range(40))
    page = captured(Shape("links", f"<ul>{links}</ul>", ()).page)
    assert extract(strip(page, SITE), page, SITE, url=URL).article is None
