"""Columns as the engine knows text: one line with one box, that draws itself cell by cell.

Each cell has a text matrix of its own. Extractors that know rows alone would read across the columns, so the words
go along as `ActualText`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import Any, Final

from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.text.line_break import strut

from ....typography.vertical import Cell, Column, Posture
from ..pango import Glyph, PangoFont
from .composing import Composition

_AXIS: Final = 0.38
"""The middle of a cell above the baseline, in em: our faces rise .88 and fall .12."""
_CAPITALS: Final = 0.335
"""The middle of figures and capitals above the baseline, in em: Latin has its ink on the axis of the column."""
_TOLERANCE: Final = 0.5
"""px"""


@dataclass(frozen=True, slots=True)
class Placed:
    """Glyphs at their place: a text matrix (a, b, c, d) and an origin in px from the top right of the block."""

    style: Any
    size: float
    strings: tuple[tuple[PangoFont, str], ...]
    matrix: tuple[float, float, float, float]
    x: float
    y: float


class VerticalText(engine_boxes.TextBox):  # type: ignore[misc]
    """All columns of a block. `excess`: what does not fit, as (px, direction of `Overflow`)."""

    glyphs: tuple[Placed, ...]
    excess: tuple[tuple[float, str], ...]
    margin_top = margin_bottom = margin_left = margin_right = 0
    padding_top = padding_bottom = padding_left = padding_right = 0
    border_top_width = border_bottom_width = border_left_width = border_right_width = 0


def line_box(box: Any, block: Any, composition: Composition, position_y: float) -> Any:
    """The columns as one line of the engine, with a box for each link or anchor in them."""
    setting, em = composition.setting, composition.size / 1000
    pitch = strut(block.style)[0]
    tallest = max(column.top + column.length for column in setting.columns) * em
    line = box.copy_with_children([])
    line.position_x, line.position_y = block.content_box_x(), position_y
    line.width = block.width
    line.height = tallest if composition.height == inf else max(composition.height, tallest)
    line.baseline = line.height
    line.margin_top = line.margin_bottom = 0
    text = VerticalText(box.element_tag, box.style, box.element, setting.text)
    text.width, text.height, text.baseline = len(setting.columns) * pitch, line.height, line.height
    text.position_x, text.position_y = line.position_x + line.width - text.width, position_y
    text.excess = tuple(_excess(composition, len(setting.columns) * pitch - block.width))
    glyphs: list[Placed] = []
    linked: list[Any] = []
    for nth, column in enumerate(setting.columns):
        x, y = -(nth + 0.5) * pitch, (column.top + _drop(composition, block.style, column)) * em
        for cell in column.cells:
            glyphs += _place(composition, cell, x, y)
        linked += _linked(composition, column, text.position_x + text.width + x, position_y + y, pitch)
    text.glyphs = tuple(glyphs)
    line.children = (text, *linked)
    return line


def _excess(composition: Composition, wide: float) -> Iterator[tuple[float, str]]:
    if wide > _TOLERANCE:
        yield wide, "wide"
    if composition.setting.excess * composition.size / 1000 > _TOLERANCE:
        yield composition.setting.excess * composition.size / 1000, "high"
    elif any(column.forced for column in composition.setting.columns):
        yield composition.size, "parted"
    if composition.setting.lonely:
        yield composition.size, "lonely"
    if composition.foreign:
        yield composition.size, "foreign"


def _drop(composition: Composition, style: Any, column: Column) -> float:
    """How far a column stands below its top for `text-align`."""
    share = {"center": 0.5, "right": 1.0, "end": 1.0}.get(style["text_align_all"], 0.0)
    if not share or composition.height == inf:
        return 0.0
    return share * max(0.0, composition.height * 1000 / composition.size - column.top - column.length)


def _place(composition: Composition, cell: Cell, x: float, y: float) -> Iterator[Placed]:
    """The glyphs of a cell. `x`: the axis of its column, `y`: the column's top."""
    face, style = composition.faces[cell.piece], composition.styles[cell.piece]
    shares, posture = face.glyphs(cell.form)
    size, em = face.size, composition.size / 1000
    extent = cell.extent * em / max(1, len(shares))
    abreast = posture is Posture.ABREAST
    for nth, glyphs in enumerate(shares):
        middle = y + cell.start * em + (nth + 0.5) * extent
        width = sum(glyph.advance for glyph in glyphs) * size / 1000
        if posture is Posture.TURNED:
            axis = _CAPITALS if cell.form.posture is Posture.TURNED else _AXIS
            yield Placed(style, size, _strings(glyphs), (0, 1, 1, 0), x - axis * size, middle - width / 2)
        elif abreast and len(shares) == 1:
            scale = min(1.0, size / width)
            left = x - width * scale / 2
            yield Placed(style, size, _strings(glyphs), (scale, 0, 0, -1), left, middle + _CAPITALS * size)
        elif abreast:  # the ink of ！ and ？ is in the left halves of their cells
            left, middle = x + (nth - 1) * size / 2, y + (cell.start + cell.extent / 2) * em
            yield Placed(style, size, _strings(glyphs), (1, 0, 0, -1), left, middle + _AXIS * size)
        else:
            yield Placed(style, size, _strings(glyphs), (1, 0, 0, -1), x - width / 2, middle + _AXIS * size)


def _strings(glyphs: list[Glyph]) -> tuple[tuple[PangoFont, str], ...]:
    """Glyphs as the operands of TJ, font by font."""
    return tuple(
        (font, f"<{''.join(glyph.code for glyph in row)}>".replace("<>", ""))
        for font, row in groupby(glyphs, lambda glyph: glyph.font)
    )


def _linked(composition: Composition, column: Column, x: float, y: float, pitch: float) -> Iterator[Any]:
    """An empty box over each stretch of a column that is a link or has an anchor, where the engine looks for them."""
    em = composition.size / 1000
    for (box, *_), cells in groupby(column.cells, lambda cell: _nearest(composition.parents[cell.piece])):
        if box is None:
            continue
        stretch = list(cells)
        inline = box.copy_with_children([])
        inline.position_x, inline.position_y = x - pitch / 2, y + stretch[0].start * em
        inline.width = pitch
        inline.height = (stretch[-1].start + stretch[-1].extent - stretch[0].start) * em
        inline.baseline = 0
        for side in ("top", "right", "bottom", "left"):
            for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width"):
                setattr(inline, name, 0)
        yield inline


def _nearest(parents: tuple[Any, ...]) -> tuple[Any]:
    return (next((box for box in reversed(parents) if box.link or box.style["anchor"]), None),)


def show(stream: Any, textbox: VerticalText) -> None:
    """Draw the columns."""
    right, top = textbox.position_x + textbox.width, textbox.position_y
    words = f"feff{textbox.text.encode('utf-16-be').hex()}".encode()
    stream.begin_marked_content("Span", b"<</ActualText <" + words + b">>>")
    stream.begin_text()
    for placed in textbox.glyphs:
        if placed.style["visibility"] != "visible":
            continue
        stream.set_color(placed.style["color"])
        stream.set_text_matrix(*placed.matrix, right + placed.x, top + placed.y)
        for font, codes in placed.strings:
            stream.set_font_size(font.bind(stream), placed.size)
            stream.show_text(codes)
    stream.end_text()
    stream.end_marked_content()
