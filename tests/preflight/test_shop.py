"""What shops ask: each rule at its threshold, just under and just over."""

from __future__ import annotations

import io

import pytest
from clean import build, save
from pikepdf import Array, Dictionary, Name, String

from printkit import PrintkitError
from printkit.diagnostics import Severity
from printkit.preflight import Box, Profile, Shop, preflight, read_shop
from printkit.units import Length

NOTHING = Profile("none", "none", "", {})

FULL = b"0.1 0 0.2 0 k 0 0 340 460 re f\n"


def look(content=FULL, shop=None, pages=1, change=None, **resources):
    pdf = build(content=content, pages=pages)
    for page in pdf.pages:
        page.Resources = Dictionary(**resources)
    if change:
        change(pdf)
    result = preflight(save(pdf, "1.6"), NOTHING, shop=shop or Shop())
    return [finding for finding in result.findings if finding.rule.startswith("SHOP")]


def rules(*arguments, **options):
    return sorted({finding.rule for finding in look(*arguments, **options)})


def picture(pdf_pixels, placed_pt, **entries):
    """A picture so many pixels wide and high, placed so many pt wide and high in the middle."""
    content = FULL + b"q %f 0 0 %f 60 60 cm /X Do Q\n" % (placed_pt, placed_pt)

    def change(pdf):
        size = pdf_pixels * pdf_pixels * (4 if "ImageMask" not in entries else 1)
        image = pdf.make_stream(
            b"\x40" * size, Type=Name.XObject, Subtype=Name.Image, Width=pdf_pixels, Height=pdf_pixels,
            **({"BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK} | entries),
        )  # fmt: skip
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=image))

    return look(content, change=change)


def text(x, y, letters=b"(Word)", font=None):
    content = FULL + b"0 0 0 1 k BT /F 10 Tf %f %f Td %s Tj ET\n" % (x, y, letters)
    kind = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding, FirstChar=32,
        LastChar=126, Widths=Array([500] * 95),
    )  # fmt: skip
    return look(content, Font=Dictionary(F=font or kind))


def test_a_filled_bleed_has_no_finding():
    assert look() == []


def test_white_pages_with_bleed_have_no_finding():
    assert look(b"0 0 0 1 k 60 60 100 20 re f\n") == []


@pytest.mark.parametrize(
    ("edge", "area"),
    [
        ("left", b"20 11 309 438 re f"),
        ("bottom", b"11 20 318 429 re f"),
        ("right", b"11 11 309 438 re f"),
        ("top", b"11 11 318 429 re f"),
    ],
)
def test_what_ends_at_the_trim_is_found(edge, area):
    (finding,) = look(b"0.5 0 0 0 k " + area)
    assert (finding.rule, finding.severity) == ("SHOP-bleed", Severity.ERROR)
    assert f"the {edge} edge" in finding.message


def test_the_bare_stretch_is_where_it_is():
    (finding,) = look(b"0.5 0 0 0 k 20 320 100 60 re f")  # 60 to 120 pt below the top of the trim, at its left
    mm = 25.4 / 72
    assert finding.box is not None
    assert finding.box.y == pytest.approx(60 * mm, abs=0.3)
    assert finding.box.height == pytest.approx(60 * mm, abs=0.5)
    assert finding.box.x == pytest.approx(-3, abs=0.1)


def test_the_bare_stretch_of_a_turned_page_is_where_it_is_seen():
    (finding,) = look(b"0.5 0 0 0 k 20 320 100 60 re f", change=lambda pdf: pdf.pages[0].obj.__setitem__("/Rotate", 90))
    mm = 25.4 / 72
    assert "the top edge" in finding.message
    assert finding.box is not None
    assert finding.box.x == pytest.approx(300 * mm, abs=0.3)  # its lower end lies 300 pt above the trim's bottom
    assert finding.box.y == pytest.approx(-3, abs=0.1)


@pytest.mark.parametrize(("width", "found"), [(2.0, False), (3.5, True)])
def test_a_stretch_shorter_than_a_millimetre_is_let_through(width, found):
    assert bool(look(b"0.5 0 0 0 k 20 300 100 %f re f" % width)) is found


def test_ink_that_stops_before_the_edge_of_the_bleed_is_found():
    (finding,) = look(b"0.5 0 0 0 k 17 11 312 438 re f")
    assert finding.rule == "SHOP-bleed"
    assert look(b"0.5 0 0 0 k 11.5 11 317.5 438 re f") == []


def test_a_picture_that_is_white_in_the_bleed_is_let_through():
    def change(pdf):
        rows = b"\0\0\0\0" + b"\0\0\0\xff" * 9  # white at the left, black from there on
        image = pdf.make_stream(
            rows, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=1, BitsPerComponent=8,
            ColorSpace=Name.DeviceCMYK,
        )  # fmt: skip
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=image))

    content = b"q 90 0 0 438 11 11 cm /X Do Q\n"  # its white is just as wide as the bleed
    assert look(content, change=change, shop=Shop(ppi=0)) == []


@pytest.mark.parametrize(("bleed", "found"), [(8.5, False), (9.0, True)])
def test_too_little_bleed_is_a_warning_on_white_pages(bleed, found):
    box = Array([20 - bleed, 11, 329, 449])
    findings = look(
        b"0 0 0 1 k 60 60 100 20 re f\n", change=lambda pdf: pdf.pages[0].obj.__setitem__("/BleedBox", box),
        shop=Shop(bleed=Length(8.8)),
    )  # fmt: skip
    assert bool(findings) is not found
    assert all(finding.severity is Severity.WARNING for finding in findings)


def test_no_bleed_is_an_error_where_something_touches_the_edge():
    def change(pdf):
        del pdf.pages[0].obj["/BleedBox"]

    (white,) = look(b"0 0 0 1 k 60 60 100 20 re f\n", change=change)
    assert white.severity is Severity.WARNING
    touching = look(b"0.5 0 0 0 k 20 20 300 420 re f\n", change=change)
    assert {finding.severity for finding in touching} == {Severity.ERROR}


def test_a_shop_without_bleed_asks_for_none():
    assert look(b"0.5 0 0 0 k 20 20 300 420 re f\n", shop=Shop(bleed=Length(0))) == []


@pytest.mark.parametrize(("x", "found"), [(20 + 14.3, False), (20 + 14.0, True)])  # 5 mm are 14.17 pt
def test_text_near_the_knife_is_a_warning(x, found):
    findings = text(x, 200)
    assert [finding.rule for finding in findings] == ["SHOP-safe"] * found
    assert all("left edge" in finding.message and "Word" in finding.object for finding in findings)


def test_text_that_bleeds_is_let_through():
    assert text(5, 200) == []


def test_text_in_the_slug_is_let_through():
    assert text(100, 1) == []


@pytest.mark.parametrize(("pixels", "found"), [(299, True), (300, False)])
def test_few_pixels_are_a_warning(pixels, found):
    findings = picture(pixels, 72)
    assert [(finding.rule, finding.value) for finding in findings] == [("SHOP-ppi", f"{pixels} ppi")] * found


@pytest.mark.parametrize(("pixels", "found"), [(16, False), (17, True)])
def test_tiny_pictures_are_no_pictures(pixels, found):
    assert bool(picture(pixels, 72)) is found


def test_stencils_are_let_through():
    assert picture(40, 72, ImageMask=True, BitsPerComponent=1, ColorSpace=None) == []


@pytest.mark.parametrize(("width", "found"), [(b"0.25", False), (b"0.24", True), (b"0", True)])
def test_hairlines_are_a_warning(width, found):
    content = FULL + b"0 0 0 1 K " + width + b" w 60 60 m 200 60 l S\n"
    assert rules(content) == ["SHOP-hairline"] * found


@pytest.mark.parametrize(("height", "found"), [(b"0.26", False), (b"0.2", True)])
def test_thin_rectangles_are_lines(height, found):
    assert rules(FULL + b"0 0 0 1 k 60 60 100 " + height + b" re f\n") == ["SHOP-hairline"] * found


def test_a_glyph_that_the_font_lacks_is_an_error():
    program = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Odd, Encoding=Name("/Identity-H"),
        DescendantFonts=Array(
            [
                Dictionary(
                    Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Odd, DW=1000,
                    CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
                )
            ]
        ),
    )  # fmt: skip
    findings = text(100, 200, b"<00000000>", program)
    assert ("SHOP-tofu", Severity.ERROR) in {(finding.rule, finding.severity) for finding in findings}
    findings = text(100, 200, b"<00010002>", program)
    assert [(finding.rule, finding.severity) for finding in findings] == [("SHOP-tofu", Severity.WARNING)]


@pytest.mark.parametrize(("limit", "found"), [(29, True), (31, False), (0, False)])
def test_more_ink_than_the_shop_dries_is_an_error(limit, found):
    assert rules(shop=Shop(ink=limit)) == ["SHOP-ink"] * found  # 10 % and 20 % are 30 %


@pytest.mark.parametrize(("pages", "found"), [(3, True), (4, False)])
def test_pages_come_by_four(pages, found):
    assert rules(pages=pages, shop=Shop(multiple=4)) == ["SHOP-pages"] * found


@pytest.mark.parametrize(("most", "found"), [(1, True), (2, False)])
def test_a_binding_holds_so_many_pages(most, found):
    assert rules(pages=2, shop=Shop(most_pages=most)) == ["SHOP-pages"] * found


@pytest.mark.parametrize(("creator", "found"), [("printkit", True), ("somebody", False)])
def test_foreign_fonts_are_a_fault_of_our_own_files(creator, found):
    pdf = build(content=FULL + b"BT /F 10 Tf 100 200 Td (A) Tj ET\n")
    kind = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=kind))
    pdf.trailer.Info.Creator = String(creator)
    assert bool(preflight(save(pdf, "1.6"), NOTHING).of("SHOP-fonts")) is found


@pytest.mark.parametrize(("pattern", "found"), [("*_A5_500_v?.pdf", False), ("*_A4_*.pdf", True)])
def test_the_shop_names_files(tmp_path, pattern, found):
    file = tmp_path / "菜园_A5_500_v1.pdf"
    file.write_bytes(save(build(), "1.6"))
    assert bool(preflight(file, NOTHING, shop=Shop(file_name=pattern)).of("SHOP-name")) is found


def test_a_shop_is_read_from_a_file(tmp_path):
    file = tmp_path / "shop.yaml"
    file.write_text("bleed: 5mm\nink: 280\nmultiple: 4\nfile-name: '*.pdf'\n", "utf-8")
    assert read_shop(file) == Shop(bleed=Length.mm(5), ink=280, multiple=4, file_name="*.pdf")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("blead: 5mm", "unknown-key"), ("bleed: 5", "bad-option"), ("bleed: 500mm", "bad-option"),
        ("ink: much", "bad-option"), ("ink: 1e9", "bad-option"), ("multiple:", "bad-option"), ("- 5", "not-a-mapping"),
    ],
)  # fmt: skip
def test_a_wrong_shop_is_told_at_its_line(tmp_path, line, code):
    file = tmp_path / "shop.yaml"
    file.write_text(f"# a shop\n{line}\n", "utf-8")
    with pytest.raises(PrintkitError) as caught:
        read_shop(file)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.span.line) == (code, 2)


def test_places_are_mm_from_the_top_left_of_the_trim():
    (finding,) = look(FULL + b"0 0 0 1 K 0.1 w 92 368 m 164 368 l S\n")  # 72 pt from both edges
    assert finding.box == Box(
        pytest.approx(25.4, abs=0.05),
        pytest.approx(25.4, abs=0.05),
        pytest.approx(25.4, abs=0.1),
        pytest.approx(0, abs=0.1),
    )


def test_same_file_same_findings():
    data = save(build(content=b"0.5 0 0 0 k 20 320 100 60 re f"), "1.6")
    assert preflight(data).as_json() == preflight(io.BytesIO(data).getvalue()).as_json()
