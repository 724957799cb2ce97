"""Below the text of a printed article: tags, share rows, teasers, forms, footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scraper.extract.printed_head import take_date
from scraper.extract.printed_joining import is_closed
from scraper.extract.printed_lines import Line
from scraper.extract.printed_marks import BELOW, RELATED, SHARE, TAGS
from scraper.extract.printed_markup import Hyperlink, printed_target
from scraper.extract.printed_title import Head

_TERM_PATH = re.compile(
    r"/(?:tags?|taxonomy/term|keywords?|topics?|schlagwort|etiquetas?|mot-cle)/", re.I
)
_LONGEST_TERM_LINE = 60
_LONGEST_DATE_LINE = 60


@dataclass(slots=True)
class Tail:
    """The lines below the head, told apart."""

    body: list[Line] = field(default_factory=list)
    tags: list[Line] = field(default_factory=list)
    tags_mark: str = ""  #: the words before the tags, on the line that has them
    related: list[Line] = field(default_factory=list)
    dropped: list[tuple[str, Line]] = field(default_factory=list)  #: rule and line


def read_tail(head: Head, *, has_markup: bool) -> Tail:
    """Body, tags and related items among the lines below ``head``, which may be given its dates."""
    reader = _TailReader(head, has_markup=has_markup)
    for line in head.rest:
        reader.take(line)
    return reader.tail


class _TailReader:
    """Takes line by line; what a line is depends on what stood above it."""

    def __init__(self, head: Head, *, has_markup: bool) -> None:
        self.tail = Tail()
        self._head = head
        self._has_markup = has_markup
        self._zone = "body"  #: body, tags, after, related, below

    def take(self, line: Line) -> None:
        words = printed_target(line.words)[0]
        if self._opens_zone(words, line):
            return
        if self._zone == "tags" and not self._is_tag_line(line, words):
            self._zone = "after"
        if self._zone == "body":
            self._take_body(line)
        elif self._zone == "tags":
            self.tail.tags.append(line)
        elif self._zone == "related":
            self.tail.related.append(line)
        else:
            self.tail.dropped.append(("print:below_text", line))

    def _opens_zone(self, words: str, line: Line) -> bool:
        """True if the line is a mark that begins another part of the page."""
        tags = TAGS.fullmatch(words)
        has_text = bool(self.tail.body)
        if words == self._head.title and line.torn:
            self.tail.dropped.append(("print:title_again", line))
        elif line.gap and len(words) <= _LONGEST_DATE_LINE and take_date(self._head, words, line):
            pass
        elif tags and self._zone in ("body", "after"):
            self._open_tags(tags, words, line)
        elif SHARE.fullmatch(words):
            self._zone = "after" if has_text and self._zone != "related" else self._zone
            self.tail.dropped.append(("print:share", line))
        elif has_text and RELATED.fullmatch(words):
            self._zone = "related"
            self.tail.dropped.append(("print:related_mark", line))
        elif has_text and BELOW.fullmatch(words):
            self._zone = "below"
            self.tail.dropped.append(("print:below_text", line))
        else:
            return False
        return True

    def _open_tags(self, match: re.Match[str], words: str, line: Line) -> None:
        self._zone = "tags"
        rest = match["rest"] or ""
        if rest.strip():
            self.tail.tags_mark = words[: len(words) - len(rest)]
            self.tail.tags.append(line)
        else:
            self.tail.dropped.append(("print:tags_mark", line))

    def _take_body(self, line: Line) -> None:
        targets = [link.target for link in line.links if link.target]
        labels = " ".join(link.label for link in line.links)
        only_links = "".join(labels.split()) == "".join(line.words.split())
        if only_links and targets and all(_TERM_PATH.search(target) for target in targets):
            self._zone = "tags"  # tags without a word before them
            self.tail.tags.append(line)
            return
        self.tail.body.append(line)

    def _is_tag_line(self, line: Line, words: str) -> bool:
        """True if a line below the mark still holds tags."""
        if not words or is_closed(words):
            return False
        if self._has_markup:
            if any(link.target and _TERM_PATH.search(link.target) for link in line.links):
                return True
            return (
                len(words) <= _LONGEST_TERM_LINE and (not line.gap or line.torn) and not line.links
            )
        return not self.tail.tags or not line.gap or line.torn


def link_items(lines: Sequence[Line]) -> list[tuple[Hyperlink, Line]]:
    """The links with a label and a target on these lines."""
    return [(link, line) for line in lines for link in line.links if link.label and link.target]
