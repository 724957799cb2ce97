"""Completion: by a real bash, and what the shells are told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class

from archive.records import Label, Tag
from scraper.cli.main import cli
from tests.archive.making import visit
from tests.command import Command
from tests.fresh import fresh

TAGS = ("hydrogen", "hy gap", "hyper;rm -rf ~", "hyb\nplain,evil", "hy\x1b[2J", "hyé", "energy")


@pytest.fixture
def filled(clusternews: Command) -> Command:
    tags = tuple(Tag(f"The {slug} \n\x1b[2J", slug) for slug in TAGS)
    with fresh(clusternews.archive) as archive:
        archive.add_site("example", "Example", "https://www.example.eu")
        archive.save([visit(tags=tags, labels=(Label("Special"), Label("Open call")))])
    return clusternews


def completed(*words: str, shell: str = "bash", **environment: str) -> list[str]:
    """What the program answers a shell, the last word being typed."""
    asked = {"COMP_WORDS": " ".join(("clusternews", *words)), "COMP_CWORD": str(len(words))}
    kind = get_completion_class(shell)
    assert kind is not None
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**asked, **environment}.items():
            patch.setenv(name, value)
        return kind(cli, {}, "clusternews", "_CLUSTERNEWS_COMPLETE").complete().splitlines()


def test_names_of_the_archive(filled: Command) -> None:
    own = {"CLUSTERNEWS_ARCHIVE": str(filled.archive)}
    tags = completed("search", "--tag", "hy", **own)
    assert tags == ["plain,hydrogen", "plain,hyé"], "only what needs no quotes in a shell"
    assert completed("search", "--archive", str(filled.archive), "--label", "s") == [
        "plain,Special"
    ]
    assert completed("--archive", str(filled.archive), "tags", "EN") == ["plain,energy"]
    assert completed("refresh", "e", **own) == ["plain,eccp", "plain,example"]
    zsh = completed("search", "--tag", "hydro", shell="zsh", **own)
    assert zsh == ["plain", "hydrogen", "The hydrogen \\x1b[2J"]


def test_verbs_flags_choices_and_questions() -> None:
    assert completed("exp") == ["plain,explain", "plain,export"]
    assert completed("search", "--mo") == ["plain,--months"]
    assert completed("export", "--format", "p") == ["plain,parquet"]
    assert completed("query", "rising") == ["plain,rising-tags"]
    assert completed("explain", "1", "published") == ["plain,published_at"]
    assert completed("quarantine", "ac") == ["plain,accept"]
    assert completed("check", "--archive", "x") == ["file,x"]


def test_nothing_is_said_of_what_cannot_be_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    config = tmp_path / "broken.toml"
    config.write_text("[[[", encoding="utf-8")
    for archive in (broken, tmp_path, tmp_path / "none.db"):
        assert completed("search", "--archive", str(archive), "--tag", "h") == []
    assert completed("search", "--config", str(config), "--tag", "h") == []
    assert not (tmp_path / "none.db").exists()
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_a_real_bash_completes(filled: Command, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "clusternews"
    program.parent.mkdir()
    start = "from scraper.cli.main import main; main()"
    program.write_text(f"#!{sys.executable}\n{start}\n", encoding="utf-8")
    program.chmod(0o755)
    script = tmp_path / "complete.sh"
    script.write_text(filled("completion", "bash", archive=False).out, encoding="utf-8")
    asks = """
      source "$1"
      COMP_WORDS=(clusternews search --tag hydr) COMP_CWORD=3
      _clusternews_completion clusternews
      printf '%s\\n' "${COMPREPLY[@]}"
      complete -p clusternews
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", asks, "-", str(script)],
        env={
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "CLUSTERNEWS_ARCHIVE": str(filled.archive),
            "PYTHONPATH": str(Path(__file__).parents[3]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    name, registered = done.stdout.splitlines()
    assert name == "hydrogen"
    assert "_clusternews_completion clusternews" in registered


def test_scripts_for_each_shell(clusternews: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "#compdef clusternews" in clusternews("completion", "zsh", archive=False).out
    assert "complete --no-files --command clusternews" in (
        clusternews("completion", "fish", archive=False).out
    )
    monkeypatch.setenv("SHELL", "/usr/bin/zsh")
    assert "#compdef" in clusternews("completion", archive=False).out
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    ended = clusternews("completion", archive=False)
    assert (ended.code, "bash or zsh or fish" in ended.err) == (2, True)
