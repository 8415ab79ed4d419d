"""Markup → Typeset: pages. The only place that knows WeasyPrint.

`engine` runs it and turns its log into diagnostics, `seam` holds everything private of it that we touch,
`survey` reads
the finished pages back into `facts`. WeasyPrint is imported at the first use, after the fonts have been isolated.
"""

from .engine import Typeset, rarely_collecting, typeset
from .facts import Facts, Flaw, Overflow, PageFacts, Uncomposed

__all__ = ["Facts", "Flaw", "Overflow", "PageFacts", "Typeset", "Uncomposed", "rarely_collecting", "typeset"]
