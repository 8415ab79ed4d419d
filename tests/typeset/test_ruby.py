"""Readings above text (R35, R23), by glyph origins."""

from __future__ import annotations

import io
import subprocess
from itertools import pairwise

import pikepdf
import pytest
from inline_pages import EM, LEFT, NEAR, PITCH, RIGHT, TEXT, Pages, set_pages

HALF = EM / 2


def ruby(*pairs: tuple[str, str]) -> str:
    return "".join(f"<ruby>{base}<rt>{reading}</rt></ruby>" for base, reading in pairs)


def readings(pages: Pages, page: int = 0) -> list[tuple[float, float, float]]:
    """(left, right, baseline) of each word at half the size."""
    words: list[tuple[float, float, float]] = []
    for glyph in pages.glyphs[page]:
        if abs(glyph.em - HALF) > 0.01 or not glyph.text.strip():
            continue
        if words and abs(words[-1][1] - glyph.x) < 0.02 * EM and words[-1][2] == glyph.y:
            words[-1] = (words[-1][0], glyph.end, glyph.y)
        else:
            words.append((glyph.x, glyph.end, glyph.y))
    return words


def test_a_reading_is_centred_over_its_base_at_half_its_size():
    made = set_pages(f"<p>我们用{ruby(('汉', 'hàn'), ('字', 'zì'))}写字，{ruby(('装', 'zhuāng'))}门。{TEXT}</p>")
    assert made.left == []
    found = readings(made)
    assert len(found) == 3
    for (left, right, y), base in zip(found, "汉字装", strict=True):
        glyph = made.find(base)[0]
        assert (left + right) / 2 == pytest.approx(glyph.x + EM / 2, abs=NEAR)
        assert glyph.y - y == pytest.approx((0.88 + 0.02) * EM + 0.12 * HALF, abs=NEAR)


def test_the_pitch_is_that_of_text_without():
    plain, made = set_pages(f"<p>{TEXT * 3}</p>"), set_pages(f"<p>{TEXT}{ruby(('窗', 'chuāng'))}{TEXT * 2}</p>")
    assert made.baselines() == plain.baselines()
    assert all(after - before == pytest.approx(PITCH, abs=0.01) for before, after in pairwise(made.baselines()))


def test_it_stands_over_a_han_beside_it_by_half_its_em_and_over_nothing_else():
    made = set_pages(f"<p>窗{ruby(('装', 'zhuāngzhuāng'))}是，{ruby(('双', 'zhuāngzhuāng'))}A的门</p>")
    (left, right, _), (second, end, _) = readings(made)
    assert left == pytest.approx(made.find("窗")[0].end - HALF / 2, abs=NEAR)
    assert right == pytest.approx(made.find("是")[0].x + HALF / 2, abs=NEAR)
    assert second >= made.find("，")[0].end - NEAR
    assert end <= made.find("A")[0].x + NEAR


def test_two_readings_keep_apart_and_a_narrow_one_makes_room():
    every = [("装", "zhuāng"), ("窗", "chuāng"), ("一", "yī"), ("双", "shuāng"), ("二", "èr"), ("庄", "zhuāng")]
    made = set_pages(f"<p>{ruby(*every)}</p>")
    found = readings(made)
    assert len(found) == len(every)
    gaps = [after[0] - before[1] for before, after in pairwise(found)]
    assert min(gaps) == pytest.approx(HALF / 4, abs=NEAR)
    # 窗 and 双 lean over 一, which needs less than its em.
    assert made.find("一")[0].x - made.find("窗")[0].end < 0.2 * EM


def test_nothing_stands_out_of_the_measure_at_line_starts_and_ends():
    text = ruby(*[("窗", "chuāng"), ("装", "zhuāng")] * 40)
    made = set_pages(f"<p>{text}</p>")
    found = readings(made)
    assert len(found) == 80
    lines = {y for *_, y in found}
    assert len(lines) > 4
    for y in lines:
        row = [word for word in found if word[2] == y]
        assert row[0][0] == pytest.approx(LEFT, abs=NEAR)
        if y != max(lines):
            assert row[-1][1] == pytest.approx(RIGHT, abs=0.05 * EM)


@pytest.mark.parametrize("measure", [6, 7, 9, 11, 12, 15])
def test_a_base_is_never_parted_and_its_letters_spread_evenly(measure):
    base, reading = "长江水", "Chángjiāngshuǐshuǐ"
    made = set_pages(
        f'<div style="width:{measure}em"><p>{"".join(f"字{ruby((base, reading))}写得好" for _ in range(9))}</p></div>'
    )
    found = readings(made)
    assert len(found) == 9
    for number, (left, right, _) in enumerate(found):
        glyphs = made.find(base, nth=number)
        assert len({glyph.y for glyph in glyphs}) == 1
        gaps = [after.x - before.end for before, after in pairwise(glyphs)]
        assert gaps[0] == pytest.approx(gaps[1], abs=NEAR)
        assert (left + right) / 2 == pytest.approx((glyphs[0].x + glyphs[-1].end) / 2, abs=NEAR)


def test_lines_begin_and_end_by_the_rules_of_the_base():
    for measure in range(5, 13):
        made = set_pages(
            f'<div style="width:{measure}em"><p>{"好" * (measure - 1)}{ruby(("字", "zì"))}，后面的字</p></div>'
        )
        starts = {glyph.text for glyph in made.glyphs[0] if glyph.x < LEFT + NEAR and abs(glyph.em - EM) < NEAR}
        assert starts <= {"好", "字", "后", "面", "的"}


def test_headings_cells_and_stress_have_readings():
    made = set_pages(
        f"<h2 data-balance style='width:8em'>标题里有{ruby(('注音', 'zhùyīn'))}而且要分成两行</h2>"
        f"<table><tr><td>{ruby(('格', 'gé'))}子</td><td><strong>{ruby(('粗', 'cū'))}</strong></td></tr></table>"
        "<p><ruby><em>强</em><rt>qiáng</rt>调<rt>diào</rt></ruby></p>"
    )
    assert made.left == []
    for base, (left, right, _) in zip(["注音", "格", "粗", "强", "调"], readings(made), strict=True):
        glyphs = made.find(base)
        assert (left + right) / 2 == pytest.approx((glyphs[0].x + glyphs[-1].end) / 2, abs=NEAR)


def test_a_line_is_copied_whole_and_then_its_readings(tmp_path):
    made = set_pages(f"<p>用{ruby(('汉', 'hàn'), ('字', 'zì'), ('装', 'zhuāng'), ('窗户', 'chuānghuchuānghu'))}。</p><p>又</p>")
    wanted = ["用汉字装窗户。", "hàn zì zhuāng chuānghuchuānghu", "又"]
    assert made.copied().split("\n") == wanted
    file = tmp_path / "ruby.pdf"
    file.write_bytes(made.pdf)
    run = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True)
    assert run.stdout.strip("\f\n").split("\n") == wanted


def test_the_tagged_structure_has_base_and_reading_in_turn():
    made = set_pages("<p>用<ruby>汉<rt>hàn</rt>字<rt>zì</rt></ruby>写</p>", tags=True)
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        found: list[str] = []

        def walk(element: pikepdf.Object) -> None:
            if isinstance(element, pikepdf.Dictionary):
                found.append(str(element.S))
                for kid in element.get("/K", []):
                    walk(kid)

        walk(file.Root.StructTreeRoot.K[0])
    at = found.index("/Ruby")
    assert [tag for tag in found[at:] if tag != "/Span"][:5] == ["/Ruby", "/RB", "/RT", "/RB", "/RT"]
