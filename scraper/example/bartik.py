"""Stock Drupal 7: its own theme Bartik, with a byline in RDFa."""

from __future__ import annotations

from html import escape

from scraper.example import banners, chrome, days, drupal7, markup
from scraper.example.chrome import Around, Sheet
from scraper.example.markup import link
from scraper.example.story import Story

_TERM = 'typeof="skos:Concept" property="rdfs:label skos:prefLabel" datatype=""'


def article(story: Story, around: Around) -> str:
    """The page of one article."""
    sheet = Sheet(story.path, story.title, "", story.node, "article", banner=story.banner)
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML+RDFa 1.0//EN"
  "http://www.w3.org/MarkUp/DTD/xhtml-rdfa-1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" version="XHTML+RDFa 1.0" dir="ltr"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/terms/"
  xmlns:foaf="http://xmlns.com/foaf/0.1/"
  xmlns:sioc="http://rdfs.org/sioc/ns#"
  xmlns:skos="http://www.w3.org/2004/02/skos/core#"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema#">
<head profile="http://www.w3.org/1999/xhtml/vocab">
{drupal7.head(sheet)}
<link type="text/css" rel="stylesheet" href="/themes/bartik/css/style.css" media="all" />
</head>
<body class="html not-front not-logged-in one-sidebar sidebar-first page-node node-type-article" >
{_top(around)}
<div id="main-wrapper" class="clearfix"><div id="main" class="clearfix">
<div id="breadcrumb"><h2 class="element-invisible">You are here</h2>
<div class="breadcrumb"><a href="/">Home</a></div></div>
<div id="sidebar-first" class="column sidebar"><div class="section">{login_block(story.path)}
</div></div>
<div id="content" class="column"><div class="section"><a id="main-content"></a>
<h1 class="title" id="page-title">{escape(story.title)}</h1>
<div class="region region-content"><div id="block-system-main" class="block block-system">
<div class="content">{_node(story)}</div></div></div>
</div></div>
</div></div>
<div id="footer-wrapper"><div class="section"><div id="footer" class="clearfix">
{chrome.footer()}</div></div></div>
</div></div>
{banners.element(story.banner)}
</body>
</html>
"""
    return chrome.fill(html, around)


def _top(around: Around) -> str:
    return f"""<div id="skip-link">
<a href="#main-content" class="element-invisible element-focusable">Skip to main content</a></div>
<div id="page-wrapper"><div id="page">
<div id="header" class="without-secondary-menu"><div class="section clearfix">
<div id="name-and-slogan"><div id="site-name"><strong>
<a href="/" title="Home" rel="home"><span>{chrome.NAME}</span></a></strong></div></div>
<div id="main-menu" class="navigation"><h2 class="element-invisible">Main menu</h2>
{chrome.menu(around)}</div>
</div></div>"""


def login_block(path: str) -> str:
    """The login form that stock Drupal shows beside every page."""
    return f"""<div id="block-user-login" class="block block-user"><h2>User login</h2>
<div class="content"><form action="{path}" method="post" id="user-login-form"><div>
<div class="form-item form-type-textfield form-item-name"><label for="edit-name">Username</label>
<input type="text" id="edit-name" name="name" value="" size="15" /></div>
<div class="form-item form-type-password form-item-pass"><label for="edit-pass">Password</label>
<input type="password" id="edit-pass" name="pass" size="15" /></div>
<ul><li><a href="/user/password">Request new password</a></li></ul>
<input type="submit" id="edit-submit" name="op" value="Log in" class="form-submit" />
</div></form></div></div>"""


def _node(story: Story) -> str:
    title = escape(story.title)
    return f"""<div id="node-{story.node}" class="node node-article node-full clearfix"
 about="{story.path}" typeof="sioc:Item foaf:Document">
<span property="dc:title" content="{title}" class="rdf-meta element-hidden"></span>
<div class="meta submitted">{_byline(story)}</div>
<div class="content clearfix">{_terms("labels", _labels(story), "")}{_pictures(story)}
<div class="field field-name-body field-type-text-with-summary field-label-hidden">
<div class="field-items"><div class="field-item even" property="content:encoded">
{markup.body_html(story.body)}
</div></div></div>{drupal7.attachments(story.attached)}{_terms("tags", _tags(story), "Tags: ")}
</div></div>"""


def _byline(story: Story) -> str:
    """Drupal prints 15 letters of a long name and keeps the whole in ``content``."""
    moment = days.local(story.published)
    name = story.author or "Anonymous (not verified)"
    printed = f"{name[:15]}..." if len(name) > 20 and story.author else name
    whole = f' content="{escape(name)}"' if printed != name else ""
    return (
        f'<span property="dc:date dc:created" content="{moment.isoformat()}" '
        'datatype="xsd:dateTime" rel="sioc:has_creator">Submitted by <span class="username" '
        f'xml:lang="" about="/user/5" typeof="sioc:UserAccount" property="foaf:name"{whole} '
        f'datatype="">{escape(printed)}</span> on {moment:%a, %m/%d/%Y - %H:%M}</span>'
    )


def _pictures(story: Story) -> str:
    return "".join(
        drupal7.field("field-image", "image", markup.image(picture))
        for picture in markup.lead_pictures(story.body)
    )


def _labels(story: Story) -> list[tuple[str, str]]:
    return [(label_path(label), label) for label in story.labels]


def label_path(label: str) -> str:
    """Site path of a label's page."""
    return f"/labels/{label.lower().replace(' ', '-')}"


def _tags(story: Story) -> list[tuple[str, str]]:
    return [(term.path, term.label) for term in story.tags]


def _terms(name: str, terms: list[tuple[str, str]], heading: str) -> str:
    items = "".join(
        f'<li class="taxonomy-term-reference-{rank}" rel="dc:subject">'
        f"{link(path, label, f' {_TERM}')}</li>"
        for rank, (path, label) in enumerate(terms)
    )
    above = f'<h3 class="field-label">{heading}</h3>' if heading else ""
    return (
        f'<div class="field field-name-field-{name} field-type-taxonomy-term-reference">'
        f'{above}<ul class="links">{items}</ul></div>'
    )
