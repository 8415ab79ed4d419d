"""A strip of paper with creases, folded panel by panel, as hands do it: what lies uppermost, what is inside what.

It knows nothing of the kinds of fold: it takes the piece that the guillotine gave, its creases with their steps, and folds.
The strip lies with its inside up; u runs along it from the left as the inside is seen, in pt.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from guillotine import Look, Piece


@dataclass
class Panel:
    """A part between two creases: u → sign × u + shift on the table, the inside up while the sign is 1."""

    start: float
    end: float
    sign: int = 1
    shift: float = 0.0

    def on_table(self, u: float) -> float:
        return self.sign * u + self.shift

    @property
    def span(self) -> tuple[float, float]:
        low, high = sorted((self.on_table(self.start), self.on_table(self.end)))
        return low, high


@dataclass(frozen=True)
class Creased:
    """A crease at u; `up`: the paper rises to both sides, as the inside is seen."""

    at: float
    up: bool
    step: int


class Strip:
    """A leaflet, cut out, whose front on the sheet is its outside."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        look = piece.front(piece.left + 1, piece.bottom + 1)
        assert look is not None
        self.head = look.head
        self.level = self.head in ("up", "down")
        low, high = (piece.left, piece.right) if self.level else (piece.bottom, piece.top)
        self.length = high - low
        # The lines of the outside run from left to right; the inside, seen from behind, from right to left of that.
        self._origin, self._way = {"up": (high, -1), "down": (low, 1), "left": (high, -1), "right": (low, 1)}[self.head]
        self.creases = sorted(
            (
                Creased((line.at.pt - self._origin) * self._way, line.crease == "mountain", line.step)
                for line in piece.sheet.front.lines
                if line.kind == "fold" and line.upright == self.level and self._is_mine(line)
            ),
            key=lambda crease: crease.at,
        )
        edges = [0.0, *(crease.at for crease in self.creases), self.length]
        self.panels = [Panel(start, end) for start, end in pairwise(edges)]
        self.pile = list(self.panels)
        """From the table up."""

    def _is_mine(self, line) -> bool:
        along = (self.piece.bottom + self.piece.top) / 2 if self.level else (self.piece.left + self.piece.right) / 2
        low, high = (self.piece.left, self.piece.right) if self.level else (self.piece.bottom, self.piece.top)
        return line.start.pt < along < line.end.pt and low < line.at.pt < high

    def fold(self, step: int) -> None:
        """Take all that lies right of the crease along the strip, and lay it over or under the rest."""
        index, crease = next((i, crease) for i, crease in enumerate(self.creases) if crease.step == step)
        moving = set(map(id, self.panels[index + 1 :]))
        at = self.panels[index].on_table(crease.at)
        inside_up = self.panels[index].sign == 1
        over = crease.up == inside_up
        kept = [panel for panel in self.pile if id(panel) not in moving]
        moved = [panel for panel in self.pile if id(panel) in moving][::-1]
        for panel in moved:
            panel.sign, panel.shift = -panel.sign, 2 * at - panel.shift
        self.pile = [*kept, *moved] if over else [*moved, *kept]

    def fold_all(self, upto: int | None = None) -> Strip:
        for step in sorted(crease.step for crease in self.creases)[:upto]:
            self.fold(step)
        return self

    def seen(self, above: bool) -> list[int | None]:
        """The pages that are seen from above, from left to right; or from below, the pile being turned like a leaf."""
        found: list[int | None] = []
        for low, high in pairwise(sorted({round(edge, 4) for panel in self.pile for edge in panel.span})):
            if high - low < 20:  # pt. What peeps out by the allowance.
                continue
            for x in (low + (high - low) * 0.2, low + (high - low) * 0.8):
                pile = self.pile[::-1] if above else self.pile
                panel = next(panel for panel in pile if panel.span[0] < x < panel.span[1])
                look = self.look((x - panel.shift) * panel.sign, inside=(panel.sign == 1) == above)
                if not found or found[-1] != look.page:
                    found.append(look.page)
        return found if above else found[::-1]

    def look(self, u: float, *, inside: bool) -> Look:
        """What is printed there. All heads point one way."""
        along = self._origin + self._way * u
        x, y = (along, self.piece.middle[1]) if self.level else (self.piece.middle[0], along)
        look = self.piece.back(x, y) if inside else self.piece.front(x, y)
        assert look is not None
        assert look.head == self.head
        return look

    def clearance(self) -> float:
        """How far the nearest panel inside a closed fold keeps from its crease; below 0 it buckles. All steps are done."""
        least = float("inf")
        for (left, right), crease in zip(pairwise(self.panels), self.creases, strict=True):
            at = left.on_table(crease.at)
            between = sorted((self.pile.index(left), self.pile.index(right)))
            for panel in self.pile[between[0] + 1 : between[1]]:
                # The fold opens to the side on which its own two panels lie.
                opens = 1 if left.span[0] > at - 1e-6 else -1
                nearest = panel.span[0] if opens == 1 else panel.span[1]
                least = min(least, (nearest - at) * opens)
        return least
