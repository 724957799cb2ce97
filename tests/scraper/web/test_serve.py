"""A real server beside real writers: what it shows, what it bears, and how it ends."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from scraper.web.safety import HEADERS
from tests.archive.making import BASE, visit
from tests.browser.serving import Server
from tests.fresh import fresh

ROOT = Path(__file__).parents[3]
COUNTING = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
ENDLESS = COUNTING + "SELECT max(x) FROM n"
COUNT = "/archive.json?_shape=arrayfirst&sql=" + quote("SELECT count(*) FROM articles")
#: Saves an article at a time until it is told to end by a file.
WRITER = """
import sys
from pathlib import Path
from archive.store import Archive
from tests.archive.making import BASE, visit
path, stop = Path(sys.argv[1]), Path(sys.argv[2])
number = 0
with Archive.open(path) as archive:
    while not stop.exists():
        number += 1
        archive.save([visit(f"{BASE}/news/written-{number}", title=f"Written {number}")])
print(number)
"""
#: What would take all memory or all time, if it could.
FLOODS = (
    ENDLESS,
    COUNTING + "SELECT x, hex(randomblob(200)) AS h FROM n ORDER BY h",
    "SELECT randomblob(900000000)",
    "SELECT " + ", ".join(["randomblob(8000000)"] * 60),
    "SELECT " + ", ".join(["hex(zeroblob(7000000))"] * 60),
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 1000)"
    " SELECT hex(randomblob(500000)) FROM n",
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 1000)"
    " SELECT hex(randomblob(2500)) FROM n",
    "SELECT printf('%.*c', 2000000000, 'x')",
)
MOST_MEGABYTES = 300


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with fresh(tmp_path / "news.db") as archive:
        archive.save([visit()])
    return tmp_path / "news.db"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over an archive that no test writes to."""
    path = tmp_path_factory.mktemp("serve") / "news.db"
    with fresh(path) as archive:
        archive.save([visit()])
    with Server(path) as server:
        yield server


def get(server: Server, url: str) -> tuple[int, str]:
    """Status and text, whatever the status."""
    try:
        with urllib.request.urlopen(server.url + url, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def ask(server: Server, sql: str, form: str = ".json") -> tuple[int, str]:
    return get(server, f"/archive{form}?sql={quote(sql)}")


def megabytes(server: Server) -> float:
    """The most memory that the server and its processes have had since they began."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(server.process.pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    peaks = []
    for process in (server.process.pid, *map(int, listed.stdout.split())):
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        match = re.search(r"VmHWM:\s+(\d+) kB", status)
        peaks.append(int(match[1]) / 1024 if match else 0.0)
    return sum(peaks)


def test_a_crawl_that_writes_shows_with_the_next_page(path: Path, tmp_path: Path) -> None:
    stop = tmp_path / "stop"
    command = [sys.executable, "-c", WRITER, str(path), str(stop)]
    with Server(path) as server:
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        counted: list[int] = []
        pages = ("/", "/search?q=written", "/archive/articles?_sort_desc=id", "/archive", "/runs")
        while len(set(counted)) < 5 or len(counted) < 15:
            for page in pages:
                status, text = get(server, page)
                assert status == 200, (page, text)
            counted.append(json.loads(get(server, COUNT)[1])[0])
        stop.touch()
        written = int(writer.communicate()[0])
        assert counted == sorted(counted)
        assert json.loads(get(server, COUNT)[1]) == [written + 1]
        assert f"Written {written}" in get(server, "/archive/articles?_sort_desc=id")[1]
        assert f"Written {written}" in get(server, "/search?q=written&sort=newest&limit=100")[
            1
        ] or (f"{written:,}" in get(server, "/search?q=written")[1])
        assert f"{written + 1:,}" in get(server, "/")[1]
        assert len(server.log) == 2, server.log


def test_an_archive_that_goes_and_comes_back(path: Path) -> None:
    pages = ("/", "/archive", "/archive/articles", COUNT)
    good = path.read_bytes()
    with Server(path) as server:
        kept = path.with_name("kept.db")
        assert [get(server, page)[0] for page in pages] == [200] * 4
        path.rename(kept)
        for page in pages:
            status, text = get(server, page)
            assert status == 503, page
            assert "there is no archive at news.db" in text and str(path.parent) not in text
        path.write_bytes(b"no archive at all" * 99)
        assert [get(server, page)[0] for page in pages] == [503] * 4
        path.unlink()
        other = path.with_name("other.db")
        with fresh(other) as archive:
            archive.save([visit(f"{BASE}/news/{number}") for number in range(3)])
        for beside in path.parent.glob("news.db-*"):
            beside.unlink()
        other.rename(path)
        assert [get(server, page)[0] for page in pages] == [200] * 4
        assert json.loads(get(server, COUNT)[1]) == [3]
        with closing(sqlite3.connect(path, isolation_level=None)) as writing:
            writing.execute("PRAGMA user_version = 99")
            status, text = get(server, "/archive/articles")
            assert status == 503 and "schema 99" in text
        path.unlink()
        path.write_bytes(good)
        assert json.loads(get(server, COUNT)[1]) == [1]


def test_an_archive_that_is_locked(path: Path) -> None:
    with Server(path) as server, closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE articles SET language = language")
        for page in ("/archive/articles", COUNT):
            status, text = get(server, page)
            assert status == 503 and "news.db is locked by another program" in text
        holder.execute("ROLLBACK")
        holder.close()
        assert get(server, "/archive/articles")[0] == 200


def test_floods_are_bounded_and_others_go_on(shared: Server) -> None:
    """Three processes put SQL; our own pages need none of them."""
    with ThreadPoolExecutor(16) as pool:
        asked = [
            pool.submit(ask, shared, sql, form) for form in (".json", ".csv", "") for sql in FLOODS
        ]
        assert [get(shared, "/search?q=hydrogen")[0] for _ in range(20)] == [200] * 20
        assert not all(one.done() for one in asked), "it was answered beside them"
        statuses = [one.result()[0] for one in asked]
    assert set(statuses) <= {200, 400}
    assert statuses.count(200) == 3, "what fits into the bounds is answered, in each form"
    assert ask(shared, "SELECT 1")[0] == 200
    assert megabytes(shared) < MOST_MEGABYTES


def test_a_client_that_goes_away_stops_the_work(shared: Server) -> None:
    """A file without an end is cut by the one who reads it: the next is answered at once."""
    where = urlsplit(shared.url)
    for _ in range(6):
        line = http.client.HTTPConnection(where.hostname or "", where.port or 0)
        line.request("GET", "/archive/links.csv?_stream=on")
        assert line.getresponse().status == 200
        line.close()
        line = http.client.HTTPConnection(where.hostname or "", where.port or 0)
        line.request("GET", f"/archive.json?sql={quote(ENDLESS)}")
        line.close()
    assert ask(shared, "SELECT 1")[0] == 200


def test_what_the_network_sees(shared: Server) -> None:
    where = urlsplit(shared.url)
    line = http.client.HTTPConnection(where.hostname or "", where.port or 0)
    line.request("GET", "/static/style.css")
    answer = line.getresponse()
    answer.read()
    assert answer.getheader("server") is None, "which program it is"
    for name, value in HEADERS.items():
        assert answer.headers.get_all(name.decode()) == [value.decode()]
    for method, host, status in (("POST", None, 405), ("GET", "evil.example", 421)):
        line.request(method, "/", headers={"Host": host} if host else {})
        answer = line.getresponse()
        answer.read()
        assert answer.status == status
    line.close()


def test_bytes_that_are_no_request(shared: Server) -> None:
    where = urlsplit(shared.url)
    for sent in (
        b"\x00\xff" * 500 + b"\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET " + b"a" * 99_999,
    ):
        with closing(socket.create_connection((where.hostname, where.port))) as raw:
            raw.sendall(sent)
            raw.shutdown(socket.SHUT_WR)
            assert raw.recv(99)[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 421", b"HTTP/1.1 431")
    assert ask(shared, "SELECT 1")[0] == 200
    assert not [line for line in shared.log if "Traceback" in line]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_it_also_while_pages_are_made(
    path: Path, number: signal.Signals, code: int
) -> None:
    server = Server(path)
    asking = [threading.Thread(target=_ask_in_vain, args=(server,)) for _ in range(5)]
    for thread in asking:
        thread.start()
    ask(server, "SELECT 1")
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(server.process.pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    server.process.send_signal(number)
    assert server.process.wait(30) == code
    for thread in asking:
        thread.join()
    server.stop()
    assert len(server.log) == 2, server.log
    assert children and not [child for child in children if Path(f"/proc/{child}").exists()]


def _ask_in_vain(server: Server) -> None:
    with suppress(OSError, http.client.HTTPException):
        ask(server, ENDLESS)
