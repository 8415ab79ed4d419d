"""The witnesses see what is wrong: each is shown a fault that is known, and a file without it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

import printkit as pk
from printkit.build import typeset_report

from . import pdfbox, plates, poppler, qpdf
from .drawn import SIDE, drawn, picture

EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"
RIGHT = "0.1 0.2 0.3 0.4 k 20 20 100 100 re f"
pytestmark = pytest.mark.witness


def test_a_right_file_has_nothing_against_it(tmp_path):
    file = drawn(tmp_path / "right.pdf", RIGHT)
    assert qpdf.complaints(file) == []
    assert poppler.complaints(file, tmp_path) == []
    assert poppler.fonts(file) == []
    assert poppler.images(file) == []
    assert poppler.boxes(file)["MediaBox"] == (0, 0, SIDE, SIDE)
    faults = pdfbox.faults(file, tmp_path)
    assert (faults.colour, faults.transparency, faults.fonts) == ({}, {}, {})


def test_qpdf_sees_a_broken_file(tmp_path):
    file = drawn(tmp_path / "right.pdf", RIGHT)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(file.read_bytes().replace(b"endstream", b"endstraam", 1))
    assert qpdf.complaints(broken)
    broken.write_bytes(file.read_bytes()[:-200])
    assert qpdf.complaints(broken)


def test_poppler_sees_operators_that_are_none_and_a_font_that_is_not_there(tmp_path):
    assert poppler.complaints(drawn(tmp_path / "a.pdf", "1 0 0 rk 0 0 9 9 re f"), tmp_path)
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    file = drawn(tmp_path / "b.pdf", "BT /F 12 Tf 20 20 Td (a) Tj ET", Font=Dictionary(F=helvetica))
    assert poppler.fonts(file) == [poppler.Font("Helvetica", embedded=False, subset=False)]


def test_poppler_tells_the_colours_of_pictures(tmp_path):
    spaces = {"/DeviceRGB": (3, "rgb"), "/DeviceCMYK": (4, "cmyk"), "/DeviceGray": (1, "gray")}
    for space, (channels, colour) in spaces.items():
        (image,) = poppler.images(picture(tmp_path / "p.pdf", space, channels))
        assert image == poppler.Image(1, "image", colour)


@pytest.mark.parametrize(
    ("content", "resources", "code"),
    [
        ("1 0 0 rg 20 20 50 50 re f", {}, "2.4.1"),
        ("/C cs 1 0 0 scn 20 20 50 50 re f", {"ColorSpace": Dictionary(C=Name.DeviceRGB)}, "2.4.1"),
    ],
)
def test_pdfbox_sees_rgb(tmp_path, content, resources, code):
    file = drawn(tmp_path / "a.pdf", content, **resources)
    assert code in pdfbox.faults(file, tmp_path).colour


def test_pdfbox_sees_a_picture_in_rgb(tmp_path):
    assert pdfbox.faults(picture(tmp_path / "a.pdf", "/DeviceRGB", 3), tmp_path).colour
    assert not pdfbox.faults(picture(tmp_path / "b.pdf", "/DeviceCMYK", 4), tmp_path).colour


def test_pdfbox_sees_transparency(tmp_path):
    half = Dictionary(H=Dictionary(ca=0.5))
    alpha = pdfbox.faults(drawn(tmp_path / "a.pdf", f"/H gs {RIGHT}", ExtGState=half), tmp_path)
    assert alpha.transparency
    group = pdfbox.faults(drawn(tmp_path / "b.pdf", RIGHT, group="/DeviceCMYK"), tmp_path)
    assert group.transparency
    assert (alpha.colour, group.colour) == ({}, {})


def test_pdfbox_sees_a_font_that_is_not_embedded(tmp_path):
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    file = drawn(tmp_path / "a.pdf", "0 0 0 1 k BT /F 12 Tf 20 20 Td (a) Tj ET", Font=Dictionary(F=helvetica))
    assert pdfbox.faults(file, tmp_path).fonts


def test_both_renderers_read_amounts_of_ink(tmp_path):
    file = drawn(tmp_path / "a.pdf", f"0.1 0.2 0.3 0.4 k 0 0 {SIDE} {SIDE} re f")
    for read in (plates.by_ghostscript, plates.by_mupdf):
        found = plates.means(read(file, 1, tmp_path))
        assert found == pytest.approx({"Cyan": 0.1, "Magenta": 0.2, "Yellow": 0.3, "Black": 0.4}, abs=0.005)


@pytest.mark.parametrize(("over", "cyan"), [(True, 0.5), (False, 0.0)])
def test_both_renderers_know_overprint(tmp_path, over, cyan):
    state = Dictionary(S=Dictionary(op=over, OP=over, OPM=1))
    ground = f"0.5 0 0 0 k 0 0 {SIDE} {SIDE} re f"
    file = drawn(tmp_path / "a.pdf", f"{ground} /S gs 0 0 0 1 k 50 50 100 100 re f", ExtGState=state)
    for read in (plates.by_ghostscript, plates.by_mupdf):
        found = read(file, 1, tmp_path)
        middle = tuple(length // 2 for length in found["Cyan"].shape)
        assert found["Black"][middle] == pytest.approx(1, abs=0.01)
        assert found["Cyan"][middle] == pytest.approx(cyan, abs=0.01)


def test_ghostscript_has_a_plate_for_a_spot_ink(tmp_path):
    file = drawn(tmp_path / "a.pdf", "")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        tint = pdf.make_stream(b"{dup 0.2 mul exch 0 mul 0 0}", FunctionType=4, Domain=[0, 1], Range=[0, 1] * 4)
        space = pikepdf.Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, tint])
        pdf.pages[0].Resources.ColorSpace = Dictionary(Spot=space)
        pdf.pages[0].Contents = pdf.make_stream(f"/Spot cs 0.5 scn 0 0 {SIDE} {SIDE} re f".encode())
        pdf.save(file)
    assert plates.means(plates.by_ghostscript(file, 1, tmp_path))["Gold"] == pytest.approx(0.5, abs=0.01)


def test_renderers_are_apart_where_a_colour_is_left_to_them(tmp_path):
    one, other = drawn(tmp_path / "a.pdf", RIGHT), drawn(tmp_path / "b.pdf", "0.1 0.4 0.7 rg 20 20 100 100 re f")
    near = plates.apart(plates.by_ghostscript(one, 1, tmp_path), plates.by_mupdf(one, 1, tmp_path))
    assert max(max(pair) for pair in near.values()) < 0.02
    far = plates.apart(plates.by_ghostscript(other, 1, tmp_path), plates.by_mupdf(other, 1, tmp_path))
    assert max(max(pair) for pair in far.values()) > 0.1


def test_the_screen_edition_is_none_for_print(tmp_path):
    """What the press has to mend: all of it is seen."""
    file = tmp_path / "screen.pdf"
    file.write_bytes(typeset_report(pk.load(EXAMPLE), pk.layout("poster-a2")).pdf())
    assert qpdf.complaints(file) == []
    assert poppler.complaints(file, tmp_path) == []
    assert all(font.embedded and font.subset for font in poppler.fonts(file))
    faults = pdfbox.faults(file, tmp_path)
    assert sum(faults.codes[code] for code in faults.colour) > 100
    both = plates.by_ghostscript(file, 1, tmp_path, 36), plates.by_mupdf(file, 1, tmp_path, 36)
    assert max(mean for mean, _ in plates.apart(*both, 36).values()) > 0.02
