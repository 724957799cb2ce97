"""Specifications to pictures, by vl-convert: no browser, no network.

What Vega writes for screen readers at every single mark is taken out (up to 70 KB of a
picture); the picture as a whole has a title and a description instead.
"""

from __future__ import annotations

import copy
import re
import textwrap
from typing import Any
from xml.etree import ElementTree as ET

from archive.errors import ClusternewsError
from scraper import extras
from scraper.charts.wording import FONT, NAMELESS

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
#: Attributes that a picture that nobody can act upon does not need.
_NEEDLESS = ("aria-", "role", "class", "pointer-events", "font-family")
#: The outline of nothing.
_EMPTY_PATHS = ("", "M0,0h0v0h0Z")
_LONG_NUMBER = re.compile(r"\d+\.\d{3,}")
#: Parts of SVG that can act, or call for something from elsewhere.
_FORBIDDEN = frozenset({"script", "foreignObject", "image", "use", "a", "animate", "set", "style"})
_MEASURES = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height")
_PICTURES = "drawing pictures"
#: A title is broken into lines of this width in pixels, or of that of a wider picture; and what
#: a character of it takes, about.
_LEAST_WIDTH, _CHARACTER_PIXELS = 480, 6.5
#: Around a picture that stands alone.
_HEADED_PADDING = 16

ET.register_namespace("", _SVG)


class PictureFailed(ClusternewsError):
    """A picture that could not be drawn: an error of ours, not of the data."""


def require(extra: str) -> None:
    """Raises MissingExtra, naming the extra, where the libraries of pictures are not there."""
    for name in ("altair", "vl_convert"):
        extras.load(name, extra=extra, needed_by=_PICTURES)


def svg(spec: dict[str, Any], *, headed: bool = False, extra: str = "report") -> str:
    """The picture as one SVG element, which refers to nothing outside itself.

    ``headed`` paints title and subtitle into it; without, they are for the page around it.
    Its width and height are those of the picture, in pixels. Raises MissingExtra, naming the
    ``extra`` that the caller belongs to, and PictureFailed.
    """
    converter: Any = extras.load("vl_convert", extra=extra, needed_by=_PICTURES)
    try:
        drawn = converter.vegalite_to_svg(_prepared(spec, headed=headed), allowed_base_urls=[])
    except ValueError as error:
        what = str(error).strip().partition("\n")[0]
        raise PictureFailed(f"{spec['usermeta']['title']!r} cannot be drawn: {what}") from error
    return _plain(drawn, spec)


def png(
    spec: dict[str, Any], scale: float = 2.0, *, headed: bool = True, extra: str = "report"
) -> bytes:
    """The picture as PNG, ``scale`` pixels for each of its own. Raises as :func:`svg` does."""
    converter: Any = extras.load("vl_convert", extra=extra, needed_by=_PICTURES)
    # From the SVG that was looked at.
    drawn = svg(spec, headed=headed, extra=extra)
    return bytes(converter.svg_to_png(drawn, scale=scale))


def _prepared(spec: dict[str, Any], *, headed: bool) -> dict[str, Any]:
    ready = copy.copy(spec)
    said = ready.pop("usermeta", {})
    if headed and said.get("title"):
        room = int(max(spec.get("width", 0), _LEAST_WIDTH) / _CHARACTER_PIXELS)
        lines = textwrap.wrap(said.get("subtitle", ""), room)
        ready["padding"] = _HEADED_PADDING
        ready["title"] = {"text": textwrap.wrap(said["title"], room), "subtitle": lines}
    return ready


def _plain(drawn: str, spec: dict[str, Any]) -> str:
    """The SVG with one title and description, and without what only a live page needs."""
    try:
        root = ET.fromstring(drawn)
    except ET.ParseError as error:
        raise PictureFailed(f"a picture came out damaged: {error}") from error
    # Every picture of something has words. Vega answers an error with an empty one.
    is_drawn = any(element.tag == f"{{{_SVG}}}text" for element in root.iter())
    if not is_drawn and spec["datasets"]["rows"]:
        raise PictureFailed(f"nothing was drawn of {spec['usermeta']['title']!r}")
    _clear(root)
    said = spec["usermeta"]
    for attribute in ("version", "class"):
        root.attrib.pop(attribute, None)
    root.attrib |= {"role": "img", "font-family": FONT}
    for position, (tag, text) in enumerate(
        (("title", said["title"]), ("desc", said["description"]))
    ):
        element = ET.Element(f"{{{_SVG}}}{tag}")
        element.text = text or NAMELESS
        root.insert(position, element)
    return ET.tostring(root, encoding="unicode")


def _clear(parent: ET.Element) -> None:
    for element in list(parent):
        name = element.tag.rpartition("}")[2]
        is_outline_of_nothing = name == "path" and element.get("d", "") in _EMPTY_PATHS
        if name in _FORBIDDEN or is_outline_of_nothing or element.get("display") == "none":
            parent.remove(element)
            continue
        for attribute in list(element.attrib):
            if attribute.startswith((*_NEEDLESS, f"{{{_XLINK}}}")) or attribute == "href":
                del element.attrib[attribute]
        for attribute in _MEASURES:
            if attribute in element.attrib:
                element.set(attribute, _LONG_NUMBER.sub(_shorter, element.attrib[attribute]))
        _clear(element)
        if name in ("g", "text") and len(element) == 0 and not element.text:
            parent.remove(element)


def _shorter(match: re.Match[str]) -> str:
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
