"""Without the packages of an extra: the core works, and what needs one says which."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from archive.errors import MissingExtra
from scraper import extras
from tests.archive.making import visit
from tests.command import Ended
from tests.fresh import fresh

#: Packages that only extras bring.
OPTIONAL = (
    *("pyarrow", "markdown_it", "markdownify", "yaml", "apprise"),
    *("altair", "vl_convert", "datasette", "uvicorn", "pandas", "numpy"),
)
CORE = (
    ("search", "hydrogen"),
    ("show", "1"),
    ("history", "1"),
    ("explain", "1", "title"),
    ("tags",),
    ("removed",),
    ("status",),
    ("sites",),
    ("query", "--list"),
    ("query", "select 1"),
    ("quarantine", "list"),
    ("export", "--format", "csv"),
    ("export", "--format", "sqlite", "--output", "copy.db"),
    ("export", "--format", "warc", "--output", "copy.warc"),
    ("check",),
    ("backup", "safe.db"),
    ("schedule", "--cron"),
    ("completion", "fish"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with fresh(path) as archive:
        archive.save([visit()])
    return path


def without_extras(*commands: tuple[str, ...], folder: Path) -> Ended:
    """Run them one after the other where no package of an extra can be imported; the highest
    exit code."""
    hide = "".join(f"sys.modules[{name!r}] = None\n" for name in OPTIONAL)
    code = (
        f"import sys\n{hide}from scraper.cli.main import run\n"
        f"sys.exit(max(run(['--archive', 'news.db', *words]) for words in {commands!r}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def test_the_core_needs_no_extra(path: Path) -> None:
    ended = without_extras(*CORE, folder=path.parent)
    assert ended.code in {0, 1}, ended.err
    assert "pip install" not in ended.err


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        (("export", "--format", "parquet", "--output", "x.parquet"), "parquet"),
        (("export", "--format", "markdown", "--output", "x"), "markdown"),
        (("report", "--output", "x.html"), "report"),
        (("serve", "--port", "0"), "web"),
    ],
)
def test_a_verb_says_which_extra_it_needs(words: tuple[str, ...], extra: str, path: Path) -> None:
    ended = without_extras(words, folder=path.parent)
    assert ended.code == 2, ended.err
    assert f"try: pip install 'clusternews[{extra}]'" in ended.err
    assert "Traceback" not in ended.err and ended.out == ""
    assert not (path.parent / words[-1]).exists()


def test_messages_about_runs_say_which_extra_they_need(path: Path) -> None:
    config = path.with_name("clusternews.toml")
    config.write_text('[notify]\nurls = ["json://127.0.0.1/"]\n', encoding="utf-8")
    words = ("crawl", "eccp", "--contact", "me@example.org")
    ended = without_extras(words, folder=path.parent)
    assert ended.code == 2
    assert "[notify] urls" in ended.err and "pip install 'clusternews[notify]'" in ended.err


def test_what_is_said_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "scraper.exports.parquet", raising=False)
    with pytest.raises(MissingExtra) as caught:
        extras.load("scraper.exports.parquet", extra="parquet", needed_by="export to parquet")
    assert str(caught.value).startswith("export to parquet needs the package pyarrow, ")
    assert caught.value.hint == "pip install 'clusternews[parquet]'"
    assert extras.load("json", extra="x", needed_by="y").dumps([]) == "[]"
