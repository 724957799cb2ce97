"""Imported once, by the process that the crawls of the tests are forked from.

Also what Scrapy would import when a crawl begins; a reactor must not be among it.
"""

import sys
from importlib import import_module

for _name in (
    "scraper.run",
    "scraper.middlewares.retry",
    "tests.crawling",
    "scrapy.core.downloader.contextfactory",
    "scraper.download",
    "scrapy.extensions.corestats",
    "scrapy.extensions.logcount",
    "scrapy.extensions.memusage",
    "scrapy.spiderloader",
    "service_identity.pyopenssl",
    "uvloop",
    "pipelines.normalise",
    "pipelines.validate",
    # What the program that starts the crawls imports, each of them imports again.
    "pytest",
):
    import_module(_name)
assert "twisted.internet.reactor" not in sys.modules
