"""Vertical text read back from the PDF: where each glyph stands, which form it has, what is copied."""

from __future__ import annotations

import io
import re
import subprocess
from html import escape
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import printkit as pk
from printkit.build import catalogue
from printkit.typeset import seam

EM, PITCH, HEIGHT, EDGE = 20.0, 30.0, 120.0, 300.0
"""pt: size, pitch, height of the block; its right edge. Its top is 50 pt below the page's."""
TOP = 50.0
SONG = "'Printkit Song Latin', 'Printkit Song'"
KAI = "'Printkit Kai'"


class Glyphs(NamedTuple):
    """What one string of the PDF shows: matrix and origin (pt from the top left, y down), glyph codes."""

    matrix: tuple[float, ...]
    x: float
    y: float
    codes: str

    @property
    def middle(self) -> float:
        """The axis of an upright em, from the left of the page."""
        return self.x + EM / 2


def document(
    html: str, *, block: str = "data-vertical", css: str = "", family: str = SONG, tags: bool = False
) -> bytes:
    """A page with one vertical block in the test's geometry."""
    import weasyprint

    seam.install()
    sheet = f"""@page {{ size: 400pt 300pt; margin: 0 }} html {{ font-family: {family} }}
      .v {{ position: absolute; right: {400 - EDGE}pt; top: {TOP}pt; height: {HEIGHT}pt; font-size: {EM}pt; line-height: {PITCH}pt; {css} }}"""
    page = f'<html lang="zh-Hans"><style>{sheet}</style><div class="v" lang="zh-Hans" {block}>{html}</div></html>'
    return weasyprint.HTML(string=page).write_pdf(pdf_tags=tags) or b""


def origins(pdf: bytes) -> list[tuple[float, float]]:
    """Where each string begins, as pdfium reads it: pt from the top left."""
    page = pypdfium2.PdfDocument(pdf)[0]
    found = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    return [(round(m.e, 2), round(300 - m.f, 2)) for m in (o.get_matrix() for o in found)]


def glyphs(pdf: bytes) -> list[Glyphs]:
    """The strings of the page's content, with the glyphs that they name."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for operands, operator in pikepdf.parse_content_stream(opened.pages[0]):
            if str(operator) == "Tm":
                *matrix, x, y = (float(value) for value in operands)
            elif str(operator) in ("Tj", "TJ"):
                codes = operands[0] if str(operator) == "TJ" else [operands[0]]
                shown = "".join(bytes(c).hex() for c in codes if isinstance(c, pikepdf.String))
                found.append(Glyphs(tuple(matrix), x * 0.75, y * 0.75, shown))
    return found


def seen(pdf: bytes) -> bytes:
    """The dots of the first page."""
    return bytes(pypdfium2.PdfDocument(pdf)[0].render(scale=1).buffer)


def copied(pdf: bytes) -> tuple[str, ...]:
    """The text of the first page, as poppler gives it three ways, and pdfium."""
    texts = [
        subprocess.run(["pdftotext", *how, "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True).stdout.decode()
        for how in ([], ["-raw"], ["-layout"])
    ]
    return (*(text.strip() for text in texts), pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded().strip())


def test_columns_stand_from_right_to_left_at_the_pitch_and_cells_at_the_em():
    found = origins(document("一二三四五六七八九十一二三四五六"))
    assert len(found) == 16
    for nth, (x, y) in enumerate(found):
        column, cell = divmod(nth, 6)
        assert x == pytest.approx(EDGE - (column + 0.5) * PITCH - EM / 2, abs=0.02)
        assert y == pytest.approx(TOP + cell * EM + 0.88 * EM, abs=0.02)


def test_a_block_is_as_wide_as_its_columns_or_as_told():
    grown = document("一二三四五六七八九十", css="background: red")
    told = document("一二三四五六七八九十", css="background: red; width: 100pt")
    for pdf, width in ((grown, 2 * PITCH), (told, 100)):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            boxes = [ops for ops, op in pikepdf.parse_content_stream(opened.pages[0]) if str(op) == "re"]
        assert any(float(box[2]) * 0.75 == pytest.approx(width, abs=0.1) for box in boxes)
    assert origins(told)[0][0] == pytest.approx(EDGE - PITCH / 2 - EM / 2, abs=0.02)


@pytest.mark.parametrize("family", [SONG, "'Printkit Hei'", KAI])
@pytest.mark.parametrize("sign", "，。、；：！？（）《》【】")
def test_marks_take_their_vertical_forms(family, sign):
    page = glyphs(document(f"好{sign}好", family=family))
    flat = glyphs(document(f"好{sign}好", family=family, block=""))
    assert len(page) == 3
    (in_row,) = flat
    assert page[0].codes == in_row.codes[:4]
    assert page[1].codes not in (in_row.codes[4:8], page[0].codes)


@pytest.mark.parametrize("family", [SONG, "'Printkit Hei'", KAI])
def test_quotes_are_corner_brackets(family):
    quotes, corners = (seen(document(text, family=family)) for text in ("“好‘好’好”", "﹃好﹁好﹂好﹄"))
    assert quotes == corners != seen(document("《好〈好〉好》", family=family))
    assert set(copied(document("“好‘好’好”", family=family))) == {"“好‘好’好”"}


def test_a_dash_runs_down_the_axis():
    for family in (SONG, KAI):
        dash = glyphs(document("是——的", family=family))[1:-1]
        if family == SONG:
            (one,) = dash
            assert one.matrix == (1, 0, 0, -1)
            assert one.y == pytest.approx(TOP + 2 * EM + 0.38 * EM, abs=0.02)
        else:  # it has no vertical dash: the one that it has is turned
            assert [d.matrix for d in dash] == [(0, 1, 1, 0)] * 2
            assert [d.y for d in dash] == [pytest.approx(TOP + n * EM, abs=0.02) for n in (1, 2)]
            assert dash[0].x == pytest.approx(EDGE - PITCH / 2 - 0.38 * EM, abs=0.02)


@pytest.mark.parametrize(("number", "upright"), [("5", "2"), ("12", "2"), ("365", "4"), ("2019", "4")])
def test_short_numbers_are_centred_in_their_cell(number, upright):
    page = glyphs(document(f"第{number}站", block=f'data-vertical data-upright="{upright}"'))
    flat = pypdfium2.PdfDocument(document(number, block=""))[0]
    width = sum(
        flat.get_textpage().get_charbox(n, loose=True)[2] - flat.get_textpage().get_charbox(n, loose=True)[0]
        for n in range(len(number))
    )
    first, figures, last = page
    assert len(figures.codes) == 4 * len(number)
    assert figures.x + width * figures.matrix[0] / 2 == pytest.approx(first.middle, abs=0.1)
    assert width * figures.matrix[0] <= EM + 0.05
    assert last.y - first.y == pytest.approx(2 * EM, abs=0.02)


def test_longer_latin_is_turned_with_a_quarter_em():
    han, word, after = glyphs(document("去Buji街"))
    assert word.matrix == (0, 1, 1, 0)
    assert word.y == pytest.approx(TOP + 1.25 * EM, abs=0.02)
    assert EDGE - PITCH < word.x < han.middle
    assert after.y - 0.88 * EM > word.y + 1.5 * EM


def test_two_marks_share_a_cell():
    han, query, shout, after = glyphs(document("好？！好"))
    assert (query.x, shout.x) == (pytest.approx(han.middle - EM / 2, abs=0.02), pytest.approx(han.middle, abs=0.02))
    assert query.y == shout.y
    assert after.y - han.y == pytest.approx(2 * EM, abs=0.02)


def test_inline_styles_and_sizes_are_kept():
    page = document(
        '一<strong style="font-weight: 900; color: #ff0000">二</strong><span style="font-size: 30pt">三</span>四'
    )
    one, _two, large, four = glyphs(page)
    assert large.y - one.y == pytest.approx(2 * EM + 0.88 * 10, abs=0.02)
    assert large.x + 15 == pytest.approx(one.middle, abs=0.02)
    assert four.y - one.y == pytest.approx(EM * 2 + 30, abs=0.02)
    with pikepdf.open(io.BytesIO(page)) as opened:
        fonts = {str(font.BaseFont).partition("+")[2] for font in opened.pages[0].Resources.Font.values()}
        colours = [
            [float(v) for v in ops] for ops, op in pikepdf.parse_content_stream(opened.pages[0]) if str(op) == "rg"
        ]
    assert fonts == {"Printkit-Song", "Printkit-Song-Heavy"}
    assert [1.0, 0.0, 0.0] in colours


def test_breaks_begin_columns_and_columns_begin_lower():
    found = origins(document("一二<br>三四<wbr>五六", block='data-vertical="phrases" data-stagger="1"'))
    assert [(round((EDGE - x) / PITCH), round((y - TOP) / EM - 0.88, 2)) for x, y in found] == [
        (1, 0), (1, 1), (2, 1), (2, 2), (3, 2), (3, 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "少一个人，都不算到齐。",
        "他说：“2019 年有12个社区，占95%！？”——是的……这事（见《众手成城》）叫‘N方协同’。",
        "ABC Buji and more words 和1+17+N+X，我们都在！",
        "“一『二』三”﹃四﹄",
    ],
)
@pytest.mark.parametrize("tags", [False, True])
def test_what_is_copied_is_the_source(text, tags):
    assert set(copied(document(text, tags=tags))) == {text}


def test_it_is_tagged_as_other_text_is():
    with pikepdf.open(io.BytesIO(document("一二三四五六七八", tags=True))) as opened:

        def elements(node):
            for kid in node.get("/K", []):
                if isinstance(kid, pikepdf.Dictionary):
                    yield kid
                    yield from elements(kid)

        found = list(elements(opened.Root.StructTreeRoot))
        assert any(list(e.K) == [0] for e in found if str(e.S) == "/P")
        marks = [ops for ops, op in pikepdf.parse_content_stream(opened.pages[0]) if str(op) == "BDC"]
    assert [str(ops[1].get("/ActualText", "")) for ops in marks] == ["", "一二三四五六七八"]


def test_links_lie_over_their_columns():
    pdf = document('一二三四五<a href="https://example.org">六七八</a>九')
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = [[float(v) for v in a.Rect] for a in opened.pages[0].Annots]
    assert [(round(b[0]), round(b[2])) for b in boxes] == [(270, 300), (240, 270)]


def test_a_block_without_height_is_one_column():
    assert len({x for x, _ in origins(document("一二三四五六七八九十", css="height: auto"))}) == 1


def test_alignment_at_the_foot():
    assert origins(document("一二", css="text-align: end"))[1][1] == pytest.approx(TOP + HEIGHT - 0.12 * EM, abs=0.02)


@settings(max_examples=40, deadline=None)
@given(
    text=st.text(
        alphabet=st.one_of(
            st.sampled_from("，。、；：！？“”‘’（）《》——……·～—–￥%℃ ,.!?()'\"-+/"),
            st.sampled_from("街道先建一座站再开六间房有人来就有人听"),
            st.sampled_from("abcXYZ0123456789é𬭎々①→\u200b\u200d\ufe0f\u00ad"),
        ),
        min_size=1,
        max_size=40,
    ).filter(str.strip),
    block=st.sampled_from(["data-vertical", 'data-vertical="balanced"', 'data-vertical="phrases" data-stagger=".5"']),
)
def test_any_text_is_drawn_inside_its_block_and_copied_whole(text, block):
    pdf = document(escape(text), block=block, css="height: 200pt")
    for x, y in origins(pdf):
        assert x < EDGE
        assert y > TOP - EM
    raw = copied(pdf)[1]
    assert re.sub(r"[\s\u200b\u00ad\u200d\ufe0f]", "", raw) == re.sub(r"[\s\u200b\u00ad\u200d\ufe0f]", "", text)


SLOGAN = """
title: {zh: 样张, en: Specimen}
sections: [{blocks: [{zh: 一段。, en: One.}]}]
closing: {slogan: [{zh: %s, en: x}]}
"""


@pytest.fixture
def layout(tmp_path):
    def make(block: str, style: str) -> pk.Layout:
        folder = tmp_path / "tall"
        folder.mkdir()
        (folder / "layout.yaml").write_text(
            "title: {zh: 竖, en: tall}\nabout: {zh: 竖, en: tall}\nkind: poster\ntrim: A5\npalette: teal\nstyles: [_base/base.css, style.css]\n"
        )
        (folder / "style.css").write_text(f"html {{ font-family: {SONG} }} .v {{ {style} }}")
        (folder / "template.html").write_text(
            f'{{% set line = report.closing.slogan[0] %}}<div class="v" {block}{{{{ line|at }}}}>{{{{ voice(line).html }}}}</div>'
        )
        return pk.layout(folder)

    return make


@pytest.mark.parametrize(
    ("words", "height", "code", "told"),
    [
        ("一二三四五六七八九十一二三四五六七八", 30, "overflow", "40 mm too wide for `vertical text` on page 1"),
        ("Incomprehensibilities都有", 30, "vertical-text", "a word longer than its column, on page 1"),
        ("一二", 5, "overflow", "5 mm too long for `vertical text` on page 1"),
        ("一二三", 20, "vertical-text", "a column of one character, on page 1"),
        ("一{二|èr}三", 50, "vertical-text", "a reading, note or picture in vertical text"),
        ("一二^[注。]三", 50, "vertical-text", "a reading, note or picture in vertical text"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_place(layout, words, height, code, told):
    catalogue()
    style = f"height: {height}mm; width: 20mm; font-size: 10mm; line-height: 10mm; margin-left: 80mm"
    with pytest.raises(pk.PrintkitError) as caught:
        pk.typeset_report(pk.loads(SLOGAN % f"'{words}'"), layout("data-vertical", style))
    assert {found.path for found in caught.value.diagnostics} == {"closing.slogan.0"}
    found = next(found for found in caught.value.diagnostics if found.code == code and told in found.message)
    assert found.span is not None
    assert found.hints


def test_a_manner_that_is_none_is_told(layout):
    catalogue()
    with pytest.raises(pk.PrintkitError, match="sideways"):
        pk.typeset_report(pk.loads(SLOGAN % "一二"), layout('data-vertical="sideways"', "height: 50mm"))


def test_characters_without_ink_are_no_glyphs_of_a_row():
    # Pango numbers them 0x0FFFFFFF; a font that is asked for its first 268 435 456 glyphs takes half a minute.
    shown = "".join(g.codes for g in glyphs(document("go-be\u00adtween 一\u200d二", block="")))
    assert len(shown) == 4 * len("go-between 一二")
