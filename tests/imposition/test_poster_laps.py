"""Posters in tiles: each sheet cut along its lines, the next laid along the lap line of the last, and the picture looked at."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.diagnostics import PrintkitError
from printkit.imposition import Imposition, Side, enlargement, tiles
from printkit.imposition.tiles import tile_name
from printkit.units import Length, Size

mm = Length.mm
A0, A2, A3, A4 = (Size.parse(name) for name in ("A0", "A2", "A3", "A4"))


def length(least: int, most: int) -> st.SearchStrategy[Length]:
    return st.integers(least * 4, most * 4).map(lambda quarter: mm(quarter / 4))


@dataclass
class Glued:
    """A tile on the table: its paper, and where on the table the corner of its sheet came to lie. In pt."""

    side: Side
    x: float
    y: float

    def edges(self) -> tuple[float, float, float, float]:
        """Where its paper ends on the table: at cuts, else at the end of the lap."""
        trim = self.side.placements[0].trim
        left, bottom, right, top = trim.left.pt, trim.bottom.pt, trim.right.pt, trim.top.pt
        for line in self.side.lines:
            if line.kind == "cut":
                at = line.at.pt
                if line.upright:
                    left, right = (at, right) if at < (left + right) / 2 else (left, at)
                else:
                    bottom, top = (at, top) if at < (bottom + top) / 2 else (bottom, at)
        return left + self.x, bottom + self.y, right + self.x, top + self.y

    def poster_point(self, x: float, y: float) -> tuple[float, float]:
        """Which point of the page is printed at a point of the table. Raises where nothing is printed."""
        placement = self.side.placements[0]
        seen, part, (across, up) = placement.seen, placement.part, placement.scale
        x, y = x - self.x, y - self.y
        assert seen.left.pt - 1e-6 < x < seen.right.pt + 1e-6
        assert seen.bottom.pt - 1e-6 < y < seen.top.pt + 1e-6
        assert part is not None
        assert part.width.pt * across == pytest.approx(seen.width.pt)
        assert part.height.pt * up == pytest.approx(seen.height.pt)
        return part.left.pt + (x - seen.left.pt) / across, part.bottom.pt + (y - seen.bottom.pt) / up


def line_at(side: Side, kind: str, *, upright: bool, end: str) -> float:
    """The line nearest to that end of the sheet."""
    found = [line.at.pt for line in side.lines if line.kind == kind and line.upright == upright]
    return min(found) if end == "low" else max(found)


def glued_together(imposition: Imposition, columns: int, rows: int, laps: str, overlap: float) -> list[Glued]:
    """Tile by tile, in an order in which each new one lies upon the laps of those that are there."""
    grid = {(index % columns, index // columns): sheet.front for index, sheet in enumerate(imposition.sheets)}
    rightwards, downwards = laps.startswith("right"), laps.endswith("bottom")
    order_x = range(columns) if rightwards else range(columns - 1, -1, -1)
    order_y = range(rows) if downwards else range(rows - 1, -1, -1)
    table: dict[tuple[int, int], Glued] = {}
    for row in order_y:
        for column in order_x:
            side = grid[column, row]
            x = y = 0.0
            before = (column - 1 if rightwards else column + 1, row)
            above = (column, row - 1 if downwards else row + 1)
            # With laps the next edge is laid along their line; without, it meets the edge that was cut.
            kind = "lap" if overlap else "cut"
            if before in table:
                far, near = ("high", "low") if rightwards else ("low", "high")
                there = table[before].x + line_at(table[before].side, kind, upright=True, end=far)
                x = there - line_at(side, "cut", upright=True, end=near)
                y = table[before].y
            if above in table:
                far, near = ("low", "high") if downwards else ("high", "low")
                there = table[above].y + line_at(table[above].side, kind, upright=False, end=far)
                y_above = there - line_at(side, "cut", upright=False, end=near)
                # Where a tile has two neighbours, both must put it at one place.
                assert before not in table or y == pytest.approx(y_above, abs=1e-6)
                y = y_above
                assert before not in table or x == pytest.approx(table[above].x, abs=1e-6)
                x = table[above].x
            table[column, row] = Glued(side, x, y)
    return list(table.values())


def assert_whole(glued: list[Glued], poster: tuple[float, float], scale: float) -> None:
    """Every point of the poster is covered, what is uppermost and what lies under it show that very point, and no more."""
    edges = [tile.edges() for tile in glued]
    left, bottom = min(edge[0] for edge in edges), min(edge[1] for edge in edges)
    assert max(edge[2] for edge in edges) - left == pytest.approx(poster[0] * scale, abs=1e-6)
    assert max(edge[3] for edge in edges) - bottom == pytest.approx(poster[1] * scale, abs=1e-6)
    xs = sorted({round(x, 6) for edge in edges for x in (edge[0], edge[2])})
    ys = sorted({round(y, 6) for edge in edges for y in (edge[1], edge[3])})
    for x0, x1 in pairwise(xs):
        for y0, y1 in pairwise(ys):
            if x1 - x0 < 1e-4 or y1 - y0 < 1e-4:
                continue
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            there = [tile for tile, e in zip(glued, edges, strict=True) if e[0] < x < e[2] and e[1] < y < e[3]]
            assert there, "the table shows through"
            for tile in there:
                for corner in ((x0, y0), (x1, y1), (x, y)):
                    page = tile.poster_point(*corner)
                    table = ((corner[0] - left) / scale, (corner[1] - bottom) / scale)
                    assert page == pytest.approx(table, abs=1e-4)


MEASURES = {
    "trim": st.builds(Size, length(60, 900), length(60, 900)),
    "sheet": st.builds(Size, length(120, 500), length(120, 500)),
    "bleed": length(0, 5), "margin": length(0, 8), "gripper": length(0, 12), "slug": length(0, 8),
    "overlap": st.one_of(st.just(mm(0)), length(1, 25)), "scale": st.sampled_from([0.5, 1.0, 1.37, 2.0]),
    "laps": st.sampled_from(["right-bottom", "right-top", "left-bottom", "left-top"]),
    "lie": st.sampled_from(["auto", "upright", "lying"]),
}  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(measures=st.fixed_dictionaries(MEASURES))
def test_tiles_glued_by_their_lines_show_every_point_of_the_poster_once(measures):
    imposition = tiles(pages=1, **measures)
    plan = imposition.sheets[0].front.plan
    assert plan is not None
    assert plan.columns * plan.rows == len(imposition.sheets)
    glued = glued_together(imposition, plan.columns, plan.rows, measures["laps"], measures["overlap"].pt)
    assert_whole(glued, (measures["trim"].width.pt, measures["trim"].height.pt), measures["scale"])


@settings(deadline=None, max_examples=60)
@given(measures=st.fixed_dictionaries(MEASURES))
def test_what_is_drawn_can_be_printed_and_all_tiles_are_cut_at_one_place(measures):
    imposition = tiles(pages=1, **measures)
    clear = measures["margin"].pt + measures["slug"].pt
    held = max(measures["margin"].pt, measures["gripper"].pt) + measures["slug"].pt
    cuts = set()
    for sheet in imposition.sheets:
        (placement,) = sheet.front.placements
        assert placement.seen.left.pt >= clear - 1e-4
        assert placement.seen.bottom.pt >= held - 1e-4
        assert placement.seen.right.pt <= imposition.size.width.pt - clear + 1e-4
        assert placement.seen.top.pt <= imposition.size.height.pt - clear + 1e-4
        # Past a cut the picture goes on, unless it is the edge of a page without bleed.
        for line in sheet.front.lines:
            if line.kind == "cut":
                low, high = ("left", "right") if line.upright else ("bottom", "top")
                assert (
                    getattr(placement.seen, low) <= line.at or abs(getattr(placement.seen, low).pt - line.at.pt) < 1e-6
                )
                assert getattr(placement.seen, high).pt >= line.at.pt - 1e-6
                cuts.add((line.upright, round(line.at.pt, 4)))
    assert len(cuts) <= 4


def test_the_sheet_lies_where_that_takes_fewer():
    for trim, sheet in ((A0, A3), (A0, A4), (Size.parse("800x2000mm"), A3), (Size.parse("2400x1200mm"), A3)):
        number = {
            lie: len(tiles(pages=1, trim=trim, sheet=sheet, lie=lie).sheets) for lie in ("auto", "upright", "lying")
        }
        assert number["auto"] == min(number["upright"], number["lying"])
    assert number["upright"] != number["lying"]


def test_a_sheet_fewer_would_not_do():
    laid = tiles(pages=1, trim=A0, sheet=A3, bleed=mm(3))
    assert (laid.size, len(laid.sheets)) == (Size(A3.height, A3.width), 15)
    plan = laid.sheets[0].front.plan
    assert plan is not None
    assert (plan.columns, plan.rows) == (3, 5)
    room = (420 - 2 * (5 + 7), 297 - 2 * (5 + 7))
    assert 841 / (plan.columns - 1) > room[0]
    assert 1189 / (plan.rows - 1) > room[1]


def test_tiles_are_named_by_row_and_column_and_tell_their_neighbours():
    laid = tiles(pages=1, trim=A0, sheet=A3)
    names = [sheet.front.label.split()[0] for sheet in laid.sheets]
    assert names == [f"{row}{column}" for row in "ABCDE" for column in (1, 2, 3)]
    assert {note.text for note in laid.sheets[4].front.notes} == {"B3", "C2"}
    assert laid.sheets[-1].front.notes == ()
    assert [tile_name(0, 25), tile_name(11, 26), tile_name(0, 701), tile_name(0, 702)] == ["Z1", "AA12", "ZZ1", "AAA1"]


@pytest.mark.parametrize("pages", [1, 2, 37, 400])
def test_each_page_has_all_its_tiles(pages):
    laid = tiles(pages=pages, trim=A3, sheet=A4)
    each = len(laid.sheets) // pages
    assert [sheet.front.placements[0].page for sheet in laid.sheets] == [
        page for page in range(1, pages + 1) for _ in range(each)
    ]


def test_every_number_of_pages_up_to_400_has_all_its_tiles():
    whole = tiles(pages=400, trim=Size.parse("A4"), sheet=A4)
    each = len(whole.sheets) // 400
    for pages in (*range(1, 20), 123, 399):
        placed = [sheet.front.placements for sheet in tiles(pages=pages, trim=A4, sheet=A4).sheets]
        assert placed == [sheet.front.placements for sheet in whole.sheets[: pages * each]]


def test_a2_enlarged_to_a0():
    laid = tiles(pages=1, trim=A2, sheet=A3, bleed=mm(3), enlarge_to="A0")
    assert laid.sheets[0].front.placements[0].scale[0] == pytest.approx(1189 / 594)
    assert enlargement(Size(A2.height, A2.width), A0) == pytest.approx(1189 / 594)
    glued = glued_together(laid, 3, 5, "right-bottom", 10)
    assert_whole(glued, (A2.width.pt, A2.height.pt), 1189 / 594)


def test_what_is_missing_for_the_least_tile_is_told():
    with pytest.raises(PrintkitError) as raised:
        tiles(pages=1, trim=A0, sheet=Size.parse("30mm 400mm"))
    (found,) = raised.value.diagnostics
    assert found.code == "sheet-too-small"
    assert "across missing" in found.message


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"scale": 0}, "bad-measure"),
        ({"scale": 2.0, "enlarge_to": "A0"}, "bad-measure"),
        ({"overlap": mm(-1)}, "bad-measure"),
        ({"laps": "everywhere"}, "not-one-of"),
        ({"scale": 100.0, "trim": A0}, "too-many-tiles"),
    ],
)
def test_tiles_that_cannot_be_are_refused_by_their_code(change, code):
    with pytest.raises(PrintkitError) as raised:
        tiles(**{"pages": 1, "trim": A2, "sheet": A3, **change})
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {code}
