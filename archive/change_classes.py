"""What a change of an article's content amounts to.

A reader of the article is the measure. What none could see has no class and makes no
version: attributes and wrappers in the markup, tokens and tracking in addresses, the
modification time alone, teasers of other articles, breadcrumbs, the order of tags. What
is only set otherwise is cosmetic: white space (no-break spaces too), punctuation, quotes,
dashes, hyphens, capitals, paragraphs in another order, markup, pictures, targets of links.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from archive.content import Content
from archive.markup import skeleton, steady_address
from archive.sentences import Sentence
from archive.text_changes import same_letters, text_classes

#: Classes of change, the weightiest first.
CLASSES = (
    "first",
    "withdrawn",
    "returned",
    "fuller",
    "substantive",
    "title",
    "date",
    "tags",
    "wording",
    "cosmetic",
)

_DAY_LENGTH = len("2016-08-04")
_CUT_MARKS = " .…[]"


def classes_of(before: Content, after: Content) -> tuple[str, ...]:
    """The classes of what differs between two contents, the weightiest first.

    Empty: nothing that the article says differs (boilerplate, tokens in addresses).
    Markup is not compared where one side has none.
    """
    found: set[str] = set()
    for judge in (_title, _date, _terms, _texts, _people, _contacts, _files, _pictures, _links):
        found |= judge(before, after)
    if not found & {"substantive", "wording"}:
        found |= _markup(before, after)
    return tuple(name for name in CLASSES if name in found)


def _title(before: Content, after: Content) -> set[str]:
    ours, theirs = before["title"], after["title"]
    if ours == theirs:
        return set()
    return {"cosmetic" if same_letters(ours, theirs) else "title"}


def _date(before: Content, after: Content) -> set[str]:
    same = _moment(before["published_at"]) == _moment(after["published_at"])
    return set() if same else {"date"}


def _moment(published: str | None) -> datetime | str | None:
    """The instant of a date with a time and a zone; anything else as it is written."""
    if published is None or len(published) <= _DAY_LENGTH:
        return published
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    return published if moment.tzinfo is None else moment.astimezone(UTC)


def _terms(before: Content, after: Content) -> set[str]:
    def terms(content: Content) -> tuple[set[str], set[tuple[str, str]]]:
        tags = {(" ".join(tag["label"].split()), tag["slug"]) for tag in content["tags"]}
        return {" ".join(label["label"].split()) for label in content["labels"]}, tags

    return set() if terms(before) == terms(after) else {"tags"}


def _texts(before: Content, after: Content) -> set[str]:
    """The body, and what the page says of the article beside it."""
    language = after["language"] or before["language"]
    found = text_classes(before["body_text"], after["body_text"], language)
    for field in ("subtitle", "summary"):
        if before[field] == after[field]:
            continue
        found |= text_classes(_own(before, field), _own(after, field), language)
    return found


def _own(content: Content, field: str) -> str:
    """A standfirst or description that is no copy of another text's beginning; else empty."""
    text = content[field] or ""
    letters = Sentence(text.rstrip(_CUT_MARKS)).letters
    others = [content["title"], content["body_text"][: 2 * len(text) + 100]]
    if field == "summary":
        others.append(content["subtitle"] or "")
    if any(letters in Sentence(other).letters for other in others):
        return ""
    return text


def _people(before: Content, after: Content) -> set[str]:
    ours = {person["name"]: person["cut"] for person in before["people"]}
    theirs = {person["name"]: person["cut"] for person in after["people"]}
    lost = [name for name in ours if not _names(name, ours, theirs)]
    gained = [name for name in theirs if not _names(name, theirs, ours)]
    if lost or gained:
        return {"substantive"}
    return {"cosmetic"} if ours.keys() != theirs.keys() else set()


def _names(name: str, here: dict[str, bool], there: dict[str, bool]) -> bool:
    """True if the name stands there too, perhaps cut short by the platform on one side."""
    return name in there or any(
        same_letters(name, other)
        or (here[name] and _is_start(name, other))
        or (there[other] and _is_start(other, name))
        for other in there
    )


def _is_start(cut: str, whole: str) -> bool:
    return whole.casefold().startswith(cut.rstrip(_CUT_MARKS).casefold())


def _files(before: Content, after: Content) -> set[str]:
    """Files offered with the article: other ones, or the words on their links."""
    ours, theirs = (
        {_address(one["url"]): one["label"] for one in c["attachments"]} for c in (before, after)
    )
    if ours.keys() != theirs.keys():
        return {"substantive"}
    found: set[str] = set()
    for address, label in ours.items():
        # Words of the body that are the link are judged with the body.
        if label not in before["body_text"] or theirs[address] not in after["body_text"]:
            found |= text_classes(label, theirs[address], after["language"])
    return found


def _contacts(before: Content, after: Content) -> set[str]:
    def named(content: Content) -> set[tuple[str, str]]:
        letters = (Sentence(one["name"] or "").letters for one in content["contacts"])
        mails = (one["email"].casefold() for one in content["contacts"])
        return set(zip(mails, letters, strict=True))

    return set() if named(before) == named(after) else {"substantive"}


def _address(url: str) -> str:
    return steady_address(url).casefold()


def _pictures(before: Content, after: Content) -> set[str]:
    """Other pictures or descriptions are cosmetic; the caption of a picture is text."""
    sides = [{steady_address(one["url"]): one for one in c["images"]} for c in (before, after)]
    ours, theirs = sides
    found = {"cosmetic"} if ours.keys() != theirs.keys() else set()
    for address in ours.keys() & theirs.keys():
        one, other = ours[address], theirs[address]
        if (one["alt"] or "") != (other["alt"] or ""):
            found.add("cosmetic")
        found |= text_classes(one["caption"] or "", other["caption"] or "", after["language"])
    return found


def _links(before: Content, after: Content) -> set[str]:
    """The same words that lead elsewhere now; files are judged as such."""
    files = {one["url"] for content in (before, after) for one in content["attachments"]}
    ours, theirs = _targets(before, files), _targets(after, files)
    moved = any(ours[text] != theirs[text] for text in ours.keys() & theirs.keys())
    return {"cosmetic"} if moved else set()


def _targets(content: Content, left_out: Collection[str] = ()) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for link in content["links"]:
        if link["url"] not in left_out:
            found.setdefault(link["text"], set()).add(steady_address(link["url"]))
    return found


def _markup(before: Content, after: Content) -> set[str]:
    """Of a body whose words are the same."""
    sides = ({a for each in _targets(c).values() for a in each} for c in (before, after))
    if len(set(map(frozenset, sides))) > 1:
        return {"cosmetic"}
    ours, theirs = before["body_html"], after["body_html"]
    if ours is None or theirs is None or ours == theirs:
        return set()
    return set() if skeleton(ours) == skeleton(theirs) else {"cosmetic"}
