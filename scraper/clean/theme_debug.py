"""Drupal's theme-debug comments: they name the fields of a theme that prints no classes.

Their wording changed twice (``CALL``, ``THEME HOOK``, emoji marks), so only what all
generations share is read: a comment with file name suggestions, then one that begins
the output and one that ends it. Afterwards no comment is left in the tree.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

_FIELD = re.compile(r"\bfield--node--([a-z0-9]+(?:-[a-z0-9]+)*)(?:--|\.html\.twig|\.tpl\.php|\s|$)")
_BEGIN = re.compile(r"BEGIN (?:CUSTOM TEMPLATE )?OUTPUT")
_END = re.compile(r"END (?:CUSTOM TEMPLATE )?OUTPUT")

#: Bytes in which the first of the comments stands: the outermost template's is before the page.
_HEAD = 16_384

#: Siblings looked at on one page, in the search for the ends of fields.
_MOST_SIBLINGS = 50_000


def is_debugged(body: bytes) -> bool:
    """True if a page was printed with theme-debug comments."""
    return body.find(b"THEME DEBUG", 0, _HEAD) >= 0


def name_fields(tree: etree._Element) -> None:
    """Wrap what a field's template printed in an element with the field's class.

    Fields that carry their class already are left as they are. Comments are removed;
    their tails stay.
    """
    suggested: str | None = None
    left = _MOST_SIBLINGS
    for comment in list(tree.iter(etree.Comment)):
        text = comment.text or ""
        named = _FIELD.search(text)
        if _BEGIN.search(text):
            field = named[1] if named else suggested
            suggested = None
            if field and left > 0:
                left -= _wrap(comment, field, left)
        elif named and not _END.search(text):
            suggested = named[1]
    etree.strip_tags(tree, etree.Comment)


def _wrap(begin: etree._Element, field: str, most: int) -> int:
    """Put the nodes from the comment ``begin`` to its end into a ``div`` of their own.

    The number of nodes looked at, which is ``most`` at most.
    """
    inside: list[etree._Element] = []
    depth = 1
    for node in islice(begin.itersiblings(), most):
        if node.tag is etree.Comment:
            text = node.text or ""
            depth += bool(_BEGIN.search(text)) - bool(_END.search(text))
            if depth == 0:
                break
        inside.append(node)
    else:
        return len(inside)
    if any(
        "field--name-" in (node.get("class") or "")
        for node in inside
        if node.tag is not etree.Comment
    ):
        return len(inside)
    wrapper = etree.Element("div", {"class": f"field field--name-{field}"})
    wrapper.text, begin.tail = begin.tail, None
    begin.addnext(wrapper)
    wrapper.extend(inside)
    return len(inside)
