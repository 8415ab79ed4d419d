"""Finishing: varnish, foil, embossing, white ink, die lines, as spot inks over the pages of a press file."""

from .finish import Finish
from .kinds import FOILS, KINDS, Kind, kind
from .layers import Layers
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
    "Layers",
    "Page",
    "Shape",
    "Trim",
    "kind",
    "read_shape",
]
