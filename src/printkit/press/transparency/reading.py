"""A page read into the things that lie on it: one `Laid` for each painting operator, forms and patterns included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Matrix, Name

from ...pdf.spaces import space
from .laid import EVERYWHERE, Box, Colour, Group, Kind, Laid, Stream, box_of, common
from .lettering import Fonts, Lettering

_DEEPEST: Final = 24
_MOST: Final = 1_000_000
_MOST_STREAMS: Final = 20_000
"""Walks into forms on one page: a few that stand in each other twice each would take for ever."""
_BLACK: Final = Colour((0.0, 0.0, 0.0, 1.0))
_UNIT: Final = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
_PATHS: Final = {"f": "f", "F": "f", "f*": "f", "B": "b", "B*": "b", "b": "b", "b*": "b", "S": "s", "s": "s", "n": ""}


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix
    clip: Box = EVERYWHERE
    clip_is_box: bool = True
    fill: Colour = _BLACK
    stroke: Colour = _BLACK
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft: bool = False
    line_width: float = 1.0
    group: Group | None = None
    nested: bool = False
    lettering: Lettering = field(default_factory=Lettering)


class Page:
    """The things of one page in the order of painting, and the instructions of every content stream on it."""

    def __init__(self, page: pikepdf.Page, number: int, fonts: Fonts) -> None:
        self.number = number
        self.laid: list[Laid] = []
        self.instructions: dict[tuple[int, int], list[Any]] = {}
        self.visits: dict[tuple[int, int], int] = {}
        self.fonts = fonts
        self._walked = 0
        resources = page.obj.get(Name.Resources, Dictionary())
        media = [float(value) for value in page.mediabox]
        box = (min(media[::2]), min(media[1::2]), max(media[::2]), max(media[1::2]))
        self._walk(Stream(page.obj, resources), _State(Matrix(), clip=box), 0)

    def _walk(self, stream: Stream, state: _State, depth: int) -> None:
        self._walked += 1
        if depth > _DEEPEST or len(self.laid) > _MOST or self._walked > _MOST_STREAMS:
            return
        self.visits[stream.key] = self.visits.get(stream.key, 0) + 1
        if stream.key not in self.instructions:
            try:
                self.instructions[stream.key] = list(pikepdf.parse_content_stream(stream.holder))
            except pikepdf.PdfError:
                self.instructions[stream.key] = []
        _Walk(self, stream, state, depth).run(self.instructions[stream.key])

    def tile(self, pattern: Any, outer: Stream, name: str, base: Matrix, depth: int) -> None:
        """Walk a tile where it becomes the colour, once; it hangs on the space in which its stream began."""
        if not isinstance(pattern, pikepdf.Stream) or pattern.objgen in self.visits:
            return
        if (stream := outer.inner(pattern, name, tiled=True)) is not None:
            self._walk(stream, _State(_matrix(pattern.get(Name.Matrix)) @ base), depth + 1)

    def enter(self, form: pikepdf.Stream, outer: Stream, name: str, state: _State, depth: int) -> None:
        """Walk a form where it is painted. A group begins with plain paint; its alpha goes over all of it."""
        matrix = _matrix(form.get(Name.Matrix)) @ state.matrix
        clip, is_box = state.clip, state.clip_is_box
        bounds = [float(value) for value in form.get(Name.BBox, ())]
        if len(bounds) == 4:
            x0, y0, x1, y1 = bounds
            clip = common(clip, box_of([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], matrix))
            is_box = is_box and _upright(matrix)
        # The names of colour spaces are those of the stream outside: inside, a colour is known by its inks alone.
        fill, stroke = Colour(state.fill.process), Colour(state.stroke.process)
        inner = replace(state, matrix=matrix, clip=clip, clip_is_box=is_box, fill=fill, stroke=stroke)
        if Name.Group in form and (state.fill_alpha < 1 or state.soft or state.blend not in ("Normal", "Compatible")):
            inner = replace(
                inner,
                fill_alpha=1.0,
                stroke_alpha=1.0,
                group=state.group or Group(len(self.laid), state.fill_alpha),
                nested=state.nested or state.group is not None or state.soft or state.blend != "Normal",
                soft=False,
                blend="Normal",
            )
        if (stream := outer.inner(form, name)) is not None:
            self._walk(stream, inner, depth + 1)


class _Walk:
    """One content stream."""

    def __init__(self, page: Page, stream: Stream, state: _State, depth: int) -> None:
        self._page, self._stream, self._depth = page, stream, depth
        self._state, self._base = state, state.matrix
        self._kept: list[_State] = []
        self._points: list[tuple[float, float]] = []
        self._first: int | None = None
        self._single = True
        """Whether the path is one rectangle so far."""
        self._clips = False

    def run(self, instructions: Sequence[Any]) -> None:
        for place, instruction in enumerate(instructions):
            operands = instruction.operands if hasattr(instruction, "operands") else ()
            try:
                self._do(str(instruction.operator), list(operands), instruction, place)
            except (ArithmeticError, LookupError, TypeError, ValueError):
                continue  # an operator with the wrong operands paints nothing

    def _do(self, operator: str, operands: list[Any], instruction: Any, place: int) -> None:
        state = self._state
        match operator:
            case "q":
                self._kept.append(state)
            case "Q":
                self._state = self._kept.pop() if self._kept else state
            case "cm":
                self._state = replace(state, matrix=_matrix(operands) @ state.matrix)
            case "w":
                self._state = replace(state, line_width=float(operands[0]))
            case "gs":
                self._gs(self._resource(Name.ExtGState, operands[0]))
            case "m" | "l" | "c" | "v" | "y" | "re" | "h":
                self._build(operator, [float(value) for value in operands], place)
            case "W" | "W*":
                self._clips = True
            case "Do":
                self._object(operands[0], place)
            case "sh":
                self._lay("shading", place, place, state.clip)
            case "INLINE IMAGE":
                self._lay("stencil", place, place, box_of(_UNIT, state.matrix), fill=Colour(None))
            case _ if operator in _PATHS:
                self._paint(_PATHS[operator], place)
            case _ if operator in ("k", "rg", "g", "sc", "scn", "cs", "K", "RG", "G", "SC", "SCN", "CS"):
                self._colour(operator, operands, instruction)
            case _:
                self._letter(operator, operands, place)

    # ------------------------------------------------------------ state

    def _resource(self, kind: Name, name: Any) -> Any:
        return self._stream.resources.get(kind, Dictionary()).get(name)

    def _gs(self, found: Any) -> None:
        if not isinstance(found, Dictionary):
            return
        state = self._state
        blend = found.get(Name.BM, Name("/" + state.blend))
        if isinstance(blend, pikepdf.Array):
            blend = blend[0] if len(blend) else Name.Normal
        mask = found.get(Name.SMask)
        self._state = replace(
            state,
            fill_alpha=float(found.get(Name.ca, state.fill_alpha)),
            stroke_alpha=float(found.get(Name.CA, state.stroke_alpha)),
            line_width=float(found.get(Name.LW, state.line_width)),
            blend=str(blend).removeprefix("/"),
            soft=state.soft if mask is None else mask != Name.None_,
        )

    def _colour(self, operator: str, operands: list[Any], instruction: Any) -> None:
        fills, word = operator.islower(), operator.lower()
        before = self._state.fill if fills else self._state.stroke
        if word == "cs":
            found = space(operands[0], self._stream.resources)
            colour = Colour(_process(found.family, found.default), (instruction,), found.family)
        elif word in ("sc", "scn"):
            numbers = [] if any(isinstance(one, Name) for one in operands) else [float(one) for one in operands]
            chosen = before.instructions[:1] if before.family else ()
            if operands and isinstance(operands[-1], Name):
                pattern = self._resource(Name.Pattern, operands[-1])
                self._page.tile(pattern, self._stream, str(operands[-1]), self._base, self._depth)
            colour = Colour(_process(before.family, numbers), (*chosen, instruction), before.family)
        else:
            family = {"k": "DeviceCMYK", "rg": "DeviceRGB", "g": "DeviceGray"}[word]
            colour = Colour(_process(family, [float(one) for one in operands]), (instruction,))
        self._state = replace(self._state, fill=colour) if fills else replace(self._state, stroke=colour)

    # ------------------------------------------------------------ painting

    def _lay(self, kind: Kind, first: int, last: int, box: Box, **more: Any) -> None:
        state = self._state
        seen = common(box, state.clip)
        if seen[2] <= seen[0] or seen[3] <= seen[1]:
            return
        more["upright"] = more.get("upright", False) and state.clip_is_box and not self._stream.tiled
        self._page.laid.append(
            Laid(
                kind, self._page.number, self._stream, first, last, seen, state.matrix,
                fill_alpha=state.fill_alpha, stroke_alpha=state.stroke_alpha, blend=state.blend, soft=state.soft,
                group=state.group, nested=state.nested or (state.group is not None and state.fill_alpha < 1), **more,
            )
        )  # fmt: skip

    def _build(self, operator: str, numbers: list[float], place: int) -> None:
        if self._first is None:
            self._first, self._points, self._single = place, [], True
        if operator == "re":
            x, y, width, height = numbers
            self._single = self._single and not self._points
            self._points += [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        elif operator != "h":
            self._single = self._single and operator in "ml" and (operator == "l" or not self._points)
            self._points += list(zip(numbers[::2], numbers[1::2], strict=True))

    def _paint(self, manner: str, place: int) -> None:
        state, points, first = self._state, self._points, self._first
        self._first, self._points = None, []
        if points and first is not None:
            box = box_of(points, state.matrix)
            upright = self._single and _rectangle(points) and _upright(state.matrix)
            if manner:
                reach = state.line_width * _scale(state.matrix) * 5 if manner in "sb" else 0  # a mitre reaches further
                wide = (box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach)
                self._lay(
                    "line" if manner == "s" else "area", first, place, wide, upright=upright,
                    fill=state.fill if manner in "fb" else None, stroke=state.stroke if manner in "sb" else None,
                )  # fmt: skip
            if self._clips:
                is_box = state.clip_is_box and upright
                self._state = replace(state, clip=common(state.clip, box), clip_is_box=is_box)
        self._clips = False

    def _object(self, name: Any, place: int) -> None:
        found, state = self._resource(Name.XObject, name), self._state
        if not isinstance(found, pikepdf.Stream):
            return
        if found.get(Name.Subtype) == Name.Form:
            self._page.enter(found, self._stream, str(name), state, self._depth)
        elif found.get(Name.ImageMask, False):
            self._lay("stencil", place, place, box_of(_UNIT, state.matrix), fill=state.fill)
        else:
            self._lay("picture", place, place, box_of(_UNIT, state.matrix), picture=found)

    def _letter(self, operator: str, operands: list[Any], place: int) -> None:
        state = self._state
        lettering, box = state.lettering.after(operator, operands, self._stream.resources, self._page.fonts)
        self._state = replace(state, lettering=lettering)
        if box is None or lettering.mode in (3, 7):
            return
        matrix, (x0, y0, x1, y1) = state.lettering.at(operator), box
        around = box_of([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], matrix @ state.matrix)
        mode = lettering.mode % 4
        self._lay(
            "text", place, place, around,
            fill=state.fill if mode in (0, 2) else None, stroke=state.stroke if mode in (1, 2) else None,
        )  # fmt: skip


def _process(family: str, numbers: Sequence[float]) -> tuple[float, ...] | None:
    values = tuple(min(1.0, max(0.0, value)) for value in numbers)
    if family == "DeviceGray" and len(values) == 1:
        return (0.0, 0.0, 0.0, 1 - values[0])
    if (family, len(values)) in (("DeviceCMYK", 4), ("DeviceRGB", 3)):
        return values
    return None


def _rectangle(points: list[tuple[float, float]]) -> bool:
    """Whether a path of lines goes around an upright rectangle once."""
    if len(points) == 5 and points[0] == points[4]:
        points = points[:4]
    if len(points) != 4:
        return False
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    return (ay == by and bx == cx and cy == dy and dx == ax) or (ax == bx and by == cy and cx == dx and dy == ay)


def _upright(matrix: Matrix) -> bool:
    return (abs(matrix.b) < 1e-6 and abs(matrix.c) < 1e-6) or (abs(matrix.a) < 1e-6 and abs(matrix.d) < 1e-6)


def _scale(matrix: Matrix) -> float:
    return max(hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d))


def _matrix(numbers: Any) -> Matrix:
    values = [float(number) for number in numbers] if numbers is not None else []
    return Matrix(*values) if len(values) == 6 else Matrix()
