"""Print the lower bounds of setup.cfg as pip constraints, to be proved by a test run."""

from __future__ import annotations

import configparser
import re
import sys
from collections.abc import Iterator
from pathlib import Path


def bounds() -> Iterator[str]:
    """``name==version`` for every ``name >= version`` that setup.cfg needs to run."""
    parser = configparser.ConfigParser()
    parser.read(Path(__file__).parent.parent / "setup.cfg", encoding="utf-8")
    needed = parser["options"]["install_requires"] + parser["options.extras_require"]["fast"]
    for line in needed.splitlines():
        if match := re.match(r"([\w.-]+)\s*>=\s*([\w.]+)[^;]*(;.*)?$", line.strip()):
            yield f"{match[1]}=={match[2]}{match[3] or ''}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(sorted(set(bounds()))) + "\n")
