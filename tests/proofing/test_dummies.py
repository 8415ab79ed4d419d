"""The folding dummy: folded by the simulation of paper it reads 1 to n; numbers and words stand where they say."""

import io
import sys
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

from printkit.diagnostics import PrintkitError
from printkit.imposition import SCHEMES
from printkit.proofing import dummy
from printkit.proofing.folding.fitting import fitted, laid
from printkit.units import Length, Size

sys.path.append(str(Path(__file__).parents[1] / "imposition"))

from folded_paper import bound, folded, nested, printed, read

A5 = Size(Length.mm(148), Length.mm(210))
A4 = Size(Length.mm(297), Length.mm(210))


def book(pages, size=(419.528, 595.276)):
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for number in range(1, pages + 1):
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1].obj
        page.TrimBox = page.MediaBox
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(f"BT /F 60 Tf {size[0] / 2 - 60} {size[1] / 2} Td (p{number}q) Tj ET".encode())
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize(("pages", "signature"), [(4, 4), (24, 4), (38, 4), (30, 8), (48, 16)])
@pytest.mark.parametrize("binding", ["left", "right"])
def test_a_stitched_dummy_folds_to_the_pages_in_order(flip, pages, signature, binding):
    made, whole = laid(SCHEMES["saddle-stitch"], pages, A5, {"signature": signature, "binding": binding})
    model = fitted(made, whole, A4, flip, None)
    upright = model.imposition.size.height.pt > model.imposition.size.width.pt
    assert model.imposition.turn == ("turn" if upright == (flip == "long") else "tumble")
    small = (A5.width.pt, A5.height.pt)
    packets = [
        bound(folded(printed(model.imposition, sheet, small)), spine_right=binding == "right")
        for sheet in model.imposition.sheets
    ]
    places = read(nested(packets))
    blanks = set(made.blanks)
    expected, number = [], 0
    for place in range(1, pages + len(blanks) + 1):
        number += place not in blanks
        expected.append(None if place in blanks else number)
    assert places == expected


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize(("pages", "signature"), [(16, 16), (96, 16), (40, 8), (36, 16)])
def test_a_glued_dummy_folds_to_the_pages_in_order(flip, pages, signature):
    made, whole = laid(SCHEMES["perfect-bound"], pages, A5, {"signature": signature})
    model = fitted(made, whole, A4, flip, None)
    leaves = []
    for sheet in model.imposition.sheets:
        leaves += bound(folded(printed(model.imposition, sheet, (A5.width.pt, A5.height.pt))))
    assert [page for page in read(leaves) if page is not None] == list(range(1, pages + 1))


def test_everything_lies_inside_what_an_office_printer_prints():
    for scheme, pages in (("saddle-stitch", 8), ("perfect-bound", 32)):
        made, whole = laid(SCHEMES[scheme], pages, A5, {})
        model = fitted(made, whole, A4, "long", None)
        width, height = model.imposition.size.width.as_mm, model.imposition.size.height.as_mm
        for front, back in model.frames:
            for frame in (front, back):
                assert frame.left.as_mm >= 5.9
                assert frame.right.as_mm <= width - 5.9
                assert frame.bottom.as_mm >= 5.9
                assert frame.top.as_mm <= height - 5.9


def test_numbers_are_places_in_the_book_blanks_too():
    made, whole = laid(SCHEMES["saddle-stitch"], 6, A5, {})
    model = fitted(made, whole, A4, "long", None)
    assert sorted(number for sides in model.numbers for side in sides for number in side) == list(range(1, 9))
    blank = {
        number
        for sheet, sides in zip(model.imposition.sheets, model.numbers, strict=True)
        for side, numbers in zip((sheet.front, sheet.back), sides, strict=True)
        for placement, number in zip(side.placements, numbers, strict=True)
        if placement.page is None
    }
    assert blank == set(made.blanks)


@pytest.mark.parametrize(
    ("scheme", "flip"), [("saddle-stitch", "long"), ("saddle-stitch", "short"), ("perfect-bound", "long")]
)
def test_the_text_of_every_page_is_read_back_at_its_place(scheme, flip):
    made = dummy(book(14), scheme, flip=flip)
    document = pypdfium2.PdfDocument(made.pdf)
    sides = [side for sheet in made.imposition.sheets for side in (sheet.front, sheet.back)]
    assert len(document) == len(sides)
    for page, side in zip(document, sides, strict=True):
        text = page.get_textpage()
        for placement in side.placements:
            trim = placement.trim
            found = text.get_text_bounded(trim.left.pt, trim.bottom.pt, trim.right.pt, trim.top.pt)
            assert found.strip() == (f"p{placement.page}q" if placement.page else "")
    document.close()


def test_no_font_is_added_and_the_file_hardly_grows():
    source = book(40)
    made = dummy(source)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        assert len(fonts) == 1
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
    assert made.pdf == dummy(source).pdf
    assert len(made.pdf) < len(source) + 90_000  # the letters of the instructions, once


def test_the_number_of_a_page_is_drawn_at_its_foot():
    with_numbers = pypdfium2.PdfDocument(dummy(book(4)).pdf)
    made = dummy(book(4))
    page = with_numbers[0]
    pixels = page.render(scale=2).to_numpy()[:, :, 0].astype(int)
    height = pixels.shape[0]
    for placement in made.imposition.sheets[0].front.placements:
        trim = placement.trim
        middle = (trim.left.pt + trim.right.pt) / 2
        x = slice(round(2 * middle - 12), round(2 * middle + 12))
        low = slice(round(height - 2 * (trim.bottom.pt + 24)), round(height - 2 * (trim.bottom.pt + 4)))
        assert pixels[low, x].min() < 60
    with_numbers.close()


def test_a_cover_is_one_sheet_with_its_own_folds():
    size = (850.0, 595.276)
    folds = (Length.mm(148), Length.mm(154))
    made = dummy(book(2, size), "cover", folds=folds)
    (sheet,) = made.imposition.sheets
    left = sheet.front.placements[0].trim.left.pt
    assert [(line.at.pt - left) / made.scale for line in sheet.front.lines] == pytest.approx(
        [fold.pt for fold in folds]
    )
    # The fold on the back lies behind the one on the front.
    width = made.imposition.size.width.pt
    behind = sorted(line.at.pt if made.imposition.turn == "tumble" else width - line.at.pt for line in sheet.back.lines)
    assert behind == pytest.approx([line.at.pt for line in sheet.front.lines])


def test_a_leaflet_keeps_the_folds_of_the_job():
    made = dummy(book(2, (841.89, 595.276)), "tri-fold")
    (sheet,) = made.imposition.sheets
    assert [line.kind for line in sheet.front.lines] == ["fold", "fold"]
    assert {line.crease for line in sheet.front.lines} <= {"mountain", "valley"}


def test_single_sided_says_to_glue():
    made = dummy(book(4), single_sided=True)
    assert "背对背粘合" in made.words[0]
    assert "back to back" in made.words[1]
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"scheme": "n-up"}, "no-dummy"),
        ({"scheme": "origami"}, "no-scheme"),
        ({"scale": 1.0}, "sheet-too-small"),
        ({"scale": 7.0}, "bad-scale"),
        ({"paper": "A17"}, "no-sheet"),
        ({"folds": (Length.mm(20),)}, "bad-fold"),
        ({"scheme": "cover", "folds": (Length.mm(500),)}, "bad-fold"),
        ({"nonsense": "1"}, "no-scheme-option"),
    ],
)
def test_what_cannot_be_is_refused_with_a_code(options, code):
    with pytest.raises(PrintkitError) as caught:
        dummy(book(4), **options)
    assert code in {each.code for each in caught.value.diagnostics}


def test_pages_too_small_to_read_are_warned_of():
    made = dummy(book(64), "perfect-bound", signature="32")
    assert [each.code for each in made.warnings] == (["small-dummy"] if made.scale < 0.3 else [])
    assert np.isclose(made.imposition.sheets[0].front.placements[0].scale[0], made.scale)
