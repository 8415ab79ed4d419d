"""PDFs of simple pages whose every coordinate is known, and what is read back from sheets of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pikepdf
from pikepdf import Array, Dictionary, Name

from printkit.imposition import Area, Imposition, Line, Placement, Sheet, Side
from printkit.pdf import painted
from printkit.pdf.painted import Painted
from printkit.units import Length, Size

MM = 72 / 25.4
A6 = (105.0, 148.0)


def mm(*values: float) -> tuple[Length, ...]:
    return tuple(Length.mm(value) for value in values)


def area(left: float, bottom: float, width: float, height: float) -> Area:
    """In mm."""
    return Area(*mm(left, bottom, left + width, bottom + height))


def book(
    count: int,
    trim: tuple[float, float] = A6,
    bleed: float = 3,
    *,
    slug: float = 10,
    boxes: bool = True,
    change: Callable[[pikepdf.Pdf, pikepdf.Page, int], None] | None = None,
) -> bytes:
    """Pages (mm) with a ground that bleeds, a marker of 4 × 2 mm whose lower left corner lies 10, 20 mm inside, and a number.

    Outside the bleed there are lines, as crop marks are. The ground of page n is 0.1 more or less magenta than its neighbours'.
    """
    pdf = pikepdf.new()
    around = bleed + slug
    width, height = trim[0] + 2 * around, trim[1] + 2 * around
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(1, count + 1):
        drawing = [
            f"0 {0.2 + 0.1 * (number % 5):g} 0.1 0 k {slug * MM} {slug * MM} {(trim[0] + 2 * bleed) * MM} {(trim[1] + 2 * bleed) * MM} re f",
            f"0 0 0 1 k {(around + 10) * MM:.5f} {(around + 20) * MM:.5f} {4 * MM:.5f} {2 * MM:.5f} re f",
            f"BT /F 12 Tf {(around + 30) * MM:.5f} {(around + 60) * MM:.5f} Td (page {number}) Tj ET",
            f"0 0 0 1 K 1 w 0 {around * MM} m {(slug - 1) * MM} {around * MM} l S",
        ]
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, width * MM, height * MM]),
            Resources=Dictionary(Font=Dictionary(F=font)),
            Contents=pdf.make_stream("\n".join(drawing).encode()),
        )
        if boxes:
            page.TrimBox = Array([around * MM, around * MM, (around + trim[0]) * MM, (around + trim[1]) * MM])
            page.BleedBox = Array([slug * MM, slug * MM, (width - slug) * MM, (height - slug) * MM])
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        if change is not None:
            change(pdf, pdf.pages[-1], number)
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def by_hand(
    placements: list[Placement], *, size: tuple[float, float] = (450, 320), lines: tuple[Line, ...] = (), pages: int = 1
) -> Imposition:
    """One sheet with a front alone."""
    return Imposition("by-hand", Size(*mm(*size)), pages, (), "turn", (Sheet(Side(tuple(placements), lines), None),))


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf


def seen(data: bytes, side: int = 1) -> list[Painted]:
    """What a side paints that can be seen."""
    with opened(data) as pdf:
        return [item for item in painted(pdf, side - 1) if item.visible]


def markers(data: bytes, side: int = 1) -> list[tuple[float, float, float, float]]:
    """The boxes of the markers on a side in mm, from left to right."""
    found = [
        tuple(value / MM for value in item.box)
        for item in seen(data, side)
        if item.kind == "path" and item.fill and item.fill.inks and item.fill.inks.get("Black") == 1
    ]
    return sorted(box for box in found if 7.5 < (box[2] - box[0]) * (box[3] - box[1]) < 8.5)  # type: ignore[misc]


def strokes(data: bytes, side: int = 1) -> list[tuple[float, float, float, float]]:
    """The lines of a side in the colour of all plates, in mm: x0, y0, x1, y1 of the line's middle."""
    found = []
    for item in seen(data, side):
        if item.kind == "path" and item.stroke and item.stroke.inks == {"All": 1.0} and item.line_width:
            x0, y0, x1, y1 = (value / MM for value in item.box)
            half = item.line_width / MM / 2
            upright = x1 - x0 < 3 * half
            found.append((x0 + half, y0, x1 - half, y1) if upright else (x0, y0 + half, x1, y1 - half))
    return found
