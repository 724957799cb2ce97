"""The article's blocks among all blocks of a page: scored twice, then chosen by few rules.

The first score of a block is by what it is and what the elements around it are called,
the second by what the first scores say about its neighbours and containers too. Both
are sums of learned weights. What stands between sure blocks of the main container needs
less to be kept than what stands outside of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

from lxml import etree

from scraper.clean.rules import LONGEST_ATTRIBUTE
from scraper.extract.blocks import HEADINGS, Block
from scraper.extract.body_around import SURE_SIZE, Around
from scraper.extract.body_features import Features, Told
from scraper.extract.body_names import Surroundings
from scraper.extract.body_weights import BIAS, Pair, Weights, weights
from scraper.extract.body_words import POINTER, hints

#: Least score of a block between sure ones in the main container, and of any other.
INSIDE = -1.5
OUTSIDE = -0.3

#: Least score of a cell between sure blocks: figures read like nothing by themselves.
IN_TABLE = -2.5
CELLS = frozenset({"td", "th"})

#: Least score of a paragraph that goes on where a kept one ends.
FOLLOWING = -1.0

#: Score from which on a block is sure.
SURE = 1.4

#: Blocks beyond these are not looked at: no article has so many.
MOST_BLOCKS = 3000

#: Shorter blocks that are all link stand in menus, lists of tags and the like.
LONGEST_LINK = 60

#: A pointer to another article is a line.
LONGEST_POINTER = 200

#: Longer ones are texts that stand in a gallery.
LONGEST_CAPTION = 500

#: First score below which no company makes a block text.
HOPELESS = -4.5

#: Decimals of a score: sums of weights of two, in whatever order they were added.
PLACES = 4

#: A block this long that stands twice on a page was printed twice.
DOUBLED = 40


#: Signs of a utility class, which names other elements that it applies to.
_STYLE = re.compile(r"[\[\]:>&]")


@dataclass(frozen=True, slots=True)
class Choice:
    """The blocks that are the article's text."""

    kept: list[int]  #: their numbers, in order
    chance: float  #: how sure they are on average, 0 to 1
    main: etree._Element | None  #: the smallest element with most of the text


def choose(blocks: Sequence[Block], told: Told) -> Choice:
    """The blocks of a page that are its article; none if nothing reads like one."""
    numbers, judged, told = without_links(blocks, told)
    scores, around = scored(judged, told, weights())
    choice = chosen(judged, scores, around)
    return replace(choice, kept=[numbers[number] for number in choice.kept])


def without_links(blocks: Sequence[Block], told: Told) -> tuple[list[int], list[Block], Told]:
    """The blocks that are more than a link, with their numbers; the others are not judged."""
    numbers = [
        number
        for number, block in enumerate(blocks[:MOST_BLOCKS])
        if block.link_chars * 10 <= len(block.text) * 9
        or len(block.text) >= LONGEST_LINK
        or block.tag in HEADINGS
    ]
    if told.start is not None:
        told = replace(told, start=bisect_left(numbers, told.start))
    return numbers, [blocks[number] for number in numbers], told


def scored(blocks: Sequence[Block], told: Told, known: Weights) -> tuple[list[float], Around]:
    """The second score of each block, and what it was judged by."""
    features = Features(blocks, told)
    surroundings = Surroundings(known)
    first, second = known.first.get, known.second.get
    of_names: dict[tuple[str, ...], Pair] = {}
    firsts, seconds = [], []
    for block, keys in zip(blocks, features.all(), strict=True):
        names = surroundings.keys(block.element)
        pair = of_names.get(names)
        if pair is None:
            every = (BIAS, *names)
            pair = sum(filter(None, map(first, every))), sum(filter(None, map(second, every)))
            of_names[names] = pair
        firsts.append(round(sum(filter(None, map(first, keys)), pair[0]), PLACES))
        seconds.append(sum(filter(None, map(second, keys)), pair[1]))
    around = Around(blocks, features, firsts, [_chance(score) for score in firsts])
    for number, score in enumerate(firsts):
        if score > HOPELESS:
            more = sum(filter(None, map(second, around.of(number))), seconds[number])
            seconds[number] = round(more, PLACES)
        else:
            seconds[number] = score
    return seconds, around


def _points_away(block: Block) -> bool:
    """True for a line that sends the reader to another article (``Read also: ...``)."""
    return (
        len(block.text) < LONGEST_POINTER
        and block.link_density > 0.5
        and POINTER in hints(block.text)
    )


def _goes_on(last: Block, block: Block) -> bool:
    """True for two paragraphs of one container."""
    own, other = block.element, last.element
    return own.tag == other.tag == "p" and own.getparent() is other.getparent()


def _is_caption(block: Block) -> bool:
    """True for a line that its own or its parent's class calls a caption."""
    if len(block.text) >= LONGEST_CAPTION:
        return False
    parent = block.element.getparent()
    named = (block.element, *(() if parent is None else (parent,)))
    return any(_names_caption(each.get("class") or "") for each in named)


@lru_cache(maxsize=1024)
def _names_caption(attribute: str) -> bool:
    """True if a class is called a caption; classes of styles for what stands inside are not."""
    names = attribute[:LONGEST_ATTRIBUTE].lower().split()
    return any("caption" in name and not _STYLE.search(name) for name in names)


def _chance(score: float) -> float:
    return 1 / (1 + exp(-score))


def chosen(blocks: Sequence[Block], scores: list[float], around: Around) -> Choice:
    """The blocks to keep by their second scores."""
    likely = [_chance(score) for score in scores]
    main, inside = around.main(likely)
    sizes = around.sizes
    sure = [n for n in inside if scores[n] > SURE and sizes[n] > SURE_SIZE]
    between = set(inside[inside.index(sure[0]) : inside.index(sure[-1])]) if sure else set()
    kept: list[int] = []
    seen: set[str] = set()
    last = -2  #: the last block that is text, kept or printed before
    for number, (block, score) in enumerate(zip(blocks, scores, strict=True)):
        goes_on = last == number - 1 and score > FOLLOWING and _goes_on(blocks[last], block)
        limit = (IN_TABLE if block.tag in CELLS else INSIDE) if number in between else OUTSIDE
        if score <= limit and not goes_on:
            continue
        last = number
        if block.text in seen or _points_away(block) or _is_caption(block):
            continue
        if len(block.text) >= DOUBLED:
            seen.add(block.text)
        kept.append(number)
    # A heading that heads nothing announces what was left out, unless it is text for sure.
    while kept and blocks[kept[-1]].tag in HEADINGS and scores[kept[-1]] <= SURE:
        kept.pop()
    chances = [likely[number] for number in kept]
    return Choice(kept, sum(chances) / len(chances) if kept else 0.0, main)
