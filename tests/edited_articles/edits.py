"""Edits of an article: what the editor does, and which classes of change that is."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from tests.edited_articles.pages import Look
from tests.edited_articles.story import AUTHORS, MARKED, TAGS, Block, Sentence, Story, fresh

Chance = random.Random
#: From a state and chance to another state; the same state where the edit does not fit.
Change = Callable[[Story, Chance], Story]


@dataclass(frozen=True, slots=True)
class Edit:
    """A kind of edit and the class it has; empty: nothing that a reader sees."""

    name: str
    expected: str
    change: Change


def _with_sentence(
    story: Story, chance: Chance, change: Callable[[Sentence], Sentence], slot: str = ""
) -> Story:
    """The story with one sentence of a paragraph changed, one that has the slot."""
    among = story.words().sentences
    places = [
        (at, number)
        for at, block in enumerate(story.blocks)
        if not block.heading
        for number, one in enumerate(block.sentences)
        if slot in among[one.number]
    ]
    if not places:
        return story
    at, number = chance.choice(places)
    sentences = list(story.blocks[at].sentences)
    sentences[number] = change(sentences[number])
    return _with_block(story, at, replace(story.blocks[at], sentences=tuple(sentences)))


def _with_block(story: Story, at: int, *blocks: Block) -> Story:
    return replace(story, blocks=(*story.blocks[:at], *blocks, *story.blocks[at + 1 :]))


def _typo(story: Story, chance: Chance) -> Story:
    """A slip comes in, or is put right."""

    def slip(one: Sentence) -> Sentence:
        return replace(one, typo=-1 if one.typo >= 0 else chance.randrange(10_000))

    return _with_sentence(story, chance, slip)


def _synonym(story: Story, chance: Chance) -> Story:
    return _with_sentence(story, chance, lambda one: replace(one, picks=1 - one.picks), "[")


def _count(story: Story, chance: Chance) -> Story:
    by = chance.choice((-7, 1, 10, 100))
    return _with_sentence(story, chance, lambda one: replace(one, count=one.count + by), "{n}")


def _amount(story: Story, chance: Chance) -> Story:
    by = chance.choice((1, 5, 20))
    return _with_sentence(story, chance, lambda one: replace(one, amount=one.amount + by), "{m}")


def _deadline(story: Story, chance: Chance) -> Story:
    by = chance.choice((1, 7, 30, 31))
    return _with_sentence(story, chance, lambda one: replace(one, day=one.day + by), "{d}")


def _numeral(story: Story, chance: Chance) -> Story:
    def other(one: Sentence) -> Sentence:
        return replace(one, numeral=(one.numeral + chance.randint(1, 3)) % 6)

    return _with_sentence(story, chance, other, "{w}")


def _sentence_added(story: Story, chance: Chance) -> Story:
    used = {one.number for block in story.blocks if not block.heading for one in block.sentences}
    free = [at for at in range(len(story.words().sentences)) if at not in used]
    if not free:
        return story
    new = fresh(chance.choice(free), chance)
    at = chance.choice([at for at, block in enumerate(story.blocks) if not block.heading])
    sentences = list(story.blocks[at].sentences)
    if chance.random() < 0.3 and at >= MARKED:
        return _with_block(story, at, story.blocks[at], Block((new,)))
    sentences.insert(chance.randint(0, len(sentences)), new)
    return _with_block(story, at, replace(story.blocks[at], sentences=tuple(sentences)))


def _sentence_removed(story: Story, chance: Chance) -> Story:
    at = chance.choice([at for at, block in enumerate(story.blocks) if not block.heading])
    block = story.blocks[at]
    if len(block.sentences) < 2 or sum(len(b.sentences) for b in story.blocks) < 9:
        return story
    gone = chance.randrange(len(block.sentences))
    kept = (*block.sentences[:gone], *block.sentences[gone + 1 :])
    return _with_block(story, at, replace(block, sentences=kept))


def _email(story: Story, chance: Chance) -> Story:
    if story.email is None:
        return story
    return replace(story, email=f"team{chance.randint(1, 99)}@edited-news.example")


def _author(story: Story, chance: Chance) -> Story:
    return replace(story, author=chance.choice([name for name in AUTHORS if name != story.author]))


def _file(story: Story, chance: Chance) -> Story:
    return replace(story, file=f"call-v{chance.randint(2, 99)}") if story.file else story


def _tag_added(story: Story, chance: Chance) -> Story:
    free = [tag for tag in TAGS if tag not in story.tags]
    return replace(story, tags=(*story.tags, chance.choice(free))) if free else story


def _tag_dropped(story: Story, chance: Chance) -> Story:
    gone = chance.choice(story.tags)
    kept = tuple(tag for tag in story.tags if tag != gone)
    return replace(story, tags=kept) if kept else story


def _title(story: Story, chance: Chance) -> Story:
    if chance.random() < 0.5:
        return replace(story, title=replace(story.title, picks=1 - story.title.picks))
    number = chance.choice([at for at in range(4) if at != story.title.number])
    return replace(story, title=fresh(number, chance))


def _published(story: Story, chance: Chance) -> Story:
    return replace(story, published=story.published - timedelta(days=chance.randint(1, 9)))


def _punctuation(story: Story, chance: Chance) -> Story:
    def other(one: Sentence) -> Sentence:
        return replace(one, dress=chance.choice([way for way in range(4) if way != one.dress]))

    return _with_sentence(story, chance, other)


def _split(story: Story, chance: Chance) -> Story:
    """One paragraph becomes two, or two become one."""
    for at, (one, two) in enumerate(pairwise(story.blocks)):
        if at > MARKED and not one.heading and not two.heading:
            joined = replace(one, sentences=one.sentences + two.sentences)
            return replace(story, blocks=(*story.blocks[:at], joined, *story.blocks[at + 2 :]))
    long = [at for at, one in enumerate(story.blocks) if at > MARKED and len(one.sentences) > 1]
    if not long:
        return story
    at = chance.choice(long)
    block = story.blocks[at]
    parts = (block.sentences[:1], block.sentences[1:])
    return _with_block(story, at, *(replace(block, sentences=part) for part in parts))


def _bold(story: Story, chance: Chance) -> Story:
    at = chance.choice([at for at, block in enumerate(story.blocks) if not block.heading])
    return _with_block(story, at, replace(story.blocks[at], strong=not story.blocks[at].strong))


def _link(story: Story, chance: Chance) -> Story:
    if not story.link or story.email:
        return story
    return replace(story, link=f"{story.link}/{chance.randint(1, 99)}")


def _picture(story: Story, chance: Chance) -> Story:
    return replace(story, picture=f"room-{chance.randint(1, 999)}") if story.picture else story


def _order(story: Story, chance: Chance) -> Story:
    places = [at for at, block in enumerate(story.blocks) if not block.heading]
    one, two = chance.sample(places, 2)
    blocks = list(story.blocks)
    blocks[one], blocks[two] = blocks[two], blocks[one]
    # What hangs on a place (a link, an address) would move too.
    fixed = replace(story, blocks=tuple(blocks))
    return fixed if not (story.link or story.email or story.file) else story


def _retagged(story: Story, chance: Chance) -> Story:
    """The same tags in another order."""
    return replace(story, tags=tuple(chance.sample(story.tags, len(story.tags))))


EDITS = (
    Edit("typo", "wording", _typo),
    Edit("synonym", "wording", _synonym),
    Edit("figure", "substantive", _count),
    Edit("amount", "substantive", _amount),
    Edit("deadline", "substantive", _deadline),
    Edit("numeral", "substantive", _numeral),
    Edit("sentence added", "substantive", _sentence_added),
    Edit("sentence removed", "substantive", _sentence_removed),
    Edit("e-mail address", "substantive", _email),
    Edit("author", "substantive", _author),
    Edit("file", "substantive", _file),
    Edit("tag added", "tags", _tag_added),
    Edit("tag dropped", "tags", _tag_dropped),
    Edit("title", "title", _title),
    Edit("publication date", "date", _published),
    Edit("punctuation", "cosmetic", _punctuation),
    Edit("paragraphs", "cosmetic", _split),
    Edit("bold", "cosmetic", _bold),
    Edit("link", "cosmetic", _link),
    Edit("picture", "cosmetic", _picture),
    Edit("order of paragraphs", "cosmetic", _order),
    Edit("order of tags", "", _retagged),
)


def noise(look: Look, chance: Chance) -> Look:
    """Another look of the same article: what boilerplate does between two visits."""
    return replace(
        look,
        token=chance.randrange(1_000_000),
        banner=chance.random() < 0.3,
        script=chance.random() < 0.5,
        sidebar_first=chance.random() < 0.3,
        attributes=chance.random() < 0.4,
        tracked=chance.random() < 0.4,
        modified=chance.randrange(20),
    )
