"""What a press needs around the page: crop, register and fold marks, the colour bar, the slug line. Never in the bleed.

Crop, register and fold marks and the slug line are in the colour of all inks (/Separation /All, ISO 32000-1, 8.6.6.4),
so every plate shows them; each ink's own name stands in that ink, so every plate is named on itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Name

from ..diagnostics import PrintkitError, error
from ..units import Length
from . import lettering, strokes
from .boxes import Boxes
from .strokes import line

LEAST_SLUG: Final = Length.mm(10)
_MM: Final = Length.mm(1).pt
_GAP: Final = 1 * _MM
"""From the bleed to the marks."""
_CROP: Final = 5 * _MM
_RADIUS: Final = 1.5 * _MM
_PATCH: Final = 5 * _MM
_SIZE: Final = 6.0
"""pt, of the slug line."""


@dataclass(frozen=True, slots=True)
class Slug:
    """What the slug line tells. `title` is cut where there is no room; `rest` follows the number of the page."""

    title: str
    rest: str


class Marks:
    """The marks of all pages of a file; what they share is one form. Raises `PrintkitError` (`bad-slug`)."""

    def __init__(
        self, pdf: pikepdf.Pdf, boxes: Boxes, slug: Slug, spots: Sequence[str] = (), folds: Sequence[Length] = ()
    ) -> None:
        if boxes.bleed[0] < LEAST_SLUG.pt - 0.01:
            message = "there is no room for the marks around the bleed"
            raise PrintkitError([error("bad-slug", message, hint=f"give {LEAST_SLUG} or more, or leave the marks out")])
        self._pdf, self._boxes, self._count = pdf, boxes, len(pdf.pages)
        self._spots = _spaces(pdf, spots)
        self._all = pdf.make_indirect(strokes.registration_colour())
        self._width = boxes.trim[2] - boxes.trim[0]
        lines = [*self._crop(), *self._register(), *self._folds(folds)]
        drawing = [strokes.BEGIN, *lines, self._slug_line(slug), self._named_plates(), *self._bar()]
        self._form = self._made("\n".join(drawing))

    def draw(self, page: pikepdf.Page, number: int) -> None:
        """Put the marks on a page that is on its sheet already; pages count from 1."""
        x, y = self._second_line
        text = lettering.lettered(f"{number}/{self._count}", x, y, _SIZE)
        page.obj.Resources.XObject.Marks = self._form
        page.obj.Resources.ColorSpace = pikepdf.Dictionary(All=self._all)
        own = page.obj.Contents.read_bytes()
        page.obj.Contents = self._pdf.make_stream(own + f"q\n/Marks Do\n/All cs 1 scn\n{text}\nQ\n".encode())

    def _made(self, drawing: str) -> pikepdf.Stream:
        spaces = strokes.colour_spaces(self._all, [space for _name, space in self._spots])
        return self._pdf.make_stream(
            drawing.encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=pikepdf.Array(self._boxes.media),
            Resources=pikepdf.Dictionary(ColorSpace=spaces),
        )

    def _crop(self) -> list[str]:
        """Two lines at each corner of the trim, which would meet there."""
        (left, bottom, right, top), (x0, y0, x1, y1) = self._boxes.trim, self._boxes.bleed
        lines = []
        for x in (left, right):
            lines += [line(x, y0 - _GAP, x, y0 - _GAP - _CROP), line(x, y1 + _GAP, x, y1 + _GAP + _CROP)]
        for y in (bottom, top):
            lines += [line(x0 - _GAP, y, x0 - _GAP - _CROP, y), line(x1 + _GAP, y, x1 + _GAP + _CROP, y)]
        return lines

    def _register(self) -> list[str]:
        """A cross in a circle at the middle of each side."""
        x0, y0, x1, y1 = self._boxes.bleed
        away = _GAP + 2 * _RADIUS
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        centres = ((middle[0], y0 - away), (middle[0], y1 + away), (x0 - away, middle[1]), (x1 + away, middle[1]))
        return [stroke for x, y in centres for stroke in strokes.register(x, y, _RADIUS)]

    def _folds(self, folds: Sequence[Length]) -> list[str]:
        """Broken lines above and below the bleed, at these distances from the left edge of the trim."""
        y0, y1 = self._boxes.bleed[1] - _GAP, self._boxes.bleed[3] + _GAP
        lines = []
        for fold in folds:
            if not 0 < fold.pt < self._width:
                message = f"a fold at {fold} is not on a page that is {Length(self._width)} wide"
                raise PrintkitError([error("bad-fold", message, hint="count from the left edge of the trim")])
            x = self._boxes.trim[0] + fold.pt
            lines += [strokes.DASHED, line(x, y0, x, y0 - _CROP), line(x, y1, x, y1 + _CROP), strokes.SOLID]
        return lines

    def _bar(self) -> list[str]:
        """The colour bar over the trim: solids left of the register mark, tints and spot inks right of it."""
        patches = [strokes.inked(inks) for inks in strokes.SOLIDS]
        tints = [strokes.inked(inks) for inks in strokes.TINTS]
        tints += [strokes.spot(index) for index in range(len(self._spots))]
        room = self._width / 2 - 10 * _MM
        y = self._boxes.bleed[3] + _GAP
        found = []
        for colours, start in (
            (patches, self._boxes.trim[0] + 4 * _MM),
            (tints, self._boxes.trim[0] + self._width / 2 + 6 * _MM),
        ):
            side = min(_PATCH, room / len(colours))
            found += [
                strokes.patch(colour, start + index * side, y, side, side) for index, colour in enumerate(colours)
            ]
        return found

    @property
    def _second_line(self) -> tuple[float, float]:
        """Where the number of the page stands."""
        return self._boxes.trim[0] + 2 * _MM, self._boxes.bleed[1] - _GAP - 2.4 * _SIZE

    def _slug_line(self, slug: Slug) -> str:
        """What is the same on all pages; room is left for the number of the page."""
        x, y = self._second_line
        room = self._width / 2 - 8 * _MM
        after = lettering.width(f"{self._count}/{self._count}  ", _SIZE)
        title = lettering.cut(slug.title, _SIZE, room)
        rest = lettering.cut(slug.rest, _SIZE, room - after)
        return "\n".join(
            [lettering.lettered(title, x, y + 1.4 * _SIZE, _SIZE), lettering.lettered(rest, x + after, y, _SIZE)]
        )

    def _named_plates(self) -> str:
        """The name of every ink in that ink, right of the middle of the slug."""
        x, y = self._boxes.trim[0] + self._width / 2 + 6 * _MM, self._boxes.bleed[1] - _GAP - _SIZE
        inks = strokes.plates([name for name, _space in self._spots])
        room = self._width / 2 - 8 * _MM
        size = min(_SIZE, _SIZE * room / lettering.width("  ".join(name for name, _colour in inks), _SIZE))
        return lettering.named_plates(inks, x, y, size)


def _spaces(pdf: pikepdf.Pdf, spots: Sequence[str]) -> list[tuple[str, pikepdf.Object]]:
    """Spot inks by name, each with the space of the file that paints it."""
    found: dict[str, pikepdf.Object] = {}
    for item in pdf.objects if spots else ():
        if isinstance(item, pikepdf.Array) and len(item) == 4 and item[0] == Name.Separation:
            found.setdefault(str(item[1])[1:], item)
    return [(name, found[name]) for name in spots if name in found]
