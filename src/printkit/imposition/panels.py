"""Where a leaflet is folded, how wide each panel is, and in which order a reader comes to the panels.

A leaflet is a strip of panels. A panel that folds in lies between others and is narrower by the allowance, or it would
buckle at the fold. `panels(Length.mm(297), "letter")` folds an A4 sheet into 99.5 + 99.5 + 98 mm, as the inside is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from ..diagnostics import Diagnostic, PrintkitError, error, raise_errors
from ..units import Length
from .measures import shown

Fold = Literal["letter", "accordion", "gate", "double-gate"]
Binding = Literal["left", "right"]
_NARROWEST: Final = Length.mm(20)
"""No folding machine makes a panel narrower (trade rule)."""
_SAME: Final = Length.mm(0.01)
"""Panels that come to the width within this do come to it."""


@dataclass(frozen=True, slots=True)
class Crease:
    """A fold, as the inside is seen."""

    at: Length
    """From the left edge of the trim."""
    way: Literal["mountain", "valley"]
    step: int
    """From 1, in the order of folding."""


@dataclass(frozen=True, slots=True)
class Panels:
    """A flat leaflet and its folds."""

    fold: Fold
    width: Length
    """Of the flat leaflet."""
    strips: tuple[Length, ...]
    """How wide what one page covers is, inside, from left to right: a panel, or half of the middle one of a gate-fold."""
    creases: tuple[Crease, ...]
    """From left to right."""
    pages_inside: tuple[int, ...]
    """The page on each strip, from left to right, numbered as a reader comes to them: 1 is the front."""
    pages_outside: tuple[int, ...]
    """The same on the outside, as that is seen."""

    @property
    def inside(self) -> tuple[Length, ...]:
        """The x of the folds from the left edge of the trim, as the inside is seen."""
        return tuple(crease.at for crease in self.creases)

    @property
    def outside(self) -> tuple[Length, ...]:
        """The x of the folds from the left edge of the trim, as the outside is seen."""
        return tuple(self.width - crease.at for crease in reversed(self.creases))

    @property
    def widths(self) -> tuple[Length, ...]:
        """Of the panels, from fold to fold, inside from left to right."""
        edges = (Length(0), *self.inside, self.width)
        return tuple(end - start for start, end in pairwise(edges))


@dataclass(frozen=True, slots=True)
class Folding:
    """A kind of fold, told of `n` strips from left to right as the inside is seen, the front bound at its left edge."""

    allowance: Length
    strips: tuple[int, int, int]
    """The least, the usual and the most."""
    narrower: Callable[[int], Sequence[int]]
    """How many allowances each strip is narrower than the widest."""
    creases: Callable[[int], Sequence[tuple[int, Literal["mountain", "valley"]]]]
    """Which edges between strips are folded (1 is the first), in the order of folding."""
    rests_on: Callable[[int], Sequence[tuple[int, int]]]
    """Which strip (from 0) comes to lie on which, up to a fold: it cannot be wider."""
    outside: Callable[[int], Sequence[int]]
    inside: Callable[[int], Sequence[int]]
    """The pages."""


def _round(n: int) -> list[int]:
    """The outside, where the inside is read after the front, and then the leaflet is turned."""
    return [*range(n + 2, 2 * n + 1), 1]


FOLDINGS: Final[Mapping[Fold, Folding]] = {
    # Two folds, each true to half a millimetre, and twice the paper's thickness; 1 to 2 mm in the trade.
    "letter": Folding(
        Length.mm(1.5),
        (3, 3, 8),
        lambda n: [max(0, strip - 1) for strip in range(n)],
        lambda n: [(edge, "valley") for edge in range(n - 1, 0, -1)],
        lambda n: [(strip, strip - 1) for strip in range(2, n)],
        _round,
        lambda n: range(2, n + 2),
    ),
    # No panel lies in another: all are alike, unless the inner ones are to hide behind the first and the last.
    "accordion": Folding(
        Length(0),
        (3, 3, 16),
        lambda n: [0, *[1] * (n - 2), 0],
        lambda n: [(edge, "valley" if edge % 2 else "mountain") for edge in range(1, n)],
        lambda _n: [],
        _round,
        lambda n: range(2, n + 2),
    ),
    # The gates meet in the middle, each true to half a millimetre, and must not push each other.
    "gate": Folding(
        Length.mm(1),
        (4, 4, 4),
        lambda _n: [1, 0, 0, 1],
        lambda _n: [(1, "valley"), (3, "valley")],
        lambda _n: [(0, 1), (3, 2)],
        lambda _n: [2, 7, 8, 1],
        lambda _n: [3, 4, 5, 6],
    ),
    # The gates must besides keep clear of the fold in the middle, which has their paper inside it.
    "double-gate": Folding(
        Length.mm(1.5),
        (4, 4, 4),
        lambda _n: [1, 0, 0, 1],
        lambda _n: [(1, "valley"), (3, "valley"), (2, "valley")],
        lambda _n: [(0, 1), (3, 2)],
        lambda _n: [3, 8, 1, 2],
        lambda _n: [4, 5, 6, 7],
    ),
}
"""The kinds of fold. `letter` with more than three panels rolls on: each folds into the next."""


def panels(
    width: Length,
    fold: Fold = "letter",
    allowance: Length | None = None,
    *,
    count: int | None = None,
    widths: Sequence[Length] | None = None,
    binding: Binding = "left",
) -> Panels:
    """The folds of a leaflet that is `width` wide when flat.

    `allowance` is by how much a panel is narrower for each panel that it folds into: None is 1.5 mm for a letter fold and
    a double gate, 1 mm for a gate, 0 for an accordion. `count` panels, where the fold lets choose. `widths` gives every
    panel from fold to fold instead, inside from left to right. `binding`: the edge of the front at which its fold lies;
    right for vertical Chinese, which mirrors everything. Raises `PrintkitError` (`bad-panels`).
    """
    folding = FOLDINGS[fold]
    number = _count(fold, folding, count)
    mirrored = binding == "right"
    if widths is None:
        strips = _even(width, fold, folding, allowance, number)
    else:
        strips = _given(width, fold, folding, list(widths), number, mirrored)
    edges = [sum(strips[:strip]) for strip in range(number + 1)]
    steps = {edge: (way, step) for step, (edge, way) in enumerate(folding.creases(number), 1)}
    creases = [Crease(Length(edges[edge]), *steps[edge]) for edge in sorted(steps)]
    inside, outside = list(folding.inside(number)), list(folding.outside(number))
    if mirrored:
        strips, inside, outside = strips[::-1], inside[::-1], outside[::-1]
        creases = [Crease(Length(edges[-1]) - crease.at, crease.way, crease.step) for crease in reversed(creases)]
    return Panels(fold, width, tuple(map(Length, strips)), tuple(creases), tuple(inside), tuple(outside))


def flat_width(page: Length, fold: Fold, allowance: Length | None = None, *, count: int | None = None) -> Length:
    """How wide a leaflet is when flat whose widest panel (or half of it, for a gate) is `page`. Raises as `panels`."""
    folding = FOLDINGS[fold]
    number = _count(fold, folding, count)
    less = folding.allowance if allowance is None else allowance
    return page * number - less * sum(folding.narrower(number))


def _count(fold: Fold, folding: Folding, count: int | None) -> int:
    least, usual, most = folding.strips
    if least == most or count is None:
        if count is not None and count != len(folding.creases(usual)) + 1:
            raise _bad(
                f"a {fold} fold has {len(folding.creases(usual)) + 1} panels, not {count}", "leave the number out"
            )
        return usual
    if not least <= count <= most:
        raise _bad(f"a {fold} fold cannot have {count} panels", f"give {least} to {most}")
    return count


def _even(width: Length, fold: Fold, folding: Folding, allowance: Length | None, number: int) -> list[float]:
    less = folding.allowance if allowance is None else allowance
    narrower = folding.narrower(number)
    if not less.pt >= 0:
        raise _bad(f"an allowance of {less} would make a panel that folds in the wider one", "give 0mm or more")
    widest = (width.pt + less.pt * sum(narrower)) / number
    strips = [widest - less.pt * times for times in narrower]
    if min(strips) < _NARROWEST.pt:
        message = (
            f"a {fold} fold of {shown(width)} leaves a panel of {shown(Length(min(strips)))}: "
            f"{shown(_NARROWEST - Length(min(strips)))} missing"
        )
        raise _bad(message, "take a wider sheet, fewer panels or less allowance")
    return strips


def _given(
    width: Length, fold: Fold, folding: Folding, widths: list[Length], number: int, mirrored: bool
) -> list[float]:
    """Strips of the widths that the user gave; a panel of two strips is halved."""
    folded = sorted(edge for edge, _way in folding.creases(number))
    if len(widths) != len(folded) + 1:
        raise _bad(
            f"a {fold} fold has {len(folded) + 1} panels, and {len(widths)} widths are given", "give one for each"
        )
    if mirrored:
        widths = widths[::-1]
    found: list[Diagnostic] = []
    difference = sum(panel.pt for panel in widths) - width.pt
    if abs(difference) > _SAME.pt:
        more = "more" if difference > 0 else "less"
        message = (
            f"the panels come to {shown(Length(abs(difference)))} {more} than the {shown(width)} of the flat leaflet"
        )
        found.append(error("bad-panels", message, hint="change one of them"))
    for panel in widths:
        if panel.pt < _NARROWEST.pt:
            message = f"a panel of {shown(panel)} is narrower than the {shown(_NARROWEST)} that can be folded"
            found.append(error("bad-panels", message, hint="make it wider"))
    edges = [0, *folded, number]
    strips = [
        panel.pt / (end - start)
        for panel, (start, end) in zip(widths, pairwise(edges), strict=True)
        for _strip in range(start, end)
    ]
    found += _buckling(folding.rests_on(number), strips)
    raise_errors(found)
    return strips


def _buckling(rests_on: Iterable[tuple[int, int]], strips: list[float]) -> list[Diagnostic]:
    return [
        error(
            "bad-panels",
            f"a panel of {shown(Length(strips[upper]))} folds onto {shown(Length(strips[lower]))}: "
            f"{shown(Length(strips[upper] - strips[lower]))} too wide",
            hint="a panel that folds in is 1 to 2 mm narrower than what it lies on",
        )
        for upper, lower in rests_on
        if strips[upper] > strips[lower] + _SAME.pt
    ]


def _bad(message: str, hint: str) -> PrintkitError:
    return PrintkitError([error("bad-panels", message, hint=hint)])
