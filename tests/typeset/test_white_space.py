"""White space that CSS keeps, and the pseudo-elements of first letters and lines: composed, and as CSS has them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from inline_pages import EM, LEFT, NEAR, PITCH, RIGHT, TEXT, set_pages


@pytest.mark.parametrize("count", range(8, 16))
def test_no_line_ends_in_a_part_that_must_not_wrap(count):
    made = set_pages(f"<p>{'好' * count}<span style='white-space:nowrap'>这几个字，不可分开</span>{TEXT}</p>")
    assert made.left == []
    assert len({glyph.y for glyph in made.find("这几个字，不可分开")}) == 1
    assert max(glyph.end for glyph in made.glyphs[0] if glyph.text not in "，。") <= RIGHT + 0.05 * EM


def test_lines_end_between_two_parts_that_must_not_wrap():
    part = "<span style='white-space:nowrap'>这几个字不可分开的</span>"
    made = set_pages(f"<p>{part * 4}</p>")
    assert len(made.baselines()) == 2


def test_pre_keeps_blanks_and_line_ends():
    made = set_pages("<pre style='font-family:var(--song)'>甲\n  乙  丙\n\n丁</pre>")
    first, second, third, fourth = (made.find(sign)[0] for sign in "甲乙丙丁")
    blank = (second.x - LEFT) / 2
    assert blank > 0.2 * EM
    assert third.x - second.end == pytest.approx(2 * blank, abs=NEAR)
    assert (second.y - first.y, fourth.y - second.y) == pytest.approx((PITCH, 2 * PITCH), abs=0.01)
    assert made.left == []


def test_pre_wrap_keeps_blanks_and_still_wraps():
    made = set_pages(f"<p style='white-space:pre-wrap'>甲  乙{TEXT * 2}</p>")
    assert made.left == []
    assert len(made.baselines()) > 3
    assert made.find("乙")[0].x - made.find("甲")[0].end > 0.4 * EM


def test_word_spacing_is_added_to_blanks():
    plain = set_pages("<p style='text-align:left'>one two three</p>", lang="en")
    made = set_pages("<p style='text-align:left;word-spacing:5pt'>one two three</p>", lang="en")
    assert made.left == []
    moved = [
        after.x - before.x for before, after in zip(plain.find("onetwothree"), made.find("onetwothree"), strict=True)
    ]
    assert moved == pytest.approx([0] * 3 + [5] * 3 + [10] * 5, abs=NEAR)


def test_the_first_letter_and_the_first_line_have_their_own_style():
    made = set_pages(
        f"<p class=x>{TEXT * 2}</p>", ".x::first-letter { font-size: 3em } .x::first-line { font-size: 14pt }"
    )
    assert made.left == []
    sizes = {round(glyph.y, 1): set() for glyph in made.glyphs[0]}
    for glyph in made.glyphs[0]:
        sizes[round(glyph.y, 1)].add(round(glyph.em, 1))
    first, *rest = [sizes[y] for y in sorted(sizes)]
    assert first == {30.0, 14.0}
    assert rest
    assert all(line == {10.0} for line in rest)
    rows = sorted(sizes)
    assert all(b - a == pytest.approx(PITCH, abs=0.01) for a, b in pairwise(rows))
    assert (
        max(glyph.end for glyph in made.glyphs[0] if round(glyph.y, 1) == rows[0] and glyph.text not in "，。")
        <= RIGHT + 0.5
    )


def test_a_first_letter_may_be_a_drop_initial():
    css = ".x::first-letter { float: left; font-size: 28pt; line-height: 36pt; margin-right: 2pt }"
    made = set_pages(f"<p class=x>{TEXT * 2}</p>", css)
    assert made.left == []
    initial = next(glyph for glyph in made.glyphs[0] if glyph.em > 20)
    rows = made.baselines()
    # The square of the initial stands on that of the second line.
    assert initial.y + 0.12 * 28 == pytest.approx(rows[1] + 0.12 * EM, abs=NEAR)
    assert [min(g.x for g in made.glyphs[0] if abs(g.y - y) < NEAR and g.em < 20) for y in rows[:3]] == pytest.approx(
        [LEFT + 30, LEFT + 30, LEFT], abs=NEAR
    )
