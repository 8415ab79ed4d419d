"""Small pages of composed text, read back from their PDF. Lengths in pt from the page's top left, y down.

Text of 10 pt on a pitch of 18 pt, in a measure of 20 em whose left edge is at 50 pt.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from printkit.resources import layouts_folder
from printkit.typeset import seam
from printkit.typeset.seam import lines as seam_lines
from printkit.typography.auditing.glyphs import Glyph, read

EM, PITCH, LEFT, MEASURE = 10.0, 18.0, 50.0, 200.0
RIGHT = LEFT + MEASURE
NEAR = 0.01 * EM
"""How exactly glyphs stand where they should."""
TEXT = "再写一些字，好让这一段有三行以上的文字，看看行距是否一样，删去的字也要看。"

_CSS = f"""
@page {{ size: 300pt 400pt; margin: 50pt }}
:root {{ --ink-ink: black; --ink-main: teal }}
body {{ font-size: {EM}pt; line-height: {PITCH}pt }}
.zh {{ font-family: var(--song); text-align: justify }} .en {{ font-family: var(--text); text-align: justify }}
img, svg {{ display: inline }}
"""


class _Pictures(URLFetcher):
    """Every address is a green square."""

    def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 -- the engine's signature
        out = io.BytesIO()
        Image.new("RGB", (8, 8), "green").save(out, "PNG")
        return URLFetcherResponse(url, body=out.getvalue(), headers={"Content-Type": "image/png"})


@dataclass(frozen=True)
class Path:
    """The bounds of one path."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass
class Pages:
    """The glyphs of each page, and what the engine's line breaker was asked to set."""

    pdf: bytes
    glyphs: list[list[Glyph]]
    left: list[str] = field(default_factory=list)

    def find(self, text: str, page: int = 0, nth: int = 0) -> list[Glyph]:
        """The glyphs of a stretch of text, as the content of the page has it."""
        glyphs = [glyph for glyph in self.glyphs[page] if glyph.text.strip()]
        whole = "".join(glyph.text for glyph in glyphs)
        assert all(len(glyph.text) == 1 for glyph in glyphs)
        at = -1
        for _ in range(nth + 1):
            at = whole.index(text, at + 1)
        return glyphs[at : at + len(text)]

    def baselines(self, page: int = 0, em: float = EM) -> list[float]:
        """The heights of the lines of text of one size."""
        return sorted({round(glyph.y, 2) for glyph in self.glyphs[page] if abs(glyph.em - em) < 0.01})

    def paths(self, page: int = 0) -> list[Path]:
        """The paths that are drawn, their curves followed; without the width of a pen."""
        sheet = pypdfium2.PdfDocument(self.pdf)[page]
        return [_traced(thing, sheet.get_height()) for thing in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])]

    def pictures(self, page: int = 0) -> list[Path]:
        sheet = pypdfium2.PdfDocument(self.pdf)[page]
        height = sheet.get_height()
        found = [thing.get_bounds() for thing in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])]
        return [Path(left, height - top, right, height - bottom) for left, bottom, right, top in found]

    def copied(self, page: int = 0) -> str:
        return pypdfium2.PdfDocument(self.pdf)[page].get_textpage().get_text_range().replace("\r\n", "\n")


def set_pages(body: str, css: str = "", *, lang: str = "zh", tags: bool = False) -> Pages:
    """Set `body` (HTML) in a block of its language."""
    seam.install()
    left: list[str] = []
    before = seam_lines.iter_line_boxes_before

    def counting(context: Any, box: Any, *rest: Any) -> Any:
        if text := "".join(_letters(box)).strip():
            left.append(text)
        return before(context, box, *rest)

    code = "zh-Hans" if lang == "zh" else lang
    html = f'<html lang="{code}"><head><title>t</title></head><body><div class="{lang}" lang="{code}">{body}</div></body></html>'
    base = (layouts_folder() / "_base" / "base.css").read_text("utf-8")
    fetcher = _Pictures()
    sheet = seam.stylesheet(base + _CSS + css, fetcher, "layout:/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seam_lines, "iter_line_boxes_before", counting)
        document = seam.Source(html, fetcher, "layout:/").render(stylesheets=[sheet])
    pdf = document.write_pdf(pdf_tags=tags)
    return Pages(pdf, [sheet.glyphs for sheet in read(pdf)[0]], left)


def _traced(thing: Any, height: float) -> Path:
    matrix = thing.get_matrix()
    points: list[tuple[float, float]] = []
    handles: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_BEZIERTO:
            points.append(point)
            continue
        handles.append(point)
        if len(handles) == 3:
            points += _curve(points[-1], *handles)
            handles = []
    xs, ys = zip(*points, strict=True)
    return Path(min(xs), height - max(ys), max(xs), height - min(ys))


def _curve(*ends: tuple[float, float]) -> list[tuple[float, float]]:
    found = []
    for step in range(1, 17):
        t = step / 16
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        found.append(
            (
                sum(w * end[0] for w, end in zip(weights, ends, strict=True)),
                sum(w * end[1] for w, end in zip(weights, ends, strict=True)),
            )
        )
    return found


def _letters(box: Any) -> list[str]:
    if hasattr(box, "text"):
        return [box.text]
    return [letter for child in getattr(box, "children", ()) for letter in _letters(child)]
