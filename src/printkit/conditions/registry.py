"""The names by which the ICC's registry of characterisation data knows printing conditions.

PDF/X wants such a name as OutputConditionIdentifier (ISO 15930-7, 6.2.3); an ICC profile does not hold it, but its
description tells it, in the words of whoever made the profile.
"""

from __future__ import annotations

import re
from typing import Final

ADDRESS: Final = "http://www.color.org"
"""RegistryName of the intent."""

_TOLD: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"FOGRA\s?(\d{2})", r"FOGRA\1"),
        (r"ISO\s?Coated\s?v2", "FOGRA39"),
        (r"PSO\s?Coated\s?v3", "FOGRA51"),
        (r"PSO\s?Uncoated\s?v3", "FOGRA52"),
        (r"PSO\s?Uncoated\s?ISO\s?12647", "FOGRA47"),
        (r"PSO\s?LWC\s?Improved", "FOGRA45"),
        (r"PSO\s?LWC\s?Standard", "FOGRA46"),
        (r"GRACoL\s?2006", "CGATS TR 006"),
        (r"SWOP\s?2006.*Coated3", "CGATS TR 003"),
        (r"SWOP\s?2006.*Coated5", "CGATS TR 005"),
        (r"Web Coated \(SWOP\) v2", "CGATS TR 001"),
        (r"CRPC\s?([1-7])", r"CGATS21_CRPC\1"),
        (r"GRACoL\s?2013", "CGATS21_CRPC6"),
        (r"Japan\s?Color\s?2001\s?Coated", "JC200103"),
        (r"Japan\s?Color\s?2001\s?Uncoated", "JC200104"),
        (r"Japan\s?Color\s?2011\s?Coated", "JC201103"),
        (r"ISO\s?newspaper\s?26v4", "IFRA26"),
    )
)


def registered(description: str) -> str | None:
    """The registered name that a profile's description tells, or none: `ISO Coated v2 300%` → `FOGRA39`."""
    for pattern, name in _TOLD:
        if found := pattern.search(description):
            return found.expand(name)
    return None
