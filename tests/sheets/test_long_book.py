"""192 pages, each with a drawing of its own: how long sheets take, and how much the file grows."""

import io
import time

import pikepdf
import pytest
from sheet_pages import saved

import printkit as pk


@pytest.fixture(scope="module")
def long_book(pressed) -> bytes:
    """The pages of the booklet again and again, as the press writes them; every one has content of its own."""
    pdf = pikepdf.open(io.BytesIO(pressed().pdf))
    first = list(pdf.pages)
    while len(pdf.pages) < 192:
        number = len(pdf.pages)
        pdf.pages.append(first[number % len(first)])
        page = pdf.pages[-1].obj
        original = page.Resources.XObject.Page
        own = pdf.make_stream(original.read_bytes() + f"% {number}\n".encode())
        for key, value in original.items():
            if key not in ("/Length", "/Filter", "/DecodeParms"):
                own[key] = value
        drawn = pikepdf.Dictionary(dict(page.Resources.XObject.items()))
        drawn.Page = own
        page.Resources = pikepdf.Dictionary(XObject=drawn, ColorSpace=page.Resources.ColorSpace)
    return saved(pdf)


@pytest.mark.parametrize(
    ("scheme", "options"),
    [("saddle-stitch", {"caliper": "0.06mm"}), ("perfect-bound", {"caliper": "0.1mm", "sheet": "SRA1"})],
)
def test_192_pages_take_less_than_two_seconds_and_grow_by_less_than_a_tenth(long_book, scheme, options):
    start = time.process_time()
    sheets = pk.impose(long_book, scheme, **options)
    took = time.process_time() - start
    assert sheets.imposition.pages == 192
    assert took < 2
    assert len(sheets.pdf) < 1.1 * len(long_book)
