"""poster-a2: one sheet for any report, nothing over the edge, nothing over anything else."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import printkit as pk
from printkit.build import catalogue
from printkit.typeset import seam

EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"
PX = 25.4 / 96
TEXT = ("TextBox", "ComposedText")
EXPECTED = {"left-out", "missing-translation"}


def _example() -> dict[str, Any]:
    return yaml.safe_load(EXAMPLE.read_text("utf-8"))


def _third() -> dict[str, Any]:
    report = _example()
    report["sections"] = report["sections"][:3]
    for section in report["sections"]:
        section["blocks"] = section["blocks"][: max(2, len(section["blocks"]) // 3)]
    return report


def _more_sections() -> dict[str, Any]:
    report = _example()
    report["sections"] += copy.deepcopy(report["sections"][1:])
    return report


def _more_paragraphs() -> dict[str, Any]:
    report = _example()
    for section in report["sections"]:
        section["blocks"] = section["blocks"] * 2
    return report


def _sections(count: int) -> dict[str, Any]:
    report = _more_sections()
    report["sections"] = report["sections"][1 : count + 1]
    return report


BODY = (
    "这一年，街道把治理当作一件慢事来做，先听居民怎么说，再看自己能做什么。每个社区都列出一张单子，单子上的事有人认领，"
    "有人督办，也有人回头去看。难办的事放到一张桌子上谈，谈不拢就再谈一次，直到各方都点头。楼道里的灯、路口的栏杆、"
    "学校门口的斑马线，都是从这张桌子上走出去的。有的事一个星期就办好了，有的事拖过了一个夏天，但没有一件被忘掉。"
    "年底回头看，单子上的事办成了九成，剩下的写进了明年的单子。居民说，事情大小不要紧，要紧的是有人回话。"
    "干部也说，跑得多了，门就好敲了。有人问这样做有什么窍门，大家想了想，说没有窍门，就是天天去。"
    "天天去，路就熟了；路熟了，话就多了；话多了，难处也就一起想办法了。"
)
HEADS = [
    "坚持党建引领，把方向定稳。", "健全工作机制，把责任压实。", "深化网格治理，把触角伸到楼下。", "推动社校融合，把门向两边打开。",
    "建好心理服务，把难处说出口。", "办实民生小事，把街道照看好。", "讲好治理故事，把经验留下来。",
]  # fmt: skip


def _article() -> dict[str, Any]:
    """What an import of one long article gives: no headings, slots for its photographs."""
    blocks: list[Any] = ["2019 年，街道围绕群众身边的事，一项一项往前推，年底回看，有了一些可以记下来的做法。"]
    for index, head in enumerate(HEADS):
        start = BODY.index("。", index * 12) + 1 if index % 2 else 0
        blocks.append({"highlight": head, "text": BODY[start:]})
        blocks += [{"figure": "slot", "caption": f"现场照片之{index + 1}"}] * (2 if index < 2 else 1)
    slogan = [
        "把方向定稳，",
        "一件事一件事地做，",
        "让每一条街都有人照看，",
        "让每一扇门都有人来敲，",
        "一起把日子过成心里想要的样子。",
    ]
    return {
        "title": "推进社会治理现代化 夯实“布吉之治”基石",
        "languages": "zh",
        "sections": [{"blocks": blocks}],
        "closing": {"lead": "新的一年，我们这样想", "slogan": slogan},
        "keywords": ["治理", "社会", "布吉", "社区", "创新", "街道", "党建", "心理", "社校", "引领"],
    }


def _minimal() -> dict[str, Any]:
    return {"title": "邻里之约", "sections": [{"blocks": ["我们住在同一条街上，愿意把门口的灯留到最后一个人回家。"]}]}


def _title(zh: str, en: str) -> dict[str, Any]:
    slogan = [
        {"zh": "一起把日子过成想要的样子，", "en": "Let us make"},
        {"zh": "一天一天地过。", "en": "the days our own."},
    ]
    return {**_rich_minimal(), "title": {"zh": zh, "en": en}, "keywords": [], "closing": {"slogan": slogan}}


def _rich_minimal() -> dict[str, Any]:
    """Both languages, a chart in the place of statistics, keywords that are long."""
    return {
        "title": {"zh": "邻里之约", "en": "An Agreement among Neighbours of the Street"},
        "sections": [
            {"heading": {"zh": "灯", "en": "Light"}, "blocks": [
                {"chart": "bars", "items": [{"label": {"zh": f"第{n}栋", "en": f"House {n}"}, "value": n * 7} for n in range(1, 5)]},
                {"zh": "门口的灯留到最后一个人回家。", "en": "The lamp at the door stays on until the last of us is home."},
            ]},
            {"heading": {"zh": "门", "en": "Door"}, "highlight": {"zh": "敲得开。", "en": "It opens."}, "blocks": []},
        ],
        "keywords": [{"zh": "守望相助的邻里", "en": "neighbours"}, {"zh": "一盏灯", "en": "a lamp"}],
    }  # fmt: skip


CASES: dict[str, tuple[Callable[[], dict[str, Any]], str]] = {
    "example": (_example, "all"),
    "third": (_third, "all"),
    "more-sections": (_more_sections, "all"),
    "more-paragraphs": (_more_paragraphs, "all"),
    "chinese": (_example, "zh"),
    "english": (_example, "en"),
    "article": (_article, "all"),
    "minimal": (_minimal, "all"),
    "rich-minimal": (_rich_minimal, "all"),
    "title-2": (lambda: _title("同心", "One Heart"), "all"),
    "title-8": (lambda: _title("让每条街都亮灯吧", "A Light for Every Street in the Town and Beyond"), "all"),
    "title-40": (
        lambda: _title(
            "2019 年度党建引领基层治理“最后一百米”服务体系建设与社校融合试点工作总结报告",
            "Report on Services for the Last Hundred Metres and on Schools and Communities in 2019",
        ),
        "all",
    ),
    **{f"{n}-cards": (lambda n=n: _sections(n), "all") for n in (3, 4, 5, 7)},
}


def _report(data: dict[str, Any]) -> pk.Report:
    # Named like the example, so that its pictures are found.
    return pk.loads(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), str(EXAMPLE))


@cache
def _pages(case: str) -> pk.Typeset:
    make, language = CASES[case]
    return pk.typeset_report(_report(make()), pk.layout("poster-a2", language=language))


@pytest.fixture(params=CASES)
def pages(request: pytest.FixtureRequest) -> pk.Typeset:
    return _pages(request.param)


class Seen(NamedTuple):
    """Something a reader sees, in mm from the top left of the trim."""

    left: float
    top: float
    right: float
    bottom: float
    what: str
    block: int


def _box(box: Any, what: str, block: int, shrink: float = 0.0) -> Seen:
    x, y, width, height = (value * PX for value in (box.position_x, box.position_y, box.width, box.height))
    return Seen(x, y + height * shrink, x + width, y + height * (1 - shrink), what, block)


def _seen(pages: pk.Typeset) -> tuple[list[Seen], list[Seen]]:
    """The lines of text, a line's pieces together with their block; the pictures."""
    texts, pictures = [], []

    def walk(box: Any, block: int) -> None:
        for child in getattr(box, "children", ()):
            real = getattr(child, "_box", child)
            name = type(real).__name__
            if name in TEXT and real.text.strip():
                texts.append(_box(real, real.text, block, 0.12))
            if name == "BlockReplacedBox" and real.element_tag == "img":
                pictures.append(_box(real, "picture", id(real)))
            walk(real, id(real) if name == "LineBox" else block)

    walk(seam.page_box(pages._document.pages[0]), 0)
    return texts, pictures


def _cross(one: Seen, other: Seen) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide > 0.3 and high > 0.3


def test_it_is_one_sheet_with_nothing_unexpected_to_say(pages: pk.Typeset) -> None:
    assert pages.page_count == 1
    assert not pages.facts.overflows
    assert {d.code for d in pages.warnings} <= EXPECTED, pages.warnings
    assert pages.pdf(catalogue().postscript_names).startswith(b"%PDF")


def test_text_keeps_five_millimetres_from_the_trim(pages: pk.Typeset) -> None:
    texts, _ = _seen(pages)
    assert texts
    out = [t for t in texts if t.left < 5 or t.right > 415 or t.top < 5 or t.bottom > 589]
    assert not out


def test_no_text_crosses_other_text_or_a_picture(pages: pk.Typeset) -> None:
    texts, pictures = _seen(pages)
    assert not [(a.what, b.what) for a, b in combinations(texts, 2) if a.block != b.block and _cross(a, b)]
    assert not [(t.what, p) for t in texts for p in pictures if _cross(t, p)]
    assert not [(a, b) for a, b in combinations(pictures, 2) if _cross(a, b)]


def test_pictures_end_at_the_bleed_or_inside_the_margin(pages: pk.Typeset) -> None:
    for picture in _seen(pages)[1]:
        assert picture.left == pytest.approx(-3, abs=0.1) or picture.left > 27
        assert picture.right == pytest.approx(423, abs=0.1) or picture.right < 393


def test_rows_fill_the_sheet_to_its_foot(pages: pk.Typeset) -> None:
    """What is spare has been given back: the fields reach from edge to edge, no hole is left at the end."""
    body = next(b for b in seam.descendants(seam.page_box(pages._document.pages[0])) if b.element_tag == "body")
    fields = [b for b in body.children if b.element_tag == "section"]
    for above, below in pairwise(fields):
        if "foot" not in (below.element.get("class") or ""):
            assert below.position_y == pytest.approx(above.position_y + above.margin_height(), abs=0.1)
    last = fields[-1]
    under = 9 if "foot" in last.element.get("class") else 0
    assert 590 < (last.position_y + last.margin_height()) * PX + under < 606


def test_chinese_body_never_falls_under_17_points(pages: pk.Typeset) -> None:
    for box in seam.descendants(seam.page_box(pages._document.pages[0])):
        if type(box).__name__ in TEXT and box.text.strip() and box.style["font_size"] * 0.75 < 10.55:
            pytest.fail(f"{box.text!r} is {box.style['font_size'] * 0.75:.1f} pt")
    row = [
        box.style["font_size"] * 0.75
        for box in seam.descendants(seam.page_box(pages._document.pages[0]))
        if type(box).__name__ == "BlockBox" and box.element_tag == "p" and box.element.get("class") == "zh"
    ]
    assert all(size >= 16.99 for size in row)


def test_english_begins_on_one_line_through_a_row() -> None:
    starts: dict[float, set[float]] = {}
    for box in seam.descendants(seam.page_box(_pages("example")._document.pages[0])):
        if box.element_tag == "tr" and (box.element.get("class") or "").startswith("text en"):
            said = (p for p in seam.descendants(box) if type(p).__name__ == "BlockBox" and p.element_tag == "p")
            starts[box.position_y] = {round(p.position_y, 1) for p in said}
    assert len(starts) == 2
    assert all(len(tops) == 1 for tops in starts.values())


def test_cards_hold_whole_sentences() -> None:
    source = EXAMPLE.read_text("utf-8").replace(" ", "")
    for box in seam.descendants(seam.page_box(_pages("chinese")._document.pages[0])):
        if type(box).__name__ == "BlockBox" and box.element_tag == "p" and box.element.get("class") == "zh":
            text = "".join(t.text for t in seam.descendants(box) if type(t).__name__ in TEXT)
            assert text.rstrip()[-1] in "。！？”", text
            assert text.replace(" ", "").split("。")[-2][-6:] in source


def test_what_is_left_out_is_told_with_its_place() -> None:
    told = [d for d in _pages("more-sections").warnings if d.code == "left-out"]
    assert [d.path for d in told] == ["sections.9", "sections.10", "sections.11", "sections.12"]
    assert all(d.span is not None for d in told)


def test_a_hopeless_title_is_an_error_with_its_excess() -> None:
    with pytest.raises(pk.PrintkitError) as caught:
        pk.typeset_report(_report({**_minimal(), "title": "很长的题目" * 60}), pk.layout("poster-a2"))
    first = caught.value.diagnostics[0]
    assert (first.code, first.path) == ("overflow", "title")
    assert "mm too long" in first.message
    assert first.span is not None


def test_too_much_text_points_at_the_longest_card() -> None:
    report = _sections(4)
    report["sections"][2]["highlight"] = {"zh": "这句话没有尽头，" * 60, "en": "This sentence has no end, " * 60}
    with pytest.raises(pk.PrintkitError) as caught:
        pk.typeset_report(_report(report), pk.layout("poster-a2"))
    assert [d.path for d in caught.value.diagnostics] == ["sections.2"]


def test_the_same_report_gives_the_same_poster() -> None:
    again = pk.typeset_report(_report(_minimal()), pk.layout("poster-a2"))
    assert again.pdf() == _pages("minimal").pdf()
