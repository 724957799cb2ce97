"""The cases of the challenge, and what must come out of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from random import Random
from typing import Any

from archive.records import Form, PageKind, Visit
from scraper.capture import capture
from scraper.read import read
from scraper.site import site_for_url
from tests.consent_challenge.pages import rendered_page, static_page
from tests.consent_challenge.prints import copied_print, sheets_print
from tests.consent_challenge.products import Product, products
from tests.consent_challenge.texts import KINDS, LANGUAGES, Banner, Story, banner_in, story_in

URL = "https://www.example.org/news/an-article"
FORMS = ("static", "rendered", "printed")
_WHEN = "2026-01-02T03:04:05+00:00"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Case:
    """One page, and its truth."""

    product: Product
    form: str
    language: str
    kind: str
    seen: bool | None = None  #: whose lines the banner is made of; see ``banner_in``

    @property
    def name(self) -> str:
        return f"{self.product.name} / {self.form} / {self.language} / {self.kind}"

    def made(self) -> tuple[str, Story, Banner]:
        """The page, its article and its banner; always the same for the same case."""
        random = Random(f"{self.name} {self.seen}")
        story = story_in(self.language, self.kind, random)
        banner = banner_in(self.language, random, seen=self.seen)
        printed = random.choice((copied_print, sheets_print))
        make = {"static": static_page, "rendered": rendered_page, "printed": printed}[self.form]
        return make(story, banner, self.product, random), story, banner

    def visit(self) -> Visit:
        page = self.made()[0]
        form = Form.PRINT if self.form == "printed" else Form.HTTP
        status = None if form is Form.PRINT else 200
        site = site_for_url(URL)
        captured = capture(
            URL, page.encode(), form=form, captured_at=_WHEN, status=status, site=site
        )
        return read(captured, site, url=URL, expected=PageKind.ARTICLE)

    def faults(self) -> list[str]:
        """What is wrong with what was read; empty if all is right."""
        _, story, banner = self.made()
        visit = self.visit()
        if visit.article is None:
            return [f"no article: {visit.state} {visit.reason}"]
        found = [] if visit.kind is PageKind.ARTICLE else [f"is {visit.kind}"]
        if visit.article.title != story.title:
            found.append(f"title {visit.article.title!r}")
        found += self.differences(story, visit.article.body_text)
        texts = [_folded(text) for text in _texts(visit.article)]
        own = _folded(" ".join((story.title, *story.blocks)))
        for words in banner.words:
            if (told := _folded(words)) not in own and any(told in text for text in texts):
                found.append(f"leak {words!r}")
        return found

    def differences(self, story: Story, text: str) -> list[str]:
        """How a text differs from the article's.

        Where the lines of a print end with a sentence, nothing tells whether its paragraph
        goes on: there every character counts, but not how they are parted into paragraphs.
        """
        blocks = text.split("\n\n")
        if self.form == "printed" and " ".join(blocks) == " ".join(story.blocks):
            return []
        lost = [f"lost {block!r}" for block in story.blocks if block not in blocks]
        return lost + [f"left over {block!r}" for block in blocks if block not in story.blocks]


def cases(seen: bool | None = None) -> Iterator[Case]:
    """Every product in every form, language and kind."""
    for product in products():
        for form in FORMS:
            for language in LANGUAGES:
                yield from (Case(product, form, language, kind, seen) for kind in KINDS)


def sample(size: int) -> list[Case]:
    """So many cases, spread over products, forms, languages and kinds alike."""
    every = products()
    return [
        Case(
            every[n % len(every)],
            FORMS[n % len(FORMS)],
            LANGUAGES[(n * 7 + n // len(every)) % len(LANGUAGES)],
            KINDS[(n + n // 12) % len(KINDS)],
            n % 2 == 0,
        )
        for n in range(size)
    ]


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record, evidence left out: that may say what was not chosen."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name != "evidence":
                yield from _texts(getattr(value, each.name))
