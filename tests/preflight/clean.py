"""A clean PDF/X-4, X-1a or X-3 written object by object, independent of printkit's press: what mutations start from."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from printkit.conditions import condition
from printkit.preflight.structure import PARTS

TRIM = (20.0, 20.0, 320.0, 440.0)
BLEED = (11.0, 11.0, 329.0, 449.0)
MEDIA = (0.0, 0.0, 340.0, 460.0)

GROUND = b"0.1 0 0.2 0 k 0 0 340 460 re f 0 0 0 1 k 60 60 100 20 re f\n"
"""A tint out to the edge of the bleed, and something black in the middle."""

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Clean</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2020-01-15T08:00:00+08:00</xmp:CreateDate><xmp:ModifyDate>2020-01-15T08:00:00+08:00</xmp:ModifyDate>
<xmp:MetadataDate>2020-01-15T08:00:00+08:00</xmp:MetadataDate><xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def profile() -> bytes:
    return condition("FOGRA39").profile


def build(standard: str = "PDF/X-4", content: bytes = GROUND, pages: int = 1) -> Pdf:
    """An open file, to be changed and then saved by `save`."""
    part = PARTS[standard]
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(340, 460))
    for page in pdf.pages:
        page.MediaBox, page.BleedBox, page.TrimBox = (Array(list(box)) for box in (MEDIA, BLEED, TRIM))
        page.Contents = pdf.make_stream(content)
        page.Resources = Dictionary()
        if part.transparency:
            page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)
    stream = pdf.make_stream(profile(), N=4, Alternate=Name.DeviceCMYK)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
                RegistryName=String("http://www.color.org"), Info=String("FOGRA39"), DestOutputProfile=stream,
            )
        ]
    )  # fmt: skip
    info = Dictionary(
        Title=String("Clean"), CreationDate=String("D:20200115080000+08'00'"),
        ModDate=String("D:20200115080000+08'00'"), Trapped=Name("/False"),
    )  # fmt: skip
    if part.by_xmp:
        pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    else:
        info.GTS_PDFXVersion = String(standard)
    pdf.trailer.Info = pdf.make_indirect(info)
    pdf.trailer.ID = Array([String(b"0123456789abcdef"), String(b"0123456789abcdef")])
    return pdf


def save(pdf: Pdf, version: str = "1.4", **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out, force_version=version, fix_metadata_version=False, compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        **{"object_stream_mode": pikepdf.ObjectStreamMode.disable, **options},
    )  # fmt: skip
    return out.getvalue()


def mutant(standard: str, change: Callable[[Pdf], object]) -> bytes:
    pdf = build(standard)
    change(pdf)
    return save(pdf, PARTS[standard].version)
