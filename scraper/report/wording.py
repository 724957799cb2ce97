"""What a report says of itself: its method, and what it was made from."""

from __future__ import annotations

from scraper.report.figures import NIGHTS
from scraper.report.parts import percent
from scraper.report.report import Report


def method(report: Report) -> list[str]:
    """How things are counted, and what is left out, a paragraph each."""
    of = report.figures.one("numbers")
    return [
        "An article is counted once, as it stands in the archive now, also when its page is gone. "
        "Its year is that of the date of publication that the page itself states. "
        f"{of['undated']:,} of {of['articles']:,} articles "
        f"({percent(of['undated'], of['articles'])}) state none: they are in no year and no month, "
        "and nothing is guessed for them.",
        "Tags are those that the platforms print; tags of several platforms with the same label "
        "are one, whatever their case. A share is the number of articles with the tag over all "
        "articles of the same year. Of years with few articles shares say little: their numbers "
        "are in the queries.",
        "The words and filters of the report hold for every number but those of the runs and of "
        f"the problems met, which are of whole platforms. The calendar shows {NIGHTS} days.",
        "An article is new if this archive first kept it after the time named, and changed if a "
        "later look at its page gave another text, title, date or tags. E-mail addresses are left "
        "out. The texts belong to their authors and platforms.",
    ]


def foot(report: Report) -> list[str]:
    """The lines that tie the report to a state of the archive."""
    runs = report.runs
    span = (
        f"runs {runs['first_run']} to {runs['last_run']} ({runs['runs']:,} in all)"
        if runs["runs"]
        else "no run"
    )
    return [
        f"Made by clusternews {report.version} from {report.archive}, schema {report.schema}, "
        f"{span}, last written to {report.state_at[:19].replace('T', ' ')} UTC"
        + (f"; {report.as_of}." if report.as_of else "."),
        f"State of the articles: sha256:{report.figures.digest}. It is the SHA-256 of a line for "
        "each row of the query content, its values parted by tabs.",
    ]
