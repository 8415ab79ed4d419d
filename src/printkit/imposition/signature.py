"""A signature of 4 to 32 pages as flat paper: every leaf in its place, with bleed, milling allowance, creep and creases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from ..diagnostics import error, raise_errors
from ..units import Length, Size
from .blanks import Pages
from .creep import By, Creep, Reference
from .flat import Flat
from .folding import FOLDS, Cell, Folding, fold
from .measures import chosen
from .paper import NOTHING
from .sheet import Area, Line, Placement

Binding = Literal["left", "right"]
"""The edge of the front cover that is bound: `right` where reading goes from right to left."""

_BAR: Final = Length.mm(6)
"""How high the collation mark is."""
_HEAD: Final = Length.mm(10)
"""From the head of the page to the first collation mark."""
_BROAD: Final = Length.mm(3)
_THICKEST: Final = Length.mm(2)
_NONE: Final = Creep()


@dataclass(frozen=True, slots=True)
class Book:
    """What all signatures of a book have in common."""

    trim: Size
    bleed: Length
    binding: Binding = "left"
    creep: Creep = _NONE
    milling: Length = NOTHING
    """What is ground off at the spine, beside each fold."""
    gap: Length = NOTHING
    """Between bleeds where pages are parted."""
    lap: Length = NOTHING
    """How much the paper of the half that holds the first pages is longer at the fore-edge, for the gatherer to open it there."""

    @property
    def reach(self) -> Length:
        """From a fold at the spine to the outer end of the bleed, on the leaf that reaches furthest."""
        return self.milling + self.trim.width + self.bleed + self.creep.kept


def checked_book(book: Book, signature: int) -> None:
    """Raises `PrintkitError`: `bad-signature`, `bad-measure`, `bad-creep`, `not-one-of`."""
    chosen(
        binding=(book.binding, get_args(Binding)),
        creep=(book.creep.reference, get_args(Reference)),
        creep_by=(book.creep.by, get_args(By)),
    )
    found = []
    if signature not in FOLDS:
        message = f"a signature of {signature} pages cannot be folded"
        found.append(error("bad-signature", message, hint=f"give {', '.join(map(str, FOLDS))}"))
    if not 1 <= book.creep.factor <= 1.4:
        message = f"a fold is not {book.creep.factor:g} times as thick as its paper"
        found.append(error("bad-creep", message, hint="give a factor from 1 to 1.4"))
    for name, caliper in (("caliper", book.creep.caliper), ("cover_caliper", book.creep.around)):
        if not NOTHING <= caliper <= _THICKEST:
            found.append(error("bad-measure", f"the {name} cannot be {caliper}", hint=f"give 0mm to {_THICKEST}"))
    push = book.creep.pushed_out(book.creep.deepest)
    if not found and push.pt * 4 > book.trim.width.pt:
        message = f"the innermost sheet would be {push} narrower than the outermost, more than a quarter of the page"
        found.append(error("bad-creep", message, hint="bind fewer pages or thinner paper this way, or glue the book"))
    raise_errors(found)


def divided(pages: int, largest: int) -> list[int]:
    """The sizes of the signatures that hold a multiple of 4 pages, the larger ones first.

    Without any further blank page, and of all such divisions that of the fewest signatures: 100 by 16 are 6 × 16 + 4.
    """
    sizes = [largest] * (pages // largest)
    rest = pages % largest
    sizes += [size for size in sorted(FOLDS, reverse=True) if size < largest and rest & size]
    return sizes


@dataclass(frozen=True, slots=True)
class Signature:
    """Some pages of a book, 4, 8, 16 or 32, in the order of reading, with `around` sheets around them (saddle stitch)."""

    pages: Pages
    book: Book
    around: int = 0
    number: int | None = None
    """From 1, for the collation mark."""

    def flat(self) -> Flat:
        """The paper with its outer form in front: that on which the first and the last page are."""
        folding = fold(FOLDS[len(self.pages)])
        places = _Places(folding, self.book)
        placements, behind = [], []
        for cell in folding.cells:
            up, down = self._leaf(cell.rank)
            front, back = (down, up) if cell.turned else (up, down)
            placements.append(self._placed(cell, front, places))
            behind.append(back)
        bars = (self._bar(folding, places),) if self.number is not None else ()
        return Flat(places.width, places.height, tuple(placements), tuple(behind), tuple(places.lines()), bars)

    def _leaf(self, rank: int) -> tuple[int | None, int | None]:
        """The pages above and below of a leaf of the stack, whose spine is at the right."""
        if self.book.binding == "right":
            return self.pages[2 * rank], self.pages[2 * rank + 1]
        last = len(self.pages) - 1 - 2 * rank
        return self.pages[last], self.pages[last - 1]

    def _placed(self, cell: Cell, page: int | None, places: _Places) -> Placement:
        book, leaves = self.book, len(self.pages) // 2
        inwards = book.creep.inwards(self.around + min(cell.rank, leaves - 1 - cell.rank))
        near = max(book.milling - inwards, NOTHING) if book.milling > NOTHING else NOTHING
        far = book.milling + book.trim.width - inwards
        bottom = places.bottom(cell.row)
        trim = places.beside_fold(cell.column, near, far, bottom, bottom + book.trim.height)
        outer = max(near - book.bleed, NOTHING), far + book.bleed
        seen = places.beside_fold(cell.column, *outer, bottom - book.bleed, bottom + book.trim.height + book.bleed)
        hidden, scale = book.trim.width - (far - near), 1.0
        if book.creep.by == "scale":
            hidden, scale = NOTHING, (far - near).pt / book.trim.width.pt
        shift = hidden * (0.5 if cell.column % 2 == 0 else -0.5)
        return Placement(page, trim, seen, 180 if cell.head_down else 0, (shift, NOTHING), (scale, 1.0))

    def _bar(self, folding: Folding, places: _Places) -> Area:
        """On the fold between the first and the last page, a step lower for each signature, from the head again after the last step."""
        assert self.number is not None
        outermost = next(cell for cell in folding.cells if cell.rank == 0)
        steps = max(1, int((self.book.trim.height - _HEAD * 2).pt // _BAR.pt))
        down = _HEAD + _BAR * ((self.number - 1) % steps)
        half = min(_BROAD, self.book.milling * 2 if self.book.milling > NOTHING else _BROAD) * 0.5
        bottom, at = places.bottom(outermost.row), places.fold(outermost.column)
        if outermost.head_down:
            return Area(at - half, bottom + down, at + half, bottom + down + _BAR)
        top = bottom + self.book.trim.height - down
        return Area(at - half, top - _BAR, at + half, top)


class _Places:
    """Where the columns and rows of a grid lie: two columns on each fold at the spine."""

    def __init__(self, folding: Folding, book: Book) -> None:
        self._folding, self._book = folding, book
        self._pair = book.reach * 2 + book.gap
        self._row = book.trim.height + book.bleed * 2 + book.gap
        self._left = book.lap if folding.columns > 2 or book.binding == "right" else NOTHING
        right = book.lap if folding.columns > 2 or book.binding == "left" else NOTHING
        self.width = self._left + self._pair * (folding.columns // 2) - book.gap + right
        self.height = self._row * folding.rows - book.gap

    def fold(self, column: int) -> Length:
        """The x of the spine's fold beside a column."""
        return self._left + self._pair * (column // 2) + self._book.reach

    def bottom(self, row: int) -> Length:
        """Of the trim of a row."""
        return self._book.bleed + self._row * row

    def beside_fold(self, column: int, near: Length, far: Length, bottom: Length, top: Length) -> Area:
        """From one distance from the fold to another."""
        at = self.fold(column)
        if column % 2 == 0:
            return Area(at - far, bottom, at - near, top)
        return Area(at + near, bottom, at + far, top)

    def lines(self) -> Iterator[Line]:
        """The creases, each as long as it runs in one direction."""
        joined: dict[tuple[bool, int, int, bool], list[int]] = {}
        for crease in self._folding.creases:
            joined.setdefault((crease.upright, crease.at, crease.step, crease.mountain), []).append(crease.along)
        for (upright, at, step, mountain), along in sorted(
            joined.items(), key=lambda item: (item[0][2], item[0][1], item[1])
        ):
            for first, last in _runs(sorted(along)):
                start, end = self._edge(first, upright=not upright), self._edge(last + 1, upright=not upright)
                place = self._edge(at, upright=upright)
                yield Line("fold", upright, place, start, end, step, "mountain" if mountain else "valley")

    def _edge(self, at: int, *, upright: bool) -> Length:
        """The x or the y of the edge before a column or a row: in the middle of the gap, or the end of the paper."""
        if upright:
            if at in (0, self._folding.columns):
                return self.width if at else NOTHING
            return self.fold(at) if at % 2 else self._left + self._pair * (at // 2) - self._book.gap * 0.5
        if at in (0, self._folding.rows):
            return self.height if at else NOTHING
        return self._row * at - self._book.gap * 0.5


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each row of numbers that follow each other."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
