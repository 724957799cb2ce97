"""One parse of a page, from its bytes, with what it cost in text.

lxml drops what lies deeper than its limits without an exception, and a tag with very
many attributes makes it stand still: both are looked for, bounded and reported.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field

from lxml import etree

from archive.records import CapturedPage, Fit, Problem, Severity
from scraper.clean.depth import flatten, is_too_deep, without_deep_tags
from scraper.clean.index import PageIndex
from scraper.clean.limits import bounded, truncated
from scraper.clean.mojibake import (
    MIXED,
    fit_of,
    has_lost_letters,
    repaired,
    without_noncharacters,
)
from scraper.clean.theme_debug import is_debugged, name_fields

#: Elements beyond these are not read: no page of news has so many.
MAX_ELEMENTS = 20_000

#: Control characters that are no white space, and the form feed, which no tree can hold.
CONTROLS = bytes([*range(9), 11, *range(14, 32), 127])
_FORM_FEED = 12
_NO_FORM_FEED = bytes(32 if number == _FORM_FEED else number for number in range(256))

_UNWANTED = bytes([*CONTROLS, _FORM_FEED])

#: References to what no text holds: control characters, noncharacters, halves of pairs
#: (two of these in a row name one character).
_REFERENCES = re.compile(
    rb"""&\#(?:
      (?:[xX]0*[dD][89abAB][0-9a-fA-F]{2}|0*5[56]\d{3});
        &\#(?:[xX]0*[dD][c-fC-F][0-9a-fA-F]{2}|0*5[67]\d{3})(?=;)
      |[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[eEfF])
        (?![0-9a-fA-F])
      |0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|127|5[5-7]\d{3}|6553[45])(?![0-9])
    );?""",
    re.VERBOSE,
)
_NUMBER = re.compile(rb"([xX]?)([0-9a-fA-F]+);?")

_BEGUN = re.compile(rb"<html[\s>]", re.I)
_ENDED = re.compile(rb"</(?:html|body)\s*>", re.I)
#: Where a page is expected to begin, and to end.
_EDGE = 4096

_parsers = threading.local()


@dataclass(slots=True)
class ParsedPage:
    """The tree of a page, an index of its elements, and what was lost on the way."""

    tree: etree._Element  #: the ``html`` element
    index: PageIndex
    problems: list[Problem] = field(default_factory=list)


def parse(captured: CapturedPage) -> ParsedPage:
    """The tree of ``captured``; a page without any markup gives an empty tree.

    Problems: ``parse_truncated`` where text or structure was lost to a limit;
    ``document_unended`` where a document begins and never ends;
    ``charset_doubt`` where bytes did not fit the encoding, nothing declared it, or letters
    had been lost before; ``charset_repaired`` where the text had been encoded twice.
    """
    problems: list[Problem] = []
    whole = _as_utf8(captured, problems)
    if is_unended(whole):
        message = "the document does not end: a part of it may be missing"
        problems.append(Problem("document_unended", message))
    body = bounded(whole, problems)
    debug = is_debugged(body)
    tree = _shallow_tree(body, problems, keep_comments=debug)
    if debug:
        name_fields(tree)
    index = PageIndex(tree, MAX_ELEMENTS)
    if index.overflow:
        problems.append(truncated(f"more than {MAX_ELEMENTS} elements; the rest was left out"))
    return ParsedPage(tree, index, problems)


def is_unended(body: bytes) -> bool:
    """True for a document that closes neither its body nor itself.

    A server that declares fewer bytes than the page has leaves no other trace of the rest.
    Authors may leave these tags out, so it is a doubt and no more.
    """
    if _ENDED.search(body, max(0, len(body) - _EDGE)):
        return False
    return _BEGUN.search(body, 0, _EDGE) is not None and not _ENDED.search(body)


def _as_utf8(captured: CapturedPage, problems: list[Problem]) -> bytes:
    """The same text in UTF-8, without control characters: all that the parser is given."""
    body, encoding = captured.body, captured.encoding or "utf-8"
    if encoding != "utf-8":
        body = _from_another(captured, encoding, problems)
    elif (fit := captured.fit or fit_of(body)) is not Fit.EXACT:
        if fit is Fit.MIXED:
            problems.append(_doubt("some bytes are not UTF-8; they were read as windows-1252"))
        body = _repaired(body.decode("utf-8", MIXED), problems)
    if b"&#" in body:
        body = _REFERENCES.sub(_meant, body)
    # Most pages have none, and a look for each is half as dear as a copy.
    if max(map(body.find, _UNWANTED)) >= 0:
        body = body.translate(_NO_FORM_FEED, CONTROLS)
    return body


def _from_another(captured: CapturedPage, encoding: str, problems: list[Problem]) -> bytes:
    text = captured.body.decode(encoding, "replace")
    if "\ufffd" in text:
        problems.append(_doubt(f"bytes that are not {encoding} were replaced"))
    elif captured.encoding_source == "detected" and not encoding.startswith(("utf-16", "utf-32")):
        problems.append(_doubt(f"read as {encoding}, which nothing declares", Severity.NOTE))
    return _repaired(text, problems)


def _repaired(text: str, problems: list[Problem]) -> bytes:
    better = repaired(text)
    if better != text:
        message = "text that had been encoded twice was read as it was meant"
        problems.append(Problem("charset_repaired", message, Severity.NOTE))
    if has_lost_letters(better) and not problems:
        message = "letters had been replaced by U+FFFD before the page was sent"
        problems.append(_doubt(message, Severity.NOTE))
    return without_noncharacters(better).encode("utf-8", "replace")


def _meant(references: re.Match[bytes]) -> bytes:
    """The character that two references name half each; nothing for others of the kind."""
    numbers = [
        int(digits, 16 if marked else 10) for marked, digits in _NUMBER.findall(references[0])
    ]
    if len(numbers) == 2 and 0xD800 <= numbers[0] < 0xDC00 <= numbers[1] < 0xE000:
        return b"&#%d;" % (0x10000 + ((numbers[0] - 0xD800) << 10) + (numbers[1] - 0xDC00))
    return references[0] if 0x1F < numbers[0] < 0xD800 and numbers[0] != 0x7F else b""


def _doubt(message: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem("charset_doubt", message, severity)


def _shallow_tree(body: bytes, problems: list[Problem], *, keep_comments: bool) -> etree._Element:
    """The tree of ``body``, of no more levels than can be read in time."""
    tree, is_lost = _tree(body, keep_comments=keep_comments)
    if not (is_lost or is_too_deep(tree)):
        return tree
    tree, is_lost = _tree(without_deep_tags(body), keep_comments=keep_comments)
    flatten(tree)
    what = "the rest was lost" if is_lost else "the deepest levels were joined"
    problems.append(truncated(f"nested deeper than any text; {what}"))
    return tree


def _tree(body: bytes, *, keep_comments: bool) -> tuple[etree._Element, bool]:
    """The tree of ``body``, and whether some of it is missing because it lay too deep."""
    parser = _parser(keep_comments)
    tree = etree.fromstring(body, parser) if body.strip() else None
    if tree is None:
        return etree.Element("html"), False
    last = parser.error_log.last_error
    return tree, last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT


def _parser(keep_comments: bool) -> etree.HTMLParser:
    """The parser of this thread; making one costs a fiftieth of a parse."""
    name = "with_comments" if keep_comments else "plain"
    parser: etree.HTMLParser | None = getattr(_parsers, name, None)
    if parser is None:
        parser = etree.HTMLParser(
            huge_tree=True,
            no_network=True,
            remove_comments=not keep_comments,
            remove_pis=True,
            collect_ids=False,
            encoding="utf-8",
        )
        setattr(_parsers, name, parser)
    return parser
