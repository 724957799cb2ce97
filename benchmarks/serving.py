"""The example platform in a process of its own, so that its work is nobody else's.

``python -m benchmarks.serving --articles 300`` prints its address, then answers on
stdin: ``log`` prints the paths answered with 200 since the last time, as JSON.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from types import TracebackType
from typing import IO, Self

from scraper.example.platform import ExamplePlatform


class ServedPlatform:
    """A platform in a child process; leave the ``with`` block to stop it."""

    def __init__(self, articles: int, page_bytes: int) -> None:
        self._child = subprocess.Popen(
            [
                *(sys.executable, "-m", "benchmarks.serving"),
                *("--articles", str(articles), "--page-bytes", str(page_bytes)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.base_url = self._line()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._child.communicate(timeout=60)

    def answered(self) -> list[str]:
        """Paths answered with 200 since the last call, in order, each once."""
        _pipe(self._child.stdin).write("log\n")
        _pipe(self._child.stdin).flush()
        return list(dict.fromkeys(json.loads(self._line())))

    def _line(self) -> str:
        return _pipe(self._child.stdout).readline().strip()


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def main() -> None:
    """Serve until stdin ends."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--page-bytes", type=int)
    chosen = parser.parse_args()
    with ExamplePlatform(chosen.articles, crawl_delay=0, page_bytes=chosen.page_bytes) as platform:
        print(platform.base_url, flush=True)
        for _ in sys.stdin:
            answered = [request.path for request in platform.log if request.status == 200]
            platform.log.clear()
            print(json.dumps(answered), flush=True)


if __name__ == "__main__":
    main()
