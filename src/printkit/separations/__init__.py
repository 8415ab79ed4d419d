"""Separations: the plates of any page, ink by ink, their total ink, and pictures of them."""

from .plates import InkWindow, Plates, total_ink_windows
from .proofs import plate_png, total_ink_png
from .separate import press_profile, separate, separate_pages
from .simulation import simulated_pages, spot_colours

__all__ = [
    "InkWindow",
    "Plates",
    "plate_png",
    "press_profile",
    "separate",
    "separate_pages",
    "simulated_pages",
    "spot_colours",
    "total_ink_png",
    "total_ink_windows",
]
