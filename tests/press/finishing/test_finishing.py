"""Finishes: each a plate of its own that is its shape, over plates that do not change."""

import io
import re
import subprocess

import numpy as np
import pikepdf
import pytest
from pikepdf import Name
from PIL import Image

import printkit as pk
from printkit.press.finishing import Across, Drawing, Finish, InkOf, Page, Trim, kind, read_shape
from printkit.separations import separate
from printkit.units import Length

MM = 72 / 25.4
ROUND = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210">
<circle cx="50" cy="60" r="20"/><rect x="100" y="150" width="30" height="20" fill="none" stroke="#000" stroke-width="2"/>
</svg>"""
VARNISH = Finish(kind("spot-varnish"), Drawing("varnish.svg", ROUND), (1,))
DIE = Finish(kind("die-line"), Trim(Length.mm(5)), (1,))
STANDARDS = ("PDF/X-4", "PDF/X-1a:2003")


@pytest.fixture
def finished(pressed):
    """The booklet with finishes, opened."""
    return lambda *finishes, standard="PDF/X-4": pikepdf.open(io.BytesIO(pressed(standard, finishing=finishes).pdf))


def lines_of(pdf: pikepdf.Pdf, form: str = "/Finish0") -> list[tuple[float, ...]]:
    """The numbers of every step of a path in a finish's form, in pt from the lower left corner of the trim."""
    data = pdf.pages[0].obj.Resources.XObject[form].read_bytes().decode()
    return [tuple(map(float, found.split())) for found in re.findall(r"((?:[-\d.]+ )+)[mlc]\n", data)]


def expected(dpi: float, draw) -> np.ndarray:
    """Where a shape lies: `draw(x, y)` in mm from the top left of the trim, for every pixel of the trim."""
    width, height = round(148 / 25.4 * dpi), round(210 / 25.4 * dpi)
    x, y = np.meshgrid((np.arange(width) + 0.5) * 25.4 / dpi, (np.arange(height) + 0.5) * 25.4 / dpi)
    return draw(x, y)


def ring_and_disc(x, y):
    disc = np.hypot(x - 50, y - 60) < 20
    away = np.maximum(np.abs(x - 115) - 15, np.abs(y - 160) - 10)
    return disc | (np.abs(away) < 1)


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_plate_of_a_drawing_is_the_drawing(finished, standard):
    pdf = finished(VARNISH, standard=standard)
    plates = separate(pdf, 0, dpi=100, box="trim")
    found = plates.plate("Spot Varnish") > 127
    wanted = expected(100, ring_and_disc)
    found = found[: wanted.shape[0], : wanted.shape[1]]
    assert wanted.sum() > 20_000
    assert np.count_nonzero(found != wanted) < 0.02 * wanted.sum()  # pixels of the edges
    assert set(np.unique(plates.plate("Spot Varnish")[220:250, 180:210])) == {255}  # inside: at full


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_other_plates_do_not_change(finished, standard):
    plain, varnished = finished(standard=standard), finished(VARNISH, DIE, standard=standard)
    before, after = (separate(pdf, 0, dpi=72, box="bleed") for pdf in (plain, varnished))
    assert after.inks == (*before.inks, "Die Line", "Spot Varnish")
    for ink in before.inks:
        assert np.array_equal(before.plate(ink), after.plate(ink)), ink
    own, others = (pdf.pages[0].obj.Resources.XObject.Page.read_bytes() for pdf in (plain, varnished))
    assert own == others


@pytest.mark.witness
@pytest.mark.parametrize("standard", STANDARDS)
def test_ghostscript_makes_the_same_plates(pressed, tmp_path, standard):
    found = []
    for index, finishes in enumerate(((), (VARNISH, DIE))):
        file = tmp_path / f"{index}.pdf"
        file.write_bytes(pressed(standard, finishing=finishes).pdf)
        command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r72", "-dLastPage=1"]
        subprocess.run([*command, "-o", str(tmp_path / f"{index}-%d.tif"), str(file)], check=True, timeout=60)
        found.append({
            each.name.split("(")[1][:-5]: 255 - np.asarray(Image.open(each)) for each in tmp_path.glob(f"{index}-1(*.tif")
        })  # fmt: skip
    plain, varnished = found
    assert set(varnished) - set(plain) == {"Spot Varnish", "Die Line"}
    with pikepdf.open(io.BytesIO(pressed(standard).pdf)) as pdf:
        x0, y0, x1, y1 = map(float, pdf.pages[0].BleedBox)
        high = plain["Cyan"].shape[0]
    inside = np.s_[round(high - y1) + 1 : round(high - y0) - 1, round(x0) + 1 : round(x1) - 1]
    for ink in plain:
        assert np.array_equal(plain[ink][inside], varnished[ink][inside]), ink
    ours = separate(pikepdf.open(tmp_path / "1.pdf"), 0, dpi=72, box="media")
    theirs = varnished["Spot Varnish"][inside].astype(int)
    away = np.abs(theirs - ours.plate("Spot Varnish")[: theirs.shape[0] + 99][inside])
    assert np.count_nonzero(away > 140) < 0.01 * theirs.size
    assert theirs.sum() > 255 * 1000


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_finish_overprints(finished, standard):
    pdf = finished(VARNISH, standard=standard)
    form = pdf.pages[0].obj.Resources.XObject.Finish0
    state = form.Resources.ExtGState.Over
    assert (bool(state.op), bool(state.OP), int(state.OPM)) == (True, True, 1)
    assert form.read_bytes().startswith(b"/Over gs\n/Ink cs 1 scn\n/Ink CS 1 SCN\n")
    space = form.Resources.ColorSpace.Ink
    assert [space[0], space[1], space[2]] == [Name.Separation, Name("/Spot Varnish"), Name.DeviceCMYK]


def test_the_die_line_is_the_edge_of_the_trim_with_its_corners(finished):
    points = lines_of(finished(DIE))
    xs = sorted({round(value / MM, 3) for point in points for value in point[::2]})
    ys = sorted({round(value / MM, 3) for point in points for value in point[1::2]})
    assert (xs[0], xs[-1]) == (pytest.approx(0, abs=0.01), pytest.approx(148, abs=0.01))
    assert (ys[0], ys[-1]) == (pytest.approx(0, abs=0.01), pytest.approx(210, abs=0.01))
    start = next(point for point in points if len(point) == 2)
    assert start[0] / MM == pytest.approx(5, abs=0.01)  # where the corner ends


@pytest.mark.parametrize(("side", "sharp", "round_at"), [("right", 0, 148 - 5), ("left", 148, 5)])
def test_a_bound_page_has_round_corners_away_from_the_spine(finished, side, sharp, round_at):
    points = lines_of(finished(Finish(kind("die-line"), Trim(Length.mm(5), side), (1,))))
    corners = {(round(x / MM, 2), round(y / MM, 2)) for x, y in (point[-2:] for point in points)}
    assert {(sharp, 0.0), (sharp, 210.0), (round_at, 0.0), (round_at, 210.0)} <= corners
    assert len(corners) == 6
    assert sum(len(point) == 6 for point in points) == 2


def test_holes_and_lines_stand_where_they_are_asked_for(finished):
    hole = Finish(kind("die-line"), Trim(holes=((Length.mm(74), Length.mm(12), Length.mm(6)),)), (1,))
    tear = Finish(kind("tear-line"), Across(Length.mm(40), "level"), (1,))
    pdf = finished(hole, tear)
    circle = [point for point in lines_of(pdf) if len(point) == 6]
    xs, ys = [p[4] / MM for p in circle], [p[5] / MM for p in circle]
    assert (min(xs), max(xs)) == (pytest.approx(71, abs=0.01), pytest.approx(77, abs=0.01))
    assert (210 - max(ys), 210 - min(ys)) == (pytest.approx(9, abs=0.01), pytest.approx(15, abs=0.01))
    (start, end) = lines_of(pdf, "/Finish1")
    assert start == pytest.approx((0, 170 * MM), abs=0.03)
    assert end == pytest.approx((148 * MM, 170 * MM), abs=0.03)


def test_layers_say_what_is_done_with_them(finished):
    pdf = finished(VARNISH, DIE)
    groups = {str(each.Name): each.GTS_Metadata for each in pdf.Root.OCProperties.OCGs}
    assert dict(groups["Spot Varnish"].items()) == {"/GTS_ProcStepsGroup": Name.Varnish}
    assert dict(groups["Die Line"].items()) == {
        "/GTS_ProcStepsGroup": Name.Structural, "/GTS_ProcStepsType": Name.Cutting,
    }  # fmt: skip
    assert pdf.pages[0].obj.Resources.XObject.Finish1.OC.objgen == pdf.Root.OCProperties.OCGs[1].objgen


def test_pdf_x_1a_has_no_layers(finished):
    pdf = finished(VARNISH, standard="PDF/X-1a:2003")
    assert "/OCProperties" not in pdf.Root
    assert "/OC" not in pdf.pages[0].obj.Resources.XObject.Finish0


def test_only_the_pages_that_are_named_are_finished(finished):
    pdf = finished(VARNISH)
    assert ["/Finish0" in page.obj.Resources.XObject for page in pdf.pages][:3] == [True, False, False]


def test_foil_stands_in_the_place_of_its_ink(finished):
    """The title is white; what was white there is foil, and nothing of it is left in the other plates' knockout."""
    plain, foiled = finished(), finished(Finish(kind("foil"), InkOf("white"), (1,), "gold"))
    before, after = (separate(pdf, 0, dpi=72, box="trim") for pdf in (plain, foiled))
    foil = after.plate("Foil Gold") == 255
    assert foil.sum() > 500
    cyan = int(np.median(before.plate("Cyan")[30:60, 10:40]))
    assert before.plate("Cyan")[foil].max() < 8
    assert np.abs(after.plate("Cyan")[foil].astype(int) - cyan).max() < 8
    changed = before.plate("Cyan") != after.plate("Cyan")
    assert not (changed & (after.plate("Foil Gold") == 0)).any()


@pytest.mark.parametrize("standard", STANDARDS)
def test_varnish_over_an_ink_lies_where_the_ink_is_seen(finished, standard):
    plain = finished(standard=standard)
    varnished = finished(Finish(kind("spot-varnish"), InkOf("acc"), (1,)), standard=standard)
    before, after = (separate(pdf, 0, dpi=72, box="trim") for pdf in (plain, varnished))
    for ink in before.inks:
        assert np.array_equal(before.plate(ink), after.plate(ink)), ink
    recipe = pk.layout("booklet-a5").inks["acc"].cmyk
    seen = np.all(
        [
            np.abs(before.plate(ink).astype(int) - amount * 2.55) < 2
            for ink, amount in zip(before.inks, recipe, strict=False)
        ],
        axis=0,
    )
    varnish = after.plate("Spot Varnish")
    assert seen.sum() > 1000
    assert varnish[seen].min() > 250
    assert np.count_nonzero(varnish[~seen] > 250) < 0.01 * seen.sum()


def test_text_is_read_once_under_a_finish(finished):
    from pypdfium2 import PdfDocument

    def words(pdf):
        out = io.BytesIO()
        pdf.save(out)
        return [page.get_textpage().get_text_range() for page in PdfDocument(out.getvalue())]

    finish = Finish(kind("spot-varnish"), InkOf("white"), (1,)), Finish(kind("foil"), InkOf("ink"), (4,))
    assert words(finished(*finish)) == words(finished())


def test_marks_name_every_plate(finished):
    pdf = finished(VARNISH, DIE)
    spaces = pdf.pages[0].obj.Resources.XObject.Marks.Resources.ColorSpace
    assert {str(space[1]) for _, space in spaces.items()} == {"/All", "/Spot Varnish", "/Die Line"}


def test_the_screen_shows_no_finishing(booklet):
    from printkit.build import editions

    plain, varnished = (next(editions(booklet, ("screen",), finishing=each)) for each in ((), (VARNISH,)))
    assert plain.pdf == varnished.pdf


def test_the_same_finish_gives_the_same_bytes_and_another_one_another_identity(booklet):
    first, again = (pk.press(booklet, finishing=(VARNISH,)).pdf for _ in range(2))
    other = pk.press(booklet, finishing=(DIE,)).pdf
    assert first == again
    identities = [pikepdf.open(io.BytesIO(pdf)).trailer.ID[0] for pdf in (first, other)]
    assert bytes(identities[0]) != bytes(identities[1])


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_finished_file_passes_where_spots_are_admitted(pressed, standard):
    """Varnish and foil are no ink: they add nothing to total ink, and make no line one in several inks."""
    from printkit.preflight import profiles, with_spots

    asked = next(each for each in profiles() if each.name == "SheetCMYK")
    whole = Finish(kind("spot-varnish"), Page())
    foil = Finish(kind("foil"), InkOf("acc"), (1,), "gold")
    crease = Finish(kind("crease"), Across(Length.mm(20)))
    plain = pk.preflight(pressed(standard), asked, standard=standard)
    found = pk.preflight(pressed(standard, finishing=(whole, foil, crease)), with_spots(asked), standard=standard)
    assert found.errors == ()
    assert {each.rule for each in found.warnings} - {each.rule for each in plain.warnings} == {"R0020"}
    strict = pk.preflight(pressed(standard, finishing=(VARNISH,)), asked, standard=standard)
    assert [each.rule for each in strict.errors] == ["R0020"]


@pytest.mark.parametrize(
    ("finish", "code"),
    [
        (Finish(kind("foil"), InkOf("gilt")), "unknown-ink"),
        (Finish(kind("foil"), InkOf("mute"), (1,)), "empty-finish"),
        (Finish(kind("foil"), InkOf("acc"), (99,)), "no-page"),
        (Finish(kind("white"), Page(), ink="Black"), "bad-finish-ink"),
        (Finish(kind("die-line"), Trim(Length.mm(80))), "bad-finish-shape"),
        (Finish(kind("crease"), Across(Length.mm(148))), "bad-finish-shape"),
        (Finish(kind("die-line"), Trim(holes=((Length.mm(1), Length.mm(9), Length.mm(5)),))), "bad-finish-shape"),
        (Finish(kind("foil"), Drawing("square.svg", ROUND.replace(b"148 210", b"100 100"))), "bad-finish-shape"),
    ],
)
def test_what_cannot_be_finished_is_told(booklet, finish, code):
    with pytest.raises(pk.PrintkitError) as caught:
        pk.press(booklet, finishing=(finish,))
    assert [each.code for each in caught.value.diagnostics] == [code]


def test_shapes_as_they_are_written(tmp_path):
    (tmp_path / "a.svg").write_bytes(ROUND)
    assert read_shape("ink:main") == InkOf("main")
    assert read_shape("page") == Page()
    assert read_shape("corner:5mm") == Trim(Length.mm(5))
    assert read_shape("top: 60mm") == Across(Length.mm(60), "level")
    hole = (Length.mm(74), Length.mm(10), Length.mm(5))
    assert read_shape("corner:3mm hole:74mm,10mm,5mm") == Trim(Length.mm(3), holes=(hole,))
    assert read_shape("right-corner:5mm") == Trim(Length.mm(5), "right")
    assert read_shape("a.svg", tmp_path) == Drawing("a.svg", ROUND)


@pytest.mark.parametrize(
    ("text", "code"),
    [("gold", "bad-finish-shape"), ("corner:5", "bad-finish-shape"), ("hole:1mm", "bad-finish-shape"),
     ("ink:a left:3mm", "bad-finish-shape"), ("../a.svg", "outside"), ("b.svg", "no-picture")],
)  # fmt: skip
def test_what_is_no_shape_is_told(tmp_path, text, code):
    with pytest.raises(pk.PrintkitError) as caught:
        read_shape(text, tmp_path)
    assert [each.code for each in caught.value.diagnostics] == [code]
