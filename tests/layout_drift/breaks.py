"""What breaks a page: each takes the markup of a healthy page and gives what is served instead."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from datetime import datetime

from tests.layout_drift.sites import Entry, Look

#: look, entry, day of the visit -> page served
Break = Callable[[Look, Entry, datetime], str]

_CLASS = re.compile(r'\bclass="([^"]*)"')
_CONSENT = (
    "We and our 812 partners store and access information on your device and process personal "
    "data such as unique identifiers. You may accept all, reject all, or manage your choices at "
    "any time in the preferences centre of this website."
)
_TELL_TALES = (
    ("data-history-node-id", "data-nid"),
    (' id="node-', ' id="entry-'),
    (' id="post-', ' id="entry-'),
    (' property="', ' data-was="'),
    (' typeof="', ' data-of="'),
    (' rel="author"', ""),
    (' rel="tag"', ""),
)


def renamed(page: str, names: set[str] | None = None) -> str:
    """The page with other class names: those given, or all."""

    def again(found: re.Match[str]) -> str:
        parts = found[1].split()
        new = (
            f"x{zlib.crc32(part.encode()):08x}" if names is None or part in names else part
            for part in parts
        )
        return f'class="{" ".join(new)}"'

    return _CLASS.sub(again, page)


def class_of(field: str) -> Break:
    """The class around one field has another name, and what else tells the field is gone."""

    def act(look: Look, entry: Entry, day: datetime) -> str:
        page = renamed(look.page(entry), {look.classes[field]})
        if field == "title":
            page = page.replace(' id="page-title"', ' id="heading"')
        if field == "tags":
            page = page.replace(' rel="tag"', "").replace("field-name-field-tags", "f")
        if field == "authors":
            page = page.replace(' rel="author"', "")
        return page

    return act


def all_classes(look: Look, entry: Entry, day: datetime) -> str:
    page = renamed(look.page(entry))
    for old, new in _TELL_TALES:
        page = page.replace(old, new)
    return page


def _block(page: str, name: str) -> tuple[int, int]:
    """Where the element of a class begins and ends."""
    found = re.search(rf'<\w+[^>]*\bclass="(?:[^"]*\s)?{re.escape(name)}(?:\s[^"]*)?"', page)
    assert found is not None, name
    start = found.start()
    tag = re.match(r"<(\w+)", page[start:])
    assert tag is not None
    depth = 0
    for found in re.finditer(rf"<(/?){tag[1]}\b[^>]*>", page[start:]):
        depth += -1 if found[1] else 1
        if depth == 0:
            return start, start + found.end()
    raise AssertionError(name)


def without(field: str, instead: str = "") -> Break:
    """The element of a field is gone."""

    def act(look: Look, entry: Entry, day: datetime) -> str:
        page = look.page(entry)
        start, end = _block(page, look.classes[field])
        return page[:start] + instead + page[end:]

    return act


def _without_json_ld(page: str) -> str:
    return re.sub(r'<script type="application/ld\+json">.*?</script>', "", page, flags=re.DOTALL)


def json_ld_gone(look: Look, entry: Entry, day: datetime) -> str:
    return _without_json_ld(look.page(entry))


def date_into_text(look: Look, entry: Entry, day: datetime) -> str:
    page = _without_json_ld(look.page(entry))
    start, end = _block(page, look.classes["published_at"])
    page = page[:start] + page[end:]
    return page.replace("<p>", f"<p>Brussels, {entry.day:%d %B %Y}. ", 1)


def date_in_metadata(look: Look, entry: Entry, day: datetime) -> str:
    page = _without_json_ld(look.page(entry))
    start, end = _block(page, look.classes["published_at"])
    meta = f'<meta property="article:published_time" content="{entry.day.isoformat()}"></head>'
    return (page[:start] + page[end:]).replace("</head>", meta, 1)


def title_in_metadata(look: Look, entry: Entry, day: datetime) -> str:
    page = look.page(entry)
    start, end = _block(page, look.classes["title"])
    title = re.sub(r"<[^>]+>", "", page[start:end])
    meta = f'<meta property="og:title" content="{title}"></head>'
    return (page[:start] + page[end:]).replace("</head>", meta, 1)


def _with_body(look: Look, entry: Entry, text: str) -> str:
    page = look.page(entry)
    start, end = _block(page, look.classes["body_text"])
    opening = page[start : page.index(">", start) + 1]
    tag = re.match(r"<(\w+)", opening)
    assert tag is not None
    return f"{page[:start]}{opening}{text}</{tag[1]}>{page[end:]}"


def teaser(look: Look, entry: Entry, day: datetime) -> str:
    page = look.page(entry)
    start, end = _block(page, look.classes["body_text"])
    first = re.sub(r"<[^>]+>", " ", page[start:end]).strip()[:110]
    return _with_body(look, entry, f"<p>{first}…</p><p><a href='/login'>Read more</a></p>")


def consent_text(look: Look, entry: Entry, day: datetime) -> str:
    return _with_body(look, entry, f"<p>{_CONSENT}</p>")


def ban_text(look: Look, entry: Entry, day: datetime) -> str:
    said = "Unusual traffic was noticed from your network. Your address has been put on hold."
    return (
        "<!DOCTYPE html><html><head><title>Attention</title></head><body><main><article>"
        f"<h1>Attention</h1><p>{said} {said} Please try later or write to the operator. {said}</p>"
        "</article></main></body></html>"
    )


def hollow(look: Look, entry: Entry, day: datetime) -> str:
    return _with_body(look, entry, "")


def site_name_as_title(look: Look, entry: Entry, day: datetime) -> str:
    page = look.page(entry)
    name = {"magazine": "Cluster Magazine", "blog": "Cluster Nord"}.get(look.name, look.site.title)
    start, end = _block(page, look.classes["title"])
    inner = re.sub(r">[^<]+<", f">{name}<", page[start:end])
    page = page[:start] + inner + page[end:]
    page = re.sub(r"<title>[^<]*</title>", f"<title>{name}</title>", page)
    page = re.sub(r'("headline": ")[^"]*"', rf'\g<1>{name}"', page)
    return re.sub(r'(og:title" content=")[^"]*"', rf'\g<1>{name}"', page)


def today_as_date(look: Look, entry: Entry, day: datetime) -> str:
    page = look.page(entry)
    for form in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y"):
        page = page.replace(f"{entry.day:{form}}", f"{day:{form}}")
    return page


def nonsense_date(look: Look, entry: Entry, day: datetime) -> str:
    return today_as_date(look, entry, datetime(1970, 1, 1, tzinfo=day.tzinfo))


def broken_letters(look: Look, entry: Entry, day: datetime) -> str:
    page = look.page(entry)
    return re.sub(r"(?<=<p>)[^<]+", lambda found: found[0].replace("o", "\ufffd"), page)


def question_marks(look: Look, entry: Entry, day: datetime) -> str:
    return re.sub(r"(?<=<p>)[^<]+", lambda found: found[0].replace("re", "r?"), look.page(entry))


_GERMAN = (
    "Die Region stellt neue Mittel für die Forschung bereit und lädt die Betriebe ein, sich an dem "
    "Vorhaben zu beteiligen, dessen Ergebnisse im Herbst vorliegen sollen. Partner aus drei "
    "Ländern erproben gemeinsam Verfahren, die weniger Wasser brauchen als bisher üblich war."
)


def other_language(look: Look, entry: Entry, day: datetime) -> str:
    page = _with_body(look, entry, f"<p>{_GERMAN}</p><p>{_GERMAN}</p>")
    page = re.sub(r'<html lang="[^"]*"', '<html lang="de"', page)
    page = re.sub(r"<li><a href=\"/[^\"]*\">[^<]+</a>", '<li><a href="/x">Seite</a>', page)
    return page.replace("Newsletter", "Rundbrief").replace("Published by", "Herausgeber:")
