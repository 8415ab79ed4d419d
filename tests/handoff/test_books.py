"""Whole books from report to package: 96 pages perfect-bound with a cover, 24 pages saddle-stitched.

The paper is simulated from where things lie on the sheets alone; which page lies there is read from the sheets' own text.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from book_jobs import BOOK, BOOK_SECTIONS, BOOKLET, BOOKLET_SECTIONS, write
from lxml import etree
from small_jobs import xjdf_schema

import printkit as pk
from printkit.handoff import Package, hand_off
from printkit.imposition import Imposition
from printkit.pdf import PageReader
from printkit.separations import separate
from printkit.sheets import Sheets, impose
from printkit.stocks import stock

sys.path.insert(0, str(Path(__file__).parents[1] / "imposition"))
from folded_paper import bound as bound_packet
from folded_paper import cut, folded, nested, printed, read

pytestmark = pytest.mark.slow
MM = 72 / 25.4
XJDF = {"x": "http://www.CIP4.org/JDFSchema_2_0"}
TRIM = pk.Size.parse("A5")
EDGE = pk.Length.mm(15)
"""Slug and bleed around the trim of every page of the artwork."""


@dataclass(frozen=True)
class Book:
    """A package, and its sheets made once more with what tells how the paper lies."""

    package: Package
    sheets: Sheets

    def file(self, end: str) -> bytes:
        """The one file whose name ends so."""
        [found] = [each.data for each in self.package.entries if each.name.endswith(end)]
        return found


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("book")
    made = hand_off(write(folder, BOOK, BOOK_SECTIONS), folder / "out")
    [body] = [each.data for each in made.entries if each.name.endswith("_内文.pdf")]
    options: dict[str, Any] = {"gripper": "10mm", "caliper": stock("offset-100").caliper, "signature": 16}
    return Book(made, impose(body, "perfect-bound", sheet="正度对开", **options))


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("booklet")
    made = hand_off(write(folder, BOOKLET, BOOKLET_SECTIONS), folder / "out")
    [body] = [each.data for each in made.entries if each.name.endswith("_内文.pdf")]
    return Book(made, impose(body, "saddle-stitch", sheet="SRA3", caliper=stock("matt-157").caliper))


@pytest.fixture(params=["book", "booklet"])
def either(request: pytest.FixtureRequest) -> Book:
    made: Book = request.getfixturevalue(request.param)
    return made


def numbered(imposition: Imposition) -> tuple[Imposition, dict[int, tuple[int, Any]]]:
    """The places on the sheets numbered as they come, whatever lies there; and each with the page of the sheets' file."""
    places: dict[int, tuple[int, Any]] = {}
    sheets = []
    for index, sheet in enumerate(imposition.sheets):
        sides = []
        for side, number in ((sheet.front, 2 * index), (sheet.back, 2 * index + 1)):
            assert side is not None
            first = len(places) + 1
            places |= {first + at: (number, placement) for at, placement in enumerate(side.placements)}
            sides.append(replace(side, placements=tuple(
                replace(placement, page=first + at) for at, placement in enumerate(side.placements)
            )))  # fmt: skip
        sheets.append(replace(sheet, front=sides[0], back=sides[1]))
    return replace(imposition, sheets=tuple(sheets)), places


def leafed_through(book: Book, *, nest: bool) -> list[tuple[int, Any]]:
    """The places in the order in which the finished book shows them: cut, folded, nested or gathered, bound."""
    imposition, places = numbered(book.sheets.imposition)
    packets = []
    for sheet in imposition.sheets:
        whole = printed(imposition, sheet, (TRIM.width.pt, TRIM.height.pt))
        cuts = [line for line in sheet.front.lines if line.kind == "cut"]
        packets += [bound_packet(folded(piece)) for piece in cut(whole, cuts) if piece.prints]
    leaves = nested(packets) if nest else [leaf for packet in packets for leaf in packet]
    return [places[number] for number in read(leaves) if number is not None]


@cache
def said(pdf: bytes) -> list[list[tuple[float, float, str]]]:
    """The words of every page with the middle of the box of each piece of text, in pt."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        reader = PageReader(opened)
        pages = [reader.read(number).items for number in range(len(opened.pages))]
    return [
        [((item.box[0] + item.box[2]) / 2, (item.box[1] + item.box[3]) / 2, item.text) for item in items if item.text]
        for items in pages
    ]


def letters(pieces: list[tuple[float, float, str]], box: tuple[float, ...]) -> Counter[str]:
    """How often each letter stands in a box, turned or not."""
    left, bottom, right, top = box
    inside = "".join(text for x, y, text in pieces if left < x < right and bottom < y < top)
    return Counter(re.sub(r"\s", "", inside))


@pytest.mark.parametrize(("name", "nest", "pages"), [("book", False, 96), ("booklet", True, 24)])
def test_the_bound_book_reads_from_the_first_page_to_the_last(name, nest, pages, request):
    book: Book = request.getfixturevalue(name)
    assert book.file("_拼版.pdf") == book.sheets.pdf  # so what the sheets tell of the paper is of this file
    body, sheets = (said(book.file(end)) for end in ("_内文.pdf", "_拼版.pdf"))
    assert len(body) == pages
    assert book.package.facts.blanks == ()
    order = leafed_through(book, nest=nest)
    assert len(order) == pages
    corner = EDGE.pt
    own = (corner, corner, corner + TRIM.width.pt, corner + TRIM.height.pt)
    wanted = [letters(page, own) for page in body]
    found = [
        letters(sheets[number], tuple(getattr(place.trim, side).pt for side in ("left", "bottom", "right", "top")))
        for number, place in order
    ]
    assert sum(map(bool, wanted)) > pages * 0.75  # openers and pictures have few letters, some none
    assert [page + 1 for page in range(pages) if wanted[page] != found[page]] == []


def test_every_page_is_drawn_where_it_is_cut(either):
    """The trim of each page on its sheet, by what its form and the matrix before it come to: within 0.01 mm."""
    with pikepdf.open(io.BytesIO(either.file("_拼版.pdf"))) as pdf:
        for number, page in enumerate(pdf.pages):
            sheet = either.sheets.imposition.sheets[number // 2]
            placements = (sheet.front, sheet.back)[number % 2].placements
            drawn = re.findall(rb"([-\d. ]+) cm\n/(\S+) Do", page.Contents.read_bytes())
            drawn = [(list(map(float, matrix.split())), name) for matrix, name in drawn if name.startswith(b"P")]
            assert len(drawn) == len(placements)
            for (matrix, name), placement in zip(drawn, placements, strict=True):
                a, b, c, d, e, f = matrix[-6:]
                left, bottom, right, top = map(float, page.Resources.XObject["/" + name.decode()].BBox)
                x, y = (left + right) / 2, (bottom + top) / 2  # the bleed is alike on all sides
                middle = (a * x + c * y + e, b * x + d * y + f)
                area, (right, up) = placement.trim, placement.shift
                wanted = ((area.left.pt + area.right.pt) / 2 + right.pt, (area.bottom.pt + area.top.pt) / 2 + up.pt)
                assert middle == pytest.approx(wanted, abs=0.01 * MM)
                assert area.height.pt == pytest.approx(TRIM.height.pt, abs=0.01 * MM)
                # The leaves of inner sheets are cut narrower: they stick out of the outer ones by the paper around them.
                assert -0.01 <= (TRIM.width - area.width).as_mm <= 6 * stock("matt-157").caliper.as_mm


def test_the_spine_is_the_block_and_the_cover_around_it(book):
    """48 leaves and two thicknesses of the cover."""
    around = 48 * stock("offset-100").caliper.as_mm + 2 * stock("board-250").caliper.as_mm
    with pikepdf.open(io.BytesIO(book.file("_封面.pdf"))) as pdf:
        left, bottom, right, top = map(float, pdf.pages[0].TrimBox)
        bled = list(map(float, pdf.pages[0].BleedBox))
    assert (top - bottom) / MM == pytest.approx(210, abs=0.01)
    panels = dict(book.package.facts.parts[1].panels)
    assert panels["spine"].as_mm == pytest.approx(around, abs=0.05)
    assert sum(panel.as_mm for panel in panels.values()) == pytest.approx((right - left) / MM, abs=0.01)
    assert [(left - bled[0]) / MM, (bled[3] - top) / MM] == pytest.approx([3, 3], abs=0.01)


def test_the_spine_tells_the_title(book):
    with pdfplumber.open(io.BytesIO(book.file("_封面.pdf"))) as pdf:
        page = pdf.pages[0]
        middle, half = float(page.width) / 2, book.package.facts.spine.pt / 2
        column = [char for char in page.chars if middle - half < (char["x0"] + char["x1"]) / 2 < middle + half]
    assert "".join(char["text"] for char in column).startswith("众手成城")
    assert min(char["x0"] for char in column) > middle - half + 0.4 * MM
    assert max(char["x1"] for char in column) < middle + half - 0.4 * MM


def test_the_preflight_finds_no_error_in_any_file(either):
    """Every file that is printed was looked over, with spot inks by the variant that admits them."""
    found = dict(either.package.facts.preflights)
    ends = ("_内文.pdf", "_封面.pdf", "_护封.pdf", "_拼版.pdf")
    assert set(found) == {entry.name for entry in either.package.entries if entry.name.endswith(ends)}
    for name, result in found.items():
        with pikepdf.open(io.BytesIO(either.file(name))) as pdf:
            spots = any(isinstance(each, pikepdf.Array) and len(each) == 4 and each[0] == pikepdf.Name.Separation
                        and each[1] not in ("/All", "/None") for each in pdf.objects)  # fmt: skip
        assert (result.profile, result.standard) == ("SheetSpot" if spots else "SheetCMYK", "PDF/X-4")
        assert [str(error) for error in result.errors] == [], name


def test_the_ticket_is_valid_and_says_what_the_files_are(either):
    ticket = etree.fromstring(either.file(".xjdf"))
    schema = xjdf_schema()
    assert schema.validate(ticket), schema.error_log
    with pikepdf.open(io.BytesIO(either.file("_内文.pdf"))) as pdf:
        pages = len(pdf.pages)
    stated = {int(value) for value in ticket.xpath("//x:LayoutIntent/@Pages", namespaces=XJDF)}
    assert pages in stated
    amounts = {int(float(value)) for value in ticket.xpath("//x:Product/@Amount", namespaces=XJDF)}
    assert amounts == {either.package.facts.job.quantity}


def test_the_zip_holds_every_file(either):
    with zipfile.ZipFile(either.package.zip) as archive:
        assert archive.testzip() is None
        inside = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
    assert inside == {entry.name: entry.data for entry in either.package.entries}
    kinds = ("_内文.pdf", "_拼版.pdf", "_工单.xjdf", "_工艺单.pdf", "_内文_校样.pdf", "SHA256SUMS", "manifest.json")
    assert [kind for kind in kinds if not any(name.endswith(kind) for name in inside)] == []


def test_the_spec_sheet_is_one_page_and_tells_the_numbers_of_the_files(book):
    pdf = pypdfium2.PdfDocument(book.file("_工艺单.pdf"))
    assert len(pdf) == 1
    text = re.sub(r"\s", "", pdf[0].get_textpage().get_text_range())
    for told in (
        "148×210",
        "96P",
        "2,000册",
        f"{book.package.facts.spine.as_mm:g}mm",
        "FoilGold",
        "SpotVarnish",
        "无线胶装",
    ):
        assert told in text


def test_the_foil_of_the_cover_is_where_its_ink_was(book):
    """Foil takes the place of the accent, varnish lies over the tint; foil is laid over all plates, so they may meet."""
    with pikepdf.open(io.BytesIO(book.file("_封面.pdf"))) as pdf:
        plates = separate(pdf, 0, dpi=50, box="trim")
    recipes = {name: ink.cmyk for name, ink in pk.layout("booklet-a5").inks.items()}
    for plate, ink in (("Foil Gold", "acc"), ("Spot Varnish", "tint")):
        covered = plates.plate(plate) == 255
        assert np.count_nonzero(covered) > 5000
        printed_so = np.all([abs(plates.plate(each).astype(int) - 2.55 * amount) < 3 for each, amount in zip(
            ("Cyan", "Magenta", "Yellow", "Black"), recipes[ink], strict=True)], axis=0)  # fmt: skip
        if ink == "tint":
            assert np.count_nonzero(printed_so & ~covered & (plates.plate(plate) == 0)) == 0
        else:
            assert np.count_nonzero(printed_so) == 0


def test_the_plates_of_finishing_go_with_the_page_onto_its_sheet(booklet):
    """The die line lies on the sheet where the front cover is cut, the varnish where it lies on that page."""
    order = leafed_through(booklet, nest=True)
    number, placement = order[0]
    with pikepdf.open(io.BytesIO(booklet.file("_拼版.pdf"))) as pdf:
        plates = separate(pdf, number, dpi=72, box="media")
        groups = {str(group.Name) for group in pdf.Root.OCProperties.OCGs}
    assert groups == {"Spot Varnish", "Die Line"}
    rows, columns = plates.pixels(
        (placement.trim.left.pt, placement.trim.bottom.pt, placement.trim.right.pt, placement.trim.top.pt)
    )
    varnish = plates.plate("Spot Varnish")[rows, columns] > 127
    ys, xs = np.nonzero(varnish)
    assert (xs.mean() / MM, ys.mean() / MM) == (pytest.approx(74, abs=0.4), pytest.approx(120, abs=0.4))
    assert varnish.sum() / MM**2 == pytest.approx(np.pi * 900, rel=0.02)
    edge = plates.plate("Die Line")[rows, columns]
    assert (edge[100:-100, :2].max(axis=1) > 60).all()
    assert (edge[:2, 100:-100].max(axis=0) > 60).all()
    assert edge[20:-20, 20:-20].max() == 0
