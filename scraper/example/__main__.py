"""``python -m scraper.example``: serves the platform until Ctrl-C, for a look at it.

With ``--fault`` it misbehaves, so that a site file can be tried against a bad day;
``--list-faults`` says how it can.
"""

from __future__ import annotations

import argparse
import threading

from scraper.example.faults import FAULTS
from scraper.example.platform import ExamplePlatform


def main() -> None:
    """Serve, and say where."""
    parser = _parser()
    chosen = parser.parse_args()
    if chosen.list_faults:
        return _list_faults()
    try:
        platform = ExamplePlatform(
            chosen.articles,
            port=chosen.port,
            crawl_delay=chosen.crawl_delay,
            page_bytes=chosen.page_bytes,
            faults=chosen.fault,
        )
    except ValueError as error:
        parser.error(str(error))
    with platform:
        print(f"{platform.base_url}  (Ctrl-C ends it)", flush=True)  # noqa: T201
        for name, paths in platform.faulty.items():
            print(f"{name}: {FAULTS[name].does}: {' '.join(paths)}", flush=True)  # noqa: T201
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()  # noqa: T201
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scraper.example", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--crawl-delay", type=float, default=0.1, help="seconds, in robots.txt")
    parser.add_argument("--page-bytes", type=int, help="pad pages up to this size")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME",
        help="misbehave so; may be given more than once",
    )
    parser.add_argument("--list-faults", action="store_true", help="say which faults there are")
    return parser


def _list_faults() -> None:
    width = max(map(len, FAULTS))
    for fault in FAULTS.values():
        where = {"article": "one article", "*": "every page"}.get(fault.at, fault.at)
        print(f"{fault.name:{width}}  {where} {fault.does}")  # noqa: T201


if __name__ == "__main__":
    main()
