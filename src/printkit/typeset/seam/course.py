"""The lines of one block, one after the other as the engine asks for them on a page.

Which measure a line has is known when it is reached: floats may be anchored in the text, and on the next page other
floats stand, or none. From there on the text is then fitted anew; lines that stand already stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from weasyprint.layout.block import remove_placeholders
from weasyprint.layout.percent import percentage

from ...typography.balance import balance
from ...typography.faults import Fault, faults
from ...typography.paragraph import Line
from .alignment import strut_of
from .composition import Composition, Fitted
from .floats import Room, lay_out, rooms
from .placing import place

_ENDLESS: Final = 1e7


class Course:
    """The lines of the line box `box` in `block`. Lengths in px."""

    def __init__(
        self, context: Any, box: Any, block: Any, composition: Composition, out_of_flow: tuple[Any, Any]
    ) -> None:
        self.context, self.box, self.block, self.composition = context, box, block, composition
        self.out_of_flow = out_of_flow
        self.pitch, self.baseline = strut_of(block.style)
        style = block.style
        self.indent = float(percentage(style["text_indent"], style, block.width))
        self.rooms: list[Room] = []
        self.lines: list[Line] = []
        self.faults: dict[int, list[Fault]] = {}
        """What could not be set well, by the index of its line."""

    def set(self, start: int, y: float, bottom_space: Any) -> Iterator[tuple[Any, Any]]:
        """The lines from the one with the index `start` on, the first at `y`: (line, where to go on)."""
        waiting = list(self.composition.floats())
        if start:
            self._take_up(start, y)
            before = self.lines[start].first
            waiting = [(atom, box) for atom, box in waiting if atom > before or (atom == before and before)]
        floats = list[Any]()
        if not start:
            while waiting and waiting[0][0] == 0:
                floats.append(self._float(waiting.pop(0)[1], y, bottom_space))
            self._fit(0, y)
        index, later = start, list[Any]()
        while index < len(self.lines):
            floats += [self._float(box, y, bottom_space) for box in later]
            if later:
                self._fit(index, y)
            later = []
            while waiting and self._is_in(waiting[0][0], index):
                atom, box = waiting.pop(0)
                laid_out = None if later else self._beside(box, atom, index, y, bottom_space)
                if laid_out is None:
                    later.append(box)
                else:
                    floats.append(laid_out)
            line = self._line(index, y)
            y = line.position_y + line.height
            index += 1
            if index == len(self.lines):
                floats += [self._float(box, y, bottom_space) for box in later]
            line.children = (*line.children, *floats)
            if index - 1 in self.faults:
                line.printkit_faults = self.faults[index - 1]
            floats = []
            yield line, ({index: None} if index < len(self.lines) else None)

    def _line(self, index: int, y: float) -> Any:
        room = self.rooms[index] if index < len(self.rooms) else Room(0, self.block.width)
        indent = 0 if index else self.indent
        opening = self.composition.opening if index == 0 else None
        return place(
            self.box, self.block, opening or self.composition, self.lines, index, room.x + indent, room.width - indent,
            y + room.drop, self.pitch, self.baseline, *self.out_of_flow,
        )  # fmt: skip

    def _beside(self, box: Any, atom: int, index: int, y: float, bottom_space: Any) -> Any:
        """Lay a float out beside the line of its anchor; None if that sends the anchor to another line."""
        before = self.lines, self.faults, self.rooms
        laid_out = self._float(box, y, bottom_space)
        self._fit(index, y)
        if self._is_in(atom, index):
            return laid_out
        remove_placeholders(self.context, [laid_out], *self.out_of_flow)
        self.lines, self.faults, self.rooms = before
        self._remember()
        return None

    def _is_in(self, atom: int, index: int) -> bool:
        return index + 1 == len(self.lines) or atom < self.lines[index].last

    def _float(self, floated: Any, y: float, bottom_space: Any) -> Any:
        return lay_out(self.context, floated, self.block, y, *self.out_of_flow, bottom_space)

    def _take_up(self, start: int, y: float) -> None:
        """Go on overleaf with the line `start`."""
        composition, *known = self.box.__dict__.get("printkit_course", (None,))
        if composition is self.composition:
            self.lines, self.faults, self.rooms = known
        else:  # nothing stood beside it; or its text has changed, by the number of a page
            self._refit(0)
        if start < len(self.lines):
            self._fit(start, y)

    def _fit(self, index: int, y: float) -> None:
        """Fit the text from line `index` on to the room that there is from `y` on."""
        now = rooms(self.context, self.box, self.block, y, self.pitch)
        before = [room.width for room in self.rooms[index:]]
        whole = Room(0, self.block.width)
        self.rooms = [*self.rooms[:index], *[whole] * (index - len(self.rooms)), *now]
        if not index:
            self._refit(0)
        elif before != [room.width for room in now]:
            line = self.lines[index]
            self._refit(index, (line.first, line.head))
        self._remember()

    def _remember(self) -> None:
        """Keep the lines for the next page where floats have shaped them; all others are found again."""
        self.box.__dict__.pop("printkit_course", None)
        if self.rooms:
            self.box.printkit_course = (self.composition, self.lines, self.faults, self.rooms)

    def _refit(self, index: int, start: tuple[int, int] = (0, 0)) -> None:
        """Fit the lines from line `index` on, which begins with the atom and the letter `start`."""
        opening = self.composition.opening
        self.lines = self.lines[:index]
        self.faults = {line: found for line, found in self.faults.items() if line < index}
        if not index and opening is not None:
            (first, *_), found = _fitted(opening, self.block, self.rooms, self.indent, start)
            self.lines = [first]
            self.faults = {line: kept for line, kept in found.items() if line == 0}
            if first.last >= len(opening.paragraph.atoms):
                return
            index, start = 1, (first.last, first.tail)
        lines, found = _fitted(self.composition, self.block, self.rooms[index:], 0 if index else self.indent, start)
        self.lines = [*self.lines, *lines] if index else lines
        self.faults |= {line + index: kept for line, kept in found.items()}


def _fitted(composition: Composition, block: Any, beside: list[Room], indent: float, start: tuple[int, int]) -> Fitted:
    """The lines for the block's width, found once."""
    style = block.style
    justify = style["text_align_all"] == "justify"
    scale = 1000 / composition.size
    unbroken = composition.content.unbroken
    width = _ENDLESS if unbroken else block.width * scale
    widths = () if unbroken else tuple(room.width for room in beside)
    balanced = block.element is not None and "data-balance" in block.element.attrib
    key = (round(width), round(indent, 3), justify, widths, balanced, start)
    fitted = composition.fitted.get(key)
    if fitted is None:
        paragraph, indent_em, firsts = composition.paragraph, indent * scale, [w * scale for w in widths]
        if balanced and not widths and start == (0, 0) and composition.can_balance:
            lines, justify = balance(paragraph, width, hints=composition.hints, indent=indent_em), False
        else:
            lines = paragraph.fit(width, indent=indent_em, justify=justify, first_measures=firsts, start=start)
        found: dict[int, list[Fault]] = {}
        for fault in faults(paragraph, lines, width, indent=indent_em, justify=justify, first_measures=firsts):
            found.setdefault(fault.line, []).append(fault)
        fitted = composition.fitted[key] = Fitted(lines, found)
    return fitted
