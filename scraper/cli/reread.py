"""``clusternews reread``: what is kept, through today's rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from archive.errors import UsageError
from scraper.cli import completing
from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json, say
from scraper.cli.settings import load, shared_options
from scraper.cli.tables import print_table

if TYPE_CHECKING:
    from scraper.reread import Report

#: So many characters of an old and a new value are printed.
_SHOWN = 60


@click.command(cls=Verb)
@click.argument("sites", nargs=-1, metavar="[SITE]...", shell_complete=completing.kept_sites)
@click.option("--site", "more_sites", multiple=True, metavar="NAME", help="The same as SITE.")
@click.option("--since", metavar="DATE", help="Only articles captured on this day or later.")
@click.option("--field", "fields", multiple=True, metavar="FIELD", help="Only this field.")
@click.option("--all", "every", is_flag=True, help="Also what these very rules have read.")
@click.option("--apply", is_flag=True, help="Keep the new readings; else nothing is changed.")
@click.option("--jobs", type=click.IntRange(1), help="Processes; default: one a core.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    sites: tuple[str, ...],
    more_sites: tuple[str, ...],
    since: str | None,
    fields: tuple[str, ...],
    every: bool,
    apply: bool,
    jobs: int | None,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Read the stored captures again, by the rules of today, and say which values differ.

    The network is not used. Captures whose reading depends on nothing that has changed are not
    read again, unless --all says so. Nothing changes without --apply; then what was read
    before stays as former versions, and values corrected by `edit` stay as they are. A run
    that was interrupted goes on where it stopped.

    \b
    Examples:
      clusternews reread eccp
      clusternews reread --field published_at --since 2023-01-01
      clusternews reread --apply
    """
    from scraper.cli.progress import working
    from scraper.reread import Chosen, reread

    loaded = load(ctx, archive, config)
    named = tuple(dict.fromkeys((*sites, *more_sites)))
    for name in named:
        _require_kept(loaded.archive, name)
    chosen = Chosen(
        sites=named, since=_moment(since), fields=_keys(fields), workers=jobs or 0, every=every
    )
    with working("reading what is kept again") as tell:
        for report in reread(loaded, chosen, apply=apply):
            tell(f"{report.captures:,} captures, {report.changed:,} differ")
    if as_json:
        print_json(_as_json(report, applied=apply))
    else:
        _print(report, applied=apply)
    return 1 if report.unreadable or (report.changed and not apply) else 0


def _require_kept(archive: Any, name: str) -> None:
    from contextlib import closing

    from archive.opening import open_reading
    from archive.selection import site_name

    with closing(open_reading(archive)) as connection:
        site_name(connection, name)


def _moment(since: str | None) -> str | None:
    from archive.times import utc

    try:
        return utc(since) if since else None
    except ValueError:
        raise UsageError(f"--since {since!r} is no day", hint="2023-04-05") from None


def _keys(fields: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of contents that these field names stand for."""
    from archive.content import FIELD_NAMES, SHOWN_AS
    from archive.selection import nearest

    keys, key_of = [], {shown: key for key, shown in SHOWN_AS.items()}
    for name in fields:
        key = key_of.get(name, name)
        if key not in FIELD_NAMES or key in ("url", "site"):
            near = nearest(name, FIELD_NAMES)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(FIELD_NAMES)}"
            raise UsageError(f"articles have no field {name!r} that could be read", hint=hint)
        keys.append(key)
    return tuple(keys)


def _print(report: Report, *, applied: bool) -> None:
    rows: list[tuple[object, ...]] = []
    for name, count in sorted(report.fields.items(), key=lambda item: (-item[1], item[0])):
        for position, sample in enumerate(report.samples[name]):
            label = (name, count) if position == 0 else ("", "")
            rows.append((*label, _short(sample.old), _short(sample.new), sample.url))
    if rows:
        print_table(("field", "captures", "was", "is", "for example"), rows)
    for reason in report.unreadable[:10]:
        say(f"left as it is: {line(reason)}")
    if len(report.unreadable) > 10:
        say(f"... and {len(report.unreadable) - 10} more")
    if report.resumed:
        say("going on with an interrupted run")
    if report.same:
        say(f"{report.same} captures were read by these very rules, and nothing else has changed")
    read = report.captures - report.same
    say(f"{read} captures of {report.articles} articles read: {report.changed} differ")
    if applied:
        say(f"{report.applied} articles have a new reading")
    elif report.changed:
        say("nothing was changed; --apply keeps the new readings")


def _short(value: object) -> str:
    text = line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _as_json(report: Report, *, applied: bool) -> dict[str, Any]:
    return {
        "articles": report.articles,
        "captures": report.captures,
        "read_by_these_rules": report.same,
        "differing_captures": report.changed,
        "fields": report.fields,
        "samples": [
            {"field": one.field, "url": one.url, "capture_id": one.capture_id}
            | {"old": one.old, "new": one.new}
            for samples in report.samples.values()
            for one in samples
        ],
        "unreadable": report.unreadable,
        "resumed": report.resumed,
        "applied": report.applied if applied else None,
    }
