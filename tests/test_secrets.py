"""What is secret stays out of everything that a run writes: log, archive and talk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commanding import command
from tests.hostile import Hostile, article, listing, redirect, response

#: Ten secrets, each on a way of its own.
WAYS = (
    *("ping", "notify", "environment", "cookie", "header", "userinfo", "proxy", "target"),
    *("token", "redirect"),
)
CANARIES = {name: f"c4nary{number}-{name}" for number, name in enumerate(WAYS)}
#: What stands in the addresses that a site itself publishes: the archive keeps them as they
#: are, as it keeps the page, and the log does not show it.
PUBLISHED = {"token", "redirect"}


@pytest.fixture
def server() -> Iterator[Hostile]:
    """Pages and headers with secrets in them; pings and messages fail and succeed."""
    with Hostile() as running:
        secret = CANARIES
        host = f"127.0.0.1:{running.port}"
        running.fallback = lambda path: response(b"", status="404 Not Found")
        running.routes["/news"] = response(
            listing(
                f"http://me:{secret['userinfo']}@{host}/news/a",
                f"/news/b;jsessionid={secret['token']}",
                "/news/c",
                "/news/d",
            ),
            f"Set-Cookie: session={secret['cookie']}",
            f"Authorization: Bearer {secret['header']}",
        )
        running.routes["/news/c"] = redirect(
            f"http://me:{secret['redirect']}@elsewhere.example/?api_key={secret['redirect']}"
        )
        running.routes["/news/d"] = response(
            article("A story"), f"Set-Cookie: session={secret['cookie']}"
        )
        yield running


def told(folder: Path, said: str) -> set[str]:
    """The secrets that stand in a log, or that were said."""
    logs = [path.read_text(encoding="utf-8") for path in folder.rglob("*.log")]
    return {name for name, secret in CANARIES.items() if any(secret in x for x in (*logs, said))}


def kept(archive: Path) -> set[str]:
    """The secrets that stand in the archive: in its files, or in its values."""
    texts = [path.read_bytes() for path in archive.parent.glob(f"{archive.name}*")]
    connection = sqlite3.connect(archive)
    tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    for (table,) in tables:
        texts += [repr(row).encode() for row in connection.execute(f'select * from "{table}"')]
    connection.close()
    return {name for name, secret in CANARIES.items() if any(secret.encode() in x for x in texts)}


@pytest.mark.parametrize("works", [True, False])
def test_no_secret_is_written_anywhere(server: Hostile, tmp_path: Path, works: bool) -> None:
    ping, notify = (f"/{CANARIES[name]}" for name in ("ping", "notify"))
    if works:
        for path in (f"{ping}/start", ping, f"{ping}/fail", notify, f"{notify}/"):
            server.routes[path] = response(b"ok")
    config = tmp_path / "clusternews.toml"
    config.write_text(
        f'allow_loopback = true\ncrawl_delay = 0\nping = "{server.base_url}{ping}"\n'
        f'log_dir = "logs"\n[notify]\nwhen = "always"\n'
        f'urls = ["json://127.0.0.1:{server.port}{notify}"]\n',
        encoding="utf-8",
    )
    words: list[str | Path] = ["--archive", tmp_path / "t.db", "--config", config]
    words += ["crawl", "--verbose"]
    target = f"http://me:{CANARIES['target']}@127.0.0.1:{server.port}/news"
    environment = {
        "HTTP_PROXY": f"http://me:{CANARIES['proxy']}@127.0.0.1:1",
        "NO_PROXY": "127.0.0.1",
    }
    ended = command(*words, target, log=tmp_path / "said", **environment)
    assert ended.code == 0, ended.log
    assert told(tmp_path, ended.log + ended.value) == set()
    assert kept(tmp_path / "t.db") <= PUBLISHED
    assert ("the ping failed" in ended.log) != works
    assert ("the message was not sent" in ended.log) != works
    assert len(list((tmp_path / "logs").iterdir())) == 1
    other = f"{server.base_url}/{CANARIES['environment']}"
    environment |= {"CLUSTERNEWS_PING": other, "CLUSTERNEWS_NOTIFY": other}
    ended = command(*words, f"{server.base_url}/news", log=tmp_path / "said last", **environment)
    assert ended.code == 2, ended.log  # no service of apprise begins so
    assert told(tmp_path, ended.log + ended.value) == set()
    assert kept(tmp_path / "t.db") <= PUBLISHED


def test_a_secret_would_be_found(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "t.db")
    connection.execute("create table t (x)")
    connection.execute("insert into t values (?)", (CANARIES["token"],))
    connection.commit()
    connection.close()
    (tmp_path / "a.log").write_text(f"GET {CANARIES['ping']}", encoding="utf-8")
    assert told(tmp_path, CANARIES["proxy"]) == {"ping", "proxy"}
    assert kept(tmp_path / "t.db") == {"token"}
