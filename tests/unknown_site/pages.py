"""How the platform prints its pages."""

from __future__ import annotations

from collections.abc import Sequence

from tests.unknown_site.writing import Story

NAME = "Technologienetz Nordhang"
_BANNER = (
    '<div class="hinweis-cookies" role="dialog" aria-label="Cookies"><p>Diese Website verwendet '
    "Cookies, um Ihnen die beste Nutzung zu ermöglichen.</p><button>Alle akzeptieren</button>"
    "<button>Nur notwendige</button></div>"
)
_MENU = (
    '<header class="kopf"><a class="marke" href="/">Technologienetz</a><nav><ul>'
    '<li><a href="/news/">Neuigkeiten</a></li><li><a href="/ueber-uns/">Über uns</a></li>'
    '<li><a href="/kalender/2026-06/">Kalender</a></li>'
    '<li><a href="/mitglieder/anmelden/">Anmelden</a></li></ul></nav></header>'
)
_FOOT = (
    '<footer class="fuss"><p>Newsletter abonnieren und nichts verpassen.</p>'
    '<a href="/impressum/">Impressum</a> <a href="/datenschutz/">Datenschutz</a>'
    '<a href="/unterlagen/satzung.pdf">Satzung des Vereins als Datei</a></footer>'
)


def page(title: str, main: str, *, head: str = "", banner: bool = True) -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html><html lang="de-DE"><head><meta charset="utf-8"><title>{title} – {NAME}'
        f'</title><link rel="alternate" type="application/rss+xml" title="{NAME} » Feed" '
        f'href="/feed/"><link rel="alternate" type="application/rss+xml" title="{NAME} » '
        f'Kommentar-Feed" href="/comments/feed/">{head}</head><body class="seite">'
        f"{_BANNER if banner else ''}{_MENU}<main>{main}</main>{_FOOT}</body></html>"
    )


def article(story: Story, others: Sequence[Story]) -> str:
    """An article with what stands around it."""
    line = []
    if story.page_states_date:
        line.append(
            f'<span class="datum"><time datetime="{story.day}">{story.day_in_words}</time></span>'
        )
    if story.page_states_author:
        line.append(f'von <a rel="author" href="/autor/{story.number % 4}/">{story.author}</a>')
    tags = "".join(
        f'<li><a rel="tag" href="/schlagwort/{tag.lower().replace(" ", "-")}/">{tag}</a></li>'
        for tag in (story.tags if story.page_states_tags else ())
    )
    related = "".join(
        f'<article class="kachel"><h3><a href="{one.path}">{one.title}</a></h3></article>'
        for one in others
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    return page(
        story.title,
        f'<article class="beitrag"><header><h1>{story.title}</h1><div class="meta">'
        f'{" ".join(line)}</div></header><div class="inhalt">{body}</div>'
        f'<ul class="schlagworte">{tags}</ul></article>'
        f'<section class="related"><h2>Das könnte Sie auch interessieren</h2>{related}</section>',
    )


def listing(stories: Sequence[Story], number: int, last: int, extra: str = "") -> str:
    """One page of the news, with its pager."""
    teasers = "".join(
        f'<div class="kachel"><a href="{one.path}"><img src="/bild/{one.number}.jpg" alt=""></a>'
        f'<div><h2><a href="{one.path}">{one.title}</a></h2>'
        f'<p class="angaben"><span class="datum">{one.day:%d.%m.%Y}</span> · '
        f'<span class="autor">{one.author}</span></p><p>{one.teaser}</p>'
        f'<a class="mehr" href="{one.path}">Weiterlesen</a></div></div>'
        for one in stories
    )
    older = f'<a href="/news/page/{number + 1}/">Ältere Beiträge</a>' if number < last else ""
    newer = f'<a href="/news/page/{number - 1}/">Neuere Beiträge</a>' if number > 2 else ""
    return page("Neuigkeiten", f"<h1>Neuigkeiten</h1>{teasers}{extra}<div>{newer} {older}</div>")


def calendar(month: str, following: str) -> str:
    """A month, which leads to the next one for ever."""
    days = "".join(
        f'<li><a href="/kalender/{month}-{day:02}/">Termine am {day}. des Monats ansehen</a></li>'
        for day in range(1, 29)
    )
    return page(
        f"Kalender {month}", f'<h1>{month}</h1><ul>{days}</ul><a href="{following}">weiter</a>'
    )


def login() -> str:
    """The form that members log in by."""
    form = (
        '<h1>Anmelden</h1><form method="post"><label>Name <input name="n"></label>'
        '<label>Kennwort <input type="password" name="p"></label><button>Los</button></form>'
    )
    return page("Anmelden", form)


def text(title: str, *paragraphs: str) -> str:
    """A page of the platform about itself, or about nothing."""
    return page(title, f"<h1>{title}</h1>" + "".join(f"<p>{one}</p>" for one in paragraphs))


def feed(stories: Sequence[Story], base: str) -> str:
    """The latest articles as RSS, in the manner of weblog systems."""
    items = "".join(
        f"<item><title>{one.title}</title><link>{base}{one.path}</link>"
        f"<pubDate>{one.day:%a, %d %b %Y} 09:30:00 +0200</pubDate>"
        f"<dc:creator><![CDATA[{one.author}]]></dc:creator>"
        + "".join(f"<category><![CDATA[{tag}]]></category>" for tag in one.tags)
        + f"<description>{one.teaser}</description></item>"
        for one in stories
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{NAME}</title><link>{base}</link>{items}</channel></rss>"
    )


def sitemap(base: str, *paths: str, index: bool = False) -> str:
    """A sitemap, or an index of sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    entries = "".join(f"<{inner}><loc>{base}{path}</loc></{inner}>" for path in paths)
    return f'<?xml version="1.0"?><{outer} xmlns="{_NAMESPACE}">{entries}</{outer}>'


_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
