"""The order in which pages are asked for, and the limits of a run."""

from __future__ import annotations

from scrapy.http import Request

from archive.records import PageKind
from scraper.asked import Asked, Turn
from scraper.site import site_for_url
from scraper.spiders.contract import SiteSpider
from scraper.waiting import Waiting


class Recorder(SiteSpider):
    name = "recorder"
    site = site_for_url("http://x.example/")

    def request_for(self, asked: Asked) -> Request:
        return Request(asked.address)


def waiting(*turns: Turn, max_pages: int = 0, max_seconds: float = 0.0) -> Waiting:
    queue = Waiting(max_pages, max_seconds)
    queue.open(Recorder())
    for number, turn in enumerate(turns):
        url = f"http://x.example/{number}"
        queue.add(Asked(url=url, addresses=(url,), kind=PageKind.ARTICLE, turn=turn))
    return queue


def taken(queue: Waiting) -> list[str]:
    found = []
    while (request := queue.next_request()) is not None:
        found.append(request.url[-1])
    return found


def test_turns_and_within_them_first_come_first_served() -> None:
    queue = waiting(Turn.REST, Turn.ARTICLE, Turn.SITEMAP, Turn.NEXT_PAGE, Turn.ARTICLE, Turn.FEED)
    assert len(queue) == 6
    assert queue.has_pending_requests()
    assert taken(queue) == ["2", "5", "1", "4", "3", "0"]
    assert not queue.has_pending_requests()
    assert queue.stopped is None


def test_retries_come_first_and_do_not_count() -> None:
    queue = waiting(Turn.ARTICLE, Turn.ARTICLE, max_pages=1)
    assert queue.enqueue_request(Request("http://x.example/r"))
    assert taken(queue) == ["r", "0"]
    assert (queue.taken, queue.stopped) == (1, "max_pages")
    queue.enqueue_request(Request("http://x.example/r"))
    assert queue.has_pending_requests()
    assert taken(queue) == ["r"]


def test_time_is_up() -> None:
    queue = waiting(Turn.ARTICLE, max_seconds=1e-9)
    assert not queue.has_pending_requests()
    assert (taken(queue), queue.stopped) == ([], "max_seconds")


def test_the_first_reason_to_stop_counts() -> None:
    queue = waiting(Turn.ARTICLE)
    queue.stop("site_failing")
    queue.stop("failed")
    assert (taken(queue), queue.stopped) == ([], "site_failing")
