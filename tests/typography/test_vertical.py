"""Vertical text by itself: postures, columns, and what no column may be."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.typography.breaks import may_break
from printkit.typography.characters import Class, classify
from printkit.typography.vertical import Column, Form, Piece, Plan, Posture, Setting, compose, forms, reckoned

UPRIGHT, VERTICAL, ABREAST, TURNED = Posture.UPRIGHT, Posture.VERTICAL, Posture.ABREAST, Posture.TURNED


class Face:
    """Latin letters half an em, a blank a quarter."""

    em, space = 1000.0, 250.0

    def turned(self, text: str) -> float:
        return 500.0 * len(text)


def set_text(text: str, ems: float, **how: object) -> Setting:
    return compose([Piece(text, Face())], ems * 1000, Plan(**how))  # type: ignore[arg-type]


def words(column: Column) -> str:
    return "".join(cell.form.text for cell in column.cells)


def kind(form: Form) -> Class:
    return classify(form.text) if form.kind is None else form.kind


@pytest.mark.parametrize(
    ("text", "postures"),
    [
        ("布𬭎々①　Ａ９℃●×", [UPRIGHT] * 10),
        ("，。、《（～—", [VERTICAL] * 7),
        ("——……", [VERTICAL, VERTICAL]),
        ("！：", [VERTICAL, VERTICAL]),
        ("12个", [ABREAST, UPRIGHT]),
        ("2019年", [TURNED, UPRIGHT]),
        ("Buji街N方", [TURNED, UPRIGHT, ABREAST, UPRIGHT]),
        ("1+17+N+X→–·", [TURNED, TURNED, TURNED, TURNED]),
    ],
)
def test_postures(text, postures):
    # UAX #50; clreq, vertical writing mode
    assert [form.posture for form in forms(text)] == postures


def test_quotes_become_corner_brackets_and_remain_quotes_to_those_who_copy():
    # GB/T 15834-2011 5.2.3
    text = "“一‘二’”"
    found = list(forms(text))
    assert "".join(form.shown for form in found) == "﹃一﹁二﹂﹄"
    assert "".join(form.text for form in found) == text
    assert set_text(text, 9).text == text


@pytest.mark.parametrize(("digits", "upright"), [(1, ["5"]), (2, ["5", "17"]), (4, ["5", "17", "365", "2019"])])
def test_short_numbers_stand_abreast(digits, upright):
    found = forms("5、17、365、2019、10000", digits)
    assert [form.text for form in found if form.posture is ABREAST] == upright


def test_a_percentage_is_a_number_and_a_sign():
    number, sign = forms("95%")
    assert (number.posture, sign.shown, sign.posture) == (ABREAST, "％", UPRIGHT)
    # R2, R14: the sign begins no column
    assert [words(column) for column in set_text("共共95%的人", 3).columns] == ["共共", "95%", "的人"]


def test_a_pair_of_exclamations_takes_one_cell():
    # R30; clreq: ？！ side by side
    (column,) = set_text("好？！", 9).columns
    assert [(cell.form.text, cell.extent) for cell in column.cells] == [("好", 1000), ("？！", 1000)]
    (column,) = set_text("好！！！", 9).columns
    assert [cell.form.text for cell in column.cells] == ["好", "！！", "！"]
    assert column.length == 3000


def test_marks_that_fill_their_cell_are_not_squeezed():
    (column,) = set_text("好！来：走", 9).columns
    assert [cell.start for cell in column.cells] == [0, 1000, 2000, 3000, 4000]
    assert [words(column) for column in set_text("好来了：走了", 3.5).columns] == ["好来", "了：", "走了"]


def test_neighbouring_marks_are_squeezed_as_in_a_line():
    # R6
    (column,) = set_text("甲。”乙", 9).columns
    assert [cell.start for cell in column.cells] == [0, 1000, 1500, 2500]


def test_a_mark_takes_half_a_cell_at_the_end_and_a_bracket_at_the_head():
    # R7, R8
    first, second = set_text("一二三四，“五六七八", 4.5).columns
    assert (words(first), first.length) == ("一二三四，", 4500)
    assert (words(second), second.cells[0].start) == ("“五六七八", -500)


def test_words_on_their_side_keep_a_quarter_em():
    # R12
    (column,) = set_text("去Buji街", 9).columns
    assert [(cell.start, cell.extent) for cell in column.cells] == [(0, 1000), (1250, 2000), (3500, 1000)]


def test_a_blank_in_the_source_does_not_part_a_number_from_its_unit():
    (column,) = set_text("有 12 个", 9).columns
    assert [cell.start for cell in column.cells] == [0, 1000, 2000]
    assert set_text("有 12 个", 9).text == "有 12 个"


def test_dashes_and_dots_are_continuous():
    (column,) = compose([Piece("是——的……", Face(), tracking=100)], 20_000).columns
    assert [(cell.form.text, cell.extent) for cell in column.cells if len(cell.form.text) > 1] == [("——", 2000), ("……", 2000)]


def test_breaks_asked_for_begin_columns():
    found = set_text("少一个人，\n都不算\u200b到齐。", 9, manner="phrases", stagger=1000)
    assert [(words(c), c.top) for c in found.columns] == [("少一个人，", 0), ("都不算", 1000), ("到齐。", 2000)]
    assert found.text == "少一个人，都不算到齐。"
    assert [words(c) for c in set_text("少一个人，\n都不算\u200b到齐。", 9).columns] == ["少一个人，", "都不算到齐。"]
    assert set_text("Many Hands\nOne Town", 40).text == "Many Hands One Town"


def test_balanced_columns_are_evenly_long():
    found = set_text("一二三四五六七八九十一二三", 10, manner="balanced").columns
    assert sorted(len(c.cells) for c in found) == [6, 7]


def test_balanced_columns_break_at_the_hints():
    text = "党建引领\u200b基层治理\u200b服务到家"
    assert [words(c) for c in set_text(text, 9, manner="balanced").columns] == ["党建引领", "基层治理服务到家"]
    assert [words(c) for c in set_text(text, 7, manner="balanced").columns] == ["党建引领", "基层治理", "服务到家"]


def test_a_staggered_column_is_shorter_by_its_start():
    found = set_text("一二三四五六七八九十" * 2, 8, stagger=1000)
    assert found.excess == 0
    assert [column.top for column in found.columns] == [1000 * nth for nth in range(len(found.columns))]


@pytest.mark.parametrize("manner", ["filled", "balanced"])
@pytest.mark.parametrize("ems", range(4, 12))
def test_never_a_column_of_one_character(manner, ems):
    for count in range(2, 40):
        text = ("一二三四五六七八九十" * 4)[:count] + "。"
        assert min(column.signs for column in set_text(text, ems, manner=manner).columns) > 1


def test_what_cannot_be_is_told():
    assert set_text("甲乙丙", 2).lonely == (0,)
    assert any(column.forced for column in set_text("一Incomprehensible二", 4).columns)
    assert set_text("一二", 0.5).excess == 500
    assert set_text("春\n夏", 4).lonely == ()


def test_reckoning_is_never_too_small():
    assert reckoned("少一个人，") == 4.5
    assert reckoned("2019 年的 12 个月，") == pytest.approx(2.4 + 0.25 + 5.5)


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("，。、；：！？“”‘’（）《》——……·～—–￥%℃ \u00a0,.!?()'\"-+/"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.sampled_from("abcXYZ0123456789éñ𠮷𬭎々①→😀👨‍👩‍👧\u200b\u200d\ufe0f\u0301\u00ad\n"),
    ),
    max_size=80,
)


@settings(max_examples=200, deadline=None)
@given(
    text=TEXTS,
    ems=st.integers(2, 40),
    manner=st.sampled_from(["filled", "balanced", "phrases"]),
    stagger=st.sampled_from([0, 500, 1000]),
    digits=st.integers(1, 4),
    justify=st.booleans(),
)
def test_any_text_can_be_set_and_nothing_is_lost(text, ems, manner, stagger, digits, justify):
    found = set_text(text, ems, manner=manner, stagger=stagger, digits=digits, justify=justify)
    bare = re.sub(r"[ \t\n\r\f\u200b]", "", text)
    assert "".join(words(column) for column in found.columns) == bare
    assert re.sub(r"\s", "", found.text) == re.sub(r"\s", "", bare)
    for column in found.columns:
        for one, other in pairwise(column.cells):
            assert other.start >= one.start + one.extent - 1001  # R6: neighbours give up to two halves


@settings(max_examples=200, deadline=None)
@given(text=TEXTS.map(lambda text: re.sub(r"[\s\u200b\u200d\u00ad]", "", text)), ems=st.integers(2, 40))
def test_columns_begin_and_end_as_lines_do(text, ems):
    # R2, R3, R4
    for before, after in pairwise(set_text(text, ems).columns):
        assert before.forced or may_break(kind(before.cells[-1].form), kind(after.cells[0].form), blank=False, strictness="gb")
