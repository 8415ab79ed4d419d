"""How high things stand in their line: `vertical-align` (CSS 2.1, 10.8). Lengths in px, up from the baseline."""

from __future__ import annotations

from typing import Any, Final

from weasyprint.layout.percent import percentage
from weasyprint.text.line_break import character_ratio, strut

from .shaping import named_style

ASCENT: Final = 0.88
"""Of an em: the top of the square of Chinese characters above the baseline; the rest of the square is below."""
EDGES: Final = ("top", "bottom")
"""Alignments with the edges of the line, which are known when the line is."""


def strut_of(style: Any) -> tuple[float, float]:
    """The pitch of lines and how deep the baseline lies in each; asked of each style once."""
    style = named_style(style)
    known: tuple[float, float] | None = style.__dict__.get("printkit_strut")
    if known is None:
        known = style.printkit_strut = strut(style)
    return known


def rise(style: Any, parent: Any, height: float, baseline: float) -> float:
    """How far a box's baseline stands above that of the text around it.

    `parent`: the style of that text; `height`: of the box with its margins, `baseline`: below its top. Aligned with
    an edge of the line it rises by nothing here.
    """
    align = style["vertical_align"]
    if align == "baseline" or align in EDGES:
        return 0.0
    around = named_style(parent)
    size = around["font_size"]
    if align == "middle":
        return float((size * character_ratio(around, "ex") + height) / 2 - baseline)
    if align == "text-top":
        return float(ASCENT * size - baseline)
    if align == "text-bottom":
        return float(height - (1 - ASCENT) * size - baseline)
    return float(align if isinstance(align, int | float) else percentage(align, style, strut_of(style)[0]))


def text_rise(style: Any, parent: Any, block: Any) -> float:
    """The same for an inline box of text, as high as its `line-height`. `block`: the style of the block."""
    align = style["vertical_align"]
    if align == "baseline":
        return 0.0
    height, baseline = strut_of(style)
    if align in EDGES:
        pitch, line = strut_of(block)
        return float(line - baseline if align == "top" else line - pitch + height - baseline)
    return rise(style, parent, height, baseline)
