"""What the documents say and what the code does are held together."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from archive import errors
from scraper import __version__
from scraper.cli.main import VERBS, cli
from scraper.config import KEYS, SITE_KEYS, load_config
from tests.documents import ROOT, every_text, text_of

README, EVERY = text_of("README.md"), every_text()


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every verb, and every verb under a verb, with its full name."""
    context = click.Context(cli)
    for name in VERBS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for inner_name, inner in command.commands.items():
                yield f"{name} {inner_name}", inner


def flags(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield max(parameter.opts, key=len)


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda value: str(value))
def test_every_verb_is_in_the_readme_and_every_flag_in_it_or_a_page(
    name: str, command: click.Command
) -> None:
    assert f"`{name}" in README
    for flag in flags(command):
        assert f"`{flag}`" in EVERY or f"`{flag} " in EVERY, f"{name} {flag}"


def test_the_readme_names_no_verb_that_is_not_there() -> None:
    for verb in re.findall(r"^\s*(?:\$ )?clusternews ([a-z]+)", README, re.M):
        assert verb in VERBS, verb


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda value: str(value))
def test_every_verb_has_help_with_an_example(name: str, command: click.Command) -> None:
    assert command.help, name
    if not isinstance(command, click.Group) and name not in {"sites list", "sites show"}:
        assert f"clusternews {name}" in command.help


def test_every_verb_line_says_what_its_help_says() -> None:
    for name, (section, line) in VERBS.items():
        assert section in {"Collect", "Ask", "Look after"}
        assert line.endswith("."), name


def test_the_example_config_is_read_and_names_every_key(tmp_path: Path) -> None:
    text = (ROOT / "clusternews.toml.example").read_text(encoding="utf-8")
    values = tomllib.loads(re.sub(r"^# (\w+ = )", r"\1", text, flags=re.M))
    assert set(values) == set(KEYS)
    (site,) = values["sites"].values()
    assert set(site) == set(SITE_KEYS)
    path = tmp_path / "clusternews.toml"
    path.write_text(text, encoding="utf-8")
    assert load_config(path).site("mirror").listings[1].path == "/community-news"


def test_every_config_key_is_on_the_page_of_operations() -> None:
    for key in (*KEYS, *SITE_KEYS):
        assert f"`{key}`" in text_of("docs/operations.md"), key


def test_every_exit_code_is_in_the_readme() -> None:
    codes = {
        error.exit_code
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.ClusternewsError)
    }
    for name in ("README.md", "docs/operations.md", "docs/scheduling.md"):
        for code in codes | {0, 1, 130}:
            assert re.search(rf"^\| {code} \|", text_of(name), re.M), f"{name} {code}"


def test_the_changelog_has_an_entry_for_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
