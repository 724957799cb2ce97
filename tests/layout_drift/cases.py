"""The scripted cases: what breaks, on which site, and which field must be named.

``on`` tells whether the first affected page is one the archive knows, or a new article.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.layout_drift import breaks
from tests.layout_drift.breaks import Break

ALL = ("magazine", "blog", "drupal10", "drupal7")
BOTH = ("known", "new")


@dataclass(frozen=True, slots=True)
class Scripted:
    """One way in which a site breaks."""

    name: str
    act: Break
    fields: tuple[str, ...]  #: one of these must be among those named
    sites: tuple[str, ...] = ALL
    on: tuple[str, ...] = BOTH


CASES = (
    Scripted("title class renamed", breaks.class_of("title"), ("title",)),
    Scripted("body class renamed", breaks.class_of("body_text"), ("body_text",)),
    Scripted(
        "date class renamed",
        breaks.class_of("published_at"),
        ("published_at", "authors"),
        ("drupal10", "drupal7"),
    ),
    Scripted("tags class renamed", breaks.class_of("tags"), ("tags",)),
    Scripted(
        "author class renamed",
        breaks.class_of("authors"),
        ("authors", "published_at"),
        ("blog", "drupal10", "drupal7"),
        ("known",),
    ),
    Scripted("all classes renamed", breaks.all_classes, ("title", "body_text", "tags")),
    Scripted("tags lost", breaks.without("tags"), ("tags",)),
    Scripted(
        "author lost",
        breaks.without("authors"),
        ("authors", "published_at"),
        ("blog", "drupal10", "drupal7"),
        ("known",),
    ),
    Scripted("date lost", breaks.without("published_at"), ("published_at",), ("blog", "drupal10")),
    Scripted("date moved into the text", breaks.date_into_text, ("published_at",)),
    Scripted("date only in metadata", breaks.date_in_metadata, ("published_at",)),
    Scripted("title only in metadata", breaks.title_in_metadata, ("title",)),
    Scripted("JSON-LD gone", breaks.json_ld_gone, ("published_at", "authors"), ("magazine",)),
    Scripted("body cut to a teaser", breaks.teaser, ("body_text",)),
    Scripted("body replaced by consent text", breaks.consent_text, ("body_text",)),
    Scripted("a ban page with status 200", breaks.ban_text, ("body_text",)),
    Scripted("no text any more", breaks.hollow, ("body_text",)),
    Scripted("every title the site's name", breaks.site_name_as_title, ("title",)),
    Scripted(
        "every date that of the visit", breaks.today_as_date, ("published_at",), ALL, ("known",)
    ),
    Scripted("every date 1970", breaks.nonsense_date, ("published_at",)),
    Scripted("letters lost", breaks.broken_letters, ("body_text",)),
    Scripted("question marks for letters", breaks.question_marks, ("body_text",)),
    Scripted(
        "language switched", breaks.other_language, ("language", "body_text"), ALL, ("known",)
    ),
)
