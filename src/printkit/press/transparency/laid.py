"""What lies on a page, thing over thing, as far as a flat ground under one of them has to be known.

Each painting operator gives one `Laid`: where it stands in its content stream (so that the stream can be rewritten),
its box on the page, and whether it is a flat, opaque, upright rectangle that could be the ground of what follows.
Boxes are (x0, y0, x1, y1) in pt of the page's default user space, y up, and never smaller than what is painted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import pikepdf
from pikepdf import Matrix

Box = tuple[float, float, float, float]
Kind = Literal["area", "line", "text", "picture", "stencil", "shading"]

EVERYWHERE: Final[Box] = (-1e6, -1e6, 1e6, 1e6)
_TOUCH: Final = 0.05
"""pt: things that overlap by less only touch; a ground that ends so little before its picture covers it."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in force. `process` are its CMYK (4) or RGB (3) components from 0 to 1, None for spots and patterns.

    `instructions` set it again, none where `process` says all. `family` is the space that `cs` chose.
    """

    process: tuple[float, ...] | None
    instructions: tuple[Any, ...] = ()
    family: str = ""


@dataclass(frozen=True, slots=True)
class Stream:
    """A content stream on the way: `holder` is its page, form or pattern. `tiled` is one inside a pattern."""

    holder: pikepdf.Object
    resources: pikepdf.Object
    names: tuple[str, ...] = ()
    tiled: bool = False
    within: tuple[tuple[int, int], ...] = ()
    """The keys of the streams around it."""

    def inner(self, holder: pikepdf.Stream, name: str, *, tiled: bool = False) -> Stream | None:
        """A form or tile inside; None for one that would stand in itself."""
        around = (*self.within, self.key)
        if holder.objgen in around:
            return None
        resources = holder.get(pikepdf.Name.Resources, self.resources)
        return Stream(holder, resources, (*self.names, name), self.tiled or tiled, around)

    @property
    def key(self) -> tuple[int, int]:
        """Number and generation of its object."""
        return self.holder.objgen


@dataclass(frozen=True, slots=True)
class Group:
    """A transparency group that is painted with an alpha: what it lies on is what was laid before `start`."""

    start: int
    alpha: float


@dataclass(frozen=True, slots=True)
class Laid:
    """One painted thing. `first` and `last` count the instructions of its stream: where its path begins, and it."""

    kind: Kind
    page: int
    stream: Stream
    first: int
    last: int
    box: Box
    matrix: Matrix
    fill: Colour | None = None
    stroke: Colour | None = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft: bool = False
    group: Group | None = None
    nested: bool = False
    """Inside several groups with alpha, or one whose blend or mask is not plain."""
    picture: pikepdf.Stream | None = None
    upright: bool = False
    """Whether it fills just its box."""

    @property
    def alpha(self) -> float:
        """The least alpha that it is painted with, its group's too."""
        own = [self.fill_alpha] * (self.fill is not None or self.picture is not None or self.kind == "shading")
        own += [self.stroke_alpha] * (self.stroke is not None)
        return min([*own, self.group.alpha if self.group else 1.0])

    @property
    def masked(self) -> bool:
        """Whether it is a picture with a soft mask."""
        return self.picture is not None and pikepdf.Name.SMask in self.picture

    @property
    def transparent(self) -> bool:
        """Whether anything of what lies under it shines through."""
        return self.alpha < 1 or self.soft or self.nested or self.masked or self.blend not in ("Normal", "Compatible")


def ground(under: list[Laid], box: Box) -> tuple[float, ...] | None:
    """The one flat colour below a box: that of the last rectangle that covers it, `()` for bare paper.

    None where something else lies there, or only in a part.
    """
    for laid in reversed(under):
        if not meet(laid.box, box):
            continue
        if laid.upright and not laid.transparent and laid.stroke is None and laid.fill and covers(laid.box, box):
            return laid.fill.process
        return None
    return ()


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap, by more than a touch."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > _TOUCH
        and min(one[3], other[3]) - max(one[1], other[1]) > _TOUCH
    )


def covers(one: Box, other: Box) -> bool:
    """Whether the second box lies in the first."""
    return (
        one[0] <= other[0] + _TOUCH
        and one[1] <= other[1] + _TOUCH
        and one[2] >= other[2] - _TOUCH
        and one[3] >= other[3] - _TOUCH
    )


def common(one: Box, other: Box) -> Box:
    """What two boxes share; of no extent where they do not meet."""
    x0, y0 = max(one[0], other[0]), max(one[1], other[1])
    return (x0, y0, max(x0, min(one[2], other[2])), max(y0, min(one[3], other[3])))


def box_of(points: list[tuple[float, float]], matrix: Matrix) -> Box:
    """The box around points under a matrix."""
    moved = [matrix.transform(point) for point in points]
    across, up = [float(x) for x, _y in moved], [float(y) for _x, y in moved]
    return (min(across), min(up), max(across), max(up))
