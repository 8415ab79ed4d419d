"""The product of the press, and of the whole pipeline: a finished PDF."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..diagnostics import Diagnostic
from ..editing import Finding
from ..units import Length, Size


@dataclass(frozen=True, slots=True)
class Artwork:
    """A finished PDF in memory, what it was made to, and what was odd on the way.

    `edition` is `screen`, `press` and so on; `standard` is such as `PDF/X-4`, empty for the screen; `condition` is the
    name of the output condition, empty where colour is for screens. `trim` is the finished page, `bleed` what the file
    has around it.
    """

    pdf: bytes = field(repr=False)
    pages: int
    layout: str
    edition: str
    standard: str
    condition: str
    trim: Size
    bleed: Length
    warnings: tuple[Diagnostic, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What could not be set well, if it was asked for."""
