"""Listings lead to every article once, whatever address they link."""

from __future__ import annotations

from scraper.example.platform import ExamplePlatform
from tests.scraper.example.visitor import Page, Visitor

_TITLES = "//span[@class='field-content']/a"
_NEXT = "//li[contains(@class, 'pager-next') or contains(@class, 'pager__item--next')]/a"


def _walk(visitor: Visitor, path: str) -> list[Page]:
    """All pages of a listing, by its links to the next one."""
    pages = [visitor.ask(path)]
    while True:
        following = pages[-1].hrefs(f"//div[contains(@class, 'view-news')]{_NEXT}")
        if not following:
            return pages
        pages.append(visitor.ask(following[0]))


def test_the_news_list_every_article_once(platform: ExamplePlatform, visitor: Visitor) -> None:
    titles = [
        title
        for path in ("/news", "/community-news")
        for page in _walk(visitor, path)
        for title in page.tree().xpath(f"{_TITLES}/text()")
    ]
    listed = [article.title for article in platform.articles if article.reach in ("all", "listing")]

    for title in listed:
        assert titles.count(title) == listed.count(title)


def test_past_its_end_a_drupal7_listing_repeats_its_last_page(visitor: Visitor) -> None:
    last = _walk(visitor, "/news")[-1]
    beyond = visitor.ask("/news?page=400")

    assert beyond.status == 200
    assert beyond.hrefs(_TITLES) == last.hrefs(_TITLES)


def test_past_its_end_a_term_is_empty(visitor: Visitor) -> None:
    articles = "//article//h2/a"

    assert visitor.ask("/tags/hydrogen").hrefs(articles)
    assert visitor.ask("/tags/hydrogen?page=40").hrefs(articles) == []
    assert visitor.ask("/tags/quantum").hrefs(articles) == []
    assert visitor.ask("/tags/quantum").status == 200


def test_several_pagers_share_one_parameter(visitor: Visitor) -> None:
    page = visitor.ask("/tags/cluster-policy?page=1%2C0%2C0%2C1")
    following = [href.partition("?")[2] for href in page.hrefs(_NEXT)]

    community = visitor.ask("/community-news").hrefs(_NEXT)
    assert [href.partition("?")[2] for href in community] == ["page=1", "page=0%2C1"]
    assert following == ["page=2%2C0%2C0%2C1", "page=1%2C1%2C0%2C1", "page=1%2C0%2C0%2C2"]


def test_listings_link_twins_and_all_lead_to_the_article(
    platform: ExamplePlatform, visitor: Visitor
) -> None:
    linked = {href for page in _walk(visitor, "/news") for href in page.hrefs(_TITLES)}
    twins = {twin for article in platform.articles for twin in article.twins}

    assert len(linked & twins) > 20
    for article in platform.articles[::10]:
        for twin in article.twins:
            if "preview." not in twin:
                path = twin.replace("http://localhost:", "http://127.0.0.1:")
                assert visitor.follow(path).words("//h1") == article.title


def test_what_is_no_article_ends_as_it_is_said_to(
    platform: ExamplePlatform, visitor: Visitor
) -> None:
    assert visitor.ask("/content/old-call-closed").status == 404
    assert visitor.follow("/content/members-only-benchmark").words("//title").startswith("Log in |")
    assert visitor.ask("/content/withdrawn-guidance").words("//h1") == "Page not found"
    assert visitor.ask("/content/moved-portal").headers["Location"].startswith("http://example.org")
    loop = visitor.ask("/content/circular-reference")
    assert loop.headers["Location"] == loop.url
    linked = visitor.ask("/news?page=400").hrefs(_TITLES)
    assert max(map(len, linked)) > 2083
    inside = {href for href in linked if href.startswith(platform.base_url)}
    sitemap = visitor.ask("/sitemap.xml?page=2").text
    for page in platform.other_pages:
        assert platform.base_url + page.path in inside or f"{page.path}</loc>" in sitemap
