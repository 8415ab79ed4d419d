"""Boxes: trim, bleed and sheet to a hundredth of a point, at every bleed; and pages on their sheets."""

import io

import pikepdf
import pytest

import printkit as pk
from printkit.build import typeset_report
from printkit.press.boxes import SLUG, Boxes
from printkit.units import Length, Size

MM = 72 / 25.4
PRINT = ["PDF/X-4", "PDF/X-1a:2003", "PDF/X-3:2003"]


def boxes_of(page: pikepdf.Page) -> dict[str, list[float]]:
    return {key: [float(value) for value in page.obj[key]] for key in page.obj if key.endswith("Box")}


@pytest.mark.parametrize("standard", PRINT)
def test_boxes_are_trim_bleed_and_sheet_and_no_others(opened, standard):
    with opened(standard) as pdf:
        for page in pdf.pages:
            found = boxes_of(page)
            assert set(found) == {"/MediaBox", "/BleedBox", "/TrimBox"}
            assert "/UserUnit" not in page.obj
            left = 3 * MM + SLUG.pt
            trim = [left, left, left + 148 * MM, left + 210 * MM]
            assert found["/TrimBox"] == pytest.approx(trim, abs=0.01)
            assert found["/BleedBox"] == pytest.approx(
                [trim[0] - 3 * MM, trim[1] - 3 * MM, trim[2] + 3 * MM, trim[3] + 3 * MM], abs=0.01
            )
            assert found["/MediaBox"] == pytest.approx([0, 0, trim[2] + left, trim[3] + left], abs=0.01)


@pytest.mark.parametrize("bleed", [0, 0.5, 3, 12.7, 20])
@pytest.mark.parametrize("marks", [True, False])
def test_every_bleed_from_none_to_20_mm(bleed, marks):
    set_ = typeset_report(pk.loads("title: 花园\n"), pk.layout("booklet-a5"), bleed=Length.mm(bleed))
    made = pk.press(set_, marks=marks)
    assert made.bleed.as_mm == pytest.approx(bleed, abs=0.001)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        found = boxes_of(pdf.pages[0])
    (bx0, by0, bx1, by1), (tx0, ty0, tx1, ty1) = found["/BleedBox"], found["/TrimBox"]
    assert [tx0 - bx0, ty0 - by0, bx1 - tx1, by1 - ty1] == pytest.approx([bleed * MM] * 4, abs=0.01)
    assert [tx1 - tx0, ty1 - ty0] == pytest.approx([148 * MM, 210 * MM], abs=0.01)
    assert found["/MediaBox"][:2] == [0, 0]
    if not marks:
        assert found["/MediaBox"] == found["/BleedBox"]


@pytest.mark.parametrize("bleed", ["-1mm", "20.1mm", "200mm", "3", "wide"])
def test_a_bleed_that_cannot_be_had_is_told(bleed):
    with pytest.raises(pk.PrintkitError) as raised:
        typeset_report(pk.loads("title: 花园\n"), pk.layout("booklet-a5"), bleed=bleed)
    assert [found.code for found in raised.value.diagnostics] == ["bad-bleed"]


def test_less_bleed_than_was_set_is_cut_and_more_is_refused(booklet):
    made = pk.press(booklet, bleed=Length.mm(1))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        found = boxes_of(pdf.pages[0])
    assert found["/TrimBox"][0] - found["/BleedBox"][0] == pytest.approx(1 * MM, abs=0.01)
    for wrong in (Length.mm(5), Length.mm(-1), Length.mm(21)):
        with pytest.raises(pk.PrintkitError) as raised:
            pk.press(booklet, bleed=wrong)
        assert [found.code for found in raised.value.diagnostics] == ["bad-bleed"]


@pytest.mark.parametrize("slug", [Length.mm(-1), Length.mm(51), Length.mm(5)])
def test_a_slug_that_cannot_be_had_is_told(booklet, slug):
    with pytest.raises(pk.PrintkitError) as raised:
        pk.press(booklet, slug=slug)
    assert [found.code for found in raised.value.diagnostics] == ["bad-slug"]


def test_a_slug_without_marks_may_be_narrow(booklet):
    made = pk.press(booklet, slug=Length.mm(5), marks=False)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert boxes_of(pdf.pages[0])["/BleedBox"][0] == pytest.approx(5 * MM, abs=0.01)


def test_boxes_lie_inside_each_other_for_a_banner():
    found = Boxes.around(Size(Length.mm(800), Length.mm(2000)), Length.mm(20), SLUG)
    for inner, outer in ((found.trim, found.bleed), (found.bleed, found.media)):
        assert all(a >= b for a, b in zip(inner[:2], outer[:2], strict=True))
        assert all(a <= b for a, b in zip(inner[2:], outer[2:], strict=True))
    assert found.media[3] < 14400  # the most that a page can have without UserUnit (ISO 32000-1, annex C.2)


def test_the_screen_is_cut_to_the_trim(booklet):
    with pikepdf.open(io.BytesIO(booklet.pdf())) as pdf:
        found = boxes_of(pdf.pages[0])
    assert found["/MediaBox"] == pytest.approx([0, 0, 148 * MM, 210 * MM], abs=0.01)
    assert found["/TrimBox"] == found["/BleedBox"] == found["/MediaBox"]


def test_drawing_for_the_screen_leaves_the_bleed_to_the_press(booklet):
    before = booklet.pdf(bleed=True)
    booklet.pdf()
    assert booklet.pdf(bleed=True) == before
    assert booklet.bleed.as_mm == pytest.approx(3)


@pytest.mark.parametrize("standard", ["PDF/X-4", "PDF/X-1a:2003"])
def test_blank_pages_stand_where_they_are_asked_for_and_are_as_large_as_the_others(pressed, standard):
    made, plain = pressed(standard, blanks=(2, 5)), pressed(standard)
    assert made.pages == plain.pages + 2
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        drawn = [bool(page.obj.Resources.XObject.Page.read_bytes().strip()) for page in file.pages]
        assert [number for number, full in enumerate(drawn, 1) if not full] == [2, 5]
        assert len(file.pages) == made.pages
        for box in ("MediaBox", "BleedBox", "TrimBox"):
            assert len({tuple(float(each) for each in page.obj[f"/{box}"]) for page in file.pages}) == 1
