"""The platform's look since 2021: Drupal 9 and 10, with a byline and field classes."""

from __future__ import annotations

from html import escape

from scraper.example import banners, bartik, chrome, days, markup
from scraper.example.chrome import Around, Sheet
from scraper.example.markup import link
from scraper.example.story import Attached, Figure, Story

STYLE = "/themes/custom/eccp/css/style.css"
_HIDDEN = "field--label-hidden field__item"


def article(story: Story, around: Around) -> str:
    """The page of one article."""
    head = f'<meta name="description" content="{escape(story.teaser)}" />'
    sheet = Sheet(
        path=story.path,
        title=story.title,
        content=_node(story) + _recent(around),
        node=story.node,
        kind="news",
        language=declared_language(story),
        banner=story.banner,
        head=f"{head}\n" + f'<link rel="canonical" href="{around.base_url}{story.path}" />',
    )
    return page(sheet, around)


def declared_language(story: Story) -> str:
    """Editors forget to set the language: every fourth foreign page claims to be English."""
    return "en" if story.number % 4 == 0 else story.language


def page(sheet: Sheet, around: Around) -> str:
    """Any page in this look."""
    kind = "path-taxonomy" if sheet.kind == "listing" else f"path-node page-node-type-{sheet.kind}"
    settings = {
        "path": {"baseUrl": "/", "currentPath": f"node/{sheet.node}", "currentLanguage": "en"},
        "eu_cookie_compliance": banners.settings(sheet.banner),
    }
    shortlink = f'<link rel="shortlink" href="{around.base_url}/node/{sheet.node}" />'
    html = f"""<!DOCTYPE html>
<html lang="{sheet.language}" dir="ltr" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="utf-8" />
{sheet.head}
{shortlink if sheet.node else ""}
<meta name="Generator" content="Drupal 10 (https://www.drupal.org)" />
<meta name="viewport" content="width=device-width, initial-scale=1.0" />
<title>{chrome.page_title(sheet.title)}</title>
<link rel="stylesheet" media="all" href="{STYLE}" />
</head>
<body class="{chrome.body_class(kind, hiding=sheet.banner)}">
{_top(around)}
<main role="main"><a id="main-content" tabindex="-1"></a><div class="layout-content">
<div class="region region-content"><div id="block-eccp-content" class="block block-system">
{sheet.content}
</div></div></div></main>
<section class="newsletter"><h2>Newsletter</h2>
<form action="/newsletter" method="post"><label for="nl">Your e-mail address</label>
<input id="nl" type="email" name="mail" /><input type="submit" value="Subscribe" /></form></section>
<footer role="contentinfo">{chrome.footer()}</footer>
</div>
<script type="application/json" data-drupal-selector="drupal-settings-json">
{banners.script_json(settings)}</script>
{banners.element(sheet.banner)}
</body>
</html>
"""
    return chrome.fill(html, around)


def _top(around: Around) -> str:
    return f"""<a href="#main-content" class="visually-hidden skip-link">Skip to main content</a>
<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas>
<header role="banner"><div class="region region-header">
<a href="/" rel="home" class="site-logo">{chrome.NAME}</a>
<nav role="navigation" aria-labelledby="block-eccp-main-menu-menu" id="block-eccp-main-menu">
<h2 class="visually-hidden" id="block-eccp-main-menu-menu">Main navigation</h2>
{chrome.menu(around)}</nav>
<div class="search-block-form" role="search"><form action="/search/node" method="get">
<input type="search" name="keys" placeholder="Search..." /></form></div>
</div></header>"""


def _node(story: Story) -> str:
    body = _debug(story, "field--node--body", _body(story))
    return f"""<article data-history-node-id="{story.node}" role="article" about="{story.path}"
 class="node node--type-news node--promoted node--view-mode-full">
<h1 class="page-title">{_title(story)}</h1>
{_subtitle(story)}
<footer class="node__meta"><div class="node__submitted">Submitted by
 {_person(story)}
 <span class="date">on {story.published.day:02} {_month_and_year(story)}</span></div></footer>
<div class="node__content clearfix">
{_terms("labels", [(bartik.label_path(label), label) for label in story.labels])}
{"".join(map(_picture, markup.lead_pictures(story.body)))}
{body}
{attachments(story.attached)}
<div class="field field--name-og-audience field--type-og-standard-reference field--label-above">
<div class="field__label">Cluster organisation</div><div class="field__items">
<div class="field__item">{link("/cluster-organisations", story.organisation)}</div></div></div>
{_terms("tags", [(term.path, term.label) for term in story.tags], "Tags")}
</div>
<div class="social-share"><span>Share this Article</span>
<a href="https://social.example/share?u={story.path}">Facebook</a>
<a href="https://social.example/tweet?u={story.path}">Twitter</a></div>
</article>
"""


def _title(story: Story) -> str:
    kind = "field field--name-title field--type-string field--label-hidden"
    return f'<span class="{kind}">{escape(story.title)}</span>'


def _person(story: Story) -> str:
    name = escape(printed_author(story))
    return f'<span typeof="schema:Person"><span property="schema:name">{name}</span></span>'


def printed_author(story: Story) -> str:
    """Drupal prints 14 letters of a name longer than 20, and an ellipsis."""
    name = story.author
    if name is None:
        return "Anonymous (not verified)"
    return f"{name[:14].rstrip()}…" if len(name) > 20 else name


def _month_and_year(story: Story) -> str:
    return f"{days.month(story.published.month)} {story.published.year}"


def _body(story: Story) -> str:
    return (
        '<div class="clearfix text-formatted field field--name-body '
        f'field--type-text-with-summary {_HIDDEN}">\n{markup.body_html(story.body)}\n</div>'
    )


def _debug(story: Story, template: str, html: str) -> str:
    """The comments that Drupal 10.3 leaves around a template when debugging is on."""
    if not story.debug:
        return html
    file = f"themes/custom/eccp/templates/field/{template}.html.twig"
    return f"""<!-- THEME DEBUG -->
<!-- THEME HOOK: 'field' -->
<!-- 💡 FILE NAME SUGGESTIONS:
   ▪️ field--node--body--news.html.twig
   ✅ {template}.html.twig
-->
<!-- 💡 BEGIN CUSTOM TEMPLATE OUTPUT from '{file}' -->
{html}
<!-- END CUSTOM TEMPLATE OUTPUT from '{file}' -->"""


def _subtitle(story: Story) -> str:
    if story.subtitle is None:
        return ""
    kind = f"field field--name-field-subtitle field--type-string {_HIDDEN}"
    return f'<div class="{kind}">{escape(story.subtitle)}</div>'


def _picture(picture: Figure) -> str:
    """A media entity: an article element inside the article."""
    return (
        f'<div class="field field--name-field-image field--type-entity-reference {_HIDDEN}">'
        '<article class="media media--type-image media--view-mode-default">'
        f"{markup.image(picture)}</article></div>"
    )


def attachments(attached: tuple[Attached, ...]) -> str:
    """Files in a table, each linked by the word *file*."""
    return "".join(
        '<div class="field field--name-field-attachment field--type-file field--label-hidden">'
        "<table><thead><tr><th>Attachment</th><th>Attachment Size</th></tr></thead><tbody><tr>"
        '<td><span class="file file--mime-application-pdf file--application-pdf">'
        f"{link(file.path, 'file')}</span></td><td>{file.size}</td></tr></tbody></table></div>"
        for file in attached
    )


def _terms(name: str, terms: list[tuple[str, str]], label: str = "") -> str:
    items = "".join(f'<div class="field__item">{link(path, text)}</div>' for path, text in terms)
    above = f'<div class="field__label">{label}</div>' if label else ""
    return (
        f'<div class="field field--name-field-{name} field--type-entity-reference '
        f'field--label-{"above" if label else "hidden"}">{above}'
        f'<div class="field__items">{items}</div></div>'
    )


def _recent(around: Around) -> str:
    rows = "".join(
        f'<div class="views-row"><h3>{link(story.path, story.title)}</h3>'
        f"<p>{escape(story.teaser[:90])}...</p></div>"
        for story in around.recent
    )
    return f"""<div class="views-element-container block block-views-blockrecent-news-block">
<h2>Recent news</h2><div class="view view-recent-news"><div class="view-content">{rows}</div></div>
</div>"""
