"""Font programs for PDF 1.4: OpenType to bare CFF or TrueType, and every font in the file."""

from __future__ import annotations

import io

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name

from printkit.diagnostics import PrintkitError
from printkit.press import standard
from printkit.press.fontprograms import convert_fonts, table

X1A, X4 = standard("PDF/X-1a:2003"), standard("PDF/X-4")


def font(*, postscript):
    """A font of two glyphs, with PostScript or TrueType outlines."""
    builder = FontBuilder(1000, isTTF=not postscript)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    glyphs = {}
    for name in (".notdef", "A"):
        pen = T2CharStringPen(500, None) if postscript else TTGlyphPen(None)
        pen.moveTo((0, 0))
        pen.lineTo((400, 0))
        pen.lineTo((200, 700))
        pen.closePath()
        glyphs[name] = pen.getCharString() if postscript else pen.glyph()
    if postscript:
        builder.setupCFF("Made", {"FullName": "Made"}, glyphs, {})
    else:
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def document(program, *, key="/FontFile3", composite=True, kind="/OpenType"):
    """A PDF with one font; `program` None leaves it out of the file."""
    pdf = pikepdf.new()
    descriptor = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Made"), Flags=4))
    if program is not None:
        descriptor[key] = pdf.make_stream(program, **({"Subtype": Name(kind)} if kind else {}))
        descriptor.CIDSet = pdf.make_stream(b"\xff")
    made = Dictionary(Type=Name.Font, BaseFont=Name("/ABCDEF+Made"), FontDescriptor=descriptor)
    made.Subtype = Name.CIDFontType0 if composite else Name.Type1
    if composite:
        made = Dictionary(Type=Name.Font, Subtype=Name.Type0, DescendantFonts=Array([made]))
    pdf.Root.Made = pdf.make_indirect(made)
    return pdf, descriptor


@pytest.mark.parametrize(("composite", "subtype"), [(True, "/CIDFontType0C"), (False, "/Type1C")])
def test_postscript_outlines_go_in_alone(composite, subtype):
    from fontTools.cffLib import CFFFontSet

    pdf, descriptor = document(font(postscript=True), composite=composite)
    assert convert_fonts(pdf, X1A) == 1
    assert descriptor.FontFile3.Subtype == Name(subtype)
    cff = CFFFontSet()
    cff.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
    assert sorted(cff[0].CharStrings.keys()) == [".notdef", "A"]
    assert "/CIDSet" not in descriptor
    assert convert_fonts(pdf, X1A) == 0


def test_truetype_outlines_become_a_truetype_program():
    data = font(postscript=False)
    pdf, descriptor = document(data)
    assert convert_fonts(pdf, X1A) == 1
    assert "/FontFile3" not in descriptor
    assert descriptor.FontFile2.read_bytes() == data
    assert descriptor.FontFile2.Length1 == len(data)


def test_two_fonts_of_one_program_are_both_brought_over():
    pdf, descriptor = document(font(postscript=False))
    other = pdf.make_indirect(Dictionary(descriptor))
    second = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.B, FontDescriptor=other)
    pdf.Root.Second = pdf.make_indirect(second)
    assert convert_fonts(pdf, X1A) == 1
    assert "/FontFile2" in descriptor
    assert "/FontFile2" in other


def test_what_a_standard_allows_is_left():
    data = font(postscript=True)
    pdf, descriptor = document(data)
    assert convert_fonts(pdf, X4) == 0
    assert descriptor.FontFile3.read_bytes() == data
    pdf, descriptor = document(font(postscript=False), key="/FontFile2", kind="")
    assert convert_fonts(pdf, X1A) == 0
    assert "/FontFile2" in descriptor


@pytest.mark.parametrize("composite", [True, False])
def test_a_font_that_is_not_in_the_file_is_told(composite):
    pdf, _descriptor = document(None, composite=composite)
    with pytest.raises(PrintkitError) as caught:
        convert_fonts(pdf, X4)
    (told,) = caught.value.diagnostics
    assert told.code == "font-not-embedded"
    assert "ABCDEF+Made" in told.message


def lying(data):
    """The same font, whose CFF table claims to be longer than the file."""
    place = data.index(b"CFF ") + 12
    return data[:place] + b"\x7f\xff\xff\xff" + data[place + 4 :]


@pytest.mark.parametrize(
    "data",
    [b"", b"OTTO", b"OTTO\xff\xff" + bytes(20), bytes(99), font(postscript=True)[:400], lying(font(postscript=True))],
    ids=["nothing", "a start", "many tables", "zeros", "cut off", "lying"],
)
def test_a_broken_program_is_told(data):
    pdf, _descriptor = document(data)
    with pytest.raises(PrintkitError) as caught:
        convert_fonts(pdf, X1A)
    assert [told.code for told in caught.value.diagnostics] == ["bad-font-data"]


def test_a_table_that_is_not_there_is_none():
    assert table(font(postscript=True), b"glyf") is None
    assert table(font(postscript=False), b"glyf")
