"""Articles whose titles and texts do what they can to break a file, or its reader."""

from __future__ import annotations

from collections.abc import Iterator

from archive.records import Attachment, Contact, Image, Label, Link, Person, Tag, Visit
from archive.store import Archive
from tests.archive.making import BASE, visit

#: What each field of text is given in turn.
TEXTS = (
    "plain",
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "'=1",
    "''+1",
    "＝1",
    'a "quoted" one, with; separators | and \\ backslashes \\',
    "two\nlines\n\n\nand\r\nmore\rof them",
    "NUL \0 and lone \ud800 surrogate",
    "right \u202eto left\u202c and \u2066isolated\u2069",
    "../../etc/passwd",
    "/absolute/C:\\con.md",
    "CON",
    "emoji \U0001f680\U0001f469\u200d\U0001f4bb and \u0065\u0301",
    "'); DROP TABLE articles;--",
    "\x1b]0;owned\x07\x1b[31mred",
    "# heading\n===\n---\n- list\n1. one\n> quote\n    code",
    "*a* _b_ `c` ~~d~~ [e](f) ![g](h) <i>j</i> &amp; &#65; | k | \\* https://x.example",
    "---\ntitle: stolen\n---\n",
    "<script>alert(1)</script><!-- x -->",
    "```\nfenced\n```\n~~~",
    "null",
    "true",
    "2016-08-04",
    "{a: b}",
    "- a: &x !!python/object",
    "\u2028\u2029\u0085\ufeff\u00a0",
    " spaces at both ends ",
    "word " * 200_000,
)

#: Of a text of a megabyte only the body gets all.
LONGEST_FIELD = 1000


def hostile_visits() -> Iterator[Visit]:
    """An article for each text, with the text in every field that a page fills; without markup."""
    for number, body_text in enumerate(TEXTS):
        text = body_text[:LONGEST_FIELD]
        yield visit(
            f"{BASE}/news/{number}",
            title=text,
            subtitle=text,
            summary=text,
            body_text=body_text,
            body_html=None,
            section=text,
            authors=(Person(text, byline=text),),
            labels=(Label(text),),
            tags=(Tag(text, f"slug-{number}"),),
            images=(Image(f"{BASE}/a.jpg", alt=text, caption=text),),
            body_links=(Link("https://other.example/x", text),),
            attachments=(Attachment(f"{BASE}/a.pdf", text, size=text),),
            contacts=(Contact("ana@example.eu", text),),
        )


def save_hostile(archive: Archive) -> None:
    """Saves them all; none may be refused."""
    saved = archive.save(list(hostile_visits()))
    assert [one.error for one in saved] == [None] * len(TEXTS)
