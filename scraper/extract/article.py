"""Extract: the fields of one article from a stripped page, each with its evidence."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from archive.records import (
    Article,
    Attachment,
    CapturedPage,
    Contact,
    Crumb,
    Evidence,
    Image,
    Label,
    Link,
    Problem,
    Related,
    Severity,
    Tag,
)
from scraper.clean.page import CleanPage
from scraper.extract.address import absolute, site_path
from scraper.extract.around import breadcrumbs_of, related_of
from scraper.extract.body import Body, body_of
from scraper.extract.byline import Byline, authors_of, byline_of
from scraper.extract.dates import event_dates
from scraper.extract.evidence import absent, found, listed
from scraper.extract.extractor import extractor
from scraper.extract.language import detect_language
from scraper.extract.mail import mail_contacts, reveal_addresses
from scraper.extract.media import attachments_of, captions_on, images_of, links_of
from scraper.extract.media_lead import lead_figures
from scraper.extract.reading import Reading
from scraper.extract.sanitise import sanitised
from scraper.extract.source import Source, source_of
from scraper.extract.summary import declared_language, subtitle_of, summary_of
from scraper.extract.template import source_id
from scraper.extract.terms import labels_of, section_of, tags_of
from scraper.extract.title import Title, title_of
from scraper.extract.when import Dates, dates_of
from scraper.site import Site

#: A body of fewer characters is worth a look.
SHORT_BODY = 80


#: Characters of a text that are searched for dates and addresses.
LONGEST_SEARCHED = 200_000
#: Characters from which a language is told; more change nothing but the time it takes.
ENOUGH_TEXT = 1000
#: A text of fewer is told with its title and summary, and less surely.
SHORT_TEXT = 200
LESS_SURE = 0.75


#: A language with its evidence.
_Told = tuple[str | None, Evidence]


def extract(page: CleanPage, captured: CapturedPage, site: Site, *, url: str) -> Reading:
    """Read the article on ``page``, which stands at ``url`` (canonicalised).

    The reading holds no article if the page states no title, or holds no text; the
    problems say which. The tree of ``page`` is changed.
    """
    reveal_addresses(page.index)
    source = source_of(page, site, captured.url if "//" in captured.url else url)
    title = title_of(source)
    line = byline_of(source)
    declared = declared_language(source)
    dates = dates_of(source, title, line, declared[0], captured.captured_at)
    known = [*_known(source, title, line), *dates.elements, *_repeated(source)]
    body = body_of(source, title.text if title else "", known)
    problems = [*page.problems, *_problems(title, body)]
    removed = (*page.removed, *(body.removed if body else ()))
    article = None
    if title is not None and body is not None:
        article = _article(source, url, title, body, _Head(line, dates, declared))
        problems += _doubts(article)
    return Reading(article, tuple(problems), removed, page.banner_sentences)


def _known(source: Source, title: Title | None, line: Byline | None) -> list[etree._Element]:
    """Elements that print the title and the byline: no part of the body."""
    elements = list(title.elements) if title else []
    if line is not None:
        elements.append(line.element)
    elements += [field.element for role in ("title", "subtitle") for field in source.role(role)]
    return elements


def _repeated(source: Source) -> list[etree._Element]:
    """What the site's pages repeat, but for parts of fields that are read after the body."""
    fields = {f.element for role in ("files", "images", "contact") for f in source.role(role)}
    repeated = source.page.repeated
    return [e for e in repeated if e not in fields and fields.isdisjoint(e.iterancestors())]


def _problems(title: Title | None, body: Body | None) -> list[Problem]:
    problems = []
    if title is None:
        problems.append(Problem("title_missing", "nothing states a title", Severity.ERROR, "title"))
    if body is None:
        problems.append(
            Problem(
                "body_missing", "no text that reads like an article", Severity.ERROR, "body_text"
            )
        )
    elif len(body.text) < SHORT_BODY:
        problems.append(
            Problem("body_short", f"only {len(body.text)} characters of text", field="body_text")
        )
    return problems


def _doubts(article: Article) -> list[Problem]:
    """What a person should know about the fields of an article that was read."""
    problems = []
    for person in article.authors:
        if person.cut:
            message = f"the platform cut the name {person.name!r}"
            problems.append(Problem("cut_name", message, Severity.NOTE, "authors"))
    if article.published_at is None:
        problems.append(
            Problem("date_absent", "the page prints no date", Severity.NOTE, "published_at")
        )
    if article.body_html is None and article.body_text:
        problems.append(
            Problem("html_left_out", "no markup of the body could be kept", field="body_html")
        )
    return problems


class _Head(NamedTuple):
    """What is read before the body, which is looked for beside it."""

    line: Byline | None
    dates: Dates
    declared: _Told


def _article(source: Source, url: str, title: Title, body: Body, head: _Head) -> Article:
    text, dates, (declared, by_markup) = body.text, head.dates, head.declared
    authors, by_line = authors_of(source, head.line, text)
    filed = _filing(source, title, text)
    language, by_text = _language(text, title.text, filed)
    around = _surroundings(source, url)
    shown = _media(source, body)  # the last step: it cuts the body's elements down to the text
    days, by_days = _days(text, language or declared)
    stated = (title.evidence, *title.others, body.evidence, by_markup, by_text, by_days, *by_line)
    known = (*stated, *dates.evidence, *filed.evidence, *around.evidence, *shown.evidence)
    return Article(
        url=url,
        site=source.site.name,
        title=title.text,
        subtitle=filed.subtitle,
        summary=filed.summary,
        body_text=text,
        body_html=shown.body_html,
        authors=authors,
        published_at=dates.published_at,
        modified_at=dates.modified_at,
        event_dates=days,
        language=language,
        declared_language=declared,
        section=filed.section,
        labels=filed.labels,
        tags=filed.tags,
        breadcrumbs=around.breadcrumbs,
        images=shown.images,
        links=shown.links,
        attachments=shown.attachments,
        contacts=shown.contacts,
        related=around.related,
        canonical_url=around.canonical_url,
        source_id=around.source_id,
        template=source.template.name,
        extractor=extractor(),
        evidence=known,
    )


class _Filing(NamedTuple):
    """How the page describes and files the article."""

    subtitle: str | None
    summary: str | None
    labels: tuple[Label, ...]
    tags: tuple[Tag, ...]
    section: str | None
    evidence: tuple[Evidence, ...]


def _filing(source: Source, title: Title, text: str) -> _Filing:
    subtitle, standfirst = subtitle_of(source, title)
    summary, described = summary_of(source, subtitle)
    labels, labelled = labels_of(source)
    tags, tagged = tags_of(source, text)
    section, filed = section_of(source)
    evidence = (standfirst, *described, labelled, *tagged, filed)
    return _Filing(subtitle, summary, labels, tags, section, evidence)


class _Surroundings(NamedTuple):
    """Where the article stands: breadcrumb, neighbours, the addresses it has."""

    breadcrumbs: tuple[Crumb, ...]
    related: tuple[Related, ...]
    canonical_url: str | None
    source_id: str | None
    evidence: tuple[Evidence, ...]


def _surroundings(source: Source, url: str) -> _Surroundings:
    crumbs, trail = breadcrumbs_of(source)
    related, beside = related_of(source, site_path(url, source.base, source.site))
    canonical = absolute(source.stated.link("canonical"), source.base)
    identity = source_id(source.page, source.nodes, source.stated.link("shortlink"))
    number = identity[0] if identity else None
    evidence = (trail, beside, *_stated(canonical, identity))
    return _Surroundings(crumbs, related, canonical, number, evidence)


class _Media(NamedTuple):
    """The body's markup, and what is shown, linked and offered in it."""

    body_html: str | None
    images: tuple[Image, ...]
    links: tuple[Link, ...]
    attachments: tuple[Attachment, ...]
    contacts: tuple[Contact, ...]
    evidence: tuple[Evidence, ...]


def _media(source: Source, body: Body) -> _Media:
    base, roots = source.base, body.roots
    files = [field.element for field in source.role("files")]
    pictures = [*(field.element for field in source.role("images")), *lead_figures(source)]
    contacts = mail_contacts(_mail_links(source, roots), body.text[:LONGEST_SEARCHED])
    captions = captions_on(source.page.index)
    body.trim()
    images = images_of((*pictures, *roots), base, captions)
    links = links_of(roots, base)
    attachments = attachments_of(files, roots, base, source.site)
    html, place = sanitised(roots, base), body.evidence.place
    evidence = (
        found("body_html", body.evidence.method, place) if html else absent("body_html", place),
        listed("images", "text", place, (image.url for image in images)),
        listed("links", "text", place, (link.url for link in links)),
        listed("attachments", "text", place, (file.url for file in attachments)),
        listed("contacts", "text", place, (contact.email for contact in contacts)),
        found("template", "derived", "tell-tales of the markup", source.template.name),
    )
    return _Media(html, images, links, attachments, contacts, evidence)


def _days(text: str, language: str | None) -> tuple[tuple[str, ...], Evidence]:
    days = event_dates(text[:LONGEST_SEARCHED], language)
    return days, listed("event_dates", "text", "body_text", days)


def _language(text: str, title: str, filed: _Filing) -> _Told:
    if len(text) >= SHORT_TEXT and (language := detect_language(text[:ENOUGH_TEXT])):
        return language, found("language", "detected", "body_text", language)
    whole = "\n".join(filter(None, (title, filed.subtitle, filed.summary, text[:ENOUGH_TEXT])))
    if language := detect_language(whole):
        place = "title, summary, body_text"
        return language, found("language", "detected", place, language, LESS_SURE)
    return None, absent("language", "the text is too short or mixed")


def _mail_links(source: Source, roots: list[etree._Element]) -> list[etree._Element]:
    repeated = set(source.page.repeated)
    links = [link for root in roots for link in root.iter("a")]
    if repeated:
        links = [link for link in links if repeated.isdisjoint(link.iterancestors())]
    fields = source.role("contact")
    return [*links, *(link for field in fields for link in field.element.iter("a"))]


def _stated(canonical: str | None, identity: tuple[str, str] | None) -> list[Evidence]:
    return [
        found("canonical_url", "meta", "link[rel=canonical]", canonical)
        if canonical
        else absent("canonical_url", "link[rel=canonical]"),
        found("source_id", "text", identity[1], identity[0])
        if identity
        else absent("source_id", "node attributes, shortlink, settings"),
    ]
