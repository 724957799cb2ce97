"""The whole consent challenge: every product × form × language × kind of article.

    python -m benchmarks.consent [--part 0.1] [--lines all|seen|other] [--show 20]

Prints per form how many pages were read without a fault: title and body to the letter, and
no word of the banner in any field. ``--lines other``: banners made of the lines that were
not looked at while the rules were made.
"""

from __future__ import annotations

import argparse
from collections import Counter
from random import Random

from tests.consent_challenge.cases import FORMS, cases

_LINES = {"all": None, "seen": True, "other": False}


def main() -> None:
    """Run the challenge, or a random part of it, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--part", type=float, default=1.0, help="share of the pages")
    parser.add_argument("--lines", choices=sorted(_LINES), default="all")
    parser.add_argument("--show", type=int, default=20, help="faulty pages that are listed")
    arguments = parser.parse_args()
    every = list(cases(_LINES[arguments.lines]))
    chosen = Random(1).sample(every, int(len(every) * arguments.part))
    pages, right = Counter[str](), Counter[str]()
    left = arguments.show
    for case in chosen:
        faults = case.faults()
        pages[case.form] += 1
        right[case.form] += not faults
        if faults and left:
            left -= 1
            print(case.name, *(f"    {fault[:150]}" for fault in faults[:3]), sep="\n")
    for form in FORMS:
        share = right[form] / max(1, pages[form])
        print(f"{form:10} {right[form]:6} of {pages[form]:6} without a fault  {share:.4f}")


if __name__ == "__main__":
    main()
