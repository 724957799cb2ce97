"""Reading a page that was printed and turned into text.

Two forms occur: Markdown-like text with its links written out, and the output of
``pdftotext -layout`` with hard line breaks and sheets. Both are read by the same passes
over lines: the banner and the browser's own lines go, a sidebar is set aside, the head
and the tail are told from the text, and the text's lines are joined into blocks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from archive.records import (
    Article,
    CapturedPage,
    Person,
    Problem,
    RemovedBlock,
    Severity,
    Vocabulary,
)
from scraper.clean.phrases import BannerMatcher
from scraper.extract import printed_fields as read
from scraper.extract.evidence import found
from scraper.extract.extractor import extractor
from scraper.extract.language import detect_language
from scraper.extract.people import parse_byline, split_submitted
from scraper.extract.printed_blocks import Block, blocks_of
from scraper.extract.printed_columns import main_column
from scraper.extract.printed_fields import Fields
from scraper.extract.printed_furniture import without_banner, without_headers
from scraper.extract.printed_head import read_head
from scraper.extract.printed_lines import Line, Print, read_print
from scraper.extract.printed_tail import Tail, read_tail
from scraper.extract.printed_title import Head
from scraper.extract.reading import Reading
from scraper.site import Site

_MARKUP_START = re.compile(
    rb"\s*+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype|html|head|body|\?xml|rss|feed|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = (
    rb"(?:a|abbr|article|aside|b|blockquote|button|dd|div|dl|dt|em|fieldset|figure|figcaption|font|"
    rb"footer|form|h[1-6]|header|i|label|li|main|nav|ol|option|p|pre|script|section|select|small|"
    rb"span|strong|style|table|tbody|td|th|thead|title|tr|u|ul)"
)
_OPEN = re.compile(rb"<" + _ELEMENT + rb"(?:\s[^<>]*)?>", re.IGNORECASE)
_CLOSE = re.compile(rb"</" + _ELEMENT + rb"\s*>", re.IGNORECASE)
_STARTS_WITH_TAG = re.compile(rb"\s*(?:<!--.*?-->\s*)*" + _OPEN.pattern, re.IGNORECASE | re.DOTALL)
#: Bytes looked at to tell a print from a page with markup.
_LOOKED_AT = 65_536
#: Closing tags that a text which only quotes some does not have.
_FEW_TAGS = 3
#: A body of fewer characters is worth a look.
_SHORT_BODY = 80


def looks_printed(body: bytes) -> bool:
    """True if ``body`` is the text of a printed page, False if it is markup or no text.

    Markup is what begins as a document, begins with an element and closes it, or is
    full of elements; a text that quotes a few tags stays a text.
    """
    head = body[:_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf")
    if not head.strip() or _is_binary(head) or _MARKUP_START.match(head):
        return False
    closing = len(_CLOSE.findall(head))
    if closing and _STARTS_WITH_TAG.match(head):
        return False
    return closing < max(_FEW_TAGS, len(head.split()) / 30)


def _is_binary(head: bytes) -> bool:
    controls = sum(head.count(bytes((code,))) for code in (*range(8), *range(14, 27)))
    return head.startswith((b"%PDF-", b"PK\x03\x04", b"\x1f\x8b")) or controls > len(head) / 100


def read_printed(
    captured: CapturedPage, site: Site, vocabulary: Vocabulary, *, url: str
) -> Reading:
    """The article on a printed page that stands at ``url``.

    ``vocabulary`` parts the lines of labels and tags that a print runs together, and
    adds the sentences of the site's own banner to the known ones. Without a title and a
    text the reading holds no article, and its problems say so.
    """
    page = read_print(captured)
    if page is None or not page.lines:
        return _no_article("the capture is empty, or is no text")
    matcher = BannerMatcher(vocabulary.banner_sentences, source=site.name)
    lines, banner = without_banner(page, matcher)
    lines, headers, titles = without_headers(lines, url, site)
    main, aside = (lines, ()) if page.has_markup else main_column(lines)
    head = read_head(
        main,
        site=site,
        url=url,
        vocabulary=vocabulary,
        header_titles=titles,
        has_markup=page.has_markup,
    )
    if head is None:
        return _no_article("no line of the print can be a title", page, (*banner, *headers))
    tail = read_tail(head, has_markup=page.has_markup)
    blocks = blocks_of(tail.body, has_markup=page.has_markup)
    gone = [*head.dropped, *(("print:sidebar", line) for line in aside), *tail.dropped]
    removed = (*banner, *headers, *_removed(gone))
    if not blocks:
        return _no_article("the print holds no text below its title", page, removed)
    fields = Fields(site, url, vocabulary, page.has_markup)
    article = _article(fields, head, tail, blocks)
    return Reading(article, (*page.problems, *fields.problems, *_doubts(article)), removed)


def _no_article(
    message: str, page: Print | None = None, removed: tuple[RemovedBlock, ...] = ()
) -> Reading:
    problem = Problem("no_article", message, Severity.ERROR)
    return Reading(None, (*(page.problems if page else ()), problem), removed)


def _removed(gone: Iterable[tuple[str, Line]]) -> Iterable[RemovedBlock]:
    return (RemovedBlock(rule, line.words, line.place) for rule, line in gone if line.words)


def _article(fields: Fields, head: Head, tail: Tail, blocks: tuple[Block, ...]) -> Article:
    text = "\n\n".join(block.text for block in blocks)
    fields.prove("title", "print", head.title_lines)
    fields.evidence.append(found("body_text", "print", blocks[0].place, blocks[0].lines[0].raw))
    language = _language(fields, text, head.title)
    authors, date = _authors(fields, head)
    published, modified = read.dates_of(fields, head, date, language)
    media = read.media_of(fields, tail.body)
    if head.subtitle:
        fields.prove("subtitle", "print", head.subtitle_lines)
    else:
        fields.miss("subtitle")
    article = Article(
        url=fields.url,
        site=fields.site.name,
        title=head.title,
        subtitle=head.subtitle,
        body_text=text,
        authors=authors,
        published_at=published,
        modified_at=modified,
        event_dates=read.event_days(fields, blocks, language),
        language=language,
        labels=read.labels_of(fields, head),
        tags=read.tags_of(fields, tail),
        breadcrumbs=read.crumbs_of(fields, head),
        images=media.images,
        links=media.links,
        attachments=media.attachments,
        contacts=read.contacts_of(fields, blocks),
        related=read.related_of(fields, tail),
        template="print",
        extractor=extractor(),
    )
    fields.not_shown(*read.NEVER_SHOWN)
    fields.evidence.append(found("template", "derived", "form of the capture", "print"))
    return replace(article, evidence=tuple(fields.evidence))


def _language(fields: Fields, text: str, title: str) -> str | None:
    language = detect_language(text) or detect_language(f"{title}. {text}")
    if language is None:
        fields.miss("language", "the text is too short or mixed")
    else:
        fields.evidence.append(found("language", "detected", "body_text", language))
    return language


def _authors(fields: Fields, head: Head) -> tuple[tuple[Person, ...], str | None]:
    """The persons of the byline, and its date text."""
    if head.byline is None:
        fields.miss("authors")
        return (), None
    fields.prove("authors", "byline", [head.byline])
    return parse_byline(head.byline.words), split_submitted(head.byline.words)[1]


def _doubts(article: Article) -> Iterable[Problem]:
    """What a person should know about the fields of an article that was read."""
    for person in article.authors:
        if person.cut:
            message = f"the platform cut the name {person.name!r}"
            yield Problem("cut_name", message, Severity.NOTE, "authors")
    if article.published_at is None:
        yield Problem("date_absent", "the page prints no date", Severity.NOTE, "published_at")
    if len(article.body_text) < _SHORT_BODY:
        message = f"only {len(article.body_text)} characters of text"
        yield Problem("body_short", message, field="body_text")
