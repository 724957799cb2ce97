"""The markup of a body, without what no reader sees of it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_TARGET = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
#: Elements that a reader does not see (wrappers of the template or of a script), and pictures.
_TRANSPARENT = frozenset(
    "div span section article main header footer aside font center nav html body tbody"
    " figure img picture".split()
)
#: Parameters of addresses that say who asks, or which copy: never what is shown. Analytics,
#: newsletters, advertising, sessions, picture tokens, cache busters.
_VOLATILE = frozenset(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh
    mc_cid mc_eid mkt_tok _ga _gl _hsenc _hsmi vero_id oly_anon_id oly_enc_id wickedid s_cid
    srsltid epik at_medium at_campaign jsessionid phpsessid sessionid session_id session sid
    cfid cftoken itok token hash ver rev timestamp cb cachebuster _ nocache rnd rand random
    nonce sig signature expires chash
    """.split()
)
_SIZES = frozenset("w h width height quality dpr".split())
_VOLATILE_STARTS = ("utm_", "pk_", "piwik_", "mtm_", "matomo_", "x-amz-", "x-goog-")
# Digests, random keys and times, wherever they stand as a value that is no name of a thing.
_TOKEN = re.compile(
    r"(?=.*\d)(?=.*[a-f])[0-9a-f]{8,}|1[4-9]\d{8}(?:\d{3})?"
    r"|(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{16,}"
)
_NAMES_A_THING = re.compile(r"(?:id|file|doc|document|name|page|article|path|url)$", re.I)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$", re.I)
# Sizes and copies of one picture: WordPress' "-300x200", Drupal's "styles/NAME/public".
_SIZE = re.compile(r"(?:-\d{2,4}x\d{2,4}|-scaled|@\dx)(?=\.\w+$)")
_STYLE = re.compile(r"/styles/[^/]+/(?:public|private)(?=/)")
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.I)
# A protected e-mail address is written anew in each answer.
_PROTECTED = re.compile(r"(/cdn-cgi/l/email-protection).*")


@lru_cache(maxsize=4096)
def steady_address(url: str) -> str:
    """An address without what changes from visit to visit and leads to the same thing.

    Without scheme and ``www.``, tracking and session parameters, tokens, cache busters, and
    the size of a picture. Text that is no address comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    path = _PROTECTED.sub(r"\1", _SESSION_IN_PATH.sub("", unquote(parts.path)))
    is_picture = bool(_PICTURE.search(path))
    if is_picture:
        path = _SIZE.sub("", _STYLE.sub("", path))
    query = "" if is_picture else _steady_query(parts)
    host = parts.netloc.lower().removeprefix("www.")
    fragment = "" if "email-protection" in path else parts.fragment
    scheme = "" if parts.scheme in ("http", "https") else f"{parts.scheme}:"
    return f"{scheme}{host}{path.rstrip('/')}?{query}#{fragment}"


def _steady_query(parts: SplitResult) -> str:
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return parts.query
    return urlencode(sorted(filter(None, (_steady(*pair) for pair in pairs))))


def _steady(name: str, value: str) -> tuple[str, str] | None:
    """A parameter as it is compared; None if it does not count."""
    lower = name.lower()
    if lower in _VOLATILE or lower.startswith(_VOLATILE_STARTS):
        return None
    if lower in _SIZES and value.isdecimal():
        return None
    if _TOKEN.fullmatch(value) and not _NAMES_A_THING.search(lower):
        return name, ""
    return name, value


def skeleton(html: str) -> list[str]:
    """The tags and the words of a body, in order, as far as a reader sees a difference.

    Of attributes only the targets of links count. Pictures and their captions are left
    out: they are fields of their own, and a theme may print them beside the body.
    """
    parts: list[str] = []
    start, captions = 0, 0
    for tag in _TAG.finditer(html):
        if not captions:
            parts.extend(html[start : tag.start()].split())
        start = tag.end()
        name = tag[2].lower()
        if name == "figcaption":
            captions = max(0, captions - 1) if tag[1] else captions + 1
        elif name not in _TRANSPARENT and not captions:
            parts.append(f"<{tag[1]}{name}{_shown(tag[3])}>")
    parts.extend(html[start:].split())
    return parts


def _shown(attributes: str) -> str:
    targets = [double or single or bare for double, single, bare in _TARGET.findall(attributes)]
    return "".join(f" {steady_address(target.replace('&amp;', '&'))}" for target in targets)
