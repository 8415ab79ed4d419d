"""What stands on the pages of a PDF: every glyph with its origin, its em and its advance, read with pdfium.

Lengths are in points, the origin is the top left of the trimmed page, y goes down, a glyph's y is its baseline.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from typing import Any, Final, NamedTuple

from .structure import Element, elements

_HYPHENS: Final = (0x02, 0xFFFE)
"""What pdfium makes of a hyphen at a line's end."""
_LONG: Final = "—…⋯⸺"
"""Signs of the marks that are two em long."""
_LONGEST_NAME: Final = 256


class Glyph(NamedTuple):
    """One character as it was drawn. `em` and `advance` in points; `stroke`: the number of its text object."""

    text: str
    x: float
    y: float
    em: float
    advance: float
    font: int
    stroke: int
    element: Element | None

    @property
    def end(self) -> float:
        """Where the next glyph stands if nothing is between."""
        return self.x + self.advance


@dataclass(slots=True)
class Font:
    """A font as the file holds it. `blank`: the advance of its space in em, 0 where it has none."""

    name: str
    embedded: bool
    blank: float
    characters: int = 0
    unmapped: int = 0
    """How many of its characters have no Unicode that means them."""
    first: tuple[int, Glyph] | None = None
    """Where it first occurs, as (page, glyph)."""
    first_unmapped: tuple[int, Glyph] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The glyphs of one page in the order of its content, upright text alone."""

    number: int
    glyphs: list[Glyph]


def read(pdf: bytes | Path) -> tuple[list[Sheet], list[Font]]:
    """The pages and the fonts of a PDF. Raises `ValueError` for what pdfium cannot open."""
    import pypdfium2

    try:
        document: Any = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as problem:
        raise ValueError(f"not a PDF that can be read: {problem}") from None
    try:
        reader = _Reader()
        return [Sheet(n + 1, _parted(reader.page(document[n], n + 1))) for n in range(len(document))], reader.fonts
    finally:
        document.close()


def _parted(found: Iterable[tuple[Glyph, float]]) -> list[Glyph]:
    """Glyphs of a page; of a ligature, whose letters share one origin, the last has the advance of the whole.

    That of a mark is an em for each of its signs, whatever the file says: a gap may lie in the width of a glyph.
    """
    glyphs: list[Glyph] = []
    signs = 1
    for glyph, loose in found:
        before = glyphs[-1] if glyphs else None
        if before is not None and before.stroke == glyph.stroke and (before.x, before.y) == (glyph.x, glyph.y):
            signs += 1
            glyphs[-1] = before._replace(advance=0.0)
            glyphs.append(glyph._replace(advance=signs * glyph.em if glyph.text in _LONG else loose))
        else:
            signs = 1
            glyphs.append(glyph)
    return glyphs


class _Reader:
    """Fonts are known by name: pdfium makes a new handle of the same font on every page."""

    def __init__(self) -> None:
        self.fonts: list[Font] = []
        self._numbers: dict[str, int] = {}
        self._advances: dict[tuple[int, int], float] = {}

    def page(self, page: Any, number: int) -> Iterator[tuple[Glyph, float]]:
        """The glyphs of a page, each with its box's width."""
        import pypdfium2.raw as pdfium

        left, top = _corner(pdfium, page)
        tags = elements(page, number)
        order = _objects(pdfium, page)
        text = pdfium.FPDFText_LoadPage(page)
        x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        handles: dict[int, tuple[int, Any, int, Element | None]] = {}
        last: tuple[int, Glyph] | None = None
        for index in range(pdfium.FPDFText_CountChars(text)):
            if pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue  # a blank or line end that pdfium adds for those who copy
            thing = pdfium.FPDFText_GetTextObject(text, index)
            if not thing:
                continue
            key = ctypes.cast(thing, ctypes.c_void_p).value or 0
            if key not in handles:
                font = pdfium.FPDFTextObj_GetFont(thing)
                element = tags.get(pdfium.FPDFPageObj_GetMarkedContentID(thing)) if tags else None
                handles[key] = (len(handles), font, self._font(pdfium, font), element)
            stroke, handle, font_number, element = handles[key]
            code = pdfium.FPDFText_GetUnicode(text, index)
            if code in _HYPHENS or pdfium.FPDFText_IsHyphen(text, index) == 1:
                code = 0x2D
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            font_info = self.fonts[font_number]
            font_info.characters += 1
            em = pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.a, matrix.b)
            if em <= 0:
                continue
            advance = self._advance(pdfium, handle, font_number, code) * em or box.right - x.value
            glyph = Glyph(
                chr(code) if code else "\ufffd",
                x.value - left, top - y.value, em, advance, font_number, stroke, element,
            )  # fmt: skip
            font_info.first = font_info.first or (number, glyph)
            if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 or meaningless(code):
                font_info.unmapped += 1
                font_info.first_unmapped = font_info.first_unmapped or (number, glyph)
            if abs(matrix.b) < 1e-3 * em and matrix.a > 0:
                if last is not None and last[0] != key and _blank_between(pdfium, text, order, last[0], key):
                    yield last[1]._replace(text=" ", x=last[1].end, advance=0.0), 0.0
                last = key, glyph
                yield glyph, box.right - x.value
        pdfium.FPDFText_ClosePage(text)

    def _font(self, pdfium: Any, handle: Any) -> int:
        buffer = ctypes.create_string_buffer(_LONGEST_NAME)
        pdfium.FPDFFont_GetBaseFontName(handle, buffer, _LONGEST_NAME)
        name = buffer.value.decode("utf-8", "replace")
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.fonts)
            self.fonts.append(Font(name, pdfium.FPDFFont_GetIsEmbedded(handle) == 1, 0))
            self.fonts[number].blank = self._advance(pdfium, handle, number, 0x20)
        return number

    def _advance(self, pdfium: Any, handle: Any, number: int, code: int) -> float:
        """The advance of a character in em, by the width that the file gives the last code for it.

        A file of ours has further codes before that, with widths into which a gap has been put.
        """
        key = (number, code)
        known = self._advances.get(key)
        if known is None:
            width = ctypes.c_float()
            done = pdfium.FPDFFont_GetGlyphWidth(handle, code, 1.0, width)
            known = self._advances[key] = width.value if done else 0.0
        return known


def _objects(pdfium: Any, page: Any) -> tuple[list[Any], dict[int, int]]:
    """The objects of a page in their order, and where each stands in it by its address."""
    things = [pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page))]
    return things, {ctypes.cast(thing, ctypes.c_void_p).value or 0: index for index, thing in enumerate(things)}


def _blank_between(pdfium: Any, text: Any, order: tuple[list[Any], dict[int, int]], before: int, after: int) -> bool:
    """Whether a text object of nothing but blanks stands between two others: pdfium gives no characters of it."""
    things, places = order
    if before not in places or after not in places:
        return False
    between = things[places[before] + 1 : places[after]]
    return any(
        pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT
        and pdfium.FPDFTextObj_GetText(thing, text, None, 0) <= 2
        for thing in between
    )


def meaningless(code: int) -> bool:
    """Whether a Unicode says nothing of the character: none, the replacement, private use, a Kangxi radical."""
    return code in (0, 0xFFFD) or 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or 0x2F00 <= code <= 0x2FDF


def _corner(pdfium: Any, page: Any) -> tuple[float, float]:
    """The top left of the trimmed page in the PDF's own coordinates."""
    sides = [ctypes.c_float() for _ in range(4)]
    for box in (pdfium.FPDFPage_GetTrimBox, pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if box(page, *sides):
            left, _bottom, _right, top = sides
            return left.value, top.value
    return 0.0, pdfium.FPDF_GetPageHeightF(page)
