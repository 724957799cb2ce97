"""Text and markup of an article as Markdown that a parser turns back into the same words.

Nothing a page says becomes markup by accident: the result is read back with a CommonMark
parser (with GitHub's tables and deletions) before it is used. Where that does not give every
letter back, the plain text is written instead, escaped; and where even that fails (control
characters), the plain text in a block of code.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from markdownify import MarkdownConverter

#: Begins markup wherever it stands.
_EVERYWHERE = re.compile(r"[\\`*_\[\]<>&~|]")
#: Begins a heading, list, rule, table or front matter at the beginning of a line.
_LINE_BEGIN = re.compile(r"^(#|=|\+|-|:|[0-9]{1,9}(?=[.)]))", re.MULTILINE)
_NUMBERED = re.compile(r"^([0-9]{1,9})([.)])", re.MULTILINE)
#: White space that parsers fold or take away: at both ends of a line, and carriage returns.
_EDGES = re.compile(r"^\s+|\s+$|\r")
_GAP = re.compile(r"\n{2,}")
_MARKUP = re.compile(r"<[^>]*>")
_TICKS = re.compile(r"`+")
_NEEDS_BRACKETS = re.compile(r"[\s()<>\\]|^$")


def markdown_of(body_text: str, body_html: str | None) -> str:
    """The body as Markdown: with its markup, or plain where that would lose words."""
    if body_html is not None:
        whole = unescape(_MARKUP.sub("", body_html))
        if holds(whole, body_text):
            written = from_html(body_html)
            if written is not None and _same(_read_back(written), whole):
                return written
    return from_text(body_text)


def from_html(html: str) -> str | None:
    """Markup as Markdown; what Markdown has no words for leaves its text. None if it is too
    deeply nested."""
    try:
        return str(_CONVERTER.convert(html)).strip()
    except RecursionError:
        return None


def from_text(text: str) -> str:
    """Plain text as Markdown that a parser turns back into exactly that text."""
    written = escaped(text)
    return written if plain_text(written) == text else _fenced(text)


def escaped(text: str) -> str:
    """Plain text in which nothing is markup; blank lines part its paragraphs."""
    paragraphs, behind, extra = [], 0, 0
    for gap in [*_GAP.finditer(text), None]:
        end = len(text) if gap is None else gap.start()
        paragraphs.append("&#10;" * extra + _escaped_lines(text[behind:end]))
        if gap is not None:
            behind, extra = gap.end(), len(gap[0]) - 2
    return "\n\n".join(paragraphs)


def plain_text(markdown: str) -> str:
    """The text of paragraphs and blocks of code, parted by blank lines, as a parser reads it."""
    blocks = []
    for token in _PARSER.parse(markdown):
        if token.type == "fence":
            blocks.append(token.content[:-1])
        elif token.type == "inline":
            blocks.append("".join(_letters(child) for child in token.children or []))
    return "\n\n".join(blocks)


def holds(whole: str, text: str) -> bool:
    """True if the words of each paragraph of ``text`` stand in ``whole``, in this order.

    Markup holds more than the text: captions, marks of lists.
    """
    words, behind = _words(whole), 0
    for paragraph in map(_words, _GAP.split(text)):
        found = words.find(paragraph, behind)
        if found < 0:
            return False
        behind = found + len(paragraph)
    return True


def _escaped_lines(paragraph: str) -> str:
    lines = []
    for line in paragraph.split("\n"):
        line = _EVERYWHERE.sub(r"\\\g<0>", line)
        line = _NUMBERED.sub(r"\1\\\2", line)
        line = _LINE_BEGIN.sub(
            lambda match: f"\\{match[0]}" if match[0] in "#=+-:" else match[0], line
        )
        lines.append(_EDGES.sub(_as_references, line))
    return "\n".join(lines)


def _as_references(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(letter)};" for letter in match[0])


def _fenced(text: str) -> str:
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def _letters(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return str(token.content) if token.type in ("text", "code_inline", "text_special") else ""


def _read_back(markdown: str) -> str:
    return unescape(_MARKUP.sub("", _PARSER.render(markdown)))


def _same(one: str, other: str) -> bool:
    """True for the same letters and signs in the same order, whatever parts them."""
    return "".join(one.split()) == "".join(other.split())


def _words(text: str) -> str:
    return "".join(filter(str.isalnum, text))


class _Converter(MarkdownConverter):
    """Destinations that hold brackets or spaces stay one; no titles, no guessed links."""

    def convert_a(self, element: Any, text: str, parent_tags: Any) -> str:
        """A link; its text alone where it leads nowhere."""
        target = element.get("href")
        if not target or not text.strip() or "_noformat" in parent_tags:
            return text
        before, after = (" " * (edge != edge.strip()) for edge in (text[:1], text[-1:]))
        return f"{before}[{text.strip()}]({_destination(target)}){after}"

    def convert_img(self, element: Any, text: str, parent_tags: Any) -> str:
        """A picture with its text alternative."""
        alt = _EVERYWHERE.sub(r"\\\g<0>", " ".join((element.get("alt") or "").split()))
        target = element.get("src")
        return f"![{alt}]({_destination(target)})" if target else ""

    def convert_q(self, element: Any, text: str, parent_tags: Any) -> str:
        """The words of a quotation, without signs that the page does not have."""
        return text

    def convert_dt(self, element: Any, text: str, parent_tags: Any) -> str:
        """A term is a paragraph, and so is what it means: Markdown has no such lists."""
        return f"\n\n{text.strip()}\n\n"

    convert_dl = convert_dd = convert_dt


_CONVERTER = _Converter(
    heading_style="atx", bullets="-", autolinks=False, escape_misc=True, bs4_options="lxml"
)
_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _destination(target: str) -> str:
    target = re.sub(r"\s", "%20", target)
    if not _NEEDS_BRACKETS.search(target):
        return target.replace("&", "&amp;") if re.search(r"&#?\w+;", target) else target
    return "<" + re.sub(r"[\\<>]", r"\\\g<0>", target).replace("&", "&amp;") + ">"
