"""Templates, and how values stand in them: everything from a page is text, always escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from archive.search import MARK_BEGIN, MARK_END
from archive.times import ago
from scraper.web import asked

TEMPLATES = Path(__file__).with_name("templates")
STATIC = Path(__file__).with_name("static")

#: No letter of any text, and not allowed in HTML: C0 and C1 controls but TAB, LF and CR.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_NAME = re.compile("`([^`]+)`")
_DAY, _MINUTE = 10, 16


@cache
def environment() -> Environment:
    """The templates of our own pages."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    furnish(made)
    return made


def furnish(made: Environment) -> None:
    """Give an environment what all our templates use."""
    made.filters |= {
        "clean": clean,
        "day": day,
        "href": href,
        "minute": minute,
        "number": number,
        "passage": passage,
        "prose": prose,
        "since": since,
    }
    made.globals |= {
        "address": asked.address,
        "article_path": asked.article_path,
        "question_path": asked.question_path,
        "run_path": asked.run_path,
        "search_path": asked.search_path,
        "site_path": asked.site_path,
        "tag_path": asked.tag_path,
    }


def render(template: str, values: Mapping[str, Any]) -> str:
    """The template filled with the values."""
    return environment().get_template(template).render(values)


def clean(text: object) -> str:
    """Text as HTML may hold it: a control character becomes ``\\x1b``, and can be seen."""
    return _CONTROLS.sub(lambda match: f"\\x{ord(match[0]):02x}", str(text))


def passage(snippet: str) -> Markup:
    """A passage that a search found, its words marked."""
    safe = str(escape(clean(snippet)))
    # Of marks that a page itself holds, a lone one would leave the element open.
    opened = 0
    parts = []
    for piece in re.split(f"([{MARK_BEGIN}{MARK_END}])", safe):
        if piece == MARK_BEGIN:
            parts.append("" if opened else "<mark>")
            opened = 1
        elif piece == MARK_END:
            parts.append("</mark>" if opened else "")
            opened = 0
        else:
            parts.append(piece)
    return Markup("".join(parts) + ("</mark>" if opened else ""))


def prose(text: str) -> Markup:
    """Words of ours, in which backticks stand around names."""
    return Markup(_NAME.sub(r"<code>\1</code>", str(escape(clean(text)))))


def number(value: float | None) -> str:
    """A count with its thousands apart; nothing for None."""
    return "" if value is None else f"{value:,}"


def day(value: str | None) -> str:
    """The date of a time, as exact as it is known: a year, a month or a day."""
    return (value or "")[:_DAY]


def minute(value: str | None) -> str:
    """A time to the minute, in the zone it is stored in (UTC for all that a run does)."""
    return (value or "")[:_MINUTE].replace("T", " ")


def since(value: str | None) -> str:
    """How long ago that was: ``3 days ago``; nothing for what is no time."""
    try:
        return ago(value or "")
    except ValueError:
        return ""


def href(url: str | None) -> str | None:
    """An address that may be a link, else None: only http and https with a host are."""
    try:
        parts = urlsplit(url or "")
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return url if is_web and not _CONTROLS.search(url or "") else None
