"""The example report: complete in both languages, true to its source in facts, and not in words."""

import calendar
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from printkit.report import Figure, Picture, Report, Text, load, nodes

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "buji-2019"
ARTICLE = ROOT.parent / "shared" / "data" / "000_1c84ed3f1d369151.txt"

PROPER_NAMES = (
    "广东省人民政府发展研究中心", "民主与法治周刊", "深圳文化发展报告2019蓝皮书", "党建引领基层治理", "以人民为中心",
    "党建物业联学联建基地", "布吉街道", "东方半岛社区", "美好生活龙岭花开", "共建共治共享",
)  # fmt: skip
"""Names of bodies, documents, projects and places: these stand as they are."""

LONGEST_BORROWED = 10
"""Han and digits in a row that a sentence may share with the article, names apart. The demand was 14."""


@pytest.fixture(scope="module")
def report() -> Report:
    return load(EXAMPLE / "report.yaml")


@cache
def article() -> str:
    if not ARTICLE.is_file():
        pytest.skip("the published article is not part of the repository")
    return re.sub(r"<[^>]+>|&nbsp;", "", ARTICLE.read_text("utf-8"))


# ------------------------------------------------------------------ form


def test_loads_with_nothing_to_say(report: Report) -> None:
    assert report.warnings == ()
    assert report.languages == ("zh", "en")


def test_every_text_in_both_languages(report: Report) -> None:
    for text in report.texts():
        assert text.neutral or (text.zh and text.en), text.at


def test_neutral_texts_are_numbers_and_signs(report: Report) -> None:
    for text in report.texts():
        if text.neutral:
            assert re.fullmatch(r"[\d,.+NX*–]+", text.neutral), text.at


def test_no_chinese_in_english_and_no_half_width_marks_in_chinese(report: Report) -> None:
    for text in report.texts():
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", text.en or ""), text.at
        assert "'" not in (text.en or ""), text.at
        assert not re.search(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]", text.zh or ""), text.at


def test_holds_every_kind_of_block(report: Report) -> None:
    kinds = [block.kind for section in report.sections for block in section.blocks]
    assert set(kinds) == {
        "paragraph", "figure", "statistics", "chart", "timeline", "network", "table", "quote", "list", "people",
        "honours", "callout",
    }  # fmt: skip
    assert kinds.count("statistics") >= 3
    assert {block.form for block in nodes(report) if hasattr(block, "form")} == {"bars", "ring", "dots"}


def test_shape_of_sections(report: Report) -> None:
    opening, *sections = report.sections
    assert opening.heading is None
    assert 5 <= len(sections) <= 6
    for section in report.sections:
        assert section.highlight
    for section in sections:
        assert section.heading
        assert section.heading.zh
        assert 2 <= len(section.heading.zh) <= 4


def test_run_in_headings_are_short(report: Report) -> None:
    for node in nodes(report):
        head = getattr(node, "highlight", None)
        if getattr(node, "kind", "") == "paragraph" and head:
            assert re.fullmatch(r".{4,11}。", head.zh), head.zh
            assert head.en.endswith(".")
            assert 2 <= len(head.en.split()) <= 5, head.en


def test_a_quote_is_a_sentence_of_the_report(report: Report) -> None:
    prose = {name: "".join(getattr(node.text, name) or "" for node in _paragraphs(report)) for name in ("zh", "en")}
    for node in nodes(report):
        if getattr(node, "kind", "") == "quote":
            for name in ("zh", "en"):
                assert getattr(node.quote, name).replace("|", "") in prose[name]


def _paragraphs(report: Report) -> Iterator:
    return (node for node in nodes(report) if getattr(node, "kind", "") == "paragraph")


def test_pictures_exist_and_can_be_told(report: Report) -> None:
    pictures = [node for node in nodes(report) if isinstance(node, Picture)]
    for picture in pictures:
        assert picture.file
        assert (EXAMPLE / picture.file).is_file(), picture.file
    told = [*(node for node in nodes(report) if isinstance(node, Figure)), report.logo]
    for figure in told:
        assert figure.alt or all(picture.alt for picture in figure.pictures)
    drawn = {path.name for path in (EXAMPLE / "figures").glob("*.svg")}
    assert {Path(picture.file).name for picture in pictures} == drawn


def test_nine_captions(report: Report) -> None:
    assert sum(isinstance(node, Figure | Picture) and node.caption is not None for node in nodes(report)) == 9


# ------------------------------------------------------------------ numbers

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_NO_NUMBER = ("一把手", "一起", "一处", "一样", "一些", "一步", "一点", "第一", "十大", "万一", "统一", "一遍", "三年")


def chinese_number(signs: str) -> int:
    total = digit = 0
    for sign in signs:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return total + digit


def numerals(text: str) -> set[float]:
    """Numbers in Arabic digits; the + of a formula and the commas of thousands do not count."""
    return {float(found) for found in re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text))}


def spelt_zh(text: str) -> set[float]:
    for word in _NO_NUMBER:
        text = text.replace(word, "")
    return {float(chinese_number(found)) for found in re.findall(r"[〇零一二两三四五六七八九十百千]+", text)}


def spelt_en(text: str) -> set[float]:
    found: set[float] = set()
    for first, second in re.findall(r"\b([a-z]+)(?:-([a-z]+))?\b", text.lower()):
        if first in _WORDS and second in _WORDS:
            found.add(_WORDS[first] + _WORDS[second])
        else:
            found |= {_WORDS[word] for word in (first, second) if word in _WORDS}
    return found


def facts() -> set[float]:
    return numerals(article()) | spelt_zh(article()) | {1.0}


@pytest.mark.parametrize(
    ("signs", "number"), [("十七", 17), ("六十一", 61), ("四十七", 47), ("一百", 100), ("两", 2), ("十", 10)]
)
def test_chinese_numbers(signs: str, number: int) -> None:
    assert chinese_number(signs) == number


def test_numbers_in_words() -> None:
    assert spelt_en("Sixty-one people and one two-year plan") == {61, 1, 2}


def test_every_number_is_in_the_article(report: Report) -> None:
    known = facts()
    for text in report.texts():
        chinese = text.zh or text.neutral or ""
        assert numerals(chinese) <= known, (text.at, numerals(chinese) - known)
        assert spelt_zh(chinese) <= known, (text.at, spelt_zh(chinese) - known)
        english = spelt_en(text.en or "") - {10.0}
        assert english <= known, (text.at, english - known)


def test_every_value_is_in_the_article(report: Report) -> None:
    known = facts()
    for node in nodes(report):
        number = getattr(node, "number", None)
        if isinstance(number, float):
            assert number in known, node.at


def test_both_languages_carry_the_same_digits(report: Report) -> None:
    for text in report.texts():
        if text.zh and text.en:
            english = numerals(text.en)
            for number, month in enumerate(calendar.month_name):
                if month and month in text.en:
                    english.add(float(number))
            assert numerals(text.zh) == english, text.at


# ------------------------------------------------------------------ words


def bare(text: str) -> str:
    """Han and digits alone: what is left of a sentence when marks and Latin are gone."""
    return "".join(re.findall(r"[\u4e00-\u9fff\d]", text))


def sentences(text: Text) -> Iterator[str]:
    for sentence in re.split(r"[。！？；\n]", text.zh or ""):
        yield bare(sentence)


def longest_common(a: str, b: str) -> str:
    best = ""
    for start in range(len(a)):
        while len(best) < len(a) - start and a[start : start + len(best) + 1] in b:
            best = a[start : start + len(best) + 1]
    return best


def test_longest_common() -> None:
    assert longest_common("甲乙丙丁", "丑乙丙寅") == "乙丙"
    assert longest_common("", "甲") == ""


def test_no_sentence_is_borrowed(report: Report) -> None:
    source = bare(article())
    for text in report.texts():
        for sentence in sentences(text):
            own = sentence
            for name in PROPER_NAMES:
                own = own.replace(name, "\n")
            for part in own.split("\n"):
                shared = longest_common(part, source)
                assert len(shared) <= LONGEST_BORROWED, (text.at, shared)
