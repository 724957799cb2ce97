"""An archive of pages that attack whoever reads them, in every field that an archive holds.

The same comes in by both ways: as real pages, which are captured, read and saved, and as
records, which hold what no rule of ours would have let through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

from archive.hosts import HostNote, note_host
from archive.records import (
    Alternate,
    Article,
    Attachment,
    Contact,
    Crumb,
    Evidence,
    FoundLink,
    Image,
    Label,
    Link,
    Misfit,
    PageKind,
    PageState,
    Person,
    Problem,
    Related,
    RemovedBlock,
    Severity,
    Tag,
    Visit,
)
from archive.store import Archive
from scraper.read import read
from scraper.site import site_for_url
from tests.archive.making import BASE, LATER, LATEST, bare, gone, visit
from tests.scraper.saved import captured
from tests.scraper.web.attacks import ADDRESSES, LONG_WORD, MARKUP, STRINGS

#: Names of platforms as records give them: they stand in addresses of our own pages too.
SITES = ("example", STRINGS[59], STRINGS[64], STRINGS[80], STRINGS[89])
#: Articles made of records: of each string one at least has it in every field.
RECORDS = len(STRINGS)
#: Real pages with the same.
PAGES = 12


def make(path: Path) -> None:
    """Write the archive."""
    with Archive.open(path) as archive:
        for number, name in enumerate(SITES):
            archive.add_site(name, STRINGS[-number], ADDRESSES[number] if number else BASE)
            archive.note_starts(name, ADDRESSES[:5])
        settings = {STRINGS[n]: STRINGS[-n] for n in range(10)} | {"contact": STRINGS[3]}
        first = archive.begin_run(STRINGS[60], [SITES[0]], settings)
        _save(archive, [hostile_visit(number) for number in range(RECORDS)], first)
        archive.end_run(first, STRINGS[2])
        second = archive.begin_run("refresh", SITES, settings)
        _save(archive, [_changed(number) for number in range(0, RECORDS, 3)], second)
        _save(archive, [gone(_url(number), at=LATEST) for number in range(0, RECORDS, 11)], second)
        _save(archive, list(real_pages()), second)
        _save(archive, [*_long(), *_other()], second)
        archive.end_run(second, STRINGS[40], 1)
        third = archive.begin_run("refresh", SITES, settings)
        _save(archive, [gone(_url(number), at=LATEST) for number in range(0, RECORDS, 11)], third)
        _save(archive, [_held(number) for number in range(2, RECORDS, 9)], third)
        archive.end_run(third)
        _by_hand(archive)


def hostile_visit(number: int) -> Visit:
    """A visit with an attack in every field; others follow it in fields that hold several."""
    one, two, three = (STRINGS[(number + step) % len(STRINGS)] for step in range(3))
    address = ADDRESSES[number % len(ADDRESSES)]
    made = visit(
        _url(number), body=f"<p>{one}</p>{MARKUP[number % len(MARKUP)]}".encode("utf-8", "replace")
    )
    assert made.article is not None
    assert made.capture is not None
    capture = replace(made.capture, url=address, media_type=one, encoding=two, encoding_source=one)
    return replace(
        made,
        site=SITES[number % len(SITES)],
        reason=one,
        capture=capture,
        article=_article(number, made.article),
        problems=(
            Problem(one, two, Severity.WARNING, three),
            Problem("misfit", one, Severity.ERROR, two),
        ),
        removed=(RemovedBlock(one, two, three), RemovedBlock(f"consent:{two}", one * 30, address)),
        links=(FoundLink(url=f"{address}#{number}", kind=PageKind.ARTICLE, title=one, reason=two),),
        alternates=(Alternate(f"{address}#{number}", one),),
        banner_sentences=(one,),
    )


def _article(number: int, plain: Article) -> Article:
    one, two, three = (STRINGS[(number + step) % len(STRINGS)] for step in range(3))
    address = ADDRESSES[number % len(ADDRESSES)]
    return replace(
        plain,
        site=SITES[number % len(SITES)],
        title=one,
        subtitle=two,
        summary=three,
        body_text=f"{one}\n\n{two}\n\n{address}\n\nhydrogen",
        body_html=MARKUP[number % len(MARKUP)],
        authors=(Person(one, byline=two, cut=True), Person(two, organisation=True)),
        published_at=_published(number, plain),
        event_dates=(one, "2016-06-21"),
        language=two if number % 4 == 0 else ("ar" if number % 4 == 1 else "en"),
        declared_language=one,
        section=three,
        labels=(Label(one, address), Label(two)),
        tags=(Tag(one, two, address), Tag(two, f"slug-{number % 7}", three)),
        breadcrumbs=(Crumb(one, address), Crumb(two)),
        images=(Image(address, alt=one, caption=two), Image(ADDRESSES[-1], alt=None)),
        links=(Link(address, one), Link("https://fine.example/", two)),
        attachments=(Attachment(address, one, two, three), Attachment(ADDRESSES[0], two)),
        contacts=(Contact(one, two), Contact("a@example.eu", one)),
        related=(Related(one, address), Related(two, _url(number + 1))),
        canonical_url=address,
        source_id=one,
        template=two,
        extractor=three,
        evidence=(
            Evidence("title", "text", one, two, 0.7),
            Evidence("published_at", one, two, three, 0.5),
            Evidence(one, two, three, one * 9, 0.4, chosen=False),
            Evidence("tags", "absent", one),
        ),
    )


def _published(number: int, plain: Article) -> str | None:
    """A date that is none, none at all, or a real one."""
    return (STRINGS[number % len(STRINGS)], None, plain.published_at)[number % 3]


def _url(number: int) -> str:
    """An article's own address: of the web, or none that one should follow."""
    if number % 4:
        return f"{BASE}/news/{number}"
    return f"{ADDRESSES[(number // 4) % len(ADDRESSES)]}#{number}"


def _changed(number: int) -> Visit:
    """The same article later, edited: its fields hold the next attacks."""
    after = hostile_visit(number + 1)
    assert after.article is not None
    assert after.capture is not None
    site, url = SITES[number % len(SITES)], _url(number)
    body = f"changed {number}".encode()
    made = visit(url, at=LATER, body=body).capture
    return replace(
        after,
        url=url,
        site=site,
        visited_at=LATER,
        capture=made,
        article=replace(after.article, url=url, site=site),
    )


def _held(number: int) -> Visit:
    """A page that does not fit: held back, with its bytes."""
    one, two = STRINGS[number % len(STRINGS)], STRINGS[(number + 1) % len(STRINGS)]
    fields = (Misfit("title", one, two, one), Misfit(two, "missing", one, two))
    plain = hostile_visit(number)
    capture = visit(plain.url, at=LATEST, body=f"held {one}".encode("utf-8", "replace")).capture
    state = PageState.QUARANTINED
    return replace(plain, visited_at=LATEST, state=state, misfits=fields, capture=capture)


def _long() -> Iterator[Visit]:
    """Articles with a word of a megabyte, where text stands."""
    tags = (Tag(LONG_WORD[:60_000], "long-word"), Tag("hydrogen", "hydrogen"))
    yield visit(f"{BASE}/news/long-title", title=LONG_WORD, body_text="short", body_html=None)
    yield visit(
        f"{BASE}/news/long-text", body_text=LONG_WORD, body_html=f"<p>{LONG_WORD[:990_000]}</p>"
    )
    yield visit(f"{BASE}/news/long-tag", title="A long tag", tags=tags, section=LONG_WORD[:90_000])
    yield replace(
        visit(f"{BASE}/news/long-block", title="A long block"),
        removed=(RemovedBlock("consent:long", LONG_WORD, LONG_WORD[:5_000]),),
        problems=(Problem("long", LONG_WORD[:90_000]),),
    )


def _other() -> Iterator[Visit]:
    """Visits that received nothing, for reasons that attack."""
    states = [one for one in PageState if one is not PageState.NOT_MODIFIED]
    for number, state in enumerate(states):
        url, reason = f"{ADDRESSES[number % len(ADDRESSES)]}#other{number}", STRINGS[number]
        yield bare(url, state, at=LATEST, reason=reason, problems=(Problem("odd", reason),))


def real_pages() -> Iterator[Visit]:
    """Pages that hold the attacks, in their markup and as their words, read by our own rules."""
    step = len(STRINGS) // PAGES + 1
    for number in range(PAGES):
        attacks = STRINGS[number * step : (number + 1) * step]
        url = f"https://www.hostile.example/news/page-{number}"
        site = site_for_url(url)
        page = captured(_page(url, attacks).encode("utf-8", "replace"), url, site=site)
        yield read(page, site, expected=PageKind.ARTICLE)


def _page(url: str, attacks: tuple[str, ...]) -> str:
    words = "".join(
        f"<li>The attack reads {escape(one)} in the text of this page.</li>" for one in attacks
    )
    raw = "\n".join(
        f"<p>Here it stands as it is: {one} and goes on for some words.</p>" for one in attacks
    )
    first, last = escape(attacks[0]), escape(attacks[-1])
    sentences = "The members of the cluster have met in spring, and have agreed upon a plan. " * 8
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{first}</title>
<meta property="og:type" content="article"><meta name="description" content="{last}">
<meta property="article:section" content="{first}"><meta name="author" content="{last}">
<meta property="article:published_time" content="2026-01-0{1 + len(attacks) % 9}">
<link rel="canonical" href="{url}"></head><body><nav><a href="javascript:alert(9)">{first}</a></nav>
<article><h1>A page that says {first}</h1><div class="field--name-body"><p>{sentences}</p>
<ul>{words}</ul>
<p>{sentences}</p><a href="/tags/{first}" rel="tag">{last}</a> <a href="mailto:{last}">{first}</a>
<a href="/files/{first}.pdf">{last}</a><img src="/a.png" alt="{first}"></div></article>
<div id="cookie-banner">We use cookies. {last} <button>Accept all cookies</button></div>
{raw}</body></html>"""


def _save(archive: Archive, visits: list[Visit], run_id: int) -> None:
    failed = [one for one in archive.save(visits, run_id) if one.error]
    assert not failed, failed[0]


def _by_hand(archive: Archive) -> None:
    """What people put in, and what is noted of hosts."""
    for number in (1, 2, 4):
        archive.correct(number, "section", STRINGS[number], STRINGS[-number - 1])
    with archive.trying(keep=True):
        for one in STRINGS[:5]:
            note_host(archive.connection, HostNote(one, delay=2.0, errors=3))
    block = archive.connection.execute(
        "SELECT b.text_id FROM removed_blocks b ORDER BY b.text_id LIMIT 1"
    ).fetchone()
    archive.put_back(block[0], STRINGS[9])
