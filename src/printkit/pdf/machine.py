"""The machine that runs content streams: state, stacks, and what was painted. The operators are in rooms of their own.

An operator is a function `(machine, operands)`; what it raises for bad operands becomes a note, and the next one runs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from . import limits
from .geometry import IDENTITY, Matrix, area, common
from .lexer import FAULT, Operand, instructions
from .outline import Outline
from .painted import NOWHERE, Kind, Paint, Painted, Rectangle, Tag
from .paints import paint
from .resources import Resources
from .state import State
from .values import FAULTS


class TooComplexError(Exception):
    """A page or file holds more than is read; the text says more of what."""


@dataclass(slots=True)
class Budget:
    """How many operators are still read: of a page, and of the whole file."""

    file: int = limits.OPERATORS_OF_FILE
    page: int = limits.OPERATORS

    def spend(self, count: int) -> None:
        """Take some off.

        Raises:
            TooComplexError: there are none left.
        """
        self.page -= count
        self.file -= count
        if self.page < 0:
            raise TooComplexError(f"the page has more than {limits.OPERATORS} operators")
        if self.file < 0:
            raise TooComplexError(f"the file has more than {limits.OPERATORS_OF_FILE} operators")


@dataclass(frozen=True, slots=True)
class GroupUsed:
    """A transparency group that is painted: the family of its space, empty for none."""

    family: str
    path: tuple[str, ...]
    isolated: bool = False
    knockout: bool = False


Operator = Callable[["Machine", list[Operand]], None]


@dataclass(slots=True)
class Machine:
    """One page being read. `unit` is how many pt a unit of its user space has."""

    page: int
    unit: float
    media: Rectangle
    budget: Budget
    resources: Resources
    operators: Mapping[str, Operator]
    state: State = field(default_factory=State)
    states: list[State] = field(default_factory=list)
    base: Matrix = IDENTITY
    """The matrix on which patterns stand: that of the content stream around them."""
    outline: Outline = field(default_factory=Outline)
    text_matrix: Matrix = IDENTITY
    line_matrix: Matrix = IDENTITY
    text_clip: list[Rectangle] = field(default_factory=list)
    marks: list[tuple[Tag, bool]] = field(default_factory=list)
    """Marked content that is open, and whether it hides what it holds."""
    tags: tuple[Tag, ...] = ()
    dark: int = 0
    """How many layers around are off."""
    path: tuple[str, ...] = ()
    running: set[tuple[int, int]] = field(default_factory=set)
    """Forms and patterns that are being read, so that none is read inside itself."""
    patterns: set[object] = field(default_factory=set)
    """Pattern cells and coloured glyphs that were read: once a page is enough."""
    uncoloured: bool = False
    """Whether colours of the content do not count (ISO 32000-1, 8.7.3.3)."""
    items: list[Painted] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    groups: list[GroupUsed] = field(default_factory=list)

    def run(self, data: bytes) -> None:
        """Read a content stream; what it leaves open is closed at its end.

        Raises:
            TooComplexError: a limit is passed.
        """
        self.budget.spend(len(data) >> 6)
        saved, marked = len(self.states), len(self.marks)
        spend, find = self.budget.spend, self.operators.get
        for operator, operands in instructions(data):
            spend(1)
            action = find(operator)
            if action is None:
                self.note(operands[0] if operator == FAULT else f"there is no operator {operator[:12]!r}")
                continue
            try:
                if operator == "Q" and len(self.states) <= saved:
                    self.note("`Q` without `q`")
                elif operator == "EMC" and len(self.marks) <= marked:
                    self.note("`EMC` without a beginning")
                else:
                    action(self, operands)
            except FAULTS as why:
                self.note(f"operator `{operator[:12]}`: {type(why).__name__}")
        if len(self.states) > saved:
            self.note("`q` without `Q`")
            self.state = self.states[saved]
            del self.states[saved:]
        while len(self.marks) > marked:
            self.unmark()

    @contextmanager
    def inside(self, name: str, key: tuple[int, int], resources: Resources, state: State) -> Iterator[None]:
        """Things as they are inside a form or a pattern; afterwards all is as before."""
        before = (self.state, self.resources, self.base, self.path, self.outline, self.text_matrix, self.line_matrix)
        clip, uncoloured = self.text_clip, self.uncoloured
        self.state, self.resources, self.base = state, resources, state.ctm
        self.path, self.outline, self.text_clip = (*self.path, name), Outline(), []
        self.running.add(key)
        try:
            yield
        finally:
            self.running.discard(key)
            self.state, self.resources, self.base, self.path, self.outline, self.text_matrix, self.line_matrix = before
            self.text_clip, self.uncoloured = clip, uncoloured

    def may_enter(self, name: str, key: tuple[int, int]) -> bool:
        """Whether a form or pattern may be read here: not inside itself, nor too deep."""
        if key in self.running:
            self.note(f"`{name}` is used inside itself")
            return False
        if len(self.path) >= limits.DEPTH:
            self.note(f"`{name}` stands too deep in other forms")
            return False
        return True

    def note(self, text: str) -> None:
        """Keep a sentence about something that could not be read."""
        if len(self.notes) < limits.NOTES and text not in self.notes:
            self.notes.append(text)

    def mark(self, tag: Tag, *, hides: bool) -> None:
        """Begin marked content."""
        self.marks.append((tag, hides))
        self.dark += hides
        self.tags = (*self.tags, tag) if len(self.tags) < 64 else self.tags

    def unmark(self) -> None:
        """End marked content."""
        _, hides = self.marks.pop()
        self.dark -= hides
        self.tags = tuple(tag for tag, _ in self.marks[:64])

    def fill(self) -> Paint:
        """The current colour for filling."""
        state = self.state
        if state.fill_paint is None:
            state.fill_paint = paint(state, state.fill, self.resources.entries)
        return state.fill_paint

    def stroke(self) -> Paint:
        """The current colour for lines."""
        state = self.state
        if state.stroke_paint is None:
            state.stroke_paint = paint(state, state.stroke, self.resources.entries, stroke=True)
        return state.stroke_paint

    def seen(self, whole: Rectangle, *, hidden: str = "") -> tuple[Rectangle, Rectangle, str]:
        """(box, whole, why it is hidden) of something with the extent `whole`."""
        if not all(map(math.isfinite, whole)):
            return NOWHERE, NOWHERE, "clip"
        box = common(whole, self.state.clip) if self.state.clip else None
        if box is None or not area(self.state.clip) or (area(whole) and not area(box)):
            return (box or NOWHERE), whole, "clip"
        return box, whole, "layer" if self.dark else hidden

    def emit(
        self,
        kind: Kind,
        seen: tuple[Rectangle, Rectangle, str],
        *,
        fill: Paint | None = None,
        stroke: Paint | None = None,
        **facts: Any,
    ) -> None:
        """Keep something painted.

        Raises:
            TooComplexError: there are too many.
        """
        box, whole, hidden = seen
        if not hidden and not any(one is not None and one.alpha > 0 for one in (fill, stroke)):
            hidden = "alpha" if fill or stroke else "mode"
        if len(self.items) >= limits.ITEMS:
            raise TooComplexError(f"the page paints more than {limits.ITEMS} things")
        self.items.append(Painted(kind, self.page, box, whole, hidden, fill, stroke, self.tags, self.path, **facts))
