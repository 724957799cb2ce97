"""How good a choice of blocks is: runs of four words, and snippets found."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from benchmarks.body_pages import WORD, Page, runs, squashed


def report(name: str, tested: Sequence[Page], kept: Sequence[Sequence[int]]) -> str:
    """One line a set: F1 of runs (of mean precision and mean recall), F1 of snippets."""
    sets: dict[str, list[tuple[Page, str]]] = {}
    for page, numbers in zip(tested, kept, strict=True):
        text = "\n\n".join(page.blocks[number].text for number in numbers)
        sets.setdefault(page.name.partition("/")[0], []).append((page, text))
    return "\n".join([name, *(f"  {each:10} {_line(got)}" for each, got in sets.items())])


def _line(got: Sequence[tuple[Page, str]]) -> str:
    parts = []
    if rows := [_row(page.text, text) for page, text in got if page.text]:
        precision = fmean(tp / (tp + fp) for tp, fp, _ in rows if tp + fp)
        recall = fmean(tp / (tp + fn) for tp, _, fn in rows if tp + fn)
        bad = sum(2 * tp < 0.5 * (2 * tp + fp + fn) for tp, fp, fn in rows)
        f1 = 2 * precision * recall / (precision + recall)
        parts.append(f"text F1 {f1:.4f} (P {precision:.4f} R {recall:.4f}), {bad} below 0.5")
    hits = [_snippets(page, text) for page, text in got if page.wanted or page.unwanted]
    if hits:
        tp, fp, fn = (sum(each) for each in zip(*hits, strict=True))
        parts.append(
            f"snippet F1 {2 * tp / (2 * tp + fp + fn):.4f} (hit {tp}, wrong {fp}, missed {fn})"
        )
    return "; ".join(parts)


def _row(truth: str, text: str) -> tuple[int, int, int]:
    wanted, given = runs(WORD.findall(truth)), runs(WORD.findall(text))
    both = (wanted & given).total()
    return both, given.total() - both, wanted.total() - both


def _snippets(page: Page, text: str) -> tuple[int, int, int]:
    said = squashed(text)
    hit = sum(squashed(each) in said for each in page.wanted)
    wrong = sum(squashed(each) in said for each in page.unwanted)
    return hit, wrong, len(page.wanted) - hit
