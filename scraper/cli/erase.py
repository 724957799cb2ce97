"""``clusternews erase``: take a page or a person out of the archive, for good."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.errors import NothingFound, UsageError
from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import print_table

if TYPE_CHECKING:
    from archive.erase_rows import Tally
    from archive.store import Archive

#: Articles that are named before an erasure; the rest is counted.
_NAMED = 20
#: Endings of files beside the archive that may be copies of it, or made from it.
_COPIES = {".db", ".sqlite", ".bak", ".csv", ".jsonl", ".parquet", ".warc", ".gz", ".zip", ".tar"}
_BESIDE = (
    "Backups, exports and packages made before still hold it, and so do copies of the file "
    "elsewhere: look for them yourself."
)


@click.command(cls=Verb)
@click.option("--page", metavar="URL|ID", help="The page to erase, with its article.")
@click.option("--person", metavar="NAME", help="The person to erase, first and family name.")
@click.option("--email", "emails", multiple=True, metavar="ADDRESS", help="Of the person, too.")
@click.option("--why", metavar="TEXT", help="The reason; kept, so name nobody in it.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--list", "as_list", is_flag=True, help="List what was erased, without what it was.")
@click.option("--lift", type=int, metavar="ID", help="Let what was erased be collected again.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    page: str | None,
    person: str | None,
    emails: tuple[str, ...],
    why: str | None,
    dry_run: bool,
    yes: bool,
    as_list: bool,
    lift: int | None,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Erase a page or a person from every row and every byte of the archive.

    A person's name is found in any case, with and without accents, family name first, and in
    markup; of e-mail addresses those of contacts that spell it go too, and what --email gives.
    A keyed digest stays, so that no later run brings it back. Without any of this, an erasure
    that was cut short is finished.

    \b
    Examples:
      clusternews erase --page https://www.example.eu/news/one --why "asked for, letter 12"
      clusternews erase --person "Anna Berg" --email anna@example.org --why "asked for" --dry-run
      clusternews erase --list
    """
    path = load(ctx, archive, config).archive
    if as_list:
        return _list(path, as_json)
    if sum(one is not None for one in (page, person, lift)) > 1:
        raise UsageError("one at a time: --page, --person or --lift")
    if emails and person is None:
        raise UsageError("--email is of a person", hint="add --person NAME")
    if (page or person) and not (why or dry_run):
        raise UsageError("an erasure needs a reason", hint='--why "asked for on 1 March"')

    from archive.lock import hold
    from archive.opening import require_archive_file
    from archive.store import Archive

    require_archive_file(path)
    with hold(path), Archive.open(path) as opened:
        if lift is not None:
            return _lift(opened, lift)
        if page is None and person is None:
            return _finish(opened)
        _confirm_and_erase(opened, _work(page, person, emails, why), dry_run, yes, as_json)
    return 0


def _work(
    page: str | None, person: str | None, emails: tuple[str, ...], why: str | None
) -> Callable[[Archive, bool], Tally]:
    from archive.erase import erase_page, erase_person

    def work(opened: Archive, dry_run: bool) -> Tally:
        if page is not None:
            return erase_page(opened, page, why or "", dry_run=dry_run)
        return erase_person(opened, person or "", emails, why or "", dry_run=dry_run)

    return work


def _confirm_and_erase(
    opened: Archive,
    work: Callable[[Archive, bool], Tally],
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    if not (dry_run or yes):
        if not sys.stdin.isatty():
            raise UsageError("nobody can be asked here", hint="--dry-run, then --yes")
        _report(work(opened, True), as_json=False, done=False)
        click.confirm("Erase all this for good?", abort=True, err=True)
    _report(work(opened, dry_run), as_json=as_json, done=not dry_run)
    if not dry_run:
        say(_BESIDE)
        for copy in _copies(opened.path):
            say(f"  perhaps {copy}")


def _report(tally: Tally, *, as_json: bool, done: bool) -> None:
    if as_json:
        print_json({**tally.as_plain(), "done": done})
        return
    tables = sorted({**+tally.removed, **+tally.changed})
    rows = [(table, tally.removed[table], tally.changed[table]) for table in tables]
    if tally.bodies:
        rows.append(("bodies, as they were received", tally.bodies, 0))
    print_table(["table", "removed", "changed"], rows)
    articles = list(tally.articles.items())
    for url, what in articles[:_NAMED]:
        click.echo(line(f"{what:<8} {url}"))
    if len(articles) > _NAMED:
        click.echo(f"and {len(articles) - _NAMED} more articles")
    for email in sorted(tally.emails):
        say(f"stays, beside the name: {email} (--email erases it, too)")
    for url in tally.spelt[:_NAMED]:
        say(f"stays, spelling the name: {url} (--page erases it)")
    said = "erased" if done else "would go"
    say(
        f"{said}: {sum(tally.removed.values())} rows removed, {sum(tally.changed.values())} changed"
    )


def _list(path: Path, as_json: bool) -> int:
    from archive.opening import open_reading
    from archive.tombstones import listed

    rows = listed(open_reading(path))
    if as_json:
        print_json(rows)
    else:
        columns = ["id", "kind", "why", "erased_at", "scrubbed_at", "marks"]
        print_table(columns, [tuple(row[name] for name in columns) for row in rows])
    return 0 if rows else 1


def _lift(opened: Archive, tombstone: int) -> int:
    from archive.tombstones import lift

    with opened.trying(keep=True):
        if not lift(opened.connection, tombstone):
            raise NothingFound(f"no tombstone has the id {tombstone}", hint="`erase --list`")
    say(f"lifted: what {tombstone} stands for may be collected again; what was erased stays so")
    return 0


def _finish(opened: Archive) -> int:
    from archive.erase import finish

    finish(opened)
    say(f"{opened.path}: no erasure is left to be finished")
    return 0


def _copies(path: Path) -> list[str]:
    """Files beside the archive that may be copies of it, or made from it."""
    own = {path.name, *(f"{path.name}{ending}" for ending in ("-wal", "-shm", ".lock"))}
    names = [entry.name for entry in path.absolute().parent.iterdir() if entry.is_file()]
    return sorted(name for name in names if name not in own and Path(name).suffix in _COPIES)
