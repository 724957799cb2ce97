"""``clusternews serve``: the archive in the browser."""

from __future__ import annotations

import logging

import click

from scraper.cli.manual import Verb
from scraper.cli.output import say, shown
from scraper.cli.settings import archive_option, config_option, load

#: An archive that another program holds as a whole is waited for so long.
_WAIT_SECONDS = 5.0


@click.command(cls=Verb)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen. Anything but this machine lets others in: nobody is asked who they are.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="The port; 0 takes a free one, and says which.",
)
@click.option("--open", "to_open", is_flag=True, help="Open the start page in the browser.")
@click.option("-v", "--verbose", is_flag=True, help="Say each request, and more of what fails.")
@archive_option
@config_option
@click.pass_context
def command(
    ctx: click.Context,
    host: str,
    port: int,
    to_open: bool,
    verbose: bool,
    archive: str | None,
    config: str | None,
) -> int:
    """Show the archive in a browser: search, read, compare, ask; read-only.

    A crawl may write meanwhile: what it finds is there with the next page. Needs the
    extra `web`; ends by Ctrl-C. The address is printed on standard output.

    \b
    Examples:
      clusternews serve
      clusternews serve --archive demo.db --open
      clusternews serve --port 0
    """
    from archive.opening import open_reading
    from scraper import extras

    path = load(ctx, archive, config).archive
    server = extras.load("scraper.web.server", extra="web", needed_by="serve")
    open_reading(path, wait=_WAIT_SECONDS).close()
    _log(verbose=verbose)
    listening = server.listen(host, port)
    url = server.address(host, listening)
    if server.reaches_beyond(host):
        say(
            f"warning: {host} can be asked by other machines: whoever reaches it reads the whole "
            "archive, names and e-mail addresses included, and no traffic is encrypted"
        )

    def ready() -> None:
        click.echo(url)
        say(f"{path.name} is served there, read-only; Ctrl-C ends it")
        if to_open:
            click.launch(url)

    return int(server.serve(path, listening, host=host, requests_logged=verbose, ready=ready))


class _Line(logging.Formatter):
    """One line that a terminal can be shown: a log tells what a client has sent."""

    def format(self, record: logging.LogRecord) -> str:
        return shown(super().format(record))


def _log(*, verbose: bool) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Line("%(message)s"))
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler])
    if verbose:
        logging.getLogger("scraper.web").setLevel(logging.DEBUG)
    else:
        # Datasette leaves some of its questions unasked when an earlier one fails.
        logging.getLogger("py.warnings").setLevel(logging.ERROR)
        # Of what it says, that it has sent nothing to a client that is gone is news to nobody.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
