"""Separations: the plates of any page, ink by ink, and their total ink."""

from .plates import InkWindow, Plates, total_ink_windows
from .separate import press_profile, separate, separate_pages

__all__ = ["InkWindow", "Plates", "press_profile", "separate", "separate_pages", "total_ink_windows"]
