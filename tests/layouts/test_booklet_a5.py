"""booklet-a5: what its pages must show, read back from the PDF."""

from __future__ import annotations

import io
import re
from collections import Counter

import pdfplumber
import pikepdf
import pypdfium2
import pytest

import printkit as pk
from printkit.build import catalogue
from printkit.report.inline import parse_inline, plain_text
from printkit.typeset import seam

MM = 72 / 25.4
EVERY_KIND = """
title: {zh: 样张, en: Specimen}
date: 2020-01-15
sections:
  - heading: {zh: 一章, en: One}
    highlight: {zh: 每一种块，都排一遍, en: Each kind once}
    blocks:
      - {zh: 没有行内题的一段文字。, en: A paragraph without a run-in heading.}
      - highlight: {zh: 行内题。, en: Run-in.}
        text: {zh: "有**强调**、*着重*、[链接](https://example.org)、{字|zì}和注^[注文在此。]。", en: "With **strong**, *stress*, a [link](https://example.org) and a note^[The note.]."}
      - {figure: slot, caption: {zh: 空位, en: slot}}
      - {figure: slot, width: page, caption: {zh: 通栏, en: bleed}}
      - {figure: slot, width: column, caption: {zh: 窄栏, en: narrow}}
      - {figure: [slot, slot, slot], caption: {zh: 三幅, en: three}}
      - statistics: [{value: 12, unit: {zh: 个, en: units}, label: {zh: 数, en: number}, note: {zh: 注, en: note}}, {value: 1, of: 9, label: {zh: 名次, en: rank}}]
      - {table: [[{zh: 甲, en: A}, 1], [{zh: 乙, en: B}, 2]], head: [{zh: 项, en: item}, {zh: 数, en: count}], caption: {zh: 表题, en: caption}, note: {zh: 表注, en: note}}
      - {chart: bars, title: {zh: 条, en: bars}, items: [{label: {zh: 甲, en: A}, value: 3, note: {zh: 注, en: note}}, {label: {zh: 乙, en: B}, value: 2}]}
      - {zh: 隔开。, en: Between.}
      - {chart: ring, items: [{label: {zh: 占比, en: share}, value: 95%}]}
      - {zh: 隔开。, en: Between.}
      - {chart: dots, items: [{label: {zh: 人, en: people}, value: 23}]}
      - {zh: 隔开。, en: Between.}
      - {chart: columns, items: [{label: {zh: 甲, en: A}, value: 3}, {label: {zh: 乙, en: B}, value: 2}]}
      - {zh: 隔开。, en: Between.}
      - {chart: line, items: [{label: {zh: 甲, en: A}, value: 3}, {label: {zh: 乙, en: B}, value: 2}]}
      - timeline: [{when: 2018, text: {zh: 起, en: begun}}, {when: 2019, text: {zh: 中, en: midway}, focus: true}, {when: 2021, text: {zh: 终, en: ended}, open: true}]
      - {quote: {zh: 引语一句, en: a quotation}, source: {zh: 出处, en: source}}
      - {list: [{head: {zh: 头, en: head}, text: {zh: 文, en: text}}, {zh: 只有文, en: text alone}], ordered: true, title: {zh: 表, en: list}}
      - {list: [{zh: 不编号, en: without number}]}
      - {people: [{name: {zh: 某人, en: somebody}, role: {zh: 职, en: role}}]}
      - {honours: [{rank: {zh: 第1名, en: first}, name: {zh: 荣誉, en: honour}, text: {zh: 说明, en: about}}]}
      - {network: [{count: 1, label: {zh: 心, en: centre}}, {count: 5, label: {zh: 环, en: ring}, nodes: [{zh: 甲, en: A}]}, {count: N, label: {zh: 外, en: outer}}], formula: 1+5+N}
      - {callout: {zh: 提示, en: a hint}, title: {zh: 题, en: title}}
      - break: page
      - {zh: 新的一页。, en: A new page.}
closing: {lead: {zh: 我们说, en: we say}, slogan: [{zh: 少一个人，, en: one missing}, {zh: 不算到齐。, en: not all here}]}
keywords: [{zh: 治理, en: governance}, {zh: 心理健康服务, en: counselling}]
imprint: [{label: {zh: 字体, en: type}, text: {zh: 思源, en: Noto}}]
contact: {name: {zh: 编者, en: the editors}, telephone: "000", qr: "https://example.org"}
edition: {zh: 样本, en: sample}
"""


def letters(text: str) -> str:
    """Text without what line breaking adds or drops: white space and hyphens."""
    return re.sub(r"[\s\-\u00ad\u2010\ufffe\u0002]", "", text)


def printed_whole(words: str, printed: str) -> bool:
    """Whether `words` are there, cut at most once by the head and folio of a new page."""
    if words in printed:
        return True
    cut = next(n for n in range(len(words), -1, -1) if words[:n] in printed)
    return cut > 0 and words[cut:] in printed


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [document[index].get_textpage().get_text_bounded() for index in range(len(document))]


def test_the_example_is_a_booklet_without_a_diagnostic(example):
    pages, _ = example("booklet-a5")
    assert pages.page_count >= 24
    assert pages.warnings == ()
    assert pages.facts.overflows == ()


def test_every_page_is_a5_and_nothing_is_blank(example):
    _, pdf = example("booklet-a5")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            box = [float(v) for v in page.trimbox]
            assert box[2] - box[0] == pytest.approx(148 * MM, abs=0.01)
            assert box[3] - box[1] == pytest.approx(210 * MM, abs=0.01)
    assert all(letters(text) for text in page_texts(pdf)[:-1])


def test_every_word_of_the_report_is_in_the_booklet(example):
    pages, pdf = example("booklet-a5")
    printed = letters("".join(page_texts(pdf)))
    single = Counter(printed)
    for text in pages.report.texts():
        if ".alt" in text.at or text.at.endswith("closing") or ".nodes." in text.at:
            continue  # alternative texts are not drawn; keywords stand sign by sign
        for language in text.languages():
            for run in parse_inline(getattr(text, language)):
                words = letters(plain_text((run,)))
                if text.at.startswith(("keywords", "title")) or "issuer" in text.at:
                    assert all(single[sign] for sign in words), text.at
                else:
                    assert printed_whole(words, printed), (text.at, words[:60])


def test_chinese_text_stands_on_the_line_grid(example):
    # look.md §11.1: all Chinese body lines of all text pages on one grid of 5 mm, facing pages alike.
    _, pdf = example("booklet-a5")
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        bottoms = [
            char["matrix"][5] / MM
            for page in document.pages
            for char in page.chars
            if char["fontname"].endswith("Printkit-Song") and abs(char["size"] - 9.4) < 0.05
        ]
    assert len(bottoms) > 1900
    offsets = Counter(round((210 - y) % 5, 1) % 5 for y in bottoms)
    assert offsets.most_common(1)[0][1] == len(bottoms), offsets


def test_fonts_are_ours_and_subset(example):
    _, pdf = example("booklet-a5")
    known = catalogue().postscript_names
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = {
            str(font.BaseFont)
            for page in document.pages
            for font in (page.resources.get("/Font") or {}).values()
        }  # fmt: skip
    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+.+", name) for name in names)
    assert {name.partition("+")[2] for name in names} <= known


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_language_alone(example, language):
    pages, pdf = example("booklet-a5", language)
    assert pages.warnings == ()
    assert pages.facts.overflows == ()
    text = "".join(page_texts(pdf))
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    assert han > 2000 if language == "zh" else han < 40


def test_every_kind_of_block_is_drawn():
    catalogue()
    report = pk.loads(EVERY_KIND)
    pages = pk.typeset_report(report, pk.layout("booklet-a5"))
    assert pages.warnings == ()
    assert pages.facts.overflows == ()
    printed = letters("".join(page_texts(pages.pdf(catalogue().postscript_names))))
    for text in report.texts():
        if ".slogan" not in text.at and ".nodes" not in text.at and not text.at.startswith(("keywords", "title")):
            for node in parse_inline(text.en or ""):
                assert letters(plain_text((node,))) in printed, text.at
    shown = {b.at for b in report.sections[0].blocks if b.kind != "page_break"}
    assert shown <= set(pages.facts.places)


def test_sections_begin_with_an_opener_and_end_the_page_before(example):
    pages, _ = example("booklet-a5")
    for index, section in enumerate(pages.report.sections):
        if section.heading:
            number, _ = pages.facts.places[f"sections.{index}"]
            assert pages.facts.pages[number - 1].name == "pale"


def test_captions_stay_with_their_pictures(example):
    pages, _ = example("booklet-a5")
    report = pages.report
    for index, section in enumerate(report.sections):
        for nth, block in enumerate(section.blocks):
            if block.kind == "figure" and block.caption:
                assert f"sections.{index}.blocks.{nth}" in pages.facts.places


def test_no_page_is_nearly_empty(example):
    pages, _ = example("booklet-a5")
    for facts in pages.facts.pages:
        if facts.name not in ("field", "pale", "warm", "data"):
            assert facts.filled > 0.3, f"page {facts.number}"


SLOGANS = [
    ["少一个人，", "都不算到齐。"],
    ["把灯留到最后，", "把门开到最大，", "把话听到最细，", "把路走到最远。"],
    ["2020 年的 12 个月，", "件件“有着落”！"],
    ["少一个人，", "都不算|到齐，", "我们等你。"],
]


@pytest.mark.parametrize("slogan", SLOGANS)
def test_a_slogan_is_vertical_and_clear_of_the_words_at_its_side(slogan):
    catalogue()
    lines = ", ".join(f"{{zh: '{line}', en: and in English it is said like this}}" for line in slogan)
    pages = pk.typeset_report(
        pk.loads(re.sub(r"slogan: \[.*?\]", f"slogan: [{lines}]", EVERY_KIND)), pk.layout("booklet-a5")
    )
    assert pages.warnings == ()
    number = pages.facts.places["closing"][0]
    boxes = list(seam.descendants(seam.page_box(pages._document.pages[number - 1])))
    (tall,) = [box for box in boxes if type(box).__name__ == "VerticalText"]
    others = [box for box in boxes if type(box).__name__ == "ComposedText"]
    assert others
    for box in others:
        assert box.position_x + box.width < tall.position_x or box.position_y > tall.position_y + tall.height
    printed = page_texts(pages.pdf(catalogue().postscript_names))[number - 1]
    assert "".join(slogan).replace("|", "") in printed


def test_contents_tell_the_pages_of_the_sections(example):
    pages, pdf = example("booklet-a5")
    (contents,) = [text for text in page_texts(pdf)[:4] if "目录" in text]
    for index, section in enumerate(pages.report.sections):
        if section.heading:
            number, _ = pages.facts.places[f"sections.{index}"]
            assert re.search(rf"(?<!\d){number}\s*$", contents, re.MULTILINE), (number, contents)


@pytest.mark.parametrize(("emphasis", "dotted"), [("colour", 0), ("dots", 1), ("weight", 0)])
def test_chinese_is_stressed_by_what_was_chosen(emphasis, dotted):
    report = pk.loads("title: 样张\nsections: [{blocks: [{zh: '有*着重*的{汉字|hàn|zì}。'}]}]\n")
    pages = pk.typeset_report(report, pk.layout("booklet-a5", emphasis=emphasis))
    assert pages.facts.uncomposed == ()
    document = pypdfium2.PdfDocument(pages.pdf(catalogue().postscript_names))
    at = next(n for n, page in enumerate(document) if "着重" in page.get_textpage().get_text_range())
    curves = [thing for thing in document[at].get_objects() if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    dots = [thing for thing in curves if pypdfium2.raw.FPDFPath_CountSegments(thing) == 2 * 13]
    assert len(dots) == dotted
    with pdfplumber.open(io.BytesIO(pages.pdf())) as read:
        stressed = next(char for char in read.pages[at].chars if char["text"] == "着")
        plain = next(char for char in read.pages[at].chars if char["text"] == "有")
    assert (stressed["non_stroking_color"] != plain["non_stroking_color"]) is (emphasis == "colour")
    assert (stressed["fontname"] != plain["fontname"]) is (emphasis == "weight")
