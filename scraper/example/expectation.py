"""From a story to what its page shows of it."""

from __future__ import annotations

from scraper.example import bartik, days, drupal10
from scraper.example.story import Anchor, Figure, Mail, Paragraph, Story, plain_blocks
from scraper.example.truth import (
    ExpectedArticle,
    ExpectedAttachment,
    ExpectedContact,
    ExpectedImage,
)
from scraper.example.twins import Twins

_SECTIONS = {"news": "News", "community-news": "Community news"}


def expected(story: Story, recent: tuple[Story, ...], twins: Twins) -> ExpectedArticle:
    """The truth about one page."""
    authors, cut = _authors(story)
    stock = story.theme == "drupal7_stock"
    return ExpectedArticle(
        path=story.path,
        url=twins.base_url + story.path,
        twins=twins.of(story),
        reach=story.reach,
        template=story.theme,
        banner=story.banner,
        title=story.title,
        subtitle=story.subtitle,
        summary=story.teaser if story.described else None,
        language=story.language,
        declared_language=_declared_language(story),
        authors=authors,
        author_cut=cut,
        published_at=_published_at(story),
        event_dates=story.event_dates,
        labels=_labels(story),
        tags=tuple((term.label, term.path) for term in story.tags),
        breadcrumbs=_breadcrumbs(story),
        body_blocks=tuple(text for block in story.body for text in plain_blocks(block)),
        images=_images(story),
        links=tuple((part.href, part.text) for part in _parts(story) if isinstance(part, Anchor)),
        attachments=_attachments(story),
        contacts=_contacts(story),
        related=() if stock else tuple((other.title, other.path) for other in recent),
        source_id=f"node/{story.node}",
        quotes_banner=story.quotes_banner,
    )


def _declared_language(story: Story) -> str:
    return drupal10.declared_language(story) if story.theme == "drupal10" else "en"


def _labels(story: Story) -> tuple[tuple[str, str | None], ...]:
    linked = story.theme != "drupal7"
    return tuple((label, bartik.label_path(label) if linked else None) for label in story.labels)


def _images(story: Story) -> tuple[ExpectedImage, ...]:
    figures = (block for block in story.body if isinstance(block, Figure))
    return tuple(ExpectedImage(figure.path, figure.alt, figure.caption) for figure in figures)


def _attachments(story: Story) -> tuple[ExpectedAttachment, ...]:
    """Drupal 10 links each file by the word *file*."""
    modern = story.theme == "drupal10"
    return tuple(
        ExpectedAttachment(file.path, "file" if modern else file.label, file.size)
        for file in story.attached
    )


def _contacts(story: Story) -> tuple[ExpectedContact, ...]:
    mails = (part for part in _parts(story) if isinstance(part, Mail))
    return tuple(ExpectedContact(mail.email, mail.name) for mail in mails)


def _parts(story: Story) -> list[str | Anchor | Mail]:
    return [part for block in story.body if isinstance(block, Paragraph) for part in block.parts]


def _authors(story: Story) -> tuple[tuple[str, ...], bool]:
    """The names a page gives, and whether one is shortened beyond repair."""
    if story.author is None or story.theme == "drupal7":
        return (), False
    if story.theme == "drupal7_stock":
        return (story.author,), False
    printed = drupal10.printed_author(story)
    return (printed,), printed != story.author


def _published_at(story: Story) -> str | None:
    if story.theme == "drupal7":
        return None
    if story.theme == "drupal7_stock":
        return days.local(story.published).isoformat()
    return story.published.date().isoformat()


def _breadcrumbs(story: Story) -> tuple[tuple[str, str | None], ...]:
    if story.theme == "drupal10":
        return ()
    if story.theme == "drupal7_stock":
        return (("Home", "/"),)
    section = _SECTIONS.get(story.section)
    middle = ((section, f"/{story.section}"),) if section else ()
    return (("Home", "/"), *middle, (story.title, None))
