"""``clusternews serve``: what it says when it cannot, and what it offers."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scraper.web.server import address, listen, reaches_beyond
from tests.archive.making import BASE, visit
from tests.browser.serving import Server
from tests.command import Command
from tests.fresh import fresh

ROOT = Path(__file__).parents[3]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with fresh(tmp_path / "news.db") as opened:
        opened.save([visit()])
    return tmp_path / "news.db"


@pytest.fixture
def command(archive: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(archive, capsys)


def _missing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _damaged(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def _another_programs(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (x)")


def _set_version(path: Path, change: int) -> None:
    with closing(sqlite3.connect(path)) as other:
        version = other.execute("PRAGMA user_version").fetchone()[0]
        other.execute(f"PRAGMA user_version = {version + change}")


def _newer(path: Path) -> None:
    _set_version(path, 1)


def _older(path: Path) -> None:
    _set_version(path, -1)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (_missing, 2, "there is no archive at"),
        (_empty, 3, "it is empty"),
        (_damaged, 3, "damaged"),
        (_another_programs, 3, "not a clusternews archive"),
        (_newer, 3, "install a newer clusternews"),
        (_older, 3, "any run that writes"),
        (_folder, 3, "is a folder"),
    ],
)
def test_what_is_no_archive_is_said_before_anything_is_served(
    command: Command, spoil: object, code: int, said: str
) -> None:
    assert callable(spoil)
    spoil(command.archive)
    ended = command("serve", "--port", "0")
    assert ended.code == code
    assert said in ended.err and "Traceback" not in ended.err
    assert ended.out == ""


def test_a_locked_archive(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.cli.serve._WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(command.archive, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE articles SET language = language")
        ended = command("serve", "--port", "0")
    assert ended.code == 75
    assert "is locked by another program" in ended.err


def test_a_port_that_is_taken(command: Command) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        ended = command("serve", "--port", str(port))
    assert ended.code == 2
    assert f"cannot listen on 127.0.0.1, port {port}: another program listens there" in ended.err
    assert "--port 0 takes a free one" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "no such host"), "there is no such host here"),
        (("--host", "192.0.2.7"), "this machine has no such address"),
        (("--host", ""), "there is no such host"),
        (("--port", "70000"), "70000"),
        (("--port", "abc"), "abc"),
    ],
)
def test_a_place_where_nobody_can_listen(
    command: Command, words: tuple[str, ...], said: str
) -> None:
    ended = command("serve", *words)
    assert ended.code == 2
    assert said in ended.err


def test_without_the_extra(archive: Path, tmp_path: Path) -> None:
    """A name that cannot be imported stands for a package that is not installed."""
    code = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'datasette':\n"
        "            raise ModuleNotFoundError('No module named datasette', name=name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "from scraper.cli.main import main\n"
        "main(['serve', '--archive', sys.argv[1]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(archive)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "serve needs the package datasette" in done.stderr
    assert "pip install 'clusternews[web]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_says_where_it_listens_and_ends_quietly(archive: Path) -> None:
    server = Server(archive)
    assert server.stop() == 0
    assert server.log == [
        f"{server.url}/\n",
        "news.db is served there, read-only; Ctrl-C ends it\n",
    ]
    assert server.url.startswith("http://127.0.0.1:")


def test_beyond_this_machine_it_warns(archive: Path) -> None:
    with Server(archive, "--host", "0.0.0.0") as server:
        assert server.log[0].startswith("warning: 0.0.0.0 can be asked by other machines")


def test_verbose_says_each_request(archive: Path) -> None:
    with Server(archive, "--verbose") as server:
        server.stop()
        assert any("GET /static/style.css" in line for line in server.log)


def test_places() -> None:
    with closing(listen("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert address("127.0.0.1", listening) == f"http://127.0.0.1:{port}/"
        assert address("0.0.0.0", listening) == f"http://127.0.0.1:{port}/"
        assert address("::1", listening) == f"http://[::1]:{port}/"
        assert address("localhost", listening) == f"http://localhost:{port}/"
    assert not reaches_beyond("localhost") and reaches_beyond("0.0.0.0")


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that any user of the machine can reach, and only its owner may write to."""
    folder = Path(tempfile.mkdtemp(prefix="clusternews-test-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


#: As a user who may read the folder and not write to it; what is needed is loaded before,
#: since that user may not be able to read it.
AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from scraper.web.reading import Reader
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
reader = Reader(Path(sys.argv[1]))
count = lambda: reader.read(lambda c: c.execute("SELECT count(*) FROM articles").fetchone()[0])
print(count(), flush=True)
state = reader.state()
sys.stdin.readline()
print(count(), reader.state() != state, flush=True)
"""


def test_a_folder_one_may_only_read(shared_folder: Path) -> None:
    path = shared_folder / "news.db"
    with fresh(path) as archive:
        archive.save([visit()])
    path.chmod(0o644)
    shared_folder.chmod(0o555)
    reading = subprocess.Popen(
        [sys.executable, "-c", AS_ANOTHER_USER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reading.stdout is not None
    assert reading.stdout.readline() == "1\n"
    shared_folder.chmod(0o755)
    with fresh(path) as archive:
        archive.save([visit(f"{BASE}/news/two")])
    os.utime(path)
    shared_folder.chmod(0o555)
    out, _ = reading.communicate("go on\n")
    assert out == "2 True\n"
