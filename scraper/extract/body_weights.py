"""The learned weights of the features of blocks, as ``benchmarks/train_body.py`` wrote them.

``body_weights.tsv`` has a line for each feature: its name, its weight in the first score,
its weight in the second. A weight of zero is left out as an empty field.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

#: Weights of one feature: in the first score and in the second.
Pair = tuple[float, float]

#: The feature that every block has.
BIAS = "bias"


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Pair]:
    """Feature -> its weights; read once."""
    text = files("scraper.extract").joinpath("body_weights.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: (float(first or 0), float(second or 0)) for name, first, second in lines}
