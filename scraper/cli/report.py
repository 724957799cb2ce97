"""``clusternews report``: one page over chosen articles, to mail, print or show."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.errors import UsageError
from scraper.cli.manual import Verb
from scraper.cli.output import print_json, say
from scraper.cli.settings import as_of_options, asked_words, filters, go_back, load, shared_options

if TYPE_CHECKING:
    from scraper.report.report import Report

#: Forms of a report, and the endings of a file name that mean them.
_FORMS = {"html": (".html", ".htm"), "md": (".md", ".markdown")}
_DEFAULT = Path("report.html")
_STDOUT = "-"


@click.command(cls=Verb)
@click.argument("words", nargs=-1)
@click.option(
    "--output",
    "-o",
    metavar="PATH",
    help="Write to PATH; - is standard output. Default: report.html, and standard output for md.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMS)),
    help="One page of HTML, or Markdown for mail. Default: by the ending of --output, else html.",
)
@click.option(
    "--png", metavar="DIR", help="Write the pictures as PNG files into DIR, too, for slides."
)
@click.option(
    "--new-since",
    metavar="DATE",
    help="What is new begins with this day or time (UTC). Default: when the report was made that "
    "stands at --output; without one, 30 days ago.",
)
@filters
@as_of_options
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    output: str | None,
    form: str | None,
    png: str | None,
    new_since: str | None,
    archive: str | None,
    config: str | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Write a report on the articles that have all the WORDS, with the filters of search.

    What is new, topics over time, what rises and falls, who publishes, how the runs went, how
    much is known: one file with its pictures in it, without scripts, which opens anywhere and
    prints well. At its end stand the queries that its numbers come from. A report knows when
    it was made: written again to the same file, it says what is new since then. --json prints
    the figures instead.

    \b
    Examples:
      clusternews report
      clusternews report --site eccp --since 2020 -o eccp.html --png slides/
      clusternews report hydrogen --format md | mail -s Hydrogen team@example.org
      clusternews report --new-since 2026-11-01 --json
    """
    chosen, target = _target(form, output)
    if png is not None or (chosen == "html" and not as_json):
        from scraper.charts.rendering import require

        require("report")
    settings = load(ctx, archive, config)
    target = None if as_json else target
    if target is not None:
        _require_target(target, settings.archive)
    report = _made(ctx, settings.archive, asked_words(words), options, (new_since, target))
    if as_json:
        print_json(report.as_json())
    else:
        _write(report, chosen, target)
    if png is not None:
        _write_pictures(report, Path(png))
    return 0 if report.figures.one("numbers")["articles"] else 1


def _target(form: str | None, output: str | None) -> tuple[str, Path | None]:
    """The form, and where it goes; None: standard output."""
    if output is not None and "\0" in output:
        raise UsageError(f"{output!r} is no file name")
    ending = Path(output).suffix.lower() if output and output != _STDOUT else ""
    known = {end: name for name, ends in _FORMS.items() for end in ends}
    if form is None and ending and ending not in known:
        raise UsageError(
            f"{output!r}: the ending {ending} means no form of a report",
            hint=f"give --format, or one of {', '.join(known)}",
        )
    chosen = form or known.get(ending, "html")
    if output is None:
        return chosen, _DEFAULT if chosen == "html" else None
    return chosen, None if output == _STDOUT else Path(output)


def _require_target(target: Path, archive: Path) -> None:
    from scraper.report.last import require_no_database

    try:
        own = target.exists() and archive.exists() and target.samefile(archive)
    except OSError:
        own = False  # what is wrong with the target is said where it is written
    if own:
        raise UsageError(f"{target} is the archive itself", hint="give another --output")
    require_no_database(target)


def _made(
    ctx: click.Context,
    archive: Path,
    words: str,
    options: dict[str, Any],
    new: tuple[str | None, Path | None],
) -> Report:
    """The report as of one moment: the present, or the one that ``--as-of`` names."""
    from archive.opening import open_reading
    from archive.times import now
    from scraper.report.last import since
    from scraper.report.report import Order, make

    made_at = now()
    with closing(open_reading(archive)) as connection:
        connection.execute("BEGIN")
        then = go_back(ctx, connection)
        if then:
            made_at = min(made_at, then.removeprefix("as of ").partition(",")[0])
        order = Order(archive.name, words, options, since(*new, made_at), made_at, then)  # type: ignore[arg-type]
        return make(connection, order)


def _write(report: Report, form: str, target: Path | None) -> None:
    from scraper.exports.output import standard_output, text_file

    text = _set(report, form)
    if target is None:
        with standard_output() as out:
            out.write(text)
        return
    with text_file(target) as out:
        out.write(text)
    articles = report.figures.one("numbers")["articles"]
    say(f"a report on {articles} article{'s' * (articles != 1)} written to {target}")


def _set(report: Report, form: str) -> str:
    if form == "md":
        from scraper.report.markdown import markdown

        return markdown(report)
    from scraper.report.page import html

    return html(report)


def _write_pictures(report: Report, folder: Path) -> None:
    """Each picture as a file of its own; those of an earlier report are replaced."""
    from scraper.charts.rendering import png
    from scraper.exports.output import new_file

    if "\0" in str(folder):
        raise UsageError(f"{str(folder)!r} is no folder name")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}") from error
    count = 0
    for count, picture in enumerate(report.pictures, 1):  # noqa: B007
        with new_file(folder / f"{picture.file}.png") as part:
            part.write_bytes(png(picture.spec()))
    say(f"{count} picture{'s' * (count != 1)} written to {folder}")
