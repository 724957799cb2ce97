"""Consent wording without telltale names, and the texts that hide in a page's scripts."""

from __future__ import annotations

import json

import pytest

from scraper.clean.banner_script import banner_sentences
from scraper.clean.banner_text import OwnWords
from scraper.clean.index import PageIndex
from tests.scraper.saved import BLOCKS, TEXT, article, document, rules_of, stripped, visit

OWN = (
    "Krümel gefällig?",
    "Wir zählen unsere Gäste und merken uns, wer schon da war.",
    "Von mir aus",
    "Lieber nicht",
)
MARKUP = (
    f"<div><div class='popup-content info'><div id='popup-text'><h2>{OWN[0]}</h2><p>{OWN[1]}</p>"
    f"</div><div id='popup-buttons'><button>{OWN[2]}</button><button>{OWN[3]}</button></div></div>"
)


def drupal_7(markup: str) -> str:
    settings = {
        "ajaxPageState": {"js": {"modules/eu_cookie_compliance.js": 1}},
        "eu_cookie_compliance": {"popup_enabled": 1, "popup_html_info": markup},
    }
    text = json.dumps(settings).replace("<", "\\u003C").replace("/", "\\/")
    return (
        '<script type="text/javascript">\n<!--//--><![CDATA[//><!--\n'
        f"jQuery.extend(Drupal.settings, {text});\n//--><!]]>\n</script>"
    )


def drupal_8(markup: str) -> str:
    settings = {
        "path": {"currentPath": "node/7"},
        "eu_cookie_compliance": {
            "popup_html_info": markup,
            "withdraw_markup": "<button>Zustimmung zurückziehen</button>",
        },
    }
    return (
        '<script type="application/json" data-drupal-selector="drupal-settings-json">'
        f"{json.dumps(settings)}</script>"
    )


@pytest.mark.parametrize("script", [drupal_7, drupal_8])
def test_settings_scripts_tell_the_sites_own_sentences(script: object) -> None:
    assert callable(script)
    page = stripped(document(TEXT, head=script(MARKUP)))
    assert page.banner_sentences[:4] == OWN


def test_other_scripts_that_hold_texts() -> None:
    html = document(
        "<script>window.cookieconsent.initialise({ 'content': {message: 'We bake “cookies” here.',"
        " dismiss: \"Got it\", link: 'More', href: '/privacy'} });</script>"
    )
    assert stripped(html).banner_sentences == ("We bake “cookies” here.", "Got it", "More")


@pytest.mark.parametrize(
    "script",
    [
        '{"eu_cookie_compliance":{"popup_html_info":"\\u003Cp\\u003Ebroken',
        '{"eu_cookie_compliance":{"popup_html_info":""}}',
        '{"eu_cookie_compliance":{"popup_html_info":"\\ud83d cookies"}}',
        "var cookies = ['a', 'b'];",
        "",
    ],
)
def test_broken_scripts_tell_nothing_and_break_nothing(script: str) -> None:
    page = stripped(document(TEXT, head=f"<script>{script}</script>"))
    assert all("\ud83d" not in sentence for sentence in page.banner_sentences)


@pytest.mark.parametrize(
    "painted",
    [
        (
            f"<div><b>{OWN[0]}</b><p>{OWN[1]}</p><a href='#'>{OWN[2]}</a> <a href='#'>"
            f"{OWN[3]}</a></div>"
        ),
        f"<section><h2>{OWN[0]}</h2></section><div><div><span>{OWN[1]}</span></div></div>",
        f"<div>{OWN[1]}</div>",
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_the_sites_own_banner_goes_wherever_it_is_painted(painted: str, place: str) -> None:
    text = f"<main>{TEXT}</main>"
    body = painted + text if place == "before" else text + painted
    found = visit(document(body, head=drupal_8(MARKUP)))
    assert found.article is not None
    assert found.article.body_text.split("\n\n") == list(BLOCKS)
    assert "consent:settings_script" in rules_of(found)


def test_a_banner_painted_into_the_text_goes_as_a_whole() -> None:
    inside = f"<div><h2>{OWN[0]}</h2><p>{OWN[1]}</p><button>{OWN[2]}</button></div>"
    body = f"<div class='entry-content'><p>{BLOCKS[0]}</p>{inside}<p>{BLOCKS[1]}</p></div>"
    found = article(document(body, head=drupal_7(MARKUP)))
    assert found.body_text.split("\n\n") == list(BLOCKS[:2])


def test_one_of_its_sentences_quoted_in_the_text_stays() -> None:
    body = f"<div class='entry-content'><p>{BLOCKS[0]}</p><p>{OWN[1]}</p><p>{BLOCKS[1]}</p></div>"
    found = article(document(body, head=drupal_7(MARKUP)))
    assert found.body_text.split("\n\n") == [BLOCKS[0], OWN[1], BLOCKS[1]]


def test_known_wording_without_any_names() -> None:
    painted = (
        "<div><p>We use cookies on this site to enhance your user experience</p>"
        "<p>By clicking any link on this page you are giving your consent for us to set cookies."
        "</p><a>OK, I agree</a> <a>No, give me more info</a></div>"
    )
    found = visit(document(f"<main>{TEXT}</main>{painted}"))
    assert found.article is not None
    assert found.article.body_text.split("\n\n") == list(BLOCKS)
    assert "consent:pattern" in rules_of(found)


def test_own_words() -> None:
    own = OwnWords(OWN)
    assert own.tells(f"{OWN[1]}  {OWN[2].upper()}")
    assert not own.tells(OWN[2])
    assert not own.tells(f"{OWN[1]} And so we went home.")
    assert own.count(" ".join(OWN)) == 4


def test_no_sentences_without_scripts() -> None:
    page = stripped(document(TEXT))
    assert banner_sentences(PageIndex(page.tree, 1000)) == ()
