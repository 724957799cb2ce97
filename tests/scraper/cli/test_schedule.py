"""``clusternews schedule``: what it prints can be used as it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.command import Command, Ended
from tests.crawling import rows
from tests.hostile import Hostile, article, listing, response
from tests.scraper.test_schedule import as_cron_runs_it


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "100% 'news'.db", capsys)


def test_it_prints_both_and_installs_nothing(call: Command, tmp_path: Path) -> None:
    ended = call("schedule", "eccp")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0].endswith(" refresh eccp --quiet")
    units = [line for line in lines if line.startswith("# ~/.config/systemd/user/")]
    assert [line.rpartition(".")[2] for line in units] == ["service", "timer"]
    assert "systemctl --user enable --now clusternews-refresh-100-news-" in ended.err
    assert "there is no archive" in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "holds", "lacks"),
    [
        (["--cron"], "--quiet", "[Service]"),
        (["--systemd"], "[Timer]", "--quiet"),
        (["--systemd", "--system"], "ProtectSystem=strict", "systemd/user"),
        (
            ["--cron", "--verb", "crawl", "--every", "hour", "--at", "00:07"],
            "7 * * * * /",
            "refresh",
        ),
        (["--cron", "--every", "week"], " * * ", "[Unit]"),
    ],
)
def test_what_is_asked_for(call: Command, words: list[str], holds: str, lacks: str) -> None:
    ended = call("schedule", *words)
    assert (ended.code, holds in ended.out, lacks in ended.out) == (0, True, False), ended.out


def test_paths_are_absolute_and_secrets_are_not_printed(
    call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLUSTERNEWS_PING", "https://hc.example/s3cret")
    monkeypatch.setenv("CLUSTERNEWS_CONTACT", "me@x.example")
    Path("here.toml").write_text(
        'archive = "here.db"\nlog_dir = "logs"\nping = "https://hc.example/s3cret"\n'
        '[notify]\nurls = ["json://hc.example/s3cret"]\n',
        encoding="utf-8",
    )
    ended = call("schedule", "--config", "here.toml", "--system", archive=False)
    assert f'"--archive" "{tmp_path}/here.db" "--config" "{tmp_path}/here.toml"' in ended.out
    assert f'ReadWritePaths="{tmp_path}" "-{tmp_path}/logs"' in ended.out
    assert f"EnvironmentFile=-{tmp_path}/clusternews.env" in ended.out
    assert "--contact me@x.example" in ended.out
    assert "s3cret" not in ended.out + ended.err


def test_wrong_words(call: Command) -> None:
    for words in (["--at", "25:00"], ["--every", "minute"], ["nowhere"], ["--verb", "erase"]):
        ended = call("schedule", *words)
        assert (ended.code, ended.out) == (2, ""), words


def by_cron(command: str) -> Ended:
    """As cron runs it: by /bin/sh, somewhere else, with next to no environment."""
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd="/",
        env={"HOME": "/", "LOGNAME": "nobody", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def test_cron_can_run_the_line_and_is_silent_while_all_is_well(
    call: Command, tmp_path: Path
) -> None:
    config = tmp_path / "it's my config.toml"
    with Hostile() as server:
        server.routes["/news"] = response(listing("/news/a"))
        server.routes["/news/a"] = response(article("A story"))
        config.write_text(
            "allow_loopback = true\ncrawl_delay = 0\n[sites.test]\n"
            f'base_url = "{server.base_url}"\nlistings = ["/news"]\narticle_paths = ["/news/"]\n',
            encoding="utf-8",
        )
        printed = call("schedule", "test", "--cron", "--verb", "crawl", "--config", config)
        command = as_cron_runs_it(printed.out.rstrip("\n"))
        ended = by_cron(command)
        assert (ended.code, ended.out, ended.err) == (0, "", "")
        assert rows(call.archive, "select title from articles") == [("A story",)]
        server.routes["/news"] = response(b"", status="410 Gone")
        ended = by_cron(command)
    assert (ended.code in (1, 3), ended.out, ended.err.count("\n")) == (True, "", 1)
    assert ended.err.startswith("run 2 ")
