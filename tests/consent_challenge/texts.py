"""What banners and articles of the challenge say, put together anew for every page.

The sentences stand in ``languages/``, written for this challenge and for nothing else: of
each part a banner can have, every even line is there to be looked at while rules are made,
every odd one is kept for the proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
KINDS = ("short", "long", "about cookies", "shorter than the banner")
TOWNS = (
    *("Aalborg", "Brno", "Cork", "Dresden", "Évora", "Faro", "Gdynia", "Hasselt", "Iași"),
    *("Jūrmala", "Košice", "Lublin", "Maribor", "Nantes", "Oulu", "Plovdiv", "Quimper", "Rijeka"),
    *("Szeged", "Tartu", "Utrecht", "Vilnius", "Wexford", "Zadar"),
)
VENDORS = ("Aquila Media BV", "Bright Harbor Ads", "Cobalt Metrics", "Delta-Reach GmbH", "Ermis 24")
COOKIES = (("_ga_x7", "Cobalt Metrics"), ("consent_state", "example.org"), ("sid_b", "Ermis 24"))


@dataclass(frozen=True)
class Banner:
    """The words of one banner."""

    language: str
    heading: str
    sentences: tuple[str, ...]
    accept: str
    reject: str
    settings: str
    save: str
    more: str
    policy: str
    categories: tuple[tuple[str, str], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every text of the banner: none may be left in any field."""
        named = (self.heading, *self.sentences, self.accept, self.reject, self.settings)
        return (*named, self.save, self.more, self.policy, *sum(self.categories, ()))


@dataclass(frozen=True)
class Story:
    """An article: what must be read, to the letter."""

    language: str
    title: str
    blocks: tuple[str, ...]


@cache
def lines_of(language: str) -> dict[str, tuple[str, ...]]:
    """Part -> its lines."""
    found: dict[str, list[str]] = {}
    part = ""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = line[1:-1]
        elif line:
            found.setdefault(part, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def banner_in(language: str, random: Random, *, seen: bool | None = None) -> Banner:
    """A banner of lines drawn by ``random``.

    ``seen`` True: of those that were looked at; False: of the others; None: of all.
    """
    lines = lines_of(language)

    def drawn(part: str) -> str:
        every = lines[part]
        some = every if seen is None else every[not seen :: 2]
        return random.choice(some).replace("{n}", str(random.randint(12, 900)))

    parts = ["use", "why", "agree", "choice"]
    if random.random() < 0.3:
        parts.remove("why")
    categories = tuple(_pair(line) for line in lines["category"])
    return Banner(
        language=language,
        heading=drawn("heading"),
        sentences=tuple(drawn(part) for part in parts),
        accept=drawn("accept"),
        reject=drawn("reject"),
        settings=drawn("settings"),
        save=drawn("save"),
        more=drawn("more"),
        policy=drawn("policy"),
        categories=categories if seen is None else categories[not seen :: 2],
    )


def _pair(line: str) -> tuple[str, str]:
    name, _, description = line.partition(" = ")
    return name, description


def story_in(language: str, kind: str, random: Random) -> Story:
    """An article of one of :data:`KINDS`; no two of its paragraphs are alike."""
    lines = lines_of(language)
    about = kind == "about cookies"
    prose = list(lines["cookie_prose" if about else "prose"])
    random.shuffle(prose)
    title = random.choice(lines["cookie_title" if about else "title"])
    if kind == "shorter than the banner":
        blocks = [" ".join(prose[:2])]
    elif kind == "short" or about:
        blocks = [" ".join(prose[at : at + 2]) for at in range(0, len(prose), 2)]
    else:
        others = list(lines["prose"])
        towns = iter(random.sample(TOWNS, len(TOWNS)))
        blocks = []
        for _ in range(4):
            random.shuffle(others)
            told = [_set_in(next(towns), sentence) for sentence in others[:6]]
            blocks += [" ".join(told[at : at + 2]) for at in (0, 2, 4)]
    numbered = (_numbered(block, random) for block in blocks)
    return Story(language, title, tuple(dict.fromkeys(numbered)))


def _set_in(town: str, sentence: str) -> str:
    """The sentence, told of a town: no line of two copies is the same."""
    middle = sentence.index(" ", len(sentence) // 2)
    return f"{town}: {sentence[:middle]} ({town}){sentence[middle:-1]} ({town}){sentence[-1]}"


def _numbered(block: str, random: Random) -> str:
    while "{n}" in block:
        block = block.replace("{n}", str(random.randint(20, 9000)), 1)
    return block
