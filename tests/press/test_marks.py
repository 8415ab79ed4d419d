"""Marks: outside the bleed whatever the sizes, where presses look for them, in the inks that they are for."""

import io
import re

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

import printkit as pk
from printkit.press import lettering, placing
from printkit.press.boxes import SLUG, Boxes
from printkit.press.marks import LEAST_SLUG, Marks, Slug
from printkit.units import Length, Size

MM = 72 / 25.4
SLUG_LINE = Slug("众手成城 · Many Hands", "148 × 210 mm  FOGRA39  PDF/X-4")


def sheet(trim: Size, bleed: Length, slug: Length = SLUG, **choices) -> tuple[pikepdf.Pdf, Boxes]:
    """One blank page on its sheet, with marks."""
    pdf = pikepdf.new()
    around = Boxes.around(trim, bleed, slug)
    page = pdf.add_blank_page(page_size=(trim.width.pt, trim.height.pt))
    page.obj.Contents = pdf.make_stream(b"")
    marks = Marks(pdf, around, choices.pop("words", SLUG_LINE), **choices)
    placing.place(pdf, page, around)
    marks.draw(page, 1)
    return pdf, around


def inked(pdf: pikepdf.Pdf, dpi: int) -> np.ndarray:
    """Where there is ink on the first page, top row first."""
    out = io.BytesIO()
    pdf.save(out)
    picture = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=dpi / 72).to_pil().convert("L")
    return np.asarray(picture) < 250


def drawing(pdf: pikepdf.Pdf) -> str:
    return pdf.pages[0].obj.Resources.XObject.Marks.read_bytes().decode()


@pytest.mark.parametrize("bleed", [0, 3, 20])
@pytest.mark.parametrize("trim", ["A6", "A5", "420mm 594mm"])
def test_marks_stay_out_of_the_bleed(trim, bleed):
    folds = [Length.mm(40), Length.mm(80.5)]
    pdf, around = sheet(Size.parse(trim), Length.mm(bleed), folds=folds)
    dpi = 72
    found = inked(pdf, dpi)
    x0, y0, x1, y1 = around.bleed
    height = found.shape[0]
    inside = found[int(np.ceil(height - y1)) : int(height - y0), int(np.ceil(x0)) : int(x1)]
    assert not inside.any()
    margins = (
        found[: int(height - y1)],
        found[int(np.ceil(height - y0)) :],
        found[:, : int(x0)],
        found[:, int(np.ceil(x1)) :],
    )
    assert all(margin.any() for margin in margins)


def test_crop_marks_point_at_the_corners_of_the_trim():
    pdf, around = sheet(Size.parse("A5"), Length.mm(3))
    lines = [tuple(map(float, found)) for found in re.findall(r"(\S+) (\S+) m (\S+) (\S+) l S", drawing(pdf))]
    crops = [line for line in lines if abs(abs(line[2] - line[0]) + abs(line[3] - line[1]) - 5 * MM) < 0.01]
    upright = sorted({round(line[0], 2) for line in crops if line[0] == line[2]})
    level = sorted({round(line[1], 2) for line in crops if line[1] == line[3]})
    assert upright == [pytest.approx(around.trim[0], abs=0.01), pytest.approx(around.trim[2], abs=0.01)]
    assert level == [pytest.approx(around.trim[1], abs=0.01), pytest.approx(around.trim[3], abs=0.01)]
    assert len(crops) == 8


def test_folds_stand_where_they_were_asked_for():
    fold = Length.mm(99)
    pdf, around = sheet(Size.parse("297mm 210mm"), Length.mm(3), folds=[fold])
    broken = drawing(pdf).split("[3 2] 0 d")[1].split("[] 0 d")[0]
    places = {float(x) for x in re.findall(r"(\S+) \S+ m", broken)}
    assert [*places] == [pytest.approx(around.trim[0] + fold.pt, abs=0.01)]
    assert broken.count(" S") == 2


@pytest.mark.parametrize("fold", [0, -5, 148, 400])
def test_a_fold_off_the_page_is_told(booklet, fold):
    with pytest.raises(pk.PrintkitError) as raised:
        pk.press(booklet, folds=(Length.mm(fold),))
    assert [found.code for found in raised.value.diagnostics] == ["bad-fold"]


def test_register_marks_are_on_every_plate(pressed):
    with pikepdf.open(io.BytesIO(pressed().pdf)) as pdf:
        form = pdf.pages[0].obj.Resources.XObject.Marks
        colour = form.Resources.ColorSpace.All
        assert [colour[0], colour[1], colour[2]] == [Name.Separation, Name.All, Name.DeviceCMYK]
        assert list(colour[3].C1) == [1, 1, 1, 1]
        assert form.read_bytes().startswith(b"/All CS 1 SCN")
        assert {page.obj.Resources.XObject.Marks.objgen for page in pdf.pages} == {form.objgen}  # drawn once


def test_the_bar_has_solids_overprints_and_half_tones():
    pdf, _around = sheet(Size.parse("A5"), Length.mm(3))
    patches = re.findall(r"(\S+ \S+ \S+ \S+) k\n\S+ \S+ (\S+) (\S+) re f", drawing(pdf))
    assert [inks for inks, _, _ in patches] == [
        "1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1", "1 1 0 0", "1 0 1 0", "0 1 1 0", "1 1 1 0",
        "0.5 0 0 0", "0 0.5 0 0", "0 0 0.5 0", "0 0 0 0.5",
    ]  # fmt: skip
    sides = [float(side) for _, *sides in patches for side in sides]
    assert sides == [pytest.approx(5 * MM, abs=0.01)] * 24


def test_a_spot_ink_has_a_patch_and_its_name():
    pdf = pikepdf.new()
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0.2, 0.3, 0.7, 0.15])
    gold = pdf.make_indirect(pikepdf.Array([Name.Separation, Name("/PANTONE 871 C"), Name.DeviceCMYK, function]))
    around = Boxes.around(Size.parse("A5"), Length.mm(3), SLUG)
    page = pdf.add_blank_page(page_size=(10, 10))
    page.obj.Contents = pdf.make_stream(b"")
    marks = Marks(pdf, around, SLUG_LINE, ["PANTONE 871 C"])
    placing.place(pdf, page, around)
    marks.draw(page, 1)
    assert page.obj.Resources.XObject.Marks.Resources.ColorSpace.Spot0.objgen == gold.objgen
    assert drawing(pdf).count("/Spot0 cs 1 scn") == 2  # the patch and the name


def test_no_marks_none_drawn(pressed):
    with pikepdf.open(io.BytesIO(pressed(marks=False).pdf)) as pdf:
        assert list(pdf.pages[0].obj.Resources.XObject.keys()) == ["/Page"]


def test_the_least_slug_holds_the_marks():
    pdf, around = sheet(Size.parse("A5"), Length.mm(3), LEAST_SLUG)
    numbers = re.findall(r"(\S+) (\S+) [ml]\b", drawing(pdf))
    assert all(0 <= float(x) <= around.media[2] and 0 <= float(y) <= around.media[3] for x, y in numbers)


def test_a_long_title_is_cut():
    long = "长" * 400
    size = 6.0
    shown = lettering.cut(long, size, 100)
    assert shown.endswith("…")
    assert 90 < lettering.width(shown, size) <= 100
    assert lettering.cut("短", size, 100) == "短"
    pdf, around = sheet(Size.parse("A6"), Length.mm(0), words=Slug(long, long))
    found = inked(pdf, 72)
    foot = found[int(np.ceil(found.shape[0] - around.bleed[1])) :]
    assert foot.any()
    assert not foot[:, int(around.trim[0] + around.trim[2]) // 2 + 16 : int(around.trim[2] - 8)][:3].all()


def test_letters_are_the_outlines_of_the_font():
    # A letter whose look is known: the ring of an o, hollow in the middle.
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    page.obj.Contents = pdf.make_stream(lettering.lettered("o", 20, 20, 100).encode())
    found = inked(pdf, 72)
    rows, columns = np.where(found)
    middle = (rows.min() + rows.max()) // 2, (columns.min() + columns.max()) // 2
    assert not found[middle]
    assert found[middle[0], columns.min() + 1]
    assert lettering.width("o", 100) > columns.max() - columns.min() + 1


@pytest.mark.parametrize("character", ["é", "中", "—", "·", "×", "Å"])
def test_letters_made_of_parts_and_han_are_drawn(character):
    assert " c\n" in lettering.lettered(character, 0, 0, 10) or " l\n" in lettering.lettered(character, 0, 0, 10)


def test_what_cannot_be_printed_leaves_no_trace():
    assert lettering.lettered("\u200b\n\x00", 0, 0, 10) == ""
