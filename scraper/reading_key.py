"""All that a reading of a page depends on beside its bytes, as one short key.

Reading is a function: the same bytes under the same key give the same article. So a capture
whose key has not changed need not be read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from archive.records import Announced, SeenBlock, SiteTemplate, Vocabulary
from archive.template_counts import SHORT
from scraper.extract.extractor import extractor
from scraper.site import Site

#: Bytes of a key.
_SIZE = 6
_PARSER = repr((etree.LXML_VERSION, etree.LIBXML_COMPILED_VERSION))
#: Digest of each site's rules, by the identity of the site, which is kept with it.
_sites: dict[int, tuple[Site, str]] = {}


def reading_key(
    site: Site,
    url: str,
    announced: Sequence[Announced],
    words: Vocabulary,
    repeated: Mapping[int, int] | None,
) -> str:
    """The key of a reading, hex.

    ``repeated``: of the blocks of the page those that the site's template has, as
    :func:`known_on_page` gives them; None if no template was used.
    """
    parts = (
        extractor(),
        _PARSER,
        _rules_of(site),
        url,
        repr(announced),
        repr(sorted(words.kept)),
        repr(None if repeated is None else sorted(repeated.items())),
    )
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=_SIZE).hexdigest()


def key_of_page(
    site: Site,
    url: str,
    announced: Sequence[Announced],
    words: Vocabulary,
    seen: Iterable[SeenBlock],
) -> str:
    """The key of a page that is being read, with these blocks."""
    repeated = None
    if words.template is not None:
        known = words.template.blocks
        repeated = {one.key & SHORT: int(known[one.key]) for one in seen if one.key in known}
    return reading_key(site, url, announced, words, repeated)


def known_on_page(seen: Iterable[int], known: Mapping[int, int]) -> dict[int, int]:
    """What a template knows of a page that was read, by the short keys kept of its blocks."""
    return {key: known[key] for key in seen if key in known}


def short_keys(template: SiteTemplate) -> dict[int, int]:
    """The blocks of a template by their short keys."""
    return {key & SHORT: int(reach) for key, reach in template.blocks.items()}


def _rules_of(site: Site) -> str:
    known = _sites.get(id(site))
    if known is None:
        known = (site, hashlib.blake2b(repr(site).encode(), digest_size=_SIZE).hexdigest())
        _sites[id(site)] = known
    return known[1]
