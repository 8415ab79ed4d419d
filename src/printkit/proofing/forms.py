"""Pages of any PDF as forms that new pages show: content, fonts and pictures are those of the file, none is copied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name

from ..diagnostics import PrintkitError, error
from ..output import CREATOR
from ..pdf import open_pdf, page_boxes
from ..pdf.geometry import Matrix
from ..pdf.painted import Rectangle
from ..preflight.check import HasPdf

Source = bytes | Path | HasPdf
"""A PDF in memory, at a path, or in a product such as `Artwork`."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to be shown on another one: its form, its trim as a reader sees it, and the matrix that brings it there.

    `matrix` lays the trim, turned as /Rotate says, with its lower left corner on the origin; pt, y up.
    """

    form: Any
    width: float
    height: float
    matrix: Matrix


def data_of(source: Source) -> bytes | Path:
    """What `open_pdf` takes."""
    return source if isinstance(source, (bytes, Path)) else source.pdf


@contextmanager
def reading(source: Source) -> Iterator[pikepdf.Pdf]:
    """The PDF, opened; what is wrong with its objects comes out as `pdf-broken`. Raises `PrintkitError`."""
    with open_pdf(data_of(source)) as pdf:
        try:
            yield pdf
        except pikepdf.PdfError as why:
            raise PrintkitError([error("pdf-broken", f"the pages cannot be taken: {why}")]) from None


def leaf_of(page: pikepdf.Page, bleed: bool = False) -> Leaf:
    """A page as a form, cut at its trim, or at its bleed; a page without a TrimBox at what is seen of it."""
    boxes = page_boxes(page.obj)
    trim = boxes.trim or boxes.crop
    cut = (boxes.bleed or trim) if bleed else trim
    form = page.as_form_xobject(False)
    form.BBox = pikepdf.Array([round(edge, 4) for edge in cut])
    for key in ("/StructParents", "/StructParent"):
        if key in form:
            del form[key]
    width, height, matrix = upright(trim, boxes.rotate, boxes.user_unit)
    return Leaf(form, width, height, matrix)


def upright(trim: Rectangle, rotate: int, unit: float) -> tuple[float, float, Matrix]:
    """Width and height of a page as it is seen, in pt, and the matrix from its user space to there."""
    x0, y0, x1, y1 = trim
    wide, high = (x1 - x0) * unit, (y1 - y0) * unit
    if rotate == 90:
        return high, wide, (0, -unit, unit, 0, -y0 * unit, x1 * unit)
    if rotate == 180:
        return wide, high, (-unit, 0, 0, -unit, x1 * unit, y1 * unit)
    if rotate == 270:
        return high, wide, (0, unit, -unit, 0, y1 * unit, -x0 * unit)
    return wide, high, (unit, 0, 0, unit, -x0 * unit, -y0 * unit)


def shown(name: str, matrix: Matrix) -> str:
    """The operators that show a form of the page's resources through a matrix."""
    return f"q\n{' '.join(f'{value:.5f}' for value in matrix)} cm\n/{name} Do\nQ"


def untag(pdf: pikepdf.Pdf) -> None:
    """Drop what tells the structure of pages that are no longer there, and would keep them in the file."""
    for key in ("/StructTreeRoot", "/MarkInfo", "/AcroForm", "/PageLabels", "/OpenAction", "/AA", "/Threads"):
        if key in pdf.Root:
            del pdf.Root[key]


def sign(pdf: pikepdf.Pdf) -> None:
    """Mark the file as ours; metadata of another program would tell of another file, and goes."""
    if str(pdf.docinfo.get("/Creator", "")) == CREATOR:
        return
    pdf.docinfo["/Creator"] = CREATOR
    if Name.Metadata in pdf.Root:
        del pdf.Root[Name.Metadata]
