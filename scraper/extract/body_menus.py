"""Running text told from menus by simple signs: lengths, sentences, links."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scraper.extract.blocks import HEADINGS, Block

#: Shorter blocks are no running text; links that fill more of a block make it a menu.
SHORTEST = 25
LINKED = 0.4

_SENTENCE = re.compile(r"[.!?…:»”\"'’)]\s*$|[。！？]")


def reads_like_text(block: Block) -> bool:
    """True for a block of running text: sentences, few links."""
    return (
        len(block.text) >= SHORTEST
        and block.link_density < LINKED
        and (len(block.text) > 80 or bool(_SENTENCE.search(block.text)))
    )


def without_furniture(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without menus among them, and without headings that head nothing."""
    kept = [block for block in blocks if not _is_menu(block)]
    while kept and (kept[-1].tag in HEADINGS or _is_stray(kept[-1])):
        kept.pop()
    return kept


def _is_menu(block: Block) -> bool:
    return block.link_density > 0.8 and len(block.text) < 120 and not _SENTENCE.search(block.text)


def _is_stray(block: Block) -> bool:
    return block.link_density > 0.5 and len(block.text) < 200
