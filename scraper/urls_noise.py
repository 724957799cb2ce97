"""Tables of what carries no identity in a URL, and of endings that are no pages.

Read on the platforms (``view=renderPrint``, ``inheritRedirect``, ``font``, TYPO3's
``no_cache`` and ``cHash``) or documented by the services that add them (analytics,
newsletters, advertising).
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Added to links by analytics, newsletters and advertisers.
TRACKING = _words(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh
    mc_cid mc_eid mkt_tok _ga _gl _hsenc _hsmi hsctatracking __hssc __hstc __hsfp
    vero_id vero_conv oly_anon_id oly_enc_id wickedid s_cid s_kwcid epik srsltid
    ns_mchannel ns_campaign ns_source ns_linkname ns_fee at_medium at_campaign
    """
)
_TRACKING_PREFIXES = ("utm_", "pk_", "piwik_", "mtm_", "matomo_")
_SESSIONS = _words(
    "jsessionid phpsessid aspsessionid sessionid session_id cfid cftoken zenid oscsid"
)
#: Ways to look at a page, not pages: type size, caches, where one came from.
_VIEWS = frozenset(["font", "fontsize", "inheritredirect", "no_cache", "chash"])
_VIEW_VALUES = frozenset(
    [
        ("view", "renderprint"),
        ("view", "print"),
        ("tmpl", "component"),
        ("format", "print"),
        ("print", "1"),
        ("print", "true"),
        ("print", "yes"),
        ("amp", "1"),
        ("amp", ""),
    ]
)
_CALENDAR_VIEWS = frozenset(["=list", "=grid", "=month", "=week", "=day"])
#: ``sid`` also numbers stories; a session is longer, or not a number.
_STORY_NUMBER = re.compile(r"\d{1,7}")

DIRECTORY_INDEXES = _words(
    """
    index.html index.htm index.xhtml index.shtml index.php index.asp index.aspx index.jsp
    default.htm default.html default.asp default.aspx
    """
)

#: Endings of files that are recorded where an article offers them, and never crawled.
FILE_ENDINGS = _words(
    """
    pdf doc docx docm dot dotx odt rtf xls xlsx xlsm xlsb ods ppt pptx pps ppsx odp key pages
    zip gz tgz bz2 xz 7z rar tar jar apk exe msi dmg iso
    jpg jpeg jpe png gif webp avif bmp tif tiff svg ico eps ai psd heic
    mp3 m4a wav ogg oga flac mp4 m4v mpg mpeg avi mov wmv webm mkv flv
    css js mjs map json jsonld csv tsv xml rss atom rdf ics vcf kml gpx epub mobi
    woff woff2 ttf otf eot swf
    """
)


def is_session_parameter(name: str, value: str) -> bool:
    """True for what only says who asks, or through which campaign."""
    lower = name.lower()
    if lower == "sid":
        return not _STORY_NUMBER.fullmatch(value)
    return lower in TRACKING or lower in _SESSIONS or lower.startswith(_TRACKING_PREFIXES)


def is_view_parameter(name: str, value: str) -> bool:
    """True for what changes how a page is shown, and not which page it is."""
    lower = name.lower()
    return lower in _VIEWS or (lower, value.lower()) in _VIEW_VALUES


def without_calendar_view(parameters: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without the ``date=...&t=list`` that a calendar beside the page adds to its links."""
    if not any(name == "t" and rest in _CALENDAR_VIEWS for name, rest in parameters):
        return parameters
    return [(name, rest) for name, rest in parameters if name not in ("t", "date")]
