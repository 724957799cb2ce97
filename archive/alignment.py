"""What two sequences have in common, in order: quick and bounded however long they are.

What both begin and end with is cut off; what stands once in both anchors the rest
(patience); between anchors the shortest edit is sought (Myers 1986, "An O(ND) difference
algorithm") for as long as the budget lasts. Beyond it a stretch counts as replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

#: Steps spent on one pair of sequences, and edits sought between two anchors of short ones.
_STEPS = 1_000_000
_EDITS = 400

Pair = tuple[int, int]
Run = tuple[int, int, int]


def common_runs(before: Sequence[str], after: Sequence[str]) -> list[Run]:
    """Runs of equal items: start in ``before``, start in ``after``, length; ascending."""
    runs: list[list[int]] = []
    for i, j in _pairs(before, after):
        if runs and (i, j) == (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]):
            runs[-1][2] += 1
        else:
            runs.append([i, j, 1])
    return [(i, j, length) for i, j, length in runs]


def gaps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """What is between the common runs: ``before[a:b]`` became ``after[c:d]``."""
    a = c = 0
    for i, j, length in (*common_runs(before, after), (len(before), len(after), 0)):
        if (a, c) != (i, j):
            yield a, i, c, j
        a, c = i + length, j + length


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    head = 0
    shorter = min(len(before), len(after))
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    ends = (len(before) - tail, len(after) - tail)
    yield from ((at, at) for at in range(head))
    yield from _between(before, after, (head, head), ends)
    yield from ((ends[0] + at, ends[1] + at) for at in range(tail))


def _between(
    before: Sequence[str], after: Sequence[str], starts: Pair, ends: Pair
) -> Iterator[Pair]:
    i, j = starts
    most = min(_EDITS, _STEPS // max(1, ends[0] + ends[1] - i - j))
    for anchor in (*_anchors(before, after, starts, ends), ends):
        found = _shortest(before[i : anchor[0]], after[j : anchor[1]], most)
        yield from ((i + one, j + other) for one, other in found)
        if anchor != ends:
            yield anchor
        i, j = anchor[0] + 1, anchor[1] + 1


def _anchors(before: Sequence[str], after: Sequence[str], starts: Pair, ends: Pair) -> list[Pair]:
    """Pairs of items that stand once on both sides: the longest ascending row of them."""
    places = _single(after, starts[1], ends[1])
    single = _single(before, starts[0], ends[0])
    pairs = [(i, places[item]) for item, i in single.items() if item in places]
    heads: list[int] = []
    ends_at: list[int] = []
    previous: list[int] = []
    for at, (_, j) in enumerate(pairs):
        rank = bisect_left(heads, j)
        if rank == len(heads):
            heads.append(j)
            ends_at.append(at)
        else:
            heads[rank], ends_at[rank] = j, at
        previous.append(ends_at[rank - 1] if rank else -1)
    row = []
    at = ends_at[-1] if ends_at else -1
    while at >= 0:
        row.append(pairs[at])
        at = previous[at]
    return row[::-1]


def _single(items: Sequence[str], start: int, end: int) -> dict[str, int]:
    counts = Counter(items[start:end])
    return {items[at]: at for at in range(start, end) if counts[items[at]] == 1}


def _shortest(before: Sequence[str], after: Sequence[str], most: int) -> list[Pair]:
    """Matching pairs of a shortest edit; none if one side is empty or it has too many."""
    if not before or not after:
        return []
    trail = _trail(before, after, most)
    pairs: list[Pair] = []
    x, y = len(before), len(after)
    for edits in range(len(trail) - 1, -1, -1):
        reached, k = trail[edits], x - y
        down = k == -edits or (k != edits and reached.get(k - 1, -1) < reached.get(k + 1, -1))
        origin = k + 1 if down else k - 1
        start = reached.get(origin, 0)
        middle = (start if down else start + 1) if edits else 0
        while x > middle:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = start, start - origin
    return pairs[::-1]


def _trail(before: Sequence[str], after: Sequence[str], most: int) -> list[dict[int, int]]:
    """How far each diagonal was reached before each edit; empty after ``most`` edits."""
    n, m = len(before), len(after)
    reached, trail = {1: 0}, []
    for edits in range(min(most, n + m) + 1):
        trail.append(dict(reached))
        for k in range(-edits, edits + 1, 2):
            left, right = reached.get(k - 1, -1), reached.get(k + 1, -1)
            x = right if k == -edits or (k != edits and left < right) else left + 1
            while x < n and x - k < m and x - k >= 0 and before[x] == after[x - k]:
                x += 1
            reached[k] = x
            if x >= n and x - k >= m:
                return trail
    return []
