"""Authors of pages of no known system, from what they state and print."""

from __future__ import annotations

import json

import pytest

from archive.records import Article, Evidence
from tests.scraper.saved import TEXT, article, document


def page(printed: str = "", head: str = "", after: str = "") -> Article:
    return article(document(f"<main>{printed}{TEXT}</main>{after}", head=head))


def authors(printed: str = "", head: str = "", after: str = "") -> list[str]:
    return [person.name for person in page(printed, head, after).authors]


def evidence(found: Article) -> list[Evidence]:
    return [row for row in found.evidence if row.field == "authors"]


def json_ld(**statements: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **statements}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ana Kovač", ["Ana Kovač"]),
        ("By Ana Kovač and Jörg Weiß", ["Ana Kovač", "Jörg Weiß"]),
        ({"@type": "Person", "name": "Ana Kovač"}, ["Ana Kovač"]),
        ([{"name": "Ana Kovač"}, {"name": "Jörg Weiß"}], ["Ana Kovač", "Jörg Weiß"]),
        ({"@type": "Person", "name": ["Ana Kovač", "Jörg Weiß"]}, ["Ana Kovač", "Jörg Weiß"]),
        ({"@type": "Person", "givenName": "Ana", "familyName": "Kovač"}, ["Ana Kovač"]),
        ({"@type": "Person", "name": "https://social.example/ana"}, []),
        ({"@type": "Person", "name": "admin"}, []),
        (None, []),
        ({"@type": "Person", "name": {"@value": "Ana Kovač"}}, ["Ana Kovač"]),
        ([[[[[["deep"]]]]]], []),
    ],
)
def test_json_ld(author: object, names: list[str]) -> None:
    assert authors(head=json_ld(author=author)) == names


def test_a_reference_into_the_graph() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": "x", "author": {"@id": "#ana"}},
        {"@type": "Person", "@id": "#ana", "name": "Ana Kovač"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert authors(head=head) == ["Ana Kovač"]


def test_an_organisation_is_kept_as_one() -> None:
    found = page(head=json_ld(author={"@type": "Organization", "name": "Quayside Ltd"}))
    assert [(p.name, p.organisation) for p in found.authors] == [("Quayside Ltd", True)]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="Ana Kovač">',
        '<meta name="byl" content="By Ana Kovač">',
        '<meta property="article:author" content="Ana Kovač">',
        '<meta name="parsely-author" content="Ana Kovač">',
        '<meta name="DC.creator" content="Ana Kovač">',
        '<meta name="citation_author" content="Ana Kovač">',
        '<meta name="x_authors" content="Ana Kovač">',
        (
            '<meta name="twitter:label1" content="Written by">'
            '<meta name="twitter:data1" content="Ana Kovač">'
        ),
    ],
)
def test_meta(head: str) -> None:
    assert authors(head=head) == ["Ana Kovač"]


def test_an_address_is_no_name() -> None:
    assert authors(head='<meta property="article:author" content="https://x.example/ana">') == []


@pytest.mark.parametrize(
    "printed",
    [
        '<p class="byline">By Ana Kovač</p>',
        '<div class="article__author">Von <a href="/x">Ana Kovač</a>, Redakteurin</div>',
        '<span class="documentAuthor">erstellt von <a href="/y">Ana Kovač</a></span>',
        '<p class="date-author">Ana Kovač, 01.12.2021</p>',
        '<div class="blog__authorname">Ana Kovač</div>',
        '<a rel="author" href="/z">Ana Kovač</a>',
        '<p>by <a href="/authors/ana-kovac">Ana Kovač</a></p>',
        '<span itemprop="author" itemscope><span itemprop="name">Ana Kovač</span></span>',
        '<div class="byline"><span>By</span>Ana Kovač <time>5 May 2020</time></div>',
        '<p class="autor">Ana Kovač</p>',
        '<div id="writer">Ana Kovač</div>',
        "<p>By Ana Kovač</p>",
        "<p>Written by</p><p>Ana Kovač</p>",
        "<div><span>Autor:</span> <a href='/p/7'>Ana Kovač</a></div>",
        '<div class="author-box"><h4>Ana Kovač</h4><p class="bio">writes of cranes.</p></div>',
    ],
)
def test_printed(printed: str) -> None:
    assert authors(printed) == ["Ana Kovač"]


@pytest.mark.parametrize(
    "printed",
    [
        '<ul class="comments"><li><p class="author">Ana Kovač</p></li></ul>',
        '<div class="related-teasers"><p class="byline">By Ana Kovač</p></div>',
        '<p class="byline-photo">Photo: Ana Kovač</p>',
        "<p>By the way, nothing was said.</p>",
        '<p class="author">admin</p>',
    ],
)
def test_what_names_no_author(printed: str) -> None:
    assert authors(printed) == []


def test_several_that_stand_together() -> None:
    pair = '<span class="author">Ana Kovač</span> <span class="author">Jörg Weiß</span>'
    assert authors(f"<div>{pair}</div>") == ["Ana Kovač", "Jörg Weiß"]
    spans = "<span>Ana Kovač</span> <span>Jörg Weiß</span>"
    assert authors(f'<div class="byline">{spans}</div>') == ["Ana Kovač", "Jörg Weiß"]


def test_the_authors_of_teasers_are_others() -> None:
    teasers = "".join(
        f'<div><h3><a href="/t{n}">Another pier opens today</a></h3>'
        f'<p class="author">Writer {name}</p></div>'
        for n, name in enumerate(("Adams", "Brown", "Clark", "Davis", "Evans", "Frank"))
    )
    printed = '<div><p class="author">Ana Kovač</p></div>'
    assert authors(printed, after=f"<section><div>{teasers}</div></section>") == ["Ana Kovač"]


def test_the_person_printed_goes_before_the_house_stated() -> None:
    head = '<meta property="og:site_name" content="Quayside">' + json_ld(
        author={"@type": "Person", "name": "Quayside"}
    )
    found = page('<p class="byline">By Ana Kovač</p>', head)
    assert [person.name for person in found.authors] == ["Ana Kovač"]
    chosen, *others = evidence(found)
    assert (chosen.method, chosen.raw, chosen.chosen) == ("byline", "By Ana Kovač", True) or (
        chosen.raw == "Ana Kovač"
    )
    assert [(row.method, row.chosen) for row in others] == [("json-ld", False)]


def test_agreement_raises_the_confidence_and_contradiction_lowers_it() -> None:
    stated = json_ld(author={"name": "Ana Kovač"})
    alone = evidence(page(head=stated))[0].confidence
    agreed = evidence(page('<p class="byline">By Ana Kovač</p>', stated))[0].confidence
    denied = evidence(page('<p class="byline">By Jörg Weiß</p>', stated))[0].confidence
    assert alone is not None and agreed is not None and denied is not None
    assert denied < alone < agreed


def test_the_best_spelling_of_one_name() -> None:
    head = json_ld(author={"name": "ANA KOVAČ"}) + '<meta name="author" content="Ana Kovač">'
    assert authors(head=head) == ["Ana Kovač"]
    whole = json_ld(author={"name": "Alina Danieles…"})
    assert authors('<p class="byline">Alina Danielescu</p>', whole) == ["Alina Danielescu"]


def test_two_methods_outweigh_one() -> None:
    head = (
        '<meta name="author" content="Condor Nest"><meta name="article:author" content="Ana Kovač">'
    )
    assert authors('<p class="byline">By Ana Kovač</p>', head) == ["Ana Kovač"]


def test_a_line_at_the_end_of_the_text() -> None:
    assert authors(after="") == []
    html = document(f"<main>{TEXT}<p>Text: Ana Kovač</p></main>")
    assert [person.name for person in article(html).authors] == ["Ana Kovač"]


def test_nobody_is_recorded_as_absent() -> None:
    (row,) = evidence(page())
    assert (row.method, row.raw) == ("absent", None)


def test_many_elements_cost_little() -> None:
    many = '<div class="author"><a href="/author/x">Ana Kovač</a></div>' * 3000
    assert authors(after=f"<div>{many}</div>")[:1] in ([], ["Ana Kovač"])
