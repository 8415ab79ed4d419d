"""Which face each character comes from on a page, and that mixed lines keep their pitch: read back from the PDF."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

SONG = '"Printkit Song Latin","Printkit Song","Printkit Song Full"'
HEI = '"Printkit Hei Latin","Printkit Hei","Printkit Song Full"'
KAI = '"Printkit Song Latin","Printkit Kai","Printkit Song","Printkit Song Full"'
MARKS = "“”‘’…·"
PITCH = 20
MIXED = (
    "社区里的人说：“Yes, 我们可以”——<b>这是 2019 年的 Report</b>，"
    "<span class=hei>黑体 Hei Latin 夹在<b>当中</b></span>，"
    "<span class=kai>楷体引文 quoted “一句”</span>，<span class=text lang=en>an <i>English</i> phrase — “quoted”</span>"
    "，生僻字㐂龘𬭎与<span class=display>112</span>，℃①▲，<span class=black>900</span>。"
)
PAGE = f"""
<style>
@page {{ size: 300pt 800pt; margin: 20pt }}
body {{ font: 10pt/{PITCH}pt {SONG}; margin: 0 }}
p {{ margin: 0 }}
.hei {{ font-family: {HEI} }} .kai {{ font-family: {KAI} }} .text {{ font-family: "Printkit Text" }}
.display {{ font-family: "Printkit Display" }} .black {{ font-weight: 900 }}
</style>
<body lang=zh-Hans>
<p>{MARKS}aZ09, nǐ中国𬭎㐂×</p>
<p class=hei>{MARKS}aZ09, nǐ中国𬭎㐂×</p>
<p class=kai>{MARKS}aZ09, nǐ中国𬭎㐂×</p>
<p class=text lang=en>{MARKS}aZ09, nǐ</p>
<p><span>——</span>中——国，2018—2019，<span lang=en>——</span></p>
<p class=hei><span>——</span>中——国，2018—2019，<span lang=en>——</span></p>
<p class=kai><span>——</span>中——国，2018—2019，<span lang=en>——</span></p>
<p>95\u00a0km no-break, then m\u0300 plain</p>
<p class=text lang=en>95\u00a0km no-break, then plain</p>
<div style="break-before: page">{MIXED * 9}</div>
"""

Lines = list[list[dict[str, Any]]]


@pytest.fixture(scope="module")
def pages(render: Callable[..., Path]) -> Iterator[list[Lines]]:
    """The characters of each line of each page, top to bottom, with `fontname`, `text` and `y` of the baseline."""
    with pdfplumber.open(render(PAGE)) as document:
        yield [lines_of(page.chars) for page in document.pages]


def lines_of(characters: list[dict[str, Any]]) -> Lines:
    lines: dict[float, list[dict[str, Any]]] = {}
    for character in characters:
        character["y"] = character["matrix"][5]
        lines.setdefault(round(character["y"]), []).append(character)
    return [lines[y] for y in sorted(lines, reverse=True)]


def faces(line: list[dict[str, Any]]) -> dict[str, str]:
    """Character → face without subset tag."""
    return {character["text"]: re.sub("^[A-Z]{6}[+]", "", character["fontname"]) for character in line}


STACKS = {  # row: the Latin face, the Chinese face
    0: ("Printkit-Song-Latin", "Printkit-Song"),
    1: ("Printkit-Hei-Latin", "Printkit-Hei"),
    2: ("Printkit-Song-Latin", "Printkit-Kai"),
}


@pytest.mark.parametrize("row", STACKS)
def test_face_of_each_character(pages: list[Lines], row: int) -> None:
    latin, chinese = STACKS[row]
    expected = {
        **dict.fromkeys(MARKS + "中国𬭎", chinese),
        **dict.fromkeys("aZ09,nǐ×", latin),
        "㐂": "Printkit-Song-Full",
    }
    found = faces(pages[0][row])
    assert {character: found[character] for character in expected} == expected


def test_english_marks_are_english(pages: list[Lines]) -> None:
    assert set(faces(pages[0][3]).values()) == {"Printkit-Text"}


def test_chinese_quotes_take_one_em(pages: list[Lines]) -> None:
    for line in pages[0][:3]:
        marks = [character for character in line if character["text"] in "“”‘’"]
        assert [round(character["x1"] - character["x0"], 3) for character in marks] == [10] * 4


@pytest.mark.parametrize("row", STACKS)
def test_dashes_are_whole_ems_in_any_language(pages: list[Lines], row: int) -> None:
    line = pages[0][4 + row]
    em = 10.0
    ends = {character["text"]: character["x1"] for character in line}
    starts = {character["text"]: character["x0"] for character in line}
    assert starts["中"] - line[0]["x0"] == pytest.approx(2 * em, abs=0.01)
    assert starts["国"] - ends["中"] == pytest.approx(2 * em, abs=0.01)
    dash = [character for character in line if character["text"] == "—"]
    if row < 2:  # the pairs are joined glyphs; what is left is the one of 2018—2019
        assert [round(character["x1"] - character["x0"], 2) for character in dash] == [em]
    assert {faces([character])[character["text"]] for character in line if "—" in character["text"]} == {STACKS[row][1]}


def test_one_no_break_space_leaves_the_others_spaces(pages: list[Lines]) -> None:
    for line, face in zip(pages[0][7:9], ("Printkit-Song-Latin", "Printkit-Text"), strict=True):
        text = "".join(character["text"] for character in line)
        assert text.startswith("95\u00a0km no-break, then ")
        assert set(faces(line).values()) == {face}


def test_mixed_lines_keep_their_pitch_exactly(pages: list[Lines]) -> None:
    lines = pages[1]
    assert len(lines) > 25
    assert {name for line in lines for name in faces(line).values()} >= {
        "Printkit-Song", "Printkit-Song-Bold", "Printkit-Song-Full", "Printkit-Song-Latin", "Printkit-Song-Latin-Heavy",
        "Printkit-Hei", "Printkit-Hei-Bold", "Printkit-Kai", "Printkit-Text", "Printkit-Text-Italic",
        "Printkit-Display",
    }  # fmt: skip
    top = 800 - 20
    for number, line in enumerate(lines):
        # The baseline of look.md §10: top + (pitch − size)/2 + .88 size.
        expected = top - number * PITCH - (PITCH - 10) / 2 - 0.88 * 10
        assert [character["y"] for character in line] == pytest.approx([expected] * len(line), abs=0.002)
