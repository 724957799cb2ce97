"""The pages under docs: what is made from code is as made, links lead somewhere, commands and
recipes work."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from archive.opening import open_reading
from archive.queries import run_query
from archive.questions import NAME, find_question
from archive.schema import TABLES
from scraper import __version__
from scraper.cli.main import cli
from scraper.config import load_config
from tests.documents import DOCUMENTS, ROOT, anchors, blocks, commands, links, text_of
from tests.newsrooms import build
from tests.readme import PAGES, PARTS, part
from tests.schema_page import SUBJECTS

#: What is not run, because it belongs to the machine of the reader.
_ELSEWHERE = frozenset({"--version", "--help"})


@pytest.fixture(scope="module")
def newsrooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("newsrooms") / "news.db"
    build(path)
    yield path


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_made_is_as_made(name: str) -> None:
    assert text_of(name) == PAGES[name](), "python -m tests.readme writes it"


@pytest.mark.parametrize(("name", "mark"), PARTS)
def test_a_part_that_is_made_is_as_made(name: str, mark: str) -> None:
    assert part(mark, text_of(name)) == PARTS[name, mark](), "python -m tests.readme writes it"


def test_every_table_has_one_subject() -> None:
    named = [name for _, names in SUBJECTS.values() for name in names.split()]
    assert sorted(named) == sorted(table.name for table in TABLES)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    for path, anchor in links(name):
        target = (folder / path).resolve() if path else ROOT / name
        assert target.exists(), f"{path}: no such file"
        if anchor:
            assert anchor in anchors(str(target.relative_to(ROOT))), f"{path}#{anchor}"


def test_anchors_are_those_of_github() -> None:
    assert {"the-schema", "articles_full", "what-is-asked-for"} <= anchors("docs/schema.md")
    assert "adding-a-platform-ten-lines" in anchors("docs/sites.md")


def test_the_readme_leads_to_every_page() -> None:
    led_to = {path for path, _ in links("README.md")}
    pages = {f"docs/{path.name}" for path in (ROOT / "docs").iterdir() if path.is_file()}
    assert pages <= led_to


def resolved(words: list[str]) -> click.Command:
    """The command of these words, with its options and arguments parsed."""
    command: click.Command = cli
    context = click.Context(cli)
    while isinstance(command, click.Group):
        inner = command.get_command(context, words[0]) if words else None
        if inner is None and command is not cli:
            break
        assert inner is not None, words
        command, words = inner, words[1:]
    if not any(word in _ELSEWHERE for word in words):
        command.make_context(command.name, list(words), parent=context)
    return command


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_is_one(name: str) -> None:
    for words in commands(name):
        if words and words[0] not in _ELSEWHERE:
            resolved(words)


def test_a_command_that_is_none_is_seen() -> None:
    for wrong in (["serch", "x"], ["search", "--newest"], ["backup", "a", "b"]):
        with pytest.raises((AssertionError, click.UsageError)):
            resolved(wrong)


def test_every_question_that_is_named_is_one_and_takes_what_it_is_given() -> None:
    asked = [words[1:] for name in DOCUMENTS for words in commands(name) if words[:1] == ["query"]]
    named = [words for words in asked if words and NAME.fullmatch(words[0])]
    assert len(named) > 10
    for name, *words in named:
        takes = [one.name for one in find_question(name).parameters]
        given = [word for word in words[: len(takes)] if not word.startswith("--")]
        by_name = {word.partition("=")[0] for word in given if re.match(r"\w+=", word)}
        assert by_name <= set(takes), words


def test_every_file_that_is_named_is_there() -> None:
    for name in DOCUMENTS:
        for module in re.findall(r"python -m ((?:benchmarks|tests)[\w.]*)", text_of(name)):
            assert (ROOT / f"{module.replace('.', '/')}.py").exists(), f"{name}: {module}"
        for path in re.findall(r"`((?:archive|scraper|tests|docs)/[\w./]+\.\w+)`", text_of(name)):
            if not path.split("/")[-1].startswith(("NAME", "X.")):
                assert (ROOT / path).exists(), f"{name}: {path}"


@pytest.mark.parametrize(
    ("name", "heading"),
    [("docs/benchmarks.md", "Questions, rereading and care"), ("docs/reliability.md", "Measured")],
)
def test_every_figure_has_its_command(name: str, heading: str) -> None:
    section = text_of(name).split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 10
    assert [row for row in rows if not re.search(r"\| `python -m [^|]+` \|$", row)] == []


@pytest.mark.parametrize("sql", blocks("docs/querying.md", "sql"))
def test_every_recipe_is_answered(newsrooms: Path, sql: str) -> None:
    columns, _ = run_query(open_reading(newsrooms), sql)
    assert len(set(columns)) == len(columns)


def test_the_python_of_the_page_runs(newsrooms: Path) -> None:
    """In a process of its own, as a reader would, with the archive beside it."""
    program = "\n".join(blocks("docs/querying.md", "python"))
    assert program
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=newsrooms.parent,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Hydrogen" in ended.stdout


def test_the_ten_lines_make_a_platform(tmp_path: Path) -> None:
    (block,) = blocks("docs/sites.md", "toml")
    assert len(block.splitlines()) == 10
    path = tmp_path / "clusternews.toml"
    path.write_text(block, encoding="utf-8")
    site = load_config(path).site("harbour")
    assert site.listings[0].path == "/news"
    assert site.is_article_path("/news/one")
    assert not site.is_article_path("/news/")


def test_how_to_cite_names_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == __version__
    assert cited["license"] == "Apache-2.0"
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
