"""A block that a person has put back stays in the page, and comes into the text again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Reach, SiteTemplate, Visit, Vocabulary
from scraper.clean.fingerprint import blocks_of
from scraper.clean.parse import parse
from scraper.clean.removal import text_digest
from scraper.clean.strip import cut
from scraper.read import read
from tests.scraper.saved import FIRST, SECOND, SITE, THIRD, URL, captured, document

BOX = (
    "The register is open to every cluster of the region, whether it owns a crane or only a "
    "microscope, and the agency pays for the transport of what is borrowed."
)
PAGE = document(
    f"<main><p>{FIRST}</p><div class='onetrust-pc-sdk'><p>{BOX}</p>"
    f"<div class='cookie-banner'><p>And it says so twice.</p></div></div>"
    f"<p>{SECOND}</p><p>{THIRD}</p></main>"
)
OTHER = "<div id='onetrust-banner-sdk'><p>We use cookies, accept them all.</p></div>"


def visited(html: str, vocabulary: Vocabulary) -> Visit:
    return read(captured(html), SITE, url=URL, vocabulary=vocabulary)


def text_of(visit: Visit) -> str:
    assert visit.article is not None
    return visit.article.body_text


def test_it_is_removed_until_it_is_put_back() -> None:
    before = visited(PAGE, Vocabulary())
    assert BOX not in text_of(before)
    (block,) = [block for block in before.removed if BOX[:40] in block.text]
    after = visited(PAGE, Vocabulary(kept=frozenset({text_digest(block.text)})))
    assert BOX in text_of(after)
    assert "And it says so twice." in text_of(after)
    assert block not in after.removed


def test_others_are_removed_all_the_same() -> None:
    page = PAGE.replace("<main>", f"{OTHER}<main>")
    block = next(one for one in visited(page, Vocabulary()).removed if BOX[:40] in one.text)
    after = visited(page, Vocabulary(kept=frozenset({text_digest(block.text)})))
    assert "cookies" not in text_of(after)
    assert any("accept them all" in one.text for one in after.removed)


def test_the_text_counts_not_the_white_space() -> None:
    block = next(one for one in visited(PAGE, Vocabulary()).removed if BOX[:40] in one.text)
    spread = PAGE.replace("open to every", "open\n\t to  every")
    assert BOX in text_of(visited(spread, Vocabulary(kept=frozenset({text_digest(block.text)}))))
    changed = PAGE.replace("open to every", "closed to every")
    after = visited(changed, Vocabulary(kept=frozenset({text_digest(block.text)})))
    assert "closed to every" not in text_of(after)


@pytest.mark.parametrize("kept", [False, True])
def test_what_the_pages_of_a_site_repeat_may_be_put_back_too(kept: bool) -> None:
    page = document(f"<main><p>{FIRST}</p><p>{SECOND}</p><p class='box'>{BOX}</p></main>")
    block = next(one for one in blocks_of(parse(captured(page)).tree) if one.text == BOX)
    template = SiteTemplate({block.key: Reach.ANYWHERE})
    digests = frozenset({text_digest(BOX)}) if kept else frozenset()
    clean = cut(parse(captured(page)), SITE, template, kept=digests)
    assert [one.text for one in clean.removed] == ([] if kept else [BOX])
    assert len(clean.repeated) == (0 if kept else 1)
    assert any(seen.text.startswith(BOX[:40]) for seen in clean.seen)


def test_a_record_without_such_a_text_changes_nothing() -> None:
    plain = visited(PAGE, Vocabulary())
    other = visited(PAGE, Vocabulary(kept=frozenset({text_digest("Something else")})))
    assert plain == replace(other, read_as=plain.read_as)
