"""The parts of README.md that are made from the code: ``python -m tests.readme`` writes them."""

from __future__ import annotations

import re
from pathlib import Path

from archive.schema import TABLES, VIEWS, Described

README = Path(__file__).parent.parent / "README.md"


def schema_section() -> str:
    """Every table and view with a line for each of its columns."""
    tables = "\n".join(map(_entry, TABLES))
    views = "\n".join(map(_entry, VIEWS))
    return (
        f"{_folded(f'The {len(TABLES)} tables and their columns', tables)}\n"
        f"{_folded(f'The {len(VIEWS)} views', views)}"
    )


def _entry(described: Described) -> str:
    columns = "; ".join(f"`{name}` {text}" for name, text in described.columns.items())
    return f"* **`{described.name}`** {described.comment}" + (f" {columns}." if columns else "")


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>\n"


def part(name: str, text: str) -> str:
    """What stands between the marks of that name."""
    match = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.S)
    assert match is not None, name
    return match[1]


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    start, end = "<!-- schema -->\n", "<!-- /schema -->"
    before, after = text.split(start)[0], text.split(end)[1]
    README.write_text(before + start + schema_section() + end + after, encoding="utf-8")
