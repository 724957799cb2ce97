"""Pages that attack whoever reads them: on every page of the browser view they are words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from lxml import etree, html

from archive.opening import open_reading
from scraper.web.reading import Reader
from scraper.web.rendering import clean
from scraper.web.views import Views
from tests.made_once import made_once
from tests.scraper.web.asking import asking
from tests.scraper.web.attacks import ADDRESSES, MARKUP, STRINGS
from tests.scraper.web.hostile_archive import make
from tests.scraper.web.live_parts import live_parts

#: Pages of one kind that are looked at: what differs between them is data.
_OF_A_KIND = 1
#: Characters of an address that servers take.
_LONGEST_ADDRESS = 8_000
#: Bytes of a page, however long the words of an article are.
_LARGEST = 4_000_000


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "hostile", make)


def test_there_are_attacks_enough_and_each_would_be_seen() -> None:
    assert len(STRINGS) >= 60
    assert len(MARKUP) >= 60
    runs = [one for one in STRINGS if re.search(r"^<[a-z!?]", one, re.I) and "CDATA" not in one]
    harmless = {one for one in runs if not live_parts(f"<body><p>{one}</p></body>")}
    # It is for a filter that takes the inner tags out, and so puts the outer ones together.
    assert harmless <= {"<scr<script>ipt>alert(7)</scr</script>ipt>"}
    assert live_parts('<a href="java\tscript:alert(1)">x</a>')
    assert live_parts('<p style="color:red">x</p>')
    assert live_parts('<img src="//evil.invalid/1.png">')
    assert not live_parts('<p>x <a href="https://fine.example/" rel="noreferrer">y</a></p>')


def test_every_article_shows_the_attacks_as_words(hostile: Path) -> None:
    views = Views(Reader(hostile))
    with closing(open_reading(hostile)) as connection:
        articles = connection.execute("SELECT id, title FROM articles ORDER BY id").fetchall()
    assert len(articles) > len(STRINGS)
    for number, title in articles:
        sent = views.answer(f"/articles/{number}", {})
        page = sent.body.decode()  # type: ignore[union-attr]
        assert not live_parts(page), number
        shown = html.document_fromstring(page).findtext(".//h1") or ""
        assert _words(shown)[:500] == _words(clean(title))[:500]


PARTS = ("?version=1", "/versions?all=1", "/diff", "/evidence", "/removed", "/source")


@pytest.mark.parametrize("part", PARTS)
def test_what_belongs_to_an_article_is_words_too(hostile: Path, part: str) -> None:
    views = Views(Reader(hostile))
    path, _, query = part.partition("?")
    args = {name: [value] for name, _, value in [query.partition("=")] if name}
    for number in (1, 4, 7, *range(10, 109, 9), 105, 106, 108):
        sent = views.answer(f"/articles/{number}{path}", args)
        assert sent.status == 200 or part == "/diff"  # type: ignore[union-attr]
        assert not live_parts(sent.body.decode()), number  # type: ignore[union-attr]


def test_no_page_that_a_link_leads_to_is_live(hostile: Path) -> None:
    answers = _walk(hostile)
    kinds = Counter(_kind(path) for path, _ in answers)
    assert {"/", "/search", "/tags", "/sites", "/runs", "/questions", "/archive"} <= set(kinds)
    for path, answer in answers:
        assert answer.status_code < 500, path
        _harmless(path, answer)


def _walk(archive: Path) -> list[tuple[str, httpx.Response]]:
    """Some pages of every kind that is reached from the first one, and what was answered."""
    waiting, known, looked = deque(["/"]), {"/"}, Counter[str]()
    answers = []
    with asking(archive) as app:
        while waiting:
            path = waiting.popleft()
            answer = app.get(path)
            answers.append((path, answer))
            if "html" not in answer.headers["content-type"]:
                continue
            for link in _links(answer.text):
                kind = _kind(link)
                if link not in known and looked[kind] < _OF_A_KIND:
                    known.add(link)
                    looked[kind] += 1
                    waiting.append(link)
    return answers


def _links(page: str) -> Iterator[str]:
    tree = html.document_fromstring(page.encode())
    for one in tree.iter("a", "form", "img", "link"):
        for name in ("href", "action", "src"):
            link = one.get(name, "").partition("#")[0]
            if link.startswith("/") and len(link) < _LONGEST_ADDRESS:
                yield link


def _kind(link: str) -> str:
    """Pages of one kind have the same words of ours in their addresses.

    Each question and each table is a kind; what all of them can be asked for is one as well.
    """
    path, _, query = link.partition("?")
    parts = path.split("/")
    names = {one.partition("=")[0] for one in query.split("&") if one}
    is_plain = not names and len(parts) == 3 and "." not in parts[2]
    if len(parts) > 2 and (parts[1] in ("tags", "sites") or not is_plain):
        parts[2:] = ["*", *parts[3:]] if parts[1] != "archive" else ["*" * len(parts[2:])]
    form = re.search(r"format=(\w+)|\.(\w+)$", f"{path} {query}")
    names -= {"format"}
    asked = "several" if len(names) > 1 else "".join(names)
    return f"{re.sub(r'[0-9]+', '0', '/'.join(parts))} {asked} {form[0] if form else ''}".rstrip()


def _harmless(path: str, answer: httpx.Response) -> None:
    """An answer is what its type says, and holds nothing that runs."""
    kind = answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.status_code in (301, 302):
        assert answer.headers["location"].startswith("/"), path
    elif kind.startswith("text/html"):
        assert len(answer.content) < _LARGEST, path
        assert live_parts(answer.text) == [], path
    elif kind.startswith("application/json"):
        json.loads(answer.text)
    elif kind.startswith("application/x-ndjson"):
        assert [json.loads(line) for line in answer.text.strip("\n").split("\n")]
    elif kind.startswith("text/csv"):
        assert not [cell for row in _cells(answer.text) for cell in row if _is_formula(cell)], path
    elif kind.startswith("image/svg+xml"):
        _harmless_picture(path, answer.content)
    else:
        assert kind.startswith(("text/css", "text/plain", "application/octet-stream")), (path, kind)


def _cells(text: str) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    return list(csv.reader(io.StringIO(text)))


def _is_formula(cell: str) -> bool:
    return cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(
        r"[+-]?[\d.e+-]+", cell
    )


def _harmless_picture(path: str, picture: bytes) -> None:
    for one in etree.fromstring(picture).iter(etree.Element):
        name = etree.QName(one).localname
        assert name not in ("script", "foreignObject", "image", "a", "animate", "set"), path
        for attribute, value in one.attrib.items():
            local = etree.QName(str(attribute)).localname
            assert not local.startswith("on"), (path, local)
            assert local != "href" or str(value).startswith("#"), (path, value)


def test_addresses_that_lead_nowhere_good_are_no_links(hostile: Path) -> None:
    views = Views(Reader(hostile))
    for number in range(1, len(ADDRESSES) * 4, 4):
        page = views.answer(f"/articles/{number}", {}).body.decode()  # type: ignore[union-attr]
        tree = html.document_fromstring(page)
        for link in tree.iter("a"):
            href = link.get("href", "/")
            if not href.startswith(("/", "#")):
                assert href.startswith(("https://", "http://")), href
                assert "noreferrer" in link.get("rel", ""), href


def _words(text: str) -> str:
    """Text with its white space folded, without the ending of what was cut."""
    return " ".join(text.removesuffix("...").split())
