"""The body's HTML is safe to show, and complete."""

from __future__ import annotations

import pytest
from lxml import etree

from scraper.extract.sanitise import sanitised

BASE = "https://www.example.org/news/x"


def clean(html: str) -> str:
    root = etree.HTML(f"<body><div>{html}</div></body>").find(".//div")
    return sanitised([root], BASE) or ""


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt:alert(1)'>x</a>",
        "<a href=' java\tscript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<p style='background:url(javascript:x)' onclick=alert(1)>x</p>",
        "<iframe src='https://evil.example'></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<form action='https://evil.example'><input name=p></form>",
        "<object data=x></object><embed src=x>",
        "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
        "<link rel=stylesheet href='https://evil.example/x.css'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<base href='https://evil.example/'>",
        "<div id=x class=y data-z=1 srcset='//evil.example/t.gif'>x</div>",
    ],
)
def test_nothing_live_is_left(attack: str) -> None:
    found = clean(f"<p>Before</p>{attack}<p>After</p>").lower()
    assert found.startswith("<p>before</p>")
    assert found.endswith("<p>after</p>")
    for live in ("<script", "onerror=", "onload=", "onclick=", "javascript:", "vbscript:", "data:"):
        assert live not in found
    for tag in (
        "<iframe",
        "<svg",
        "<form",
        "<input",
        "<object",
        "<embed",
        "<link",
        "<meta",
        "<base",
    ):
        assert tag not in found
    assert "style=" not in found
    assert "srcset" not in found
    assert "evil.example" not in found


def test_links_and_pictures_become_absolute() -> None:
    found = clean(
        "<a href='/a?b=1#c'>a</a><a href='mailto:a@b.example'>m</a><img "
        "src='../x.png' alt='X' width=9>"
        "<img data-src='/lazy.png' src='data:image/gif;base64,R0'><a href='#note'>n</a>"
    )
    assert '<a href="https://www.example.org/a?b=1#c">a</a>' in found
    assert '<a href="mailto:a@b.example">m</a>' in found
    assert '<img src="https://www.example.org/x.png" alt="X">' in found
    assert '<img src="https://www.example.org/lazy.png">' in found
    assert "<a>n</a>" in found


def test_structure_is_kept() -> None:
    html = (
        "<h2>H</h2><ul><li>L</li></ul><blockquote><p>Q</p></blockquote><table><tbody><tr>"
        '<td colspan="2">C</td></tr></tbody></table><p>a <strong>b</strong><br>c</p>'
    )
    assert clean(html) == html


def test_depth_and_size_have_limits() -> None:
    deep = etree.HTML("<div>" * 700 + "<p>x</p>").find(".//div")
    assert sanitised([deep], BASE) is None
    large = etree.HTML(f"<div>{'<p>x</p>' * 400_000}</div>").find(".//div")
    assert sanitised([large], BASE) is None
    assert sanitised([], BASE) is None
