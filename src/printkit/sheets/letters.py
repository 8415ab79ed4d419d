"""The letters of the slugs of a whole job: each is drawn once, as a form, however many sheets bear it.

As outlines alone, the slugs of a long book would take as much of the file as its pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pikepdf
from pikepdf import Name

from ..press import lettering

Write = Callable[[str, float, float, float], str]
"""Operators for a text from a point (x, y) on, and its size, in pt."""

_SIZE: Final = 10.0
"""pt, at which the forms are drawn."""
_BOX: Final = (-_SIZE, -_SIZE, 3 * _SIZE, 2 * _SIZE)


class Letters:
    """Writes text as operators that draw forms of `drawn`, which whoever holds the text has to have as resources."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._names: dict[str, str] = {}
        self.drawn: Final = pikepdf.Dictionary()
        """The forms by name: the /XObject of the resources of every text."""

    def write(self, text: str, x: float, y: float, size: float) -> str:
        """PDF operators for a line of text from (x, y) on, in pt and in the colour in force."""
        scale = size / _SIZE
        parts = [f"q {scale:.4f} 0 0 {scale:.4f} {x:.4f} {y:.4f} cm"]
        skip = 0.0
        for letter in text:
            if name := self._name(letter):
                parts.append(f"1 0 0 1 {skip:.3f} 0 cm {name} Do" if skip else f"{name} Do")
                skip = 0.0
            skip += lettering.width(letter, _SIZE)
        return "\n".join([*parts, "Q"])

    def _name(self, letter: str) -> str:
        """The name of a letter's form; empty for a blank."""
        if letter not in self._names:
            drawing = lettering.lettered(letter, 0, 0, _SIZE)
            self._names[letter] = f"/L{len(self._names)}" if drawing else ""
            if drawing:
                self.drawn[self._names[letter]] = self._pdf.make_stream(
                    drawing.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=pikepdf.Array(_BOX)
                )
        return self._names[letter]
