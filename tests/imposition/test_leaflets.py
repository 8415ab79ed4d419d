"""Leaflets by simulation of the paper: cut out, folded panel by panel, opened again, and read."""

from __future__ import annotations

import pytest
from creasing import Strip
from guillotine import cut
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.diagnostics import PrintkitError
from printkit.imposition import Imposition, leaflet, panels
from printkit.units import Length, Size

mm = Length.mm
DL = Size.parse("99x210mm")
SRA3, HUGE = Size.parse("320x450mm"), Size.parse("1100x1100mm")

STAGES = {
    # What is seen from above, and from below, closed and after each fold that is opened, last fold first.
    ("letter", 3): [([1], [6]), ([2, 5], [6, 1]), ([2, 3, 4], [5, 6, 1])],
    ("letter", 4): [([1], [8]), ([2, 7], [8, 1]), ([2, 3, 6], [7, 8, 1]), ([2, 3, 4, 5], [6, 7, 8, 1])],
    ("accordion", 3): [([1], [4]), ([2, 3, 4], [5, 6, 1])],
    ("accordion", 4): [([1], [6]), ([2, 3, 4, 5], [6, 7, 8, 1])],
    ("accordion", 5): [([1], [6]), ([2, 3, 4, 5, 6], [7, 8, 9, 10, 1])],
    ("gate", None): [([1, 2], [7, 8]), ([3, 4, 5, 6], [2, 7, 8, 1])],
    ("double-gate", None): [([1], [8]), ([2, 3], [8, 1]), ([4, 5, 6, 7], [3, 8, 1, 2])],
}
"""Told of paper in the hand: a reader comes to 1, 2, 3 …"""


def strips(imposition: Imposition, width: float, height: float, number: int = 0) -> list[Strip]:
    """All copies on a sheet. What is cut is a flat leaflet, not one page: so pieces are told by their size."""
    sheet = imposition.sheets[number]
    return [Strip(piece) for piece in cut(imposition, sheet, (DL.width.pt, DL.height.pt), whole=(width, height))]


def opened(strip: Strip) -> list[tuple[list, list]]:
    """The pages seen from above and from below: of the closed leaflet, and after each fold that is opened."""
    folds = [Strip(strip.piece).fold_all(done) for done in range(len(strip.creases), -1, -1)]
    return [(again.seen(above=True), again.seen(above=False)) for again in folds]


def flat_mm(fold: str, count: int | None, page: float, allowance: float) -> float:
    number = count or 4
    narrower = {"letter": sum(range(number - 1)), "accordion": number - 2}.get(fold, 2)
    return page * number - narrower * allowance


@pytest.mark.parametrize("rotate", ["never", "always"])
@pytest.mark.parametrize(("fold", "count"), STAGES)
def test_a_folded_leaflet_is_read_in_order(fold, count, rotate):
    allowance = 0 if fold == "accordion" else 2
    laid = leaflet(
        pages=2 * (count or 4), trim=DL, sheet=HUGE, fold=fold, drawn="panels", panel_count=count,
        allowance=mm(allowance), columns=2, rows=2, rotate=rotate,
    )  # fmt: skip
    width = mm(flat_mm(fold, count, 99, allowance)).pt
    copies = strips(laid, width, DL.height.pt)
    assert len(copies) == laid.sheets[0].copies == 4
    for strip in copies:
        seen = opened(strip)
        # Folding leaves the pile either way up; a reader turns it.
        for stage in STAGES[fold, count]:
            assert stage in seen or stage[::-1] in seen, (stage, seen)
        assert seen[0] in (STAGES[fold, count][0], STAGES[fold, count][0][::-1])
        assert seen[-1] == STAGES[fold, count][-1]


@pytest.mark.parametrize(("fold", "count"), [key for key in STAGES if key[0] != "accordion"])
def test_what_folds_in_keeps_the_allowance_from_the_fold_around_it(fold, count):
    for allowance, least in ((mm(1), 1.0), (mm(2), 2.0), (None, 1.5 if fold != "gate" else None)):
        laid = leaflet(
            pages=2 * (count or 4),
            trim=DL,
            sheet=HUGE,
            fold=fold,
            drawn="panels",
            panel_count=count,
            allowance=allowance,
        )
        own = 1.0 if fold == "gate" and allowance is None else (least or 0)
        strip = strips(laid, mm(flat_mm(fold, count, 99, own)).pt, DL.height.pt)[0].fold_all()
        if fold == "gate":
            # Nothing lies between a gate and the middle; the gates meet in one plane, and leave both allowances.
            left, right = strip.panels[0].span, strip.panels[-1].span
            gap = max(left[0], right[0]) - min(left[1], right[1])
            assert Length(gap).as_mm == pytest.approx(2 * own, abs=1e-6)
        else:
            assert Length(strip.clearance()).as_mm == pytest.approx(own, abs=1e-6)


@settings(deadline=None, max_examples=40)
@given(
    kind=st.sampled_from(list(STAGES)),
    pages=st.integers(1, 400),
    binding=st.sampled_from(["left", "right"]),
    drawn=st.sampled_from(["spread", "panels"]),
)
def test_each_page_is_there_once_in_register_with_what_is_behind_it(kind, pages, binding, drawn):
    fold, count = kind
    trim = DL if drawn == "panels" else Size.parse("420x210mm")
    laid = leaflet(pages=pages, trim=trim, sheet=HUGE, fold=fold, panel_count=count, drawn=drawn, binding=binding)
    placed = [p.page for sheet in laid.sheets for side in (sheet.front, sheet.back) for p in side.placements]
    assert sorted(page for page in placed if page) == list(range(1, pages + 1))
    assert placed.count(None) == len(laid.blanks)
    each = 2 if drawn == "spread" else 2 * (count or 4)
    assert len(laid.blanks) == -pages % each
    for sheet in (laid.sheets[0], laid.sheets[-1]):
        fronts = [(p.trim.left.pt, p.trim.right.pt) for p in sheet.front.placements]
        behind = [(HUGE.width.pt - p.trim.right.pt, HUGE.width.pt - p.trim.left.pt) for p in sheet.back.placements]
        assert [edge for pair in sorted(behind) for edge in pair] == pytest.approx(
            [edge for pair in sorted(fronts) for edge in pair], abs=1e-6
        )
        folds = [(line.at.pt, line.crease) for line in sheet.front.lines if line.kind == "fold"]
        other = {"mountain": "valley", "valley": "mountain"}
        seen = [(HUGE.width.pt - line.at.pt, other[line.crease]) for line in sheet.back.lines if line.kind == "fold"]
        assert [at for at, _ in sorted(folds)] == pytest.approx([at for at, _ in sorted(seen)], abs=1e-6)
        assert [way for _, way in sorted(folds)] == [way for _, way in sorted(seen)]


@pytest.mark.parametrize(("fold", "count"), [("letter", 3), ("accordion", 4), ("double-gate", None)])
@pytest.mark.parametrize(("binding", "at_left"), [("left", True), ("right", False)])
def test_the_front_is_folded_at_its_binding(fold, count, binding, at_left):
    laid = leaflet(
        pages=2 * (count or 4), trim=DL, sheet=HUGE, fold=fold, panel_count=count, drawn="panels", binding=binding
    )
    allowance = 1.5 if fold != "accordion" else 0
    strip = strips(laid, mm(flat_mm(fold, count, 99, allowance)).pt, DL.height.pt)[0]
    front = next(p for p in laid.sheets[0].front.placements if p.page == 1)
    folds = [line.at.pt for line in strip.piece.sheet.front.lines if line.kind == "fold"]
    last = max((line for line in strip.piece.sheet.front.lines if line.kind == "fold"), key=lambda line: line.step)
    edge = front.trim.left.pt if at_left else front.trim.right.pt
    assert any(abs(at - edge) < 1e-6 for at in folds)
    if fold != "accordion":
        assert last.at.pt == pytest.approx(edge)


def test_where_an_a4_letter_fold_is_folded():
    laid = panels(mm(297), "letter")
    assert [round(width.as_mm, 6) for width in laid.widths] == [99.5, 99.5, 98]
    assert [round(x.as_mm, 6) for x in laid.inside] == [99.5, 199]
    assert [round(x.as_mm, 6) for x in laid.outside] == [98, 197.5]


def test_where_a_gate_is_folded():
    laid = panels(mm(420), "gate")
    assert [round(width.as_mm, 6) for width in laid.widths] == [104.5, 211, 104.5]
    assert [round(x.as_mm, 6) for x in laid.outside] == [104.5, 315.5]
    assert [round(width.as_mm, 6) for width in panels(mm(420), "double-gate", mm(2)).widths] == [104, 106, 106, 104]


def test_widths_of_ones_own():
    laid = panels(mm(300), "letter", widths=[mm(98), mm(100), mm(102)], binding="right")
    assert [round(x.as_mm, 6) for x in laid.inside] == [98, 198]
    assert [round(x.as_mm, 6) for x in laid.outside] == [102, 202]
    with pytest.raises(PrintkitError) as raised:
        panels(mm(297), "letter", widths=[mm(99), mm(99), mm(100)])
    assert [d.message for d in raised.value.diagnostics] == [
        "the panels come to 1 mm more than the 297 mm of the flat leaflet",
        "a panel of 100 mm folds onto 99 mm: 1 mm too wide",
    ]


def test_a_panel_that_folds_in_shows_the_middle_of_its_page():
    laid = leaflet(pages=6, trim=DL, sheet=SRA3, drawn="panels", rotate="always", allowance=mm(2))
    inner = next(p for p in laid.sheets[0].front.placements if p.page == 5)
    assert (inner.trim.right - inner.trim.left).as_mm == pytest.approx(210)
    assert (inner.trim.top - inner.trim.bottom).as_mm == pytest.approx(97)
    assert inner.shift == (Length(0), Length(0))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"fold": "letter", "panel_count": 2}, "bad-panels"),
        ({"fold": "gate", "panel_count": 4}, "bad-panels"),
        ({"fold": "accordion", "panel_count": 12}, "bad-panels"),
        ({"allowance": mm(-1)}, "bad-panels"),
        ({"widths": [mm(100)]}, "bad-panels"),
        ({"fold": "map"}, "not-one-of"),
        ({"sheet": Size.parse("A5")}, "sheet-too-small"),
        ({"pages": 0}, "bad-pages"),
    ],
)
def test_what_cannot_be_folded_is_refused_by_its_code(change, code):
    with pytest.raises(PrintkitError) as raised:
        leaflet(**{"pages": 2, "trim": Size.parse("210x99mm"), "sheet": SRA3, **change})
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {code}
