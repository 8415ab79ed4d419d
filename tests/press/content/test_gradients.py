"""Gradients run in the inks of their stops."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from printkit.diagnostics import PrintkitError
from printkit.pdf.functions import function
from printkit.pdf.spaces import space

from .drawing import add, axial, drawn, form, inked, pdf_of, tile

MAIN, ACC, GOLD, WHITE = (
    [value / 255 for value in bytes.fromhex(code)] for code in ("d32628", "cfa153", "b39a5c", "ffffff")
)
MAIN_INKS, ACC_INKS, GOLD_INKS = (0.08, 0.95, 0.88, 0.04), (0.18, 0.36, 0.74, 0.06), (0.2, 0.3, 0.7, 0.15)


def in_inks(shading: Any, pdf: Any = None) -> Any:
    pdf = pdf_of(b"/s sh") if pdf is None else pdf
    add(pdf, "/Shading", "/s", shading)
    assert inked(pdf).gradients == 1
    return pdf.pages[0].obj.Resources.Shading["/s"]


def amounts(shading: Any, *places: float) -> list[dict[str, float]]:
    """The inks of a gradient at places of its course, without those that are 0."""
    plates = space(shading.ColorSpace).plates(function(shading.Function)([[place] for place in places]))
    assert plates is not None
    return [
        {ink: round(float(values[row]), 4) for ink, values in plates.items() if values[row]}
        for row in range(len(places))
    ]


def process(*inks: float) -> dict[str, float]:
    return {ink: value for ink, value in zip(("Cyan", "Magenta", "Yellow", "Black"), inks, strict=True) if value}


def halfway(one: Any, other: Any) -> dict[str, float]:
    return process(*(round((a + b) / 2, 4) for a, b in zip(one, other, strict=True)))


def test_stops_are_exact_and_the_course_between_is_in_proportion():
    made = in_inks(axial(MAIN, ACC))
    assert str(made.ColorSpace) == "/DeviceCMYK"
    assert amounts(made, 0, 0.5, 1) == [process(*MAIN_INKS), halfway(MAIN_INKS, ACC_INKS), process(*ACC_INKS)]
    assert [float(value) for value in made.Coords] == [0, 0, 200, 0]


def stitched(*parts: Any, bounds: list[float]) -> Dictionary:
    return Dictionary(FunctionType=3, Domain=[0, 1], Bounds=bounds, Encode=[0, 1] * len(parts), Functions=Array(parts))


def course(one: list[float], other: list[float]) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=one, C1=other, N=1, Range=[0, 1] * len(one))


def test_nested_stitched_functions_keep_their_course():
    inner = stitched(course(MAIN, ACC), course(ACC, MAIN), bounds=[0.5])
    shading = axial(MAIN, MAIN)
    shading.ShadingType, shading.Coords = 3, Array([0, 0, 0, 0, 0, 9])
    shading.Function = stitched(inner, course(MAIN, WHITE), bounds=[0.8])
    assert amounts(in_inks(shading), 0, 0.4, 0.6, 0.8, 1) == [
        process(*MAIN_INKS), process(*ACC_INKS), halfway(MAIN_INKS, ACC_INKS), process(*MAIN_INKS), {},
    ]  # fmt: skip


def test_sampled_colours_are_turned_one_by_one():
    pdf = pdf_of(b"/s sh")
    shading = axial(MAIN, ACC)
    table = Dictionary(FunctionType=0, Domain=[0, 1], Range=[0, 1] * 3, Size=[3], BitsPerSample=8)
    shading.Function = Stream(pdf, bytes.fromhex("d32628cfa153ffffff"), table)
    found = amounts(in_inks(shading, pdf), 0, 0.5, 1)
    for got, inks in zip(found, (MAIN_INKS, ACC_INKS, (0, 0, 0, 0)), strict=True):
        assert got == pytest.approx(process(*inks), abs=0.002)


def test_a_function_for_each_channel_is_sampled():
    shading = axial([0], [1])
    shading.Function = Array([course([a], [b]) for a, b in zip(MAIN, ACC, strict=True)])
    ends = amounts(in_inks(shading), 0, 1)
    assert ends == [pytest.approx(process(*MAIN_INKS), abs=0.002), pytest.approx(process(*ACC_INKS), abs=0.002)]


def test_a_calculated_function_of_two_inputs_is_sampled():
    pdf = pdf_of(b"/s sh")
    limits = {"/Domain": [0, 1, 0, 1], "/Range": [0, 1] * 3}
    program = Stream(pdf, b"{ 0.5 }", Dictionary({"/FunctionType": 4, **limits}))
    shading = Dictionary(ShadingType=1, ColorSpace=Name.DeviceRGB, Domain=[0, 1, 0, 1], Function=program)
    made = in_inks(shading, pdf)
    found = function(made.Function)([[0, 0], [1, 0], [0, 1], [0.25, 0.75]])
    # x, y, 0.5 are red, green, blue; the conversion of the tests is their complement.
    wanted = np.array([[1, 1, 0.5, 0], [0, 1, 0.5, 0], [1, 0, 0.5, 0], [0.75, 0.25, 0.5, 0]])
    assert np.abs(found - wanted).max() < 0.02


def test_from_a_spot_ink_to_white_runs_in_its_separation():
    made = in_inks(axial(GOLD, WHITE))
    assert str(made.ColorSpace[0]) == "/Separation"
    assert amounts(made, 0, 0.25, 1) == [{"PANTONE 871 C": 1}, {"PANTONE 871 C": 0.75}, {}]


def test_from_a_spot_ink_to_process_ink_runs_in_both():
    made = in_inks(axial(GOLD, MAIN))
    assert str(made.ColorSpace[0]) == "/DeviceN"
    half = {"PANTONE 871 C": 0.5} | process(*(value / 2 for value in MAIN_INKS))
    assert amounts(made, 0, 0.5, 1) == [{"PANTONE 871 C": 1}, half, process(*MAIN_INKS)]
    tint = function(made.ColorSpace[3])
    assert tint([[1, 0, 0, 0, 0]])[0] == pytest.approx(GOLD_INKS)
    assert tint([[0, *MAIN_INKS]])[0] == pytest.approx(MAIN_INKS)
    assert tint([[0.5, 0, 0, 1, 0]])[0] == pytest.approx([0.1, 0.15, 1, 0.075]), "at most full"


def test_a_gradient_of_a_shading_pattern_becomes_ink():
    pdf = pdf_of(b"/Pattern cs /p scn 0 0 99 99 re f")
    pattern = Dictionary(PatternType=2, Shading=axial(MAIN, ACC), Matrix=[1, 0, 0, 1, 5, 5])
    add(pdf, "/Pattern", "/p", pattern)
    inked(pdf)
    made = pdf.pages[0].obj.Resources.Pattern["/p"]
    assert amounts(made.Shading, 0) == [process(*MAIN_INKS)]
    assert [int(value) for value in made.Matrix] == [1, 0, 0, 1, 5, 5]


def test_patterns_written_into_the_resources_stay_apart():
    pdf = pdf_of(b"/Pattern cs /p scn 0 0 99 99 re f /q scn 0 0 99 99 re f")
    add(pdf, "/Pattern", "/p", Dictionary(PatternType=2, Shading=axial(MAIN, ACC)))
    add(pdf, "/Pattern", "/q", Dictionary(PatternType=2, Shading=axial(ACC, MAIN)))
    inked(pdf)
    patterns = pdf.pages[0].obj.Resources.Pattern
    assert amounts(patterns["/p"].Shading, 0) + amounts(patterns["/q"].Shading, 0) == [
        process(*MAIN_INKS),
        process(*ACC_INKS),
    ]


def test_a_background_becomes_ink():
    shading = axial(MAIN, ACC)
    shading.Background = Array(MAIN)
    assert [float(value) for value in in_inks(shading).Background] == list(MAIN_INKS)


def test_a_gradient_in_a_mask_of_luminosity_stays_gray():
    pdf = pdf_of(b"/s gs 0 0 9 9 re f")
    mask = form(pdf, b"/s sh", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))
    add(pdf, "/Shading", "/s", axial([1, 0, 0], [1, 1, 1]), mask)
    add(pdf, "/ExtGState", "/s", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    inked(pdf)
    made = pdf.pages[0].obj.Resources.ExtGState["/s"].SMask.G.Resources.Shading["/s"]
    assert str(made.ColorSpace) == "/DeviceGray"
    assert function(made.Function)([[0], [1]]).ravel() == pytest.approx([0.3, 1])


def test_a_gradient_in_inks_already_is_left_alone():
    pdf = pdf_of(b"/s sh")
    given = add(pdf, "/Shading", "/s", pdf.make_indirect(axial([0, 1, 0, 0], [1, 0, 0, 0], Name.DeviceCMYK)))
    assert inked(pdf).gradients == 0
    assert pdf.pages[0].obj.Resources.Shading["/s"].objgen == given.objgen


def test_a_broken_function_is_refused():
    shading = axial(MAIN, ACC)
    shading.Function = Dictionary(FunctionType=7, Domain=[0, 1])
    with pytest.raises(PrintkitError) as caught:
        in_inks(shading)
    assert caught.value.diagnostics[0].code == "content-stream"


def test_cells_of_few_units_are_written_in_more():
    pdf = pdf_of(b"/Pattern cs /p scn 0 0 99 99 re f")
    cell = tile(pdf, b"/s sh", 1)
    cell.Matrix = Array([50, 0, 0, 20, 7, 8])
    add(pdf, "/Shading", "/s", axial(MAIN, ACC), cell)
    add(pdf, "/Pattern", "/p", cell)
    inked(pdf)
    assert [float(value) for value in cell.BBox] == [0, 0, 100, 100]
    assert [float(cell.XStep), float(cell.YStep)] == [100, 100]
    assert [float(value) for value in cell.Matrix] == [0.5, 0, 0, 0.2, 7, 8]
    assert drawn(cell)[0] == "100 0 0 100 0 0 cm"


def celled(reached: bytes, *, matrix: list[float], wide: float = 100) -> Any:
    """The pattern of a page that paints `reached` with a gradient in a cell of `wide` units, as the engine draws it."""
    pdf = pdf_of(b"q 1 0 0 -1 0 200 cm /Pattern cs /p scn /Pattern CS /p SCN " + reached + b" Q")
    group = form(pdf, b"2 0 0 1 0 0 cm /s sh", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))
    group.BBox = Array([-50, 0, 200, 200])
    add(pdf, "/Shading", "/s", axial(MAIN, ACC), group)
    cell = tile(pdf, b"1 0 0 1 3 0 cm /x Do", wide)
    cell.Matrix = Array(matrix)
    add(pdf, "/XObject", "/x", group, cell)
    add(pdf, "/Pattern", "/p", cell)
    inked(pdf)
    return pdf.pages[0].obj.Resources.Pattern["/p"]


@pytest.mark.parametrize(
    "reached", [b"10 10 80 80 re f", b"0 0 100 100 re f", b"0 0 99 99 re W n -50 -50 400 400 re f*"]
)
def test_a_gradient_painted_within_its_cell_becomes_the_pattern(reached):
    made = celled(reached, matrix=[1, 0, 0, -1, 0, 200])
    assert int(made.PatternType) == 2
    assert [float(value) for value in made.Matrix] == [2, 0, 0, -1, 3, 200]
    assert amounts(made.Shading, 0, 1) == [process(*MAIN_INKS), process(*ACC_INKS)]


@pytest.mark.parametrize(
    "reached",
    [
        b"10 10 180 80 re f",
        b"10 10 80 80 re f 150 10 9 9 re f",
        b"10 10 80 80 re B",
        b"10 10 80 80 re f BT (a) Tj ET",
        b"10 10 80 80 re f q /p scn BT 1 Tr (a) Tj ET Q",
    ],
)
def test_a_gradient_that_is_or_may_be_painted_past_its_cell_stays_a_cell(reached):
    made = celled(reached, matrix=[1, 0, 0, -1, 0, 200])
    assert int(made.PatternType) == 1
    assert float(made.XStep) == 100


def test_a_turned_cell_stays_a_cell():
    assert int(celled(b"40 40 20 20 re f", matrix=[0.7, 0.7, -0.7, 0.7, 50, 50]).PatternType) == 1


def test_a_cell_with_more_than_a_gradient_stands_alone_where_one_is_enough():
    for reached, step in ((b"10 10 80 80 re f", 400), (b"10 10 80 300 re f", 200)):
        pdf = pdf_of(b"/Pattern cs /p scn " + reached)
        cell = add(pdf, "/Pattern", "/p", tile(pdf, b"/s sh 0 0 9 9 re f"))
        add(pdf, "/Shading", "/s", axial(MAIN, ACC), cell)
        inked(pdf)
        assert [float(cell.XStep), float(cell.YStep)] == [step, step]
