"""How well the classes of changes are told, over a history of articles with known edits.

    python -m benchmarks.history [--articles 500] [--edits 8] [--seed 1] [--show 10]

Prints precision, recall and F1 of each class and their mean (macro-F1; the goal is 0.95),
versions and changes stored for visits at which nothing changed (the goal is none), both also
without the visits whose body the reader took otherwise than it stands on the page; and for
each kind of edit how often its classes were told exactly. The pages go the whole way:
captured, read with what the platform's pages were seen to repeat until then, saved.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from archive.store import Archive
from tests.edited_articles.playing import Found, Measured, measure, play
from tests.edited_articles.replay import steps


def main() -> None:
    """Play the edits into a new archive and print what it says of them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--edits", type=int, default=8, help="visits of each after the first")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=10, help="wrong answers that are listed")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "news.db") as archive:
        found = play(archive, steps(chosen.articles, chosen.seed, chosen.edits))
    _print(found, chosen.show)


def _print(found: list[Found], show: int) -> None:
    wrong = [one for one in found if one.classes != one.step.expected]
    for one in wrong[:show]:
        due, said = sorted(one.step.expected), sorted(one.classes)
        misread = " (misread)" if one.misread else ""
        edits = ", ".join(one.step.edits)
        print(f"{one.step.at[:10]} {one.step.url}: {edits}: {due}, not {said}{misread}")
    _print_edits(found)
    measured = measure(found)
    print(f"{'class':20} {'precision':>9} {'recall':>9} {'F1':>9} {'count':>7}")
    for name, score in measured.classes.items():
        count = score.hits + score.missed
        figures = f"{score.precision:9.4f} {score.recall:9.4f} {score.f1:9.4f}"
        print(f"{name:20} {figures} {count:7}")
    print(f"macro-F1 {measured.macro_f1:.4f} over {len(found)} visits")
    _print_needless(measured)
    read = [one for one in found if not one.misread]
    measured = measure(read)
    print(f"of these, {len(read)} visits whose body was read to the letter, now and before:")
    print(f"macro-F1 {measured.macro_f1:.4f}")
    _print_needless(measured)


def _print_needless(measured: Measured) -> None:
    print(
        f"{measured.needless_versions} versions and {measured.needless_changes} changes "
        f"at {measured.unchanged_visits} visits without a change"
    )


def _print_edits(found: list[Found]) -> None:
    every = Counter(name for one in found for name in one.step.edits)
    right = Counter(
        name for one in found if one.classes == one.step.expected for name in one.step.edits
    )
    for name, count in every.most_common():
        print(f"{name:20} {right[name]:6} of {count:6} exactly")


if __name__ == "__main__":
    main()
