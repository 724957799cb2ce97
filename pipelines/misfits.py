"""Does a page fit what its site has shown so far? A plain function of both, without effects.

What a reader would miss counts: a field that always came and does not, that comes from
another place while the page is built otherwise, a text that is not the article's. A page that
is merely built otherwise fits, and so does one that merely lacks what pages lack now and then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from archive.profiles import Profile
from archive.records import Misfit, Visit
from archive.shown_pages import Own, Shown
from pipelines.misfits_case import ALWAYS, SOME, Case
from pipelines.misfits_text import text_misfits

#: So many pages must have given a field before a way named for it may not be missed.
MANY = 30
#: The share that counts as next to never.
NEVER = 0.03
#: A share of the pages above which an article that loses a field is not edited but broken.
_USUALLY = 0.9
#: Ways seen once among all ways: where they are more, the next page may well show a new one.
_OPEN = 0.05
#: Fields whose absence, and whose place, tells of a broken layout; and the pages that must
#: have had it, all of them, before its absence alone does: editors leave some out more readily.
_LOSABLE = {"published_at": 40, "authors": 90, "tags": 60}
#: The same where two of them are absent at once.
_TOGETHER = 20
_MOVABLE = ("title", "body_text", *_LOSABLE, "labels", "subtitle", "summary")
_STANDING = ("title", "body_text")
#: Further fields that go when a whole source of statements goes.
_STATED = (*_LOSABLE, "modified_at", "section", "summary", "images")
#: How close to what a visitor sees a method is.
_RANKS = {"text": 3, "byline": 3, "tag-link": 3, "microdata": 3, "rdfa": 3, "json-ld": 2}
_LOWEST = 1
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def misfits(profile: Profile, shown: Shown, own: Own | None, visit: Visit) -> tuple[Misfit, ...]:
    """How the page of an article does not fit; empty if it does, or if nothing can be said.

    ``own`` is what is known of the page itself, None for a page not known.
    """
    case = Case(profile, shown, own, visit)
    text_misfits(case)
    if not case.may_be_unlike:
        _moved(case)
        _moved_block(case)
    _lost_with_its_source(case)
    _missing(case)
    return tuple(case.found)


def _missing(case: Case) -> None:
    """Fields that the page's site, or the page itself, has always given."""
    absent: list[tuple[str, str]] = []
    groups = case.profile.every(case.shown.rules)
    pages = sum(group.pages for group in groups)
    for name in _LOSABLE:
        if name in case.shown.ways:
            continue
        before = case.own.shown if case.own else None
        given = sum(group.answered[name] for group in groups)
        group = case.group
        had = before is not None and name in before.ways
        if had and _is_loss(case, name):
            case.add(name, "missing", "it was there before", "absent")
        elif group.pages >= SOME and case.is_built_otherwise and not case.may_be_unlike:
            if group.pages - group.answered[name] <= NEVER * group.pages:
                case.add(name, "missing", _said(group.answered[name], group.pages), "absent")
        elif pages - given <= pages // 400:
            absent.append((name, _said(given, pages)))
    is_odd = len(absent) > 1 or _begins_with_a_day(case)
    for name, said in absent:
        if pages >= (_TOGETHER if is_odd else _LOSABLE[name]):
            case.add(name, "missing", said, "absent")


def _begins_with_a_day(case: Case) -> bool:
    """True if a page without a day has one in the first words of its text."""
    article = case.visit.article
    is_dated = "published_at" in case.shown.ways
    return not is_dated and article is not None and bool(_YEAR.search(article.body_text[:60]))


def _is_loss(case: Case, name: str) -> bool:
    """True if an article that had a field has lost it by more than an edit."""
    if name == "published_at" or case.is_built_otherwise or case.lost_sources:
        return True
    return case.group.answered[name] >= _USUALLY * case.group.pages


def _moved(case: Case) -> None:
    """Fields that are answered, but never were in this way."""
    group = case.group
    for name in _MOVABLE:
        now, known = case.shown.ways.get(name), group.ways.get(name)
        given = group.answered_now[name]
        if not now or not known or given < SOME or any(w.startswith("site-rule") for w in now):
            continue
        usual = max(known, key=lambda way: known[way])
        if not now & known.keys():
            is_closed = sum(count == 1 for count in known.values()) <= _OPEN * given
            is_lesser = _rank(now) < _rank({usual}) or _is_lost_rule(usual, known, given)
            if is_closed and (is_lesser or _is_otherwise(case)):
                case.add(name, "moved", usual, ", ".join(sorted(now)))
        elif given >= 20 and case.is_built_otherwise:
            lost = [way for way in known if known[way] >= ALWAYS * given and way not in now]
            if lost:
                case.add(name, "moved", lost[0], ", ".join(sorted(now)))


def _is_lost_rule(usual: str, known: Mapping[str, int], given: int) -> bool:
    """True if a place that is named for its field has answered on all pages, and many."""
    is_named = usual.partition(" ")[2][:1] in (".", "#", "[")
    return is_named and given >= MANY and known[usual] >= ALWAYS * given


def _is_otherwise(case: Case) -> bool:
    return bool(case.is_built_otherwise or case.lost_places or case.lost_sources)


def _moved_block(case: Case) -> None:
    """Title and text that do not stand where they always stood, but where nothing ever did."""
    group = case.group
    if not case.new_places:
        return
    for name in _STANDING:
        now, known = case.shown.stands.get(name, frozenset()), group.stands.get(name)
        stood = group.stood[name]
        if not now or not known or stood < max(SOME, 0.8 * group.placed):
            continue
        place, pages = known.most_common(1)[0]
        new = now & case.new_places
        if pages >= _USUALLY * stood and place not in now and new:
            paths = sorted(block.path for block in case.visit.blocks if block.place in new)
            case.add(name, "moved", "the place of all other pages", paths[0])


def _lost_with_its_source(case: Case) -> None:
    """Fields that a source of statements always gave, which says nothing any more."""
    group = case.group
    for source in case.lost_sources:
        for name in _STATED:
            known = group.ways.get(name)
            if not known or name in case.shown.ways or group.answered_now[name] < SOME:
                continue
            by_source = sum(count for way, count in known.items() if way.startswith(source))
            if by_source >= ALWAYS * group.read:
                case.add(name, "missing", _said(by_source, group.read), "absent")


def _rank(ways: frozenset[str] | set[str]) -> int:
    return max(_RANKS.get(way.partition(" ")[0], _LOWEST) for way in ways)


def _said(given: int, pages: int) -> str:
    return f"{given} of {pages} pages have it"
