"""``clusternews ingest``: read saved or printed pages into the archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.errors import UnreadableCapture, UsageError
from archive.records import Form
from scraper.cli.manual import Verb
from scraper.cli.output import line, print_json, say, say_error
from scraper.cli.settings import load, shared_options

if TYPE_CHECKING:
    from scraper.ingested import Ingested

#: Forms a person can name; without one the bytes and the file name decide.
FORMS = {"html": Form.FILE, "rendered": Form.RENDERED, "print": Form.PRINT}


@click.command(cls=Verb)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--site", metavar="NAME", help="Platform of the pages; default: by their address.")
@click.option("--url", metavar="URL", help="Address of the page; default: what the page declares.")
@click.option("--captured-at", metavar="TIME", help="When it was captured (ISO 8601).")
@click.option("--form", type=click.Choice(list(FORMS)), help="Default: the bytes decide.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    site: str | None,
    url: str | None,
    captured_at: str | None,
    form: str | None,
    as_json: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Read saved HTML, rendered HTML, printed page text or WARC; a folder means all files in it.

    The captures of one article, in whatever form, stand beside each other under it. A WARC
    file, from whatever crawler, is read in the order of its captures; --site then means that
    only the pages of that platform are taken.

    \b
    Examples:
      clusternews ingest page.html
      clusternews ingest print.txt --site eccp --url https://www.clustercollaboration.eu/news/x
      clusternews ingest saved-pages/ --site eccp
      clusternews ingest crawl-2019.warc.gz
    """
    loaded = load(ctx, archive, config)
    files = list(_files(paths))
    if url and len(files) > 1:
        raise UsageError("--url names one page, and several files were given")
    moment = parse_moment(captured_at)

    from scraper.cli.progress import working
    from scraper.ingest import ingest
    from scraper.ingested import Given

    given = Given(site=site, url=url, captured_at=moment, form=FORMS[form] if form else None)
    saved: list[dict[str, object]] = []
    kept = failed = skipped = 0
    with working(f"reading {len(files):,} files") as tell:
        for item in ingest(files, given, loaded):
            _report(item, quiet=as_json)
            if item.saved and as_json:
                saved.append(_as_json(item))
            kept += item.saved is not None
            failed += item.error is not None
            skipped += item.count if item.skipped is not None else 0
            tell(f"{kept:,} kept, {failed:,} not  {line(item.path.name)}")
    if as_json:
        print_json(saved)
    say(f"{kept} kept, {failed} not" + (f", {skipped} records skipped" if skipped else ""))
    if kept and not failed:
        return 0
    return 1 if kept else UnreadableCapture.exit_code


def _files(paths: tuple[str, ...]) -> Iterator[Path]:
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from sorted(item for item in path.rglob("*") if item.is_file())
        elif path.is_file():
            yield path
        else:
            raise UsageError(f"there is no file or folder {name}")


def parse_moment(text: str | None) -> str | None:
    """A time a person gives, as ISO 8601 with a zone (UTC if none is said)."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--captured-at {text!r} is no ISO 8601 time", hint="2016-06-23T10:00+02:00"
        ) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def _report(item: Ingested, *, quiet: bool) -> None:
    if item.error is not None:
        say_error(f"{item.place}: {item.error}")
    elif item.skipped is not None:
        say(f"{item.path}: {item.count} skipped: {line(item.skipped)}")
    elif item.saved and not quiet:
        click.echo(line(f"{item.saved.outcome.value:<10} {item.place} {item.saved.url}"))


def _as_json(item: Ingested) -> dict[str, object]:
    assert item.saved is not None
    return {
        "path": str(item.path),
        "offset": item.offset,
        "url": item.saved.url,
        "outcome": item.saved.outcome.value,
        "id": item.saved.article_id,
        "version": item.saved.version,
    }
