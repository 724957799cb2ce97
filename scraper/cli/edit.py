"""``clusternews edit``: a value put in by hand."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from archive.errors import NothingFound, UsageError
from scraper.cli import completing
from scraper.cli.manual import Verb
from scraper.cli.output import line, say
from scraper.cli.settings import archive_option, config_option, load

if TYPE_CHECKING:
    from archive.store import Archive
    from scraper.config import Config

_SITE = "SELECT s.name FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.id = ?"


@click.command(cls=Verb)
@click.argument("article", metavar="URL|ID")
@click.argument("field", shell_complete=completing.fields)
@click.argument("value", required=False)
@click.option("--why", metavar="TEXT", help="The reason; it is kept beside the value.")
@click.option("--none", "nothing", is_flag=True, help="The article has no such value.")
@click.option("--undo", is_flag=True, help="Take the correction back.")
@archive_option
@config_option
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    field: str,
    value: str | None,
    why: str | None,
    nothing: bool,
    undo: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Correct a value of an article. It wins over every reading, also later ones, and is
    marked wherever it is shown; what was read stays as a former version.

    Items of lists (authors, tags, labels, event_dates) are separated by `;`.

    \b
    Examples:
      clusternews edit 12 published_at 2016-08-04 --why "printed on the PDF of the same page"
      clusternews edit 12 authors "Ana Silva; Bo Ek" --why "full names, from the imprint"
      clusternews edit 12 published_at --undo
    """
    if sum((value is not None, nothing, undo)) != 1:
        raise UsageError("give one of: a value, --none, --undo")
    if not undo and not (why and why.strip()):
        raise UsageError("a correction needs its reason", hint='--why "seen in ..."')
    loaded = load(ctx, archive, config)

    from archive.lock import hold
    from archive.lookup import article_id
    from archive.opening import open_reading
    from archive.store import Archive
    from archive.terms import vocabulary
    from scraper.by_hand import correction, key_of

    key, meant = key_of(field), None
    # What is wrong is said before anything is held or written.
    with closing(open_reading(loaded.archive)) as connection:
        found = article_id(connection, article)
        if not undo:
            site = connection.execute(_SITE, (found,)).fetchone()[0]
            _, meant = correction(field, value, vocabulary(connection, site))
    with hold(loaded.archive), Archive.open(loaded.archive) as opened:
        if undo:
            return _undo(opened, loaded, found, field, key)
        changed = opened.correct(found, key, meant, str(why))
    what = f"is {value}" if value is not None else "has no value"
    say(line(f"article {found}: {field} {what}" + ("" if changed else ", as before")))
    return 0


def _undo(opened: Archive, config: Config, article_id: int, field: str, key: str) -> int:
    from scraper.reread_worker import site_of
    from scraper.rereading import rereader

    sites = site_of(opened.connection, config)
    readings = rereader(opened.connection, sites).everything(article_id)
    if not opened.take_back(article_id, key, readings):
        raise NothingFound(f"{field} of article {article_id} was not corrected")
    say(f"article {article_id}: {field} is as it is read from the captures")
    return 0
