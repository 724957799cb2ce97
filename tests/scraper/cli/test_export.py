"""``clusternews export``: every format, every target, and what can be wrong with one."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from archive.store import Archive
from scraper.exports import formats
from scraper.exports.formats import FORMATS, Shape, format_of
from tests.archive.making import BASE, visit
from tests.command import Command
from tests.fresh import fresh

TARGETS = {"csv": "a.csv", "jsonl": "a.jsonl", "parquet": "a.parquet", "sqlite": "a.sqlite"}


@pytest.fixture
def filled(clusternews: Command) -> Command:
    with fresh(clusternews.archive) as archive:
        archive.save(
            [
                visit(f"{BASE}/1", title="Hydrogen in Graz", body_text="ana@example.eu"),
                visit(f"{BASE}/2", title="Other", body_text="No more", tags=()),
            ]
        )
    return clusternews


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_every_format_is_written_by_its_ending_or_its_name(filled: Command, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name, target in TARGETS.items():
        ended = filled("export", "-o", folder / target)
        assert (ended.code, ended.out) == (0, ""), ended.err
        assert "2 articles written" in ended.err
        assert format_of(None, target).name == name
    ended = filled("export", "--format", "markdown", "-o", folder / "md")
    assert ended.code == 0
    assert left_in(folder) == {*TARGETS.values(), "md"}
    assert len(left_in(folder / "md")) == 2


def test_words_and_limit_and_filters_choose(filled: Command) -> None:
    for words, count in (
        (("hydrogen",), 1),
        (("hydrogen", "more"), 0),
        (("graz hydrogen",), 0),
        (("--limit", "1"), 1),
        (("--tag", "value-chains", "-o", "-"), 1),
    ):
        ended = filled("export", *words)
        assert ended.code == (0 if count else 1)
        assert len(ended.out.splitlines()) == count


def test_options_of_formats(filled: Command, tmp_path: Path) -> None:
    ended = filled("export", "--schema", "schema.org", "--limit", "1")
    assert json.loads(ended.out)["@type"] == "NewsArticle"
    assert filled("export", "--format", "csv", "--bom").out.startswith("\ufeffid")
    for words in (
        ("--format", "csv", "--schema", "schema.org"),
        ("--bom",),
        ("--format", "parquet"),
        ("--format", "sqlite"),
        ("--format", "markdown", "-o", "-"),
        ("-o", str(tmp_path / "a.xlsx")),
    ):
        ended = filled("export", *words)
        assert ended.code == 2, words
        assert ended.out == ""
    assert not (tmp_path / "a.xlsx").exists()


def test_contacts_by_flag_and_by_config(filled: Command, tmp_path: Path) -> None:
    assert "ana@example.eu" in filled("export").out
    config = tmp_path / "other.toml"
    config.write_text('contacts = "hash"\n', encoding="utf-8")
    assert "ana@example.eu" not in filled("export", "--config", config).out
    assert "ana@example.eu" in filled("export", "--config", config, "--contacts", "keep").out
    assert "e-mail-left-out" in filled("export", "--contacts", "leave-out").out
    config.write_text('contacts = "hide"\n', encoding="utf-8")
    refused = filled("export", "--config", config)
    assert refused.code == 2
    assert "leave-out" in refused.err
    ended = filled("export", "-o", tmp_path / "x.sqlite", "--contacts", "hash")
    assert "left out" in ended.err


@pytest.mark.parametrize("name", list(FORMATS))
def test_targets_that_cannot_be_written(filled: Command, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "kept").write_text("kept", encoding="utf-8")
    file = folder / "file"
    file.write_text("kept", encoding="utf-8")
    targets = [folder / "in", folder / "no" / "out", file / "out", filled.archive]
    targets += [folder / ("x" * 300), Path("/proc/out"), Path("nul\0byte")]
    if FORMATS[name].shape is Shape.FOLDER:
        targets.append(file)
    else:
        # a name for what is there already is no folder to write through
        (folder / "link").symlink_to(folder / "in")
        targets.append(folder / "link")
    before = filled.archive.read_bytes()
    for target in targets:
        ended = filled("export", "--format", name, "-o", target)
        assert ended.code in {2, 3}, (target, ended.err)
        assert ended.err.startswith("clusternews: ")
        assert "Traceback" not in ended.err
    assert left_in(folder) <= {"in", "file", "link"}
    assert left_in(folder / "in") == {"kept"}
    assert file.read_text(encoding="utf-8") == "kept"
    assert filled.archive.read_bytes() == before
    assert filled("export", "--format", "csv").code == 0


def test_no_database_is_overwritten(filled: Command, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
    before = other.read_bytes()
    ended = filled("export", "-o", other)
    assert ended.code == 2
    assert "none is overwritten" in ended.err
    assert other.read_bytes() == before
    (tmp_path / "alias.csv").symlink_to(filled.archive)
    assert "archive itself" in filled("export", "-o", tmp_path / "alias.csv").err


def test_a_writer_that_fails_leaves_what_was_there(
    filled: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second article is damaged: what is there already stays, and nothing beside it."""
    with closing(sqlite3.connect(filled.archive)) as connection:
        connection.execute("UPDATE version_contents SET fields = '{}' WHERE version_id = 1")
        connection.commit()
    folder = tmp_path / "out"
    folder.mkdir()
    for name, target in {**TARGETS, "markdown": "md"}.items():
        if FORMATS[name].shape is Shape.FOLDER:
            ended = filled("export", "--format", name, "-o", folder / target)
        else:
            (folder / target).write_text("before", encoding="utf-8")
            ended = filled("export", "--contacts", "hash", "-o", folder / target)
        assert ended.code == 3, name
        assert "damaged" in ended.err
    assert left_in(folder) == set(TARGETS.values())
    assert {(folder / one).read_text(encoding="utf-8") for one in TARGETS.values()} == {"before"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("to_stdout", [True, False])
def test_a_full_disk_is_said(filled: Command, to_stdout: bool) -> None:
    words = ["export", "--format", "csv", "--archive", str(filled.archive)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "scraper.cli",
                *words,
                *([] if to_stdout else ["-o", "/dev/full"]),
            ],
            stdout=full if to_stdout else subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert "No space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert Path("/dev/full").is_char_device()


def test_a_full_disk_leaves_nothing(filled: Command, tmp_path: Path) -> None:
    """Files of a process of its own may not grow beyond some bytes."""
    code = """
import resource, signal, sys
from scraper.cli.main import run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
archive, folder, *names = sys.argv[1:]
for name in names:
    words = ["export", "--format", name, "-o", f"{folder}/{name}", "--archive", archive]
    print(name, run(words), flush=True)
"""
    folder = tmp_path / "out"
    folder.mkdir()
    names = [*TARGETS, "markdown"]
    done = subprocess.run(
        [sys.executable, "-c", code, filled.archive, folder, *names],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == [f"{name} 3" for name in names], done.stderr
    assert len(done.stderr.splitlines()) == len(names)
    assert left_in(folder) == set()


def test_a_reader_that_goes_away_ends_it_quietly(clusternews: Command) -> None:
    with Archive.open(clusternews.archive) as archive:
        archive.save([visit(f"{BASE}/{n}", body_text="word " * 40_000) for n in range(4)])
    process = subprocess.Popen(
        [sys.executable, "-m", "scraper.cli", "export", "--archive", str(clusternews.archive)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) in {0, 1}
    assert said == ""


def test_a_pipe_is_written_to_as_it_is(filled: Command, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True)
    assert filled("export", "--format", "csv", "-o", pipe).code == 0
    out, _ = reader.communicate(timeout=60)
    assert len(list(csv.reader(out.splitlines()))) == 3
    assert pipe.is_fifo()
    assert filled("export", "--format", "parquet", "-o", pipe).code == 2


def test_a_package_that_is_missing_is_named(
    filled: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in (("pyarrow", "parquet"), ("markdownify", "markdown"), ("yaml", "markdown")):
        with monkeypatch.context() as patched:
            for loaded in [one for one in sys.modules if one.startswith("scraper.exports.mark")]:
                patched.delitem(sys.modules, loaded)
            patched.delitem(sys.modules, "scraper.exports.parquet", raising=False)
            patched.setitem(sys.modules, module, None)
            ended = filled("export", "--format", name, "-o", tmp_path / "out")
        assert ended.code == 2, module
        assert f"pip install 'clusternews[{name}]'" in ended.err
        assert not (tmp_path / "out").exists()


def test_formats_are_told_by_their_endings_alone_once() -> None:
    endings = [end for one in formats.FORMATS.values() for end in one.endings]
    assert len(endings) == len(set(endings))
    assert format_of(None, None).name == "jsonl"
    assert format_of(None, "folder/name").name == "jsonl"
    assert format_of("csv", "x.parquet").name == "csv"
