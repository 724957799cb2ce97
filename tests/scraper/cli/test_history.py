"""``history`` and ``diff`` on a terminal, in a pipe and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from archive.records import Tag
from tests.archive.making import gone, visit
from tests.command import Command
from tests.fresh import fresh
from tests.terminal import on_terminal

TEXT = "The call is open for firms in the whole region. It ends on 3 May, says the office."
TITLE = "A title \x1b[31mred\u202e"


@pytest.fixture
def edited(clusternews: Command) -> Command:
    edits: Iterator[dict[str, Any]] = iter(
        [
            {},
            {"body_text": TEXT.replace("3 May", "9 May")},
            {"body_text": TEXT, "title": TITLE, "tags": (Tag("Sea & sand", "sea"),)},
        ]
    )
    with fresh(clusternews.archive) as archive:
        for day, changes in enumerate(edits, 1):
            plain: dict[str, Any] = {"body_text": TEXT, "body_html": None}
            archive.save([visit(at=f"2026-03-0{day}T10:00:00+00:00", **plain | changes)])
        archive.save([gone(at="2026-03-04T10:00:00+00:00")])
    return clusternews


def test_history_in_a_pipe(edited: Command) -> None:
    done = edited("history", "1")
    head, *lines = [line.split("\t") for line in done.out.splitlines()]
    assert head[:4] == ["at", "state", "version", "classes"]
    classes = ["first", "substantive", "substantive, title, tags", "withdrawn"]
    assert [line[3] for line in lines] == classes
    assert done.code == 0
    assert "gone since 2026-03-04" in done.err
    assert "\x1b" not in done.out and "\u202e" not in done.out


def test_history_as_json(edited: Command) -> None:
    found = edited("history", "1", "--json").json()
    assert [one["class"] for one in found["changes"]][-1] == "withdrawn"
    assert found["state"] == "gone"
    every = edited("history", "1", "--all", "--json").json()
    assert all("replaced_at" in one for one in every["changes"])


def test_diff_in_a_pipe(edited: Command) -> None:
    done = edited("diff", "1", "1", "2")
    assert done.code == 0
    assert "ends on [-3-]{+9+} May" in done.out
    assert "gone since" in done.out
    done = edited("diff", "1")
    assert "[-Smart Specialisation-]" in done.out and "{+Sea & sand+}" in done.out
    assert "\x1b" not in done.out and "\u202e" not in done.out


def test_diff_as_json(edited: Command) -> None:
    found = edited("diff", "1", "2026-03-01", "2026-03-02", "--json").json()
    assert found["classes"] == ["substantive"]
    (body,) = found["fields"]
    assert {"removed": "3"} in body["passages"][0] and body["added"] == ["9"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("diff", "1", "9"), 1, "has no version 9"),
        (("diff", "1", "1999-01-01"), 1, "nothing is known of"),
        (("diff", "1", "soon"), 2, "'soon' is no date"),
        (("diff", "1", "2", "2"), 1, ""),
        (("diff", "77"), 1, "no article has the id 77"),
        (("history", "77"), 1, "no article has the id 77"),
    ],
)
def test_what_is_not_there(edited: Command, words: tuple[str, ...], code: int, said: str) -> None:
    done = edited(*words)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err


def test_diff_on_a_terminal(edited: Command) -> None:
    printed = on_terminal("diff", "1", "1", "2", archive=edited.archive).out
    assert "\x1b[9;31m3\x1b[0m" in printed, "removed: red, struck"
    assert "\x1b[32m9\x1b[0m" in printed, "added: green"
    assert "[-" not in printed


def test_no_color_is_honoured(edited: Command) -> None:
    printed = on_terminal("diff", "1", "1", "2", archive=edited.archive, NO_COLOR="1").out
    assert "[-3-]{+9+}" in printed
    assert "\x1b" not in printed


def test_history_on_a_terminal_fits_in_80_columns(edited: Command) -> None:
    printed = on_terminal("history", "1", archive=edited.archive)
    assert not printed.too_wide(80)
    assert "2026-03-04 10:00  gone" in printed.text
    assert "\x1b[31mgone since 2026-03-04 10:00" in printed.out, "a page that is gone is red"
    assert "the words that changed: clusternews diff 1" in printed.text
