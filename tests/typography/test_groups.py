"""Runs that stay on one line, and what readings above them need: arithmetic of the gaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from composing import Face
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.typography.paragraph import Group, Paragraph, Run

FACE = Face()


def paragraph(*texts: str, groups: list[Group]) -> Paragraph:
    return Paragraph([Run(text, FACE) for text in texts], groups=groups)


def gaps(made: Paragraph) -> list[float]:
    return [glue.natural for glue in made.glues]


@pytest.mark.parametrize(
    ("reading", "before", "after"),
    [(800, 0, 0), (1000, 0, 0), (1500, 0, 0), (1600, 50, 50), (2000, 250, 250)],
)
def test_a_reading_leans_over_its_neighbours_by_the_overhang_and_parts_them_by_the_rest(reading, before, after):
    made = paragraph("前", "字", "后", groups=[Group(1, 2, reading, 250)])
    assert gaps(made) == [before, after]


def test_it_leans_over_no_mark_and_no_word_but_into_the_gap_before_one():
    assert gaps(paragraph("，", "字", "A", groups=[Group(1, 2, 2000, 250)])) == [500, 250 + 500 - 125]


def test_a_line_of_its_own_is_as_wide_as_the_reading():
    made = paragraph("字", groups=[Group(0, 1, 1800, 250)])
    (line,) = made.fit(5000)
    assert (line.width, line.left) == (1800, -400)


def test_a_base_of_several_spreads_twice_as_much_inside_as_at_its_ends():
    made = paragraph("，", "长江", "。", groups=[Group(1, 2, 3000, 250)])
    assert gaps(made) == [250, 500, 250]


def test_readings_keep_apart_and_a_narrow_one_gives_its_room():
    wide = paragraph("装", "窗", groups=[Group(0, 1, 1400, 250), Group(1, 2, 1400, 250)])
    assert gaps(wide) == [200 + 200 + 2 * 62.5]
    narrow = paragraph("装", "一", groups=[Group(0, 1, 1400, 250), Group(1, 2, 600, 250)])
    assert gaps(narrow) == [pytest.approx(200 - (200 - 62.5) + 62.5)]


TEXT = st.text("字好，。（）“”AB 1——…", min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXT, st.sampled_from([0, 0, 700, 2600])), min_size=1, max_size=8), st.integers(4, 30))
def test_any_text_with_readings_composes_whole_and_parts_no_group_that_fits(pieces, measure):
    groups = [Group(number, number + 1, reading, 250) for number, (_, reading) in enumerate(pieces) if reading]
    made = paragraph(*(text for text, _ in pieces), groups=groups)
    lines = made.fit(measure * 1000)
    assert [atom for line in lines for atom in range(line.first, line.last + bool(line.tail))][-1:] == (
        [len(made.atoms) - 1] if made.atoms else []
    )
    for before, after in pairwise(lines):
        assert (after.first, after.head) == (before.last, before.tail)
    for group in groups:
        start, stop = made.bounds[group.first - 1] if group.first else 0, made.bounds[group.stop - 1]
        inside = [line.first for line in lines if start < line.first < stop]
        assert not inside or any(line.forced for line in lines)
