"""Books by simulation of the paper: cut, folded, nested or gathered, bound and read, they give page 1 to the last."""

from __future__ import annotations

from itertools import product

import pytest
from reading_books import check, copies_of

from printkit.imposition import perfect_bound, saddle_stitch
from printkit.units import Length, Size

A5 = Size.parse("A5")
A6 = Size.parse("A6")
SRA3 = Size.parse("SRA3")
FULL_SHEET = Size.parse("720x1020mm")
WIDE_SHEET = Size.parse("1020x720mm")
HUGE_SHEET = Size.parse("1400x1400mm")
COUNTS = range(1, 401)


def mm(value: float) -> Length:
    return Length.mm(value)


SADDLE = list(product((8, 16, 32, 4), ("left", "right"), ("before-back-cover", "end", "inside-covers")))


@pytest.mark.parametrize("hundred", range(4))
def test_a_saddle_stitched_book_reads_from_first_to_last(hundred):
    for pages in COUNTS[hundred * 100 : hundred * 100 + 100]:
        laid = saddle_stitch(pages=pages, trim=A6, sheet=SRA3)
        check(laid, pages, "before-back-cover", copies_of(laid, A6, nest=True))


def test_it_does_so_bound_right_with_blanks_elsewhere_and_of_larger_signatures():
    for pages in COUNTS[::7]:
        size, binding, where = SADDLE[pages % len(SADDLE)]
        laid = saddle_stitch(
            pages=pages, trim=A6, sheet=FULL_SHEET, signature=size, binding=binding, blanks=where, gap=mm(pages % 5)
        )
        books = copies_of(laid, A6, rtl=binding == "right", nest=True, other_half=pages % 2 == 1)
        check(laid, pages, where, books)


@pytest.mark.parametrize("turn", ["turn", "tumble"])
@pytest.mark.parametrize("rotate", ["never", "always"])
@pytest.mark.parametrize("several", ["same", "different"])
@pytest.mark.parametrize("come_and_go", [False, True])
@pytest.mark.parametrize(("binding", "signature"), [("left", 4), ("right", 4), ("left", 8)])
def test_several_spreads_lie_on_a_sheet(turn, rotate, several, come_and_go, binding, signature):
    for pages in (1, 4, 6, 13, 24, 52):
        laid = saddle_stitch(
            pages=pages, trim=A6, sheet=FULL_SHEET, several=several, come_and_go=come_and_go, rotate=rotate, turn=turn,
            binding=binding, signature=signature, gap=mm(4),
        )  # fmt: skip
        rtl = binding == "right"
        books = copies_of(laid, A6, rtl=rtl, several=several, nest=True)
        check(laid, pages, "before-back-cover", books)
        if signature == 4:
            fit = 3 * 6 if rotate == "never" else 4 * 4
            assert len(books) == (fit if several == "same" else 1)


PERFECT = list(
    product(
        (16, 4, 8, 32),
        ("sheetwise", "work-and-turn", "work-and-tumble"),
        ("one", "same"),
        ("left", "right"),
    )
)


@pytest.mark.parametrize("hundred", range(4))
def test_a_perfect_bound_book_reads_from_first_to_last(hundred):
    for pages in COUNTS[hundred * 100 : hundred * 100 + 100]:
        laid = perfect_bound(pages=pages, trim=A5, sheet=WIDE_SHEET)
        check(laid, pages, "end", copies_of(laid, A5, other_half=pages % 2 == 1))


def test_it_does_so_for_every_method_signature_and_binding():
    for pages in COUNTS[:240:5]:
        size, method, several, binding = PERFECT[pages % len(PERFECT)]
        laid = perfect_bound(
            pages=pages, trim=A6, sheet=HUGE_SHEET, signature=size, method=method, several=several, binding=binding,
            turn=("turn", "tumble")[pages % 3 // 2], rotate=("auto", "never", "always")[pages % 3], milling=mm(pages % 4),
        )  # fmt: skip
        books = copies_of(laid, A6, rtl=binding == "right")
        check(laid, pages, "end", books)
        assert len(books) >= (1 if method == "sheetwise" else 2)


@pytest.mark.parametrize("size", [4, 8, 16, 32])
@pytest.mark.parametrize("method", ["sheetwise", "work-and-turn", "work-and-tumble"])
@pytest.mark.parametrize("binding", ["left", "right"])
def test_one_signature_of_each_kind_folds_in_any_way(size, method, binding):
    for rotate, turn, other_half in product(("never", "always"), ("turn", "tumble"), (False, True)):
        laid = perfect_bound(
            pages=size,
            trim=A6,
            sheet=HUGE_SHEET,
            signature=size,
            method=method,
            binding=binding,
            rotate=rotate,
            turn=turn,
        )
        check(laid, size, "end", copies_of(laid, A6, rtl=binding == "right", other_half=other_half))


@pytest.mark.parametrize(
    ("pages", "signature", "sizes"),
    [
        (96, 16, [16] * 6),
        (100, 16, [16] * 5 + [4, 16]),
        (108, 16, [16] * 5 + [8, 4, 16]),
        (97, 16, [16] * 5 + [4, 16]),
        (12, 16, [4, 8]),
        (120, 32, [32, 32, 16, 8, 32]),
        (8, 8, [8]),
        (1, 32, [4]),
    ],
)
def test_pages_are_divided_among_signatures(pages, signature, sizes):
    laid = perfect_bound(pages=pages, trim=A6, sheet=HUGE_SHEET, signature=signature)
    assert [len(sheet.front.placements) * 2 for sheet in laid.sheets] == sizes
    assert [sheet.signature for sheet in laid.sheets] == list(range(1, len(sizes) + 1))


def test_work_and_turn_prints_both_sides_from_one_form():
    for method, pages, size in product(("work-and-turn", "work-and-tumble"), (16, 24), (4, 8, 16)):
        laid = perfect_bound(pages=pages, trim=A6, sheet=HUGE_SHEET, method=method, signature=size)
        for sheet in laid.sheets:
            assert form(sheet.front) == form(sheet.back)


def form(side) -> set:
    """What the plate holds, to 1/1000 pt."""
    return {
        (p.page, p.angle, *(round(edge.pt, 3) for edge in (p.trim.left, p.trim.bottom, p.seen.right, p.seen.top)))
        for p in side.placements
    }


@pytest.mark.parametrize("cover", ["separate", "elsewhere"])
def test_a_cover_of_its_own_is_not_among_the_inner_sheets(cover):
    laid = saddle_stitch(pages=24, trim=A5, sheet=SRA3, cover=cover)
    check(laid, 24, "end", copies_of(laid, A5, nest=True))
    assert laid.sheets[0].front.label == ("cover front" if cover == "separate" else "sheet 1 front")
    assert laid.sheets[-1].front.label == ("sheet 5 front" if cover == "separate" else "sheet 6 front")
