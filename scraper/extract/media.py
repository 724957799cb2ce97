"""Pictures, links and files that belong to an article."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from lxml import etree

from archive.records import Attachment, Image, Link
from scraper.clean.index import PageIndex
from scraper.clean.removal import folded
from scraper.extract.address import absolute
from scraper.extract.text import clean_text
from scraper.site import Site

_SOURCES = (
    "src",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-srcset",
    "srcset",
)
_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|avif)\s*$", re.I)
_NO_LETTERS = re.compile(r"[\W_]+")
#: What office programs write into ``alt`` by themselves.
_GENERATED = re.compile(
    r"descri(?:ption|ção|zione|pción) (?:automatically |auto)?gener|automatisch generierte"
    r"|description générée automatiquement|generata automaticamente|generada automáticamente",
    re.I,
)
_CAPTION_CLASSES = frozenset(
    (
        *(
            "caption",
            "image-caption",
            "wp-caption-text",
            "img-caption",
            "photo-caption",
            "figcaption",
        ),
        *("field--name-field-caption", "field-name-field-caption", "image-field-caption", "legend"),
    )
)
_FURNITURE_CLASSES = frozenset(
    {"file-icon", "spamspan-image", "smiley", "avatar", "icon", "emoji", "wp-smiley", "logo"}
)
#: Folders and names of files that no article shows as a picture.
_FURNITURE = re.compile(
    r"/(?:icons?|logos?|avatars?|emojis?|smil(?:ey|ies)|sprites?)/|/(?:icon|sprite|avatar)[-_.]",
    re.I,
)
#: What stands in ``src`` until the picture itself is loaded.
_PLACEHOLDER = re.compile(
    r"(?:^|/)(?:spacer|blank|pixel|transparent|placeholder|leer|lazy(?:load)?|loading|1x1|empty"
    r"|clear|trans|dot)[\w-]*\.(?:gif|png|svg|jpe?g)",
    re.I,
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|zip|epub|ics)$", re.I)
_SIZE = re.compile(r"(?<![\d.,])\d{1,4}(?:[.,]\d{1,3})?\s?(?:[KMGkmg]i?B|[Bb]ytes|[KMGkmg]o|Ko)\b")
_HEAD_CELLS = re.compile(
    r"^(?:attachment|anhang|pièce jointe|adjunto|size|größe|taille|tamaño)$", re.I
)

#: Element -> the first caption in it.
Captions = Mapping[etree._Element, etree._Element]

#: Levels around a picture in which its caption may stand.
NEAR = 4


def images_of(roots: Iterable[etree._Element], base: str, captions: Captions) -> tuple[Image, ...]:
    """The pictures in ``roots``, each address once; icons, spacers and trackers left out.

    An ``alt`` that is a file name, or that an office program made up, is none. ``captions``
    are those on the page before anything was taken out of the text.
    """
    images: dict[str, Image] = {}
    for root in roots:
        for element in root.iter("img"):
            url = image_url(element, base)
            if url and not _is_furniture(element, url):
                alt, caption = _alt(element, url), _caption(element, captions)
                images.setdefault(url, Image(url, alt, caption))
    return tuple(images.values())


def image_url(element: etree._Element, base: str) -> str | None:
    """The address of a picture, with the attributes of lazy loading looked at."""
    for name in _SOURCES:
        value = (element.get(name) or "").strip()
        is_filler = name == "src" and _PLACEHOLDER.search(value[:1000])
        if value and not value.startswith("data:") and not is_filler:
            first = value.split(",")[0].split()[0] if name.endswith("srcset") else value
            return absolute(first, base)
    return None


def links_of(roots: Iterable[etree._Element], base: str) -> tuple[Link, ...]:
    """The hyperlinks in ``roots``, absolute, in order; the same text and target once."""
    links: dict[Link, None] = {}
    for root in roots:
        for element in root.iter("a"):
            if url := absolute(element.get("href"), base):
                links[Link(url, clean_text(folded(element)))] = None
    return tuple(links)


def attachments_of(
    fields: Iterable[etree._Element], roots: Iterable[etree._Element], base: str, site: Site
) -> tuple[Attachment, ...]:
    """The files of file fields, and documents of the site itself that the text links."""
    files: dict[str, Attachment] = {}
    for element in fields:
        for link in element.iter("a"):
            _add(files, link, base)
    for root in roots:
        for link in root.iter("a"):
            if _is_own_document(link, base, site):
                _add(files, link, base)
    return tuple(files.values())


def _add(files: dict[str, Attachment], link: etree._Element, base: str) -> None:
    url = absolute(link.get("href"), base)
    if url is None or url in files:
        return
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1])
    label = clean_text(folded(link)) or clean_text(link.get("title") or "") or name
    declared = (link.get("type") or "").partition(";")[0].strip()
    media_type = declared or mimetypes.guess_type(name)[0]
    files[url] = Attachment(url, label, media_type or None, _size(link))


def _is_own_document(link: etree._Element, base: str, site: Site) -> bool:
    url = absolute(link.get("href"), base)
    if url is None or not _may_be_document(url) or not _DOCUMENT.search(urlsplit(url).path):
        return False
    host = urlsplit(url).netloc.lower()
    return site.is_own_host(host) or site.is_witness(host)


def _may_be_document(url: str) -> bool:
    """False for addresses without a query whose end is no name of a document: most."""
    return "?" in url or "#" in url or "." in url[-5:]


def _size(link: etree._Element) -> str | None:
    """The size printed with a file: in its row, or right around its link."""
    for ancestor in _near(link):
        text = folded(ancestor)
        if len(text) > 300:
            return None
        if match := _SIZE.search(text.replace(folded(link), " ", 1)):
            return match[0]
        if ancestor.tag in ("tr", "li", "p"):
            return None
    return None


def _near(element: etree._Element) -> Iterator[etree._Element]:
    for level, ancestor in enumerate(element.iterancestors()):
        if level >= NEAR:
            return
        yield ancestor


def _is_furniture(element: etree._Element, url: str) -> bool:
    classes = (element.get("class") or "").split()
    if not _FURNITURE_CLASSES.isdisjoint(classes) or _FURNITURE.search(urlsplit(url).path):
        return True
    sizes = [(element.get(name) or "").removesuffix("px") for name in ("width", "height")]
    return any(size in ("0", "1", "2") for size in sizes)


def _alt(element: etree._Element, url: str) -> str | None:
    alt = clean_text(element.get("alt") or "")
    if not alt:
        return None
    stem = unquote(urlsplit(url).path.rsplit("/", 1)[-1]).rpartition(".")[0]
    is_name = _FILE_NAME.search(alt) or _letters(alt) == _letters(stem)
    return None if is_name or _GENERATED.search(alt) else alt


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())


def captions_on(index: PageIndex) -> Captions:
    """The first caption in each element of a page that holds one."""
    found: dict[etree._Element, etree._Element] = {}
    named = (element for name in sorted(_CAPTION_CLASSES) for element in index.with_class(name))
    for caption in (*index.with_tag("figcaption"), *named):
        if caption.tag not in ("figure", "table", "img"):
            found.setdefault(caption, caption)
            for ancestor in caption.iterancestors():
                found.setdefault(ancestor, caption)
    return found


def _caption(element: etree._Element, captions: Captions) -> str | None:
    """The caption printed with a picture; one printed twice is one."""
    for ancestor in _near(element):
        if ancestor.tag in ("main", "body") or (
            ancestor.tag == "article" and not _is_media(ancestor)
        ):
            return None
        if ancestor in captions:
            return _once(clean_text(folded(captions[ancestor]))) or None
        if ancestor.tag == "figure":
            return None
    return None


def _is_media(element: etree._Element) -> bool:
    """True for the element that Drupal prints around a picture with its own fields."""
    return "media" in (element.get("class") or "").split()


def _once(text: str) -> str:
    half, odd = divmod(len(text), 2)
    if odd and text[:half] == text[half + 1 :] and text[half] == " ":
        return text[:half]
    return text


def is_attachment_line(text: str) -> bool:
    """True for the head of Drupal's table of files (``Attachment``, ``Size``)."""
    return bool(_HEAD_CELLS.match(text))
