"""Lengths as a type: one unit inside, conversions in one place.

Inside printkit a distance on paper is a `Length`, kept in PostScript points (1 pt = 1/72 in).
WeasyPrint counts in CSS px (1 px = 1/96 in, y down); PDF counts in pt (y up).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

_PT_PER: Final = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75, "pc": 12.0}
_LENGTH: Final = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|px|pc)\s*")


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A distance on paper, in points (pt). Make one with `Length.mm(3)`, `Length.parse("3mm")`."""

    pt: float

    @classmethod
    def mm(cls, value: float) -> Length:
        """A length of `value` millimetres."""
        return cls(value * _PT_PER["mm"])

    @classmethod
    def px(cls, value: float) -> Length:
        """A length of `value` CSS pixels (1/96 in)."""
        return cls(value * _PT_PER["px"])

    @classmethod
    def parse(cls, text: str) -> Length:
        """Read `12mm`, `8.5pt`, `1in` …; the unit is required.

        Raises `ValueError` for anything else, or for a number that is not finite.
        """
        found = _LENGTH.fullmatch(text)
        if found is None:
            raise ValueError(f"`{text}` is not a length such as `3mm` or `10.5pt`")
        value = float(found[1]) * _PT_PER[found[2]]
        if not math.isfinite(value):
            raise ValueError(f"`{text}` is out of range")
        return cls(value)

    @property
    def as_mm(self) -> float:
        """This length in millimetres."""
        return self.pt / _PT_PER["mm"]

    @property
    def as_px(self) -> float:
        """This length in CSS pixels."""
        return self.pt / _PT_PER["px"]

    def __add__(self, other: Length) -> Length:
        return Length(self.pt + other.pt)

    def __sub__(self, other: Length) -> Length:
        return Length(self.pt - other.pt)

    def __mul__(self, factor: float) -> Length:
        return Length(self.pt * factor)

    def __neg__(self) -> Length:
        return Length(-self.pt)

    def __str__(self) -> str:
        """CSS text in millimetres, rounded to 1/1000 mm: `3mm`."""
        return f"{round(self.as_mm, 3):g}mm"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a piece of paper, upright as it is read."""

    width: Length
    height: Length

    @classmethod
    def parse(cls, text: str) -> Size:
        """Read a paper name (`A5`, `16K`) or two lengths (`148mm 210mm`, `148x210mm`).

        Raises `ValueError` where it is neither, naming the papers that are known.
        """
        name = text.strip().upper()
        if name in PAPERS:
            width, height = PAPERS[name]
            return cls(Length.mm(width), Length.mm(height))
        cross = re.fullmatch(r"\s*([\d.]+)\s*[x×]\s*([\d.]+)\s*(mm|cm|in|pt)\s*", text)
        if cross:
            return cls(Length.parse(cross[1] + cross[3]), Length.parse(cross[2] + cross[3]))
        parts = text.split()
        if len(parts) == 2:
            return cls(Length.parse(parts[0]), Length.parse(parts[1]))
        raise ValueError(f"`{text}` is not a size such as `148mm 210mm` or one of {', '.join(PAPERS)}")

    def __str__(self) -> str:
        return f"{self.width} {self.height}"


@dataclass(frozen=True, slots=True)
class Insets:
    """Distances from the four edges inwards."""

    top: Length
    right: Length
    bottom: Length
    left: Length

    @classmethod
    def even(cls, length: Length) -> Insets:
        """The same distance on every side."""
        return cls(length, length, length, length)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on a page. Origin top left of the trimmed page, y down, as a reader sees it."""

    x: Length
    y: Length
    width: Length
    height: Length

    @property
    def right(self) -> Length:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> Length:
        """The y of the lower edge."""
        return self.y + self.height


PAPERS: Final[dict[str, tuple[float, float]]] = {
    # ISO 216, mm
    "A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420),
    "A4": (210, 297), "A5": (148, 210), "A6": (105, 148),
    "B1": (707, 1000), "B2": (500, 707), "B3": (353, 500), "B4": (250, 353), "B5": (176, 250),
    # Sheets with room around the A sizes for bleed and marks: ISO 217
    "SRA1": (640, 900), "SRA2": (450, 640), "SRA3": (320, 450), "SRA4": (225, 320),
    # Chinese trims, with the parent sheet that they are cut from: 16K from 889×1194, the
    # `Z` ones (正度) from 787×1092.
    "16K": (210, 285), "Z16K": (185, 260), "8K": (285, 420), "Z8K": (260, 370),
    "4K": (420, 570), "Z4K": (370, 540), "Z32K": (130, 184),
}  # fmt: skip
"""Paper sizes by name, width × height in mm."""
