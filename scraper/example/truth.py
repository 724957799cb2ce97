"""What a reader of the example platform must find: the truth the tests compare with.

Plain data, with field names like those of an archived article. It is derived from
the same story that the page is written from, never read back from the page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExpectedContact:
    """An e-mail address a visitor with a browser can read, and whose it is."""

    email: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedImage:
    """A picture of the article; ``caption`` is never part of the body."""

    path: str
    alt: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedAttachment:
    """A file offered with the article; ``size`` as printed."""

    path: str
    label: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedArticle:
    """Every field of one article that its page shows."""

    path: str  #: site path of the article
    url: str  #: canonical address
    twins: tuple[str, ...]  #: other addresses of the same page, absolute
    reach: str  #: ``all``, or the only way to it: ``sitemap``, ``feed``, ``listing``
    template: str  #: ``drupal7`` (the platform's look), ``drupal7_stock``, ``drupal10``
    banner: str  #: how the consent banner hides on this page
    title: str
    subtitle: str | None
    summary: str | None  #: meta description; None where the page has none
    language: str  #: of the text
    declared_language: str  #: of the markup, which can be wrong
    authors: tuple[str, ...]  #: as printed; a cut name ends in an ellipsis
    author_cut: bool  #: the printed name is shortened and nowhere whole on the page
    published_at: str | None  #: None in the Drupal 7 look, which prints no date
    event_dates: tuple[str, ...]
    labels: tuple[tuple[str, str | None], ...]  #: label and site path
    tags: tuple[tuple[str, str], ...]  #: label and site path
    breadcrumbs: tuple[tuple[str, str | None], ...]
    body_blocks: tuple[str, ...]  #: list items and table cells are blocks of their own
    images: tuple[ExpectedImage, ...]
    links: tuple[tuple[str, str], ...]  #: absolute target and text, in the body
    attachments: tuple[ExpectedAttachment, ...]
    contacts: tuple[ExpectedContact, ...]
    related: tuple[tuple[str, str], ...]  #: title and site path
    source_id: str  #: ``node/17``
    quotes_banner: bool  #: the article itself quotes banner sentences, as text


@dataclass(frozen=True, slots=True)
class ExpectedPage:
    """A linked address that is no article, and how it must end."""

    path: str
    states: tuple[str, ...]  #: page states (``wall``, ``gone`` ...) of which one must be its own
    why: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What one call of ``edit()`` changed on the platform, as site paths."""

    changed: tuple[str, ...]  #: text or tags of these articles changed
    gone: str  #: answers 410 from now on
    boilerplate: str  #: everything but the article changed on this page
