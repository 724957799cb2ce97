"""A logistic regression over named features, in numpy: small, regularised, repeatable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.body_pages import Page
from scraper.extract.body_weights import BIAS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

STEPS = 60
#: Features that begin so are names of elements.
NAMES = ("+", "^")


class Table:
    """The rows of all blocks of some pages, as numbers."""

    def __init__(self, learned: Sequence[Page], keys: Sequence[Sequence[Sequence[str]]]) -> None:
        rows = [set(each) for page in keys for each in page]
        self.size = len(rows)
        self.pages = np.repeat(np.arange(len(learned)), [len(page.blocks) for page in learned])
        self.labels = np.array([label for page in learned for label in page.labels])
        self.weights = np.array([weight for page in learned for weight in page.weights])
        self._sites = [page.site for page in learned]
        self._seen: dict[str, set[str]] = {}
        self.counts = Counter(key for row in rows for key in row)
        for row, page in zip(rows, self.pages, strict=True):
            for key in row:
                self._seen.setdefault(key, set()).add(self._sites[page])
        self.names = [BIAS, *sorted(self._seen)]
        numbers = {name: number for number, name in enumerate(self.names)}
        self.owners = np.repeat(np.arange(self.size), [len(row) + 1 for row in rows])
        flat = [number for row in rows for number in (0, *sorted(numbers[key] for key in row))]
        self.columns = np.array(flat, dtype=np.int64)

    def choose(self, least: int, least_name: int, most_names: int, penalty: float) -> list[str]:
        """The features seen on enough sites; of names those that say most in a first fit."""
        plain: list[str] = []
        named: list[str] = []
        for key in self.names[1:]:
            is_name = key.startswith(NAMES)
            if len(self._seen[key]) >= (least_name if is_name else least):
                (named if is_name else plain).append(key)
        first = fit(self, [*plain, *named], penalty)
        named.sort(key=lambda key: (-abs(first[key]) * self.counts[key] ** 0.5, key))
        return sorted([*plain, *named[:most_names]])

    def scores(self, weights: dict[str, float]) -> Floats:
        """The sum of the weights of each row."""
        values = np.array([weights.get(name, 0.0) for name in self.names])
        found: Floats = np.bincount(
            self.owners, weights=values[self.columns], minlength=self.size
        ).astype(np.float64)
        return found


def fit(
    table: Table, names: Sequence[str], penalty: float, rows: Mask | None = None
) -> dict[str, float]:
    """Weights of ``names`` and of the bias that minimise the penalised loss over ``rows``."""
    places = np.full(len(table.names), -1, dtype=np.int64)
    wanted = {name: place for place, name in enumerate((BIAS, *names))}
    for number, name in enumerate(table.names):
        places[number] = wanted.get(name, -1)
    used = table.weights > 0 if rows is None else (table.weights > 0) & rows
    columns = places[table.columns]
    taken = (columns >= 0) & used[table.owners]
    problem = _Problem(
        columns[taken],
        table.owners[taken],
        table.labels,
        np.where(used, table.weights, 0.0),
        len(names) + 1,
        penalty,
    )
    found = _minimise(problem)
    return {name: float(found[place]) for name, place in wanted.items()}


@dataclass(frozen=True, slots=True)
class _Problem:
    """Penalised logistic loss of rows of ones."""

    columns: Ints
    owners: Ints
    labels: Floats
    weights: Floats
    size: int
    penalty: float

    def loss(self, w: Floats) -> tuple[float, Floats]:
        """The loss at ``w`` and its slope; the bias is not penalised."""
        z = np.bincount(self.owners, weights=w[self.columns], minlength=len(self.labels))
        chances = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        slack = np.logaddexp(0, z) - self.labels * z
        error = (self.weights * (chances - self.labels))[self.owners]
        slope = np.bincount(self.columns, weights=error, minlength=self.size)
        held = w.copy()
        held[0] = 0.0
        loss = float(self.weights @ slack + self.penalty * (held @ held) / 2)
        return loss, slope + self.penalty * held


def _minimise(problem: _Problem) -> Floats:
    """L-BFGS with ten pairs and a backtracking line search."""
    w = np.zeros(problem.size)
    value, slope = problem.loss(w)
    pairs: list[tuple[Floats, Floats]] = []
    for _ in range(STEPS):
        direction = -_along(slope, pairs)
        if not pairs:
            direction /= max(1.0, float(np.abs(slope).max()))
        length, promised = 1.0, float(slope @ direction)
        there, next_value, next_slope = _step(problem, w, direction, value, promised, length)
        step, turn = there - w, next_slope - slope
        if float(step @ turn) > 1e-10:
            pairs = [*pairs[-9:], (step, turn)]
        done = value - next_value < 1e-6 * abs(value)
        w, value, slope = there, next_value, next_slope
        if done:
            break
    return w


def _step(
    problem: _Problem, w: Floats, direction: Floats, value: float, promised: float, length: float
) -> tuple[Floats, float, Floats]:
    """The first of ever shorter steps that lowers the loss enough."""
    while True:
        there = w + length * direction
        next_value, next_slope = problem.loss(there)
        if next_value <= value + 1e-4 * length * promised or length < 1e-6:
            return there, next_value, next_slope
        length /= 2


def _along(slope: Floats, pairs: list[tuple[Floats, Floats]]) -> Floats:
    """The slope times the curvature that the last steps showed."""
    q = slope.copy()
    kept: list[float] = []
    for step, turn in reversed(pairs):
        share = float(step @ q) / float(turn @ step)
        kept.append(share)
        q -= share * turn
    if pairs:
        step, turn = pairs[-1]
        q *= float(step @ turn) / float(turn @ turn)
    for (step, turn), share in zip(pairs, reversed(kept), strict=True):
        q += step * (share - float(turn @ q) / float(turn @ step))
    return q
