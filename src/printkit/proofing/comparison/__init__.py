"""Two versions of a PDF held against each other: `compare` → `Comparison`.

`version` reads each file, `alignment` finds which page is which, `pixels` where pages look different, `parts` what it is
that differs there, `wording` which words do.
"""

from .result import Area, Comparison, PageChange, Version, Wording
from .stage import TOLERANCE, compare

__all__ = ["TOLERANCE", "Area", "Comparison", "PageChange", "Version", "Wording", "compare"]
