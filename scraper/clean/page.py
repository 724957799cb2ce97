"""A page without its boilerplate, in memory only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from archive.records import Problem, RemovedBlock, SeenBlock
from scraper.clean.index import PageIndex


@dataclass(slots=True)
class CleanPage:
    """What :func:`scraper.clean.strip.strip` leaves of a page, and what it took out."""

    tree: etree._Element  #: the ``html`` element
    index: PageIndex
    removed: tuple[RemovedBlock, ...] = ()
    cut: Mapping[str, list[etree._Element]] = field(default_factory=dict)
    #: kind of rule (``breadcrumb``, ``related`` ...) -> the elements it took out, whole
    json_ld: tuple[str, ...] = ()  #: texts of the page's ``application/ld+json`` scripts
    settings: tuple[str, ...] = ()  #: texts of scripts that hold Drupal's settings
    problems: tuple[Problem, ...] = ()
    repeated: tuple[etree._Element, ...] = ()
    #: what the site's pages repeat: still in the tree, for the fields, and no part of the body
    seen: tuple[SeenBlock, ...] = ()  #: the blocks of the page, where the site's are counted
    banner_sentences: tuple[str, ...] = ()  #: consent texts as the page's scripts give them
