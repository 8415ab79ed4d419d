"""The product of the press: a finished PDF."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..diagnostics import Diagnostic
from ..units import Length, Size


@dataclass(frozen=True, slots=True)
class Artwork:
    """A finished PDF in memory, what it was made to, and what was odd on the way.

    `standard` is such as `PDF/X-4`, and empty for the screen; `condition` is the name of the output condition.
    """

    pdf: bytes = field(repr=False)
    pages: int
    layout: str
    standard: str = ""
    condition: str = ""
    trim: Size | None = None
    bleed: Length | None = None
    warnings: tuple[Diagnostic, ...] = ()
