"""The engine's boxes of a line, read into pieces for the composer.

An inline box that only changes the look of its text (emphasis, a highlight) leaves no box behind. Those that
the engine needs later (links, anchors, footnote calls, grounds and borders) are named by the pieces inside them.
"""

from __future__ import annotations

from math import inf
from typing import Any, NamedTuple

from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout import preferred as engine_preferred
from weasyprint.layout.inline import split_inline_level
from weasyprint.layout.percent import resolve_percentages

from ...typography.balance import HINT
from ...typography.characters import Class
from .alignment import EDGES, rise, text_rise
from .content import OBJECT, Content, Look, Piece, Reading, has_edges, is_kept, is_painted, look_of
from .marks import Mark, mark_of
from .shaping import named_style
from .whitespace import is_unbroken, text_of


def gather(
    context: Any,
    line_box: Any,
    block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    overlay: dict[str, Any] | None = None,
) -> Content:
    """The content of a line box in `block`, objects laid out; without a block yet, they are only measured.

    `overlay`: values of inherited properties that go over those of all text, as `::first-line` asks for.
    """
    content = Content()
    walk = _Walk(context, line_box, block, (absolute_boxes, fixed_boxes), content, overlay or {})
    mark = mark_of(line_box.style, 0, whole=True)
    tie = line_box if is_unbroken(line_box.style) else None
    content.reason = walk.inline(line_box, _Place(marks=(mark,) if mark else (), tie=tie))
    ties = {id(piece.tie): piece.tie for piece in content.pieces}
    content.unbroken = len(ties) == 1 and None not in ties.values()
    return content


class _Place(NamedTuple):
    """Where in the inline boxes something stands; the fields are those of `Piece`."""

    parents: tuple[Any, ...] = ()
    rise: float = 0
    marks: tuple[Mark, ...] = ()
    tie: Any = None


class _Walk:
    def __init__(
        self,
        context: Any,
        line_box: Any,
        block: Any,
        out_of_flow: tuple[Any, Any],
        content: Content,
        overlay: dict[str, Any],
    ) -> None:
        self.context, self.line_box, self.block, self.content = context, line_box, block, content
        self.out_of_flow = out_of_flow
        self.overlay = {key: value for key, value in overlay.items() if key in INHERITED}
        self._overlaid: dict[int, tuple[Any, Look]] = {}

    def inline(self, box: Any, place: _Place) -> str:
        """Add what stands inside an inline box; gives the reason why it cannot be composed, or nothing."""
        for child in box.children:
            if isinstance(child, engine_boxes.TextBox):
                reason = self._text(child, place)
            elif child.is_floated():
                self.content.floats.append((len(self.content.pieces), child))
                continue
            elif child.is_running() or child.is_note():
                self.content.running.append(child)
                continue
            elif child.is_absolutely_positioned():
                self._put(Piece(OBJECT, look_of(child.style), place.parents, place.rise, Class.POSTFIX, object=child))
                continue
            elif type(child) is engine_boxes.InlineBox:
                reason = self._inline_box(child, box, place)
            else:
                self._object(child, box, place)
                continue
            if reason:
                return reason
        return ""

    def _put(self, piece: Piece) -> None:
        self.content.pieces.append(piece)

    def _text(self, box: Any, place: _Place) -> str:
        look = self._look(box.style)
        if look.reason:
            return look.reason
        kind = Class.POSTFIX if any(parent.footnote for parent in place.parents) else None  # a call clings
        text = text_of(box.text, box.style)
        first, *more = [text] if box.style["white_space"] == "pre-wrap" else text.split(HINT)
        self._put(Piece(first, look, place.parents, place.rise, kind, place.marks, place.tie))
        for text in more:
            self.content.hints.append(len(self.content.pieces))
            self._put(Piece(text, look, place.parents, place.rise, kind, place.marks, place.tie))
        return ""

    def _look(self, style: Any) -> Look:
        if not self.overlay:
            return look_of(style)
        style = named_style(style)
        known = self._overlaid.get(id(style))
        if known is None:
            kept = style.__dict__.get("printkit_own", frozenset())  # a first letter's values are nearer to it
            own = style.copy()
            own.printkit_own = kept
            own.update((key, value) for key, value in self.overlay.items() if key not in kept)
            known = self._overlaid[id(style)] = (style, look_of(own))
        return known[1]

    def _inline_box(self, box: Any, around: Any, place: _Place) -> str:
        style = box.style
        if style["position"] != "static":
            return "position"
        if "::" in box.element_tag:
            self.content.volatile.append((box, box.children))
        edges = has_edges(style)
        if edges:
            resolve_percentages(box, self.block or (0, 0))
            for side in ("left", "right"):
                if getattr(box, f"margin_{side}") == "auto":
                    setattr(box, f"margin_{side}", 0)
        lifted = place.rise + text_rise(style, around.style, self.line_box.style)
        mark = mark_of(style, lifted)
        inner = _Place(
            (*place.parents, box) if (edges and is_painted(style)) or is_kept(box) else place.parents,
            lifted,
            (*place.marks, mark) if mark else place.marks,
            (place.tie or box) if is_unbroken(style) else None,
        )
        if edges:
            self._edge(box, inner, "left", Class.PREFIX)
        reason = self._ruby(box, inner) if box.element_tag == "ruby" else self.inline(box, inner)
        if edges:
            self._edge(box, inner, "right", Class.POSTFIX)
        return reason

    def _ruby(self, box: Any, place: _Place) -> str:
        """Bases with the readings that follow each."""
        place = place._replace(parents=(*place.parents, box))
        base = _base(box)
        pieces = self.content.pieces
        first = len(pieces)
        for child in box.children:
            if getattr(child, "element_tag", "") == "rt" and type(child) is engine_boxes.InlineBox:
                text, look = _letters(child), look_of(child.style)._replace(dots=False)
                if look.reason:
                    return look.reason
                if text and len(pieces) > first:
                    size = max(piece.look.face.size for piece in pieces[first:])
                    self.content.readings.append(Reading(text, look, child, base, size, place.rise, first, len(pieces)))
                base, first = _base(box), len(pieces)
                continue
            inner = place._replace(parents=(*place.parents, base))
            base.children = [child]
            reason = self.inline(base, inner)
            base.children = []
            if reason:
                return reason
        return ""

    def _edge(self, box: Any, place: _Place, side: str, kind: Class) -> None:
        width = sum(
            getattr(box, f"{name}_{side}{'_width' * (name == 'border')}") for name in ("margin", "padding", "border")
        )
        self._put(Piece(OBJECT, look_of(box.style), place.parents, kind=kind, tie=place.tie, width=width))

    def _object(self, box: Any, around: Any, place: _Place) -> None:
        """A box that stands in the line as a character does: a picture, an inline block."""
        style = box.style
        look = look_of(style)
        if self.block is None:
            self.content.provisional = True
            width = engine_preferred.max_content_width(self.context, box)
            self._put(Piece(OBJECT, look, place.parents, tie=place.tie, width=width))
            return
        laid_out = split_inline_level(
            self.context, box, 0, inf, -inf, None, self.block, *self.out_of_flow, [], [], [], None, None
        )[0]
        if isinstance(laid_out, engine_boxes.ReplacedBox):
            laid_out.position_y = 0
        up = place.rise + rise(style, around.style, laid_out.margin_height(), laid_out.baseline)
        edge = style["vertical_align"] if style["vertical_align"] in EDGES else ""
        width = laid_out.margin_width()
        self._put(Piece(OBJECT, look, place.parents, up, tie=place.tie, object=laid_out, edge=edge, width=width))


def _base(ruby: Any) -> Any:
    """An inline box for the base of a reading; HTML has none."""
    base = engine_boxes.InlineBox.anonymous_from(ruby, [])
    base.element_tag = "rb"
    return base


def _letters(box: Any) -> str:
    if isinstance(box, engine_boxes.TextBox):
        return str(box.text)
    return "".join(_letters(child) for child in getattr(box, "children", ())).strip()
