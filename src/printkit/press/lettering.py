"""A line of text as a path, in the sans serif of the catalogue: what the slug line is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from ..fonts import read_catalogue
from ..resources import fonts_folder
from .outlines import Outlines, path, read_outlines

_FAMILIES: Final = ("Printkit Hei Latin", "Printkit Hei", "Printkit Song Full")
_ELLIPSIS: Final = "…"


def width(text: str, size: float) -> float:
    """How wide a text is, in the unit of its size."""
    return size * sum(outlines.advance(glyph) for outlines, glyph in _glyphs(text))


def cut(text: str, size: float, room: float) -> str:
    """As much of a text as there is room for, an ellipsis in the place of the rest."""
    if width(text, size) <= room:
        return text
    room -= width(_ELLIPSIS, size)
    while text and width(text, size) > room:
        text = text[:-1]
    return text.rstrip() + _ELLIPSIS


def lettered(text: str, x: float, y: float, size: float) -> str:
    """PDF operators that draw a text from (x, y) on, its base line level, and fill it with the colour in force."""
    parts = []
    for outlines, glyph in _glyphs(text):
        parts.append(path(outlines.contours(glyph), x, y, size))
        x += size * outlines.advance(glyph)
    return "\n".join([*filter(None, parts), "f"]) if any(parts) else ""


def named_plates(inks: Sequence[tuple[str, str]], x: float, y: float, size: float) -> str:
    """The name of every ink in that ink, so that each plate is named on itself: (name, operators that fill in it)."""
    parts = ["q"]
    for name, colour in inks:
        parts += [colour, lettered(name, x, y, size)]
        x += width(name + "  ", size)
    return "\n".join([*parts, "Q"])


def _glyphs(text: str) -> list[tuple[Outlines, int]]:
    return [_glyph(character) for character in text if character.isprintable()]


@lru_cache(maxsize=512)
def _glyph(character: str) -> tuple[Outlines, int]:
    """A glyph of the first family that has the character; a blank box where none has."""
    for file in _faces():
        outlines = read_outlines(file)
        if glyph := outlines.glyph(character):
            return outlines, glyph
    return read_outlines(_faces()[0]), 0


@lru_cache(maxsize=1)
def _faces() -> tuple[Path, ...]:
    catalogue = read_catalogue(fonts_folder())
    return tuple(next(face.file for face in catalogue.family(name).faces if face.weight == 400) for name in _FAMILIES)
