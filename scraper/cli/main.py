"""The command ``clusternews``: its verbs, and what becomes of errors.

Each verb lives in a module of its own that is imported when the verb is called, so
that a question to the archive does not wait for the crawler's imports.
"""

from __future__ import annotations

import importlib
import io
import logging
import sqlite3
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from archive.errors import ClusternewsError
from scraper import __version__
from scraper.cli.manual import VerbGroup
from scraper.cli.output import say_error
from scraper.cli.settings import Settings, archive_option, config_option

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: Verb -> (section of the help, one line). The module of a verb is ``scraper.cli.<verb>``.
VERBS: dict[str, tuple[str, str]] = {
    "demo": ("Collect", "Crawl the bundled example platform and show what one can do with it."),
    "crawl": ("Collect", "Visit listings, feeds and sitemaps, and keep new articles."),
    "refresh": ("Collect", "Visit again what is due, and find what is new."),
    "ingest": ("Collect", "Read saved or printed pages into the archive."),
    "sites": ("Collect", "The platforms known, and what the rules make of one page."),
    "reread": ("Collect", "Read what is kept again, by the rules of today."),
    "edit": ("Collect", "Correct a value by hand, with the reason."),
    "search": ("Ask", "Find articles by their words."),
    "show": ("Ask", "One article with everything known about it."),
    "history": ("Ask", "The changes of an article: since when its page said what."),
    "diff": ("Ask", "Words removed from an article and added to it."),
    "explain": ("Ask", "How the value of one field is known, and what it was before."),
    "removed": ("Ask", "What was taken out of pages, and what was put back."),
    "tags": ("Ask", "The tags, their trends and neighbours, and what became of them."),
    "query": ("Ask", "Put a question, by name or in SQL, read-only."),
    "export": ("Ask", "Write articles in six formats, or as a package to cite."),
    "report": ("Ask", "One page over the articles, to mail, print or show."),
    "serve": ("Ask", "The archive in a browser, read-only."),
    "status": ("Look after", "Runs, sites, and problems worth a look."),
    "schedule": ("Look after", "Print a crontab line or systemd units; install nothing."),
    "quarantine": ("Look after", "Pages that do not fit their site: list, accept, read again."),
    "check": ("Look after", "Verify that the archive is whole."),
    "backup": ("Look after", "A whole copy of the archive, also while a crawl writes to it."),
    "erase": ("Look after", "Take a page or a person out, for good."),
    "completion": ("Look after", "Print the script that completes verbs and names in a shell."),
}


class _ReaderGone(Exception):
    """Nobody reads our output any more."""


class Verbs(VerbGroup):
    """A group that imports a verb when it is called, and lists verbs in sections."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of the verb; None for an unknown verb."""
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(f"scraper.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; click itself would make a failure of a reader that went away."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ReaderGone from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The verbs that begin so, without importing any of them."""
        from click.shell_completion import CompletionItem

        fitting = [verb for verb in VERBS if verb.startswith(incomplete)]
        return [CompletionItem(verb, help=VERBS[verb][1]) for verb in fitting] + (
            click.Command.shell_complete(self, ctx, incomplete)
        )

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs under their section titles, without importing any of them."""
        for section in dict.fromkeys(section for section, _ in VERBS.values()):
            with formatter.section(section):
                formatter.write_dl(
                    [(verb, line) for verb, (under, line) in VERBS.items() if under == section]
                )


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Results go to standard output, everything else to standard error. "
    "Exit codes: 0 fine, 1 worth a look or nothing found, 2 wrong usage or config, "
    "3 failed, 75 another run holds the archive, 130 interrupted.",
)
@click.version_option(__version__, prog_name="clusternews")
@archive_option
@config_option
@click.pass_context
def cli(ctx: click.Context, archive: str | None, config: str | None) -> None:
    """An archive of cluster-platform news: crawl, strip, extract, keep, search."""
    ctx.obj = Settings(archive=archive, config=config)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with the exit code of the outcome."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; user errors become messages."""
    logging.captureWarnings(True)
    _never_fail_on_a_letter()
    try:
        result = cli.main(args=arguments, prog_name="clusternews", standalone_mode=False)
        sys.stdout.flush()
    except ClusternewsError as error:
        say_error(str(error), error.hint)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say_error("interrupted")
        return 130
    except (_ReaderGone, BrokenPipeError):
        return _pipe_closed()
    except sqlite3.DatabaseError as error:
        say_error(f"the archive cannot be read: {error}", "`clusternews check` says what is left")
        return 3
    return result if isinstance(result, int) else 0


def _never_fail_on_a_letter() -> None:
    """A terminal or file that does not take all of Unicode gets ``\\u2026`` for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(errors="backslashreplace")


def _pipe_closed() -> int:
    """The reader of our output went away (``| head``): end quietly, as ``cat`` does."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
