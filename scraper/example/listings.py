"""Pages of teasers: the news, the terms, the front page."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from html import escape

from scraper.example import drupal7, drupal10
from scraper.example.chrome import Around, Sheet
from scraper.example.markup import link
from scraper.example.pagers import Pager, drupal7_pager, drupal10_pager
from scraper.example.story import Story, plain_blocks
from scraper.example.subjects import CROWDED_TERM, EMPTY_TERM, TERMS, Term
from scraper.example.twins import Twins

NEWS_PER_PAGE = 10
TAGGED_PER_PAGE = 15

#: The smaller lists beside the articles of the crowded term: heading, path, items.
_SIDE_LISTS = (
    ("Networks", "cluster-networks/network", 7),
    ("Events", "event-calendar/event", 3),
    ("Documents", "knowledge-sharing/publications/document", 12),
)
_SIDE_PER_PAGE = 5
_EVENTS = 7


def news(
    path: str, title: str, stories: Sequence[Story], pages: Sequence[int], around: Around,
    twins: Twins, strays: Sequence[tuple[str, str]] = (),
) -> str:  # fmt: skip
    """A listing of the Drupal 7 years; ``strays`` close its last page."""
    pager = Pager.of(path, [len(stories)], NEWS_PER_PAGE, pages, past_end="last")
    return drupal7.page(_news_sheet(title, stories, pager, 0, twins, strays), around)


def community_news(
    path: str, stories: Sequence[Story], pages: Sequence[int], around: Around, twins: Twins
) -> str:
    """The same, with a block above whose pager comes first: the news are counted second."""
    sizes = (_SIDE_PER_PAGE, NEWS_PER_PAGE)
    pager = Pager.of(path, (_EVENTS, len(stories)), sizes, pages, past_end="last")
    sheet = _news_sheet("Community news", stories, pager, 1, twins)
    events = "".join(
        f"<li>{link(f'/event-calendar/event-{number}', f'Event {number}')}</li>"
        for number in pager.shown(range(1, _EVENTS + 1), 0)
    )
    block = f"<h2>Coming events</h2><ul>{events}</ul>{drupal7_pager(pager, 0)}"
    content = f'<div class="block block-views">{block}</div>{sheet.content}'
    return drupal7.page(sheet._replace(content=content), around)


def _news_sheet(
    title: str, stories: Sequence[Story], pager: Pager, element: int, twins: Twins,
    strays: Sequence[tuple[str, str]] = (),
) -> Sheet:  # fmt: skip
    rows = [_row(story, twins, rank) for rank, story in enumerate(pager.shown(stories, element))]
    if pager.is_last(element):
        rows += [_stray(href, text) for href, text in strays]
    content = (
        f'<div class="view view-news view-id-news"><div class="view-content">{"".join(rows)}</div>'
        f"{drupal7_pager(pager, element)}</div>{_tag_cloud()}"
    )
    return Sheet(pager.path, title, content, kind="listing")


def term(found: Term, stories: Sequence[Story], pages: Sequence[int], around: Around) -> str:
    """The page of one term; past its end it is empty."""
    side = [count for _, _, count in _SIDE_LISTS] if found == CROWDED_TERM else []
    totals = [len(stories), *side]
    sizes = [TAGGED_PER_PAGE, *[_SIDE_PER_PAGE] * len(side)]
    pager = Pager.of(found.path, totals, sizes, pages, past_end="empty")
    rows = "".join(map(_teaser, pager.shown(stories, 0)))
    empty = '<div class="view-empty">There is currently no content for this term.</div>'
    content = (
        f'<h1 class="page-title">{escape(found.label)}</h1>'
        '<div class="views-element-container"><div class="view view-taxonomy-term">'
        f'<div class="view-content">{rows or empty}</div>{drupal10_pager(pager, 0)}</div></div>'
        + "".join(_side_list(pager, element) for element in range(1, len(totals)))
    )
    feed = f"{around.base_url}/taxonomy/term/{found.number}/feed"
    head = f'<link rel="alternate" type="application/rss+xml" href="{feed}" />'
    sheet = Sheet(found.path, found.label, content, kind="listing", head=head)
    return drupal10.page(sheet, around)


def front(stories: Sequence[Story], around: Around) -> str:
    """One-sentence teasers that end in *more*, without a date."""
    teasers = "".join(
        f'<div class="views-row"><p>{escape(story.teaser.split(". ")[0])}. '
        f"{link(story.path, 'more')}</p></div>"
        for story in stories[:8]
    )
    content = (
        f'<div class="view view-front"><h2>Latest</h2>{teasers}</div>{_tag_cloud()}'
        f"<p>{link('/news', 'All news')} {link('/community-news', 'Community news')}</p>"
    )
    return drupal7.page(Sheet("/", "", content, kind="listing"), around)


def _row(story: Story, twins: Twins, rank: int) -> str:
    href = escape(twins.teaser_link(story, rank))
    return (
        '<div class="views-row"><div class="views-field views-field-field-image">'
        f'<a href="{href}"><img src="/sites/default/files/images/thumbnail.png" alt="" /></a></div>'
        f"{_type_label(story)}"
        '<div class="views-field views-field-title"><span class="field-content">'
        f'<a href="{href}">{escape(story.title)}</a></span></div>'
        f'<div class="views-field views-field-body"><p>{escape(_summary(story))}</p></div></div>'
    )


def _stray(href: str, text: str) -> str:
    return (
        '<div class="views-row"><div class="views-field views-field-title">'
        f'<span class="field-content">{link(href, text)}</span></div></div>'
    )


def _teaser(story: Story) -> str:
    return (
        f'<div class="views-row"><article data-history-node-id="{story.node}" '
        f'about="{story.path}" class="node node--type-news node--view-mode-teaser">'
        f"{_type_label(story)}<h2>{link(story.path, story.title, ' rel=bookmark')}</h2>"
        f'<div class="node__content"><p>{escape(_summary(story))}</p></div></article></div>'
    )


def _type_label(story: Story) -> str:
    if story.section != "community-news":
        return ""
    return '<div class="views-field views-field-type">Community News</div>'


def _summary(story: Story, length: int = 250) -> str:
    """The beginning of the body, cut in the middle of a sentence."""
    text = " ".join(text for block in story.body[:2] for text in plain_blocks(block))
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]}..."


def _side_list(pager: Pager, element: int) -> str:
    heading, path, count = _SIDE_LISTS[element - 1]
    items = "".join(
        f"<li>{link(f'/{path}-{number}', f'{heading[:-1]} {number}')}</li>"
        for number in pager.shown(range(1, count + 1), element)
    )
    return (
        f'<div class="block block-views"><h2>{heading}</h2><ul>{items}</ul>'
        f"{drupal10_pager(pager, element)}</div>"
    )


def _tag_cloud() -> str:
    terms = [found for found in TERMS.values() if found != EMPTY_TERM] + [EMPTY_TERM]
    links = " ".join(link(found.path, found.label) for found in terms)
    return f'<div id="block-tagadelic" class="block"><h2>Tags</h2><div>{links}</div></div>'


def landing(path: str, title: str, text: str, around: Around, kind: str = "page") -> str:
    """A page that is no news: a profile, a help page, a policy."""
    node = 300_000 + zlib.crc32(path.encode()) % 90_000
    content = (
        f'<article data-history-node-id="{node}" about="{path}" class="node node--type-{kind} '
        'node--view-mode-full"><h1 class="page-title">'
        f'<span class="field field--name-title">{escape(title)}</span></h1>'
        f'<div class="node__content"><div class="field field--name-body">{text}</div></div>'
        "</article>"
    )
    return drupal10.page(Sheet(path, title, content, kind=kind), around)


def bare(path: str, title: str, text: str, around: Around) -> str:
    """A page of the system: an error, a form."""
    content = f'<h1 class="page-title">{escape(title)}</h1>{text}'
    return drupal10.page(Sheet(path, title, content, kind="system"), around)
