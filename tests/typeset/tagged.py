"""The structure of a tagged PDF, read back: its elements in reading order, with language, words and the text of each."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Figure",
        "Formula",
        "Form",
    ]
)  # ISO 32000-1, 14.8.4
_PAINTING = frozenset(
    ["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Tj", "TJ", "'", '"', "Do", "BI", "INLINE", "IMAGE"]
)


@dataclass(eq=False)
class Node:
    """An element. `marks`: the marked sequences of its own, (page, number); `lang`: its own or that around it."""

    type: str
    lang: str
    dictionary: pikepdf.Dictionary
    parent: Node | None
    kids: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    links: int = 0
    text: str = ""

    def every(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.every()

    @property
    def whole(self) -> str:
        return "".join(node.text for node in self.every())


def read(pdf: pikepdf.Pdf, data: bytes) -> Node:
    """The root of the structure, with the text of each element."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    (top,) = pdf.Root.StructTreeRoot.K
    root = _node(top, None, str(pdf.Root.Lang), numbers)
    texts = _texts(data)
    for node in root.every():
        node.text = "".join(texts.get(mark, "") for mark in node.marks)
    return root


def _node(element: Any, parent: Node | None, lang: str, numbers: dict[Any, int]) -> Node:
    lang = str(element.get("/Lang", lang))
    node = Node(str(element.S)[1:], lang, element, parent)
    page = numbers[element.Pg.objgen] if "/Pg" in element else -1
    for kid in element.K:
        if isinstance(kid, int):
            node.marks.append((page, kid))
        elif kid.get("/Type") == "/MCR":
            node.marks.append((numbers[kid.Pg.objgen], int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            node.links += 1
        else:
            assert kid.P.objgen == element.objgen
            node.kids.append(_node(kid, node, lang, numbers))
    return node


def _texts(data: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        letters = page.get_textpage()
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
            size = pdfium.FPDFTextObj_GetText(thing, letters, None, 0)
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFTextObj_GetText(thing, letters, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
            text = buffer.raw.decode("utf-16-le").rstrip("\0")
            found[number, mark] = found.get((number, mark), "") + text
    return found


def unmarked(page: Any) -> list[str]:
    """What a page paints outside of every marked sequence."""
    found, open_ = [], 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            open_ += 1
        elif name == "EMC":
            open_ -= 1
        elif name in _PAINTING and not open_:
            found.append(f"{name} {list(operands)!r:.60}")
    assert open_ == 0
    return found


def marks(page: Any) -> tuple[list[int], list[pikepdf.Dictionary]]:
    """The numbers of the marked sequences of a page, and the properties of its artifacts that have some."""
    numbers, artifacts, depth = [], [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" else {}
            content = "/MCID" in properties
            assert not (content and any(depth)), "content inside of content or of an artifact"
            depth.append(content or str(operands[0]) == "/Artifact")
            if content:
                numbers.append(int(properties["/MCID"]))
            elif str(operands[0]) == "/Artifact":
                artifacts.append(properties)
        elif name == "EMC":
            depth.pop()
    return numbers, artifacts


def opened(data: bytes) -> tuple[pikepdf.Pdf, Node]:
    """A file, and the root of its structure."""
    pdf = pikepdf.open(io.BytesIO(data))
    return pdf, read(pdf, data)
