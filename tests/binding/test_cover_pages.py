"""Covers read back from the press file: where its words stand, where it is folded, what the inks reach."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest

import printkit as pk
from printkit.binding import Cover, cover
from printkit.build import build_cover
from printkit.diagnostics import PrintkitError
from printkit.preflight import preflight
from printkit.press import Artwork
from printkit.stocks import stock
from printkit.units import Length

MM = 72 / 25.4
EDGE = 15
"""mm from the edge of the file to the trim: 12 of slug, 3 of bleed."""
SAFE = 5
"""mm that words keep from every fold and from the trim."""
EXAMPLE = Path(__file__).parents[2] / "examples" / "buji-2019" / "report.yaml"
BOTH = """
title: {zh: 众手成城, en: "Many Hands, One Town"}
issuer: {zh: 布吉街道, en: Buji Subdistrict}
summary: {zh: 一个街道，十七个社区的一年。, en: A year of seventeen communities in one subdistrict.}
contact: {name: {zh: 编者, en: the editors}, telephone: "0755-000", qr: "https://example.org"}
sections: [{heading: {zh: 一章, en: One}, blocks: [{zh: 文。, en: Text.}]}]
"""
ONE_LANGUAGE = {
    "zh": "languages: zh\ntitle: 众手成城\nissuer: 布吉街道\nsections: [{heading: 一章, blocks: [text: 文。]}]",
    "en": "languages: en\ntitle: {en: Many Hands}\nissuer: {en: Buji}\nsections: [{heading: {en: One}, blocks: [text: {en: Text.}]}]",
}
LONG = "关于进一步加强和改进新时代基层社会治理与公共服务体系建设若干重大问题的调查研究报告"
"""Forty signs."""


@dataclass(frozen=True)
class Letter:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    upright: bool


@dataclass(frozen=True)
class Made:
    cover: Cover
    artwork: Artwork

    @property
    def letters(self) -> list[Letter]:
        """The letters of the outer side, in mm from the upper left corner of the trim."""
        with pdfplumber.open(io.BytesIO(self.artwork.pdf)) as opened:
            return [
                Letter(
                    char["text"],
                    *(round(float(char[side]) / MM - EDGE, 4) for side in ("x0", "x1", "top", "bottom")),
                    bool(char["upright"]),
                )
                for char in opened.pages[0].chars
                if char["text"].strip()
            ]

    def within(self, name: str) -> list[Letter]:
        area = self.cover.panel(name)
        assert area is not None
        left, right = area.x.as_mm, area.right.as_mm
        return [letter for letter in self.letters if left <= (letter.left + letter.right) / 2 < right]


@cache
def made(report: str = BOTH, pages: int = 96, body: str = "gloss-157", **wanted) -> Made:
    if isinstance(wanted.get("flaps"), int):
        wanted["flaps"] = Length.mm(wanted["flaps"])
    if isinstance(wanted.get("board"), float):
        wanted["board"] = Length.mm(wanted["board"])
    chosen = pk.layout("booklet-a5")
    spread = cover(chosen.trim, pages=pages, stock=stock(body), cover_stock=stock("board-250"), **wanted)
    read = pk.load(EXAMPLE) if report == "example" else pk.loads(report)
    return Made(spread, build_cover(read, chosen, spread))


def titled(zh: str, en: str | None = "A Report") -> str:
    title = f"{{zh: {zh}, en: {en}}}" if en else zh
    return (
        f"languages: {'[zh, en]' if en else 'zh'}\n"
        + BOTH.replace('title: {zh: 众手成城, en: "Many Hands, One Town"}', f"title: {title}")
        if en
        else ONE_LANGUAGE["zh"].replace("众手成城", zh)
    )


@pytest.mark.parametrize(("pages", "flaps"), [(50, None), (96, 80), (140, None), (270, 80)])
def test_the_title_stands_upright_in_one_column_in_the_middle_of_the_spine(pages, flaps):
    spread = made(pages=pages, flaps=flaps)
    spine = spread.cover.panel("spine")
    middle = (spine.x.as_mm + spine.right.as_mm) / 2
    han = [letter for letter in spread.within("spine") if letter.text in "众手成城布吉街道"]
    assert "".join(letter.text for letter in han) == "众手成城布吉街道"
    for letter in han:
        assert letter.upright
        assert (letter.left + letter.right) / 2 == pytest.approx(middle, abs=0.1)
        assert letter.right - letter.left < spine.width.as_mm - 0.8
    tops = [letter.top for letter in han]
    assert tops == sorted(tops)
    steps = np.diff(tops[:4])
    assert steps == pytest.approx([han[0].right - han[0].left] * 3, abs=0.02)  # solid, one em a sign


def test_english_lies_on_the_spine_and_is_read_from_the_head_down():
    spread = made(pages=140)
    spine = spread.cover.panel("spine")
    lying = [letter for letter in spread.within("spine") if letter.text.isascii()]
    assert "".join(letter.text for letter in lying) == "ManyHands,OneTown"
    assert not any(letter.upright for letter in lying)
    assert [letter.top for letter in lying] == sorted(letter.top for letter in lying)
    assert min(letter.left for letter in lying) > spine.x.as_mm + 0.4
    assert max(letter.right for letter in lying) < spine.right.as_mm - 0.4


def test_a_spine_bears_letters_from_3_mm_up():
    # 38 pages: 19 × 0.12874 + 2 × 0.325 = 3.096 mm; 36 pages: 2.967 mm
    assert made(pages=38).within("spine") != []
    assert made(pages=36).within("spine") == []


@pytest.mark.parametrize(("length", "pages"), [(2, 38), (5, 140), (7, 140), (9, 140), (24, 140), (40, 38), (40, 140)])
def test_titles_of_2_to_40_signs_stand_whole_on_front_and_spine(length, pages):
    words = LONG[:length]
    spread = made(titled(words), pages=pages, flaps=80)
    assert preflight(spread.artwork).errors == ()
    assert words in "".join(letter.text for letter in spread.within("front"))
    on_spine = [letter for letter in spread.within("spine") if not letter.text.isascii()]
    assert "".join(letter.text for letter in on_spine).startswith(words)
    assert min(letter.right - letter.left for letter in on_spine) > 1.8  # mm; 5.1 pt
    front = [letter for letter in spread.within("front") if letter.upright]
    overlaps = [(a.text, b.text) for a in front for b in front if a is not b and _overlap(a, b)]
    assert overlaps == []


def _overlap(a: Letter, b: Letter) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > 0.5 and down > 0.35 * min(a.bottom - a.top, b.bottom - b.top)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_in_one_language(language):
    spread = made(ONE_LANGUAGE[language], flaps=80)
    words = "".join(letter.text for letter in spread.letters)
    assert (("众手成城" in words), ("ManyHands" in words)) == ((language == "zh"), (language == "en"))
    spine = spread.within("spine")
    assert {letter.upright for letter in spine} == {language == "zh"}
    assert preflight(spread.artwork).errors == ()


@pytest.mark.parametrize(
    "wanted", [{}, {"flaps": 60}, {"flaps": 100, "right_to_left": True}, {"kind": "stitched"}], ids=str
)
def test_words_keep_their_distance_from_folds_and_trim(wanted):
    spread = made("example", **wanted)
    width, height = spread.cover.spread.width.as_mm, spread.cover.spread.height.as_mm
    for letter in spread.letters:
        assert letter.top >= SAFE
        assert letter.bottom <= height - SAFE
    edges = [0.0, *(fold.as_mm for fold in spread.cover.folds), width]
    for panel in spread.cover.panels:
        if panel.name != "spine":
            found = spread.within(panel.name)
            assert found != []
            for letter in found:
                assert all(letter.right <= edge - SAFE or letter.left >= edge + SAFE for edge in edges), letter


def test_flaps_tell_of_the_book_and_its_makers_and_the_back_no_longer_does():
    with_flaps, without = made(flaps=80), made()
    said = {
        name: "".join(letter.text for letter in with_flaps.within(name)) for name in ("front-flap", "back-flap", "back")
    }
    assert "一个街道，十七个社区的一年。" in said["front-flap"]
    assert "0755-000" in said["back-flap"]
    assert "0755-000" not in said["back"]
    assert "0755-000" in "".join(letter.text for letter in without.within("back"))


def test_a_book_bound_at_its_right_has_its_front_at_the_left():
    spread = made(flaps=80, right_to_left=True)
    front, back = spread.cover.panel("front"), spread.cover.panel("back")
    assert front.x < back.x
    largest = max(spread.letters, key=lambda letter: letter.bottom - letter.top)
    assert front.x.as_mm < largest.left < front.right.as_mm


def strokes(pdf: bytes) -> list[float]:
    """x of each broken line of the marks, in mm from the left trim."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[0]
        drawing = page.Resources.XObject.Marks.read_bytes().decode().splitlines()
        trim = float(page.TrimBox[0])
    found, broken = [], False
    for line in drawing:
        if line.endswith(" d"):
            broken = not line.startswith("[]")
        elif broken and line.endswith(" S"):
            found.append((float(line.split()[0]) - trim) / MM)
    return found


@pytest.mark.parametrize(
    "wanted", [{}, {"flaps": 80}, {"kind": "stitched"}, {"kind": "dust-jacket", "board": 2.5}], ids=str
)
def test_folds_are_marked_above_and_below_to_a_hundredth_of_a_millimetre(wanted):
    spread = made(**wanted)
    assert strokes(spread.artwork.pdf) == pytest.approx(
        [fold.as_mm for fold in spread.cover.folds for _ in range(2)], abs=0.01
    )


def test_the_boxes_are_those_of_the_spread():
    spread = made(flaps=80)
    with pikepdf.open(io.BytesIO(spread.artwork.pdf)) as opened:
        assert len(opened.pages) == 1
        trim, bleed = ([float(side) for side in opened.pages[0][box]] for box in ("/TrimBox", "/BleedBox"))
    assert (trim[2] - trim[0]) / MM == pytest.approx(spread.cover.spread.width.as_mm, abs=0.01)
    assert (trim[3] - trim[1]) / MM == pytest.approx(210, abs=0.01)
    assert [(a - b) / MM for a, b in zip(trim, bleed, strict=True)] == pytest.approx([3, 3, -3, -3], abs=0.01)


@pytest.mark.parametrize("wanted", [{"flaps": 80}, {"kind": "stitched", "inside": True}], ids=str)
def test_ink_reaches_the_edge_of_the_bleed_on_all_sides(wanted):
    spread = made(**wanted)
    opened = pypdfium2.PdfDocument(spread.artwork.pdf)
    for page in opened:
        picture = np.asarray(page.render(scale=100 / 72).to_pil().convert("L"))
        per_mm = 100 / 25.4
        low, high = round(12.4 * per_mm), round(12.8 * per_mm)
        height, width = picture.shape
        inner = slice(round(EDGE * per_mm), -round(EDGE * per_mm))
        sides = (
            picture[inner, low:high],
            picture[inner, width - high : width - low],
            picture[low:high, inner],
            picture[height - high : height - low, inner],
        )
        for side in sides:
            assert (side < 254).all()  # the lightest ink, of paper, is 252


@pytest.mark.parametrize(
    "wanted",
    [
        {"flaps": 80},
        {"kind": "dust-jacket", "board": 2.5},
        {"kind": "stitched", "inside": True},
        {"inside": True},
        {"pages": 20},
    ],
    ids=str,
)
def test_the_preflight_finds_no_errors(wanted):
    assert preflight(made("example", **wanted).artwork).errors == ()


def test_the_inner_side_is_bare_where_the_glue_holds():
    spread = made(inside=True)
    assert spread.artwork.pages == 2
    picture = np.asarray(pypdfium2.PdfDocument(spread.artwork.pdf)[1].render(scale=100 / 72).to_pil().convert("L"))
    per_mm, spine = 100 / 25.4, spread.cover.panel("spine")
    row = picture[picture.shape[0] // 2]
    start, end = (round((EDGE + edge) * per_mm) for edge in (spine.x.as_mm - 5.8, spine.right.as_mm + 5.8))
    assert (row[start:end] > 250).all()
    assert (row[start - round(per_mm)] < 200, row[end + round(per_mm)] < 200) == (True, True)


def test_front_and_back_are_drawn_as_in_the_body_with_its_own_cover():
    # One macro for both: every letter of the body's first and last page stands in its panel, at the same place.
    spread = made("example")
    body = pk.build(EXAMPLE, edition="screen")
    with pdfplumber.open(io.BytesIO(body.pdf)) as opened:
        for page, name in ((opened.pages[0], "front"), (opened.pages[-1], "back")):
            x = spread.cover.panel(name).x.as_mm
            there = {(letter.text, round(letter.left - x, 1), round(letter.top, 1)) for letter in spread.within(name)}
            own = {
                (c["text"], round(c["x0"] / MM, 1), round(c["top"] / MM, 1)) for c in page.chars if c["text"].strip()
            }
            near = {
                (t, round(x + dx, 1), round(y + dy, 1))
                for t, x, y in there
                for dx in (-0.1, 0, 0.1)
                for dy in (-0.1, 0, 0.1)
            }
            assert own - near == set()
            assert len(own) > 20


def test_a_body_without_its_cover_begins_with_its_title_and_ends_before_the_back():
    chosen = pk.layout("booklet-a5").without_cover()
    assert chosen.chosen["cover"] == "none"
    report = pk.loads(BOTH)
    with pdfplumber.open(io.BytesIO(pk.build(report, chosen).pdf)) as opened:
        first, last = (page.extract_text() for page in (opened.pages[0], opened.pages[-1]))
        assert "众手成城" in first
        assert "0755-000" not in last
    whole = pk.build(report, "booklet-a5").pages
    assert pk.build(report, chosen).pages == whole - 1


def test_a_long_summary_is_set_smaller_and_one_that_does_not_fit_is_told():
    text = "这一年，街道办事处和十七个社区一起做了许多小事。"
    some, many = (BOTH.replace("一个街道，十七个社区的一年。", text * times) for times in (22, 80))
    letters = [letter for letter in made(some, flaps=60).within("front-flap") if letter.text == "街"]
    assert len(letters) == 22
    assert letters[0].right - letters[0].left < 8.4 / MM - 0.1
    with pytest.raises(PrintkitError) as raised:
        made(many, flaps=60)
    (found,) = raised.value.diagnostics
    assert found.code == "overflow"
    assert "the front flap" in found.message
    assert found.span.line == 4


def test_the_same_input_gives_the_same_bytes():
    chosen = pk.layout("booklet-a5")
    spread = made(flaps=80)
    assert build_cover(pk.loads(BOTH), chosen, spread.cover).pdf == spread.artwork.pdf


def test_what_cannot_be_made(tmp_path):
    body = cover(pk.layout("booklet-a5").trim, pages=24, stock=stock("gloss-157"), kind="self")
    with pytest.raises(PrintkitError) as raised:
        build_cover(pk.loads(BOTH), "booklet-a5", body, to=tmp_path)
    assert [each.code for each in raised.value.diagnostics] == ["bad-cover"]
    with pytest.raises(PrintkitError) as raised:
        build_cover(pk.loads(BOTH), "poster-a2", made().cover, to=tmp_path)
    assert [each.code for each in raised.value.diagnostics] == ["no-cover"]
    assert list(tmp_path.iterdir()) == []
