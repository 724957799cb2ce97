"""``clusternews report``: where it goes, what it begins with, and what can be wrong with it."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine

from archive.store import Archive
from scraper.report.last import made_by
from tests.archive.making import BASE, visit
from tests.command import Command
from tests.scraper.report import made


@pytest.fixture
def filled(clusternews: Command) -> Command:
    with Archive.open(clusternews.archive) as archive:
        archive.save(
            [
                visit(f"{BASE}/1", title="Hydrogen in Graz", tags=(made.tag("Hydrogen"),)),
                visit(f"{BASE}/2", title="Skills", tags=(), published_at="2017-01-02"),
            ]
        )
    return clusternews


def test_a_report_is_one_page_by_default(filled: Command, tmp_path: Path) -> None:
    ended = filled("report")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "a report on 2 articles written to report.html\n"
    page = tmp_path / "report.html"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert {path.name for path in tmp_path.iterdir() if "t.db" not in path.name} == {page.name}


def test_forms_and_targets(filled: Command, tmp_path: Path) -> None:
    for words, begins in (
        (("--format", "md"), "# Cluster news"),
        (("--format", "md", "-o", "-"), "# Cluster news"),
        (("-o", "-"), "<!doctype html>"),
    ):
        ended = filled("report", *words)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out.startswith(begins)
    assert filled("report", "-o", "a.md").code == 0
    assert Path("a.md").read_text(encoding="utf-8").startswith("# Cluster news")
    assert filled("report", "-o", "b.txt", "--format", "md").code == 0
    assert Path("b.txt").exists()
    assert not list(tmp_path.glob("*.part"))


def test_words_and_filters_choose(filled: Command) -> None:
    for words, count in ((("hydrogen",), 2), (("--tag", "hydrogen"), 1), (("nothing",), 0)):
        ended = filled("report", *words, "--json")
        assert ended.code == (0 if count else 1)
        (row,) = ended.json()["figures"]["numbers"]["rows"]
        assert row["articles"] == count
    ended = filled("report", "--tag", "hydrogn")
    assert ended.code == 1
    assert "near: Hydrogen" in ended.err
    assert not Path("report.html").exists()


def test_json_is_the_figures_and_writes_no_file(filled: Command) -> None:
    ended = filled("report", "--json", "-o", "x.html")
    answer = ended.json()
    assert not Path("x.html").exists()
    assert answer["digest"].startswith("sha256:")
    for figure in answer["figures"].values():
        assert figure["sql"]
    sql = answer["figures"]["years"]["sql"]
    again = filled("query", sql, "--json")
    assert again.json() == answer["figures"]["years"]["rows"]


def test_the_next_report_says_what_is_new_since_this_one(filled: Command) -> None:
    with time_machine.travel("2030-01-01T10:00:00+00:00", tick=False):
        assert filled("report", "--new-since", "2029-12").code == 0
        assert made_by(Path("report.html")) == "2030-01-01T10:00:00+00:00"
    with (
        time_machine.travel("2030-01-02T10:00:00+00:00", tick=False),
        Archive.open(filled.archive) as archive,
    ):
        archive.save([visit(f"{BASE}/3", title="A third")])
    with time_machine.travel("2030-01-03T10:00:00+00:00", tick=False):
        assert filled("report").code == 0
        text = Path("report.html").read_text(encoding="utf-8")
        assert "1 article new and 0 changed since the report before (2030-01-01 10:00 UTC)." in text
        assert filled("report").code == 0
        text = Path("report.html").read_text(encoding="utf-8")
        assert "0 articles new and 0 changed since the report before (2030-01-03" in text
        assert filled("report", "--new-since", "2030-01-02").code == 0
        assert "1 article new" in Path("report.html").read_text(encoding="utf-8")


def test_as_of_a_day(filled: Command) -> None:
    ended = filled("report", "--as-of", "2026-03-01", "--format", "md")
    assert ended.code == 0
    assert "clusternews-report of 2026-03-01T23:59:59+00:00" in ended.out
    assert "as of 2026-03-01T23:59:59+00:00" in ended.out
    assert filled("report", "--as-of", "1999").code == 1


def test_pictures_for_slides(filled: Command) -> None:
    for _ in range(2):  # those of the report before are replaced
        ended = filled("report", "--format", "md", "--png", "slides/now")
        assert ended.code == 0, ended.err
    names = {path.name for path in Path("slides/now").iterdir()}
    assert {"articles-by-month.png", "topics-by-year.png", "coverage.png"} <= names
    assert f"{len(names)} pictures written to slides/now" in ended.err
    for name in names:
        head = Path("slides/now", name).read_bytes()[:24]
        assert head.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">I", head[16:20])[0] > 500


def test_wrong_targets_are_refused_and_lose_nothing(filled: Command, tmp_path: Path) -> None:
    Path("folder").mkdir()
    Path("file").write_text("", encoding="utf-8")
    Path("other.html").write_bytes(b"SQLite format 3\0" + b"\0" * 100)
    before = filled.archive.read_bytes()
    for words, says in (
        (("-o", filled.archive, "--format", "html"), "archive itself"),
        (("-o", "other.html"), "is a database"),
        (("-o", "folder", "--format", "html"), "is a folder"),
        (("-o", "none/a.html"), "cannot be written"),
        (("-o", "a.pdf"), "means no form"),
        (("-o", "a\0.html"), "no file name"),
        (("--png", "file"), "cannot be made"),
        (("--png", "a\0b"), "no folder name"),
        (("--new-since", "yesterday"), "no date"),
    ):
        ended = filled("report", *words)
        assert ended.code == 2, words
        assert says in ended.err
        assert "Traceback" not in ended.err
    assert filled.archive.read_bytes() == before
    assert Path("other.html").read_bytes().startswith(b"SQLite")


def test_an_archive_that_is_not_there_is_not_made(clusternews: Command) -> None:
    assert clusternews("report").code == 2
    assert not clusternews.archive.exists()


@pytest.mark.parametrize(("words", "code"), [((), 2), (("--format", "md"), 0), (("--json",), 0)])
def test_without_the_extra_it_is_named_where_it_is_needed(
    filled: Command, words: tuple[str, ...], code: int
) -> None:
    program = (
        "import sys\n"
        "for name in ('altair', 'vl_convert', 'jinja2'):\n    sys.modules[name] = None\n"
        "from scraper.cli.main import main\n"
        f"main({['--archive', str(filled.archive), 'report', *words]!r})\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    assert ("clusternews[report]" in done.stderr) == (code == 2)
    if words == ("--json",):
        assert json.loads(done.stdout)["figures"]["numbers"]["rows"][0]["articles"] == 2
