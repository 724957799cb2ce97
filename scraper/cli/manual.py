"""How the help of a verb is laid out: like a page of the manual, options in groups, what the
exit codes mean, and what else to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import click

from archive.errors import UsageError

#: Titles of groups of options -> their names as parameters; other options come first.
_GROUPS: dict[str, frozenset[str]] = {
    "Which articles": frozenset(
        "site tag apart label author language since until dated without undated state".split()
    ),
    "As it stood before": frozenset({"as_of", "reading"}),
    "Limits and manners": frozenset(
        {"max_pages", "max_time", "delay", "contact", "allow_loopback", "wait"}
    ),
    "What is said": frozenset({"log_file", "log_dir", "verbose", "quiet"}),
    "Everywhere": frozenset({"as_json", "archive", "config"}),
}
#: Fewer options than these stand in one list.
_MANY = 9

#: What exit codes mean where a verb says nothing else.
_WORTH_A_LOOK = "finished, with something worth a look"
_NOTHING = "nothing found"
_BUSY = "another run holds the archive"


@dataclass(frozen=True, slots=True)
class Page:
    """What the help of a verb says beside its text and its options."""

    see: tuple[str, ...]  #: verbs that go with it
    exits: Mapping[int, str] = field(default_factory=dict)  #: beyond 0, 2 and 3


_RUN = {1: _WORTH_A_LOOK, 75: _BUSY, 130: "interrupted; what was read is kept"}
PAGES: dict[str, Page] = {
    "demo": Page(("crawl", "search", "serve"), _RUN),
    "crawl": Page(("refresh", "status", "sites", "schedule"), _RUN),
    "refresh": Page(("crawl", "schedule", "history"), _RUN),
    "ingest": Page(("crawl", "show", "sites"), {1: "some files could not be read", 75: _BUSY}),
    "sites": Page(("crawl", "removed", "status")),
    "reread": Page(
        ("removed", "history", "edit"), {1: "readings differ and were not applied", 75: _BUSY}
    ),
    "edit": Page(("explain", "reread", "history"), {1: "no such article", 75: _BUSY}),
    "search": Page(("show", "tags", "export", "query"), {1: _NOTHING}),
    "show": Page(("explain", "history", "removed"), {1: "no such article"}),
    "history": Page(("diff", "show"), {1: "no such article"}),
    "diff": Page(("history", "show"), {1: "nothing differs, or no such article"}),
    "explain": Page(("show", "edit", "history"), {1: "no such article"}),
    "removed": Page(("show", "reread", "sites"), {1: "nothing was taken out"}),
    "tags": Page(("search", "query"), {1: _NOTHING}),
    "query": Page(("search", "tags", "serve"), {1: "no row"}),
    "export": Page(("search", "backup", "check"), {1: _NOTHING}),
    "report": Page(("serve", "query", "export")),
    "serve": Page(("report", "search", "query")),
    "status": Page(("quarantine", "check", "report")),
    "schedule": Page(("refresh", "status")),
    "quarantine": Page(("status", "sites", "reread"), {1: "some pages stay held", 75: _BUSY}),
    "check": Page(("backup", "status"), {1: "something is damaged or leaked"}),
    "backup": Page(("check", "export")),
    "erase": Page(("backup", "removed"), {1: _NOTHING, 75: _BUSY}),
    "completion": Page(("search", "tags")),
}


class _Paged(click.Command):
    """A command whose help ends with exit codes and further verbs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, in groups where there are many."""
        records = [
            (parameter.name, record)
            for parameter in self.get_params(ctx)
            if (record := parameter.get_help_record(ctx)) is not None
        ]
        titles = {name: title for title, names in _GROUPS.items() for name in names}
        groups: dict[str, list[tuple[str, str]]] = {"Options": []}
        groups |= {title: [] for title in _GROUPS} if len(records) >= _MANY else {}
        for name, record in records:
            title = titles.get(str(name), "Options")
            groups[title if title in groups else "Options"].append(record)
        for title, rows in groups.items():
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Exit codes that mean something of their own, and further verbs."""
        page = PAGES.get(_verb_of(ctx))
        if page is None:
            super().format_epilog(ctx, formatter)
            return
        if page.exits:
            with formatter.section("Exit codes"):
                codes = {0: "fine", **page.exits, 2: "wrong usage or config", 3: "failed"}
                formatter.write_dl([(str(code), codes[code]) for code in sorted(codes)])
        with formatter.section("See also"):
            formatter.write_text(", ".join(f"clusternews {verb}" for verb in page.see))


class Verb(_Paged):
    """A verb of the command line."""


class VerbGroup(_Paged, click.Group):
    """A verb that has verbs of its own."""

    command_class = Verb

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and then the verbs."""
        _Paged.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the words begin with; raises UsageError with the nearest ones."""
        name = args[0]
        unknown = self.get_command(ctx, name) is None and not name.startswith("-")
        if unknown and not ctx.resilient_parsing:
            raise no_such_verb(name, self.list_commands(ctx), ctx.command_path)
        return super().resolve_command(ctx, args)


class ListGroup(VerbGroup):
    """A group whose ``list`` may be left out: ``sites --json`` is ``sites list --json``.

    With ``takes_words`` a word that is none of its verbs is one for ``list``, too.
    """

    def __init__(self, *values: Any, takes_words: bool = False, **named: Any) -> None:
        super().__init__(*values, **named)
        self._takes_words = takes_words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the ``list`` in that was left out."""
        if not args and ctx.resilient_parsing:
            return super().parse_args(ctx, args)  # a shell asks which verbs there are
        first = args[0] if args else "-"
        is_word = self._takes_words and first not in self.commands
        if first not in ctx.help_option_names and (first.startswith("-") or is_word):
            args = ["list", *args]
        return super().parse_args(ctx, args)


def no_such_verb(name: str, known: list[str], path: str) -> UsageError:
    """What is said of a verb that is not there."""
    import difflib

    near = difflib.get_close_matches(name, known, n=2, cutoff=0.5)
    meant = " or ".join(f"`{path} {one}`" for one in near)
    listed = f"`{path} --help` lists all"
    return UsageError(
        f"{path} has no verb {name!r}",
        hint=f"did you mean {meant}? {listed}" if near else listed,
    )


def _verb_of(ctx: click.Context) -> str:
    """The name of the verb right below the program, also for verbs below it."""
    while ctx.parent is not None and ctx.parent.parent is not None:
        ctx = ctx.parent
    return ctx.info_name or ""
