"""The page-turn proof: what faces what, where it stands, what is kept."""

import io

import numpy as np
import pikepdf
import pypdfium2
import pytest

from printkit.diagnostics import PrintkitError
from printkit.proofing import spreads
from printkit.proofing.spreads import pairs

A6 = (297.638, 419.528)


def book(pages, *, bleed=0.0, rotate=0, direction=None, sizes=None, link=None):
    """Pages with their number as text and a ground of a grey of their own, inside a media of `bleed` more."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    font = pdf.make_indirect(font)
    for number in range(1, pages + 1):
        width, height = (sizes or {}).get(number, A6)
        pdf.add_blank_page(page_size=(width + 2 * bleed, height + 2 * bleed))
        page = pdf.pages[-1].obj
        page.TrimBox = pikepdf.Array([bleed, bleed, bleed + width, bleed + height])
        page.Rotate = rotate
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        grey = 1 - number / (2 * pages)
        content = (
            f"{grey:.3f} g 0 0 {width + 2 * bleed} {height + 2 * bleed} re f 0 g "
            f"BT /F 40 Tf {bleed + 20} {bleed + 30} Td (p{number}) Tj ET"
        )
        page.Contents = pdf.make_stream(content.encode())
    if link:
        source, target = link
        pdf.pages[source - 1].obj.Annots = pikepdf.Array([
            pdf.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([10, 20, 30, 40]),
                Dest=pikepdf.Array([pdf.pages[target - 1].obj, pikepdf.Name.XYZ, 15, 25, 0]),
            ))
        ])  # fmt: skip
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("target", target - 1))
    if direction:
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name("/" + direction))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def words(pdf):
    """(text, x, y) of each page number on each spread."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.ViewerPreferences  # pdfium turns the text of a book bound on the right around
        out = io.BytesIO()
        opened.save(out)
    document = pypdfium2.PdfDocument(out.getvalue())
    found = []
    for page in document:
        text = page.get_textpage()
        here = []
        for index in range(text.count_chars()):
            if text.get_text_range(index, 1) == "p":
                left, bottom, _right, _top = text.get_charbox(index, loose=True)
                digit = text.get_text_range(index + 1, 1)
                here.append((int(digit), left, bottom))
        found.append(here)
    document.close()
    return found


@pytest.mark.parametrize(
    ("pages", "binding", "expected"),
    [
        (1, "left", [(None, 1)]),
        (2, "left", [(None, 1), (2, None)]),
        (5, "left", [(None, 1), (2, 3), (4, 5)]),
        (6, "left", [(None, 1), (2, 3), (4, 5), (6, None)]),
        (6, "right", [(1, None), (3, 2), (5, 4), (None, 6)]),
    ],
)
def test_pages_face_each_other_as_in_the_bound_book(pages, binding, expected):
    assert list(pairs(pages, binding)) == expected


def test_the_cover_laid_open_is_there_only_where_the_last_page_is_on_the_left():
    assert pairs(8, cover=True)[0] == (8, 1)
    assert pairs(7, cover=True)[0] == (None, 1)
    assert pairs(8, "right", cover=True)[0] == (1, 8)


@pytest.mark.parametrize("bleed", [0.0, 8.504])
@pytest.mark.parametrize("direction", [None, "R2L"])
def test_text_stands_where_the_trim_of_its_page_stands(bleed, direction):
    made = spreads(book(6, bleed=bleed, direction=direction))
    assert made.binding == ("right" if direction else "left")
    found = words(made.pdf)
    for pair, there in zip(made.pairs, found, strict=True):
        wanted = {number: side * A6[0] + 20 for side, number in enumerate(pair) if number}
        assert {number for number, _x, _y in there} == set(wanted)
        for number, x, _y in there:
            assert x == pytest.approx(wanted[number], abs=3.5)  # the left bearing of the letter


def test_each_page_is_a_spread_of_trim_size_without_bleed():
    made = spreads(book(4, bleed=8.504))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        for page in pdf.pages:
            assert [float(edge) for edge in page.MediaBox] == pytest.approx([0, 0, 2 * A6[0], A6[1]], abs=0.001)


def test_the_missing_page_is_table_and_the_rest_is_the_page_itself():
    made = spreads(book(2), spine=False)
    document = pypdfium2.PdfDocument(made.pdf)
    pixels = document[0].render(scale=1).to_numpy()[:, :, 0]
    assert np.unique(pixels[5:-5, 5:290]).tolist() == [235]
    assert pixels[10, 400] == round(0.75 * 255)
    document.close()


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_pages_are_shown_as_they_are_read(rotate):
    source = book(3, bleed=8, rotate=rotate)
    made = spreads(source, spine=False)
    before, after = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument(made.pdf)
    page = before[1]
    page.set_cropbox(*page.get_trimbox())
    wanted = page.render(scale=1).to_numpy()
    got = after[1].render(scale=1).to_numpy()[:, : wanted.shape[1]]
    assert got.shape == wanted.shape
    assert np.abs(got[3:-3, 3:-3].astype(int) - wanted[3:-3, 3:-3]).mean() < 1.5
    before.close()
    after.close()


def test_pages_of_other_sizes_stand_at_the_middle_of_their_half():
    made = spreads(book(3, sizes={3: (200, 300)}))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert float(pdf.pages[1].MediaBox[2]) == pytest.approx(A6[0] + 200, abs=0.001)
    assert {number: round(y) for number, _x, y in words(made.pdf)[1]}[3] > 80


def test_links_and_bookmarks_lead_to_the_spreads():
    made = spreads(book(6, link=(2, 5)))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        (link,) = pdf.pages[1].Annots
        assert [float(edge) for edge in link.Rect] == [10, 20, 30, 40]
        page, kind, x, y = list(link.Dest)[:4]
        assert page.objgen == pdf.pages[2].obj.objgen
        assert kind == "/XYZ"
        assert float(x) == pytest.approx(15 + A6[0], abs=0.01)
        assert float(y) == 25
        with pdf.open_outline() as outline:
            assert outline.root[0].destination[0].objgen == pdf.pages[2].obj.objgen
        pages = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Page"]
        assert len(pages) == 4


def test_viewers_show_one_spread_and_name_its_pages():
    with pikepdf.open(io.BytesIO(spreads(book(5), binding="right").pdf)) as pdf:
        assert pdf.Root.PageLayout == "/SinglePage"
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert [str(page.label) for page in pdf.pages] == ["1", "3–2", "5–4"]


def test_the_file_hardly_grows_and_is_the_same_twice():
    source = book(40)
    first, again = spreads(source).pdf, spreads(source).pdf
    assert first == again
    assert len(first) < len(source) * 1.1


def test_what_is_no_pdf_is_refused():
    with pytest.raises(PrintkitError) as caught:
        spreads(b"no pdf")
    assert caught.value.diagnostics[0].code == "not-a-pdf"
