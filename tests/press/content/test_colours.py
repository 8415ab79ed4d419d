"""Colours of pages, forms, patterns, glyphs and masks become inks."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from printkit.diagnostics import PrintkitError

from .drawing import ACC, GOLD, MAIN, X1A, X4, add, drawn, form, inked, page_of, pdf_of, tile


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        (MAIN + b" rg", "0.08 0.95 0.88 0.04 k"),
        (MAIN + b" RG", "0.08 0.95 0.88 0.04 K"),
        (b"/DeviceRGB cs " + ACC + b" sc", "0.18 0.36 0.74 0.06 k"),
        (b"/DeviceRGB CS " + ACC + b" SCN", "0.18 0.36 0.74 0.06 K"),
        (b"1 1 1 rg", "0 0 0 0 k"),
        (b"1 0.5 0 rg", "0 0.498 1 0 k"),
        (b"0.5 0.5 0.5 rg", "0 0 0 0.498 k"),
        (b"0.25 g", "0 0 0 0.75 k"),
        (b"1 G", "0 0 0 0 K"),
        (b"0.1 0.2 0.3 0.4 k", "0.1 0.2 0.3 0.4 k"),
        (b"/DeviceCMYK cs .1 .2 .3 .4 scn", "0.1 0.2 0.3 0.4 k"),
        (b"/DeviceGray CS 0.75 SC", "0 0 0 0.25 K"),
        (b"0.827450 0.149018 0.156860 rg", "0.08 0.95 0.88 0.04 k"),
    ],
)
def test_a_colour_becomes_its_recipe_or_is_converted(colour, inks):
    assert page_of(colour + b" 0 0 50 50 re f")[-3] == inks


def test_a_space_that_is_chosen_sets_its_first_colour():
    assert page_of(b"/DeviceRGB cs 0 0 50 50 re f") == ["0 0 0 1 k", "0 0 50 50 re", "f"]


def profile(count):
    def space(pdf):
        stream = pdf.make_stream(b"profile")
        stream.N = count
        return Array([Name.ICCBased, stream])

    return space


@pytest.mark.parametrize(
    ("space", "numbers", "inks"),
    [
        (profile(3), MAIN, "0.08 0.95 0.88 0.04 k"),
        (profile(1), b"0.25", "0 0 0 0.75 k"),
        (profile(4), b"0 1 0 0.5", "0 1 0 0.5 k"),
        (lambda _: Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])]), MAIN, "0.08 0.95 0.88 0.04 k"),
        (lambda _: Array([Name.CalGray, Dictionary(WhitePoint=[0.95, 1, 1.09])]), b"1", "0 0 0 0 k"),
        (lambda _: Array([Name.Lab, Dictionary(WhitePoint=[0.9643, 1, 0.8251])]), b"100 0 0", "0 0 0 0 k"),
        # sRGB #ff0000 is L* 54.29 a* 80.81 b* 69.89 under D50 (Lindbloom).
        (
            lambda _: Array([Name.Lab, Dictionary(WhitePoint=[0.9643, 1, 0.8251], Range=[-125, 125, -125, 125])]),
            b"54.29 80.81 69.89",
            "0 1 1 0 k",
        ),
        (
            lambda _: Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\x00\x00\x00\xd3\x26\x28")]),
            b"1",
            "0.08 0.95 0.88 0.04 k",
        ),
    ],
)
def test_calibrated_and_indexed_colours_become_inks_and_their_spaces_go(space, numbers, inks):
    pdf = pdf_of(b"/c cs " + numbers + b" scn 0 0 50 50 re f")
    add(pdf, "/ColorSpace", "/c", space(pdf))
    inked(pdf)
    assert drawn(pdf.pages[0])[-3] == inks
    assert "/ColorSpace" not in pdf.pages[0].obj.Resources


def test_an_ink_of_its_own_becomes_a_separation_over_its_recipe():
    pdf = pdf_of(GOLD + b" rg 0 0 50 50 re f " + GOLD + b" RG 0 0 m 9 9 l S 1 g 0 0 1 1 re f")
    assert inked(pdf).spots == ("PANTONE 871 C",)
    ((key, space),) = pdf.pages[0].obj.Resources.ColorSpace.items()
    lines = drawn(pdf.pages[0])
    assert [f"{key} cs", "1 scn"] == lines[2:4]
    assert [f"{key} CS", "1 SCN"] == lines[6:8]
    assert "0 0 0 0 k" in lines
    assert [str(part) for part in space[:3]] == ["/Separation", "/PANTONE 871 C", "/DeviceCMYK"]
    assert [float(value) for value in space[3].C1] == [0.2, 0.3, 0.7, 0.15]
    assert [float(value) for value in space[3].C0] == [0, 0, 0, 0]


def test_inks_that_are_already_named_stay():
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 0, 0, 0], N=1)
    space = Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])
    assert page_of(b"/all cs 0.5 scn 0 0 5 5 re f", ColorSpace={"/all": space})[:2] == ["/all cs", "0.5 scn"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"/spot cs 1 scn", "colour-space"),
        (b"0.5 0.5 rg", "content-stream"),
        (b"a b c rg", "content-stream"),
        (b"BI /W 1 /H 1 /IM true ID x EI", "inline-image"),
        (b"1 0 0 cm", "content-stream"),
        (b"/nowhere cs 1 scn", "colour-space"),
        (b"/mesh sh", "colour-mesh"),
    ],
)
def test_what_cannot_be_inked_is_refused_with_its_page(content, code):
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0], N=1)
    pdf = pdf_of(content)
    add(pdf, "/ColorSpace", "/spot", Array([Name.Separation, Name.Rot, Name.DeviceRGB, tint]))
    mesh = pdf.make_stream(b"")
    mesh.ShadingType, mesh.ColorSpace = 4, Name.DeviceRGB
    add(pdf, "/Shading", "/mesh", mesh)
    with pytest.raises(PrintkitError) as caught:
        inked(pdf)
    assert [fault.code for fault in caught.value.diagnostics] == [code]
    assert "page 1" in caught.value.diagnostics[0].message


def test_forms_are_rewritten_once_however_deep_and_often_they_are_drawn():
    pdf = pdf_of(b"/x Do q /x Do Q /y Do")
    inner = form(pdf, MAIN + b" rg 0 0 9 9 re f")
    outer = form(pdf, ACC + b" RG 0 0 m 9 9 l S /inner Do")
    add(pdf, "/XObject", "/inner", inner, outer)
    add(pdf, "/XObject", "/x", outer)
    add(pdf, "/XObject", "/y", inner)
    assert inked(pdf).streams == 3
    assert drawn(outer)[0] == "0.18 0.36 0.74 0.06 K"
    assert drawn(inner)[0] == "0.08 0.95 0.88 0.04 k"


def test_forms_that_draw_each_other_end():
    pdf = pdf_of(b"/x Do")
    one, two = form(pdf, MAIN + b" rg /two Do"), form(pdf, ACC + b" rg /one Do")
    add(pdf, "/XObject", "/two", two, one)
    add(pdf, "/XObject", "/one", one, two)
    add(pdf, "/XObject", "/x", one)
    inked(pdf)
    assert [drawn(one)[0], drawn(two)[0]] == ["0.08 0.95 0.88 0.04 k", "0.18 0.36 0.74 0.06 k"]


def test_forms_too_deep_are_refused():
    pdf = pdf_of(b"/x Do")
    holder = None
    for _ in range(200):
        holder = add(pdf, "/XObject", "/x", form(pdf, b"/x Do"), holder)
    with pytest.raises(PrintkitError) as caught:
        inked(pdf)
    assert caught.value.diagnostics[0].code == "content-stream"


def test_patterns_become_inks_and_begin_with_black_ink():
    pdf = pdf_of(b"/Pattern cs /p scn 0 0 99 99 re f /Pattern CS /p SCN 0 0 m 9 9 l S")
    cell = add(pdf, "/Pattern", "/p", tile(pdf, b"0 0 9 9 re f " + MAIN + b" rg 0 0 9 9 re f"))
    inked(pdf)
    assert drawn(cell) == ["0 0 0 1 k", "0 0 0 1 K", "0 0 9 9 re", "f", "0.08 0.95 0.88 0.04 k", "0 0 9 9 re", "f"]
    assert drawn(pdf.pages[0])[2:4] == ["/Pattern cs", "/p scn"]


def test_glyphs_drawn_with_colours_become_inks_and_those_without_stay():
    pdf = pdf_of(b"BT /f 9 Tf (ab) Tj ET")
    coloured, plain = (
        pdf.make_stream(b"9 0 d0 " + MAIN + b" rg 0 0 9 9 re f"),
        pdf.make_stream(b"9 0 0 0 9 9 d1 0 0 9 9 re f"),
    )
    glyphs = Dictionary(a=coloured, b=plain)
    add(pdf, "/Font", "/f", pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=glyphs)))
    inked(pdf)
    assert drawn(coloured)[1] == "0.08 0.95 0.88 0.04 k"
    assert plain.read_bytes() == b"9 0 0 0 9 9 d1 0 0 9 9 re f"


def masked(pdf, kind, content):
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)
    mask = form(pdf, content, Group=group)
    return mask, Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=kind, G=mask))


def test_a_mask_of_luminosity_keeps_its_light_in_gray_and_the_same_form_prints_in_ink():
    pdf = pdf_of(b"/s gs 0 0 9 9 re f /x Do")
    mask, state = masked(pdf, Name.Luminosity, b"0.5 0.5 0.5 rg 0 0 9 9 re f 1 0 0 rg 0 0 9 9 re f")
    add(pdf, "/ExtGState", "/s", state)
    add(pdf, "/XObject", "/x", mask)
    assert inked(pdf).transparent == (1,)
    light = pdf.pages[0].obj.Resources.ExtGState["/s"].SMask.G
    assert [line for line in drawn(light) if line.endswith(" g")] == ["0.5 g", "0.3 g"]
    assert str(light.Group.CS) == "/DeviceGray"
    assert [line for line in drawn(mask) if line.endswith(" k")] == ["0 0 0 0.498 k", "0 1 1 0 k"]
    assert str(mask.Group.CS) == "/DeviceCMYK"


def test_the_backdrop_of_a_mask_of_luminosity_becomes_gray():
    pdf = pdf_of(b"/s gs 0 0 9 9 re f")
    _, state = masked(pdf, Name.Luminosity, b"0 0 9 9 re f")
    state.SMask.BC = Array([1, 0, 0])
    add(pdf, "/ExtGState", "/s", state)
    inked(pdf)
    assert [float(value) for value in pdf.pages[0].obj.Resources.ExtGState["/s"].SMask.BC] == [0.3]


def test_a_mask_of_alpha_becomes_ink():
    pdf = pdf_of(b"/s gs 0 0 9 9 re f")
    mask, state = masked(pdf, Name.Alpha, b"1 0 0 rg 0 0 9 9 re f")
    add(pdf, "/ExtGState", "/s", state)
    inked(pdf)
    assert drawn(mask)[0] == "0 1 1 0 k"
    assert str(mask.Group.CS) == "/DeviceCMYK"


def test_a_page_that_draws_with_transparency_blends_in_ink():
    pdf = pdf_of(b"/half gs 0 0 9 9 re f", ExtGState={"/half": Dictionary(ca=0.5)})
    inked(pdf, X4)
    assert str(pdf.pages[0].obj.Group.CS) == "/DeviceCMYK"


def test_a_page_without_transparency_has_no_group_and_no_idle_states():
    pdf = pdf_of(b"/a1.0 gs 0 g 0 0 9 9 re f /A1 gs", ExtGState={"/a1.0": Dictionary(ca=1), "/A1": Dictionary(CA=1)})
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    inked(pdf)
    assert "/Group" not in pdf.pages[0].obj
    assert "/ExtGState" not in pdf.pages[0].obj.Resources
    assert not any("gs" in line for line in drawn(pdf.pages[0]))


def test_opacity_that_comes_back_is_kept():
    states = {"/a1.0": Dictionary(ca=1), "/a.5": Dictionary(ca=0.5)}
    lines = page_of(b"/a1.0 gs /a.5 gs 0 0 9 9 re f /a1.0 gs 0 0 9 9 re f", ExtGState=states)
    assert [line for line in lines if line.endswith("gs")] == ["/a.5 gs", "/a1.0 gs"]


def test_an_opaque_group_goes_where_the_standard_allows_none():
    pdf = pdf_of(b"/x Do")
    group = add(
        pdf, "/XObject", "/x", form(pdf, b"0 g 0 0 9 9 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))
    )
    inked(pdf, X1A)
    assert "/Group" not in group


def test_resources_that_pages_share_keep_what_either_uses():
    pdf = pdf_of(b"/one Do")
    add(pdf, "/XObject", "/one", form(pdf, b"0 g"))
    add(pdf, "/XObject", "/two", form(pdf, b"1 g"))
    add(pdf, "/XObject", "/three", form(pdf, b"1 g"))
    pdf.pages[0].obj.Resources = pdf.make_indirect(pdf.pages[0].obj.Resources)
    pdf.add_blank_page(page_size=(200, 200))
    pdf.pages[1].obj.Resources = pdf.pages[0].obj.Resources
    pdf.pages[1].obj.Contents = pdf.make_stream(b"/two Do")
    inked(pdf)
    assert set(pdf.pages[1].obj.Resources.XObject.keys()) == {"/one", "/two"}


def test_the_same_file_comes_out_twice():
    def made():
        pdf = pdf_of(MAIN + b" rg BT 0 Tr (a) Tj ET 0 g 0 0 1 1 re f " + GOLD + b" rg 0 0 9 9 re f /x Do")
        add(pdf, "/XObject", "/x", form(pdf, b"0 0 m 9 9 l S"))
        inked(pdf)
        return pdf.pages[0].Contents.read_bytes(), str(pdf.pages[0].obj.Resources)

    assert made() == made()
