"""Words that a shell may put in for what is typed: names that the archive and the config know.

Nothing is ever said here, however wrong the archive or the config may be: what a shell does
between two keys must not write over the line.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import TYPE_CHECKING

import click

from archive.errors import ClusternewsError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from scraper.config import Config

#: A name and what it means.
Name = tuple[str, str]
#: What ``shell_complete`` of a parameter is.
Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]

#: So many words are offered at most.
MOST = 200
#: Names that need no quotes in any shell; others are not offered.
_PLAIN = re.compile(r"[\w./@%+][\w./@%+-]*")

_TAGS = "SELECT DISTINCT slug, label FROM tags ORDER BY slug"
_LABELS = "SELECT DISTINCT label, '' FROM labels ORDER BY label"
_LANGUAGES = "SELECT DISTINCT language, '' FROM articles WHERE language IS NOT NULL ORDER BY 1"
_SITES = "SELECT name, title FROM sites ORDER BY name"


def _offering(names_of: Callable[[Config], Iterable[Name]]) -> Completer:
    """Offers those of the names that begin as the word does, whatever their case."""

    def complete(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from scraper.cli.output import line

        try:
            names = dict(names_of(_config(ctx)))
        except (ClusternewsError, sqlite3.Error, OSError, ValueError):
            return []
        fitting = [
            CompletionItem(name, help=line(meaning))
            for name, meaning in names.items()
            if name.casefold().startswith(begun.casefold()) and _PLAIN.fullmatch(name)
        ]
        return fitting[:MOST]

    return complete


def _config(ctx: click.Context) -> Config:
    """The config that the words typed so far lead to."""
    from scraper.cli.chosen import chosen

    said: dict[str, str | None] = {"archive": None, "config": None}
    at: click.Context | None = ctx
    while at is not None:
        said = {name: said[name] or at.params.get(name) for name in said}
        at = at.parent
    return chosen(said["archive"], said["config"])


def _asked(sql: str) -> Callable[[Config], list[Name]]:
    def names(config: Config) -> list[Name]:
        from archive.opening import open_reading

        with closing(open_reading(config.archive)) as connection:
            return [(str(name), str(meaning)) for name, meaning in connection.execute(sql)]

    return names


def _platforms(config: Config) -> list[Name]:
    """Platforms of the config and those bundled, then those of the archive."""
    names = [(name, site.title) for name, site in config.sites.items()]
    try:
        return names + _asked(_SITES)(config)
    except (ClusternewsError, sqlite3.Error):
        return names  # a first crawl has no archive yet


def _questions(_: Config) -> list[Name]:
    from archive.questions import questions

    return [(name, question.about) for name, question in questions().items()]


def _fields(_: Config) -> list[Name]:
    from archive.content import FIELD_NAMES, SHOWN_AS

    return [(SHOWN_AS.get(name, name), "") for name in FIELD_NAMES]


#: Platforms of the archive, and those that could be crawled.
kept_sites = _offering(_asked(_SITES))
all_sites = _offering(_platforms)
tags = _offering(_asked(_TAGS))
labels = _offering(_asked(_LABELS))
languages = _offering(_asked(_LANGUAGES))
questions_by_name = _offering(_questions)
fields = _offering(_fields)


def files(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Leaves it to the shell, which knows the files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type="file")]
