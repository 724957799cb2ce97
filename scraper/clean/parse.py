"""One parse of a page, from its bytes, with what it cost in text.

lxml drops what lies deeper than its limits without an exception, and a tag with very
many attributes makes it stand still: both are looked for here, and reported.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from archive.records import CapturedPage, Problem, Severity
from scraper.clean.index import PageIndex
from scraper.clean.theme_debug import name_fields

#: Bytes and elements beyond these are not read: no page of news has so many.
MAX_BYTES = 8 * 1024 * 1024
MAX_ELEMENTS = 60_000

#: Pages smaller than this cannot hold a tag that stalls the parser (about 18,000 attributes).
SMALL = 96 * 1024

#: Pages larger than this are scanned tag by tag; smaller ones where a window looks odd.
LARGE = 1024 * 1024
WINDOW = 4096

#: Control characters that are no white space.
CONTROLS = bytes([*range(9), 11, *range(14, 32), 127])

#: Attributes of one tag beyond which it is left out; the parser's cost grows with their square.
MAX_ATTRIBUTES = 1500

_RAW = re.compile(rb"<(script|style)\b[^<>]{0,4000}>")
_MANY_QUOTED = re.compile(
    rb"""<[a-zA-Z](?>[^"'>]++|"[^"]*+"|'[^']*+'){%d}""" % (MAX_ATTRIBUTES * 2)
)
_LONG_RUN = re.compile(rb"""<[a-zA-Z][^"'<>]{%d}""" % (MAX_ATTRIBUTES * 2))
_TAG = re.compile(rb"""<[a-zA-Z](?>[^"'>]++|"[^"]*+"|'[^']*+')*+>?""")
_QUOTED = re.compile(rb""""[^"]*"|'[^']*'""")


#: Error handler that reads bytes which are no UTF-8 as windows-1252: pages pasted together
#: from two sources have both.
MIXED = "clusternews-windows-1252"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(MIXED, _as_windows_1252)


@dataclass(slots=True)
class ParsedPage:
    """The tree of a page, an index of its elements, and what was lost on the way."""

    tree: etree._Element  #: the ``html`` element
    index: PageIndex
    problems: list[Problem] = field(default_factory=list)


def parse(captured: CapturedPage) -> ParsedPage:
    """The tree of ``captured``; a page without any markup gives an empty tree.

    Problems: ``parse_truncated`` where text was lost to a limit, ``charset_doubt`` where
    bytes did not fit the encoding or nothing declared it.
    """
    problems: list[Problem] = []
    body = _within_limits(captured.body, problems)
    body = _without_monsters(_as_utf8(body, captured, problems), problems)
    debug = b"THEME DEBUG" in body
    tree = _tree(body, problems, keep_comments=debug)
    if debug:
        name_fields(tree)
    index = PageIndex(tree, MAX_ELEMENTS)
    if index.overflow:
        problems.append(_truncated(f"more than {MAX_ELEMENTS} elements; the rest was left out"))
    return ParsedPage(tree, index, problems)


def _truncated(message: str) -> Problem:
    return Problem("parse_truncated", message)


def _within_limits(body: bytes, problems: list[Problem]) -> bytes:
    if len(body) <= MAX_BYTES:
        return body
    problems.append(_truncated(f"longer than {MAX_BYTES} bytes; the rest was left out"))
    return body[:MAX_BYTES]


def _as_utf8(body: bytes, captured: CapturedPage, problems: list[Problem]) -> bytes:
    """The same text in UTF-8, without control characters: all that the parser is given."""
    encoding = captured.encoding or "utf-8"
    if encoding != "utf-8":
        text = body.decode(encoding, "replace")
        if "\ufffd" in text:
            problems.append(_doubt(f"bytes that are not {encoding} were replaced"))
        elif captured.encoding_source == "detected" and not encoding.startswith("utf-16"):
            problems.append(_doubt(f"read as {encoding}, which nothing declares", Severity.NOTE))
        body = text.encode("utf-8", "replace")
    elif not _is_utf8(body):
        problems.append(_doubt("some bytes are not UTF-8; they were read as windows-1252"))
        body = body.decode("utf-8", MIXED).encode("utf-8", "replace")
    return body.translate(None, CONTROLS)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _doubt(message: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem("charset_doubt", message, severity)


def _without_monsters(body: bytes, problems: list[Problem]) -> bytes:
    """``body`` without tags of thousands of attributes, if it has any."""
    if len(body) < SMALL or not _may_hold_monsters(body):
        return body
    calm = b"".join(_calm(body))
    if len(calm) != len(body):
        problems.append(_truncated(f"a tag of more than {MAX_ATTRIBUTES} attributes was left out"))
    return calm


def _may_hold_monsters(body: bytes) -> bool:
    """True if somewhere attributes are dense, or no tag ends for long: cheaper than a scan."""
    if len(body) > LARGE:
        return True
    for start in range(0, len(body), WINDOW):
        window = body[start : start + WINDOW]
        if b">" not in window:
            return True
        attributes = window.count(b"=")
        if attributes > WINDOW // 64 and attributes > 15 * window.count(b"<"):
            return True
    return False


def _calm(body: bytes) -> Iterator[bytes]:
    """The parts of ``body`` between such tags."""
    kept = 0
    for start, end in _outside_scripts(body):
        if not (_LONG_RUN.search(body, start, end) or _MANY_QUOTED.search(body, start, end)):
            continue
        for tag in _TAG.finditer(body, start, end):
            if len(tag[0]) > MAX_ATTRIBUTES and _attributes(tag[0]) > MAX_ATTRIBUTES:
                yield body[kept : tag.start()]
                kept = tag.end()
    yield body[kept:]


def _outside_scripts(body: bytes) -> Iterator[tuple[int, int]]:
    """Where markup can stand: what a script or a style sheet holds is none."""
    lower, position = body.lower(), 0
    while (begin := _RAW.search(lower, position)) is not None:
        yield position, begin.end()
        position = lower.find(b"</" + begin[1], begin.end())
        if position < 0:
            return
    yield position, len(body)


def _attributes(tag: bytes) -> int:
    """How many attributes a tag has, at most."""
    bare, quoted = _QUOTED.subn(b"", tag)
    return max(len(bare.split()), bare.count(b"/"), quoted)


def _tree(body: bytes, problems: list[Problem], *, keep_comments: bool) -> etree._Element:
    parser = etree.HTMLParser(
        huge_tree=True,
        no_network=True,
        remove_comments=not keep_comments,
        remove_pis=True,
        encoding="utf-8",
    )
    tree = etree.fromstring(body, parser) if body.strip() else None
    last = parser.error_log.last_error
    if last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        problems.append(_truncated("nested deeper than the parser goes; the rest was lost"))
    return etree.Element("html") if tree is None else tree
