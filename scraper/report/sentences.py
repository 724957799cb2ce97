"""What a report says in short: numbers and a few sentences, made of its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scraper.report.figures import Figures
from scraper.report.parts import counted, day, percent, plain

#: From this share of its articles on a platform without dates is named.
_MANY = 0.25
#: So many of them are named.
_MOST_SITES = 3


def numbers(figures: Figures) -> list[tuple[str, str, str]]:
    """The numbers at the top: value, what it counts, and its base."""
    of = figures.one("numbers")
    every = of["articles"]
    nights = figures.rows("nights")
    well = sum(row["worst"] == 0 for row in nights)
    return [
        (f"{every:,}", "article" if every == 1 else "articles", _span(figures)),
        (f"{of['sites']:,}", "platform" if of["sites"] == 1 else "platforms", ""),
        (f"{of['authors']:,}", "author" if of["authors"] == 1 else "authors", "as named by pages"),
        (percent(of["undated"], every), "without a date", f"{of['undated']:,} of {every:,}"),
        (f"{of['changed']:,}", "changed after capture", f"{of['gone']:,} gone, and kept here"),
        (f"{well:,} of {len(nights):,}", "nights went well", "with a run, in 53 weeks"),
    ]


def in_short(figures: Figures, since: str) -> list[str]:
    """The sentences under the numbers."""
    return list(_sentences(figures, since))


def _sentences(figures: Figures, since: str) -> Iterator[str]:
    of = figures.one("numbers")
    if not of["articles"]:
        yield "There is no article to report on."
    news = figures.one("news")
    if news["new"] or news["changed"]:
        yield f"{counted(news['new'], 'article')} came in and {news['changed']:,} changed {since}."
    elif of["articles"]:
        yield f"Nothing came in and nothing changed {since}."
    yield from _of_tags(figures)
    yield from _of_dates(figures)
    yield from _of_runs(figures)


def _of_tags(figures: Figures) -> Iterator[str]:
    used: Counter[str] = Counter()
    for row in figures.rows("tags-by-year"):
        used[row["tag"]] += row["articles"]
    dated = sum(row["articles"] for row in figures.rows("years"))
    if used:
        tag, articles = used.most_common(1)[0]
        share = percent(articles, dated)
        yield f"The leading topic is {plain(tag, 60)}, on {share} of the dated articles."
    for name, verb in (("rising-tags", "rose"), ("falling-tags", "fell")):
        if figures.years and (rows := figures.rows(name)):
            later, before = figures.years
            row = rows[0]
            yield (
                f"{plain(row['tag'], 60)} {verb} most: from {row['percent_before']:.1f} % of the "
                f"articles of {before} to {row['percent']:.1f} % of those of {later}."
            )


def _of_dates(figures: Figures) -> Iterator[str]:
    lacking = [row for row in figures.rows("sites") if row["undated"] > _MANY * row["articles"]]
    for row in sorted(lacking, key=lambda row: -row["undated"])[:_MOST_SITES]:
        share = percent(row["undated"], row["articles"])
        yield f"{share} of the articles of {plain(row['site'], 60)} have no date."


def _of_runs(figures: Figures) -> Iterator[str]:
    nights = figures.rows("nights")
    failed = [row for row in nights if row["worst"] == 2]
    if failed:
        last = failed[-1]["night"]
        yield f"In {counted(len(failed), 'night')} the crawl failed, the last time on {last}."


def _span(figures: Figures) -> str:
    of = figures.one("numbers")
    if of["first_published"] is None:
        return ""
    return f"{day(of['first_published'])} to {day(of['last_published'])}"
