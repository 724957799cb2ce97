"""Banners stamped anywhere into a print: the article stays as it is, the banner goes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.scraper.printing import (
    BANNERS,
    TELLING,
    Page,
    article,
    blocks,
    markdown_lines,
    pages,
    reading,
    slug,
    stamps,
)

#: Where a stamp may stand: below the title, which a banner never covers on the first sheet.
FIRST_LINE = 9

thorough = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check(page: Page, text: str) -> None:
    found = article(text)
    assert found.title == page.title
    assert [label.label for label in found.labels] == list(page.labels)
    assert found.subtitle == page.subtitle
    assert blocks(found) == page.texts
    assert [tag.label for tag in found.tags] == list(page.tags)
    assert [tag.path for tag in found.tags] == [f"/tags/{slug(tag)}" for tag in page.tags]
    assert [item.title for item in found.related] == list(page.related)
    kept = " ".join([*blocks(found), *(tag.label for tag in found.tags), found.subtitle or ""])
    assert not [words for words in TELLING if words in kept]


@thorough
@given(pages(), st.sampled_from(sorted(BANNERS)), st.data())
def test_stamps_between_any_lines(page: Page, name: str, data: st.DataObject) -> None:
    lines = markdown_lines(page)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(FIRST_LINE, len(lines)))
        stamp = data.draw(stamps(BANNERS[name]))
        spaced = [part for line in stamp for part in (line, "")]
        lines[at:at] = ["", *spaced] if data.draw(st.booleans()) else stamp
    check(page, "\n".join(lines))


@thorough
@given(pages(), st.sampled_from(sorted(BANNERS)), st.data())
def test_paragraphs_that_a_sheet_cuts(page: Page, name: str, data: st.DataObject) -> None:
    lines = markdown_lines(page)
    long = [number for number, line in enumerate(lines) if len(line) > 150 and line[0] not in "-["]
    number = data.draw(st.sampled_from([n for n in long if lines[n] in page.texts]))
    words = lines[number].split()
    inside = [n for n in range(10, len(words) - 2) if words[n - 1][-1] not in ".:,"]
    cut = data.draw(st.sampled_from(inside))
    stamp = data.draw(stamps(BANNERS[name]))
    spaced = [part for line in stamp for part in (line, "")]
    lines[number : number + 1] = [" ".join(words[:cut]), "", *spaced, " ".join(words[cut:])]
    check(page, "\n".join(lines))


@thorough
@given(pages(), st.sampled_from(sorted(BANNERS)), st.data())
def test_stamps_interleaved_with_the_lines(page: Page, name: str, data: st.DataObject) -> None:
    lines = markdown_lines(page)
    full = [n for n, line in enumerate(lines) if n > FIRST_LINE and line]
    first = data.draw(st.sampled_from(full))
    stamp = data.draw(stamps(BANNERS[name]))
    places = [n for n in full if n >= first][: len(stamp)]
    for place, line in reversed(list(zip(places, stamp, strict=False))):
        lines[place:place] = ["", line, ""]
    lines += [part for line in stamp[len(places) :] for part in ("", line)]
    check(page, "\n".join(lines))


@thorough
@given(st.sampled_from(sorted(BANNERS)), st.integers(2, 9), st.data())
def test_a_sentence_that_the_end_of_a_sheet_cuts_short(
    name: str, words: int, data: st.DataObject
) -> None:
    page = data.draw(pages())
    lines = markdown_lines(page)
    cut = " ".join(BANNERS[name][0].split()[:words])
    text = "\n".join([*lines[: FIRST_LINE + 4], *BANNERS[name], "", *lines[FIRST_LINE + 4 :]])
    check(page, f"{text}\n\n{cut}\n\f")


@thorough
@given(st.binary(max_size=400), st.text(max_size=400))
def test_nothing_raises(body: bytes, text: str) -> None:
    for given_ in (
        body,
        text.encode("utf-8", "surrogatepass"),
        f"Title\n\n{text}".encode("utf-16"),
    ):
        found = reading(given_)
        assert found.article is not None or found.problems
