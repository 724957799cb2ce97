"""What every reading verb shows of a hostile archive, at any width, with and without colours."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archive.records import Evidence, Label, Person, Problem, RemovedBlock, Severity, Tag
from tests.archive.making import BASE, LATER, visit
from tests.command import Command
from tests.fresh import fresh
from tests.terminal import CONTROL, TURNING, on_terminal

EVIL = "\x1b]0;owned\x07\x1b[31mred \u202eturned\u202c \x9b2J 漢字 👩‍🔬 e\u0301\u0302 \u2066 {{7}}"
URL = f"{BASE}/news/\x1b[2J\u202eone"
PROGRAM = (sys.executable, "-m", "scraper.cli")
READING = (
    ("search", "hydrogen"),
    ("search", "hydrogen", "--facets", "--months"),
    ("search", "nowhere"),
    ("show", "1", "--evidence"),
    ("history", "1"),
    ("history", "1", "--all"),
    ("diff", "1"),
    ("explain", "1", "title"),
    ("explain", "1", "tags"),
    ("tags",),
    ("tags", "evil"),
    ("tags", "--changes", "--lost"),
    ("status",),
    ("sites",),
    ("removed",),
    ("removed", "1"),
    ("removed", "--rule", "navigation"),
    ("quarantine", "list"),
    ("query", "--list"),
    ("query", "select * from articles_full"),
    ("query", "select title, url, site from articles_full"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("set") / f"news {EVIL[:0]}.db"
    facts: dict[str, Any] = {
        "url": URL,
        "tags": (Tag(EVIL, "evil"), Tag("x" * 5000, "long")),
        "labels": (Label(EVIL),),
        "authors": (Person(EVIL),),
        "problems": (Problem("odd", EVIL, Severity.WARNING),),
        "removed": (RemovedBlock("navigation:nav", EVIL, EVIL),),
        "evidence": (Evidence("title", "text", EVIL, EVIL, 0.5),),
    }
    with fresh(path) as archive:
        archive.add_site("example", EVIL, BASE)
        run = archive.begin_run("crawl", ["example"], {})
        archive.save([visit(title=EVIL, body_text=f"Of hydrogen {EVIL}.", **facts)], run)
        archive.end_run(run)
        later = f"Of hydrogen, again {EVIL}."
        archive.save([visit(title=f"Now {EVIL}", at=LATER, body_text=later, **facts)])
        long = "hydrogen " + "w" * 1_000_000
        archive.save([visit(f"{BASE}/long", title="t" * 50_000, body_text=long)])
    return path


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("columns", [80, 200])
def test_on_a_terminal(path: Path, words: tuple[str, ...], columns: int) -> None:
    ended = on_terminal(*words, archive=path, columns=columns)
    assert ended.code in {0, 1}, ended.text
    assert ended.text.strip()
    assert not ended.too_wide(columns)
    assert not CONTROL.search(ended.text), "only colours"
    assert not TURNING.search(ended.text)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_without_colours(path: Path, words: tuple[str, ...]) -> None:
    setting = {"NO_COLOR": "1"} if len(words) % 2 else {"TERM": "dumb"}
    ended = on_terminal(*words, archive=path, columns=40, **setting)
    assert not CONTROL.search(ended.out)
    digest = re.compile(r"\b[0-9a-f]{64}\b")
    assert not [one for one in ended.too_wide(40) if not digest.search(one)]


@pytest.mark.parametrize("words", [("show", "2"), ("search", "hydrogen"), ("history", "2")])
def test_words_of_a_megabyte(path: Path, words: tuple[str, ...]) -> None:
    assert not on_terminal(*words, archive=path).too_wide(80)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_in_a_pipe(path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    ended = Command(path, capsys)(*words)
    assert ended.code in {0, 1}, ended.err
    assert not CONTROL.search((ended.out + ended.err).replace("\t", ""))
    assert not TURNING.search(ended.out + ended.err)
    assert "try:" not in ended.out and "more: " not in ended.err, "hints are for people"


@pytest.mark.parametrize("words", [("search", "hydrogen"), ("show", "1"), ("query", "--list")])
def test_a_reader_that_leaves_after_a_line(path: Path, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        ["bash", "-c", 'set -o pipefail; "$@" | head -1', "-", *PROGRAM, *words, "--archive", path],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr and b"Broken" not in done.stderr


def test_letters_that_the_terminal_does_not_have(path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "show", "1", "--archive", path],
        env={"PYTHONIOENCODING": "iso-8859-1", "LC_ALL": "C", "PATH": "/usr/bin"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"\\u6f22" in done.stdout


def test_what_was_found_is_marked(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b[1;33mhydrogen\x1b[0m" in on_terminal("search", "hydrogen", archive=path).out
    plain = on_terminal("search", "hydrogen", archive=path, NO_COLOR="1").out
    assert "*hydrogen*" in plain
    assert "*hydrogen*" in Command(path, capsys)("search", "hydrogen").out


def test_where_nothing_was_found_is_said_what_to_try(path: Path) -> None:
    said = on_terminal("search", "hydrogen nowhere", archive=path).words
    assert "each word alone: hydrogen 2, nowhere 0" in said
    assert (
        "without the filters there are 2"
        in on_terminal("search", "hydrogen", "--since", "2030", archive=path).words
    )
    assert "tags that look like it: " in on_terminal("search", "xxxx" * 900, archive=path).words


def test_how_to_go_on_is_said_to_people(path: Path) -> None:
    said = on_terminal("search", "hydrogen", "--limit", "1", archive=path).words
    assert "more: --offset 1 · read one: clusternews show " in said
    assert (
        "--offset 9 leaves nothing"
        in on_terminal("search", "hydrogen", "--offset", "9", archive=path).words
    )


def test_no_date_is_a_state(clusternews: Command) -> None:
    sure = Evidence("published_at", "not_in_form", "print", None, None)
    with fresh(clusternews.archive) as archive:
        absent = visit(f"{BASE}/1", published_at=None, evidence=())
        hidden = visit(f"{BASE}/2", published_at=None, evidence=(sure,))
        archive.save([absent, hidden])
    assert "published  no date on the page" in clusternews("show", "1").out
    assert "published  not visible in this form" in clusternews("show", "2").out
    assert "no date · example" in clusternews("search", "hydrogen").out
