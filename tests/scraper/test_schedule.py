"""What is printed for cron and systemd, as they read it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archive.errors import UsageError
from scraper.schedule import Plan, crontab, units

ODD_FOLDERS = ("plain", "100% of 'it'", 'a "b" $HOME;', "é ; `id` #x", "%h%%n")


def plan(folder: Path, **facts: Any) -> Plan:
    known: dict[str, Any] = {
        "verb": "refresh",
        "sites": ("eccp",),
        "archive": folder / "news.db",
        "config": folder / "clusternews.toml",
        "log_dir": folder / "logs",
        "contact": None,
        "every": "day",
        "at": None,
    }
    return Plan(**{**known, **facts})


def as_cron_runs_it(line: str) -> str:
    """The command of a crontab's line as cron hands it to the shell (crontab(5))."""
    command = line.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)
    assert "\n" not in line
    return command.replace(r"\%", "%")


@pytest.mark.parametrize("name", ODD_FOLDERS)
def test_the_words_of_a_crontab_arrive_as_they_are(tmp_path: Path, name: str) -> None:
    scheduled = plan(tmp_path / name, sites=("a b", "c'd", "100%"), contact="+%@x.example")
    command = as_cron_runs_it(crontab(scheduled))
    shown = subprocess.run(
        ["/bin/sh", "-c", f"set -- {command}; printf '%s\\n' \"$@\""],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "HOME": "/"},
    )
    assert shown.stdout.splitlines() == scheduled.command(quiet=True)


@pytest.mark.parametrize("name", ["two\nlines", "back\\slash", "bell\x07"])
def test_what_no_crontab_can_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="crontab cannot hold"):
        crontab(plan(tmp_path / name))


@pytest.mark.parametrize(
    ("every", "at", "when"),
    [
        ("day", "04:37", "37 4 * * *"),
        ("day", "4:07", "7 4 * * *"),
        ("hour", "23:59", "59 * * * *"),
    ],
)
def test_the_time_that_is_said(every: str, at: str, when: str) -> None:
    line = crontab(plan(Path("/srv/news"), every=every, at=at))
    assert line.startswith(f"{when} /")


def test_the_time_that_is_chosen() -> None:
    """By night, never with everybody else, spread over archives, and always the same."""
    chosen = [plan(Path(f"/srv/{number}")) for number in range(300)]
    clocks = [one.clock for one in chosen]
    assert {hour for hour, _ in clocks} == {3, 4, 5}
    assert all(minute % 2 for _, minute in clocks)
    assert len(set(clocks)) > 60
    assert clocks == [plan(Path(f"/srv/{number}")).clock for number in range(300)]
    assert {one.weekday for one in chosen} == set(range(7))


@pytest.mark.parametrize("at", ["24:00", "4", "04:60", "noon", "", "04:37:00"])
def test_no_time(at: str) -> None:
    with pytest.raises(UsageError, match="no time of day"):
        crontab(plan(Path("/srv"), at=at))


def verify(folder: Path, texts: dict[str, str], *, system: bool) -> str:
    """What systemd's own verifier has to say of units: nothing, if all is well."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    # A manager is not needed, but a place where one would put its sockets.
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
    files = [str(folder / name) for name in texts]
    kind = "--system" if system else "--user"
    done = subprocess.run(
        ["systemd-analyze", "--man=no", kind, "verify", *files],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    return done.stdout + done.stderr + ("" if done.returncode == 0 else f"code {done.returncode}")


needs_systemd = pytest.mark.skipif(
    not Path("/usr/bin/systemd-analyze").exists(), reason="systemd-analyze is not installed"
)


@needs_systemd
@pytest.mark.parametrize("system", [False, True], ids=["user", "system"])
@pytest.mark.parametrize("name", [*ODD_FOLDERS, "back\\slash"])
def test_systemd_accepts_the_units(tmp_path: Path, name: str, system: bool) -> None:
    folder = tmp_path / name
    folder.mkdir()
    every = {"plain": "hour", "%h%%n": "week"}.get(name, "day")
    scheduled = plan(folder, every=every, sites=("a b", ";", "${HOME}"), contact="%@x.example")
    texts = units(scheduled, system=system, user="root")
    assert [Path(one).suffix for one in texts] == [".service", ".timer"]
    assert verify(tmp_path / "units", texts, system=system) == ""


@needs_systemd
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Persistent=true", "Persistant=true"),
        ("OnCalendar=*", "OnCalendar=25:00 *"),
        ("Type=oneshot", "Type=oneshoot"),
        (f'ExecStart="{Path(sys.executable).parent}', 'ExecStart="/nowhere'),
    ],
)
def test_the_verifier_would_object(tmp_path: Path, old: str, new: str) -> None:
    texts = units(plan(tmp_path), system=True, user="root")
    assert any(old in text for text in texts.values())
    spoilt = {name: text.replace(old, new) for name, text in texts.items()}
    assert verify(tmp_path / "units", spoilt, system=True) != ""


def test_words_of_a_unit_are_quoted(tmp_path: Path) -> None:
    folder = tmp_path / 'a "b" 5% $x \\'
    service, _ = units(plan(folder, sites=("$y",)), system=True, user="news").values()
    (line,) = (one for one in service.splitlines() if one.startswith("ExecStart="))
    # systemd.syntax(7): as C does; %% and, in the words after the first, $$ stand for one.
    words = shlex.split(line.removeprefix("ExecStart=").replace("%%", "%"))
    assert [words[0], *(word.replace("$$", "$") for word in words[1:])] == plan(
        folder, sites=("$y",)
    ).command(quiet=False)
    assert "User=news" in service


def test_what_no_unit_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unit cannot hold"):
        units(plan(tmp_path / "two\nlines"), system=True, user="root")


def test_what_the_service_may_write_to() -> None:
    service, timer = units(plan(Path("/srv/news")), system=True, user="news").values()
    assert 'ReadWritePaths="/srv/news" "-/srv/news/logs"\n' in service
    assert 'RequiresMountsFor="/srv/news"\n' in service
    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "SuccessExitStatus=75 130"):
        assert f"\n{line}\n" in service
    assert "\nPersistent=true\n" in timer
    assert "\nRandomizedDelaySec=30min\n" in timer
    on_tmp, _ = units(plan(Path("/var/tmp/x")), system=True, user="news").values()
    assert "PrivateTmp=no" in on_tmp
