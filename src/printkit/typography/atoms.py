"""The text of a paragraph as columns: its atoms, how wide each is, and what stands between each two.

Lengths in thousandths of an em of the paragraph's size. `reader` fills the columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from .characters import Class
from .spacing import Glue, Pair


class Face(Protocol):
    """How wide text is in one face and size, in thousandths of the paragraph's em. Hashable: widths are remembered.

    A face in another size than the paragraph's may have a `scale`: its size in em of the paragraph, 1 where it has none.
    """

    space: float
    """The width of a blank."""

    def advance(self, text: str) -> float:
        """The width of one atom, as it will be drawn."""


class Run(NamedTuple):
    """A stretch of text in one face. `kind` is the class of all its atoms where it is not that of their letters."""

    text: str
    face: Face
    kind: Class | None = None


class Cut(NamedTuple):
    """A place where a word may be parted: letters before it, their width with the hyphen, and without.

    Where the two widths are the same no hyphen is drawn: the word has one there, or is an address.
    """

    letters: int
    width: float
    bare: float


Hyphenate = Callable[[str, Face], Sequence[Cut]]


class Atoms:
    """The columns of a paragraph's text.

    `glues[i]` is between atoms i and i+1. `spots`: the gaps, rising, that are not plainly between two Han; `pairs`:
    what holds at each. `forced`: the gaps where a line must end. `bounds`: the number of atoms up to the end of each
    run. `cuts`: where atoms may be parted. `leads`: how far behind a line's start an atom begins (a bracket's blank half is
    not among them), or for what sticks out to its left, before it.
    """

    __slots__ = (
        "bounds", "cuts", "end_trim", "faces", "forced", "glues", "kinds", "leads", "pairs", "plain", "spots", "start_trim",
        "texts", "widths",
    )  # fmt: skip

    def __init__(self, plain: Pair) -> None:
        self.texts: list[str] = []
        self.widths: list[float] = []
        self.kinds: list[Class] = []
        self.glues: list[Glue] = []
        self.spots: list[int] = []
        self.pairs: list[Pair] = []
        self.forced: list[int] = []
        self.bounds: list[int] = []
        self.faces: list[Face] = []
        self.cuts: dict[int, Sequence[Cut]] = {}
        self.leads: dict[int, float] = {}
        self.plain = plain
        self.start_trim = self.end_trim = 0.0

    def run_at(self, atom: int) -> int:
        """The index of the run that an atom came from."""
        return bisect_right(self.bounds, atom)
