"""Finding the news of a platform of which nothing is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from archive.records import Announced, FoundLink, PageKind
from scraper.discover import links_on_listing, next_pages, read_feed, read_sitemap
from scraper.discover_lists import lists_on
from scraper.site import Site, site_for_url

BASE = "https://www.platform.example"
SITE = site_for_url(f"{BASE}/news/")


def tree(markup: str, language: str = "de") -> etree._Element:
    body = f'<html lang="{language}">{markup}</html>'
    return etree.fromstring(body.encode(), etree.HTMLParser(encoding="utf-8"))


def paths(links: tuple[FoundLink, ...] | list[FoundLink]) -> list[tuple[str, str]]:
    return [(link.kind.value, link.url.removeprefix(BASE)) for link in links]


class TestTeasers:
    def test_what_a_teaser_says_of_its_article(self) -> None:
        page = tree(
            "<body><main><ul>"
            '<li><span class="datum">14. Mai 2026</span><h3><a href="/news/neues-labor-eroeffnet">'
            'Neues Labor eröffnet</a></h3><p class="autor">Jana Weidner</p>'
            '<a rel="tag" href="/schlagwort/photonik">Photonik</a></li>'
            '<li><time datetime="2026-05-02T10:00:00+02:00">2.5.</time>'
            '<h3><a href="/news/zweites-labor-geplant">Zweites Labor geplant</a></h3></li>'
            '<li><h3><a href="/news/drittes-labor-verschoben">Drittes Labor verschoben …</a></h3>'
            "<p>Am 1. Juni 2026 sollte es beginnen, wie der Verein im Winter gesagt hat.</p></li>"
            "</ul></main></body>"
        )
        links = links_on_listing(page, f"{BASE}/news/", SITE)
        place = f"{BASE}/news"
        assert [link.announced for link in links] == [
            Announced(
                method="listing",
                place=place,
                title="Neues Labor eröffnet",
                published_at="2026-05-14",
                authors=("Jana Weidner",),
                terms=("Photonik",),
            ),
            Announced(
                method="listing",
                place=place,
                title="Zweites Labor geplant",
                published_at="2026-05-02T10:00:00+02:00",
            ),
            None,
        ]

    def test_links_of_menus_terms_forms_and_files_are_no_articles(self) -> None:
        page = tree(
            '<body><nav><a href="/news/ein-titel-im-menue">Ein langer Titel im Menü</a></nav>'
            '<h2><a href="/tag/saubere-energie">Alles über saubere Energie</a></h2>'
            '<h2><a href="/login?next=/news">Hier als Mitglied anmelden</a></h2>'
            '<h2><a href="/kalender/2026-06/">Alle Termine im Juni ansehen</a></h2>'
            '<h2><a href="/impressum">Wer diese Seiten hier macht</a></h2>'
            '<h2><a href="/daten/bericht-des-jahres.pdf">Der Bericht des Jahres</a></h2>'
            '<h2><a href="https://elsewhere.example/news/a-b-c">Bei anderen zu lesen</a></h2>'
            '<h2><a href="/news/die-eine-meldung">Die eine Meldung</a></h2></body>'
        )
        links = links_on_listing(page, f"{BASE}/news/", SITE)
        assert paths(links) == [("article", "/news/die-eine-meldung")]

    def test_links_beside_headlines_must_be_like_theirs(self) -> None:
        heads = "".join(
            f'<h2><a href="/news/titel-der-meldung-{n}">Titel der Meldung {n}</a></h2>'
            for n in range(4)
        )
        page = tree(
            f"<body>{heads}<p><a href='/leistungen/alle-unsere-angebote'>Alle unsere Angebote auf "
            "einen Blick</a> <a href='/news/noch-eine-meldung-dazu'>Noch eine Meldung dazu hier</a>"
            "</p></body>"
        )
        found = paths(links_on_listing(page, f"{BASE}/news/", SITE))
        assert ("article", "/news/noch-eine-meldung-dazu") in found
        assert ("article", "/leistungen/alle-unsere-angebote") not in found


class TestLists:
    def test_feeds_and_sitemaps_that_a_page_announces_or_links_to(self) -> None:
        page = tree(
            "<head><link rel='alternate' type='application/rss+xml' href='/feed/'>"
            "<link rel='alternate' type='application/rss+xml' title='Kommentare' href='/k/feed/'>"
            "<link rel='alternate' type='application/atom+xml' href='/comments/feed/'>"
            "<link rel='alternate' hreflang='en' href='/en/news/'>"
            "<link rel='sitemap' href='/map.xml'></head>"
            "<body><a href='/rss.xml'>RSS</a><a href='https://elsewhere.example/feed'>RSS</a></body>"
        )
        assert paths(lists_on(page, f"{BASE}/news/", SITE, PageKind.LISTING)) == [
            ("sitemap", "/map.xml"),
            ("feed", "/feed"),
            ("feed", "/rss.xml"),
        ]

    def test_the_feed_of_the_section_is_preferred(self) -> None:
        page = tree(
            "<head><link rel='alternate' type='application/rss+xml' href='/feed/'>"
            "<link rel='alternate' type='application/rss+xml' href='/news/feed/'></head>"
        )
        site = replace(SITE, scopes=("/news/",))
        found = paths(lists_on(page, f"{BASE}/news/", site, PageKind.LISTING))
        assert found == [("feed", "/news/feed")]

    @pytest.mark.parametrize("start", ["/", "/en/"])
    def test_a_front_page_leads_to_the_sections_of_news(self, start: str) -> None:
        page = tree(
            "<body><nav><a href='/en/news/'>News</a><a href='/aktuelles'>Aktuelles</a>"
            "<a href='/ueber-uns'>Über uns</a><a href='/a/b/c/news'>Deep</a></nav></body>"
        )
        found = paths(lists_on(page, BASE + start, SITE, PageKind.LISTING))
        assert found == [("listing", "/en/news"), ("listing", "/aktuelles")]
        assert lists_on(page, f"{BASE}/projekte/", SITE, PageKind.LISTING) == []

    def test_an_article_leads_to_the_listing_above_it(self) -> None:
        page = tree(
            "<body><a href='/de/'>Start</a><a href='/de/meldungen/'>Meldungen</a>"
            "<a href='/de/meldungen/eine-andere-meldung'>Eine andere</a></body>"
        )
        url = f"{BASE}/de/meldungen/die-eine-meldung"
        found = paths(lists_on(page, url, SITE, PageKind.ARTICLE))
        assert found == [("listing", "/de/meldungen")]


#: Language -> how the link to older articles is worded.
OLDER = {
    "bg": "По-стари публикации",
    "cs": "Starší příspěvky",
    "da": "Ældre indlæg",
    "de": "Ältere Beiträge",
    "el": "Παλαιότερα άρθρα",
    "en": "« Older posts",
    "es": "Entradas anteriores",
    "et": "Vanemad postitused",
    "fi": "Vanhemmat artikkelit",
    "fr": "Articles plus anciens →",
    "ga": "Níos sine",
    "hr": "Starije objave",
    "hu": "Régebbi bejegyzések",
    "it": "Articoli meno recenti",
    "lt": "Senesni įrašai",
    "lv": "Vecāki ieraksti",
    "mt": "Li jmiss",
    "nl": "Oudere berichten",
    "pl": "Starsze wpisy",
    "pt": "Artigos mais antigos",
    "ro": "Articole mai vechi",
    "sk": "Staršie články",
    "sl": "Starejše objave",
    "sv": "Äldre inlägg",
}


class TestPagers:
    @pytest.mark.parametrize("language", OLDER)
    def test_older_posts_in_every_language(self, language: str) -> None:
        page = tree(f"<body><a href='/news/?p=2'>{OLDER[language]}</a></body>", language)
        found = paths(next_pages(page, f"{BASE}/news/", SITE))
        assert found == [("listing", "/news?p=2")]

    @pytest.mark.parametrize(
        ("here", "hrefs", "following"),
        [
            ("/news/", {"2": "/news/?p=2", "3": "/news/?p=3"}, "/news?p=2"),
            ("/news/?p=2", {"1": "/news/", "3": "/news/?p=3", "4": "/news/?p=4"}, "/news?p=3"),
            ("/news/", {"2": "/news/2/", "3": "/news/3/"}, "/news/2"),
            ("/news/2/", {"3": "/news/3/", "4": "/news/4/"}, "/news/3"),
            ("/news/", {"2": "/news/?s=10", "3": "/news/?s=20"}, "/news?s=10"),
            ("/news/", {"2": "/news/?offset=10", "3": "/news/?offset=20"}, "/news?offset=10"),
        ],
    )
    def test_numbers_of_any_scheme(self, here: str, hrefs: dict[str, str], following: str) -> None:
        anchors = "".join(f"<a href='{href}'>{text}</a>" for text, href in hrefs.items())
        found = paths(next_pages(tree(f"<body>{anchors}</body>"), BASE + here, SITE))
        assert found == [("listing", following)]

    @pytest.mark.parametrize(
        "anchor",
        [
            "<a href='/kalender/2026-07/'>Weiter</a>",
            "<a href='/news/?month=2026-07'>nächste</a>",
            "<a href='/news/der-naechste-beitrag'>Weiter</a>",
            "<a href='/andere/?p=2'>2</a>",
            "<a href='/news/?p=2'>2 Kommentare zu diesem Beitrag</a>",
        ],
    )
    def test_what_is_no_pager(self, anchor: str) -> None:
        assert next_pages(tree(f"<body>{anchor}</body>"), f"{BASE}/news/", SITE) == ()


class TestFeedsAndSitemaps:
    def test_what_a_feed_says_of_its_articles(self) -> None:
        feed = (
            "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
            f"<item><title>Forschung &amp;amp; &lt;b&gt;Praxis&lt;/b&gt;</title>"
            f"<link>{BASE}/a</link><pubDate>Mon, 04 May 2026 09:30:00 +0200</pubDate>"
            "<dc:creator>Jana Weidner</dc:creator>"
            "<category>Photonik</category><category>Photonik</category></item>"
            f"<item><link>{BASE}/b</link><pubDate>gestern</pubDate></item></channel></rss>"
        )
        (first, second), _ = read_feed(feed.encode(), SITE, place=f"{BASE}/feed")
        assert first.announced == Announced(
            method="feed",
            place=f"{BASE}/feed",
            title="Forschung & Praxis",
            published_at="2026-05-04T09:30:00+02:00",
            authors=("Jana Weidner",),
            terms=("Photonik",),
        )
        assert second.announced is not None and second.announced.published_at is None

    def test_an_atom_entry(self) -> None:
        feed = (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Neues Labor</title>"
            f"<link href='{BASE}/a'/><author><name>Jana Weidner</name></author>"
            "<published>2026-05-04T09:30:00+02:00</published><updated>2026-05-05T00:00:00Z</updated>"
            "<category term='photonik' label='Photonik'/></entry></feed>"
        )
        ((link,), _) = read_feed(feed.encode(), SITE)
        assert link.announced is not None
        assert link.announced.published_at == "2026-05-04T09:30:00+02:00"
        assert link.announced.terms == ("Photonik",)
        assert link.lastmod == "2026-05-05T00:00:00+00:00"

    def test_a_news_sitemap(self) -> None:
        spaces = (
            'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
            'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
        )
        body = (
            f"<urlset {spaces}><url><loc>{BASE}/news/neues-labor-eroeffnet</loc><news:news>"
            "<news:publication><news:name>Nordhang</news:name></news:publication>"
            "<news:publication_date>2026-05-04T09:30:00+02:00</news:publication_date>"
            "<news:title>Neues Labor</news:title><news:keywords>Photonik, Labor</news:keywords>"
            f"</news:news><image:image><image:loc>{BASE}/p.jpg</image:loc></image:image></url></urlset>"
        )
        ((link,), problems) = read_sitemap(body.encode(), SITE, place=f"{BASE}/news.xml")
        assert problems == ()
        assert link.announced == Announced(
            method="feed",
            place=f"{BASE}/news.xml",
            title="Neues Labor",
            published_at="2026-05-04T09:30:00+02:00",
            terms=("Photonik", "Labor"),
        )

    def test_of_an_unknown_site_only_what_looks_like_an_article_in_its_section(self) -> None:
        entries = "".join(
            f"<url><loc>{BASE}{path}</loc></url>"
            for path in ("/news/neues-labor-eroeffnet", "/news/", "/projekte/neues-labor-eroeffnet")
        )
        body = f"<urlset>{entries}</urlset>".encode()

        def found(site: Site) -> list[tuple[str, str]]:
            return paths(read_sitemap(body, site).links)

        assert found(replace(SITE, scopes=("/news/",))) == [
            ("unknown", "/news/neues-labor-eroeffnet")
        ]
        assert len(found(SITE)) == 2

    def test_sitemaps_of_terms_people_and_pages_are_left_out(self) -> None:
        names = ("post-sitemap.xml", "page-sitemap.xml", "category-sitemap.xml", "map-news.xml")
        more = ("wp-sitemap-users-1.xml", "wp-sitemap-posts-post-1.xml", "sitemap-page-2.xml")
        entries = "".join(
            f"<sitemap><loc>{BASE}/{name}</loc></sitemap>" for name in (*names, *more)
        )
        links, _ = read_sitemap(f"<sitemapindex>{entries}</sitemapindex>".encode(), SITE)
        assert [link.url.rpartition("/")[2] for link in links] == [
            "post-sitemap.xml",
            "map-news.xml",
            "wp-sitemap-posts-post-1.xml",
            "sitemap-page-2.xml",
        ]
