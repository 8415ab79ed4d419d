"""Text on the page: how far a string goes, and the box of its ems: `show` → `Shown`."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .fonts import Face
from .geometry import Matrix, determinant, times
from .lexer import Operand
from .painted import Rectangle
from .state import State


@dataclass(slots=True)
class Shown:
    """What showing strings comes to. `box` is in text space, before text matrix and CTM."""

    box: Rectangle
    advance: tuple[float, float]
    text: str | None
    glyphs: int
    missing: int
    blank: bool
    codes: set[int]


def show(items: list[Operand], state: State, face: Face) -> Shown:
    """Strings and the numbers between them (in thousandths, as TJ has them), from the origin of text space."""
    size, stretch, vertical = state.size, state.stretch, face.vertical
    scale, spacing, word = size / 1000, state.character_spacing, state.word_spacing
    place, end = 0.0, 0.0
    low, high = math.inf, -math.inf
    glyphs = missing = 0
    words: list[str] = []
    known = face.meanings is not None
    codes: set[int] = set()
    for item in items:
        if isinstance(item, bytes):
            for glyph in face.glyphs(item):
                begin = place
                end = place + glyph.advance * scale
                low, high = min(low, begin, end), max(high, begin, end)
                place = end + (spacing + word if glyph.space else spacing)
                words.append(glyph.text)
                missing += glyph.missing
                glyphs += 1
            if face.procedures:
                codes.update(item)
        elif isinstance(item, float):
            place -= item * scale
    text = "".join(words) if known else None
    blank = not glyphs or (known and all(words) and not "".join(words).strip())
    if not glyphs:
        low = high = 0.0
    rise = state.rise
    if vertical:
        half = size / 2 * stretch
        box, advance = (-half, low + rise, half, high + rise), (0.0, place)
    else:
        box = (low * stretch, rise + face.descent * size, high * stretch, rise + face.ascent * size)
        advance = (place * stretch, 0.0)
    x0, y0, x1, y1 = box
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return Shown(box, advance, text, glyphs, missing, blank, codes)


def effective_size(state: State, matrix: Matrix, face: Face) -> float:
    """Height of the em after the whole matrix, square to the direction of the line; without horizontal scaling."""
    along = math.hypot(matrix[0], matrix[1])
    across = math.hypot(matrix[2], matrix[3])
    if face.vertical:
        return abs(state.size) * (abs(determinant(matrix)) / across if across else 0.0)
    return abs(state.size) * (abs(determinant(matrix)) / along if along else 0.0)


def moved(matrix: Matrix, x: float, y: float) -> Matrix:
    """A text matrix with its origin moved by (x, y) of text space."""
    return times((1.0, 0.0, 0.0, 1.0, x, y), matrix)
