"""Pictures and boxes inside lines: their height in the line, whole lines for what is higher (R24), where lines end, tags."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest
from inline_pages import EM, LEFT, NEAR, PITCH, RIGHT, TEXT, set_pages

SQUARE = '<img src="x" alt="绿" style="width:{0}em;height:{0}em;vertical-align:{1}">'
X_HEIGHT = 0.5
"""em, roughly, of the Chinese face: what `middle` is about half of."""


@pytest.mark.parametrize(
    ("align", "bottom"),
    [
        ("baseline", 0), ("3pt", -3), ("-2pt", 2), ("super", -5), ("sub", 5), ("text-bottom", 1.2),
        ("text-top", -8.8 + 6), ("25%", -PITCH / 4),
    ],
)  # fmt: skip
def test_a_picture_stands_where_vertical_align_says(align, bottom):
    made = set_pages(f"<p>{TEXT}图{SQUARE.format(0.6, align)}。{TEXT}</p>")
    assert made.left == []
    (picture,) = made.pictures()
    assert picture.bottom - made.find("图")[0].y == pytest.approx(bottom, abs=NEAR)
    assert picture.left == pytest.approx(made.find("图")[0].end, abs=0.3 * EM)
    assert all(b - a == pytest.approx(PITCH, abs=0.01) for a, b in pairwise(made.baselines()))


def test_middle_is_half_the_x_height_above_the_baseline():
    made = set_pages(f"<p>图{SQUARE.format(0.6, 'middle')}。</p>")
    (picture,) = made.pictures()
    assert made.find("图")[0].y - picture.middle == pytest.approx(X_HEIGHT / 2 * EM, abs=0.05 * EM)


@pytest.mark.parametrize(
    ("size", "align", "above", "below"),
    [
        (1, "baseline", 0, 0), (2, "baseline", 1, 0), (4, "baseline", 2, 0), (2, "text-top", 0, 1), (4, "middle", 1, 1),
        (1.8, "top", 0, 0), (3, "top", 0, 1), (3, "bottom", 1, 0),
    ],
)  # fmt: skip
def test_what_is_higher_than_its_line_takes_whole_lines(size, align, above, below):
    plain = set_pages("<p>一</p><p>图</p><p>二</p>")
    made = set_pages(f"<p>一</p><p>图{SQUARE.format(size, align)}</p><p>二</p>")
    base, moved = plain.baselines(), made.baselines()
    assert moved[1] - base[1] == pytest.approx(above * PITCH, abs=0.01)
    assert moved[2] - base[2] == pytest.approx((above + below) * PITCH, abs=0.01)
    (picture,) = made.pictures()
    top = base[0] - moved[0] + 50 + PITCH
    if align == "top":
        assert picture.top == pytest.approx(top, abs=NEAR)
    if align == "bottom":
        assert picture.bottom == pytest.approx(top + (1 + above) * PITCH, abs=NEAR)


@pytest.mark.parametrize("count", range(15, 21))
def test_a_picture_is_to_the_line_what_a_han_is(count):
    picture = set_pages(f"<p>{'好' * count}{SQUARE.format(1, 'baseline')}，{TEXT}</p>")
    han = set_pages(f"<p>{'好' * count}图，{TEXT}</p>")
    after = [(round(g.x, 1), round(g.y, 1)) for g in picture.glyphs[0] if g.text != "好"]
    assert after == [(round(g.x, 1), round(g.y, 1)) for g in han.glyphs[0] if g.text not in "好图"]


def test_an_inline_block_and_a_drawing_stand_in_the_line():
    box = '<span style="display:inline-block;width:3em;border:1px solid;text-align:center">框</span>'
    drawing = '<svg viewBox="0 0 8 8" style="width:1em;height:1em"><title>圆</title><circle cx="4" cy="4" r="4"/></svg>'
    made = set_pages(f"<p>甲{box}乙{drawing}丙{TEXT}</p>")
    assert made.left == []
    assert made.find("框")[0].y == pytest.approx(made.find("甲")[0].y, abs=0.02)
    assert made.find("乙")[0].x - made.find("甲")[0].end == pytest.approx(3 * EM + 1.5, abs=0.3 * EM)
    assert made.find("丙")[0].x - made.find("乙")[0].end == pytest.approx(EM, abs=0.3 * EM)


def test_a_large_numeral_and_its_unit_share_a_baseline_and_the_grid():
    made = set_pages(f'<p>共<span style="font-size:3em">168</span>个小区</p><p>{TEXT}</p>')
    plain = set_pages(f"<p>共个小区</p><p>{TEXT}</p>")
    assert {round(glyph.y, 2) for glyph in made.find("共168个小区")} == {made.baselines()[0]}
    assert [b - a for a, b in zip(plain.baselines(), made.baselines(), strict=True)] == pytest.approx(
        [PITCH] * len(plain.baselines()), abs=0.01
    )


@pytest.mark.parametrize(("align", "rise"), [("middle", None), ("top", None), ("text-bottom", None), ("40%", 7.2)])
def test_text_in_an_inline_box_may_be_aligned_in_any_way(align, rise):
    made = set_pages(f'<p>甲<span style="font-size:6pt;line-height:{PITCH}pt;vertical-align:{align}">乙</span></p>')
    assert made.left == []
    if rise is not None:
        assert made.find("甲")[0].y - made.find("乙")[0].y == pytest.approx(rise, abs=NEAR)


def test_a_picture_is_a_figure_with_its_alternative_text():
    made = set_pages(f"<p>图{SQUARE.format(1, 'baseline')}。</p>", tags=True)
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        figures = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
    assert [str(figure.Alt) for figure in figures] == ["绿"]


def test_a_cell_is_as_wide_as_its_text_and_its_pictures():
    cell = f"甲乙{SQUARE.format(2, 'baseline')}丙"
    made = set_pages(f"<table style='width:auto;table-layout:auto'><tr><td>{cell}</td><td>丁</td></tr></table>")
    assert made.left == []
    assert made.find("丙")[0].end - LEFT == pytest.approx(5 * EM, abs=NEAR)
    assert made.find("丁")[0].x == pytest.approx(LEFT + 5 * EM, abs=0.02 * EM)
    assert made.find("丁")[0].end < RIGHT
