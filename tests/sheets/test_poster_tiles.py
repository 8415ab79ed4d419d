"""The tiles of an A0 poster on A3, rendered and put together by the imposition's coordinates, are the poster's own picture."""

from __future__ import annotations

import io
from math import ceil, floor
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

import printkit as pk
from printkit.imposition import Placement

MM = 72 / 25.4
PIXELS = 2 / MM
"""Pixels to a pt: 2 to a mm, so that the pixels of A0 begin and end at its edges."""
EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"


def a0_poster() -> bytes:
    """841 × 1189 mm with 3 mm of bleed: a gradient over everything, curves, hairlines, and a picture of noise."""
    width, height, bleed = 841 * MM, 1189 * MM, 3 * MM
    pdf = pikepdf.new()
    function = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0.9, 0.1, 0, 0]), C1=Array([0, 0.2, 0.8, 0.1])
    )
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Function=function, Extend=Array([True, True]),
        Coords=Array([0, 0, width, height]),
    )  # fmt: skip
    noise = numpy.random.default_rng(5).integers(0, 256, (89, 61, 3), dtype=numpy.uint8)
    image = pdf.make_stream(
        noise.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=61, Height=89, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip
    # The picture's edges lie between pixels, or the engine rounds them now to one side and now to the other.
    lines = [f"q /Sh sh Q q {600 * MM} 0 0 {900 * MM} {120.15 * MM} {150.15 * MM} cm /Im Do Q", "0 0 0 1 K 1 0 0 0 k"]
    for step in range(30):
        x, y = step * width / 29, step * height / 29
        lines += [f"{0.2 + step} w {x:.3f} 0 m {width - x:.3f} {height:.3f} l S", f"0 {y:.3f} m {width / 2:.3f} {height - y:.3f} {x:.3f} {y:.3f} {width:.3f} {height / 3:.3f} c S"]  # fmt: skip
        lines.append(f"{x:.3f} {height - y:.3f} {30 + 3 * step} {50 + step} re f")
    page = pikepdf.Page(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array([-40, -40, width + 40, height + 40]),
            BleedBox=Array([-bleed, -bleed, width + bleed, height + bleed]),
            TrimBox=Array([0, 0, width, height]),
            Resources=Dictionary(Shading=Dictionary(Sh=shading), XObject=Dictionary(Im=image)),
            Contents=pdf.make_stream("\n".join(lines).encode()),
        )
    )
    pdf.pages.append(page)
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


AROUND = 40
"""Pixels rendered around what is wanted: the engine moves a small letter by a pixel that begins left of or above its picture."""


def window(page: pypdfium2.PdfPage, left: float, bottom: float, width: int, height: int, scale: float) -> numpy.ndarray:
    """So many pixels of a page from a point in pt on."""
    across, up = width + 2 * AROUND, height + 2 * AROUND
    left, bottom = left - AROUND / scale, bottom - AROUND / scale
    box = (left, bottom, left + across / scale, bottom + up / scale)
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    # The engine rounds up; a hair less than the pixels wanted gives the pixels wanted.
    picture = page.render(scale=scale * (1 - 1e-7), draw_annots=False).to_numpy()
    assert picture.shape[:2] == (up, across)
    return picture[AROUND:-AROUND, AROUND:-AROUND].astype(int)


def poster_picture(pdf: bytes, width: int, height: int, scale: float) -> numpy.ndarray:
    page = pypdfium2.PdfDocument(pdf)[0]
    left, bottom, _right, _top = page.get_trimbox()
    return window(page, left, bottom, width, height, scale)


def pixels_of(placement: Placement, width: int, height: int) -> tuple[int, int, int, int]:
    """The whole pixels of the poster that the tile shows: the laps, and past the cuts, too: left, bottom, right, top."""
    part, seen, scale = placement.part, placement.seen, placement.scale[0]
    assert part is not None
    x, y = part.left.pt * scale - seen.left.pt, part.bottom.pt * scale - seen.bottom.pt
    return (
        max(0, ceil((seen.left.pt + x) * PIXELS - 1e-6)), max(0, ceil((seen.bottom.pt + y) * PIXELS - 1e-6)),
        min(width, floor((seen.right.pt + x) * PIXELS + 1e-6)), min(height, floor((seen.top.pt + y) * PIXELS + 1e-6)),
    )  # fmt: skip


def put_together(sheets: pk.Sheets, picture: numpy.ndarray) -> tuple[numpy.ndarray, int]:
    """The tiles laid over each other in their order, and the largest difference that any has from the poster, laps included."""
    height, width = picture.shape[:2]
    glued = numpy.full_like(picture, -1)
    worst = 0
    document = pypdfium2.PdfDocument(sheets.pdf)
    for page, sheet in zip(document, sheets.imposition.sheets, strict=True):
        (placement,) = sheet.front.placements
        left, bottom, right, top = pixels_of(placement, width, height)
        part, seen, scale = placement.part, placement.seen, placement.scale[0]
        x = left / PIXELS - part.left.pt * scale + seen.left.pt
        y = bottom / PIXELS - part.bottom.pt * scale + seen.bottom.pt
        tile = window(page, x, y, right - left, top - bottom, PIXELS)
        rows = slice(height - top, height - bottom)
        worst = max(worst, int(numpy.abs(tile - picture[rows, left:right]).max()))
        glued[rows, left:right] = tile
    return glued, worst


@pytest.mark.parametrize("options", [{}, {"overlap": "0mm"}, {"laps": "left-top", "overlap": "17mm", "lie": "upright"}])
def test_the_tiles_of_an_a0_poster_on_a3_are_the_poster(options):
    poster = a0_poster()
    picture = poster_picture(poster, 1682, 2378, PIXELS)
    glued, worst = put_together(pk.impose(poster, "tiles", sheet="A3", **options), picture)
    assert (glued >= 0).all(), "the table shows through"
    # The engine reckons in single precision: gradients and the edges of curves come out a level or two of 255 apart.
    assert worst <= 2
    assert (glued != picture).any(axis=2).mean() < 0.02


@pytest.mark.slow
def test_the_tiles_of_an_a2_poster_enlarged_to_a0_are_the_poster():
    report = pk.load(EXAMPLE)
    poster = pk.press(pk.typeset_report(report, pk.layout("poster-a2")), marks=True).pdf
    sheets = pk.impose(poster, "tiles", sheet="A3", enlarge_to="A0")
    scale = 1189 / 594
    # 420 × 1189 / 594 = 840.7 mm: the last pixel is a part of one, and left out.
    picture = poster_picture(poster, 1681, 2378, PIXELS * scale)
    glued, worst = put_together(sheets, picture)
    assert (glued >= 0).all()
    # As above; and of four million pixels a few lie at the very edge of a hairline.
    difference = numpy.abs(glued - picture).max(axis=2)
    assert worst < 40
    assert (difference > 2).sum() <= 20
