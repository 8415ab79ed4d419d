"""Perfect binding: signatures gathered beside each other, ground off at the spine and glued."""

from __future__ import annotations

from typing import Final, Literal, get_args

from ..units import Length, Size
from .blanks import Blanks, blank, filled_up
from .creep import Creep, Reference
from .flat import Label, Over
from .ganging import Method, Press, gang
from .grid import Edge, Paper, Rotate
from .measures import checked, chosen
from .paper import BLEED, GRIPPER, MARGIN, NOTHING
from .sheet import Imposition
from .signature import Binding, Book, Signature, checked_book, divided

MILLING: Final = Length.mm(3)
"""2 to 3 mm are ground off at the spine (trade rule)."""


def perfect_bound(
    *,
    pages: int,
    trim: Size,
    sheet: Size,
    bleed: Length = BLEED,
    gripper: Length = GRIPPER,
    gripper_edge: Edge = "bottom",
    margin: Length = MARGIN,
    slug: Length = NOTHING,
    gap: Length = NOTHING,
    rotate: Rotate = "auto",
    turn: Over = "turn",
    method: Method = "sheetwise",
    several: Literal["one", "same"] = "one",
    signature: int = 16,
    milling: Length = MILLING,
    lap: Length = NOTHING,
    binding: Binding = "left",
    caliper: Length = NOTHING,
    creep_factor: float = 1.0,
    creep: Reference = "outer",
    blanks: Blanks = "end",
) -> Imposition:
    """Lay the inside of a book of `pages` pages on signatures of `signature` pages, the cover apart.

    Where the pages do not divide, smaller signatures stand before the last large one: a thin one at either end of the block would come
    loose (trade rule). Both pages beside a fold at the spine are moved apart by `milling`, which is ground off. Without (0), for a block
    that is sewn, they meet. The leaves inside a signature move towards the spine by the paper around them.

    Raises `PrintkitError`: `sheet-too-small` with what is missing, `bad-pages`, `bad-measure`, `bad-signature`, `bad-creep`, `not-one-of`.
    """
    checked(
        pages, trim, sheet, bleed=bleed, gripper=gripper, margin=margin, slug=slug, gap=gap, milling=milling, lap=lap,
    )  # fmt: skip
    chosen(
        rotate=(rotate, get_args(Rotate)), gripper_edge=(gripper_edge, get_args(Edge)), turn=(turn, get_args(Over)),
        method=(method, get_args(Method)), several=(several, ("one", "same")),
        blanks=(blanks, get_args(Blanks)),
    )  # fmt: skip
    read = filled_up(pages, blanks)
    sizes = divided(len(read), signature)
    book = Book(
        trim, bleed, binding, Creep(caliper, creep_factor, deepest=max(sizes) // 4 - 1, reference=creep),
        milling=milling, gap=gap, lap=lap,
    )  # fmt: skip
    checked_book(book, signature)
    press = Press(Paper(sheet, gripper, gripper_edge, margin, slug), gap, rotate, method, turn, full=several == "same")
    pieces, labels = [], []
    for number, size in enumerate(_small_ones_inside(sizes), 1):
        pieces.append(Signature(read[:size], book, number=number).flat())
        labels.append(Label(f"sheet {number}", number))
        read = read[size:]
    sheets = gang(press, pieces, labels, repeated=True)
    return Imposition("perfect-bound", sheet, pages, blank(filled_up(pages, blanks)), press.turn, tuple(sheets))


def _small_ones_inside(sizes: list[int]) -> list[int]:
    """The last of the largest at the end."""
    large = [size for size in sizes if size == sizes[0]]
    return [*large[:-1], *sizes[len(large) :], large[-1]]
