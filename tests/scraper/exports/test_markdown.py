"""Markdown: names that mean nothing to any system, fields as YAML, and the text given back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from archive.exports import Export
from archive.store import Archive
from scraper.exports.markdown import file_name, markdown_file, write_markdown
from scraper.exports.markdown_text import escaped, from_text, markdown_of
from tests.archive.hostile_articles import TEXTS, save_hostile
from tests.archive.making import BASE, visit

#: Signs that mean something to Markdown, HTML or YAML, and odd white space.
SIGNS = "#*-_+=`~<>&[]()!|\\:. \n\t1a\"'{}$^%@\u00a0\u2028\u3000\r;/é🚀"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "news.db") as opened:
        yield opened


def parts(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and body, as any reader of such files parts them."""
    assert text.startswith("---\n")
    front, _, body = text[4:].partition("\n---\n")
    return yaml.safe_load(front), body


def text_of(markdown: str) -> str:
    """The text that a CommonMark parser of its own finds in paragraphs and code."""
    blocks = []
    for token in MarkdownIt("commonmark").parse(markdown):
        assert token.type in {"paragraph_open", "inline", "paragraph_close", "fence"}, token
        if token.type == "fence":
            blocks.append(token.content.removesuffix("\n"))
        elif token.type == "inline":
            children = token.children or []
            assert {one.type for one in children} <= {"text", "softbreak", "text_special"}
            blocks.append("".join("\n" if c.type == "softbreak" else c.content for c in children))
    return "\n\n".join(blocks)


def test_every_hostile_article_comes_back(archive: Archive, tmp_path: Path) -> None:
    save_hostile(archive)
    folder = tmp_path / "out"
    folder.mkdir()
    assert write_markdown(Export(archive.connection), folder) == len(TEXTS)
    files = {}
    for path in folder.iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            front, body = parts(file.read())
        files[front["url"]] = (front, body)
    for article in Export(archive.connection).articles():
        front, body = files[article["url"]]
        for name, value in article.items():
            if name not in {"body_text", "body_html"}:
                assert front.get(name, [] if value == [] else None) == value, name
        assert text_of(body) == article["body_text"]


def test_names_are_safe_everywhere(archive: Archive, tmp_path: Path) -> None:
    save_hostile(archive)
    names = [file_name(article) for article in Export(archive.connection).articles()]
    assert len({name.lower() for name in names}) == len(TEXTS)
    for name in names:
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d|undated)-([a-z0-9]+-)*[0-9a-f]{16}\.md", name), name
        assert len(name.encode()) <= 100


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=30) | st.none())
def test_any_title_and_date_make_a_safe_name(title: str, published_at: str | None) -> None:
    name = file_name({"title": title, "published_at": published_at, "url": "https://x.example/1"})
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*\.md", name)
    assert len(name) <= 100


def test_names_say_what_an_article_is() -> None:
    article = {"published_at": "2016-08-04T15:37:00+02:00", "url": f"{BASE}/x"}
    assert file_name(article | {"title": "Größe, Ålesund & Łódź!"}).startswith(
        "2016-08-04-grosse-alesund-lodz-"
    )
    one, other = (file_name(article | {"title": "CON", "url": url}) for url in ("a", "b"))
    assert one != other


def test_nothing_is_written_through_a_link(archive: Archive, tmp_path: Path) -> None:
    archive.save([visit()])
    folder, outside = tmp_path / "out", tmp_path / "outside.md"
    folder.mkdir()
    (article,) = Export(archive.connection).articles()
    (folder / file_name(article)).symlink_to(outside)
    with pytest.raises(FileExistsError):
        write_markdown(Export(archive.connection), folder)
    assert not outside.exists()


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_comes_back(text: str) -> None:
    # To a reader of Markdown the two signs are one end of a line; no text of an article has them.
    assert text_of(from_text(text)) == text.replace("\r\n", "\n")


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.text(alphabet=SIGNS))
def test_any_field_comes_back(one: str, other: str) -> None:
    fields = {"title": one, "tags": [{"label": other, "slug": one}], "labels": [other]}
    article = {"published_at": None, "body_text": "x", "body_html": None, **fields}
    front, body = parts(markdown_file(article))
    assert front == fields
    assert body == "\nx\n"


MARKUP = """<h2>What &amp; why</h2>
<p>Some <strong>bold</strong>, <em>slanted</em> and <code>a*b</code> words, 1 &lt; 2.</p>
<ul><li>one</li><li>two <a href="https://x.example/a_(b)?c=1&amp;d=2">link [x]</a></li></ul>
<ol start="3"><li>three</li></ol>
<blockquote><p>said # so</p></blockquote>
<table><thead><tr><th>A|B</th><th>C</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>
</table>
<p>- no list</p><p>1. no number</p><p>&lt;b&gt;no tag&lt;/b&gt; <img src="https://x.example/i.png"
alt="a [b]"> H<sub>2</sub>O</p><pre>  code
    here</pre>"""
MARKUP_TEXT = (
    "What & why\n\nSome bold, slanted and a*b words, 1 < 2.\n\none\n\ntwo link [x]\n\nthree\n\n"
    "said # so\n\nA|B C\n\n1 2\n\n- no list\n\n1. no number\n\n<b>no tag</b> H2O\n\ncode here"
)


def test_markup_is_kept_with_every_word() -> None:
    written = markdown_of(MARKUP_TEXT, MARKUP)
    for part in (
        "## What",
        "**bold**",
        "*slanted*",
        "`a*b`",
        "- one",
        "3. three",
        "> said",
        "![a ",
    ):
        assert part in written
    html = MarkdownIt("commonmark").enable("table").render(written)
    assert 'href="https://x.example/a_(b)?c=1&amp;d=2"' in html
    assert 'src="https://x.example/i.png"' in html
    words = re.sub(r"<[^>]*>", "", html)
    assert unescape(words).split() == re.sub(r"\s+", " ", MARKUP_TEXT).split()


@pytest.mark.parametrize(
    ("body_text", "body_html"),
    [
        ("Other words", "<p>Words</p>"),
        ("a b", "<blockquote>" * 60 + "a b" + "</blockquote>" * 60),
        ("deep", "<p>" + "<b>" * 3000 + "deep" + "</b>" * 3000 + "</p>"),
    ],
)
def test_markup_that_would_lose_words_gives_way_to_the_text(body_text: str, body_html: str) -> None:
    assert markdown_of(body_text, body_html) == body_text


def test_captions_that_are_no_part_of_the_text_are_kept() -> None:
    html = "<p>One.</p><figure><figcaption>A hall</figcaption></figure><p>Two.</p>"
    assert "A hall" in markdown_of("One.\n\nTwo.", html)


def test_plain_words_stay_plain() -> None:
    text = (
        "In 2023, 3.5 % of Łódź's firms (about 40) paid 1,000 EUR - or more: see annex 2.\n\nYes!"
    )
    assert escaped(text) == text
