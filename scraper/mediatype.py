"""What bytes are, decided by the bytes: a header may call a PDF a page."""

from __future__ import annotations

import json
import re

#: First bytes of the files that servers send in place of a page.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"RIFF", "application/octet-stream"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"BZh", "application/x-bzip2"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/octet-stream"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
)

#: Root elements that are documents of their own.
ROOTS = {
    "rss": "application/rss+xml",
    "rdf:rdf": "application/rss+xml",
    "feed": "application/atom+xml",
    "urlset": "application/xml",
    "sitemapindex": "application/xml",
    "svg": "image/svg+xml",
    "html": "text/html",
}

_PROLOGUE = re.compile(
    r"(?:\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)+", re.S | re.I
)
_ROOT = re.compile(r"<([a-zA-Z][\w:.-]*)")
_HTML = re.compile(
    r"<!doctype html|</?(?:a|article|b|body|br|div|em|font|form|h[1-6]|head|html|i|img|li|link|main"
    r"|meta|nav|p|script|section|span|strong|table|td|title|tr|ul)(?=[\s/>])",
    re.I,
)
_XML = re.compile(r"<\?xml\b|<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniff(body: bytes, encoding: str | None) -> str | None:
    """The media type of ``body``; None if there is nothing in it.

    ``encoding`` is that of its text, in case it is text. Feeds and sitemaps are known
    by their root element even with blank lines or comments before the XML declaration.
    """
    if body[:15].lower() == b"<!doctype html>":
        return "text/html"
    if not body.strip(b"\0 \t\r\n\f"):
        return None
    for signature, media_type in SIGNATURES:
        if body.startswith(signature):
            return media_type
    if b"%PDF-" in body[:1024] and b"<html" not in body[:1024].lower():
        return "application/pdf"
    return _text_type(body, encoding or "utf-8")


def _text_type(body: bytes, encoding: str) -> str:
    if known := _by_root(body[:4096].decode(encoding, "replace")):
        return known
    text = body[:65536].decode(encoding, "replace").lstrip("\ufeff")
    if known := _by_root(text):
        return known
    if (declared := _XML.search(text)) and not _HTML.search(text, 0, declared.start()):
        inner = _ROOT.search(text, declared.start())
        return ROOTS.get(inner[1].lower(), "application/xml") if inner else "application/xml"
    if text.lstrip()[:1] in ("{", "[") and _is_json(body, encoding):
        return "application/json"
    if _HTML.search(text) or text.lstrip().startswith("<!--"):
        return "text/html"
    return "application/octet-stream" if _is_binary(text) else "text/plain"


def _by_root(text: str) -> str | None:
    """The type that a document's root element tells."""
    text = text.lstrip("\ufeff")
    prologue = _PROLOGUE.match(text)
    root = _ROOT.match(text, prologue.end() if prologue else 0)
    return ROOTS.get(root[1].lower()) if root else None


def _is_json(body: bytes, encoding: str) -> bool:
    try:
        json.loads(body.decode(encoding, "replace"))
    except (ValueError, RecursionError):
        return False
    return True


def _is_binary(text: str) -> bool:
    """True if more than one character in fifty is a control or was no character at all."""
    broken = len(_CONTROL.findall(text)) + text.count("\ufffd")
    return broken * 50 > len(text)
