"""How right an extraction is.

Text by runs of four words, as the article-extraction-benchmark compares it: a page's
precision and recall are those of its runs, the sets' are means over pages, F1 is of these
means. Snippets are counted over all pages, as trafilatura's evaluation does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import fmean
from typing import Any

RUN = 4  #: words
_WORD = re.compile(r"\w+")
_AND = re.compile(r"[,;|]|\s(?:and|und|et|y|e|och|og|en)\s", re.I)
_BY = re.compile(r"^(?:by|von|par|por|di|door|af|av)\s+", re.I)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(slots=True)
class Score:
    """What has been counted for one extractor on one set."""

    precision: list[float] = field(default_factory=list)  #: of each page with a true text
    recall: list[float] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)  #: snippets: right, extra, missing
    hits: dict[str, list[bool]] = field(default_factory=dict)  #: title, date, authors
    given: list[bool] = field(default_factory=list)  #: of the dates that were given
    tags: Counter[str] = field(default_factory=Counter)

    def add(self, truth: dict[str, Any], found: dict[str, Any]) -> None:
        """Count one page."""
        text = found.get("text") or ""
        if "text" in truth:
            self._add_text(truth["text"], text)
        if "with" in truth:
            self._add_snippets(truth, " ".join(text.split()))
        for name, same in _SAME.items():
            if name in truth:
                right = same(truth[name], found.get(name))
                self.hits.setdefault(name, []).append(right)
                if name == "date" and found.get(name):
                    self.given.append(right)
        if "tags" in truth:
            _compare(self.tags, _terms(truth["tags"]), _terms(found.get("tags")))

    def _add_text(self, true: str, text: str) -> None:
        first, second = _runs(true), _runs(text)
        common = (first & second).total()
        if first:
            self.recall.append(common / first.total())
        self.precision.append(common / second.total() if second else float(not first))

    def _add_snippets(self, truth: dict[str, Any], text: str) -> None:
        for snippet in truth["with"]:
            self.held["right" if " ".join(snippet.split()) in text else "missing"] += 1
        self.held["extra"] += sum(" ".join(s.split()) in text for s in truth["without"])

    def figures(self) -> dict[str, float | None]:
        """All figures between 0 and 1; None where no page has that truth."""
        means = {name: fmean(hits) for name, hits in self.hits.items()}
        return {
            "text F1": _harmonic(self.precision, self.recall),
            "snippet F1": _f1(self.held),
            "title": means.get("title"),
            "date": means.get("date"),
            "of dates given": fmean(self.given) if self.given else None,
            "authors": means.get("authors"),
            "tag F1": _f1(self.tags),
        }

    def poor_pages(self) -> int:
        """Pages of which less than half of the text is right."""
        pairs = zip(self.precision, self.recall, strict=False)
        return sum(2 * p * r < 0.5 * (p + r) or not p + r for p, r in pairs)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if len(words) < RUN:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _harmonic(precision: Sequence[float], recall: Sequence[float]) -> float | None:
    if not precision or not recall:
        return None
    p, r = fmean(precision), fmean(recall)
    return 2 * p * r / (p + r) if p + r else 0.0


def _compare(counts: Counter[str], true: set[str], found: set[str]) -> None:
    counts["right"] += len(true & found)
    counts["extra"] += len(found - true)
    counts["missing"] += len(true - found)


def _f1(counts: Counter[str]) -> float | None:
    wrong = counts["extra"] + counts["missing"]
    whole = 2 * counts["right"] + wrong
    return 2 * counts["right"] / whole if whole else None


def _plain(value: object) -> str:
    text = unicodedata.normalize("NFKC", value) if isinstance(value, str) else ""
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


def _same_title(true: str, found: object) -> bool:
    return _plain(true) == _plain(found) != ""


def _days(value: object) -> set[str]:
    """The day that a date names in its own zone, and in UTC."""
    text = str(value or "").strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return set(_DAY.findall(text)[:1])
    days = {moment.date().isoformat()}
    if moment.tzinfo:
        days.add(moment.astimezone(UTC).date().isoformat())
    return days


def _same_day(true: object, found: object) -> bool:
    return not _days(true).isdisjoint(_days(found))


def _listed(values: object) -> Iterable[str]:
    items = [values] if isinstance(values, str) else values
    return [item for item in items if isinstance(item, str)] if isinstance(items, list) else []


def _people(values: object) -> set[str]:
    parts = (part for value in _listed(values) for part in _AND.split(_BY.sub("", value.strip())))
    return {_plain(part) for part in parts} - {""}


def _same_people(true: object, found: object) -> bool:
    return _people(true) == _people(found)


def _terms(values: object) -> set[str]:
    return {_plain(part) for value in _listed(values) for part in re.split("[,;|]", value)} - {""}


_SAME = {"title": _same_title, "date": _same_day, "authors": _same_people}
