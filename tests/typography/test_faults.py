"""What could not be set well is told, with its line and its amount."""

from __future__ import annotations

import pytest
from composing import Face, paragraph

from printkit.typography.faults import Fault, faults
from printkit.typography.paragraph import Cut, Paragraph, Run


def told(p: Paragraph, measure: float, **how: object) -> list[Fault]:
    return faults(p, p.fit(measure, **how), measure, **how)  # type: ignore[arg-type]


def test_nothing_is_told_of_what_is_set_well():
    assert told(paragraph("街道先建一座站，再开六间房，“有人来，就有人听”。" * 4), 20_000) == []


def test_a_loose_line():
    # The word does not fit, and what is before it is parted.
    p = paragraph("一二三四五六internationally七八九十")
    assert told(p, 9000) == [Fault("loose", 0, pytest.approx(0.6))]


def test_wide_word_spaces():
    p = Paragraph([Run("aaa bbb cccccccccccccccc ddd", Face())], chinese=False)
    assert told(p, 8000) == [Fault("wide", 0, pytest.approx(5000 / 250)), Fault("runt", 2, pytest.approx(1.5))]


def test_a_line_with_nothing_that_stretches_is_short():
    p = Paragraph([Run("aaaa bbbbbbbbb aaaaaaa", Face())], chinese=False)
    assert Fault("short", 0, pytest.approx(3.0)) in told(p, 5000)


def test_a_word_that_had_to_be_parted():
    kinds = [fault.kind for fault in told(paragraph("中文abcdefghijklmnopqrst中文"), 6000)]
    assert "broken" in kinds
    assert "overlong" not in kinds


def test_what_is_too_wide_for_its_line():
    class Picture(Face):
        def advance(self, _text):
            return 9000.0

    p = Paragraph([Run("\ufffc", Picture()), Run("中文中文", Face())])
    assert told(p, 6000) == [Fault("overlong", 0, pytest.approx(3.0))]


def test_marks_that_had_to_be_parted():
    faulty = told(paragraph("中" + "。" * 20 + "中文"), 4000)
    assert {fault.kind for fault in faulty} - {"short"} == {"broken"}


def test_a_last_line_of_one_character():
    # The word fills its line, so there is no other way.
    assert told(paragraph("abcdefghij三"), 5000) == [Fault("runt", 1, 1.0)]
    assert told(paragraph("abcdefghij三四"), 5000) == []


def test_a_paragraph_of_one_character_is_no_runt():
    assert told(paragraph("一"), 3000) == []


def test_each_part_before_a_forced_break_has_its_last_line():
    assert told(paragraph("一二\u2028abcdefghij三\u2028四"), 5000) == [Fault("runt", 2, 1.0)]


def test_a_ladder():
    cut = Cut(4, 2500.0, 2000.0)
    words = "aaaabbbb " * 12
    p = Paragraph([Run(words, Face())], chinese=False, hyphenate=lambda _word, _face: [cut])
    lines = p.fit(4500, justify=False)
    ladder = [line._replace(tail=4) if number in (2, 3, 4) else line for number, line in enumerate(lines)]
    assert [fault for fault in faults(p, ladder, 4500, justify=False) if fault.kind == "ladder"] == [
        Fault("ladder", 2, 3)
    ]


def test_a_river():
    p = Paragraph([Run("aaa bbb cccc " * 5, Face())], chinese=False)
    lines = p.fit(5500)
    assert Fault("river", 0, 5) in faults(p, lines, 5500)


def test_first_measures_and_indents_count():
    text = "街道先建一座站，再开六间房，有人来，就有人听。九个社区与十一所学校互开大门，" * 3
    firsts = [8000.0, 8000.0]
    assert told(paragraph(text), 20_000, indent=2000, first_measures=firsts) == []
    p = paragraph(text)
    assert {fault.kind for fault in faults(p, p.fit(20_000, first_measures=firsts), 20_000)} >= {"short"}
