"""``clusternews demo``: the whole way on the bundled example platform."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from archive.errors import UsageError
from scraper.cli.manual import Verb
from scraper.cli.output import say, shown
from scraper.cli.settings import Settings

#: What is run, and by which verb.
_RUNS = (
    ("Crawl", "crawl"),
    ("Refresh, after some articles were edited", "refresh"),
)

#: Seconds between two requests to the example platform: quick, and still to be seen in its log.
CRAWL_DELAY = 0.05

#: What to try on the demo archive, and why. The tests run each of them.
TRY_NEXT = (
    (("search", "hydrogen", "--limit", "5"), "articles about hydrogen, the words found marked"),
    (("tags", "--limit", "10"), "the most frequent tags"),
    (("query", "select * from articles_by_month limit 12"), "articles per month, in SQL"),
)


@click.command(cls=Verb)
@click.option(
    "--archive", metavar="PATH", help="Where to keep the demo archive; default: ./demo.db."
)
@click.option("--articles", type=click.IntRange(1, 5000), default=120, show_default=True)
@click.pass_context
def command(ctx: click.Context, archive: str | None, articles: int) -> int:
    """Serve the example platform on this machine, crawl it, refresh it, and ask questions.

    The platform is a look-alike of the ECCP with text of our own; before the refresh some of
    its articles are edited. A demo archive of an earlier run is
    replaced; no other archive is touched.

    \b
    Examples:
      clusternews demo
      clusternews demo --archive try.db --articles 40
    """
    outer = ctx.obj.archive if isinstance(ctx.obj, Settings) else None
    path = Path(archive or outer or "demo.db")
    _make_room(path)
    codes = _crawl_and_refresh(path, articles)
    _show(path)
    return max(codes)


def _make_room(path: Path) -> None:
    """Remove the archive of an earlier demo; refuse to touch any other."""
    if not path.exists():
        return
    from archive.opening import open_reading

    connection = open_reading(path)
    sites = {row[0] for row in connection.execute("select name from sites")}
    connection.close()
    if sites - {"example"}:
        raise UsageError(
            f"{path} is an archive of its own, not one of the demo",
            hint="clusternews demo --archive another.db",
        )
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _crawl_and_refresh(path: Path, articles: int) -> list[int]:
    """Crawl, edit the platform, refresh."""
    from scraper.example.platform import ExamplePlatform

    codes = []
    with ExamplePlatform(articles=articles, crawl_delay=CRAWL_DELAY) as platform:
        say(f"The example platform is up at {platform.base_url}")
        for title, verb in _RUNS:
            say(f"\n{title}:")
            codes.append(_run(verb, platform.base_url, path))
            platform.edit()
    return codes


def _run(verb: str, base_url: str, path: Path) -> int:
    """Run the verb in a process of its own: a crawler runs once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "clusternews.toml"
        config.write_text(
            f'[sites.example]\nlike = "eccp"\ntitle = "The example platform"\n'
            f'base_url = "{base_url}"\ncrawl_delay = {CRAWL_DELAY}\n',
            encoding="utf-8",
        )
        arguments = [verb, "example", "--config", str(config), "--archive", str(path)]
        command = [sys.executable, "-m", "scraper.cli", *arguments, "--allow-loopback"]
        return subprocess.run(command, check=False).returncode


def _show(path: Path) -> None:
    """What the archive holds, one question answered, and three more to try."""
    from archive.opening import open_reading
    from archive.search import search
    from scraper.cli.search import print_hits

    connection = open_reading(path)
    count = connection.execute("select count(*) from articles").fetchone()[0]
    removed = connection.execute("select count(*) from removed_blocks").fetchone()[0]
    click.echo(f"\n{path} holds {count} articles; {removed} blocks of boilerplate were taken out.")
    for language, number in connection.execute(
        "select language, count(*) from articles group by 1 order by 2 desc"
    ):
        click.echo(shown(f"{number:>6} in {language or 'an unknown language'}"))
    click.echo("\nA question, and its first answers: smart specialisation\n")
    print_hits(search(connection, '"smart specialisation"', limit=2).hits)
    click.echo("\nThree things to try next:\n")
    for words, why in TRY_NEXT:
        click.echo(f"  {_own_name()} {shlex.join((*words, '--archive', str(path)))}\n      {why}")


def _own_name() -> str:
    """How this command is called from where the person stands."""
    started_as = Path(sys.argv[0])
    if started_as.name == "__main__.py":
        return shlex.join((sys.executable, "-m", "scraper.cli"))
    on_path = shutil.which("clusternews")
    if on_path and Path(on_path).samefile(started_as):
        return "clusternews"
    return shlex.quote(str(started_as))
