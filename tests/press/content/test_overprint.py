"""What overprints: text and thin lines in black ink alone, and nothing else (GWG 2022, R0007 to R0010)."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from .drawing import INK, MAIN, add, form, inked, pdf_of, tile

BLACK, RED, WHITE = INK + b" rg ", MAIN + b" rg ", b"1 1 1 rg "
PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"}


def overprinted(stream: Any, resources: Any) -> list[tuple[str, bool, bool]]:
    """(operator, op, OP) of everything painted; OPM must be 1 with either. Read by pikepdf, apart from our scanner."""
    state, stack, found, constructing = (False, False, 0), [], [], False
    for operands, operator in pikepdf.parse_content_stream(stream):
        sign = str(operator)
        match sign:
            case "q":
                stack.append(state)
            case "Q":
                state = stack.pop()
            case "m" | "re":
                constructing = True
            case "gs":
                assert not constructing, "no state may be set within a path"
                entry = resources.ExtGState[str(operands[0])]
                state = (bool(entry.op), bool(entry.OP), int(entry.OPM)) if "/op" in entry else state
        if sign in PAINTING or sign == "n":
            constructing = False
        if sign in PAINTING:
            assert state[2] == 1 or not (state[0] or state[1])
            found.append((sign, state[0], state[1]))
    return found


def fills(content: bytes, **resources: Any) -> list[bool]:
    """Whether each thing that a page paints overprints with its fill."""
    pdf = pdf_of(content, **resources)
    inked(pdf)
    return [op for _, op, _ in overprinted(pdf.pages[0], pdf.pages[0].obj.Resources)]


def strokes(content: bytes) -> list[bool]:
    pdf = pdf_of(content)
    inked(pdf)
    return [op for _, _, op in overprinted(pdf.pages[0], pdf.pages[0].obj.Resources)]


@pytest.mark.parametrize("show", [b"(a) Tj", b"[(a) -20 (b)] TJ", b"(a) '", b'1 2 (a) "'])
def test_black_text_overprints_by_every_operator(show):
    assert fills(BLACK + b"BT " + show + b" ET") == [True]


def test_black_text_overprints_whatever_sets_the_colour_and_where():
    assert fills(b"BT (a) Tj ET") == [True], "the first colour of a page is black"
    assert fills(b"BT " + BLACK + b"(a) Tj ET BT (b) Tj ET") == [True, True]
    assert fills(BLACK + b"q " + RED + b"BT (a) Tj ET Q BT (b) Tj ET") == [False, True]
    assert fills(RED + b"q " + BLACK + b"BT (a) Tj ET Q BT (b) Tj ET") == [True, False]
    assert fills(b"0 g BT (a) Tj ET 0 0 0 1 k BT (b) Tj ET /DeviceCMYK cs 0 0 0 1 sc BT (c) Tj ET") == [True] * 3


def test_other_text_never_overprints():
    for colour in (RED, WHITE, b"0.5 g ", b"0 0 0 0.99 k ", b"0.4 0 0 1 k ", b"0 0 0 0 k "):
        assert fills(BLACK + b"BT (a) Tj ET " + colour + b"BT (b) Tj ET") == [True, False]


@pytest.mark.parametrize("mode", [0, 1, 2, 4, 5, 6])
@pytest.mark.parametrize("black", ["fill", "stroke", "both"])
def test_the_rendering_mode_says_what_is_painted(mode, black):
    pdf = pdf_of(
        (RED if black == "stroke" else BLACK) + (MAIN if black == "fill" else INK) + b" RG BT %d Tr (a) Tj ET" % mode
    )
    inked(pdf)
    ((_, fill, stroke),) = overprinted(pdf.pages[0], pdf.pages[0].obj.Resources)
    if mode % 4 in (0, 2):
        assert fill == (black != "stroke")
    if mode % 4 in (1, 2):
        assert stroke == (black != "fill")


def test_outlined_text_overprints_with_its_black_part_alone():
    pdf = pdf_of(BLACK + b"1 1 1 RG BT 2 Tr (a) Tj ET " + RED + INK + b" RG BT (b) Tj ET")
    inked(pdf)
    assert overprinted(pdf.pages[0], pdf.pages[0].obj.Resources) == [("Tj", True, False), ("Tj", False, True)]


@pytest.mark.parametrize("mode", [3, 7])
def test_text_that_is_not_painted_sets_nothing(mode):
    pdf = pdf_of(BLACK + b"BT %d Tr (a) Tj ET" % mode)
    inked(pdf)
    assert "/ExtGState" not in pdf.pages[0].obj.Resources


@pytest.mark.parametrize(
    ("path", "thin"),
    [
        (b"0 0 100 1.9 re", True),
        (b"0 0 100 2.1 re", False),
        (b"0 0 1.9 100 re", True),
        (b"9 9 -100 -1 re", True),
        (b"0.5 0 0 0.5 0 0 cm 0 0 100 3.9 re", True),
        (b"0.5 0 0 0.5 0 0 cm 0 0 100 4.1 re", False),
        (b"0.7071 0.7071 -0.7071 0.7071 0 0 cm 0 0 100 1.9 re", True),
        (b"0.7071 0.7071 -0.7071 0.7071 0 0 cm 0 0 100 2.1 re", False),
        (b"0 0 m 100 0 l 100 1 l 0 1 l h", True),
        (b"0 0 m 100 0 l 100 9 l 0 9 l h", False),
        # A border as the engine draws it: two rectangles cut to the stripe between them.
        (b"10 10 m 11 10 l 11 90 l 10 90 l W* n 11 10 80 80 re 10 10 82 80 re", True),
        (b"10 10 m 15 10 l 15 90 l 10 90 l W* n 15 10 80 80 re 10 10 86 80 re", False),
    ],
)
def test_black_rectangles_overprint_where_they_are_rules(path, thin):
    assert fills(BLACK + path + b" f*") == [thin]
    assert fills(RED + path + b" f*") == [False]
    assert fills(WHITE + path + b" f*") == [False]


@pytest.mark.parametrize(
    ("width", "thin"),
    [
        (b"1.9 w", True),
        (b"2 w", False),
        (b"", True),
        (b"0.5 0 0 0.5 0 0 cm 3.9 w", True),
        (b"2 0 0 2 0 0 cm 1.1 w", False),
    ],
)
def test_black_lines_overprint_where_they_are_thin(width, thin):
    assert strokes(INK + b" RG " + width + b" 0 0 m 99 99 l S") == [thin]
    assert strokes(MAIN + b" RG " + width + b" 0 0 m 99 99 l S") == [False]


def test_a_clip_ends_with_its_state():
    stripe = b"q 10 10 1 80 re W n " + BLACK + b"0 0 99 99 re f Q "
    assert fills(stripe + BLACK + b"0 0 99 99 re f") == [True, False]


def test_pictures_and_gradients_knock_out_after_black_text():
    pdf = pdf_of(b"")
    picture = pdf.make_stream(b"\0")
    for key, value in {"Subtype": Name.Image, "Width": 1, "Height": 1, "BitsPerComponent": 8}.items():
        picture["/" + key] = value
    picture.ColorSpace = Name.DeviceGray
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(BLACK + b"BT (a) Tj ET /i Do BT (a) Tj ET /s sh")
    add(pdf, "/XObject", "/i", picture)
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    add(
        pdf,
        "/Shading",
        "/s",
        Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[0, 0, 9, 0], Function=function),
    )
    inked(pdf)
    assert [op for _, op, _ in overprinted(page.Contents, page.Resources)] == [True, False, True, False]


def test_a_form_begins_without_overprint_and_sets_its_own():
    pdf = pdf_of(BLACK + b"BT (a) Tj ET /x Do")
    inner = add(
        pdf, "/XObject", "/x", form(pdf, b"0 0 1 99 re f " + BLACK + b"BT (a) Tj ET " + WHITE + b"0 0 1 9 re f")
    )
    inked(pdf)
    page = pdf.pages[0].obj
    assert overprinted(page.Contents, page.Resources)[-1][:2] == ("Do", False)
    assert [op for _, op, _ in overprinted(inner, inner.Resources)] == [False, True, False]


def test_a_pattern_knocks_out_and_its_cell_sets_its_own():
    pdf = pdf_of(BLACK + b"BT (a) Tj ET /Pattern cs /p scn BT (b) Tj ET 0 0 1 99 re f")
    cell = add(pdf, "/Pattern", "/p", tile(pdf, BLACK + b"BT (a) Tj ET"))
    inked(pdf)
    page = pdf.pages[0].obj
    assert [op for _, op, _ in overprinted(page.Contents, page.Resources)] == [True, False, False]
    assert [op for _, op, _ in overprinted(cell, cell.Resources)] == [True]


def test_overprint_that_the_file_had_is_taken_out():
    states = {"/o": Dictionary(op=True, OP=True, OPM=1), "/w": Dictionary(op=True, LW=9)}
    pdf = pdf_of(b"/o gs /w gs 1 g 0 0 99 99 re f " + INK + b" RG 0 0 m 9 9 l S", ExtGState=states)
    inked(pdf)
    page = pdf.pages[0].obj
    assert overprinted(page.Contents, page.Resources) == [("f", False, False), ("S", False, False)], "the line is 9 pt"
    assert "/o" not in page.Resources.ExtGState


def test_a_soft_mask_of_luminosity_has_no_overprint():
    pdf = pdf_of(b"/s gs 0 0 9 9 re f")
    mask = form(pdf, b"0 g BT (a) Tj ET", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    add(pdf, "/ExtGState", "/s", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    inked(pdf)
    light = pdf.pages[0].obj.Resources.ExtGState["/s"].SMask.G
    assert not any(op for _, op, _ in overprinted(light, light.get("/Resources")))


def test_added_names_do_not_clash_and_are_added_once():
    pdf = pdf_of(b"/pk-o11 gs " + BLACK + b"BT (a) Tj (b) Tj ET BT (c) Tj ET", ExtGState={"/pk-o11": Dictionary(LW=3)})
    inked(pdf)
    page = pdf.pages[0].obj
    states = dict(page.Resources.ExtGState.items())
    assert float(states["/pk-o11"].LW) == 3
    assert len(states) == 2
    assert page.Contents.read_bytes().count(b" gs") == 2
