"""The glue between two neighbours of a line: what it is, what it gives, what it takes, and in which order.

All lengths in thousandths of an em. Sources: clreq 3.1.6 (adjustment of punctuation), 3.1.8 (order of
justification), GB/T 15834-2011 5.1; the rule numbers are those of the rules table in the docs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Literal, NamedTuple

from .characters import Class


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


@dataclass(frozen=True, slots=True)
class Style:
    """How Chinese is set, in clreq's words.

    `punctuation`: `squeezed` (neighbours and line ends), `half-line-end` (line ends alone), `full` (never).
    `hanging`: a comma or full stop may hang past the edge. `line_start_end`: `gb`, or `strict`, which also
    keeps —— and …… from a line's start. `autospace`: the gap between Han and Latin in thousandths of an em.
    """

    punctuation: Literal["squeezed", "half-line-end", "full"] = "squeezed"
    hanging: bool = False
    line_start_end: Literal["gb", "strict"] = "gb"
    autospace: float = 250


_NONE: Final = Glue()
_BEHIND: Final = frozenset({Class.PAUSE, Class.STOP, Class.CLOSE})
"""Blank in their right half."""
_FULL: Final = frozenset({Class.HAN, Class.OTHER, Class.REPEAT})


def glue(before: Class, after: Class, style: Style) -> Glue:
    """The glue between two atoms that touch in the text."""
    squeezed = style.punctuation == "squeezed"
    half = 500.0 if squeezed else 0.0
    if before in _BEHIND:
        tier = Squeeze.BRACKET if before is Class.CLOSE else Squeeze.PAUSE if before is Class.PAUSE else Squeeze.STOP
        if after in (Class.PAUSE, Class.STOP, Class.CLOSE, Class.QUERY, Class.DOT):
            return Glue(-half)  # R6: the blank between two marks is dropped
        if after is Class.OPEN:
            return Glue(-half, half, tier)  # R6: one half between them; both may go
        if after is Class.SMALL:
            return Glue(-450 if squeezed else 0)
        return Glue(0, half, tier, han=after in _FULL)
    if after is Class.OPEN:
        if before in (Class.OPEN, Class.QUERY):
            return Glue(-half) if before is Class.OPEN else Glue(0, half, Squeeze.BRACKET)
        return Glue(0, half, Squeeze.BRACKET, han=before in _FULL)
    if before is Class.OPEN or after in _BEHIND:
        return _NONE
    if before is Class.QUERY and after is Class.QUERY:
        return Glue(-half)  # R30: two of ！ ？ take one em
    if after is Class.QUERY:
        return _NONE
    if before is Class.QUERY:
        return Glue(0, 250 if squeezed else 0, Squeeze.STOP, han=after in _FULL)
    if Class.DOT in (before, after):
        return _NONE  # R31: the dot is half an em in our faces
    return _words(before, after, style)


def _words(before: Class, after: Class, style: Style) -> Glue:
    latin = (Class.LATIN, Class.SMALL)
    wide = _FULL | {Class.DASH}
    if (before in latin and after in wide) or (before in wide and after is Class.LATIN):
        return autospace(style)
    if before is Class.POSTFIX and after in wide:
        return Glue(han=after in _FULL)
    if before in _FULL and after in _FULL:
        return Glue(han=True)
    if before in wide and after in wide:
        return Glue(han=before is not after)
    return _NONE


def autospace(style: Style, *, space: bool = False) -> Glue:
    """The gap between Han and Latin: 1/4 em, from 1/8 to 1/2 (R12)."""
    gap = style.autospace
    return Glue(gap, gap / 2, Squeeze.AUTOSPACE, gap, space=space)


def blank(before: Class, after: Class, width: float, style: Style) -> Glue:
    """The glue where the text has a blank. `width`: of the blank in its face."""
    wide = _FULL | {Class.DASH}
    if before in wide and after in wide:
        return Glue(width, width * 0.4, Squeeze.SPACE, width, space=True)
    if before in wide or after in wide:
        return autospace(style, space=True)
    return word_space(width)


def word_space(width: float) -> Glue:
    """Between Latin words: from 3/4 of its width to 1.6 times."""
    return Glue(width, width * 0.25, Squeeze.SPACE, width * 0.6, space=True)


def table(style: Style) -> list[list[Glue]]:
    """`glue` for every pair of classes."""
    return [[glue(before, after, style) for after in Class] for before in Class]
