"""Imported once, by the process that the nights are forked from; no reactor among it."""

import sys
from importlib import import_module

for _name in (
    "benchmarks.year_nights",
    "scraper.run",
    "scraper.download",
    "scraper.middlewares.retry",
    "scrapy.core.downloader.contextfactory",
    "scrapy.extensions.corestats",
    "scrapy.extensions.logcount",
    "scrapy.extensions.memusage",
    "scrapy.spiderloader",
    "service_identity.pyopenssl",
    "uvloop",
    "pipelines.normalise",
    "pipelines.validate",
):
    import_module(_name)
assert "twisted.internet.reactor" not in sys.modules
