"""The extractor in the form that scoring scripts ask for: bytes and an address in, a dict out.

Every field of an article is read, as in a crawl; the dict holds those that are scored.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from archive.records import Form
from scraper.capture import capture
from scraper.clean.parse import parse
from scraper.clean.strip import cut
from scraper.extract.article import extract as extract_article
from scraper.site import site_for_url

#: The pages are older than today: no date on them is refused as one of the future.
_CAPTURED_AT = datetime.now(UTC).isoformat(timespec="seconds")


def extract(html: bytes, url: str) -> dict[str, Any]:
    """Text, title, date, authors and tags of an article, by general rules alone.

    ``text`` holds the blocks parted by blank lines; ``date`` is ISO 8601. ``authors`` holds
    organisations too where no person is named: annotated sets name the house or the agency
    of such pages as their author. Fields for which
    the page holds no evidence are left out; an empty dict: nothing was read as an article.
    """
    site = site_for_url(url)
    captured = capture(url, html, form=Form.FILE, captured_at=_CAPTURED_AT)
    article = extract_article(cut(parse(captured), site), captured, site, url=url).article
    if article is None:
        return {}
    found = {
        "text": article.body_text,
        "title": article.title,
        "date": article.published_at,
        "authors": [person.name for person in article.authors],
        "tags": [tag.label for tag in article.tags],
    }
    return {name: value for name, value in found.items() if value}
