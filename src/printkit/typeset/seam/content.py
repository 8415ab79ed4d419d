"""What stands in a block's lines, as the composer takes it: pieces of text in one style, and atomic objects.

An inline box that only changes the look of its text (emphasis, a highlight) leaves no box behind. Those that
the engine needs later (links, anchors, footnote calls, grounds and borders) are named by the pieces inside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout.inline import atomic_box
from weasyprint.layout.percent import percentage, resolve_percentages

from ...typography.balance import HINT
from ...typography.characters import BREAK, Class
from .shaping import StyleFace, face_of, named_style

OBJECT: Final = "\ufffc"
"""Stands in the text for what is no text."""

_MARKED: Final = ("data-at", "data-verso", "data-loose", "data-fit", "data-fixed")
_SIDES: Final = ("top", "right", "bottom", "left")


class Underline(NamedTuple):
    """A line below text or behind it. Lengths in px; `offset` from the baseline down to its middle."""

    offset: float
    thickness: float
    colour: Any


class Look(NamedTuple):
    """How text of one style is drawn. `reason`: why it cannot be composed; empty where it can."""

    face: StyleFace
    colour: Any
    visible: bool
    underline: Underline | None
    unbroken: bool
    reason: str


@dataclass(slots=True)
class Piece:
    """A stretch of text in one look, or one object.

    `parents`: the inline boxes around it that are kept, from the outside in. `rise` in px. `kind`: of all its
    atoms, where it is not that of their letters. `object`: a box laid out by the engine; `width`: of an object
    or of the edge of an inline box, in px.
    """

    text: str
    look: Look
    parents: tuple[Any, ...]
    rise: float = 0
    kind: Class | None = None
    object: Any = None
    width: float = 0


@dataclass(slots=True)
class Content:
    """The pieces of a line box. `reason`: why the engine has to set it; empty where we can.

    `hints`: the pieces that may begin a line by the author's wish (`|`, in a text U+200B).
    `unbroken`: no line may end inside. `volatile`: boxes whose text the engine may still change, and what they held.
    """

    pieces: list[Piece] = field(default_factory=list)
    hints: list[int] = field(default_factory=list)
    reason: str = ""
    unbroken: bool = False
    volatile: list[tuple[Any, Any]] = field(default_factory=list)

    def is_current(self) -> bool:
        """Whether the text is still that of the boxes: page counters are put in when the pages are known."""
        return all(box.children is children for box, children in self.volatile)


def gather(context: Any, line_box: Any, block: Any, absolute_boxes: Any, fixed_boxes: Any) -> Content:
    """The content of a line box in `block`, objects laid out. Without a block yet, there can be none."""
    content = Content()
    walk = _Walk(context, block, absolute_boxes, fixed_boxes, content)
    content.reason = walk.inline(line_box, (), 0)
    unbroken = {piece.look.unbroken for piece in content.pieces if piece.text != OBJECT}
    content.unbroken = unbroken == {True}
    if not content.reason and len(unbroken) > 1:
        content.reason = "white-space"
    return content


def feed(root: Any) -> None:
    """Shape the text of a whole document, so that Pango is called for many words at once."""
    texts: dict[StyleFace, list[str]] = {}
    for box in root.descendants():
        if isinstance(box, engine_boxes.TextBox):
            texts.setdefault(look_of(box.style).face, []).append(box.text)
    for face, found in texts.items():
        face.feed(found)


class _Walk:
    def __init__(self, context: Any, block: Any, absolute_boxes: Any, fixed_boxes: Any, content: Content) -> None:
        self.context, self.block, self.content = context, block, content
        self.absolute_boxes, self.fixed_boxes = absolute_boxes, fixed_boxes

    def inline(self, box: Any, parents: tuple[Any, ...], rise: float) -> str:
        """Add what stands inside an inline box; gives the reason why it cannot be composed, or nothing."""
        pieces = self.content.pieces
        for child in box.children:
            if isinstance(child, engine_boxes.TextBox):
                look = look_of(child.style)
                if look.reason:
                    return look.reason
                kind = Class.POSTFIX if any(parent.footnote for parent in parents) else None  # a call clings
                first, *more = child.text.replace("\n", BREAK).split(HINT)
                pieces.append(Piece(first, look, parents, rise, kind))
                for text in more:
                    self.content.hints.append(len(pieces))
                    pieces.append(Piece(text, look, parents, rise, kind))
            elif type(child) is engine_boxes.InlineBox:
                reason = self._inline_box(child, parents, rise)
                if reason:
                    return reason
            elif self.block and isinstance(child, engine_boxes.AtomicInlineLevelBox) and child.is_in_normal_flow():
                pieces.append(self._object(child, parents, rise))
            elif child.is_absolutely_positioned():
                pieces.append(Piece(OBJECT, look_of(child.style), parents, rise, Class.POSTFIX, child))
            else:
                return type(child).__name__
        return ""

    def _inline_box(self, box: Any, parents: tuple[Any, ...], rise: float) -> str:
        style = box.style
        if style["float"] != "none" or style["position"] != "static":
            return "position"
        lift = _lift(style)
        if lift is None:
            return "vertical-align"
        if "::" in box.element_tag:
            self.content.volatile.append((box, box.children))
        edges = has_edges(style)
        if edges:
            resolve_percentages(box, self.block or (0, 0))
            for side in ("left", "right"):
                if getattr(box, f"margin_{side}") == "auto":
                    setattr(box, f"margin_{side}", 0)
        inner = (*parents, box) if (edges and _is_painted(style)) or _is_kept(box) else parents
        if edges:
            self._edge(box, inner, "left", Class.PREFIX)
        reason = self.inline(box, inner, rise + lift)
        if edges:
            self._edge(box, inner, "right", Class.POSTFIX)
        return reason

    def _edge(self, box: Any, parents: tuple[Any, ...], side: str, kind: Class) -> None:
        width = sum(
            getattr(box, f"{name}_{side}{'_width' * (name == 'border')}") for name in ("margin", "padding", "border")
        )
        self.content.pieces.append(Piece(OBJECT, look_of(box.style), parents, kind=kind, width=width))

    def _object(self, box: Any, parents: tuple[Any, ...], rise: float) -> Piece:
        laid_out = atomic_box(self.context, box, 0, None, self.block, self.absolute_boxes, self.fixed_boxes)
        lift = _lift(box.style) or 0.0
        return Piece(OBJECT, look_of(box.style), parents, rise + lift, None, laid_out, laid_out.margin_width())


def look_of(style: Any) -> Look:
    """The look of text in a style, found once for each."""
    style = named_style(style)
    known: Look | None = style.__dict__.get("printkit_look")
    if known is None:
        face = face_of(style)
        underline, reason = _underline(style)
        visible = style["visibility"] == "visible"
        unbroken = style["white_space"] == "nowrap"
        reason = reason or _why_not(style)
        known = style.printkit_look = Look(face, style["color"], visible, underline, unbroken, reason)
    return known


def _why_not(style: Any) -> str:
    """What in the style of a text is beyond composed lines; empty where nothing is."""
    if style["direction"] != "ltr":
        return "direction"
    if style["white_space"] not in ("normal", "nowrap", "pre-line"):
        return "white-space"
    return "word-spacing" if style["word_spacing"] else ""


def _underline(style: Any) -> tuple[Underline | None, str]:
    lines = style["text_decoration_line"]
    if lines == "none":
        return None, ""
    if lines != {"underline"} or style["text_decoration_style"] != "solid":
        return None, "decoration"
    size = style["font_size"]
    thickness, offset = style["text_decoration_thickness"], style["text_underline_offset"]
    thick = size / 18 if thickness in ("auto", "from-font") else percentage(thickness, style, size)
    below = size / 9 if offset == "auto" else percentage(offset, style, size)
    return Underline(below + thick / 2, thick, get_color(style, "text_decoration_color")), ""


def _lift(style: Any) -> float | None:
    """How much higher than its surroundings an inline box stands, in px; None for ways that we do not know."""
    align = style["vertical_align"]
    if align in ("baseline", "top", "bottom", "middle", "text-top", "text-bottom"):
        return 0.0 if align == "baseline" else None
    if align in ("super", "sub"):
        return float(style["font_size"]) * (0.5 if align == "super" else -0.25)
    return float(align if isinstance(align, int | float) else percentage(align, style, 0))


def has_edges(style: Any) -> bool:
    """Whether an inline box has margins, borders, padding or a ground."""
    known: bool | None = style.__dict__.get("printkit_edges")
    if known is None:
        known = style.printkit_edges = any(_edges(style)) or style["background_color"].alpha > 0
    return known


def _edges(style: Any) -> Iterator[bool]:
    for side in _SIDES:
        yield bool(style[f"border_{side}_width"])
        for name in (f"margin_{side}", f"padding_{side}"):
            value = style[name]
            yield side in ("left", "right") and value != "auto" and bool(getattr(value, "value", value))


def _is_painted(style: Any) -> bool:
    """Whether an inline box has ink of its own: a ground or borders."""
    return style["background_color"].alpha > 0 or any(style[f"border_{side}_width"] for side in _SIDES)


def _is_kept(box: Any) -> bool:
    """Whether the engine or the survey asks for an inline box after its text has been set."""
    style = box.style
    if box.link or box.footnote or box.bookmark_label or box.string_set or box.missing_link or style["anchor"]:
        return True
    element = box.element
    return element is not None and any(name in element.attrib for name in _MARKED)
