"""What of a page could run, lead astray or ask someone else for something: nothing may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from lxml import etree, html

#: Elements that no page of ours has any use for.
_NEVER = frozenset(
    {
        *("script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "base"),
        *("svg", "math", "template", "noscript", "noembed", "noframes", "xmp", "plaintext"),
        *("video", "audio", "source", "track", "portal", "slot", "dialog", "marquee", "keygen"),
        *("canvas", "picture", "listing", "isindex", "mglyph", "image"),
    }
)
_ADDRESSES = frozenset(
    {
        *("href", "src", "srcset", "action", "formaction", "poster", "data", "background", "ping"),
        *("cite", "longdesc", "manifest", "xlink:href", "srcdoc", "codebase", "usemap", "lowsrc"),
    }
)
#: What of ours is asked for by a page as it opens.
_ASKED_FOR = frozenset({"img", "link"})
_LINKS = frozenset({"stylesheet", "icon"})


def live_parts(page: str) -> list[str]:
    """The same in the eyes of two parsers; empty for a page that is harmless."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    found = reader.found
    tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=_PARSER)
    for one in tree.iter(etree.Element):
        found += _wrong(str(one.tag), {str(name): str(one.get(name)) for name in one.attrib})
    return found


_PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True)


class _Reader(HTMLParser):
    """What a parser finds that repairs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += _wrong(tag, {name: value or "" for name, value in attrs})

    def handle_comment(self, data: str) -> None:
        self.found.append(f"a comment: {data[:60]}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"an instruction: {data[:60]}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"a declaration: {data[:60]}")


def _wrong(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    tag = tag.lower()
    if tag in _NEVER:
        yield f"<{tag}>"
    if tag == "meta" and "http-equiv" in attributes:
        yield f"<meta http-equiv={attributes['http-equiv']}>"
    if tag == "link" and attributes.get("rel") not in _LINKS:
        yield f"<link rel={attributes.get('rel')}>"
    for name, value in attributes.items():
        yield from _wrong_attribute(tag, name.lower(), value)


def _wrong_attribute(tag: str, name: str, value: str) -> Iterator[str]:
    what = f"<{tag} {name}={value[:80]!r}>"
    if name.startswith("on") or name in ("style", "srcdoc", "autofocus", "is", "nonce"):
        yield what
    elif name in _ADDRESSES:
        address = re.sub(r"[\x00-\x20]", "", value)
        is_ours = address.startswith("/") and address[1:2] not in ("/", "\\")
        is_ours = is_ours or address.startswith(("#", "?"))
        if tag == "a" and name == "href":
            if not is_ours and _scheme(address) not in ("http", "https"):
                yield what
        elif not is_ours:
            yield what


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return "none"
