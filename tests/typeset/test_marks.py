"""Emphasis dots, lines and waves along text (R33, R34, R23), read back as paths and glyph origins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from inline_pages import EM, LEFT, NEAR, PITCH, TEXT, set_pages

CSS = """
.dots { color: inherit; --text-emphasis: dot }
u { text-decoration: underline } u.wave { text-decoration-style: wavy }
"""


def test_a_dot_stands_under_each_han_and_under_nothing_else():
    text = "走了，English很远：3里々"
    made = set_pages(f"<p>他<em class=dots>{text}</em>的路。{TEXT}</p>", CSS)
    dots = made.paths()
    wanted = [glyph for glyph in made.find(text.replace(" ", "")) if glyph.text in "走了很远里々"]
    assert len(dots) == len({dot.left for dot in dots}) == 1, "the dots of a stretch are one path"
    single = [set_pages(f"<p>他<em class=dots>{sign}</em>，</p>", CSS) for sign in "走A3，（字"]
    assert [len(made.paths()) for made in single] == [1, 0, 0, 0, 0, 1]
    assert dots[0].left == pytest.approx(wanted[0].x + EM / 2 - 0.08 * EM, abs=NEAR)
    assert dots[0].right == pytest.approx(wanted[-1].x + EM / 2 + 0.08 * EM, abs=NEAR)
    for one in (single[0], single[5]):
        (dot,), glyph = one.paths(), one.glyphs[0][1]
        assert dot.centre == pytest.approx(glyph.x + EM / 2, abs=NEAR)
        assert dot.middle == pytest.approx(glyph.y + 0.28 * EM, abs=NEAR)
        assert dot.right - dot.left == pytest.approx(0.16 * EM, abs=NEAR)


def test_dots_change_neither_pitch_nor_text():
    plain = set_pages(f"<p>{TEXT}<em>{TEXT}</em></p>", CSS)
    made = set_pages(f"<p>{TEXT}<em class=dots>{TEXT}</em></p>", CSS)
    assert made.copied() == plain.copied()
    assert made.baselines() == plain.baselines()
    assert [(g.text, g.x) for g in made.glyphs[0]] == [(g.text, g.x) for g in plain.glyphs[0]]


def test_a_line_keeps_one_distance_under_han_and_latin_and_reaches_from_edge_to_edge():
    made = set_pages(f"<p>去<u>旧金山 San Francisco <b>jump</b></u>吧。{TEXT}</p>", CSS)
    (line,) = made.paths()
    first, last = made.find("旧")[0], made.find("jump")[-1]
    assert line.left == pytest.approx(first.x, abs=NEAR)
    assert line.right == pytest.approx(last.end, abs=NEAR)
    assert line.top == pytest.approx(first.y + 0.17 * EM, abs=NEAR)
    assert line.bottom - line.top == pytest.approx(EM / 18, abs=NEAR)


@pytest.mark.parametrize("kind", ["", " class=wave"])
def test_two_neighbours_have_a_gap_between_them(kind):
    made = set_pages(f"<p>去<u{kind}>北京</u><u{kind}>上海</u>，<u{kind}>天津</u>和<u{kind}>重庆</u>。</p>", CSS)
    first, second, third, fourth = sorted(made.paths(), key=lambda path: path.left)
    assert second.left - first.right == pytest.approx(EM / 8, abs=NEAR)
    assert (first.right + second.left) / 2 == pytest.approx(made.find("上")[0].x, abs=NEAR)
    assert third.left == pytest.approx(made.find("天")[0].x, abs=NEAR)
    assert fourth.right == pytest.approx(made.find("庆")[0].end, abs=NEAR)


def test_a_name_goes_on_over_the_line_end_without_a_gap():
    name = "一个很长很长的名字，长到一行里怎么也放不下，只好在下一行接着写"
    made = set_pages(f"<p><u>{name}</u></p>", CSS)
    lines = sorted(made.paths(), key=lambda path: path.top)
    assert len(lines) == len(made.baselines()) > 1
    for line, y in zip(lines, made.baselines(), strict=True):
        row = [glyph for glyph in made.glyphs[0] if abs(glyph.y - y) < NEAR]
        assert line.left == pytest.approx(min(glyph.x for glyph in row), abs=NEAR)
        assert line.right == pytest.approx(max(glyph.end for glyph in row), abs=NEAR)
        assert line.top - y == pytest.approx(0.17 * EM, abs=NEAR)


def test_a_wave_swings_by_its_measure_below_the_characters():
    made = set_pages("<p>读<u class=wave>红楼梦</u>去</p>", CSS)
    (wave,) = made.paths()
    y = made.find("红")[0].y
    assert wave.top - EM / 36 == pytest.approx(y + 0.17 * EM, abs=NEAR)
    assert wave.bottom - wave.top == pytest.approx(2 * 0.045 * EM, abs=NEAR)


@pytest.mark.parametrize(
    ("decoration", "middle"),
    [
        ("line-through", -0.38), ("overline", -0.93), ("line-through dashed", -0.38), ("overline wavy", -0.93),
        ("underline double", 0.17 + 3 / 36), ("underline dotted", 0.17 + 1 / 36), ("underline", 0.17 + 1 / 36),
    ],
)  # fmt: skip
def test_every_decoration_is_composed(decoration, middle):
    plain = set_pages(f"<p>{TEXT}</p>")
    made = set_pages(f"<p><span class=x>{TEXT}</span></p>", f".x {{ text-decoration: {decoration} }}")
    assert made.left == []
    assert made.baselines() == plain.baselines()
    lines = sorted(made.paths(), key=lambda path: path.top)
    heights = [(line.middle - y) / EM for line, y in zip(lines, made.baselines(), strict=True)]
    assert heights == pytest.approx([middle] * len(heights), abs=0.01)


def test_the_pitch_stays_under_all_marks():
    made = set_pages(f"<p>{TEXT}<u>名</u><u class=wave>书</u><em class=dots>点</em>{TEXT * 2}</p>", CSS)
    assert all(b - a == pytest.approx(PITCH, abs=0.01) for a, b in pairwise(made.baselines()))
    assert min(glyph.x for glyph in made.glyphs[0]) == pytest.approx(LEFT, abs=NEAR)
