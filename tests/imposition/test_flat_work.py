"""Copies on a sheet, and numbered leaves in piles: by cutting the paper and looking at what lies there."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from guillotine import cut, is_whole
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.diagnostics import PrintkitError
from printkit.imposition import Imposition, Side, cut_and_stack, step_and_repeat
from printkit.units import Length, Size

A5, SRA3 = Size.parse("A5"), Size.parse("320x450mm")
mm = Length.mm


def sizes(least: int, most: int) -> st.SearchStrategy[Size]:
    side = st.integers(least * 2, most * 2).map(lambda half: mm(half / 2))
    return st.builds(Size, side, side)


def lengths(most: int) -> st.SearchStrategy[Length]:
    return st.integers(0, most * 4).map(lambda quarter: mm(quarter / 4))


MEASURES = {
    "trim": sizes(60, 160), "sheet": sizes(150, 360), "bleed": lengths(5), "gap": lengths(8), "margin": lengths(8),
    "gripper": lengths(14), "slug": lengths(6), "gripper_edge": st.sampled_from(["bottom", "top", "left", "right"]),
    "rotate": st.sampled_from(["auto", "never", "always"]),
}  # fmt: skip


def of(trim: Size) -> tuple[float, float]:
    return trim.width.pt, trim.height.pt


def assert_printable(imposition: Imposition, measures: dict) -> None:
    """What is seen keeps clear of the unprintable edge, and on each side of what the press then holds."""
    for sheet in imposition.sheets[:1]:
        for side in filter(None, (sheet.front, sheet.back)):
            clear = dict.fromkeys(("left", "bottom", "right", "top"), measures["margin"].pt)
            clear[measures["gripper_edge"]] = max(clear[measures["gripper_edge"]], measures["gripper"].pt)
            for placement in side.placements:
                room = {
                    "left": placement.seen.left.pt, "right": imposition.size.width.pt - placement.seen.right.pt,
                    "bottom": placement.seen.bottom.pt, "top": imposition.size.height.pt - placement.seen.top.pt,
                }  # fmt: skip
                assert all(room[edge] >= clear[edge] + measures["slug"].pt - 1e-4 for edge in clear)


def one_form(side: Side) -> list[tuple]:
    """What is on a printing form, whatever the order, to 1/10000 pt."""
    return sorted(
        (round(p.trim.left.pt, 4) + 0.0, round(p.trim.bottom.pt, 4) + 0.0, str(p.page), p.angle)
        for p in side.placements
    )


def fitting(measures: dict, turn: str, *, halves: str = "") -> int:
    """How many copies fit, by adding one after the other; of two ways to lie the better."""
    left = bottom = right = top = measures["margin"].pt + measures["slug"].pt
    held = max(measures["margin"].pt, measures["gripper"].pt) + measures["slug"].pt
    edge = measures["gripper_edge"]
    left, right = (held if edge == "left" else left), (held if edge == "right" else right)
    bottom, top = (held if edge == "bottom" else bottom), (held if edge == "top" else top)
    if turn == "turn":
        left = right = max(left, right) if edge in ("left", "right") else left
    if turn == "tumble":
        bottom = top = max(bottom, top) if edge in ("bottom", "top") else bottom
    if halves == "columns":
        left = right = max(left, right)
    if halves == "rows":
        bottom = top = max(bottom, top)
    room = (measures["sheet"].width.pt - left - right, measures["sheet"].height.pt - bottom - top)

    def row(side: float, room: float) -> int:
        count, end = 0, -measures["gap"].pt
        while (end := end + measures["gap"].pt + side + 2 * measures["bleed"].pt) <= room + 1e-6:
            count += 1
        return count

    ways = {"never": [of(measures["trim"])], "always": [of(measures["trim"])[::-1]]}
    best = 0
    for across, up in ways.get(measures["rotate"], [*ways["never"], *ways["always"]]):
        columns, rows = row(across, room[0]), row(up, room[1])
        columns -= columns % 2 if halves == "columns" else 0
        rows -= rows % 2 if halves == "rows" else 0
        best = max(best, columns * rows)
    return best


@settings(deadline=None, max_examples=60)
@given(
    measures=st.fixed_dictionaries(MEASURES),
    pages=st.integers(1, 400),
    how=st.sampled_from([(1, "sheetwise"), (2, "sheetwise"), (2, "work-and-turn"), (2, "work-and-tumble")]),
)
def test_every_piece_is_a_page_of_its_own_sheet_with_its_back_behind_it(measures, pages, how):
    sides, method = how
    turn = {"work-and-tumble": "tumble"}.get(method, "turn") if sides == 2 else "none"
    halves = {"work-and-turn": "columns", "work-and-tumble": "rows"}.get(method, "")
    most = fitting(measures, turn, halves=halves)
    if not most:
        with pytest.raises(PrintkitError) as raised:
            step_and_repeat(pages=pages, sides=sides, method=method, **measures)
        assert [(d.code, "missing" in d.message) for d in raised.value.diagnostics] == [("sheet-too-small", True)]
        return
    imposition = step_and_repeat(pages=pages, sides=sides, method=method, **measures)
    assert_printable(imposition, measures)
    assert len(imposition.sheets) == -(-pages // sides)
    assert imposition.blanks == ((pages + 1,) if sides == 2 and pages % 2 else ())
    for number, sheet in {0: imposition.sheets[0], -1: imposition.sheets[-1]}.items():
        pieces = cut(imposition, sheet, of(measures["trim"]))
        assert len(pieces) == most == sheet.copies
        assert all(map(is_whole, pieces))
        first = 1 if number == 0 else pages - (pages - 1) % sides
        if sides == 1:
            assert {piece.front(*piece.middle).page for piece in pieces} == {first}
        else:
            second = first + 1 if first < pages else None
            leaves = Counter((piece.front(*piece.middle).page, piece.back(*piece.middle).page) for piece in pieces)
            if halves:
                assert leaves == {(first, second): most / 2, (second, first): most / 2}
                assert one_form(sheet.front) == one_form(sheet.back)
            else:
                assert leaves == {(first, second): most}


@pytest.mark.parametrize(("sides", "method"), [(1, "sheetwise"), (2, "sheetwise"), (2, "work-and-turn")])
def test_each_page_has_its_copies_whatever_the_number_of_pages(sides, method):
    def laid(pages: int) -> Imposition:
        return step_and_repeat(pages=pages, trim=A5, sheet=SRA3, sides=sides, method=method, rows=1)

    def pages_of(side: Side | None) -> set[int | None]:
        return {placement.page for placement in side.placements} if side else set()

    whole = laid(400)
    for number, sheet in enumerate(whole.sheets):
        own = {number * sides + 1, number * sides + sides}
        assert pages_of(sheet.front) | pages_of(sheet.back) == own
        assert len(sheet.front.placements) == sheet.copies == 2
    # A sheet depends on its own pages alone, so what holds for 400 pages holds for fewer, but for a last odd one.
    for pages in (*range(1, 30), 255, 256, 399):
        sheets = laid(pages).sheets
        assert sheets[: pages // sides] == whole.sheets[: pages // sides]
        if pages % sides:
            assert pages_of(sheets[-1].front) | pages_of(sheets[-1].back) == {pages, None}
            assert len(sheets) == pages // 2 + 1


@settings(deadline=None, max_examples=40)
@given(
    measures=st.fixed_dictionaries(MEASURES),
    pages=st.integers(1, 400),
    sides=st.sampled_from([1, 2]),
    turn=st.sampled_from(["turn", "tumble"]),
)
def test_piles_laid_on_each_other_are_in_order(measures, pages, sides, turn):
    if not fitting(measures, turn if sides == 2 else "none"):
        with pytest.raises(PrintkitError, match="missing"):
            cut_and_stack(pages=pages, sides=sides, turn=turn, **measures)
        return
    imposition = cut_and_stack(pages=pages, sides=sides, turn=turn, **measures)
    assert_printable(imposition, measures)
    assert_in_order(imposition, measures["trim"], pages, sides)


def assert_in_order(imposition: Imposition, trim: Size, pages: int, sides: int) -> None:
    cut_sheets = [cut(imposition, sheet, of(trim)) for sheet in imposition.sheets]
    piles = list(zip(*cut_sheets, strict=True))
    stack = [leaf for pile in piles for leaf in pile]
    assert all(map(is_whole, stack))
    assert len({leaf.front(*leaf.middle).head for leaf in stack}) == 1
    read = []
    for leaf in stack:
        read.append(leaf.front(*leaf.middle).page)
        if sides == 2:
            read.append(leaf.back(*leaf.middle).page)
    assert read == [*range(1, pages + 1), *[None] * len(imposition.blanks)]
    assert imposition.blanks == tuple(range(pages + 1, pages + 1 + len(imposition.blanks)))
    # Not a sheet more than it takes.
    assert len(imposition.blanks) < len(piles) * sides


@pytest.mark.parametrize("sides", [1, 2])
def test_any_number_of_tickets_comes_out_in_order(sides):
    trim, sheet = Size.parse("140x60mm"), Size.parse("A3")
    for pages in range(1, 401):
        imposition = cut_and_stack(pages=pages, trim=trim, sheet=sheet, bleed=mm(0), sides=sides, columns=2, rows=3)
        leaves = -(-pages // sides)
        assert len(imposition.sheets) == -(-leaves // 6)
        if pages < 60 or pages % 40 == 0:
            assert_in_order(imposition, trim, pages, sides)
        else:
            # Which page lies where, by dealing out the piles of the positions.
            fronts = zip(*[[p.page for p in sheet.front.placements] for sheet in imposition.sheets], strict=True)
            firsts = [page for pile in fronts for page in pile if page]
            assert firsts == list(range(1, pages + 1, sides))


def test_neighbours_without_bleed_share_one_cut():
    cards = step_and_repeat(
        pages=1, trim=Size.parse("90x54mm"), sheet=Size.parse("A4"), bleed=mm(0), columns=2, rows=5, rotate="never"
    )
    cuts = [line for line in cards.sheets[0].front.lines if line.kind == "cut"]
    assert [sum(line.upright for line in cuts), sum(not line.upright for line in cuts)] == [3, 6]
    apart = step_and_repeat(
        pages=1, trim=Size.parse("90x54mm"), sheet=Size.parse("A4"), bleed=mm(0), gap=mm(0.5), columns=2, rows=5,
        rotate="never", gripper=mm(0),
    )  # fmt: skip
    cuts = [line for line in apart.sheets[0].front.lines if line.kind == "cut" and line.upright]
    assert [round((b.at - a.at).as_mm, 6) for a, b in pairwise(cuts)] == [90, 0.5, 90]


def test_copies_lie_on_their_side_only_where_more_of_them_fit():
    strip = Size.parse("60x130mm")
    angles = {}
    for rotate in ("auto", "never", "always"):
        sheet = step_and_repeat(pages=1, trim=strip, sheet=SRA3, rotate=rotate).sheets[0]
        angles[rotate] = ({placement.angle for placement in sheet.front.placements}, sheet.copies)
    # Upright 310 // 66 × 435 // 136 = 4 × 3, on their side 310 // 136 × 435 // 66 = 2 × 6: as many, so upright.
    assert angles == {"auto": ({0}, 12), "never": ({0}, 12), "always": ({90}, 12)}
    wide = Size.parse("100x200mm")
    assert step_and_repeat(pages=1, trim=wide, sheet=SRA3, rotate="never").sheets[0].copies == 4
    best = step_and_repeat(pages=1, trim=Size.parse("100x280mm"), sheet=SRA3).sheets[0]
    # Upright 2 × 1 of 106 × 286; on their side 1 × 4.
    assert ({placement.angle for placement in best.front.placements}, best.copies) == ({90}, 4)


def test_what_is_missing_is_told_to_the_hundredth_of_a_millimetre():
    with pytest.raises(PrintkitError) as raised:
        step_and_repeat(pages=1, trim=A5, sheet=SRA3, columns=2, rows=2, bleed=mm(4.13), rotate="never")
    # 2 × (148 + 8.26) = 312.52 of 320 - 2 × 5; 2 × (210 + 8.26) = 436.52 of 450 - 10 - 5.
    assert "2.52 mm across and 1.52 mm up the sheet missing" in str(raised.value)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pages": 0}, "bad-pages"),
        ({"bleed": mm(-1)}, "bad-measure"),
        ({"trim": Size(mm(0), mm(10))}, "bad-measure"),
        ({"columns": 0}, "bad-copies"),
        ({"columns": 3, "sides": 2, "method": "work-and-turn"}, "bad-copies"),
        ({"rows": 1, "sides": 2, "method": "work-and-tumble"}, "bad-copies"),
        ({"method": "work-and-turn"}, "bad-work"),
        ({"method": "work-and-run", "sides": 2}, "not-one-of"),
        ({"sides": 3}, "not-one-of"),
        ({"sheet": Size.parse("A6")}, "sheet-too-small"),
    ],
)
def test_what_cannot_be_is_refused_by_its_code(change, code):
    given_ = {"pages": 2, "trim": A5, "sheet": SRA3, **change}
    with pytest.raises(PrintkitError) as raised:
        step_and_repeat(**given_)
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {code}
