"""The composer in the place of the engine's line breaker.

Text in Chinese or English is broken and set by `typography.paragraph`; the engine goes on to place the lines on
pages, with its own rules for widows, footnotes and page breaks. What cannot be composed is left to the engine,
and counted.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Final, NamedTuple

from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout import block as engine_block
from weasyprint.layout import preferred as engine_preferred
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.percent import percentage, resolve_percentages
from weasyprint.text.line_break import strut

from ...typography.balance import balance
from ...typography.characters import BREAK
from ...typography.faults import Fault, faults
from ...typography.paragraph import Line, Paragraph, Run
from .content import OBJECT, Content, Piece, gather
from .placing import place
from .shaping import StyleFace
from .typography import typography_of

iter_line_boxes_before: Any = engine_block.iter_line_boxes
max_content_width_before: Any = engine_preferred.inline_max_content_width

_KEPT: Final = 64
_ENDLESS: Final = 1e7
_SLACK: Final = 1e-3
"""px that a box which is as wide as its text has more than it, so that rounding makes no second line."""
_ALIGNMENTS: Final = ("start", "left", "justify", "right", "end", "center")


class Fitted(NamedTuple):
    """The lines of a paragraph at one measure, and what could not be set well, by the index of its line."""

    lines: list[Line]
    faults: dict[int, list[Fault]]


@dataclass(slots=True)
class Composition:
    """A paragraph ready to be fitted, and the lines of each measure that was asked for."""

    content: Content
    paragraph: Paragraph
    size: float
    fitted: dict[Any, Fitted] = field(default_factory=dict)

    @property
    def can_balance(self) -> bool:
        """Whether nothing but the width makes lines end."""
        return not any(BREAK in piece.text for piece in self.content.pieces)

    @property
    def hints(self) -> list[int]:
        """The atoms that may begin a line by the author's wish."""
        bounds = self.paragraph.bounds
        return [bounds[piece - 1] for piece in self.content.hints if 0 < bounds[piece - 1] < bounds[-1]]


class _ObjectFace:
    """The width of what is no text, in em/1000 of the paragraph."""

    space = 0.0

    def __init__(self, width: float) -> None:
        self.width = width

    def advance(self, _atom: str) -> float:
        return self.width


def iter_line_boxes(
    context: Any, box: Any, position_y: float, bottom_space: Any, skip_stack: Any, containing_block: Any,
    absolute_boxes: Any, fixed_boxes: Any, first_letter_style: Any, first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:  # fmt: skip
    """The lines of a block, as (line, where to go on)."""
    composition = None
    if first_letter_style or first_line_style:
        box.printkit_left = "first-letter or first-line"
    else:
        composition = _composition(context, box, containing_block, absolute_boxes, fixed_boxes)
    if composition is None:
        yield from iter_line_boxes_before(
            context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style,
        )  # fmt: skip
        return
    resolve_percentages(box, containing_block)
    start = 0 if skip_stack is None else next(iter(skip_stack))
    pitch, baseline = _strut(containing_block.style)
    if start == 0:
        box.printkit_room = _room(context, box, containing_block, position_y, pitch)
    room = box.printkit_room
    (lines, faulty), indent = _fit(composition, containing_block, tuple(width for _x, width in room))
    for index in range(start, len(lines)):
        shift = (indent if index == 0 else 0) + (room[index][0] if index < len(room) else 0)
        width = (room[index][1] if index < len(room) else containing_block.width) - (indent if index == 0 else 0)
        line = place(
            box, containing_block, composition, lines, index, shift, width, position_y, pitch, baseline,
            absolute_boxes, fixed_boxes,
        )  # fmt: skip
        if index in faulty:
            line.printkit_faults = faulty[index]
        position_y += line.height
        yield line, ({index + 1: None} if index + 1 < len(lines) else None)


def max_content_width(context: Any, box: Any, outer: bool = True, is_line_start: bool = False) -> Any:
    """How wide a line box is, in px, when no line is broken but where the text demands it."""
    composition = None
    if type(box) is engine_boxes.LineBox:
        composition = _composition(context, box, None, (), ())
    if composition is None:
        return max_content_width_before(context, box, outer, is_line_start)
    lines = composition.paragraph.fit(_ENDLESS, justify=False)
    return max(line.width for line in lines) * composition.size / 1000 + _SLACK


def _room(context: Any, box: Any, block: Any, y: float, pitch: float) -> list[tuple[float, float]]:
    """(x from the block's edge, width) of the first lines, where floats stand beside them."""
    room: list[tuple[float, float]] = []
    if not context.excluded_shapes:
        return room
    lowest = max(shape.position_y + shape.margin_height() for shape in context.excluded_shapes)
    probe = box.copy_with_children([])
    probe.width, probe.height = 0, pitch
    for _ in range(ceil(max(0.0, lowest - y) / pitch)):
        probe.position_x, probe.position_y = block.content_box_x(), y
        x, _y, width = avoid_collisions(context, probe, block, outer=False)
        room.append((x - block.content_box_x(), width))
        y += pitch
    while room and room[-1] == (0, block.width):
        room.pop()
    return room


def _strut(style: Any) -> tuple[float, float]:
    """The pitch of a block's lines and how deep the baseline lies in each, in px; asked of each style once."""
    known: tuple[float, float] | None = style.__dict__.get("printkit_strut")
    if known is None:
        known = style.printkit_strut = strut(style)
    return known


def _fit(composition: Composition, block: Any, widths: tuple[float, ...]) -> tuple[Fitted, float]:
    """The lines for the block's width (em/1000 of its size), and the indent of the first in px."""
    style = block.style
    indent = float(percentage(style["text_indent"], style, block.width))
    justify = style["text_align_all"] == "justify"
    scale = 1000 / composition.size
    width = _ENDLESS if composition.content.unbroken else block.width * scale
    balanced = block.element is not None and "data-balance" in block.element.attrib
    key = (round(width), round(indent, 3), justify, widths, balanced)
    fitted = composition.fitted.get(key)
    if fitted is None:
        paragraph, indent_em, firsts = composition.paragraph, indent * scale, [w * scale for w in widths]
        if balanced and not widths and composition.can_balance:
            lines, justify = balance(paragraph, width, hints=composition.hints, indent=indent_em), False
        else:
            lines = paragraph.fit(width, indent=indent_em, justify=justify, first_measures=firsts)
        found: dict[int, list[Fault]] = {}
        for fault in faults(paragraph, lines, width, indent=indent_em, justify=justify, first_measures=firsts):
            found.setdefault(fault.line, []).append(fault)
        fitted = composition.fitted[key] = Fitted(lines, found)
    return fitted, indent


def _composition(context: Any, box: Any, block: Any, absolute_boxes: Any, fixed_boxes: Any) -> Composition | None:
    """The text of a line box, gathered once for as long as it is being laid out; None where the engine sets it.

    Only the last ones are kept: a book has more paragraphs than fit in memory with all their glue.
    """
    kept: OrderedDict[int, tuple[Any, Content, Composition | None]]
    kept = context.__dict__.setdefault("printkit_kept", OrderedDict())
    known = kept.get(id(box))
    if known is None or known[0] is not box or not known[1].is_current():
        content, composition = _compose(context, box, block, absolute_boxes, fixed_boxes)
        if composition is None and block is None:
            return None
        known = kept[id(box)] = (box, content, composition)
        if len(kept) > _KEPT:
            kept.popitem(last=False)
    return known[2]


def _compose(
    context: Any, box: Any, block: Any, absolute_boxes: Any, fixed_boxes: Any
) -> tuple[Content, Composition | None]:
    style = box.style
    language = style["lang"] or ""
    content = gather(context, box, block, absolute_boxes, fixed_boxes)
    if not language.startswith(("zh", "en")):
        content.reason = "language"
    elif style["text_align_all"] not in _ALIGNMENTS:
        content.reason = "text-align"
    if content.reason or not any(piece.text.strip(" \t\n\r\f") for piece in content.pieces):
        if content.reason:
            box.printkit_left = content.reason  # the engine's lines are copies of the box and say so too
        return content, None
    size = style["font_size"]
    chinese = language.startswith("zh")
    runs = [Run(piece.text, _face(piece, size), piece.kind) for piece in content.pieces]
    hyphenate = None if chinese or style["hyphens"] != "auto" else _cuts
    return content, Composition(
        content, Paragraph(runs, typography_of(style), chinese=chinese, hyphenate=hyphenate), size
    )


def _face(piece: Piece, size: float) -> Any:
    if piece.text == OBJECT:
        return _ObjectFace(piece.width * 1000 / size)
    return piece.look.face.scaled(size)


def _cuts(word: str, face: Any) -> Any:
    return face.cuts(word) if isinstance(face, StyleFace) else ()
