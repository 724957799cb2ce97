"""Names of elements, and the rules they fall under."""

from __future__ import annotations

import pytest

from scraper.clean.rules import RELATED_HEADING, verdict


@pytest.mark.parametrize(
    ("attribute", "rule"),
    [
        ("CybotCookiebotDialogBodyLevelButtons", "consent:cookiebot"),
        ("block onetrust-pc-dark-filter", "consent:onetrust"),
        ("block block-user-login", "login:exact"),
        ("newsletterSignup", "newsletter:word"),
        ("newsletter__signup", "newsletter:word"),
        ("block-views-blockrecent-news-block-1", "related:word"),
        ("c-cookiebar", "consent:word"),
        ("Sidebar", "sidebar:exact"),
        ("left_sidebar", "sidebar:word"),
        ("field field--name-field-related-content", "related:word"),
        ("menu-item menu-item--expanded", "navigation:word"),
        ("mainMenu", "navigation:word"),
        ("text-main--menu", "navigation:word"),
        ("block-more-latest-news", "related:word"),
        ("x_block-views-blockrecent-news", "related:word"),
    ],
)
def test_telling_names(attribute: str, rule: str) -> None:
    found = verdict(attribute)
    assert found is not None
    assert found.name == rule


@pytest.mark.parametrize(
    "attribute",
    [
        "",
        "node node--type-article",
        "field field--name-body field--type-text-with-summary",
        "has-sidebar",
        "no-sidebars",
        "with-comments",
        "advantage",
        "shared-facilities",
        "cookbook",
        "header",
        "teaser",
        "content",
        "navel",
        "text-center",
        "page-main",
        "more-lights",
        "enabled-menu",
    ],
)
def test_names_that_tell_nothing(attribute: str) -> None:
    assert verdict(attribute) is None


def test_a_sure_name_counts_more_than_a_hint() -> None:
    found = verdict("menu sliding-popup-bottom")
    assert found is not None
    assert (found.name, found.kind, found.sure) == (
        "consent:eu_cookie_compliance",
        "consent",
        True,
    )


@pytest.mark.parametrize(
    "heading",
    ["Recent news", "RELATED ARTICLES:", "See also", "More about clusters", "Weitere Meldungen"],
)
def test_headings_of_related_blocks(heading: str) -> None:
    assert RELATED_HEADING.match(heading)


@pytest.mark.parametrize(
    "heading", ["News", "Recent", "More", "Related work on clusters in Europe"]
)
def test_other_headings(heading: str) -> None:
    assert not RELATED_HEADING.match(heading)
