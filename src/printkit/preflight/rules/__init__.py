"""The rules of GWG 2022, each a small function that cites its id, entered into `GWG`.

What a rule asks for we know from the Ghent Workgroup's table of limits and from accounts of its specifications of 2015
and 2022; where these do not tell, the rule is in `NOT_IMPLEMENTED` with the reason, or its docstring says how we read
it. Effective sizes are those after all matrices, only what can be seen counts, and rounding comes last: text to the
tenth of a point, lines to the thousandth, pictures to the whole ppi.
"""

from typing import Final

from ..rulebook import GWG
from . import blending, file, images, ink, legibility, overprint, pages, spaces, spots

NOT_IMPLEMENTED: Final = {
    "R0023": (
        "spot colours, a third rule on names",
        "the accounts that we have name two rules on spot names and do not tell what sets this one apart",
    ),
    "R0029": (
        "colour spaces of large format",
        "which spaces large format forbids is not told; RGB under a CMYK intent is found as X4-devicecolour",
    ),
    "R0036": ("optional content of large format", "what it asks beyond R0034 is not told"),
    "R0037": ("scale of large format", "how the scale of the artwork is to be stated is not told"),
    "R1001": ("processing steps", "ISO 19593-1 is not read here: metadata of cut, crease and varnish"),
    "R1002": ("processing steps that a product must have", "ISO 19593-1 is not read here"),
}
"""Rules of the table that nothing checks: what they are about, and why not."""

__all__ = [
    "GWG",
    "NOT_IMPLEMENTED",
    "blending",
    "file",
    "images",
    "ink",
    "legibility",
    "overprint",
    "pages",
    "spaces",
    "spots",
]
