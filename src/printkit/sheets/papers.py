"""Sheets of paper by name: what presses and digital printers take.

ISO 216 (A, B), ISO 217 (SRA), and the Chinese parent sheets 正度 787 × 1092 and 大度 889 × 1194 with what is cut of them
(开: 对开 is half of it, 四开 a quarter …), as the trade lists them.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Final

from ..diagnostics import PrintkitError, error
from ..units import PAPERS as TRIMS
from ..units import Length, Size


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: its name, and its sides in mm, the longer one first, as it lies in a press."""

    name: str
    width: float
    height: float

    @property
    def size(self) -> Size:
        """Lying: the longer side is the one that the gripper holds."""
        return Size(Length.mm(self.width), Length.mm(self.height))


_PARENTS: Final = {"正度": (1092, 787), "大度": (1194, 889)}
_PARTS: Final = {"全开": (1, 1), "对开": (1, 2), "三开": (1, 3), "四开": (2, 2), "六开": (2, 3), "八开": (2, 4)}
"""Into how many the shorter side of a parent sheet is parted, and the longer."""


def _chinese() -> list[Paper]:
    found = []
    for parent, (long, short) in _PARENTS.items():
        for part, (shorter, longer) in _PARTS.items():
            sides = sorted((float(long // longer), float(short // shorter)))
            found.append(Paper(f"{parent}{part}", sides[1], sides[0]))
    return found


def _western() -> list[Paper]:
    ours = {
        "SRA4": (320, 225), "SRA3": (450, 320), "SRA2": (640, 450), "SRA1": (900, 640), "SRA0": (1280, 900),
        "13x19": (482.6, 330.2),
    }  # fmt: skip
    isos = {name: (max(sides), min(sides)) for name, sides in TRIMS.items() if name[0] in "AB"}
    return [Paper(name, *sides) for name, sides in {**ours, **isos}.items()]


PAPERS: Final[dict[str, Paper]] = {paper.name: paper for paper in [*_western(), *_chinese()]}
"""By name."""


def sheet_size(text: str | Size) -> tuple[Size, bool]:
    """A sheet by its name (`SRA3`, `正度对开`) or by two lengths (`450mm 320mm`), and whether it may be turned.

    A name says nothing of how the sheet lies, two lengths do: width first, then height from the gripper up. Raises
    `PrintkitError` (`no-sheet`).
    """
    if isinstance(text, Size):
        return text, False
    name = text.strip()
    for paper in PAPERS.values():
        if name.casefold() == paper.name.casefold():
            return paper.size, True
    try:
        size = Size.parse(name)
    except ValueError:
        close = difflib.get_close_matches(name, PAPERS, 1, 0.5)
        hint = (
            f"did you mean `{close[0]}`?"
            if close
            else "use a name of `printkit impose --paper-names`, or `450mm 320mm`"
        )
        raise PrintkitError([error("no-sheet", f"there is no sheet of paper `{name}`", hint=hint)]) from None
    return size, False
