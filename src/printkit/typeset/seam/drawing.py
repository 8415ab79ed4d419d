"""Drawing composed text: glyphs at the places that the composer gave them, one text object a line."""

from __future__ import annotations

from math import inf
from typing import Any, Final, NamedTuple

from weasyprint import draw as engine_draw
from weasyprint.formatting_structure import boxes as engine_boxes

from . import marks
from .content import Look
from .strings import Strings

_APART: Final = 1e-3
"""px; what is nearer goes on where the glyphs before it end."""

draw_text_before: Any = engine_draw.draw_text


class Segment(NamedTuple):
    """Glyphs of one look. `x` in px from the left of its text box, `rise` in px above the line's baseline.

    `strings`: the operands of a PDF's TJ, font by font; they end `beyond` px behind the segment.
    """

    look: Look
    x: float
    width: float
    rise: float
    strings: Strings
    beyond: float


class ComposedText(engine_boxes.TextBox):  # type: ignore[misc]
    """The text of a composed line, or as much of it as has the same inline boxes around. Lengths in px, y down."""

    segments: list[Segment]
    strokes: list[marks.Stroke]
    margin_top = margin_bottom = margin_left = margin_right = 0
    padding_top = padding_bottom = padding_left = padding_right = 0
    border_top_width = border_bottom_width = border_left_width = border_right_width = 0


def draw_text(stream: Any, textbox: Any, offset_x: Any, text_overflow: Any, block_ellipsis: Any) -> None:
    """Draw a text box: ours if we composed it, the engine's otherwise."""
    if not isinstance(textbox, ComposedText):
        draw_text_before(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    left, baseline = textbox.position_x, textbox.position_y + textbox.baseline
    if textbox.strokes:
        marks.draw(stream, textbox.strokes, left, baseline, over=False)
    segments = [segment for segment in textbox.segments if segment.look.visible]
    _strings(stream, [segment for segment in segments if segment.strings], left, baseline)
    if textbox.strokes:
        marks.draw(stream, textbox.strokes, left, baseline, over=True)


def _strings(stream: Any, segments: list[Segment], left: float, baseline: float) -> None:
    """The glyphs. What follows without a gap in one font is one string, so that it is copied as one."""
    if not segments:
        return
    stream.begin_text()
    colour: Any = None
    end = rise = inf
    used: Any = None
    text = ""
    for segment in segments:
        look, x = segment.look, segment.x
        recoloured = look.colour is not colour and look.colour != colour
        if recoloured or segment.rise != rise or abs(x - end) > _APART:
            if text:
                stream.show_text(text)
                text = ""
            if recoloured:
                colour = look.colour
                stream.set_color(colour)
            rise = segment.rise
            stream.set_text_matrix(1, 0, 0, -1, left + x, baseline - rise)
        end = x + segment.width + segment.beyond
        for font, string in segment.strings:
            wanted = font.bind(stream), look.face.size
            if wanted != used or not text:
                if text:
                    stream.show_text(text)
                used = wanted
                stream.set_font_size(*wanted)
                text = string
            else:
                text += string
    stream.show_text(text)
    stream.end_text()
