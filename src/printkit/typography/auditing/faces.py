"""R40: what the fonts of the file are, and whether their characters can be copied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .findings import Tally
from .glyphs import Font

_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")


def check_fonts(fonts: Sequence[Font], tally: Tally) -> None:
    """One check a font, one finding for each thing that is wrong with it."""
    for font in fonts:
        if font.first is None:
            continue
        tally.check("R40")
        page, glyph = font.first
        place = page, glyph.x, glyph.y
        if not font.embedded:
            tally.fail("R40", place, font.name, 0, "an embedded font")
        elif not _SUBSET.match(font.name):
            tally.fail("R40", place, font.name, 0, "a subset font")
        if font.first_unmapped is not None:
            page, glyph = font.first_unmapped
            wrong = f"characters of known meaning in {font.name}"
            tally.fail("R40", (page, glyph.x, glyph.y), f"U+{ord(glyph.text):04X}", font.unmapped, wrong)
