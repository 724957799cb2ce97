"""``clusternews export``: articles as files for other programs.

What can be written stands in :data:`scraper.exports.formats.FORMATS`, which says how a
format is added.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.errors import UsageError
from scraper.cli.manual import Verb
from scraper.cli.output import line, say
from scraper.cli.settings import (
    archive_option,
    as_of_options,
    asked_words,
    config_option,
    filters,
    go_back,
    load,
)
from scraper.exports.formats import FORMATS, PACKAGES, Format, Shape, format_of, package_of

if TYPE_CHECKING:
    from archive.exports import Export


@click.command(cls=Verb)
@click.argument("words", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="Default: by the ending of --output, else jsonl.",
)
@click.option(
    "--output",
    "-o",
    metavar="PATH",
    help="Write to PATH, a new folder for markdown; default, and -: standard output.",
)
@click.option("--limit", type=click.IntRange(1), help="At most so many articles.")
@click.option(
    "--contacts",
    type=click.Choice(["keep", "hash", "leave-out"]),
    help="E-mail addresses: kept, as keyed SHA-256, or left out. Default: the config, else keep.",
)
@click.option(
    "--schema",
    type=click.Choice(["native", "schema.org"]),
    help="Of jsonl: the archive's own fields (default), or NewsArticle objects as JSON-LD.",
)
@click.option("--bom", is_flag=True, default=None, help="Of csv: begin with the mark Excel wants.")
@click.option(
    "--captures",
    type=click.Choice(["all", "current"]),
    help="Of warc: every capture of the articles (default), or those of the versions shown.",
)
@click.option(
    "--package",
    metavar="PATH",
    help="Write what can be cited and checked: a new folder, or one file if PATH ends in .zip.",
)
@click.option(
    "--with-captures", is_flag=True, default=None, help="Of a package: with the captures, as WARC."
)
@filters
@as_of_options
@archive_option
@config_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    form: str | None,
    output: str | None,
    limit: int | None,
    contacts: str | None,
    schema: str | None,
    bom: bool | None,
    captures: str | None,
    package: str | None,
    with_captures: bool | None,
    archive: str | None,
    config: str | None,
    **options: Any,
) -> int:
    """Write articles that have all the WORDS, with the same filters as search.

    csv (a row an article; no cell starts a formula), jsonl, parquet, markdown (a folder with
    a file an article), sqlite (an archive of the chosen articles, with their history) and warc
    (what was received, for replay, and for `clusternews ingest`).
    A target is replaced only when all is written.

    \b
    Examples:
      clusternews export -o articles.csv
      clusternews export --format jsonl --tag textiles | head -3
      clusternews export hydrogen --since 2020 -o hydrogen.parquet --contacts hash
      clusternews export --site eccp --format markdown -o articles/
      clusternews export --since 2020 --package articles-2020.zip --with-captures
    """
    from archive.export_contacts import Contacts
    from archive.exports import Export
    from archive.opening import open_reading

    output = None if output == "-" else output
    chosen = format_of(form, output)
    if package is not None:
        if form or output:
            raise UsageError("--package says itself what is written and where")
        chosen, output = package_of(package), package
    flags = {"schema": schema, "bom": bom, "captures": captures, "with_captures": with_captures}
    given = _own_options(chosen, flags)
    settings = load(ctx, archive, config)
    _require_target(chosen, output, settings.archive)
    with closing(open_reading(settings.archive)) as connection:
        connection.execute("BEGIN")
        then = go_back(ctx, connection)
        policy = Contacts(contacts or settings.contacts)
        export = Export(connection, asked_words(words), limit, options, policy, then)  # type: ignore[arg-type]
        return _write(chosen, export, output, given)


def _own_options(chosen: Format, flags: dict[str, Any]) -> dict[str, Any]:
    """The flags given that only some formats have."""
    known = {name: value for name, value in flags.items() if value is not None}
    for name in known:
        if name not in chosen.options:
            every = (*FORMATS.values(), *PACKAGES.values())
            having = dict.fromkeys(one.name for one in every if name in one.options)
            flag = f"--{name.replace('_', '-')}"
            raise UsageError(f"{flag} is of {', '.join(having)}, and not of {chosen.name}")
    return known


def _require_target(chosen: Format, output: str | None, archive: Path) -> None:
    if output is None:
        if chosen.shape is not Shape.TEXT:
            what = "a folder" if chosen.shape is Shape.FOLDER else "a file"
            raise UsageError(f"{chosen.name} is written to {what}", hint="give --output PATH")
        return
    if "\0" in output:
        raise UsageError(f"{output!r} is no file name")
    target = Path(output)
    try:
        own = target.exists() and archive.exists() and target.samefile(archive)
    except OSError:
        own = False  # what is wrong with the target is said where it is written
    if own:
        raise UsageError(f"{target} is the archive itself", hint="give another --output")
    if _is_database(target):
        raise UsageError(
            f"{target} is a database: none is overwritten",
            hint="give another --output, or remove it first",
        )


def _is_database(target: Path) -> bool:
    from archive.errors import ClusternewsError
    from archive.opening import require_archive_file

    try:
        require_archive_file(target)
    except (ClusternewsError, OSError):
        return False  # what is wrong with it is said where it is written
    return True


def _write(chosen: Format, export: Export, output: str | None, options: dict[str, Any]) -> int:
    from scraper.cli.progress import working

    moving = working(f"writing {chosen.name} to {line(output)}", quiet=output is None)
    with moving, _opened(chosen, output) as out:
        count = chosen.write(export, out, options)
    if output is not None:
        say(f"{count} article{'s' * (count != 1)} written to {output}")
        if chosen.name == "sqlite" and export.contacts != "keep":
            say("the bytes of the pages were left out: addresses stand in them")
        if chosen.name == "package":
            from scraper.packages import check_package

            say(f"its digest, to cite it by: sha256:{check_package(Path(output)).digest}")
    return 0 if count else 1


def _opened(chosen: Format, output: str | None) -> AbstractContextManager[Any]:
    from scraper.exports import output as outputs

    if output is None:
        return outputs.standard_output()
    if chosen.shape is Shape.TEXT:
        return outputs.text_file(Path(output))
    if chosen.shape is Shape.FILE:
        return outputs.new_file(Path(output))
    return outputs.new_folder(Path(output))
