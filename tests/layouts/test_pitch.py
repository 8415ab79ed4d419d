"""Lines on the grid (R22 to R25), read off the finished pages: glyph origins against the pitch of the layout."""

from __future__ import annotations

import ctypes
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

import printkit as pk

EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"
MM = 72 / 25.4
NEAR = 0.03
"""mm that a baseline may lie off its line: the rounding of the file."""


class Sign(NamedTuple):
    """A Han of a page: mm from its top left to its origin, its face, its size in points."""

    page: int
    x: float
    y: float
    face: str
    size: float


def signs(pdf: bytes) -> list[Sign]:
    found = []
    name, matrix = ctypes.create_string_buffer(80), pdfium.FS_MATRIX()
    x, y, flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        text, height = page.get_textpage(), page.get_height()
        for index in range(text.count_chars()):
            if not 0x4E00 <= pdfium.FPDFText_GetUnicode(text, index) < 0xA000:
                continue
            pdfium.FPDFText_GetFontInfo(text, index, name, 80, flags)
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d or matrix.b)
            face = name.value.decode().rpartition("+")[2]
            found.append(Sign(number, x.value / MM, (height - y.value) / MM, face, round(size, 1)))
    return found


@pytest.mark.parametrize("language", ["all", "zh"])
def test_every_line_of_chinese_text_lies_on_the_grid_of_the_booklet(language):
    """31.24 mm is the head margin, 5 mm the pitch: recto and verso alike, so facing pages share their lines."""
    made = pk.build(EXAMPLE, pk.layout("booklet-a5", language=language))
    lines = {(s.page, round(s.y, 2)) for s in signs(made.pdf) if s.face == "Printkit-Song" and s.size == 9.4}
    assert len(lines) > 80
    assert len({page for page, _ in lines}) > 15
    phase = Counter(round((y - 31.24) % 5, 1) for _, y in lines).most_common(1)[0][0]
    assert phase == pytest.approx(3.76, abs=0.1)
    off = [(page, y) for page, y in sorted(lines) if abs((y - 31.24 - 3.76 + 2.5) % 5 - 2.5) > NEAR]
    assert off == []


def test_cards_side_by_side_share_their_lines():
    """On the poster: where lines of two cards are less than a pitch apart, they are the same line."""
    found = signs(pk.build(EXAMPLE, "poster-a2").pdf)
    sizes = Counter(s.size for s in found if s.face == "Printkit-Song")
    body = sizes.most_common(1)[0][0]
    columns = {round(s.x / 5) for s in found if s.size == body and s.face == "Printkit-Song"}
    heights = sorted({round(s.y, 2) for s in found if s.size == body and s.face == "Printkit-Song"})
    assert len(heights) >= 4
    assert len(columns) > 20
    apart = [below - above for above, below in pairwise(heights)]
    assert all(gap < NEAR or gap > 1.3 * body / MM for gap in apart), heights
