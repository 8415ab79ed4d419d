"""Books of any size: whatever the trim, bleed, gripper and paper, they read in order and stay where the press can print."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reading_books import check, copies_of

from printkit.diagnostics import PrintkitError
from printkit.imposition import Imposition, perfect_bound, saddle_stitch
from printkit.units import Length, Size

mm = Length.mm
A5, A6, SRA3 = Size.parse("A5"), Size.parse("A6"), Size.parse("SRA3")
EDGES = ("bottom", "top", "left", "right")
MEASURES = {
    "trim": st.builds(Size, st.integers(60, 180).map(mm), st.integers(60, 180).map(mm)),
    "sheet": st.builds(Size, st.integers(300, 1000).map(mm), st.integers(300, 1000).map(mm)),
    "bleed": st.integers(0, 20).map(lambda quarter: mm(quarter / 4)),
    "gripper": st.integers(0, 14).map(mm),
    "gripper_edge": st.sampled_from(EDGES),
    "margin": st.integers(0, 8).map(mm),
    "gap": st.integers(0, 8).map(mm),
    "caliper": st.integers(0, 30).map(lambda hundredth: mm(hundredth / 100)),
    "creep_factor": st.sampled_from((1.0, 1.2, 1.4)),
    "creep": st.sampled_from(("outer", "inner", "both")),
    "binding": st.sampled_from(("left", "right")),
}


def laid_or_none(scheme: Any, **wanted: Any) -> Imposition | None:
    """None where the sheet is too small or the creep too much: each is a fault of its own code, and nothing else is."""
    try:
        return scheme(**wanted)
    except PrintkitError as problem:
        if {found.code for found in problem.diagnostics} <= {"sheet-too-small", "bad-creep"}:
            return None
        raise


def assert_printable(laid: Imposition, measures: dict[str, Any]) -> None:
    """Whatever is seen keeps off the margins, and off the gripper of the side that the press then holds."""
    for sheet in laid.sheets:
        for side in filter(None, (sheet.front, sheet.back)):
            for placement in side.placements:
                seen, size = placement.seen, laid.size
                rooms = {
                    "left": seen.left.pt, "bottom": seen.bottom.pt,
                    "right": size.width.pt - seen.right.pt, "top": size.height.pt - seen.top.pt,
                }  # fmt: skip
                assert min(rooms.values()) >= measures["margin"].pt - 1e-6
        held = sheet.front.placements
        edge = measures["gripper_edge"]
        near = {
            "left": min(p.seen.left.pt for p in held), "bottom": min(p.seen.bottom.pt for p in held),
            "right": laid.size.width.pt - max(p.seen.right.pt for p in held),
            "top": laid.size.height.pt - max(p.seen.top.pt for p in held),
        }[edge]  # fmt: skip
        assert near >= measures["gripper"].pt - 1e-6


def assert_bleeds_apart(laid: Imposition) -> None:
    """No two pages of a side are seen at one place."""
    for sheet in laid.sheets:
        for side in filter(None, (sheet.front, sheet.back)):
            for index, one in enumerate(side.placements):
                for other in side.placements[index + 1 :]:
                    across = min(one.seen.right.pt, other.seen.right.pt) - max(one.seen.left.pt, other.seen.left.pt)
                    up = min(one.seen.top.pt, other.seen.top.pt) - max(one.seen.bottom.pt, other.seen.bottom.pt)
                    assert min(across, up) <= 1e-6


@settings(deadline=None, max_examples=200)
@given(measures=st.fixed_dictionaries(MEASURES), pages=st.integers(1, 64), by=st.sampled_from(("shift", "scale")))
def test_a_saddle_stitched_book_of_any_measures_reads_in_order(measures, pages, by):
    laid = laid_or_none(saddle_stitch, pages=pages, creep_by=by, **measures)
    assume(laid is not None)
    check(laid, pages, "before-back-cover", copies_of(laid, measures["trim"], rtl=measures["binding"] == "right", nest=True))
    assert_printable(laid, measures)
    assert_bleeds_apart(laid)


@settings(deadline=None, max_examples=200)
@given(
    measures=st.fixed_dictionaries(MEASURES),
    pages=st.integers(1, 64),
    signature=st.sampled_from((4, 8, 16)),
    milling=st.integers(0, 4).map(mm),
)
def test_a_perfect_bound_book_of_any_measures_reads_in_order(measures, pages, signature, milling):
    laid = laid_or_none(perfect_bound, pages=pages, signature=signature, milling=milling, **measures)
    assume(laid is not None)
    check(laid, pages, "end", copies_of(laid, measures["trim"], rtl=measures["binding"] == "right"))
    assert_printable(laid, measures)
    assert_bleeds_apart(laid)


@pytest.mark.parametrize(("width", "height"), [(296, 300), (250, 216), (200, 150)])
def test_what_is_told_to_be_missing_is_what_is_missing(width, height):
    measures = {"pages": 8, "trim": A5, "bleed": mm(3), "margin": mm(0), "gripper": mm(0), "slug": mm(0), "rotate": "never"}
    with pytest.raises(PrintkitError) as caught:
        saddle_stitch(sheet=Size(mm(width), mm(height)), **measures)
    (found,) = caught.value.diagnostics
    assert found.code == "sheet-too-small"
    missing = [float(n) for n in re.findall(r"([\d.]+) ?mm (?:of its |in |too |more )?", found.message)]
    needed = {round(302 - width, 2), round(216 - height, 2)} - {n for n in (302 - width, 216 - height) if n <= 0}
    assert needed <= set(missing)


def test_collation_marks_step_down_the_spine_from_signature_to_signature():
    laid = perfect_bound(pages=96, trim=A5, sheet=Size.parse("1020x720mm"))
    bars = [[bar for side in (s.front, s.back) if side for bar in side.collation] for s in laid.sheets]
    assert all(len(each) == 1 for each in bars)
    heights = [(each[0].bottom.pt + each[0].top.pt) / 2 for each in bars]
    across = {round((each[0].left.pt + each[0].right.pt) / 2, 3) for each in bars}
    steps = {round(b - a, 3) for a, b in pairwise(heights)}
    assert len(steps) == len(across) == 1
    assert steps != {0.0}


@pytest.mark.parametrize(
    ("change", "code"),
    [({"signature": 12}, "bad-signature"), ({"creep_factor": 2.0}, "bad-creep"), ({"caliper": mm(2)}, "bad-creep")],
)
def test_what_cannot_be_bound_is_refused_by_its_code(change, code):
    with pytest.raises(PrintkitError) as caught:
        saddle_stitch(pages=160, trim=A6, sheet=Size.parse("1400x1400mm"), **change)
    assert code in {found.code for found in caught.value.diagnostics}
