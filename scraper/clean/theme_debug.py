"""Drupal's theme-debug comments: they name the fields of a theme that prints no classes.

Their wording changed twice (``CALL``, ``THEME HOOK``, emoji marks), so only what all
generations share is read: a comment with file name suggestions, then one that begins
the output and one that ends it. Afterwards no comment is left in the tree.
"""

from __future__ import annotations

import re

from lxml import etree

_FIELD = re.compile(r"\bfield--node--([a-z0-9]+(?:-[a-z0-9]+)*)(?:--|\.html\.twig|\.tpl\.php|\s|$)")
_BEGIN = re.compile(r"BEGIN (?:CUSTOM TEMPLATE )?OUTPUT")
_END = re.compile(r"END (?:CUSTOM TEMPLATE )?OUTPUT")


def name_fields(tree: etree._Element) -> None:
    """Wrap what a field's template printed in an element with the field's class.

    Fields that carry their class already are left as they are. Comments are removed;
    their tails stay.
    """
    suggested: str | None = None
    for comment in list(tree.iter(etree.Comment)):
        text = comment.text or ""
        named = _FIELD.search(text)
        if _BEGIN.search(text):
            field = named[1] if named else suggested
            suggested = None
            if field:
                _wrap(comment, field)
        elif named and not _END.search(text):
            suggested = named[1]
    etree.strip_tags(tree, etree.Comment)


def _wrap(begin: etree._Element, field: str) -> None:
    """Put the nodes from the comment ``begin`` to its end into a ``div`` of their own."""
    inside: list[etree._Element] = []
    depth = 1
    for node in begin.itersiblings():
        if node.tag is etree.Comment:
            text = node.text or ""
            depth += bool(_BEGIN.search(text)) - bool(_END.search(text))
            if depth == 0:
                break
        inside.append(node)
    else:
        return
    if any(
        "field--name-" in (node.get("class") or "")
        for node in inside
        if node.tag is not etree.Comment
    ):
        return
    wrapper = etree.Element("div", {"class": f"field field--name-{field}"})
    wrapper.text, begin.tail = begin.tail, None
    begin.addnext(wrapper)
    wrapper.extend(inside)
