"""The paragraph composer by itself: no engine, widths by rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from composing import SIGNS, Face, letters, paragraph

from printkit.typography.breaks import may_break
from printkit.typography.characters import Class, classify, parts
from printkit.typography.paragraph import Cut, Paragraph, Run
from printkit.typography.spacing import Squeeze


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("1+17+N+X网络", ["1+17+N+X", "网", "络"]),
        ("共95%，37℃", ["共", "95%", "，", "37", "℃"]),
        ("——是……的", ["——", "是", "……", "的"]),
        ("John’s “A&B” 3:2", ["John’s", " ", "“", "A&B", "”", " ", "3:2"]),
        ("￥95𬭎々", ["￥", "95", "𬭎", "々"]),
    ],
)
def test_atoms_stay_whole(text, atoms):
    # R4, R14, R17
    assert parts(text) == atoms


def test_a_pair_of_marks_takes_an_em_and_a_half():
    # R6; clreq 3.1.6.1
    p = paragraph("甲。”乙")
    gap = p.glues[1]
    assert (gap.natural, gap.shrink) == (-500, 0)
    assert paragraph("甲”“乙").glues[1].natural == -500
    assert paragraph("甲（“乙").glues[1].natural == -500


@pytest.mark.parametrize(("marks", "ems"), [("？", 1), ("？！", 1), ("！！！", 2), ("？！？！", 2)])
def test_marks_of_question_and_exclamation_in_a_row(marks, ems):
    # R30; GB/T 15834-2011 5.1.2: two take one em, three take two
    line = paragraph(f"好{marks}吗").fit(40_000)[0]
    assert line.width == 2000 + ems * 1000


def test_a_question_mark_at_the_end_of_a_line_takes_half_an_em():
    # R7
    first = paragraph("一二三四五六七八九？十一二三四五六七八九十").fit(9500)[0]
    assert (first.width, first.han) == (9500, 0)


def test_two_closing_marks_squeeze_to_one_em():
    # R6, R16
    p = paragraph("甲。”乙")
    assert p.glues[2].shrink == 500
    assert p.glues[1].natural - p.glues[2].shrink == -1000


def test_a_mark_in_a_smaller_size_gives_half_of_its_own_em():
    class Small(Face):
        scale = 0.8

        def advance(self, text):
            return super().advance(text) * self.scale

    p = Paragraph([Run("甲", Face()), Run("乙，”丙", Small()), Run("丁", Face())])
    assert p.glues[2].natural == -400
    assert p.glues[3].shrink == 400
    assert Paragraph([Run("甲乙，", Small())]).fit(40_000)[0].width == 2000


def test_quotes_of_a_latin_face_have_no_blank_half():
    # R10: what is narrow gives nothing, and opens and closes all the same
    class Latin(Face):
        def advance(self, text):
            return 400.0 if text in "“”，" else super().advance(text)

    p = Paragraph([Run("中“文”字", Latin())])
    assert p.kinds[1:4:2] == [Class.SMALL_OPEN, Class.SMALL]
    assert all(glue.shrink in (0, 125) for glue in p.glues)
    assert p.fit(40_000, indent=2000)[0].left == 0


def test_a_mark_at_the_end_of_a_line_takes_half_an_em():
    # R7; GB/T 15834-2011 5.1.10: nine Han and a comma fill nine and a half
    p = paragraph("一二三四五六七八九，十一二三四五六七八九十")
    first = p.fit(9500)[0]
    assert letters(p, first) == "一二三四五六七八九，"
    assert first.width == 9500
    assert first.han == 0


def test_an_opening_bracket_at_the_start_of_a_line_is_flush():
    # R8, R9
    p = paragraph("“一二三四五六七八九”，“十")
    line = p.fit(40_000, indent=2000)[0]
    assert line.left == 500


def test_han_and_latin_keep_a_quarter_em_and_none_beside_marks():
    # R12; clreq 3.2.2
    p = paragraph("在2019年，A")
    assert p.glues[0].natural == 250
    assert p.glues[1].natural == 250
    assert p.glues[3].natural == 0
    assert paragraph("在 2019 年").glues[0].natural == 250


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("甲ab cd乙", [Squeeze.AUTOSPACE, Squeeze.SPACE, Squeeze.AUTOSPACE]),
        ("甲《乙》丙，丁。戊？己", [Squeeze.BRACKET, Squeeze.BRACKET, Squeeze.PAUSE, Squeeze.STOP, Squeeze.STOP]),
    ],
)
def test_what_gives_and_in_which_order(text, tiers):
    # R16; clreq, "Procedures for inter-character spacing reduction"
    assert [glue.tier for glue in paragraph(text).glues if glue.shrink] == tiers


def test_squeezing_goes_by_tiers():
    # R16: the gap beside Latin waits until the comma has given all it has
    p = paragraph("一二三，四五六2019七八九十")
    line = p.fit(11_250)[0]
    assert letters(p, line) == "一二三，四五六2019七八"
    assert line.gaps[3] == pytest.approx(-250)
    assert line.gaps[6] == pytest.approx(250)


def test_stretching_goes_to_words_first():
    # R16: words, then Han and Latin up to half an em, then Han
    p = paragraph("一二AB CD三四五" + "六七八九十" * 6)
    natural = 1000 * 5 + 500 * 4 + 250 * 3

    def gaps(more):
        line = p.fit(10_000, first_measures=[natural + more])[0]
        assert letters(p, line) == "一二ABCD三四五"
        return [round(gap) for gap in line.gaps]

    assert gaps(100) == [0, 250, 350, 250, 0, 0]
    assert gaps(250) == [0, 300, 400, 300, 0, 0]
    assert gaps(650) == [0, 500, 400, 500, 0, 0]
    assert gaps(680) == [10, 500, 400, 500, 10, 10]


def test_nothing_is_stretched_inside_dashes_units_and_beside_connectors():
    # R17, R32; clreq, "Procedures for inter-character space expansion"
    for text in ("甲————乙", "甲—乙", "甲～乙", "甲／乙", "甲·乙", "37℃"):
        glues = paragraph(text).glues
        assert not any(glue.han or glue.stretch for glue in (glues[1:-1] if "————" in text else glues)), text


@pytest.mark.parametrize("measure", [6, 9, 12.5, 16, 20, 28])
def test_every_line_but_the_last_fills_the_measure(measure):
    # R15
    text = (
        "街道先建一座站，再开六间房，“有人来，就有人听”。二〇一九年，61名辅导员走进17个社区；九个社区与11所学校互开大门。"
        * 3
    )
    p = paragraph(text)
    for line in p.fit(measure * 1000)[:-1]:
        assert line.width == pytest.approx(measure * 1000, abs=50)


def test_no_last_line_of_one_sign():
    # R18
    text = "一二三四五六七八九十，一二三四五六七八九十一，二三"
    for measure in range(5, 24):
        p = paragraph(text)
        last = p.fit(measure * 1000)[-1]
        assert sum(classify(a) in SIGNS for a in p.atoms[last.first : last.last]) > 1


def test_hanging_lets_a_comma_stand_outside():
    p = paragraph("一二三四五六七八九十，一二三四五六七八九十", hanging=True)
    first = p.fit(10_000)[0]
    assert letters(p, first) == "一二三四五六七八九十，"
    assert first.width == 10_000


def test_of_two_marks_none_hangs():
    # clreq, "Hanging punctuation at line end"
    p = paragraph("一二三四五六七八”，一二三四五六七八九十", hanging=True)
    first = p.fit(9000)[0]
    assert letters(p, first) == "一二三四五六七八”，"
    assert first.width == 9000


def test_brackets_and_question_marks_do_not_hang():
    for sign in "”）？！":
        p = paragraph(f"一二三四五六七八九{sign}一二三四五六七八九十", hanging=True)
        assert p.fit(9500)[0].width == 9500


def test_full_punctuation_squeezes_nothing():
    p = paragraph("甲。”乙（丙", punctuation="full")
    assert all(g.natural == 0 and g.shrink == 0 for g in p.glues)
    line = paragraph("（甲，乙。", punctuation="full").fit(40_000)[0]
    assert (line.left, line.width) == (0, 5000)


def test_half_line_end_squeezes_only_the_ends_of_lines():
    p = paragraph("（甲，）乙。", punctuation="half-line-end")
    assert all(g.natural == 0 and g.shrink == 0 for g in p.glues)
    line = p.fit(40_000)[0]
    assert (line.left, line.width) == (500, 5000)


@pytest.mark.parametrize("gap", [0, 125, 250])
def test_the_gap_between_han_and_latin_is_what_the_style_says(gap):
    p = paragraph("甲AB乙丙丁", autospace=gap)
    assert [(g.natural, g.shrink, g.stretch) for g in p.glues[:2]] == [(gap, gap / 2, gap)] * 2
    assert p.fit(3_500 + 2 * gap)[0].width == 3_500 + 2 * gap


def test_strict_keeps_dashes_from_the_start_of_a_line():
    assert may_break(Class.HAN, Class.DASH, blank=False, strictness="gb")
    assert not may_break(Class.HAN, Class.DASH, blank=False, strictness="strict")


def test_english_is_broken_between_words_and_its_spaces_stay_within_bounds():
    text = (
        "Nobody on a housing estate can avoid its managers, and so the scheme starts there, with a first base in the district. "
        * 4
    )
    p = Paragraph([Run(text, Face())], chinese=False)
    for line in p.fit(34_000)[:-1]:
        assert line.width == pytest.approx(34_000, abs=1)
        spaces = [gap for i, gap in enumerate(line.gaps) if p.glues[line.first + i].space]
        assert all(0.75 * 250 - 1 <= gap <= 1.6 * 250 + 1 for gap in spaces)


# ------------------------------------------------------- what the text says of its lines


def test_a_line_separator_ends_a_line_that_is_not_stretched():
    p = paragraph("一二三，\u2028四五六七八九十一二三四五六七八九十")
    lines = p.fit(8000)
    assert letters(p, lines[0]) == "一二三，\u2028"
    assert (lines[0].width, set(lines[0].gaps)) == (3500, {0.0})
    assert lines[1].width == 8000


def test_line_separators_in_a_row_leave_a_line_empty_and_the_last_does_nothing():
    p = paragraph("甲\u2028\u2028乙\u2028")
    assert [letters(p, line) for line in p.fit(8000)] == ["甲\u2028", "\u2028", "乙\u2028"]


def test_a_quote_after_a_line_separator_is_flush():
    p = paragraph("甲，\u2028“乙丙”，丁")
    lines = p.fit(8000)
    assert lines[1].left == 500
    assert lines[1].width == 500 + 2000 + 500 + 1000 + 1000 - 500 + 500 - 500 + 500


def test_a_zero_width_space_lets_a_word_break_and_stays_in_the_text():
    p = paragraph("一二abcdef\u200bghijkl")
    assert [letters(p, line) for line in p.fit(6000)] == ["一二abcdef\u200b", "ghijkl"]
    assert p.widths[p.atoms.index("\u200b")] == 0


def test_a_word_joiner_keeps_han_together_and_changes_no_gap():
    p = paragraph("一二三四\u2060五六A\u2060七")
    assert sum(glue.natural for glue in p.glues) == 500
    for measure in range(3, 8):
        assert not any(letters(p, line).endswith(("四", "\u2060")) for line in p.fit(measure * 1000)[:-1])


def test_a_no_break_space_stretches_like_a_word_space():
    p = paragraph("ab\u00a0cd ef", chinese=False)
    assert "\u00a0" in p.atoms
    assert p.glues[1].stretch == pytest.approx(0.6 * p.widths[1])


def test_a_soft_hyphen_is_drawn_only_where_a_line_ends():
    p = Paragraph([Run("一二三inter\u00adnational", Face())], hyphen="-")
    whole, parted = p.fit(20_000)[0], p.fit(6500)
    assert whole.width == 3000 + 250 + 13 * 500
    assert [letters(p, line) for line in parted] == ["一二三inter\u00ad", "national"]
    assert (parted[0].tail, parted[0].bare) == (6, False)
    assert parted[0].width == pytest.approx(6500, abs=260)


def test_an_object_keeps_its_place_and_its_width():
    class Picture(Face):
        def advance(self, _text):
            return 3300.0

    runs = [Run("一二三四五", Face()), Run("\ufffc", Picture()), Run("六七八九十。", Face())]
    p = Paragraph(runs)
    assert (p.kinds[5], p.run_at(5)) == (Class.OTHER, 1)
    lines = p.fit(7000)
    assert letters(p, lines[0]).startswith("一二三四五")
    assert "".join(letters(p, line) for line in lines) == "一二三四五\ufffc六七八九十。"
    assert Paragraph([runs[0], runs[1]._replace(kind=Class.HAN), runs[2]]).kinds[5] is Class.HAN


def test_first_lines_have_measures_of_their_own():
    # Beside a float: five lines short, the rest long.
    text = "街道先建一座站，再开六间房，有人来，就有人听。九个社区与十一所学校互开大门，" * 6
    p = paragraph(text)
    firsts = [10_000.0] * 3 + [13_500.0] * 2
    lines = p.fit(24_000, first_measures=firsts, indent=2000)
    wanted = [8000, 10_000, 10_000, 13_500, 13_500, *[24_000] * len(lines)]
    for line, width in zip(lines[:-1], wanted, strict=False):
        assert line.width == pytest.approx(width, abs=50)
    assert "".join(letters(p, line) for line in lines) == text


def test_more_first_measures_than_lines():
    p = paragraph("一二三四五六七八九十")
    assert [letters(p, line) for line in p.fit(20_000, first_measures=[6000] * 9)] == ["一二三四五六", "七八九十"]


def test_first_measures_go_on_after_a_forced_break():
    p = paragraph("一二三\u2028四五六七八九十一二三四五六七")
    lines = p.fit(10_000, first_measures=[5000, 5000, 5000])
    assert [letters(p, line) for line in lines] == ["一二三\u2028", "四五六七八", "九十一二三", "四五六七"]


# ------------------------------------------------------- where no line is wide enough


def test_an_address_parts_at_its_own_signs():
    address = "https://www.example.org/reports/2019/governance/index.html"
    p = paragraph(f"详见{address}，谢谢。")
    lines = p.fit(14_000)
    assert "".join(letters(p, line) for line in lines) == f"详见{address}，谢谢。"
    assert all(line.width <= 14_001 for line in lines)
    assert all(line.bare for line in lines if line.tail)
    assert not any(line.forced for line in lines)
    ends = [letters(p, line)[-1] for line in lines if line.tail]
    starts = [letters(p, below)[0] for above, below in pairwise(lines) if above.tail]
    assert all(end == "/" or start in ".-_?" for end, start in zip(ends, starts, strict=True))


def test_a_word_wider_than_its_line_is_parted_and_said_to_be():
    p = paragraph("中文Donaudampfschifffahrtsgesellschaft中文")
    lines = p.fit(6000)
    assert all(line.width <= 6001 for line in lines)
    assert any(line.forced and line.bare and line.tail for line in lines)
    assert "".join(letters(p, line) for line in lines) == "中文Donaudampfschifffahrtsgesellschaft中文"


def test_an_object_wider_than_its_line_stands_out_of_it_and_is_said_to():
    class Picture(Face):
        def advance(self, _text):
            return 9000.0

    p = Paragraph([Run("一二三", Face()), Run("\ufffc", Picture()), Run("四五六七八", Face())])
    lines = p.fit(6000)
    assert [line.forced for line in lines] == [False, True, False]


def test_cuts_that_are_given_are_used_before_letters_are_counted():
    cut = Cut(8, 4500.0, 4000.0)
    p = Paragraph([Run("governmental", Face())], chinese=False, hyphenate=lambda _word, _face: [cut])
    lines = p.fit(5000)
    assert [(line.tail, line.bare, line.forced) for line in lines] == [(8, False, False), (0, False, False)]


def test_a_line_may_end_before_an_opening_quote_and_after_a_closing_one():
    # R11; clreq: only the other sides of the two are closed
    text = paragraph("甲乙“丙丁”戊己")
    assert [text.may_end_line(atom) for atom in range(len(text.atoms) - 1)] == [True, True, False, True, False, True, True]
