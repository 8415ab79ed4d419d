"""From typeset pages to the file that a print shop takes."""

from .artwork import Artwork
from .boxes import LARGEST_BLEED, check_bleed
from .stage import press
from .standards import EDITIONS, STANDARDS, Standard, standard

__all__ = ["EDITIONS", "LARGEST_BLEED", "STANDARDS", "Artwork", "Standard", "check_bleed", "press", "standard"]
