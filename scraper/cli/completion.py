"""``clusternews completion``: what a shell needs to complete verbs, flags and names."""

from __future__ import annotations

import os
from pathlib import Path

import click

from archive.errors import UsageError
from scraper.cli.manual import Verb
from scraper.cli.typeset import hint

#: Shell -> where its script goes, and the line that does it.
SHELLS = {
    "bash": 'in ~/.bashrc: eval "$(clusternews completion bash)"',
    "zsh": 'in ~/.zshrc, after compinit: eval "$(clusternews completion zsh)"',
    "fish": "clusternews completion fish > ~/.config/fish/completions/clusternews.fish",
}


@click.command(cls=Verb)
@click.argument("shell", type=click.Choice(list(SHELLS)), required=False)
def command(shell: str | None) -> None:
    """Print the script that lets a shell complete verbs, flags, and names of the archive.

    Completed are verbs, flags and their values, platforms, tags, labels, languages, fields and
    the questions that have a name. Names come from the archive that the words typed so far
    mean; nothing is changed, and nothing is said if it cannot be read. Without SHELL the one
    that SHELL in the environment names is meant.

    \b
    Examples:
      clusternews completion bash
      clusternews completion fish
    """
    from click.shell_completion import get_completion_class

    from scraper.cli.main import cli

    chosen = shell or Path(os.environ.get("SHELL", "")).name
    kind = get_completion_class(chosen)
    if kind is None or chosen not in SHELLS:
        raise UsageError(
            f"there is no completion for the shell {chosen!r}", hint=" or ".join(SHELLS)
        )
    click.echo(kind(cli, {}, "clusternews", "_CLUSTERNEWS_COMPLETE").source())
    hint(SHELLS[chosen])
