"""The markup of the consent products, filled with the words of a banner.

The shapes are those that the products' own scripts and modules write: ids, classes, roles
and nesting as their documentation and their pages show them; the words are the challenge's.
A head line gives the classes that the product puts on ``html`` or ``body``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.consent_challenge.texts import COOKIES, VENDORS, Banner

FILE = Path(__file__).with_name("products.html")
_LOOP = re.compile(r"\{#(\w+)\}(.*?)\{/\1\}", re.DOTALL)
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Product:
    """How one product writes a banner."""

    name: str
    template: str
    html_class: str
    body_class: str

    def markup(self, banner: Banner) -> str:
        """The product's elements with the words of ``banner``."""
        rows = {
            "categories": [{"name": n, "description": d} for n, d in banner.categories],
            "vendors": [{"vendor": name} for name in VENDORS],
            "cookies": [{"cookie": name, "vendor": vendor} for name, vendor in COOKIES],
        }
        whole = _LOOP.sub(
            lambda m: "".join(_filled(m[2], row) for row in rows[m[1]]), self.template
        )
        return _filled(whole, _fields(banner))


@cache
def products() -> tuple[Product, ...]:
    """All products, in the order of the file."""
    return tuple(_read(FILE.read_text(encoding="utf-8").splitlines()))


def _read(lines: list[str]) -> Iterator[Product]:
    for head, template in zip(lines[::2], lines[1::2], strict=True):
        name, _, classes = head.removeprefix("=== ").partition(" |")
        where, _, value = classes.strip().partition(": ")
        of_html, of_body = (value if where == tag else "" for tag in ("html", "body"))
        yield Product(name, template, of_html, of_body)


def _fields(banner: Banner) -> Mapping[str, str]:
    named = ("heading", "accept", "reject", "settings", "save", "more", "policy")
    fields = {name: getattr(banner, name) for name in named}
    return {**fields, "lang": banner.language, "text": " ".join(banner.sentences)} | {
        "paragraphs": "\0".join(banner.sentences)
    }


def _filled(template: str, fields: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        text = html.escape(fields.get(match[1], match[0]))
        return (
            "".join(f"<p>{p}</p>" for p in text.split("\0")) if match[1] == "paragraphs" else text
        )

    return _FIELD.sub(value, template)
