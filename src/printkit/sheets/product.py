"""The product: a PDF of sheets, and how the pages lie on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..units import Length, Size

if TYPE_CHECKING:  # the arithmetic of all schemes: for who imposes, not for who asks the command for help
    from ..imposition import Imposition


@dataclass(frozen=True, slots=True)
class Sheets:
    """A finished PDF with one page for each printed side of a sheet: front, back, front, back.

    `trim` is the page that is bound or cut in the end, `bleed` what the pages have around it; `standard` is what the
    file claims to be, as the file that it was made of did, empty for nothing.
    """

    pdf: bytes = field(repr=False)
    imposition: Imposition
    title: str
    trim: Size
    bleed: Length
    standard: str
    spots: tuple[str, ...] = ()
    """The names of the spot inks."""
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def sides(self) -> int:
        """How many sides are printed: the pages of the file."""
        return sum(1 + (sheet.back is not None) for sheet in self.imposition.sheets)
