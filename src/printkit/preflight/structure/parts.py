"""The parts of PDF/X that files are held to, and which of them a file claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ...diagnostics import Severity
from ..facts import DocumentFacts, PageFacts
from ..finding import Finding
from ..rulebook import RuleBook

PDFX_ID: Final = "{http://www.npes.org/pdfx/ns/id/}"
"""The namespace of GTS_PDFXVersion in XMP."""


@dataclass(frozen=True, slots=True)
class Part:
    """What sets one part of ISO 15930 apart from the others."""

    name: str
    """As the file claims it: `PDF/X-4`."""
    prefix: str
    """Of the ids of its findings: `X4`."""
    iso: str
    version: str
    """The highest version of PDF."""
    transparency: bool
    managed_colour: bool
    """Whether RGB by an ICC profile, Lab and calibrated colour are let in."""
    by_xmp: bool
    """The claim stands in XMP; else in the Info dictionary."""

    @property
    def object_streams(self) -> bool:
        """Object streams and OpenType font programs came with PDF 1.5 and 1.6."""
        return self.version >= "1.6"

    def breach(self, rule: str, message: str, page: PageFacts | None = None, at: Any = None, **what: Any) -> Finding:
        """A finding under one of its rules, of a page or of the file. What a standard forbids is an error."""
        if page is not None:
            return page.finding(f"{self.prefix}-{rule}", Severity.ERROR, message, at, **what)
        return Finding(f"{self.prefix}-{rule}", Severity.ERROR, message, **what)


X4: Final = Part("PDF/X-4", "X4", "ISO 15930-7:2010", "1.6", transparency=True, managed_colour=True, by_xmp=True)
X1A: Final = Part(
    "PDF/X-1a:2003", "X1a", "ISO 15930-4:2003", "1.4", transparency=False, managed_colour=False, by_xmp=False
)
X3: Final = Part("PDF/X-3:2003", "X3", "ISO 15930-6:2003", "1.4", transparency=False, managed_colour=True, by_xmp=False)

PARTS: Final = {part.name: part for part in (X4, X1A, X3)}

STRUCTURE: Final[RuleBook[Part]] = RuleBook("PDF/X structure")
"""Rules by their stem: `outputintent` gives findings `X4-outputintent`, `X1a-outputintent`, `X3-outputintent`."""


def claim(document: DocumentFacts) -> str:
    """The part that a file says it conforms to, in its own words; empty where it says nothing.

    PDF/X-4 says so in XMP, the older parts in the Info dictionary.
    """
    stated = document.xmp.get(f"{PDFX_ID}GTS_PDFXVersion", "")
    return stated or document.info.get("GTS_PDFXVersion", "")
