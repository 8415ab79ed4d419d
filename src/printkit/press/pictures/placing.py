"""Where each picture of a PDF stands, and how large: content streams are walked with their matrices.

Forms and tiling patterns are walked too, as deep as they stand in each other, and the groups of soft masks. A picture
has one placement for each distinct matrix under which a page paints it. Unit: points of the paper (1/72 inch), so
the page's UserUnit is in them. ISO 32000-1, 8.3 and 8.9.5.1 (a picture fills the unit square of its matrix).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any, Final

import pikepdf
from pikepdf import Matrix, Name

ObjectId = tuple[int, int]

_DEEPEST: Final = 24
_OPERATORS: Final = "q Q cm Do gs scn SCN"


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture on a page. `page` counts from 0; `matrix` takes the unit square to the page's default user space."""

    picture: ObjectId
    page: int
    matrix: Matrix

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pt, along the picture's own sides however it is turned."""
        matrix = self.matrix
        return hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)


def placements(pdf: pikepdf.Pdf) -> tuple[Placement, ...]:
    """Every placement of every picture, page by page. A content stream that cannot be read shows none."""
    found: list[Placement] = []
    pictured: dict[ObjectId, bool] = {}
    for number, page in enumerate(pdf.pages):
        resources = page.obj.get(Name.Resources)
        if resources is None or not _has_pictures(resources, pictured, 0):
            continue
        unit = float(page.obj.get(Name.UserUnit, 1) or 1)
        walk = _Walk(number, pictured)
        found += walk.stream(page, resources, Matrix().scaled(unit, unit), 0)
    return tuple(found)


class _Walk:
    """One page. What was walked under a matrix is not walked under the same again: forms may stand in themselves."""

    def __init__(self, page: int, pictured: dict[ObjectId, bool]) -> None:
        self._page = page
        self._pictured = pictured
        self._seen: set[tuple[ObjectId, tuple[float, ...]]] = set()

    def stream(self, content: Any, resources: Any, base: Matrix, depth: int) -> Iterator[Placement]:
        if depth > _DEEPEST or not _has_pictures(resources, self._pictured, depth):
            return
        xobjects = _part(resources, Name.XObject)
        states, patterns = _part(resources, Name.ExtGState), _part(resources, Name.Pattern)
        current, kept = base, []
        for operands, operator in _instructions(content):
            match str(operator):
                case "q":
                    kept.append(current)
                case "Q":
                    current = kept.pop() if kept else base
                case "cm":
                    if (matrix := _matrix(operands)) is not None:
                        current = matrix @ current
                case "Do":
                    yield from self._object(xobjects.get(operands[0]) if operands else None, resources, current, depth)
                case "gs":
                    mask = _part(states.get(operands[0]) if operands else None, Name.SMask)
                    yield from self._object(mask.get(Name.G), resources, current, depth)
                case "scn" | "SCN":
                    # A pattern hangs on the space in which its stream begins, not on the one where it paints.
                    name = operands[-1] if operands else None
                    yield from self._object(
                        patterns.get(name) if isinstance(name, Name) else None, resources, base, depth
                    )

    def _object(self, found: Any, resources: Any, current: Matrix, depth: int) -> Iterator[Placement]:
        if not isinstance(found, pikepdf.Stream):
            return
        if found.get(Name.Subtype) == Name.Form or Name.PatternType in found:
            yield from self._inner(found, resources, current, depth)
        elif found.get(Name.Subtype) == Name.Image and self._is_new(found, current):
            yield Placement(found.objgen, self._page, current)

    def _inner(self, form: pikepdf.Stream, outer: Any, current: Matrix, depth: int) -> Iterator[Placement]:
        matrix = _matrix(form.get(Name.Matrix, ()))
        inside = current if matrix is None else matrix @ current
        if self._is_new(form, inside):
            yield from self.stream(form, form.get(Name.Resources, outer), inside, depth + 1)

    def _is_new(self, stream: pikepdf.Stream, matrix: Matrix) -> bool:
        key = stream.objgen, tuple(round(value, 3) for value in matrix.shorthand)
        new = key not in self._seen
        self._seen.add(key)
        return new


def _instructions(content: Any) -> Any:
    try:
        return pikepdf.parse_content_stream(content, _OPERATORS)
    except pikepdf.PdfError:
        return ()


def _has_pictures(resources: Any, known: dict[ObjectId, bool], depth: int) -> bool:
    """Whether a picture can be reached from these resources at all: most pages have none, and need no walk."""
    if depth > _DEEPEST:
        return False
    masks = [_part(state, Name.SMask).get(Name.G) for state in _part(resources, Name.ExtGState).values()]
    streams = [*_part(resources, Name.XObject).values(), *_part(resources, Name.Pattern).values(), *masks]
    for stream in streams:
        if not isinstance(stream, pikepdf.Stream):
            continue
        if stream.objgen not in known:
            known[stream.objgen] = False  # while it is looked at: forms may stand in themselves
            inner = stream.get(Name.Resources)
            known[stream.objgen] = stream.get(Name.Subtype) == Name.Image or (
                inner is not None and _has_pictures(inner, known, depth + 1)
            )
        if known[stream.objgen]:
            return True
    return False


def _part(holder: Any, key: Name) -> Any:
    """A dictionary in a dictionary, empty where there is none."""
    found = holder.get(key) if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream) else None
    return found if isinstance(found, pikepdf.Dictionary) else pikepdf.Dictionary()


def _matrix(numbers: Any) -> Matrix | None:
    try:
        a, b, c, d, e, f = (float(number) for number in numbers)
    except (TypeError, ValueError):
        return None
    return Matrix(a, b, c, d, e, f)
