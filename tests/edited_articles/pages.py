"""How the platform prints an article: four themes, and what changes from visit to visit."""

from __future__ import annotations

import html
import json
import random
from dataclasses import dataclass

from tests.edited_articles.story import BASE, MARKED, Block, Story


@dataclass(frozen=True, slots=True)
class Look:
    """What no reader of the article sees, or what does not belong to it."""

    theme: int = 0
    token: int = 0  #: seed of tokens, scripts, teasers
    banner: bool = False
    script: bool = False  #: a script between the paragraphs
    sidebar_first: bool = False
    attributes: bool = False  #: other classes and ids, wrappers around paragraphs
    tracked: bool = False  #: links carry a campaign
    modified: int = 0  #: days after publication that the page claims


def page(story: Story, look: Look) -> bytes:
    """The bytes of the article's page."""
    themes = (_blog, _portal, _institute, _plain)
    head, main = themes[look.theme % len(themes)](story, look)
    token = _token(look, 0)
    menu, contact, invitation, more, footer = story.words().furniture
    side = (
        f'<aside class="sidebar"><h3>{more}</h3><ul>{_teasers(story, look)}</ul>'
        f'<div class="newsletter"><p><a href="/newsletter?t={token}">{invitation}</a></p></div>'
        f"</aside>"
    )
    main = f"{side}{main}" if look.sidebar_first else f"{main}{side}"
    items = "".join(f'<li><a href="/{at}">{word}</a></li>' for at, word in enumerate(menu.split()))
    return f"""<!DOCTYPE html><html lang="{story.language}"><head><meta charset="utf-8">
<link rel="canonical" href="{story.url}"><script>var nonce="{token}";</script>{head}</head>
<body class="node-{token if look.attributes else "x"}">{_banner(look)}
<header><a href="/">Edited News</a><nav><ul>{items}</ul></nav></header>{main}
<footer><p>{contact}</p><p><a href="/imprint">{footer}</a></p></footer>
<script>window.stats={{id:"{token}"}}</script></body></html>""".encode()


def _token(look: Look, salt: int) -> str:
    return f"{random.Random(look.token * 31 + salt).getrandbits(64):016x}"


def _banner(look: Look) -> str:
    if not look.banner:
        return ""
    return (
        '<div id="cookie-banner" class="cookie-consent" role="dialog" aria-label="Cookies">'
        "<p>We use cookies to make this website work and to analyse our traffic.</p>"
        "<button>Accept all cookies</button><button>Reject</button></div>"
    )


def _teasers(story: Story, look: Look) -> str:
    chance = random.Random(look.token)
    titles = [title.split("[")[0] for title in story.words().titles]
    return "".join(
        f'<li><a href="/{story.language}/news/{chance.randint(1, 900)}">'
        f"{chance.choice(titles)}{chance.randint(1, 99)}</a></li>"
        for _ in range(3)
    )


def _body(story: Story, look: Look) -> str:
    parts = []
    texts = story.block_texts()
    for at, (block, text) in enumerate(zip(story.blocks, texts, strict=True)):
        parts.append(_block(story, look, block, html.escape(text, quote=False), at))
        if look.script and at == 1:
            parts.append(f"<script>track('{_token(look, at)}')</script>")
    return "\n".join(parts)


def _block(story: Story, look: Look, block: Block, text: str, at: int) -> str:
    if block.heading:
        return f"<h2>{text}</h2>"
    first, _, rest = text.partition(" ")
    if block.strong:
        text = f"<strong>{first}</strong> {rest}"
    if at == 0 and story.file:
        head, _, last = text.rpartition(" ")
        text = f'{head} <a href="/files/{story.file}.pdf">{last}</a>'
    if at == MARKED and story.link and not story.email:
        campaign = f"?utm_source=feed&amp;utm_id={_token(look, 7)}" if look.tracked else ""
        head, _, last = text.rpartition(" ")
        text = f'{head} <a href="{story.link}{campaign}">{last}</a>'
    if story.email and at == MARKED:
        head, _, last = text.rpartition(f"({story.email}")
        text = f'{head}(<a href="mailto:{story.email}">{story.email}</a>{last}'
    if look.attributes:
        return f'<div class="wrap w{_token(look, at)[:4]}"><p id="p{at}">{text}</p></div>'
    return f"<p>{text}</p>"


def _picture(story: Story, look: Look) -> str:
    if not story.picture:
        return ""
    source = f"{BASE}/files/styles/large/public/{story.picture}.jpg?itok={_token(look, 3)[:8]}"
    return f'<figure><img src="{source}" alt="{story.picture}" width="800" height="500"></figure>'


def _tags(story: Story) -> str:
    return " ".join(f'<a rel="tag" href="/tags/{tag}">{tag}</a>' for tag in story.tags)


def _modified(story: Story, look: Look) -> str:
    return f"{story.published.isoformat()[:8]}{min(28, 10 + look.modified):02}T10:00:00+01:00"


def _blog(story: Story, look: Look) -> tuple[str, str]:
    title, day = html.escape(story.title_text()), story.published.isoformat()
    head = (
        f"<title>{title} - Edited News</title>"
        f'<meta property="article:modified_time" content="{_modified(story, look)}">'
        f'<meta property="article:published_time" content="{day}T09:00:00+01:00">'
    )
    main = f"""<main><article class="post"><header><h1 class="entry-title">{title}</h1>
<time class="entry-date" datetime="{day}T09:00:00+01:00">{day}</time>
<span class="byline"><a rel="author" href="/author/x">{story.author}</a></span></header>
<div class="entry-content">{_picture(story, look)}{_body(story, look)}</div>
<p class="post-tags">Tags: {_tags(story)}</p></article></main>"""
    return head, main


def _portal(story: Story, look: Look) -> tuple[str, str]:
    title, day = html.escape(story.title_text()), story.published.isoformat()
    begin = html.escape(story.block_texts()[0][:120].rpartition(" ")[0])
    head = (
        f"<title>{title} | Edited News</title>"
        f'<meta name="description" content="{begin}…">'
        f'<meta property="og:title" content="{title}">'
    )
    node = f'<div class="node node--type-news" data-history="{_token(look, 5)}">'
    main = f"""<main role="main">{node}
<h1 class="page-title"><span class="field--name-title">{title}</span></h1>
<div class="field--name-created"><time datetime="{day}T08:30:00+01:00">{day}</time></div>
<div class="field--name-author">{story.author}</div>
<div class="field field--name-body">{_picture(story, look)}{_body(story, look)}</div>
<div class="field--name-field-tags">{_tags(story)}</div></div></main>"""
    return head, main


def _institute(story: Story, look: Look) -> tuple[str, str]:
    title, day = html.escape(story.title_text()), story.published.isoformat()
    stated = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title_text(),
        "datePublished": f"{day}T07:00:00+01:00",
        "dateModified": _modified(story, look),
        "author": {"@type": "Person", "name": story.author},
        "keywords": list(story.tags),
    }
    head = (
        f"<title>{title}</title>"
        f'<script type="application/ld+json">{json.dumps(stated, ensure_ascii=False)}</script>'
    )
    main = f"""<div id="c{_token(look, 9)[:5] if look.attributes else "1"}" class="content">
<div class="article"><h1>{title}</h1><div class="meta"><span class="date">{day}</span>
<span class="author">{story.author}</span></div>
{_picture(story, look)}<div class="article-text">{_body(story, look)}</div>
<div class="keywords">{_tags(story)}</div></div></div>"""
    return head, main


def _plain(story: Story, look: Look) -> tuple[str, str]:
    title, day = html.escape(story.title_text()), story.published.isoformat()
    head = f'<title>{title}</title><meta name="author" content="{story.author}">'
    main = f"""<div class="page"><h1>{title}</h1>
<div class="info"><time datetime="{day}">{day}</time></div>
<div class="text">{_picture(story, look)}{_body(story, look)}</div>
<p class="tags">{_tags(story)}</p></div>"""
    return head, main
