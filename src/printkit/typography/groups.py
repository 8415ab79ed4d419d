"""Text that no line parts, and readings above it (ruby): what they do to the gaps of a paragraph.

Sources: clreq, "Interlinear annotations"; jlreq 3.3 for what its reading may stand over. Lengths in thousandths of an
em of the paragraph's size.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final, NamedTuple

from .atoms import Atoms
from .characters import Class
from .spacing import Pair

_HAN: Final = frozenset({Class.HAN, Class.REPEAT})
_APART: Final = 0.25
"""What each of two readings keeps clear of the other at least: a quarter of what they may stand over."""


class Group(NamedTuple):
    """Runs `first` up to, not including, `stop`, which stay on one line.

    `reading`: the width of what stands centred above them, 0 for nothing; it may stand over a Han beside them by
    `overhang` (half an em of its own), and never over another reading.
    """

    first: int
    stop: int
    reading: float = 0
    overhang: float = 0


def hold(atoms: Atoms, groups: Iterable[Group]) -> None:
    """Close the gaps inside groups, and widen the gaps inside and around where a reading is wider than its base.

    The base keeps the centre under its reading: what the reading needs is put between its atoms and at both sides,
    less what it may stand over. At a line's start and end it stands over nothing.
    """
    gaps = _Gaps(atoms)
    spans: list[tuple[int, int, Group]] = []
    for group in groups:
        start = atoms.bounds[group.first - 1] if group.first else 0
        stop = atoms.bounds[group.stop - 1]
        if start < stop:
            spans.append((start, stop, group))
    slack = {
        atom: max(0.0, -_excess(gaps, start, stop, group) / 2)
        for start, stop, group in spans
        if group.reading
        for atom in (start, stop - 1)
    }
    for start, stop, group in spans:
        for gap in range(start, stop - 1):
            pair = gaps[gap]
            if gap not in gaps.forced:
                glue = pair.glue._replace(han=pair.glue.han and not group.reading)
                gaps[gap] = pair._replace(glue=glue, legal=False)
        for atom in range(start, stop):
            atoms.cuts.pop(atom, None)
        if group.reading:
            _widen(gaps, slack, start, stop, group)
    gaps.put_back()


def _excess(gaps: _Gaps, start: int, stop: int, group: Group) -> float:
    """How much wider a reading is than its base."""
    base = sum(gaps.atoms.widths[start:stop]) + sum(gaps[gap].glue.natural for gap in range(start, stop - 1))
    return group.reading - base


def _widen(gaps: _Gaps, slack: dict[int, float], start: int, stop: int, group: Group) -> None:
    atoms, last = gaps.atoms, len(gaps.atoms.texts)
    excess = _excess(gaps, start, stop, group)
    left = _over(gaps, slack, start - 1, start - 1, group.overhang) if start else 0.0
    right = _over(gaps, slack, stop - 1, stop, group.overhang) if stop < last else 0.0
    # Between its atoms twice as much as at its ends.
    each = max(0.0, excess - 2 * max(0.0, min(left, right))) / (stop - start)
    for gap in range(start, stop - 1):
        gaps.widen(gap, each)
    out = (excess - each * (stop - start - 1)) / 2
    if start:
        gaps.widen(start - 1, max(0.0, out - left))
    if stop < last:
        gaps.widen(stop - 1, max(0.0, out - right))
    if out <= 0:
        return
    atoms.leads[start] = -out
    if start:
        gaps[start - 1] = gaps[start - 1]._replace(outset=-out)
    else:
        atoms.start_trim = -out
    if stop < last:
        pair = gaps[stop - 1]
        gaps[stop - 1] = pair._replace(inset=pair.glue.natural - out)
    else:
        atoms.end_trim = -out


def _over(gaps: _Gaps, slack: dict[int, float], gap: int, neighbour: int, overhang: float) -> float:
    """How far a reading may reach into a gap, and over the atom behind it, but not over the reading of that."""
    if gap in gaps.forced:
        return 0.0
    glue = gaps.given(gap).glue
    free = max(0.0, glue.natural - glue.shrink)
    if neighbour in slack:
        apart = _APART * overhang
        return free / 2 + max(0.0, min(overhang, slack[neighbour] - apart)) - apart
    return free + (overhang if gaps.atoms.kinds[neighbour] in _HAN else 0.0)


class _Gaps:
    """The pairs of a paragraph, those that are plainly between two Han among them."""

    def __init__(self, atoms: Atoms) -> None:
        self.atoms = atoms
        self.forced = frozenset(atoms.forced)
        self._changed: dict[int, Pair] = {}

    def __getitem__(self, gap: int) -> Pair:
        return self._changed.get(gap) or self.given(gap)

    def given(self, gap: int) -> Pair:
        """A pair as the text has it."""
        spots = self.atoms.spots
        place = bisect_left(spots, gap)
        return self.atoms.pairs[place] if place < len(spots) and spots[place] == gap else self.atoms.plain

    def __setitem__(self, gap: int, pair: Pair) -> None:
        self._changed[gap] = pair

    def widen(self, gap: int, by: float) -> None:
        """More space in a gap; a line that ends there ends where it did."""
        pair = self[gap]
        self[gap] = pair._replace(glue=pair.glue._replace(natural=pair.glue.natural + by), inset=pair.inset + by)

    def put_back(self) -> None:
        """Write what was changed into the columns."""
        atoms = self.atoms
        known = dict(zip(atoms.spots, atoms.pairs, strict=True)) | self._changed
        atoms.spots[:] = sorted(known)
        atoms.pairs[:] = [known[spot] for spot in atoms.spots]
        for gap, pair in self._changed.items():
            atoms.glues[gap] = pair.glue
