"""An article as its editors have it: what it says, without how the page looks."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from tests.edited_articles.languages import LANGUAGES, Language

BASE = "https://www.edited-news.example"
AUTHORS = ("Jana Keller", "Marek Nowak", "Lucia Ferri", "Eleni Pappas", "Tom Baker")
TAGS = ("water", "energy", "textiles", "photonics", "recycling", "coast", "funding", "skills")
#: The block in which the e-mail address and the link stand: the second paragraph.
MARKED = 2
_CHOICE = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_FIRST_DAY = date(2026, 9, 1)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a language's list, with what its editor put in."""

    number: int  #: which of the language's sentences
    picks: int = 0  #: 0 or 1: which of the words of one meaning
    count: int = 0
    amount: int = 0
    day: int = 0  #: days after a fixed first day
    numeral: int = 0
    typo: int = -1  #: seed of a slip of the pen; -1: none
    dress: int = 0  #: 0 plain, else a way to punctuate

    def text(self, language: Language, among: tuple[str, ...]) -> str:
        """As it is printed."""
        said = _CHOICE.sub(lambda found: found[1 + self.picks], among[self.number])
        if self.typo >= 0:
            said = _slip(said, self.typo)
        day = _FIRST_DAY + timedelta(days=self.day)
        written = language.day.format(
            day=day.day, month=language.months[day.month - 1], year=day.year
        )
        numeral = language.numerals[self.numeral % len(language.numerals)]
        said = said.format(n=self.count, m=self.amount, d=written, w=numeral)
        return _dressed(said, self.dress)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a heading (one sentence of the list of headings)."""

    sentences: tuple[Sentence, ...]
    heading: bool = False
    strong: bool = False  #: its first word is set in bold


@dataclass(frozen=True, slots=True)
class Story:
    """One state of an article."""

    url: str
    language: str
    title: Sentence
    published: date
    author: str
    tags: tuple[str, ...]
    blocks: tuple[Block, ...]
    email: str | None
    file: str | None  #: where the last words of the first paragraph lead
    picture: str | None
    link: str | None  #: where the last words of the second paragraph lead
    gone: bool = False

    def words(self) -> Language:
        """The language it is written in."""
        return LANGUAGES[self.language]

    def title_text(self) -> str:
        """The title as it is printed."""
        return self.title.text(self.words(), self.words().titles)

    def block_texts(self) -> list[str]:
        """The blocks of the body as they are printed."""
        words = self.words()
        texts = [
            " ".join(
                one.text(words, words.headings if block.heading else words.sentences)
                for one in block.sentences
            )
            for block in self.blocks
        ]
        if self.email:
            texts[MARKED] += f" ({self.email})"
        return texts

    def content(self) -> dict[str, Any]:
        """What must be read from its page."""
        return {
            "title": self.title_text(),
            "published": self.published.isoformat(),
            "authors": [self.author],
            "tags": sorted(self.tags),
            "body_text": "\n\n".join(self.block_texts()),
        }


def new_story(number: int, seed: int) -> Story:
    """The article as it was first published."""
    chance = random.Random(f"{seed}-{number}")
    code = list(LANGUAGES)[number % len(LANGUAGES)]
    language = LANGUAGES[code]
    every = [fresh(one, chance) for one in range(len(language.sentences))]
    chance.shuffle(every)
    cuts = (0, 3, 5, 8, 8 + chance.randint(3, 4))
    blocks = [Block(tuple(every[a:b])) for a, b in pairwise(cuts)]
    headings = chance.sample(range(len(language.headings)), 2)
    for at, heading in zip((1, 3), headings, strict=True):
        blocks.insert(at, Block((Sentence(heading),), heading=True))
    return Story(
        url=f"{BASE}/{code}/news/{1000 + number}-{chance.choice(TAGS)}",
        language=code,
        title=replace(fresh(chance.randrange(4), chance), picks=0),
        published=date(2026, 1, 1) + timedelta(days=chance.randrange(50)),
        author=chance.choice(AUTHORS),
        tags=tuple(chance.sample(TAGS, 3)),
        blocks=tuple(blocks),
        email="office@edited-news.example" if chance.random() < 0.4 else None,
        file=f"call-{number}" if chance.random() < 0.4 else None,
        picture=f"hall-{number}" if chance.random() < 0.5 else None,
        link=f"https://partner.example/p/{number}" if chance.random() < 0.6 else None,
    )


def fresh(number: int, chance: random.Random) -> Sentence:
    """A sentence with values of its own."""
    return Sentence(
        number,
        picks=chance.randrange(2),
        count=chance.randint(12, 980),
        amount=chance.randint(2, 90),
        day=chance.randrange(120),
        numeral=chance.randrange(6),
    )


def _slip(said: str, seed: int) -> str:
    """Two letters within a longer word change places; words in braces are left alone."""
    chance = random.Random(seed)
    places = [
        found.start() + at
        for found in re.finditer(r"(?<![\w{])[^\W\d_]{6,}(?![\w}])", said)
        for at in range(1, len(found[0]) - 2)
        if found[0][at] != found[0][at + 1]
    ]
    at = chance.choice(places)
    return said[:at] + said[at + 1] + said[at] + said[at + 2 :]


def _dressed(said: str, dress: int) -> str:
    if dress == 1:
        return said.rstrip(".") + "!"
    if dress == 2:
        first, _, rest = said.partition(" ")
        return f"«{first}» {rest}"
    if dress == 3:
        head, _, last = said.rpartition(" ")
        return f"{head} – {last}"
    return said
