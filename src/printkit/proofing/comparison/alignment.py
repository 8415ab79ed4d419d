"""Which page of one version is which of the other, by what stands on them and not by their numbers. Pure.

The longest chain of pages that are alike, in order (Needleman and Wunsch's alignment without a price for gaps); what
it leaves over is looked for elsewhere, as moved; what then stands alone in equal numbers is taken as changed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

ALIKE: Final = 0.5
"""From here on a page counts as another state of the same page."""
MOVED: Final = 0.85
"""From here on a page out of order counts as moved; below, as one removed and one inserted."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A page of each version, from 0; None where it is missing. `moved`: it is out of order."""

    before: int | None
    after: int | None
    moved: bool = False


def aligned(alike: Floats, plain: Sequence[bool] = ()) -> tuple[Pair, ...]:
    """Pairs in the order of the newer version, removed pages where they stood.

    `alike[i, j]` tells 0 to 1 how much page i of the older version is like page j of the newer one. `plain` are pages
    of the older one with so little on them that likeness elsewhere says nothing.
    """
    matched = dict(_chain(alike))
    matched_after = set(matched.values())
    before = [i for i in range(alike.shape[0]) if i not in matched]
    after = [j for j in range(alike.shape[1]) if j not in matched_after]
    moved = dict(_moved(alike, [i for i in before if not (plain and plain[i])], after))
    chain = [(-1, -1), *sorted(matched.items()), alike.shape]
    pairs: list[Pair] = []
    gone = dict(moved)
    come = {j: i for i, j in moved.items()}
    for (i0, j0), (i1, j1) in itertools.pairwise(chain):
        if i0 >= 0:
            pairs.append(Pair(i0, j0))
        old = [i for i in range(i0 + 1, i1) if i not in gone]
        new = [j for j in range(j0 + 1, j1) if j not in come]
        rewritten = dict(zip(new, old, strict=True)) if len(old) == len(new) else {}
        if not rewritten:
            pairs += [Pair(i, None) for i in old]
        for j in range(j0 + 1, j1):
            pairs.append(Pair(come[j], j, moved=True) if j in come else Pair(rewritten.get(j), j))
    return tuple(pairs)


def _chain(alike: Floats) -> Iterator[tuple[int, int]]:
    """The pairs in order whose likeness, less `ALIKE` each, comes to the most."""
    count, other = alike.shape
    gain = np.where(alike > ALIKE, alike - ALIKE, np.float32(-1))
    best = np.zeros((count + 1, other + 1), np.float32)
    for i in range(count):
        step = np.maximum(best[i, 1:], best[i, :-1] + gain[i])
        best[i + 1, 1:] = np.maximum.accumulate(step)
    i, j = count, other
    found = []
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    yield from reversed(found)


def _moved(alike: Floats, before: list[int], after: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs out of order, the most alike first."""
    candidates = sorted(
        ((-float(alike[i, j]), i, j) for i in before for j in after if alike[i, j] >= MOVED),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for _likeness, i, j in candidates:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield i, j
