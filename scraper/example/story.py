"""One article of the example platform, before it is put into anybody's markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from scraper.example.subjects import Term


class Anchor(NamedTuple):
    """A link in running text."""

    text: str
    href: str


class Mail(NamedTuple):
    """An e-mail address in running text, and how the page hides it from robots."""

    email: str
    name: str
    hiding: str  #: a key of :data:`scraper.example.mail.HIDINGS`


class Paragraph(NamedTuple):
    """Running text, with links and addresses in it."""

    parts: tuple[str | Anchor | Mail, ...]

    @property
    def text(self) -> str:
        """The words a visitor sees."""
        return "".join(map(_visible, self.parts))


class Heading(NamedTuple):
    """A heading inside the body."""

    text: str


class Items(NamedTuple):
    """A list."""

    entries: tuple[str, ...]
    ordered: bool = False


class Table(NamedTuple):
    """A table without a head, as editors paste them."""

    rows: tuple[tuple[str, ...], ...]


class Quote(NamedTuple):
    """A block quotation."""

    text: str


class Figure(NamedTuple):
    """A picture; in the body, or (``lead``) in a field of its own above it."""

    path: str
    alt: str
    caption: str | None
    lead: bool = False


class Attached(NamedTuple):
    """A file offered with the article."""

    path: str
    label: str
    size: str


Block = Paragraph | Heading | Items | Table | Quote | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything the platform knows about one article."""

    number: int  #: rank by age, from 0
    node: int  #: Drupal's node id
    theme: str  #: ``drupal7``, ``drupal7_stock`` or ``drupal10``
    section: str  #: first part of the path
    slug: str
    language: str
    title: str
    subtitle: str | None
    described: bool  #: the page has a meta description
    teaser: str
    author: str | None  #: None: ``Anonymous (not verified)``
    organisation: str
    published: datetime
    changed: datetime
    labels: tuple[str, ...]
    tags: tuple[Term, ...]
    body: tuple[Block, ...]
    attached: tuple[Attached, ...]
    event_dates: tuple[str, ...]
    banner: str  #: a key of :data:`scraper.example.banners.HIDINGS`
    reach: str = "all"
    debug: bool = False  #: the page carries the comments of Drupal's theme debugging
    quotes_banner: bool = False

    @property
    def path(self) -> str:
        """Site path of the article."""
        return f"/{self.section}/{self.slug}"


def plain_blocks(block: Block) -> tuple[str, ...]:
    """The texts a block adds to the article's body; a picture adds none."""
    match block:
        case Paragraph() | Heading() | Quote():
            return (block.text,)
        case Items():
            return block.entries
        case Table():
            return tuple(cell for row in block.rows for cell in row)
        case Figure():
            return ()


def _visible(part: str | Anchor | Mail) -> str:
    match part:
        case Anchor():
            return part.text
        case Mail():
            return part.email
        case _:
            return part
