"""The sheet of paper on the press: what of it can be printed, and whether something fits."""

from __future__ import annotations

from typing import Final

from ..units import Length

NOTHING: Final = Length(0)
BLEED: Final = Length.mm(3)
GRIPPER: Final = Length.mm(10)
"""Sheet-fed offset takes 8 to 12 mm (trade rule)."""
MARGIN: Final = Length.mm(5)
"""Digital presses leave 4 to 5 mm at every edge (trade rule)."""
