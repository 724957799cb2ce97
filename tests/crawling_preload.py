"""Imported once, by the process that the crawls of the tests are forked from.

Also what Scrapy would import when a crawl begins; a reactor must not be among it.
"""

import gc
import sys
from importlib import import_module

for _name in (
    "scraper.run",
    "scraper.middlewares.retry",
    "tests.crawling",
    "scraper.middlewares.content",
    "scrapy.core.downloader.contextfactory",
    "scrapy.downloadermiddlewares.defaultheaders",
    "scrapy.downloadermiddlewares.downloadtimeout",
    "scrapy.downloadermiddlewares.useragent",
    "scrapy.statscollectors",
    "scraper.download",
    "scrapy.extensions.corestats",
    "scrapy.extensions.logcount",
    "scrapy.extensions.memusage",
    "scrapy.spiderloader",
    "service_identity.pyopenssl",
    "uvloop",
    "encodings.idna",
    "archive.migrations",
    "archive.shown_pages",
    "pipelines.fit",
    "pipelines.normalise",
    "pipelines.validate",
    # What the program that starts the crawls imports, each of them imports again.
    "pytest",
):
    import_module(_name)
# What is imported stays: the processes share its memory as long as nobody walks through it.
gc.collect()
gc.freeze()
assert "twisted.internet.reactor" not in sys.modules
