"""What stands in a block's lines, as the composer takes it: pieces of text in one style, and atomic objects.

`gathering` makes it from the engine's boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from weasyprint.formatting_structure import boxes as engine_boxes

from ...typography.characters import Class
from .marks import Mark, has_dots
from .shaping import StyleFace, face_of, named_style

OBJECT: Final = "\ufffc"
"""Stands in the text for what is no text."""

_MARKED: Final = ("data-at", "data-verso", "data-loose", "data-fit", "data-fixed", "lang")
_SIDES: Final = ("top", "right", "bottom", "left")


class Look(NamedTuple):
    """How text of one style is drawn. `dots`: below each Han. `reason`: why it cannot be composed; empty where it can."""

    face: StyleFace
    colour: Any
    visible: bool
    dots: bool
    reason: str


@dataclass(slots=True, eq=False)
class Reading:
    """What stands above pieces `first` up to, not including, `stop` (ruby).

    `box`: that of the `rt`; `base`: the inline box that the pieces stand in, their text `base_size` px large and `rise` px high.
    """

    text: str
    look: Look
    box: Any
    base: Any
    base_size: float
    rise: float
    first: int
    stop: int


@dataclass(slots=True)
class Piece:
    """A stretch of text in one look, or one object.

    `parents`: the inline boxes around it that are kept, from the outside in. `rise` in px. `kind`: of all its
    atoms, where it is not that of their letters. `marks`: the lines along it. `tie`: pieces with the same one stay on
    one line. `object`: a box laid out by the engine; `edge`: that of the line which it keeps to, if any; `width`: of
    an object or of the edge of an inline box, in px.
    """

    text: str
    look: Look
    parents: tuple[Any, ...]
    rise: float = 0
    kind: Class | None = None
    marks: tuple[Mark, ...] = ()
    tie: Any = None
    object: Any = None
    edge: str = ""
    width: float = 0


@dataclass(slots=True)
class Content:
    """The pieces of a line box. `reason`: why the engine has to set it; empty where we can.

    `hints`: the pieces that may begin a line by the author's wish (`|`, in a text U+200B).
    `unbroken`: no line may end inside. `volatile`: boxes whose text the engine may still change, and what they held.
    `floats`: boxes that stand at the side of the lines, each before a piece. `running`: those for a page's margin.
    `provisional`: objects are there, and not laid out.
    """

    pieces: list[Piece] = field(default_factory=list)
    hints: list[int] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    reason: str = ""
    unbroken: bool = False
    volatile: list[tuple[Any, Any]] = field(default_factory=list)
    floats: list[tuple[int, Any]] = field(default_factory=list)
    running: list[Any] = field(default_factory=list)
    provisional: bool = False

    def is_current(self) -> bool:
        """Whether the text is still that of the boxes: page counters are put in when the pages are known."""
        return all(box.children is children for box, children in self.volatile)


def feed(root: Any) -> None:
    """Shape the text of a whole document, so that Pango is called for many words at once."""
    texts: dict[StyleFace, list[str]] = {}
    for box in root.descendants():
        if isinstance(box, engine_boxes.TextBox):
            texts.setdefault(look_of(box.style).face, []).append(box.text)
    for face, found in texts.items():
        face.feed(found)


def look_of(style: Any) -> Look:
    """The look of text in a style, found once for each."""
    style = named_style(style)
    known: Look | None = style.__dict__.get("printkit_look")
    if known is None:
        visible = style["visibility"] == "visible"
        reason = "direction" if style["direction"] != "ltr" else ""
        known = Look(face_of(style), style["color"], visible, has_dots(style), reason)
        style.printkit_look = known
    return known


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


def is_painted(style: Any) -> bool:
    """Whether an inline box has ink of its own: a ground or borders."""
    return style["background_color"].alpha > 0 or any(style[f"border_{side}_width"] for side in _SIDES)


def is_kept(box: Any) -> bool:
    """Whether the engine or the survey asks for an inline box after its text has been set."""
    style = box.style
    if box.link or box.footnote or box.bookmark_label or box.string_set or box.missing_link or style["anchor"]:
        return True
    element = box.element
    return element is not None and any(name in element.attrib for name in _MARKED)
