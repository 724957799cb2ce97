"""The walk of the browser tests over any archive, in a real Chromium.

    python -m benchmarks.browser ARCHIVE

Serves the archive, opens every kind of page at 390 and 1440 pixels, searches, narrows, goes
back, exports. Prints each page that held, with the milliseconds until it was loaded; ends
with an error at the first thing that does not: an error in the console, a request to another
host, a page wider than the window, a serious finding of axe.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright

from tests.browser import tour
from tests.browser.serving import Server
from tests.browser.watching import Seen

_WIDTHS = (390, 1440)


def main() -> None:
    """Take the walk."""
    archive = Path(sys.argv[1])
    places = tour.Places.of(archive)
    with Server(archive) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox"]
        )
        seen = Seen([server.url])
        for width in _WIDTHS:
            context = chromium.new_context(viewport={"width": width, "height": 900})
            seen.watch(context)
            page = context.new_page()
            for address in places.addresses():
                start = time.perf_counter()
                answer = page.goto(server.url + address, wait_until="load", timeout=60_000)
                taken = (time.perf_counter() - start) * 1000
                assert answer is not None
                assert answer.status == 200, f"{address}: {answer.status}"
                tour.lies_well(page)
                tour.keeps_nobody_out(page)
                assert not seen.nothing(), f"{address}: {seen.nothing()}"
                print(f"{width:5} {taken:7.0f} ms  {address}", flush=True)
            context.close()
        page = chromium.new_page()
        tour.search_narrows(page, server.url, places.word)
        tour.article_tells(page, server.url, places.article)
        for address in ("/", f"/search?q={places.word}", "/tags", "/sites", "/runs"):
            tour.exports(page, server.url + address)
        chromium.close()
    print("search, facets, the way back, differences, evidence and exports hold")


if __name__ == "__main__":
    main()
