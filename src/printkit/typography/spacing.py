"""The glue between two neighbours of a line: what it is, what it gives, what it takes, and in which order.

All lengths in thousandths of an em. Sources: clreq, "Punctuation width adjustment", "Line adjustment" and
"Western text in Chinese text"; GB/T 15834-2011 5.1; the rule numbers are those of the rules table in the docs.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from .breaks import may_break, may_break_english
from .characters import Class
from .style import Style


class Squeeze(IntEnum):
    """The order in which a line that is too long is made shorter (R16)."""

    SPACE = 0  # between Latin words
    DOT = 1
    BRACKET = 2
    PAUSE = 3
    AUTOSPACE = 4  # between Han and Latin
    STOP = 5


class Glue(NamedTuple):
    """Between two atoms: `natural`, at most `shrink` less (in `tier`), at most `stretch` more.

    `han`: stretches without bound when all else has been stretched. `space`: a blank of the text.
    """

    natural: float = 0
    shrink: float = 0
    tier: Squeeze = Squeeze.SPACE
    stretch: float = 0
    han: bool = False
    space: bool = False


class Pair(NamedTuple):
    """All that a paragraph asks about two neighbours.

    `inset`: how far the line's end lies before the start of the second atom, where a line ends between them.
    `outset`: how far the next line then begins behind that start. `legal`: whether a line may end there.
    """

    glue: Glue
    legal: bool
    inset: float
    outset: float


NARROW: Final = {
    Class.PAUSE: Class.SMALL,
    Class.STOP: Class.SMALL,
    Class.CLOSE: Class.SMALL,
    Class.QUERY: Class.SMALL,
    Class.OPEN: Class.SMALL_OPEN,
}
"""What a mark is where its face draws it narrow, with no blank half: the quotes of a Latin face (R10)."""

HUNG: Final = frozenset({Class.PAUSE, Class.STOP})
"""Marks that may hang past the edge."""
_NONE: Final = Glue()
_TIER: Final = {
    Class.PAUSE: Squeeze.PAUSE,
    Class.STOP: Squeeze.STOP,
    Class.QUERY: Squeeze.STOP,
    Class.CLOSE: Squeeze.BRACKET,
}
"""Marks that are blank in their right half, and when they give it."""
_FULL: Final = frozenset({Class.HAN, Class.OTHER, Class.REPEAT})
_LATIN: Final = frozenset({Class.LATIN, Class.SMALL})
MARKS: Final = frozenset(_TIER) | {Class.PAIRED, Class.OPEN, Class.DOT}
"""Marks of Chinese, which keep no distance."""


def glue(before: Class, after: Class, style: Style, half: float = 500) -> Glue:
    """The glue between two atoms of Chinese that touch in the text. `half`: half an em of the mark's size."""
    half = half if style.punctuation == "squeezed" else 0.0
    if before is Class.PAIRED:
        # R30, GB/T 15834-2011 5.1.2: two of ！ ？ take one em, the first of three half an em, the third a whole one.
        return Glue(-half, half if after is Class.OPEN else 0, Squeeze.BRACKET, han=after in _FULL)
    if before is Class.FILLED:
        return Glue(-half / 2, half / 2, Squeeze.BRACKET) if after is Class.OPEN else Glue(han=after in _FULL)
    tier = _TIER.get(before)
    if tier is not None:
        if after in _TIER or after in (Class.PAIRED, Class.FILLED):
            return Glue(-half)  # R6: the blank between two marks is dropped
        if after is Class.OPEN:
            return Glue(-half, half, tier)  # R6: one half between them; both may go
        if after is Class.SMALL:
            return Glue(-0.9 * half)
        return Glue(0, half, tier, han=after in _FULL)
    if after is Class.OPEN:
        return Glue(-half) if before is Class.OPEN else Glue(0, half, Squeeze.BRACKET, han=before in _FULL)
    if Class.DOT in (before, after):
        return _NONE  # R31: the dot is half an em in our faces, which is the least that it takes
    return _words(before, after, style)


def _words(before: Class, after: Class, style: Style) -> Glue:
    if (before in _LATIN and after in _FULL) or (before in _FULL and after is Class.LATIN):
        return autospace(style)
    if before is Class.POSTFIX and after in _FULL:
        return Glue(han=True)
    if (before in _FULL and after in _FULL) or (before in _FULL | {Class.DASH} and after in _FULL | {Class.DASH}):
        return Glue(han=before is not after or before is not Class.DASH)
    return _NONE


def autospace(style: Style, *, space: bool = False) -> Glue:
    """The gap between Han and Latin: 1/4 em, from 1/8 to 1/2 (R12; clreq, "Line adjustment")."""
    gap = style.autospace
    return Glue(gap, gap / 2, Squeeze.AUTOSPACE, gap, han=gap == 0, space=space)


def blank(before: Class, after: Class, width: float, style: Style) -> Glue:
    """The glue of Chinese where the text has a blank. `width`: of the blank in its face."""
    if before in MARKS or after in MARKS or Class.FILLED in (before, after):
        return glue(before, after, style)._replace(space=True)  # R12: none beside marks of a whole em
    wide = _FULL | {Class.DASH}
    if before in wide and after in wide:
        return Glue(width, width * 0.4, Squeeze.SPACE, width, space=True)
    if before in wide or after in wide:
        return autospace(style, space=True)
    return word_space(width)


def word_space(width: float) -> Glue:
    """Between Latin words: from 3/4 of its width to 1.6 times."""
    return Glue(width, width * 0.25, Squeeze.SPACE, width * 0.6, space=True)


class Rules:
    """The pairs of one style in Chinese or English. `size`: the em of the text, in em of the paragraph."""

    def __init__(self, style: Style, chinese: bool, size: float = 1.0) -> None:
        self.style = replace(style, autospace=style.autospace * size) if size != 1 else style
        self.chinese, self.half = chinese, 500 * size
        self.pairs = [[self._pair(before, after) for after in Class] for before in Class]
        self.blanks: dict[tuple[Class, Class, float], Pair] = {}

    def _pair(self, before: Class, after: Class) -> Pair:
        if self.chinese:
            # One glue for all Han: what is between them need not be looked at.
            gap = glue(before, after, self.style, self.half)
            return self.made(before, after, gap, may_break(before, after, False, self.style.line_start_end))
        return self.made(before, after, _NONE, may_break_english(before, after, False))

    def blank(self, before: Class, after: Class, width: float) -> Pair:
        """The pair with a blank of the text between them."""
        key = (before, after, width)
        known = self.blanks.get(key)
        if known is None:
            if self.chinese:
                gap = blank(before, after, width, self.style)
                legal = may_break(before, after, True, self.style.line_start_end)
            else:
                gap, legal = word_space(width), may_break_english(before, after, True)
            known = self.blanks[key] = self.made(before, after, gap, legal)
        return known

    def made(self, before: Class, after: Class, gap: Glue, legal: bool) -> Pair:
        """A pair with the trims of a line's end and start."""
        return Pair(gap, legal, gap.natural + self.end_trim(before), self.start_trim(after))

    def start_trim(self, kind: Class) -> float:
        """The blank half of an opening bracket stands before the line (R8, R9)."""
        return self.half if self.chinese and self.style.punctuation != "full" and kind is Class.OPEN else 0.0

    def end_trim(self, kind: Class, follows_mark: bool = False) -> float:
        """The blank half of a mark stands behind the line (R7, GB/T 15834-2011 5.1.10); hung, the whole of it.

        Only marks that follow no other hang (clreq, "Hanging punctuation at line end").
        """
        if not self.chinese or kind not in MARKS or kind in (Class.OPEN, Class.DOT):
            return 0.0
        if self.style.hanging and kind in HUNG and not follows_mark:
            return 2 * self.half
        return self.half if self.style.punctuation != "full" else 0.0


@lru_cache(maxsize=64)
def rules(style: Style, chinese: bool, size: float = 1.0) -> Rules:
    """The rules of a style, made once."""
    return Rules(style, chinese, size)
