"""The closing slogan: the last run of short centred bold lines."""

from __future__ import annotations

from typing import Final

from .captions import Arranged, Plate
from .pieces import Line, Words, all_bold, letters, size, unstressed

_LONGEST: Final = 40
_MOST_AFTER: Final = 3


def take_closing(pieces: list[Arranged]) -> tuple[list[Arranged], Words, list[Words]]:
    """The pieces without the slogan, its lead-in (a first line that ends in a colon), its lines.

    A picture or a short line of credits may follow it; a paragraph may not.
    """
    end = len(pieces)
    while end > 0 and not _is_slogan(pieces[end - 1]):
        if len(pieces) - end >= _MOST_AFTER or not _may_follow(pieces[end - 1]):
            return pieces, (), []
        end -= 1
    start = end
    while start > 0 and _is_slogan(pieces[start - 1]):
        start -= 1
    if end - start < 2:
        return pieces, (), []
    lines = [unstressed(piece.words) for piece in pieces[start:end] if isinstance(piece, Line)]
    lead: Words = ()
    if letters(lines[0])[-1:] in ":：" and len(lines) > 1:
        lead = lines.pop(0)
    return pieces[:start] + pieces[end:], lead, lines


def _is_slogan(piece: Arranged) -> bool:
    return isinstance(piece, Line) and piece.centred and all_bold(piece.words) and size(piece.words) <= _LONGEST


def _may_follow(piece: Arranged) -> bool:
    return isinstance(piece, Plate) or (isinstance(piece, Line) and size(piece.words) <= _LONGEST)
