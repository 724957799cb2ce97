"""JSON-LD as pages print it: whole, wrapped, in a row, broken in many ways."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.json_ld import LONGEST, MOST_NODES, documents, nodes_of, type_names

NODE = {"@type": "NewsArticle", "headline": "A register", "datePublished": "2024-05-06"}
TEXT = json.dumps(NODE)


@pytest.mark.parametrize(
    "script",
    [
        TEXT,
        f"\n{TEXT};\n",
        f"<!-- {TEXT} -->",
        f"<![CDATA[{TEXT}]]>",
        f"//<![CDATA[\n{TEXT}\n//]]>",
        f"/*<![CDATA[*/ {TEXT} /*]]>*/",
        TEXT.replace('"', "&quot;"),
        TEXT.replace('"', "'"),
        TEXT[:-1] + ",}",
        TEXT.replace(", ", ",, "),
        TEXT.replace(", ", ", /* the title */ "),
        TEXT.replace(", ", ", // the title\n"),
        TEXT.replace('"A register"', '"A register", "note": undefined').replace("undefined", "NaN"),
    ],
)
def test_what_is_mended(script: str) -> None:
    (found,) = documents(script)
    assert {key: found[key] for key in NODE} == NODE


@pytest.mark.parametrize(
    ("script", "key", "value"),
    [
        ('{"headline": "One\nTwo\tThree"}', "headline", "One\nTwo\tThree"),
        ('{"headline": "He said "no" and left", "x": 1}', "headline", 'He said "no" and left'),
        (r'{"headline": "It\'s a \d trap"}', "headline", r"It\'s a \d trap"),
        ("{'headline': 'It\\'s here', 'x': 1}", "headline", "It's here"),
        ('{"url": "https://example.org/a", /* // */ "x": [1, 2,]}', "url", "https://example.org/a"),
        ('{"headline": "Whole", "articleBody": "cut in the mid', "headline", "Whole"),
        ('{"headline": "Whole", "author": {"name": "A', "headline", "Whole"),
        ('{"headline": "Whole", "author": [{"name": "A"}', "author", [{"name": "A"}]),
        ('{"headline": "Whole"', "headline", "Whole"),
    ],
)
def test_broken_strings_and_cut_ends(script: str, key: str, value: Any) -> None:
    assert documents(script)[0][key] == value


def test_several_objects_in_a_row() -> None:
    assert documents('{"a": 1}\n{"b": 2},\n[{"c": 3}];') == [{"a": 1}, {"b": 2}, [{"c": 3}]]


def test_what_nothing_mends_gives_its_plain_statements() -> None:
    script = (
        '{"@type": "NewsArticle" "headline": "A \\u00fc register", "x": {{,'
        '"datePublished": "2024-05-06", "author": ["A" "B"] '
    )
    assert documents(script) == [
        {"@type": "NewsArticle", "headline": "A ü register", "datePublished": "2024-05-06"}
    ]


@pytest.mark.parametrize("script", ["", "null;", "no json", "{", "}", "[", "<p>x</p>", "{{}}}"])
def test_what_is_none(script: str) -> None:
    assert not [found for found in documents(script) if found]


def test_nodes_of_graphs_lists_and_main_entities() -> None:
    inner = {"@type": "NewsArticle", "headline": "Inner"}
    page = {"@graph": [{"@type": "WebSite"}, {"@type": "WebPage", "mainEntity": inner}]}
    outer, nested = nodes_of((json.dumps([page]), json.dumps({"hasPart": [{"@type": "Clip"}]})))
    assert [type_names(node) for node in outer] == [
        [],
        ["WebSite"],
        ["WebPage"],
        ["NewsArticle"],
        [],
    ]
    assert [type_names(node) for node in nested] == [["Clip"]]


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("NewsArticle", ["NewsArticle"]),
        ("https://schema.org/NewsArticle", ["NewsArticle"]),
        (["schema:Article", 3, None], ["Article"]),
        (None, []),
    ],
)
def test_type_names(stated: Any, names: list[str]) -> None:
    assert type_names({"@type": stated}) == names


def test_work_is_bounded() -> None:
    many = json.dumps([{"@type": "Thing"}] * 3000)
    outer, _ = nodes_of((many, many, many, many, many, many))
    assert len(outer) <= MOST_NODES
    assert nodes_of(("{}" + " " * LONGEST,)) == ((), ())
    deep = '{"@graph": ' * 500 + "1" + "}" * 500
    assert len(nodes_of((deep,))[0]) < 20


@pytest.mark.parametrize("piece", ["{", "[", '{"a":', '"', '{"\\', "{'", "{//", "{/*", "{*/", '" '])
def test_hostile_scripts_give_nothing(piece: str) -> None:
    assert not any(documents("{" + piece * 60_000))


@given(st.text(alphabet="{}[]\",:'\\/*ab1 \n<>!&;-", max_size=80))
def test_nothing_breaks_it(script: str) -> None:
    assert isinstance(documents(script), list)
