"""The pages show what the truth says, and hide what it says is hidden."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from scraper.example import banners, mail
from scraper.example.platform import ExamplePlatform
from tests.scraper.example.visitor import Page, Visitor

_BODY = {
    "drupal7": "//div[contains(@class, 'field-name-body')]",
    "drupal7_stock": "//div[contains(@class, 'field-name-body')]",
    "drupal10": "//div[contains(@class, 'field--name-body')]",
}


def test_there_is_something_of_everything(platform: ExamplePlatform) -> None:
    articles = platform.articles
    templates = Counter(article.template for article in articles)
    languages = Counter(article.language for article in articles)
    years = {article.published_at[:4] for article in articles if article.published_at}

    assert len(articles) == len({article.path for article in articles}) == 120
    assert set(templates) == set(_BODY) and min(templates.values()) >= 15
    assert set(languages) == {"en", "de", "fr"} and min(languages.values()) >= 15
    assert {str(year) for year in range(2014, 2027)} <= years
    assert {article.banner for article in articles} == set(banners.HIDINGS)
    assert sorted(article.reach for article in articles if article.reach != "all") == [
        *("feed", "listing", "sitemap")
    ]
    assert any(not article.authors and article.template == "drupal10" for article in articles)
    assert any(article.author_cut for article in articles)
    assert any(article.declared_language != article.language for article in articles)
    assert any(len(article.event_dates) > 1 for article in articles)
    for field in ("subtitle", "images", "links", "attachments", "contacts", "related"):
        assert any(getattr(article, field) for article in articles), field


def test_every_page_shows_its_article(platform: ExamplePlatform, visitor: Visitor) -> None:
    for article in platform.articles:
        page = visitor.ask(article.path)
        body = _with_plain_mail(page.words(_BODY[article.template]), article.contacts)

        assert page.words("//h1") == article.title
        assert _stand_in_order(article.body_blocks, body), article.path
        assert article.subtitle is None or article.subtitle in page.words()
        assert _tags(page) == list(article.tags)
        assert {image.path for image in article.images} <= set(_images(page))


def test_dates_and_names_stand_where_the_look_prints_them(
    platform: ExamplePlatform, visitor: Visitor
) -> None:
    for article in platform.articles:
        page = visitor.ask(article.path)
        if article.template == "drupal7":
            assert "Submitted by" not in page.words()
        elif article.template == "drupal7_stock":
            assert f'content="{article.published_at}"' in page.text
            assert all(name in page.text for name in article.authors)
        else:
            name = article.authors[0] if article.authors else "Anonymous (not verified)"
            line = page.words("//div[@class='node__submitted']")
            assert line.startswith(f"Submitted by {name}")
            assert line.endswith(f"{(article.published_at or '')[:4]}")


def test_the_banner_hides_where_it_is_said_to(platform: ExamplePlatform, visitor: Visitor) -> None:
    for article in platform.articles:
        page = visitor.ask(article.path)
        hiding = banners.HIDINGS[article.banner]
        heading = banners.WORDINGS[hiding.language].heading
        body = page.words(_BODY[article.template])

        assert "popup_html_info" in page.text
        if not article.quotes_banner:
            assert (heading in page.words()) is bool(hiding.element)
            assert not [text for text in platform.banner_sentences if text in body]
        assert hiding.body_class in page.tree().xpath("string(//body/@class)")


def test_one_article_quotes_a_banner_and_one_is_shorter_than_it(
    platform: ExamplePlatform,
) -> None:
    quoting = [article for article in platform.articles if article.quotes_banner]
    banner = " ".join(banners.WORDINGS["en"])
    shortest = min(platform.articles, key=lambda article: len("".join(article.body_blocks)))

    assert len(quoting) == 1
    assert banners.WORDINGS["en"].message in " ".join(quoting[0].body_blocks)
    assert len(" ".join(shortest.body_blocks)) < len(banner)
    assert banners.HIDINGS[shortest.banner].element


@pytest.mark.parametrize("hiding", sorted(mail.HIDINGS))
def test_hidden_addresses_can_be_read_by_a_browser(hiding: str) -> None:
    markup = mail.HIDINGS[hiding]("ana.kova@a-cluster.example")

    assert ("ana.kova@a-cluster.example" in markup) is (hiding in ("plain", "mailto"))
    assert _browser_reads(markup) == "ana.kova@a-cluster.example"


def test_every_hiding_of_addresses_is_used(platform: ExamplePlatform, visitor: Visitor) -> None:
    found: set[str] = set()
    for article in platform.articles:
        text = visitor.ask(article.path).text
        for contact in article.contacts:
            found |= {name for name, hide in mail.HIDINGS.items() if hide(contact.email) in text}

    assert found == set(mail.HIDINGS)


def _browser_reads(markup: str) -> str:
    """What the scripts of the page make of a hidden address."""
    cipher = re.search(r'data-cfemail="([0-9a-f]+)"', markup)
    if cipher:
        key, *rest = bytes.fromhex(cipher[1])
        return bytes(byte ^ key for byte in rest).decode()
    markup = re.sub(r'<span class="h">.*?</span>', "", markup)
    text = re.sub(r"<[^>]+>", "", markup)
    return text.replace(" [at] ", "@").replace(" [dot] ", ".")


def _with_plain_mail(text: str, contacts: tuple[object, ...]) -> str:
    """Page text with each hidden address, whatever it looks like, at the end cut off."""
    if not contacts:
        return text
    found = re.search(r"\S+ \[(?:at|dot)\] .*$|\[email protected\].*$", text)
    return text[: found.start()] if found else text


def _stand_in_order(blocks: tuple[str, ...], text: str) -> bool:
    place = 0
    for block in blocks:
        words = re.sub(r"\S+@\S+$", "", block).strip()
        place = text.find(words, place)
        if place < 0:
            return False
    return True


def _tags(page: Page) -> list[tuple[str, str]]:
    links = page.tree().xpath(
        "//div[contains(@class, 'field-name-field-tags') or"
        " contains(@class, 'field--name-field-tags')]//a"
    )
    assert isinstance(links, list)
    return [(link.text_content(), link.get("href")) for link in links]


def _images(page: Page) -> list[str]:
    found = page.tree().xpath("//img/@src")
    assert isinstance(found, list)
    return [str(source) for source in found]
