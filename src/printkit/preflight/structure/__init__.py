"""The structure that PDF/X asks of a file: X-4 (ISO 15930-7:2010), X-1a:2003 (15930-4) and X-3:2003 (15930-6).

Rules are entered by their stem into `STRUCTURE`; each says with `Part` what sets its part of the standard apart. The
numbers of clauses stand there where we have read the text (ISO 32000-1); of ISO 15930 we know what it asks by the code
of others and by the trade, so that its clauses are named by what they are about.
"""

from . import colour, content, file, fonts, intent, metadata, pages
from .parts import PARTS, STRUCTURE, Part, claim

__all__ = ["PARTS", "STRUCTURE", "Part", "claim", "colour", "content", "file", "fonts", "intent", "metadata", "pages"]
