"""The text of a line box as `typography.paragraph` takes it, with the readings above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from ...typography.characters import BREAK
from ...typography.faults import Fault
from ...typography.paragraph import Hyphenate, Line, Paragraph, Run
from ...typography.style import Style
from .content import OBJECT, Content, Piece
from .ruby import Annotation, annotation, content_of, groups
from .shaping import StyleFace
from .typography import typography_of

_ALIGNMENTS: Final = ("start", "left", "justify", "right", "end", "center")


class Fitted(NamedTuple):
    """The lines of a paragraph at one measure, and what could not be set well, by the index of its line."""

    lines: list[Line]
    faults: dict[int, list[Fault]]


@dataclass(slots=True)
class Composition:
    """A paragraph ready to be fitted, and the lines of each measure that was asked for.

    `annotations`: the readings above it. `marked`: it has those, or lines or dots along it. `opening`: the same text in
    the style of `::first-line`.
    """

    content: Content
    paragraph: Paragraph
    size: float
    annotations: list[Annotation] = field(default_factory=list)
    marked: bool = False
    opening: Composition | None = None
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

    def floats(self) -> Iterator[tuple[int, Any]]:
        """The floats in the text, each with the atom before which it stands."""
        bounds = self.paragraph.bounds
        for piece, box in self.content.floats:
            yield (bounds[piece - 1] if piece else 0), box


class _ObjectFace:
    """The width of what is no text, in em/1000 of the paragraph."""

    space = 0.0

    def __init__(self, width: float) -> None:
        self.width = width

    def advance(self, _atom: str) -> float:
        return self.width


def compose(box: Any, content: Content) -> Composition | None:
    """The content of a line box, ready to be fitted; None where the engine has to set it, and where there is no text."""
    style = box.style
    language = style["lang"] or ""
    if not language.startswith(("zh", "en")):
        content.reason = content.reason or "language"
    elif style["text_align_all"] not in _ALIGNMENTS:
        content.reason = content.reason or "text-align"
    if content.reason or not any(piece.text.strip(" \t\n\r\f") for piece in content.pieces):
        if content.reason:
            box.printkit_left = content.reason  # the engine's lines are copies of the box and say so too
        return None
    chinese = language.startswith("zh")
    hyphenate = None if chinese or style["hyphens"] != "auto" else _cuts
    return _composed(content, style["font_size"], typography_of(style), chinese, hyphenate)


def _composed(content: Content, size: float, manner: Style, chinese: bool, hyphenate: Hyphenate | None) -> Composition:
    annotations = [
        annotation(reading, _composed(content_of(reading), reading.look.face.size, manner, chinese, None))
        for reading in content.readings
    ]
    runs = [Run(piece.text, _face(piece, size), piece.kind) for piece in content.pieces]
    held = list(groups(content, annotations, size))
    paragraph = Paragraph(runs, manner, chinese=chinese, hyphenate=hyphenate, groups=held)
    marked = bool(annotations) or any(piece.marks or piece.look.dots for piece in content.pieces)
    return Composition(content, paragraph, size, annotations, marked)


def _face(piece: Piece, size: float) -> Any:
    if piece.text == OBJECT:
        return _ObjectFace(piece.width * 1000 / size)
    return piece.look.face.scaled(size)


def _cuts(word: str, face: Any) -> Any:
    return face.cuts(word) if isinstance(face, StyleFace) else ()
