"""What is taken out of a page, and what never is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.clean.consent_products import PRODUCTS
from scraper.clean.removal import folded
from scraper.extract.blocks import blocks_of, texts
from tests.scraper.saved import BLOCKS, SITE, TEXT, article, document, rules_of, stripped, visit

BANNER = (
    "<h2>We value your privacy</h2><p>This site counts its visitors with the help of "
    "cookies.</p><button>Accept all</button> <button>Reject all</button>"
)


def attributes_of(name: str) -> str:
    """The name as both an id and a class; a prefix gets an ending."""
    whole = f"{name[:-1]}1x" if name.endswith("*") else name
    return f'id="{whole}" class="{whole}"'


@pytest.mark.parametrize(
    ("product", "name"),
    [(product, name) for product, names in PRODUCTS.items() for name in names],
)
def test_every_name_of_every_consent_product(product: str, name: str) -> None:
    page = document(f"<div {attributes_of(name)}>{BANNER}</div><main>{TEXT}</main>")
    found = visit(page)
    assert found.article is not None
    assert found.article.body_text.split("\n\n") == list(BLOCKS)
    (block,) = [block for block in found.removed if block.rule.startswith("consent:")]
    assert block.rule == f"consent:{product}"
    assert "counts its visitors" in block.text
    assert f"div#{name.rstrip('*')}" in block.place


@pytest.mark.parametrize(
    ("where", "tag"),
    [("body", "body"), ("main", "main"), ("article", "article"), ("div", "div")],
)
@pytest.mark.parametrize(
    "classes",
    [
        "eu-cookie-compliance-popup-open sliding-popup-processed",
        "didomi-popup-open",
        "onetrust-consent",
        "cookie-policy article-cookie-policy-news",
        "related-content",
        "no-js cookies-not-set has-sidebar",
        "sidebar-first",
    ],
)
def test_what_holds_the_article_stays_whatever_it_is_called(
    where: str, tag: str, classes: str
) -> None:
    text = f"<h1>A register of test beds</h1>{TEXT}"
    inside = (
        f"<body class='{classes}'>{text}</body>"
        if where == "body"
        else (f"<body><{tag} class='{classes}'>{text}</{tag}></body>")
    )
    page = f"<html lang=en><head><title>A register of test beds</title></head>{inside}</html>"
    assert article(page).body_text.split("\n\n") == list(BLOCKS)


def test_an_aside_may_hold_the_article() -> None:
    page = document(f"<aside>{TEXT}</aside><div class='klaro'>{BANNER}</div>")
    assert article(page).body_text.split("\n\n") == list(BLOCKS)


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<nav><a href='/a'>One</a> <a href='/b'>Two</a></nav>", "navigation:nav"),
        ("<div role='navigation'><a href='/a'>One</a></div>", "navigation:role"),
        ("<ul class='menu main-nav'><li><a href='/a'>One</a></li></ul>", "navigation:word"),
        ("<div class='share-buttons'>Share this <a href='#'>Tweet</a></div>", "share:word"),
        ("<div class='addtoany_list'><a href='#'>Mail</a></div>", "share:exact"),
        (
            "<div id='block-user-login'><form><input type=password></form>Log in</div>",
            "login:exact",
        ),
        ("<div class='block-search'><form>Search <input></form></div>", "search:exact"),
        ("<div class='newsletter-signup'>Get our newsletter</div>", "newsletter:word"),
        ("<div class='related-posts'><a href='/x'>Another one</a></div>", "related:exact"),
        (
            "<div><h2>Recent news</h2><a href='/x'>Another article entirely</a></div>",
            "related:heading",
        ),
        ("<div id='comments'><p>I liked it.</p></div>", "comments:exact"),
        ("<footer>Imprint and more</footer>", "footer:footer"),
        ("<noscript>Please switch on JavaScript</noscript>", "hidden:noscript"),
        ("<span class='visually-hidden'>(link is external)</span>", "hidden:attribute"),
        ("<div style='display: none'>Nobody sees this</div>", "hidden:attribute"),
        ("<div hidden>Nobody sees this</div>", "hidden:attribute"),
        ("<button>Print</button>", "control:button"),
    ],
)
def test_furniture_is_recorded_with_its_rule(html: str, rule: str) -> None:
    page = stripped(document(f"{html}<main>{TEXT}</main>"))
    assert rule in rules_of(page)
    assert FIRST_WORDS in folded(page.tree)


FIRST_WORDS = "The regional agency has opened a register"


def test_the_tail_of_a_removed_element_stays() -> None:
    page = document(
        f"<main>{TEXT}<p>One<script>x()</script>two <button>Play</button>three "
        "<span class='sr-only'>hidden</span>four</p>"
        "<div>Before<div class='share-buttons'>Share</div>after</div></main>"
    )
    blocks = texts(blocks_of(stripped(page).tree))
    assert blocks[-2:] == ["Onetwo three four", "Before after"]


def test_headers_and_footers_of_an_article_are_part_of_it() -> None:
    page = document(
        f"<article><header><p class='byline'>By Ada Example on 3 March 2020</p></header>{TEXT}"
        "<footer><p>Written for the winter meeting of all the regional agencies.</p></footer>"
        "</article><footer><p>An address and the names of everybody on the board.</p></footer>"
    )
    text = "\n".join(texts(blocks_of(stripped(page).tree)))
    assert "winter meeting" in text
    assert "on the board" not in text


def test_a_sites_own_boilerplate() -> None:
    page = document(f"<div class='x-strip'>Membership strip</div><main>{TEXT}</main>")
    site = replace(SITE, boilerplate=("div.x-strip",))
    assert "site:div.x-strip" in rules_of(stripped(page, site))
    assert "site:div.x-strip" not in rules_of(stripped(page))


def test_records_have_a_limit() -> None:
    many = "".join(f"<button>Button {n}</button>" for n in range(1000))
    page = stripped(document(f"<main>{TEXT}</main>{many}<nav>{'<a>menu</a> ' * 4000}</nav>"))
    assert 0 < len(page.removed) <= 200
    assert max(len(block.text) for block in page.removed) <= 300


COOKIE_STORY = [
    "By clicking any link on this page you are giving your consent for us to set cookies: that "
    "sentence greeted visitors of many platforms between 2012 and 2017.",
    "We use cookies on this site to enhance your user experience",
    "The sentence above stood in the module as it was shipped, and most editors left it there.",
    "A banner with the button “OK, I agree” counts as consent in no country today.",
    "Accept all cookies, or reject them: both must take one click, says the court.",
]


@pytest.mark.parametrize(
    "shell",
    [
        "<div class='field field-name-body field-type-text-with-summary'>{}</div>",
        "<div class='article-cookie-policy-news'>{}</div>",
        "<article class='cookie-consent'>{}</article>",
        "<main>{}</main>",
    ],
)
def test_an_article_about_cookies_keeps_every_word(shell: str) -> None:
    story = "".join(f"<p>{text}</p>" for text in COOKIE_STORY)
    settings = (
        '<script>jQuery.extend(Drupal.settings, {"eu_cookie_compliance":{"popup_html_info":'
        '"\\u003Ch2\\u003EWe use cookies on this site to enhance your user experience'
        "\\u003C\\/h2\\u003E\\u003Cp\\u003EBy clicking any link on this page you are giving your "
        "consent for us to set cookies.\\u003C\\/p\\u003E\\u003Cbutton\\u003EOK, I agree"
        '\\u003C\\/button\\u003E"}});</script>'
    )
    banner = (
        "<div id='sliding-popup'><h2>We use cookies on this site to enhance your user experience"
        "</h2><p>By clicking any link on this page you are giving your consent for us to set "
        "cookies.</p><button>OK, I agree</button></div>"
    )
    page = document(shell.format(story) + banner, title="What cookie banners said", head=settings)
    found = article(page)
    assert found.body_text.split("\n\n") == COOKIE_STORY
    assert found.body_html is not None
    assert "enhance your user experience" in found.body_html
