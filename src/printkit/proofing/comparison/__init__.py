"""Two versions of a PDF held against each other: `compare` → `Comparison`.

`version` reads each file, `alignment` finds which page is which, `pixels` where pages look different, `parts` what it is
that differs there, `wording` which words do; `views` and `page` show it.
"""

from .page import comparison_html
from .result import Area, Comparison, PageChange, Version, Wording
from .stage import TOLERANCE, compare
from .views import pictures

__all__ = [
    "TOLERANCE",
    "Area",
    "Comparison",
    "PageChange",
    "Version",
    "Wording",
    "compare",
    "comparison_html",
    "pictures",
]
