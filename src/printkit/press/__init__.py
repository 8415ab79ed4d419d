"""From typeset pages to the file that a print shop takes."""

from .artwork import Artwork
from .boxes import LARGEST_BLEED, check_bleed
from .finishing import KINDS as FINISHES
from .finishing import Finish, read_shape
from .stage import press
from .standards import EDITIONS, STANDARDS, Standard, standard

__all__ = [
    "EDITIONS",
    "FINISHES",
    "LARGEST_BLEED",
    "STANDARDS",
    "Artwork",
    "Finish",
    "Standard",
    "check_bleed",
    "press",
    "read_shape",
    "standard",
]
