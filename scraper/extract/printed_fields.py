"""The fields of an article from the parts of a printed page, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.records import (
    Attachment,
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
    Vocabulary,
)
from scraper.extract.address import absolute, site_path, slug_of
from scraper.extract.contacts import contacts_in_text
from scraper.extract.dates import event_dates, parse_date
from scraper.extract.evidence import absent, found
from scraper.extract.printed_blocks import Block, blocks_of
from scraper.extract.printed_lines import Line
from scraper.extract.printed_markup import printed_target
from scraper.extract.printed_tail import Tail, link_items
from scraper.extract.printed_terms import part_terms
from scraper.extract.printed_title import Head
from scraper.extract.text import clean_text, slugify
from scraper.site import Site

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip|csv|epub)(?:[?#]|$)", re.IGNORECASE)
_MORE = re.compile(
    r"(?:read )?more(?: news| about .*)?|mehr(?: lesen)?|weiterlesen|lire la suite|.{0,2}", re.I
)
_MOST_RELATED = 20
#: What no print shows, whatever its form.
NEVER_SHOWN = (
    *("summary", "body_html", "declared_language", "section", "canonical_url", "source_id"),
)


@dataclass(slots=True)
class Fields:
    """Values that are being collected, with their evidence and problems."""

    site: Site
    url: str
    vocabulary: Vocabulary
    has_markup: bool
    evidence: list[Evidence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def prove(self, name: str, method: str, lines: Sequence[Line]) -> None:
        """Note the lines that a value was read from."""
        raw = " | ".join(line.raw for line in lines)
        places = ", ".join(dict.fromkeys(line.place for line in lines))
        self.evidence.append(found(name, method, places, raw))

    def miss(self, name: str, looked: str = "the lines of the print") -> None:
        """Note that a value was looked for and is not there."""
        self.evidence.append(absent(name, looked))

    def not_shown(self, *names: str) -> None:
        """Note that this form of capture cannot show these fields."""
        self.evidence += (Evidence(name, "not_in_form", "print") for name in names)

    def path(self, target: str | None) -> str | None:
        """The site path of a link's target."""
        return site_path(target, self.url, self.site)

    def note(self, code: str, message: str, name: str) -> None:
        """Note something that a person should know about a field."""
        self.problems.append(Problem(code, message, Severity.NOTE, name))


def crumbs_of(fields: Fields, head: Head) -> tuple[Crumb, ...]:
    """The steps of the breadcrumb."""
    if not head.crumb_lines:
        fields.miss("breadcrumbs")
        return ()
    fields.prove("breadcrumbs", "print", head.crumb_lines)
    return tuple(Crumb(clean_text(label), fields.path(target)) for label, target in head.crumbs)


def dates_of(
    fields: Fields, head: Head, date: str | None, language: str | None
) -> tuple[str | None, str | None]:
    """Day of publication and of change, where a line says that it is that day."""
    stated = (date, head.byline, "byline") if date and head.byline else None
    if stated is None and head.published is not None:
        stated = (*head.published, "print")
    if stated is None and head.bare_date is not None:
        _note_bare_date(fields, head.bare_date)
        published = None
    else:
        published = _day(fields, "published_at", stated, language)
    changed = (*head.modified, "print") if head.modified else None
    if changed is None:
        fields.not_shown("modified_at")
        return published, None
    return published, _day(fields, "modified_at", changed, language)


def _note_bare_date(fields: Fields, line: Line) -> None:
    """A date under the title that does not say whether it is the publication's or an event's."""
    fields.evidence.append(Evidence("published_at", "absent", line.place, line.raw))
    message = "a date stands under the title and does not say what it is the date of"
    fields.note("bare_date", message, "published_at")


def _day(
    fields: Fields, name: str, stated: tuple[str, Line, str] | None, language: str | None
) -> str | None:
    if stated is None:
        fields.miss(name)
        return None
    text, line, method = stated
    parsed = parse_date(text, language=language, month_first=fields.site.month_first)
    if parsed is None:
        fields.evidence.append(Evidence(name, "absent", line.place, line.raw))
        fields.note("date_unclear", f"no single day can be read from {text!r}", name)
        return None
    fields.prove(name, method, [line])
    return parsed.iso


def event_days(fields: Fields, blocks: Sequence[Block], language: str | None) -> tuple[str, ...]:
    """Days named in the running text."""
    days = event_dates("\n\n".join(block.text for block in blocks), language)
    lines = [b.lines[0] for b in blocks if event_dates(b.text, language)] if days else []
    if days:
        fields.prove("event_dates", "print", lines)
    else:
        fields.miss("event_dates", "body_text")
    return days


def labels_of(fields: Fields, head: Head) -> tuple[Label, ...]:
    """The type markers: one on a line, or parted by the site's vocabulary."""
    if not head.label_lines:
        fields.miss("labels")
        return ()
    known = {label.label: label for label in fields.vocabulary.labels}
    if head.labels_parted:
        fields.prove("labels", "print", head.label_lines)
        return tuple(_label(fields, line, known) for line in head.label_lines)
    terms = _parted(fields, "labels", head.label_lines, "", list(known))
    return tuple(known[term] for term in terms)


def _label(fields: Fields, line: Line, known: dict[str, Label]) -> Label:
    text, printed = printed_target(line.words)
    link = next((link.target for link in line.links if link.target), printed)
    path = fields.path(link)
    if path is None and text in known:
        path = known[text].path
    return Label(clean_text(text), path)


def tags_of(fields: Fields, tail: Tail) -> tuple[Tag, ...]:
    """The tags: by their links, one on a line, or parted by the site's vocabulary."""
    if not tail.tags:
        fields.miss("tags")
        return ()
    known = {tag.label: tag for tag in fields.vocabulary.tags}
    written = list(_written_tags(fields, tail, known))
    if written:
        fields.prove("tags", "print", tail.tags)
        return tuple(dict.fromkeys(written))
    terms = _parted(fields, "tags", tail.tags, tail.tags_mark, list(known))
    return tuple(known[term] for term in terms)


def _written_tags(fields: Fields, tail: Tail, known: dict[str, Tag]) -> Iterator[Tag]:
    """Tags whose limits the print shows."""
    for line in tail.tags:
        if line.links:
            for link in line.links:
                path = fields.path(link.target)
                if link.label and not link.is_image:
                    yield Tag(link.label, slug_of(path) or slugify(link.label), path)
            continue
        text = line.words.removeprefix(tail.tags_mark).strip()
        if fields.has_markup or "," in text:
            parts = (part.strip() for part in text.split(","))
            yield from (known.get(part) or Tag(part, slugify(part)) for part in parts if part)


def _parted(
    fields: Fields, name: str, lines: Sequence[Line], mark: str, known: Sequence[str]
) -> tuple[str, ...]:
    """The terms on lines that a print runs together; none if the vocabulary does not tell."""
    texts = [line.text.strip().removeprefix(mark) for line in lines]
    terms = part_terms(texts, known)
    if terms is None:
        fields.prove(name, "print", lines)
        message = f"only other pages of the site can tell the {name} on this line apart"
        fields.note("unparted_line", message, name)
        return ()
    fields.prove(name, "vocabulary", lines)
    return terms


def related_of(fields: Fields, tail: Tail) -> tuple[Related, ...]:
    """Teasers of other articles below this one."""
    items: dict[str, Related] = {}
    for link, _ in link_items(tail.related):
        path = fields.path(link.target)
        if path and not _MORE.fullmatch(link.label):
            items.setdefault(path, Related(link.label, path))
    if not items and tail.related:
        for block in blocks_of(tail.related, has_markup=fields.has_markup):
            if not _MORE.fullmatch(block.text) and parse_date(block.text) is None:
                items.setdefault(block.text, Related(block.text))
    if items:
        fields.prove("related", "print", tail.related)
    else:
        fields.miss("related")
    return tuple(items.values())[:_MOST_RELATED]


def contacts_of(fields: Fields, blocks: Sequence[Block]) -> tuple[Contact, ...]:
    """Addresses in the text, and behind its links."""
    contacts: dict[str, Contact] = {}
    lines: list[Line] = []
    for block in blocks:
        written = [*contacts_in_text(block.text), *_mail_targets(block.lines)]
        for contact in written:
            contacts.setdefault(contact.email.casefold(), contact)
        lines += block.lines if written else ()
    if contacts:
        fields.prove("contacts", "print", lines)
    else:
        fields.miss("contacts", "body_text")
    return tuple(contacts.values())


def _mail_targets(lines: Iterable[Line]) -> Iterator[Contact]:
    for line in lines:
        for link in line.links:
            if link.target and link.target.lower().startswith("mailto:"):
                address = link.target[len("mailto:") :].partition("?")[0]
                if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address):
                    yield Contact(address)


@dataclass(frozen=True, slots=True)
class Media:
    """What the links and pictures of the text point to."""

    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def media_of(fields: Fields, lines: Sequence[Line]) -> Media:
    """Pictures, links and files of the text; a print without markup shows none of them."""
    if not fields.has_markup:
        fields.not_shown("images", "links", "attachments")
        return Media()
    shown = [(link, line) for line in lines for link in line.links]
    images = {
        url: Image(url, link.label or None)
        for link, _ in shown
        if link.is_image and (url := absolute(link.target, fields.url))
    }
    links = [
        (Link(url, link.label), line)
        for link, line in shown
        if not link.is_image and (url := absolute(link.target, fields.url))
    ]
    files = {
        link.url: Attachment(link.url, link.text) for link, _ in links if _DOCUMENT.search(link.url)
    }
    _prove_media(fields, "images", [line for link, line in shown if link.is_image])
    _prove_media(fields, "links", [line for _, line in links])
    _prove_media(fields, "attachments", [line for link, line in links if link.url in files])
    unique = tuple(dict.fromkeys(link for link, _ in links))
    return Media(tuple(images.values()), unique, tuple(files.values()))


def _prove_media(fields: Fields, name: str, lines: Sequence[Line]) -> None:
    if lines:
        fields.prove(name, "print", lines)
    elif name == "images":
        fields.not_shown(name)
    else:
        fields.miss(name)
