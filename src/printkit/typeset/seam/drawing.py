"""Drawing composed text: glyphs at the places that the composer gave them, one text object a piece of line."""

from __future__ import annotations

from typing import Any

from weasyprint import draw as engine_draw
from weasyprint.draw.color import get_color
from weasyprint.draw.text import draw_text_decoration
from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout.percent import percentage

from .shaping import Shape, StyleFace

draw_text_before: Any = engine_draw.draw_text


class ComposedText(engine_boxes.TextBox):  # type: ignore[misc]
    """A piece of a composed line in one style. Lengths in px, y down.

    `atoms`: shape and the space after it, in em/1000 of this box's own size, and whether that space is a
    blank of the text.
    """

    atoms: list[tuple[Shape, float, bool]]
    face: StyleFace
    margin_top = margin_bottom = margin_left = margin_right = 0
    padding_top = padding_bottom = padding_left = padding_right = 0
    border_top_width = border_bottom_width = border_left_width = border_right_width = 0


def draw_text(stream: Any, textbox: Any, offset_x: Any, text_overflow: Any, block_ellipsis: Any) -> None:
    """Draw a text box: ours if we composed it, the engine's otherwise."""
    if not isinstance(textbox, ComposedText):
        draw_text_before(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    style = textbox.style
    if style["visibility"] != "visible":
        return
    if "underline" in style["text_decoration_line"]:
        _underline(stream, textbox, offset_x)
    stream.set_color(style["color"])
    stream.begin_text()
    stream.set_text_matrix(1, 0, 0, -1, textbox.position_x, textbox.position_y + textbox.baseline)
    _show(stream, textbox)
    stream.end_text()


def _show(stream: Any, textbox: ComposedText) -> None:
    """The glyph strings, with the spaces between atoms as adjustments; a blank of the text stays a blank."""
    size, blank = textbox.face.size, textbox.face.blank
    (space_font, space_code), *_ = blank.pieces
    current: Any = None
    parts: list[str] = []

    def flush() -> None:
        text = "".join(parts).replace("<>", "")
        if text:
            stream.show_text(text)
        parts.clear()

    for shape, after, is_blank in textbox.atoms:
        gap = after
        for font, code in shape.pieces:
            if font is not current:
                flush()
                stream.set_font_size(font.bind(stream), size)
                current = font
            parts.append(f"<{code}>")
        if is_blank:
            if space_font is not current:
                flush()
                stream.set_font_size(space_font.bind(stream), size)
                current = space_font
            parts.append(f"<{space_code}>")
            gap -= blank.advance
        if abs(gap) > 0.05:
            parts.append(f"{-gap:.1f}")
    flush()


def _underline(stream: Any, textbox: ComposedText, offset_x: float) -> None:
    style = textbox.style
    thickness = percentage(style["text_decoration_thickness"], style, style["font_size"])
    offset = percentage(style["text_underline_offset"], style, style["font_size"])
    colour = get_color(style, "text_decoration_color")
    draw_text_decoration(stream, textbox, offset_x, textbox.baseline + offset + thickness / 2, thickness, colour)
