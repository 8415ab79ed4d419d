"""Outlines out of a PDF that a user drew: paths alone, at the size of the trim."""

import io

import pikepdf
import pytest

import printkit as pk
from printkit.press.finishing import Drawing
from printkit.units import Length, Size

MM = 72 / 25.4
A5 = Size.parse("A5")


def page(content: str, size=(148, 210), trim=None) -> bytes:
    pdf = pikepdf.new()
    made = pdf.add_blank_page(page_size=(size[0] * MM, size[1] * MM))
    made.obj.Contents = pdf.make_stream(content.encode())
    if trim:
        made.obj.TrimBox = pikepdf.Array([side * MM for side in trim])
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def outlines(data: bytes):
    return Drawing("die.pdf", data).outlines(A5, Length.mm(3))


def test_paths_are_read_from_the_corner_of_the_trim():
    data = page(
        "q 1 0 0 1 10 0 cm 0 0 0 1 K 2 w 0 0 m 20 0 l 20 30 l s Q 5 5 10 10 re f*", (160, 222), (6, 6, 154, 216)
    )
    line, square = outlines(data)
    assert (line.fill, line.stroke, line.path[-1][0]) == ("", 2, "h")
    assert line.path[0][1] == pytest.approx((10 - 6 * MM, -6 * MM), abs=1e-3)
    assert (square.fill, square.stroke) == ("evenodd", 0)


def test_curves_with_one_handle_have_two():
    (curve,) = outlines(page("0 0 m 1 2 3 4 v 5 6 7 8 y S"))
    assert curve.path[1:] == (("c", (0, 0, 1, 2, 3, 4)), ("c", (5, 6, 7, 8, 7, 8)))


@pytest.mark.parametrize(
    "content", ["BT /F 9 Tf (x) Tj ET", "/Im Do", "/Sh sh", "[3 2] 0 d 0 0 m 9 9 l S", "", "0 0 m"]
)
def test_what_draws_no_outline_is_refused(content):
    with pytest.raises(pk.PrintkitError) as caught:
        outlines(page(content))
    assert [each.code for each in caught.value.diagnostics] == ["bad-finish-shape"]
    assert "die.pdf" in caught.value.diagnostics[0].message


def test_another_size_than_the_trim_is_refused():
    with pytest.raises(pk.PrintkitError, match=r"148\.2"):
        outlines(page("0 0 9 9 re f", (148.2, 210)))


def test_what_is_no_pdf_is_refused():
    with pytest.raises(pk.PrintkitError, match="cannot be read"):
        outlines(b"%PDF-1.4 nothing")
