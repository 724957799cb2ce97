"""Print the lower bounds of setup.cfg as pip constraints, to be proved by a test run."""

from __future__ import annotations

import configparser
import re
import sys
from collections.abc import Iterator
from pathlib import Path

#: Extras whose oldest versions are proved too.
PROVED = ("fast", "web", "report")


def bounds() -> Iterator[str]:
    """``name==version`` for every ``name >= version`` that setup.cfg needs to run."""
    parser = configparser.ConfigParser()
    parser.read(Path(__file__).parent.parent / "setup.cfg", encoding="utf-8")
    extras = parser["options.extras_require"]
    needed = parser["options"]["install_requires"] + "".join(extras[name] for name in PROVED)
    for line in needed.splitlines():
        if match := re.match(r"([\w.-]+)\s*>=\s*([\w.]+)[^;]*(;.*)?$", line.strip()):
            yield f"{match[1]}=={match[2]}{match[3] or ''}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(sorted(set(bounds()))) + "\n")
