"""The European Cluster Collaboration Platform, in both eras of its markup.

No HTML of the live platform was at hand when this was written: ``seen`` names what was
read and where, ``inferred`` what was concluded and why. ``clusternews sites try URL``
shows in one look whether a live page still fits. Fields that have no selector here are
read by the general rules for Drupal.
"""

from __future__ import annotations

from scraper.site import Listing, Site, Template

SITE = Site(
    name="eccp",
    title="European Cluster Collaboration Platform",
    base_url="https://www.clustercollaboration.eu",
    hosts=("www.clustercollaboration.eu", "clustercollaboration.eu"),
    witness_hosts=(
        "preview.clustercollaboration.eu",
        "impr-0001-1260-partners.eccp.hosted-temp.com",
        "impr-0001-1265-news-overview.eccp.hosted-temp.com",
        "qa-cms.eccp.hosted-temp.com",
    ),
    language="en",
    listings=(Listing(path="/news"), Listing(path="/community-news")),
    feeds=("/rss.xml",),
    sitemaps=("/sitemap.xml",),
    article_paths=(r"/(?:news|community-news|content|profile-articles|achievements)/[^/]+/?$",),
    listing_paths=(r"/tags/[^/]+/?$", r"/(?:news|community-news)/?$"),
    ignored_paths=(
        r"/user(?:/|$)",
        r"/(?:node/add|admin|search|print|printpdf|printmail|forward|comment/reply)(?:/|$)",
        r"/(?:node/\d+/(?:edit|delete|revisions)|filter/tips|system/files|cdn-cgi)(?:/|$)",
    ),
    templates=(
        Template(
            name="drupal10",
            tell_tales=(
                "article[data-history-node-id]",
                ".field--name-body",
                ".field--name-og-audience",
            ),
            selectors={
                "title": ("article[data-history-node-id] h1.page-title", "h1.page-title"),
                "summary": ('meta[name="description"]::attr(content)',),
            },
        ),
        Template(
            name="drupal7",
            tell_tales=(".field-name-body", 'div[id^="node-"].node', "#breadcrumb"),
            selectors={"related": (".block-views-recent-news", "#block-views-recent-news-block")},
        ),
    ),
    boilerplate=(".share", ".social-share"),
    title_suffixes=(" | European Cluster Collaboration Platform",),
    month_first=False,
    seen={
        "two eras, told apart by breadcrumb and 'Submitted by'": "page texts of 2016 to 2026",
        "articles under the article_paths above": "addresses of stored pages",
        "tags under /tags/<slug>, pagers from 0, several pagers in one parameter": (
            "addresses of stored pages"
        ),
        "article[data-history-node-id], span.field, span[typeof=schema:Person], span.date, "
        ".field--name-og-audience": "a public scraper and its fixture (eleco/tender-hunter)",
        "sitemap entries that begin http://default/": "the same scraper's test",
        "no byline and no date on pages of the Drupal 7 era": "14 of 15 stored pages; the seed",
        "theme-debug comments in pages and before the XML of feeds": "the same fixture; a test",
        "witness hosts": "addresses of stored pages",
    },
    inferred={
        ".field--name-body holds the text": "Drupal's classes; the fixture has comments only",
        "/news and /community-news are listings, /rss.xml and /sitemap.xml exist": (
            "Drupal's defaults; the sitemap's pages are asked for by the scraper above"
        ),
        "numeric dates have the day first": "'03/07/2023 15 pm CET' beside a July deadline",
        "block-views-recent-news": "Drupal's name for a views block headed 'Recent news'",
    },
)
