"""Preflight: what a print shop would find in a PDF, ours or anybody's. `preflight(pdf)` → `Preflight`.

A rule is one small function (`rulebook`) from facts (`facts`) to findings (`finding`). The pages are read one by one,
each once, and all rules are fed from that reading (`inspection`). There are three books of rules: GWG 2022 (`rules`,
with its `profiles`), the structure of PDF/X (`structure`), and what shops ask besides (`shop`). `html` shows the
findings on pictures of the pages.
"""

from .check import preflight
from .finding import Box, Finding
from .html import html
from .places import with_places
from .profiles import profiles, with_spots
from .result import Preflight
from .rulebook import Profile
from .shop import Shop, read_shop

__all__ = [
    "Box",
    "Finding",
    "Preflight",
    "Profile",
    "Shop",
    "html",
    "preflight",
    "profiles",
    "read_shop",
    "with_places",
    "with_spots",
]
