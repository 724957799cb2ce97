"""The consent challenge, a part of it: no word of a banner left, none of the article lost.

The whole of it, every product in every form, language and kind of article, is run by
``benchmarks/consent.py``.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.consent_challenge.cases import FORMS, Case, cases, sample
from tests.consent_challenge.products import products
from tests.consent_challenge.texts import KINDS, LANGUAGES, banner_in, lines_of

SAMPLE = sample(6 * len(products()))


def test_the_sample_has_everything_several_times() -> None:
    assert len(products()) >= 40
    assert len(LANGUAGES) == 24
    for values, least in (
        ({c.product.name for c in SAMPLE}, 40),
        ({c.language for c in SAMPLE}, 24),
        ({(c.form, c.kind) for c in SAMPLE}, len(FORMS) * len(KINDS)),
        ({(c.product.name, c.form) for c in SAMPLE}, 3 * len(products())),
    ):
        assert len(values) >= least
    assert min(Counter(c.language for c in SAMPLE).values()) >= 10


@pytest.mark.parametrize("product", products(), ids=lambda product: product.name)
def test_no_banner_is_left_and_no_article_is_lost(product: object) -> None:
    faults = {case.name: case.faults() for case in SAMPLE if case.product == product}
    assert len(faults) == 6
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_judge_sees_faults() -> None:
    case = next(case for case in SAMPLE if case.form == "rendered")
    page, story, banner = case.made()
    assert all(block.split("&")[0] in page for block in story.blocks)
    assert banner.sentences[0] in page
    lost = Case(case.product, case.form, case.language, case.kind, case.seen)
    assert lost.differences(story, "\n\n".join(story.blocks[:-1])) == [f"lost {story.blocks[-1]!r}"]
    assert lost.differences(story, "\n\n".join([*story.blocks, banner.heading]))


def test_every_language_has_every_part_twice() -> None:
    parts = set(lines_of("en"))
    for language in LANGUAGES:
        assert set(lines_of(language)) == parts
        assert {len(lines) % 2 for lines in lines_of(language).values()} == {0}


def test_a_case_is_always_the_same() -> None:
    every = list(cases())
    assert len(every) == len(products()) * len(FORMS) * len(LANGUAGES) * len(KINDS)
    assert every[7].made() == every[7].made()
    assert banner_in("en", Random(1), seen=True).heading in lines_of("en")["heading"][::2]
