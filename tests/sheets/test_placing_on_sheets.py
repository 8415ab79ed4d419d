"""Pages lie where the imposition says, to 0.01 mm, read back from the PDF."""

import numpy as np
import pikepdf
import pypdfium2
import pytest
from sheet_pages import A6, MM, area, book, by_hand, markers, mm, opened, seen

import printkit as pk
from printkit.imposition import Area, Placement
from printkit.units import Length, Size

MARKER = (10.0, 20.0, 14.0, 22.0)
"""Of every page, from the lower left corner of its trim, in mm."""


def grown(box: Area, by: float = 3) -> Area:
    edge = Length.mm(by)
    return Area(box.left - edge, box.bottom - edge, box.right + edge, box.top + edge)


def near(expected):
    return pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("angle", "expected"),
    [
        (0, (60 + 10, 50 + 20, 60 + 14, 50 + 22)),
        (90, (60 + 148 - 22, 50 + 10, 60 + 148 - 20, 50 + 14)),
        (180, (60 + 105 - 14, 50 + 148 - 22, 60 + 105 - 10, 50 + 148 - 20)),
        (270, (60 + 20, 50 + 105 - 14, 60 + 22, 50 + 105 - 10)),
    ],
)
def test_turned_pages_stand_right(angle, expected):
    trim = area(60, 50, *(A6 if angle in (0, 180) else A6[::-1]))
    sheets = pk.impose(book(1), by_hand([Placement(1, trim, grown(trim), angle=angle)]), marks=False)
    assert markers(sheets.pdf) == [near(expected)]


def test_creep_moves_the_drawing_and_not_its_window():
    trim = area(60, 50, *A6)
    placement = Placement(1, trim, grown(trim, 0), shift=mm(0.37, -0.21))
    sheets = pk.impose(book(1), by_hand([placement]), marks=False)
    assert markers(sheets.pdf) == [near((70.37, 69.79, 74.37, 71.79))]
    ground = next(item for item in seen(sheets.pdf) if item.kind == "path")
    assert [value / MM for value in ground.box] == near([60, 50, 165, 198])


def test_scale_is_about_the_middle_of_the_trim():
    trim = area(60, 50, *A6)
    placement = Placement(1, trim, grown(trim), scale=(0.98, 1.0))
    sheets = pk.impose(book(1), by_hand([placement]), marks=False)
    middle = 60 + 105 / 2
    left, right = middle + (10 - 52.5) * 0.98, middle + (14 - 52.5) * 0.98
    assert markers(sheets.pdf) == [near((left, 70, right, 72))]


def test_a_tile_shows_its_part_at_its_scale():
    window = area(20, 30, 200, 100)
    part = Area(*mm(-3, 5, 97, 55))
    placement = Placement(1, window, window, scale=(2.0, 2.0), part=part)
    sheets = pk.impose(book(1), by_hand([placement]), marks=False)
    found = [tuple(value / MM for value in item.box) for item in seen(sheets.pdf) if item.kind == "path"]
    assert found[0] == near((20, 30, 220, 130))  # the ground, cut at the window; its bleed begins at the window's left
    assert found[1] == near((20 + 13 * 2, 30 + 15 * 2, 20 + 17 * 2, 30 + 17 * 2))


def test_creep_of_a_stitched_book_is_that_of_its_sheets():
    sheets = pk.impose(book(16), caliper=Length.mm(0.12), sheet="SRA3")
    fold = 450 / 2
    for sheet in range(4):
        for side in (2 * sheet + 1, 2 * sheet + 2):
            left, right = markers(sheets.pdf, side)
            push = 0.12 * sheet
            assert left[0] == near(fold - 105 + 10 + push)
            assert right[0] == near(fold + 10 - push)


def rendered(data: bytes, side: int = 1, dpi: float = 254) -> np.ndarray:
    """The side as RGB, ten pixels a mm, top row first."""
    page = pypdfium2.PdfDocument(data)[side - 1]
    return np.asarray(page.render(scale=dpi / 72).to_pil().convert("RGB")).astype(int)


def test_bleed_reaches_out_by_3_mm_and_ends_at_the_spine():
    sheets = pk.impose(book(8), marks=False)
    picture = rendered(sheets.pdf)
    height = picture.shape[0]
    front = sheets.imposition.sheets[0].front
    left, right = front.placements

    def at(x: float, y: float) -> list[int]:
        """The colour at a place of the sheet in mm."""
        return picture[height - 1 - int(y * 10), int(x * 10)].tolist()

    box = left.trim
    x0, y0, x1, y1 = (length.as_mm for length in (box.left, box.bottom, right.trim.right, box.top))
    paper = [255, 255, 255]
    middle = (y0 + y1) / 2
    for inside, outside in (
        ((x0 - 2.85, middle), (x0 - 3.15, middle)),
        ((x1 + 2.85, middle), (x1 + 3.15, middle)),
        ((x0 + 50, y0 - 2.85), (x0 + 50, y0 - 3.15)),
        ((x0 + 50, y1 + 2.85), (x0 + 50, y1 + 3.15)),
        ((x0 - 2.85, y0 - 2.85), (x0 - 3.15, y0 - 3.15)),
    ):
        assert at(*inside) != paper
        assert at(*outside) == paper
    fold = box.right.as_mm
    own, other = at(x0 + 1, middle), at(x1 - 1, middle)
    assert own != other
    assert at(fold - 0.15, middle) == own
    assert at(fold + 0.15, middle) == other


def test_pages_are_pixel_by_pixel_what_they_were():
    # At places of whole pixels, so that nothing is smoothed in another way.
    source = book(1, trim=(100 / MM, 140 / MM), bleed=9 / MM, slug=18 / MM)
    trim = Area(Length(200), Length(100), Length(300), Length(240))
    seen_of_it = Area(Length(191), Length(91), Length(309), Length(249))
    sheets = pk.impose(source, by_hand([Placement(1, trim, seen_of_it)], size=(600 / MM, 400 / MM)), marks=False)
    page, sheet = rendered(source, dpi=72), rendered(sheets.pdf, dpi=72)
    assert sheet.shape == (400, 600, 3)
    top = 400 - 249
    assert (sheet[top : top + 158, 191:309] == page[18:-18, 18:-18]).all()
    assert (sheet[: top - 1] == 255).all()


def test_the_words_of_every_page_can_be_taken_from_its_place():
    sheets = pk.impose(book(10))
    document = pypdfium2.PdfDocument(sheets.pdf)
    read = []
    sides = [side for sheet in sheets.imposition.sheets for side in (sheet.front, sheet.back) if side]
    for number, side in enumerate(sides):
        words = document[number].get_textpage()
        for placement in side.placements:
            box = placement.trim
            text = words.get_text_bounded(box.left.pt, box.bottom.pt, box.right.pt, box.top.pt)
            assert text.strip() == (f"page {placement.page}" if placement.page else "")
            read.append(placement.page)
    assert sorted(filter(None, read)) == list(range(1, 11))


def test_a_page_is_one_object_however_often_it_is_printed():
    trims = [area(20 + 115 * column, 10 + 155 * row, *A6) for column in range(3) for row in range(2)]
    once = pk.impose(book(1), by_hand([Placement(1, trims[0], grown(trims[0]))], size=(640, 450)))
    often = pk.impose(book(1), by_hand([Placement(1, trim, grown(trim)) for trim in trims], size=(640, 450)))
    assert len(markers(often.pdf)) == 6
    with opened(once.pdf) as few, opened(often.pdf) as many:
        assert len(few.objects) == len(many.objects)
        forms = [item for item in many.objects if isinstance(item, pikepdf.Stream) and item.get("/BBox") is not None]
        assert len(forms) == 2  # the page and the marks


def test_what_pages_share_sheets_share():
    source = book(12)
    sheets = pk.impose(source)
    with opened(source) as before, opened(sheets.pdf) as after:
        for pdf in (before, after):
            held = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
            assert sum(item.get("/Type") == "/Font" for item in held) == 1


def test_the_same_pages_give_the_same_bytes():
    source = book(6)
    first, second = (pk.impose(source, caliper=Length.mm(0.1)) for _ in range(2))
    assert first.pdf == second.pdf
    assert pk.impose(source, caliper=Length.mm(0.11)).pdf != first.pdf


def test_a_size_is_not_turned_and_a_name_may_be():
    wide = pk.impose(book(4), sheet="SRA3")
    assert (wide.imposition.size.width.as_mm, wide.imposition.size.height.as_mm) == (450, 320)
    assert pk.impose(book(4), sheet=Size(*mm(320, 450))).imposition.size.width.as_mm == pytest.approx(320)


def test_hand_made_sheets_are_held_to_the_file():
    trim = area(60, 50, *A6)
    with pytest.raises(pk.PrintkitError) as raised:
        pk.impose(book(1), by_hand([Placement(2, trim, trim)]))
    assert [found.code for found in raised.value.diagnostics] == ["no-page"]


def test_a_file_that_is_no_pdf_is_told():
    with pytest.raises(pk.PrintkitError) as raised:
        pk.impose(b"hello")
    assert raised.value.diagnostics[0].code == "not-a-pdf"
