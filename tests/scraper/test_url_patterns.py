"""Which addresses are alike."""

from __future__ import annotations

import pytest

from scraper.url_patterns import Shape, patterns_of

BASE = "https://x.example"


def text(url: str, shape: Shape) -> str | None:
    return next((one.text for one in patterns_of(BASE + url) if one.shape is shape), None)


@pytest.mark.parametrize(
    ("url", "shape", "pattern"),
    [
        ("/calendar/2031/07", Shape.PATTERN, "/calendar/#/#"),
        ("/event-2031-07", Shape.PATTERN, "/event-#-#"),
        ("/news/a-slug", Shape.PATTERN, None),
        ("/news/a-slug", Shape.FOLDER, "/news/..."),
        ("/calendar/2031/07", Shape.FOLDER, "/calendar/#/..."),
        ("/search?q=a&page=2", Shape.VARIANTS, "/search?..."),
        ("/search", Shape.VARIANTS, None),
        ("/a?zz=0a1b2c3d4e5f", Shape.SESSION, "/a?zz=~"),
        ("/a?zz=0a1b2c3d4e5f&id=7", Shape.SESSION, "/a?zz=~&id=7"),
        ("/(S(lit3py55t21z5v55vlm25s55))/a", Shape.SESSION, "/(S(~))/a"),
        ("/s/8f3a9c12d4/a", Shape.SESSION, "/s/~/a"),
        ("/news?id=1234567", Shape.SESSION, None),
        ("/news/innovation-in-clusters-2024", Shape.SESSION, None),
        ("/", Shape.FOLDER, "/..."),
    ],
)
def test_what_is_alike(url: str, shape: Shape, pattern: str | None) -> None:
    assert text(url, shape) == pattern


@pytest.mark.parametrize(
    "url", ["/calendar/2031/07", "/a?b=c", "/(S(lit3py55t21z5v55vlm25s55))/1?a=2", "/", "/x/y"]
)
def test_all_that_are_alike_begin_alike(url: str) -> None:
    assert all((BASE + url).startswith(pattern.start) for pattern in patterns_of(BASE + url))
