"""Is the text on a page the article's? Bodies cut, replaced or repeated, titles that are none,
dates and languages that cannot be."""

from __future__ import annotations

import re

from archive.profiles import Profile
from archive.shown_pages import Own, Shown, is_on_title, stems
from pipelines.misfits_case import Case

#: An article that shrinks to a smaller share of its letters may be cut to a teaser.
_CUT = 0.4
#: Shorter ones are edited to as little, unless the end says that there is more.
_WORTH_CUTTING = 600
#: Letters at the end of a teaser that are not the article's (``… read more``).
_TAIL = 60
#: Share of the words of an article that another text has by chance.
_CHANCE = 0.2
#: Letters at the beginning that two texts have in common only if they are the same article.
_SAME = 40
#: Share of the words of a title that a text without regard to it holds by chance.
_OF_TITLE = 0.3
#: Letters from which on the language of a text is told reliably.
_TELLING = 250
#: Pages that must be known before another language, or length, says anything.
_MANY = 20
#: Share of the pages whose text has words of the title, from which on it is a rule.
_ON_TITLE = 0.95
#: Letters and figures of a name that is no word by chance.
_NAME = 8
#: Other pages with the same text, after which it is no article's.
_STAND_INS = 2
_ENDS_OPEN = re.compile(r"(?:\.\.\.|…).{0,40}$", re.DOTALL)
_LOST_LETTER = re.compile(r"(?<![?&=/\w.])\w*[^\W\d_]\?[^\W\d_]\w*")
_ENCODING = frozenset({"letters_lost", "encoding_doubtful"})
_DATES = frozenset({"date_in_future", "date_before_web", "date_invalid"})


def text_misfits(case: Case) -> None:
    """Adds what speaks against the text, title, date and language of a page."""
    article = case.visit.article
    assert article is not None
    _body(case, article.body_text)
    _title(case, article.body_text)
    _date(case)
    _letters(case, article.body_text)
    _language(case, article.body_text)


def _body(case: Case, body: str) -> None:
    own, shown = case.own, case.shown
    if own is not None and own.body:
        if _is_cut(own.body, body):
            said = f"{len(own.body)} letters"
            case.add("body_text", "short", said, f"{len(body)}, its beginning")
        elif _is_replaced(own, shown, body):
            case.add("body_text", "other", "the words of the article", "other words")
    before = own.shown if own else None
    others = case.profile.texts[shown.text] if shown.text else 0
    if others >= _STAND_INS and (before is None or before.text != shown.text):
        case.add("body_text", "repeated", "a text of its own", "the text of other pages")
    if own is None or not own.body:
        _new_body(case, body)


def _new_body(case: Case, body: str) -> None:
    """A text shorter than any, and cut, or of something else."""
    shown, group = case.shown, case.group
    if group.pages < _MANY or shown.size >= group.shortest:
        return
    if _ENDS_OPEN.search(body):
        case.add("body_text", "short", f"{group.shortest} letters or more", f"{shown.size}")
    elif not is_on_title(shown.title, body) and group.on_title >= _ON_TITLE * group.pages:
        case.add("body_text", "other", "words of the title in the text", "none")


def _is_cut(before: str, now: str) -> bool:
    """True if a text is the beginning of the former one, and little of it."""
    old, new = _plain(before), _plain(now)
    worth = _WORTH_CUTTING / 3 if _ENDS_OPEN.search(new) else _WORTH_CUTTING
    if len(old) < worth or len(new) > _CUT * len(old):
        return False
    kept = new[: max(len(new) - _TAIL, int(0.6 * len(new)))]
    return bool(kept) and kept in old[: 2 * len(new) + _TAIL]


def _is_replaced(own: Own, shown: Shown, now: str) -> bool:
    """True if a text shares next to nothing with the former one, nor with its title."""
    if len(now) > len(own.body) or now[:_SAME] == own.body[:_SAME]:
        return False
    before, words = stems(own.body), stems(now)
    if len(before) < 10 or not words:
        return False
    if len(before & words) > _CHANCE * len(words):
        return False
    title = stems(own.shown.title if own.shown else shown.title)
    return len(title & words) <= _OF_TITLE * len(title)


def _title(case: Case, body: str) -> None:
    shown, profile = case.shown, case.profile
    before = case.own.shown if case.own else None
    if before is not None and before.title == shown.title:
        return
    folded = shown.title.casefold()
    if (
        folded in profile.furniture
        and (folded in profile.names or before is not None or not is_on_title(shown.title, body))
        and not _is_habit(profile)
    ):
        case.add("title", "repeated", "a title of its own", "what all pages of the site show")
    if _is_name(shown.title, profile):
        case.add("title", "repeated", "a title of its own", "the name of the site")
    others = profile.run_titles[shown.title] + (before is not None)
    if others >= _STAND_INS:
        case.add("title", "repeated", "a title of its own", "the title of other pages")


def _is_habit(profile: Profile) -> bool:
    """True if titles have been what other pages repeat before."""
    repeated = sum(one.title.casefold() in profile.furniture for one in profile.shown)
    return repeated > 0.02 * len(profile.shown)


def _is_name(title: str, profile: Profile) -> bool:
    """True for a title that is the site's own name, as its address spells it."""
    letters = _letters_of(title)
    if len(letters) < _NAME or not any(letters in _letters_of(name) for name in profile.spelt):
        return False
    return all(_letters_of(one.title) != letters for one in profile.shown)


def _letters_of(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _date(case: Case) -> None:
    for problem in case.visit.problems:
        if problem.field == "published_at" and problem.code in _DATES:
            case.add("published_at", "implausible", "a day of the past", problem.code)
    before, shown = (case.own.shown if case.own else None), case.shown
    if before is None or not before.published_at or not shown.published_at:
        return
    old, new, today = before.published_at[:10], shown.published_at[:10], case.visit.visited_at[:10]
    if new == today and old < new and before.text == shown.text:
        case.add("published_at", "implausible", "the day it had", "the day of the visit")


def _letters(case: Case, body: str) -> None:
    """Letters that cannot be read, on a site whose letters could be."""
    codes = {problem.code for problem in case.visit.problems} & _ENCODING
    own = case.own.body if case.own else ""
    if codes and "\ufffd" not in own and not case.profile.has_lost_letters:
        case.add("body_text", "letters", "letters that can be read", sorted(codes)[0])
    elif "?" in body and len(_LOST_LETTER.findall(body)) >= 3 and not _LOST_LETTER.search(own):
        case.add("body_text", "letters", "letters that can be read", "question marks for letters")


def _language(case: Case, body: str) -> None:
    shown, group = case.shown, case.group
    language = shown.language
    if not language or len(body) < _TELLING:
        return
    before = case.own.shown if case.own else None
    if before is not None and before.language and before.size >= _TELLING:
        if before.language != language:
            case.add("language", "other", before.language, language)
        return
    known = group.ways.get("language")
    if known is None or language in known or group.answered_now["language"] < _MANY:
        return
    if case.frame_share < 0.5:
        case.add("language", "other", ", ".join(sorted(known)), language)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
