"""What a file says of itself: Info, XMP and what it is known by, made from the report alone.

ISO 15930-7, 6.8 and 6.9; ISO 15930-4, 6.3; ISO 19005-2, 6.6; XMP 1 (ISO 16684-1). The packet lies uncompressed in the
file, so that programs find it without reading PDF.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Name

from .standards import Standard

UNDATED: Final = datetime.date(2000, 1, 1)
"""The date of files whose report has none: nothing reads a clock here."""
PRODUCER: Final = "printkit"

_NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file tells of itself. `seed` stands for its whole content: other content, other bytes."""

    title: str
    author: str
    keywords: str
    language: str
    date: datetime.date
    seed: bytes
    creator: str = PRODUCER
    """The program that the pages come from; empty where nobody knows."""
    trapped: bool = False


def describe(pdf: pikepdf.Pdf, facts: Facts, standard: Standard | None) -> None:
    """Write Info and XMP, saying the same, and the first half of the file's identifier. None: it claims no standard."""
    digest = hashlib.sha256(facts.seed + (standard.name if standard else "").encode()).digest()
    _write_info(pdf, facts, standard)
    pdf.Root.Metadata = pdf.make_stream(_packet(facts, standard, digest).encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.ID = pikepdf.Array([pikepdf.String(digest[:16]), pikepdf.String(digest[:16])])


def _write_info(pdf: pikepdf.Pdf, facts: Facts, standard: Standard | None) -> None:
    info = pdf.docinfo
    for key in list(info.keys()):
        del info[key]
    stamp = pikepdf.String(f"D:{facts.date:%Y%m%d}000000Z")
    said = {
        "/Title": facts.title, "/Author": facts.author, "/Keywords": facts.keywords,
        "/Creator": facts.creator, "/Producer": PRODUCER,
    }  # fmt: skip
    for key, text in said.items():
        if text:
            info[key] = pikepdf.String(text)
    info["/CreationDate"] = info["/ModDate"] = stamp
    if standard is None or standard.for_print:
        info["/Trapped"] = Name(f"/{facts.trapped}")
    if standard is not None and standard.info_version:
        info["/GTS_PDFXVersion"] = pikepdf.String(standard.info_version)


def _packet(facts: Facts, standard: Standard | None, digest: bytes) -> str:
    stamp = f"{facts.date:%Y-%m-%d}T00:00:00Z"
    lines = [
        _text("dc:format", "application/pdf"),
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_safe(facts.title)}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:language><rdf:Bag><rdf:li>{_safe(facts.language)}</rdf:li></rdf:Bag></dc:language>",
        _text("xmp:CreateDate", stamp),
        _text("xmp:ModifyDate", stamp),
        _text("xmp:MetadataDate", stamp),
        _text("pdf:Producer", PRODUCER),
        _text("xmpMM:DocumentID", f"uuid:{_uuid(digest)}"),
        _text("xmpMM:InstanceID", f"uuid:{_uuid(digest[16:])}"),
        _text("xmpMM:VersionID", "1"),
        _text("xmpMM:RenditionClass", "default"),
    ]
    if facts.creator:
        lines.append(_text("xmp:CreatorTool", facts.creator))
    if facts.author:
        lines.append(f"<dc:creator><rdf:Seq><rdf:li>{_safe(facts.author)}</rdf:li></rdf:Seq></dc:creator>")
    if facts.keywords:
        lines.append(_text("pdf:Keywords", facts.keywords))
    lines += _claims(standard, facts.trapped)
    spaces = "".join(f' xmlns:{name}="{address}"' for name, address in _NAMESPACES.items())
    body = "\n".join(f"   {line}" for line in lines)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'  <rdf:Description rdf:about=""{spaces}>\n{body}\n  </rdf:Description>\n'
        " </rdf:RDF>\n</x:xmpmeta>\n" + (" " * 99 + "\n") * 20 + '<?xpacket end="w"?>'
    )


def _claims(standard: Standard | None, trapped: bool) -> list[str]:
    """What the file claims to be."""
    if standard is not None and not standard.for_print:
        return [_text("pdfaid:part", "2"), _text("pdfaid:conformance", "U")]
    claims = [_text("pdf:Trapped", str(trapped))]
    if standard is not None and standard.info_version:
        claims.append(_text("pdfx:GTS_PDFXVersion", standard.info_version))
    elif standard is not None:
        claims.append(_text("pdfxid:GTS_PDFXVersion", standard.name))
    return claims


def _text(name: str, value: str) -> str:
    return f"<{name}>{_safe(value)}</{name}>"


def _safe(text: str) -> str:
    """Text inside XML: marked up, and without the control characters that XML cannot hold."""
    return escape("".join(letter for letter in text if letter >= " " or letter in "\t\n"))


def _uuid(digest: bytes) -> str:
    """A UUID of version 8 (RFC 9562, 5.8), its bits of our choice being a digest."""
    text = bytes([*digest[:6], digest[6] & 0x0F | 0x80, digest[7], digest[8] & 0x3F | 0x80, *digest[9:16]]).hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
