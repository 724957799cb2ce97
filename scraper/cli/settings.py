"""The options that verbs share, and the config they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from scraper.config import Config

Command = TypeVar("Command", bound=Callable[..., Any])

archive_option = click.option(
    "--archive",
    metavar="PATH",
    default=None,
    help="The archive; else CLUSTERNEWS_ARCHIVE, else clusternews.toml, else ./news.db.",
)
config_option = click.option(
    "--config",
    metavar="FILE",
    default=None,
    help="The config file; else CLUSTERNEWS_CONFIG, else ./clusternews.toml.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was said before the verb; a verb's own flags win over it."""

    archive: str | None = None
    config: str | None = None


def load(ctx: click.Context, archive: str | None, config: str | None = None) -> Config:
    """The config of this command: flags over environment over file over defaults."""
    from dataclasses import replace

    from scraper.config import load_config

    outer = ctx.obj if isinstance(ctx.obj, Settings) else Settings()
    file = config or outer.config
    loaded = load_config(Path(file) if file else None)
    chosen = archive or outer.archive
    return replace(loaded, archive=Path(chosen)) if chosen else loaded


def shared_options(command: Command) -> Command:
    """Add what almost every verb takes: ``--json``, ``--archive``, ``--config``."""
    return json_option(archive_option(config_option(command)))


def filters(command: Command) -> Command:
    """Add the options that narrow articles, the same for every verb that lists them."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


_FILTERS = (
    click.option("--site", metavar="NAME", help="Only articles of this platform."),
    click.option("--tag", metavar="TAG", help="Only articles with this tag (slug or label)."),
    click.option("--label", metavar="LABEL", help="Only articles with this label."),
    click.option("--author", metavar="NAME", help="Only articles by this author."),
    click.option("--language", metavar="CODE", help="Only articles in this language (en, de ...)."),
    click.option("--since", metavar="DATE", help="Published on this day or later (2023-04-05)."),
    click.option("--until", metavar="DATE", help="Published on this day or earlier."),
)
