"""How much of a PDF is read before it is given up: counts and sizes, never seconds, so that answers do not vary.

Real files, dense maps among them, stay a factor of three or more below each.
"""

from __future__ import annotations

from typing import Final

FILE: Final = 1 << 30
"""Bytes of a file."""
PAGES: Final = 10_000
STREAM: Final = 128 << 20
"""Bytes of one content stream, decoded."""
STRUCTURE: Final = 256 << 20
"""Bytes of all object streams and cross-reference streams, decoded."""
SMALL_STREAM: Final = 16 << 20
"""Bytes of a CMap, an XMP packet or a profile, decoded."""
OPERATORS: Final = 1_500_000
"""Operators of one page, forms and patterns included as often as they are painted."""
OPERATORS_OF_FILE: Final = 3_000_000
ITEMS: Final = 300_000
"""Painted items of one page."""
DEPTH: Final = 28
"""Forms and patterns inside each other."""
STATES: Final = 20_000
"""Graphics states saved by `q` at once."""
OPERANDS: Final = 4_096
"""Operands of one operator; the array of TJ counts as one."""
TREE: Final = 64
"""Nodes above a page."""
PIXELS: Final = 1 << 30
"""Samples of one picture; it is not decoded here, larger ones get a note."""
NOTES: Final = 200
"""Notes kept of one page."""
INLINE_IMAGE: Final = 4 << 20
"""Bytes of an inline image; ISO 32000-2 asks for at most 4096."""
MAPPINGS: Final = 400_000
"""Entries of a CMap or an array of widths."""
OBJECTS: Final = 500_000
"""Dictionaries and arrays of a file that are looked at."""
