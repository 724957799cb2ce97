"""Taking what was erased out of the content of an article, and out of a visit to be saved.

The same rules serve both, so that a page read again has the content that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from html import unescape
from typing import Any

from archive.content import Content, content_digest, content_of, stored_fields
from archive.erase_bodies import texts_of
from archive.erase_words import MARK, holds, may_hold, redacted, without, words_of
from archive.records import (
    Article,
    Attachment,
    Contact,
    Crumb,
    Image,
    Label,
    Link,
    Person,
    Related,
    Tag,
    Visit,
)
from archive.tombstones import Tombstones

#: An address in a text: absolute, or a quoted one of the same site.
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>\\]+|(?<=[\"'=])/[^\s\"'<>\\]*")
_AFTER_ADDRESS = ".,;:!?)]}"
#: A title of fewer words is too common to be looked for in texts.
FEWEST_WORDS = 4
#: Lists of a content: its key, the field of an article, the record, what an item consists of.
_LISTS: tuple[tuple[str, str, type, str], ...] = (
    ("people", "authors", Person, "name"),
    ("labels", "labels", Label, "label"),
    ("tags", "tags", Tag, "label"),
    ("breadcrumbs", "breadcrumbs", Crumb, "label"),
    ("images", "images", Image, "url"),
    ("links", "links", Link, "url"),
    ("attachments", "attachments", Attachment, "url"),
    ("contacts", "contacts", Contact, "email"),
    ("related", "related", Related, "title"),
)
_ADDRESSES = ("url", "email")
#: Words of a vocabulary: one that names a person cannot be kept in part.
_WHOLE = ("tags", "labels")
#: Lists whose items lead somewhere: key, field of the address, field of the text.
_LEADING = (
    ("links", "url", "text"),
    ("related", "path", "title"),
    ("breadcrumbs", "path", "label"),
)
_PLAIN = ("title", "subtitle", "summary", "section", "body_text", "body_html", "canonical_url")


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a visit may be saved."""

    visit: Visit
    body_erased: bool = False  #: its bytes must not be kept


class Redaction:
    """What some tombstones take out of texts."""

    def __init__(self, tombstones: Tombstones, phrases: Iterable[list[str]] = ()) -> None:
        self._tombstones = tombstones
        self._sought = tombstones.sought
        self._phrases = [phrase for phrase in phrases if len(phrase) >= FEWEST_WORDS]

    def text(self, text: str, base: str = "", phrases: Iterable[list[str]] = ()) -> str:
        """The text without it; the same object if it is not in it."""
        if self._tombstones.has_people:
            text = redacted(text, self._sought)
        if self._may_lead(text):
            text = self._without_addresses(text, base)
        for phrase in (*self._phrases, *phrases):
            text = without(text, phrase)
        return text

    def is_in(self, text: str, base: str = "") -> bool:
        """True if it is in the text."""
        if self._tombstones.has_people and holds(text, self._sought):
            return True
        if self._may_lead(text) and any(self._erased_addresses(text, base)):
            return True
        return any(without(text, phrase) is not text for phrase in self._phrases)

    def may_be_in(self, content: Content) -> bool:
        """False only if it is not in the content: quicker than to look at every field."""
        texts = (stored_fields(content), content["body_text"], content["body_html"] or "")
        if self._tombstones.has_people and any(may_hold(text, self._sought) for text in texts):
            return True
        hints = self._tombstones.page_hints
        return self._tombstones.has_pages and (
            hints is None or any(hint in text for text in texts for hint in hints)
        )

    def refuses(self, url: str | None) -> bool:
        """True for an address that was erased, or that spells out an erased person."""
        if not url:
            return False
        if self._tombstones.is_erased(url):
            return True
        return self._tombstones.has_people and holds(url, self._sought)

    def content(self, content: Content) -> Content:
        """The content without it; the same object if it is not in it."""
        if not self._tombstones:
            return content
        base = str(content["url"])
        new = dict(content)
        phrases = self._drop_leading(new, base)
        for name in _PLAIN:
            if new[name]:
                new[name] = self.text(new[name], base, phrases)
        for key, _, _, main in _LISTS:
            new[key] = self._items(new[key], main, key in _WHOLE, (base, phrases))
        return content if new == content else new

    def visit(self, visit: Visit) -> Kept | None:
        """What may be saved of a visit; None if nothing may."""
        article, capture = visit.article, visit.capture
        places = [visit.url, visit.redirected_to, capture.url if capture else None]
        places += [article.url, _declared(article)] if article else []
        if any(map(self.refuses, places)):
            return None
        if capture and self._tombstones.is_erased_body(capture.digest):
            return None
        phrases: list[list[str]] = []
        if article is not None:
            content = content_of(article)
            if self._tombstones.is_erased_content(visit.site, content_digest(content)):
                return None
            phrases = self._drop_leading(dict(content), visit.url)
            article = self._article(article, content)
        links = tuple(link for link in visit.links if not self.refuses(link.url))
        dropped = (words_of(link.title or "") for link in visit.links if link not in links)
        phrases += [phrase for phrase in dropped if len(phrase) >= FEWEST_WORDS]
        rest = self._records(replace(visit, article=None, capture=None, links=links), phrases)
        new = replace(rest, article=article, capture=capture)
        return self._with_capture(visit, new)

    def json(self, value: Any) -> Any:
        """A plain object without it; entries of lists that consist of it are dropped."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            pairs = [(item, self.json(item)) for item in value]
            return [new for old, new in pairs if new != MARK or old == MARK]
        if isinstance(value, dict):
            return {key: self.json(item) for key, item in value.items()}
        return value

    def _with_capture(self, visit: Visit, new: Visit) -> Kept:
        capture = visit.capture
        if capture is None:
            return Kept(new)
        headers = tuple((name, self.text(value)) for name, value in capture.headers)
        erased = new != visit or headers != capture.headers
        erased = erased or any(
            self.is_in(text, capture.url) for text in texts_of(capture.body, [capture.encoding])
        )
        if headers != capture.headers:
            new = replace(new, capture=replace(capture, headers=headers))
        return Kept(new, erased)

    def _article(self, article: Article, content: Content) -> Article:
        phrases = self._drop_leading(dict(content), article.url)
        evidence = self._records(article.evidence, phrases)
        new = self.content(content)
        if new is content:
            return article if evidence == article.evidence else replace(article, evidence=evidence)
        values: dict[str, Any] = {name: new[name] for name in _PLAIN}
        for key, name, record, _ in _LISTS:
            values[name] = tuple(record(**item) for item in new[key])
        return replace(article, evidence=evidence, **values)

    def _records(self, value: Any, phrases: list[list[str]]) -> Any:
        """The same record or records, each text in them redacted."""
        if type(value) is str:
            return self.text(value, "", phrases)
        if isinstance(value, tuple):
            return tuple(self._records(item, phrases) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            names = [one.name for one in fields(value)]
            pairs = {name: getattr(value, name) for name in names}
            return replace(value, **{n: self._records(one, phrases) for n, one in pairs.items()})
        return value

    def _drop_leading(self, content: Content, base: str) -> list[list[str]]:
        """Drops the entries that lead to an erased page; the words of their texts."""
        if not self._tombstones.has_pages:
            return []
        phrases = []
        for key, place, text in _LEADING:
            is_erased = self._tombstones.is_erased
            away = [item for item in content[key] if is_erased(item[place], base)]
            if away:
                content[key] = [item for item in content[key] if item not in away]
                phrases += [words_of(item[text]) for item in away]
        return [phrase for phrase in phrases if len(phrase) >= FEWEST_WORDS]

    def _items(
        self,
        items: list[dict[str, Any]],
        main: str,
        whole: bool,
        where: tuple[str, list[list[str]]],
    ) -> list[dict[str, Any]]:
        kept = []
        for item in items:
            new = {
                key: self.text(value, *where) if type(value) is str else value
                for key, value in item.items()
            }
            if new[main] == item[main] or not (whole or _is_all_erased(main, new[main])):
                kept.append(new)
        return kept

    def _may_lead(self, text: str) -> bool:
        """True if an address of an erased page may stand in the text."""
        if not self._tombstones.has_pages or "/" not in text:
            return False
        hints = self._tombstones.page_hints
        return hints is None or any(hint in text for hint in hints)

    def _without_addresses(self, text: str, base: str) -> str:
        def mark(match: re.Match[str]) -> str:
            url = match[0].rstrip(_AFTER_ADDRESS)
            erased = self._tombstones.is_erased(unescape(url), base)
            return MARK + match[0][len(url) :] if erased else match[0]

        new = _ADDRESS.sub(mark, text)
        return text if new == text else new

    def _erased_addresses(self, text: str, base: str) -> Iterable[bool]:
        is_erased: Callable[[str, str], bool] = self._tombstones.is_erased
        for match in _ADDRESS.finditer(text.replace("\\/", "/")):
            yield is_erased(unescape(match[0].rstrip(_AFTER_ADDRESS)), base)


def _is_all_erased(main: str, value: str) -> bool:
    """True if nothing else was said; of an address, what follows says nothing on its own."""
    if main in _ADDRESSES:
        return value.removeprefix("mailto:").startswith(MARK)
    return value == MARK


def _declared(article: Article) -> str | None:
    """The address a page declares as its own, unless it is a home page: many declare that."""
    url = article.canonical_url
    return url if url and url.partition("://")[2].strip("/").count("/") else None
