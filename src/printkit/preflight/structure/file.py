"""PDF/X: the file as such. Version, /ID, encryption, object streams, filters, and what acts instead of lying still."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from ..facts import DocumentFacts
from ..finding import Finding
from .parts import STRUCTURE, Part

_OBJECT_STREAM: Final = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")


@STRUCTURE.document("version", "no newer version of PDF than the standard knows", source="ISO 15930: file header")
def version(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """X-4: PDF 1.6; X-1a:2003 and X-3:2003: PDF 1.4."""
    if _number(document.version) > _number(part.version):
        yield part.breach(
            "version", f"the file is PDF {document.version}", value=document.version, limit=f"{part.version} at most",
            hint=f"export it again as {part.name}",
        )  # fmt: skip


@STRUCTURE.document("id", "the trailer has an /ID", source="ISO 15930: file identifier; ISO 32000-1, 14.4")
def identifier(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """Two byte strings that tell this file from every other."""
    found = document.pdf.trailer.get("/ID")
    parts = list(found) if isinstance(found, pikepdf.Array) else []
    if len(parts) != 2 or not all(isinstance(each, pikepdf.String) and len(bytes(each)) for each in parts):
        yield part.breach("id", "the file has no identifier (/ID)", limit="two strings", hint="save it again")


@STRUCTURE.document("encryption", "the file is not encrypted", source="ISO 15930: encryption")
def encryption(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """Not even with an empty password: a shop's programs may refuse to open it."""
    if document.pdf.is_encrypted:
        yield part.breach("encryption", "the file is encrypted", hint="save it without a password")


@STRUCTURE.document("objstm", "no compressed objects", source="ISO 15930-4 and -6: PDF 1.4; ISO 32000-1, 7.5.7")
def object_streams(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """Object streams and cross-reference streams are PDF 1.5: X-1a and X-3 are not."""
    if not part.object_streams and _OBJECT_STREAM.search(document.data):
        yield part.breach(
            "objstm", "objects are compressed in a way that PDF 1.4 does not know", value="object streams",
            hint="save it without object streams",
        )  # fmt: skip


@STRUCTURE.document("lzw", "no LZW compression", source="ISO 15930: filters")
def lzw(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """LZW is forbidden in every part."""
    for page, name in document.census.compressed:
        if name in ("/LZWDecode", "/LZW"):
            yield part.breach(
                "lzw", "something is compressed by LZW", object=f"page {page}", hint="compress it by Flate"
            )


@STRUCTURE.document("crypt", "no stream is encrypted by itself", source="ISO 15930-7: encryption; ISO 32000-1, 7.4.10")
def crypt(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """The filter Crypt would do what encryption does, stream by stream."""
    if any(name == "/Crypt" for _, name in document.census.compressed):
        yield part.breach("crypt", "a stream is encrypted by itself", hint="save it without encryption")


@STRUCTURE.document("javascript", "no JavaScript", source="ISO 15930: actions and JavaScript")
def javascript(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """Neither by name nor by an action."""
    names = _dictionary(document.root.get("/Names"))
    if "/JavaScript" in names or any(str(each.get("/S", "")) == "/JavaScript" for each in _actions(document)):
        yield part.breach("javascript", "the file holds JavaScript", hint="take the program out")


@STRUCTURE.document("actions", "no actions", source="ISO 15930: actions and JavaScript; ISO 32000-1, 12.6")
def actions(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """Nothing happens when the file or a page is opened."""
    held = ["/OpenAction"] if isinstance(document.root.get("/OpenAction"), pikepdf.Dictionary) else []
    held += ["/AA"] if "/AA" in document.root else []
    if held:
        yield part.breach(
            "actions", "something happens when the file is opened", value=", ".join(held), hint="take it out"
        )
    for number, page in enumerate(document.pdf.pages, 1):
        if "/AA" in page.obj:
            yield part.breach(
                "actions", f"something happens when page {number} is opened", value="/AA", hint="take it out"
            )
            return


@STRUCTURE.document("acroform", "no forms to fill in", source="ISO 15930: interactive forms; ISO 32000-1, 12.7")
def forms(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """An AcroForm without fields is left by some programs, and harms nobody."""
    form = _dictionary(document.root.get("/AcroForm"))
    fields = form.get("/Fields")
    if "/XFA" in form or (isinstance(fields, pikepdf.Array) and len(fields)):
        yield part.breach(
            "acroform", "the file holds a form to be filled in", hint="print the form's words, not fields"
        )


def _actions(document: DocumentFacts) -> Iterator[Any]:
    """The actions of the file, its pages and its annotations."""
    yield _dictionary(document.root.get("/OpenAction"))
    holders = [document.root]
    for page in document.pdf.pages:
        holders.append(page.obj)
        held = page.obj.get("/Annots")
        holders += (
            [each for each in held if isinstance(each, pikepdf.Dictionary)] if isinstance(held, pikepdf.Array) else []
        )
    for holder in holders:
        yield _dictionary(holder.get("/A"))
        for _, action in _dictionary(holder.get("/AA")).items():
            yield _dictionary(action)


def _dictionary(value: Any) -> Any:
    return value if isinstance(value, pikepdf.Dictionary) else pikepdf.Dictionary()


def _number(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)) or (0,)
