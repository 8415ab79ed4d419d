"""Marks of sheets: at every cut, never on a page, all of them there, small sheets told."""

import itertools

import numpy as np
import pikepdf
import pypdfium2
import pytest
from sheet_pages import A6, MM, area, book, mm, opened, seen, strokes

import printkit as pk
from printkit.imposition import Area, Line, Note, Placement, Plan, Sheet, Side
from printkit.imposition.sheet import Imposition
from printkit.units import Length, Size


def near(expected):
    return pytest.approx(expected, abs=0.01)


def numbers(box: Area) -> tuple[float, float, float, float]:
    return tuple(value.as_mm for value in (box.left, box.bottom, box.right, box.top))  # type: ignore[return-value]


def ends(data: bytes, side: int) -> tuple[list, list]:
    """The upright lines and the level ones, each (place, start, end) in mm."""
    lines = strokes(data, side)
    upright = [(x0, y0, y1) for x0, y0, x1, y1 in lines if abs(x1 - x0) < 0.01]
    level = [(y0, x0, x1) for x0, y0, x1, y1 in lines if abs(y1 - y0) < 0.01]
    return upright, level


@pytest.mark.parametrize("caliper", [0, 0.15])
def test_every_page_has_its_trim_marks(caliper):
    sheets = pk.impose(book(12), caliper=Length.mm(caliper))
    sides = [side for sheet in sheets.imposition.sheets for side in (sheet.front, sheet.back)]
    for number, side in enumerate(sides, 1):
        upright, level = ends(sheets.pdf, number)
        boxes = [numbers(placement.seen) for placement in side.placements]
        low, high = min(box[1] for box in boxes), max(box[3] for box in boxes)
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        for placement in side.placements:
            x0, y0, x1, y1 = numbers(placement.trim)
            for x in (x0, x1):  # a trim mark, or the mark of the fold
                assert any(abs(at - x) < 0.01 and end < low for at, _start, end in upright)
                assert any(abs(at - x) < 0.01 and start > high for at, start, _end in upright)
            for y in (y0, y1):
                assert any(abs(at - y) < 0.01 and end < left for at, _start, end in level)
                assert any(abs(at - y) < 0.01 and start > right for at, start, _end in level)


def overlap(one, other) -> bool:
    return (
        one[0] < other[2] - 0.01 and one[2] > other[0] + 0.01 and one[1] < other[3] - 0.01 and one[3] > other[1] + 0.01
    )


@pytest.mark.parametrize("sheet", ["SRA3", "A4", "正度四开", "230mm 170mm"])
def test_no_mark_lies_on_a_page_or_off_the_sheet(sheet):
    sheets = pk.impose(book(8), sheet=sheet, gripper=Length.mm(4), margin=Length.mm(2), caliper=Length.mm(0.2))
    pages = pk.impose(
        book(8), sheet=sheet, gripper=Length.mm(4), margin=Length.mm(2), caliper=Length.mm(0.2), marks=False
    )
    size = sheets.imposition.size
    for number, side in enumerate([side for each in sheets.imposition.sheets for side in (each.front, each.back)], 1):
        drawn = len(seen(pages.pdf, number))
        marks = [tuple(value / MM for value in item.box) for item in seen(sheets.pdf, number)[drawn:]]
        assert len(marks) > 8
        for mark in marks:
            assert not any(overlap(mark, numbers(placement.seen)) for placement in side.placements)
            assert 0 <= mark[0] <= mark[2] <= size.width.as_mm
            assert 0 <= mark[1] <= mark[3] <= size.height.as_mm


def inked(data: bytes, side: int, dpi: float = 127) -> np.ndarray:
    picture = pypdfium2.PdfDocument(data)[side - 1].render(scale=dpi / 72).to_pil().convert("L")
    return np.asarray(picture) < 250


def groups(data: bytes, side: int, skip: int) -> list[list[float]]:
    """The boxes in mm of the marks that belong together: text, bar, each line."""
    return [[value / MM for value in item.box] for item in seen(data, side)[skip:]]


@pytest.mark.parametrize("sheet", ["SRA3", "A3", "A4", "SRA2"])
def test_marks_do_not_lie_on_each_other(sheet):
    source = book(4)
    sheets = pk.impose(source, sheet=sheet, gripper=Length.mm(8))
    plain = pk.impose(source, sheet=sheet, gripper=Length.mm(8), marks=False)
    items = groups(sheets.pdf, 1, len(seen(plain.pdf, 1)))
    # A register mark is a cross in a circle, so its own lines may meet; nothing else may.
    crosses = [
        item for item in items if abs((item[2] - item[0]) - (item[3] - item[1])) < 0.01 and item[2] - item[0] > 2
    ]
    for one, other in itertools.combinations(items, 2):
        if not overlap(one, other):
            continue
        middle = ((one[0] + one[2]) / 2, (one[1] + one[3]) / 2)
        assert any(
            cross[0] <= middle[0] <= cross[2] and cross[1] <= middle[1] <= cross[3] for cross in crosses
        ) or touching(one, other)


def touching(one, other) -> bool:
    """Letters of one line, patches of one bar, and the gripper's two lines touch by right."""
    return min(one[2], other[2]) - max(one[0], other[0]) < 0.3 or min(one[3], other[3]) - max(one[1], other[1]) < 0.3


def test_all_kinds_of_marks_are_there():
    sheets = pk.impose(book(4), gripper=Length.mm(10), title="花园 Garden")
    assert sheets.warnings == ()
    with opened(sheets.pdf) as pdf:
        page = pdf.pages[0]
        marks = page.obj.Resources.XObject.Marks.read_bytes().decode()
        own = page.obj.Contents.read_bytes().decode()
        assert marks.count(" k\n") >= 12  # the bar
        assert marks.count(" c S") == 4  # register
        assert "[3 2] 0 d" in own
        assert own.count(" l S") == 10  # two at five places: trim, fold, trim across, and two up
        spaces = page.obj.Resources.XObject.Marks.Resources.ColorSpace
        assert list(spaces.keys()) == ["/All"]
        assert [page.obj.Resources.XObject.Marks.objgen for page in pdf.pages] == [
            pdf.pages[0].obj.Resources.XObject.Marks.objgen
        ] * 2  # drawn once
    upright, level = ends(sheets.pdf, 1)
    assert any(at == near(10) and end <= 5 for at, _start, end in level)  # how deep the press holds
    assert any(at == near(450 / 2) for at, _start, _end in upright)


def test_a_spot_ink_has_its_patch_and_its_name():
    def gild(_pdf: pikepdf.Pdf, page: pikepdf.Page, _number: int) -> None:
        tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0.2, 0.3, 0.7, 0.15])
        gold = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name("/PANTONE 871 C"), pikepdf.Name.DeviceCMYK, tint])
        page.obj.Resources.ColorSpace = pikepdf.Dictionary(Gold=gold)

    sheets = pk.impose(book(4, change=gild))
    assert sheets.spots == ("PANTONE 871 C",)
    with opened(sheets.pdf) as pdf:
        marks = pdf.pages[0].obj.Resources.XObject.Marks
        assert marks.Resources.ColorSpace.Spot0[1] == "/PANTONE 871 C"
        assert marks.read_bytes().count(b"/Spot0 cs 1 scn") == 2


def test_folds_cuts_notes_plan_and_collation_marks_are_drawn_where_they_are_told():
    trim = area(60, 50, *A6)
    lines = (
        Line("fold", upright=True, at=Length.mm(100), start=Length.mm(50), end=Length.mm(198)),
        Line("cut", upright=False, at=Length.mm(120), start=Length.mm(60), end=Length.mm(165)),
    )
    side = Side(
        (Placement(1, trim, trim),), lines, "sheet one",
        notes=(Note("A2", Length.mm(200), Length.mm(230), Length(9)),),
        plan=Plan(area(200, 240, 20, 10), 2, 1, 1, 0),
        collation=(area(99, 150, 2, 8),),
    )  # fmt: skip
    job = Imposition("by-hand", Size(*mm(450, 320)), 1, (), "turn", (Sheet(side, None),))
    sheets = pk.impose(book(1), job)
    upright, level = ends(sheets.pdf, 1)
    assert sum(at == near(100) for at, _start, _end in upright) == 2
    assert sum(at == near(120) for at, _start, _end in level) == 2
    items = [([value / MM for value in item.box], item) for item in seen(sheets.pdf)]
    bar = [box for box, item in items if box == near([99, 150, 101, 158])]
    assert len(bar) == 1
    filled = [box for box, item in items if item.fill and item.fill.inks == {"All": 1.0} and item.stroke]
    assert [[round(value) for value in box] for box in filled] == [[210, 240, 220, 250]]
    note = [
        box for box, item in items if item.fill and item.fill.inks == {"All": 1.0} and box[1] > 229 and box[3] < 235
    ]
    assert min(box[0] for box in note) > 195
    assert max(box[2] for box in note) < 205


def test_a_sheet_without_room_is_told_and_still_made():
    sheets = pk.impose(book(4), sheet=Size(*mm(217, 155)), gripper=Length(0), margin=Length(0))
    assert {found.code for found in sheets.warnings} == {"no-room-for-marks"}
    assert "trim marks at the bottom on 2 sides" in str([found.message for found in sheets.warnings])


def test_the_trim_box_is_inside_what_every_sheet_prints():
    sheets = pk.impose(book(16), caliper=Length.mm(0.2))
    with opened(sheets.pdf) as pdf:
        boxes = {tuple(round(float(value) / MM, 3) for value in page.obj.TrimBox) for page in pdf.pages}
        assert len(boxes) == 1
        (box,) = boxes
        inner = [numbers(placement.trim) for placement in sheets.imposition.sheets[-1].front.placements]
        assert box[0] == near(min(each[0] for each in inner))
        assert box[2] == near(max(each[2] for each in inner))
        bleed = [float(value) / MM for value in pdf.pages[0].obj.BleedBox]
        outer = [numbers(placement.seen) for placement in sheets.imposition.sheets[0].front.placements]
        assert bleed[0] == near(min(each[0] for each in outer))
        assert bleed[2] == near(max(each[2] for each in outer))
