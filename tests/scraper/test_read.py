"""What a page turns out to be: by what stands on it, whatever it was asked for as."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from archive.records import Form, PageKind, PageState, Severity, Vocabulary
from scraper.read import read
from scraper.sites import find_site
from scraper.wall_words import BLOCKED, CONSENT, LOGIN_TITLES, NOT_FOUND, PAID
from tests.scraper.saved import BLOCKS, FIRST, SITE, TEXT, captured, document, visit

ECCP = find_site("eccp")
LONG = "".join(f"<p>{number}. {text}</p>" for number in range(4) for text in BLOCKS)
NEWS = "https://www.clustercollaboration.eu/news/a-register-of-test-beds"
LOGIN = (
    "<form action='/user/login' method='post'><input name='name'><input "
    "type='password' name='pass'>"
    "<input type='submit' value='Log in'></form>"
)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, PageState.GONE),
        (410, PageState.GONE),
        (451, PageState.GONE),
        (401, PageState.DENIED),
        (403, PageState.DENIED),
        (500, PageState.FAILED),
        (503, PageState.FAILED),
        (429, PageState.FAILED),
        (400, PageState.FAILED),
        (206, PageState.INCOMPLETE),
        (200, PageState.FETCHED),
        (203, PageState.FETCHED),
        (None, PageState.FETCHED),
    ],
)
def test_states_of_statuses(status: int | None, state: PageState) -> None:
    found = visit(document(f"<main>{TEXT}</main>"), status=status)
    assert found.state is state
    assert (found.article is None) == (state is not PageState.FETCHED)
    assert found.capture is not None


def test_half_an_article_is_none() -> None:
    page = captured(document(f"<main>{TEXT}</main>"), complete=False)
    found = read(page, SITE)
    assert (found.state, found.article) == (PageState.INCOMPLETE, None)


@pytest.mark.parametrize(
    "body",
    [b"", b" \n", b"%PDF-1.4", b'{"title": "x"}', b"\x89PNG\r\n\x1a\n", b"just words", b"\0" * 900,
     b"PK\x03\x04", b"<?xml version='1.0'?><x/>"],
)  # fmt: skip
def test_what_is_no_page_is_unreadable_and_says_why(body: bytes) -> None:
    found = visit(body, expected=PageKind.ARTICLE)
    assert found.state in (PageState.UNREADABLE, PageState.EMPTY)
    assert found.reason
    assert found.article is None


# --- walls and missing pages ---------------------------------------------------------------------


def plain(pattern: str) -> str | None:
    """A wording without the marks of a pattern, if it has none of the harder ones."""
    return pattern if not set(pattern) & set("()[]|\\?$*+.") else None


LOGIN_WORDS = [word for pattern in LOGIN_TITLES if (word := plain(pattern))]
MISSING_WORDS = [word for pattern in NOT_FOUND if (word := plain(pattern))] + [
    "Page not found",
    "404",
    "404 - Not Found",
    "Error 404: page missing",
    "The requested page could not be found",
    "This page does not exist",
    "404 error",
    "Page no longer available",
    "Die angeforderte Seite wurde nicht gefunden",
    "Seite nicht gefunden",
    "Page non trouvée",
    "La page demandée n'a pas été trouvée",
    "Página no encontrada",
    "Pagina non trovata",
    "Pagina niet gevonden",
    "Strona nie została znaleziona",
    "Stránka nenalezena",
    "Az oldal nem található",
    "Sidan hittades inte",
    "Η σελίδα δεν βρέθηκε",
    "Страницата не е намерена",
]


@pytest.mark.parametrize("word", LOGIN_WORDS)
def test_login_pages_by_their_title(word: str) -> None:
    html = (
        f"<html><head><title>{word.capitalize()} | Example</title></head><body><h1>"
        f"{word}</h1>{LOGIN}</body></html>"
    )
    found = visit(html, expected=PageKind.ARTICLE)
    assert (found.state, found.article) == (PageState.WALL, None)


@pytest.mark.parametrize("word", MISSING_WORDS)
@pytest.mark.parametrize("where", ["title", "h1"])
def test_missing_pages_that_answer_200(word: str, where: str) -> None:
    title = f"{word.capitalize()} | Example" if where == "title" else "Example"
    heading = word if where == "h1" else "Example"
    html = (
        f"<html><head><title>{title}</title></head><body><main><h1>{heading}</h1><p>Nothing stands "
        "under this address. Please look at the front page, or use the search of this site, which "
        "finds everything that there is.</p></main></body></html>"
    )
    found = visit(html, NEWS, site=ECCP, expected=PageKind.ARTICLE)
    assert (found.state, found.article) == (PageState.SOFT_404, None)


def test_a_login_form_at_the_final_address() -> None:
    page = captured(
        f"<html><head><title>Example</title></head><body>{LOGIN}</body></html>",
        "https://www.clustercollaboration.eu/user/login?destination=/content/x",
        site=ECCP,
    )
    found = read(page, ECCP, url=NEWS, expected=PageKind.ARTICLE)
    assert (found.state, found.url) == (PageState.WALL, NEWS)


def test_a_login_form_as_the_main_content() -> None:
    html = document(f"<main><p>This page is for members.</p>{LOGIN}</main>", title="Minutes of May")
    assert visit(html, NEWS, site=ECCP).state is PageState.WALL


@pytest.mark.parametrize("pattern", [p for p in (*BLOCKED, *CONSENT) if plain(p)])
def test_checks_and_consent_walls_by_their_title(pattern: str) -> None:
    html = (
        f"<html><head><title>{pattern.capitalize()}</title></head><body><p>One "
        "moment.</p></body></html>"
    )
    assert visit(html).state is PageState.WALL


def test_a_page_that_is_nothing_but_a_consent_banner() -> None:
    banner = (
        "<div id='onetrust-banner-sdk'><h2>Your choice</h2><p>We and our partners "
        "count our visitors with "
        "cookies, and we show them what they may like. You may accept this or refuse "
        "it, and change your "
        "mind at any time under the link at the foot of every page of this site.</p></div>"
    )
    html = f"<html><head><title>Some platform</title></head><body>{banner}</body></html>"
    assert visit(html, expected=PageKind.ARTICLE).state is PageState.WALL


@pytest.mark.parametrize("pattern", [p for p in PAID if plain(p)])
def test_the_teaser_of_what_must_be_paid_for(pattern: str) -> None:
    html = document(f"<main><p>{FIRST}</p><p>{pattern.capitalize()} and go on.</p></main>")
    assert visit(html).state is PageState.WALL


def test_what_states_that_it_is_not_free() -> None:
    stated = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A '
        'register of test beds",'
        '"isAccessibleForFree":"False"}</script>'
    )
    assert visit(document(f"<main><p>{FIRST}</p></main>", head=stated)).state is PageState.WALL
    whole = f"<main>{LONG}</main>"
    assert visit(document(whole, head=stated)).state is PageState.FETCHED


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Log in or stay out: how clusters share their data", ""),
        ("404 clusters and counting", ""),
        ("Page not found: what broken links cost", '<meta name="date" content="2020-01-01">'),
        ("Just a moment: ten minutes with a cluster manager", ""),
        ("Consent in practice", ""),
        ("Oops: a robot on the quay", ""),
        ("Forbidden fruit, and other crops", ""),
    ],
)
def test_articles_about_such_things_are_articles(title: str, head: str) -> None:
    sidebar = f"<aside><div id='block-user-login'>{LOGIN}</div></aside>"
    html = document(f"{sidebar}<main>{LONG}</main>", title=title, head=head)
    found = visit(html, NEWS, site=ECCP)
    assert found.state is PageState.FETCHED
    assert found.article is not None
    assert found.article.title == title


# --- kinds --------------------------------------------------------------------------------


def node(
    kind: str, body: str = TEXT, *, extra: str = "", title: str = "A register of test beds"
) -> str:
    return (
        f'<html><head><title>{title}</title></head><body class="page-node '
        f'page-node-type-{kind}"><h1 class='
        f'"page-title">{title}</h1><article data-history-node-id="7" class="node node--type-{kind} '
        f'node--view-mode-full"><div class="field field--name-body">{body}</div>'
        f"{extra}</article></body></html>"
    )


@pytest.mark.parametrize(
    "kind", ["news", "article", "community-news", "blog-post", "press-release", "story"]
)
def test_news_under_any_path(kind: str) -> None:
    found = visit(node(kind), "https://www.clustercollaboration.eu/node/7", site=ECCP)
    assert found.kind is PageKind.ARTICLE
    assert found.article is not None


FACTS = "".join(
    f'<div class="field field--name-field-{name}"><div class="field__label">'
    f'{name}</div><div class="field__item">'
    f"{value}</div></div>"
    for name, value in [
        ("duration", "2016 to 2021"),
        ("budget", "1,000,000"),
        ("country", "Spain"),
        ("status", "open"),
    ]
)


@pytest.mark.parametrize(
    "html",
    [
        node("page", title="Privacy policy"),
        node("page"),
        node("event"),
        node("project-profile"),
        node("organisation"),
        node("faq"),
        node("unheard-of", extra=FACTS),
        node("unheard-of", f"<p>56% completed</p>{TEXT}"),
        node("unheard-of", title="Legal notice"),
    ],
)
def test_profiles_policies_and_landing_pages_are_other_pages(html: str) -> None:
    found = visit(html, "https://www.clustercollaboration.eu/content/x", site=ECCP)
    assert (found.kind, found.state, found.article) == (PageKind.OTHER, PageState.FETCHED, None)
    assert found.reason


def teasers(count: int) -> str:
    return "".join(
        f'<article data-history-node-id="{n}" class="node node--type-news '
        'node--view-mode-teaser"><h2><a href="/news/'
        f'item-{n}">Item number {n}</a></h2><div class="field--name-body"><p>'
        f"{FIRST}</p></div></article>"
        for n in range(count)
    )


def test_a_term_page_is_a_listing() -> None:
    html = (
        "<html><head><title>Ports | Example</title></head><body class='path-taxonomy'>"
        f"<h1>Ports</h1>{teasers(5)}</body></html>"
    )
    found = visit(html, "https://www.clustercollaboration.eu/tags/ports", site=ECCP)
    assert (found.kind, found.state) == (PageKind.LISTING, PageState.FETCHED)
    assert [link.url.rpartition("/")[2] for link in found.links] == [f"item-{n}" for n in range(5)]
    anywhere = visit(html, "https://www.clustercollaboration.eu/ports", site=ECCP)
    assert anywhere.kind is PageKind.LISTING


def test_an_empty_listing() -> None:
    html = (
        "<html><head><title>News</title></head><body class='path-news'><h1>News</h1>"
        "<p>No results.</p></body></html>"
    )
    found = visit(html, "https://www.clustercollaboration.eu/news?page=99", site=ECCP)
    assert (found.kind, found.state, found.links) == (PageKind.LISTING, PageState.EMPTY, ())


def test_an_article_with_teasers_beside_it_is_an_article() -> None:
    html = node("news", extra="").replace(
        "</body>", f"<div class='related'>{teasers(6)}</div></body>"
    )
    found = visit(
        html, "https://www.clustercollaboration.eu/tags/ports", site=ECCP, expected=PageKind.LISTING
    )
    assert found.kind is PageKind.ARTICLE
    assert found.article is not None
    assert found.article.body_text.split("\n\n") == list(BLOCKS)


@pytest.mark.parametrize("packed", [False, True])
def test_sitemaps(packed: bool) -> None:
    xml = (
        b'<?xml version="1.0"?><urlset '
        b'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://default/news/a'
        b"</loc><lastmod>2026-04-04T08:00Z</lastmod></url></urlset>"
    )
    body = gzip.compress(xml) if packed else xml
    found = visit(
        body,
        "https://www.clustercollaboration.eu/sitemap.xml",
        site=ECCP,
        expected=PageKind.SITEMAP,
    )
    assert (found.kind, found.state) == (PageKind.SITEMAP, PageState.FETCHED)
    assert [link.url for link in found.links] == ["https://www.clustercollaboration.eu/news/a"]


def test_an_empty_sitemap_and_a_page_in_its_place() -> None:
    url = "https://www.clustercollaboration.eu/sitemap.xml"
    empty = visit(b"<urlset></urlset>", url, site=ECCP, expected=PageKind.SITEMAP)
    assert (empty.kind, empty.state) == (PageKind.SITEMAP, PageState.EMPTY)
    page = visit(document("<p>x</p>"), url, site=ECCP, expected=PageKind.SITEMAP)
    assert page.state is PageState.UNREADABLE


# --- addresses ----------------------------------------------------------------------------


def canonical(url: str) -> str:
    return f'<link rel="canonical" href="{url}">'


@pytest.mark.parametrize(
    ("claimed", "visited", "key"),
    [
        ("/news/a-register-of-test-beds", NEWS, NEWS),
        ("http://clustercollaboration.eu/news/a-register-of-test-beds", NEWS, NEWS),
        ("http://default/news/a-register-of-test-beds", NEWS, NEWS),
        ("/news/a-register-of-test-beds", "https://www.clustercollaboration.eu/node/7", NEWS),
        (
            "/news/a-register-of-test-beds",
            "https://www.clustercollaboration.eu/content/old-slug",
            NEWS,
        ),
        ("/news/a-register-of-test-beds", f"{NEWS}-0", NEWS),
        ("https://qa-cms.eccp.hosted-temp.com/news/a-register-of-test-beds", NEWS, NEWS),
    ],
)
def test_plausible_canonical_links_are_the_key(claimed: str, visited: str, key: str) -> None:
    html = document(f"<main>{TEXT}</main>", head=canonical(claimed))
    found = visit(html, visited, site=ECCP, expected=PageKind.ARTICLE)
    assert found.article is not None
    assert found.article.url == key
    assert found.url == visited
    assert "canonical_doubtful" not in [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "claimed",
    ["/", "https://www.clustercollaboration.eu/", "/news", "/tags/ports", "https://other.example/news/a-register-of-test-beds",
     "/news/something-else-altogether-and-more" ],
)  # fmt: skip
def test_other_canonical_links_are_a_note(claimed: str) -> None:
    html = document(f"<main>{TEXT}</main>", head=canonical(claimed))
    found = visit(html, NEWS, site=ECCP)
    assert found.article is not None
    assert found.article.url == NEWS
    if found.article.canonical_url:
        (problem,) = [p for p in found.problems if p.code == "canonical_doubtful"]
        assert problem.severity is Severity.NOTE


def test_witnesses_stand_for_the_real_host() -> None:
    witness = "https://qa-cms.eccp.hosted-temp.com/news/a-register-of-test-beds"
    found = visit(document(f"<main>{TEXT}</main>"), witness, site=ECCP)
    assert found.article is not None
    assert (found.url, found.article.url) == (NEWS, NEWS)


@pytest.mark.parametrize("form", [Form.FILE, Form.RENDERED])
def test_a_saved_page_tells_its_own_address(form: Form) -> None:
    page = captured(
        document(f"<main>{TEXT}</main>", head=canonical("/news/a-register-of-test-beds")),
        ECCP.base_url,
        form=form,
        status=None,
        site=ECCP,
    )
    found = read(page, ECCP)
    assert found.article is not None
    assert (found.url, found.article.url) == (NEWS, NEWS)
    elsewhere = replace(page, body=page.body.replace(b"/news/", b"https://other.example/news/"))
    assert read(elsewhere, ECCP).url == f"{ECCP.base_url}/"


def test_a_served_page_keeps_the_address_it_was_asked_under() -> None:
    page = captured(
        f"<html><head><title>News</title>{canonical('/news')}</head><body>{teasers(3)}</body></html>",
        f"{ECCP.base_url}/news?page=2",
        site=ECCP,
    )
    assert read(page, ECCP).url == f"{ECCP.base_url}/news?page=2"


def test_reading_is_a_pure_function() -> None:
    page = captured(
        document(f"<nav>menu</nav><main>{TEXT}</main>", head=canonical(NEWS)), NEWS, site=ECCP
    )
    assert read(page, ECCP) == read(page, ECCP, vocabulary=Vocabulary())
