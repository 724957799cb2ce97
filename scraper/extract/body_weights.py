"""The learned weights of the features of blocks, as ``benchmarks/train_body.py`` wrote them.

``body_weights.tsv`` has a line for each feature: its name, its weight in the first score,
its weight in the second. A weight of zero is left out as an empty field.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from importlib.resources import files

#: Weights of one feature: in the first score and in the second.
Pair = tuple[float, float]

#: The feature that every block has.
BIAS = "bias"


class Weights(dict[str, Pair]):
    """The weights by feature."""

    @cached_property
    def first(self) -> Mapping[str, float]:
        """The weights in the first score that are not zero."""
        return {name: pair[0] for name, pair in self.items() if pair[0]}

    @cached_property
    def second(self) -> Mapping[str, float]:
        """The weights in the second score that are not zero."""
        return {name: pair[1] for name, pair in self.items() if pair[1]}

    @cached_property
    def words(self) -> frozenset[str]:
        """The features without the sign in front that names of elements have."""
        return frozenset(name[1:] for name in self)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Feature -> its weights; read once."""
    text = files("scraper.extract").joinpath("body_weights.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return Weights({name: (float(first or 0), float(second or 0)) for name, first, second in lines})
