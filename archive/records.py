"""The records that flow from a response to a row, as frozen plain data.

Nothing here knows of Scrapy, HTML or SQL, so that bytes captured years ago can
be read again, and so that two archives can be merged by saving the visits of
one into the other. Conventions that hold for every field:

* text is NFC, without NUL and without lone surrogates;
* times are ISO 8601 with a zone (``2016-08-04T15:37:00+02:00``); a day that is
  known without a time is ``2023-04-05``;
* ``None`` (or an empty tuple) means *no evidence on the page*, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Form(StrEnum):
    """In which form a page was captured; what each can show differs."""

    HTTP = "http"  #: the bytes a server sent
    RENDERED = "rendered"  #: the tree of a browser after scripts ran, serialised
    PRINT = "print"  #: a page printed (to PDF) and turned into text
    WARC = "warc"  #: a response record of a WARC file
    FILE = "file"  #: saved HTML without its headers


class PageKind(StrEnum):
    """What a page turned out to be, or is expected to be before it is read."""

    ARTICLE = "article"
    LISTING = "listing"
    SITEMAP = "sitemap"
    FEED = "feed"
    OTHER = "other"  #: readable, and none of the above (a profile, a landing page)
    UNKNOWN = "unknown"  #: not read yet


#: Pages that hold links to others: every run begins with them, and none is revisited for itself.
LIST_KINDS = frozenset({PageKind.LISTING, PageKind.FEED, PageKind.SITEMAP})


class PageState(StrEnum):
    """The one state in which every URL ends.

    ``KNOWN``, ``FAILED``, ``INCOMPLETE`` and ``MISSING`` are asked for by the next crawl; the
    others are settled.
    """

    KNOWN = "known"  #: found, not asked for yet
    FETCHED = "fetched"  #: answered and read
    REDIRECTED = "redirected"  #: answered with another address
    UNREADABLE = "unreadable"  #: answered with something nothing could be read from
    WALL = "wall"  #: 200, and a login, consent or pay wall
    SOFT_404 = "soft_404"  #: 200, and says that there is no such page
    EMPTY = "empty"  #: a listing, feed or sitemap without items
    INCOMPLETE = "incomplete"  #: the body was cut short or damaged
    GONE = "gone"  #: 404, 410 or 451; of an article's page: in two runs
    MISSING = "missing"  #: an article's page that answered so in one run
    NOT_MODIFIED = "not_modified"  #: of a visit only: the page is as it was, so it keeps its state
    QUARANTINED = "quarantined"  #: read, and does not fit what its site has shown so far
    DENIED = "denied"  #: 401, 403, or robots.txt disallows it
    REFUSED = "refused"  #: never asked: off-site, scheme, address, length, a limit
    FAILED = "failed"  #: network or server error


#: A page in one of them was received whole and read.
READ_STATES = frozenset({PageState.FETCHED, PageState.EMPTY})


class Outcome(StrEnum):
    """What saving a visit did to the archive's articles."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNREADABLE = "unreadable"  #: an answer that holds no article where one was due
    GONE = "gone"
    MISSING = "missing"  #: not found once: gone if another run does not find it either
    QUARANTINED = "quarantined"  #: held back; the article stays as it was
    FAILED = "failed"
    NO_ARTICLE = "no_article"  #: a listing, feed, sitemap, redirect or refusal
    ERASED = "erased"  #: it was erased on request, and nothing of the visit was kept


class Severity(StrEnum):
    """How much a problem matters to a person reading the run's summary."""

    NOTE = "note"  #: worth keeping, nothing to do
    WARNING = "warning"  #: a field or a part of the page is missing or doubtful
    ERROR = "error"  #: the page could not be kept as what it is


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong, or looks wrong, with one page."""

    code: str  #: stable snake_case name, for counting (``title_missing``)
    message: str  #: one sentence for a person
    severity: Severity = Severity.WARNING
    field: str | None = None  #: the article field concerned


#: How a value can be known.
METHODS: dict[str, str] = {
    "site-rule": "a selector of the site's own file",
    "json-ld": "a JSON-LD statement of the page",
    "microdata": "an itemprop of the markup",
    "rdfa": "an RDFa property of the markup",
    "meta": "a meta or link element of the head",
    "tag-link": "a link that leads to the page of a term",
    "byline": "the line that names author and day",
    "feed": "what the platform's feed says of the page",
    "listing": "what a listing of the platform says of the page",
    "url": "the address",
    "text": "what the page prints, at a place that general rules know",
    "print": "a line of a printed page",
    "vocabulary": "the site's own words, known from other pages",
    "detected": "told by statistics of the text",
    "derived": "concluded from other facts",
    "hand": "a person's correction, with the reason",
    "absent": "looked for, and not there",
    "not_in_form": "this form of capture cannot show it",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the value of one field is known, or why there is none."""

    field: str  #: field name of :class:`Article`
    method: str  #: one of :data:`METHODS`
    place: str  #: where: a selector, attribute, or line number (``line 17``)
    raw: str | None = None  #: the text as found, at most 500 characters; None if absent
    confidence: float | None = None
    #: 0 to 1: how far the value can be relied on, by the method and by what the other places
    #: on the page say; None for ``absent`` and ``not_in_form``
    chosen: bool = True  #: False: another value that the page gives, kept and not taken


@dataclass(frozen=True, slots=True)
class Person:
    """An author as the page names them."""

    name: str
    byline: str | None = None  #: the text in which the name stood
    cut: bool = False  #: the platform shortened the name (``Alina Danieles…``)
    organisation: bool = False  #: an organisation or team, not a person


@dataclass(frozen=True, slots=True)
class Label:
    """A short type marker printed with the article (``Special``, ``Open call``)."""

    label: str
    path: str | None = None  #: site path of its page; None if the form has no links


@dataclass(frozen=True, slots=True)
class Tag:
    """A term of the platform's tag vocabulary."""

    label: str
    slug: str  #: last path segment, or derived from the label where no path is known
    path: str | None = None  #: site path (``/tags/smart-specialisation``)


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb; the last one has no path."""

    label: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that belongs to the article."""

    url: str
    alt: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in the article's body, absolute, as written (not canonicalised)."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file offered with the article."""

    url: str
    label: str
    media_type: str | None = None  #: as declared or implied by the file name
    size: str | None = None  #: as printed (``1.44 MB``)


@dataclass(frozen=True, slots=True)
class Contact:
    """An e-mail address in the article, and the person it is said to belong to."""

    email: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A teaser of another article shown beside this one."""

    title: str
    path: str | None = None  #: site path, or absolute URL of another site


@dataclass(frozen=True, slots=True)
class RemovedBlock:
    """A block that was taken out of the page before it was read."""

    rule: str  #: name of the rule (``consent:eu_cookie_compliance``, ``navigation:nav``)
    text: str  #: its text, white space folded
    place: str  #: a CSS-like path of the element, or ``line 17``


class Reach(IntEnum):
    """How far a block that the pages of a site repeat is taken out."""

    EDGE = 1  #: it stands where articles have their own text: only before or after all of that
    ROTATING = 2  #: one of many at a place that repeats texts, as teasers are: as ``APART``,
    #: on pages that have more text of their own
    APART = 3  #: its place repeats texts: unless the article's own text goes on around it
    BETWEEN = 4  #: and so on most pages: also between the article's own text
    ANYWHERE = 5  #: a person has said so


@dataclass(frozen=True, slots=True)
class SiteTemplate:
    """What the pages of one site repeat, as its archive has counted it so far."""

    blocks: Mapping[int, Reach] = field(default_factory=dict)
    #: key of a block (text and kind of place) -> how far it is taken out


@dataclass(frozen=True, slots=True)
class SeenBlock:
    """A block of an article's page, to be counted among those of its site."""

    key: int  #: of the text and its kind of place, 47 bits
    place: int  #: of the kind of place alone, 31 bits
    path: str  #: the kind of place for a person (``div.footer > p``)
    text: str  #: white space folded, at most 200 characters


@dataclass(frozen=True, slots=True)
class Alternate:
    """An address at which the page says that it stands in another language."""

    url: str  #: canonical
    language: str  #: as declared (``fr``, ``pt-br``), lower case


class Fit(StrEnum):
    """How far the bytes of a page fit the encoding that they are read in."""

    EXACT = "exact"  #: every byte, and the text shows no sign of an error
    ODD = "odd"  #: every byte, but the text holds signs of an earlier error, to be looked at
    MIXED = "mixed"  #: some bytes do not fit


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedPage:
    """The bytes of one page as received, and what is known about them."""

    url: str  #: address the bytes came from
    body: bytes = field(repr=False)
    form: Form
    captured_at: str  #: when the bytes were received
    status: int | None = None  #: HTTP status; None for saved files
    headers: tuple[tuple[str, str], ...] = ()  #: response headers, secrets left out
    encoding: str | None = None  #: Python codec name the text is read with
    encoding_source: str | None = None  #: ``bom``, ``header``, ``meta``, ``site``,
    #: ``detected``, ``default``
    digest: str  #: SHA-256 of ``body``, hex
    complete: bool = True  #: False if the body was cut short, damaged or over the limit
    media_type: str | None = None  #: decided by the bytes, not only by the header
    witness: bool = False  #: came from a staging, preview or mirror host
    fit: Fit | None = field(default=None, compare=False)  #: of bytes read as UTF-8; None: not
    #: looked at yet. Not stored: the bytes tell it again


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The fields of one news article, as read from one capture."""

    url: str  #: canonical address: the key of the article
    site: str  #: name of the :class:`~scraper.site.Site`
    title: str
    subtitle: str | None = None  #: standfirst line printed with the title
    summary: str | None = None  #: description given by the page (meta, teaser)
    body_text: str  #: blocks separated by one blank line, in reading order
    body_html: str | None = None  #: sanitised; None where the form has no markup
    authors: tuple[Person, ...] = ()
    published_at: str | None = None
    modified_at: str | None = None
    event_dates: tuple[str, ...] = ()  #: days named in the running text, ISO, ascending
    language: str | None = None  #: of the text, ISO 639-1
    declared_language: str | None = None  #: what the page's markup claims
    section: str | None = None
    labels: tuple[Label, ...] = ()
    tags: tuple[Tag, ...] = ()
    breadcrumbs: tuple[Crumb, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    related: tuple[Related, ...] = ()
    canonical_url: str | None = None  #: what the page itself declares, absolute
    source_id: str | None = None  #: the platform's own id (Drupal: ``node/1586``)
    template: str | None = None  #: markup generation by its tell-tales: ``drupal7``,
    #: ``drupal10``, ``print``, ``generic``
    extractor: str  #: name and version of the rules that read it
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What a feed or a listing of the platform says of one of its articles."""

    method: str  #: ``feed`` or ``listing``
    place: str  #: address of the feed, sitemap or listing
    title: str | None = None
    published_at: str | None = None
    authors: tuple[str, ...] = ()  #: as written
    terms: tuple[str, ...] = ()  #: categories and keywords, as written


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink:
    """A URL found on a page, canonicalised, for the frontier."""

    url: str
    address: str | None = None  #: what to ask for, where that is spelt otherwise than ``url``
    #: (a slash at the end that a server insists on); None: ``url`` itself
    kind: PageKind = PageKind.UNKNOWN  #: what it is expected to be
    lastmod: str | None = None  #: change time a sitemap or feed claims
    title: str | None = None  #: anchor or feed title
    state: PageState = PageState.KNOWN  #: REFUSED when it will not be asked for
    reason: str | None = None  #: why it is refused
    announced: Announced | None = None  #: what the page it was found on says of it
    due: bool = False  #: the run goes on there: if it cannot, the next one does


class Signal(StrEnum):
    """By what a host tells, without sending a page, whether it has changed."""

    VALIDATOR = "validator"  #: 304 to its own ETag or Last-Modified
    LASTMOD = "lastmod"  #: the change time in a sitemap is the one of the last visit
    CLAIM = "claim"  #: the change time in a sitemap is later than the last visit


@dataclass(frozen=True, slots=True)
class Check:
    """A host's word, put to the test by looking at the whole page."""

    signal: Signal
    held: bool | None = None  #: None: told by what saving does to the article
    proves: bool = True  #: False: that it held says little, only that it did not counts


@dataclass(frozen=True, slots=True)
class Misfit:
    """One way in which a page does not fit what its site has shown so far."""

    field: str  #: field of :class:`Article`; ``items`` of a list that lists nothing
    sign: str  #: ``missing``, ``moved``, ``short``, ``repeated``, ``implausible``, ``other`` ...
    expected: str  #: what its site or the page itself has always shown
    found: str  #: what the page shows instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One URL seen once. The only item type in the pipelines."""

    url: str  #: canonical URL: the key in the frontier
    site: str
    visited_at: str
    kind: PageKind
    state: PageState
    reason: str | None = None  #: why it ended so (``status 404``, ``robots.txt disallows``)
    capture: CapturedPage | None = None  #: None if nothing was received
    article: Article | None = None
    problems: tuple[Problem, ...] = ()
    removed: tuple[RemovedBlock, ...] = ()
    blocks: tuple[SeenBlock, ...] = ()  #: of an article's page, where they are to be counted
    links: tuple[FoundLink, ...] = ()
    redirected_to: str | None = None  #: canonical URL
    alternates: tuple[Alternate, ...] = ()  #: of an article's page
    read_as: str = ""  #: key of all that the reading depended on beside the bytes; empty:
    #: not known
    banner_sentences: tuple[
        str, ...
    ] = ()  #: consent sentences of this site, as its own scripts give them
    lastmod: str | None = None  #: the sitemap's change time this visit was made for
    checks: tuple[Check, ...] = ()
    misfits: tuple[Misfit, ...] = ()  #: why it is held back, in state QUARANTINED


@dataclass(frozen=True, slots=True)
class SavedVisit:
    """What :meth:`archive.store.Archive.save` did with one visit."""

    url: str
    outcome: Outcome
    article_id: int | None = None
    version: int | None = None  #: number of the version now current, from 1
    error: str | None = None  #: why the visit could not be saved as given
    rewritten: bool = False  #: what was kept reads otherwise now, though the page is as it was


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A row of the frontier that a crawl should ask for."""

    url: str
    kind: PageKind
    state: PageState
    lastmod: str | None = None
    address: str | None = None  #: as in :class:`FoundLink`
    last_visited_at: str | None = None  #: None: never
    last_run_id: int | None = None  #: run of that visit; None: of none
    visited_lastmod: str | None = None  #: the claimed change that this visit covers
    whole_at: str | None = None  #: when it was last received whole; None: not since it is noted
    etag: str | None = None  #: validators of that answer, as sent
    last_modified: str | None = None
    digest: str | None = None  #: SHA-256 of that answer's body, hex

    @property
    def is_settled(self) -> bool:
        """True if the page was read as it was last received: a 304 would say that it still is."""
        return self.digest is not None and self.state in READ_STATES


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the archive knows of a site's own words; parts the lines of a printed page."""

    labels: tuple[Label, ...] = ()
    tags: tuple[Tag, ...] = ()
    banner_sentences: tuple[str, ...] = ()
    template: SiteTemplate | None = None  #: None: blocks are neither counted nor taken out
    kept: frozenset[str] = frozenset()
    #: blocks that a person has put back: SHA-256, hex, of the text that a removal records


@dataclass(frozen=True, slots=True, kw_only=True)
class RunVerdict:
    """How a run ended, judged from the archive's own counts."""

    run_id: int
    started_at: str
    finished_at: str
    reason: str  #: ``finished``, ``interrupted``, ``max_pages``, ``failed`` ...
    due: int | None = None  #: pages that the plan held due; None: the run had no plan
    asked: int = 0  #: requests answered or failed
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rewritten: int = 0  #: articles that read otherwise by today's rules, their pages unchanged
    missing: int = 0
    gone: int = 0
    failed: int = 0
    quarantined: int = 0
    refused: int = 0
    problems: int = 0  #: problems of severity warning or error
    exit_code: int = 0
