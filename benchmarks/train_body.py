"""Learn the weights by which the body of an unknown page is chosen, and show how they carry over.

    python -m benchmarks.train_body FOLDER [--write]

FOLDER holds annotated pages (see ``body_pages``). Printed are the scores that the weights
reach on the pages they were learned from, and those of a cross-validation in which no
page of a tested site was learned from. ``--write`` replaces
``scraper/extract/body_weights.tsv``. Needs numpy (the ``bench`` extra).
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.body_fit import Floats, Table, fit
from benchmarks.body_metric import report
from benchmarks.body_pages import Page, pages
from scraper.extract.body_around import Around
from scraper.extract.body_choice import HOPELESS, chosen
from scraper.extract.body_weights import BIAS, Pair

SETS = ("fundus", "wcxb_dev", "traf")
TARGET = Path(__file__).resolve().parents[1] / "scraper" / "extract" / "body_weights.tsv"

#: Sites on which a feature must have been seen, and names (of classes and ids) likewise.
LEAST_SITES, LEAST_SITES_NAME = 6, 10
#: Names that are kept in either score.
MOST_NAMES = 150
PENALTY = 0.7
FOLDS = 5


def main() -> None:
    """Read the pages, cross-validate, learn from all, and write if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--plain", action="store_true", help="no cross-validation")
    options = parser.parse_args()
    learned = list(pages(options.folder, options.sets.split(",")))
    print(f"{len(learned)} pages, {len({p.site for p in learned})} sites")
    if not options.plain:
        print(report("cross-validated", learned, cross_validated(learned)))
    weights = learn(learned)
    print(report(f"plain ({len(weights)} weights)", learned, applied(learned, weights)))
    if options.write:
        write(weights, TARGET)


def cross_validated(learned: Sequence[Page]) -> list[list[int]]:
    """The blocks kept on each page by weights learned from pages of other sites."""
    kept: list[list[int]] = [[] for _ in learned]
    for fold in range(FOLDS):
        tested = [n for n, page in enumerate(learned) if fold_of(page.site) == fold]
        weights = learn([page for page in learned if fold_of(page.site) != fold])
        for number, blocks in zip(
            tested, applied([learned[n] for n in tested], weights), strict=True
        ):
            kept[number] = blocks
    return kept


def fold_of(site: str, folds: int = FOLDS) -> int:
    """The part of the sites that a site belongs to."""
    return zlib.crc32(f"x{site}".encode()) % folds


def learn(learned: Sequence[Page]) -> dict[str, Pair]:
    """The weights of both scores."""
    first = Table(learned, [page.keys for page in learned])
    names = first.choose(LEAST_SITES, LEAST_SITES_NAME, MOST_NAMES, PENALTY)
    by_first = fit(first, names, PENALTY)
    # The second score must see first scores as they are on pages not learned from.
    unseen = np.zeros(first.size)
    parts = np.array([fold_of(f"in {page.site}") for page in learned])[first.pages]
    for part in range(FOLDS):
        others = fit(first, names, PENALTY, parts != part)
        unseen[parts == part] = first.scores(others)[parts == part]
    rows = [
        [[*own, *around.of(number)] for number, own in enumerate(page.keys)]
        for page, around in zip(learned, arounds(learned, unseen), strict=True)
    ]
    second = Table(learned, rows)
    names = second.choose(LEAST_SITES, LEAST_SITES_NAME, MOST_NAMES, PENALTY)
    by_second = fit(second, names, PENALTY)
    found = sorted(by_first | by_second)
    return {key: (by_first.get(key, 0.0), by_second.get(key, 0.0)) for key in found}


def arounds(learned: Sequence[Page], scores: Floats) -> list[Around]:
    """What each page's blocks are judged by in the second place."""
    found, start = [], 0
    for page in learned:
        own = scores[start : start + len(page.blocks)]
        start += len(page.blocks)
        chances = 1 / (1 + np.exp(-np.clip(own, -30, 30)))
        found.append(Around(page.blocks, page.features, own.tolist(), chances.tolist()))
    return found


def applied(tested: Sequence[Page], weights: dict[str, Pair]) -> list[list[int]]:
    """The blocks that ``weights`` keep on each page."""
    kept = []
    for page in tested:
        firsts = np.array([_sum(keys, weights, 0) for keys in page.keys])
        (around,) = arounds([page], firsts)
        scores = [
            _sum([*own, *around.of(number)], weights, 1) if firsts[number] > HOPELESS else -9.0
            for number, own in enumerate(page.keys)
        ]
        kept.append(chosen(page.blocks, scores, around).kept)
    return kept


def _sum(keys: Sequence[str], weights: dict[str, Pair], which: int) -> float:
    own = set(keys)
    return sum((weights[key][which] for key in own if key in weights), weights[BIAS][which])


def write(weights: dict[str, Pair], target: Path) -> None:
    """Write the weights as a table, rounded, without those that round to nothing."""
    lines = ["# feature\tfirst score\tsecond score (written by benchmarks/train_body.py)"]
    for key, pair in weights.items():
        fields = [_written(value) for value in pair]
        if any(fields):
            lines.append("\t".join((key, *fields)))
    target.write_text("\n".join(lines) + "\n", "utf-8")


def _written(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 else ""


if __name__ == "__main__":
    main()
