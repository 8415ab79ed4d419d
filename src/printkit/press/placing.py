"""A page put on its sheet, at the place that its boxes give it, and blank pages among the others."""

from __future__ import annotations

import pikepdf
from pikepdf import Name

from .boxes import Box, Boxes


def place(pdf: pikepdf.Pdf, page: pikepdf.Page, boxes: Boxes) -> None:
    """Put a page, whose trim begins at the origin, on its sheet, cut at the bleed.

    What it draws becomes a form: so patterns move with it, whose matrices are of the space that a content stream begins
    in, and no `cm` would move (ISO 32000-1, 8.7.3.1); and nothing of it reaches the marks.
    """
    left, bottom = boxes.trim[:2]
    form = page.obj.Contents
    if not isinstance(form, pikepdf.Stream):
        page.contents_coalesce()
        form = page.obj.Contents
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = _array((boxes.bleed[0] - left, boxes.bleed[1] - bottom, boxes.bleed[2] - left, boxes.bleed[3] - bottom))
    form.Resources = page.obj.get("/Resources", pikepdf.Dictionary())
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=form))
    page.obj.Contents = pdf.make_stream(f"q\n1 0 0 1 {left:.4f} {bottom:.4f} cm\n/Page Do\nQ\n".encode())
    for key, box in (("/MediaBox", boxes.media), ("/BleedBox", boxes.bleed), ("/TrimBox", boxes.trim)):
        page.obj[key] = _array(box)


def insert_blank(pdf: pikepdf.Pdf, number: int) -> None:
    """A page with nothing on it, which becomes page `number` of the file; `place` gives it its boxes."""
    page = pikepdf.Dictionary(Type=Name.Page, Contents=pdf.make_stream(b""), Resources=pikepdf.Dictionary())
    pdf.pages.insert(number - 1, pikepdf.Page(pdf.make_indirect(page)))


def _array(box: Box) -> pikepdf.Array:
    return pikepdf.Array([round(value, 4) for value in box])
