"""What looks wrong with an article, rule by rule. Problems are attached, nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from archive.records import Article, Problem, Severity, Visit

#: A news item is seldom shorter; what is may be a teaser that was taken for the article.
SHORT_BODY = 80
LONG_TITLE = 300
LONG_NAME = 80
LONG_TAG = 100
MANY_TAGS = 50
#: The web is not older.
FIRST_YEAR = 1991
#: Clocks differ, and a day ends sooner in the east.
AHEAD = timedelta(days=2)

# UTF-8 that was read as Latin-1 or windows-1252: Ã¼, Ã©, â€™, Å¡ and their like.
_MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf¼¤¶Ÿ©¨ª«¢§]|â€[\u0080-\u00bf™œ“”¦˜]|Ă[Ľ¤¶©]|Å[¡¾½]")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DIGIT = re.compile(r"\d")

Rule = Callable[[Article], Problem | None]


def body_is_there(article: Article) -> Problem | None:
    """An article has text; a very short one may be cut."""
    size = len(article.body_text.strip())
    if size == 0:
        return Problem("body_missing", "no text was found", Severity.ERROR, "body_text")
    if size < SHORT_BODY:
        return Problem("body_short", f"only {size} characters of text", field="body_text")
    return None


def title_is_a_title(article: Article) -> Problem | None:
    """A title is a line, not a paragraph, and not the text itself."""
    if len(article.title) > LONG_TITLE:
        said = f"the title has {len(article.title)} characters"
        return Problem("title_long", said, field="title")
    if article.title == article.body_text:
        return Problem("title_is_body", "title and text are the same", field="body_text")
    return None


def published_is_plausible(article: Article) -> Problem | None:
    """Published on the web, and not in the future."""
    return _implausible("published_at", article.published_at)


def modified_is_plausible(article: Article) -> Problem | None:
    """Modified on the web, not in the future, and not before it was published."""
    modified, published = article.modified_at, article.published_at
    if problem := _implausible("modified_at", modified):
        return problem
    if modified and published and modified[:10] < published[:10]:
        said = f"modified on {modified[:10]}, before it was published on {published[:10]}"
        return Problem("modified_before_published", said, field="modified_at")
    return None


def event_dates_are_days(article: Article) -> Problem | None:
    """Every event date is a day of the calendar."""
    bad = [day for day in article.event_dates if _moment(day) is None]
    if not bad:
        return None
    return Problem("event_date_invalid", f"no day: {', '.join(bad[:5])}", field="event_dates")


def text_is_decoded(article: Article) -> Problem | None:
    """The letters are those the author wrote."""
    text = f"{article.title}\n{article.body_text}"
    if "\ufffd" in text:
        said = "some letters could not be read in the page's encoding"
        return Problem("letters_lost", said, field="body_text")
    if len(_MOJIBAKE.findall(text)) > 1:
        said = "letters look as if read in the wrong encoding"
        return Problem("encoding_doubtful", said, field="body_text")
    return None


def authors_are_names(article: Article) -> Problem | None:
    """A name is short and without figures."""
    for author in article.authors:
        if len(author.name) > LONG_NAME or (not author.organisation and _DIGIT.search(author.name)):
            return Problem("author_doubtful", f"no name: {author.name[:60]!r}", field="authors")
    return None


def tags_are_terms(article: Article) -> Problem | None:
    """Tags are few, and terms rather than sentences."""
    if len(article.tags) > MANY_TAGS:
        return Problem("tags_many", f"{len(article.tags)} tags", field="tags")
    for tag in article.tags:
        if len(tag.label) > LONG_TAG or not tag.slug:
            return Problem("tag_doubtful", f"no tag: {tag.label[:60]!r}", field="tags")
    return None


def contacts_are_addresses(article: Article) -> Problem | None:
    """A contact can be written to."""
    for contact in article.contacts:
        if not _ADDRESS.fullmatch(contact.email):
            return Problem(
                "contact_invalid", f"no address: {contact.email[:60]!r}", field="contacts"
            )
    return None


def links_are_absolute(article: Article) -> Problem | None:
    """A link that is kept leads somewhere on its own."""
    urls = [one.url for one in article.links]
    urls += [one.url for one in article.images] + [one.url for one in article.attachments]
    for url in urls:
        if not _SCHEME.match(url):
            return Problem("link_relative", f"not absolute: {url[:80]!r}", field="links")
    return None


def language_is_as_declared(article: Article) -> Problem | None:
    """A page may be served in another language than it says: worth knowing, not wrong."""
    declared = (article.declared_language or "")[:2].lower()
    if not declared or article.language in (None, declared):
        return None
    said = f"the text is {article.language}, the page says {declared}"
    return Problem("language_differs", said, Severity.NOTE, "language")


RULES: tuple[Rule, ...] = (
    body_is_there,
    title_is_a_title,
    published_is_plausible,
    modified_is_plausible,
    event_dates_are_days,
    text_is_decoded,
    authors_are_names,
    tags_are_terms,
    contacts_are_addresses,
    links_are_absolute,
    language_is_as_declared,
)


def validate(visit: Visit) -> Visit:
    """The same visit with the problems of its article, each code and field once."""
    if visit.article is None:
        return visit
    known = {(problem.code, problem.field) for problem in visit.problems}
    found = [problem for rule in RULES if (problem := rule(visit.article))]
    new = tuple(problem for problem in found if (problem.code, problem.field) not in known)
    return replace(visit, problems=(*visit.problems, *new)) if new else visit


def _implausible(field: str, text: str | None) -> Problem | None:
    if text is None:
        return None
    moment = _moment(text)
    if moment is None:
        return Problem("date_invalid", f"{text[:40]!r} is no ISO 8601 time", field=field)
    if moment > datetime.now(UTC) + AHEAD:
        return Problem("date_in_future", f"{text} lies in the future", field=field)
    if moment.year < FIRST_YEAR:
        return Problem("date_before_web", f"{text} lies before there was a web", field=field)
    return None


def _moment(text: str) -> datetime | None:
    """A day or an instant with a zone; None for what is neither."""
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


class ValidatePipeline:
    """Attaches to each visit what looks wrong with it."""

    def process_item(self, item: Visit) -> Visit:
        """The visit with its problems."""
        return validate(item)
