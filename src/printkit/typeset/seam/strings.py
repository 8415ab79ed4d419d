"""The glyphs of a composed line as operands of TJ, so that who copies them gets the text: its blanks and no others.

Gaps lie in the advances of the glyphs before them (`aliases`). A blank of the text is drawn; where the composer
has squeezed it, or a mark's blank half stands for it, the glyph before gives of its advance, so that poppler sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from ...typography.paragraph import Line
from .content import OBJECT, Piece
from .pango import LEAST, PangoFont
from .shaping import Shape

if TYPE_CHECKING:
    from .lines import Composition

_NARROWEST_BLANK: Final = 165
"""em/1000. Poppler takes a gap for a blank from 150 on."""

Strings = tuple[tuple[PangoFont, str], ...]


class Stretch(NamedTuple):
    """A piece of a line: its letters here, its strings font by font, its width in em/1000 of the paragraph.

    `beyond`: how wide the edges of inline boxes behind it are, over which its last glyph reaches.
    """

    piece: Piece
    letters: str
    strings: Strings
    width: float
    beyond: float = 0


def stretches(composition: Composition, line: Line, closing: bool) -> Iterator[Stretch]:
    """The pieces of a line. `closing`: it is the last of its paragraph."""
    paragraph = composition.paragraph
    end = line.last + (1 if line.tail else 0)
    at = line.first
    while at < end:
        run = paragraph.run_at(at)
        stop = min(end, paragraph.bounds[run])
        piece = composition.content.pieces[run]
        if piece.text == OBJECT:
            yield Stretch(piece, OBJECT, (), _object_width(composition, line, at))
        else:
            yield _stretch(composition, piece, line, at, stop, closing)
        at = stop


def _object_width(composition: Composition, line: Line, at: int) -> float:
    place = at - line.first
    return composition.paragraph.widths[at] + (line.gaps[place] if place < len(line.gaps) else 0)


class _Beyond(NamedTuple):
    """What is between a stretch and the next text: edges of inline boxes `width` wide in em/1000, a blank perhaps.

    `size`: of that text in px, 0 where none follows at once.
    """

    width: float = 0
    blank: bool = False
    size: float = 0


def _beyond(composition: Composition, line: Line, at: int, end: int) -> _Beyond:
    """What follows a stretch that ends before atom `at`, in a line that ends before atom `end`."""
    paragraph, pieces = composition.paragraph, composition.content.pieces
    width, blank = 0.0, False
    while at < end:
        piece = pieces[paragraph.run_at(at)]
        if piece.text != OBJECT:
            return _Beyond(width, blank, piece.look.face.size)
        if piece.object is not None:
            break
        width += _object_width(composition, line, at)
        blank = blank or (at - line.first < len(line.gaps) and paragraph.glues[at].space)
        at += 1
    return _Beyond()


def _stretch(composition: Composition, piece: Piece, line: Line, at: int, stop: int, closing: bool) -> Stretch:
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
    out = _Writer(face.blank)
    width, beyond = 0.0, _Beyond()
    letters: list[str] = []
    count = len(gaps)
    last = stop - 1
    for index, (atom, shape) in enumerate(zip(atoms, shapes, strict=True), at):
        place = index - first
        letters.append(atom)
        width += shape.advance * scale
        if shape.font is not None:
            out.glyphs(shape.font, shape.code)
            for font, code in shape.rest:
                out.glyphs(font, code)
        if place < count:
            gap, space = gaps[place], glues[index].space
            width += gap
            if index == last:
                beyond = _beyond(composition, line, stop, line.last + (1 if line.tail else 0))
                gap, space = gap + beyond.width, space or beyond.blank
            if space:
                out.blank(gap / scale)
                letters.append(" ")
            elif gap > LEAST or gap < -LEAST:
                out.move(gap / scale, exactly=beyond.size not in (0, face.size))
        elif place == count and not closing and not line.tail and glues[index].space:
            out.last_blank()
            letters.append(" ")
    return Stretch(piece, "".join(letters), out.finished(), width, beyond.width)


class _Writer:
    """Glyphs and gaps in their order. Widths in em/1000 of the face."""

    def __init__(self, blank: Shape) -> None:
        self._blank = blank
        self._font: PangoFont | None = None
        self._parts: list[str] = []
        self._done: list[tuple[PangoFont, str]] = []

    def glyphs(self, font: PangoFont, code: str) -> None:
        if font is not self._font:
            self._flush()
            self._font = font
        self._parts.append(code)

    def move(self, gap: float, exactly: bool = False) -> None:
        """A gap that is no blank. `exactly`: before text of another size."""
        if self._font is None:
            self._parts.append(f">{-gap:.1f}<")
        else:
            self._parts[-1] = self._font.spaced(self._parts[-1], gap, exactly)

    def blank(self, gap: float) -> None:
        """A blank of the text, `gap` wide."""
        if gap < _NARROWEST_BLANK and self._font is not None:
            self._parts[-1], given = self._font.narrowed(self._parts[-1], _NARROWEST_BLANK - gap)
            gap += given
        self._draw_blank(gap)

    def last_blank(self) -> None:
        """The blank at a line's end, kept for those who copy the text."""
        self._draw_blank(0)

    def _draw_blank(self, gap: float) -> None:
        if self._blank.font is not None:
            self.glyphs(self._blank.font, self._blank.code)
        rest = gap - self._blank.advance
        if rest > LEAST or rest < -LEAST:
            self._parts.append(f">{-rest:.1f}<")

    def _flush(self) -> None:
        if self._parts and self._font is not None:
            text = f"<{''.join(self._parts)}>".replace("<>", "")
            self._done.append((self._font, text))
            self._parts = []

    def finished(self) -> Strings:
        self._flush()
        return tuple(self._done)
