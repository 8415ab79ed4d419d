"""The glyphs of a composed line as operands of TJ, so that who copies them gets the text: its blanks and no others.

Gaps lie in the advances of the glyphs before them (`aliases`). A blank of the text is drawn; where the composer
has squeezed it, or a mark's blank half stands for it, the glyph before gives of its advance, so that poppler sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ...typography.paragraph import Line
from ...typography.spacing import Glue
from .content import OBJECT, Piece
from .pango import LEAST, PangoFont
from .shaping import Shape

if TYPE_CHECKING:
    from .composition import Composition

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
    out = _Writer(face.blank, scale)
    own_gaps = gaps[at - first : stop - first]
    out.row(shapes, own_gaps, glues[at:])
    width = sum([shape.advance for shape in shapes]) * scale + sum(own_gaps)
    spaces = [glue.space for glue in glues[at : at + len(own_gaps)]]
    letters = "".join([f"{atom} " if space else atom for atom, space in zip(atoms, spaces, strict=False)])
    beyond = _Beyond()
    if len(own_gaps) == len(atoms):  # something follows in this line
        beyond = _beyond(composition, line, stop, line.last + (1 if line.tail else 0))
        gap = (own_gaps[-1] + beyond.width) / scale
        if spaces[-1] or beyond.blank:
            out.blank(gap)
            letters = letters if spaces[-1] else f"{letters} "
        elif gap > LEAST or gap < -LEAST:
            out.move(gap, exactly=beyond.size not in (0, face.size))
    else:
        letters += atoms[-1]
        if not closing and not line.tail and glues[stop - 1].space:
            out.last_blank()
            letters = f"{letters} "
    return Stretch(piece, letters, out.finished(), width, beyond.width)


class _Writer:
    """Glyphs and gaps in their order. Widths in em/1000 of the face."""

    def __init__(self, blank: Shape, scale: float) -> None:
        self._blank, self._scale = blank, scale
        self._font: PangoFont | None = None
        self._parts: list[str] = []
        self._done: list[tuple[PangoFont, str]] = []

    def row(self, shapes: Sequence[Shape], gaps: Sequence[float], glues: Sequence[Glue]) -> None:
        """Atoms with the gaps between them (em/1000 of the paragraph); the one behind the last is left out."""
        font, parts, scale = self._font, self._parts, self._scale
        add = parts.append
        blank = self._blank.font
        blanks: dict[float, str] = {}
        last = len(shapes) - 1
        for index, shape in enumerate(shapes):
            if shape.font is not font or shape.rest:
                if shape.font is not None:
                    self.glyphs(shape.font, shape.code)
                    for more in shape.rest:
                        self.glyphs(*more)
                    font, parts = self._font, self._parts
                    add = parts.append
            else:
                add(shape.code)
            if index == last:
                return
            gap = gaps[index]
            if glues[index].space:
                # The blanks of a line are mostly alike, and in the face of its words.
                known = blanks.get(gap)
                if known is not None and font is blank:
                    add(known)
                    continue
                before = len(parts)
                self.blank(gap / scale)
                if self._font is font is blank and gap / scale >= _NARROWEST_BLANK:
                    blanks[gap] = "".join(parts[before:])
                font, parts = self._font, self._parts
                add = parts.append
            elif gap > LEAST or gap < -LEAST:
                self.move(gap / scale)

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
