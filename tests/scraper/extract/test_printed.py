"""Printed pages of all kinds: what is read, and what is not made up."""

from __future__ import annotations

import pytest

from archive.records import Label, Tag, Vocabulary
from scraper.extract.printed import looks_printed
from tests.scraper.printing import SITE, article, blocks, link, reading

FIRST = (
    "The harbour office tested a shared crane for wooden hulls before the storm, and it reported on"
    " three winters of work."
)
SECOND = "Our host from Porto repaired the old lights of the outer pier in front of 140 sailors."
URL = "https://www.clustercollaboration.eu/news/harbour-lights-guide-small-boats"
TITLE = "Harbour lights guide small boats"


def wrapped(text: str, width: int = 96) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def layout(*parts: str | list[str]) -> str:
    """Lines as ``pdftotext -layout`` prints them; a list is a paragraph already wrapped."""
    lines: list[str] = []
    for part in parts:
        lines += part if isinstance(part, list) else [part]
    return "\n".join(lines) + "\n\f"


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (b"Title\n\nA text of some words.\n", True),
        (b"> [Login \\(/user/login\\)](/user/login)\n\nTitle\n", True),
        (b"Use <p> for a paragraph and </p> to end it. " * 3 + b"Many other words. " * 90, True),
        (b"a < b and c > d, says the text", True),
        ("Motala Verkstad, Götaland".encode("latin-1"), True),
        ("Wide letters of an old printer".encode("utf-16"), True),
        (b"\xef\xbb\xbfTitle\n\nText", True),
        (b"<!DOCTYPE html><html><body>x</body></html>", False),
        (b"\n <!-- saved --> <html>", False),
        (b"<p>A fragment</p>", False),
        (b"<div class='x'><h1>A</h1>", False),
        (b"words first\n<ul><li>a</li><li>b</li></ul><p>c</p>", False),
        (b"<?xml version='1.0'?><rss></rss>", False),
        (b"%PDF-1.7 ...", False),
        (bytes(range(256)) * 4, False),
        (b"", False),
        (b" \n\t", False),
    ],
)
def test_looks_printed(body: bytes, printed: bool) -> None:
    assert looks_printed(body) is printed


@pytest.mark.parametrize(
    "body", [b"", b"\n\n", b"\x00\x01\x02" * 50, b"One line", bytes(range(128, 256)) * 9]
)
def test_what_holds_no_article_says_so(body: bytes) -> None:
    found = reading(body)
    assert found.article is None
    assert [problem.code for problem in found.problems][-1] == "no_article"


def test_latin_1_and_a_doubtful_letter() -> None:
    text = f"Götaland och Skåne\n\n{FIRST} Motala Verkstad i Östergötland.\n"
    found = reading(text.encode("latin-1"))
    assert found.article is not None
    assert found.article.title == "Götaland och Skåne"
    doubtful = reading(f"{TITLE}\n\n{FIRST} G\ufffdtaland.".encode())
    assert "charset_doubt" in {problem.code for problem in doubtful.problems}


@pytest.mark.parametrize(
    ("byline", "name", "day"),
    [
        ("Submitted by Ana Kovač on Fri, 06/05/2015 - 13:36", "Ana Kovač", "2015-06-05"),
        ("Submitted by Ana Kovač on 05 April 2023", "Ana Kovač", "2023-04-05"),
        ("Gespeichert von Jörg Weiß am Fr, 05.06.2015 - 13:36", "Jörg Weiß", "2015-06-05"),
        ("Verfasst von Jörg Weiß am 5. April 2023", "Jörg Weiß", "2023-04-05"),
        ("Soumis par Élise Moreau le ven, 05/06/2015 - 13:36", "Élise Moreau", "2015-06-05"),
        ("Submitted by Alina Danieles… on 05 April 2023", "Alina Danieles…", "2023-04-05"),
        ("Submitted by Anonymous (not verified) on 05 April 2023", None, "2023-04-05"),
        ("Submitted by Ana Kovač on 03/07/2023", "Ana Kovač", None),  # which is the month?
    ],
)
def test_bylines(byline: str, name: str | None, day: str | None) -> None:
    found = article(layout(SITE.title, "", "Home", "", TITLE, byline, "", wrapped(FIRST)))
    assert found.title == TITLE
    assert [person.name for person in found.authors] == ([name] if name else [])
    assert found.published_at == day
    assert [crumb.label for crumb in found.breadcrumbs] == ["Home"]
    assert blocks(found) == [FIRST]


def test_a_date_in_the_text_is_no_publication_date() -> None:
    found = article(f"{TITLE}\n\n{FIRST} They met on 21 June 2016.\n")
    assert (found.published_at, found.event_dates) == (None, ("2016-06-21",))
    said = article(f"{TITLE}\n\nPublished on 5 April 2023\n\n{FIRST}\n")
    assert (said.published_at, said.event_dates) == ("2023-04-05", ())
    bare = reading(f"{TITLE}\n\n21 June 2016\n\n{FIRST}\n")
    assert bare.article is not None
    assert bare.article.published_at is None
    assert "bare_date" in {problem.code for problem in bare.problems}
    assert {e.place for e in bare.article.evidence if e.field == "published_at"} == {"line 3"}


def test_the_title_is_found_by_what_names_it() -> None:
    menu = [SITE.title, "Home      News     Events    Open calls", ""]
    crumb = f"Home » News » {TITLE}"
    with_crumb = article(layout(menu, crumb, "", TITLE, "", wrapped(FIRST)))
    assert (with_crumb.title, blocks(with_crumb)) == (TITLE, [FIRST])
    assert [step.label for step in with_crumb.breadcrumbs] == ["Home", "News", TITLE]
    by_address = article(layout("Sail with us this week", "", TITLE, "", wrapped(FIRST)), url=URL)
    assert by_address.title == TITLE
    close = article(layout(crumb, TITLE, wrapped(FIRST)))
    assert (close.title, blocks(close)) == (TITLE, [FIRST])


def test_the_browser_s_headers_and_footers_go() -> None:
    head = "2/9/23, 10:39 AM            Harbour lights guide small boats | Sail the pier"
    half = wrapped(FIRST)
    text = layout(
        [head, "", SITE.title, "", TITLE, "Submitted by Ana Kovač on 05 April 2023", "", *half[:1]],
        ["", f"{URL}            1/2", f"\f{head}", *half[1:], "", SECOND, "", f"{URL}    2/2"],
    )
    found = article(text)
    assert blocks(found) == [FIRST, SECOND]
    assert found.title == TITLE


def test_pieces_of_a_wrapped_text() -> None:
    text = layout(
        [TITLE, "Submitted by Ana Kovač on 05 April 2023", "", *wrapped(FIRST), ""],
        ["What comes next", "      the first of two things", "      the second", ""],
        ["1. One crane", "2. Two cranes of the kind that", "   nobody has", ""],
        ["• Lights", "• Ropes", ""],
        ["  “       A pier is a promise.", " " * 60 + "”", ""],
        [
            "Boats                              Sailors",
            "",
            "10.000 hulls                       140",
            "",
        ],
        [*wrapped(f"{FIRST} The crane is a cross-"), "cluster tool. It develops, and a devel-"],
        ["ops.", ""],
    )
    assert blocks(article(text)) == [
        *(FIRST, "What comes next", "the first of two things", "the second"),
        *("One crane", "Two cranes of the kind that nobody has", "Lights", "Ropes"),
        *("A pier is a promise.", "Boats", "Sailors", "10.000 hulls", "140"),
        f"{FIRST} The crane is a cross-cluster tool. It develops, and a develops.",
    ]


def test_a_sidebar_is_set_aside() -> None:
    side = ["User login", "Username *", "Password *", "Log in", "Recent news", "A crane is sold"]
    left = [TITLE, "Submitted by Ana Kovač on 05 April 2023", "", *wrapped(f"{FIRST} {SECOND}", 70)]
    rows = [f"{a:<80}{b}".rstrip() for a, b in zip(left, [*side, *[""] * 9], strict=False)]
    right = article(layout(SITE.title, "", rows, [], "", SECOND))
    assert blocks(right) == [f"{FIRST} {SECOND}", SECOND]
    rows = [f"{b:<30}{a}".rstrip() for a, b in zip(left, [*side, *[""] * 9], strict=False)]
    mirrored = reading(layout(SITE.title, "", rows))
    assert mirrored.article is not None
    assert blocks(mirrored.article) == [f"{FIRST} {SECOND}"]
    assert {b.text for b in mirrored.removed if b.rule == "print:sidebar"} == set(side)


def test_forms_and_footers_below_the_text_go() -> None:
    below = ["Tags", "Textiles", "value chains", "", "Share this article", "Facebook  Twitter", ""]
    below += ["Add new comment", "Your name", "Subject", "", "Powered by Drupal"]
    text = layout(TITLE, "Submitted by Ana Kovač on 05 April 2023", "", wrapped(FIRST), "", below)
    found = reading(text)
    assert found.article is not None
    assert blocks(found.article) == [FIRST]
    assert {block.text for block in found.removed} >= {"Your name", "Powered by Drupal"}


def test_lines_of_terms_are_parted_by_the_vocabulary_only() -> None:
    known = Vocabulary(
        (Label("Open call", "/labels/open-call"), Label("Event")),
        (Tag("Textiles", "textiles", "/tags/textiles"), Tag("value chains", "value-chains", "/v")),
    )
    head = layout(
        TITLE, "Submitted by Ana Kovač on 05 April 2023", "Event Open call", "", FIRST, ""
    )
    text = head.replace("\f", "Tags:\nvalue chains Textiles\n\f")
    alone = reading(text)
    assert alone.article is not None
    assert (alone.article.labels, alone.article.tags) == ((), ())
    assert [p.field for p in alone.problems if p.code == "unparted_line"] == ["labels", "tags"]
    parted = article(text, known)
    assert parted.labels == (Label("Event"), Label("Open call", "/labels/open-call"))
    assert [tag.path for tag in parted.tags] == ["/v", "/tags/textiles"]
    partly = article(text.replace("Textiles", "Textile arts"), known)
    assert partly.tags == ()


def test_links_and_files_of_the_markdown_like_form() -> None:
    text = "\n".join(
        [
            f"# {TITLE}",
            "",
            f"{FIRST} See {link('the report', 'https://example.org/crane.pdf')} or **write**.",
            "",
            "![A crane \\(north\\)](/files/crane.jpg)",
            "",
            "Contact: Jörg Weiß at joerg@example.org (<mailto:joerg@example.org>)",
            "",
            f"{link('Textiles', '/tags/textiles')}",
            "",
            "Tweet",
        ]
    )
    found = article(text)
    assert blocks(found) == [
        f"{FIRST} See the report or write.",
        "Contact: Jörg Weiß at joerg@example.org",
    ]
    assert [(a.url, a.label) for a in found.attachments] == [
        ("https://example.org/crane.pdf", "the report")
    ]
    assert [image.url for image in found.images] == [f"{SITE.base_url}/files/crane.jpg"]
    assert [(c.name, c.email) for c in found.contacts] == [("Jörg Weiß", "joerg@example.org")]
    assert [tag.slug for tag in found.tags] == ["textiles"]


def test_every_field_says_how_it_is_known() -> None:
    found = article(f"{TITLE}\n\n{FIRST}\n")
    assert {e.field for e in found.evidence} == {
        *("title", "subtitle", "summary", "body_text", "body_html", "authors", "published_at"),
        *("modified_at", "event_dates", "language", "declared_language", "section", "labels"),
        *("tags", "breadcrumbs", "images", "links", "attachments", "contacts", "related"),
        *("canonical_url", "source_id", "template"),
    }
