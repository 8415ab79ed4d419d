"""The composer in the place of the engine's line breaker.

A block whose text is Chinese or English and holds only inline text is broken and set by
`typography.paragraph`; the engine goes on to place the lines on pages, with its own rules for widows,
footnotes and page breaks. What cannot be composed is left to the engine.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout import block as engine_block
from weasyprint.layout.percent import percentage, resolve_percentages
from weasyprint.text.line_break import strut

from ...typography.characters import Class
from ...typography.paragraph import Line, Paragraph, Run
from .drawing import ComposedText
from .shaping import ScaledFace, StyleFace, face_of, joined, named_style

iter_line_boxes_before: Any = engine_block.iter_line_boxes

_KEPT: Final = 64
_PLAIN: Final = (
    ("direction", "ltr"), ("white_space", "normal"), ("letter_spacing", "normal"), ("word_spacing", 0),
)  # fmt: skip


@dataclass(slots=True)
class Piece:
    """A stretch of text in one style: its run, the inline boxes around it from the outside in, its rise in px."""

    text: str
    style: Any
    parents: tuple[Any, ...]
    face: StyleFace
    rise: float = 0


@dataclass(slots=True)
class Composition:
    """A paragraph ready to be fitted, and the lines of each measure that was asked for."""

    pieces: list[Piece]
    paragraph: Paragraph
    size: float
    fitted: dict[tuple[float, float, bool], list[Line]] = field(default_factory=dict)


def iter_line_boxes(
    context: Any, box: Any, position_y: float, bottom_space: Any, skip_stack: Any, containing_block: Any,
    absolute_boxes: Any, fixed_boxes: Any, first_letter_style: Any, first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:  # fmt: skip
    """The lines of a block, as (line, where to go on)."""
    composition = None
    if not (context.excluded_shapes or first_letter_style or first_line_style):
        composition = _composition(context, box, containing_block)
    if composition is None:
        yield from iter_line_boxes_before(
            context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style,
        )  # fmt: skip
        return
    resolve_percentages(box, containing_block)
    start = 0 if skip_stack is None else next(iter(skip_stack))
    lines, indent = _fit(composition, containing_block)
    pitch, baseline = strut(containing_block.style)
    for index in range(start, len(lines)):
        line = _line_box(box, containing_block, composition, lines, index, indent, position_y, pitch, baseline)
        position_y += pitch
        yield line, ({index + 1: None} if index + 1 < len(lines) else None)


def _fit(composition: Composition, block: Any) -> tuple[list[Line], float]:
    """The lines for the block's width (em/1000 of its size), and the indent of the first in px."""
    style = block.style
    indent = float(percentage(style["text_indent"], style, block.width))
    justify = style["text_align_all"] == "justify"
    scale = 1000 / composition.size
    key = (round(block.width, 3), indent, justify)
    lines = composition.fitted.get(key)
    if lines is None:
        lines = composition.paragraph.fit(block.width * scale, indent=indent * scale, justify=justify)
        composition.fitted[key] = lines
    return lines, indent


def _composition(context: Any, box: Any, block: Any) -> Composition | None:
    """The text of a line box, gathered once for as long as it is being laid out; None where the engine sets it.

    Only the last ones are kept: a book has more paragraphs than fit in memory with all their glue.
    """
    kept: OrderedDict[int, tuple[Any, Composition | None]] = context.__dict__.setdefault("printkit_kept", OrderedDict())
    known = kept.get(id(box))
    if known is None or known[0] is not box:
        known = kept[id(box)] = (box, _compose(box, block))
        if len(kept) > _KEPT:
            kept.popitem(last=False)
    return known[1]


def _compose(box: Any, block: Any) -> Composition | None:
    language = block.style["lang"] or ""
    if not language.startswith(("zh", "en")) or block.style["text_align_all"] not in ("start", "left", "justify", "right", "end", "center"):
        return None
    pieces: list[Piece] = []
    reason = _gather(box, (), pieces) or ("" if any(p.text.strip() for p in pieces) else "empty")
    if reason:
        return None
    size = block.style["font_size"]
    chinese = language.startswith("zh")
    for piece in pieces:
        if chinese:
            piece.face.feed(piece.text)
    runs = [
        Run(
            piece.text,
            piece.face if piece.face.size == size else ScaledFace(piece.face, size),
            # A call clings to the word before it and keeps no distance.
            Class.POSTFIX if any(parent.footnote for parent in piece.parents) else None,
        )
        for piece in pieces
    ]
    hyphenate = None if chinese or block.style["hyphens"] != "auto" else _cuts
    return Composition(pieces, Paragraph(runs, chinese=chinese, hyphenate=hyphenate), size)


def _cuts(word: str, face: Any) -> Any:
    return face.cuts(word) if isinstance(face, StyleFace) else ()


def _gather(box: Any, parents: tuple[Any, ...], pieces: list[Piece]) -> str:
    """Collect the pieces of text below an inline box; gives the reason why they cannot be composed, or nothing."""
    rise = _rise(parents)
    if rise is None:
        return "vertical-align"
    for child in box.children:
        style = child.style
        if isinstance(child, engine_boxes.TextBox):
            named = named_style(style)
            reason = named.__dict__.get("printkit_reason")
            if reason is None:
                reason = named.printkit_reason = _why_not(named)
            if reason or "\n" in child.text:
                return reason or "line break"
            pieces.append(Piece(child.text, style, parents, face_of(named), rise))
        elif type(child) is engine_boxes.InlineBox:
            if "::" in child.element_tag and not child.footnote:
                # Counters of pages are put in only when the pages are known: the text may still change.
                return "generated content"
            if style["float"] != "none" or style["position"] != "static" or _has_edges(style):
                return "inline box"
            reason = _gather(child, (*parents, child), pieces)
            if reason:
                return reason
        else:
            return type(child).__name__
    return ""


def _why_not(style: Any) -> str:
    """What in the style of a text is beyond composed lines; empty where nothing is."""
    for name, plain in _PLAIN:
        if style[name] != plain:
            return name
    if style["text_decoration_line"] == "none":
        return ""
    explicit = "auto" not in (style["text_decoration_thickness"], style["text_underline_offset"])
    return "" if explicit and style["text_decoration_line"] == {"underline"} else "decoration"


def _rise(parents: tuple[Any, ...]) -> float | None:
    rise = 0.0
    for parent in parents:
        align = parent.style["vertical_align"]
        if align == "baseline":
            continue
        if isinstance(align, int | float):
            rise += align
        elif hasattr(align, "value"):
            rise += percentage(align, parent.style, 0)
        else:
            return None
    return rise


def _has_edges(style: Any) -> bool:
    """Whether an inline box has margins, borders, padding or a ground, which composed lines do not draw."""
    for side in ("left", "right"):
        for name in (f"margin_{side}", f"padding_{side}"):
            value = style[name]
            if value != "auto" and getattr(value, "value", value):
                return True
        if style[f"border_{side}_width"]:
            return True
    return False


def _line_box(
    box: Any, block: Any, composition: Composition, lines: list[Line], index: int, indent: float, position_y: float,
    pitch: float, baseline: float,
) -> Any:  # fmt: skip
    """One line as the engine knows lines: a LineBox with our text in it, inside copies of the inline boxes."""
    line = lines[index]
    em = composition.size / 1000
    line_box = box.copy_with_children([])
    line_box.position_x, line_box.position_y = block.content_box_x(), position_y
    line_box.width, line_box.height, line_box.baseline = block.width, pitch, baseline
    line_box.margin_top = line_box.margin_bottom = 0
    room = block.width - (indent if index == 0 else 0) - line.width * em
    align = block.style["text_align_all"]
    shift = {"center": room / 2, "right": room, "end": room}.get(align, 0.0)
    x = line_box.position_x + (indent if index == 0 else 0) + shift - line.left * em
    children: list[Any] = []
    open_boxes: list[Any] = []
    for piece, atoms, width in _stretches(composition, line, index + 1 == len(lines)):
        text = ComposedText(box.element_tag, piece.style, box.element, "\u200b")
        text.text = "".join(letters for letters, _ in atoms) or "\u200b"
        text.face = piece.face
        text.atoms = [placed for _, placed in atoms]
        text.position_x, text.position_y = x, position_y - piece.rise
        text.width, text.height, text.baseline = width * em, pitch, baseline
        _nest(children, open_boxes, piece.parents, text, x, position_y, pitch, baseline)
        x += width * em
    line_box.children = tuple(children)
    return line_box


def _nest(
    children: list[Any], open_boxes: list[Any], parents: tuple[Any, ...], text: Any, x: float, y: float, pitch: float,
    baseline: float,
) -> None:  # fmt: skip
    """Put a text into copies of its inline boxes, going on with those that are open already."""
    depth = 0
    while depth < min(len(parents), len(open_boxes)) and open_boxes[depth].printkit_source is parents[depth]:
        depth += 1
    del open_boxes[depth:]
    for parent in parents[depth:]:
        inline = parent.copy_with_children([])
        inline.printkit_source = parent
        inline.children = []
        inline.position_x, inline.position_y = x, y
        inline.width, inline.height, inline.baseline = 0, pitch, baseline
        for side in ("top", "right", "bottom", "left"):
            for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width"):
                setattr(inline, name, 0)
        (open_boxes[-1].children if open_boxes else children).append(inline)
        open_boxes.append(inline)
    (open_boxes[-1].children if open_boxes else children).append(text)
    for inline in open_boxes:
        inline.width = x + text.width - inline.position_x


def _stretches(composition: Composition, line: Line, closing: bool) -> Iterator[tuple[Piece, list[Any], float]]:
    """The pieces of a line: (piece, [(letters, what `ComposedText.atoms` holds)], width in em/1000 of the paragraph)."""
    paragraph, pieces = composition.paragraph, composition.pieces
    end = line.last + (1 if line.tail else 0)
    current = -1
    atoms: list[Any] = []
    width = 0.0
    for position, index in enumerate(range(line.first, end)):
        run = paragraph.run_at(index)
        if run != current:
            if atoms:
                yield pieces[current], atoms, width
            current, atoms, width = run, [], 0.0
        face = pieces[run].face
        letters, shape = paragraph.atoms[index], face.shape(paragraph.atoms[index])
        first = line.head if position == 0 else 0
        stop = line.tail if index == line.last and line.tail else 0
        if first or stop:
            letters, shape = _part(face, letters, shape, first, stop)
        scale = face.size / composition.size
        gap = line.gaps[position] if position < len(line.gaps) else 0.0
        blank = position < len(line.gaps) and paragraph.glues[index].space
        if position == len(line.gaps) and not closing and not line.tail and paragraph.glues[index].space:
            blank = True  # the blank at the line's end is kept for those who copy the text
        # Most atoms stand by themselves: those share one entry, or a book's would fill tens of megabytes.
        placed = (shape, gap / scale, blank) if gap or blank or first or stop else face.alone(letters)
        atoms.append((letters, placed))
        width += shape.advance * scale + gap
    if atoms:
        yield pieces[current], atoms, width


def _part(face: StyleFace, letters: str, shape: Any, first: int, stop: int) -> tuple[str, Any]:
    """A piece of a hyphenated word: from letter `first`, up to letter `stop` and a hyphen."""
    glyphs = shape.glyphs[first : stop or None]
    if stop:
        glyphs = (*glyphs, *face.hyphen.glyphs)
    return letters[first : stop or None] + ("-" if stop else ""), joined(tuple(glyphs))


