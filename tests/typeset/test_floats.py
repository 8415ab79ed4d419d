"""Text beside floats: each line takes the room that there is, on the pitch, and overleaf as well."""

from __future__ import annotations

from itertools import pairwise

import pytest
from inline_pages import EM, LEFT, NEAR, PITCH, RIGHT, TEXT, Pages, set_pages

WORDS = "The internationalisation of typographical characteristics notwithstanding, considerations predominate. "


def float_of(side: str, width: float, height: float, *, inline: bool = True) -> str:
    name = "span" if inline else "div"
    return f'<{name} style="float:{side};width:{width}pt;height:{height}pt"></{name}>'


def rows(made: Pages, page: int = 0) -> list[tuple[float, float]]:
    """(left, right) of each line; a mark's blank half counts as outside."""
    found = []
    for y in made.baselines(page):
        row = sorted((g for g in made.glyphs[page] if abs(g.y - y) < NEAR and g.text.strip()), key=lambda g: g.x)
        found.append((row[0].x, row[-1].end - (EM / 2 if row[-1].text in "，。" else 0)))
    return found


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("height", [10, 30, 54, 300])
def test_lines_keep_clear_of_a_float_and_go_on_below_it(side, height, inline):
    made = set_pages(
        float_of(side, 70, height, inline=inline).join(["<p>" * inline, "<p>" * (not inline)]) + TEXT * 4 + "</p>"
    )
    assert made.left == []
    beside = min(-(-height // PITCH), len(made.baselines()))
    lines = rows(made)
    assert len(lines) > 7
    for number, (left, right) in enumerate(lines[:-1]):
        near = number < beside
        assert left == pytest.approx(LEFT + 70 * (near and side == "left"), abs=NEAR)
        assert right == pytest.approx(RIGHT - 70 * (near and side == "right"), abs=0.05 * EM)
    assert all(b - a == pytest.approx(PITCH, abs=0.01) for a, b in pairwise(made.baselines()))


def test_floats_at_both_sides_leave_the_room_between_them():
    made = set_pages(
        f"{float_of('left', 60, 36, inline=False)}{float_of('right', 40, 72, inline=False)}<p>{TEXT * 4}</p>"
    )
    lines = rows(made)
    assert lines[:2] == [pytest.approx((LEFT + 60, RIGHT - 40), abs=0.5)] * 2
    assert lines[2:4] == [pytest.approx((LEFT, RIGHT - 40), abs=0.5)] * 2
    assert lines[4] == pytest.approx((LEFT, RIGHT), abs=0.5)


def test_where_no_room_is_left_lines_go_on_below_by_whole_lines():
    made = set_pages(f"{float_of('left', 190, 25, inline=False)}<p>{TEXT}</p>")
    plain = set_pages(f"<p>{TEXT}</p>")
    assert [b - a for a, b in zip(plain.baselines(), made.baselines(), strict=True)] == pytest.approx(
        [2 * PITCH] * len(plain.baselines()), abs=0.01
    )


@pytest.mark.parametrize(("letters", "below"), [(24, 0), (37, 1)])
def test_a_float_stands_beside_the_line_of_its_anchor_or_below_it(letters, below):
    # Where the float would send its anchor to the next line, it goes there itself.
    made = set_pages(f"<p>{TEXT[:letters]}锚{float_of('right', 70, 36)}{TEXT * 3}</p>")
    assert made.left == []
    anchor = made.find("锚")[0].y
    lines = dict(zip(made.baselines(), rows(made), strict=True))
    beside = [y for y, (_, right) in list(lines.items())[:-1] if right < RIGHT - 60]
    assert beside == pytest.approx([anchor + (below + line) * PITCH for line in (0, 1)], abs=NEAR)


def test_a_float_at_the_end_of_a_paragraph_stands_beside_what_follows():
    made = set_pages(f"<p>{TEXT}{float_of('left', 70, 18)}</p><p>{TEXT}</p>")
    assert made.left == []
    assert sum(left > LEFT + 60 for left, _ in rows(made)) == 1


def test_a_float_that_is_higher_than_the_rest_of_the_page_takes_its_paragraph_overleaf():
    made = set_pages(f"<div style='height:{9 * PITCH}pt'>好</div><p>{float_of('left', 70, 200)}{TEXT * 6}</p>")
    assert made.left == []
    assert [glyph.text for glyph in made.glyphs[0]] == ["好"]
    assert [left for left, _ in rows(made, 1)[:12]] == pytest.approx([LEFT + 70] * 12, abs=NEAR)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("side", "height"), [("left", 126), ("right", 40)])
def test_overleaf_lines_have_the_room_that_is_there(lang, side, height):
    text, filler = (TEXT * 6, "好") if lang == "zh" else (WORDS * 4, "Word")
    made = set_pages(
        f"<div style='height:{9 * PITCH}pt'>{filler}</div><p style='hyphens:auto'>{float_of(side, 70, height)}{text}</p>",
        lang=lang,
    )
    assert made.left == []
    assert len(made.glyphs) == 2
    first = rows(made)[1:]
    beside = min(-(-height // PITCH), len(first))
    assert len(first) >= 6
    for number, (left, right) in enumerate(first):
        near = number < beside
        assert left == pytest.approx(LEFT + 70 * (near and side == "left"), abs=0.05 * EM)
        assert right == pytest.approx(RIGHT - 70 * (near and side == "right"), abs=0.08 * EM)
    second = rows(made, 1)
    assert len(second) > 2
    assert second[:-1] == [pytest.approx((LEFT, RIGHT), abs=0.8)] * (len(second) - 1)
    said = "".join(glyph.text for page in made.glyphs for glyph in page if glyph.text.strip() and glyph.text not in "-\u00ad")
    assert said == filler + "".join(text.split())


def test_a_drop_initial_of_three_lines_stands_on_the_grid():
    size, lines = 2 * PITCH + EM, 3
    initial = f'<span style="float:left;font-size:{size}pt;line-height:{lines * PITCH}pt">永</span>'
    made = set_pages(f"<p>{initial}{TEXT * 3}</p>")
    assert made.left == []
    large = made.find("永")[0]
    rows_at = made.baselines()
    # Its square reaches from the head of the first line's to the foot of the third's.
    assert large.y + 0.12 * size == pytest.approx(rows_at[2] + 0.12 * EM, abs=NEAR)
    assert large.y - 0.88 * size == pytest.approx(rows_at[0] - 0.88 * EM, abs=NEAR)
    assert [left for left, _ in rows(made)[:4]] == pytest.approx([LEFT + size] * 3 + [LEFT], abs=NEAR)
