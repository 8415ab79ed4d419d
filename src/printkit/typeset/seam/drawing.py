"""Drawing composed text: glyphs at the places that the composer gave them, one text object a line."""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint import draw as engine_draw
from weasyprint.formatting_structure import boxes as engine_boxes

from .content import Look
from .pango import PangoFont

draw_text_before: Any = engine_draw.draw_text


class Segment(NamedTuple):
    """Glyphs of one look. `x` in px from the left of its text box, `rise` in px above the line's baseline.

    `strings`: the operands of a PDF's TJ, font by font.
    """

    look: Look
    x: float
    width: float
    rise: float
    strings: tuple[tuple[PangoFont, str], ...]


class ComposedText(engine_boxes.TextBox):  # type: ignore[misc]
    """The text of a composed line, or as much of it as has the same inline boxes around. Lengths in px, y down."""

    segments: list[Segment]
    margin_top = margin_bottom = margin_left = margin_right = 0
    padding_top = padding_bottom = padding_left = padding_right = 0
    border_top_width = border_bottom_width = border_left_width = border_right_width = 0


def draw_text(stream: Any, textbox: Any, offset_x: Any, text_overflow: Any, block_ellipsis: Any) -> None:
    """Draw a text box: ours if we composed it, the engine's otherwise."""
    if not isinstance(textbox, ComposedText):
        draw_text_before(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    left, baseline = textbox.position_x, textbox.position_y + textbox.baseline
    segments = [segment for segment in textbox.segments if segment.look.visible]
    for segment in segments:
        if segment.look.underline:
            _underline(stream, segment, left, baseline)
    strings = False
    colour: Any = None
    for segment in segments:
        if not segment.strings:
            continue
        look = segment.look
        if look.colour is not colour:
            colour = look.colour
            stream.set_color(colour)
        if not strings:
            stream.begin_text()
            strings = True
        stream.set_text_matrix(1, 0, 0, -1, left + segment.x, baseline - segment.rise)
        for font, text in segment.strings:
            stream.set_font_size(font.bind(stream), look.face.size)
            stream.show_text(text)
    if strings:
        stream.end_text()


def _underline(stream: Any, segment: Segment, left: float, baseline: float) -> None:
    line = segment.look.underline
    assert line is not None
    stream.set_color(line.colour)
    top = baseline - segment.rise + line.offset - line.thickness / 2
    stream.rectangle(left + segment.x, top, segment.width, line.thickness)
    stream.fill()
