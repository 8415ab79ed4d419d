"""Anybody's PDF: boxes of all kinds, turned pages, shared and parted streams, and what sheets say of themselves."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from sheet_pages import A6, MM, area, book, by_hand, markers, opened, saved, seen

import printkit as pk
from printkit.imposition import Area, Placement
from printkit.preflight.facts import DocumentFacts
from printkit.units import Length


def codes(sheets: pk.Sheets) -> set[str]:
    return {found.code for found in sheets.warnings}


def on_paper(source: bytes, bleed: float = 3, **choices) -> pk.Sheets:
    """The one page of a file with the lower left corner of its trim at 60, 50 mm."""
    trim = area(60, 50, *A6)
    edge = Length.mm(bleed)
    window = Area(trim.left - edge, trim.bottom - edge, trim.right + edge, trim.top + edge)
    return pk.impose(source, by_hand([Placement(1, trim, window)]), marks=False, **choices)


def near(expected):
    return pytest.approx(expected, abs=0.01)


UPRIGHT = (70, 70, 74, 72)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270, -90, 450])
def test_a_page_that_is_turned_to_be_read_lies_as_it_is_read(rotate):
    """The marker's place is known on the page as it is written; the page is turned clockwise by /Rotate."""

    def turn(_pdf: pikepdf.Pdf, page: pikepdf.Page, _number: int) -> None:
        page.obj.Rotate = rotate

    turned = rotate % 360
    trim = A6 if turned in (0, 180) else A6[::-1]
    expected = {
        0: (10, 20, 14, 22),
        90: (20, 105 - 14, 22, 105 - 10),
        180: (105 - 14, 148 - 22, 105 - 10, 148 - 20),
        270: (148 - 22, 10, 148 - 20, 14),
    }[turned]
    place = area(60, 50, *trim)
    sheets = pk.impose(book(1, change=turn), by_hand([Placement(1, place, place)]), marks=False)
    moved = (expected[0] + 60, expected[1] + 50, expected[2] + 60, expected[3] + 50)
    assert markers(sheets.pdf) == [near(moved)]
    assert sheets.trim.width.as_mm == near(trim[0])
    with opened(sheets.pdf) as pdf:
        assert "/Rotate" not in pdf.pages[0].obj


def test_a_user_unit_is_counted_in():
    def shrink(_pdf: pikepdf.Pdf, page: pikepdf.Page, _number: int) -> None:
        page.obj.UserUnit = 2

    source = book(1, trim=(105 / 2, 148 / 2), bleed=1.5, slug=5, change=shrink)
    sheets = on_paper(source)
    assert sheets.trim.width.as_mm == near(105)
    assert sheets.bleed.as_mm == near(3)
    ground = [value / MM for value in seen(sheets.pdf)[0].box]
    assert ground == near([57, 47, 168, 201])
    with opened(sheets.pdf) as pdf:
        assert "/UserUnit" not in pdf.pages[0].obj


def test_without_a_trim_box_the_crop_box_is_the_page():
    def crop(_pdf: pikepdf.Pdf, page: pikepdf.Page, _number: int) -> None:
        around = 13
        page.obj.CropBox = Array([around * MM, around * MM, (around + 105) * MM, (around + 148) * MM])

    sheets = on_paper(book(1, boxes=False, change=crop), 0)
    assert markers(sheets.pdf) == [near(UPRIGHT)]
    assert codes(sheets) == {"no-trim-box", "no-bleed"}
    assert sheets.bleed == Length(0)
    with opened(sheets.pdf) as pdf:
        assert "/CropBox" not in pdf.pages[0].obj


def test_content_in_pieces_and_inherited_resources():
    pdf = pikepdf.open(io.BytesIO(book(1)))
    page = pdf.pages[0].obj
    data = page.Contents.read_bytes()
    middle = (
        data.index(b" re f\n") + 3
    )  # between an operator's numbers and the next: `re` ends one stream, `f` begins the other
    page.Contents = Array([pdf.make_stream(data[:middle]), pdf.make_stream(data[middle:])])
    parent = page.Parent
    parent.Resources, parent.MediaBox = page.Resources, page.MediaBox
    del page.Resources
    del page.MediaBox
    sheets = on_paper(saved(pdf))
    assert markers(sheets.pdf) == [near(UPRIGHT)]
    assert "page 1" in "".join(item.text or "" for item in seen(sheets.pdf))


def test_a_stream_that_two_pages_share_is_drawn_with_the_boxes_of_each():
    pdf = pikepdf.open(io.BytesIO(book(1)))
    first = pdf.pages[0]
    pdf.pages.append(first)
    second = pdf.pages[1].obj
    second.TrimBox = Array([float(value) + 10 * MM for value in first.obj.TrimBox])
    second.BleedBox = Array([float(value) + 10 * MM for value in first.obj.BleedBox])
    assert second.Contents.objgen == first.obj.Contents.objgen
    places = [area(20, 50, *A6), area(160, 50, *A6)]
    job = by_hand([Placement(1, places[0], places[0]), Placement(2, places[1], places[1])])
    sheets = pk.impose(saved(pdf), job, marks=False)
    assert markers(sheets.pdf) == [near((30, 70, 34, 72)), near((160, 60, 164, 62))]


def test_pages_of_several_sizes_are_told():
    def widen(_pdf: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
        if number > 2:
            page.obj.TrimBox[2] = float(page.obj.TrimBox[2]) - 1 * MM

    with pytest.raises(pk.PrintkitError) as raised:
        pk.impose(book(4, change=widen))
    (found,) = raised.value.diagnostics
    assert found.code == "mixed-trims"
    assert "105.0 × 148.0 mm" in found.message
    assert "page 3 is 104.0 × 148.0 mm, and 1 more" in found.message


def test_crop_marks_of_the_page_stay_behind():
    assert len([item for item in seen(book(1)) if item.stroke]) == 1
    assert not [item for item in seen(on_paper(book(1), 20).pdf) if item.stroke]


def test_links_go_without_a_word_and_notes_with_one():
    def annotate(kind: str):
        def change(pdf: pikepdf.Pdf, page: pikepdf.Page, _number: int) -> None:
            page.obj.Annots = Array(
                [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[50, 50, 90, 90]))]
            )

        return change

    assert codes(on_paper(book(1, change=annotate("/Link")))) == set()
    sheets = on_paper(book(1, change=annotate("/Stamp")))
    assert codes(sheets) == {"annotations-dropped"}
    with opened(sheets.pdf) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


def test_an_empty_page_is_blank_paper():
    def empty(_pdf: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
        if number == 2:
            del page.obj.Contents

    sheets = pk.impose(book(4, change=empty), marks=False)
    assert [len(markers(sheets.pdf, side)) for side in (1, 2)] == [2, 1]


def test_a_group_goes_with_its_page():
    def group(_pdf: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
        if number == 1:
            page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)

    with opened(pk.impose(book(4, change=group)).pdf) as pdf:
        front, back = (page.obj for page in pdf.pages)
        assert front.Group.CS == back.Group.CS == Name.DeviceCMYK
        assert Name.Transparency == front.Resources.XObject.P1.Group.S
        assert "/Group" not in front.Resources.XObject.P4
    with opened(pk.impose(book(4)).pdf) as pdf:
        assert all("/Group" not in page.obj for page in pdf.pages)


def test_layers_stay_as_they_are():
    pdf = pikepdf.open(io.BytesIO(book(1)))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("hidden")))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer], Order=[layer]))
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary(L=layer)
    page.Contents = pdf.make_stream(
        page.Contents.read_bytes().replace(b"BT", b"/OC /L BDC BT").replace(b"ET", b"ET EMC")
    )
    sheets = on_paper(saved(pdf))
    assert markers(sheets.pdf) == [near(UPRIGHT)]
    assert not [item for item in seen(sheets.pdf) if item.kind == "text"]


def claiming(version: str, **info: str) -> bytes:
    pdf = pikepdf.open(io.BytesIO(book(4)))
    pdf.docinfo["/GTS_PDFXVersion"] = version
    for key, value in info.items():
        pdf.docinfo[f"/{key}"] = pikepdf.Name(value) if value.startswith("/") else value
    return saved(pdf)


def test_the_file_says_what_it_was_made_of():
    sheets = pk.impose(
        claiming("PDF/X-3:2003", Title="Advert", Creator="Layout 9", ModDate="D:20210304050607Z", Trapped="/True")
    )
    assert (sheets.title, sheets.standard) == ("Advert", "PDF/X-3:2003")
    with opened(sheets.pdf) as pdf:
        facts = DocumentFacts(pdf)
        assert facts.info["Title"] == "Advert"
        assert facts.info["Creator"] == "Layout 9"
        assert facts.info["Producer"] == "printkit"
        assert facts.info["Trapped"] == "True"
        assert facts.info["ModDate"].startswith("D:20210304")
        assert facts.info["GTS_PDFXVersion"] == "PDF/X-3:2003"
        assert facts.version <= "1.4"


def test_nobody_is_said_to_have_made_pages_of_unknown_making():
    with opened(pk.impose(book(4)).pdf) as pdf:
        assert "/Creator" not in pdf.docinfo
        assert str(pdf.docinfo["/Producer"]) == "printkit"


@pytest.mark.parametrize("claim", ["PDF/X-1a:2001", "PDF/X-5g", "nonsense"])
def test_a_claim_that_sheets_cannot_keep_is_dropped_and_told(claim):
    sheets = pk.impose(claiming(claim))
    assert sheets.standard == ""
    assert codes(sheets) == {"claim-dropped"}
    with opened(sheets.pdf) as pdf:
        assert "/GTS_PDFXVersion" not in pdf.docinfo


def test_sheets_are_another_document():
    source = claiming("PDF/X-4")
    names = set()
    for data in (
        source,
        pk.impose(source).pdf,
        pk.impose(source, sheet="A3").pdf,
        pk.impose(source, title="Other").pdf,
    ):
        with opened(data) as pdf:
            names.add(bytes(pdf.trailer.ID[0]))
    assert len(names) == 4


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"scheme": "saddle-stich"}, "no-scheme"),
        ({"sheet": "SRA33"}, "no-sheet"),
        ({"calliper": "0.1mm"}, "no-scheme-option"),
        ({"caliper": "thick"}, "bad-scheme-option"),
        ({"bleed": "9mm"}, "bad-bleed"),
    ],
)
def test_wrong_choices_are_told(choices, code):
    with pytest.raises(pk.PrintkitError) as raised:
        pk.impose(book(4), **choices)
    assert [found.code for found in raised.value.diagnostics] == [code]
    assert raised.value.diagnostics[0].hints


def test_texts_are_read_as_options():
    by_text, by_value = (
        pk.impose(book(8), caliper="0.1mm", binding="right"),
        pk.impose(book(8), caliper=Length.mm(0.1), binding="right"),
    )
    assert by_text.pdf == by_value.pdf
