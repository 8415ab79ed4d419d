"""How far a text reaches: the text state, and the box of what one operator shows (ISO 32000-1, 9.3 and 9.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Matrix, Name

_LOW: Final = -0.35
_HIGH: Final = 1.1
"""em below and above the line that letters reach, at most."""
_WIDE: Final = 1.0
"""em of a letter whose width is not known."""

Widths = dict[int, float]
Fonts = dict[tuple[int, int], tuple[Widths, float]]
"""Widths by the object of their font: read once."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """The text state. Widths are by code, in em."""

    matrix: Matrix = field(default_factory=Matrix)
    line: Matrix = field(default_factory=Matrix)
    size: float = 1.0
    widths: Any = None
    double: bool = False
    vertical: bool = False
    usual: float = _WIDE
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def at(self, operator: str) -> Matrix:
        """The matrix under which a showing operator begins: `'` and `"` go to the next line first."""
        return self._next().matrix if operator in ("'", '"') else self.matrix

    def after(
        self, operator: str, operands: Sequence[Any], resources: Any, known: Fonts
    ) -> tuple[Lettering, tuple[float, float, float, float] | None]:
        """The state after an operator, and the box of what it shows in text space, if it shows anything."""
        match operator:
            case "BT":
                return replace(self, matrix=Matrix(), line=Matrix()), None
            case "Tf":
                font = resources.get(Name.Font, Dictionary()).get(operands[0])
                return self._with_font(font, float(operands[1]), known), None
            case "Tm":
                matrix = Matrix(*(float(value) for value in operands))
                return replace(self, matrix=matrix, line=matrix), None
            case "Td" | "TD":
                x, y = (float(value) for value in operands)
                return replace(self, leading=-y if operator == "TD" else self.leading)._moved(x, y), None
            case "T*":
                return self._next(), None
            case "TL":
                return replace(self, leading=float(operands[0])), None
            case "Tc":
                return replace(self, letter_space=float(operands[0])), None
            case "Tw":
                return replace(self, word_space=float(operands[0])), None
            case "Ts":
                return replace(self, rise=float(operands[0])), None
            case "Tz":
                return replace(self, stretch=float(operands[0]) / 100), None
            case "Tr":
                return replace(self, mode=int(operands[0])), None
            case "Tj" | "TJ":
                return self._shown(operands[0])
            case "'":
                return self._next()._shown(operands[0])
            case '"':
                spaced = replace(self, word_space=float(operands[0]), letter_space=float(operands[1]))
                return spaced._next()._shown(operands[2])
        return self, None

    def _with_font(self, font: Any, size: float, known: Fonts) -> Lettering:
        if not isinstance(font, Dictionary):
            return replace(self, size=size, widths=None, double=False, vertical=False)
        double = font.get(Name.Subtype) == Name.Type0
        if font.objgen not in known or font.objgen == (0, 0):
            known[font.objgen] = _widths_of(font)
        widths, usual = known[font.objgen]
        vertical = double and str(font.get(Name.Encoding, "")).endswith("V")
        return replace(self, size=size, widths=widths, double=double, vertical=vertical, usual=usual)

    def _moved(self, x: float, y: float) -> Lettering:
        line = Matrix(1, 0, 0, 1, x, y) @ self.line
        return replace(self, matrix=line, line=line)

    def _next(self) -> Lettering:
        return self._moved(0, -self.leading)

    def _shown(self, operand: Any) -> tuple[Lettering, tuple[float, float, float, float]]:
        pieces = list(operand) if isinstance(operand, pikepdf.Array) else [operand]
        advance, least, most = 0.0, 0.0, 0.0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                advance += self._advance(bytes(piece))
            else:
                advance -= float(piece) / 1000 * self.size * (1 if self.vertical else self.stretch)
            least, most = min(least, advance), max(most, advance)
        if self.vertical:
            moved = Matrix(1, 0, 0, 1, 0, -advance) @ self.matrix
            box = (-self.size, -most - self.size, self.size, -least + self.size)
        else:
            moved = Matrix(1, 0, 0, 1, advance, 0) @ self.matrix
            box = (least, _LOW * self.size + self.rise, most, _HIGH * self.size + self.rise)
        return replace(self, matrix=moved), box

    def _advance(self, text: bytes) -> float:
        step = 2 if self.double else 1
        total = 0.0
        for place in range(0, len(text), step):
            code = int.from_bytes(text[place : place + step], "big")
            width = self.usual if self.widths is None or self.vertical else self.widths.get(code, self.usual)
            space = self.word_space if code == 32 and step == 1 else 0.0
            total += (width * self.size + self.letter_space + space) * (1 if self.vertical else self.stretch)
        return total


def _widths_of(font: Dictionary) -> tuple[Widths, float]:
    """Widths by code, and that of all other codes; codes of a composite font are its CIDs (Identity)."""
    if font.get(Name.Subtype) != Name.Type0:
        first = int(font.get(Name.FirstChar, 0))
        return {first + place: float(width) / 1000 for place, width in enumerate(font.get(Name.Widths, ()))}, _WIDE
    inner = font[Name.DescendantFonts][0]
    found: Widths = {}
    entries = list(inner.get(Name.W, ()))
    place = 0
    while place + 1 < len(entries):
        first, next_one = int(entries[place]), entries[place + 1]
        if isinstance(next_one, pikepdf.Array):
            found.update((first + number, float(width) / 1000) for number, width in enumerate(next_one))
            place += 2
        else:
            found.update(dict.fromkeys(range(first, min(int(next_one), 0xFFFF) + 1), float(entries[place + 2]) / 1000))
            place += 3
    return found, float(inner.get(Name.DW, 1000)) / 1000
