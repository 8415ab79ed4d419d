"""From typeset pages to the file that a print shop takes."""

from .artwork import Artwork
from .standards import STANDARDS, Standard, standard

__all__ = ["STANDARDS", "Artwork", "Standard", "standard"]
