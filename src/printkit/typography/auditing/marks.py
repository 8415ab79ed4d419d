"""The marks that the rules speak of, written down anew from GB/T 15834-2011 5.1 and clreq 3.1.

Not those of the composer, on purpose: an audit that shares its tables would share its mistakes.
"""

from __future__ import annotations

import re
from typing import Final

from .glyphs import Glyph

CLOSING: Final = frozenset("，。、；：．”’）》〉】〕」』〗］｝")
"""Full-width marks with their blank in the right half."""
OPENING: Final = frozenset("“‘（《〈【〔「『〖［｛")
"""Full-width marks with their blank in the left half."""
ASKING: Final = frozenset("！？")
"""May take a whole em or half of one, by the face."""
HANGING: Final = frozenset("，。、．")
"""May stand past the edge as a whole where that is the style."""
CONNECTING: Final = frozenset("·・～〜–/／%％℃‰")
NEVER_FIRST: Final = CLOSING | ASKING | CONNECTING | frozenset(",.;:!?)]}")
NEVER_LAST: Final = OPENING | frozenset("￥＄＃$#￡€([{")
NEVER_FIRST_ENGLISH: Final = frozenset(",.;:!?)]}%”’")
NEVER_LAST_ENGLISH: Final = frozenset("“‘([{$€£")
TWINS: Final = frozenset("—…")
"""Signs that come in pairs of two em."""
STOPS: Final = frozenset("。！？.!?…")
CLOSING_QUOTES: Final = "”’）》」』)"
"""What may follow a stop that ends a sentence."""
BLANK: Final = " \u00a0"
ANY_BLANK: Final = re.compile(r"\s|\u200b|\u2060|\ufeff")

_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007\U00020000-\U0003ffff]")
_LATIN: Final = re.compile("[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u04ff\u1e00-\u1eff]")
WORD: Final = re.compile("[A-Za-z\u00c0-\u024f’']+")


def is_han(character: str) -> bool:
    """Whether it is a Han character."""
    return _HAN.match(character) is not None


def is_latin(character: str) -> bool:
    """Whether it is a letter or digit of a script that has words."""
    return _LATIN.match(character) is not None


def is_wide(glyph: Glyph) -> bool:
    """Whether a mark is full-width or half of one: a curly quote of a Latin face is neither."""
    return abs(glyph.advance - glyph.em) < 0.04 * glyph.em or is_half(glyph)


def is_half(glyph: Glyph) -> bool:
    """Whether the face itself gave the half-width form of a mark."""
    return abs(glyph.advance - glyph.em / 2) < 0.02 * glyph.em


def body(glyph: Glyph) -> float:
    """Where the em square of a full-width mark begins, in points; of its half-width form too."""
    return glyph.x - glyph.em / 2 if glyph.text in OPENING and is_half(glyph) else glyph.x


def ink(glyph: Glyph) -> float:
    """Where a glyph that begins a line is seen to begin: an opening mark without its blank half."""
    return body(glyph) + glyph.em / 2 if glyph.text in OPENING and is_wide(glyph) else glyph.x


def ends(glyph: Glyph) -> tuple[float, ...]:
    """Where a line may be said to end, by its last glyph: the likeliest first."""
    if glyph.text in CLOSING and is_wide(glyph):
        half, hung = glyph.x + glyph.em / 2, (glyph.x,) if glyph.text in HANGING else ()
        return half, glyph.x + glyph.em, *hung
    if glyph.text in ASKING and is_wide(glyph):
        return glyph.end, glyph.x + glyph.em / 2
    return (glyph.end,)
