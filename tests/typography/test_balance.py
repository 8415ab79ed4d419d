"""The lines of headings: whole words, alike in length, the author's hints; no engine, widths by rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.typography.balance import balance
from printkit.typography.breaks import may_break
from printkit.typography.characters import MAY_BREAK_HERE, Class, classify
from printkit.typography.costs import WHOLE
from printkit.typography.paragraph import Line, Paragraph, Run
from printkit.typography.words import boundaries

SIGNS = (Class.HAN, Class.LATIN, Class.OTHER, Class.REPEAT)


class Face:
    """Han and marks an em, Latin letters half an em, a blank a quarter."""

    space = 250.0

    def advance(self, text: str) -> float:
        kind = classify(text)
        narrow = kind in (Class.LATIN, Class.SMALL, Class.DOT)
        return (500.0 if narrow else 1000.0) * len(text)


def made(text: str, *, chinese: bool = True) -> Paragraph:
    """A paragraph of a text in which the author wrote `|`."""
    return Paragraph([Run(text.replace("|", MAY_BREAK_HERE), Face())], chinese=chinese)


def letters(paragraph: Paragraph, line: Line) -> str:
    text = ""
    for atom in range(line.first, line.last):
        text += paragraph.atoms[atom].replace(MAY_BREAK_HERE, "")
        text += " " if atom + 1 < line.last and paragraph.glues[atom].space else ""
    return text


def lines(text: str, measure: float, *, chinese: bool = True, indent: float = 0) -> list[str]:
    paragraph = made(text, chinese=chinese)
    found = balance(paragraph, measure * 1000, indent=indent * 1000)
    return [letters(paragraph, line) for line in found]


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("牢固树立党建引领“硬核心”", 12, ["牢固树立党建引领", "“硬核心”"]),
        ("依托智库支持吹响社会治理项目化“吉结号”", 16, ["依托智库支持吹响", "社会治理项目化“吉结号”"]),
        ("创建共建共治共享社校融合治理模式试点", 12, ["创建共建共治共享", "社校融合治理模式试点"]),
        ("2019年布吉街道社会治理创新工作回顾", 12, ["2019年布吉街道", "社会治理创新工作回顾"]),
        ("对标先进 传递理念 输出影响 携手共进", 12, ["对标先进 传递理念", "输出影响 携手共进"]),
        ("读懂《社区工作手册》的第三章", 10, ["读懂", "《社区工作手册》的", "第三章"]),
        ("▲ 市、区各级高度关注布吉社会治理创新工作", 14, ["▲ 市、区各级高度关注", "布吉社会治理创新工作"]),
    ],
)
def test_a_heading_breaks_between_words_and_evenly(text, measure, expected):
    # R26, R28
    assert lines(text, measure) == expected


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("However small the job, somebody has to step forward.", 16,
         ["However small the job,", "somebody has to step forward."]),
        ("City and district, looking the same way", 14, ["City and district,", "looking the same way"]),
        ("A year of hard work by our neighbours", 13, ["A year of hard work", "by our neighbours"]),
        ("The launch meeting of 2019, where the year’s work began", 18,
         ["The launch meeting of 2019,", "where the year’s work began"]),
    ],
)  # fmt: skip
def test_an_english_heading_breaks_between_phrases(text, measure, expected):
    assert lines(text, measure, chinese=False) == expected


def test_what_fits_stays_on_one_line():
    assert lines("街和街不一样，|花也不必一样。", 16) == ["街和街不一样，花也不必一样。"]


def test_the_author_decides():
    # The hints lie where no word ends, and the lines are uneven: that is the author's affair.
    assert lines("众手|成城记", 4) == ["众手", "成城记"]
    assert lines("社区|治理创新工作", 7) == ["社区", "治理创新工作"]
    assert lines("社区治理创新工作", 7) == ["社区治理", "创新工作"]


def test_hints_are_not_ordered_breaks():
    assert lines("一起|动手|建设|社区", 4) == ["一起动手", "建设社区"]


def test_a_piece_too_wide_between_hints_breaks_by_its_words():
    assert lines("布吉|党建引领社会治理创新", 8) == ["布吉", "党建引领", "社会治理创新"]
    assert lines("布吉街道|党建引领社会治理创新", 7) == ["布吉街道", "党建引领", "社会治理创新"]


def test_marks_hold_against_hints():
    # R2, R3
    assert lines("“|走出去|”|提升能力", 6) == ["“走出去”", "提升能力"]


def test_a_hint_inside_a_latin_word():
    assert lines("printkit.org/|examples", 8, chinese=False) == ["printkit.org/", "examples"]


def test_hints_by_atom():
    parted = Paragraph([Run("printkit.org/", Face()), Run("examples", Face())], chinese=False)
    assert [letters(parted, line) for line in balance(parted, 8000, hints=parted.bounds[:1])] == [
        "printkit.org/", "examples",
    ]  # fmt: skip
    closed = Paragraph([Run("街道，", Face()), Run("。社区", Face())])
    assert [letters(closed, line) for line in balance(closed, 4000, hints=[3])] == ["街道，。", "社区"]


def test_a_word_wider_than_the_measure_is_parted_at_last():
    assert lines("志愿服务", 2) == ["志愿", "服务"]
    paragraph = made("在printkit里")
    found = balance(paragraph, 3000)
    assert max(line.width for line in found) <= 3000
    assert any(line.forced for line in found)


def test_a_forced_break_parts_the_text():
    assert lines("街道社会治理\u2028创新工作", 12) == ["街道社会治理\u2028", "创新工作"]
    assert lines("街道社会治理\u2028创新工作回顾与展望", 6) == ["街道社会治理\u2028", "创新工作", "回顾与展望"]


def test_no_sign_alone():
    # R18, R26
    assert lines("在春天里种花的人。", 8) == ["在春天里", "种花的人。"]
    assert "a" not in lines("one two three four a", 9, chinese=False)


def test_lines_as_drawn():
    paragraph = made("“走出去、请进来”提升“头雁”能力")
    first, second = balance(paragraph, 9000)
    # R7, R8: the blank halves of “ and ” are outside the line, R6: 、 and its neighbour as they are
    assert (first.left, first.width) == (500, 8000)
    assert letters(paragraph, second) == "提升“头雁”能力"
    assert not any(line.han or line.head or line.tail or line.forced for line in (first, second))
    assert [len(line.gaps) for line in (first, second)] == [line.last - line.first - 1 for line in (first, second)]


def test_the_first_line_may_be_shorter():
    assert lines("街道社会治理创新工作", 8) == ["街道社会治理", "创新工作"]
    assert lines("街道社会治理创新工作", 8, indent=4) == ["街道", "社会治理创新工作"]


def test_pieces_in_several_styles_are_one_text():
    whole = Paragraph([Run("牢固树立党建引领硬核心", Face())])
    parted = Paragraph([Run("牢固树", Face()), Run("立党", Face()), Run("建引领硬核心", Face())])
    assert balance(whole, 8000) == balance(parted, 8000)


def test_a_call_of_a_note_is_no_word():
    runs = [Run("社区服", Face()), Run("1", Face(), Class.POSTFIX), Run("务站开门了", Face())]
    paragraph = Paragraph(runs)
    assert [letters(paragraph, line) for line in balance(paragraph, 6000)] == ["社区服1务站", "开门了"]


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["社会治理", "街道", "的", "和", "人", "第三章", "2019", "年", "布吉", "“走出去”", "《读本》", "志愿者"]),
        st.sampled_from(["，", "。", "、", "——", "……", "（", "）", "”", "《", "·", "～", "▲", "|", "％", "￥", "A&B", "Mr", "a", " ", "𠮷"]),
    ),
    min_size=1, max_size=24,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(2, 40), st.booleans())
def test_any_heading_gets_lines(text, measure, chinese):
    paragraph = made(text, chinese=chinese)
    found = balance(paragraph, measure * 1000)
    ends = [line.last for line in found]
    assert [line.first for line in found] == [0, *ends[:-1]] if ends else not paragraph.atoms
    assert not ends or (ends[-1], found[-1].tail) == (len(paragraph.atoms), 0)
    assert all(line.width <= measure * 1000 + 1 for line in found if not line.forced)
    for before, line in pairwise(found):
        if not before.forced:  # R2, R3, R4
            assert paragraph.places.fresh[line.first] >= 0

HAN = st.lists(
    st.sampled_from(["社会治理", "街道", "网格员", "居民", "布吉", "人", "的", "建设", "共享", "2019", "，", "党建"]),
    min_size=2, max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(HAN, st.integers(5, 14))
def test_no_other_lines_are_fewer_or_leave_less_alone(text, measure):
    """Against every way to break the text between its words."""
    paragraph = Paragraph([Run(text, Face())])
    found = balance(paragraph, measure * 1000)
    costs = boundaries(text)
    offsets = [0]
    for atom in paragraph.atoms:
        offsets.append(offsets[-1] + len(atom))
    places = [
        index for index, (before, after) in enumerate(pairwise(paragraph.kinds), 1)
        if costs.get(offsets[index], WHOLE) < WHOLE and may_break(before, after, False, "gb")
    ]  # fmt: skip

    def alone(first: int, last: int) -> bool:
        signs = [
            atom
            for atom, kind in zip(paragraph.atoms[first:last], paragraph.kinds[first:last], strict=True)
            if kind in SIGNS
        ]
        return sum(map(len, signs)) < 2

    def width(first: int, last: int) -> float:
        gaps = sum(glue.natural for glue in paragraph.glues[first : last - 1])
        mark = paragraph.kinds[last - 1] is Class.PAUSE
        return sum(paragraph.widths[first:last]) + gaps - (500 if mark else 0)

    best: dict[int, set[tuple[int, int]]] = {0: {(0, 0)}}
    count = len(paragraph.atoms)
    for end in [*places, count]:
        best[end] = {
            (left + alone(first, end), lines + 1)
            for first in best
            if width(first, end) <= measure * 1000
            for left, lines in best[first]
        }  # fmt: skip
    if best[count] and len(found) > 1:
        left = sum(alone(line.first, line.last) for line in found)
        assert (left, len(found)) <= min(best[count])
        costly = sum(costs[offsets[line.first]] >= WHOLE for line in found[1:])
        assert not costly or left < min(best[count])[0], "a number is parted only where a sign stood alone"
