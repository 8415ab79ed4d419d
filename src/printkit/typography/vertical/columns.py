"""The columns of a whole text: where the author parts it, evenly long, staggered, none of one character.

Lengths in thousandths of an em of the text's size, along the column, from its top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from ..balance import HINT
from ..characters import BREAK
from ..style import Style
from .strips import Column, Part, Piece, Strip

NEW_COLUMN: Final = "\n"

Manner = Literal["filled", "balanced", "phrases"]
"""`filled`: each column as long as it may be. `balanced`: as few columns, alike in length, broken between words, or at
the hints if there are any. `phrases`: a new column at every hint."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a text falls into columns.

    Each begins `stagger` lower than the one before, the first `indent` further down. Numbers of up to `digits`
    figures stand abreast. `justify`: stretched to one length. `chinese` tells the rules for spaces and breaks.
    """

    manner: Manner = "filled"
    stagger: float = 0
    digits: int = 2
    indent: float = 0
    justify: bool = False
    chinese: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """The columns, the first one rightmost.

    `text` is the source, blanks collapsed. `lonely`: columns of one character that no height up to the given one
    avoids. `excess`: how much the longest column is too long.
    """

    columns: tuple[Column, ...]
    text: str
    lonely: tuple[int, ...]
    excess: float


_BLANKS: Final = " \t\n\r\f"
_STEP: Final = 250.0
_LIMIT: Final = 200
_ENDLESS: Final = 1e9


def compose(pieces: Sequence[Piece], height: float, plan: Plan | None = None, style: Style | None = None) -> Setting:
    """Set text in columns of at most `height`.

    `NEW_COLUMN` in the text begins a column, `HINT` is a place where one may begin. Every text can be set: at
    worst `excess` tells by how much a column is too long, and `lonely` which have one character.
    """
    plan = plan or Plan()
    columns: list[Column] = []
    lonely: list[int] = []
    for nth, phrases in enumerate(_segments(pieces, plan.manner)):
        strip = Strip(phrases, pieces, plan.digits, style or Style(), plan.chinese)
        found: list[Column] = []
        start = len(columns)
        for count in range(1, _LIMIT):
            room = height - (start + count - 1) * plan.stagger
            found = _cut(strip, max(room, _STEP), plan, plan.indent if nth == 0 else 0)
            if len(found) <= count or not plan.stagger or room < 2 * plan.stagger:
                break
        lonely += [start + index for index in _lonely(found)]
        columns += [replace(column, top=(start + index) * plan.stagger) for index, column in enumerate(found)]
    excess = max((column.top + column.length - height for column in columns), default=0.0)
    return Setting(tuple(columns), _source(pieces), tuple(lonely), max(0.0, excess))


def _cut(strip: Strip, height: float, plan: Plan, indent: float) -> list[Column]:
    """Columns of at most `height`; none of one character if less height can help it."""
    if plan.manner == "balanced":
        return strip.balanced(height, indent)
    full = strip.fitted(height, indent, plan.justify)
    if not _lonely(full):
        return full
    total = sum(column.length for column in full)
    for step in range(1, int((height - total / len(full)) / _STEP) + 3):
        found = strip.fitted(height - step * _STEP, indent, plan.justify) if height > step * _STEP else full
        fits = all(column.length <= height + 1 for column in found)
        if len(found) == len(full) and fits and not _lonely(found):
            return found
    return full


class _Nominal:
    """A face to reckon with before there is one: Latin letters are 3/5 of an em, more than most."""

    em, space = 1000.0, 250.0

    def turned(self, text: str) -> float:
        return 600.0 * len(text)


def reckoned(text: str) -> float:
    """How many em a text takes in one column, to choose a size before it is set; rather too many than too few."""
    columns = compose([Piece(text, _Nominal())], _ENDLESS).columns
    return sum(column.length for column in columns) / 1000


def _lonely(columns: Sequence[Column]) -> list[int]:
    """The columns of one character; a text of one column may have no more."""
    return [index for index, column in enumerate(columns) if column.signs < 2] if len(columns) > 1 else []


def _segments(pieces: Sequence[Piece], manner: Manner) -> Iterator[list[tuple[Part, ...]]]:
    """What the author parted into columns, each as the phrases that hints tell apart."""
    parting = f"[{NEW_COLUMN}{HINT}]" if manner == "phrases" else f"[{NEW_COLUMN}]"
    segments: list[list[list[Part]]] = [[[]]]
    for index, piece in enumerate(pieces):
        for nth, stretch in enumerate(re.split(parting, piece.text.replace(BREAK, NEW_COLUMN))):
            if nth:
                segments.append([[]])
            for place, phrase in enumerate(stretch.split(HINT)):
                if place:
                    segments[-1].append([])
                if phrase:
                    segments[-1][-1].append((index, phrase))
    for segment in segments:
        phrases = [tuple(phrase) for phrase in segment if any(text.strip(_BLANKS) for _index, text in phrase)]
        if phrases:
            yield phrases


def _source(pieces: Sequence[Piece]) -> str:
    """The words as they are read, for those who copy them: a break is a blank between Latin words alone."""
    text = re.sub(
        r"[ \t\r\f]+", " ", "".join(piece.text for piece in pieces).replace(HINT, "").replace(BREAK, NEW_COLUMN)
    )
    lines = [line.strip() for line in text.split(NEW_COLUMN) if line.strip()]
    joints = [" " if before[-1].isascii() and after[0].isascii() else "" for before, after in pairwise(lines)]
    return "".join(joint + line for line, joint in zip(lines, ["", *joints], strict=False))
