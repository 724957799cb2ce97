"""The questions of a report, and what answers them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from scraper.charts.cell import Cell
from scraper.report.figures import NIGHTS, Figures
from scraper.report.health import coverage_section, dates_section
from scraper.report.parts import (
    NOTHING,
    Picture,
    Section,
    Table,
    article_link,
    counted,
    day,
    each_its_own,
    names,
    percent,
    plain,
    points,
)

#: Authors shown as bars.
_MOST_AUTHORS = 15
_TAG_WIDTH, _MATRIX_WIDTH, _BAR_WIDTH = 680, 640, 560
_TIME_WIDTH = 780
_STATES = ("ok", "partial", "failed")


def sections(figures: Figures, since: str, today: str) -> list[Section]:
    """All sections in the order of the page; ``since`` says in words what "new" begins with."""
    return [
        _new(figures, since),
        _topics(figures),
        _moved(figures),
        _together(figures),
        _published(figures),
        _who(figures),
        _runs(figures, today),
        coverage_section(figures),
        dates_section(figures),
    ]


def _new(figures: Figures, since: str) -> Section:
    news = figures.one("news")
    new = [
        (article_link(row), plain(row["site"]), day(row["published_at"]), row["came_in"])
        for row in figures.rows("new-articles")
    ]
    changed = [
        (article_link(row), plain(row["site"]), plain(row["class"]), row["seen"])
        for row in figures.rows("changed-articles")
    ]
    tables = []
    if new:
        caption = f"Came in: {_of(len(new), news['new'])}"
        tables.append(Table(caption, ("title", "platform", "published", "came in"), new))
    if changed:
        caption = f"Changed or withdrawn: {_of(len(changed), news['changed'], 'change')}"
        tables.append(Table(caption, ("title", "platform", "kind of change", "seen"), changed))
    said = f"{counted(news['new'], 'article')} new and {news['changed']:,} changed {since}."
    queries = ("news", "new-articles", "changed-articles")
    return Section("new", "New", "What is new?", said, queries, tables=tables)


def _topics(figures: Figures) -> Section:
    rows = figures.rows("tags-by-year")
    known = names(row["tag"] for row in rows)
    cells = [Cell(known[row["tag"]], plain(row["year"]), row["share"]) for row in rows]
    tags = len({cell.row for cell in cells})
    title = "Which topics, when?"
    said = (
        f"Percent of each year's articles that carry the tag; the {counted(tags, 'tag')} used "
        "most, by the year of the peak. From 8 % on the number is written."
    )
    picture = Picture("topics-by-year", "heat_map", (cells,), title, said, _TAG_WIDTH)
    pictures = [picture] if cells else []
    notes = () if cells else ("No dated article carries a tag.",)
    queries = ("tags-by-year", "years")
    instead = [_shares(rows, known)] if cells else []
    return Section("topics", "Topics", title, said, queries, pictures, instead, notes=notes)


def _shares(rows: list[dict[str, Any]], known: dict[str, str]) -> Table:
    """Tags by year in percent, those used most first."""
    years = sorted({row["year"] for row in rows})
    by_tag: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        by_tag.setdefault(row["tag"], {})[row["year"]] = row
    used = {tag: sum(row["articles"] for row in of.values()) for tag, of in by_tag.items()}
    listed = [
        (known[tag], *(_share(by_tag[tag].get(year)) for year in years))
        for tag in sorted(used, key=lambda tag: -used[tag])
    ]
    return Table("Percent of the year's articles", ("tag", *map(plain, years)), listed)


def _share(row: dict[str, Any] | None) -> float | str:
    return round(100 * row["share"], 1) if row else NOTHING


def _moved(figures: Figures) -> Section:
    title = "Which topics rise, which fall?"
    queries = ("rising-tags", "falling-tags")
    if figures.years is None:
        note = "That takes articles with a date in two years that follow each other."
        return Section("moved", "Rising", title, "Nothing to compare.", queries, notes=(note,))
    later, before = figures.years
    by_year = {row["year"]: row["articles"] for row in figures.rows("years")}
    said = (
        f"Percent of the articles of {before} ({by_year[before]:,}) and of {later} "
        f"({by_year[later]:,}) that carry the tag, the difference in percentage points, and the "
        f"articles of {later}."
    )
    heads = ("tag", before, later, "change", "articles")
    tables = [
        Table(caption, heads, [_moved_row(row) for row in figures.rows(name)])
        for caption, name in (("Rising", "rising-tags"), ("Falling", "falling-tags"))
        if figures.rows(name)
    ]
    notes = () if tables else ("No tag rose or fell.",)
    return Section("moved", "Rising", title, said, queries, tables=tables, notes=notes)


def _moved_row(row: dict[str, Any]) -> tuple[str, float, float, str, int]:
    before, now = round(row["percent_before"], 1), round(row["percent"], 1)
    return plain(row["tag"], 60), before, now, points(row["points"]), row["articles"]


def _together(figures: Figures) -> Section:
    rows = figures.rows("tags-together")
    known = names(row[name] for row in rows for name in ("tag", "other"))
    cells = [Cell(known[row["tag"]], known[row["other"]], row["ratio"]) for row in rows]
    title = "Which topics belong together?"
    said = (
        "How many times more often two tags stand in one article than if they had nothing to do "
        "with each other (1 is chance); the tags used most. From 1.5 on the number is written."
    )
    picture = Picture("topics-together", "together", (cells,), title, said, _MATRIX_WIDTH)
    pictures = [picture] if cells else []
    notes = () if cells else ("That takes two tags.",)
    pairs = sorted((row for row in rows if row["articles"]), key=lambda row: -row["ratio"])
    heads = ("tag", "with", "articles with both", "times more than by chance")
    listed = [
        (known[row["tag"]], known[row["other"]], row["articles"], row["ratio"]) for row in pairs
    ]
    instead = [Table("Pairs of tags", heads, listed)] if listed else []
    queries = ("tags-together",)
    return Section("together", "Together", title, said, queries, pictures, instead, notes=notes)


def _published(figures: Figures) -> Section:
    months = {row["month"]: row["articles"] for row in figures.rows("months")}
    numbers = figures.one("numbers")
    title = "How much is published?"
    left_out = numbers["articles"] - sum(months.values())
    said = f"Articles by month of publication; {left_out:,} without a known month are not in it."
    picture = Picture("articles-by-month", "over_time", (months,), title, said, _TIME_WIDTH)
    pictures = [picture] if months else []
    notes = () if months else ("No article has a date.",)
    queries = ("months", "years", "numbers")
    by_year = [(plain(row["year"]), row["articles"]) for row in figures.rows("years")]
    instead = [Table("Articles by year", ("year", "articles"), by_year)] if by_year else []
    return Section("published", "How much", title, said, queries, pictures, instead, notes=notes)


def _who(figures: Figures) -> Section:
    title = "Who publishes how much?"
    sites = figures.rows("sites")
    rows = [
        (
            *(plain(row["site"]), row["articles"]),
            *(day(row[name]) for name in ("first_published", "last_published")),
            *(row["undated"], row["gone"]),
        )
        for row in sites
    ]
    heads = ("platform", "articles", "first published", "last published", "without a date", "gone")
    tables = [Table("Platforms", heads, rows)] if rows else []
    wrote = figures.rows("authors")
    # A person and a team may be called the same.
    known = each_its_own(row["author"] for row in wrote)
    authors = [(name, row["articles"]) for name, row in zip(known, wrote, strict=True)]
    signed = sum(row["authors"] for row in figures.rows("coverage"))
    every = figures.one("numbers")["articles"]
    said = f"Articles of each platform and author; {percent(signed, every)} name an author."
    counts = "Articles by author as the pages name them."
    most = (authors[:_MOST_AUTHORS],)
    picture = Picture("authors", "ranked", most, "Who wrote most?", counts, _BAR_WIDTH)
    pictures = [picture] if authors else []
    queries = ("sites", "authors", "coverage")
    notes = () if rows else ("There is no article.",)
    instead = [Table("Authors", ("author", "articles"), authors)] if authors else []
    return Section("who", "Who", title, said, queries, pictures, instead, tables, notes)


def _runs(figures: Figures, today: str) -> Section:
    nights = {row["night"]: _STATES[row["worst"]] for row in figures.rows("nights")}
    title = "Did the crawl run every night?"
    well = sum(state == "ok" for state in nights.values())
    said = (
        f"One cell a night of the last {NIGHTS // 7} weeks; the worst run of the night counts. "
        f"{counted(len(nights), 'night')} with a run, {well:,} of them without trouble."
    )
    rows = [
        (
            *(row["run"], plain(row["verb"]), row["started_at"][:16].replace("T", " ")),
            *(plain(row["reason"]), _exit(row["exit_code"])),
        )
        for row in figures.rows("runs-to-look-at")
    ]
    heads = ("run", "verb", "started (UTC)", "ended", "exit code")
    tables = [Table("Runs that deserve a look, the latest first", heads, rows)] if rows else []
    whole = dict(_whole(nights, today))
    picture = Picture("runs-calendar", "calendar", (whole,), title, said, None)
    pictures = [picture] if nights else []
    notes = () if nights else ("No crawl ran in this time.",)
    queries = ("nights", "runs-to-look-at", "run-range")
    return Section("runs", "Runs", title, said, queries, pictures, (), tables, notes)


def _whole(nights: dict[str, str], today: str) -> Iterator[tuple[str, str]]:
    """The nights, and an empty one at the end: that nothing ran of late is to be seen."""
    last = date.fromisoformat(max(nights, default=today))
    until = max(last, date.fromisoformat(today) - timedelta(days=1))
    yield until.isoformat(), "none"
    yield from nights.items()


def _exit(code: int | None) -> str:
    return "none yet" if code is None else str(code)


def _of(shown: int, every: int, what: str = "article") -> str:
    return counted(every, what) if shown >= every else f"the latest {shown}"
