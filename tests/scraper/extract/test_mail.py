"""E-mail addresses that pages hide, in all the spellings that were seen."""

from __future__ import annotations

import pytest

from archive.records import Contact
from scraper.extract.contacts import decode_cfemail
from tests.scraper.saved import TEXT, article, document

ADDRESS = "simone.muster@office.example"
U, D = ADDRESS.split("@")


def hexed(text: str, key: int = 0x2A) -> str:
    return bytes([key, *(byte ^ key for byte in text.encode())]).hex()


def span(user: str, domain: str, more: str = "", at: str = " [at] ") -> str:
    return (
        f'<span class="spamspan"><span class="u">{user}</span>{at}'
        f'<span class="d">{domain}</span>{more}</span>'
    )


SPELLINGS = {
    "spamspan": span(U, D),
    "spamspan, dots in t": span(
        U.replace(".", '<span class="t"> [dot] </span>'),
        D.replace(".", '<span class="t"> [dot] </span>'),
    ),
    "spamspan, dots in o": span(
        U.replace(".", '<span class="o">.</span>'), D.replace(".", '<span class="o"> [dot] </span>')
    ),
    "spamspan, dots as words": span(U.replace(".", " [dot] "), D.replace(".", "[dot]")),
    "spamspan, subject": span(U, D, '<span class="h"> (subject: A%20question, body: Hi) </span>'),
    "spamspan, picture": span(U, D, at='<img class="spamspan-image" alt="at" src="/at.gif">'),
    "cloudflare": (
        '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" '
        f'data-cfemail="{hexed(ADDRESS)}">[email&#160;protected]</a>'
    ),
    "cloudflare span": (
        f'<span class="__cf_email__" data-cfemail="{hexed(ADDRESS)}">[email&#160;protected]</span>'
    ),
    "cloudflare span in link": (
        f'<a href="/cdn-cgi/l/email-protection#{hexed(ADDRESS)}"><span class="__cf_email__" '
        f'data-cfemail="{hexed(ADDRESS)}">[email&#160;protected]</span></a>'
    ),
    "cloudflare link": (
        f'<a href="/cdn-cgi/l/email-protection#{hexed(ADDRESS)}">[email protected]</a>'
    ),
    "mailto": f'<a href="mailto:{ADDRESS}?subject=Hello">{ADDRESS}</a>',
    "plain": ADDRESS,
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_reads_as_a_person_sees_it(spelling: str) -> None:
    html = document(f"<main>{TEXT}<p>Please write to {SPELLINGS[spelling]}, thank you.</p></main>")
    found = article(html)
    assert found.body_text.endswith(f"Please write to {ADDRESS}, thank you.")
    assert found.contacts == (Contact(ADDRESS),)
    assert found.body_html is not None
    for leftover in ("cdn-cgi", "spamspan", "data-cfemail", "[at]"):
        assert leftover not in found.body_html
    assert not any("cdn-cgi" in link.url or "mailto" in link.url for link in found.links)


@pytest.mark.parametrize(
    "html",
    [
        span(U, D, '<span class="t"> (write to us) </span>'),
        span(U, D, '<span class="a"> (write to us) </span>'),
        f'<a href="/cdn-cgi/l/email-protection#{hexed(ADDRESS + "?subject=x")}">write to us</a>',
        f'<a href="mailto:{ADDRESS}">write to us</a>',
    ],
)
def test_a_link_with_words_of_its_own_keeps_them(html: str) -> None:
    found = article(document(f"<main>{TEXT}<p>You may {html} today.</p></main>"))
    assert found.body_text.endswith("You may write to us today.")
    assert found.contacts == (Contact(ADDRESS),)


def test_names_from_the_text_and_from_the_link() -> None:
    found = article(
        document(
            f"<main>{TEXT}<p>For more information, please contact Simone Muster, at "
            f"<a href='mailto:{ADDRESS}'>{ADDRESS}</a>, or "
            "<a href='mailto:ada@office.example'>Ada Beispiel</a>.</p></main>"
        )
    )
    assert found.contacts == (
        Contact(ADDRESS, "Simone Muster"),
        Contact("ada@office.example", "Ada Beispiel"),
    )


@pytest.mark.parametrize("code", ["", "zz", "2a", "not hex at all", hexed("no address")])
def test_broken_codes_change_nothing(code: str) -> None:
    assert decode_cfemail(code) is None
    html = (
        f"<a class='__cf_email__' data-cfemail='{code}' href='/cdn-cgi/l/email-protection'>[x]</a>"
    )
    assert article(document(f"<main>{TEXT}<p>Write: {html}</p></main>")).contacts == ()


def test_incomplete_spamspans_change_nothing() -> None:
    html = '<span class="spamspan"><span class="u">ada</span> [at] (subject: x)</span>'
    found = article(document(f"<main>{TEXT}<p>Write to {html}.</p></main>"))
    assert "ada [at]" in found.body_text
    assert found.contacts == ()
