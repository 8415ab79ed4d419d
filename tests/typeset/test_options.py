"""The same paragraph under each setting of a layout's typography, its glyph origins read back from the PDF."""

from __future__ import annotations

import pytest
from columns import rows

import printkit as pk
from printkit.layout import Typography
from printkit.typography.style import Style

PAIRS = "说“好”，（对）。"
"""Marks beside each other, in a line that is not full: 说 “ 好 ” ， （ 对 ） 。"""


def origins(pages: pk.Typeset, line: int = 0) -> dict[str, float]:
    return {glyph.text: glyph.x for glyph in rows(pages)[line]}


def texts(pages: pk.Typeset) -> list[str]:
    return ["".join(glyph.text for glyph in line) for line in rows(pages)]


@pytest.mark.parametrize(
    ("punctuation", "comma", "bracket", "stop"),
    [("squeezed", 3.5, 4.0, 6.5), ("half-line-end", 4, 5, 8), ("full", 4, 5, 8)],
)
def test_punctuation_between_marks(column, punctuation, comma, bracket, stop):
    found = origins(column(PAIRS, punctuation=punctuation))
    assert found["好"] == pytest.approx(2, abs=0.01)
    assert [found[mark] for mark in "，（。"] == pytest.approx([comma, bracket, stop], abs=0.01)


@pytest.mark.parametrize(
    ("punctuation", "first", "last"),
    [
        ("squeezed", "甲乙丙丁戊己庚辛壬，", 9),
        ("half-line-end", "甲乙丙丁戊己庚辛壬，", 9),
        ("full", "甲乙丙丁戊己庚辛", 8.5),  # a comma may not begin a line: 壬 goes with it, and eight Han are spread
    ],
)
def test_punctuation_at_a_line_s_end(column, punctuation, first, last):
    """In 9.5 em nine Han and a comma have room where the comma takes half an em, and no other."""
    pages = column("甲乙丙丁戊己庚辛壬，癸子丑寅卯辰巳午未申", measure=9.5, punctuation=punctuation)
    assert texts(pages)[0] == first
    assert rows(pages)[0][-1].x == pytest.approx(last, abs=0.01)


def test_punctuation_at_a_line_s_start(column):
    text = "甲乙丙丁戊己庚辛壬癸（子丑寅卯）辰巳"
    assert rows(column(text))[1][0].x == pytest.approx(-0.5, abs=0.01)
    assert rows(column(text, punctuation="full"))[1][0].x == pytest.approx(0, abs=0.01)


def test_hanging(column):
    """Ten Han fill the line; the comma has no room, or hangs past the edge."""
    text = "甲乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未申酉"
    assert texts(column(text))[0] != "甲乙丙丁戊己庚辛壬癸，"
    hung = column(text, hanging=True)
    assert texts(hung)[0] == "甲乙丙丁戊己庚辛壬癸，"
    assert [glyph.x for glyph in rows(hung)[0]] == pytest.approx(range(11), abs=0.01)


def test_line_start_end(column):
    """A dash may begin a line by the national standard; strictly it may not."""
    text = "甲乙丙丁戊己庚辛壬癸——子丑寅卯辰巳午未申酉"
    assert texts(column(text))[1].startswith("——")
    strict = texts(column(text, line_start_end="strict"))
    assert not strict[1].startswith("—")
    assert "".join(strict) == text


@pytest.mark.parametrize("autospace", [0, 0.125, 0.25])
def test_autospace(column, autospace):
    line = rows(column("我用Python写", measure=12, autospace=autospace))[0]
    latin, han = line[2], line[-1]
    assert latin.x - 2 == pytest.approx(autospace, abs=0.01)
    assert han.x - line[-2].x - line[-2].advance == pytest.approx(autospace, abs=0.01)


def test_a_layout_says_it_in_its_file_and_the_user_has_the_last_word(column):
    more = "typography: {punctuation: full, hanging: yes, line_start_end: strict, autospace: 0}"
    assert origins(column(PAIRS, more=more))["。"] == pytest.approx(8, abs=0.01)
    assert origins(column(PAIRS, more=more, punctuation="squeezed"))["。"] == pytest.approx(6.5, abs=0.01)


def test_a_style_sheet_may_say_it_for_one_element(column):
    pages = column(PAIRS, {"zh": PAIRS, "en": "X"}, css="p + p { --punctuation: full }")
    assert origins(pages)["。"] == pytest.approx(6.5, abs=0.01)
    assert origins(pages, 1)["。"] == pytest.approx(8, abs=0.01)


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("--punctuation: half", "`--punctuation: half` is not one of squeezed, half-line-end, full"),
        ("--autospace: 1mm", "`--autospace: 1mm` is not a width from 0em to 0.5em"),
        ("--hanging: maybe", "`--hanging: maybe` is not one of no, yes"),
    ],
)
def test_what_a_style_sheet_may_not_say_is_told_once(column, css, told):
    pages = column(PAIRS, PAIRS, css=f"p {{ {css} }}")
    assert [warning.message for warning in pages.warnings] == [told]
    assert origins(pages)["。"] == pytest.approx(6.5, abs=0.01)


@pytest.mark.parametrize(
    ("section", "line", "path"),
    [
        ("typography:\n  punctuation: none", 7, "typography.punctuation"),
        ("typography:\n  hanging: no\n  autospace: 0.8", 8, "typography.autospace"),
        ("typography:\n  hangs: yes", 7, "typography.hangs"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(column, section, line, path):
    with pytest.raises(pk.PrintkitError) as problem:
        column(PAIRS, more=section)
    (found,) = problem.value.diagnostics
    assert (found.code, found.path, found.span.line) == ("bad-layout", path, line)


def test_what_is_not_said_is_what_the_composer_does_by_itself():
    said = Typography()
    assert Style(said.punctuation, said.hanging, said.line_start_end, said.autospace * 1000) == Style()


def test_equal_settings_are_one_object(column):
    from printkit.typeset.seam.typography import _setting

    _setting.cache_clear()
    column(*[PAIRS] * 6, css=".n1 { color: red } p { --autospace: .125em }")
    assert _setting.cache_info().currsize <= 2
