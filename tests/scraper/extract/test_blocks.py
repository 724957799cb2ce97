"""From a tree to blocks: boundaries where a reader sees them, and nowhere else."""

from __future__ import annotations

import pytest
from lxml import etree

from scraper.extract.blocks import blocks_of


def blocks(html: str) -> list[str]:
    return [block.text for block in blocks_of(etree.HTML(f"<body>{html}</body>").find("body"))]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<p>One <b>t</b>wo<i> three</i>.</p>", ["One two three."]),
        ("<p>CO<sub>2</sub> and m<sup>3</sup></p>", ["CO2 and m3"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        (
            "<div>One<p>Two</p>Three <em>four</em><p>Five</p></div>",
            ["One", "Two", "Three four", "Five"],
        ),
        ("<h2>Head</h2>Tail", ["Head", "Tail"]),
        (
            "<ul><li>One<ul><li>Two</li></ul>Three</li><li>Four</li></ul>",
            ["One", "Two", "Three", "Four"],
        ),
        ("<ul><li><span>One</span></li><li><p>Two</p></li></ul>", ["One", "Two"]),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", ["Term", "Meaning"]),
        ("<blockquote><p>One</p><p>Two</p></blockquote>", ["One", "Two"]),
        (
            (
                "<table><caption>C</caption><tr><th>A</th><td>B<br>b</td></tr><tr><td><p>D</p>"
                "</td></tr></table>"
            ),
            ["C", "A", "B b", "D"],
        ),
        ("<p>One<br>two</p>", ["One two"]),
        ("<p>One<br><br>Two<br> <br/>Three</p>", ["One", "Two", "Three"]),
        ("<div>One<br /><br /><br />Two</div>", ["One", "Two"]),
        ("<p>One<br><b></b><br>two</p>", ["One", "two"]),
        ("<pre>one\n  two\n\n\nthree</pre>", ["one\n  two\nthree"]),
        ("<p>a&nbsp;b&shy;c\n d\u200be</p>", ["a bc de"]),
        ("<p>One<wbr>two<img alt='no'>three</p>", ["Onetwothree"]),
        ("<figure><img><figcaption>No</figcaption></figure><p>Yes</p>", ["Yes"]),
        ("<figure><table><tr><td>Yes</td></tr></table></figure>", ["Yes"]),
        ("<p>Yes<script>no</script><style>no</style><button>no</button>!</p>", ["Yes!"]),
        ("<details><summary>More</summary>Text</details>", ["More", "Text"]),
        ("<p> </p><p>&nbsp;</p><div></div>", []),
        ("<a href=x>One</a><a href=y>Two</a>", ["OneTwo"]),
        ("<article><header>H</header><section>S</section></article>", ["H", "S"]),
        ("<p>e&#769;t&#233;</p>", ["été"]),
    ],
)
def test_blocks(html: str, texts: list[str]) -> None:
    assert blocks(html) == texts


def test_a_drop_cap_is_part_of_its_word() -> None:
    assert blocks("<p><span class=dropcap>T</span>he cluster</p>") == ["The cluster"]


def test_links_are_counted() -> None:
    (block,) = blocks_of(etree.HTML("<p>12345 <a href=x>12345</a></p>"))
    assert (block.link_chars, block.tag) == (5, "p")
    assert block.link_density == pytest.approx(5 / 11)


def test_skipped_elements_leave_their_tails() -> None:
    root = etree.HTML("<div>One <span>two</span> three<p>four</p>five</div>").find(".//div")
    span, paragraph = root.find("span"), root.find("p")
    assert [b.text for b in blocks_of(root, {span, paragraph})] == ["One three", "five"]


def test_the_tail_of_the_root_is_outside() -> None:
    root = etree.HTML("<div><p>in</p>out</div>").find(".//p")
    assert [block.text for block in blocks_of(root)] == ["in"]


def test_depth_is_no_recursion() -> None:
    tree = etree.HTML("<div>" * 1500 + "deep", etree.HTMLParser(huge_tree=True))
    assert [block.text for block in blocks_of(tree)] == ["deep"]
