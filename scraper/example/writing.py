"""Puts the sentence material together: one story from one number, the same every time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from scraper.example import banners, days, mail, names, subjects
from scraper.example.phrases import KINDS, Phrases
from scraper.example.phrases_de import GERMAN
from scraper.example.phrases_en import ENGLISH
from scraper.example.phrases_fr import FRENCH
from scraper.example.story import (
    Anchor,
    Attached,
    Block,
    Figure,
    Heading,
    Items,
    Mail,
    Paragraph,
    Quote,
    Story,
    Table,
    plain_blocks,
)

PHRASES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}
FIRST_DAY = datetime(2014, 2, 3, tzinfo=UTC)
LAST_DAY = datetime(2026, 10, 1, tzinfo=UTC)
_KIND_TAG = {
    "call": "SME support",
    "event": "Internationalisation",
    "study": "Cluster policy",
    "partnership": "Cluster Cooperation",
    "result": "value chains",
    "portrait": "Cluster Cooperation",
    "training": "Skills",
}
_KIND_LABEL = {
    "call": "Open call",
    "event": "Event",
    "study": "Expert",
    "partnership": "Community",
    "result": "EU",
    "portrait": "Community",
    "training": "Training",
}
_POLICY_TAGS = (
    "Smart Specialisation", "Internationalisation", "value chains", "Öko-Innovation",
    "Cluster policy", "smart specialization",
)  # fmt: skip
_SECTIONS = {
    "drupal7": ("news", "news", "news", "content", "community-news", "profile-articles"),
    "drupal7_stock": ("news",),
    "drupal10": ("news", "news", "community-news", "content", "content", "achievements"),
}
_STOP_WORDS = frozenset(
    ("a", "an", "and", "at", "for", "from", "how", "in", "of", "on", "the", "to", "with")
)
_LETTERS = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ß": "ss", "æ": "ae", "’": " "})


def compose(number: int, total: int, seed: int) -> Story:
    """Story ``number`` of ``total``, the oldest first."""
    rng = Random(f"{seed}-{number}")
    published = FIRST_DAY + (LAST_DAY - FIRST_DAY) * (number + rng.random()) / total
    published = published.replace(hour=rng.randint(7, 16), second=0, microsecond=0)
    language = rng.choices(("en", "de", "fr"), (68, 16, 16))[0]
    theme = _theme(published.year, rng)
    return _Author(rng, language, published).story(number, theme)


def slug(title: str) -> str:
    """The last part of a path, as Drupal derives it: no stop words, 80 characters at most."""
    plain = unicodedata.normalize("NFKD", title.translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    kept = ""
    for word in (word for word in words if word not in _STOP_WORDS):
        if len(kept) + 1 + len(word) > 80:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept


def _theme(year: int, rng: Random) -> str:
    if year >= 2021:
        return "drupal10"
    shares = (75, 15, 10) if year < 2017 else (55, 45, 0)
    return rng.choices(("drupal7", "drupal7_stock", "drupal10"), shares)[0]


class _Author:
    """Chooses what one story is about and writes it."""

    def __init__(self, rng: Random, language: str, published: datetime) -> None:
        self.rng = rng
        self.language = language
        self.published = published
        self.phrases: Phrases = PHRASES[language]
        self.kind = rng.choice(KINDS)
        weights = [subjects.fashion(cluster.topic, published.year) for cluster in names.CLUSTERS]
        self.cluster = rng.choices(names.CLUSTERS, weights)[0]
        self.person = rng.choice(names.PEOPLE)
        self.days: dict[str, tuple[str, ...]] = {}
        self.slots = self._slots()

    def story(self, number: int, theme: str) -> Story:
        """The whole story."""
        rng, phrases = self.rng, self.phrases
        title = self._fill(rng.choice(phrases.titles[self.kind]))
        opening = self._fill(rng.choice(phrases.openings[self.kind]))
        body = self._body(opening, title)
        section = rng.choice(_SECTIONS[theme])
        subtitle = self._fill(rng.choice(phrases.subtitles)) if rng.random() < 0.15 else None
        return Story(
            number=number,
            node=(200_000 if theme == "drupal10" else 100) + 7 * number,
            theme=theme,
            section=section,
            slug=slug(title),
            language=self.language,
            title=title,
            subtitle=None if theme == "drupal7_stock" else subtitle,
            described=theme == "drupal10" or (theme == "drupal7" and rng.random() < 0.3),
            teaser=opening,
            author=self._account(theme),
            organisation=self.cluster.name,
            published=self.published,
            changed=self.published + timedelta(hours=rng.randint(1, 300)),
            labels=self._labels(section),
            tags=self._tags(),
            body=body,
            attached=self._attached(title) if rng.random() < 0.12 else (),
            event_dates=self._named_days(body),
            banner=banners.choose(theme, number),
            debug=theme == "drupal10" and number % 3 == 0,
        )

    def _slots(self) -> dict[str, str]:
        rng, language = self.rng, self.language
        place = names.PLACES[self.cluster.place]
        others = [other for other in names.CLUSTERS if other != self.cluster]
        million = f"{rng.randint(4, 98) / 10:.1f}"
        return {
            "cluster": self.cluster.name,
            "other": rng.choice(others).name,
            "region": place.region[language],
            "city": place.city[language],
            "topic": subjects.TOPICS[self.cluster.topic].name[language],
            "project": rng.choice(names.PROJECTS),
            "person": self.person,
            "role": rng.choice(self.phrases.roles),
            "n": str(rng.randint(40, 390)),
            "smes": str(rng.randint(12, 260)),
            "million": million if language == "en" else million.replace(".", ","),
            "partners": str(rng.randint(3, 14)),
            "months": str(rng.choice((6, 9, 12, 18, 24, 30, 36))),
            **self._day_slots(),
        }

    def _day_slots(self) -> dict[str, str]:
        rng, language, today = self.rng, self.language, self.published.date()
        numeric = rng.random() < 0.4
        printed = {
            "date": days.one_day(_near(today, rng, -20, 40), language, numeric=numeric),
            "days": days.some_days(_near(today, rng, -25, 60), rng, language),
            "deadline": days.one_day(_near(today, rng, 30, 120), language, numeric=numeric),
        }
        self.days = {each.text: each.named for each in printed.values()}
        return {slot: each.text for slot, each in printed.items()}

    def _fill(self, sentence: str) -> str:
        return sentence.format_map(self.slots)

    def _body(self, opening: str, title: str) -> tuple[Block, ...]:
        rng, phrases = self.rng, self.phrases
        general = rng.sample(phrases.general, 5)
        topical = rng.sample(phrases.topics[self.cluster.topic], 1)
        follow_up = rng.choice(phrases.follow_ups[self.kind])
        blocks: list[Block] = [
            self._paragraph(opening),
            self._paragraph(f"{follow_up} {general[0]}"),
            *self._extras(title),
            self._paragraph(f"{topical[0]} {general[1]} {general[2]}"),
        ]
        if rng.random() < 0.5:
            blocks += [Heading(rng.choice(phrases.headings)), self._paragraph(general[3])]
        if rng.random() < 0.35:
            blocks.append(self._items())
        if rng.random() < 0.2:
            rows = rng.sample(phrases.table, 3)
            blocks.append(Table(tuple((name, self._fill(value)) for name, value in rows)))
        if rng.random() < 0.3:
            blocks.append(self._source())
        if rng.random() < 0.45:
            blocks.append(self._contact())
        return tuple(blocks)

    def _extras(self, title: str) -> list[Block]:
        rng = self.rng
        blocks: list[Block] = []
        if rng.random() < 0.35:
            caption = self._fill(rng.choice(self.phrases.captions))
            alt = rng.choice((caption, "0727 - photo 1600x600_v4", ""))
            lead = rng.random() < 0.5
            path = f"/sites/default/files/images/{slug(title)}.png"
            blocks.append(Figure(path, alt, None if lead else caption, lead))
        if rng.random() < 0.2:
            blocks.append(Quote(self._fill(rng.choice(self.phrases.quotes))))
        return blocks

    def _paragraph(self, sentences: str) -> Paragraph:
        return Paragraph((self._fill(sentences),))

    def _items(self) -> Items:
        entries = self.rng.sample(self.phrases.items, self.rng.randint(3, 5))
        return Items(tuple(map(self._fill, entries)), ordered=self.rng.random() < 0.3)

    def _source(self) -> Paragraph:
        before, words, after = self.rng.choice(self.phrases.sources).split("|")
        page = self.rng.choice(("report.html?utm_source=eccp&x=1", "news?id=7", "?fbclid=Iw1"))
        href = f"https://www.{slug(self.cluster.name)}.example/{page}"
        return Paragraph((self._fill(before), Anchor(self._fill(words), href), self._fill(after)))

    def _contact(self) -> Paragraph:
        hiding = self.rng.choice(tuple(mail.HIDINGS))
        address = f"{slug(self.person).replace('-', '.')}@{slug(self.cluster.name)}.example"
        before = self._fill(self.rng.choice(self.phrases.contacts))
        return Paragraph((f"{before} ", Mail(address, self.person, hiding)))

    def _attached(self, title: str) -> tuple[Attached, ...]:
        size = self.rng.choice(("1.44 MB", "314.3 KB", "87.05 KB", "2.1 MB"))
        name = f"{slug(title)[:40].rstrip('-')}.pdf"
        return (Attached(f"/sites/default/files/news_attachments/{name}", name, size),)

    def _named_days(self, body: Sequence[Block]) -> tuple[str, ...]:
        whole = "\n".join(text for block in body for text in plain_blocks(block))
        # "9 June" does not stand in "19 June".
        printed = (form for form in self.days if re.search(rf"(?<!\d){re.escape(form)}", whole))
        return tuple(sorted({day for form in printed for day in self.days[form]}))

    def _account(self, theme: str) -> str | None:
        if theme == "drupal10" and self.published.year < 2019:
            return None
        return self.rng.choice((*names.PEOPLE[:6], *names.LONG_NAMES, names.TEAM, names.TEAM))

    def _labels(self, section: str) -> tuple[str, ...]:
        first = "Community News" if section == "community-news" else _KIND_LABEL[self.kind]
        more = [label for label in ("Special", "EU", "Expert") if self.rng.random() < 0.25]
        return tuple(dict.fromkeys((first, *more)))

    def _tags(self) -> tuple[subjects.Term, ...]:
        labels = [subjects.TOPICS[self.cluster.topic].tag, _KIND_TAG[self.kind]]
        labels += self.rng.choices(_POLICY_TAGS, (6, 4, 4, 3, 3, 1), k=self.rng.randint(0, 3))
        return tuple(subjects.TERMS[label] for label in dict.fromkeys(labels))


def _near(day: date, rng: Random, earliest: int, latest: int) -> date:
    return day + timedelta(days=rng.randint(earliest, latest))
