"""The structure tree of a page: which paragraph, heading or cell each piece of marked content belongs to."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Final

_INLINE: Final = frozenset({
    "Span", "Link", "Em", "Strong", "Quote", "Note", "Reference", "Code", "Ruby", "RB", "RT", "RP", "Warichu", "WT",
    "WP", "Annot", "Lbl", "Sub", "BibEntry", "NonStruct",
})  # fmt: skip
"""What stands inside a line. `NonStruct` too: engines write it for every element that they have no word for."""
HEADLINES: Final = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "Caption", "TH", "FENote", "TOCI"})
"""What is never justified: where it looks so, that is by chance."""


@dataclass(frozen=True, slots=True)
class Element:
    """The block that text stands in. `whole`: it holds nothing but inline text, so it is one paragraph."""

    page: int
    number: int
    kind: str
    whole: bool


def elements(page: Any, number: int) -> dict[int, Element]:
    """Marked content id → block, for a tagged page; empty for one without tags."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        found: dict[int, Element] = {}
        walk = _Walk(pdfium, number, found)
        for index in range(max(0, pdfium.FPDF_StructTree_CountChildren(tree))):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                walk.block(child)
        return found
    finally:
        pdfium.FPDF_StructTree_Close(tree)


class _Walk:
    def __init__(self, pdfium: Any, page: int, found: dict[int, Element]) -> None:
        self.pdfium, self.page, self.found = pdfium, page, found
        self.count = 0

    def kind(self, element: Any) -> str:
        size = self.pdfium.FPDF_StructElement_GetType(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        self.pdfium.FPDF_StructElement_GetType(element, buffer, size)
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")

    def block(self, element: Any) -> bool:
        """Give the text below an element its block. Whether there is a block below it."""
        self.count += 1
        number = self.count
        own: list[int] = []
        nested = self._gather(element, own)
        here = Element(self.page, number, self.kind(element), not nested)
        for content in own:
            self.found[content] = here
        return nested

    def _gather(self, element: Any, own: list[int]) -> bool:
        """Collect the content ids that belong to the block of `element` itself."""
        pdfium = self.pdfium
        nested = False
        count = pdfium.FPDF_StructElement_CountChildren(element)
        for index in range(max(0, count)):
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if content >= 0:
                own.append(content)
                continue
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if not child:
                continue
            if self.kind(child) in _INLINE:
                nested |= self._gather(child, own)
            else:
                nested = True
                self.block(child)
        return nested
