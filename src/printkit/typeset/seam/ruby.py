"""Readings above text (ruby): composed by themselves, at the size that the style sheet gives `rt`, and put over their bases.

A reading is centred over what stands below it, close above the square of the characters, and never changes the pitch
of the lines. In the content of a page it comes after the text of its line, so that who copies or searches the text
finds it whole; in the tagged structure it follows its base.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...typography.groups import Group
from ...typography.paragraph import Line
from .alignment import ASCENT
from .content import Content, Piece, Reading

if TYPE_CHECKING:
    from .composition import Composition

_ENDLESS: Final = 1e7
_GAP: Final = 0.02
"""Between the square of the characters and that of the reading, in em of the characters."""
_SIDES: Final = ("top", "right", "bottom", "left")


def content_of(reading: Reading) -> Content:
    """The reading as a text of its own, at its height above the line of its base."""
    above = (ASCENT + _GAP) * reading.base_size + (1 - ASCENT) * reading.look.face.size
    return Content([Piece(reading.text, reading.look, (), reading.rise + above)])


def groups(content: Content, annotations: list[Annotation], size: float) -> Iterator[Group]:
    """What stays on one line in a paragraph of so many px: pieces with one tie, and the bases of readings."""
    first = 0
    pieces = content.pieces
    for stop in range(1, len(pieces) + 1):
        if stop == len(pieces) or pieces[stop].tie is not pieces[first].tie:
            if pieces[first].tie is not None and not content.unbroken:
                yield Group(first, stop)
            first = stop
    for annotation in annotations:
        reading = annotation.reading
        half = reading.look.face.size / 2 * 1000 / size
        yield Group(reading.first, reading.stop, annotation.width * 1000 / size, half)


@dataclass(slots=True)
class Annotation:
    """A reading, composed. `width` in px."""

    reading: Reading
    composition: Composition
    line: Line

    @property
    def width(self) -> float:
        """How wide it is, in px."""
        return self.line.width * self.composition.size / 1000


def annotation(reading: Reading, composition: Composition) -> Annotation:
    """A reading with its text in one line."""
    return Annotation(reading, composition, composition.paragraph.fit(_ENDLESS, justify=False)[0])


class Annotating:
    """Finds where the bases of one line stand, piece by piece, and then puts their readings over them."""

    def __init__(self, annotations: list[Annotation], line: Line, bounds: list[int]) -> None:
        # A base that is wider than the measure had to be parted; its reading stands where it begins.
        self._waiting = [a for a in annotations if not _start(a, bounds) < line.first]
        self._places: list[tuple[Annotation, float, float]] = []

    def add(self, number: int, x: float, end: float) -> None:
        """Piece `number` of the text stands from `x` to `end`, its last gap not counted."""
        while self._waiting and self._waiting[0].reading.stop <= number:
            self._waiting.pop(0)
        if not self._waiting or number < self._waiting[0].reading.first:
            return
        known, annotated = self._waiting[0], self._places[-1:]
        if annotated and annotated[0][0] is known:
            self._places[-1] = (known, annotated[0][1], end)
        else:
            self._places.append((known, x, end))

    def places(self) -> Iterator[tuple[Annotation, float, Any]]:
        """The readings of the line: (reading, its x, the box to put it in)."""
        for found, x, end in self._places:
            inline = found.reading.box.copy_with_children([])
            inline.printkit_reading = found.reading
            for side in _SIDES:
                for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width"):
                    setattr(inline, name, 0)
            yield found, (x + end - found.width) / 2, inline


def _start(annotation: Annotation, bounds: list[int]) -> int:
    first = annotation.reading.first
    return bounds[first - 1] if first else 0
