"""A blog system's platform in German and Polish: one theme, a section for each language.

Class names of posts, bodies and menus vary with number, category and tags; a box on the
cluster closes every post, an invitation to the newsletter stands between its paragraphs,
teasers rotate, fixed headings, a quotation and a sentence on funding stand in many bodies.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.sites_made.made import ARTICLE, FURNITURE, MadePage, Writer

BASE = "https://www.cluster-blog.example"

_AUTHORS = ("Jana Keller", "Marek Nowak", "Ute Brandt")
_CATEGORIES = ("energie", "wasser", "textil")
_TAGS = ("wasserstoff", "kreislauf", "recycling", "photonik", "leichtbau")


@dataclass(frozen=True, slots=True)
class _Words:
    """What the theme says in one language."""

    menu: tuple[str, ...]
    banner: tuple[str, ...]
    tagline: str
    newsletter: tuple[str, str, str]
    share: str
    about: tuple[str, str]
    related: str
    latest: str
    contact: tuple[str, str]
    footer: tuple[str, ...]
    tags: str
    headings: tuple[str, ...]
    quotation: str
    funding: str
    countries: tuple[str, ...]


_SAID = {
    "de": _Words(
        menu=("Startseite", "Aktuelles", "Mitglieder", "Termine", "Über uns", "Kontakt"),
        banner=(
            "Diese Seite verwendet Cookies, damit sie gut läuft. Mehr in der Erklärung.",
            "Alles klar",
            "Nur das Nötige",
        ),
        tagline="Das Netzwerk für Wasser und Werkstoffe im Norden",
        newsletter=(
            "Nichts mehr verpassen",
            "Einmal im Monat das Wichtigste aus dem Netzwerk, kurz und ohne Werbung.",
            "Zur Anmeldung",
        ),
        share="Beitrag teilen: Facebook LinkedIn Per Mail",
        about=(
            "Über das Cluster",
            "Das Cluster Nord verbindet 120 Betriebe, Hochschulen und Ämter, die an Wasser und "
            "Werkstoffen arbeiten. Seine Geschäftsstelle steht in Kiel.",
        ),
        related="Das könnte Sie auch interessieren",
        latest="Neueste Beiträge",
        contact=("Ansprechpartnerin", "Geschäftsstelle, Hafenweg 3, 24103 Kiel"),
        footer=("Impressum", "Datenschutz", "© Cluster Nord. Alle Rechte vorbehalten."),
        tags="Schlagwörter:",
        headings=("Hintergrund", "Wie es weitergeht"),
        quotation="Wer Wasser spart, spart doppelt, sagte der Minister bei der Eröffnung.",
        funding="Das Vorhaben wird von der Europäischen Union aus dem Fonds für regionale "
        "Entwicklung gefördert und läuft über drei Jahre.",
        countries=("Polen", "Dänemark", "Schweden", "Finnland"),
    ),
    "pl": _Words(
        menu=("Strona główna", "Aktualności", "Członkowie", "Terminy", "O nas", "Kontakt"),
        banner=(
            "Ta strona używa plików cookie, aby dobrze działać. Więcej w informacji.",
            "W porządku",
            "Tylko niezbędne",
        ),
        tagline="Sieć dla wody i materiałów na północy",
        newsletter=(
            "Bądź na bieżąco",
            "Raz w miesiącu najważniejsze wieści z sieci, krótko i bez reklam.",
            "Zapisz się",
        ),
        share="Udostępnij wpis: Facebook LinkedIn E-mail",
        about=(
            "O klastrze",
            "Klaster Północ łączy 120 firm, uczelni i urzędów, które zajmują się wodą i "
            "materiałami. Jego biuro mieści się w Gdańsku.",
        ),
        related="Może Cię zainteresować",
        latest="Najnowsze wpisy",
        contact=("Osoba do kontaktu", "Biuro, ulica Portowa 3, 80-001 Gdańsk"),
        footer=("Nota prawna", "Prywatność", "© Klaster Północ. Wszelkie prawa zastrzeżone."),
        tags="Tagi:",
        headings=("Tło", "Co dalej"),
        quotation="Kto oszczędza wodę, oszczędza podwójnie, mówił minister na otwarciu.",
        funding="Projekt jest finansowany przez Unię Europejską z funduszu rozwoju "
        "regionalnego i potrwa trzy lata.",
        countries=("Niemcy", "Dania", "Szwecja", "Finlandia"),
    ),
}


def pages(count: int = 64) -> list[MadePage]:
    """The posts, in the order in which a crawl finds them."""
    return [_page(number) for number in range(count)]


def _page(number: int) -> MadePage:
    language = ("de", "pl")[number % 2]
    said, writer = _SAID[language], Writer(language, number)
    title, day = writer.title(), f"2024-{number % 12 + 1:02}-{number % 27 + 1:02}"
    author, category = writer.choice(_AUTHORS), writer.choice(_CATEGORIES)
    tags = writer.sample(_TAGS, 2)
    path = f"/{language}/{category}/beitrag-{1000 + number}"
    html = f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">
<title>{title} - Cluster Nord</title><link rel="canonical" href="{BASE}{path}"></head>
<body class="post-template-default single single-post postid-{number} category-{category}">
{_banner(said)}<div id="page" class="site">{_header(said, language)}
<div id="content" class="site-content"><main id="main">
<article id="post-{number}" class="post-{number} post type-post category-{category} tag-{tags[0]}">
<header class="entry-header"><h1 class="entry-title">{title}</h1><div class="entry-meta">
<time class="entry-date" datetime="{day}T09:00:00+02:00">{day}</time>
<span class="byline"><a rel="author" href="/author/{author.split()[0]}">{author}</a></span></div>
</header><div class="entry-content">{_body(said, writer)}
<div class="about-box" {FURNITURE}><h4>{said.about[0]}</h4><p>{said.about[1]}</p></div>
<div class="share-line" {FURNITURE}>{said.share}</div></div>
<footer class="entry-footer"><span class="tags-links">{said.tags}
{" ".join(f'<a rel="tag" href="/tag/{tag}">{tag}</a>' for tag in tags)}</span></footer></article>
{_related(said, language, number)}</main>{_sidebar(said, language, number)}</div>
{_footer(said)}</div></body></html>"""
    return MadePage(BASE + path, html, title, author, day, tuple(tags))


def _banner(said: _Words) -> str:
    text, *buttons = said.banner
    options = "".join(f"<li><a href='#'>{button}</a></li>" for button in buttons)
    return f'<div class="note-bar" {FURNITURE}><p>{text}</p><ul>{options}</ul></div>'


def _header(said: _Words, language: str) -> str:
    items = "".join(
        f'<li id="menu-item-{number}" class="menu-item menu-item-{number}'
        f'{" current-menu-item" if number == 1 else ""}">'
        f'<a href="/{language}/{number}">{text}</a></li>'
        for number, text in enumerate(said.menu)
    )
    return (
        f'<div class="masthead" {FURNITURE}><p class="site-title">Cluster Nord</p>'
        f'<p class="tagline">{said.tagline}</p><ul class="menu">{items}</ul></div>'
    )


def _body(said: _Words, writer: Writer) -> str:
    heading, closing = said.headings
    quoted = f"<blockquote class='wp-block-quote'><p>{said.quotation}</p></blockquote>"
    countries = "".join(f"<li>{name}</li>" for name in writer.sample(said.countries, 2))
    first, text, button = said.newsletter
    return f"""<div {ARTICLE}><p>{writer.paragraph()}</p>
<h2>{heading}</h2><p>{writer.paragraph()}</p>{quoted if writer.chance(0.4) else ""}</div>
<div class="wp-block-group newsletter" {FURNITURE}><h3>{first}</h3><p>{text}</p>
<p><a href="/newsletter">{button}</a></p></div>
<div {ARTICLE}><p>{writer.paragraph()}</p>{f"<p>{said.funding}</p>" if writer.chance(0.5) else ""}
<ul><li>{writer.items()[0]}</li>{countries}</ul><h2>{closing}</h2><p>{writer.paragraph()}</p></div>
"""


def _teaser(language: str, number: int) -> str:
    writer = Writer(language, 10_000 + number)
    return (
        f'<div class="teaser"><h4><a href="/{language}/alt-{number}">{writer.title()}</a></h4>'
        f"<p>{writer.sentence()}</p></div>"
    )


def _related(said: _Words, language: str, number: int) -> str:
    teasers = "".join(_teaser(language, (number // 2 * 3 + step) % 8) for step in range(3))
    return (
        f'<section class="more-posts" {FURNITURE}><h3>{said.related}</h3>{teasers}'
        f'</section><div class="neighbours"><a href="/{number - 1}">'
        f"{Writer(language, number - 2).title()}</a></div>"
    )


def _sidebar(said: _Words, language: str, number: int) -> str:
    """The latest posts are those of the time: every tenth page there is a new one."""
    rows = "".join(
        f"<li><a href='/{language}/p{one}'>{Writer(language, 20_000 + one).title()}</a></li>"
        for one in range(number // 20, number // 20 + 4)
    )
    name, address = said.contact
    return (
        f'<div id="secondary" class="widget-area" {FURNITURE}><div class="widget"><h3>'
        f'{said.latest}</h3><ul>{rows}</ul></div><div class="widget"><h3>{name}</h3>'
        f"<p>{address}</p></div></div>"
    )


def _footer(said: _Words) -> str:
    *links, note = said.footer
    items = "".join(f"<li><a href='/x'>{link}</a></li>" for link in links)
    return f'<div class="site-info" {FURNITURE}><ul>{items}</ul><p>{note}</p></div>'
