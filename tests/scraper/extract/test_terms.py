"""Tags and sections of pages of no known system."""

from __future__ import annotations

import json

import pytest

from archive.records import Article, Evidence, Tag
from tests.scraper.saved import FIRST, TEXT, article, document


def page(printed: str = "", head: str = "", before: str = "", after: str = "") -> Article:
    return article(document(f"{before}<main>{TEXT}{printed}</main>{after}", head=head))


def tags(printed: str = "", head: str = "", before: str = "", after: str = "") -> list[str]:
    return [tag.label for tag in page(printed, head, before, after).tags]


def evidence(found: Article, field: str = "tags") -> list[Evidence]:
    return [row for row in found.evidence if row.field == field]


def json_ld(**statements: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **statements}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


CRANES = '<a href="/x/cranes">Cranes</a> <a href="/x/power">Power</a>'


@pytest.mark.parametrize(
    "printed",
    [
        '<p><a rel="tag" href="/1">Cranes</a>, <a rel="tag" href="/2">Power</a></p>',
        f'<div class="article-tags">{CRANES}</div>',
        f'<div class="tags">{CRANES}</div>',
        f'<ul class="c-taglist"><li>{CRANES}</li></ul>',
        f'<div class="articleKeywords">{CRANES}</div>',
        f'<p class="mots-cles">Mots-clés : {CRANES}</p>',
        f'<ul id="schlagworte"><li>{CRANES}</li></ul>',
        '<p><a href="/tag/cranes">#Cranes</a> <a href="/tag/power">#Power</a></p>',
        '<p><a href="/thema/cranes">Cranes</a> <a href="/thema/power">Power</a></p>',
        '<p><a href="/etiquetas/cranes">Cranes</a> <a href="/etiquetas/p">Power</a></p>',
        '<p><a href="/search/label/cranes">Cranes</a> <a href="/search/label/p">Power</a></p>',
        f"<h4>Tags:</h4><div>{CRANES}</div>",
        f"<h3>Klíčová slova</h3><ul><li>{CRANES}</li></ul>",
        f"<div><h4>Schlagwörter</h4></div><ul><li>{CRANES}</li></ul>",
        f'<footer class="entry-footer"><span class="tags-links">{CRANES}</span></footer>',
        f'<nav><ul class="tags">{CRANES}</ul></nav>',
    ],
)
def test_printed(printed: str) -> None:
    found = page(printed)
    assert [tag.label for tag in found.tags] == ["Cranes", "Power"]
    assert evidence(found)[0].method == "tag-link"


@pytest.mark.parametrize(
    ("head", "labels"),
    [
        (json_ld(keywords="Cranes, Power"), ["Cranes", "Power"]),
        (json_ld(keywords=["Cranes", "Power", "cranes"]), ["Cranes", "Power"]),
        (json_ld(keywords=[{"@type": "DefinedTerm", "name": "Cranes"}]), ["Cranes"]),
        (json_ld(about=[{"@type": "Thing", "name": "Cranes"}]), ["Cranes"]),
        ('<meta name="news_keywords" content="Cranes; Power">', ["Cranes", "Power"]),
        (
            (
                '<meta property="article:tag" content="Cranes">'
                '<meta property="article:tag" content="Power">'
            ),
            ["Cranes", "Power"],
        ),
        ('<meta name="parsely-tags" content="Cranes,Power">', ["Cranes", "Power"]),
        ('<meta name="keywords" content="Cranes,Power,News">', ["Cranes", "Power"]),
        (
            json_ld(keywords=["8f507083-bac4-423a-9015-2eb31e1bce50", "Cranes", "editors_pick"]),
            ["Cranes"],
        ),
        (
            json_ld(
                keywords=["Category: World", "Cranes", "Entity Tokens: Cranes", "Entity: Power"]
            ),
            ["Cranes", "Power"],
        ),
        (
            '<meta name="keywords" content="Kran Strom Hafen Kai Schiff Werft">',
            ["Kran", "Strom", "Hafen", "Kai", "Schiff", "Werft"],
        ),
        ('<meta name="keywords" content="register, of, test, beds">', []),
        ("", []),
    ],
)
def test_stated(head: str, labels: list[str]) -> None:
    assert tags(head=head) == labels


@pytest.mark.parametrize(
    "printed",
    [
        '<p><a rel="category tag" href="/category/ports">Ports</a></p>',
        f'<p>{FIRST} <a href="/tag/cranes">Cranes</a> are lifted.</p>',
        '<div class="tagline">All of the quay</div>',
        '<div class="tags"><a href="#top">Skip to the next part</a></div>',
        '<div class="tags"><a href="/tags">Tags</a> <a href="/news">News</a></div>',
        '<ul class="teasers"><li class="teaser"><a class="tag" href="/t/1">Boats</a></li></ul>',
    ],
)
def test_what_is_no_tag_of_the_article(printed: str) -> None:
    assert tags(printed) == []


def test_tags_at_the_foot_of_the_article_need_not_be_spoken_of() -> None:
    """However many there are, if their relation calls them tags; quotation marks go."""
    words = ("Abbots", "„Bishops”", "Cardinals", "«Deacons»", "Elders", "Friars")
    links = ", ".join(
        f'<a rel="tag" href="/t/{number}">{word}</a>' for number, word in enumerate(words)
    )
    foot = f'<footer class="entry-footer"><span class="tags-links">{links}</span></footer>'
    plain = ["Abbots", "Bishops", "Cardinals", "Deacons", "Elders", "Friars"]
    assert tags(foot) == plain


def test_a_tag_knows_its_path() -> None:
    found = page(f'<div class="tags">{CRANES}</div>', json_ld(keywords="Cranes,Power,Quays"))
    assert found.tags == (
        Tag("Cranes", "cranes", "/x/cranes"),
        Tag("Power", "power", "/x/power"),
        Tag("Quays", "quays", None),
    )


def test_lists_that_disagree_are_kept_and_make_it_less_sure() -> None:
    printed = f'<div class="tags">{CRANES}</div>'
    alone = evidence(page(printed))[0]
    agreed = evidence(page(printed, json_ld(keywords="Cranes,Power")))[0]
    denied, kept = evidence(page(printed, json_ld(keywords="Boats,Winds")))
    assert (kept.method, kept.raw, kept.chosen) == ("json-ld", "Boats | Winds", False)
    assert alone.confidence is not None and agreed.confidence is not None
    assert denied.confidence is not None
    assert denied.confidence < alone.confidence < agreed.confidence


def test_topics_of_the_whole_site_are_not_the_articles() -> None:
    names = ("Boats", "Winds", "Gulls", "Tides", "Ropes")
    links = "".join(f'<a href="/topic/{name}">{name}</a>' for name in names)
    assert tags(after=f'<div><div class="topics">{links}</div></div>') == []


def test_the_site_is_no_tag_of_its_articles() -> None:
    head = '<meta property="og:site_name" content="Quayside">'
    assert tags(head=head + json_ld(keywords="Quayside,Cranes")) == ["Cranes"]


@pytest.mark.parametrize(
    ("printed", "head", "section", "method"),
    [
        ("", json_ld(articleSection="Ports"), "Ports", "json-ld"),
        ("", '<meta property="article:section" content="Ports">', "Ports", "meta"),
        (
            '<p><a rel="category tag" href="/category/ports">Ports</a></p>',
            "",
            "Ports",
            "tag-link",
        ),
        (
            (
                '<nav aria-label="breadcrumb"><ol class="breadcrumb"><li><a href="/">Home</a></li>'
                '<li><a href="/ports">Ports</a></li><li>A register</li></ol></nav>'
            ),
            "",
            "Ports",
            "derived",
        ),
        ("", "", None, "absent"),
    ],
)
def test_section(printed: str, head: str, section: str | None, method: str) -> None:
    found = page(printed, head)
    (row,) = evidence(found, "section")
    assert (found.section, row.method) == (section, method)


def test_many_links_cost_little() -> None:
    many = "".join(f'<a href="/tag/t{n}">Word {n}</a> ' for n in range(5000))
    assert len(tags(f'<div class="tags">{many}</div>')) <= 50
