"""Text without breaks of its own, cut into columns by the paragraph breaker.

Lengths in thousandths of an em of the whole text's size, along the column, from its top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from ..balance import balance
from ..characters import Class, classify, parts
from ..paragraph import Line, Paragraph, Run
from ..style import Style
from .postures import Form, Posture, forms, signs

_BLANKS: Final = " \t\n\r\f"


class Face(Protocol):
    """One style of the text."""

    em: float
    """Its size, in thousandths of the em of the whole."""
    space: float
    """The width of a blank."""

    def turned(self, text: str) -> float:
        """The width of an atom that lies on its side."""


class Piece(NamedTuple):
    """A stretch of text in one style.

    `chinese`: by the rules of Chinese; otherwise all of it is turned. `tracking`: what is added to each cell.
    """

    text: str
    face: Face
    chinese: bool = True
    tracking: float = 0


class Cell(NamedTuple):
    """A form in its place: `start` from the top of the column, `extent` along it. `piece` is where it comes from."""

    form: Form
    piece: int
    start: float
    extent: float


@dataclass(frozen=True, slots=True)
class Column:
    """`top`: how far it begins below the first (stagger). `length`: from there to the end of its ink.

    `forced`: it is too long, or ends where no line may end, inside a word.
    """

    cells: tuple[Cell, ...]
    top: float
    length: float
    forced: bool = False

    @property
    def signs(self) -> int:
        """Its characters without marks; a word on its side counts as several."""
        return sum(signs(cell.form) for cell in self.cells)


class _Along:
    """The face of one form as a paragraph sees it: how far it goes along the column."""

    def __init__(self, form: Form, piece: Piece) -> None:
        self.form, self.face, self.tracking = form, piece.face, piece.tracking
        self.space = piece.face.space
        self.scale = piece.face.em / 1000

    def advance(self, text: str) -> float:
        form, em = self.form, self.face.em
        kind = classify(text)
        if kind is Class.CONTROL:
            return 0.0
        if form.posture is Posture.TURNED:
            return self.face.turned(text)
        if form.posture is Posture.ABREAST:
            return (em + self.tracking) * len(text) / len(form.text)
        if kind is Class.DASH:
            return em * (2 if text == "⸺" else len(text))  # drawn through: nothing comes between
        return em + self.tracking


Part = tuple[int, str]
"""Index of a piece, and a stretch of its text."""


class Strip:
    """Text without columns of its own, ready to be cut into them. `phrases`: what the author's hints part."""

    def __init__(
        self, phrases: Sequence[Sequence[Part]], pieces: Sequence[Piece], digits: int, style: Style, chinese: bool
    ) -> None:
        found: list[tuple[Form, int]] = []
        edges = []
        for phrase in phrases:
            edges.append(len(found))
            for index, text in phrase:
                piece = pieces[index]
                lying = (Form(atom, atom, Posture.TURNED) for atom in parts(text))
                found += [(form, index) for form in (forms(text, digits) if piece.chinese else lying)]
        self.forms, self.pieces = found, pieces
        runs = [
            Run("" if self._lost(nth) else form.text, _Along(form, pieces[index]), form.kind)
            for nth, (form, index) in enumerate(found)
        ]
        self.paragraph = Paragraph(runs, style, chinese=chinese)
        bounds = self.paragraph.bounds
        self.hints = [bounds[edge - 1] for edge in edges[1:] if 0 < bounds[edge - 1] < bounds[-1]]

    def _lost(self, nth: int) -> bool:
        """Whether a form is a blank beside figures that stand abreast: a cell, unlike a number in a row, has none."""
        around = self.forms[max(0, nth - 1) : nth + 2]
        return not self.forms[nth][0].text.strip(_BLANKS) and any(f.posture is Posture.ABREAST for f, _piece in around)

    def fitted(self, height: float, indent: float, justify: bool) -> list[Column]:
        """Columns of at most `height`, the first `indent` shorter; at worst one is too long."""
        lines = self.paragraph.fit(height, indent=indent, justify=justify)
        return [self._column(line, 0 if nth else indent) for nth, line in enumerate(lines)]

    def balanced(self, height: float, indent: float) -> list[Column]:
        """As few columns, alike in length, broken between words or at the hints."""
        lines = balance(self.paragraph, height, hints=self.hints, indent=indent)
        return [self._column(line, 0 if nth else indent) for nth, line in enumerate(lines)]

    def _column(self, line: Line, indent: float) -> Column:
        cells: list[Cell] = []
        place, run = indent - line.left, -1
        for nth, index in enumerate(range(line.first, line.last + bool(line.tail))):
            letters, width = self._letters(line, index)
            same = self.paragraph.run_at(index) == run  # ？！: two atoms in one cell
            if same and cells[-1].form.posture is Posture.ABREAST:
                cells[-1] = cells[-1]._replace(extent=cells[-1].extent + width)
            else:
                run = self.paragraph.run_at(index)
                form, piece = self.forms[run]
                if letters:
                    form = form._replace(text=letters, shown=letters)
                cells.append(Cell(form, piece, place, width))
            place += width + (line.gaps[nth] if nth < len(line.gaps) else 0)
        return Column(tuple(cells), 0, indent + line.width, line.forced)

    def _letters(self, line: Line, index: int) -> tuple[str, float]:
        """What stands here of a word that is parted between two columns, if it is, and how long it is."""
        head = line.head if index == line.first else 0
        tail = line.tail if index == line.last else 0
        if not head and not tail:
            return "", self.paragraph.widths[index]
        letters = self.paragraph.atoms[index][head : tail or None] + ("-" if tail and not line.bare else "")
        _form, piece = self.forms[self.paragraph.run_at(index)]
        return letters, self.pieces[piece].face.turned(letters)
