"""The help of verbs: laid out like a manual, and its examples are true."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click
import pytest

from archive.questions import questions
from archive.records import Tag
from scraper.cli.main import VERBS, cli
from scraper.cli.manual import PAGES, Verb, VerbGroup
from tests.archive.making import BASE, LATER, visit
from tests.command import Command
from tests.fresh import fresh

#: Verbs whose examples are run; others write, ask a server, or wait for one.
RUN = {"search", "show", "history", "diff", "explain", "removed", "tags", "query", "status"}
RUN |= {"export", "schedule", "quarantine", "check", "completion", "sites"}
WRITING = {"put-back", "take-again", "accept", "reread", "try", "--keep"}
ADDRESS = "https://www.clustercollaboration.eu/news/some-title"


def commands() -> Iterator[tuple[str, click.Command]]:
    for name in VERBS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {one}", inner) for one, inner in command.commands.items())


def examples(command: click.Command) -> list[str]:
    return re.findall(r"^\s+clusternews (.*)$", command.help or "", re.M)


COMMANDS = list(commands())
EXAMPLES = [one for name, command in COMMANDS for one in examples(command)]


def parsed(words: list[str]) -> None:
    """Parse the words as the command line would, and run nothing."""
    with ExitStack() as stack:
        context = stack.enter_context(cli.make_context("clusternews", words))
        while isinstance(context.command, click.Group):
            left = [*context._protected_args, *context.args]
            name, command, left = context.command.resolve_command(context, left)
            assert command is not None
            context = stack.enter_context(command.make_context(name, left, parent=context))


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=lambda value: str(value))
def test_every_verb_has_a_page(name: str, command: click.Command) -> None:
    assert isinstance(command, Verb | VerbGroup), "cls=Verb"
    assert len(examples(command)) >= 2
    page = PAGES[name.split()[0]]
    assert page.see and not set(page.see) - set(VERBS)
    assert name.split()[0] not in page.see


def test_no_page_is_of_a_verb_that_is_not_there() -> None:
    assert set(PAGES) == set(VERBS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_understood(example: str) -> None:
    parsed(shlex.split(example.partition(" | ")[0].partition(" > ")[0]))


def test_a_wrong_example_would_be_found() -> None:
    with pytest.raises(click.UsageError):
        parsed(["search", "--no-such-flag"])
    with pytest.raises(click.UsageError):
        parsed(["quarantine", "accept", "--oops"])


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which there is what the examples name."""
    path = tmp_path_factory.mktemp("manual") / "news.db"
    tags = tuple(Tag(one.title(), one) for one in ("hydrogen", "textiles", "energy"))
    facts: dict[str, Any] = {
        "site": "eccp",
        "tags": tags,
        "title": "Hydrogen valleys and photonics",
    }
    with fresh(path) as archive:
        archive.add_site("eccp", "ECCP", BASE)
        archive.save([visit(f"{BASE}/{number}", **facts) for number in range(11)])
        archive.save([visit(ADDRESS, **facts)])
        for at, title in ((LATER, "Another"), ("2026-04-01T10:00:00+00:00", "A third")):
            archive.save([visit(ADDRESS, at=at, **facts | {"title": title})])
    return path


def runnable(example: str) -> bool:
    words = set(shlex.split(example.partition(" | ")[0]))
    return example.split()[0] in RUN and not words & WRITING and "package.zip" not in words


@pytest.mark.parametrize("example", [one for one in EXAMPLES if runnable(one)])
def test_examples_of_reading_verbs_run(
    example: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(example.partition(" | ")[0].partition(" > ")[0])
    takes = words[0] not in {"completion"} and "--archive" not in words
    if not takes:
        words = [str(path) if word == "news.db" else word for word in words]
    ended = Command(path, capsys)(*words, archive=takes)
    assert ended.code in {0, 1}, ended.err


def test_help_is_a_page(clusternews: Command) -> None:
    said = clusternews("search", "--help", archive=False).out
    titles = re.findall(r"^(\S.*):$", said, re.M)
    beginning = ["Options", "Which articles", "As it stood before", "Everywhere"]
    assert titles == [*beginning, "Exit codes", "See also"]
    assert "  1  nothing found" in said
    assert "clusternews show, clusternews tags" in said
    assert "Exit codes" in clusternews("removed", "put-back", "-h", archive=False).out
    assert "Which articles" not in clusternews("history", "-h", archive=False).out, "few options"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("serch", "x"), "`clusternews search`"),
        (("quarantine", "lst"), "`clusternews quarantine list`"),
        (("search", "--tga", "x"), "--tag"),
        (("query", "rising-tgs"), "rising-tags"),
        (("search", "x", "--tag", "hydrogn"), "Hydrogen"),
        (("search", "x", "--site", "ecp"), "eccp"),
        (("crawl", "ecpp"), "'eccp'"),
        (("explain", "1", "titel"), "title"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    words: tuple[str, ...], meant: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = Command(path, capsys)(*words)
    assert ended.code in {1, 2}
    assert meant in ended.err and not ended.out


def test_what_is_said_names_verbs_that_are_there() -> None:
    """Hints, errors and examples that name a verb or a question which is gone help nobody."""
    for source in (Path(__file__).parents[3] / "scraper" / "cli").glob("*.py"):
        text = source.read_text(encoding="utf-8")
        for verb, word in re.findall(r"[`\" ]clusternews ([a-z]+)(?: ([a-z][a-z-]+))?", text):
            assert verb in {*VERBS, "itself"}, (source.name, verb)
            if verb == "query" and word:
                assert word in {*questions(), "select"}, (source.name, word)
