"""The lines that were chosen, set: squeezed tier by tier, or stretched, words first and Han last (R16).

Lengths in thousandths of an em.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from . import spacing
from .atoms import Atoms
from .search import TINY
from .spacing import Glue, Squeeze


class Line(NamedTuple):
    """One line: atoms `first` up to, not including, `last`.

    `head` and `tail`: letters of the first atom already set on the line before, letters of the atom `last`
    that still stand here before a hyphen (0 for none). `gaps`: the space after each atom but the last,
    stretched or squeezed. `left`: how far the first atom begins before the edge, an opening bracket's blank half.
    `width`: from the edge to the last ink's edge. `han`: what was added between Han (em/1000). `forced`: too long
    for its measure, or ended where no line may end. `bare`: no hyphen is drawn after `tail`.
    """

    first: int
    last: int
    head: int
    tail: int
    left: float
    gaps: tuple[float, ...]
    width: float
    han: float
    forced: bool
    bare: bool = False


def gaps_of(
    atoms: Atoms, naturals: list[float], span: tuple[int, int], room: float, *, fill: bool, chinese: bool
) -> tuple[tuple[float, ...], float, float]:
    """The gaps from atom `span[0]` to atom `span[1]`, how much of `room` they took, and what Han were parted by."""
    first, last = span
    gaps = naturals[first:last]
    if (room > -TINY and (room < 1 or not fill)) or not gaps:
        return tuple(gaps), 0.0, 0.0
    spots = atoms.spots
    glues = atoms.glues
    special = spots[bisect_left(spots, first) : bisect_left(spots, last)]
    if room < 0:
        return _squeezed(list(gaps), [(spot - first, glues[spot]) for spot in special if glues[spot].shrink], -room)
    left = room
    elastic = [(spot - first, glues[spot]) for spot in special if glues[spot].stretch]
    # Word spaces first, then what is between Han and Latin.
    for wanted in (Squeeze.SPACE, Squeeze.AUTOSPACE):
        tier = [(index, gap.stretch) for index, gap in elastic if gap.tier is wanted]
        take = sum(stretch for _, stretch in tier)
        if take and left > TINY:
            ratio = min(1.0, left / take)
            for index, stretch in tier:
                gaps[index] += stretch * ratio
            left -= take * ratio
    if left < TINY:
        return tuple(gaps), room, 0.0
    if chinese:
        open_gaps = [index for index in range(last - first) if glues[first + index].han]
        if open_gaps:
            each = left / len(open_gaps)
            for index in open_gaps:
                gaps[index] += each
            return tuple(gaps), room, each
    take = sum(gap.stretch for _, gap in elastic)
    if take:
        for index, gap in elastic:
            gaps[index] += gap.stretch * left / take
        return tuple(gaps), room, 0.0
    return tuple(gaps), room - left, 0.0


def _squeezed(
    gaps: list[float], elastic: Sequence[tuple[int, Glue]], need: float
) -> tuple[tuple[float, ...], float, float]:
    """Gaps made shorter by `need` in all, the tiers in their order."""
    left = need
    for tier in spacing.Squeeze:
        give = sum(gap.shrink for _, gap in elastic if gap.tier is tier)
        if not give:
            continue
        ratio = min(1.0, left / give)
        for index, gap in elastic:
            if gap.tier is tier:
                gaps[index] -= gap.shrink * ratio
        left -= give * ratio
        if left <= TINY:
            break
    return tuple(gaps), left - need, 0.0
