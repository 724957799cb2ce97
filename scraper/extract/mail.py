"""E-mail addresses that a page hides from machines, made readable in its tree.

Two mechanisms stand on platforms: Drupal's SpamSpan, whose class ``t`` means a dot in
one version and the anchor text in another, and Cloudflare's ``data-cfemail``. Each is
replaced by a plain ``mailto`` link, so that the text reads as a person sees it.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from lxml import etree

from archive.records import Contact
from scraper.clean.index import PageIndex
from scraper.clean.removal import folded
from scraper.extract.contacts import contacts_in_text, decode_cfemail
from scraper.extract.people_shapes import without_role
from scraper.extract.text import clean_text

_ADDRESS = re.compile(r"[^@\s<>()\[\],;:]+@[^@\s<>()\[\],;:]+\.[^@\s<>()\[\],;:.]+")
_PROTECTION = "/cdn-cgi/l/email-protection"
_PLACEHOLDER = re.compile(r"\[\s*e-?mail\s*protected\s*\]", re.I)
_DOT_WORDS = re.compile(
    r"\s*[\[(]\s*(?:dot|punkt|point|punto)\s*[\])]\s*|\s+(?:dot|\.)\s+|\s+", re.I
)


def reveal_addresses(index: PageIndex) -> None:
    """Replace SpamSpan and Cloudflare elements of the tree by links to the address."""
    for element in index.with_class("spamspan"):
        if address := _spamspan_address(element):
            _become_link(element, address, _anchor_text(element, address))
    for element in index.with_class("__cf_email__"):
        if address := decode_cfemail(element.get("data-cfemail") or ""):
            _become_link(element, address, address)
    for element in index.with_tag("a"):
        href = element.get("href") or ""
        if _PROTECTION in href:
            _reveal_link(element, href)


def mail_contacts(links: list[etree._Element], body_text: str) -> tuple[Contact, ...]:
    """The addresses of ``mailto`` links and those printed in the text, each once.

    A name comes from the text around the address, else from the link's own text where
    that is no address.
    """
    found = contacts_in_text(body_text)
    printed = {contact.email.casefold(): contact for contact in found}
    merged: dict[str, Contact] = {}
    for link in links:
        for address in _mailto(link.get("href") or ""):
            key = address.casefold()
            named = printed.get(key, Contact(address))
            merged.setdefault(key, Contact(named.email, named.name or _name_of(link)))
    for key, contact in printed.items():
        merged.setdefault(key, contact)
    return tuple(merged.values())


def _mailto(href: str) -> list[str]:
    address = href.strip()
    if address[:7].lower() != "mailto:":
        return []
    addresses = unquote(address[7:].partition("?")[0])
    return _ADDRESS.findall(clean_text(addresses))


def _name_of(link: etree._Element) -> str | None:
    """The text of a link, if it reads like a person's name."""
    text = clean_text(folded(link))
    return None if "@" in text else without_role(text)


def _spamspan_address(element: etree._Element) -> str | None:
    """User and domain from the parts ``u`` and ``d``, however their dots are written."""
    user, domain = _part(element, "u"), _part(element, "d")
    if user is None or domain is None:
        return None
    address = f"{_undotted(user)}@{_undotted(domain)}"
    return address if _ADDRESS.fullmatch(address) else None


def _part(element: etree._Element, name: str) -> str | None:
    for part in element.iter("span"):
        if name in (part.get("class") or "").split():
            return folded(part)
    return None


def _undotted(text: str) -> str:
    return _DOT_WORDS.sub(lambda match: "." if match[0].strip() else "", text.strip())


def _anchor_text(element: etree._Element, address: str) -> str:
    """What the link says: part ``a``, or a ``t`` that is no dot; else the address."""
    for name in ("a", "t"):
        text = _part_outside_address(element, name)
        if text and any(char.isalpha() for char in text) and not _is_dot(text):
            return clean_text(text.strip("() "))
    return address


def _part_outside_address(element: etree._Element, name: str) -> str | None:
    for part in element:
        if part.tag == "span" and name in (part.get("class") or "").split():
            return folded(part)
    return None


def _is_dot(text: str) -> bool:
    return text.strip("[]() .").lower() in ("", "dot", "punkt", "point", "punto")


def _reveal_link(element: etree._Element, href: str) -> None:
    """A Cloudflare link: the address is in the fragment, else in the element it holds."""
    decoded = decode_cfemail(_fragment(href).partition("?")[0])
    text = folded(element)
    if decoded is None:
        inner = next((span for span in element.iter("a", "span") if span.get("data-cfemail")), None)
        code = inner.get("data-cfemail") if inner is not None else element.get("data-cfemail")
        decoded = decode_cfemail(code or "")
    if decoded is None and _ADDRESS.fullmatch(text):
        decoded = text
    if decoded:
        shown = decoded.partition("?")[0]
        keeps = text and not _PLACEHOLDER.search(text)
        _become_link(element, decoded, text if keeps else shown)


def _fragment(href: str) -> str:
    try:
        return urlsplit(href).fragment
    except ValueError:
        return ""


def _become_link(element: etree._Element, address: str, text: str) -> None:
    """Make a plain link of ``element``; its tail stays. A link around it becomes the link."""
    address, text, tail = clean_text(address), clean_text(text), element.tail
    for child in list(element):
        element.remove(child)
    parent = element.getparent()
    if parent is not None and parent.tag == "a" and _PROTECTION in (parent.get("href") or ""):
        parent.set("href", f"mailto:{address}")
        element.tag = "span"
    else:
        element.tag = "a"
        element.set("href", f"mailto:{address}")
    for name in ("class", "data-cfemail"):
        element.attrib.pop(name, None)
    element.text, element.tail = text, tail
