"""What pages, sitemaps and feeds lead to."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from archive.records import FoundLink, PageKind, PageState
from scraper.discover import links_on_listing, next_pages
from scraper.site import Listing, Site, site_for_url

BASE = "https://www.example.eu"
SITE = Site(
    name="example",
    title="Example",
    base_url=BASE,
    hosts=("example.eu", "www.example.eu"),
    listings=(Listing(path="/news"), Listing(path="/tags/x")),
    article_paths=(r"/news/[^/]+$", r"/content/"),
    listing_paths=(r"/tags/",),
    ignored_paths=(r"/news/internal",),
)
PAGES = Path(__file__).parents[1] / "pages" / "drupal7"


def tree(markup: str) -> etree._Element:
    return etree.fromstring(markup.encode(), etree.HTMLParser(encoding="utf-8"))


def anchors(*hrefs: str) -> etree._Element:
    return tree("<body>" + "".join(f'<a href="{href}">t</a>' for href in hrefs) + "</body>")


def urls(links: tuple[FoundLink, ...]) -> list[str]:
    return [link.url.removeprefix(BASE) for link in links]


class TestLinksOnListing:
    def test_articles_once_in_order_with_their_titles(self) -> None:
        page = tree(
            '<body><nav><a href="/news">News</a><a href="/contact">Contact</a></nav>'
            '<a href="/news/a"><img></a><h2><a href="/news/a/">First  one</a></h2>'
            '<a href="http://example.eu/content/b?utm_source=x#top">Second</a>'
            '<a href="/tags/x">Tag</a><a href="/news?page=1">2</a><a href="/">Home</a></body>'
        )
        links = links_on_listing(page, f"{BASE}/news", SITE)
        assert [(link.url, link.title, link.kind) for link in links] == [
            (f"{BASE}/news/a", "First one", PageKind.ARTICLE),
            (f"{BASE}/content/b", "Second", PageKind.ARTICLE),
        ]

    def test_the_address_keeps_the_slash_at_the_end(self) -> None:
        (link,) = links_on_listing(anchors("/news/a/"), f"{BASE}/news", SITE)
        assert (link.url, link.address) == (f"{BASE}/news/a", f"{BASE}/news/a/")

    def test_what_is_refused_is_kept_with_its_reason(self) -> None:
        page = anchors(
            "https://elsewhere.example/news/a", "file:///news/a", "/news/internal-x", "/news/a.pdf"
        )
        links = links_on_listing(page, f"{BASE}/news", SITE)
        assert [link.reason for link in links] == [
            "off-site",
            "scheme file is not asked for",
            "path is ignored on this site",
            "a file, not a page",
        ]
        assert {link.state for link in links} == {PageState.REFUSED}

    def test_a_selector_of_the_listing_decides(self) -> None:
        site = Site(
            name="s",
            title="S",
            base_url=BASE,
            hosts=("www.example.eu",),
            listings=(Listing(path="/news", items="h2.teaser, .more a"),),
            article_paths=(r"/news/",),
        )
        page = tree(
            '<body><h2 class="teaser"><a href="/p/1">One</a></h2><a href="/news/menu">Menu</a>'
            '<div class="more"><a href="https://partner.example/2">Two</a></div></body>'
        )
        links = links_on_listing(page, f"{BASE}/news?page=3", site)
        assert urls(links) == ["/p/1", "https://partner.example/2"]
        assert links[1].state is PageState.REFUSED

    def test_relative_links_follow_the_declared_base(self) -> None:
        page = tree('<head><base href="/news/"></head><body><a href="a">A title</a></body>')
        assert urls(links_on_listing(page, f"{BASE}/x/y", SITE)) == ["/news/a"]

    def test_an_unknown_site_gives_headings_and_long_texts(self) -> None:
        page = tree(
            '<body><header><a href="/about/us/and/others">About us and others</a></header>'
            '<nav><h2><a href="/menu">Menu</a></h2></nav>'
            '<main><article><header><h3><a href="/2024/05/story">Story</a></h3></header></article>'
            '<a href="/2024/06/other">Another story with a long title</a>'
            '<a href="/2024/06/other#c">3 comments</a>'
            '<a href="/blog?page=1">Go to the next page</a>'
            '<h2><a href="https://elsewhere.example/x">Elsewhere</a></h2></main>'
            '<footer><a href="/imprint">All about our imprint</a></footer></body>'
        )
        site = site_for_url(f"{BASE}/blog")
        assert urls(links_on_listing(page, f"{BASE}/blog", site)) == [
            "/2024/05/story",
            "/2024/06/other",
        ]

    @pytest.mark.parametrize(
        "around",
        [
            "<nav>{}</nav>",
            "<footer>{}</footer>",
            "<aside>{}</aside>",
            '<div role="complementary"><ul><li>{}</li></ul></div>',
            '<div id="sidebar-first"><h2>{}</h2></div>',
            '<div class="region region-footer">{}</div>',
        ],
    )
    @pytest.mark.parametrize("site", [SITE, site_for_url(f"{BASE}/news")], ids=["known", "unknown"])
    def test_an_empty_listing_is_empty_whatever_its_menus_hold(
        self, around: str, site: Site
    ) -> None:
        link = '<a href="/news/recent">The latest of our many stories</a>'
        page = tree(f'<body class="sidebar-first">{around.format(link)}<main>None.</main></body>')
        assert links_on_listing(page, f"{BASE}/news", site) == ()

    def test_forms_and_wrappers_around_the_content_are_no_furniture(self) -> None:
        page = tree(
            '<body class="nav header"><form id="aspnetForm"><main class="sidebar">'
            "<article><header><h2><a href='/news/a'>A</a></h2></header>"
            "<footer><a href='/news/a'>Read more</a></footer></article></main></form></body>"
        )
        assert urls(links_on_listing(page, f"{BASE}/news", SITE)) == ["/news/a"]

    def test_a_page_may_nest_deeply(self) -> None:
        page = tree("<body>" + "<div>" * 5000 + "<a href='/news/a'>A</a>")
        deep = etree.fromstring(
            b"<body>" + b"<i>" * 1500 + b"<a href='/news/a'>A</a>",
            etree.HTMLParser(huge_tree=True),
        )
        assert len(links_on_listing(page, f"{BASE}/news", SITE)) <= 1
        assert len(links_on_listing(deep, f"{BASE}/news", SITE)) == 1

    def test_a_hostile_page_harms_nothing(self) -> None:
        page = anchors("http://[", "", "#", "http://\x01/news/a", "/news/" + "a" * 5000)
        assert all(
            link.state is PageState.REFUSED and len(link.url) <= 2083
            for link in links_on_listing(page, f"{BASE}/news", SITE)
        )


class TestNextPages:
    def test_a_pager_that_counts_from_zero(self) -> None:
        page = anchors("/news?page=1", "/news?page=2", "/news?page=9")
        assert urls(next_pages(page, f"{BASE}/news", SITE)) == ["/news?page=1"]
        page = anchors("/news", "/news?page=0", "/news?page=2", "/news?page=3")
        assert urls(next_pages(page, f"{BASE}/news?page=1", SITE)) == ["/news?page=2"]

    def test_past_the_last_page_there_is_none(self) -> None:
        page = anchors("/news", "/news?page=12", "/news?page=13")
        assert next_pages(page, f"{BASE}/news?page=14", SITE) == ()

    def test_several_pagers_in_one_parameter_advance_one_at_a_time(self) -> None:
        page = anchors("/tags/x?page=1", "/tags/x?page=2", "/tags/x?page=0%2C0%2C0%2C1")
        assert urls(next_pages(page, f"{BASE}/tags/x", SITE)) == [
            "/tags/x?page=1",
            "/tags/x?page=0,0,0,1",
        ]

    def test_several_pagers_never_multiply(self) -> None:
        page = anchors("/tags/x?page=2", "/tags/x?page=1%2C0%2C0%2C1")
        assert urls(next_pages(page, f"{BASE}/tags/x?page=1", SITE)) == ["/tags/x?page=2"]

    def test_the_other_pagers_are_kept_where_the_walk_began_in_them(self) -> None:
        start = f"{BASE}/tags/x?page=2,0,0,1"
        page = anchors("/tags/x?page=3%2C0%2C0%2C1", "/tags/x?page=2%2C0%2C0%2C2")
        both = ["/tags/x?page=3,0,0,1", "/tags/x?page=2,0,0,2"]
        assert urls(next_pages(page, start, SITE, start=start)) == both
        page = anchors("/tags/x?page=4%2C0%2C0%2C1", "/tags/x?page=3%2C0%2C0%2C2")
        there = f"{BASE}/tags/x?page=3,0,0,1"
        assert urls(next_pages(page, there, SITE, start=start)) == ["/tags/x?page=4,0,0,1"]

    def test_a_pager_that_counts_from_one_marks_where_one_is(self) -> None:
        page = tree(
            '<ul class="pagination"><li class="active"><a href="/news?page=1">1</a></li>'
            '<li><a href="/news?page=2">2</a></li></ul>'
        )
        assert urls(next_pages(page, f"{BASE}/news", SITE)) == ["/news?page=2"]

    @pytest.mark.parametrize(
        ("here", "hrefs", "following"),
        [
            ("/news", ["/news?start=14", "/news?start=28"], "/news?start=14"),
            ("/news?start=14", ["/news", "/news?start=28"], "/news?start=28"),
            ("/blog/", ["/blog/page/2/", "/blog/page/3/"], "/blog/page/2"),
            ("/blog/page/2/", ["/blog/", "/blog/page/3/"], "/blog/page/3"),
            ("/presse/list/11", ["/presse/list/10", "/presse/list/12"], "/presse/list/12"),
            (
                "/n",
                ["/n?tx_news_pi1%5BcurrentPage%5D=2&cHash=ab"],
                "/n?tx_news_pi1%5BcurrentPage%5D=2",
            ),
            ("/news?tag=a", ["/news?tag=a&page=1", "/news?tag=b&page=1"], "/news?page=1&tag=a"),
        ],
    )
    def test_other_ways_to_count(self, here: str, hrefs: list[str], following: str) -> None:
        assert urls(next_pages(anchors(*hrefs), BASE + here, SITE)) == [following]

    def test_what_says_it_is_next_is_followed_where_nothing_counts(self) -> None:
        page = tree(
            '<head><link rel="next" href="/archive/b"></head><body>'
            '<a class="carousel-next" href="/news/other">&gt;</a></body>'
        )
        assert urls(next_pages(page, f"{BASE}/archive/a", SITE)) == ["/archive/b"]
        page = tree('<ul class="pager"><li class="pager-next"><a href="/older">x</a></li></ul>')
        assert urls(next_pages(page, f"{BASE}/newer", SITE)) == ["/older"]

    def test_sorting_and_foreign_pagers_are_not_followed(self) -> None:
        page = anchors("/news?order=title&page=1", "/other?page=1", "https://x.example/news?page=1")
        assert next_pages(page, f"{BASE}/news", SITE) == ()

    def test_a_real_drupal_7_listing(self) -> None:
        site = Site(
            name="d7",
            title="",
            base_url="https://www.clustercollaboration.eu",
            hosts=("www.clustercollaboration.eu",),
            listings=(Listing(path="/news"),),
            article_paths=("/news/",),
        )
        found = {}
        for number in (0, 1, 14):
            body = (PAGES / f"listing-{number:02}.html").read_bytes()
            page = etree.fromstring(body, etree.HTMLParser(encoding="utf-8"))
            url = f"{site.base_url}/news?page={number}"
            articles = links_on_listing(page, url, site)
            found[number] = len(articles), [link.url[-7:] for link in next_pages(page, url, site)]
        assert found == {0: (10, ["?page=1"]), 1: (10, ["?page=2"]), 14: (10, [])}
