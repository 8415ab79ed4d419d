"""A composed line as the engine knows lines: a LineBox with our text in it, inside the inline boxes that are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from weasyprint.layout.absolute import AbsolutePlaceholder

from ...typography.paragraph import Line
from .content import OBJECT, Piece
from .drawing import ComposedText, Segment
from .pango import PangoFont

if TYPE_CHECKING:
    from .lines import Composition

_LEAST: Final = 0.05
"""em/1000; a shorter way is not worth an operand."""
_ASCENT: Final = 0.88
"""Of an em: the top of the square of Chinese characters above the baseline."""
_TOLERANCE: Final = 0.15
_SIDES: Final = ("top", "right", "bottom", "left")


def place(
    box: Any, block: Any, composition: Composition, lines: Sequence[Line], index: int, shift: float, room: float,
    y: float, pitch: float, baseline: float, absolute_boxes: list[Any], fixed_boxes: list[Any],
) -> Any:  # fmt: skip
    """Line `index` at the height `y`, `shift` px from the block's edge, in `room` px."""
    line = lines[index]
    em = composition.size / 1000
    line_box = box.copy_with_children([])
    line_box.position_x, line_box.position_y = block.content_box_x(), y
    line_box.width, line_box.height, line_box.baseline = block.width, pitch, baseline
    line_box.margin_top = line_box.margin_bottom = 0
    align = block.style["text_align_all"]
    free = room - line.width * em
    if align == "center":
        shift += free / 2
    elif align in ("right", "end"):
        shift += free
    writer = _Writer(box, line_box.position_x + shift - line.left * em, y, pitch, baseline)
    for piece, letters, strings, width in _stretches(composition, line, index + 1 == len(lines)):
        writer.add(piece, letters, strings, width * em)
    line_box.children = tuple(writer.children)
    # Lines stay on the grid: what is higher than its line takes whole lines (R24).
    if writer.above > baseline:
        extra = ceil((writer.above - baseline) / pitch - 1e-6) * pitch
        for child in line_box.children:
            child.translate(0, extra)
        line_box.height += extra
        line_box.baseline += extra
    for placeholder in writer.placeholders:
        _put_out_of_flow(placeholder, line_box)
        (absolute_boxes if placeholder.style["position"] == "absolute" else fixed_boxes).append(placeholder)
    return line_box


def _put_out_of_flow(placeholder: Any, line_box: Any) -> None:
    """Where a box out of the flow would stand: in the line, or if it is a block, below it (CSS 2.1, 10.3.7)."""
    if "inline" in placeholder.style.specified["display"]:
        placeholder.translate(0, line_box.position_y - placeholder.position_y)
    else:
        x, y = line_box.position_x, line_box.position_y + line_box.height
        placeholder.translate(x - placeholder.position_x, y - placeholder.position_y)


class _Writer:
    """Puts pieces side by side, each into copies of its inline boxes, going on with those that are open."""

    def __init__(self, box: Any, x: float, y: float, pitch: float, baseline: float) -> None:
        self.box, self.x, self.y, self.pitch, self.baseline = box, x, y, pitch, baseline
        size = box.style["font_size"]
        self.slack = max(0.0, _ASCENT * size - baseline) + _TOLERANCE * size
        """Set solid, text of the block's own size reaches above its line; a raised call may a little."""
        self.children: list[Any] = []
        self.placeholders: list[Any] = []
        self.above = 0.0
        """How far the highest object or text reaches above the baseline."""
        self._open: list[Any] = []
        self._text: Any = None

    def add(self, piece: Piece, letters: str, strings: tuple[tuple[PangoFont, str], ...], width: float) -> None:
        """Go on with a piece `width` px wide."""
        parents, opened = piece.parents, self._open
        if len(parents) != len(opened) or any(o.printkit_source is not p for o, p in zip(opened, parents, strict=True)):
            self._nest(parents)
        if piece.object is not None:
            self._add_object(piece)
        elif piece.text != OBJECT:
            self.above = max(self.above, piece.rise + _ASCENT * piece.look.face.size - self.slack)
            text = self._text
            if text is None:
                text = self._text = self._new_text()
            text.segments.append(Segment(piece.look, self.x - text.position_x, width, piece.rise, strings))
            text.text += letters
            text.width += width
        self.x += width
        for inline in self._open:
            inline.width = self.x - inline.position_x

    def _new_text(self) -> Any:
        text = ComposedText(self.box.element_tag, self.box.style.anonymous_style, self.box.element, "\u200b")
        text.text, text.segments = "", []
        text.position_x, text.position_y = self.x, self.y
        text.width, text.height, text.baseline = 0, self.pitch, self.baseline
        (self._open[-1].children if self._open else self.children).append(text)
        return text

    def _add_object(self, piece: Piece) -> None:
        self._text = None
        if piece.object.is_absolutely_positioned():
            piece.object.position_x, piece.object.position_y = self.x, self.y
            placeholder = AbsolutePlaceholder(piece.object)
            self.placeholders.append(placeholder)
            (self._open[-1].children if self._open else self.children).append(placeholder)
            return
        laid_out = piece.object.deepcopy()
        top = self.y + self.baseline - piece.rise - laid_out.baseline
        laid_out.translate(self.x - laid_out.position_x, top - laid_out.position_y)
        self.above = max(self.above, laid_out.baseline + piece.rise)
        (self._open[-1].children if self._open else self.children).append(laid_out)

    def _nest(self, parents: Sequence[Any]) -> None:
        opened = self._open
        depth = 0
        while depth < min(len(parents), len(opened)) and opened[depth].printkit_source is parents[depth]:
            depth += 1
        del opened[depth:]
        for parent in parents[depth:]:
            inline = parent.copy_with_children([])
            inline.printkit_source = parent
            inline.position_x, inline.position_y = self.x, self.y
            inline.width, inline.height, inline.baseline = 0, self.pitch, self.baseline
            for side in _SIDES:
                for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width"):
                    setattr(inline, name, 0)
            (opened[-1].children if opened else self.children).append(inline)
            opened.append(inline)
        self._text = None


_Stretch = tuple[Piece, str, tuple[tuple[PangoFont, str], ...], float]


def _stretches(composition: Composition, line: Line, closing: bool) -> Iterator[_Stretch]:
    """The pieces of a line: (piece, its letters here, PDF strings, width in em/1000 of the paragraph)."""
    paragraph = composition.paragraph
    end = line.last + (1 if line.tail else 0)
    at = line.first
    while at < end:
        run = paragraph.run_at(at)
        stop = min(end, paragraph.bounds[run])
        piece = composition.content.pieces[run]
        if piece.text == OBJECT:
            width = paragraph.widths[at] + (line.gaps[at - line.first] if at - line.first < len(line.gaps) else 0)
            yield piece, OBJECT, (), width
        else:
            yield _stretch(composition, piece, line, at, stop, closing)
        at = stop


def _stretch(composition: Composition, piece: Piece, line: Line, at: int, stop: int, closing: bool) -> _Stretch:
    """The atoms from `at` up to `stop` in one look."""
    paragraph, face = composition.paragraph, piece.look.face
    atoms, glues, gaps, first = paragraph.atoms[at:stop], paragraph.glues, line.gaps, line.first
    scale = face.size / composition.size
    shapes = [face.shape(atom) for atom in atoms]
    hyphen = "" if line.bare else "-"
    if at == first and line.head:
        cut = line.tail if at == line.last else 0
        shapes[0] = face.part(atoms[0], line.head, cut, bool(cut and hyphen))
        atoms[0] = atoms[0][line.head : cut or None] + (hyphen if cut else "")
    if line.tail and stop == line.last + 1 and not (at == line.last and line.head):
        shapes[-1] = face.part(atoms[-1], 0, line.tail, bool(hyphen))
        atoms[-1] = atoms[-1][: line.tail] + hyphen
    out = _Strings(face.blank.advance, face.blank.font, face.blank.code)
    width = 0.0
    letters: list[str] = []
    count = len(gaps)
    for index, (atom, shape) in enumerate(zip(atoms, shapes, strict=True), at):
        place = index - first
        letters.append(atom)
        width += shape.advance * scale
        if shape.font is not None:
            out.glyphs(shape.font, shape.code)
            for font, code in shape.rest:
                out.glyphs(font, code)
        if place < count:
            gap = gaps[place]
            if glues[index].space:
                out.blank(gap / scale)
                letters.append(" ")
            elif gap > _LEAST or gap < -_LEAST:
                out.move(gap / scale)
            width += gap
        elif place == count and not closing and not line.tail and glues[index].space:
            out.blank(0)  # the blank at the line's end is kept for those who copy the text
            letters.append(" ")
    return piece, "".join(letters), out.finished(), width


class _Strings:
    """The operands of TJ, font by font. Widths in em/1000 of the face."""

    def __init__(self, blank: float, blank_font: PangoFont | None, blank_code: str) -> None:
        self._blank, self._blank_font, self._blank_code = blank, blank_font, blank_code
        self._font: PangoFont | None = None
        self._parts: list[str] = []
        self._done: list[tuple[PangoFont, str]] = []

    def glyphs(self, font: PangoFont, code: str) -> None:
        if font is not self._font:
            self._flush()
            self._font = font
        self._parts.append(code)

    def move(self, gap: float) -> None:
        self._parts.append(f">{-gap:.1f}<")

    def blank(self, gap: float) -> None:
        """A blank of the text, `gap` wide."""
        if self._blank_font is not None:
            self.glyphs(self._blank_font, self._blank_code)
        rest = gap - self._blank
        if rest > _LEAST or rest < -_LEAST:
            self.move(rest)

    def _flush(self) -> None:
        if self._parts and self._font is not None:
            text = f"<{''.join(self._parts)}>".replace("<>", "")
            self._done.append((self._font, text))
            self._parts = []

    def finished(self) -> tuple[tuple[PangoFont, str], ...]:
        self._flush()
        return tuple(self._done)
