"""What the press is asked to do, every choice made and checked."""

from __future__ import annotations

from dataclasses import dataclass

from ..conditions import Condition
from ..units import Length
from .boxes import Boxes
from .finishing import Finish
from .standards import Standard


@dataclass(frozen=True, slots=True)
class Job:
    """A file for print: `limit` is the most ink (3.0 is 300 %), `folds` count from the left edge of the trim."""

    standard: Standard
    condition: Condition
    boxes: Boxes
    bleed: Length
    marks: bool
    limit: float | None
    ppi: float
    folds: tuple[Length, ...]
    fonts: frozenset[str] | None
    """The PostScript names that may occur."""
    finishing: tuple[Finish, ...] = ()
    blanks: tuple[int, ...] = ()
    """The numbers, in the file, of blank pages that the binding asks for."""

    def __str__(self) -> str:
        """Every choice in words that are the same for the same job."""
        return f"{self.standard.name} {self.boxes} {self.marks} {self.limit} {self.ppi} {self.folds} {self.finishing} {self.blanks}"
