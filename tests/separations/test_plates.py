"""Each kind of paint on its plates, against what ISO 32000-1 says must come of it."""

from __future__ import annotations

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from printkit.conditions import condition
from printkit.diagnostics import PrintkitError
from printkit.separations import separate, separate_pages

from . import sheets
from .sheets import gold, new_page

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
OVER = {"/op": True, "/OP": True, "/OPM": 1}


def inks_at(plates, *area):
    """Ink → mean in an area of pt, without those that are not there."""
    found = {ink: plates.mean(ink, area) for ink in plates.inks}
    return {ink: pytest.approx(value, abs=0.006) for ink, value in found.items() if value > 0.004}


def painted(content, *area, **resources):
    with new_page(content, **resources) as pdf:
        return inks_at(separate(pdf, 0), *(area or (50, 50, 90, 90)))


CELLS = {
    "fill below an overprint": ((7, 7, 13, 43), {"Cyan": 0.5}),
    "black that overprints": ((17, 17, 33, 33), {"Cyan": 0.5, "Black": 1}),
    "spot": ((110, 10, 140, 40), {"Gold": 0.75}),
    "DeviceN": ((160, 10, 190, 40), {"Magenta": 0.25, "Gold": 0.5}),
    "gray": ((215, 15, 235, 35), {"Black": 0.75}),
    "gray stroke": ((208, 9, 212, 41), {"Black": 0.2}),
    "fill and stroke": ((268, 18, 282, 32), {"Yellow": 1}),
    "stroke of both": ((257, 12, 263, 38), {"Cyan": 1}),
    "alpha": ((17, 67, 40, 90), {"Cyan": 0.5, "Magenta": 0.4, "Black": 0.2}),
    "multiply": ((67, 67, 90, 90), {"Cyan": 0.75, "Magenta": 0.5, "Yellow": 0.6, "Black": 0.2}),
    "soft mask, half": ((127, 55, 148, 95), {"Cyan": 0.5, "Magenta": 0.25, "Black": 0.15}),
    "soft mask, whole": ((102, 55, 123, 95), {"Cyan": 1, "Magenta": 0.5, "Black": 0.3}),
    "form in the caller's colour": ((157, 57, 173, 73), {"Cyan": 0.3, "Black": 0.5}),
    "form in its own colour": ((177, 77, 193, 93), {"Magenta": 1}),
    "group at half": ((202, 55, 218, 68), {"Cyan": 0.5}),
    "group at half over black": ((242, 72, 248, 98), {"Yellow": 0.5, "Black": 0.15}),
    "spot knocks out": ((262, 62, 273, 88), {"Gold": 1}),
    "picture": ((38, 105, 43, 145), {"Cyan": 0.4, "Yellow": 216 / 255, "Black": 0.2}),
    "JPEG, as Adobe has it": ((139, 105, 142, 145), {"Cyan": 0.4, "Yellow": 216 / 255, "Black": 0.2}),
    "table": ((165, 102, 173, 148), {"Cyan": 1}),
    "table, last": ((190, 102, 198, 148), {"Yellow": 1, "Black": 128 / 255}),
    "stencil": ((200, 100, 250, 150), {"Cyan": 0.1, "Magenta": 0.2, "Yellow": 0.3}),
    "picture of one bit": ((280, 105, 295, 145), {"Black": 1}),
    "linear": ((0, 155, 50, 195), {"Cyan": 0.506, "Magenta": 0.247, "Yellow": 0.494}),
    "tiles": ((55, 155, 95, 195), {"Magenta": 0.25, "Black": 0.125}),
    "tiles without colour": ((105, 155, 145, 195), {"Cyan": 0.3, "Yellow": 0.15}),
    "inline picture": ((152, 177, 173, 198), {"Cyan": 1}),
    "inline picture, last": ((177, 152, 198, 173), {"Black": 1}),
}


@pytest.mark.parametrize("name", CELLS)
def test_each_paint_lies_on_its_plates(every, name):
    area, inks = CELLS[name]
    assert inks_at(every, *area) == inks


def test_text_is_on_its_plates(every):
    found = inks_at(every, 200, 150, 250, 200)
    assert set(found) == {"Magenta", "Yellow"}
    assert every.mean("Magenta", (200, 150, 250, 200)) > 0.2


def test_process_plates_come_first_and_spots_behind_them(every):
    assert every.inks == (*PROCESS, "Gold")
    assert every.values.shape == (5, 600, 600)
    assert every.total().max() == pytest.approx(every.values.sum(0, dtype=int).max() / 255)


OVERPRINTS = {
    # what is painted over cyan 0.5 and magenta 0.3, and what must be there then
    "k, mode 1": (b"/Over gs 0 0 0 1 k", {"Cyan": 0.5, "Magenta": 0.3, "Black": 1}),
    "k, mode 1, some of CMY": (b"/Over gs 0 1 0 0 k", {"Cyan": 0.5, "Magenta": 1}),
    "k, mode 0": (b"/Zero gs 0 0 0 1 k", {"Black": 1}),
    "k, no overprint": (b"0 0 0 1 k", {"Black": 1}),
    "gray, mode 1 is for DeviceCMYK alone": (b"/Over gs 0 g", {"Black": 1}),
    "spot": (b"/Over gs /Gold cs 0.5 scn", {"Cyan": 0.5, "Magenta": 0.3, "Gold": 0.5}),
    "spot of no ink": (b"/Over gs /Gold cs 0 scn", {"Cyan": 0.5, "Magenta": 0.3}),
    "black as a spot": (b"/Over gs /Key cs 1 scn", {"Cyan": 0.5, "Magenta": 0.3, "Black": 1}),
    "white, mode 1": (b"/Over gs 0 0 0 0 k", {"Cyan": 0.5, "Magenta": 0.3}),
    "white": (b"0 0 0 0 k", {}),
    "None": (b"/None cs 1 scn", {"Cyan": 0.5, "Magenta": 0.3}),
    "All": (b"/All cs 0.6 scn", dict.fromkeys(PROCESS, 0.6)),
    "OP alone is for both": (b"/Both gs 0 0 0 1 k", {"Cyan": 0.5, "Magenta": 0.3, "Black": 1}),
    "OP with op false": (b"/Stroke gs 0 0 0 1 k", {"Black": 1}),
}


@pytest.mark.parametrize("name", OVERPRINTS)
@pytest.mark.parametrize("paint", ["fill", "text", "stencil", "form"])
def test_overprint_leaves_the_plates_alone_that_it_should(name, paint):
    colour, inks = OVERPRINTS[name]
    with new_page() as pdf:
        bits = pdf.make_stream(b"\x00")
        bits.Type, bits.Subtype, bits.Width, bits.Height = Name.XObject, Name.Image, 1, 1
        bits.BitsPerComponent, bits.ImageMask = 1, True
        form = pdf.make_stream(b"40 40 60 60 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
        page = pdf.pages[0]
        page.Resources = Dictionary(
            ExtGState=Dictionary(
                Over=Dictionary(OVER),
                Zero=Dictionary(op=True, OPM=0),
                Both=Dictionary(OP=True, OPM=1),
                Stroke=Dictionary(OP=True, op=False, OPM=1),
            ),
            ColorSpace=Dictionary(Gold=gold(), Key=gold("/Black"), None_=gold("/None"), All=gold("/All")),
            XObject=Dictionary(Bits=bits, Form=form),
            Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)),
        )
        page.Resources.ColorSpace["/None"] = gold("/None")
        paints = {
            "fill": b"40 40 60 60 re f",
            "text": b"BT /F 400 Tf -20 -100 Td (I) Tj ET",
            "stencil": b"q 60 0 0 60 40 40 cm /Bits Do Q",
            "form": b"/Form Do",
        }
        page.Contents = pdf.make_stream(b"0.5 0.3 0 0 k 0 0 200 200 re f q " + colour + b" " + paints[paint] + b" Q")
        found = inks_at(separate(pdf, 0), *((42, 45, 46, 60) if paint == "text" else (50, 50, 90, 90)))
    assert found == inks


def test_a_stroke_overprints_by_its_own_parameter():
    content = b"0.5 0 0 0 k 0 0 200 200 re f /Over gs 0 0 0 1 K 0 0 1 0 k 40 w 60 60 80 80 re B"
    assert painted(content, 45, 70, 55, 130, ExtGState={"/Over": Dictionary(OVER)}) == {"Cyan": 0.5, "Black": 1}
    assert painted(content, 90, 90, 110, 110, ExtGState={"/Over": Dictionary(OVER)}) == {"Cyan": 0.5, "Yellow": 1}


def test_a_colour_chosen_before_overprint_is_switched_on_overprints():
    content = b"0.5 0 0 0 k 0 0 200 200 re f 0 0 0 1 k /Over gs 40 40 60 60 re f"
    assert painted(content, ExtGState={"/Over": Dictionary(OVER)}) == {"Cyan": 0.5, "Black": 1}


def test_a_picture_overprints_spots_and_no_process_ink():
    resources = {"ExtGState": {"/Over": Dictionary(OVER)}, "ColorSpace": {"/Gold": gold()}}
    with new_page(b"/Gold cs 1 scn 0 0 200 200 re f /Over gs q 200 0 0 200 0 0 cm /I Do Q", **resources) as pdf:
        pixels = np.full((2, 2, 4), (0, 128, 0, 0), np.uint8)
        pdf.pages[0].Resources.XObject = Dictionary(I=sheets.image(pdf, pixels, Name.DeviceCMYK))
        assert inks_at(separate(pdf, 0), 50, 50, 90, 90) == {"Magenta": 0.5, "Gold": 1}


def test_black_over_a_group_at_half_covers_what_lies_below_it():
    with new_page(b"0 0.8 0 0 k 0 0 200 200 re f /Half gs /Group Do", ExtGState={"/Half": Dictionary(ca=0.5)}) as pdf:
        group = pdf.make_stream(b"1 0 0 0 k 0 0 100 200 re f /Over gs 0 0 0 1 k 0 0 200 200 re f")
        group.Type, group.Subtype, group.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
        group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
        group.Resources = Dictionary(ExtGState=Dictionary(Over=Dictionary(OVER)))
        pdf.pages[0].Resources.XObject = Dictionary(Group=group)
        plates = separate(pdf, 0)
    assert inks_at(plates, 20, 20, 80, 80) == {"Cyan": 0.5, "Magenta": 0.4, "Black": 0.5}
    assert inks_at(plates, 120, 20, 180, 80) == {"Magenta": 0.4, "Black": 0.5}


def test_colours_of_a_screen_go_through_the_profile_of_the_condition():
    red = painted(b"1 0 0 rg 0 0 200 200 re f")
    assert set(red) == {"Magenta", "Yellow"}
    grey = painted(b"0.5 0.5 0.5 rg 0 0 200 200 re f")
    assert set(grey) == set(PROCESS), "no grey is black alone unless the file says so"


def test_the_output_intent_of_the_file_goes_before_the_condition():
    with new_page(b"0.2 0.4 0.1 rg 0 0 200 200 re f") as pdf:
        profile = pdf.make_stream(condition().profile)
        profile.N = 4
        pdf.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=profile)])
        with_intent = separate(pdf, 0).values
        del pdf.Root.OutputIntents
        assert (separate(pdf, 0).values == with_intent).all()
        # A CMYK profile that is the press's own changes nothing.
        pdf.pages[0].Resources.ColorSpace = Dictionary(P=Array([Name.ICCBased, profile]))
        pdf.pages[0].Contents = pdf.make_stream(b"/P cs 0.2 0.4 0.6 0.1 scn 0 0 200 200 re f")
        assert inks_at(separate(pdf, 0), 50, 50, 90, 90) == {"Cyan": 0.2, "Magenta": 0.4, "Yellow": 0.6, "Black": 0.1}


def test_lab_is_seen_by_the_profile():
    lab = Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127])])
    paper = painted(b"/L cs 100 0 0 scn 0 0 200 200 re f", ColorSpace={"/L": lab})
    assert all(share.expected < 0.02 for share in paper.values())
    blue = painted(b"/L cs 30 10 -50 scn 0 0 200 200 re f", ColorSpace={"/L": lab})
    assert {"Cyan", "Magenta"} <= set(blue)


def test_a_pattern_of_a_spot_and_a_mesh_lie_on_their_plates():
    with new_page(b"/Pattern cs /P scn 0 0 200 200 re f") as pdf:
        corners = [(0, 0, 0, 40), (0, 255, 0, 40), (0, 0, 255, 40), (0, 255, 255, 40), (0, 255, 0, 40), (0, 0, 255, 40)]
        mesh = pdf.make_stream(b"".join(bytes([0, x, y, tint]) for _, x, y, tint in corners))
        mesh.ShadingType, mesh.ColorSpace = 4, gold()
        mesh.BitsPerCoordinate, mesh.BitsPerComponent, mesh.BitsPerFlag = 8, 8, 8
        mesh.Decode = Array([0, 200, 0, 200, 0, 1])
        pdf.pages[0].Resources.Pattern = Dictionary(P=Dictionary(PatternType=2, Shading=mesh))
        assert inks_at(separate(pdf, 0), 20, 20, 180, 180) == {"Gold": 40 / 255}


def test_a_glyph_of_a_type_3_font_has_its_own_colour():
    with new_page(b"0 0 1 0 k BT /T 100 Tf 0 0 Td (ab) Tj ET") as pdf:
        own = pdf.make_stream(b"1000 0 d0 1 0 0 0 k 0 0 1000 1000 re f")
        shape = pdf.make_stream(b"1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f")
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1000, 1000], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=97, LastChar=98, Widths=[1000, 1000], CharProcs=Dictionary(a=own, b=shape),
            Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.a, Name.b]), Resources=Dictionary(),
        )  # fmt: skip
        pdf.pages[0].Resources.Font = Dictionary(T=pdf.make_indirect(font))
        plates = separate(pdf, 0)
    assert inks_at(plates, 10, 10, 90, 90) == {"Cyan": 1}
    assert inks_at(plates, 110, 10, 190, 90) == {"Yellow": 1}


def test_a_colour_key_hides_its_pixels():
    with new_page(b"0 1 0 0 k 0 0 200 200 re f q 200 0 0 200 0 0 cm /I Do Q") as pdf:
        pixels = np.zeros((1, 2, 4), np.uint8)
        pixels[0, 1] = (255, 0, 0, 0)
        keyed = sheets.image(pdf, pixels, Name.DeviceCMYK, Mask=Array([0, 0] * 4))
        pdf.pages[0].Resources.XObject = Dictionary(I=keyed)
        plates = separate(pdf, 0)
    assert inks_at(plates, 5, 5, 80, 195) == {"Magenta": 1}
    assert inks_at(plates, 120, 5, 195, 195) == {"Cyan": 1}


def test_a_picture_that_was_blended_with_its_matte_is_unblended():
    with new_page(b"q 200 0 0 200 0 0 cm /I Do Q") as pdf:
        half = sheets.image(pdf, np.full((2, 2, 1), 128, np.uint8), Name.DeviceGray, Matte=Array([0, 0, 0, 0]))
        pixels = np.full((2, 2, 4), (128, 0, 0, 0), np.uint8)
        pdf.pages[0].Resources.XObject = Dictionary(I=sheets.image(pdf, pixels, Name.DeviceCMYK, SMask=half))
        assert inks_at(separate(pdf, 0), 50, 50, 90, 90) == {"Cyan": 0.5}


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16])
def test_pictures_of_any_depth_are_read(bits):
    with new_page(b"q 200 0 0 200 0 0 cm /I Do Q") as pdf:
        row = int("1" * bits + "0" * (3 * bits), 2) << (-4 * bits) % 8
        made = sheets.image(pdf, row.to_bytes((4 * bits + 7) // 8), Name.DeviceCMYK, bits=bits, Width=1, Height=1)
        pdf.pages[0].Resources.XObject = Dictionary(I=made)
        assert inks_at(separate(pdf, 0), 50, 50, 90, 90) == {"Cyan": 1}


def test_layers_that_are_off_are_not_printed():
    with new_page(b"/OC /L BDC 1 0 0 0 k 0 0 200 200 re f EMC 0 0 1 0 k 0 0 100 200 re f") as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="x"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        pdf.pages[0].Resources.Properties = Dictionary(L=layer)
        assert inks_at(separate(pdf, 0), 120, 20, 180, 180) == {}


def test_the_box_that_is_asked_for_is_shown():
    with new_page(b"1 0 0 0 k 0 0 100 200 re f 0 1 0 0 k 100 0 100 200 re f") as pdf:
        pdf.pages[0].obj.BleedBox, pdf.pages[0].obj.TrimBox = Array([50, 20, 190, 180]), Array([60, 30, 180, 170])
        pdf.pages[0].obj.Rotate = 90
        bleed, trim, media = (separate(pdf, 0, box=box) for box in ("bleed", "trim", "media"))
    assert (bleed.box, trim.box, media.box) == ((50, 20, 190, 180), (60, 30, 180, 170), (0, 0, 200, 200))
    assert bleed.bleed == trim.bleed == media.bleed == (50, 20, 190, 180)
    assert bleed.values.shape == (4, 160, 140), "not rotated"
    assert inks_at(trim, 105, 40, 170, 160) == {"Magenta": 1}


def test_a_file_is_left_as_it_is_and_gives_the_same_plates_again():
    with sheets.every_paint() as pdf:
        before = [repr(pdf.pages[0].obj), pdf.pages[0].Contents.read_bytes()]
        first, second = (separate(pdf, 0).values for _ in range(2))
        assert [repr(pdf.pages[0].obj), pdf.pages[0].Contents.read_bytes()] == before
    assert (first == second).all()


def test_many_pages_give_the_plates_that_each_gives_alone():
    with pikepdf.new() as pdf:
        for share in range(1, 4):
            with new_page(b"%.2f 0 0 0 k 0 0 200 200 re f" % (share / 4)) as one:
                pdf.pages.append(one.pages[0])
        found = [plates.mean("Cyan", (50, 50, 90, 90)) for plates in separate_pages(pdf, [2, 0])]
    assert found == pytest.approx([0.75, 0.25], abs=0.01)


def test_a_page_that_is_not_there_is_refused():
    with new_page() as pdf, pytest.raises(PrintkitError, match="no page 2"):
        separate(pdf, 1)
