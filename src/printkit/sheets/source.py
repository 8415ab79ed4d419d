"""The pages of any PDF as form XObjects (ISO 32000-1, 8.10), each made once, in the file itself.

So whatever pages share, fonts, pictures, profiles, sheets share too, and nothing is copied. What a page has outside its
bleed, such as marks, does not come along: the form ends there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Name

from ..diagnostics import Diagnostic, PrintkitError, error, warning
from ..pdf.boxes import Boxes, page_boxes
from ..pdf.geometry import Matrix, common, through, times
from ..pdf.painted import Rectangle
from ..pdf.values import FAULTS
from ..units import Length, Size

SAME: Final = Length.mm(0.1).pt
"""Sizes nearer than this are one."""
_OURS: Final = re.compile(rb"q\n1 0 0 1 (\S+) (\S+) cm\n/Page Do\nQ\n(?:q\n/Marks Do\n(?:(?!\bDo\b).)*)?", re.DOTALL)
"""A page of the press: its own drawing is a form already, and besides there are marks at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to place. `form` is None where nothing is drawn."""

    form: pikepdf.Object | None
    upright: Matrix
    """From the form's space to the page as it is read: the lower left corner of the trim is the origin, in pt."""
    size: Size
    """Of the trim, as it is read."""
    margins: tuple[float, float, float, float]
    """How far the bleed reaches past the trim: left, bottom, right, top, as it is read, in pt."""


@dataclass(frozen=True, slots=True)
class Source:
    """All pages, their one trim, and the bleed that all of them have."""

    pages: tuple[Page, ...]
    trim: Size
    bleed: Length
    transparent: bool
    """Whether a page is a transparency group."""
    warnings: tuple[Diagnostic, ...]


def read(pdf: pikepdf.Pdf) -> Source:
    """Make forms of the pages of an open file, in place. Raises `PrintkitError` (`mixed-trims`, `pdf-broken`)."""
    forms = _Forms(pdf)
    pages: list[Page] = []
    transparent = False
    for number, page in enumerate(pdf.pages, 1):
        try:
            pages.append(forms.page(page))
            transparent = transparent or "/Group" in page.obj
        except FAULTS as why:
            message = f"page {number} cannot be read: {' '.join(str(why).split())[:100]}"
            hint = "save it again from the program that made it"
            raise PrintkitError([error("pdf-broken", message, hint=hint)]) from None
    trim = pages[0].size
    _check_sizes(pages)
    bleed = Length(round(min(min(page.margins) for page in pages), 4))
    return Source(tuple(pages), trim, bleed, transparent, tuple(_told(forms, bleed)))


def _check_sizes(pages: list[Page]) -> None:
    first = pages[0].size
    other = {
        number: page.size
        for number, page in enumerate(pages, 1)
        if abs(page.size.width.pt - first.width.pt) > SAME or abs(page.size.height.pt - first.height.pt) > SAME
    }
    if other:
        number, size = next(iter(other.items()))
        more = f", and {len(other) - 1} more are others too" if len(other) > 1 else ""
        message = f"page 1 is {_mm(first)} and page {number} is {_mm(size)}{more}"
        hint = "a book has one trim: export all pages at one size, or impose them as files of their own"
        raise PrintkitError([error("mixed-trims", message, hint=hint)])


def _told(forms: _Forms, bleed: Length) -> list[Diagnostic]:
    found = []
    if forms.untrimmed:
        message = f"{_pages(forms.untrimmed)} not say where to trim, so the whole page is taken"
        found.append(warning("no-trim-box", message, hint="export it with a TrimBox"))
    if bleed.pt < SAME:
        message = "the file has no bleed: where pages are printed to the edge, paper may show after trimming"
        found.append(warning("no-bleed", message, hint="export it with 3 mm of bleed and a BleedBox"))
    if forms.annotated:
        message = f"notes, links or fields are left out on {len(forms.annotated)} pages: sheets are paper"
        found.append(warning("annotations-dropped", message, hint="print into the page what has to be printed"))
    return found


class _Forms:
    """Makes the forms, each once, and remembers what was odd."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._made: dict[object, pikepdf.Object] = {}
        self._taken: set[tuple[int, int]] = set()
        self._number = 0
        self.untrimmed: list[int] = []
        self.annotated: list[int] = []

    def page(self, page: pikepdf.Page) -> Page:
        self._number += 1
        boxes = page_boxes(page.obj)
        trim = boxes.trim or boxes.art or boxes.crop
        if boxes.trim is None and boxes.art is None:
            self.untrimmed.append(self._number)
        if isinstance(annotations := page.obj.get("/Annots"), pikepdf.Array) and any(map(_shown, annotations)):
            self.annotated.append(self._number)
        trim = common(trim, boxes.media) or boxes.media
        bleed = common(boxes.bleed or trim, boxes.media) or trim
        bleed = (min(bleed[0], trim[0]), min(bleed[1], trim[1]), max(bleed[2], trim[2]), max(bleed[3], trim[3]))
        form, move = self._form(page, boxes, bleed)
        upright = times(move, _upright(trim, boxes))
        x0, y0, x1, y1 = through(_upright(trim, boxes), trim)
        b0, b1, b2, b3 = through(_upright(trim, boxes), bleed)
        size = Size(Length(x1 - x0), Length(y1 - y0))
        return Page(form, upright, size, (x0 - b0, y0 - b1, b2 - x1, b3 - y1))

    def _form(self, page: pikepdf.Page, boxes: Boxes, bleed: Rectangle) -> tuple[pikepdf.Object | None, Matrix]:
        """The form of a page, and the matrix from its space to the page's."""
        still: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        streams = _streams(boxes.contents)
        if not streams:
            return None, still
        inner = _inner(streams, boxes, bleed)
        if inner is not None:
            _join_group(inner[0], page)
            return inner
        key = (tuple(stream.objgen for stream in streams), bleed, _identity(boxes.resources), "/Group" in page.obj)
        if key not in self._made:
            self._made[key] = self._new(streams, boxes, bleed)
            _join_group(self._made[key], page)
        return self._made[key], still

    def _new(self, streams: list[pikepdf.Stream], boxes: Boxes, bleed: Rectangle) -> pikepdf.Object:
        form = streams[0]
        if len(streams) > 1 or form.objgen in self._taken:
            # Operators may not be cut by the end of a stream, so a line break parts them (ISO 32000-1, 7.8.2).
            form = self._pdf.make_stream(b"\n".join(stream.read_bytes() for stream in streams))
        self._taken.add(form.objgen)
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = pikepdf.Array([round(value, 4) for value in bleed])
        form.Resources = boxes.resources if boxes.resources is not None else pikepdf.Dictionary()
        return form


def _inner(streams: list[pikepdf.Stream], boxes: Boxes, bleed: Rectangle) -> tuple[pikepdf.Object, Matrix] | None:
    """The form that a page of the press draws; None for every other page, and where it ends elsewhere than the bleed."""
    drawn = boxes.resources.get("/XObject") if isinstance(boxes.resources, pikepdf.Dictionary) else None
    form = drawn.get("/Page") if isinstance(drawn, pikepdf.Dictionary) else None
    found = _OURS.fullmatch(streams[0].read_bytes()) if len(streams) == 1 and form is not None else None
    if found is None or not isinstance(form, pikepdf.Stream) or "/Matrix" in form or "/BBox" not in form:
        return None
    move: Matrix = (1.0, 0.0, 0.0, 1.0, float(found[1]), float(found[2]))
    ends = through(move, tuple(float(value) for value in form.BBox))  # type: ignore[arg-type]
    return (form, move) if all(abs(a - b) < 0.01 for a, b in zip(ends, bleed, strict=True)) else None


def _join_group(form: pikepdf.Object, page: pikepdf.Page) -> None:
    """A page is composed by itself before it comes to paper, and so is its form (ISO 32000-1, 11.4.7)."""
    group = page.obj.get("/Group")
    if isinstance(group, pikepdf.Dictionary) and "/Group" not in form:
        own = pikepdf.Dictionary(dict(group.items()))
        own.I = True
        form.Group = own


def _upright(trim: Rectangle, boxes: Boxes) -> Matrix:
    """From a page's user space to the page as it is read, its trim's lower left corner being the origin, in pt."""
    x0, y0, x1, y1 = trim
    unit = boxes.user_unit
    turned: dict[int, Matrix] = {
        0: (1, 0, 0, 1, -x0, -y0),
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    return times(turned[boxes.rotate], (unit, 0.0, 0.0, unit, 0.0, 0.0))


def _streams(contents: Any) -> list[pikepdf.Stream]:
    if isinstance(contents, pikepdf.Stream):
        return [contents]
    return (
        [part for part in contents if isinstance(part, pikepdf.Stream)] if isinstance(contents, pikepdf.Array) else []
    )


def _shown(annotation: Any) -> bool:
    """Whether it would be printed as it stands: it has a look, or a border that is no link's."""
    if not isinstance(annotation, pikepdf.Dictionary):
        return False
    return annotation.get("/Subtype") not in (Name.Link, Name.Popup, Name.PrinterMark, Name.TrapNet)


def _identity(resources: Any) -> object:
    if resources is None:
        return None
    return resources.objgen if resources.is_indirect else resources.unparse()


def _pages(numbers: list[int]) -> str:
    return f"page {numbers[0]} does" if len(numbers) == 1 else f"{len(numbers)} pages do"


def _mm(size: Size) -> str:
    return f"{size.width.as_mm:.1f} × {size.height.as_mm:.1f} mm"
