"""The options that verbs share, and the config they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from scraper.cli import completing
from scraper.cli.chosen import chosen

if TYPE_CHECKING:
    import sqlite3

    from scraper.config import Config

Command = TypeVar("Command", bound=Callable[..., Any])

archive_option = click.option(
    "--archive",
    metavar="PATH",
    default=None,
    shell_complete=completing.files,
    help="The archive; else CLUSTERNEWS_ARCHIVE, else clusternews.toml, else ./news.db.",
)
config_option = click.option(
    "--config",
    metavar="FILE",
    default=None,
    shell_complete=completing.files,
    help="The config file; else CLUSTERNEWS_CONFIG, else ./clusternews.toml.",
)
apart_option = click.option(
    "--apart", is_flag=True, help="Keep tags apart that the config file joins."
)
_AS_OF, _READING = "clusternews.as_of", "clusternews.reading"
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was said before the verb; a verb's own flags win over it."""

    archive: str | None = None
    config: str | None = None


def load(ctx: click.Context, archive: str | None, config: str | None = None) -> Config:
    """The config of this command: flags over environment over file over defaults."""
    outer = ctx.obj if isinstance(ctx.obj, Settings) else Settings()
    return chosen(archive or outer.archive, config or outer.config)


def shared_options(command: Command) -> Command:
    """Add what almost every verb takes: ``--json``, ``--archive``, ``--config``."""
    return json_option(archive_option(config_option(command)))


def as_of_options(command: Command) -> Command:
    """Add ``--as-of`` and ``--reading``, which :func:`go_back` acts on."""
    for option in reversed(_AS_OF_OPTIONS):
        command = option(command)
    return command


def go_back(ctx: click.Context, connection: sqlite3.Connection) -> str:
    """Make a reading connection answer as of the day that ``--as-of`` names, if it names one.

    Returns that in words, and nothing if it names none. Raises UsageError for what is no
    date, and NothingFound where no article was known yet.
    """
    when, knowledge = ctx.meta.get(_AS_OF), ctx.meta.get(_READING)
    if when is None:
        if knowledge is not None:
            raise click.UsageError("--reading goes with --as-of DATE", ctx)
        return ""
    from archive.as_of import as_of
    from scraper.cli.output import say

    # Functions that answer for a connection also keep it open until it is closed.
    ctx.call_on_close(connection.close)
    moment = as_of(connection, when, knowledge or "today")
    words = f"as of {moment}" + (", as held then" if knowledge == "then" else "")
    say(words)
    return words


def _keep(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    """Keeps an option's value for :func:`go_back`, so that verbs need not hand it on."""

    def callback(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        ctx.meta[name] = value

    return callback


_AS_OF_OPTIONS = (
    click.option(
        "--as-of",
        metavar="DATE",
        expose_value=False,
        callback=_keep(_AS_OF),
        help="The archive as it stood at the end of this year, month, day or time (UTC).",
    ),
    click.option(
        "--reading",
        type=click.Choice(["today", "then"]),
        expose_value=False,
        callback=_keep(_READING),
        help="With --as-of: what the site said, as read today (default), or what the archive "
        "held then.",
    ),
)


def asked_words(words: Sequence[str]) -> str:
    """The words of a search: one quoted for the shell ("smart specialisation") is a phrase."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def filters(command: Command) -> Command:
    """Add the options that narrow articles, the same for every verb that lists them.

    The verb gets the tags that the config file joins with the one asked for as ``twins``.
    """

    @wraps(command)
    def with_twins(*arguments: Any, apart: bool, **options: Any) -> Any:
        if options["tag"] and not apart:
            options["twins"] = _twins(options["tag"], options.get("config"))
        return command(*arguments, **options)

    for option in reversed(_FILTERS):
        with_twins = option(with_twins)
    return cast("Command", with_twins)


def _twins(tags: str | Sequence[str], config: str | None) -> dict[str, tuple[str, ...]]:
    from archive.selection import several
    from archive.twins import spellings

    joined = load(click.get_current_context(), None, config).tags
    return {tag: spellings(tag, joined) for tag in several(tags)}


_FILTERS = (
    click.option(
        "--site",
        metavar="NAME",
        multiple=True,
        help="Only articles of this platform, or of one.",
        shell_complete=completing.kept_sites,
    ),
    click.option(
        "--tag",
        metavar="TAG",
        multiple=True,
        help="Only articles with this tag, or with all.",
        shell_complete=completing.tags,
    ),
    apart_option,
    click.option(
        "--label",
        metavar="LABEL",
        multiple=True,
        help="Only articles with this label, or all.",
        shell_complete=completing.labels,
    ),
    click.option(
        "--author",
        metavar="NAME",
        multiple=True,
        help='Only articles by this author, or all: part of a name, or "all of it".',
    ),
    click.option(
        "--language",
        metavar="CODE",
        multiple=True,
        help="Only articles in this language (en, de ...), or in one of several.",
        shell_complete=completing.languages,
    ),
    click.option("--since", metavar="DATE", help="Published on this day or later (2023-04-05)."),
    click.option("--until", metavar="DATE", help="Published on this day or earlier."),
    click.option(
        "--dated",
        metavar="METHOD",
        multiple=True,
        help="Only articles whose date is known like this (json-ld, meta, url, hand, absent ...), "
        "or in one of several ways.",
    ),
    click.option(
        "--without",
        metavar="FIELD",
        multiple=True,
        help="Only articles that have no author, dated, label, language or tag.",
    ),
    click.option("--no-date", "undated", is_flag=True, help="Only articles without a date."),
    click.option(
        "--state",
        type=click.Choice(["live", "gone"]),
        help="Only articles that the platform still shows, or no longer shows.",
    ),
)
