"""Scrapy's settings for every crawl, each with its reason where that is not plain.

Settings of our own begin with ``CLUSTERNEWS_``. Nothing secret belongs here: Scrapy
may write settings to the log.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from importlib.util import find_spec

BOT_NAME = "clusternews"
SPIDER_MODULES = ["scraper.spiders.news"]

# --- ours -------------------------------------------------------------------------------
CLUSTERNEWS_ARCHIVE = os.environ.get("CLUSTERNEWS_ARCHIVE") or "news.db"
#: Who runs the crawl: an e-mail address or a page. Needed for public sites.
CLUSTERNEWS_CONTACT = os.environ.get("CLUSTERNEWS_CONTACT") or ""
#: Servers on this machine may be asked: only for the demo and for tests.
CLUSTERNEWS_ALLOW_LOOPBACK = False
CLUSTERNEWS_MAX_PAGES = 0  # pages asked for at most; 0 is no limit
CLUSTERNEWS_MAX_SECONDS = 0.0  # no page is begun after so long; 0 is no limit
#: Seconds that the page in hand is given to end after a signal that asks to stop.
CLUSTERNEWS_GRACE_SECONDS = 8.0


def user_agent(contact: str) -> str:
    """What a crawl calls itself: the project, its version, and whom to turn to."""
    return f"clusternews/{version('clusternews')}" + (f" (+{contact})" if contact else "")


USER_AGENT = user_agent(CLUSTERNEWS_CONTACT)
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
}

# --- how much at a time -----------------------------------------------------------------
# A crawl belongs to one site and asks for one page after the other.
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Scrapy starts as many tasks for every response; its default of 100 costs a quarter of the CPU.
CONCURRENT_ITEMS = 4
# Scrapy would parse the source of a callback again for every response.
WARN_ON_GENERATOR_RETURN_VALUE = False
# The pace is kept by a middleware of ours, for all spiders of a run together.
DOWNLOAD_DELAY = 0.0
DOWNLOAD_DELAY_JITTER = 0.0
AUTOTHROTTLE_ENABLED = False
SCHEDULER = "scraper.waiting.Waiting"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# --- limits -----------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 2**20
DOWNLOAD_WARNSIZE = 0
# Half a page is kept as such; by default Scrapy throws it away.
DOWNLOAD_FAIL_ON_DATALOSS = False
RETRY_TIMES = 2
MEMUSAGE_ENABLED = True
MEMUSAGE_LIMIT_MB = 1500
MEMUSAGE_CHECK_INTERVAL_SECONDS = 5.0

# --- where it may go --------------------------------------------------------------------
TWISTED_DNS_RESOLVER = "scraper.resolver.GuardedResolver"
DNSCACHE_ENABLED = True
DOWNLOAD_HANDLERS_BASE = {
    "http": "scraper.download.LimitedDownloadHandler",
    "https": "scraper.download.LimitedDownloadHandler",
}
DOWNLOAD_HANDLERS: dict[str, str | None] = {"data": None, "file": None, "ftp": None, "s3": None}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"
# A proxy resolves names itself, so the address guard could not see where requests go.
HTTPPROXY_ENABLED = False
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
ROBOTSTXT_OBEY = True

# --- what stands between a page and its answer --------------------------------------------
# The bases are replaced, because Scrapy imports every component of a base, also one that
# is switched off: cookies and remote control alone cost 20 MB and a second.
#
# Ours instead of Scrapy's: strict robots.txt, bounds without exception, redirects that
# are recorded, bodies that are known to be whole.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "scraper.middlewares.bounds.BoundsMiddleware": 50,
    "scraper.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scraper.middlewares.retry.RetryMiddleware": 550,
    "scraper.middlewares.content.ContentMiddleware": 590,
    "scraper.middlewares.pace.PaceMiddleware": 900,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
ITEM_PIPELINES = {
    "pipelines.normalise.NormalisePipeline": 100,
    "pipelines.validate.ValidatePipeline": 200,
    "pipelines.fit.FitPipeline": 300,
    "pipelines.store.StorePipeline": 900,
}

# --- nothing that listens, and nothing that is not needed ---------------------------------
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
}
# The frontier and the pages are in the archive.
JOBDIR = None
HTTPCACHE_ENABLED = False

# --- the machine ------------------------------------------------------------------------
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
#: Takes a third off the CPU of a crawl where it is installed (`pip install clusternews[fast]`).
ASYNCIO_EVENT_LOOP = "uvloop.Loop" if find_spec("uvloop") else None
LOG_LEVEL = "INFO"
LOG_FORMATTER = "scraper.logs.CrawlLogFormatter"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False
