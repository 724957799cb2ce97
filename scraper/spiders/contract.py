"""What the middlewares, the queue and the pipelines may ask of a spider."""

from __future__ import annotations

from abc import abstractmethod

from scrapy import Spider
from scrapy.http import Request

from archive.store import Archive
from scraper.asked import Asked
from scraper.pace import Pace
from scraper.site import Site


class SiteSpider(Spider):
    """A spider of one site."""

    site: Site
    pace: Pace  #: set when the engine is there, before the first request
    archive: Archive | None = None  #: what earlier runs have left; None: nothing is kept

    @abstractmethod
    def request_for(self, asked: Asked) -> Request:
        """The request for a page whose turn has come."""
