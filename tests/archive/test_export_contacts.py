"""E-mail addresses in exports: replaced wherever they stand, and nothing else is."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import NotAnArchive
from archive.export_contacts import LEFT_OUT, ContactPolicy, Contacts
from archive.exports import Export, write_jsonl
from archive.records import Contact, Image, Link, Person
from archive.store import Archive
from tests.archive.making import BASE, visit

KEY = b"k" * 32
TOKEN = r"sha256-[0-9a-f]{64}"

SPELLINGS = [
    "ana.horvat@example.eu",
    "ANA.HORVAT@Example.EU",
    "ana.horvat [at] example.eu",
    "ana.horvat(at)example[dot]eu",
    "ana.horvat{arroba}example (punkt) eu",
    "ana.horvat%40example.eu",
    "ana.horvat&#64;example.eu",
    "ana.horvat＠example.eu",
    "ana.\u200bhorvat@exam\u00adple.eu",
]
OTHERS = ["o'neill+news@sub.example.co.uk", "jürgen@bücher.example", "x_1@xn--bcher-kva.xn--p1ai"]
NONE = [
    "photo@2x.png",
    "Follow @clusters today",
    "https://www.example.eu/maps/@45.5,9.1,15z",
    "vue@2.6.1 and left@",
    "at 5 @ 3.50 each",
    "We met at cluster.eu in May",
    "user@localhost",
    "@",
    "",
]


def policy(contacts: Contacts) -> ContactPolicy:
    return ContactPolicy(contacts, KEY)


@pytest.mark.parametrize("text", [*SPELLINGS, *OTHERS])
@pytest.mark.parametrize("field", ["body_text", "body_html", "url"])
def test_an_address_is_replaced_however_it_is_spelt(text: str, field: str) -> None:
    said = f"Write to {text}, please."
    hashed = policy(Contacts.HASH).text(said, field)
    assert re.fullmatch(f"Write to {TOKEN}, please.", hashed), hashed
    left_out = policy(Contacts.LEAVE_OUT).text(said, field)
    assert re.fullmatch(f"Write to {LEFT_OUT}(-[0-9a-f]{{12}})?, please.", left_out), left_out
    assert policy(Contacts.KEEP).text(said, field) == said


def test_all_spellings_of_one_address_are_one_value() -> None:
    hashed = {policy(Contacts.HASH).text(one, "body_text") for one in SPELLINGS}
    assert hashed == {policy(Contacts.HASH).stand_in("ana.horvat@example.eu")}
    other = ContactPolicy(Contacts.HASH, b"another").stand_in("ana.horvat@example.eu")
    assert other not in hashed


def test_two_names_stay_two() -> None:
    """Rows of terms and pages are told apart by these texts."""
    for contacts in (Contacts.HASH, Contacts.LEAVE_OUT):
        names = ["a@x.eu", "A@x.eu", "a [at] x.eu", "b@x.eu"]
        assert len({policy(contacts).text(one, "name") for one in names}) == len(names)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_address_stays(text: str) -> None:
    for field in ("body_text", "body_html", "url"):
        assert policy(Contacts.HASH).text(text, field) == text


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="mailto:ana@example.eu?subject=x">mail</a></p>',
        "<p>ana<b>@example.eu</b></p>",
        "<p>an<i>a@exam</i>ple.eu and <b>more</b></p>",
        "<p>ana&#x40;example.eu</p>",
        "<p>ana <b>[at]</b> example.eu</p>",
    ],
)
def test_markup_hides_no_address(html: str) -> None:
    for contacts in (Contacts.HASH, Contacts.LEAVE_OUT):
        masked = policy(contacts).text(html, "body_html")
        text = re.sub(r"<[^>]*>", "", masked)
        assert "ana" not in masked.replace("left-out", "")
        assert "example" not in masked
        assert masked.count("<") == html.count("<")
        assert "@" not in text


@settings(deadline=None)
@given(st.text(alphabet="ab1@.[]() at%40&#64;<>/_-\u200bé", max_size=60))
def test_replacing_again_changes_nothing(text: str) -> None:
    for contacts in (Contacts.HASH, Contacts.LEAVE_OUT):
        for field in ("body_text", "url"):
            once = policy(contacts).text(text, field)
            assert policy(contacts).text(once, field) == once


def test_a_text_without_end_is_read_once() -> None:
    for piece in ("a.a", "@", "a@", "a@a.", "[at]", "a" * 500 + "@", "a@b.eu" + " @x.eu" * 14_000):
        text = piece * (100_000 // len(piece))
        assert policy(Contacts.HASH).text(text, "body_text") is not None


def exported(archive: Archive, contacts: Contacts) -> str:
    out = io.StringIO()
    assert write_jsonl(Export(archive.connection, contacts=contacts), out)
    return out.getvalue()


@pytest.fixture
def planted(archive: Archive) -> Archive:
    address = "ana@example.eu"
    archive.save(
        [
            visit(
                f"{BASE}/news/{address}",
                title=f"Title {address}",
                subtitle=f"Sub {address}",
                summary=f"Sum {address}",
                body_text=f"Text {address} and bob@other.example.",
                body_html=f'<p>Text <a href="mailto:{address}">x</a> bob<i>@other.example</i></p>',
                authors=(Person("Ana Horvat", byline=f"by {address}"),),
                body_links=(Link(f"mailto:{address}", "Ana"), Link(f"{BASE}/?to={address}", "y")),
                images=(Image(f"{BASE}/a@2x.png", alt=address, caption=address),),
                contacts=(Contact(address, "Ana Horvat"), Contact(address.upper())),
            )
        ]
    )
    return archive


@pytest.mark.parametrize("contacts", [Contacts.HASH, Contacts.LEAVE_OUT])
def test_no_field_of_an_export_holds_an_address(planted: Archive, contacts: Contacts) -> None:
    text = exported(planted, contacts)
    assert "ana@" not in text.casefold()
    assert "bob" not in text
    assert "a@2x.png" in text
    article = json.loads(text)
    if contacts is Contacts.HASH:
        (one, other) = article["contacts"]
        assert one["email"] == other["email"]
        assert one["email"] in article["body_text"]
        assert one["email"] in article["title"]
        assert re.fullmatch(TOKEN, one["name"])
        assert other["name"] is None
    else:
        assert article["contacts"] == []
        assert [link["text"] for link in article["links"]] == ["y"]
        assert "sha256-" not in text
    assert article["authors"] == ["Ana Horvat"]
    assert exported(planted, contacts) == text


def test_kept_contacts_are_as_they_were(planted: Archive) -> None:
    article = json.loads(exported(planted, Contacts.KEEP))
    assert article["contacts"][0] == {"email": "ana@example.eu", "name": "Ana Horvat"}
    assert article["title"] == "Title ana@example.eu"


def test_a_new_archive_has_a_key_of_its_own(tmp_path: Path) -> None:
    keys = set()
    for name in ("one.db", "two.db"):
        with Archive.open(tmp_path / name) as archive:
            row = archive.connection.execute("SELECT value FROM secrets WHERE name = 'contacts'")
            keys.add(row.fetchone()[0])
    assert len(keys) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_an_archive_that_lost_its_key_says_so(planted: Archive) -> None:
    planted.connection.execute("DELETE FROM secrets")
    with pytest.raises(NotAnArchive, match="contacts"):
        exported(planted, Contacts.HASH)
    assert exported(planted, Contacts.KEEP)
