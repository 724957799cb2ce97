"""The fields of an article from the markup of many systems, each with its evidence."""

from __future__ import annotations

import json
from dataclasses import fields as dataclass_fields

import pytest

from archive.records import Article, Crumb, Label, Person, Related, Tag
from scraper.sites import find_site
from tests.scraper.saved import BLOCKS, FIRST, SECOND, TEXT, THIRD, article, document, visit

ECCP = find_site("eccp")


def drupal_7(body: str, *, line: str = "", title: str = "A register of test beds") -> str:
    return (
        f'<html xml:lang="en"><head><title>{title} | Example</title>'
        '<meta name="Generator" content="Drupal 7 (http://drupal.org)" /></head>'
        f'<body class="html page-node-77 node-type-news"><h1 id="page-title">{title}</h1>'
        f'<div id="node-77" class="node node-news node-full">{line}<div class="content">{body}'
        "</div></div></body></html>"
    )


def drupal_10(body: str, *, line: str = "", title: str = "A register of test beds") -> str:
    return (
        f'<html lang="en"><head><title>{title} | Example</title></head><body><main>'
        f'<h1 class="page-title">{title}</h1><article data-history-node-id="88" '
        f'class="node node--type-news node--view-mode-full">{line}<div class="node__content">'
        f"{body}</div></article></main></body></html>"
    )


def field(name: str, value: str, kind: str = "text-long", label: str = "") -> str:
    printed = f'<div class="field__label">{label}</div>' if label else ""
    return (
        f'<div class="field field--name-field-{name} field--type-{kind}">{printed}'
        f'<div class="field__item">{value}</div></div>'
    )


BODY_7 = f'<div class="field field-name-body field-type-text-with-summary">{TEXT}</div>'
BODY_10 = f'<div class="field field--name-body field--type-text-with-summary">{TEXT}</div>'


def blocks_of(found: Article) -> list[str]:
    return found.body_text.split("\n\n")


def evidence_of(found: Article, name: str) -> tuple[str, str, str | None]:
    row = next(row for row in found.evidence if row.field == name)
    return row.method, row.place, row.raw


# --- who and when -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names", "published"),
    [
        (
            '<div class="submitted">Submitted by <span class="username">Ana Kovač</span> on '
            "Tue, 12/13/2016 - 13:26</div>",
            ["Ana Kovač"],
            "2016-12-13",
        ),
        (
            '<div class="submitted"><span property="dc:date dc:created" '
            'content="2016-12-13T13:26:00+01:00" rel="sioc:has_creator">Submitted by '
            '<span class="username" typeof="sioc:UserAccount">Ana Kovač</span></span></div>',
            ["Ana Kovač"],
            "2016-12-13T13:26:00+01:00",
        ),
        (
            '<strong><span class="label">Submitted by </span><span typeof="schema:Person">Ana '
            'Kovač</span> <span class="date">on 05 April 2023</span></strong>',
            ["Ana Kovač"],
            "2023-04-05",
        ),
        ("<p>Submitted by Ana Kovač on 05 April 2023</p>", ["Ana Kovač"], "2023-04-05"),
        ("<p>Gespeichert von Ana Kovač am 5. April 2023</p>", ["Ana Kovač"], "2023-04-05"),
        (
            '<div class="node__submitted">Submitted by <span>Anonymous (not verified)</span> on '
            "05 April 2023</div>",
            [],
            "2023-04-05",
        ),
        (
            '<footer class="node__meta">By <span><a typeof="schema:Person" property="schema:name">'
            'Ana Kovač</a></span>, <time datetime="2023-04-05T10:00:00+02:00">5 '
            "April</time></footer>",
            ["Ana Kovač"],
            "2023-04-05T10:00:00+02:00",
        ),
        ('<div class="submitted"></div>', [], None),
        ("", [], None),
    ],
)
@pytest.mark.parametrize("system", [drupal_7, drupal_10])
def test_bylines(system: object, line: str, names: list[str], published: str | None) -> None:
    assert callable(system)
    found = article(system(BODY_7 if system is drupal_7 else BODY_10, line=line))
    assert [person.name for person in found.authors] == names
    assert found.published_at == published
    assert blocks_of(found) == list(BLOCKS)
    if published is None:
        assert evidence_of(found, "published_at")[0] == "absent"


def test_a_cut_name_is_marked_and_a_whole_one_beside_it_is_taken() -> None:
    cut = '<p class="submitted">Submitted by <span class="username">Alina Danieles…</span></p>'
    found = visit(drupal_7(BODY_7, line=cut))
    assert found.article is not None
    (person,) = found.article.authors
    assert person.cut
    assert person.name.startswith("Alina Danieles")
    assert "cut_name" in [problem.code for problem in found.problems]
    whole = cut.replace('"username"', '"username" content="Alina Danielescu Chirlomez"')
    (person,) = article(drupal_7(BODY_7, line=whole)).authors
    assert (person.name, person.cut) == ("Alina Danielescu Chirlomez", False)


def test_a_date_in_the_text_is_an_event_and_no_publication() -> None:
    body = f"<p>On 21 June 2016 the project held a workshop in Malmö, and many came.</p>{TEXT}"
    found = article(drupal_7(BODY_7.replace(TEXT, body)))
    assert found.published_at is None
    assert found.event_dates == ("2016-06-21",)
    assert blocks_of(found)[0].startswith("On 21 June 2016")


def test_dates_of_teasers_and_comments_are_not_the_articles() -> None:
    teaser = (
        '<ul><li><span property="dc:created" content="2001-01-01T00:00:00Z"></span></li></ul>'
        '<aside><time itemprop="datePublished" datetime="2002-02-02T00:00:00Z">x</time></aside>'
    )
    assert article(document(f"{teaser}<main>{TEXT}</main>")).published_at is None


@pytest.mark.parametrize(
    ("head", "published", "modified", "method"),
    [
        ('<meta property="article:published_time" content="2020-05-06T07:08:09Z">'
         '<meta property="article:modified_time" content="2020-06-01T00:00:00Z">',
         "2020-05-06T07:08:09Z", "2020-06-01T00:00:00Z", "meta"),
        ('<meta name="dcterms.created" content="2020-05-06">', "2020-05-06", None, "meta"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"A '
         'register of test beds","datePublished":"2020-05-06T07:08:09+02:00","dateModified":'
         '"2020-06-01T00:00:00+02:00"}]}</script>',
         "2020-05-06T07:08:09+02:00", "2020-06-01T00:00:00+02:00", "json-ld"),
        ("", None, None, "absent"),
    ],
)  # fmt: skip
def test_stated_dates(head: str, published: str | None, modified: str | None, method: str) -> None:
    found = article(document(f"<main>{TEXT}</main>", head=head))
    assert (found.published_at, found.modified_at) == (published, modified)
    assert evidence_of(found, "published_at")[0] == method


# --- title and descriptions --------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "<h1>A register of test beds</h1>{}",
        "<header><h1>Example</h1></header><main><h2>A register of test beds</h2>{}</main>",
        "<h1><a href='/'>Example</a></h1><h1>A Register of Test Beds!</h1>{}",
        "<main>{}</main>",
    ],
)
def test_titles(body: str) -> None:
    html = (
        "<html><head><title>A register of test beds | Example</title>"
        '<meta property="og:site_name" content="Example"></head>'
        f"<body>{body.format(TEXT)}</body></html>"
    )
    found = article(html)
    assert found.title.casefold().rstrip("!") == "a register of test beds"
    assert blocks_of(found) == list(BLOCKS)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Clusters – more than a word | European Cluster Collaboration Platform",
            "Clusters – more than a word",
        ),
        ("European Cluster Collaboration Platform | Clusters - a word", "Clusters - a word"),
        ("A | B", "A | B"),
    ],
)
def test_the_platforms_name_is_no_part_of_a_title(title: str, expected: str) -> None:
    html = (
        f"<html><head><title>{title}</title></head><body><div class=node>{TEXT}</div></body></html>"
    )
    found = article(html, "https://www.clustercollaboration.eu/news/x", site=ECCP)
    assert found.title == expected


def test_title_and_lead_printed_twice() -> None:
    body = f"<h2>A register of test beds</h2><p><b>{FIRST}</b></p>{TEXT}"
    found = visit(drupal_10(BODY_10.replace(TEXT, body)))
    assert found.article is not None
    assert blocks_of(found.article) == list(BLOCKS)
    assert "repeated:block" in [block.rule for block in found.removed]
    assert found.article.body_html is not None
    assert "<h2>" not in found.article.body_html


def test_subtitle_lead_and_description() -> None:
    found = article(
        drupal_10(
            field("subtitle", "What it is for", "string")
            + field("lead", f"<p>{FIRST}</p>")
            + f'<div class="field field--name-body field--type-text-with-summary"><p>{SECOND}</p>'
            f"<p>{THIRD}</p></div>"
        )
    )
    assert found.subtitle == "What it is for"
    assert found.summary == FIRST
    assert blocks_of(found) == list(BLOCKS)
    described = '<meta name="description" content="Test beds, listed.">'
    assert article(document(TEXT, head=described)).summary == "Test beds, listed."


def test_languages() -> None:
    text = (
        "<p>Die Agentur hat ein Verzeichnis der Prüfstände eröffnet und bittet jeden Verbund, "
        "bis Monatsende einzutragen, was er besitzt und verleihen kann.</p>"
    )
    found = article(document(f"<main>{text}{text.replace('Die', 'Eine')}</main>"))
    assert (found.language, found.declared_language) == ("de", "en")


# --- terms -------------------------------------------------------------------------------------


def test_labels_and_tags_of_fields() -> None:
    labels = (
        '<div class="field field-name-field-labels field-type-taxonomy-term-reference"><ul class='
        '"links"><li><a href="/labels/special">Special</a></li><li><a '
        'href="/labels/open-call">Open '
        "call</a></li></ul></div>"
    )
    tags = (
        '<div class="field field-name-field-tags field-type-taxonomy-term-reference"><h3 class='
        '"field-label">Tags: </h3><ul class="links"><li><a href="/tags/ko-innovation">'
        "Öko-Innovation"
        '</a></li><li><a href="https://www.example.org/taxonomy/term/9">Health &amp; care</a></li>'
        "</ul></div>"
    )
    found = article(drupal_7(labels + BODY_7 + tags))
    assert found.labels == (
        Label("Special", "/labels/special"),
        Label("Open call", "/labels/open-call"),
    )
    assert found.tags == (
        Tag("Öko-Innovation", "ko-innovation", "/tags/ko-innovation"),
        Tag("Health & care", "health-care", "/taxonomy/term/9"),
    )
    assert blocks_of(found) == list(BLOCKS)


def test_a_field_that_holds_a_label_only_says_nothing() -> None:
    empty = field("budget", "", "decimal", "Total budget").replace(
        '<div class="field__item"></div>', ""
    )
    found = article(drupal_10(BODY_10 + empty))
    assert blocks_of(found) == list(BLOCKS)
    assert "Total budget" not in repr(found)


@pytest.mark.parametrize(
    ("extra", "head", "labels"),
    [
        ('<p class="tags-links"><a rel="tag" href="/tag/ports">Ports</a></p>', "", ["Ports"]),
        ("", ('<meta property="article:tag" content="Ports"><meta property="article:tag" '
'content="Testing">'),
         ["Ports", "Testing"]),
        ("", '<meta name="keywords" content="Ports, Testing">', ["Ports", "Testing"]),
        ("", "", []),
    ],
)  # fmt: skip
def test_tags_of_other_systems(extra: str, head: str, labels: list[str]) -> None:
    found = article(document(f"<main>{TEXT}{extra}</main>", head=head))
    assert [tag.label for tag in found.tags] == labels


# --- around ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        (
            '<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/news">News</a> '
            "&gt; Title</div>"
        ),
        '<div id="breadcrumb"><h2 class="element-invisible">You are here</h2><div '
        'class="breadcrumb">'
        '<a href="/">Home</a> » <a href="/news">News</a> » Title</div></div>',
        '<nav class="breadcrumb" role="navigation"><h2 class="visually-hidden">'
        "Breadcrumb</h2><ol><li>"
        '<a href="/">Home</a></li><li><a href="/news">News</a></li><li>Title</li></ol></nav>',
        '<nav aria-label="breadcrumbs"><ol><li><a href="/">Home</a></li><li><a '
        'href="https://www.example.org/news">'
        "News</a></li><li>Title</li></ol></nav>",
        '<script type="application/ld+json">'
        '{"@type":"BreadcrumbList","itemListElement":[{"name":"Home",'
        '"item":"https://www.example.org/"},{"item":{"@id":"/news","name":"News"}},{"name":"Title"}]}</script>',
    ],
)
def test_breadcrumbs(html: str) -> None:
    found = article(document(f"{html}<main>{TEXT}</main>"))
    assert found.breadcrumbs == (Crumb("Home", "/"), Crumb("News", "/news"), Crumb("Title"))


def test_related_teasers() -> None:
    block = (
        '<aside><div class="block-views-recent-news"><h2><a href="/news">Recent news</a></h2>'
        '<div><a href="/news/one"><img src="/a.png" alt=""></a><h3><a href="/news/one">Five ports'
        '</a></h3><a href="/news/one">Read more</a></div>'
        '<div><a href="https://other.example/two">Six ports, seven '
        "cranes</a></div></div></aside>"
    )
    found = article(document(f"<main>{TEXT}</main>{block}"))
    assert found.related == (
        Related("Five ports", "/news/one"),
        Related("Six ports, seven cranes", "https://other.example/two"),
    )


# --- body --------------------------------------------------------------------------------------


def test_a_body_over_several_fields() -> None:
    body = (
        field("text", f"<p>{FIRST}</p>")
        + field("quote", "<p>Said nobody.</p>", label="Quote")
        + field("image", "<img src='/a.png'>", "image")
        + field("text", f"<p>{SECOND}</p>")
    )
    kind = "field field--name-field-content field--type-entity-reference-revisions"
    nested = f'<div class="{kind}">{body}</div>'
    for html in (body, nested):
        found = article(drupal_10(html))
        assert blocks_of(found) == [FIRST, "Said nobody.", SECOND]
        assert len(found.images) == 1


def test_a_node_without_names_of_fields() -> None:
    html = (
        "<div><div>Special</div></div><div><div>" + TEXT + "</div></div><div><div>Tags</div><div>"
        '<a href="/tags/ports">Ports</a></div></div>'
    )
    person = '<span typeof="schema:Person">Ada Beispiel</span>'
    line = f"<footer><div>Submitted by {person} on 5 May 2020</div></footer>"
    found = article(drupal_10(html, line=line))
    assert blocks_of(found)[-3:] == list(BLOCKS)
    assert [tag.label for tag in found.tags] == ["Ports"]
    assert found.body_html is not None
    assert "Submitted by" not in found.body_html


def test_a_body_split_over_two_containers() -> None:
    half = "<p>" + "</p><p>".join(f"{n}. {SECOND} {THIRD}" for n in range(4)) + "</p>"
    html = document(
        f"<div class='wrap'><div class='part'><p>{FIRST}</p>{half}</div><div class='ad-slot'>"
        f"<a href='/x'>Buy</a></div><div class='part'>{half.replace('1.', 'Later:')}"
        "<p>The last of all the sentences.</p></div></div>"
    )
    found = article(html)
    assert found.body_text.startswith(FIRST)
    assert found.body_text.endswith("The last of all the sentences.")
    assert "Buy" not in found.body_text


def test_the_densest_text_and_not_the_first_container() -> None:
    menu = "".join(f"<li><a href='/p{n}'>Page number {n} of the menu</a></li>" for n in range(40))
    html = document(
        f"<div class='content'><ul>{menu}</ul></div><div class='x1'><div>{TEXT}</div></div>"
        "<div class='y2'><p>Short note.</p></div>"
    )
    found = article(html)
    assert blocks_of(found) == list(BLOCKS)
    assert evidence_of(found, "body_text")[0] == "text"


def test_text_that_stands_in_metadata_only() -> None:
    stated = json.dumps(
        {"@type": "NewsArticle", "headline": "A register", "articleBody": f"{FIRST} {SECOND}"}
    )
    script = f"<script type='application/ld+json'>{stated}</script>"
    html = f"<html><head><title>A register</title>{script}</head></html>"
    found = article(html)
    assert found.body_text == f"{FIRST} {SECOND}"
    assert found.body_html is None


def test_tails_of_furniture_without_names() -> None:
    found = article(
        drupal_10(
            f"{BODY_10}<div><div>Cluster organisation:</div></div><div>Share this Article</div>"
        )
    )
    assert blocks_of(found) == list(BLOCKS)


def test_the_organisation_is_evidence_beside_the_author() -> None:
    organisation = field("x", "<a href='/content/y'>Quayside</a>", "entity-reference").replace(
        "field-x", "og-audience"
    )
    found = article(
        drupal_10(BODY_10 + organisation, line="<p>Submitted by Ana Kovač on 5 May 2020</p>")
    )
    assert found.authors == (Person("Ana Kovač", "Submitted by Ana Kovač on 5 May 2020"),)
    assert ("authors", "Quayside") in [(row.field, row.raw) for row in found.evidence]
    assert "Quayside" not in found.body_text


# --- the whole ---------------------------------------------------------------------------------


def test_every_field_has_its_evidence() -> None:
    found = article(drupal_10(BODY_10))
    names = {row.field for row in found.evidence}
    assert {
        *("title", "body_text", "authors", "published_at", "modified_at", "language", "subtitle"),
        *("declared_language", "summary", "labels", "tags", "section", "breadcrumbs", "related"),
        *("canonical_url", "source_id"),
    } <= names
    assert names <= {one.name for one in dataclass_fields(Article)}
    assert all(len(row.raw or "") <= 500 for row in found.evidence)


def test_templates_and_ids() -> None:
    assert (article(drupal_7(BODY_7)).template, article(drupal_7(BODY_7)).source_id) == (
        "drupal7",
        "node/77",
    )
    assert (article(drupal_10(BODY_10)).template, article(drupal_10(BODY_10)).source_id) == (
        "drupal10",
        "node/88",
    )
    assert article(document(f"<main>{TEXT}</main>")).template == "generic"


def test_problems_say_what_is_missing() -> None:
    no_title = visit(f"<html><body><main>{TEXT}</main></body></html>")
    assert no_title.article is None
    assert "title_missing" in [problem.code for problem in no_title.problems]
    no_text = visit(document("<nav><a href='/x'>menu</a></nav>"))
    assert no_text.article is None
    assert "body_missing" in [problem.code for problem in no_text.problems]
    short = visit(drupal_10(BODY_10.replace(TEXT, "<p>Soon.</p>")))
    assert "body_short" in [problem.code for problem in short.problems]


def test_a_node_that_is_only_a_box_beside_the_text_is_not_the_article() -> None:
    box = (
        '<section><article class="node node--type-contact" data-history-node-id="9">'
        "<h3>Contact</h3><div>Office for test beds</div></article></section>"
    )
    page = (
        "<html><head><title>A register of test beds</title>"
        '<meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2024-03-05T10:00:00+01:00"></head>'
        "<body><main>"
        f"<h1>A register of test beds</h1><div class='page-text'>{TEXT * 2}</div>{box}"
        "</main></body></html>"
    )
    assert blocks_of(article(page))[: len(BLOCKS)] == list(BLOCKS)
