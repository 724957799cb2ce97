"""What a package says of itself to people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scraper import __version__
from scraper.exports.package_columns import ALL, Table
from scraper.exports.package_descriptors import CRATE, DATAPACKAGE, FILES, LICENCE, About

_TEXT = """\
# {title}

{description}

The archive last changed at {date} (UTC). clusternews {version} made this package; made again
from the same state of the archive, it is the same byte for byte.

Platforms: {sites}.

## What is in it

| file | what |
|---|---|
{files}

In the tables, times are ISO 8601 as the platform gives them, or UTC where the archive says when
it saw something; an empty cell means that nothing is known. A cell that a spreadsheet would run
as a formula has an apostrophe before it: take off the first character of a cell that begins with
apostrophes followed by one of `= + - @`, a tab or a line break.

## How to cite

One article: its entry in `citations/`, which names the version and the digest of its content.
The package: its title, the date above, and the SHA-256 of `tagmanifest-sha256.txt`, which stands
for every byte of it.

## How to check it

    clusternews check PATH-OF-THIS-PACKAGE

names every file that is missing, altered or added. Without clusternews, in this folder:

    sha256sum --check tagmanifest-sha256.txt
    sha256sum --check manifest-sha256.txt

## Rights

{licence}

## Columns

"""


def write_readme(folder: Path, about: About) -> None:
    """Writes ``README.md`` for the files that are in the folder by now."""
    sites = "; ".join(f"{_plain(title)} (<{url}>)" for _, title, url in about.sites)
    text = _TEXT.format(
        title=_plain(about.title),
        description=_plain(about.description),
        date=about.date,
        version=__version__,
        sites=sites or "none",
        files="\n".join(_files(folder)),
        licence=LICENCE,
    )
    with (folder / "README.md").open("x", encoding="utf-8", newline="") as out:
        out.write(text + "\n".join(_columns(table) for table in ALL))


def _files(folder: Path) -> Iterator[str]:
    """A row of the list for each file."""
    for table in ALL:
        yield f"| `{table.path}` | {table.about} |"
    for path, (_, _, about) in FILES.items():
        if (folder / path).exists():
            yield f"| `{path}` | {about} |"
    yield f"| `{DATAPACKAGE}` | The tables and their columns, for programs (Frictionless). |"
    yield f"| `{CRATE}` | What this package is, for programs (RO-Crate). |"
    yield "| `manifest-sha256.txt` | SHA-256 of every file. |"
    yield "| `tagmanifest-sha256.txt` | SHA-256 of that list. |"


def _columns(table: Table) -> str:
    rows = "\n".join(f"| `{one.name}` | {one.type} | {one.about} |" for one in table.columns)
    return (
        f"### {table.path}\n\n{table.about}\n\n| column | type | meaning |\n|---|---|---|\n{rows}\n"
    )


def _plain(text: str) -> str:
    """Text without what Markdown would take for markup."""
    line = " ".join(text.split())
    return "".join(f"\\{one}" if one in r"\`*_{}[]<>#|!" else one for one in line)
