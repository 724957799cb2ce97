"""``python -m scraper.example``: serves the platform until Ctrl-C, for a look at it."""

from __future__ import annotations

import argparse
import threading

from scraper.example.platform import ExamplePlatform


def main() -> None:
    """Serve, and say where."""
    parser = argparse.ArgumentParser(prog="python -m scraper.example", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--crawl-delay", type=float, default=0.1, help="seconds, in robots.txt")
    parser.add_argument("--page-bytes", type=int, help="pad pages up to this size")
    chosen = parser.parse_args()
    with ExamplePlatform(
        chosen.articles,
        port=chosen.port,
        crawl_delay=chosen.crawl_delay,
        page_bytes=chosen.page_bytes,
    ) as platform:
        print(f"{platform.base_url}  (Ctrl-C ends it)")  # noqa: T201
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()  # noqa: T201


if __name__ == "__main__":
    main()
