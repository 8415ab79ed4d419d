"""Rivers: white that runs down through the word spaces of neighbouring lines.

Lengths in thousandths of an em, from the edge where the lines begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from .atoms import Atoms
from .lines import Line

LEAST_LINES: Final = 4
"""Three spaces above each other are chance, four are seen."""
_OVERLAP: Final = 0.5
"""How much of the narrower space the wider must cover."""


class River(NamedTuple):
    """A river from line `first`, through `lines` lines, and where it begins."""

    first: int
    lines: int
    x: float


def rivers(atoms: Atoms, lines: Sequence[Line], indent: float = 0) -> list[River]:
    """The rivers of a paragraph, each once, from its first line."""
    if len(lines) < LEAST_LINES:
        return []
    found: list[River] = []
    # Of each space of the line above: where it is, and where the chain that it ends began.
    above: list[tuple[float, float, int, float]] = []
    for number, line in enumerate(lines):
        here: list[tuple[float, float, int, float]] = []
        continued: set[int] = set()
        at = 0
        for left, right in _spaces(atoms, line, indent if number == 0 else 0.0):
            while at < len(above) and above[at][1] <= left:
                at += 1
            first, x = number, left
            for index in range(at, len(above)):
                upper_left, upper_right, upper_first, upper_x = above[index]
                if upper_left >= right:
                    break
                shared = min(right, upper_right) - max(left, upper_left)
                if shared >= _OVERLAP * min(right - left, upper_right - upper_left):
                    continued.add(index)
                    if upper_first < first:
                        first, x = upper_first, upper_x
            here.append((left, right, first, x))
        found += _ended(above, continued, number)
        above = here
    found += _ended(above, set(), len(lines))
    return sorted(set(found))


def _ended(above: Sequence[tuple[float, float, int, float]], continued: set[int], number: int) -> list[River]:
    return [
        River(first, number - first, x)
        for index, (_, _, first, x) in enumerate(above)
        if index not in continued and number - first >= LEAST_LINES
    ]


def _spaces(atoms: Atoms, line: Line, x: float) -> list[tuple[float, float]]:
    """The word spaces of a line, from left to right."""
    widths, glues = atoms.widths, atoms.glues
    x -= line.left + (_part(atoms, line.first, line.head) if line.head else 0.0)
    spaces = []
    for index, gap in enumerate(line.gaps, line.first):
        x += widths[index]
        if glues[index].space:
            spaces.append((x, x + gap))
        x += gap
    return spaces


def _part(atoms: Atoms, atom: int, letters: int) -> float:
    """How wide the first letters of an atom are."""
    for cut in atoms.cuts.get(atom, ()):
        if cut.letters == letters:
            return cut.bare
    return atoms.widths[atom] * letters / len(atoms.texts[atom])
