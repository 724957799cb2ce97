"""``clusternews serve`` as a process of its own, as a person starts it."""

from __future__ import annotations

import queue
import re
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import URLError
from urllib.request import urlopen

#: The line that says where it listens.
_ADDRESS = re.compile(r"http://[\w.\[\]:]+:[1-9][0-9]*/")
#: Seconds to start, and to end, on a machine that is busy with other tests.
_START, _END = 90, 20


class Server:
    """A server over one archive, on a free port of loopback."""

    def __init__(self, archive: Path, *words: str) -> None:
        command = [sys.executable, "-m", "scraper.cli", "serve", "--archive", str(archive)]
        self.log: list[str] = []  #: what it has said so far
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [*command, "--port", "0", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        self.url = self._started()  #: without a slash at its end

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> int:
        """End it as a person does; its exit code."""
        self.process.terminate()
        try:
            code = self.process.wait(_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self._listening.join(_END)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.log.append(line)
            self._lines.put(line)
        self._lines.put(None)

    def _started(self) -> str:
        while (line := self._lines.get(timeout=_START)) is not None:
            found = _ADDRESS.search(line)
            if found:
                url = found[0].rstrip("/")
                self._answers(url)
                return url
        raise AssertionError(f"the server ended at once: {''.join(self.log)}")

    def _answers(self, url: str) -> None:
        """Returns when it answers: the address may be said before it listens."""
        waiting = threading.Event()
        for _ in range(_START * 20):
            if self.process.poll() is not None:
                break
            try:
                with urlopen(f"{url}/static/style.css", timeout=_START) as answer:
                    answer.read()
                return
            except URLError:
                waiting.wait(0.05)
        raise AssertionError(f"{url} does not answer: {''.join(self.log)}")
