"""Bylines that no class and no address tells: "By NAME" under the title or around the text.

Only words that announce an author make such a line; a name alone is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from scraper.extract import people_words as words
from scraper.extract.people_claims import Claim
from scraper.extract.people_names import Reading, is_lead, read_names
from scraper.extract.people_shapes import looks_like_person
from scraper.extract.source import Source
from scraper.extract.text import clean_text

_SURE = re.compile(rf"(?:{'|'.join(words.SURE_LEADS)})(?:\s*[:：]\s*|\s+)(?=\S)", re.I)
_SURE_ALONE = re.compile(rf"(?:{'|'.join(words.SURE_LEADS)})\s*[:：]?", re.I)
_JOINT = re.compile(r"(?:and|und|et|y|e|en|og|och|ja|i|a|és|und|&|,|;)", re.I)

#: Texts behind the title that are looked at, and elements passed on the way.
MOST_TEXTS = 40
MOST_ELEMENTS = 150
#: A line of names is no longer; a text from which prose begins is.
LONGEST_LINE = 120
PROSE = 200
#: Blocks at the beginning and at the end of the text that may be its byline.
MOST_BLOCKS = 3
#: Characters from each end of the text in which they are looked for, and the rank of what
#: they say: behind everything else.
LONGEST_END, BEHIND = 2000, 60.0

_SILENT = frozenset({"script", "style", "button", "nav", "form", "svg", "time", "figure", "aside"})


def line_claims(source: Source, body_text: str, reading: Reading) -> Iterator[Claim]:
    """The authors that a line under the title or at an end of the text announces."""
    for heading in source.page.index.with_tag("h1")[:2]:
        if claim := _announced(list(_texts_behind(heading)), reading):
            yield claim
            break
    yield from _at_the_ends(body_text, reading)


def _announced(texts: list[str], reading: Reading) -> Claim | None:
    """The names behind the first text that announces some."""
    for number, text in enumerate(texts):
        if _SURE_ALONE.fullmatch(text):
            names = _names_behind(texts[number + 1 :])
            people = read_names("\n".join(names), reading)
        elif len(text) <= LONGEST_LINE and _SURE.match(text):
            names = [text, *_names_behind(texts[number + 1 :], joint=True)]
            people = read_names("\n".join(names), reading)
        else:
            continue
        if any(looks_like_person(person.name) or person.organisation for person in people):
            return Claim("byline", "text behind the title", " ".join([text, *names])[:300], people)
    return None


def _names_behind(texts: list[str], *, joint: bool = False) -> list[str]:
    """The names in the texts that follow; with ``joint`` only those that "and" ties on."""
    names: list[str] = []
    for text in texts[:12]:
        if _JOINT.fullmatch(text):
            joint = False
        elif joint or not looks_like_person(text.strip(" ,;")):
            break
        else:
            names.append(text.strip(" ,;"))
            joint = not text.rstrip().endswith((",", ";"))
    return names or texts[:1] if not joint and not names else names


def _texts_behind(heading: etree._Element) -> Iterator[str]:
    """The texts of the page behind an element, each text node by itself, up to the prose."""
    seen = 0
    for node, text in _nodes_behind(heading):
        if len(text) > PROSE and node.tag != "a":
            return
        if piece := clean_text(text):
            yield piece
            seen += 1
            if seen == MOST_TEXTS:
                return


def _nodes_behind(heading: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    left = MOST_ELEMENTS
    current = heading
    while current is not None and current.tag not in ("body", "html"):
        if current.tail:
            yield current, current.tail
        for sibling in current.itersiblings():
            walker = etree.iterwalk(sibling, events=("start", "end"))
            for event, node in walker:
                left -= 1
                if left < 0:
                    return
                if event == "start" and (node.tag in _SILENT or not isinstance(node.tag, str)):
                    walker.skip_subtree()
                elif text := node.text if event == "start" else node.tail:
                    yield node, text
        current = current.getparent()


def _at_the_ends(body_text: str, reading: Reading) -> Iterator[Claim]:
    """What the first and the last blocks of the text say, where they are no more than a line."""
    first = body_text[:LONGEST_END].split("\n\n")[:MOST_BLOCKS]
    last = body_text[-LONGEST_END:].split("\n\n")[-MOST_BLOCKS:]
    for block in dict.fromkeys((*first, *last)):
        line = block.strip(" ()[]")
        if len(line) <= LONGEST_LINE and _SURE.match(line) and not is_lead(line):
            people = read_names(line, reading)
            if any(looks_like_person(person.name) for person in people):
                yield Claim("byline", "text at an end of the body", line, people, BEHIND)
