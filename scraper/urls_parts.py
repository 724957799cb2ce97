"""A web address taken apart, and each character put in its one spelling (RFC 3986).

Done by hand and not by ``urllib.parse``, which raises on some of what pages link to
and reads some of it otherwise than browsers do.
"""

from __future__ import annotations

import re
import unicodedata

_URL = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?", re.S)
_WEB = re.compile(r"(https?):/*", re.I)
_EDGES = "".join(map(chr, range(0x21)))
_LINE_BREAKS = str.maketrans("", "", "\t\n\r")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BAD_IN_HOST = re.compile(r"[\x00-\x20/?#@\\%<>^`{|}]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PATH_SESSION = re.compile(r"(?:;|%3B)(?:jsessionid|phpsessid|sessionid|sid)=[^/;]*", re.I)
_PLAIN_PATH = re.compile(r"(?:/[\w~-][\w.~-]*)*/?", re.A)
_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})|([^\x21-\x7e])|([\"<>\\^`{|}%[\]])")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IN_PATH = _UNRESERVED | frozenset(":@!$'()*,")
_IN_QUERY = _IN_PATH | frozenset("/?")


def cleaned(url: str) -> str:
    """Without the white space and line breaks that browsers leave out as well."""
    if url.isascii() and url.isprintable() and " " not in url:
        return url
    text = url.strip(_EDGES).translate(_LINE_BREAKS).strip(_EDGES)
    return _SURROGATES.sub("\ufffd", text)


def printable(text: str) -> str:
    """Only visible ASCII, so that an address that is refused can still be recorded."""
    return "".join(char if "!" <= char <= "~" else _bytes(char) for char in text)


def scheme_of(text: str) -> str:
    """The scheme in lower case; empty if there is none."""
    found = _URL.match(text)
    return (found[1] or "").lower() if found else ""


def split_web(text: str, base: str = "") -> tuple[str, str, str, str] | None:
    """Scheme, authority, path and query of a cleaned address; None if it is no web address.

    A relative one is taken from ``base`` (scheme and host). As in browsers, any number
    of slashes may stand before the host (``https:////www.example.org/``).
    """
    web = _WEB.match(text)
    found = _URL.match(f"{web[1].lower()}://{text[web.end() :]}" if web else text)
    if found is None or "\\" in text:
        return None
    scheme, netloc, path, query = found.groups()
    start = _URL.match(base) if scheme is None else None
    if start is not None and start[1]:
        scheme = start[1].lower()
        if netloc is None:
            netloc, path = start[2], f"/{path.lstrip('/')}"
    if scheme not in _DEFAULT_PORTS or not netloc:
        return None
    return scheme, netloc, path, query or ""


def host_of(scheme: str, netloc: str) -> str | None:
    """Host in ASCII and lower case, with its port unless that is the default; None if bad."""
    name, colon, port = netloc.rpartition("@")[2].rpartition(":")
    if not colon or (port and not (port.isascii() and port.isdecimal())):
        name, port = netloc.rpartition("@")[2], ""
    name = _ascii_name(name.lower().rstrip("."))
    if not name or _BAD_IN_HOST.search(name) or len(port) > 5:
        return None
    if not port or int(port) == _DEFAULT_PORTS[scheme]:
        return name
    return f"{name}:{int(port)}"


def _ascii_name(name: str) -> str:
    if name.isascii():
        return name
    try:
        ascii_name = unicodedata.normalize("NFKC", name).encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return ascii_name.lower().rstrip(".")


def path_of(raw: str) -> str:
    """The path without session id, empty segments and dot segments."""
    if _PLAIN_PATH.fullmatch(raw):
        return raw or "/"
    path = _PATH_SESSION.sub("", _encoded(raw, _IN_PATH))
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    ends_open = segments[-1] in ("", ".", "..")
    return "/" + "/".join(kept) + ("/" if kept and ends_open else "")


def query_parts(query: str) -> list[tuple[str, str]]:
    """``(name, "=value")`` of each parameter; the second is empty where no ``=`` stands."""
    pairs: list[tuple[str, str]] = []
    for part in query.split("&") if query else ():
        name, equals, value = part.partition("=")
        if name or value:
            pairs.append((_encoded(name, _IN_QUERY), equals + _encoded(value, _IN_QUERY)))
    return pairs


def _encoded(text: str, spelt_out: frozenset[str]) -> str:
    """``%3a`` and ``%3A`` become ``:``, what must be encoded is, in capital letters."""

    def one(found: re.Match[str]) -> str:
        if found[1]:
            char = chr(int(found[1], 16))
            return char if char in spelt_out else f"%{found[1].upper()}"
        return _bytes(found[2] or found[3])

    return _ENCODED.sub(one, text)


def _bytes(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())
