"""The name of the rules: it covers all the source that decides how a page reads."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from scraper.extract.extractor import extractor, sources

ROOT = Path(__file__).parents[3]
IMPORTED = """
import sys, scraper.read, scraper.capture
for name, module in sys.modules.items():
    if name.startswith("scraper.") and getattr(module, "__file__", None):
        print(module.__file__)
"""


def test_every_module_that_reading_needs_is_in_the_digest() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    needed = {Path(line).resolve() for line in done.stdout.split("\n") if line}
    packages = {path for path in needed if path.name == "__init__.py"}
    assert len(needed) > 100
    assert needed - packages <= {path.resolve() for path in sources()}


def test_its_name_has_version_and_digest() -> None:
    assert re.fullmatch(r"clusternews/\d+\.\d+\.\d+\+[0-9a-f]{8}", extractor())


def test_the_order_of_the_files_is_stable() -> None:
    assert list(sources()) == list(sources())
    assert any(path.suffix == ".tsv" for path in sources())
