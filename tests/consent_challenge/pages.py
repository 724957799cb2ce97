"""Pages of the challenge: an article in the page of some system, with a banner put into it."""

from __future__ import annotations

import html
import json
from random import Random

from tests.consent_challenge.products import Product
from tests.consent_challenge.texts import Banner, Story

#: How systems hold an article; the banner comes before or after all of it.
SHELLS = (
    "<header><nav><a href='/'>A</a> <a href='/news'>B</a></nav></header><main id='m'{aside}>"
    "<article><h1>{title}</h1>{text}</article></main><footer><p>© Example 2026</p></footer>",
    "<div id='page-wrapper'{aside}><div id='page'><div id='content' class='column'>"
    "<h1 class='title' id='page-title'>{title}</h1><div class='node node-news node-full'>"
    "<div class='content'><div class='field field-name-body field-type-text-with-summary'>"
    "<div class='field-items'><div class='field-item even'>{text}</div></div></div></div></div>"
    "</div></div></div>",
    "<div class='wrap'{aside}><div class='top'><a href='/'>Example</a></div><div class='main'>"
    "<h1>{title}</h1><div class='entry-content'>{text}</div></div><div class='bottom'>"
    "<a href='/imprint'>Example</a></div></div>",
    "<div class='site'{aside}><div class='inner'><h1>{title}</h1><div class='col'>{text}</div>"
    "</div></div>",
)


def static_page(story: Story, banner: Banner, product: Product, random: Random) -> str:
    """The page as a server sends it: the banner in it hidden, or a text of its settings."""
    markup = product.markup(banner)
    if product.name.startswith("eu_cookie_compliance") and random.random() < 0.5:
        settings = {"eu_cookie_compliance": {"popup_enabled": True, "popup_html_info": markup}}
        script = json.dumps(settings)
        where = f'<script type="application/json" data-drupal-selector="x">{script}</script>'
        return _page(story, where, random, head="")
    hidden = random.random() < 0.5
    held = f'<div style="display:none">{markup}</div>' if hidden else markup
    scripts = f"<script>window.consent={{lang:'{banner.language}'}}</script>"
    return _page(story, held, random, head=scripts)


def rendered_page(story: Story, banner: Banner, product: Product, random: Random) -> str:
    """The page as a browser holds it once the product's script has run."""
    overlay = '<div style="position: fixed; inset: 0px; z-index: 9998;"></div>'
    markup = product.markup(banner) + random.choice(("", overlay))
    aside = random.choice(("", ' aria-hidden="true"', ' aria-hidden="true" inert=""'))
    body_class = f"{product.body_class} no-scroll".strip()
    style = random.choice(("", ' style="overflow: hidden; padding-right: 15px;"'))
    return _page(
        story,
        markup,
        random,
        aside=aside,
        html_class=product.html_class,
        body=f' class="{body_class}"{style}',
    )


def _page(
    story: Story,
    banner: str,
    random: Random,
    *,
    head: str = "",
    aside: str = "",
    html_class: str = "",
    body: str = "",
) -> str:
    title = html.escape(story.title)
    text = "".join(f"<p>{html.escape(block)}</p>" for block in story.blocks)
    shell = random.choice(SHELLS).format(title=title, text=text, aside=aside)
    content = banner + shell if random.random() < 0.5 else shell + banner
    return (
        f'<!DOCTYPE html><html lang="{story.language}" class="{html_class}"><head>'
        f'<meta charset="utf-8"><title>{title} | Example</title>{head}</head>'
        f"<body{body}>{content}</body></html>"
    )
