"""Captions find their pictures: `▲ …` and its kin become figures, with a slot where the article has no picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from .pieces import Caption, Line, Piece, Shot, Words, all_bold, letters, size, split, trimmed, unstressed

_MOST: Final = 6
_SIGN: Final = re.compile(r"[\s\u00a0]*[▲△▼▽][\s\u00a0]*")
_NAMED: Final = re.compile(
    r"[\s\u00a0]*(?:[◆■●↑]|图\s*[\d一二三四五六七八九十]|图[:：]|图为|[（(]图|Fig(?:ure|\.)\s*\d|Photo\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Plate:
    """Pictures that belong together, each with its caption or all with one."""

    shots: tuple[Shot, ...]
    captions: tuple[Words, ...] = ()


Arranged: TypeAlias = Piece | Plate


def arrange(pieces: list[Piece]) -> list[Arranged]:
    """Pictures and captions as plates, everything else as it was."""
    out: list[Arranged] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if isinstance(piece, Shot):
            shots = [piece]
            while len(shots) < _MOST and (more := _at(pieces, index + len(shots))) and _together(piece, more):
                assert isinstance(more, Shot)
                shots.append(more)
            index += len(shots)
            captions = _captions(pieces, index, len(shots))
            index += len(captions)
            out.append(Plate(tuple(shots), tuple(map(_bare, captions))))
        elif _is_sign(piece) or isinstance(piece, Caption):
            run = _run(pieces, index)
            index += len(run)
            below = _at(pieces, index)
            if isinstance(below, Shot) and (len(run) == 1 and ("▼" in _text(run[0]) or isinstance(piece, Caption))):
                index += 1
                out.append(Plate((below,), (_bare(run[0]),)))
            elif isinstance(piece, Caption):
                out += [Line(caption.words) for caption in run if isinstance(caption, Caption | Line)]
            else:
                out.append(Plate(tuple(Shot(None) for _ in run), tuple(map(_bare, run))))
        else:
            out.append(piece)
            index += 1
    return out


def _at(pieces: list[Piece], index: int) -> Piece | None:
    return pieces[index] if index < len(pieces) else None


def _together(first: Shot, other: Piece) -> bool:
    return isinstance(other, Shot) and other.group == first.group


def _run(pieces: list[Piece], index: int) -> list[Piece]:
    """Captions one after the other: pictures that stood side by side."""
    kind = type(pieces[index])
    run = [pieces[index]]
    while len(run) < _MOST and (more := _at(pieces, index + len(run))):
        if type(more) is not kind or not (isinstance(more, Caption) or _is_sign(more)):
            break
        run.append(more)
    return run


def _captions(pieces: list[Piece], index: int, shots: int) -> list[Piece]:
    """What follows the pictures as their caption: one for all, or one for each."""
    first = _at(pieces, index)
    if first is None or not (isinstance(first, Caption) or _is_caption(first)):
        return []
    run = [first]
    while (
        len(run) < shots and (more := _at(pieces, index + len(run))) and (_is_sign(more) or isinstance(more, Caption))
    ):
        run.append(more)
    return run if len(run) == shots else run[:1]


def _is_sign(piece: Piece) -> bool:
    return isinstance(piece, Line) and bool(_SIGN.match(_text(piece))) and size(piece.words) <= 120


def _is_caption(piece: Piece) -> bool:
    """A line right below a picture that reads as its caption."""
    if not isinstance(piece, Line):
        return False
    if _is_sign(piece) or (_NAMED.match(_text(piece)) and size(piece.words) <= 120):
        return True
    return (
        piece.centred and size(piece.words) <= 50 and not all_bold(piece.words) and _text(piece)[-1:] not in "。：:，"
    )


def _text(piece: Piece) -> str:
    return letters(piece.words) if isinstance(piece, Line | Caption) else ""


def _bare(piece: Piece) -> Words:
    """A caption without its sign, which the layout gives."""
    assert isinstance(piece, Line | Caption)
    sign = _SIGN.match(letters(piece.words))
    return unstressed(trimmed(split(piece.words, sign.end())[1] if sign else piece.words))
