"""Archives in which persons are planted, and what looks for their bytes afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from archive.records import (
    Attachment,
    Contact,
    Evidence,
    FoundLink,
    Image,
    Label,
    Link,
    PageKind,
    Person,
    Problem,
    Related,
    RemovedBlock,
    SeenBlock,
    Tag,
    Visit,
)
from tests.archive.making import BASE, visit

#: Names with accents, in other scripts, of several words, and pairs of common words.
PEOPLE = (
    "Žofie Krähenbühl",
    "Søren Ødegård-Lykke",
    "Rosa Luz",
    "Mark Field",
    "Anna Berg",
    "Mária Szőcs Nagyházi",
    "Σοφία Παπαδοπούλου",
    "Николай Върбанов",
    "Sinéad O’Brien",
    "Jean-Luc de la Tour",
)
#: Near names, and the parts of names on their own: other people's, and words.
OTHERS = (
    "Annaberg, Johanna Berger, Carl Berg and Anna Smith. Rosa Parks, Luz Rosario. "
    "Mark Twain in the field. Anna. Berg means mountain. Sofia Papa, Nikolay Varban, O’Brien."
)
#: Encodings of bytes as they are found on old pages.
ENCODINGS = ("utf-8", "cp1250", "iso-8859-1", "windows-1253", "windows-1251", "utf-16")


def email_of(name: str) -> str:
    """A person's address, which nobody could guess from the name."""
    return f"mail{PEOPLE.index(name)}.zq@people.example"


def forms_of(name: str) -> tuple[str, ...]:
    """Ways of writing a name in text."""
    first, _, last = name.partition(" ")
    return (name, name.upper(), name.replace(" ", "\u00a0"), f"{last}, {first}")


def url_of(number: int) -> str:
    """The address of a planted page."""
    return f"{BASE}/news/planted-{number}"


def planted(number: int, name: str, **changes: Any) -> Visit:
    """A page on which a person is named; the number decides where, and how it is written."""
    form = forms_of(name)[number // 7 % 4]
    place = _PLACES[number % len(_PLACES)]
    plain: dict[str, Any] = {
        "title": f"Planted page number {number} of many",
        "body_text": f"Text {number}.\n\n{OTHERS}",
        "body_html": f"<p>Text {number}.</p><p>{OTHERS}</p>",
        "authors": (Person("Ana Horvat"), Person("Carl Berg"), Person("Johanna Berger")),
        "body": f"<html><p>Text {number}</p><p>{OTHERS}</p></html>".encode(),
        "source_id": f"node/{number}",
    }
    return visit(url_of(number), **{**plain, **place(form, name, number), **changes})


def _byline(form: str, name: str, number: int) -> dict[str, Any]:
    people = (Person("Ana Horvat"), Person(name, byline=f"by {form}"), Person("Carl Berg"))
    evidence = (Evidence("authors", "byline", "p.by", f"by {form}", 0.9),)
    return {"authors": people, "evidence": evidence}


def _text(form: str, name: str, number: int) -> dict[str, Any]:
    words = form.split()
    marked = f"<b>{escape(words[0])}</b> <i>{escape(' '.join(words[1:]))}</i>"
    return {
        "body_text": f"Said: {form}.\n\nWhat {name} said. {OTHERS}",
        "body_html": f"<p>Said: {marked}.</p><p>What {escape(name)} said. {OTHERS}</p>",
    }


def _contact(form: str, name: str, number: int) -> dict[str, Any]:
    mail = Link(f"mailto:{email_of(name)}", "write")
    contacts = (Contact(email_of(name), name), Contact("info@x.example", "Anna Smith"))
    return {"contacts": contacts, "body_links": (mail, Link(f"{BASE}/files/a", form))}


def _attributes(form: str, name: str, number: int) -> dict[str, Any]:
    html = f'<p>Text</p><img src="/a.jpg" alt="{escape(form)}"><a href="/x?by={quote(name)}">x</a>'
    images = (Image(f"{BASE}/a.jpg", alt=form, caption=f"{form} speaks"),)
    files = (Attachment(f"{BASE}/cv.pdf?of={quote(name)}", f"CV of {form}"),)
    return {"body_html": html, "images": images, "attachments": files}


def _json_ld(form: str, name: str, number: int) -> dict[str, Any]:
    escaped = name.encode("ascii", "backslashreplace").decode()
    script = f'<script type="application/ld+json">{{"author":"{escaped}"}}</script>'
    return {"body": f"<html>{number}{script}</html>".encode()}


def _meta(form: str, name: str, number: int) -> dict[str, Any]:
    entities = "".join(f"&#{ord(letter)};" for letter in name)
    return {"body": f'<meta name="author" content="{entities}"><p>{number}</p>'.encode()}


def _removed(form: str, name: str, number: int) -> dict[str, Any]:
    block = SeenBlock(key=hash(name) & 0xFFFFFF, place=7, path="div.team", text=f"Team: {form}")
    return {
        "removed": (RemovedBlock("box:team", f"Our team: {form}, Carl Berg", "div.team"),),
        "problems": (Problem("author_doubtful", f"no name: {form!r}", field="authors"),),
        "blocks": (block,),
    }


def _titles(form: str, name: str, number: int) -> dict[str, Any]:
    return {
        "title": f"{form} speaks, number {number}",
        "summary": f"A talk by {name}’s team",
        "related": (Related(f"More of {form}", "/news/more"), Related("Another one", "/news/two")),
        "tags": (Tag(name, "a-person", "/tags/a-person"), Tag("chains", "chains", "/tags/chains")),
        "labels": (Label("Special"), Label(f"Guest: {name}")),
        "links": (FoundLink(url=f"{BASE}/news/more", kind=PageKind.ARTICLE, title=f"Of {form}"),),
    }


def _bytes(form: str, name: str, number: int) -> dict[str, Any]:
    for step in range(len(ENCODINGS)):
        encoding = ENCODINGS[(number // len(_PLACES) + step) % len(ENCODINGS)]
        try:
            return {"body": f"<html><p>{number} {form}</p></html>".encode(encoding)}
        except UnicodeEncodeError:
            continue
    raise AssertionError(name)


_PLACES = (_byline, _text, _contact, _attributes, _json_ld, _meta, _removed, _titles, _bytes)


def spellings(name: str) -> Iterator[bytes]:
    """Bytes by which a name would be found in a file."""
    forms = {*forms_of(name), name.lower(), quote(name), escape(name), name.replace(" ", "  ")}
    forms |= {name.encode("ascii", "backslashreplace").decode()}
    forms |= {"".join(f"&#{ord(letter)};" for letter in name), email_of(name)}
    for form in forms:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1250", "cp1251", "cp1253", "cp1252"):
            try:
                yield form.encode(encoding)
            except UnicodeEncodeError:
                continue


def bytes_found(path: Path, names: Iterable[str]) -> list[str]:
    """Names of which some spelling stands in the archive, its log, or files of its name."""
    files = {file: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}
    return [
        f"{name} in {file.name}"
        for name in names
        for file, content in files.items()
        if any(spelling in content for spelling in spellings(name))
    ]


def everything(path: Path) -> dict[str, set[tuple[Any, ...]]]:
    """All rows of an archive, by table; those of the word index as SQLite keeps them."""
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        tables = [row[0] for row in connection.execute(sql)]
        return {table: set(connection.execute(f"SELECT * FROM {table}")) for table in tables}
