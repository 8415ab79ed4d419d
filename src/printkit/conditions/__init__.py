"""Output conditions: the presses and papers that files are made for, and the way of colours to their inks."""

from .condition import Condition, condition, conditions, of_profile, screen_profile
from .conversion import CMYK, Conversion
from .simulation import RGB, Simulation

__all__ = [
    "CMYK",
    "RGB",
    "Condition",
    "Conversion",
    "Simulation",
    "condition",
    "conditions",
    "of_profile",
    "screen_profile",
]
