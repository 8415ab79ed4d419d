"""The standards that a file can be made to, and what each allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..diagnostics import PrintkitError, error


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard for PDF files and what may stand in them. `name` is how the standard itself writes it."""

    name: str
    edition: str
    """How `printkit build --edition` calls it."""
    source: str
    """The document that rules."""
    pdf_version: str
    """The PDF version that the file states, at most: `1.4`."""
    allows_transparency: bool
    """Alpha, soft masks, blend modes, transparency groups."""
    allows_rgb: bool
    """Colour that is not yet in inks: device RGB, calibrated, Lab, or by an ICC profile."""
    allows_opentype: bool
    """Fonts as OpenType programs (FontFile3 /OpenType, PDF 1.6)."""
    allows_object_streams: bool
    """Object and cross-reference streams (PDF 1.5)."""
    allows_actions: bool
    """Links and an outline that leads somewhere. No standard here allows scripts."""
    for_print: bool
    """A printing condition is its intent; then the page has a bleed and marks."""
    info_version: str = ""
    """GTS_PDFXVersion: in Info. X-4 has it in XMP alone; the 2003 editions of X-1a and X-3 have no
    GTS_PDFXConformance."""


STANDARDS: Final[Mapping[str, Standard]] = {
    standard.name: standard
    for standard in (
        Standard(
            "PDF/X-4", "press", "ISO 15930-7:2010", "1.6",
            allows_transparency=True, allows_rgb=False, allows_opentype=True, allows_object_streams=True,
            allows_actions=False, for_print=True,
        ),
        Standard(
            "PDF/X-1a:2003", "press-x1a", "ISO 15930-4:2003", "1.4",
            allows_transparency=False, allows_rgb=False, allows_opentype=False, allows_object_streams=False,
            allows_actions=False, for_print=True, info_version="PDF/X-1a:2003",
        ),
        Standard(
            "PDF/X-3:2003", "press-x3", "ISO 15930-6:2003", "1.4",
            allows_transparency=False, allows_rgb=False, allows_opentype=False, allows_object_streams=False,
            allows_actions=False, for_print=True, info_version="PDF/X-3:2003",
        ),
        Standard(
            "PDF/A-2u", "archive", "ISO 19005-2:2011", "1.7",
            allows_transparency=True, allows_rgb=True, allows_opentype=True, allows_object_streams=True,
            allows_actions=True, for_print=False,
        ),
    )
}  # fmt: skip
"""By name. Colour is converted for every printing standard, though X-3 and X-4 would take RGB with an ICC profile:
the GWG's CMYK variants do not (R0027)."""

EDITIONS: Final = ("screen", *(made_to.edition for made_to in STANDARDS.values()))
"""What can be built: the screen's file, and one for each standard."""


def standard(name: str) -> Standard:
    """A standard by its name or by that of its edition (`press-x1a`). Raises `PrintkitError` (`no-standard`)."""
    for found in STANDARDS.values():
        if name in (found.name, found.edition):
            return found
    hint = f"use {', '.join(STANDARDS)}"
    raise PrintkitError([error("no-standard", f"there is no standard `{name}` for a file", hint=hint)])
