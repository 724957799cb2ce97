"""What reaches the terminal, a pipe, a spreadsheet: never something a page could use."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from archive.lock import hold
from scraper.cli.output import line, shown
from tests.command import Command

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: Marks that turn text around: harmless as data, not before a person's eyes.
TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
URL = "https://www.clustercollaboration.eu/news/hostile"
HOSTILE = (
    "=HYPERLINK(&quot;http://x&quot;) \x1b]0;owned\x07\x1b[31mred \u202ereversed\u202c "
    "'); DROP TABLE articles;-- &lt;script&gt;alert(1)&lt;/script&gt; \r back\u2066 \U0001f680"
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{HOSTILE}</title></head>
<body><article data-history-node-id="7" class="node"><h1><span class="field">{HOSTILE}</span></h1>
<div class="field--name-body"><p>{"The cluster of many words met again in Graz. " * 8}</p>
<p>{HOSTILE} and a further sentence that makes this paragraph long enough to be one.</p></div>
<div class="field--name-field-tags"><a href="/tags/x">=1+1\x1b[31m \u202ered</a></div>
</article></body></html>"""


@pytest.fixture
def hostile(clusternews: Command, tmp_path: Path) -> Command:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert clusternews("ingest", page, "--site", "eccp", "--url", URL).code == 0
    return clusternews


READING = (
    ("search", "cluster"),
    ("search", "cluster", "--json"),
    ("show", "1"),
    ("show", "1", "--evidence"),
    ("show", "1", "--json"),
    ("tags",),
    ("tags", "--json"),
    ("query", "select * from articles_full"),
    ("query", "select * from articles_full", "--json"),
    ("query", "select * from articles_full", "--csv"),
    ("export", "--format", "jsonl"),
    ("status",),
)


@pytest.mark.parametrize("words", READING, ids=lambda words: "-".join(words[:3]))
def test_no_control_character_reaches_the_terminal(
    hostile: Command, words: tuple[str, ...]
) -> None:
    ended = hostile(*words)
    assert ended.code == 0, ended.err
    assert ended.out.strip()
    assert not CONTROL.search(ended.out.replace("\r\n", "\n"))
    assert not CONTROL.search(ended.err)
    if "--csv" not in words and "jsonl" not in words:
        assert not TURNED.search(ended.out)


def test_no_cell_starts_a_formula(hostile: Command) -> None:
    for words in (("export", "--format", "csv"), ("query", "select * from articles", "--csv")):
        rows = list(csv.reader(io.StringIO(hostile(*words).out)))
        assert len(rows) == 2
        assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]
        assert any("HYPERLINK" in cell for cell in rows[1])


def test_json_lines_are_one_object_a_line(hostile: Command) -> None:
    lines = hostile("export", "--format", "jsonl").out.splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["url"] == URL


def test_an_export_to_a_file(hostile: Command, tmp_path: Path) -> None:
    for name in ("out.csv", "out.jsonl"):
        ended = hostile("export", "--output", tmp_path / name)
        assert ended.code == 0
        assert ended.out == ""
        assert (tmp_path / name).stat().st_size > 100
    assert not list(tmp_path.glob("*.part"))
    refused = hostile("export", "--output", tmp_path / "no" / "out.csv")
    assert refused.code == 2
    assert "out.csv" in refused.err


def test_results_go_to_stdout_and_talk_to_stderr(hostile: Command) -> None:
    ended = hostile("search", "cluster", "--count")
    assert ended.out == "1\n"
    ended = hostile("search", "cluster")
    assert "1 article, 1 shown" in ended.err
    assert "shown" not in ended.out


def test_a_reader_that_goes_away(hostile: Command) -> None:
    """``clusternews query ... | head -1`` ends quietly."""
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n"
    words = ("query", endless, "--limit", "200000", "--archive", str(hostile.archive))
    process = subprocess.Popen(
        [sys.executable, "-m", "scraper.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == "i\n"
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) in {0, 1}
    assert "Traceback" not in said


def test_a_second_run_while_one_holds_the_archive(hostile: Command, tmp_path: Path) -> None:
    with hold(hostile.archive):
        ended = hostile("ingest", tmp_path / "page.html", "--site", "eccp", "--url", URL)
        assert ended.code == 75
        assert "in use" in ended.err
        assert hostile("search", "cluster").code == 0


def test_control_characters_are_made_visible() -> None:
    assert shown("a\x1b[31mb\x07\u202e") == "a\\x1b[31mb\\x07\\u202e"
    assert shown("one\ntwo\tthree") == "one\ntwo\tthree"
    assert line("one\n two\r\n three") == "one two three"
