"""The pictures as SVG and PNG: well-formed, whole in themselves, and of hostile text only text."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest

from scraper.charts import specs
from scraper.charts.cells import Cell
from scraper.charts.nights import STATES, calendar
from scraper.charts.rendering import PictureFailed, png, svg

#: What tags and titles may be; some are names that JavaScript keeps for itself.
NAMES = (
    "Hydrogen",
    "</text><script>alert(1)</script>",
    "]]><!--",
    "&amp;&lt;",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "2016",
    "1",
    "a.b[0]",
    "datum.x",
    "{{7*7}}",
    "x" * 10_000,
    "x" * 10_001,
    "\u202eevil\u0000\u001b[31m",
    "",
    "https://evil.example/a.png",
    "url(https://evil.example)",
    "'); alert(1); ('",
    "🎉 مرحبا",
)
YEARS = [str(year) for year in range(2012, 2027)]
SHARE = [Cell(name, year, 0.01 * n) for n, name in enumerate(NAMES) for year in YEARS]
PAIRS = [Cell(one, other, 2.5) for one in NAMES for other in NAMES if one < other]

PICTURES: dict[str, dict[str, Any]] = {
    "over_time": specs.over_time({"2014-02": 3, "2026-01": 1}, title=NAMES[1]),
    "one_month": specs.over_time({"2014-02": 3}, title="One?"),
    "one_year": specs.over_time({"2014": 1}, title="One?"),
    "many": specs.over_time({"1993-01": 1, "2026-01": 1}, title="Many?"),
    "none": specs.over_time({}, title="None?"),
    "trend": specs.trend({"2014": 0.5, "2015": None, "2018": 0.1}, title="Trend?"),
    "unknown_trend": specs.trend({"2014": None}, title="Trend?"),
    "no_trend": specs.trend({}, title="Trend?"),
    "zero_trend": specs.trend({"2014": 0.0}, title="Trend?"),
    "lines": specs.lines({name: {"2014": 1, "2016": 2} for name in NAMES}, title="Lines?"),
    "no_lines": specs.lines({}, title="Lines?"),
    "ranked": specs.ranked([(name, n / 2) for n, name in enumerate(NAMES)], title="Ranked?"),
    "not_ranked": specs.ranked([], title="Ranked?"),
    "heat_map": specs.heat_map(SHARE, title="Heat?", subtitle=NAMES[2]),
    "cool_map": specs.heat_map([], title="Heat?"),
    "by_name": specs.heat_map([Cell("a", name, 0.5) for name in NAMES], title="Heat?"),
    "together": specs.together(PAIRS, title="Together?"),
    "alone": specs.together([], title="Together?"),
    "coverage": specs.coverage([Cell(name, "date", 0.5) for name in NAMES], title="Known?"),
    "uncovered": specs.coverage([], title="Known?"),
    "parts": specs.parts([(name, {"a": 1, NAMES[4]: 2}) for name in NAMES], NAMES, title="How?"),
    "no_parts": specs.parts([], [], title="How?"),
    "calendar": calendar({"2026-01-30": "failed", "2025-01-02": "ok"}, title="Runs?"),
    "one_night": calendar({"2026-01-30": "partial"}, title="Runs?"),
    "no_night": calendar({}, title="Runs?"),
}
ELEMENTS = {"svg", "g", "path", "rect", "line", "text", "title", "desc", "tspan"}


@pytest.fixture(scope="module")
def drawn() -> Mapping[str, str]:
    return {name: svg(spec) for name, spec in PICTURES.items()}


def texts(picture: str) -> list[str]:
    return [
        "".join(one.itertext()) for one in ET.fromstring(picture).iter() if _name(one) == "text"
    ]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_whole_in_itself(drawn: Mapping[str, str], name: str) -> None:
    root = ET.fromstring(drawn[name])
    assert _name(root) == "svg"
    for element in root.iter():
        assert _name(element) in ELEMENTS
        for attribute, value in element.attrib.items():
            assert not attribute.startswith(("on", "aria-", "style", "id", "class"))
            assert "href" not in attribute
            assert "url(" not in value
            assert "javascript:" not in value
    assert "evil.example" not in re.sub(r"<(text|title|desc)[^>]*>[^<]*</\1>", "", drawn[name])


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_one_title_and_one_description(drawn: Mapping[str, str], name: str) -> None:
    root = ET.fromstring(drawn[name])
    assert root.get("role") == "img"
    assert [_name(child) for child in root[:2]] == ["title", "desc"]
    named = [element for element in root.iter() if _name(element) in ("title", "desc")]
    assert len(named) == 2
    assert all(element.text for element in named)


@pytest.mark.parametrize("name", ["over_time", "trend", "lines", "ranked", "coverage", "parts"])
def test_altair_holds_the_specification_valid(name: str) -> None:
    spec = {key: value for key, value in PICTURES[name].items() if key != "datasets"}
    alt.Chart.from_dict(spec, validate=True)


@pytest.mark.parametrize("name", ["ranked", "heat_map", "together", "coverage", "parts"])
def test_every_hostile_name_stands_there_as_text(drawn: Mapping[str, str], name: str) -> None:
    written = texts(drawn[name])
    for wanted in ("__proto__", "constructor", "]]><!--", "2016", "1", "evil[31m", "(nameless)"):
        assert wanted in written
    assert "</text><script>alert(1)</sc…" in written
    assert len([one for one in written if one.startswith("xxxx") and len(one) <= 28]) >= 2
    assert not any(len(one) > 40 for one in written)


def test_names_keep_the_order_given(drawn: Mapping[str, str]) -> None:
    written = [one for one in texts(drawn["ranked"]) if not re.fullmatch(r"[\d.]+", one)]
    assert written[0] == "Hydrogen"
    assert written.index("__proto__") < written.index("constructor") < written.index("a.b[0]")


def test_rows_of_a_heat_map_stand_by_the_year_of_their_peak() -> None:
    cells = [Cell("late", "2016", 0.5), Cell("early", "2014", 0.2), Cell("late", "2014", 0.1)]
    written = texts(svg(specs.heat_map(cells, title="When?")))
    assert written.index("early") < written.index("late")
    assert {"2014", "2015", "2016", "20", "10", "50"} <= set(written)
    assert "7" not in texts(svg(specs.heat_map([Cell("a", "2014", 0.07)], title="When?")))


def test_bars_are_as_many_as_periods() -> None:
    def bars(counts: Mapping[str, int]) -> int:
        picture = svg(specs.over_time(counts, title="How much?"))
        return len(re.findall(r'<path[^>]*fill="#2f6690"', picture))

    assert bars({"2014": 1}) == 1
    assert bars({"2014-01": 1, "2014-03": 2}) == 3
    assert bars({"1993-01": 1, "2026-01": 1}) == 397


def test_every_night_is_a_cell_of_the_colour_of_its_state() -> None:
    picture = svg(calendar({"2026-01-01": "ok", "2026-01-10": "failed"}, title="Runs?"))
    cells = re.findall(r'd="M\d+,\d+h13v13h-13Z" fill="([^"]+)"', picture)
    assert (cells[0], cells[-1], len(cells)) == (STATES["ok"], STATES["failed"], 10)
    assert set(cells[1:-1]) == {STATES["none"]}


def test_years_of_nights_are_cut_to_the_latest() -> None:
    picture = svg(calendar({"2016-01-01": "ok", "2026-01-11": "ok"}, title="Runs?"))
    assert len(re.findall(r"h13v13h-13Z", picture)) == 53 * 7


def test_a_png_has_the_pixels_asked_for_and_its_title_in_it() -> None:
    spec = specs.over_time({"2014": 1, "2015": 3}, title="How much is published?")
    plain, headed = png(spec, 1, headed=False), png(spec, 1)
    double = png(spec, 2, headed=False)
    assert plain.startswith(b"\x89PNG\r\n\x1a\n")
    assert _size(double) == tuple(2 * pixels for pixels in _size(plain))
    assert _size(headed)[1] > _size(plain)[1]
    assert "How much is published?" in texts(svg(spec, headed=True))
    assert "How much is published?" not in texts(svg(spec))


def _size(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_what_cannot_be_drawn_is_an_error() -> None:
    spec = specs.over_time({"2014": 1}, title="How much?")
    spec["encoding"]["y"]["scale"] = {"type": "threshold", "domain": "nonsense"}
    with pytest.raises(PictureFailed, match="How much"):
        svg(spec)


def test_an_empty_picture_of_something_is_an_error() -> None:
    # Vega answers so where a value is a name that JavaScript keeps for itself.
    spec = specs.ranked([("a", 1)], title="Who?")
    axis = {"field": "name", "type": "nominal", "sort": None}
    number = {"field": "number", "type": "quantitative"}
    del spec["layer"]
    spec |= {"mark": "bar", "encoding": {"y": axis, "x": number}}
    names = ("__proto__", "constructor", "toString")
    spec["datasets"]["rows"] = [{"name": one, "number": 1} for one in names]
    with pytest.raises(PictureFailed, match="Who"):
        svg(spec)


def test_a_missing_library_is_named_with_its_extra() -> None:
    code = (
        "import sys; sys.modules['vl_convert'] = None\n"
        "from archive.errors import MissingExtra\n"
        "from scraper.charts.rendering import require\n"
        "try:\n    require('web')\n"
        "except MissingExtra as error:\n    print(error.exit_code, error.hint)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2 pip install 'clusternews[web]'"
