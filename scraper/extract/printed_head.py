"""The head of a printed page: breadcrumb, title, byline, labels, standfirst."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from archive.records import Vocabulary
from scraper.extract.dates import parse_date
from scraper.extract.months import month_of, weekdays_of
from scraper.extract.printed_joining import ends_open, is_closed, starts_lower
from scraper.extract.printed_lines import Line, groups_of
from scraper.extract.printed_marks import (
    LABEL_WORDS,
    LOGO_WORDS,
    MODIFIED,
    PICTURE_WORDS,
    PUBLISHED,
)
from scraper.extract.printed_markup import printed_target
from scraper.extract.printed_terms import part_terms
from scraper.extract.printed_title import (
    Group,
    Head,
    TitleReader,
    are_label_words,
    is_chrome,
    text_of,
)
from scraper.site import Site

#: Blank lines that set something else apart from the title.
_FAR = 3
#: Lines of labels and dates below a title, at most.
_MOST_META_LINES = 20
_LONGEST_LABEL, _LABEL_WORD_COUNT = 24, 3
_STANDFIRST_WORDS, _STANDFIRST_LENGTH = 4, 25
_DATE_WORD = re.compile(
    r"[\d.,:/–—-]+|\d+(?:st|nd|rd|th|er|º|\.)?|of|de|den|d|um|at|uhr|h|am|pm", re.I
)


def read_head(
    lines: Sequence[Line],
    *,
    site: Site,
    url: str,
    vocabulary: Vocabulary,
    header_titles: Sequence[str],
    has_markup: bool,
) -> Head | None:
    """The head of the page that ``lines`` print, or None if nothing on it can be a title."""
    reader = TitleReader(tuple(lines), site, url, header_titles)
    head = reader.read()
    if head is None:
        return None
    rest = _read_meta(head, vocabulary)
    head.rest = _read_standfirst(head, rest, has_markup=has_markup)
    return head


def _read_meta(head: Head, vocabulary: Vocabulary) -> Group:
    """Dates, labels and share rows right below the title; returns the lines below them."""
    lines = list(head.rest)
    if head.byline is not None:
        lines = _labels_under_byline(head, lines, vocabulary)
    while lines:
        group = groups_of(lines[:_MOST_META_LINES], beside=True)[0]
        if not _take_meta(head, group) and not _take_labels(head, group, vocabulary):
            break
        lines = lines[len(group) :]
    return tuple(lines)


def _labels_under_byline(head: Head, lines: list[Line], vocabulary: Vocabulary) -> list[Line]:
    """The lines that stand close under the byline, if they are no prose: the labels."""
    close: list[Line] = []
    for line, following in pairwise((*lines[:3], None)):
        if line is None or not _is_close(line, close) or len(line.words) > 100:
            break
        wraps = following is not None and not following.gap and starts_lower(following.words)
        if is_closed(line.words) or wraps:
            break
        close.append(line)
    labels = [label.label for label in vocabulary.labels]
    while close and not _ends_here(lines[len(close) :]):
        texts = [line.text for line in close]
        if part_terms(texts, labels) or are_label_words(" ".join(texts)):
            break
        close.pop()
    if not close:
        return lines
    head.label_lines = tuple(close)
    return lines[len(close) :]


def _ends_here(behind: Sequence[Line]) -> bool:
    """True if the lines above ``behind`` stand apart from it."""
    return not behind or behind[0].gap > 0 or behind[0].beside


def _is_close(line: Line, above: Sequence[Line]) -> bool:
    """True if nothing but, at first, a line of the sidebar is above the line."""
    if above:
        return not line.gap and not line.beside
    return line.gap == 0 or (line.gap == 1 and line.torn)


def _take_meta(head: Head, group: Group) -> bool:
    """True if the group is the title again, a date line, a byline or a share row."""
    text = text_of(group)
    if text.casefold() == head.title.casefold():
        head.dropped += [("print:title_again", line) for line in group]
        return True
    if take_date(head, text, group[0]):
        return True
    if _is_bare_date(text):
        head.bare_date = head.bare_date or group[0]
    elif all(is_chrome(line) for line in group):
        head.dropped += [("print:above_text", line) for line in group]
    else:
        return False
    return True


def take_date(head: Head, text: str, line: Line) -> bool:
    """True if ``text`` is a date line that says what it is the date of; ``head`` then has it."""
    published, modified = PUBLISHED.fullmatch(text), MODIFIED.fullmatch(text)
    if modified and parse_date(modified["date"]):
        head.modified = head.modified or (modified["date"], line)
    elif published and parse_date(published["date"]):
        head.published = head.published or (published["date"], line)
    else:
        return False
    head.dropped.append(("print:date_line", line))
    return True


def _is_bare_date(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 8 or parse_date(text) is None:
        return False
    return all(
        _DATE_WORD.fullmatch(word) or month_of(word.strip(".,")) or weekdays_of(word.strip(".,"))
        for word in words
    )


def _take_labels(head: Head, group: Group, vocabulary: Vocabulary) -> bool:
    """True if the group is the labels, each on a line of its own or all on one."""
    texts = [printed_target(line.words)[0] for line in group]
    if head.label_lines:
        return head.labels_parted and _take_more_labels(head, group, texts)
    if group[0].gap > _FAR and not group[0].torn:
        return False
    known = part_terms([line.text for line in group], [label.label for label in vocabulary.labels])
    if known is None and not _look_like_labels(texts, head.title):
        return False
    head.label_lines = group
    head.labels_parted = known is None and _is_one_label(texts[0])
    return True


def _take_more_labels(head: Head, group: Group, texts: Sequence[str]) -> bool:
    """True if a banner or a page break parted these labels from those above them."""
    is_more = group[0].torn and all(_is_label_like(t) and _is_one_label(t) for t in texts)
    if is_more and not any(text.casefold() in head.title.casefold() for text in texts):
        head.label_lines += group
        return True
    return False


def _is_one_label(text: str) -> bool:
    return " " not in text or LABEL_WORDS.fullmatch(text) is not None


def _look_like_labels(texts: Sequence[str], title: str) -> bool:
    """True for lines of a word or two, one of which at least cannot be anything else."""
    if len(texts) == 1 and are_label_words(texts[0]):
        return True
    if not all(_is_label_like(text) for text in texts):
        return False
    if all(text.casefold() in title.casefold() for text in texts):
        return False
    if len(texts) == 1:
        return " " not in texts[0]
    return any(LABEL_WORDS.fullmatch(text) or " " not in text for text in texts)


def _is_label_like(text: str) -> bool:
    if not 1 < len(text) <= _LONGEST_LABEL or len(text.split()) > _LABEL_WORD_COUNT:
        return False
    return text[0].isupper() and text.replace(" ", "").replace("-", "").isalpha()


def _read_standfirst(head: Head, lines: Group, *, has_markup: bool) -> Group:
    """The standfirst and the texts of pictures above the first paragraph; returns the rest."""
    if not has_markup and head.byline is not None:
        return lines  # stock Drupal: what follows is the text
    groups = groups_of(lines)
    above: list[Group] = []
    for group, following in pairwise((*groups, ())):
        if _is_prose(group) or _is_cut_off(group, following) or len(above) > 12:
            break
        above.append(group)
    if len(above) == len(groups) or len(above) > 12:
        return lines
    standfirst = next((group for group in above if _is_standfirst(group)), None)
    pictures = above[: above.index(standfirst)] if standfirst else _pictures(above, head.title)
    gone = {line.number for group in pictures for line in group}
    if standfirst:
        head.subtitle, head.subtitle_lines = text_of(standfirst), standfirst
        gone |= {line.number for line in standfirst}
    dropped = [line for group in pictures for line in group]
    head.dropped += [("print:picture_text", line) for line in dropped]
    return tuple(line for line in lines if line.number not in gone)


def _is_prose(group: Group) -> bool:
    text = text_of(group)
    is_cut = re.search(r"[.!?]\s+[^\W\d_]", text) is not None and not is_closed(text)
    if is_cut or len(text) >= max(160, 40 * len(group)):
        return True
    ends_sentence = is_closed(text) and not text.endswith(("?", "!"))
    return ends_sentence and len(text.split()) >= 6


def _is_cut_off(group: Group, following: Group) -> bool:
    """True for the beginning of a paragraph that a page break or a banner cut in two."""
    if not following or not following[0].torn:
        return False
    text = text_of(group)
    return starts_lower(following[0].words) or ends_open(text)


def _is_standfirst(group: Group) -> bool:
    text = text_of(group)
    is_heading = len(text.split()) >= _STANDFIRST_WORDS and len(text) >= _STANDFIRST_LENGTH
    is_list = any(re.match(r"\s*(?:[•*·▪-]|\d{1,2}[.)])\s", line.text) for line in group)
    lines_are_long = all(len(line.words) >= _STANDFIRST_LENGTH for line in group[:-1])
    return is_heading and lines_are_long and not is_list and not PICTURE_WORDS.search(text)


def _pictures(above: Sequence[Group], title: str) -> list[Group]:
    """Groups that are the text of logos: words of funders, or of the title."""
    texts = [(group, text_of(group)) for group in above]
    return [
        group
        for group, text in texts
        if LOGO_WORDS.search(text)
        or PICTURE_WORDS.search(text)
        or (len(text) > 2 and text.casefold() in title.casefold())
    ]
