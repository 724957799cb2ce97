"""What is known of the articles, and how: fields by platform, problems, dates."""

from __future__ import annotations

from scraper.charts.cell import Cell
from scraper.report.figures import Figures
from scraper.report.parts import Picture, Section, Table, percent, plain

#: Fields of the query on coverage, as they are written above a column.
FIELDS = ("date", "authors", "tags", "labels", "language", "images", "links", "files")
#: How a date is known, in words that fit a legend; other methods keep their name.
WAYS = {
    "site-rule": "the site's own rule",
    "json-ld": "JSON-LD",
    "microdata": "microdata",
    "rdfa": "RDFa",
    "meta": "meta element",
    "byline": "byline",
    "feed": "feed",
    "listing": "listing",
    "url": "address of the page",
    "text": "printed text",
    "print": "printed page",
    "derived": "other facts",
    "hand": "corrected by hand",
    "absent": "no date on the page",
    "not_in_form": "not visible in this form",
    "no evidence": "no evidence kept",
}
#: Ways in which a date is not known; they end a bar.
UNKNOWN = ("absent", "not_in_form", "no evidence")
#: Rows of the table of problems.
_MOST_PROBLEMS = 20
_WIDTH = 660


def coverage_section(figures: Figures) -> Section:
    """Fields by platform, and the problems met."""
    title = "How much is known of the articles?"
    said = "Percent of each platform's articles that have a value in the field."
    cells = [
        Cell(plain(row["site"]), name, row[name] / row["articles"])
        for row in figures.rows("coverage")
        for name in FIELDS
    ]
    picture = Picture("coverage", "coverage", (cells,), title, said, _WIDTH)
    pictures = [picture] if cells else []
    problems = [row for row in figures.rows("problems") if row["severity"] != "note"]
    rows = [
        (
            *(plain(row[name]) for name in ("site", "code", "severity")),
            *(row["problems"], row["pages"], row["last_seen"][:10]),
        )
        for row in problems[:_MOST_PROBLEMS]
    ]
    heads = ("platform", "problem", "severity", "times", "pages", "last seen")
    caption = "Warnings and errors met while reading pages, of all visits to the platforms"
    tables = [Table(caption, heads, rows)] if rows else []
    notes = () if rows else ("No warning and no error was met while reading pages.",)
    listed = [
        (plain(row["site"]), *(percent(row[name], row["articles"]) for name in FIELDS))
        for row in figures.rows("coverage")
    ]
    instead = [Table("Fields with a value", ("platform", *FIELDS), listed)] if listed else []
    queries = ("coverage", "problems")
    return Section("coverage", "Coverage", title, said, queries, pictures, instead, tables, notes)


def dates_section(figures: Figures) -> Section:
    """Dates of publication known and unknown, by the kind of evidence."""
    title = "How are the dates of publication known?"
    ways: dict[str, dict[str, int]] = {}
    for row in figures.rows("date-evidence"):
        by_way = ways.setdefault(row["site"], {})
        by_way[row["method"]] = row["articles"]
    totals = {
        way: sum(of.get(way, 0) for of in ways.values()) for of in ways.values() for way in of
    }
    order = sorted(totals, key=lambda way: (way in UNKNOWN, -totals[way], way))
    counts = [
        (plain(site), {_way(way): of[way] for way in order if way in of})
        for site, of in ways.items()
    ]
    numbers = figures.one("numbers")
    undated = numbers["undated"]
    said = (
        f"Articles by the kind of evidence for their date; {undated:,} "
        f"({percent(undated, numbers['articles'])}) have no date: none is made up for them."
    )
    kinds = list(dict.fromkeys(map(_way, order)))
    picture = Picture("dates", "parts", (counts, kinds), title, said, _WIDTH)
    pictures = [picture] if counts else []
    rows = [
        (plain(site), _way(way), of[way], percent(of[way], sum(of.values())))
        for site, of in ways.items()
        for way in order
        if way in of
    ]
    heads = ("platform", "known by", "articles", "share")
    instead = [Table("Kinds of evidence", heads, rows)] if rows else []
    notes = () if rows else ("There is no article.",)
    queries = ("date-evidence", "numbers")
    return Section("dates", "Dates", title, said, queries, pictures, instead, notes=notes)


def _way(method: str) -> str:
    return WAYS.get(method) or plain(method, 28)
