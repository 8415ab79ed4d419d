"""Everything private of WeasyPrint that printkit touches, tied to the version that it was written for.

`flow` is about blocks: the line grid, what waits for the next page, what moves on a verso. `lines` puts
the composer in the place of the engine's line breaker, `shaping` measures text with the engine's own
fonts, `strings` and `aliases` write glyphs so that they can be copied, `drawing` draws them; `vertical` does
all of this for vertical text, and hands the rest on to them. On the way from the engine's boxes to its lines stand
`gathering` (boxes into `content`), `composition`, `course` (which line has which room) and `placing`; beside it `ruby`,
`marks`, `floats`, `initials`, `alignment`, `whitespace`, each for what its name says. `styles` and `fontfiles` spare
memory, `boxes` reads the finished pages.
"""

from __future__ import annotations

import inspect
from typing import Any, Final

import pydyf
import weasyprint
from weasyprint import draw as engine_draw
from weasyprint import layout as engine_layout
from weasyprint import pdf as engine_pdf
from weasyprint.css import StyleFor
from weasyprint.document import Page
from weasyprint.images import RasterImage, SVGImage
from weasyprint.layout import background as engine_background
from weasyprint.layout import block as engine_block
from weasyprint.layout import page as engine_page
from weasyprint.layout import preferred as engine_preferred
from weasyprint.pdf import stream as engine_stream
from weasyprint.pdf.fonts import Font

from ...diagnostics import PrintkitError, error
from . import (
    aliases,
    bare,
    boxes,
    cascade,
    drawing,
    drawings,
    flow,
    fontfiles,
    images,
    lines,
    margins,
    percentages,
    styles,
    tagging,
    vertical,
    writing,
)
from .boxes import descendants, faults_of, font_names, left_to_engine, page_box, page_name, page_side, text_of
from .reading import Source
from .styles import stylesheet

VERSION: Final = "70.0"
_SIGNATURES: Final = (
    (flow.container_layout_before, "(context, box, bottom_space, skip_stack, page_is_empty, absolute_boxes, fixed_boxes, "
     "adjoining_margins, first_letter_style, first_line_style, discard, max_lines)"),
    (flow.backgrounds_before, "(page, get_image_from_uri)"),
    (lines.iter_line_boxes_before, "(context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, "
     "fixed_boxes, first_letter_style, first_line_style)"),
    (vertical.block_content_width_before, "(context, box, function, outer)"),
    (lines.max_content_width_before, "(context, box, outer=True, is_line_start=False)"),
    (cascade.init_before, "(self, html, sheets, presentational_hints, font_config, target_collector)"),
    (cascade.page_styles_before, "(page_type, html, style_for)"),
    (styles.own_stylesheets_before, "(self, forms=False)"),
    (bare.box_backgrounds_before, "(page, box, get_image_from_uri, layout_children=True, style=None)"),
    (bare.inline_level_before, "(stream, page, box, offset_x=0, text_overflow='clip', block_ellipsis='none')"),
    (margins.make_margin_boxes_before, "(context, page, state)"),
    (drawings.draw_before, "(self, stream, concrete_width, concrete_height, _style)"),
    (images.png_data_before, "(pillow_image)"),
    (percentages.resolve_before, "(box, containing_block)"),
    (writing.paint_before, "(self, stream, scale=1)"),
    (writing.write_before, "(self, output, version=b'1.7', identifier=False, compress=False)"),
    (aliases.clean_before, "(self, to_unicode, hinting)"),
    (tagging.add_tags_before, "(pdf, document, pdf_version, page_streams)"),
    (tagging.marked_before, "(self, box, tag)"),
    (drawing.draw_text_before, "(stream, textbox, offset_x, text_overflow, block_ellipsis)"),
)  # fmt: skip


def check_version() -> None:
    """Refuse any other engine than the one whose inside is known. Raises `PrintkitError`, exit code 3."""
    found = weasyprint.__version__
    if found != VERSION:
        hint = f"run: pip install weasyprint=={VERSION}"
        message = f"printkit needs WeasyPrint {VERSION}, but {found} is installed"
        raise PrintkitError([error("engine-version", message, hint=hint)], exit_code=3)
    for function, known in _SIGNATURES:
        signature = str(inspect.signature(function))
        assert signature == known, signature


def install() -> None:
    """Put our pieces into the engine. Called at the first typesetting; again, it does nothing."""
    check_version()
    places: list[tuple[Any, str, Any]] = [
        (engine_block, "block_container_layout", flow.container_layout),
        (engine_layout, "layout_backgrounds", flow.backgrounds),
        (engine_block, "iter_line_boxes", vertical.iter_line_boxes),
        (engine_preferred, "_block_content_width", vertical.block_content_width),
        (engine_preferred, "inline_max_content_width", lines.max_content_width),
        (engine_draw, "draw_text", vertical.draw_text),
        (engine_background, "layout_box_backgrounds", bare.box_backgrounds),
        (engine_draw, "draw_inline_level", bare.draw_inline_level),
        (engine_layout, "make_margin_boxes", margins.make_margin_boxes),
        (Font, "clean", aliases.clean),
        (engine_pdf, "add_tags", tagging.add_tags),
        (engine_stream.Stream, "marked", tagging.marked),
        (StyleFor, "__init__", cascade.init),
        (engine_page, "set_page_type_computed_styles", cascade.page_styles),
        (pydyf.Stream, "data", writing.StreamData()),
        (pydyf.PDF, "write", writing.write),
        (Page, "paint", writing.paint),
        (SVGImage, "draw", drawings.draw),
        (RasterImage, "_get_png_data", staticmethod(images.png_data)),
        (weasyprint.HTML, "_ua_stylesheets", styles.own_stylesheets),
    ]
    for module, name, ours in places:
        setattr(module, name, ours)
    fontfiles.install()
    percentages.install()
    bare.install()
    boxes.install()


__all__ = [
    "VERSION",
    "Source",
    "check_version",
    "descendants",
    "faults_of",
    "font_names",
    "install",
    "left_to_engine",
    "page_box",
    "page_name",
    "page_side",
    "stylesheet",
    "text_of",
]
