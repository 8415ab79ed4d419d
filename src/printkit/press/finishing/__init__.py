"""Finishing: varnish, foil, embossing, white ink, die lines, as spot inks over the pages of a press file.

`layers` draws them; it is imported when there is a file to draw on.
"""

from .finish import Finish
from .kinds import FOILS, KINDS, Kind, kind
from .reading import read_shape
from .shapes import Across, Drawing, InkOf, Page, Shape, Trim

__all__ = [
    "FOILS",
    "KINDS",
    "Across",
    "Drawing",
    "Finish",
    "InkOf",
    "Kind",
    "Page",
    "Shape",
    "Trim",
    "kind",
    "read_shape",
]
