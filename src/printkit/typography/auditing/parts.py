"""Lines that stand one below another gathered to parts of paragraphs, by their tags or by geometry.

A part is the lines of a paragraph on one page and in one column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .lines import Line
from .marks import BLANK, CLOSING_QUOTES, OPENING, STOPS, is_han
from .structure import HEADLINES

TOLERANCE: Final = 0.05
"""R15: so far from the measure may a line end, in em."""
INDENT: Final = 0.7
"""A line that begins so much further in than the rest begins a paragraph, in em."""
_LEAST_PITCH, _MOST_PITCH = 0.85, 2.6
_LOOSER: Final = 1.2
"""A pitch so much larger than the one before parts two paragraphs; R23 finds those that are a little off."""
_SHORT: Final = 0.5
_SAME_SIZE: Final = 0.01
_SPARE: Final = 1.5
"""A line with so much more room than the next word takes, in em, was ended there on purpose."""


@dataclass(slots=True, eq=False)
class Part:
    """The lines of a paragraph that stand one below another. `left`, `right`: its edges in points, where known."""

    lines: list[Line]
    left: float | None = None
    right: float | None = None

    @property
    def em(self) -> float:
        """The size of its text, in points."""
        return self.lines[0].em

    @property
    def headline(self) -> bool:
        """Whether its tag says that it is a heading, a caption, a head of a table."""
        element = self.lines[0].element
        return element is not None and element.kind in HEADLINES


def parts_of(lines: Sequence[Line]) -> list[Part]:
    """The parts of paragraphs on a page, in the order of its lines."""
    pitches = Counter(
        (round(a.em, 2), a.font, round((b.y - a.y) / a.em, 2)) for a, b in pairwise(lines) if _stacked(a, b)
    )
    usual: dict[tuple[float, int], float] = {}
    for (em, font, pitch), _count in pitches.most_common():
        usual.setdefault((em, font), pitch)
    columns: list[list[Line]] = []
    for line in lines:
        if columns and _goes_on(columns[-1], line, usual.get((round(line.em, 2), line.font))):
            columns[-1].append(line)
        else:
            columns.append([line])
    return [Part(part) for column in columns for part in _split(column)]


def _stacked(above: Line, below: Line) -> bool:
    """Whether one line may follow the other in a paragraph."""
    if above.element is not below.element or abs(above.em - below.em) > _SAME_SIZE * above.em:
        return False
    whole = above.element is not None and above.element.whole
    if not whole and above.font != below.font and any(map(is_han, above.text)) != any(map(is_han, below.text)):
        return False  # two voices of a bilingual text
    if not _LEAST_PITCH <= (below.y - above.y) / above.em <= _MOST_PITCH:
        return False
    return above.left < below.right and below.left < above.right


def _goes_on(column: list[Line], line: Line, usual: float | None) -> bool:
    if not _stacked(column[-1], line):
        return False
    if line.element is not None and line.element.whole:
        return True
    known = [(b.y - a.y) / a.em for a, b in pairwise(column)]
    pitch = min(known) if known else usual
    return pitch is None or (line.y - column[-1].y) / line.em <= pitch * _LOOSER


def _split(column: list[Line]) -> list[list[Line]]:
    """Paragraphs that follow each other without a space, told by indents and by short lines that end a sentence."""
    element = column[0].element
    if (element is not None and element.whole) or len(column) < 2:
        return [column]
    em = column[0].em
    if _centred(column, em):
        return [column]
    right = vote(column, em)[0]
    found = [[column[0]]]
    for number, line in enumerate(column[1:], 1):
        own = found[-1]
        step = (line.left - own[-1].left) / em
        short = (right - own[-1].right) / em > _SHORT
        stopped = own[-1].text.rstrip(CLOSING_QUOTES)[-1:] in STOPS | {":", "："}
        below = column[number + 1] if number + 1 < len(column) else None
        # An item that hangs keeps its indent; a first line that is indented does not hand it on.
        hanging = len(own) == 1 and not short and (below is None or abs(below.left - line.left) < INDENT * em)
        of_itself = right - own[-1].right > _first_unit(line) + _SPARE * em
        if (step > INDENT and not hanging) or (step < -INDENT and len(own) > 1) or (short and stopped) or of_itself:
            found.append([line])
        else:
            own.append(line)
    return found


def _first_unit(line: Line) -> float:
    """How wide the part of a line is that could have stood on the line above, in points."""
    for index, (before, after) in enumerate(pairwise(line.glyphs)):
        parted = before.text in BLANK or is_han(after.text) or after.text in OPENING
        if parted and not (index == 0 and before.text in OPENING):
            return before.end - line.left
    return line.right - line.left


def _centred(column: list[Line], em: float) -> bool:
    middles = [(line.left + line.right) / 2 for line in column]
    return max(middles) - min(middles) < 0.15 * em and max(line.left for line in column) - column[0].left > 0.3 * em


def vote(lines: Sequence[Line], em: float) -> tuple[float, int]:
    """The edge at which most lines may be said to end, and how many do.

    A mark has several readings; a line that ends in anything else has one, and counts more.
    """
    votes = sorted(
        (end, 2 / len(line.ends) if len(line.ends) > 1 else 2.0, index)
        for index, line in enumerate(lines)
        for end in line.ends
    )
    best, edge, count = 0.0, lines[0].right, 0
    first = 0
    for last, (end, _weight, _index) in enumerate(votes):
        while end - votes[first][0] > TOLERANCE * em:
            first += 1
        weight = sum(vote[1] for vote in votes[first : last + 1])
        if weight > best + 1e-9:
            best = weight
            middle = sorted(votes[first : last + 1])
            edge = middle[len(middle) // 2][0]
            count = len({vote[2] for vote in middle})
    return edge, count
