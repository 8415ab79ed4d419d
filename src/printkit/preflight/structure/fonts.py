"""PDF/X: the fonts, which must be in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf

from ...diagnostics import Severity
from ..facts import DocumentFacts, PageFacts
from ..finding import Finding
from .parts import STRUCTURE, Part

_OPENTYPE: Final = "/OpenType"


@STRUCTURE.page("font", "every font is in the file", source="ISO 15930: fonts; ISO 32000-1, 9.9")
def embedded(page: PageFacts, part: Part) -> Iterator[Finding]:
    """Once for each font and page. Text that is never painted needs none."""
    seen: set[str] = set()
    for item in page.painted:
        font = item.font
        if font is None or font.embedded or font.name in seen or item.mode == 3:
            continue
        seen.add(font.name)
        yield part.breach(
            "font", f"the font {font.name} is not in the file", page, item, object=f"font {font.name}",
            value="not embedded", hint="embed it when exporting",
        )  # fmt: skip


@STRUCTURE.document("opentype", "font programs that PDF 1.4 knows", source="ISO 15930-4 and -6; ISO 32000-1, table 126")
def opentype(document: DocumentFacts, part: Part) -> Iterator[Finding]:
    """A whole OpenType file as font program is PDF 1.6: X-1a and X-3 take bare CFF or TrueType."""
    if part.object_streams:
        return
    for page, font in document.census.fonts:
        described = font.get("/FontDescriptor")
        program = described.get("/FontFile3") if isinstance(described, pikepdf.Dictionary) else None
        if isinstance(program, pikepdf.Stream) and str(program.get("/Subtype", "")) == _OPENTYPE:
            name = str(font.get("/BaseFont", "/?"))[1:]
            yield Finding(
                f"{part.prefix}-opentype", Severity.ERROR, f"the font {name} is embedded in a way that PDF 1.4 has not",
                page, object=f"font {name}", value="FontFile3 /OpenType", limit="CFF or TrueType", hint="embed bare CFF",
            )  # fmt: skip
