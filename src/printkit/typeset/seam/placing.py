"""A composed line as the engine knows lines: a LineBox with our text in it, inside the inline boxes that are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from weasyprint.layout.absolute import AbsolutePlaceholder

from ...typography.paragraph import Line
from .alignment import ASCENT
from .content import OBJECT, Piece
from .drawing import ComposedText, Segment
from .marks import Marking
from .ruby import Annotating
from .strings import Stretch, stretches

if TYPE_CHECKING:
    from .composition import Composition

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
    _write(writer, composition, line, index + 1 == len(lines))
    line_box.children = tuple(writer.children)
    _grow(line_box, writer, pitch)
    for placeholder in writer.placeholders:
        _put_out_of_flow(placeholder, line_box)
        (absolute_boxes if placeholder.style["position"] == "absolute" else fixed_boxes).append(placeholder)
    return line_box


def _write(writer: _Writer, composition: Composition, line: Line, closing: bool) -> None:
    """The pieces of a line with the marks along them, and then the readings above them."""
    em = composition.size / 1000
    written = stretches(composition, line, closing)
    if not composition.marked:
        for stretch in written:
            writer.add(stretch, em)
        return
    marking = Marking(composition, line)
    annotating = Annotating(composition.annotations, line, composition.paragraph.bounds)
    for stretch, (number, atoms) in zip(written, _runs(composition, line), strict=True):
        x = writer.x
        writer.add(stretch, em)
        gap = atoms[-1] - line.first
        end = writer.x - (line.gaps[gap] * em if gap < len(line.gaps) else 0)
        if stretch.piece.text != OBJECT:
            marking.add(stretch.piece, atoms, writer.text, x, end)
        annotating.add(number, x, end)
    marking.finish()
    for reading, x, inline in annotating.places():
        above = _Writer(writer.box, x, writer.y, writer.pitch, writer.baseline)
        _write(above, reading.composition, reading.line, True)
        inline.children = above.children
        inline.position_x, inline.position_y = x, writer.y
        inline.width, inline.height, inline.baseline = reading.width, writer.pitch, writer.baseline
        writer.children.append(inline)


def _runs(composition: Composition, line: Line) -> Iterator[tuple[int, range]]:
    """The runs of a line, with their atoms in it."""
    paragraph = composition.paragraph
    at, end = line.first, line.last + (1 if line.tail else 0)
    while at < end:
        run = paragraph.run_at(at)
        stop = min(end, paragraph.bounds[run])
        yield run, range(at, stop)
        at = stop


def _grow(line_box: Any, writer: _Writer, pitch: float) -> None:
    """Lines stay on the grid: what is higher or deeper than its line takes whole lines (R24)."""
    if writer.above <= line_box.baseline and writer.below <= pitch - line_box.baseline and not writer.aligned:
        return
    above = _whole(writer.above - line_box.baseline, pitch)
    below = _whole(writer.below - (pitch - line_box.baseline), pitch)
    for aligned in writer.aligned:
        missing = _whole(aligned.margin_height() - pitch - above - below, pitch)
        above += missing if aligned.style["vertical_align"] == "bottom" else 0
        below += missing if aligned.style["vertical_align"] == "top" else 0
    if above:
        for child in line_box.children:
            child.translate(0, above)
    line_box.height += above + below
    line_box.baseline += above
    for aligned in writer.aligned:
        top = line_box.position_y
        if aligned.style["vertical_align"] == "bottom":
            top += line_box.height - aligned.margin_height()
        aligned.translate(0, top - aligned.position_y)


def _whole(room: float, pitch: float) -> float:
    return max(0, ceil(room / pitch - 1e-6)) * pitch


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
        self.slack = max(0.0, ASCENT * size - baseline) + _TOLERANCE * size
        """Set solid, text of the block's own size reaches above its line; a raised call may a little."""
        self.children: list[Any] = []
        self.placeholders: list[Any] = []
        self.above = self.below = 0.0
        """How far the highest object or text reaches above the baseline, and the deepest object below it."""
        self.aligned: list[Any] = []
        """Objects that keep to an edge of the line."""
        self._open: list[Any] = []
        self.text: Any = None
        """The text box that is being written."""

    def add(self, stretch: Stretch, em: float) -> None:
        """Go on with a piece of the line. `em`: a thousandth of the paragraph's, in px."""
        piece, letters, strings, width, beyond = stretch
        width *= em
        parents, opened = piece.parents, self._open
        if len(parents) != len(opened) or any(o.printkit_source is not p for o, p in zip(opened, parents, strict=True)):
            self._nest(parents)
        if piece.object is not None:
            self._add_object(piece)
        elif piece.text != OBJECT:
            self.above = max(self.above, piece.rise + ASCENT * piece.look.face.size - self.slack)
            text = self.text
            if text is None:
                text = self.text = self._new_text()
            text.segments.append(Segment(piece.look, self.x - text.position_x, width, piece.rise, strings, beyond * em))
            text.text += letters
            text.width += width
        self.x += width
        for inline in self._open:
            inline.width = self.x - inline.position_x

    def _new_text(self) -> Any:
        text = ComposedText(self.box.element_tag, self.box.style.anonymous_style, self.box.element, "\u200b")
        text.text, text.segments, text.strokes = "", [], []
        text.position_x, text.position_y = self.x, self.y
        text.width, text.height, text.baseline = 0, self.pitch, self.baseline
        (self._open[-1].children if self._open else self.children).append(text)
        return text

    def _add_object(self, piece: Piece) -> None:
        self.text = None
        if piece.object.is_absolutely_positioned():
            piece.object.position_x, piece.object.position_y = self.x, self.y
            placeholder = AbsolutePlaceholder(piece.object)
            self.placeholders.append(placeholder)
            (self._open[-1].children if self._open else self.children).append(placeholder)
            return
        laid_out = piece.object.deepcopy()
        top = self.y + self.baseline - piece.rise - laid_out.baseline
        laid_out.translate(self.x - laid_out.position_x, top - laid_out.position_y)
        if piece.edge:
            self.aligned.append(laid_out)
        else:
            self.above = max(self.above, laid_out.baseline + piece.rise)
            self.below = max(self.below, laid_out.margin_height() - laid_out.baseline - piece.rise)
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
        self.text = None
