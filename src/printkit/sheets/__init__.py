"""Sheets for the press: the pages of a PDF put on paper as an imposition says, with marks around them.

`impose(artwork, "saddle-stitch", sheet="SRA3")` → `Sheets`. Any PDF will do, whoever made it.
"""

from .papers import PAPERS, Paper, sheet_size
from .product import Sheets
from .stage import impose

__all__ = ["PAPERS", "Paper", "Sheets", "impose", "sheet_size"]
