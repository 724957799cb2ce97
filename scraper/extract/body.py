"""The text of an article: which elements hold it, and its blocks without furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from archive.records import Evidence
from scraper.clean.removal import place_of
from scraper.clean.selectors import compile_selector
from scraper.extract.blocks import HEADINGS, Block, blocks_of
from scraper.extract.body_learned import learned
from scraper.extract.body_menus import reads_like_text, without_furniture
from scraper.extract.body_parts import Body
from scraper.extract.evidence import found
from scraper.extract.fields import PROSE, Field
from scraper.extract.media import is_attachment_line
from scraper.extract.source import Source
from scraper.extract.structured import strings
from scraper.extract.title import same_words

__all__ = ["Body", "body_of"]

#: Parts of a node that are not its text, when its fields carry no names.
NODE_FURNITURE = (
    "ul.links",
    ".node__links",
    ".link-wrapper",
    ".field-label",
    ".field__label",
    "#comments",
    ".comment-wrapper",
)

#: Share of the page's text below which a node is no more than a part of what the page is about.
ASIDE = 0.25

#: A block this long that stands twice within a few blocks was printed twice.
DOUBLED = 40
#: Title and lead are repeated within so many blocks.
NEAR_TOP = 3

_THEME_HOOK = re.compile(r"^[a-z0-9_]+(?:--[a-z0-9_-]+)+(?:\.html\.twig|\.tpl\.php)?$")
_TAILS = (
    *("share(?: this)?(?: (?:article|page|post|on|via|news|story|event))?", "tweet", "print"),
    *("e-?mail", "facebook", "twitter", "linkedin", "whatsapp", "xing", "x", "teilen", "drucken"),
    *("(?:artikel|beitrag) teilen", "seite drucken", "partager(?: (?:cet article|sur))?"),
    *("imprimer", "compartir", "imprimir", "condividi", "stampa", "delen", "udostępnij", "dela"),
    *("del", "jaa", "leave a reply", "kommentar hinterlassen", "laisser un commentaire"),
    *("lascia un commento", "deja un comentario", "zurück(?: zur übersicht)?", "back(?: to top)?"),
    *("retour", "nach oben", "tags?", "key ?words?", "topics?", "categor(?:y|ies)"),
    *("schlagworte?", "schlagwörter", "themen?", "kategorien?", "mots-clés", "étiquettes?"),
    *("thèmes?", "catégories?", "etiquetas?", "temas?", "categorías?"),
)
_TAIL = re.compile(rf"(?:{'|'.join(_TAILS)})\s*:?$", re.I)
_EMPTY_LABEL = re.compile(r"^[^.!?]{1,40}:$")


def body_of(source: Source, title: str, known: Iterable[etree._Element] = ()) -> Body | None:
    """The body; ``known`` are elements that print other fields and are no part of it.

    None if the page holds no text that reads like an article's.
    """
    for body in _attempts(source, title, set(known)):
        _without_repetitions(body, title)
        if body.blocks:
            return body
    for stated in strings(source.stated.article.get("articleBody"))[:1]:
        return Body([], [], found("body_text", "json-ld", "articleBody"), prose_only=stated)
    return None


def _attempts(source: Source, title: str, skipped: set[etree._Element]) -> Iterator[Body]:
    """Ways to find the text, most certain first."""
    selected = list(source.selected("body_text"))
    if selected:
        roots = _outermost([element for _, element in selected])
        yield _body(roots, skipped, found("body_text", "site-rule", selected[0][0]))
    by_fields = _from_fields(source, skipped)
    if by_fields is None:
        yield from (attempt for attempt, _ in _beside_fields(source, title, skipped))
        return
    beside = [] if _fill_node(source, by_fields) else list(_beside_fields(source, title, skipped))
    if all(_prose(by_fields.blocks) >= share * _prose(other.blocks) for other, share in beside):
        yield by_fields
    yield from (attempt for attempt, _ in beside)


def _beside_fields(
    source: Source, title: str, skipped: set[etree._Element]
) -> Iterator[tuple[Body, float]]:
    """Other ways than fields, with the share of their text that fields must reach to be chosen."""
    chosen = learned(source, title, skipped) if _may_stand_elsewhere(source) else None
    loose = _loose(source, skipped) if source.node is not None else None
    if loose is not None and (
        chosen is None or _prose(loose.blocks) >= ASIDE * _prose(chosen.blocks)
    ):
        yield loose, 1.0
    elif chosen is not None:
        yield chosen, 0.5


def _may_stand_elsewhere(source: Source) -> bool:
    """True if no node is printed, or one with little of the page's text: a contact's, a box's."""
    return source.node is None or source.page.index.prose.share(source.node) < ASIDE


def _body(roots: list[etree._Element], skipped: set[etree._Element], evidence: Evidence) -> Body:
    blocks = [block for root in roots for block in blocks_of(root, skipped)]
    return Body(blocks, roots, evidence, set(skipped))


def _outermost(elements: list[etree._Element]) -> list[etree._Element]:
    """The elements that stand in none of the others."""
    chosen = set(elements)
    return [e for e in elements if chosen.isdisjoint(e.iterancestors())]


def _prose(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks if reads_like_text(block))


def _from_fields(source: Source, skipped: set[etree._Element]) -> Body | None:
    fields = [item for item in source.fields if _is_text(item, skipped)]
    if not any(item.role in ("body", "other") for item in fields):
        return None
    labels = {label for item in fields if (label := item.label) is not None}
    place = ", ".join(dict.fromkeys(item.place for item in fields))
    roots = [item.element for item in fields]
    return _body(roots, skipped | labels, found("body_text", "text", place))


def _is_text(item: Field, skipped: set[etree._Element]) -> bool:
    """True for a field of running text: by its role, or because it holds nothing else."""
    if item.element in skipped:
        return False
    if item.role in ("body", "lead"):
        return True
    return item.role == "other" and item.label is None and _prose(blocks_of(item.element)) >= PROSE


def _fill_node(source: Source, by_fields: Body) -> bool:
    """True if the text fields hold most of what their node says: no need to look beside them."""
    if source.node is None:
        return False
    said = etree.tostring(source.node, method="text", encoding="unicode", with_tail=False)
    return sum(len(block.text) for block in by_fields.blocks) * 2 >= len(
        " ".join(str(said).split())
    )


def _loose(source: Source, skipped: set[etree._Element]) -> Body | None:
    """The node without its known parts: for themes that print no names of fields."""
    node = source.node
    if node is None:
        return None
    out = set(skipped)
    out.update(item.element for item in source.fields if not _is_text(item, skipped))
    for css in NODE_FURNITURE:
        out.update(compile_selector(css).find(source.page.index))
    body = _body([node], out, found("body_text", "text", place_of(node)))
    _without_menus(body)
    return body if body.blocks else None


def _without_menus(body: Body) -> None:
    kept = without_furniture(body.blocks)
    numbers = set(map(id, kept))
    for block in body.blocks:
        if id(block) not in numbers:
            body.leave_out(block)
    body.blocks = kept


def _without_repetitions(body: Body, title: str) -> None:
    """Take out what is printed twice, and lines of furniture at the ends."""
    kept: list[Block] = []
    for block in body.blocks:
        rule = _rule_against(block, kept, title)
        if rule is None:
            kept.append(block)
        else:
            body.record(block, rule)
    while kept and (_TAIL.match(kept[-1].text) or _ends_in_label(kept[-1])):
        body.record(kept.pop(), "furniture:tail")
    body.blocks = kept


def _rule_against(block: Block, kept: list[Block], title: str) -> str | None:
    if len(kept) < NEAR_TOP and same_words(block.text, title):
        return "repeated:title"
    if _THEME_HOOK.match(block.text):
        return "debug:theme_hook"
    if block.tag in ("td", "th") and is_attachment_line(block.text):
        return "furniture:attachment_head"
    if len(block.text) >= DOUBLED and any(_is_twin(k.text, block.text) for k in kept[-NEAR_TOP:]):
        return "repeated:block"
    return None


def _is_twin(first: str, second: str) -> bool:
    if first == second:
        return True
    return first[:12].casefold() == second[:12].casefold() and same_words(first, second)


def _ends_in_label(block: Block) -> bool:
    """A label at the very end has no value (``Cluster organisation:``)."""
    return block.tag not in HEADINGS and bool(_EMPTY_LABEL.match(block.text))
