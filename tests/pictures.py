"""Makes the pictures of the README and the docs: ``python -m tests.pictures [FOLDER]``.

The demo archive is made anew, served, and looked at in Chromium; what the terminal shows is
what the commands print to one of 100 columns. Into ``docs/pictures`` if no folder is named.
"""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

from tests.browser.serving import Server
from tests.browser.tour import Places

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
#: File -> (page of the demo archive, width, height in pixels).
PAGES = {
    "start.png": ("/", 1200, 1000),
    "search.png": ("/search?q=hydrogen", 1200, 860),
    "phone.png": ("/search?q=hydrogen", 390, 844),
}
#: File -> what is typed.
COMMANDS = {
    "terminal.svg": (
        "clusternews status",
        "clusternews search hydrogen --limit 3",
    ),
}
_COLUMNS, _LINES = 100, 60
# The stylesheet of a font, which would be asked of a server elsewhere.
_FONT_FACES = re.compile(r"@font-face\s*\{[^}]*\}")


def main() -> None:
    """Make them all."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "demo.db"
        command = [sys.executable, "-m", "scraper.cli", "demo", "--archive", str(archive)]
        subprocess.run(command, check=False, capture_output=True)
        with Server(archive) as server, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=which("chromium"), args=["--no-sandbox"]
            )
            for file, (path, width, height) in (PAGES | _of_an_edit(archive)).items():
                take(chromium, server.url + path, folder / file, (width, height))
            report(chromium, archive, folder / "report.png")
            chromium.close()
        for file, commands in COMMANDS.items():
            (folder / file).write_text(terminal(commands, archive), encoding="utf-8")


def take(browser: Browser, url: str, file: Path, size: tuple[int, int]) -> None:
    """One page, as much of it as fits."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(url, wait_until="networkidle")
    page.screenshot(path=file)
    page.close()


def report(browser: Browser, archive: Path, file: Path) -> None:
    """The first screens of the report."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "report.html"
        words = ["report", "--archive", str(archive), "--output", str(out)]
        subprocess.run([sys.executable, "-m", "scraper.cli", *words], check=True)
        take(browser, out.as_uri(), file, (1000, 1300))


def terminal(commands: tuple[str, ...], archive: Path) -> str:
    """What the commands print to a terminal, as SVG."""
    console = Console(record=True, width=_COLUMNS, file=io.StringIO())
    for command in commands:
        console.print(Text(f"$ {command}", style="bold"))
        console.print(Text.from_ansi(_printed(command, archive)))
        console.print()
    return _FONT_FACES.sub("", console.export_svg(title="clusternews"))


def _printed(command: str, archive: Path) -> str:
    own, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    words = [sys.executable, "-m", "scraper.cli", *command.split()[1:], "--archive", archive.name]
    with subprocess.Popen(
        words, stdout=other, stderr=other, stdin=subprocess.DEVNULL, cwd=archive.parent
    ):
        os.close(other)
        printed = b"".join(_read(own)).decode("utf-8", "replace")
        return printed.replace("\r\n", "\n").rstrip()


def _read(file: int) -> list[bytes]:
    pieces = []
    try:
        while piece := os.read(file, 65_536):
            pieces.append(piece)
    except OSError:
        pass  # the other side of a terminal was closed: all is read
    finally:
        os.close(file)
    return pieces


def _of_an_edit(archive: Path) -> dict[str, tuple[str, int, int]]:
    """Pages of an article that was edited: it and its difference."""
    article = f"/articles/{Places.of(archive).article}"
    return {"article.png": (article, 1200, 900), "diff.png": (f"{article}/diff", 1200, 640)}


if __name__ == "__main__":
    main()
