"""One key for an article, and how a page's kind is weighed."""

from __future__ import annotations

import pytest

from archive.records import Article
from scraper.identity import article_key
from scraper.sites import find_site

ECCP = find_site("eccp")
BASE = ECCP.base_url
TITLE = "Five ports, one map"


def made(canonical: str | None, *, title: str = TITLE, source_id: str | None = None) -> Article:
    return Article(
        url="x",
        site="eccp",
        title=title,
        body_text="x",
        extractor="test",
        canonical_url=canonical,
        source_id=source_id,
    )


@pytest.mark.parametrize(
    ("canonical", "visited", "title", "source_id", "key"),
    [
        (None, "/news/a", "T", None, "/news/a"),
        ("/news/a", "/news/a", "T", None, "/news/a"),
        ("/news/a", "/node/7", "T", "node/7", "/news/a"),
        ("/node/7", "/content/x", "T", "node/7", "/node/7"),
        ("/news/a", "/node/7", "T", "node/8", "/node/7"),
        ("/news/a", "/en/a", "T", None, "/news/a"),
        ("/news/a", "/news/a-1", "T", None, "/news/a"),
        ("/news/five-ports-one-map", "/content/x", TITLE, None, "/news/five-ports-one-map"),
        ("/news/ports", "/content/something", TITLE, None, "/content/something"),
        ("/", "/news/a", "T", None, "/news/a"),
        ("/news", "/news/news", "News", None, "/news/news"),
        ("https://other.example/news/a", "/news/a", "T", None, "/news/a"),
    ],
)  # fmt: skip
def test_keys(
    canonical: str | None, visited: str, title: str, source_id: str | None, key: str
) -> None:
    claimed = BASE + canonical if canonical and canonical.startswith("/") else canonical
    found, problems = article_key(
        made(claimed, title=title, source_id=source_id), BASE + visited, ECCP
    )
    assert found == BASE + key
    doubted = claimed is not None and found != claimed
    assert [problem.code for problem in problems] == (["canonical_doubtful"] if doubted else [])
