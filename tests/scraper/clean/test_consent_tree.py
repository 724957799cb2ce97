"""Banners of any wording in a page, with no name to know them by."""

from __future__ import annotations

import pytest

from scraper.clean.consent_pieces import is_banner, leans_to_banner
from tests.scraper.clean.test_consent_runs import COURT, MORE, TOLD
from tests.scraper.saved import BLOCKS, TEXT, document, rules_of, stripped, visit

ROW = "<button>Alle annehmen</button><button>Ablehnen</button>"
BANNERS = (
    f"<div class='a1'><p>{TOLD}</p><p>{MORE}</p><div>{ROW}</div></div>",
    f"<section><span>{TOLD}</span> <span>Alle annehmen</span> <span>Ablehnen</span></section>",
    f"<div role='dialog'><h4>Cookies auf dieser Seite</h4><ul><li>{TOLD}</li></ul>{ROW}</div>",
)


@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("shell", ["<main>{}</main>", "<div aria-hidden='true' inert>{}</div>"])
def test_a_banner_without_a_name(banner: str, shell: str) -> None:
    for body in (banner + shell.format(TEXT), shell.format(TEXT) + banner):
        found = visit(document(body))
        assert found.article is not None
        assert found.article.body_text.split("\n\n") == list(BLOCKS)
        assert "consent:pattern" in rules_of(found)


def test_an_article_shorter_than_the_banner_stays() -> None:
    page = document(f"<div class='x'><p>{BLOCKS[0]}</p></div>{BANNERS[0]}")
    found = visit(page)
    assert found.article is not None
    assert found.article.body_text == BLOCKS[0]


def test_an_article_about_cookies_stays() -> None:
    texts = [COURT, f"Dort stand: „{TOLD}“", "Wer ablehnt, darf nicht schlechter gestellt werden."]
    body = "".join(f"<p>{text}</p>" for text in texts)
    page = stripped(document(f"<div>{body}<button>Drucken</button></div>", title="Cookies"))
    assert "consent:pattern" not in rules_of(page)
    assert not any(is_banner(element) for element in page.tree.iter("div", "p"))


def test_a_name_may_hint_at_what_leans_to_a_banner() -> None:
    odd = "<div class='my-cookie-bar'><p>{}</p><p>Ahoi.</p><p>Alle annehmen</p></div>"
    page = stripped(document(f"<main>{TEXT}</main>{odd.format(TOLD)}"))
    assert "consent:word" in rules_of(page)
    element = stripped(document(f"<div id='e'><p>{COURT}</p></div>")).tree.xpath("//*[@id='e']")[0]
    assert not leans_to_banner(element)
