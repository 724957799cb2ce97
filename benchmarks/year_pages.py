"""The pages of the made-up platform as HTML and XML, at one moment."""

from __future__ import annotations

from datetime import datetime
from html import escape

from benchmarks.year_world import Article, Habit, World

PER_LISTING = 20
PER_FEED = 10
#: Hosts that name their articles in a sitemap; the others have a feed.
MAPPED = (Habit.MAPPED, Habit.FROZEN, Habit.RESTLESS)
_MENU = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in ("about", "map"))
_HEAD = "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} | {name}</title>"
_TOP = "</head><body><header><nav><ul>" + _MENU + "</ul></nav></header><main>"
_BOTTOM = (
    "</main><footer><p>We use cookies to improve this site. Imprint and privacy of {name}. "
    "All rights reserved.</p>{aside}</footer></body></html>"
)


class Pages:
    """Renders one host of a world."""

    def __init__(self, world: World, habit: Habit, base_url: str) -> None:
        self._world, self._habit, self._base = world, habit, base_url
        self._name = f"{habit.name.title()} Clusters"

    def article(self, article: Article, moment: datetime) -> str:
        """The page of an article."""
        revision = article.at(moment)
        title, date = escape(article.headline(revision)), article.published
        meta = f"<meta property='article:published_time' content='{date.isoformat()}'>"
        if self._habit in (Habit.SILENT, Habit.FROZEN):
            meta = ""
        printed = f"<time datetime='{date:%Y-%m-%dT%H:%M}Z'>{date:%d %B %Y}</time>"
        inner = f"<article><h1>{title}</h1><p class='date'>{printed}</p><div class='body'>"
        return self._page(
            article.headline(revision),
            f"{inner}{article.body(revision)}</div></article>",
            f"<meta property='og:type' content='article'>{meta}",
            moment,
        )

    def listing(self, number: int, moment: datetime) -> str:
        """One page of the listing, counted from 0."""
        there = self._world.there(self._habit, moment)
        first = number * PER_LISTING
        teasers = "".join(
            f"<h2><a href='{one.path}'>{escape(one.headline(one.at(moment)))}</a></h2>"
            for one in there[first : first + PER_LISTING]
        )
        last = (len(there) - 1) // PER_LISTING
        pager = f"<a rel='next' href='/news?page={number + 1}'>next</a>" if number < last else ""
        return self._page("News", f"<h1>News</h1>{teasers}<nav>{pager}</nav>", "", moment)

    def feed(self, moment: datetime) -> str:
        """The newest articles as RSS."""
        newest = self._world.there(self._habit, moment)[:PER_FEED]
        items = "".join(
            f"<item><title>{escape(one.headline(one.at(moment)))}</title>"
            f"<link>{self._base}{one.path}</link></item>"
            for one in newest
        )
        return f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>"

    def sitemap(self, moment: datetime) -> str:
        """All articles, with the change time that the host claims."""
        entries = "".join(
            f"<url><loc>{self._base}{one.path}</loc>"
            f"<lastmod>{self._claimed(one, moment):%Y-%m-%dT%H:%M:%SZ}</lastmod></url>"
            for one in self._world.there(self._habit, moment)
        )
        return f"<?xml version='1.0'?><urlset>{entries}</urlset>"

    def requests_for_all(self, moment: datetime) -> int:
        """What a crawl that believes nothing asks for: every page, list, and robots.txt."""
        there = len(self._world.there(self._habit, moment))
        return 2 + there + (there - 1) // PER_LISTING + 1

    def _claimed(self, article: Article, moment: datetime) -> datetime:
        if self._habit is Habit.FROZEN:
            return article.published
        return moment if self._habit is Habit.RESTLESS else article.at(moment).at

    def _page(self, title: str, inner: str, meta: str, moment: datetime) -> str:
        aside = self._aside(moment) if self._habit is Habit.SILENT else ""
        head = _HEAD.format(title=escape(title), name=self._name)
        return f"{head}{meta}{_TOP}{inner}{_BOTTOM.format(name=self._name, aside=aside)}"

    def _aside(self, moment: datetime) -> str:
        """What changes on a page though its article does not: newest titles, and a token."""
        newest = self._world.there(self._habit, moment)[:3]
        titles = "".join(f"<li><a href='{one.path}'>{escape(one.title)}</a></li>" for one in newest)
        token = f"{int(moment.timestamp() * 7919) % 16**8:08x}"
        return f"<aside data-token='{token}'><ul>{titles}</ul></aside>"
