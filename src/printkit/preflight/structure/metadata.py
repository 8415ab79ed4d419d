"""PDF/X: what the file says of itself, in XMP and in the Info dictionary, and that both say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from ..facts import DocumentFacts
from ..finding import Finding
from .parts import PDFX_ID, STRUCTURE, Part

XMP: Final = "{http://ns.adobe.com/xap/1.0/}"
MM: Final = "{http://ns.adobe.com/xap/1.0/mm/}"
PDF: Final = "{http://ns.adobe.com/pdf/1.3/}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"

_WANTED: Final = {
    "CreateDate": f"{XMP}CreateDate",
    "ModifyDate": f"{XMP}ModifyDate",
    "MetadataDate": f"{XMP}MetadataDate",
    "title": f"{DC}title",
    "DocumentID": f"{MM}DocumentID",
    "VersionID": f"{MM}VersionID",
    "RenditionClass": f"{MM}RenditionClass",
}
"""What X-4 asks of XMP, by the name to show."""


@STRUCTURE.document("claim", "the file says which standard it follows", source="ISO 15930: version identification")
def claim(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """X-4: pdfxid:GTS_PDFXVersion in XMP; X-1a and X-3: GTS_PDFXVersion in Info."""
    key = f"{PDFX_ID}GTS_PDFXVersion"
    said = document.xmp.get(key, "") if part.by_xmp else document.info.get("GTS_PDFXVersion", "")
    if said != part.name:
        yield part.breach(
            "claim", f"the file does not say that it is {part.name}", value=said or "nothing", limit=part.name,
            hint=f"export it as {part.name}",
        )  # fmt: skip


@STRUCTURE.document("xmp", "XMP metadata, readable by everybody", source="ISO 15930-7: metadata; ISO 32000-1, 14.3.2")
def xmp(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """Uncompressed, with dates, title and identifiers. The older parts do not ask for XMP."""
    if not part.by_xmp:
        return
    stream = document.root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        yield part.breach("xmp", "the file has no XMP metadata", hint="export it again")
        return
    if "/Filter" in stream:
        yield part.breach("xmp", "the XMP metadata are compressed", value=str(stream.Filter), hint="save them plain")
    if not document.xmp:
        yield part.breach("xmp", "the XMP metadata cannot be read", hint="export it again")
        return
    for name, key in _WANTED.items():
        if not document.xmp.get(key, "").strip():
            yield part.breach("xmp", f"the XMP metadata do not give {name}", value="nothing", hint="export it again")


@STRUCTURE.document(
    "info", "the Info dictionary gives title and dates", source="ISO 15930-4 and -6: document information"
)
def info(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """X-1a:2003 and X-3:2003 read title and dates there."""
    if part.by_xmp:
        return
    for name in ("Title", "CreationDate", "ModDate"):
        if not document.info.get(name, "").strip():
            yield part.breach("info", f"the file's Info does not give {name}", value="nothing", hint="export it again")


@STRUCTURE.document(
    "trapped", "the file says whether it is trapped", source="ISO 15930: trapping; ISO 32000-1, 14.11.6"
)
def trapped(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """True or False, `Unknown` is no answer. X-4 takes it from Info or XMP; both must agree."""
    stated, in_xmp = document.info.get("Trapped", ""), document.xmp.get(f"{PDF}Trapped", "")
    answers = [stated] if not part.by_xmp else [answer for answer in (stated, in_xmp) if answer] or [""]
    for answer in answers:
        if answer not in ("True", "False"):
            message = "the file does not say whether it is trapped"
            yield part.breach("trapped", message, value=answer or "nothing", limit="True or False", hint="write False")
            return
    if stated and in_xmp and stated != in_xmp:
        message = "the file says in two ways whether it is trapped"
        yield part.breach("trapped", message, value=f"Info {stated}, XMP {in_xmp}", hint="write the same in both")


@STRUCTURE.document("agreement", "XMP and Info say the same", source="ISO 15930-7: metadata")
def agreement(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """Title and dates, where both give them."""
    pairs = {"Title": f"{DC}title", "CreationDate": f"{XMP}CreateDate", "ModDate": f"{XMP}ModifyDate"}
    for name, key in pairs.items():
        ours, theirs = document.info.get(name, ""), document.xmp.get(key, "")
        same = ours == theirs if name == "Title" else _moment(ours) == _moment(theirs)
        if ours and theirs and not same:
            message = f"Info and XMP give two values for {name}"
            yield part.breach(
                "agreement", message, value=f"{ours[:40]} and {theirs[:40]}", hint="write the same in both"
            )


def _moment(text: str) -> str:
    """`D:20200115000000Z` and `2020-01-15T00:00:00Z` as the same digits, to the second, with the zone."""
    digits = re.sub(r"\D", "", text)
    zone = re.search(r"(?<=\d)([+-])(\d\d)'?:?(\d\d)?'?$", text[10:])
    offset = f"{zone[1]}{zone[2]}{zone[3] or '00'}" if zone and int(zone[2] + (zone[3] or "00")) else "Z"
    return f"{digits[:14]:0<14}{offset}"
