"""What is drawn over a folding dummy: numbers of pages, blanks by name, folds, the frame to cut, and the strip of instructions.

All letters are outlines, each drawn once for the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pikepdf
from pikepdf import Name

from ...imposition import Area, Line, Placement, Side
from ...press import lettering
from ...sheets.letters import Letters
from ...units import Length
from .fitting import EDGE, Fitted
from .instructions import place_of

_MM: Final = Length.mm(1).pt
_TEXT: Final = 6.5
_LEADING: Final = 8.6
_QUARTERS: Final = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}


class Overlay:
    """Draws over the sheets of one dummy, in an open file."""

    def __init__(self, pdf: pikepdf.Pdf, fitted: Fitted, title: str, words: tuple[str, str]) -> None:
        self._pdf, self._fitted, self._title, self._words = pdf, fitted, title, words
        self._letters = Letters(pdf)
        self._write = self._letters.write

    def draw(self) -> None:
        """Every side of every sheet, in the order of the file's pages."""
        sides = []
        for number, sheet in enumerate(self._fitted.imposition.sheets, 1):
            for back, side in enumerate((sheet.front, sheet.back)):
                if side is not None:
                    frame = self._fitted.frames[number - 1][back]
                    assert frame is not None
                    numbers = self._fitted.numbers[number - 1][back]
                    sides.append((bool(back), self._side(side, frame, numbers, number, back=bool(back))))
        words = self._instructions()
        # Only now all letters are known: all forms share one list of them.
        letters = self._pdf.make_indirect(pikepdf.Dictionary(XObject=self._letters.drawn))
        told = self._form(words, letters)
        for page, (back, drawing) in zip(self._pdf.pages, sides, strict=True):
            page.contents_add(b"q", prepend=True)
            names = [page.add_resource(self._form(drawing, letters), Name.XObject, Name.Dummy)]
            names += [] if back else [page.add_resource(told, Name.XObject, Name.DummyWords)]
            page.contents_add(" ".join(["Q", *(f"q {name} Do Q" for name in names)]).encode())

    def _form(self, drawing: str, resources: pikepdf.Object) -> pikepdf.Stream:
        media = self._fitted.imposition.size
        return self._pdf.make_stream(
            drawing.encode(), Type=Name.XObject, Subtype=Name.Form, Resources=resources,
            BBox=pikepdf.Array([0, 0, round(media.width.pt, 4), round(media.height.pt, 4)]),
        )  # fmt: skip

    def _side(self, side: Side, frame: Area, numbers: Sequence[int], number: int, *, back: bool) -> str:
        parts = [f"0 G 0.4 w {_box(frame)} S"]
        parts += [self._fold(line) for line in side.lines if line.kind == "fold"]
        parts += [_cut(line) for line in side.lines if line.kind == "cut"]
        parts += [self._page(each, place) for each, place in zip(side.placements, numbers, strict=True)]
        return "\n".join([*parts, *self._strip(number, back=back), self._corner(number, back=back)])

    def _page(self, placement: Placement, place: int) -> str:
        """The number of a page at the middle of its foot, large enough to be read across a table; a blank by its name."""
        trim = placement.trim
        cosine, sine = _QUARTERS[placement.angle]
        lying = placement.angle in (90, 270)
        width, height = (trim.height.pt, trim.width.pt) if lying else (trim.width.pt, trim.height.pt)
        middle = ((trim.left.pt + trim.right.pt) / 2, (trim.bottom.pt + trim.top.pt) / 2)
        size = min(16.0, max(7.0, height * 0.06))
        text = str(place) if placement.page is None or placement.page == place else f"{place} = PDF {placement.page}"
        wide = min(lettering.width(text, size) + size, width)
        foot = -height / 2 + 0.35 * size
        parts = [
            f"q {cosine} {sine} {-sine} {cosine} {middle[0]:.3f} {middle[1]:.3f} cm",
            f"1 g 0 G 0.5 w {-wide / 2:.3f} {foot:.3f} {wide:.3f} {1.25 * size:.3f} re B",
            "0 g " + self._centred(text, foot + 0.26 * size, size, width),
        ]
        if placement.page is None:
            parts.append("0.45 g " + self._centred("白页 blank", 0, size, width))
        return "\n".join([*parts, "Q"])

    def _centred(self, text: str, y: float, size: float, room: float) -> str:
        size = min(size, 0.96 * room / lettering.width(text, 1))
        return self._write(text, -lettering.width(text, size) / 2, y, size)

    def _fold(self, line: Line) -> str:
        """A broken line on a white one, so that it shows on any ground, and its number at both ends."""
        at, start, end = line.at.pt, line.start.pt, line.end.pt
        ends = (
            f"{at:.3f} {start:.3f} m {at:.3f} {end:.3f} l"
            if line.upright
            else f"{start:.3f} {at:.3f} m {end:.3f} {at:.3f} l"
        )
        parts = [f"q 1 G 1.4 w {ends} S 0 G 0.6 w [4 2.5] 0 d {ends} S Q"]
        mark = {"mountain": "▲", "valley": "▼", "": ""}[line.crease]
        text = f"{line.step or ''}{mark}"
        if text:
            wide = lettering.width(text, _TEXT)
            for place, outwards in ((start, -1), (end, 1)):
                away = place + outwards * 2.2 * _MM
                x, y = (at - wide / 2, away - _TEXT / 3) if line.upright else (away - wide / 2, at - _TEXT / 3)
                parts.append(f"1 g {x - 1:.3f} {y - 1.5:.3f} {wide + 2:.3f} {_TEXT + 2:.3f} re f 0 g")
                parts.append(self._write(text, x, y, _TEXT))
        return "\n".join(parts)

    def _strip(self, number: int, *, back: bool) -> list[str]:
        """The number of the sheet, on its front the title too; on the back at the edge of the paper that is the same one."""
        size = self._fitted.imposition.size
        left, room = EDGE.pt, size.width.pt - 2 * EDGE.pt
        label = place_of(number, len(self._fitted.imposition.sheets), back=back)
        above = back and self._fitted.imposition.turn == "tumble"
        y = size.height.pt - EDGE.pt - _LEADING if above else EDGE.pt + 4 * _LEADING
        wide = lettering.width(label, _TEXT + 1)
        parts = ["0 g", self._write(label, left, y, _TEXT + 1)]
        if not back:
            title = lettering.cut(self._title, _TEXT + 1, room - wide - 4 * _MM)
            parts.append(self._write(title, left + room - lettering.width(title, _TEXT + 1), y, _TEXT + 1))
        return parts

    def _instructions(self) -> str:
        """What to do, the same on all fronts: lines below that of the title."""
        size = self._fitted.imposition.size
        left, room, y = EDGE.pt, size.width.pt - 2 * EDGE.pt, EDGE.pt + 4 * _LEADING
        lines = [line for words in self._words for line in _broken(words, room)]
        small = min(1.0, 3.6 / len(lines))
        parts = ["0 g"]
        for line in lines:
            y -= _LEADING * small * 1.1
            parts.append(self._write(line, left, y, _TEXT * max(small, 0.8)))
        return "\n".join(parts)

    def _corner(self, number: int, *, back: bool) -> str:
        """A triangle at the one corner of the paper that both sides share: the upper left one of the front."""
        size = self._fitted.imposition.size
        turned = self._fitted.imposition.turn
        side = 3.5 * _MM
        x = size.width.pt - EDGE.pt if back and turned == "turn" else EDGE.pt
        y = EDGE.pt if back and turned == "tumble" else size.height.pt - EDGE.pt
        right, up = (-1 if back and turned == "turn" else 1), (1 if back and turned == "tumble" else -1)
        text = str(number)
        wide = lettering.width(text, _TEXT)
        beside = x + right * (side + 1) - (wide if right < 0 else 0)
        return (
            f"0 g {x:.3f} {y:.3f} m {x + right * side:.3f} {y:.3f} l {x:.3f} {y + up * side:.3f} l f\n"
            + self._write(text, beside, y - (_TEXT * 0.75 if up < 0 else 0), _TEXT)
        )


def _broken(text: str, room: float) -> list[str]:
    """A text in lines: Latin at blanks, Han anywhere but before a mark."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and lettering.width(line + piece.rstrip(), _TEXT) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for letter in text:
        if pieces and (
            letter in "，。；：、）%" or (letter < "\u2e80" and pieces[-1][-1] < "\u2e80" and pieces[-1][-1] != " ")
        ):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _box(area: Area) -> str:
    return f"{area.left.pt:.3f} {area.bottom.pt:.3f} {area.width.pt:.3f} {area.height.pt:.3f} re"


def _cut(line: Line) -> str:
    at, start, end = line.at.pt, line.start.pt, line.end.pt
    ends = (
        f"{at:.3f} {start:.3f} m {at:.3f} {end:.3f} l"
        if line.upright
        else f"{start:.3f} {at:.3f} m {end:.3f} {at:.3f} l"
    )
    return f"q 1 G 1.2 w {ends} S 0 G 0.4 w {ends} S Q"
