"""What a paragraph could not have: so that its author may put it in other words.

Pure: from a paragraph and its lines, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from .lines import Line
from .paragraph import Paragraph

Kind = Literal["loose", "wide", "short", "overlong", "broken", "runt", "ladder", "river"]

LOOSE: Final = 0.05
"""From how much white between Han, in em, a line is called loose: as far as the eye forgives."""
WIDE: Final = 1.6
"""From how many times their natural width word spaces are called wide."""
_TOLERANCE: Final = 0.05
_ROUNDING: Final = 0.001


class Fault(NamedTuple):
    """One thing that could not be set well. `line`: its index, the first where there are several.

    `amount`: `loose`: em between Han; `wide`: times the natural word space; `short`, `overlong`: em that a line lacks
    or has too many; `broken`: 0, the line ends inside a word or between marks that belong together; `runt`: em of the
    last line; `ladder`: lines in a row that end in a hyphen; `river`: lines that white runs through.
    """

    kind: Kind
    line: int
    amount: float


def faults(
    paragraph: Paragraph,
    lines: Sequence[Line],
    measure: float,
    *,
    indent: float = 0,
    justify: bool = True,
    first_measures: Sequence[float] = (),
) -> list[Fault]:
    """All faults of a fitted paragraph, by line. The arguments are those that `Paragraph.fit` had, in em/1000."""
    found: list[Fault] = []
    for number, line in enumerate(lines):
        width = first_measures[number] if number < len(first_measures) else measure
        width -= indent if number == 0 else 0
        found += _of_line(paragraph, line, number, width, filled=justify and not _closes(paragraph, line))
    found += _runts(paragraph, lines)
    found += _ladders(lines)
    if not paragraph.chinese and justify and not first_measures:
        found += [Fault("river", river.first, river.lines) for river in paragraph.rivers(lines, indent)]
    return sorted(found, key=lambda fault: fault.line)


def _of_line(paragraph: Paragraph, line: Line, number: int, width: float, *, filled: bool) -> Iterator[Fault]:
    over = (line.width - width) / 1000
    if over > _TOLERANCE:
        yield Fault("overlong", number, over)
    elif line.forced:
        yield Fault("broken", number, 0)
    if not filled:
        return
    if over < -_TOLERANCE:
        yield Fault("short", number, -over)
    if line.han > LOOSE * 1000:
        yield Fault("loose", number, line.han / 1000)
    if paragraph.chinese:
        return
    widest = max(
        (
            gap / glue.natural
            for gap, glue in zip(line.gaps, paragraph.glues[line.first : line.last], strict=False)
            if glue.space and glue.natural
        ),
        default=0.0,
    )
    if widest > WIDE + _ROUNDING:
        yield Fault("wide", number, widest)


def _closes(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line is the last, or ends where the text says so."""
    return not line.tail and (line.last >= len(paragraph.atoms) or paragraph.ends_line(line.last - 1))


def _runts(paragraph: Paragraph, lines: Sequence[Line]) -> Iterator[Fault]:
    begin, text = 0, 0.0
    for number, line in enumerate(lines):
        text += line.width
        if not _closes(paragraph, line):
            continue
        if number > begin and paragraph.is_runt(line, text):
            yield Fault("runt", number, line.width / 1000)
        begin, text = number + 1, 0.0


def _ladders(lines: Sequence[Line]) -> Iterator[Fault]:
    row = 0
    for number, line in enumerate([*lines, None]):
        if line is not None and line.tail and not line.forced:
            row += 1
            continue
        if row > 2:
            yield Fault("ladder", number - row, row)
        row = 0
