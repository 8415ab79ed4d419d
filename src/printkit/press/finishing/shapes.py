"""What a finish covers: outlines of a drawing, the trim with its corners and holes, lines across it, or the whole page.

A shape is asked for its outlines when the size of the page is known. Outlines are in pt from the lower left corner of
the trim, y up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from ...assets.fault import AssetFault
from ...assets.paths import Outline, Segment, ellipse, moved, rectangle
from ...diagnostics import PrintkitError, error
from ...units import Length, Size

_SHARP: Final = Length(0)
_SLACK: Final = 0.002
"""How much the ratio of a drawing may differ from that of the page, as a part of it: 0.3 mm of A5."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A file with outlines, SVG or PDF, as large as the trim or as the trim with its bleed."""

    name: str
    data: bytes = field(repr=False)

    def outlines(self, trim: Size, bleed: Length) -> tuple[Outline, ...]:
        """Its outlines, scaled to the page. Raises `PrintkitError` (`bad-finish-shape`) with the file and what it holds."""
        from ...assets.outlines import read_outlines  # what reads files is loaded when there is one
        from . import page_outlines

        if self.data[:1024].lstrip().startswith(b"%PDF"):
            from . import page_outlines  # it brings the reader of PDF along

            return page_outlines.read(self.name, self.data, trim)
        try:
            drawing = read_outlines(self.name, self.data)
        except AssetFault as fault:
            raise PrintkitError([error("bad-finish-shape", fault.message, hint=fault.hint)]) from None
        left, top, width, height = drawing.box
        around = self._around(width / height, trim, bleed)
        across, down = ((side.pt + 2 * around) / of for side, of in ((trim.width, width), (trim.height, height)))
        place = (across, 0.0, 0.0, -down, -left * across - around, trim.height.pt + around + top * down)
        scale = (across * down) ** 0.5
        return tuple(Outline(moved(each.path, place), each.fill, each.stroke * scale) for each in drawing.outlines)

    def _around(self, ratio: float, trim: Size, bleed: Length) -> float:
        """How far the drawing goes past the trim, in pt: not at all, or as far as the bleed."""
        for around in (0.0, bleed.pt):
            wanted = (trim.width.pt + 2 * around) / (trim.height.pt + 2 * around)
            if abs(ratio / wanted - 1) < _SLACK:
                return around
        size = f"{trim.width.as_mm:g} × {trim.height.as_mm:g} mm"
        message = f"`{self.name}` is not as wide for its height as the page it is for, {size}"
        hint = f'give it `viewBox="0 0 {trim.width.as_mm:g} {trim.height.as_mm:g}"`, in mm of the trim'
        raise PrintkitError([error("bad-finish-shape", message, hint=hint)])


@dataclass(frozen=True, slots=True)
class InkOf:
    """All that the page paints in an ink of its layout, at full: text, paths and stencils."""

    ink: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page with its bleed."""

    def outlines(self, trim: Size, bleed: Length) -> tuple[Outline, ...]:
        """One rectangle."""
        around = bleed.pt
        whole = rectangle(-around, -around, trim.width.pt + 2 * around, trim.height.pt + 2 * around)
        return (Outline(whole, "nonzero", 0.0),)


@dataclass(frozen=True, slots=True)
class Trim:
    """The edge of the trim, its corners rounded by `corner`, with round holes: (from the left, from the top, diameter).

    `rounded` says which corners: a bound piece has none at its spine.
    """

    corner: Length = _SHARP
    rounded: Literal["all", "left", "right"] = "all"
    holes: tuple[tuple[Length, Length, Length], ...] = ()

    def outlines(self, trim: Size, _bleed: Length) -> tuple[Outline, ...]:
        """The edge, and a circle for each hole. Raises `PrintkitError` (`bad-finish-shape`) for what does not fit."""
        width, height = trim.width.pt, trim.height.pt
        if not 0 <= self.corner.pt <= min(width, height) / 2:
            message = f"corners of {self.corner} do not fit a page of {trim}"
            raise PrintkitError([error("bad-finish-shape", message, hint="choose 3mm to 10mm")])
        found = [Outline(self._edge(width, height), "", 1.0)]
        for x, y, diameter in self.holes:
            radius = diameter.pt / 2
            if not (radius > 0 and radius <= x.pt <= width - radius and radius <= y.pt <= height - radius):
                message = f"a hole of {diameter} at {x} {y} does not lie on a page of {trim}"
                raise PrintkitError([error("bad-finish-shape", message, hint="count from the left and from the top")])
            found.append(Outline(ellipse(x.pt, height - y.pt, radius, radius), "", 1.0))
        return tuple(found)

    def _edge(self, width: float, height: float) -> tuple[Segment, ...]:
        whole = rectangle(0, 0, width, height, self.corner.pt, self.corner.pt)
        if self.rounded == "all" or not self.corner.pt:
            return whole
        # The first steps go around the right side; the left one is the same seen in a mirror.
        right = (("m", (0.0, 0.0)), *whole[1:5], ("l", (0.0, height)), ("h", ()))
        return right if self.rounded == "right" else moved(right, (-1.0, 0.0, 0.0, 1.0, width, 0.0))


@dataclass(frozen=True, slots=True)
class Across:
    """A line from edge to edge, `at` from the left (upright) or from the top (level)."""

    at: Length
    way: Literal["upright", "level"] = "upright"

    def outlines(self, trim: Size, _bleed: Length) -> tuple[Outline, ...]:
        """The line. Raises `PrintkitError` (`bad-finish-shape`) if it is not on the page."""
        upright = self.way == "upright"
        if not 0 < self.at.pt < (trim.width if upright else trim.height).pt:
            message = f"a line at {self.at} is not on a page of {trim}"
            raise PrintkitError([error("bad-finish-shape", message, hint="count from the left, or from the top")])
        y = trim.height.pt - self.at.pt
        start, end = ((self.at.pt, 0.0), (self.at.pt, trim.height.pt)) if upright else ((0.0, y), (trim.width.pt, y))
        line: tuple[Segment, ...] = (("m", start), ("l", end))
        return (Outline(line, "", 1.0),)


Shape = Drawing | InkOf | Page | Trim | Across
