"""Each rule of PDF/X structure: a clean file has no finding, and one change gives that rule's finding and no other."""

from __future__ import annotations

import io
import re
import zlib

import pikepdf
import pytest
from clean import BLEED, MEDIA, TRIM, XMP, build, mutant, save
from pikepdf import Array, Dictionary, Name, String

from printkit.preflight import Profile, preflight
from printkit.preflight.structure import PARTS, STRUCTURE

ALL = ("PDF/X-4", "PDF/X-1a:2003", "PDF/X-3:2003")
OLD = ALL[1:]
X4 = ALL[:1]

NOTHING = Profile("none", "none", "", {})
"""No rule of GWG: the structure alone."""


def found(data: bytes, standard: str) -> set[str]:
    result = preflight(data, NOTHING, standard=standard)
    prefix = PARTS[standard].prefix
    return {finding.rule.removeprefix(f"{prefix}-") for finding in result.findings if finding.rule.startswith(prefix)}


def page(pdf):
    return pdf.pages[0].obj


def intent(pdf):
    return pdf.Root.OutputIntents[0]


def state(**entries):
    def change(pdf):
        page(pdf).Resources.ExtGState = Dictionary(GS0=Dictionary(**entries))

    return change


def xobject(data=b"", **entries):
    def change(pdf):
        page(pdf).Resources.XObject = Dictionary(X0=pdf.make_stream(data, Type=Name.XObject, **entries))

    return change


def picture(**entries):
    return xobject(
        b"\0" * 4, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceCMYK, **entries
    )


def annotation(kind, box):
    def change(pdf):
        page(pdf).Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array(list(box)))])

    return change


def xmp(old, new):
    def change(pdf):
        pdf.Root.Metadata = pdf.make_stream(XMP.replace(old, new).encode(), Type=Name.Metadata, Subtype=Name.XML)

    return change


def font(pdf, program):
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.ABCDEF_Odd, Flags=4)
    if program:
        descriptor.FontFile3 = pdf.make_stream(b"OTTO", Subtype=Name(program))
    page(pdf).Resources.Font = Dictionary(
        F0=Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/ABCDEF+Odd"), FirstChar=65, LastChar=65,
            Widths=Array([500]), FontDescriptor=pdf.make_indirect(descriptor),
        )
    )  # fmt: skip


def paint(content, **resources):
    def change(pdf):
        page(pdf).Contents = pdf.make_stream(content)
        page(pdf).Resources = Dictionary(**resources)

    return change


def rgb_profile(pdf):
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    intent(pdf).DestOutputProfile = pdf.make_stream(data, N=3)


def own_cmyk(pdf):
    data = intent(pdf).DestOutputProfile.read_bytes()
    page(pdf).Resources.ColorSpace = Dictionary(C0=Array([Name.ICCBased, pdf.make_stream(data, N=4)]))


def group(pdf):
    page(pdf).Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)


def set_box(name, box):
    return lambda pdf: page(pdf).__setitem__(name, Array(list(box)))


def drop(holder, key):
    def change(pdf):
        del holder(pdf)[key]

    return change


def root(pdf):
    return pdf.Root


def info(pdf):
    return pdf.trailer.Info


CHANGES = [
    ("no intent", ALL, drop(root, "/OutputIntents"), {"outputintent"}),
    ("two intents", ALL, lambda pdf: pdf.Root.OutputIntents.append(Dictionary(intent(pdf))), {"outputintent"}),
    ("another kind of intent", ALL, lambda pdf: intent(pdf).__setitem__("/S", Name.GTS_PDFA1), {"outputintent"}),
    ("a nameless condition", ALL, drop(intent, "/OutputConditionIdentifier"), {"condition"}),
    ("no profile", X4, drop(intent, "/DestOutputProfile"), {"intentprofile"}),
    ("no profile, a registered name", OLD, drop(intent, "/DestOutputProfile"), set()),
    (
        "no profile, no registry", OLD,
        lambda pdf: (drop(intent, "/DestOutputProfile")(pdf), drop(intent, "/RegistryName")(pdf)), {"condition"},
    ),
    ("another /N", ALL, lambda pdf: intent(pdf).DestOutputProfile.__setitem__("/N", 3), {"intentprofile"}),
    ("no ICC profile", ALL, lambda pdf: intent(pdf).DestOutputProfile.write(b"x" * 200), {"intentprofile"}),
    ("a screen's profile", ["PDF/X-3:2003"], rgb_profile, {"intentprofile", "devicecolour"}),
    ("no claim in XMP", X4, xmp("PDF/X-4", "PDF/X-5"), {"claim"}),
    ("no claim in Info", OLD, drop(info, "/GTS_PDFXVersion"), {"claim"}),
    ("no XMP", X4, drop(root, "/Metadata"), {"claim", "xmp"}),
    ("no title in XMP", X4, xmp("dc:title", "dc:other"), {"xmp"}),
    ("no DocumentID", X4, xmp("xmpMM:DocumentID", "xmpMM:Other"), {"xmp"}),
    ("no MetadataDate", X4, xmp("xmp:MetadataDate", "xmp:Other"), {"xmp"}),
    ("another title in XMP", X4, xmp(">Clean<", ">Dirty<"), {"agreement"}),
    ("another date in XMP", X4, xmp("15T08:00:00+08:00</xmp:Cre", "15T08:00:00Z</xmp:Cre"), {"agreement"}),
    ("no title in Info", OLD, drop(info, "/Title"), {"info"}),
    ("no date in Info", OLD, drop(info, "/CreationDate"), {"info"}),
    ("trapped unknown", OLD, lambda pdf: info(pdf).__setitem__("/Trapped", Name.Unknown), {"trapped"}),
    ("trapped unknown in both", X4, lambda pdf: (xmp("False", "Unknown")(pdf), drop(info, "/Trapped")(pdf)), {"trapped"}),
    ("trapped and not", X4, xmp("<pdf:Trapped>False", "<pdf:Trapped>True"), {"trapped"}),
    ("no TrimBox", ALL, drop(page, "/TrimBox"), {"boxes"}),
    ("TrimBox and ArtBox", ALL, set_box("/ArtBox", TRIM), {"boxes"}),
    ("ArtBox alone", ALL, lambda pdf: (set_box("/ArtBox", TRIM)(pdf), drop(page, "/TrimBox")(pdf)), set()),
    ("trim out of bleed", ALL, set_box("/BleedBox", (30, 11, 329, 449)), {"nesting"}),
    ("bleed out of media", ALL, set_box("/BleedBox", (-1, 11, 329, 449)), {"nesting"}),
    ("crop cuts the trim", ALL, set_box("/CropBox", (30, 30, 200, 200)), {"nesting"}),
    ("a crop around the trim", ALL, set_box("/CropBox", BLEED), set()),
    ("a box without area", ALL, set_box("/ArtBox", (5, 5, 5, 9)), {"box"}),
    ("a link inside", ALL, annotation("/Link", (100, 100, 120, 110)), {"annotation"}),
    ("a link in the bleed", ALL, annotation("/Link", (12, 12, 19, 19)), {"annotation"}),
    ("a link outside the bleed", ALL, annotation("/Link", (0, 0, 10, 10)), set()),
    ("a printer's mark", ALL, annotation("/PrinterMark", MEDIA), set()),
    ("JavaScript by name", ALL, lambda pdf: root(pdf).__setitem__("/Names", Dictionary(JavaScript=Dictionary())), {"javascript"}),
    (
        "JavaScript at opening", ALL,
        lambda pdf: root(pdf).__setitem__("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
        {"javascript", "actions"},
    ),
    ("a page acts", ALL, lambda pdf: page(pdf).__setitem__("/AA", Dictionary(O=Dictionary(S=Name.Named))), {"actions"}),
    ("opens at a page", ALL, lambda pdf: root(pdf).__setitem__("/OpenAction", Array([page(pdf), Name.Fit])), set()),
    ("a form", ALL, lambda pdf: root(pdf).__setitem__("/AcroForm", Dictionary(Fields=Array([Dictionary(T=String("a"))]))), {"acroform"}),
    ("a form without fields", ALL, lambda pdf: root(pdf).__setitem__("/AcroForm", Dictionary(Fields=Array([]))), set()),
    ("a transfer curve", ALL, state(TR=Name.Identity), {"transfer"}),
    ("another transfer curve", ALL, state(TR2=Name.Identity), {"transfer"}),
    ("the default curve", ALL, state(TR2=Name.Default), set()),
    ("a halftone's origin", ALL, state(HTO=Array([0, 0])), {"halftone"}),
    ("a halftone's phase", ALL, state(HTP=Array([0, 0])), {"halftone"}),
    ("a halftone of type 6", ALL, lambda pdf: state(HT=pdf.make_stream(b"", HalftoneType=6))(pdf), {"halftone"}),
    ("a halftone of type 1", ALL, state(HT=Dictionary(HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round)), set()),
    ("PostScript", ALL, xobject(b"showpage", Subtype=Name.PS), {"postscript"}),
    ("OPI", ALL, picture(OPI=Dictionary()), {"opi"}),
    ("another picture for print", ALL, picture(Alternates=Array([Dictionary(DefaultForPrinting=True)])), {"opi"}),
    ("another picture for the screen", ALL, picture(Alternates=Array([Dictionary(DefaultForPrinting=False)])), set()),
    ("a page of another file", ALL, xobject(b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Ref=Dictionary()), {"opi"}),
    ("LZW", ALL, xobject(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Filter=Name.LZWDecode), {"lzw"}),
    ("opacity in a state", OLD, state(ca=0.5), {"blending"}),
    ("opacity in a state, X-4", X4, state(ca=0.5), set()),
    ("full opacity in a state", OLD, state(ca=1, CA=1.0, BM=Name.Normal, SMask=Name("/None")), set()),
    ("a blend mode", OLD, state(BM=Name.Multiply), {"blending"}),
    ("one of several blend modes", OLD, state(BM=Array([Name.Normal, Name.Screen])), {"blending"}),
    ("a soft mask", OLD, state(SMask=Dictionary(S=Name.Luminosity)), {"blending"}),
    ("a group", OLD, group, {"blending"}),
    ("an RGB group", X4, group, {"group"}),
    ("the intent's profile in a colour space", ("PDF/X-4", "PDF/X-3:2003"), own_cmyk, {"iccintent"}),
    ("an OpenType font", OLD, lambda pdf: font(pdf, "/OpenType"), {"opentype"}),
    ("an OpenType font, X-4", X4, lambda pdf: font(pdf, "/OpenType"), set()),
    ("a bare CFF font", OLD, lambda pdf: font(pdf, "/Type1C"), set()),
    ("a slide", X4, lambda pdf: page(pdf).__setitem__("/PresSteps", Dictionary()), {"duration"}),
    ("RGB paint", ALL, paint(b"1 0 0 rg 40 40 50 50 re f"), {"devicecolour"}),
    ("gray paint", ALL, paint(b"0.5 g 40 40 50 50 re f"), set()),
    (
        "RGB with a default", ["PDF/X-4"],
        paint(b"1 0 0 rg 40 40 50 50 re f", ColorSpace=Dictionary(DefaultRGB=Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]))),
        set(),
    ),
    ("Lab", ["PDF/X-1a:2003"], paint(b"/L cs 50 0 0 sc 40 40 50 50 re f", ColorSpace=Dictionary(L=Array([Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]))), {"managedcolour"}),
    ("Lab, X-4", X4, paint(b"/L cs 50 0 0 sc 40 40 50 50 re f", ColorSpace=Dictionary(L=Array([Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]))), set()),
    (
        "opacity that is painted", OLD,
        paint(b"/G gs 0 0 0 1 k 40 40 50 50 re f", ExtGState=Dictionary(G=Dictionary(ca=0.5))), {"blending", "transparency"},
    ),
    (
        "a font that is not there", ALL,
        paint(b"BT /F 12 Tf 50 50 Td (A) Tj ET", Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))),
        {"font"},
    ),
    (
        "invisible text in a font that is not there", X4,
        paint(b"BT /F 12 Tf 3 Tr 50 50 Td (A) Tj ET", Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))),
        set(),
    ),
]  # fmt: skip

CASES = [
    pytest.param(standard, change, expected, id=f"{standard}: {name}")
    for name, standards, change, expected in CHANGES
    for standard in standards
]


@pytest.mark.parametrize("standard", ALL)
def test_a_clean_file_has_no_finding(standard):
    assert found(save(build(standard, pages=2), PARTS[standard].version), standard) == set()


@pytest.mark.parametrize(("standard", "change", "expected"), CASES)
def test_one_change_gives_its_finding_and_no_other(standard, change, expected):
    assert found(mutant(standard, change), standard) == expected


@pytest.mark.parametrize("standard", ALL)
def test_a_newer_version_is_found(standard):
    newer = {"1.6": "1.7", "1.4": "1.5"}[PARTS[standard].version]
    assert found(save(build(standard), newer), standard) == {"version"}


@pytest.mark.parametrize("standard", OLD)
def test_compressed_objects_are_found_where_pdf_1_4_is_asked_for(standard):
    data = save(build(standard), "1.5", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert found(data, standard) == {"version", "objstm"}


def test_compressed_objects_are_fine_in_x4():
    data = save(build(), "1.6", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert found(data, "PDF/X-4") == set()


def test_compressed_metadata_are_found():
    data = save(build(), "1.6")  # qpdf writes them plain, so they are compressed afterwards, in the same room
    packet, kind = XMP.encode(), b"/Subtype /XML /Type /Metadata"
    packed = zlib.compress(packet).ljust(len(packet))
    assert kind in data
    assert packet in data
    changed = data.replace(packet, packed).replace(kind, b"/Filter /FlateDecode".ljust(len(kind)))
    assert found(changed, "PDF/X-4") == {"xmp"}


@pytest.mark.parametrize("standard", ALL)
def test_a_missing_identifier_is_found(standard):
    data = save(build(standard), PARTS[standard].version)
    assert found(re.sub(rb"/ID \[", b"/XD [", data), standard) == {"id"}


@pytest.mark.parametrize("standard", ALL)
def test_encryption_is_found(standard):
    out = io.BytesIO()
    build(standard).save(out, encryption=pikepdf.Encryption(user="", owner="x"))
    assert "encryption" in found(out.getvalue(), standard)


def test_every_rule_is_broken_by_a_change_here():
    alone = {"version", "id", "encryption", "objstm"}
    unbroken = {rule.id for rule in STRUCTURE} - {rule for *_, rules in CHANGES for rule in rules} - alone
    assert unbroken == {"crypt", "intentcmyk"}  # no such file can be written here; an RGB press's file with X-1a


def test_the_standard_is_the_one_that_the_file_claims():
    for standard in ALL:
        assert preflight(save(build(standard), PARTS[standard].version), NOTHING).standard == standard


def test_a_file_without_a_claim_is_held_to_none():
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 300))
    result = preflight(save(pdf), NOTHING)
    assert result.standard == ""
    assert not [rule for rule in result.checked if rule in {rule.id for rule in STRUCTURE}]
