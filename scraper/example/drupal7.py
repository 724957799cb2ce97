"""The platform's look of its Drupal 7 years: breadcrumb, labels, tags, and no byline."""

from __future__ import annotations

from html import escape

from scraper.example import banners, chrome, markup
from scraper.example.chrome import Around, Sheet
from scraper.example.markup import link
from scraper.example.story import Attached, Story

_PDF = ' type="application/pdf; length=321843"'
STYLE = "/sites/all/themes/eccp/css/style.css"


def article(story: Story, around: Around) -> str:
    """The page of one article."""
    section = {"news": "News", "community-news": "Community news"}.get(story.section)
    crumbs = [("/", "Home"), (f"/{story.section}", section)]
    trail = " &gt; ".join(link(path, label) for path, label in crumbs if label)
    described = escape(story.teaser)
    sheet = Sheet(
        path=story.path,
        title=story.title,
        content=_node(story),
        node=story.node,
        kind="news",
        banner=story.banner,
        head=f'<meta name="description" content="{described}" />' if story.described else "",
    )
    breadcrumb = f'<div class="breadcrumb">{trail} &gt; {escape(story.title)}</div>'
    return page(sheet, around, breadcrumb)


def page(sheet: Sheet, around: Around, breadcrumb: str = "") -> str:
    """Any page in this look."""
    kind = f"page-node node-type-{sheet.kind}" if sheet.node else "page-listing"
    classes = chrome.body_class("html not-logged-in one-sidebar", kind, hiding=sheet.banner)
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML+RDFa 1.0//EN"
  "http://www.w3.org/MarkUp/DTD/xhtml-rdfa-1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" version="XHTML+RDFa 1.0" dir="ltr">
<head>
{head(sheet)}
<link type="text/css" rel="stylesheet" href="{STYLE}" media="all" />
</head>
<body class="{classes}">
<div id="skip-link"><a href="#main-content" class="element-invisible">Skip to main content</a></div>
<div id="page-wrapper"><div id="page">
<div id="header"><div class="section clearfix">
<a href="/" title="Home" rel="home" id="logo">{chrome.NAME}</a>
<div id="user-links"><a href="/user/login">Login</a></div>
<form action="/search/node" method="get" id="search-block-form"><div>
<input type="text" name="keys" title="Enter the terms you wish to search for." value="" />
<input type="submit" value="Search..." /></div></form>
<div id="main-menu" class="navigation">{chrome.menu(around)}</div>
</div></div>
<div id="main-wrapper"><div id="main" class="clearfix">
{breadcrumb}
<div id="content" class="column"><div class="section"><a id="main-content"></a>
<h1 class="title" id="page-title">{escape(sheet.title)}</h1>
<div class="region region-content"><div id="block-system-main" class="block block-system">
<div class="content">{sheet.content}</div></div></div>
</div></div>
{_recent(around)}
</div></div>
<div id="footer-wrapper"><div class="section">{chrome.footer()}</div></div>
</div></div>
{banners.element(sheet.banner)}
</body>
</html>
"""
    return chrome.fill(html, around)


def head(sheet: Sheet) -> str:
    """What Drupal 7 itself puts into the head, the settings included."""
    node = f'<link rel="shortlink" href="/node/{sheet.node}" />\n' if sheet.node else ""
    canonical = f'<link rel="canonical" href="{sheet.path}" />\n{node}' if sheet.node else ""
    settings = {
        "basePath": "/",
        "pathPrefix": "",
        "ajaxPageState": {"theme": "eccp", "theme_token": "k2vQ"},
        "eu_cookie_compliance": banners.settings(sheet.banner),
    }
    return f"""<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="Generator" content="Drupal 7 (http://drupal.org)" />
{canonical}{sheet.head}
<title>{chrome.page_title(sheet.title)}</title>
<script type="text/javascript">
<!--//--><![CDATA[//><!--
jQuery.extend(Drupal.settings, {banners.script_json(settings)});
//--><!]]>
</script>"""


def _node(story: Story) -> str:
    tags = "".join(
        f'<li class="taxonomy-term-reference-{rank}">{link(term.path, term.label)}</li>'
        for rank, term in enumerate(story.tags)
    )
    return f"""<div id="node-{story.node}" class="node node-news node-full clearfix">
<div class="content clearfix">
{field("field-labels", "taxonomy-term-reference", *map(escape, story.labels))}
{_pictures(story)}{_subtitle(story)}
{field("body", "text-with-summary", markup.body_html(story.body))}
{attachments(story.attached)}
<div class="field field-name-field-tags field-type-taxonomy-term-reference field-label-above">
<h3 class="field-label">Tags: </h3><ul class="links">{tags}</ul></div>
</div>
<div class="share"><span>Share:</span> <a href="#" class="twitter-share-button">Tweet</a></div>
</div>"""


def field(name: str, kind: str, *items: str) -> str:
    """One field as Drupal 7's own template prints it, without its label."""
    each = "".join(
        f'<div class="field-item {"odd" if rank % 2 else "even"}">{item}</div>'
        for rank, item in enumerate(items)
    )
    return (
        f'<div class="field field-name-{name} field-type-{kind} field-label-hidden">'
        f'<div class="field-items">{each}</div></div>'
    )


def attachments(attached: tuple[Attached, ...]) -> str:
    """Files with an icon and their size, as the file table prints them."""
    return "".join(
        field(
            "field-attachment",
            "file",
            '<table class="sticky-enabled"><thead><tr><th>Attachment</th><th>Size</th></tr></thead>'
            '<tbody><tr class="odd"><td><span class="file"><img class="file-icon" alt="PDF icon" '
            'title="application/pdf" src="/modules/file/icons/application-pdf.png" /> '
            f"{link(file.path, file.label, _PDF)}</span></td>"
            f"<td>{file.size}</td></tr></tbody></table>",
        )
        for file in attached
    )


def _pictures(story: Story) -> str:
    return "".join(
        field("field-image", "image", markup.image(picture))
        for picture in markup.lead_pictures(story.body)
    )


def _subtitle(story: Story) -> str:
    return field("field-subtitle", "text", escape(story.subtitle)) if story.subtitle else ""


def _recent(around: Around) -> str:
    if not around.recent:
        return ""
    rows = "".join(
        f'<div class="views-row"><div class="views-field-field-image"><a href="{story.path}">'
        '<img src="/sites/default/files/images/thumbnail.png" alt="" /></a></div>'
        f'<div class="views-field-title">{link(story.path, story.title)}</div></div>'
        for story in around.recent
    )
    return f"""<div id="sidebar-second" class="column sidebar"><div class="section">
<div id="block-views-recent-news-block" class="block block-views">
<h2><a href="/news">Recent news</a></h2><div class="content"><div class="view view-recent-news">
<div class="view-content">{rows}</div></div></div></div></div></div>"""
