"""Blocks of a story as HTML, as an editor's field would hold them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from scraper.example import mail
from scraper.example.story import (
    Anchor,
    Block,
    Figure,
    Heading,
    Items,
    Mail,
    Paragraph,
    Quote,
    Table,
)


def body_html(blocks: Iterable[Block]) -> str:
    """The blocks of the body field; a leading picture has a field of its own."""
    return "\n".join(
        _block(block) for block in blocks if not (isinstance(block, Figure) and block.lead)
    )


def lead_pictures(blocks: Iterable[Block]) -> list[Figure]:
    """The pictures that stand above the body."""
    return [block for block in blocks if isinstance(block, Figure) and block.lead]


def link(path: str, text: str, attributes: str = "") -> str:
    """An anchor."""
    return f'<a href="{escape(path)}"{attributes}>{escape(text)}</a>'


def image(figure: Figure) -> str:
    """The picture alone."""
    return (
        f'<img src="{escape(figure.path)}" alt="{escape(figure.alt)}" '
        'width="640" height="240" typeof="foaf:Image" />'
    )


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{''.join(map(_part, block.parts))}</p>"
        case Heading():
            return f"<h2>{escape(block.text)}</h2>"
        case Items():
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>\n{_each('li', block.entries)}\n</{tag}>"
        case Table():
            rows = "\n".join(f"<tr>\n{_each('td', row)}\n</tr>" for row in block.rows)
            return f"<table>\n<tbody>\n{rows}\n</tbody>\n</table>"
        case Quote():
            return f"<blockquote><p>{escape(block.text)}</p>\n</blockquote>"
        case Figure():
            caption = escape(block.caption or "")
            return (
                f'<figure role="group" class="caption caption-img align-center">{image(block)}'
                f"<figcaption>{caption}</figcaption></figure>"
            )


def _each(tag: str, texts: Iterable[str]) -> str:
    return "\n".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def _part(part: str | Anchor | Mail) -> str:
    match part:
        case Anchor():
            return link(part.href, part.text)
        case Mail():
            return mail.HIDINGS[part.hiding](part.email)
        case _:
            return escape(part, quote=False)
