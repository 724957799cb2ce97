"""A made-up platform of any size: visits as a crawl would save them, from a seed.

Words follow Zipf's law in five pseudo-languages; texts are 4-8 KB, pages about 70 KB with a
menu, a consent banner and a footer that every page of the site repeats. Three words stand
in a known share of the articles (:data:`TERMS`). The same number gives the same article.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from itertools import accumulate, islice
from random import Random

from archive.records import (
    Article,
    Attachment,
    CapturedPage,
    Contact,
    Crumb,
    Evidence,
    Form,
    FoundLink,
    Image,
    Label,
    Link,
    PageKind,
    PageState,
    Person,
    Problem,
    Related,
    RemovedBlock,
    SeenBlock,
    Tag,
    Visit,
)

#: Planted words, and the share of the articles that has them.
TERMS = {"hydrogen": 0.01, "energy": 0.10, "cluster": 0.40}
#: Share of the articles by platform.
SITES = {"alpha": 0.7, "beta": 0.2, "gamma": 0.1}
#: How many tags each platform has.
TAGS = {"alpha": 500, "beta": 200, "gamma": 100}
LANGUAGES = {"en": 0.6, "de": 0.14, "fr": 0.12, "es": 0.08, "it": 0.06}
LABELS = ("News", "Open call", "Event", "Success story", "Interview", "Special")
#: Of a hundred articles, so many change once after they were first seen, and so many twice.
CHANGED_ONCE, CHANGED_TWICE = 8, 2
#: The day of the first visit, and the years that the dates of publication go back.
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
YEARS = 12

_WORDS = 30_000
_STREAM = 1_000_000
_PEOPLE = 2_000
_SYLLABLES = {
    "en": "ing the con re men ta per stra tion al er ed is un or able ness ly co de",
    "de": "ung keit ver be ge er an aus ein schaft lich isch ent zu über mit stell land kraft ö",
    "fr": "tion que é le ment eau oir ré pro dé sur con ville é né gie re mar ché ouv",
    "es": "ción ado que en de la mien to es pro re ía ño cul tur an do ar los par",
    "it": "zione are il lo men te gli per pro con ri svi lup po in no va zio ne à",
}
_FIELDS = (
    "title subtitle summary authors published_at modified_at language declared_language section "
    "labels tags breadcrumbs body_text images links attachments contacts related event_dates "
    "canonical_url source_id template"
).split()
_METHODS = ("site-rule", "json-ld", "meta", "byline", "detected", "absent")


class Synthetic:
    """The visits of a crawl through ``articles`` articles."""

    def __init__(self, articles: int, seed: int = 4) -> None:
        self.articles = articles
        self._seed = seed
        rng = Random(seed)
        self._streams = {code: _Stream(rng, code) for code in LANGUAGES}
        self._people = [_name(rng, self._streams["en"]) for _ in range(_PEOPLE)]
        self._tags = {site: _tags(rng, self._streams["en"], TAGS[site]) for site in SITES}
        self._furniture = {site: _Furniture(rng, site, self._streams["en"]) for site in SITES}

    def visits(self, first: int = 0, last: int | None = None) -> Iterator[Visit]:
        """First visits of the articles ``first`` to before ``last``, later ones in between."""
        for number in range(first, self.articles if last is None else last):
            yield self.visit(number)
            for edition in range(1, self.editions(number)):
                yield self.visit(number, edition)

    def editions(self, number: int) -> int:
        """How many different texts an article has had."""
        draw = Random(f"{self._seed}:{number}:editions").randrange(100)
        return 1 + (draw < CHANGED_ONCE + CHANGED_TWICE) + (draw < CHANGED_TWICE)

    def site_of(self, number: int) -> str:
        """The platform of an article."""
        return _choice(Random(f"{self._seed}:{number}:site"), SITES)

    def url(self, number: int) -> str:
        """Canonical address of an article."""
        return f"https://{self.site_of(number)}.example.eu/news/article-{number}"

    def lean(self, first: int = 0, last: int | None = None) -> Iterator[Visit]:
        """As :meth:`visits`, with a page of a few bytes and without what its furniture adds."""
        for visit in self.visits(first, last):
            assert visit.capture is not None
            page = f"<h1>{visit.url} {visit.visited_at}</h1>".encode()
            capture = _capture(visit.url, page, visit.visited_at)
            yield replace(visit, capture=capture, removed=(), blocks=(), links=())

    def visit(self, number: int, edition: int = 0) -> Visit:
        """The visit of an article; each ``edition`` after 0 says something else."""
        url, site = self.url(number), self.site_of(number)
        rng = Random(f"{self._seed}:{number}")
        article, blocks = self._article(rng, number, url, site)
        for step in range(1, edition + 1):
            article = _edited(article, step)
        seen_at = (FIRST_DAY + timedelta(seconds=number, days=30 * edition)).isoformat()
        furniture = self._furniture[site]
        body = furniture.page(article, blocks, rng).encode()
        return Visit(
            url=url,
            site=site,
            visited_at=seen_at,
            kind=PageKind.ARTICLE,
            state=PageState.FETCHED,
            capture=_capture(url, body, seen_at),
            article=article,
            problems=(Problem("image_without_alt", "An image has no alt text.", field="images"),)
            if rng.random() < 0.3
            else (),
            removed=furniture.removed,
            blocks=furniture.blocks + _own_blocks(blocks),
            links=furniture.links + _teased(article, site),
        )

    def _article(
        self, rng: Random, number: int, url: str, site: str
    ) -> tuple[Article, tuple[str, ...]]:
        language = _choice(rng, LANGUAGES)
        stream = self._streams[language]
        planted = [word for word, share in TERMS.items() if rng.random() < share]
        title = " ".join(stream.some(rng, rng.randint(5, 11))).capitalize()
        blocks = _blocks(rng, stream, planted)
        if planted and rng.random() < 0.2:
            title = f"{title} {planted[0]}"
        day = date(FIRST_DAY.year, 1, 1) - timedelta(days=1 + rng.randrange(YEARS * 365))
        published = None if rng.random() < 0.04 else f"{day}T{rng.randrange(24):02}:30:00+00:00"
        tags = tuple(
            dict.fromkeys(_frequent(rng, self._tags[site]) for _ in range(rng.randint(3, 5)))
        )
        people = [self._people[int(rng.random() ** 2 * _PEOPLE)] for _ in range(rng.randint(1, 2))]
        article = Article(
            url=url,
            site=site,
            title=title,
            subtitle=None,
            summary=" ".join(stream.some(rng, 25)),
            body_text="\n\n".join(blocks),
            body_html="\n".join(f"<p>{block}</p>" for block in blocks),
            authors=tuple(Person(name, f"by {name}") for name in dict.fromkeys(people)),
            published_at=published,
            event_dates=(str(day + timedelta(days=20)),),
            language=language,
            declared_language=language,
            labels=(Label(LABELS[int(rng.random() ** 2 * len(LABELS))]),),
            tags=tags,
            breadcrumbs=(Crumb("Home", "/"), Crumb("News", "/news"), Crumb(title)),
            images=(Image(f"https://{site}.example.eu/i/{number}.jpg", title, None),),
            links=tuple(_link(rng, stream) for _ in range(rng.randint(2, 8))),
            attachments=(Attachment(f"{url}.pdf", "Agenda", "application/pdf", "1 MB"),)
            if rng.random() < 0.2
            else (),
            contacts=(Contact(f"desk{number % 500}@example.eu", people[0]),),
            related=tuple(
                Related(f"Another {other}", f"/news/article-{other}")
                for other in (rng.randrange(self.articles), rng.randrange(self.articles))
            ),
            canonical_url=url,
            source_id=f"node/{number}",
            template="drupal10",
            extractor="synthetic 1",
        )
        return replace(article, evidence=_evidence(article)), blocks


class _Furniture:
    """What every page of a site repeats."""

    def __init__(self, rng: Random, site: str, stream: _Stream) -> None:
        menu = [" ".join(stream.some(rng, 3)).title() for _ in range(60)]
        footer = [" ".join(stream.some(rng, 12)) for _ in range(30)]
        banner = [" ".join(stream.some(rng, 20)) for _ in range(6)]
        base = f"https://{site}.example.eu"
        self._head = "".join(
            f'<link rel="stylesheet" href="{base}/css/{_token(rng)}.css">' for _ in range(60)
        )
        self._menu = "".join(
            f'<li class="menu-item menu-item--level-2"><a href="/section/{place}" '
            f'data-drupal-link-system-path="node/{place}" class="nav-link">{text}</a></li>'
            for place, text in enumerate(menu)
        )
        self._banner = "".join(f"<p class='cookie'>{text}</p>" for text in banner) * 2
        self._footer = "".join(f"<div class='footer'><p>{text}</p></div>" for text in footer) * 2
        self._settings = ",".join(f'"{_token(rng)}":"{_token(rng)}"' for _ in range(350))
        self.removed = (
            *(RemovedBlock("consent:banner", text, "div#banner > p") for text in banner),
            RemovedBlock("navigation:nav", " ".join(menu), "nav#menu"),
        )
        self.links = tuple(
            FoundLink(url=f"{base}/section/{place}", title=text) for place, text in enumerate(menu)
        )
        self.blocks = tuple(
            SeenBlock(_key(f"{site} {text}"), _key(kind) & 0x7FFFFFFF, kind, text[:200])
            for kind, texts in (("ul.menu > li > a", menu), ("div.footer > p", footer))
            for text in texts
        )

    def page(self, article: Article, blocks: tuple[str, ...], rng: Random) -> str:
        """The HTML of an article's page; some of it is new at every visit."""
        changing = "".join(f'<input name="{_token(rng)}" value="{_token(rng)}">' for _ in range(60))
        text = "".join(f'<p class="field__item">{escape(block)}</p>\n' for block in blocks)
        facts = "".join(
            f'<a class="tag" href="{escape(tag.path or "")}">{escape(tag.label)}</a>'
            for tag in article.tags
        )
        teasers = "".join(
            f'<article class="teaser"><h3><a href="{one.path}">{one.title}</a></h3></article>'
            for one in article.related
        )
        return (
            f'<!DOCTYPE html><html lang="{article.language}"><head><meta charset="utf-8">'
            f"<title>{escape(article.title)}</title>{self._head}"
            f"<script>var settings={{{self._settings}}}</script></head><body>"
            f"<div id='banner'>{self._banner}</div><nav><ul>{self._menu}</ul></nav>"
            f"<main><h1>{escape(article.title)}</h1>{facts}{text}{teasers}</main>"
            f"<nav class='mobile'><ul>{self._menu}</ul></nav>{changing}"
            f"<footer>{self._footer}<ul>{self._menu}</ul></footer></body></html>"
        )


class _Stream:
    """Many words of a language, each as often as Zipf's law has it.

    Of each place only the draw is kept; which word it means is looked up when it is read.
    """

    def __init__(self, rng: Random, language: str) -> None:
        syllables = _SYLLABLES[language].split()
        draw, count = rng.random, len(syllables)
        drawn = (
            "".join([syllables[int(draw() * count)] for _ in range(1 + int(draw() * 4))])
            for _ in range(_WORDS * 3)
        )
        self._words = list(dict.fromkeys(drawn))[:_WORDS]
        self._until = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._words))))
        self._draws = array("d", islice(iter(rng.random, None), _STREAM))

    def some(self, rng: Random, count: int) -> list[str]:
        """So many words that stand together somewhere in it."""
        start = rng.randrange(_STREAM - count)
        return [self.word(place) for place in range(start, start + count)]

    def word(self, place: int) -> str:
        """The word at a place, before :data:`_STREAM`."""
        drawn = self._draws[place] * self._until[-1]
        return self._words[bisect(self._until, drawn, 0, len(self._words) - 1)]


def _blocks(rng: Random, stream: _Stream, planted: list[str]) -> tuple[str, ...]:
    """Paragraphs of 4-8 KB in all, with the planted words in one or more of them."""
    size, blocks = rng.randint(4000, 8000), []
    while size > 0:
        sentences = [stream.some(rng, rng.randint(8, 24)) for _ in range(rng.randint(2, 5))]
        block = " ".join(" ".join(words).capitalize() + "." for words in sentences)
        blocks.append(block)
        size -= len(block)
    for word in planted:
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(blocks))
            blocks[place] = f"{blocks[place][:-1]} {word}."
    return tuple(blocks)


def _edited(article: Article, step: int) -> Article:
    """The article after the platform has changed something in it."""
    added = f"Update {step}: the deadline was moved by {step} days."
    return replace(
        article,
        body_text=f"{article.body_text}\n\n{added}",
        body_html=f"{article.body_html}\n<p>{added}</p>",
    )


def _evidence(article: Article) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            field=name,
            method=_METHODS[place % len(_METHODS)],
            place=f"div.field--{name} > span",
            raw=str(getattr(article, name))[:60] if place % len(_METHODS) != 5 else None,
            confidence=0.9 if place % len(_METHODS) != 5 else None,
        )
        for place, name in enumerate(_FIELDS)
    )


def _own_blocks(blocks: tuple[str, ...]) -> tuple[SeenBlock, ...]:
    place, kind = _key("main > p") & 0x7FFFFFFF, "main > p"
    return tuple(SeenBlock(_key(text), place, kind, text[:200]) for text in blocks)


def _teased(article: Article, site: str) -> tuple[FoundLink, ...]:
    return tuple(
        FoundLink(
            url=f"https://{site}.example.eu{one.path}", kind=PageKind.ARTICLE, title=one.title
        )
        for one in article.related
    )


def _capture(url: str, body: bytes, at: str) -> CapturedPage:
    return CapturedPage(
        url=url,
        body=body,
        form=Form.HTTP,
        captured_at=at,
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{len(body)}"')),
        encoding="utf-8",
        encoding_source="header",
        digest=hashlib.sha256(body).hexdigest(),
        media_type="text/html",
    )


def _link(rng: Random, stream: _Stream) -> Link:
    return Link(
        f"https://partner{rng.randrange(900)}.example.org/{_token(rng)}",
        stream.word(rng.randrange(999)),
    )


def _tags(rng: Random, stream: _Stream, count: int) -> list[Tag]:
    labels = [f"{' '.join(stream.some(rng, 2))} {place}" for place in range(count)]
    slugs = [label.replace(" ", "-") for label in labels]
    return [Tag(label, slug, f"/tags/{slug}") for label, slug in zip(labels, slugs, strict=True)]


def _frequent(rng: Random, tags: list[Tag]) -> Tag:
    """The first ones some ten times as often as the last."""
    return tags[int(len(tags) * rng.random() ** 1.5)]


def _choice(rng: Random, shares: dict[str, float]) -> str:
    return rng.choices(list(shares), list(shares.values()))[0]


def _name(rng: Random, stream: _Stream) -> str:
    return " ".join(word.capitalize() for word in stream.some(rng, 2)) + f" {_token(rng)[:3]}"


def _token(rng: Random) -> str:
    return f"{rng.getrandbits(64):016x}"


def _key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6]) & ((1 << 47) - 1)
