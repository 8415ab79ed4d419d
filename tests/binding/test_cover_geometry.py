"""The spread of a cover: its panels fill it, and it fits the book that it goes around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.binding import Cover, cover, spine_width
from printkit.diagnostics import PrintkitError
from printkit.stocks import stock
from printkit.units import Length, Size

A5 = Size.parse("A5")
BODY, BOARD, GLOSS = stock("gloss-157"), stock("board-250"), stock("gloss-157")


def widths(made: Cover) -> list[float]:
    return [panel.area.width.as_mm for panel in made.panels]


def names(made: Cover) -> list[str]:
    return [panel.name for panel in made.panels]


def test_a_spine_is_the_leaves_and_the_cover_twice():
    assert spine_width(96, BODY, BOARD).as_mm == pytest.approx(48 * 0.12874 + 2 * 0.325)


def test_a_soft_cover():
    made = cover(A5, pages=96, stock=BODY, cover_stock=BOARD)
    spine = spine_width(96, BODY, BOARD).as_mm
    assert names(made) == ["back", "spine", "front"]
    assert widths(made) == pytest.approx([148, spine, 148])
    assert [fold.as_mm for fold in made.folds] == pytest.approx([148, 148 + spine])
    assert [hinge.as_mm for hinge in made.hinges] == pytest.approx([142, 154 + spine])
    assert made.spread.height == A5.height


def test_flaps_stand_at_both_ends_of_panels_that_are_wider_than_the_leaves():
    made = cover(A5, pages=96, stock=BODY, cover_stock=BOARD, flaps=Length.mm(80))
    spine = spine_width(96, BODY, BOARD).as_mm
    assert names(made) == ["back-flap", "back", "spine", "front", "front-flap"]
    assert widths(made) == pytest.approx([80, 149, spine, 149, 80])


def test_a_jacket_goes_around_the_boards_of_a_case():
    made = cover(A5, pages=96, stock=BODY, cover_stock=GLOSS, kind="dust-jacket", board=Length.mm(2.5))
    assert made.spine.as_mm == pytest.approx(48 * 0.12874 + 2 * 2.5 + 2 * 0.12874)
    assert made.spread.height.as_mm == pytest.approx(216)
    assert widths(made)[0] == pytest.approx(80)  # flaps without being asked
    assert widths(made)[1] == pytest.approx(151)
    assert made.hinges == ()


def test_a_jacket_over_a_soft_cover_goes_around_that_too():
    made = cover(A5, pages=96, stock=BODY, cover_stock=GLOSS, kind="dust-jacket")
    assert made.spine.as_mm == pytest.approx(48 * 0.12874 + 4 * 0.12874)
    assert made.spread.height == A5.height


def test_a_stitched_cover_has_a_fold_in_place_of_a_spine():
    made = cover(A5, pages=24, stock=BODY, cover_stock=BOARD, kind="stitched")
    assert names(made) == ["back", "front"]
    assert [fold.as_mm for fold in made.folds] == pytest.approx([148])
    assert made.spine.pt == 0
    assert made.own_pages == ()


def test_a_self_cover_is_the_outer_pages_of_the_body():
    made = cover(A5, pages=24, stock=BODY, kind="self")
    assert made.own_pages == (1, 2, 23, 24)
    assert names(made) == ["back", "front"]


@given(
    pages=st.integers(4, 1200),
    flaps=st.none() | st.floats(60, 100),
    kind=st.sampled_from(["soft", "dust-jacket", "stitched"]),
    board=st.none() | st.floats(1, 4),
    right=st.booleans(),
)
def test_the_panels_fill_the_spread_and_a_book_bound_at_its_right_is_its_mirror(pages, flaps, kind, board, right):
    board = Length.mm(board) if board and kind == "dust-jacket" else None
    wanted = {"pages": pages, "stock": BODY, "cover_stock": BOARD, "kind": kind, "board": board}
    flap = Length.mm(flaps) if flaps else None
    made = cover(A5, **wanted, flaps=flap, right_to_left=right)
    mirror = cover(A5, **wanted, flaps=flap, right_to_left=not right)
    edge = 0.0
    for panel in made.panels:
        assert panel.area.x.pt == pytest.approx(edge, abs=1e-6)
        assert panel.area.height == made.spread.height
        edge = panel.area.right.pt
    assert edge == pytest.approx(made.spread.width.pt)
    assert len(made.folds) == len(made.panels) - 1
    for panel in made.panels:
        other = mirror.panel(panel.name)
        assert other.width == panel.area.width
        assert other.x.pt == pytest.approx(made.spread.width.pt - panel.area.right.pt, abs=1e-6)
    front, back = made.panel("front"), made.panel("back")
    assert (front.x < back.x) is right


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"flaps": Length.mm(59)}, "bad-flap"),
        ({"flaps": Length.mm(101)}, "bad-flap"),
        ({"kind": "self", "flaps": Length.mm(80)}, "bad-flap"),
        ({"pages": 2}, "bad-cover"),
        ({"kind": "hard"}, "bad-cover"),
        ({"board": Length.mm(2)}, "bad-cover"),
        ({"kind": "dust-jacket", "board": Length.mm(9)}, "bad-cover"),
    ],
)  # fmt: skip
def test_what_no_cover_can_be(wanted, code):
    with pytest.raises(PrintkitError) as raised:
        cover(A5, **{"pages": 96, "stock": BODY, **wanted})
    assert [each.code for each in raised.value.diagnostics] == [code]


def test_flaps_may_not_reach_the_spine():
    with pytest.raises(PrintkitError) as raised:
        cover(Size.parse("100x150mm"), pages=96, stock=BODY, flaps=Length.mm(98))
    assert raised.value.diagnostics[0].code == "bad-flap"


def test_what_a_template_is_told():
    told = cover(A5, pages=96, stock=BODY, cover_stock=BOARD, flaps=Length.mm(80)).for_template()
    assert told["lettered"] is True
    assert told["front_flap"]["right"] == told["width"]
    assert cover(A5, pages=20, stock=BODY, cover_stock=BOARD).for_template()["lettered"] is False
