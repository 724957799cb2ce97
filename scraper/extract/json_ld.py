"""JSON-LD as publishers print it, whole or broken, and the node that is about the page.

What is no JSON is mended step by step, surest mending first; each step is tried only
where the one before it gave nothing. What cannot be mended gives the statements that
can still be told apart, or nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from typing import Any

Node = dict[str, Any]

#: Scripts longer than this are not read, nor are more nodes than these.
LONGEST = 1_000_000
MOST_NODES = 2000
#: Scripts longer than this are read if they are whole, and not mended.
LONGEST_MENDED = 200_000
_DEEPEST = 12
_LONGEST_LIST = 500

_WRAPPER = re.compile(
    r"^(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\*/)"
    r"|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)$"
)
#: A string, one that never ends, or what stands between two.
_PIECE = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|(?P<open>"[^"\\]*+(?:\\.[^"\\]*+)*+\\?\Z)|[^"]++', re.S
)
_LINE_COMMENT = re.compile(r"//[^\n]*")
_TRAILING = re.compile(r",(?=\s*[}\]])|(?<=[\[{,])\s*,")
_NOT_JSON = re.compile(r"\bundefined\b|\bNaN\b")
_WRONG_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
#: A string in which quotes stand unescaped: it ends where JSON goes on.
_LOOSE = re.compile(r'"((?:[^"\\]|\\.|"(?!\s*(?:[,:}\]]|$)))*+)"', re.S)
_QUOTE = re.compile(r'(?<!\\)"')
_SINGLE = re.compile(r"'([^'\\]*+(?:\\.[^'\\]*+)*+)'(?=\s*[:,}\]])", re.S)
_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:https?://schema\.org/)?(\w{3,40})"')
#: What is still told apart in a script that nothing mends.
_PLAIN = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|url|@id|mainEntityOfPage)"\s*:\s*'
    r'"([^"\\]{1,500}+(?:\\.[^"\\]{0,500}+){0,50}+)"'
)

#: Keys under which a document holds further nodes of the page.
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemReviewed")


@lru_cache(maxsize=2)
def nodes_of(scripts: tuple[str, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes of a page's scripts, and those nested deeper, which may be of other pages.

    Remembered for the page just read: its nodes are asked for more than once, and must
    not be changed.
    """
    outer: list[Node] = []
    inner: list[Node] = []
    for script in scripts:
        if len(script) <= LONGEST:
            for document in documents(script):
                _collect(document, outer, inner, _DEEPEST)
    return tuple(outer[:MOST_NODES]), tuple(inner[:MOST_NODES])


def documents(script: str) -> list[Any]:
    """The values in one script: one as a rule, several where objects stand in a row."""
    text = _WRAPPER.sub("", _WRAPPER.sub("", script.strip("\ufeff \t\r\n;")).strip()).strip("; \n")
    whole = _loaded(text)
    if whole is not None or len(text) > LONGEST_MENDED or "{" not in text:
        return [] if whole is None else [whole]
    mended = text
    for mend in _MENDINGS:
        mended = mend(mended)
        if values := _in_a_row(mended):
            return values
    whole, plain = _loaded(_closed(mended)), _salvaged(text)
    if isinstance(whole, dict) and len(whole) >= len(plain):
        return [whole]
    return [plain] if plain else []


def type_names(node: Node) -> list[str]:
    """The types of a node without their vocabulary."""
    named = node.get("@type", ())
    values = named if isinstance(named, list) else [named]
    return [
        value.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for value in values if isinstance(value, str)
    ]


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _in_a_row(text: str) -> list[Any]:
    """The values that follow one another in ``text``; none if what is between is no JSON."""
    decoder, at = json.JSONDecoder(strict=False), 0
    values: list[Any] = []
    while at < len(text) and len(values) < _LONGEST_LIST:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return values


def _without_entities(text: str) -> str:
    """Quotes printed as entities are those of the JSON itself, if it has no others."""
    return unescape(text) if "&quot;" in text and '"' not in text else text


def _tidied(text: str) -> str:
    """Without comments, superfluous commas and wrong escapes, outside of strings and in them."""
    parts = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece[0] == '"':
            parts.append(_WRONG_ESCAPE.sub(r"\\\\", piece) if "\\" in piece else piece)
        else:
            bare = _NOT_JSON.sub("null", _without_comments(piece))
            parts.append(_TRAILING.sub("", bare))
    return "".join(parts).strip(",; \t\r\n")


def _without_comments(text: str) -> str:
    if "/" not in text:
        return text
    kept, at = [], 0
    while (begin := text.find("/*", at)) >= 0 and (end := text.find("*/", begin + 2)) >= 0:
        kept.append(text[at:begin])
        at = end + 2
    return _LINE_COMMENT.sub(" ", " ".join((*kept, text[at:])))


def _double_quoted(text: str) -> str:
    """Single quotes as double ones, in a text that has no double ones."""
    if '"' in text:
        return text
    return _SINGLE.sub(lambda match: json.dumps(match[1].replace("\\'", "'")), text)


def _requoted(text: str) -> str:
    """Quotes inside of a string escaped: a string ends only where JSON can go on."""
    parts, at = [], 0
    while (begin := text.find('"', at)) >= 0 and (match := _LOOSE.match(text, begin)):
        parts += [text[at:begin], '"', _QUOTE.sub(r"\"", match[1]), '"']
        at = match.end()
    return "".join((*parts, text[at:]))


def _closed(text: str) -> str:
    """A document that was cut, ended behind its last whole member."""
    stack: list[str] = []
    ends: list[tuple[int, str]] = []
    for match in _PIECE.finditer(text):
        if match["open"] is not None:
            break
        if match[0][0] != '"':
            _follow(match[0], match.start(), stack, ends)
    else:
        ends.append((len(text), "".join(reversed(stack[-_DEEPEST * 2 :]))))
    for end, closing in reversed(ends[-6:]):
        if _loaded(text[:end] + closing) is not None:
            return text[:end] + closing
    return text


def _follow(piece: str, at: int, stack: list[str], ends: list[tuple[int, str]]) -> None:
    """Note where a document could end in ``piece``, and what would close it there."""
    for offset, char in enumerate(piece):
        if char in "{[":
            stack.append("}" if char == "{" else "]")
        elif char in "}]":
            if stack:
                stack.pop()
            if len(stack) < _DEEPEST * 2:
                ends.append((at + offset + 1, "".join(reversed(stack))))
        elif char == "," and len(stack) < _DEEPEST * 2:
            ends.append((at + offset, "".join(reversed(stack))))
    del ends[:-6]


_MENDINGS: tuple[Callable[[str], str], ...] = (
    _without_entities,
    _tidied,
    _double_quoted,
    _requoted,
)


def _salvaged(text: str) -> Node:
    """The plain statements of a script that is no JSON at all, if it names one type of article."""
    types = [name for name in _TYPE.findall(text) if name.endswith(("Article", "Posting"))]
    if len(types) != 1:
        return {}
    node: Node = {"@type": types[0]}
    for key, raw in _PLAIN.findall(text):
        value = _loaded(f'"{raw}"')
        node.setdefault(key, raw if value is None else value)
    return node


def _collect(value: Any, outer: list[Node], inner: list[Node], depth: int) -> None:
    """The nodes of lists and graphs and the main entity of a page; apart, those of its parts."""
    if depth == 0 or len(outer) > MOST_NODES or len(inner) > MOST_NODES:
        return
    if isinstance(value, list):
        for item in value[:_LONGEST_LIST]:
            _collect(item, outer, inner, depth - 1)
    elif isinstance(value, dict):
        outer.append(value)
        for key, part in _parts(value):
            deeper = outer if key in ("@graph", "mainEntity") else inner
            _collect(part, deeper, inner, depth - 1)


def _parts(node: Node) -> Iterator[tuple[str, Any]]:
    for key in _NESTED:
        part = node.get(key)
        if isinstance(part, (dict, list)):
            yield key, part
