"""Drupal's theme-debug comments name fields, and never become text."""

from __future__ import annotations

import pytest

from scraper.clean.removal import folded
from tests.scraper.saved import FIRST, SECOND, stripped

GENERATIONS = {
    "drupal 8": (
        "<!-- THEME DEBUG --><!-- THEME HOOK: 'field' --><!-- FILE NAME SUGGESTIONS:\n"
        "   * field--node--body--news.html.twig\n   x field--node--body.html.twig\n-->"
        "<!-- BEGIN OUTPUT from 'core/themes/classy/templates/field/field.html.twig' -->",
        "<!-- END OUTPUT from 'core/themes/classy/templates/field/field.html.twig' -->",
    ),
    "drupal 10.3": (
        "<!-- THEME DEBUG --><!-- THEME HOOK: 'field' --><!-- 💡 FILE NAME SUGGESTIONS:\n"
        "   ▪️ field--node--body--news.html.twig\n   ✅ field.html.twig\n-->"
        "<!-- 💡 BEGIN CUSTOM TEMPLATE OUTPUT from 'themes/x/field.html.twig' -->",
        "<!-- END CUSTOM TEMPLATE OUTPUT from 'themes/x/field.html.twig' -->",
    ),
    "named by its file": (
        "<!-- THEME DEBUG --><!-- CALL: theme('field') -->"
        "<!-- BEGIN OUTPUT from 'themes/x/field--node--body.html.twig' -->",
        "<!-- END OUTPUT from 'themes/x/field--node--body.html.twig' -->",
    ),
}
INNER = (
    "<!-- THEME DEBUG --><!-- BEGIN OUTPUT from 'x/media.html.twig' --><img src='/a.png'>"
    "<!-- END OUTPUT from 'x/media.html.twig' -->"
)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_comments_around_a_field_give_it_its_class(generation: str) -> None:
    begin, end = GENERATIONS[generation]
    page = stripped(
        f"<main>Above{begin}loose <b>text</b><p>{FIRST}</p>{INNER}<p>{SECOND}</p>{end}below</main>"
    )
    (field,) = page.index.with_class("field--name-body")
    assert folded(field) == f"loose text {FIRST} {SECOND}"
    assert folded(page.tree) == f"Above loose text {FIRST} {SECOND} below"


def test_a_field_with_its_class_is_left_as_it_is() -> None:
    begin, end = GENERATIONS["drupal 8"]
    html = f"<main>{begin}<div class='field field--name-body'><p>{FIRST}</p></div>{end}</main>"
    assert len(stripped(html).index.with_class("field--name-body")) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<!-- THEME DEBUG --><main>{}</main>",
        GENERATIONS["drupal 8"][0] + "<main>{}</main>",
        "<main>{}</main>" + GENERATIONS["drupal 8"][1] + "<!-- THEME DEBUG -->",
        "<main>"
        + GENERATIONS["drupal 8"][0]
        + "<div>{}"
        + GENERATIONS["drupal 8"][1]
        + "</div></main>",
    ],
)
def test_comments_out_of_order_break_nothing(html: str) -> None:
    page = stripped(html.format(f"<p>{FIRST}</p>"))
    assert folded(page.tree) == FIRST
