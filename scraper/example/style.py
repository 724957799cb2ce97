"""Looks and pictures: one stylesheet for all pages, and images drawn on demand."""

from __future__ import annotations

import struct
import zlib

CSS = """
body { font: 16px/1.5 "Segoe UI", Helvetica, Arial, sans-serif; color: #222; margin: 0;
  background: #eef1f5; }
a { color: #0a5aa0; text-decoration: none; }
.visually-hidden, .element-invisible { position: absolute; left: -9999px; }
#header, header[role=banner] { background: #0b3c6f; color: #fff; padding: 1rem 4%; }
#header a, header[role=banner] a { color: #fff; }
#logo, .site-logo, #site-name { font-size: 1.5rem; font-weight: 600; }
#user-links, #search-block-form, .search-block-form { float: right; margin-left: 1rem; }
ul.menu { list-style: none; padding: 0; margin: .6rem 0 0; display: flex; gap: 1.4rem; }
ul.menu ul { display: none; }
#main, main { max-width: 62rem; margin: 1rem auto; background: #fff; padding: 1rem 2rem 2rem; }
.breadcrumb { color: #777; font-size: .85rem; }
h1 { font-size: 1.7rem; line-height: 1.25; color: #0b3c6f; }
h2 { font-size: 1.2rem; }
.submitted, .node__submitted { color: #777; font-size: .9rem; }
.field-name-field-labels .field-item,
.field--name-field-labels .field__item { display: inline-block; background: #f5c542;
  border-radius: 3px; padding: 0 .5rem; margin-right: .4rem; font-size: .8rem; }
.field-name-field-tags ul, .field--name-field-tags .field__items { padding: 0; list-style: none; }
.field-name-field-tags li, .field--name-field-tags .field__item { display: inline-block;
  border: 1px solid #9bb8d3; border-radius: 9px; padding: 0 .6rem; margin: 0 .4rem .4rem 0; }
img { max-width: 100%; height: auto; background: #c8d6e5; }
.views-row { border-bottom: 1px solid #dde3ea; padding: .7rem 0; overflow: hidden; }
.views-row img { float: left; width: 110px; margin-right: 1rem; }
.views-field-type { font-size: .75rem; text-transform: uppercase; color: #b3541e; }
.pager { list-style: none; display: flex; gap: .7rem; padding: 0; }
.pager__items { list-style: none; display: flex; gap: .7rem; padding: 0; }
#sidebar-second, #sidebar-first { margin-top: 1.5rem; border-top: 3px solid #f5c542; }
table { border-collapse: collapse; } td, th { border: 1px solid #ccd5df; padding: .2rem .8rem; }
blockquote { border-left: 4px solid #f5c542; margin-left: 0; padding-left: 1rem; color: #555; }
figcaption { font-size: .85rem; color: #777; }
#footer-wrapper, footer[role=contentinfo], .newsletter { padding: 1rem 4%; color: #555; }
#sliding-popup, .cookie-notice { position: fixed; bottom: 0; left: 0; right: 0;
  background: #0779bf; color: #fff; padding: .5rem 4%; }
"""


def picture(name: str, width: int = 320, height: int = 120) -> bytes:
    """A small PNG: two colours that depend on its name."""
    seed = zlib.crc32(name.encode())
    colours = [
        bytes(((seed >> shift) & 0x7F) + 100 for shift in (at, at + 7, at + 14)) for at in (0, 5)
    ]
    rows = b"".join(
        b"\0" + colours[0] * (width * row // height) + colours[1] * (width - width * row // height)
        for row in range(height)
    )
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum
