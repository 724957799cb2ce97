"""Fields that get lost in the course of a run: how many of its pages lack them, beside how many
did before. One page may lack a field; many are a broken layout."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import exp, lgamma

from archive.profiles import Profile
from archive.records import Problem, Severity
from archive.shown_pages import Own, Shown

#: Fields that are looked at: all that a page gives of an article.
FIELDS = (
    *("title", "subtitle", "summary", "body_text", "authors", "published_at", "modified_at"),
    *("section", "labels", "tags", "breadcrumbs", "images", "links", "attachments", "contacts"),
    *("related", "language", "declared_language", "canonical_url", "source_id"),
)
#: As unlikely as this by the site's own past, and it is no chance.
_IMPROBABLE = 1e-4
#: So many articles that lose a field at their next visit are no edits.
_LOSSES, _SHARE = 3, 0.3
_FEWEST = 20


@dataclass(slots=True)
class Fill:
    """Counts the pages of one run to one site."""

    _pages: Counter[str] = field(default_factory=Counter)
    _missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    _had: Counter[str] = field(default_factory=Counter)
    _lost: Counter[str] = field(default_factory=Counter)
    _said: set[str] = field(default_factory=set)

    def lost(self, profile: Profile, shown: Shown, own: Own | None) -> list[Problem]:
        """What to say of fields that, with this page, are lost; of each once."""
        before = own.shown if own else None
        self._pages[shown.template] += 1
        found = []
        for name in FIELDS:
            had = before is not None and name in before.ways and before.rules == shown.rules
            self._had[name] += had
            if name in shown.ways:
                continue
            self._missed[shown.template, name] += 1
            self._lost[name] += had
            if name not in self._said and (said := self._verdict(profile, shown, name)):
                self._said.add(name)
                found.append(Problem("field_lost", said, Severity.ERROR, name))
        return found

    def _verdict(self, profile: Profile, shown: Shown, name: str) -> str | None:
        lost, had = self._lost[name], self._had[name]
        if lost >= _LOSSES and lost >= _SHARE * had:
            return f"{lost} of {had} articles that gave it at their last visit do not any more"
        group = profile.group(shown.template, shown.rules)
        missed, pages = self._missed[shown.template, name], self._pages[shown.template]
        missing = group.pages - group.answered[name]
        if group.pages < _FEWEST or missed < 2 or missed / pages <= missing / group.pages:
            return None
        if tail(missed, pages, missing, group.pages) >= _IMPROBABLE:
            return None
        return (
            f"{missed} of {pages} pages of this run lack it, before that "
            f"{missing} of {group.pages} did"
        )


def tail(misses: int, pages: int, missing: int, past: int) -> float:
    """How likely so many misses or more among some pages are, after ``missing`` of ``past``.

    The beta-binomial with Jeffreys' prior: what is known of the rate is no more than the past
    has shown.
    """
    a, b = missing + 0.5, past - missing + 0.5
    return sum(exp(_log_share(k, pages, a, b)) for k in range(misses, pages + 1))


def _log_share(k: int, n: int, a: float, b: float) -> float:
    choose = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return choose + _log_beta(k + a, n - k + b) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
